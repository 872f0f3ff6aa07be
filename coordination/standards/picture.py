"""What groups hold and what they miss most often, as figures for everybody: no group can be told from them."""

from collections import defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from coordination.standards.models import Accreditation, Assessment, Clause, Finding, Mark, Stage, Standard
from directory.figures import Figure, Row
from directory.models import Area, Field

LEAST = 5  # groups on either side of what is told about one clause
MOST = 10  # clauses of one standard
WORDS = 90  # characters of a clause in a row
SHORT = _(
    "Groups that the last review found short of a clause, wholly or in part. A clause is told when at least "
    "%(n)d groups miss it and as many meet it, so that nobody can tell which."
)
GROUPS = _("Number of groups")
later = lazy(lambda make: str(make()), str)  # in the language of whoever reads it


def holders():
    """Rows of (standard's code, number of groups) that hold an accreditation now."""
    return Accreditation.objects.valid().order_by()


def held():
    """By standard, those in force without a holder too."""
    counts = dict(holders().values_list("code").annotate(n=Count("group", distinct=True)))
    rows = [Row(one.code, *titles(one), counts.get(one.code, 0)) for one in latest().values()]
    return Figure(
        "held",
        _("Groups that meet a standard"),
        _("Groups whose accreditation by the forum holds today. A group with two standards counts in both."),
        _("Standard"),
        sorted(rows, key=lambda row: -row.count),
        counted=GROUPS,
    )


def fields():
    return of_words(
        "fields", _("Accredited groups by field of work"), _("Field of work"),
        _("A group counts once in each of its fields, however many standards it meets."), Field, "group__fields",
    )  # fmt: skip


def areas():
    where = Coalesce("group__area__parent", "group__area")
    return of_words(
        "areas", _("Accredited groups by governorate"), _("Governorate"),
        _("A group counts once, where it says it is based. Groups without an area are left out."), Area, where,
    )  # fmt: skip


def of_words(code, title, heading, definition, model, path):
    found = holders().annotate(word=F(path) if isinstance(path, str) else path)
    counts = dict(
        found.exclude(word=None).values_list("word").annotate(n=Count("group", distinct=True)).order_by()
    )
    rows = [
        Row(word.code, word.title_ar, word.title_en, counts[word.pk])
        for word in model.objects.filter(pk__in=counts)
    ]
    return Figure(code, title, definition, heading, sorted(rows, key=lambda row: -row.count), counted=GROUPS)


def judged():
    """The last decided assessment of each group by each standard, whatever its version."""
    decided = Assessment.objects.filter(state=Stage.DECIDED)
    later = decided.filter(
        Q(decided_at__gt=OuterRef("decided_at")) | Q(decided_at=OuterRef("decided_at"), pk__gt=OuterRef("pk")),
        group=OuterRef("group"), standard__code=OuterRef("standard__code"),
    )  # fmt: skip
    return decided.filter(~Exists(later))


def missed():
    """One Figure for each standard with clauses that are told: at least LEAST groups miss it, and as many meet it.

    Else those who were judged, of whom some are known by their accreditation, could be told from the number.
    """
    short = Count("pk", filter=Q(mark__in=[Mark.PARTLY, Mark.NOT_MET]))
    marks = Finding.objects.filter(assessment__in=judged().values("pk")).order_by()
    rows = marks.values_list("assessment__standard__code", "clause__code").annotate(
        short=short, met=Count("pk", filter=Q(mark=Mark.MET))
    )
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for standard, clause, less, _met in rows.filter(short__gte=LEAST, met__gte=LEAST):
        told[standard][clause] = less
    standards = latest()
    texts = Clause.objects.filter(standard__in=[standards[code].pk for code in told if code in standards])
    by_standard = defaultdict(list)
    for clause in texts.select_related("standard"):
        if clause.code in told[clause.standard.code]:
            by_standard[clause.standard.code].append(row_of(clause, told[clause.standard.code][clause.code]))
    return [figure_of(standards[code], by_standard[code]) for code in sorted(by_standard)]


def row_of(clause, short):
    arabic, english = (
        f"{clause.code} · {(text or clause.text)[:WORDS]}" for text in (clause.text_ar, clause.text_en)
    )
    return Row(clause.code, arabic, english, short)


def figure_of(standard, rows):
    return Figure(
        f"missed-{standard.code}",
        later(lambda: standard.title),
        later(lambda: SHORT % {"n": LEAST}),
        _("Clause"),
        sorted(rows, key=lambda row: -row.count)[:MOST],
        counted=GROUPS,
    )


def latest():
    """{code: the version in force} in the order of codes."""
    rows = Standard.objects.in_force().defer("consulted").order_by("code", "number")
    return {row.code: row for row in rows}


def titles(standard) -> tuple[str, str]:
    return standard.title_ar or standard.title_en, standard.title_en or standard.title_ar


def figures():
    """All of them, in a fixed number of queries."""
    return [held(), fields(), areas()], missed()
