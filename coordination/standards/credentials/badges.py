"""What the cards of groups show of their accreditations: those that hold now, each with the day until which it does."""

from collections import defaultdict
from datetime import date

from coordination.standards.models import Accreditation
from directory.models import Licence, Verdict


def on_cards(group_ids):
    """{group: {"badges": [...]}} of those that have any. A card is kept, so whoever shows it looks at `until`."""
    rows = Accreditation.objects.valid().filter(group__in=group_ids).select_related("standard")
    held = list(rows.order_by("code", "pk"))
    licensed = licensed_until([row.group_id for row in held])
    badges = defaultdict(list)
    for row in held:
        badges[row.group_id].append(badge(row, licensed.get(row.group_id)))
    return {group: {"badges": own} for group, own in badges.items()}


def badge(row, licensed):
    return {
        "kind": "accreditation",
        "id": str(row.uuid),
        "code": row.code,
        "number": row.standard.number,
        "title_ar": row.standard.title_ar,
        "title_en": row.standard.title_en,
        "valid_from": row.valid_from.isoformat(),
        "valid_until": row.valid_until.isoformat(),
        "until": holds_until(row, licensed).isoformat(),
    }


def holds_until(row, licensed):
    """The last day on which nothing that is known by now ends it."""
    return min(filter(None, (row.valid_until, row.evidence_until, row.grace_until, licensed)))


def licensed_until(group_ids):
    """{group: the last day of its longest licence}; None, or absent, where no day ends it."""
    days = defaultdict(list)
    rows = Licence.objects.filter(group__in=group_ids).exclude(verdict=Verdict.REFUSED)
    for group, expires_on in rows.values_list("group", "expires_on"):
        days[group].append(expires_on or date.max)
    longest = {group: max(own) for group, own in days.items()}
    return {group: day for group, day in longest.items() if day != date.max}
