"""What is counted, over listed groups only: each figure says what it means."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from directory.bilingual import pick
from directory.models import AccessFeature, Answer, Area, Beneficiary, Field, Group, Kind, Service, Standing

NUMBER = _("Number")
LISTED = Q(groups__standing=Standing.LISTED)


@dataclass(frozen=True)
class Row:
    code: str
    label_ar: str
    label_en: str
    count: int

    @property
    def label(self):
        return pick(self.label_ar, self.label_en)


@dataclass(frozen=True)
class Figure:
    """`rows` hold counts of what `counted` says; `total` is what one group counted once gives, None where rows do not
    add up to it."""

    code: str
    title: Any
    definition: Any
    heading: Any
    rows: list[Row]
    total: int | None = None
    counted: Any = NUMBER

    @property
    def highest(self):
        return max((row.count for row in self.rows), default=0) or 1


def overview():
    listed = Group.objects.listed().aggregate(
        groups=Count("pk"),
        kept=Count("pk", filter=Q(claimed_at__isnull=False)),
        accepting=Count("pk", filter=Q(accepts_volunteers=True)),
    )
    services = Service.objects.published().filter(group__standing=Standing.LISTED).count()
    rows = [
        Row("groups", *both(_("listed groups")), listed["groups"]),
        Row("kept", *both(_("groups that keep their own page")), listed["kept"]),
        Row("accepting", *both(_("groups that take volunteers")), listed["accepting"]),
        Row("services", *both(_("services")), services),
    ]
    return Figure(
        "overview",
        _("The directory as a whole"),
        _(
            "A group counts when it is listed today. A service counts when its group is listed and it is published."
        ),
        _("What is counted"),
        rows,
    )


def governorates():
    """A group counts once, in the governorate of its area; services by where they are given are not counted here."""
    counts = dict(
        Group.objects.listed()
        .filter(area__isnull=False)
        .order_by()
        .values_list(Coalesce("area__parent", "area"))
        .annotate(n=Count("pk"))
    )
    rows = [
        Row(area.code, area.title_ar, area.title_en, counts.get(area.code, 0))
        for area in Area.objects.filter(parent__isnull=True)
    ]
    return Figure(
        "governorates",
        _("Groups by governorate"),
        _("Each listed group counts once, where it says it is based. Groups without an area are left out."),
        _("Governorate"),
        rows,
        sum(row.count for row in rows),
    )


def kinds():
    counts = dict(Group.objects.listed().order_by().values_list("kind").annotate(n=Count("pk")))
    rows = [Row(code, *both(Kind(code).label), counts[code]) for code in Kind.values if code in counts]
    return Figure(
        "kinds",
        _("Groups by kind"),
        _("Each listed group counts once, by the kind that it gave itself."),
        _("Kind"),
        rows,
        sum(row.count for row in rows),
    )


def fields():
    return Figure(
        "fields",
        _("Groups by field of work"),
        _("Fields are those of the UN’s classification ICNP/TSO. A group with two fields counts in both."),
        _("Field of work"),
        counted(Field, "groups", LISTED),
    )


def beneficiaries():
    shown = Q(services__published=True, services__group__standing=Standing.LISTED)
    return Figure(
        "beneficiaries",
        _("Services by whom they are for"),
        _("Published services of listed groups. A service for several kinds of people counts for each."),
        _("For whom"),
        counted(Beneficiary, "services", shown),
    )


def access():
    confirmed = Q(groupaccess__answer=Answer.YES, groupaccess__group__standing=Standing.LISTED)
    return Figure(
        "access",
        _("Groups by confirmed access feature"),
        _("Listed groups that answered yes. An unknown answer never counts as yes."),
        _("Access feature"),
        counted(AccessFeature, "groupaccess", confirmed),
    )


def counted(model, relation, shown):
    rows = (
        model.objects.annotate(n=Count(relation, filter=shown, distinct=True))
        .filter(n__gt=0)
        .order_by("-n", "position")
    )
    return [Row(row.code, row.title_ar, row.title_en, row.n) for row in rows]


def both(text) -> tuple[str, str]:
    """(Arabic, English) of a lazy text."""
    with override("ar"):
        arabic = str(text)
    with override("en"):
        return arabic, str(text)


FIGURES = {
    "overview": overview,
    "governorates": governorates,
    "kinds": kinds,
    "fields": fields,
    "beneficiaries": beneficiaries,
    "access": access,
}
