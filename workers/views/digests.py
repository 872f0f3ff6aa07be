"""The operators' look at digests: what would be written, one's own or a demo person's, and the demo's mails."""

from datetime import date
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Person
from workers.digests import previewing, words
from workers.views.doors import operators_only

LATEST = 100
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'"
)


class PreviewForm(forms.Form):
    """Whose digest, as of which day, in which language, and how it is to be shown."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Whose digest"))
    day = forms.DateField(
        label=_("As of the day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    language = forms.ChoiceField(label=_("Language"), choices=Person.Language.choices)

    def __init__(self, *args, operator, **kwargs):
        super().__init__(*args, **kwargs)
        whose: Any = self.fields["person"]
        whose.queryset = previewing.people_for(operator)

    def clean_day(self):
        """The years that clocks are known for."""
        day = self.cleaned_data["day"]
        if (
            not date(2000, 1, 1)
            <= day
            <= timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
        ):
            raise forms.ValidationError(_("Choose a day up to a year from now."))
        return day


@operators_only
@require_http_methods(["GET", "HEAD", "POST"])
def digests(request):
    """GET shows the form and the next 24 hours; POST looks at one digest, as a page or, with `as=html`, as its HTML."""
    first = {"person": request.user.pk, "day": timezone.localdate(), "language": get_language()}
    form = PreviewForm(request.POST or None, initial=first, operator=request.user)
    found = None
    if request.method == "POST" and form.is_valid():
        found = previewing.preview(**form.cleaned_data, by=request.user)
        if found.message and request.POST.get("as") == "html":
            return as_mail(found.html)
    return page(request, form, found=found)


@operators_only
@require_POST
def digests_count(request):
    """What the run of the next 24 hours would write; nothing is written."""
    form = PreviewForm(
        initial={"person": request.user.pk, "day": timezone.localdate()}, operator=request.user
    )
    counted = previewing.count()
    rows = [
        (words.digest_name(cadence), counted[cadence, True], counted[cadence, False])
        for cadence in words.NAMES
    ]
    return page(request, form, rows=rows)


def page(request, form, **more):
    shown = {"form": form, "forecast": previewing.forecast(), "demo": demo_folder() is not None, **more}
    return render(request, "workers/digests.html", shown)


def as_mail(html):
    """The mail as a mail program draws it: its own inline styles, and nothing else may run or load."""
    response = HttpResponse(html)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


# --- the demo's mails


@operators_only
@require_safe
def demo_mails(request):
    """The newest mails that the site wrote into its folder, while it is tried out."""
    folder = demo_folder()
    if folder is None:
        raise Http404
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)[:LATEST]
    mails = [(file.name, message_from_bytes(file.read_bytes(), policy=modern)) for file in files]
    return render(request, "workers/demo_mails.html", {"mails": mails})


@operators_only
@require_safe
def demo_mail(request, name):
    """One of them: its text, or with `?as=html` its HTML."""
    folder = demo_folder()
    file = folder and next((file for file in folder.glob("*.eml") if file.name == name), None)
    if not file:
        raise Http404
    mail = message_from_bytes(file.read_bytes(), policy=modern)
    parts = {kind: mail.get_body((kind,)) for kind in ("plain", "html")}
    if request.GET.get("as") == "html" and parts["html"]:
        return as_mail(parts["html"].get_content())
    text = parts["plain"].get_content() if parts["plain"] else ""
    return render(request, "workers/demo_mail.html", {"mail": mail, "text": text, "html": parts["html"]})


def demo_folder():
    """Where mails lie as files; None where they leave, or where it is no trial."""
    place = settings.EMAIL_TRANSPORT
    return Path(place["folder"]) if settings.DEBUG and place["kind"] == "folder" else None
