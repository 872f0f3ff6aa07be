"""How a digest reads, and what mail programs are told of it."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Notice, Person, Preference
from tests.workers.digests import desk
from workers.digests import content, planning, render, words

COUNTS = [0, 1, 2, 3, 11, 100]


@pytest.fixture
def letter(cast):
    """The leader's digest, in Arabic, with a decision and some news."""
    return lambda **changes: written(cast, **changes)


def written(cast, language="ar", **preference):
    Person.objects.filter(pk=cast.leader.pk).update(language=language)
    if preference:
        Preference.objects.create(person=cast.leader, **preference)
    planning.plan()
    due = timezone.now() + timedelta(days=9)
    Notice.objects.create(
        person=cast.leader, key="one", kind="ask", as_whom=f"group:{cast.group.pk}:leader", group=cast.group.pk,
        title_ar="سؤال إلى \u2068Basira <b>\u2069 ينتظر", title_en="A question to \u2068مجموعة بصيرة\u2069 waits",
        path="me/group/", due_at=due, about_ar="", about_en="",
    )  # fmt: skip
    desk.told(cast.group, by=cast.editor)
    return desk.write_digests()[cast.leader.email]


def test_its_headers_are_those_of_bulk_mail_that_can_be_left_with_one_click(letter):
    mail = letter()
    assert re.fullmatch(r"<digest\.[0-9a-f]{40}@localhost>", mail["Message-ID"])
    assert mail["List-Id"] == "<mails.localhost>"
    by_page, by_mail = mail["List-Unsubscribe"].strip().split(", ")
    assert re.fullmatch(r"<http://localhost:8000/u/[0-9a-f]{32}\.[\w-]{43}/>", by_page)
    assert by_mail == "<mailto:contact@localhost?subject=unsubscribe>"
    expected = {
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Precedence": "bulk",
        "Content-Language": "ar",
    }
    assert {name: mail[name] for name in expected} == expected
    assert [bool(mail[name]) for name in ("Date", "From", "Reply-To")] == [True] * 3


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_language_and_direction_stand_on_page_body_and_outer_table(letter, language, direction):
    mail = letter(language=language)
    html = desk.html(mail)
    mark = f'lang="{language}" dir="{direction}"'
    for tag in ("html", "body", "table"):
        assert re.search(rf"<{tag}[^>]*{mark}", html), tag
    assert f"direction: {direction}" in re.search(r"<table[^>]*>", html)[0]
    assert mail["Content-Language"] == language
    assert "<style" not in html
    assert len(html.encode()) < 90_000


def test_names_keep_their_direction_and_cannot_bring_markup(letter):
    html = desk.html(letter())
    assert "<bdi>Basira &lt;b&gt;</bdi>" in html
    assert "\u2068" not in html.partition("<body")[2].partition("mailto:")[0]


def test_the_text_holds_every_link_of_the_html_and_reads_without_it(letter):
    mail = letter()
    links = set(re.findall(r'href="(http[^"]+)"', desk.html(mail)))
    assert links == set(re.findall(r"^http\S+$", desk.text(mail), re.M))
    assert max(map(len, desk.text(mail).splitlines())) < 200
    assert "<" not in desk.text(mail).replace("Basira <b>", "")


def test_nothing_in_it_tells_anybody_that_it_was_read(letter):
    html = desk.html(letter())
    assert re.findall(r"<(?:img|link|script|iframe|video|object)\b", html) == []
    assert "url(" not in html
    assert html.count("border-radius: 12px") == 1, "one filled button"


def test_mails_without_content_name_nothing(letter):
    mail = letter(hide_content=True)
    assert "Basira" not in desk.text(mail) + desk.html(mail)
    assert "أمر واحد بانتظار قراركم" in desk.text(mail)
    assert "mailto:?" not in desk.html(mail)


def test_what_is_shared_as_text_is_public_and_holds_no_way_into_anything(letter):
    shared = re.search(r'href="(mailto:\?[^"]+)"', desk.html(letter()))[1]
    assert "basira" in shared
    assert "/u/" not in shared
    assert "Basira%20%3Cb" not in shared


def test_it_is_the_same_message_whenever_it_is_written(cast):
    window = render.Period(timezone.now(), timezone.now(), "weekly", timezone.now())
    assert render.message_id(cast.leader, window) == render.message_id(cast.leader, window)
    assert render.message_id(cast.leader, window) != render.message_id(cast.member, window)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ar",
            [
                "ملخصكم الأسبوعي",
                "ملخصكم الأسبوعي: أمر واحد بانتظار قراركم",
                "ملخصكم الأسبوعي: أمران بانتظار قراركم",
                "ملخصكم الأسبوعي: 3 أمور بانتظار قراركم",
                "ملخصكم الأسبوعي: 11 أمرًا بانتظار قراركم",
                "ملخصكم الأسبوعي: 100 أمر بانتظار قراركم",
            ],
        ),
        (
            "en",
            [
                "Your weekly digest",
                "Your weekly digest: 1 thing waits for your decision",
                "Your weekly digest: 2 things wait for your decision",
                "Your weekly digest: 3 things wait for your decision",
                "Your weekly digest: 11 things wait for your decision",
                "Your weekly digest: 100 things wait for your decision",
            ],
        ),
    ],
)
def test_subjects_count_rightly_in_both_languages(language, expected):
    now = timezone.now()
    with override(language):
        found = [
            words.subject("weekly", content.Digest([decision(now)] * n, waiting=n), None, now) for n in COUNTS
        ]
    assert found == expected


def decision(now):
    return content.Item(content.NEEDS, ("", ""), str, now)


def test_dates_are_said_in_both_calendars():
    kuwait = timezone.get_default_timezone()
    since, until = (timezone.datetime(2026, 11, day, 8, tzinfo=kuwait) for day in (15, 22))
    with override("ar"):
        assert words.period(since, until) == "من 15 إلى 21 نوفمبر 2026 (من 5 إلى 11 جمادى الآخرة 1448 هـ)"
    with override("en"):
        assert words.period(since, since).startswith("15 November 2026 (5 Jumada")


def test_the_sites_own_address_is_where_answers_go(letter):
    assert settings.DEFAULT_FROM_EMAIL.split("<")[-1].rstrip(">") in letter()["Reply-To"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", ["قراركم، حتى غدًا", "قراركم، أقربهما غدًا", "قراركم، أقربها غدًا"]),
        ("en", ["decision, by tomorrow", "decision, the nearest tomorrow", "decision, the nearest tomorrow"]),
    ],
)
def test_the_subject_names_the_nearest_day_of_one_of_two_and_of_more(language, expected):
    now = timezone.now().replace(hour=9)
    with override(language):
        found = [
            words.subject("weekly", content.Digest(waiting=n), now + timedelta(days=1), now)
            for n in (1, 2, 3)
        ]
    assert [subject.endswith(end) for subject, end in zip(found, expected, strict=True)] == [True] * 3, found


def test_what_waits_says_since_when_and_what_happened_says_when():
    now = timezone.datetime(2026, 11, 22, 9, tzinfo=timezone.get_current_timezone())
    news = content.Item(content.GROUPS, ("", ""), str, now)
    with override("en"):
        said = [words.state_of(item, now)[0] for item in (decision(now), news)]
    assert said == ["since 22\u00a0November", "22\u00a0November"]


def test_the_operators_five_lines_lead_to_pages_where_something_can_be_done(cast):
    planning.plan()
    text = desk.text(desk.write_digests()[cast.operator.email])
    told = re.findall(r"^http://localhost:8000/ar(/\S*)$", text.partition("حال الموقع")[2], re.M)
    assert told[:5] == ["/groups/", "/figures/", "/operating/messages/", "/operating/", "/operating/"]
