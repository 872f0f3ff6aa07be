"""From approval to the end: the permit, progress, the report, and the achievement offered to each group."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.initiatives import rules
from coordination.initiatives.actions.stepping import keep, remember, take
from coordination.initiatives.models import Milestone, State
from deeds.lifecycle import Refused, claim, reload, version_of
from directory import media
from directory.actions import editing, photos
from directory.actions.achievements import TOLD
from directory.models import Achievement, Photo
from directory.rules import edits
from directory.sections import SECTIONS

REPORTING = (State.ACTIVE, State.COMPLETED)
PERMITTED = _("The permit for “%(thing)s” was entered.")
REACHED = _("“%(thing)s” moved on.")
REPORTED = _("The outcome report of “%(thing)s” was written.")
ANSWERED = _("%(group)s answered the offer of an achievement from “%(thing)s”.")
NOT_NOW = _("This is not possible in the present state of the initiative.")
ONLY_EDITORS = _("Only editors and leaders of the leading group can do this.")
ONLY_EDITORS_OF_GROUP = _("Editors and leaders of the group answer for its page.")
ONLY_OWNERS = _("A task is ticked off by the group that does it, or by the leading group.")


def opened(initiative, *, by, seen, states, may=rules.edits_it, why=ONLY_EDITORS):
    """Claims the initiative for a deed of these states."""
    claim(initiative, seen=version_of(seen))
    initiative = reload(initiative)
    if not may(by, initiative):
        raise Refused(why, "role")
    if initiative.state not in states:
        raise Refused(NOT_NOW, "state")
    return initiative


@transaction.atomic
def enter_permit(initiative, form, *, by, seen):
    initiative = opened(initiative, by=by, seen=seen, states=[State.APPROVED, State.ACTIVE])
    form.instance.initiative, form.instance.by, form.instance.at = initiative, by, timezone.now()
    form.save()
    remember("permit", initiative, PERMITTED, by=by, data={"number": form.instance.number})
    return keep(initiative)


def start(initiative, *, by, seen):
    return take(initiative, "start", by=by, seen=seen)


@transaction.atomic
def tick(thing, *, done, by, seen):
    """Marks a milestone or a task as done, or takes the mark back."""
    milestone = isinstance(thing, Milestone)
    initiative = thing.initiative if milestone else thing.partnership.initiative

    def may(person, _initiative):
        return (
            rules.edits_it(person, initiative) if milestone else rules.edits_part(person, thing.partnership)
        )

    initiative = opened(initiative, by=by, seen=seen, states=[State.ACTIVE], may=may, why=ONLY_OWNERS)
    thing.done_at = (thing.done_at or timezone.now()) if done else None
    thing.save(update_fields=["done_at"])
    data = {"kind": thing._meta.model_name, "id": str(thing.uuid), "done": done}
    remember("tick", initiative, REACHED, by=by, data=data)
    return keep(initiative)


def write_report(initiative, form, *, by, seen, pictures=(), people=""):
    """The report can be mended until the initiative is closed; `people` answers for the photos that come with it."""
    with media.kept(pictures) as named, transaction.atomic():
        initiative = opened(initiative, by=by, seen=seen, states=REPORTING)
        form.instance.initiative, form.instance.by, form.instance.at = initiative, by, timezone.now()
        form.save()
        use = Photo.Use.REPORT if initiative.state == State.COMPLETED else Photo.Use.UNTOLD
        for name, picture in named.items():
            photo = photos.make(initiative.lead, use, name, picture, by=by)
            photos.answer(photo, people, by=by)
            form.instance.photos.add(photo)
        remember("report", initiative, REPORTED, by=by)
        return keep(initiative)


@transaction.atomic
def describe_photos(initiative, rows, *, by, seen):
    """What is said of the report's photos; those marked to go are taken off."""
    initiative = opened(initiative, by=by, seen=seen, states=REPORTING)
    for form in rows.forms:
        if rows.goes(form):
            photos.take_off(Photo.objects.filter(pk=form.instance.pk))
        else:
            photos.describe(form.instance, form.cleaned_data, by=by)
    remember("report", initiative, REPORTED, by=by)
    return keep(initiative)


@transaction.atomic
def complete(initiative, *, by, seen):
    """From now on everybody reads the report and sees its photos."""
    initiative = take(initiative, "complete", by=by, seen=seen)
    initiative.report.photos.update(use=Photo.Use.REPORT)
    return initiative


@transaction.atomic
def close(initiative, *, by, seen):
    """Closes it, and offers the achievement to every group that had a part."""
    initiative = take(initiative, "close", by=by, seen=seen)
    rows = initiative.partnerships.select_related("initiative").prefetch_related("tasks", "budget_lines")
    offered = [row.pk for row in rows if row.has_part or row.is_lead]
    initiative.partnerships.filter(pk__in=offered).update(offered_at=timezone.now())
    return initiative


@transaction.atomic
def answer_offer(partnership, *, wanted, by):
    """Puts the achievement on the group's page, or leaves it; asked once, the same answer twice is one."""
    group, initiative = partnership.group, partnership.initiative
    claim(group)
    claim(initiative)
    partnership = reload(partnership)
    if not edits(by, group):
        raise Refused(ONLY_EDITORS_OF_GROUP, "role")
    if partnership.offered_at is None or initiative.state != State.CLOSED:
        raise Refused(NOT_NOW, "state")
    if partnership.answered_at:
        return partnership
    partnership.achievement = put_on_page(partnership, by=by) if wanted else None
    partnership.answered_at = timezone.now()
    partnership.save(update_fields=["achievement", "answered_at"])
    data = {"group": str(group.uuid), "wanted": wanted}
    remember("offer", initiative, ANSWERED, by=by, names={"group": group}, data=data)
    return partnership


def put_on_page(partnership, *, by):
    """The report with its photos as the group's own achievement, which its editors then change like any other."""
    initiative, report = partnership.initiative, partnership.initiative.report
    key = uuid5(NAMESPACE_URL, f"initiative:{initiative.uuid}:{partnership.group.uuid}")
    texts = {name: getattr(report, name) for name in ("story_ar", "story_en", "happened_on", "figures")}
    texts |= {name: getattr(initiative, name) for name in ("title_ar", "title_en")}

    carried = media.again(report.carried_to(partnership.group))

    def write(named):
        row = Achievement.objects.create(uuid=key, group=partnership.group, **texts)
        for (photo, picture), name in zip(carried, named, strict=True):
            photos.copy(photo, partnership.group, row, name, picture, by=by)
        others = initiative.partnerships.exclude(group=partnership.group).values_list("group_id", flat=True)
        row.partner_groups.set(others)
        return ["added"]

    with media.kept([picture for _photo, picture in carried]) as named:
        section, told = SECTIONS["achievements"], {"by": by, "revision": None, "said": TOLD}
        editing.change(partnership.group, section, lambda: write(named), **told)
    return Achievement.objects.get(uuid=key)
