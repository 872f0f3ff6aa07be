"""What people choose for themselves."""

from typing import cast

from django import forms
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.notices import GROUP
from deeds import hooks


class Settings(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "language"]
        help_texts = {
            "name": _("How others see you. You may leave it empty."),
            "language": _("The site opens in this language, and our messages come in it."),
        }
        widgets = {"language": forms.RadioSelect}


class Muting(forms.Form):
    """What of a notice to hear less of: its subject, or everything for the group it is read for."""

    what = forms.ChoiceField(label=_("What do you wish to hear less of?"), widget=forms.RadioSelect)

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = dict(subjects_of(notice))
        field = cast("forms.ChoiceField", self.fields["what"])
        field.choices = [(code, words) for code, (words, _told) in self.subjects.items()]
        field.initial = next(iter(self.subjects))

    @property
    def chosen(self):
        """subject_type, subject_id and both names, as `actions.mute` takes them."""
        return self.subjects[self.cleaned_data["what"]][1]


def subjects_of(notice):
    """(code, (words, what to mute)) of the subject, and of the group when that is another one."""
    told = {"name_ar": notice.about_ar, "name_en": notice.about_en}
    place = {"subject_type": notice.subject_type, "subject_id": notice.subject_id}
    words = _("Only this: %(name)s") % {"name": f"\u2068{notice.about}\u2069"}
    if notice.subject_type != GROUP:
        yield "subject", (words, {**place, **told})
    if notice.group:
        both = {f"name_{lang}": name_of(notice.group, lang) for lang in ("ar", "en")}
        whole = _("Everything for %(name)s") % {"name": f"\u2068{both[f'name_{get_language()}']}\u2069"}
        yield "group", (whole, {"subject_type": GROUP, "subject_id": str(notice.group), **both})
    elif notice.subject_type == GROUP:
        yield "subject", (words, {**place, **told})


def name_of(group, lang):
    with override(lang):
        return str(hooks.names_of_groups([group]).get(group, ""))
