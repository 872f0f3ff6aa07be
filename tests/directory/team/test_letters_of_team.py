"""Every letter of a team in both languages, and none tells an address."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from directory.actions import consents
from directory.models import TeamCard
from tests.directory.team.post import letters_to

TEMPLATES = sorted(
    path.name for path in (Path(settings.BASE_DIR) / "templates" / "mail" / "team").glob("*.txt")
)
WORDS = {
    "group": "⁨—⁩",
    "who": "⁨—⁩",
    "name": "⁨—⁩",
    "role": "⁨—⁩",
    "reason": "—",
    "until": "1/1",
    "link": "https://x.test/a/",
    "days": 60,
    "site_name": "—",
    "site_url": "https://x.test",
}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("guardian", [False, True])
def test_each_letter_is_written_in_both_languages(template, guardian):
    texts = {}
    for lang in ("ar", "en"):
        with override(lang):
            texts[lang] = render_to_string(f"mail/team/{template}", {**WORDS, "guardian": guardian}).strip()
    assert re.findall(r"[A-Za-z]{2,}", re.sub(r"https?://\S+", "", texts["ar"])) == []
    assert not re.search("[ء-ي]", texts["en"])
    assert all("\n\n" in text and "%(" not in text for text in texts.values())


@pytest.mark.django_db
def test_a_guardian_reads_whose_name_it_is_and_nothing_of_the_editor(cast):
    card = TeamCard.objects.create(group=cast.group, name_ar="طفلة تقرأ", is_minor=True)
    cast.group.refresh_from_db()
    asked = {"mail": "mother@cast.test", "lang": "ar", "seen": cast.group.version}
    consents.ask(card, person=None, by=cast.editor, **asked)
    (text,) = letters_to("mother@cast.test")
    assert "طفلة تقرأ" in text
    assert cast.editor.email not in text
