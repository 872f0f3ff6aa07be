"""Our taxonomies in HSDS's words: fields of work, beneficiaries, access features."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.hsds.words import kept, language, other, own_id
from directory.models import AccessFeature, Beneficiary, Field
from directory.search.analyzer import fold

TAXONOMIES: dict[str, tuple[Any, Any, Any]] = {
    "fields": (Field, "ICNP/TSO", _("Fields of work: the UN's classification of non-profit organisations.")),
    "beneficiaries": (Beneficiary, _("Beneficiaries"), _("Whom services are for, in people's own words.")),
    "access": (AccessFeature, _("Access features"), _("What makes a place or a service accessible.")),
}


def taxonomy(name):
    _model, title, description = TAXONOMIES[name]
    return {"id": own_id("taxonomy", name), "name": str(title), "description": str(description)}


def every():
    return [taxonomy(name) for name in TAXONOMIES]


def term(name, row):
    parent = getattr(row, "parent_id", None)
    return kept(
        id=own_id(name, row.pk),
        code=row.pk,
        name=str(row.title),
        description=other(row, "title") or str(row.title),
        parent_id=parent and own_id(name, parent),
        taxonomy=str(TAXONOMIES[name][1]),
        taxonomy_id=own_id("taxonomy", name),
        language=language(),
    )


def saying(words, rows):
    """Those rows that say the words in one of their texts; all of them without words."""
    asked, texts = fold(words or ""), ("code", "name", "description")
    return [row for row in rows if asked in fold(" ".join(row.get(name, "") for name in texts))]


def terms(taxonomy_id=None, parent_id=None, top_only=False):
    """All terms, of one taxonomy or below one term where that is asked."""
    found = [
        term(name, row)
        for name, (model, _title, _description) in TAXONOMIES.items()
        if taxonomy_id in (None, own_id("taxonomy", name))
        for row in model.objects.all()
    ]
    if top_only:
        return [one for one in found if "parent_id" not in one]
    return [one for one in found if parent_id in (None, one.get("parent_id"))]


def attribute(name, row, owner, entity):
    """The word of a taxonomy on an organization or a service."""
    return {
        "id": own_id("attribute", owner, name, row.pk),
        "link_id": str(owner),
        "link_entity": entity,
        "taxonomy_term_id": own_id(name, row.pk),
        "taxonomy_term": term(name, row),
    }


field, beneficiary = partial(attribute, "fields"), partial(attribute, "beneficiaries")


def codes_of(term_id):
    """{taxonomy: code} of a term's id; empty for a stranger's."""
    return {
        name: pk
        for name, (model, _title, _description) in TAXONOMIES.items()
        for pk in model.objects.values_list("pk", flat=True)
        if own_id(name, pk) == term_id
    }
