"""Photos as people send and describe them, and the scan of a licence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory import media
from directory.models import Photo

from .fields import in_two_languages

MOST_PHOTOS = 10
ACCEPTED = "image/jpeg,image/png,image/webp"
LIMITS = format_lazy(
    _("JPEG or PNG up to {most} megapixels, WebP up to {webp}; each file up to 5 MB."),
    most=media.MOST_MEGAPIXELS["JPEG"],
    webp=media.MOST_MEGAPIXELS["WEBP"],
)


class FileInput(forms.FileInput):
    allow_multiple_selected = True


class PictureField(forms.FileField):
    """One picture, checked and written anew: cleans to a media.Picture, or None."""

    def __init__(self, **options):
        widget = forms.FileInput(attrs={"accept": ACCEPTED, "data-shrink": ""})
        given: dict[str, Any] = {"widget": widget, "help_text": LIMITS, "required": False} | options
        super().__init__(**given)

    def to_python(self, data):
        return media.read_image(data) if data else None


class PicturesField(forms.FileField):
    """Several pictures at once: cleans to a list of media.Picture; each refusal names its file."""

    def __init__(self, **options):
        widget = FileInput(attrs={"accept": ACCEPTED, "data-shrink": "", "multiple": True})
        given: dict[str, Any] = {"widget": widget, "help_text": LIMITS, "required": False} | options
        super().__init__(**given)

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(uploads) > MOST_PHOTOS:
            raise ValidationError(too_many(len(uploads)), code="too_many")
        pictures, errors = [], []
        for upload in uploads:
            try:
                pictures.append(media.read_image(upload))
            except ValidationError as error:
                errors.append(f"\u2068{upload.name}\u2069: {error.messages[0]}")
        if errors:
            raise Refusals(errors, pictures)
        return pictures


class Refusals(ValidationError):
    """What was wrong with some pictures, and the others, which are good."""

    def __init__(self, errors, pictures):
        super().__init__([ValidationError(error, code="refused") for error in errors])
        self.pictures = pictures


def too_many(number):
    over = number - MOST_PHOTOS
    sentence = ngettext(
        "At most %(limit)d photos fit. Leave out %(over)d.",
        "At most %(limit)d photos fit. Leave out %(over)d.",
        over,
    )
    return sentence % {"limit": MOST_PHOTOS, "over": over}


class ScanField(forms.FileField):
    """The scan of a licence: cleans to a media.Scan, or None."""

    def __init__(self, **options):
        widget = forms.FileInput(attrs={"accept": f"{ACCEPTED},application/pdf"})
        options = {"label": _("scan of the licence"), "required": False} | options
        hint = format_lazy(
            "{} {}", _("A photo or a PDF; only your leaders and the committee see it."), LIMITS
        )
        given: dict[str, Any] = {"widget": widget, "help_text": hint} | options
        super().__init__(**given)

    def to_python(self, data):
        return media.read_scan(data) if data else None


class PeopleField(forms.ChoiceField):
    """The question of each photo, with its three honest answers."""

    def __init__(self, **options):
        answers = [choice for choice in Photo.People.choices if choice[0]]
        label = _("Who can be recognised?")
        hint = _("Nobody else sees a photo until this is answered.")
        given: dict[str, Any] = {"label": label, "help_text": hint, "required": False} | options
        super().__init__(choices=answers, widget=forms.RadioSelect, **given)


class NineParts(forms.RadioSelect):
    """Nine radio buttons that lie over the picture as its parts do; left is left in every language."""

    template_name = "directory/photo_focal.html"
    photo = None

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"photo": self.photo}


class PhotoForm(forms.ModelForm):
    """What a photo shows, who can be recognised, which part must stay in sight."""

    people = PeopleField()

    class Meta:
        model = Photo
        fields = ["alt_ar", "alt_en", "people", "focal"]
        labels = {
            "alt_ar": _("What the photo shows, in Arabic"),
            "alt_en": _("What the photo shows, in English"),
        }
        help_texts = {
            "alt_ar": _(
                "For those who cannot see it: say in a sentence what matters. One language is enough."
            ),
            "focal": _("Where a frame is narrower than the photo, this part stays in sight."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_two_languages(SimpleForm(self.fields, ("alt_ar", "alt_en")), needed="alt")
        focal = forms.TypedChoiceField(
            choices=Photo.Focal.choices,
            coerce=int,
            widget=NineParts,
            required=False,
            empty_value=self.instance.focal,
            initial=self.instance.focal,
            label=_("The part that must be seen"),
            help_text=self.Meta.help_texts["focal"],
        )
        focal.one_is_enough = True  # type: ignore[attr-defined]
        focal.widget.photo = self.instance if self.instance.pk else None
        self.fields["focal"] = focal


class SimpleForm:
    """Some fields of a form, as in_two_languages reads them."""

    def __init__(self, fields, names):
        self.fields = {name: fields[name] for name in names}


class LookForm(PhotoForm):
    """The logo or the cover: a picture, new or instead of the old one, and its description."""

    picture = PictureField(label=_("Photo"))
    field_order = ["picture", "people", "alt_ar", "alt_en", "focal"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["picture"].one_is_enough = self.instance.pk is None  # type: ignore[attr-defined]

    def clean_picture(self):
        picture = self.cleaned_data["picture"]
        if picture is None and self.instance.pk is None:
            raise ValidationError(_("Choose a picture first."), code="required")
        return picture
