"""Open Referral HSDS 3.0: valid against its own schemas, of the same groups as everywhere, and never more."""

import orjson
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory.models import Contact, Licence, Service, Standing
from tests.directory.search.world import index_all, make_group


@pytest.fixture
def hsds(client):
    def ask(path="", **parameters):
        answer = client.get(f"/hsds/{path}", parameters)
        return answer.status_code, orjson.loads(answer.content)

    return ask


@pytest.fixture
def group(words):
    group = make_group(
        slug="lantern", name_ar="بصيرة", name_en="Lantern", summary_ar="نقرأ معًا", area_id="KW-HA-salmiya",
        fields=["D13"], beneficiaries=["deaf"], access={"step_free": "yes", "sign_language": "unknown"},
        founded_on="2019-05-01", website="https://lantern.example", source="register", external_id="7",
        services=[{"title_ar": "قراءة", "age_from": 6, "price": "1.500", "days": ["sun", "tue"],
                   "starts_at": "16:00", "ends_at": "18:00", "place_id": "KW-KU-sharq"}],
    )  # fmt: skip
    for kind, value, audience in (
        ("phone", "+965 2222 0000", "public"),
        ("email", "hello@lantern.example", "public"),
        ("address", "شارع سالم المبارك", "public"),
        ("phone", "+965 9999 9999", "committee"),
    ):
        Contact.objects.create(group=group, kind=kind, value=value, audience=audience)
    Licence.objects.create(group=group, authority_ar="الوزارة", number="12", expires_on="2030-01-01")
    make_group(slug="bare")
    index_all()
    return group


def check(samples, name, thing):
    schema = orjson.loads((samples / "hsds-3.0" / f"{name}.json").read_bytes())
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(thing)


def test_every_answer_is_valid_against_the_schemas_of_the_specification(samples, group, hsds):
    _status, organizations = hsds("organizations")
    _status, services = hsds("services")
    for row in organizations["contents"]:
        check(samples, "organization_list", row)
        check(samples, "organization", hsds(f"organizations/{row['id']}")[1])
    for row in hsds("organizations", full_service="true")[1]["contents"]:
        check(samples, "organization", row)
    for row in services["contents"]:
        check(samples, "service_list", row)
        check(samples, "service", hsds(f"services/{row['id']}")[1])
    for row in hsds("taxonomy_terms")[1]["contents"]:
        check(samples, "taxonomy_term", row)
    assert (organizations["total_items"], services["total_items"]) == (2, 1)


def test_an_organization_tells_where_it_is_and_what_is_known_of_access(group, hsds):
    whole = hsds(f"organizations/{group.uuid}")[1]
    assert (whole["name"], whole["alternate_name"]) == ("بصيرة", "Lantern")
    assert [phone["number"] for phone in whole["phones"]] == ["+965 2222 0000"]
    place = whole["locations"][0]
    assert (place["name"], place["external_identifier"]) == ("السالمية", "KW-HA")
    assert place["addresses"][0]["address_1"] == "شارع سالم المبارك"
    assert [row["description"] for row in place["accessibility"]] == ["بلا درج"]
    assert {row["taxonomy_term"]["code"] for row in whole["attributes"]} == {"D13", "deaf"}
    assert {row["identifier"] for row in whole["organization_identifiers"]} == {"7", "12"}


def test_a_service_tells_for_whom_when_and_what_it_costs(group, hsds):
    service = hsds(f"services/{Service.objects.get().uuid}")[1]
    assert (service["minimum_age"], service["status"]) == (6, "active")
    assert (service["schedules"][0]["byday"], service["schedules"][0]["opens_at"]) == ("SU,TU", "16:00")
    assert service["cost_options"][0]["amount"] == 1.5
    assert service["organization"]["id"] == str(group.uuid)


def test_ids_stay_whoever_asks_in_which_language(group, hsds):
    arabic, english = (hsds("taxonomy_terms", lang=lang)[1]["contents"] for lang in ("ar", "en"))
    assert [row["id"] for row in arabic] == [row["id"] for row in english]
    assert arabic[0]["name"] != english[0]["name"]
    assert hsds(f"taxonomy_terms/{arabic[0]['id']}")[1] == arabic[0]


@pytest.mark.parametrize(
    ("path", "parameters", "total"),
    [
        ("organizations", {"search": "بصيرة"}, 1),
        ("organizations", {"search": "زرافة"}, 0),
        ("services", {"search": "قراءة"}, 1),
        ("services", {"modified_after": "2999-01-01"}, 0),
        ("services", {"modified_after": "2020-01-01T00:00:00Z"}, 1),
        ("taxonomies", {}, 3),
        ("taxonomy_terms", {"top_only": "true"}, 6),
    ],
)
def test_lists_are_narrowed_as_the_specification_says(group, hsds, path, parameters, total):
    status, page = hsds(path, **parameters)
    assert (status, page["total_items"], page["empty"]) == (200, total, total == 0)


def test_pages_are_counted_and_one_that_is_not_there_is_a_problem(group, hsds):
    page = hsds("organizations", per_page="1", page="2")[1]
    assert (page["total_pages"], page["page_number"], page["last_page"], page["size"]) == (2, 2, True, 1)
    assert hsds("organizations", page="9")[0] == 404
    assert hsds("services", organization_id="me")[0] == 400
    assert hsds("services", modified_after="soon")[0] == 400
    assert hsds("people")[0] == 404


def test_what_is_not_listed_is_not_there(words, hsds):
    hidden = make_group(slug="hidden", standing=Standing.SUSPENDED, services=[{}])
    assert hsds("organizations")[1]["contents"] == hsds("services")[1]["contents"] == []
    assert hsds(f"organizations/{hidden.uuid}")[0] == 404
    assert hsds(f"services/{Service.objects.get().uuid}")[0] == 404


@pytest.mark.parametrize("many", [1, 3])
def test_lists_cost_the_same_number_of_queries(words, hsds, many, django_assert_num_queries):
    for number in range(many):
        make_group(
            slug=f"group-{number}",
            area_id="KW-HA",
            fields=["D13"],
            access={"step_free": "yes"},
            services=[{}],
        )
    with django_assert_num_queries(6):
        assert len(hsds("services", full="true")[1]["contents"]) == many
