"""The sections at the head of a group's page: its texts, and what it is there for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Beneficiary, Field, Group

from .fields import AreaField, limited, require_one_language


class TextsForm(forms.ModelForm):
    """Name, summary and about, in Arabic, English or both."""

    class Meta:
        model = Group
        fields = ["name_ar", "name_en", "summary_ar", "summary_en", "about_ar", "about_en"]
        help_texts = {
            "name_ar": _("Arabic or English is enough."),
            "summary_ar": _("One or two sentences: what you offer, for whom, where. Up to 300 characters."),
            "about_ar": _("Headings, lists and links can be written in Markdown."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            language = name[-2:]
            field.widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
            limited(field)
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
    fields_of_work = forms.ModelMultipleChoiceField(
        Field.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label=_("fields of work")
    )

    class Meta:
        model = Group
        fields = ["area", "beneficiaries", "accepts_volunteers"]
        widgets = {"beneficiaries": forms.CheckboxSelectMultiple}

    field_order = ["area", "beneficiaries", "fields_of_work", "accepts_volunteers"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance.fields.values_list("pk", flat=True)
        offered = Field.objects.filter(in_picker=True, parent__isnull=False) | Field.objects.filter(pk__in=chosen)
        self.fields["fields_of_work"].queryset = offered.distinct()
        self.fields["fields_of_work"].initial = list(chosen)
        self.fields["beneficiaries"].queryset = Beneficiary.objects.all()

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.fields.set(self.cleaned_data["fields_of_work"])
