"""A new draft: an empty one, one from a text that came with the project, or the next version of an adopted one."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules, starting
from coordination.standards.actions.stepping import ONLY_COMMITTEE, remember
from coordination.standards.models import Clause, Section, Source, Standard, State
from coordination.standards.wording import CLAUSE, HEAD
from deeds.lifecycle import Refused, claim, reload

BEGUN = _("The committee began the standard “%(thing)s”.")
IN_THE_MAKING = _("A version of this standard is being made already.")
NOT_ADOPTED = _("A new version is made from one that the committee adopted.")


@transaction.atomic
def empty(*, by, code, **titles):
    """A draft with no more than a code and a title."""
    return made(by, code, **titles)


@transaction.atomic
def from_text(name, *, by):
    """A draft with everything that a starting text says; its words can all be changed."""
    text = starting.texts()[name]
    fields = {field: text[field] for field in ("title_ar", "title_en", "purpose_ar", "purpose_en")}
    standard = made(by, text["code"], **fields)
    sources = {row["key"]: source_of(standard, row) for row in text["sources"]}
    for place, section in enumerate(text["sections"], 1):
        titles = {"title_ar": section["title_ar"], "title_en": section["title_en"]}
        kept = Section.objects.create(standard=standard, place=place, **titles)
        for number, clause in enumerate(section["clauses"], 1):
            fields = {field: clause[field] for field in CLAUSE if field in clause}
            Clause.objects.create(
                standard=standard, section=kept, place=number, source=sources[clause["source"]], **fields
            )
    return standard


def source_of(standard, row):
    return Source.objects.create(standard=standard, **{**row, "url": row.get("url") or ""})


@transaction.atomic
def from_version(base, *, by):
    """The next version of an adopted one: sections, sources and clauses are carried over, clauses with their codes."""
    claim(base)
    base = reload(base)
    if base.state != State.ADOPTED:
        raise Refused(NOT_ADOPTED, "state")
    standard = made(by, base.code, base=base, **{name: getattr(base, name) for name in HEAD})
    sources = {row.pk: copied(row, standard=standard) for row in base.sources.all()}
    for section in base.sections.prefetch_related("clauses"):
        clauses = list(section.clauses.all())
        kept = copied(section, standard=standard)
        for clause in clauses:
            copied(clause, standard=standard, section=kept, source=sources.get(clause.source_id))
    return standard


def copied(row, **columns):
    """A new row with the same words, and with these columns instead of its own."""
    own = [field for field in row._meta.concrete_fields if not field.is_relation]
    fields = {field.name: getattr(row, field.name) for field in own if field.name not in ("id", "uuid")}
    return type(row).objects.create(**{**fields, **columns})


def made(by, code, **fields):
    """The draft as a row with the next number; Refused when this standard is being made already."""
    if not rules.sits(by):
        raise Refused(ONLY_COMMITTEE, "role")
    last = Standard.objects.filter(code=code).aggregate(n=Max("number"))["n"] or 0
    try:
        with transaction.atomic():
            standard = Standard.objects.create(code=code, number=last + 1, **fields)
    except IntegrityError:
        raise Refused(IN_THE_MAKING, "in_the_making") from None
    remember("begin", standard, BEGUN, by=by)
    return standard
