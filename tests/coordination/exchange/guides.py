"""Guides of the cast's own group, brought to a state by the same actions as on the pages."""

from coordination.exchange.actions import guides as actions
from coordination.exchange.models import Guide
from directory.models import Field

SAYS = {
    "title_ar": "", "title_en": "Visits", "summary_ar": "", "summary_en": "How to visit",
    "text_ar": "", "text_en": "## First\n\nAsk once.",
}  # fmt: skip


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def draft(cast, *, group="own", by=None, **texts):
    """Whole, and of مجموعة بصيرة; with group None the committee's."""
    keeper = cast.group if group == "own" else group
    guide = actions.begin(keeper, by=by or (cast.editor if keeper else cast.committee), **{**SAYS, **texts})
    field, _made = Field.objects.get_or_create(
        code="D13", defaults={"title_ar": "الإعاقة", "title_en": "Disability", "in_picker": True}
    )
    guide.fields.add(field)
    return guide


def published(cast, *, by=None, **texts):
    guide = draft(cast, by=by, **texts)
    return actions.publish(
        guide, by=by or cast.editor if guide.group_id else cast.committee, seen=guide.version
    )


def guide_in(cast, state, **more):
    guide = published(cast, **more)
    Guide.objects.filter(pk=guide.pk).update(state=state, reason="Outdated" if state == "archived" else "")
    return fresh(guide)
