"""The licence of a group: what was issued, by whom, until when; a changed paper waits to be checked anew."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory import media
from directory.models import Licence, Verdict

from .fields import in_two_languages, limited, require_one_language
from .photo import ScanField

FACTS = ("authority_ar", "authority_en", "number", "issued_on", "expires_on")


def day(**attrs):
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


class LicenceForm(forms.ModelForm):
    """The group's current licence, or its first; its scan is kept apart and never shown to the public."""

    scan = ScanField()

    class Meta:
        model = Licence
        fields = FACTS
        widgets = {"issued_on": day(), "expires_on": day()}
        help_texts = {
            "authority_ar": _("Who gave it, like the ministry."),
            "number": _("As it stands on the paper."),
            "expires_on": _("The site reminds you 60, 30 and 7 days before."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="authority")
        limited(self.fields["number"]).widget.attrs["dir"] = "ltr"

    def clean(self):
        super().clean()
        require_one_language(self, "authority", _("Say who issued it, in Arabic or in English."))
        issued, expires = self.cleaned_data.get("issued_on"), self.cleaned_data.get("expires_on")
        if issued and expires and expires < issued:
            sentence = _("The licence cannot end before it was issued.")
            self.add_error("expires_on", ValidationError(sentence, code="order"))

    @property
    def also(self):
        """Columns that are written with the form's own, so that nobody's verdict is set back unseen."""
        return ("verdict", "verdict_by", "verdict_on", "verdict_reason") if self.changed_data else ()

    def clean_scan(self):
        """A new scan goes to `save`; without one the licence keeps what it has."""
        self.new_scan = self.cleaned_data["scan"]
        return self.instance.scan

    def save(self, commit=True):
        """What the committee checked was another paper when something here has changed."""
        if self.changed_data:
            self.instance.verdict, self.instance.verdict_reason = Verdict.UNVERIFIED, ""
            self.instance.verdict_by = self.instance.verdict_on = None
        if self.new_scan:
            self.keep_scan()
        return super().save(commit)

    def keep_scan(self):
        """Writes the new file now, and lets the one before go once the licence names the new one."""
        before = self.instance.scan
        with media.kept_scan(self.new_scan) as name:
            self.instance.scan = name
        if before:
            transaction.on_commit(lambda: media.discard([before]))
