"""Accreditations in the API: as everybody may read them, with what proves them elsewhere."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.standards.credentials import keys, signed
from coordination.standards.models import Accreditation, Because
from deeds import journal
from directory.models import Area, Licence
from tests.cast import make_group
from tests.coordination.standards.world import accredited
from tests.directory.search.world import index_all

pytestmark = pytest.mark.django_db


def put(one, **columns):
    Accreditation.objects.filter(pk=one.pk).update(**columns)


def test_one_is_read_with_its_giver_and_its_proofs(cast, api):
    one = accredited(cast)
    (row,) = api("v1/accreditations/").data["results"]
    assert (row["id"], row["state"], row["reason"]) == (str(one.uuid), "current", None)
    assert (row["group"]["slug"], row["standard"]["code"]) == ("basira", "safeguarding")
    assert row["given_by"]["name_en"] == "Coordinating committee of Multaqa"
    assert row["verify"] == f"http://localhost:8000/verify/{one.uuid}/"
    whole = api(f"v1/accreditations/{one.uuid}/").data
    assert whole | row == whole
    assert signed.claims_of(whole["proof"])["id"] == str(one.uuid)
    assert signed.document_of(whole["credential"])["id"] == row["verify"]


def test_one_that_does_not_hold_says_why_and_proves_nothing(cast, api):
    one = accredited(cast)
    put(one, state="revoked", reason_code=Because.UNTRUE, reason="The paper was another group’s.")
    whole = api(f"v1/accreditations/{one.uuid}/").data
    assert (whole["state"], whole["proof"], whole["credential"]) == ("revoked", None, None)
    assert whole["reason"]["code"] == "untrue"
    assert whole["reason"]["text"] == "The paper was another group’s."
    assert whole["reason"]["label_en"] == "What was judged turned out not to be true."


def found(api, **asked):
    return api("v1/accreditations/", **asked).data["count"]


def test_they_are_found_by_group_standard_state_and_area(cast, api):
    accredited(cast)
    other = make_group("elsewhere")
    hawalli = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    Area.objects.create(code="KW-JA", title_ar="الجهراء", title_en="Jahra")
    type(other).objects.filter(pk=cast.group.pk).update(area=hawalli)
    assert (found(api, group=cast.group.uuid), found(api, group=other.uuid)) == (1, 0)
    assert (found(api, standard="safeguarding"), found(api, standard="governance")) == (1, 0)
    assert (found(api, state="current"), found(api, state="expired")) == (1, 0)
    assert (found(api, area="KW-HA"), found(api, area="KW-JA")) == (1, 0)
    with time_machine.travel(timezone.now() + timedelta(days=4000)):
        assert (found(api, state="current"), found(api, state="expired")) == (0, 1)
    assert api("v1/accreditations/", state="unknown").status == 400


def test_the_list_tells_of_groups_that_everybody_sees_and_one_is_read_all_the_same(cast, api):
    one = accredited(cast)
    type(cast.group).objects.filter(pk=cast.group.pk).update(standing="suspended")
    assert found(api) == 0
    assert api(f"v1/accreditations/{one.uuid}/").data["state"] == "suspended"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_once_for_all(cast, api, django_assert_max_num_queries, number):
    one = accredited(cast)
    for place in range(number - 1):
        Accreditation.objects.create(
            group=make_group(f"g{place}"), standard=one.standard, assessment=one.assessment, code=one.code,
            valid_from=one.valid_from, valid_until=one.valid_until, fingerprint=one.fingerprint,
        )  # fmt: skip
    api("v1/figures/")
    with django_assert_max_num_queries(7):
        assert found(api) == number


def places(api, purpose):
    """The places that are set in a status list whose proof holds."""
    secured = api(f"credentials/status/{purpose}/").data
    text = signed.document_of(secured)["credentialSubject"]["encodedList"]
    bits = gzip.decompress(keys.from_base64url(text.removeprefix("u")))
    assert len(bits) >= 16_384
    return [place for place in range(len(bits) * 8) if bits[place // 8] & (0x80 >> place % 8)]


def test_status_lists_name_what_holds_no_more(cast, api):
    assert places(api, "revocation") == []
    one = accredited(cast)
    assert (places(api, "revocation"), places(api, "suspension")) == ([], [])
    put(one, state="suspended", reason_code=Because.COMPLAINT)
    assert (places(api, "revocation"), places(api, "suspension")) == ([], [one.pk])
    put(one, state="revoked", reason_code=Because.UNTRUE)
    assert (places(api, "revocation"), places(api, "suspension")) == ([one.pk], [])
    assert api("credentials/status/whatever/").status == 404


def badges(api):
    (row,) = api("v1/groups/", q="Basira").data["results"]
    return row["badges"]


def test_a_groups_row_and_page_carry_its_badge_as_long_as_it_holds(cast, api):
    one = accredited(cast)
    index_all()
    (badge,) = badges(api)
    assert badge["standard"] == {
        "code": "safeguarding", "version": 1, "title_ar": "الحماية", "title_en": "Safeguarding",
    }  # fmt: skip
    assert badge["given_by"]["name_ar"] == "اللجنة التنسيقية في ملتقى"
    assert badge["url"].endswith(f"/verify/{one.uuid}/")
    assert api(f"v1/groups/{cast.group.uuid}/").data["badges"] == [badge]
    with time_machine.travel(timezone.now() + timedelta(days=4000)):
        assert badges(api) == []


def test_a_badge_that_was_kept_goes_with_the_licence_that_it_stands_on(cast, api):
    accredited(cast)
    runs_out = timezone.localdate() + timedelta(days=10)
    Licence.objects.create(
        group=cast.group, authority_ar="الوزارة", number="1", verdict="unverified", expires_on=runs_out
    )
    index_all()
    assert len(badges(api)) == 1
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        assert badges(api) == []


def test_mirrors_hear_of_each_step(cast, api):
    one = accredited(cast)
    journal.seal()
    told = [row for row in api("v1/changes/").data["results"] if row["resource"] == "accreditations"]
    assert {(row["resource_id"], row["gone"]) for row in told} == {(str(one.uuid), False)}
