"""What of standards waits for a person: a consultation their group has not spoken in, comments to answer."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.standards import rules
from coordination.standards.models import Assessment, Comment, Stage, Standard, State
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
        sentence = _("The reviewer asks about %(title)s") % {"title": f"\u2068{row}\u2069"}
        yield Waiting(sentence, row.get_absolute_url(), verb=_("Answer the questions"), since=row.state_since)


def reviews(person):
    """Own reviews, and assessments that this member is proposed for."""
    if "committee" not in audiences_of(person):
        return
    capacity = _("as a member of the committee")
    rows = Assessment.objects.filter(state__in=[Stage.SUBMITTED, Stage.UNDER_REVIEW]).with_all()
    for row in rows.order_by("state_since"):
        own = row.state == Stage.UNDER_REVIEW and row.reviewer_id == person.pk
        if own or (row.state == Stage.SUBMITTED and rules.proposed_reviewer(row) == person):
            sentence = _("Review the assessment %(title)s") % {"title": f"\u2068{row}\u2069"}
            yield Waiting(sentence, row.get_absolute_url(), None, capacity, verb=_("Go to the assessment"))


def titled(standard):
    return {"title": f"\u2068{standard.title}\u2069"}


def end_of(day):
    return timezone.make_aware(datetime.combine(day, time.max))
