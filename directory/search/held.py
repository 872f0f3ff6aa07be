"""What search holds of groups and their services: read in a fixed number of statements, kept as plain lists.

Django's prefetching makes a manager and a QuerySet of each relation of each row, which was half of a rebuild.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from directory.models import (
    Achievement,
    Area,
    Beneficiary,
    Capability,
    Field,
    Group,
    GroupAccess,
    Licence,
    Photo,
    Service,
    ServiceAccess,
    Standing,
)


@dataclass(slots=True)
class HeldService:
    """A published service; `access` is {feature: answer}."""

    row: Service
    place: Area | None
    beneficiaries: Collection[Beneficiary]
    access: dict[str, str]


@dataclass(slots=True)
class Held:
    """A group; `lent` and `achieved` are pairs of an Arabic and an English title, `access` is {feature: answer}."""

    row: Group
    area: Area | None
    fields: Collection[Field]
    beneficiaries: Collection[Beneficiary]
    access: dict[str, str]
    licence: Licence | None
    logo: Photo | None
    services: Sequence[HeldService]
    lent: Sequence[tuple[str, str]]
    achieved: Sequence[tuple[str, str]]


def read(group_ids: Iterable[int]) -> list[Held]:
    """The listed ones among these groups; sorted out here, for SQLite would seek them among all that are listed."""
    groups = [group for group in Group.objects.filter(pk__in=group_ids) if group.standing == Standing.LISTED]
    pks = [group.pk for group in groups]
    terms = _terms()
    fields = _chosen(Group.fields.through, "group", pks, "field", terms.fields)
    beneficiaries = _chosen(Group.beneficiaries.through, "group", pks, "beneficiary", terms.beneficiaries)
    access = _answers(GroupAccess, "group", pks)
    licences = _by_group(Licence.objects.filter(group__in=pks))
    logos = _by_group(Photo.objects.answered().filter(use=Photo.Use.LOGO, group__in=pks))
    services = _services(pks, terms)
    lent, achieved = _titles(Capability, pks), _titles(Achievement, pks)
    return [
        Held(
            row=group,
            area=terms.areas.get(group.area_id),
            fields=fields[group.pk],
            beneficiaries=beneficiaries[group.pk],
            access=access[group.pk],
            licence=next(iter(licences[group.pk]), None),
            logo=next(iter(logos[group.pk]), None),
            services=services[group.pk],
            lent=lent[group.pk],
            achieved=achieved[group.pk],
        )
        for group in groups
    ]


def of_profile(group: Group) -> Held:
    """The same of one group that was read with `with_profile`."""
    return Held(
        row=group,
        area=group.area,
        fields=group.fields.all(),
        beneficiaries=group.beneficiaries.all(),
        access={row.feature_id: row.answer for row in group.access_answers.all()},
        licence=group.current_licence,
        logo=group.logo,
        services=[
            HeldService(
                row=service,
                place=service.place,
                beneficiaries=service.beneficiaries.all(),
                access={row.feature_id: row.answer for row in service.access_answers.all()},
            )
            for service in group.services.all()
        ],
        lent=[(row.title_ar, row.title_en) for row in group.capabilities.all()],
        achieved=[(row.title_ar, row.title_en) for row in group.achievements.all()],
    )


class _Terms(NamedTuple):
    """Every word that groups are sorted by, under its code, in its order, with its parents."""

    fields: dict[str, Field]
    beneficiaries: dict[str, Beneficiary]
    areas: dict[str | None, Area]


def _terms():
    fields, areas = Field.objects.in_bulk(), Area.objects.in_bulk()
    for terms in (fields, areas):
        for term in terms.values():
            term.parent = terms.get(term.parent_id)
    return _Terms(fields, Beneficiary.objects.in_bulk(), areas)


def _services(pks, terms):
    rows = list(Service.objects.published().filter(group__in=pks))
    own = [row.pk for row in rows]
    beneficiaries = _chosen(Service.beneficiaries.through, "service", own, "beneficiary", terms.beneficiaries)
    access = _answers(ServiceAccess, "service", own)
    found = defaultdict(list)
    for row in rows:
        place = terms.areas.get(row.place_id)
        found[row.group_id].append(HeldService(row, place, beneficiaries[row.pk], access[row.pk]))
    return found


def _chosen(through, owner, pks, kind, terms):
    """{owner's id: terms in their order} of a relation to many."""
    order = {code: place for place, code in enumerate(terms)}
    codes = defaultdict(list)
    for pk, code in through.objects.filter(**{f"{owner}__in": pks}).values_list(owner, kind):
        codes[pk].append(code)
    return defaultdict(
        tuple, {pk: [terms[code] for code in sorted(own, key=order.__getitem__)] for pk, own in codes.items()}
    )


def _answers(model, owner, pks):
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, feature, answer in model.objects.filter(**{f"{owner}__in": pks}).values_list(
        owner, "feature", "answer"
    ):
        answers[pk][feature] = answer
    return answers


def _by_group(rows) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.group_id].append(row)
    return found


def _titles(model, pks):
    found = defaultdict(list)
    for pk, arabic, english in model.objects.filter(group__in=pks).values_list(
        "group", "title_ar", "title_en"
    ):
        found[pk].append((arabic, english))
    return found
