"""What a version of a standard says, as plain JSON: kept when groups are asked, and compared with what it says now."""

HEAD = ("title_ar", "title_en", "purpose_ar", "purpose_en", "should_percent", "grace_days")
CLAUSE = (
    "code", "level", "text_ar", "text_en", "guidance_ar", "guidance_en", "evidence", "evidence_ar", "evidence_en",
    "good_for_months", "na_allowed", "na_when_ar", "na_when_en", "place_ar", "place_en",
)  # fmt: skip


def wording_of(standard):
    """{"head": {field: value}, "clauses": [{"id": code, field: value}, …]}, clauses in their order."""
    return {
        "head": {name: plain(getattr(standard, name)) for name in HEAD},
        "clauses": [clause_in_words(clause) for clause in clauses_of(standard)],
    }


def clauses_of(standard):
    """All clauses, section by section; without a query when `with_clauses` fetched them."""
    return [clause for section in standard.sections.all() for clause in section.clauses.all()]


def clause_in_words(clause):
    fields = {name: plain(getattr(clause, name)) for name in CLAUSE}
    source = clause.source.key if clause.source else ""
    return {"id": clause.code, **fields, "source": source}


def plain(value):
    """As forms' contents say it (directory.sections.contents)."""
    return "" if value is None else value
