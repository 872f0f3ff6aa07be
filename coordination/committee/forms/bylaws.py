"""All rules of the bylaws as one form, made from the data file that names them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.committee.models import RULES, Bylaw
from coordination.committee.models.bylaw import label

UNITS = {
    "days": pgettext_lazy("unit", "days"),
    "months": pgettext_lazy("unit", "months"),
    "people": pgettext_lazy("unit", "people"),
    "votes": pgettext_lazy("unit", "votes"),
    "percent": pgettext_lazy("unit", "per cent"),
}
SECTIONS = {"voting": _("Ballots"), "seats": _("Seats"), "groups": _("Groups and initiatives")}
LONGEST_LIST, LONGEST_LINE = 20, 200


class Lines(forms.CharField):
    """A list of {code, ar, en}, one line each: Arabic | English, one is enough; what stays keeps its code."""

    def __init__(self, known, **more):
        super().__init__(widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}), **more)
        self.known = {line[lang]: line["code"] for line in known for lang in ("ar", "en") if line[lang]}

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(" | ".join(filter(None, (line["ar"], line["en"]))) for line in value)
        return value

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > LONGEST_LIST or any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(_("Write up to 20 lines of up to 200 letters."))
        return [
            self.line(number, *map(str.strip, line.partition("|")[::2]))
            for number, line in enumerate(lines, 1)
        ]

    def line(self, number, arabic, english):
        if arabic.isascii() and not english:
            arabic, english = "", arabic
        code = self.known.get(arabic or None) or self.known.get(english or None) or f"line-{number}"
        return {"code": code, "ar": arabic, "en": english}


class BylawsForm(forms.Form):
    """`values()` has every rule, checked against its limits."""

    def __init__(self, *args, start=None, **kwargs):
        super().__init__(*args, **kwargs)
        start = start or Bylaw.in_force()
        for name, rule in RULES.items():
            self.fields[name] = self.field_of(rule, getattr(start, name))

    def field_of(self, rule, value):
        named = {"label": label(rule["name"]), "initial": value}
        if rule["type"] == "flag":
            return forms.BooleanField(required=False, **named)
        if rule["type"] == "checklist":
            return Lines(
                value, help_text=_("One line each: Arabic | English. One of the two is enough."), **named
            )
        number = forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr"})
        hint = _("In %(unit)s, from %(least)d to %(most)d.") % {**rule, "unit": UNITS[rule["unit"]]}
        return forms.IntegerField(
            min_value=rule["least"], max_value=rule["most"], widget=number, help_text=hint, **named
        )

    def sections(self):
        """[(heading, its bound fields)]"""
        return [
            (heading, [self[name] for name, rule in RULES.items() if rule["section"] == code])
            for code, heading in SECTIONS.items()
        ]

    def values(self):
        return {name: self.cleaned_data[name] for name in RULES}


class ProposalForm(BylawsForm):
    """The rules as they should be, and why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"] = forms.CharField(
            label=_("Why should this change?"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )
