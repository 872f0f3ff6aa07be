"""Standards in the API: each version from its consultation on, as everybody may read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.standards.actions import deciding
from coordination.standards.models import Standard, State
from deeds import journal
from tests.coordination.standards.test_picture import judged
from tests.coordination.standards.world import accredited, adopted, commented, consulted, draft, standard_in

pytestmark = pytest.mark.django_db


def test_a_standard_is_read_with_its_clauses_and_sources(cast, api):
    standard = consulted(cast)
    commented(standard, cast)
    (row,) = api("v1/standards/").data["results"]
    assert (row["code"], row["number"], row["state"], row["in_force"]) == (
        "safeguarding", 1, "consultation", False,
    )  # fmt: skip
    assert row["consultation_until"] == standard.consulted_until.isoformat()
    whole = api(f"v1/standards/{standard.uuid}/").data
    assert whole | row == whole
    assert [(one["code"], one["level"], one["section_en"], one["source"]) for one in whole["clauses"]] == [
        ("A1", "must", "People", "crpd"), ("A2", "should", "People", None), ("B1", "must", "Papers", None),
    ]  # fmt: skip
    assert whole["sources"] == [
        {"key": "crpd", "title_ar": "", "title_en": "Convention", "url": "https://un.org/crpd"}
    ]
    assert "Small teams" not in str(whole)


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_the_committee_writes_is_not_told(cast, api, state):
    standard = standard_in(cast, state)
    assert api("v1/standards/").data["results"] == []
    assert api(f"v1/standards/{standard.uuid}/").status == 404


def test_what_is_in_force_today_is_found(cast, api):
    first = adopted(cast)
    second = adopted(cast, draft(cast, base=first), effective_in=20)
    found = api("v1/standards/", in_force="true").data["results"]
    assert [row["id"] for row in found] == [str(first.uuid)]
    assert found[0]["superseded_on"] == (timezone.localdate() + timedelta(days=20)).isoformat()
    others = api("v1/standards/", in_force="false", code="safeguarding").data["results"]
    assert [row["id"] for row in others] == [str(second.uuid)]
    assert api("v1/standards/", state="draft").status == 400


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_once_for_all(cast, api, django_assert_max_num_queries, number):
    for place in range(number):
        Standard.objects.create(
            code=f"s{place}", title_en=f"Standard {place}", state=State.ADOPTED, effective_on=timezone.localdate(),
            consulted_until=timezone.localdate(), consulted_at=timezone.now(),
        )  # fmt: skip
    api("v1/figures/")
    with django_assert_max_num_queries(6):
        assert api("v1/standards/").data["count"] == number


def test_mirrors_hear_of_a_standard_and_that_it_was_taken_back(cast, api):
    standard = consulted(cast)
    journal.seal()
    told = [row for row in api("v1/changes/").data["results"] if row["resource"] == "standards"]
    assert [(row["resource_id"], row["gone"], row["deed"]) for row in told] == [
        (str(standard.uuid), False, None), (str(standard.uuid), False, "standards.open_consultation"),
    ]  # fmt: skip
    deciding.withdraw(standard, reason="Two are one too many.", by=cast.chair, seen=standard.version)
    journal.seal()
    told = [row for row in api("v1/changes/").data["results"] if row["resource"] == "standards"]
    assert {row["gone"] for row in told} == {True}


def test_the_picture_is_told_as_on_its_page(cast, api):
    judged(cast, accredited(cast).standard, ["partly", "met"] * 5)
    rows = {row["code"]: row for row in api("v1/standards/figures/").data["results"]}
    assert list(rows) == ["held", "fields", "areas", "missed-safeguarding"]
    (held,) = rows["held"]["rows"]
    assert (held["code"], held["label_ar"], held["count"]) == ("safeguarding", "الحماية", 1)
    missed = rows["missed-safeguarding"]
    assert (missed["title_ar"], missed["title_en"]) == ("الحماية", "Safeguarding")
    assert "5" in missed["definition_ar"]
    assert missed["definition_ar"] != missed["definition_en"]
    assert missed["url"].endswith("/standards/picture/#missed-safeguarding")
