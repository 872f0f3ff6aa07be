"""Form fields and checks that several sections of a page share."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.deconstruct import deconstructible
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from directory.models import Area


@deconstructible
class AtMost(MaxLengthValidator):
    """Says how many characters have to go."""

    def __call__(self, value):
        over = len(value) - self.limit_value
        if over > 0:
            text = ngettext(
                "The text is longer than the limit of %(limit)d characters. Remove %(over)d character.",
                "The text is longer than the limit of %(limit)d characters. Remove %(over)d characters.",
                over,
            )
            raise ValidationError(text % {"limit": self.limit_value, "over": over}, code="max_length")


def in_two_languages(form, needed):
    """Each text is written in its own direction and says how much is too much; of `needed` one language is enough."""
    for name, field in form.fields.items():
        if name[-3:] not in ("_ar", "_en"):
            continue
        language = name[-2:]
        field.widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        field.one_is_enough = name[:-3] == needed
        field.help_text = field.help_text or hint_of_other(form, name)
    for name, field in form.fields.items():
        if name[-3:] in ("_ar", "_en"):
            limited(field)


def hint_of_other(form, name):
    """What is said of the Arabic text holds for the English one."""
    other = form.fields.get(f"{name[:-3]}_ar")
    return other.help_text if other else ""


def limited(field):
    """The same field, which says its limit, and what is too much; a browser would cut a pasted text silently."""
    field.widget.attrs.pop("maxlength", None)
    field.limit = field.max_length
    field.help_text = (
        format_lazy("{} {}", field.help_text, up_to(field.limit)) if field.help_text else up_to(field.limit)
    )
    field.widget.attrs["data-limit"] = field.max_length
    field.validators = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]
    field.validators.append(AtMost(field.max_length))
    return field


def up_to(limit):
    sentence = ngettext_lazy("Up to %(limit)d character.", "Up to %(limit)d characters.", limit)
    return sentence % {"limit": limit}


class ByGovernorate(forms.models.ModelChoiceIterator):
    """One optgroup a governorate, itself first; read when a page shows it."""

    def __iter__(self):
        areas = list(self.queryset.select_related("parent"))
        yield "", self.field.empty_label
        for top in (area for area in areas if not area.parent_id):
            yield top.title, [(area.pk, area.title) for area in (top, *inside(top, areas))]


class AreaField(forms.ModelChoiceField):
    """Governorates with their places, as groups of one select."""

    iterator = ByGovernorate

    def __init__(self, **options):
        options = {"empty_label": _("choose an area"), "label": _("area")} | options
        super().__init__(Area.objects.all(), **options)


def inside(top, areas):
    return sorted((area for area in areas if area.parent_id == top.pk), key=lambda area: str(area.title))


class Ticks(forms.CheckboxSelectMultiple):
    """Check boxes of a long list: the chosen and the first few in sight, the rest behind “more”.

    In a grouped list the groups stand behind “more” with their names, and only the chosen are in sight.
    """

    template_name = "directory/_ticks.html"
    first = 8

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groups = [(title, options) for title, options, _index in context["widget"]["optgroups"]]
        grouped = any(title for title, _options in groups)
        flat = [option for _title, options in groups for option in options]
        top = [o for place, o in enumerate(flat) if o["selected"] or (place < self.first and not grouped)]
        rest = [(title, [o for o in options if o not in top]) for title, options in groups]
        rest = [(title, options) for title, options in rest if options]
        return context | {"top": top, "rest": rest, "hidden": len(flat) - len(top)}


def require_one_language(form, name, sentence):
    """Adds `sentence` to the Arabic field when both languages of a pair are empty."""
    pair = (f"{name}_ar", f"{name}_en")
    if not any(form.cleaned_data.get(one) or form.has_error(one) for one in pair):
        form.add_error(pair[0], ValidationError(sentence, code="required"))
