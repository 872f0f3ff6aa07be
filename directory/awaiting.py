"""What waits for a person because of the groups they lead or the committee they sit on."""

from itertools import groupby

from django.db.models import Count, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deeds.hooks import PEOPLE, Waiting, audiences_of
from directory import rules
from directory.models import Ask, Claim, Group, Helper, Report
from directory.models.group import group_ids

ABOUT = 90


def visitors(person):
    """One line a group and kind: questions, offers of help, reports; one for the committee's reports."""
    audiences = audiences_of(person)
    led = Group.objects.in_bulk(group_ids(audiences, "leader"))
    if led:
        yield from from_outside(led, Ask, questions, _("Answer the questions"))
        yield from from_outside(led, Helper, offers, _("Answer the offers"))
        yield from about_groups(led)
    if "committee" in audiences:
        yield from of_committee(audiences)


def claims(person):
    """One line for the secretary and the chair: requests to manage a page, and objections to an approved one."""
    rows = Claim.objects
    found = rows.open().count() + rows.contested().count() if rules.handles_claims(person) else 0
    if found:
        sentence = ngettext(
            "%(n)d request to manage a page is open", "%(n)d requests to manage a page are open", found
        )
        yield Waiting(
            sentence % {"n": found},
            reverse("claims"),
            None,
            _("as secretary or chair"),
            verb=_("Look at the requests"),
        )


def left_questions(person):
    """One line for the secretary and the chair: questions that were asked of nobody."""
    if rules.keeps_left_questions(person, None):
        found = list(Ask.objects.left().waiting())
        if found:
            due = found[0].heard_at + Ask.PATIENCE
            due = None if due < timezone.now() else due
            yield Waiting(
                questions(len(found)),
                reverse("left_questions"),
                due,
                _("as secretary or chair"),
                verb=_("Hand on or answer"),
            )


def from_outside(led, model, words, verb):
    """One line for each led group that people wait for an answer of, with the oldest of their questions."""
    told = Left("text", ABOUT * 2) if model is Ask else Value("")
    rows = model.objects.filter(group__in=led).waiting().order_by("group", "created_at")
    found = rows.values_list("group", "created_at", "heard_at", told)
    for group, each in groupby(found, lambda row: row[0]):
        (_first, since, heard_at, text), *more = each
        due = heard_at + model.PATIENCE
        yield Waiting(
            words(1 + len(more)),
            inbox_of(led[group]),
            due if due > timezone.now() else None,
            as_leader(led[group]),
            verb=verb,
            kind=PEOPLE,
            note=quoted(text),
            since=since,
        )


def quoted(text):
    return _("“%(text)s”") % {"text": f"\u2068{Truncator(text).chars(ABOUT)}\u2069"} if text else ""


def about_groups(led):
    """One line for each led group about which something was reported to itself."""
    rows = Report.objects.waiting().filter(group__in=led, addressee=Report.Addressee.GROUP)
    for group, n in rows.order_by("group").values_list("group").annotate(n=Count("pk")):
        capacity = as_leader(led[group])
        yield Waiting(reports(n), inbox_of(led[group]), None, capacity, verb=_("Look at the reports"))


def inbox_of(group):
    return reverse("inbox", args=[group.slug])


def as_leader(group):
    return _("as a leader of %(group)s") % {"group": f"\u2068{group.name}\u2069"}


def of_committee(audiences):
    found = list(Report.objects.visible_to(audiences).waiting().filter(addressee=Report.Addressee.COMMITTEE))
    if found:
        capacity = _("as a member of the committee")
        yield Waiting(
            reports(len(found)), reverse("reports"), found[0].due_at, capacity, verb=_("Look at the reports")
        )


def questions(n):
    return ngettext("%(n)d question waits for an answer", "%(n)d questions wait for an answer", n) % {"n": n}


def offers(n):
    return ngettext("%(n)d person wants to help", "%(n)d people want to help", n) % {"n": n}


def reports(n):
    return ngettext("%(n)d report waits to be looked at", "%(n)d reports wait to be looked at", n) % {"n": n}
