"""How a form falls into parts: pairs of one text in Arabic and English, and the fields between them."""

from django import template
from django.urls import reverse

from directory.models import Licence

register = template.Library()


@register.filter
def parts(form):
    """[{"pair": (Arabic, English)} or {"field": field}] of visible fields in their order: a form's, or some of them."""
    fields = [field for field in form if not field.is_hidden]
    names = {field.name: field for field in fields}
    found = []
    for field in fields:
        stem, language = field.name[:-3], field.name[-3:]
        if language == "_ar" and f"{stem}_en" in names:
            found.append({"pair": (field, names[f"{stem}_en"])})
        elif not (language == "_en" and f"{stem}_ar" in names):
            found.append({"field": field})
    return found


@register.simple_tag(takes_context=True)
def scan_address(context, licence):
    """Where the reader may download a licence's scan; "" where they may not."""
    may = Licence.objects.with_scan_for(context["request"].audiences).filter(pk=licence.pk).exists()
    return reverse("licence_scan", args=[licence.scan.rpartition("/")[2]]) if may else ""
