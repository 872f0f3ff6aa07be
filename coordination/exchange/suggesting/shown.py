"""What pages say of a suggestion: every fact from the rows as they are now, in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, prefetch_related_objects

from coordination.exchange.matching import Match, grounds
from coordination.exchange.matching.sentences import sentence
from coordination.exchange.matching.words import terms
from coordination.exchange.models import Kind, Suggestion
from coordination.exchange.suggesting.reading import helped
from coordination.exchange.suggesting.sides import lent_by_capability, lent_by_offer, need_of

FIRST = 3
TAKEN = 12  # rows that are looked at for three: a group may stand there with several things


@dataclass(frozen=True)
class Shown:
    """A suggestion, what speaks for it and what it lacks."""

    row: Suggestion
    match: Match
    reasons: tuple[Any, ...]
    missing: tuple[Any, ...]

    @property
    def title(self):
        return self.row.lent.title


def for_request(post, reader_groups=()):
    """([Shown], the closest one that does not fit or None): who could help, each group once."""
    rows = Suggestion.objects.standing().filter(request=post).unanswered()
    found = laid_out(once(rows.unhidden_from(reader_groups).with_both()[:TAKEN], by="group_id"))
    return fitting(found), next((one for one in found if not one.match.fits), None)


def for_offer(post):
    """Requests that it fits."""
    rows = Suggestion.objects.standing().filter(offer=post).unanswered().unhidden_from([post.group_id])
    return fitting(laid_out(once(rows.with_both()[:TAKEN], by="request_id")))


def for_group(group, most=FIRST):
    """Requests that something fits which this group lends, each once."""
    rows = Suggestion.objects.standing().filter(group=group, fits=True).unanswered().unhidden_from([group.pk])
    return fitting(laid_out(once(rows.with_both()[: most * 4], by="request_id")), most)


def how_many(group_ids):
    """{group: number of requests that fit it} of these."""
    rows = (
        Suggestion.objects.standing().filter(group__in=group_ids, fits=True).unanswered().unhidden_by_lender()
    )
    counted = rows.order_by().values_list("group").annotate(n=Count("request", distinct=True))
    return dict.fromkeys(group_ids, 0) | dict(counted)


def fitting(found, most=FIRST):
    return [one for one in found if one.match.fits][:most]


def once(rows, by):
    """The best of each."""
    kept: dict[Any, Suggestion] = {}
    for row in rows:
        kept.setdefault(getattr(row, by), row)
    return list(kept.values())


def laid_out(rows):
    """Need and lent thing side by side as they are now; what no longer has a word in common is left out."""
    posts = [post for row in rows for post in (row.request, row.offer) if post]
    things = [*posts, *(row.capability for row in rows if row.capability)]
    prefetch_related_objects(posts, "fields", "beneficiaries", "access")
    prefetch_related_objects([one.group for one in things], "fields", "beneficiaries", "access_answers")
    given = helped({row.group_id for row in rows}) if rows else {}
    return [one for one in (of_row(row, given.get(row.group_id, ())) for row in rows) if one]


def of_row(row, help_given):
    lent = (
        lent_by_offer(row.offer, help_given) if row.offer else lent_by_capability(row.capability, help_given)
    )
    need = need_of(row.request)
    reasons = tuple(grounds.reasons(need, lent, frozenset(terms(need.text))))
    if not any(fact.code in ("words", "helped") for fact in reasons):
        return None
    match, names = Match(lent, row.score, reasons, tuple(grounds.missing(need, lent))), names_in(row)
    return Shown(row, match, in_words(match.reasons, names), in_words(match.missing, names))


def in_words(facts, names):
    return tuple(sentence(fact, names) for fact in facts)


def names_in(row):
    """`name(facet, code)` of what the two sides are sorted by; facts name nothing else."""
    request, areas = row.request, [row.group.area, row.offer and row.offer.area]
    labels = {
        "area": {area.pk: area.title for area in areas if area},
        "access": {one.pk: one.title for one in request.access.all()},
        "beneficiary": {one.pk: one.title for one in request.beneficiaries.all()},
        "field": {one.pk: one.label for one in (*request.fields.all(), *request.group.fields.all())},
        "kind": {kind.value: kind.label for kind in Kind},
    }
    return lambda facet, code: labels[facet][code]
