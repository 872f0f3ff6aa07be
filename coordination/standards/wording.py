"""What a version of a standard says, as plain JSON: kept when groups are asked, and compared with what it says now."""

HEAD = ("title_ar", "title_en", "purpose_ar", "purpose_en", "should_percent", "valid_months", "grace_days")
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


def titles_of(row):
    """(Arabic, English) of an assessment or an accreditation: the standard, and whose it is."""
    standard, group = row.standard, row.group
    return (
        f"{standard.title_ar or standard.title_en}: {group.name_ar or group.name_en}",
        f"{standard.title_en or standard.title_ar}: {group.name_en or group.name_ar}",
    )
