"""What a person wishes to be mailed, and when."""

from datetime import datetime, time
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Preference

HOURS = [(hour, f"{hour}:00") for hour in range(24)]
FARTHEST = 366


class MailSettings(forms.ModelForm):
    """Three plain choices; the rest stands behind "more"."""

    paused_on = forms.DateField(
        label=_("No mails until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The inbox goes on collecting. Leave it empty to get mails again."),
    )
    hour = forms.TypedChoiceField(label=_("Hour"), choices=HOURS, coerce=int)
    zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    class Meta:
        model = Preference
        fields = ["choice", "immediate", "cadence", "weekday", "hour", "zone", "paused_on", "hide_content"]
        labels = {
            "choice": _("What do you wish to get by mail?"),
            "immediate": _("Urgent things at once, five mails a day at most"),
            "cadence": _("How often the summary comes"),
            "weekday": _("Weekday"),
            "hide_content": _("Mails say only that something waits, not what"),
        }
        widgets = {"choice": forms.RadioSelect, "cadence": forms.RadioSelect}

    PLAIN = ("choice",)

    def __init__(self, *args, instance, **kwargs):
        until = instance.paused_until
        paused = {
            "paused_on": timezone.localdate(until, instance.tz) if until and instance.is_paused() else None
        }
        super().__init__(*args, instance=instance, initial=paused, **kwargs)
        self.fields["zone"].help_text = _("Such as %(zone)s, or empty for the site’s own: %(site)s.") % {
            "zone": "\u2066Europe/London\u2069",
            "site": f"\u2066{settings.TIME_ZONE}\u2069",
        }

    def plain_fields(self):
        return [self[name] for name in self.PLAIN]

    def more_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.PLAIN]

    @property
    def opens(self):
        """Whether "more" stands open: something behind it is wrong, or was chosen."""
        usual = Preference(person=self.instance.person)
        chosen = any(getattr(self.instance, name) != getattr(usual, name) for name in self.behind())
        return chosen or bool(set(self.errors) & {*self.behind(), "paused_on"})

    def behind(self):
        return ("immediate", "cadence", "weekday", "hour", "zone", "paused_until", "hide_content")

    def clean_zone(self):
        zone = self.cleaned_data["zone"].strip()
        if zone and zone not in available_timezones():
            raise forms.ValidationError(_("We do not know this time zone. Write it like Asia/Kuwait."))
        return "" if zone == settings.TIME_ZONE else zone

    def clean_paused_on(self):
        day = self.cleaned_data["paused_on"]
        ahead = (day - timezone.localdate()).days if day else 1
        if not 0 < ahead <= FARTHEST:
            raise forms.ValidationError(_("Choose a day after today, within a year."))
        return day

    def save(self, commit=True):
        day = self.cleaned_data["paused_on"]
        self.instance.paused_until = datetime.combine(day, time.min, tzinfo=self.instance.tz) if day else None
        return super().save(commit)
