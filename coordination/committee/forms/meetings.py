"""What is typed for a meeting: the call, the agenda, what was said, who was there, and the minutes."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.committee.models.meeting import Attendee, Item, Meeting
from directory.forms.fields import in_two_languages, require_one_language

from .ballots import words
from .moments import day_field, hour_field, moment, zone_choices

COLUMNS = ["title_ar", "title_en", "place", "link", "minutes_each", "zone", "starts_at"]
LONGEST, MOST_POINTS = 240, 100


def number(label, most=LONGEST, least=1, **more):
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **more)


class MeetingForm(forms.ModelForm):
    """`columns()` has what an action takes; the hour is meant in the chosen zone."""

    day = day_field(label=_("Day"))
    hour = hour_field(label=_("Begins at"))
    zone = forms.ChoiceField(label=_("By the clocks of"), choices=zone_choices)
    link = forms.URLField(
        label=_("Link to join online"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    minutes_each = number(_("Minutes for each point"), initial=10)
    field_order = ["title_ar", "title_en", "day", "hour", "zone", "place", "link", "minutes_each"]

    class Meta:
        model = Meeting
        fields = ["title_ar", "title_en", "place", "link", "minutes_each", "zone"]
        labels = {"title_ar": _("Title"), "title_en": _("Title"), "place": _("Place")}
        help_texts = {"title_ar": _("Like “December meeting”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].widget.attrs["dir"] = "auto"
        in_two_languages(self, needed="title")
        if self.instance.pk:
            self.initial.update(day=self.instance.day, hour=self.instance.hour)

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        require_one_language(self, "title", _("The title is required, in Arabic or in English."))
        if not (cleaned.get("place") or cleaned.get("link") or self.has_error("link")):
            self.add_error(
                "place", ValidationError(_("Say where it is, or give a link to join."), code="where")
            )
        if all(cleaned.get(name) for name in ("day", "hour", "zone")):
            try:
                cleaned["starts_at"] = moment(cleaned["day"], cleaned["hour"], cleaned["zone"])
            except ValidationError as error:
                self.add_error("hour", error)
        return cleaned

    def columns(self):
        return {name: self.cleaned_data[name] for name in COLUMNS}


class PointForm(forms.ModelForm):
    minutes = number(_("Minutes"))

    class Meta:
        model = Item
        fields = ["title_ar", "title_en", "minutes"]
        labels = {"title_ar": _("What to talk about"), "title_en": _("What to talk about")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(self, needed="title")

    def clean(self):
        super().clean()
        require_one_language(self, "title", _("Say what to talk about, in Arabic or in English."))


class MattersForm(forms.Form):
    """`keys()` are (kind, uuid) of what was ticked; the choices are what may be added now."""

    matters = forms.MultipleChoiceField(
        label=_("What to put on the agenda"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one matter."),
            "invalid_choice": _("One of these does not wait any more. Look at the list again."),
        },
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(f"{kind}:{uuid}", title) for (kind, uuid), title in offered]
        self.fields["matters"].choices = choices  # type: ignore[attr-defined]

    def keys(self):
        pairs = (value.rpartition(":") for value in self.cleaned_data["matters"])
        return [(kind, UUID(uuid)) for kind, _colon, uuid in pairs]


class ArrangeForm(forms.Form):
    """Place, minutes and whether it stays, for each point."""

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        for place, item in enumerate(items, 1):
            self.fields[f"place-{item.pk}"] = number(_("Place in the order"), MOST_POINTS, initial=place)
            self.fields[f"minutes-{item.pk}"] = number(_("Minutes"), initial=item.minutes)
            self.fields[f"out-{item.pk}"] = forms.BooleanField(label=_("Take it off"), required=False)

    def rows(self):
        """[(item, place, minutes, out)], the last three as bound fields."""
        return [
            (item, *(self[f"{name}-{item.pk}"] for name in ("place", "minutes", "out")))
            for item in self.items
        ]

    def wanted(self):
        """{item id: (place, minutes, stays)}; who moves to a place goes before who stood there."""
        data = self.cleaned_data
        found = {}
        for old, item in enumerate(self.items, 1):
            place = data[f"place-{item.pk}"]
            ahead = place * 2 - (place < old) + (place > old)
            found[item.pk] = (ahead, data[f"minutes-{item.pk}"], not data[f"out-{item.pk}"])
        return found


class SaidForm(forms.Form):
    outcome = words(
        _("What came of it"), _("Everybody reads this in the minutes."), required=False, most=2000
    )
    said = words(_("What was said"), _("Only the committee reads this."), required=False, most=5000)


class AttendanceForm(forms.Form):
    """One choice for each member: in the room, online, absent, or not noted."""

    def __init__(self, *args, people, known, **kwargs):
        super().__init__(*args, **kwargs)
        for person in people:
            self.fields[str(person.pk)] = forms.ChoiceField(
                label=str(person),
                required=False,
                choices=[("", _("not noted")), *Attendee.Presence.choices],
                initial=known.get(person.pk, ""),
            )

    def presences(self):
        return {int(person): presence for person, presence in self.cleaned_data.items()}


class MinutesForm(forms.Form):
    public_minutes = words(
        _("What everybody reads"),
        _("Without names of persons who are not in the committee."),
        most=20000,
        rows=14,
    )
    committee_minutes = words(_("What only the committee reads"), required=False, most=20000, rows=10)
