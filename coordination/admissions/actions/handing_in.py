"""A leader hands the group's page in, or takes it back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coordination.admissions.actions import settling
from coordination.admissions.lifecycle import STANDING
from coordination.admissions.models import Admission
from coordination.committee.models import Bylaw
from directory.models import Group, Standing


@transaction.atomic
def submit(group, *, words, by, seen):
    """The page is with the committee from now on; handing it in also says that it is right today."""
    again = group.standing == Standing.DECLINED
    group = STANDING.take(group, "submit_again" if again else "submit", by=by, seen=seen)
    settling.settle(group)
    Group.objects.filter(pk=group.pk).update(confirmed_on=timezone.localdate())
    due = timezone.now() + timedelta(days=Bylaw.in_force().admission_days)
    return Admission.objects.create(group=group, submitted_by=by, words=words, due_at=due)


@transaction.atomic
def withdraw(group, *, by, seen):
    group = STANDING.take(group, "withdraw", by=by, seen=seen)
    waiting = Admission.objects.waiting().filter(group=group)
    waiting.update(outcome=Admission.Outcome.WITHDRAWN, decided_at=timezone.now())
    return group
