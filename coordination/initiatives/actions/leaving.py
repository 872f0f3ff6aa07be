"""Withdrawing an initiative; a ballot about it that runs is cancelled with it."""

from django.db import transaction

from coordination.initiatives.actions.stepping import take


@transaction.atomic
def withdraw(initiative, *, reason, by, seen):
    return take(initiative, "withdraw", by=by, seen=seen, reason_code="own" if reason else "", reason=reason)
