"""A group's page: what everybody sees, what some see, and what machines read."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Group, Licence, Standing
from tests.directory.pages.world import make_full_group, page, plain


@pytest.fixture
def group(words):
    return make_full_group()


def linked_data(text):
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


def test_the_licence_says_what_by_whom_when_and_until_when(group, client):
    text = plain(page(client, "groups/sails/"))
    licence = text.partition(" الترخيص تم التحقق من الترخيص ")[2]
    assert re.findall(
        r"ما فُحص .* 418/2026 ، وزارة الشؤون من فحصه .+? متى 14 سبتمبر 2026 حتى متى \d+", licence
    )


def test_an_expired_licence_is_never_shown_as_checked(group, client):
    Licence.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    text = plain(page(client, "groups/sails/"))
    assert "انتهت صلاحية الترخيص" in text
    assert "تم التحقق من الترخيص" not in text
    assert "إنجاز 2025" in text


def test_unknown_access_is_never_shown_as_yes(group, client):
    text = page(client, "groups/sails/")
    rows = re.findall(r'<li class="(yes|no|unknown)">.*?<span class="t">([^<]+)</span>', text)
    assert rows == [("yes", "بلا درج"), ("unknown", "لغة الإشارة")]
    assert "لغة الإشارة لم يُؤكَّد بعد" in plain(text)


def test_each_contact_is_seen_by_its_audience_alone(cast):
    group = make_contacts_of(cast.group)
    url = f"groups/{group.slug}/"
    seen = {
        role: re.findall(r'<bdi dir="ltr">(\w+)@', page(cast.client(role), url))
        for role in ("public", "volunteer", "other_leader", "member", "leader", "committee", "operator")
    }
    assert seen == {
        "public": ["open"],
        "volunteer": ["open"],
        "other_leader": ["open"],
        "member": ["open", "members"],
        "leader": ["open", "members", "committee"],
        "committee": ["open", "members", "committee"],
        "operator": ["open"],
    }


def make_contacts_of(group):
    for audience, name in (("public", "open"), ("members", "members"), ("committee", "committee")):
        group.contacts.create(kind="email", value=f"{name}@basira.example", audience=audience)
    return group


def test_only_those_who_agreed_are_among_the_people_at_work(group, client):
    text = plain(page(client, "groups/sails/"))
    assert "هيا سالم" in text
    assert "لم توافق" not in text
    assert "قاصر" not in text


def test_five_achievements_then_the_rest(group, client):
    text = page(client, "groups/sails/")
    shown, _tag, rest = text.partition('<details class="rest-of-time">')
    assert re.findall(r"إنجاز (\d+)", shown) == ["2025", "2024", "2023", "2022", "2021"]
    assert re.findall(r"إنجاز (\d+)", rest) == ["2020", "2019"]
    assert "إنجازان سابقان" in rest


def test_what_a_group_writes_holds_nothing_alive(group, client):
    Group.objects.update(
        about_ar="## عنوان\n\n[x](javascript:alert(1)) <script>alert(1)</script> ![](https://a/b.png)"
    )
    about = page(client, "groups/sails/").partition('id="about"')[2].partition("</section>")[0]
    assert "<h4>عنوان</h4>" in about
    assert "<script" not in about
    assert "<img" not in about
    assert 'href="javascript' not in about


def test_machines_read_an_ngo_with_public_contacts_only(cast):
    make_contacts_of(cast.group)
    for role in ("public", "leader", "committee"):
        data = linked_data(page(cast.client(role), f"groups/{cast.group.slug}/"))
        assert (data["@type"], data["name"]) == ("NGO", "مجموعة بصيرة")
        assert data["contactPoint"] == [{"@type": "ContactPoint", "email": "open@basira.example"}]


def test_linked_data_cannot_close_its_script(words, client):
    make_full_group(name_ar="</script><script>alert(1)</script>")
    data = linked_data(page(client, "groups/sails/"))
    assert data["name"] == "</script><script>alert(1)</script>"


def test_an_unclaimed_page_says_where_it_came_from_and_leads_to_claiming_it(group, client):
    Group.objects.update(claimed_at=None, source="دليل 2025")
    whole = page(client, "groups/sails/")
    text = plain(whole)
    assert "أُضيفت هذه الصفحة من دليل 2025 ولم تؤكدها المجموعة بعد." in text
    assert "هل هي مجموعتكم" in text
    assert "/ar/groups/sails/claim/" in whole
    assert "آخر تأكيد" not in text


def test_an_archived_group_stays_readable_under_a_banner(group, client):
    Group.objects.update(standing=Standing.ARCHIVED)
    text = page(client, "groups/sails/")
    assert "هذه المجموعة محفوظة في الأرشيف" in plain(text)
    assert '<meta name="robots" content="noindex">' in text
    assert "ld+json" not in text


@pytest.mark.parametrize("standing", ["draft", "submitted", "returned", "declined", "suspended"])
def test_a_group_that_is_not_listed_is_not_there_for_the_public(group, client, standing):
    Group.objects.update(standing=standing)
    assert client.get("/ar/groups/sails/").status_code == 404


def test_members_of_an_unlisted_group_are_told_that_nobody_else_sees_it(cast):
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    text = plain(page(cast.client("member"), f"groups/{cast.group.slug}/"))
    assert "هذه الصفحة لا تظهر للزوار. وضع المجموعة: موقوفة مؤقتًا." in text


def test_the_link_can_be_shared_by_whatsapp(group, client):
    (link,) = re.findall(r'href="(https://wa\.me/\?text=[^"]+)"', page(client, "groups/sails/"))
    assert (
        link.endswith("http%3A//localhost%3A8000/ar/groups/sails/")
        or "localhost%3A8000%2Far%2Fgroups%2Fsails" in link
    )


def test_a_page_costs_the_same_however_much_it_shows(words, client, django_assert_max_num_queries):
    make_full_group()
    with django_assert_max_num_queries(22):
        page(client, "groups/sails/")
