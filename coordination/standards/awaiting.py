"""What of standards waits for a person: a consultation their group has not spoken in, comments to answer."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.standards import rules
from coordination.standards.models import (
    Appeal,
    Assessment,
    Comment,
    Proposal,
    Reviewer,
    Stage,
    Standard,
    State,
)
from deeds.hooks import Waiting, audiences_of
from directory.models import Group
from directory.models.group import group_ids


def of_groups(person):
    """One line for each open consultation in which none of the person's listed groups has spoken."""
    groups = Group.objects.listed().editable_by(audiences_of(person))
    pks = list(groups.values_list("pk", flat=True))
    if not pks:
        return
    spoke = Comment.objects.of_this_round().filter(standard=OuterRef("pk"), group__in=pks)
    rows = Standard.objects.filter(
        ~Exists(spoke), state=State.CONSULTATION, consulted_until__gte=timezone.localdate()
    )
    for row in rows.defer("consulted").order_by("consulted_until", "pk"):
        sentence = _("Say what your group thinks of the standard %(title)s") % titled(row)
        url = reverse("standard_comments", args=[row.uuid])
        yield Waiting(sentence, url, end_of(row.consulted_until), verb=_("Read and comment"))


def of_committee(person):
    """One line for each standard whose comments wait for an answer."""
    if "committee" not in audiences_of(person):
        return
    open_ones = Comment.objects.unanswered().filter(standard__state=State.CONSULTATION)
    numbers: dict[int, int] = {}
    for pk in open_ones.values_list("standard", flat=True):
        numbers[pk] = numbers.get(pk, 0) + 1
    for row in Standard.objects.defer("consulted").filter(pk__in=numbers).order_by("consulted_until", "pk"):
        number = numbers[row.pk]
        sentence = ngettext(
            "%(n)d comment on %(title)s waits for an answer",
            "%(n)d comments on %(title)s wait for an answer",
            number,
        )
        url, capacity = reverse("standard_comments", args=[row.uuid]), _("as a member of the committee")
        yield Waiting(
            sentence % {"n": number, **titled(row)}, url, None, capacity, verb=_("Answer the groups")
        )


def assessments(person):
    """The reviewer's questions to a group, for its editors and leaders."""
    edited = group_ids(audiences_of(person), "editor")
    rows = Assessment.objects.filter(group__in=edited, state=Stage.CLARIFICATION) if edited else ()
    for row in rows and rows.with_all().order_by("state_since"):
        sentence = _("The reviewer asks about %(title)s") % {"title": isolated(row)}
        capacity = _("for %(group)s") % {"group": isolated(row.group)}
        yield Waiting(
            sentence, row.get_absolute_url(), None, capacity, verb=_("Answer the questions"), since=row.state_since
        )  # fmt: skip


def reviews(person):
    """Own reviews, and what this person is proposed for; of what nobody is proposed for, every member hears."""
    seated = "committee" in audiences_of(person)
    capacity = _("as a member of the committee") if seated else _("as a trained reviewer")
    asked = Proposal.objects.filter(person=person.pk, state=Proposal.State.PROPOSED)
    for row in asked.select_related("assessment__standard", "assessment__group"):
        sentence = _("You are proposed to review %(title)s") % {"title": isolated(row.assessment)}
        yield Waiting(
            sentence, row.get_absolute_url(), row.due_at, capacity, verb=_("Take it up, or decline")
        )
    own = Q(state=Stage.UNDER_REVIEW, reviewer=person.pk)
    if seated:
        anybody = ~Exists(Proposal.objects.filter(assessment=OuterRef("pk"), state=Proposal.State.PROPOSED))
        own |= Q(anybody, state=Stage.SUBMITTED)
    for row in Assessment.objects.filter(own).with_all().order_by("state_since"):
        if row.state == Stage.UNDER_REVIEW or rules.may_take_up(person, row):
            sentence = _("Review the assessment %(title)s") % {"title": isolated(row)}
            yield Waiting(
                sentence, row.get_absolute_url(), None, capacity, verb=_("Go to the assessment"),
                since=row.state_since,
            )  # fmt: skip


def late_appeals(person):
    """One line for the committee when appeals about assessments were not heard in time."""
    if "committee" not in audiences_of(person):
        return
    if late := list(Appeal.objects.late().order_by("due_at", "pk")):
        sentence = ngettext(
            "%(n)d appeal about an assessment is overdue", "%(n)d appeals about assessments are overdue", len(late)
        )  # fmt: skip
        url, capacity = (
            reverse("matter", args=["standards.appeal", late[0].uuid]),
            _("as a member of the committee"),
        )
        yield Waiting(sentence % {"n": len(late)}, url, late[0].due_at, capacity, verb=_("Hear the appeals"))


def invitations(person):
    """The question whether this person wants to review."""
    for row in Reviewer.objects.filter(person=person.pk, state=Reviewer.State.INVITED):
        sentence = _("The committee asks you to review assessments of other groups")
        yield Waiting(sentence, row.get_absolute_url(), verb=_("Say yes or no"), since=row.created_at)


def isolated(thing):
    return f"\u2068{thing}\u2069"


def titled(standard):
    return {"title": f"\u2068{standard.title}\u2069"}


def end_of(day):
    return timezone.make_aware(datetime.combine(day, time.max))


PARTS = (of_groups, of_committee, assessments, reviews, late_appeals, invitations)
