"""The doors: the first redirect, the language, what waits for a person, and what they may do with their account."""

import json
import zipfile
from io import BytesIO

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts import actions, inbox, my_day
from accounts.context import translations
from accounts.forms.mails import MailSettings
from accounts.forms.own import Muting, Settings
from accounts.models import Preference
from accounts.second_factor import sudo_required
from accounts.tables import csv_text
from deeds import hooks

YEAR = 365 * 24 * 60 * 60


@require_safe
def front_door(request):
    """The person's language, else the cookie's, else the browser's, else Arabic."""
    person = request.user
    lang = person.language if person.is_authenticated else get_language_from_request(request)
    response = redirect(f"/{lang}/")
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


@require_safe
def set_language(request):
    """Remembers the language of this address and goes back to where the switch was."""
    lang = get_language()
    place = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(place, allowed_hosts=None):
        place = f"/{lang}/"
    path, mark, query = place.partition("?")
    response = HttpResponseRedirect(translations(path).get(lang, path) + mark + query)
    remember(response, lang)
    return response


def remember(response, lang):
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        lang,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


@login_required
@require_GET
def me(request):
    """My day, with all hats at once; `?all` lists everything that waits, a page at a time."""
    if "all" in request.GET:
        return render(request, "accounts/me_all.html", my_day.all_of(request.user, request.GET.get("page")))
    return render(request, "accounts/me.html", my_day.of(request.user, request.audiences))


@login_required
@require_http_methods(["GET", "POST"])
def me_settings(request):
    form = Settings(request.POST or None, instance=request.user)
    if request.method == "GET" or not form.is_valid():
        shown = {"form": form, "banners": hooks.banners_of(request.user)}
        return render(request, "accounts/settings.html", shown, status=422 if form.is_bound else 200)
    actions.change_settings(request.user, by=request.user, **form.cleaned_data)
    lang = form.cleaned_data["language"]
    with override(lang):
        messages.success(request, _("Your changes are saved."))
        response = redirect("me_settings")
    remember(response, lang)
    return response


# --- notices


@login_required
@require_safe
def notices(request):
    """The inbox; what is shown counts as seen."""
    context = inbox.page_of(request.user, request.audiences, request.GET)
    inbox.seen(context["subjects"])
    return render(request, "accounts/inbox.html", context)


@login_required
@require_safe
def notices_live(request):
    """Asked by an open inbox: how many came since its `tag`; 204 while none did."""
    known = request.GET.get("tag", "")
    known = int(known) if known.isdecimal() and len(known) < 18 else 0
    new = inbox.newer(request.user, request.audiences, known)
    if not new:
        return HttpResponse(status=204)
    return render(request, "accounts/_inbox_news.html", {"new": new, "unread": inbox.unread(request)})


@login_required
@require_POST
def notices_read(request):
    inbox.mark_all_read(request.user, request.audiences)
    messages.success(request, _("All are marked as read."))
    return redirect("notices")


@login_required
@require_safe
def notice(request, uuid):
    """Opens what it is about: from now on it is read, unless a program only looked ahead."""
    line = own_notice(request, uuid)
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        inbox.mark(line, inbox.READ)
    return redirect(line.url)


@login_required
@require_POST
def notice_step(request, uuid, step):
    if step not in inbox.STEPS:
        raise Http404
    inbox.mark(own_notice(request, uuid), step)
    messages.success(request, inbox.SAID[step])
    return redirect(back_to_inbox(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_mute(request, uuid):
    """Asks what to hear less of: the subject, or everything for the group that it is read for."""
    line = own_notice(request, uuid)
    form = Muting(request.POST or None, notice=line)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/mute.html", {"form": form, "notice": line}, status=status)
    actions.mute(request.user, **form.chosen)
    messages.success(request, _("You get no more mails about it, and it no longer counts as unread."))
    return redirect("notices")


def own_notice(request, uuid):
    return get_object_or_404(inbox.own(request.user, request.audiences), uuid=uuid)


def back_to_inbox(request):
    """The page of the inbox that the button stood on."""
    query = request.POST.get("query", "")
    return reverse("notices") + (f"?{QueryDict(query).urlencode()}" if query else "")


# --- mails


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request):
    """What is mailed and when; with what is muted, to take it back."""
    chosen = Preference.objects.of(request.user)
    form = MailSettings(request.POST or None, instance=Preference.objects.of(request.user))
    if request.method == "POST" and form.is_valid():
        actions.wish_mails(request.user, form)
        messages.success(request, _("Your changes are saved."))
        return redirect("mail_settings")
    context = {
        "form": form,
        "chosen": chosen,
        "next": hooks.next_digest(chosen),
        "muted": request.user.mutes.all(),
    }
    return render(request, "accounts/mails.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def unmute(request, pk):
    get_object_or_404(request.user.mutes, pk=pk).delete()
    messages.success(request, _("It is no longer muted."))
    return redirect("mail_settings")


# --- everything of one's own


@sudo_required
@require_GET
def me_export(request):
    """One zip: everything as JSON, and each table as CSV beside it."""
    data = actions.export_own(request.user)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
        for label, parts in data.items():
            for part, rows in parts.items():
                archive.writestr(
                    f"{label}-{part}.csv", "\ufeff" + csv_text(rows if isinstance(rows, list) else [rows])
                )
    response = HttpResponse(file.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="multaqa-{timezone.localdate()}.zip"'
    return response


@sudo_required
@require_http_methods(["GET", "POST"])
def me_erase(request):
    if request.method == "GET":
        return render(request, "accounts/erase.html", {"unsettled": hooks.unsettled_of(request.user)})
    actions.erase_own(request.user, by=request.user)
    logout(request)
    messages.success(request, _("Your account is erased."))
    return redirect(f"/{get_language()}/")


class ActivateApp(ActivateTOTPView):
    """Setting up the app proves the second factor at once, and leads back to where it was asked for."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "next": get_next_redirect_url(self.request)}
