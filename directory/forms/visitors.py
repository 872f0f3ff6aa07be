"""What visitors and the leaders who answer them type; every limit is said before it is reached."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import links
from directory.actions.visitors import asking, helping
from directory.bilingual import pick
from directory.models import Ask, Group, Helper, Photo, Report

from .fields import limited

MACHINE = _("This looks like a message from a machine. Leave the field “homepage” empty and send it again.")


def thumbnail(photo):
    return format_html('<img src="{}" alt="" width="96"> {}', photo.address(96), photo)


def fresh_key():
    return links.new()[0]


class PublicForm(forms.ModelForm):
    """Anybody may send it: `once` keeps a second sending from making a second thing, `homepage` is for machines."""

    once = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput, initial=fresh_key)
    homepage = forms.CharField(
        required=False,
        label=_("Homepage: leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                limited(field)

    def asked(self):
        """The fields for people, in order."""
        return [field for field in self.visible_fields() if field.name != "homepage"]

    def clean_homepage(self):
        if self.cleaned_data["homepage"]:
            raise ValidationError(MACHINE, code="machine")
        return ""

    def clean_once(self):
        return self.cleaned_data["once"] or fresh_key()


class AskForm(PublicForm):
    class Meta:
        model = Ask
        fields = ["text", "name", "mail"]
        labels = {
            "text": _("Your question"),
            "name": _("Your name"),
            "mail": _("E-mail for the answer"),
        }
        help_texts = {
            "text": _("Leave out names of others and diagnoses that are not needed."),
            "name": _("A first name is enough. Only the leaders of the group see it."),
            "mail": _("Used for this answer only; the group does not see it."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "mail": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        }


class LeaveForm(AskForm):
    """A question to nobody yet."""

    class Meta(AskForm.Meta):
        help_texts = {
            **AskForm.Meta.help_texts,
            "name": _("A first name is enough. Only those who look for an answer see it."),
            "mail": _("Used for this answer only; nobody else sees it."),
        }


class PassOnForm(forms.Form):
    """Which of the groups that were found is handed the question."""

    group = forms.ModelChoiceField(
        Group.objects.listed(),
        to_field_name="uuid",
        label=_("Which group can help?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def offer(self, hits):
        self.fields["group"].choices = [(hit.card["id"], named(hit)) for hit in hits]  # type: ignore[attr-defined]


def named(hit):
    """The group's name and place, and why it was found."""
    card = hit.card
    area = card["area"] and pick(card["area"]["ar"], card["area"]["en"])
    name = " · ".join(filter(None, (pick(card["name_ar"], card["name_en"]), area)))
    return format_html('<bdi>{}</bdi> <span class="soft">{}</span>', name, hit.why or "")


class HelperForm(PublicForm):
    """Who is under 18 names a guardian instead of an address of their own."""

    age = forms.ChoiceField(
        label=_("How old are you?"),
        choices=[("adult", _("18 or older")), ("minor", _("Under 18"))],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Helper
        fields = ["what", "when", "name", "mail", "phone", "guardian_name", "guardian_mail"]
        labels = {
            "what": _("What would you like to do?"),
            "when": _("When do you have time?"),
            "name": _("Your name"),
            "mail": _("Your e-mail"),
            "phone": _("Your phone"),
            "guardian_name": _("Name of your guardian"),
            "guardian_mail": _("E-mail of your guardian"),
        }
        help_texts = {
            "what": _("What you can do, or would like to learn."),
            "when": _("Like “Saturdays, or weekday evenings”."),
            "name": _("Only the leaders of the group see it."),
            "mail": _("E-mail or phone is enough. Only the leaders of the group see them."),
            "guardian_mail": _(
                "Your father, mother or legal guardian gets a letter and agrees first. Until then the group sees "
                "nothing."
            ),
        }
        widgets = {
            "what": forms.Textarea(attrs={"rows": 4}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "mail": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
            "guardian_mail": forms.EmailInput(attrs={"dir": "ltr"}),
        }

    field_order = ["what", "when", "name", "age", "mail", "phone", "guardian_name", "guardian_mail"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        for name in ("mail", "phone", "guardian_name", "guardian_mail"):
            self.fields[name].one_is_enough = True  # type: ignore[attr-defined]

    def of_everybody(self):
        return [self[name] for name in self.field_order[:4]]

    def of_adults(self):
        return [self["mail"], self["phone"]]

    def of_minors(self):
        return [self["guardian_name"], self["guardian_mail"]]

    def clean(self):
        super().clean()
        age = self.cleaned_data.get("age")
        if age == "minor":
            self.need("guardian_name", _("Write the name of your guardian."))
            self.need("guardian_mail", _("Write the e-mail address of your guardian."))
        elif age == "adult" and not self.has_error("mail") and not self.cleaned_data.get("phone"):
            self.need(
                "mail", _("Write an e-mail address or a phone number, so that the group can reach you.")
            )

    def need(self, name, sentence):
        if not self.cleaned_data.get(name) and not self.has_error(name):
            self.add_error(name, ValidationError(sentence, code="required"))

    def said(self):
        """The model's fields; of a minor no address of their own, of an adult no guardian."""
        said = {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]
        minor = self.cleaned_data["age"] == "minor"
        others = ("mail", "phone") if minor else ("guardian_name", "guardian_mail")
        return {**said, **dict.fromkeys(others, ""), "is_minor": minor}


class ReportForm(PublicForm):
    class Meta:
        model = Report
        fields = ["kind", "photo", "text", "mail"]
        labels = {
            "kind": _("What is it about?"),
            "photo": _("Which photo?"),
            "text": _("What did you notice?"),
            "mail": _("E-mail for a question back"),
        }
        help_texts = {
            "mail": _("Only whoever looks at the report sees it. You can leave it empty."),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "photo": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 4}),
            "mail": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        }

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Report.Kind.choices  # type: ignore[attr-defined]
        photos = Photo.objects.public().filter(group=group)
        if not photos:
            del self.fields["photo"]
        else:
            self.fields["photo"].queryset = photos  # type: ignore[attr-defined]
            self.fields["photo"].label_from_instance = thumbnail  # type: ignore[attr-defined]
            self.fields["photo"].empty_label = _("No photo, or one that I cannot find here")  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        if self.cleaned_data.get("kind") == Report.Kind.WRONG and not self.cleaned_data.get("text"):
            self.add_error("text", ValidationError(_("Write what is wrong."), code="required"))


class AnswerForm(forms.Form):
    """A leader's answer to a question, or to somebody who wants to help."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    in_whose_name = _("It is passed on in the name of the group.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].help_text = self.in_whose_name
        limited(self.fields["answer"])


class CommitteesAnswerForm(AnswerForm):
    in_whose_name = _("It is passed on in the name of the committee.")


class SetAsideForm(forms.Form):
    code = forms.ChoiceField(
        label=_("Why it needs no answer"), choices=[*asking.REASONS.items()], widget=forms.RadioSelect
    )


class DeclineForm(forms.Form):
    code = forms.ChoiceField(
        label=_("The sentence that is sent"),
        choices=[*helping.KIND_SENTENCES.items()],
        widget=forms.RadioSelect,
    )


class SettleForm(forms.Form):
    step = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[
            ("mend", pgettext_lazy("report", "It was right, and is put right")),
            ("dismiss", pgettext_lazy("report", "Nothing is wrong")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What was found and done"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the decision. No names of children."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limited(self.fields["words"])
