"""Arabic and English pairs: one of the two is enough, the other falls back to it, and a text knows its language."""

from django.db import models
from django.utils.translation import get_language


class Text(str):
    """A string that knows its language (`lang`: "ar", "en" or "" when empty), so that pages can mark it."""

    lang: str = ""

    def __new__(cls, value="", lang=""):
        text = super().__new__(cls, value)
        text.lang = lang if value else ""
        return text

    @property
    def dir(self):
        return "rtl" if self.lang == "ar" else "ltr"


def pick(arabic, english, lang=None):
    """The text in `lang` ("ar" or "en"; default: the active language), else in the other language, as Text."""
    texts = {"ar": arabic or "", "en": english or ""}
    first = "en" if (lang or get_language() or "ar").startswith("en") else "ar"
    second = "ar" if first == "en" else "en"
    return Text(texts[first], first) if texts[first] else Text(texts[second], second)


class Pair:
    """A read-only attribute that shows `<name>_ar` or `<name>_en` in the reader's language."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, row, owner=None):
        if row is None:
            return self
        return pick(getattr(row, f"{self.name}_ar"), getattr(row, f"{self.name}_en"))


def one_of_two(name, label):
    """A check constraint: at least one language of the pair `name` is filled."""
    filled = ~models.Q(**{f"{name}_ar": ""}) | ~models.Q(**{f"{name}_en": ""})
    return models.CheckConstraint(condition=filled, name=f"{label}_{name}_in_one_language")
