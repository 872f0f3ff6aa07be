"""What waits for a person because of the groups they lead or the committee they sit on."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deeds.hooks import Waiting, audiences_of
from directory import rules
from directory.models import Ask, Claim, Group, Report
from directory.models.group import group_ids


def visitors(person):
    """One line a group and kind: questions, offers of help, reports; one for the committee's reports."""
    audiences = audiences_of(person)
    for group in Group.objects.filter(pk__in=group_ids(audiences, "leader")).order_by("pk"):
        yield from of_group(group)
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
        yield Waiting(sentence % {"n": found}, reverse("claims"), None, _("as secretary or chair"))


def left_questions(person):
    """One line for the secretary and the chair: questions that were asked of nobody."""
    if rules.keeps_left_questions(person, None):
        found = list(Ask.objects.left().waiting())
        if found:
            due = found[0].heard_at + Ask.PATIENCE
            due = None if due < timezone.now() else due
            yield Waiting(questions(len(found)), reverse("left_questions"), due, _("as secretary or chair"))


def of_group(group):
    url = reverse("inbox", args=[group.slug])
    capacity = _("as a leader of %(group)s") % {"group": f"\u2068{group.name}\u2069"}
    for rows, sentence in ((group.asks, questions), (group.helpers, offers)):
        found = list(rows.waiting())
        if found:
            due = found[0].heard_at + found[0].PATIENCE
            yield Waiting(sentence(len(found)), url, None if due < timezone.now() else due, capacity)
    own = group.reports.waiting().filter(addressee=Report.Addressee.GROUP).count()
    if own:
        yield Waiting(reports(own), url, None, capacity)


def of_committee(audiences):
    found = list(Report.objects.visible_to(audiences).waiting().filter(addressee=Report.Addressee.COMMITTEE))
    if found:
        capacity = _("as a member of the committee")
        yield Waiting(reports(len(found)), reverse("reports"), found[0].due_at, capacity)


def questions(n):
    return ngettext("%(n)d question waits for an answer", "%(n)d questions wait for an answer", n) % {"n": n}


def offers(n):
    return ngettext("%(n)d person wants to help", "%(n)d people want to help", n) % {"n": n}


def reports(n):
    return ngettext("%(n)d report waits to be looked at", "%(n)d reports wait to be looked at", n) % {"n": n}
