"""Everything there is, valid as the OpenAPI document of HSDS 3.0 describes it: the demo and 4,104 charities."""

from itertools import product

import jsonschema_rs
import orjson
import pytest
from django.core.management import call_command

from config.demo import load as demo
from directory.models import Service, Standing
from directory.taxonomies.loading import load as load_taxonomies
from tests.directory.search.world import index_all, make_group

CHARITIES = 4104
ENTITIES = {
    "organizations": "HSDS_compiled_organization",
    "services": "HSDS_compiled_service",
    "service_at_locations": "HSDS_compiled_service_at_location_list",
    "taxonomies": "HSDS_taxonomy",
    "taxonomy_terms": "HSDS_taxonomy_term",
}


@pytest.fixture(scope="module")
def described(samples):
    return orjson.loads((samples / "hsds-3.0" / "openapi-bundled.json").read_bytes())


@pytest.fixture(scope="module")
def validators(described):
    """{address: the validator of its whole rows}"""
    kept = {"components": described["components"]}
    return {
        name: jsonschema_rs.Draft202012Validator(
            {"$ref": f"#/components/schemas/{shape}", **kept}, validate_formats=True
        )
        for name, shape in ENTITIES.items()
    }


def lines(client, path, **parameters):
    answer = client.get(f"/hsds/{path}", {"format": "ndjson", **parameters})
    kind = "application/x-ndjson" if answer.content else None
    assert (answer.status_code, answer.headers.get("Content-Type")) == (200, kind)
    return [orjson.loads(line) for line in answer.content.splitlines()]


def faults(validator, rows):
    return [f"{row['id']}: {error}" for row in rows for error in validator.iter_errors(row)][:10]


@pytest.fixture
def the_demo(db):
    load_taxonomies()
    demo.load()


def test_the_whole_demo_is_valid_in_both_languages(the_demo, validators, client):
    for lang, (name, validator) in product(("ar", "en"), validators.items()):
        rows = lines(client, name, lang=lang, full="true", full_service="true")
        assert len(rows) == client.get(f"/hsds/{name}").json()["total_items"]
        assert faults(validator, rows) == [], name
    placed = Service.objects.published().filter(group__standing=Standing.LISTED).exclude(place=None)
    assert len(lines(client, "service_at_locations")) == placed.count()


def test_all_charities_are_valid(db, samples, validators, client):
    load_taxonomies()
    file = samples / "groups" / "ukcat_sample.csv"
    call_command("import_groups", str(file), "--format", "ukcat", "--list", "--contacts", "public")
    rows = lines(client, "organizations", full="true")
    assert (len(rows), len({row["id"] for row in rows})) == (CHARITIES, CHARITIES)
    assert faults(validators["organizations"], rows) == []


@pytest.fixture
def services(words):
    """One that says where it is, and one that does not."""
    make_group(
        slug="lantern", area_id="KW-HA-salmiya", beneficiaries=["deaf"],
        services=[{"title_ar": "قراءة", "place_id": "KW-KU-sharq", "days": ["sun"]}, {"title_ar": "كتابة"}],
    )  # fmt: skip
    index_all()
    return {service.title_ar: str(service.uuid) for service in Service.objects.all()}


@pytest.mark.parametrize("full", ["", "true"])
def test_a_service_at_its_location_is_listed_and_read_by_its_own_id(services, described, client, full):
    (row,) = client.get("/hsds/service_at_locations", {"full": full}).json()["contents"]
    assert (row["service_id"], row["location"]["name"]) == (services["قراءة"], "شرق")
    assert ("schedules" in row["service"], row["service"]["name"]) == (bool(full), "قراءة")
    one = client.get(f"/hsds/service_at_locations/{row['id']}").json()
    shape = described["paths"]["/service_at_locations/{id}"]["get"]["responses"]["200"]["content"]
    whole = {**shape["application/json"]["schema"], "components": described["components"]}
    assert (one["id"], list(jsonschema_rs.Draft202012Validator(whole).iter_errors(one))) == (row["id"], [])
    assert client.get(f"/hsds/service_at_locations/{services['كتابة']}").status_code == 404


@pytest.mark.parametrize(
    ("path", "parameters", "found"),
    [
        ("services", {"search": "قراءة"}, 1),
        ("service_at_locations", {"search": "كتابة"}, 0),
        ("services", {"search": "كتابة", "modified_after": "2020-01-01"}, 1),
        ("services", {"search": "كتابة", "modified_after": "2999-01-01"}, 0),
        ("service_at_locations", {"taxonomy_id": "beneficiaries"}, 0),
        ("services", {"taxonomy_id": "someone else's"}, 0),
        ("taxonomies", {"search": "icnp"}, 1),
        ("taxonomy_terms", {"search": "الصُّمّ", "lang": "ar"}, 1),
    ],
)
def test_lines_have_all_that_is_found_without_pages(services, client, path, parameters, found):
    parameters |= {"per_page": "1", "page": "1"}
    assert len(lines(client, path, **parameters)) == found
    assert client.get(f"/hsds/{path}", parameters).json()["total_items"] == found


def test_services_with_a_word_of_a_taxonomy_are_found_by_the_taxonomy(services, client):
    ids = {row["name"]: row["id"] for row in client.get("/hsds/taxonomies?lang=en").json()["contents"]}
    Service.objects.get(title_ar="قراءة").beneficiaries.add("deaf")
    rows = lines(client, "services", taxonomy_id=ids["Beneficiaries"])
    assert [row["id"] for row in rows] == [services["قراءة"]]
    assert lines(client, "services", taxonomy_id=ids["ICNP/TSO"]) == []


def test_minimal_is_ids_and_days_of_change_of_all_services_at_once(
    services, client, django_assert_num_queries
):
    with django_assert_num_queries(2):
        page = client.get("/hsds/services?minimal=true&per_page=1").json()
    assert {row["id"] for row in page["contents"]} == set(services.values())
    assert set(page["contents"][0]) == {"id", "modified_date", "name", "status"}
    assert (page["size"], page["total_pages"]) == (2, 1)


def test_a_problem_is_one_line_too_and_an_unknown_format_is_one(services, client):
    refused = client.get("/hsds/services?format=ndjson&organization_id=me")
    assert (refused.status_code, orjson.loads(refused.content)["status"]) == (400, 400)
    assert client.get("/hsds/services?format=xml").status_code == 404
