"""TRUST 21 and 22: the same form twice makes one thing; two leaders who save one profile lose nothing unseen."""

import threading
from functools import partial

import pytest
from django.db import connections
from django.urls import reverse

from directory.models import Revision, Service
from tests.cast import make_cast, sign_in

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
TWICE, ROUNDS = 200, 100
EMPTY = {"title_en": "", "description_ar": "", "description_en": ""}
TEXTS = {"name_ar": "مجموعة بصيرة", "name_en": "Basira", "about_ar": "", "about_en": ""}


def both(*deeds):
    """Runs the deeds in threads of their own, started together; what each returned or raised."""
    gate, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            gate.wait()
            results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_same_form_twice_at_once_makes_one_service():
    cast = make_cast()
    new = reverse("service_new", args=[cast.group.slug])
    browsers = [sign_in(cast.editor) for _copy in range(2)]
    for number in range(TWICE):
        form = {**EMPTY, "title_ar": f"خدمة {number}", "revision": 0, "once": f"token {number}"}
        answers = both(*[partial(browser.post, new, form) for browser in browsers])
        led = {answer["Location"] for answer in answers if answer.status_code == 302}
        assert len(led) == 1
        assert {answer.status_code for answer in answers} <= {302, 422}  # 422: too busy to wait, and says so
    assert Service.objects.count() == TWICE


def test_two_leaders_save_one_profile_and_no_text_is_lost_unseen():
    cast = make_cast()
    texts = reverse("group_edit_section", args=[cast.group.slug, "texts"])
    browsers = [sign_in(cast.leader), sign_in(cast.editor)]
    asked = lost = 0
    for number in range(ROUNDS):
        collide = number % 2
        cast.group.refresh_from_db()
        opened = {
            **TEXTS,
            "summary_ar": cast.group.summary_ar,
            "summary_en": cast.group.summary_en,
            "revision": Revision.objects.number_of(cast.group, "texts"),
        }
        mine = [
            ("summary_ar", f"أول {number}"),
            ("summary_ar" if collide else "summary_en", f"second {number}"),
        ]
        posts = [
            partial(browser.post, texts, {**opened, name: text})
            for browser, (name, text) in zip(browsers, mine, strict=True)
        ]
        answers = both(*posts)
        cast.group.refresh_from_db()
        assert sorted(answer.status_code for answer in answers) == ([302, 409] if collide else [302, 302])
        for answer, (name, text) in zip(answers, mine, strict=True):
            asked += answer.status_code == 409
            shown = text in answer.content.decode() if answer.status_code == 409 else False
            lost += not shown and getattr(cast.group, name) != text
    print(f"{asked} of {ROUNDS} rounds asked; {lost} texts lost")
    assert (asked, lost) == (ROUNDS // 2, 0)
