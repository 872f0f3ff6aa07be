"""Nothing typed is lost when a session runs out, and nobody else reads it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from directory.models import Revision
from tests.cast import join

pytestmark = pytest.mark.django_db
TEXTS = {"name_ar": "مجموعة بصيرة", "name_en": "Basira", "summary_en": "", "about_ar": "", "about_en": ""}


@pytest.fixture
def texts(cast):
    return reverse("group_edit_section", args=[cast.group.slug, "texts"])


@pytest.fixture
def typed(cast, texts):
    """What the editor posts from a form that was opened before the session ran out."""
    page = cast.client("editor").get(texts).content.decode()
    token = re.search(r'name="once" value="([^"]+)"', page).group(1)
    return {**TEXTS, "summary_ar": "كُتب قبل انتهاء الجلسة", "revision": 0, "once": token}


def signed_in(browser, person):
    browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def test_the_form_comes_back_filled_after_signing_in_and_is_saved_by_posting_it(cast, texts, typed):
    browser = Client()
    answer = browser.post(texts, typed)
    assert answer.status_code == 302
    page = signed_in(browser, cast.editor).get(texts)
    assert page.context["form"]["summary_ar"].value() == "كُتب قبل انتهاء الجلسة"
    assert page.context["revision"] == "0"
    assert f'name="once" value="{typed["once"]}"' in page.content.decode()
    cast.group.refresh_from_db()
    assert cast.group.summary_ar == ""
    assert browser.post(texts, typed).status_code == 302
    assert Revision.objects.of(cast.group, "texts").first().data["summary_ar"] == "كُتب قبل انتهاء الجلسة"
    assert browser.get(texts).context["form"].is_bound is False


def test_another_person_on_the_same_device_reads_nothing_of_it(cast, texts, typed):
    join(cast.volunteer, cast.group, "editor")
    browser = Client()
    browser.post(texts, typed)
    page = signed_in(browser, cast.volunteer).get(texts)
    assert "كُتب قبل انتهاء الجلسة" not in page.content.decode()


@pytest.mark.parametrize("change", [{"once": "forged"}, {"about_ar": "ن" * 80_000}])
def test_forged_forms_and_floods_are_not_kept(cast, texts, typed, change):
    browser = Client()
    browser.post(texts, {**typed, **change})
    assert signed_in(browser, cast.editor).get(texts).context["form"].is_bound is False


def test_it_waits_for_an_hour(cast, texts, typed, monkeypatch):
    browser = Client()
    browser.post(texts, typed)
    monkeypatch.setattr("accounts.typed.LASTS", -1)
    assert signed_in(browser, cast.editor).get(texts).context["form"].is_bound is False
