"""The check of the catalogues notices what is said nowhere any more, and leaves words of the libraries alone."""

from tests import messages

CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Open it"
msgstr "فتح"

msgctxt "tab"
msgid "Open it"
msgstr "فتح"

msgid "This field is required."
msgstr "هذا الحقل مطلوب."

#~ msgid "Long gone"
#~ msgstr "من زمان"
"""


def test_a_sentence_that_is_said_nowhere_any_more_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    path = tmp_path / "django.po"
    path.write_text(CATALOGUE)
    assert list(messages.leftover(path, {("", "Open it")})) == [
        "django.po: “Open it” (tab) is said nowhere any more; take it out"
    ]
    assert list(messages.leftover(path, {("", "Open it"), ("tab", "Open it")})) == []
