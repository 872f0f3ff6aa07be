"""A group with everything that a page can show, and what tests read off a page."""

import re
from datetime import date, time, timedelta

from django.utils import timezone

from directory.models import Achievement, Capability, Contact, Licence, SocialLink, TeamCard, Verdict
from tests.cast import agree
from tests.directory.search.world import make_group


def make_full_group(slug="sails", **columns):
    today = timezone.localdate()
    group = make_group(
        **{
            "slug": slug,
            "name_ar": "فريق أشرعة التطوعي",
            "name_en": "Sails Team",
            "summary_ar": "جلسات لعب هادئة",
            "about_ar": "## كيف بدأنا\n\nثلاث أسر <b>معًا</b>",
            "area_id": "KW-HA-salmiya",
            "claimed_at": timezone.now(),
            "confirmed_on": today,
            "website": "https://sails.example/",
            "languages": ["ar", "en"],
            "accepts_volunteers": True,
            "fields": ["D13"],
            "beneficiaries": ["autism"],
            "access": {"step_free": "yes", "sign_language": "unknown"},
        }
        | columns,
        services=[
            {
                "title_ar": "جلسات لعب هادئة",
                "description_ar": "لأطفال لديهم توحد، في قاعة بإضاءة خافتة",
                "beneficiaries": ["autism"],
                "age_from": 3,
                "age_to": 9,
                "place_id": "KW-HA-salmiya",
                "days": ["sun", "tue"],
                "starts_at": time(17),
                "price": 0,
            }
        ],
    )
    Contact.objects.create(group=group, kind="phone", value="+965 0000 0001", audience="public")
    Contact.objects.create(group=group, kind="email", value="inside@sails.example", audience="members")
    Contact.objects.create(group=group, kind="phone", value="+965 0000 0002", audience="committee")
    SocialLink.objects.create(group=group, network="instagram", url="https://instagram.com/sails")
    Licence.objects.create(
        group=group,
        authority_ar="وزارة الشؤون",
        number="418/2026",
        expires_on=today + timedelta(days=300),
        verdict=Verdict.VERIFIED,
        verdict_on=date(2026, 9, 14),
    )
    for year in range(2019, 2026):
        Achievement.objects.create(group=group, happened_on=date(year, 3, 1), title_ar=f"إنجاز {year}")
    Capability.objects.create(group=group, kind="venue", title_ar="قاعة بلا درج")
    agree(TeamCard.objects.create(group=group, name_ar="هيا سالم"))
    TeamCard.objects.create(group=group, name_ar="لم توافق")
    TeamCard.objects.create(group=group, name_ar="قاصر", is_minor=True)
    return group


def page(client, url, lang="ar"):
    """The text of a page that answers 200."""
    response = client.get(f"/{lang}/{url}")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def heading(text):
    """The h1 without its tags."""
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", found).split())


def plain(text):
    """What a reader reads: the body without tags, in one line."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", text.partition("<body")[2], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())
