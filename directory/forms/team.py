"""What leaders and editors type about their team."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Role, TeamCard

from .fields import in_two_languages, limited, require_one_language


class InviteForm(forms.Form):
    mail = forms.EmailField(
        label=_("e-mail"),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "email"}),
    )
    role = forms.ChoiceField(
        label=_("role"),
        choices=Role.choices,
        initial=Role.MEMBER,
        widget=forms.RadioSelect,
        help_text=_(
            "Members see what is for members. Editors also change the page. Leaders also decide who is in the team."
        ),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("role"), choices=Role.choices, widget=forms.RadioSelect)


class PartingForm(forms.Form):
    reason_code = forms.ChoiceField(
        label=_("why"),
        choices=[
            ("inactive", pgettext_lazy("parting", "no longer active")),
            ("wish", pgettext_lazy("parting", "at their own wish")),
            ("unknown", pgettext_lazy("parting", "not known to us")),
            ("rules", pgettext_lazy("parting", "does not fit our rules")),
            ("other", pgettext_lazy("parting", "another reason")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("reason in a sentence"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads this sentence."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["reason"])


class TeamCardForm(forms.ModelForm):
    class Meta:
        model = TeamCard
        fields = ["name_ar", "name_en", "title_ar", "title_en", "is_minor"]
        help_texts = {
            "title_ar": _("Like “drives the van” or “teaches sign language”."),
            "is_minor": _("A guardian is asked then, and the name never leaves this page."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        minor = self.fields.pop("is_minor")
        in_two_languages(self, needed="name")
        self.fields["is_minor"] = minor

    def clean(self):
        super().clean()
        require_one_language(self, "name", _("The name is required, in Arabic or in English."))


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, membership):
        return membership.person.name or str(_("somebody without a display name"))


class AskConsentForm(forms.Form):
    """Whom to ask: a member of the team, or an address; for a minor the guardian's address alone."""

    member = PersonChoice(
        queryset=None, required=False, label=_("a member of the team"), empty_label=_("nobody of these")
    )
    mail = forms.EmailField(
        label=_("or at this e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "inputmode": "email"}),
    )

    def __init__(self, card, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = card.group.memberships.active().select_related("person")  # type: ignore[attr-defined]
        if card.is_minor:
            del self.fields["member"]
            self.fields["mail"].label = _("e-mail of the guardian")
            self.fields["mail"].required = True

    @property
    def person(self):
        member = self.cleaned_data.get("member")
        return member.person if member else None


class GuardianForm(forms.Form):
    guardian_name = forms.CharField(
        label=_("your name, as the guardian"),
        max_length=120,
        error_messages={"required": _("Your name is required.")},
    )
