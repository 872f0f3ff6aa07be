"""Cards: ready-made JSON that pages and the API show."""

from datetime import UTC, date, datetime, time

import pytest

from directory.models import Card, Group, Licence
from tests.directory.search.world import PUBLIC, index_all, make_group, make_service

pytestmark = pytest.mark.django_db

SALMIYA = {
    "code": "KW-HA-salmiya",
    "ar": "السالمية",
    "en": "Salmiya",
    "governorate": "KW-HA",
    "governorate_ar": "حولي",
    "governorate_en": "Hawalli",
}
AUTISM = {"code": "autism", "ar": "التوحد", "en": "Autism"}


@pytest.fixture
def group(words):
    group = make_group(
        slug="basira",
        name_ar="بصيرة",
        summary_ar="نرافق الأطفال",
        external_id="X1",
        area_id="KW-HA-salmiya",
        fields=["D13"],
        beneficiaries=["autism"],
        access={"step_free": "no", "sign_language": "yes"},
        accepts_volunteers=True,
        confirmed_on=date(2026, 11, 3),
        listed_at=datetime(2026, 1, 1, 22, tzinfo=UTC),
        updated_at=datetime(2026, 2, 1, tzinfo=UTC),
    )
    Licence.objects.create(
        group=group,
        authority_ar="الوزارة",
        number="7",
        expires_on=date(2027, 1, 1),
        verdict="verified",
        verdict_on=date(2026, 5, 1),
    )
    return group


def test_a_card_of_a_group_holds_both_languages_and_no_word_of_the_clock(group):
    service = make_service(group, title_ar="نطق")
    index_all()
    card = Card.objects.get(service=None).data
    assert card == {
        "id": str(group.uuid),
        "pk": group.pk,
        "slug": "basira",
        "external_id": "X1",
        "name_ar": "بصيرة",
        "name_en": "",
        "summary_ar": "نرافق الأطفال",
        "summary_en": "",
        "kind": "team",
        "area": SALMIYA,
        "fields": [
            {"code": "D13", "ar": "خدمات للأشخاص ذوي الإعاقة", "en": "Services for people with disabilities"}
        ],
        "beneficiaries": [AUTISM],
        "access": {"step_free": "no", "sign_language": "yes"},
        "licence": {
            "verdict": "verified",
            "verified_on": "2026-05-01",
            "expires_on": "2027-01-01",
            "authority": "الوزارة",
            "authority_ar": "الوزارة",
            "authority_en": "",
        },
        "accepts_volunteers": True,
        "claimed": False,
        "confirmed_on": "2026-11-03",
        "listed_on": "2026-01-02",
        "source": "",
        "updated_at": "2026-02-01T00:00:00+00:00",
        "logo": "",
        "services": [{"id": str(service.uuid), "title_ar": "نطق", "title_en": "Help"}],
        "service_count": 1,
        "badges": [],
    }


def test_a_card_of_a_service_says_whose_it_is(group):
    service = make_service(
        group,
        title_ar="نطق",
        beneficiaries=["autism"],
        age_from=3,
        days=["sat"],
        starts_at=time(16, 30),
        price="2.500",
        places_on=date(2026, 11, 1),
    )
    index_all()
    card = Card.objects.get(service=service).data
    assert card == {
        "id": str(service.uuid),
        "pk": service.pk,
        "title_ar": "نطق",
        "title_en": "Help",
        "description_ar": "",
        "description_en": "",
        "beneficiaries": [AUTISM],
        "ages": {"from": 3, "to": None},
        "for_whom": "all",
        "mode": "on_site",
        "place": None,
        "days": ["sat"],
        "hours": {"from": "16:30", "to": None},
        "places": {"state": "open", "date": "2026-11-01"},
        "price": "2.500",
        "access": {},
        "updated_at": service.updated_at.isoformat(),
        "group": {
            "id": str(group.uuid),
            "slug": "basira",
            "name_ar": "بصيرة",
            "name_en": "",
            "area": SALMIYA,
            "logo": "",
            "claimed": False,
            "confirmed_on": "2026-11-03",
            "source": "",
        },
    }


def test_only_three_services_stand_on_a_groups_card(group):
    for number in range(5):
        make_service(group, title_en=f"S{number}")
    index_all()
    card = Card.objects.get(service=None).data
    assert ([service["title_en"] for service in card["services"]], card["service_count"]) == (
        ["S0", "S1", "S2"],
        5,
    )


def test_cards_are_seen_of_listed_groups_only(group):
    index_all()
    assert Card.objects.visible_to(PUBLIC).count() == 1
    Group.objects.update(standing="suspended")
    assert Card.objects.visible_to({"public", "committee"}).count() == 0
