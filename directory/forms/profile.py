"""The sections at the head of a group's page: its texts, and what it is there for."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Field, Group

from .fields import AreaField, Ticks, in_two_languages, require_one_language


class TextsForm(forms.ModelForm):
    """Name, summary and about, in Arabic, English or both."""

    class Meta:
        model = Group
        fields = ["name_ar", "name_en", "summary_ar", "summary_en", "about_ar", "about_en"]
        help_texts = {
            "summary_ar": _("One or two sentences: what you offer, for whom, where."),
            "about_ar": _("Headings, lists and links can be written in Markdown."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="name")
        for name in ("summary_ar", "summary_en"):
            self.fields[name].widget = forms.Textarea(attrs=self.fields[name].widget.attrs | {"rows": 3})
        for name in ("about_ar", "about_en"):
            self.fields[name].widget.attrs["rows"] = 10

    def clean(self):
        super().clean()
        require_one_language(self, "name", _("The name is required, in Arabic or in English."))


class ScopeForm(forms.ModelForm):
    """Where the group works, in which fields and for whom."""

    area = AreaField(required=False)

    class Meta:
        model = Group
        fields = ["area", "beneficiaries", "accepts_volunteers"]
        widgets = {"beneficiaries": Ticks}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fields_of_work"] = fields_of_work(self.instance)
        self.order_fields(["area", "beneficiaries", "fields_of_work", "accepts_volunteers"])

    def _save_m2m(self):
        super()._save_m2m()  # type: ignore[misc]
        self.instance.fields.set(self.cleaned_data["fields_of_work"])


def fields_of_work(group):
    """What the picker offers, and what the group already has though it is no longer offered."""
    chosen = list(group.fields.values_list("pk", flat=True))
    offered = Field.objects.filter(Q(in_picker=True, parent__isnull=False) | Q(pk__in=chosen))
    field = forms.ModelMultipleChoiceField(
        offered, required=False, widget=Ticks, label=_("fields of work"), initial=chosen
    )
    field.choices = by_section(offered)
    return field


def by_section(offered):
    """Fields of work as groups of choices, one a section (A to L) of the classification."""
    titles = {field.code: field.title for field in Field.objects.filter(parent=None)}
    sections: dict[str, list] = {}
    for field in offered:
        sections.setdefault(titles.get(field.code[0], field.code[0]), []).append((field.pk, field.title))
    return list(sections.items())
