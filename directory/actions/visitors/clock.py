"""What time brings about: nobody answered, and what was kept long enough. Each run does what is left to do."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.journal import Line, record_many
from deeds.lifecycle import Refused
from directory import letters
from directory.lifecycle_visitors import HELPER, addressees, leaders_who_may_know, table_of, who_knows
from directory.models import Ask, Helper, Report
from directory.models.visitors import KEPT

AT_ONCE = 200
ERASED = _("What a visitor had sent was erased after its time.")


def mark_silence():
    """Questions after five days and offers after seven: reminded, others offered; how many."""
    marked = [fall_silent(table_of(ask), ask, tell_of(ask)) for ask in Ask.objects.silent()[:AT_ONCE]]
    marked += [fall_silent(HELPER, one, letters.help_silent) for one in Helper.objects.silent()[:AT_ONCE]]
    return sum(marked)


def tell_of(ask):
    return letters.question_silent if ask.group_id else letters.left_silent


def fall_silent(table, visit, tell):
    """False when somebody answered in the meantime."""
    try:
        with transaction.atomic():
            tell(table.take(visit, "fall_silent", by=None, seen=visit.version))
    except Refused:
        return False
    return True


def erase_old():
    """What is a year old, and what a guardian has not answered within two weeks; how many."""
    unanswered = timezone.now() - Helper.GUARDIAN_HAS
    minors = Helper.objects.filter(state=Helper.State.GUARDIAN, created_at__lte=unanswered)
    settled = Report.objects.exclude(state=Report.State.OPEN).filter(updated_at__lte=timezone.now() - KEPT)
    return sum(map(erase_all, [Ask.objects.outlived(), Helper.objects.outlived(), minors, settled]))


def erase_all(rows):
    """One entry each, quiet and without words; how many."""
    count = 0
    while erased := erase_some(rows):
        count += erased
    return count


@transaction.atomic
def erase_some(rows):
    rows = list(rows.select_for_update()[:AT_ONCE])
    lines = [Line("visitors.erase", row, audience=audience(row), title=ERASED, quiet=True) for row in rows]
    record_many(lines, by=None)
    for row in rows:
        row.delete()
    return len(rows)


def audience(row):
    knows = {Ask: who_knows, Helper: leaders_who_may_know, Report: addressees}
    return knows[type(row)](row)
