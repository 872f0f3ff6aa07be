"""What standards ask of groups and of the committee, and what became of them, as lines in inboxes."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from coordination.standards.effects import last_day, losing
from coordination.standards.models import Comment, Standard, State
from deeds.hooks import NoticeKind, NoticeLine
from directory.models import Group
from directory.notices_of_team import those
from directory.reminders import end_of

in_words = lazy(date_format, str)
SOON = timedelta(days=3)
NEWS = {
    "standards.adopt": _("The committee adopted the standard %(title)s, in force from %(day)s"),
    "standards.supersede": _("A later version has replaced the standard %(title)s"),
    "standards.retire": _("The standard %(title)s is no longer in use"),
}


def of_entry(entry):
    return Standard.objects.defer("consulted").filter(pk=entry.subject_id).first()


def line(whom, standard, sentence, page, **more):
    names = {"title": standard, **more.pop("names", {})}
    return NoticeLine(whom, sentence, standard, (page, standard.uuid), names, thing=standard.pk, **more)


# --- groups are asked


def asked(entry):
    standard = of_entry(entry)
    if standard and standard.takes_comments:
        sentence = _("The committee asks %(group)s about the standard %(title)s: comments until %(day)s")
        yield from to_silent(standard, sentence, "asked")


def last_days(now):
    """Three days before the last one; groups that have spoken hear nothing."""
    today = timezone.localdate(now)
    rows = Standard.objects.filter(
        state=State.CONSULTATION, consulted_until__gte=today, consulted_until__lte=today + SOON
    )
    for standard in rows.defer("consulted"):
        sentence = _("%(group)s has not commented on the standard %(title)s yet: the last day is %(day)s")
        yield from to_silent(standard, sentence, "last", why="clock", urgent=True)


def to_silent(standard, sentence, step, **more):
    """A line for the editors of each listed group that has said nothing yet."""
    for group in Group.objects.listed().exclude(pk__in=spoke(standard)).order_by("pk"):
        names = {"group": group, "day": in_words(standard.consulted_until, "j F Y")}
        yield line(
            f"group:{group.pk}:editor", standard, sentence, "standard_comments", names=names,
            due_at=end_of(standard.consulted_until),
            key=f"consultation:{standard.pk}:{group.pk}:{standard.consulted_until:%Y%m%d}:{step}", **more,
        )  # fmt: skip


def spoke(standard):
    return Comment.objects.of_this_round().filter(standard=standard).values("group")


def still_silent(notices):
    """While the consultation runs and the group of the line has said nothing."""
    rows = Standard.objects.filter(pk__in={notice.thing for notice in notices}).defer("consulted")
    running = {str(row.pk): row for row in rows if row.takes_comments}
    said = Comment.objects.of_this_round().filter(standard__in=running.values())
    spoken = {(str(standard), group) for standard, group in said.values_list("standard", "group")}
    open_ones = [notice for notice in notices if notice.thing in running]
    return [notice.pk for notice in open_ones if (notice.thing, notice.group) not in spoken]


# --- answers


def to_answer(entry):
    """The committee hears of what asks for an answer; agreement asks for none."""
    standard = of_entry(entry)
    if standard and entry.data.get("kind") != Comment.Kind.AGREE:
        yield line(
            "committee",
            standard,
            _("Groups wait for an answer about the standard %(title)s"),
            "standard_comments",
        )


def still_open(notices):
    return those(
        notices, Standard,
        lambda row: row.state == State.CONSULTATION and Comment.objects.filter(standard=row).unanswered().exists(),
    )  # fmt: skip


def answered(entry):
    row = Comment.objects.filter(uuid=entry.data.get("comment")).select_related("standard", "group").first()
    if row:
        sentence = _("The committee answered %(group)s about the standard %(title)s")
        yield line(
            f"group:{row.group_id}:editor", row.standard, sentence, "standard_comments", needs=False,
            names={"group": row.group},
        )  # fmt: skip


# --- what became of them


def news(entry):
    """For the leaders of every listed group: it is what they are measured by."""
    standard = of_entry(entry)
    if standard:
        day = in_words(standard.effective_on, "j F Y")
        for group in Group.objects.listed().order_by("pk"):
            yield line(
                f"group:{group.pk}:leader",
                standard,
                NEWS[entry.deed],
                "standard",
                names={"day": day},
                needs=False,
            )


# --- a later version, before it bites

WARNED = {
    "standards.open_consultation": _(
        "A later version of a standard is in consultation, %(title)s: see what it would ask of %(group)s anew"
    ),
    "standards.adopt": _(
        "A later version of a standard was adopted, %(title)s: the accreditation of %(group)s holds through %(day)s "
        "at the latest"
    ),
}


def warned(entry):
    """For the leaders of each group whose accreditation would end by it, or would end earlier."""
    standard = of_entry(entry)
    for row in losing(standard).with_all().order_by("pk") if standard else ():
        day = last_day(row.standard, standard)
        names = {"group": row.group, "day": in_words(day, "j F Y") if day else ""}
        yield line(
            f"group:{row.group_id}:leader", standard, WARNED[entry.deed], "standard_effects", names=names, needs=False
        )  # fmt: skip


STANDARD = "standards.standard"
ASKING = ("standards.open_consultation", "standards.put_off")
KINDS = (
    NoticeKind("consultation", ASKING, asked, still_silent, last_days, things=STANDARD),
    NoticeKind("standard_comments", ("standards.comment",), to_answer, still_open, things=STANDARD),
    NoticeKind("standard_answer", ("standards.answer",), answered),
    NoticeKind("standard_news", tuple(NEWS), news),
    NoticeKind("standard_warning", tuple(WARNED), warned),
)
