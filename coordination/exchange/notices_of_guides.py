"""What of the library puts a line into whose inbox."""

from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import Correction, CorrectionState, Guide
from deeds.hooks import NoticeKind, NoticeLine
from directory.notices_of_team import those

BECAME = _("What %(group)s answered is part of the guide %(guide)s")
OUTDATED = _("A reader says that the guide %(guide)s is outdated")
ANSWERED = {
    "exchange_correction.take_up": _("Your correction of the guide %(guide)s was taken up"),
    "exchange_correction.decline": _("Your correction of the guide %(guide)s was answered"),
}


def published(entry):
    """Groups whose answers it was made of hear of it once."""
    for guide in Guide.objects.filter(pk=entry.subject_id).prefetch_related("groups"):
        for group in guide.groups.all():
            if group.pk != guide.group_id:
                yield NoticeLine(
                    f"group:{group.pk}:editor", BECAME, guide, ("guide", guide.uuid), {"group": group, "guide": guide},
                    thing=guide.pk, key=f"guide:{guide.pk}:{group.pk}", needs=False,
                )  # fmt: skip


def row_of(entry):
    return Correction.objects.filter(pk=entry.subject_id).select_related("guide").first()


def reported(entry):
    if row := row_of(entry):
        group = row.guide.group_id
        yield line(row, f"group:{group}:editor" if group else "committee", OUTDATED, thing=row.pk)


def answered(entry):
    if row := row_of(entry):
        yield line(row, f"person:{row.by_id}", ANSWERED[entry.deed], needs=False)


def line(row, whom, sentence, **more):
    page = ("guide_correction", row.guide.uuid, row.uuid)
    return NoticeLine(whom, sentence, row.guide, page, {"guide": row.guide}, **more)


def still_open(notices):
    return those(notices, Correction, lambda row: row.state == CorrectionState.OPEN)


KINDS = (
    NoticeKind("guide_made_of_answers", ("exchange_guide.publish",), published),
    NoticeKind(
        "guide_outdated", ("exchange_correction.report",), reported, still_open, things="exchange.correction"
    ),
    NoticeKind("guide_correction_answered", tuple(ANSWERED), answered),
)
