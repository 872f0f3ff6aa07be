"""An achievement: photos, one sentence and a day come first; the rest may wait."""

import json
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.models import Achievement, Group, Photo
from directory.models.group import EVERYBODY_SEES

from .fields import in_two_languages, require_one_language
from .lists import CHECKS, LONGEST, ListField, is_text
from .photo import MOST_PHOTOS, PeopleField, PicturesField, Refusals, too_many

ROWS = 3
PARTS = ("value", "label_ar", "label_en")
TEXTS = ("title_ar", "title_en", "story_ar", "story_en")
SENTENCE = _("What did you do together? One sentence.")


class FiguresInput(forms.Widget):
    """Rows of a number and what it counts, in Arabic and in English; also takes the whole list as JSON."""

    template_name = "directory/achievement_figures.html"

    def get_context(self, name, value, attrs):
        figures = rows_of(value)
        blank = [{}] * max(1, ROWS - len(figures))
        rows = [
            [{"name": f"{name}_{part}_{number}", "part": part, "value": row.get(part, "")} for part in PARTS]
            for number, row in enumerate([*figures, *blank])
        ]
        return super().get_context(name, value, attrs) | {"rows": rows, "longest": LONGEST}

    def value_from_datadict(self, data, files, name):
        if name in data:
            return data[name]
        rows = []
        while any(f"{name}_{part}_{len(rows)}" in data for part in PARTS):
            rows.append({part: data.get(f"{name}_{part}_{len(rows)}", "").strip() for part in PARTS})
        return json.dumps([row for row in rows if any(row.values())], ensure_ascii=False)

    def value_omitted_from_data(self, data, files, name):
        return False


def rows_of(value):
    """The list that a field holds as JSON; of what cannot be read, none."""
    try:
        rows = json.loads(value or "[]")
    except ValueError:
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


class FiguresField(ListField):
    """A list of {value, label_ar, label_en}: each with its number and at least one label."""

    def __init__(self, **options):
        super().__init__((is_row, CHECKS["figures"][1]), label=_("Figures"), widget=FiguresInput(), **options)

    def clean(self, value):
        figures = super().clean(value)
        if any(not row.get("value") or not (row.get("label_ar") or row.get("label_en")) for row in figures):
            raise ValidationError(_("Write both the number and what it counts."), code="half")
        return figures


def is_row(item):
    fits = isinstance(item, dict) and item.keys() <= set(PARTS)
    return fits and all(value == "" or is_text(str(value)) for value in item.values())


class AchievementForm(forms.ModelForm):
    """`first` are the fields of the short page, `more` the rest; photos already sent stand in `kept`."""

    photos = PicturesField(label=_("Photos"))
    people = PeopleField(label=_("Who can be recognised in the photos?"))
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Achievement
        fields = [*TEXTS, "happened_on", "partner_groups"]
        widgets = {"happened_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"happened_on": _("When")}

    def __init__(self, *args, group, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.by, self.sent_before = group, by, []
        self.fields["figures"] = FiguresField(initial=self.instance.figures)
        others = Group.objects.filter(standing__in=EVERYBODY_SEES).exclude(pk=group.pk)
        self.fields["partner_groups"].queryset = others  # type: ignore[attr-defined]
        self.fields["key"].initial = self.instance.uuid
        if self.instance.pk is None:
            self.initial["happened_on"] = timezone.localdate()
        self.dress_texts()

    def dress_texts(self):
        in_two_languages(OnlyTexts(self), needed="title")
        language = "en" if (get_language() or "ar").startswith("en") else "ar"
        sentence = self.fields[f"title_{language}"]
        sentence.label, sentence.widget = SENTENCE, forms.Textarea(attrs=sentence.widget.attrs | {"rows": 2})
        names = ["photos", "people", f"title_{language}", "happened_on"]
        for name in ("story_ar", "story_en"):
            self.fields[name].widget.attrs["rows"] = 4
        self.first = [self[name] for name in names]
        self.more = [self[name] for name in self.fields if name not in {*names, "key"}]

    @property
    def kept(self):
        """Photos that came with an earlier try of this form, or with this one, while it was not right yet."""
        wanted = self.data.getlist("kept") if self.is_bound else []  # type: ignore[attr-defined]
        named = Q(uuid__in=[text for text in wanted if is_uuid(text)]) | Q(name__in=self.sent_before)
        return list(Photo.objects.drafts(self.group, self.by).filter(named))

    @property
    def pictures(self):
        """The good ones among the pictures that came with this try."""
        return getattr(self, "cleaned_data", {}).get("photos") or self.good_pictures

    good_pictures: list = []

    def add_error(self, field, error):
        if isinstance(error, Refusals):
            self.good_pictures = error.pictures
        super().add_error(field, error)

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(
                _("This day has not come yet. Choose today or an earlier day."), code="future"
            )
        return day

    def clean(self):
        super().clean()
        require_one_language(self, "title", _("Write in one sentence what you did."))
        already = len(self.kept) + (self.instance.photos.count() if self.instance.pk else 0)
        number = already + len(self.cleaned_data.get("photos") or [])
        if number > MOST_PHOTOS:
            self.add_error("photos", ValidationError(too_many(number), code="too_many"))

    def save(self, commit=True):
        self.instance.figures = self.cleaned_data["figures"]
        return super().save(commit)


class WholeAchievement(forms.ModelForm):
    """All that is said of an achievement; its photos have a name here and no content."""

    photos = forms.FileField(label=_("Photos"), required=False)
    figures = ListField(CHECKS["figures"])

    class Meta:
        model = Achievement
        fields = [*TEXTS, "happened_on", "figures", "partner_groups"]


class OnlyTexts:
    """The texts of a form, as `in_two_languages` reads them."""

    def __init__(self, form):
        self.fields = {name: form.fields[name] for name in TEXTS}


def is_uuid(text):
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
