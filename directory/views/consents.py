"""Asking for consent to be shown, and the pages where the one asked answers or takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import links
from accounts.adapters import language_of
from accounts.consents import Consent
from accounts.links import secret_page
from directory.actions import consents
from directory.forms.team import AskConsentForm, GuardianForm
from directory.views.editing import own_group
from directory.views.joining import over
from directory.views.team import back, buttons, done, seen, shown


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug, pk):
    """An editor says who answers for a card, and the question is mailed."""
    group = own_group(request, slug)
    card = get_object_or_404(group.team_cards.select_related("group", "person"), pk=pk)
    own = card.person and group.memberships.active().filter(person=card.person).first()
    form = AskConsentForm(card, request.POST or None, initial={"member": own, "mail": card.mail})

    def deed():
        person, mail = form.person, form.cleaned_data["mail"]
        lang = language_of(mail) if mail else get_language()
        consents.ask(card, person=person, mail=mail, by=request.user, lang=lang, seen=seen(request))

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("We asked. The name is shown only after a yes."))
        return back(group)
    return shown(
        request, "directory/team_ask.html", group, form, card=card, **buttons(group, _("Send the question"))
    )


# --- the one who is asked


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request, token):
    found = Consent.objects.filter(token_hash=links.hashed(token)).select_related("person").first()
    return answer(request, found, by=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_consent(request, uuid):
    found = get_object_or_404(Consent.objects.answerable_by(request.user), uuid=uuid)
    return answer(request, found, by=request.user)


@login_required
@require_safe
def my_consents(request):
    """All that this person is asked or has agreed to, each taken back with one click."""
    rows = Consent.objects.answerable_by(request.user).standing()
    found = [(row, card) for row in rows if (card := consents.card_of(row))]
    return render(request, "directory/my_consents.html", {"found": found})


def answer(request, found, by):
    card = found and (found.is_asked or found.is_live) and consents.card_of(found)
    if not card:
        return over(request)
    form = GuardianForm(request.POST or None) if found.guardian else None
    said = request.POST.get("answer") if request.method == "POST" else ""
    if said in ("withdraw", "no") or (said == "yes" and (form is None or form.is_valid())):
        return did(request, found, card.group, form, by, said)
    context = {"consent": found, "card": card, "group": card.group, "form": form, "text": words(found)}
    status = 422 if request.method == "POST" else 200
    return render(request, "directory/consent.html", context, status=status)


def words(found):
    return found.text["ar" if get_language() == "ar" else "en"]


def did(request, found, group, form, by, said):
    """The deed, then a page that says what holds now."""
    if said == "withdraw":
        consents.withdraw(found, by=by)
    elif said == "no":
        consents.decline(found, by=by)
    else:
        name = form.cleaned_data["guardian_name"] if form else ""
        consents.give(found, by=by, text_version=request.POST.get("text"), guardian_name=name)
    return render(request, "directory/consent_done.html", {"said": said, "group": group})
