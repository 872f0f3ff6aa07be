"""What an announcement says."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.models.announcement import Announcement
from directory.forms.fields import in_two_languages, require_one_language

from .moments import day_field, hour_field, moment

TEXTS = ["title_ar", "title_en", "text_ar", "text_en", "place_ar", "place_en"]


class AnnouncementForm(forms.ModelForm):
    """`texts()` has the columns; an event needs a day and an hour, in the site's time zone."""

    day = day_field(
        label=_("Day"), required=False, help_text=_("Leave it empty when nothing happens on a day.")
    )
    hour = hour_field(label=_("Begins at"), required=False)
    until = hour_field(label=_("Ends at"), required=False)
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Where to register or read more."),
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    field_order = [
        "title_ar",
        "title_en",
        "text_ar",
        "text_en",
        "day",
        "hour",
        "until",
        "place_ar",
        "place_en",
        "link",
    ]

    class Meta:
        model = Announcement
        fields = [*TEXTS, "link"]
        labels = {"title_ar": _("Title"), "title_en": _("Title"), "text_ar": _("Text"), "text_en": _("Text"),
                  "place_ar": _("Place"), "place_en": _("Place")}  # fmt: skip
        help_texts = {"place_ar": _("With what helps to get in, like “step-free”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("text_ar", "text_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 5})
        in_two_languages(self, needed="title")
        if self.instance.starts_at:
            start = timezone.localtime(self.instance.starts_at)
            self.initial.update(day=start.date(), hour=start.time())
        if self.instance.ends_at:
            self.initial["until"] = timezone.localtime(self.instance.ends_at).time()

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        require_one_language(self, "title", _("The title is required, in Arabic or in English."))
        day, hour = cleaned.get("day"), cleaned.get("hour")
        if bool(day) != bool(hour) and not self.has_error("day") and not self.has_error("hour"):
            self.add_error("hour" if day else "day", _("An event needs a day and an hour."))
        cleaned["starts_at"] = self.at("hour")
        cleaned["ends_at"] = self.at("until")
        if cleaned["ends_at"] and cleaned["starts_at"] and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("until", _("The end is before the beginning."))
        return cleaned

    def at(self, name):
        """The moment of this hour on the day; None when either is missing."""
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get(name)
        if not (day and hour and self.cleaned_data.get("hour")):
            return None
        try:
            return moment(day, hour, settings.TIME_ZONE)
        except forms.ValidationError as error:
            self.add_error(name, error)
            return None

    def texts(self):
        return {name: self.cleaned_data[name] for name in (*TEXTS, "link", "starts_at", "ends_at")}
