"""Offering to volunteer with a group, the page that follows, and the guardian's page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.links import hashed, secret_page
from directory import rules
from directory.actions.visitors import helping
from directory.actions.visitors.sending import knows_mail_secret
from directory.forms.visitors import HelperForm
from directory.models import Helper
from directory.search.alike import alike
from directory.views.visiting import confirmed, instead, language, limits, page, sent, visible_group


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_with(request, slug):
    group = visible_group(request, slug)
    if not rules.takes_helpers(group):
        return instead(request, group, accepting=True)
    person = request.user if request.user.is_authenticated else None
    known = {"name": person.name, "mail": person.email} if person else {}
    form = HelperForm(request.POST or None, initial=known)

    def send():
        said = form.said()
        check = limits("helper", group, request, said["mail"] or said["guardian_mail"])
        once = form.cleaned_data["once"]
        return helping.send(group, said=said, once=once, person=person, lang=language(), limits=check)

    if made := sent(form, send):
        return redirect("helper_status", made[1])
    return page(request, "directory/helper.html", form, group=group)


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def helper_status(request, token):
    row = get_object_or_404(Helper.objects.select_related("group"), token_hash=hashed(token))
    if request.method == "POST":
        return deed(request, row, token)
    looks_on = row.is_silent or row.state == Helper.State.DECLINED
    context = {
        "helper": row,
        "group": row.group,
        "confirms": not row.mail_confirmed_at and knows_mail_secret(row, request.GET.get("mail", "")),
        "mail_secret": request.GET.get("mail", ""),
        "hits": alike(row.group, language(), accepting=True) if looks_on else [],
    }
    return render(request, "directory/helper_status.html", context)


def deed(request, row, token):
    if request.POST.get("deed") == "confirm_mail":
        return confirmed(request, row, "helper_status", token)
    helping.withdraw(row, seen=request.POST.get("version"))
    messages.success(request, _("Your offer is withdrawn, and what you wrote is erased."))
    return redirect("helper_status", token)


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request, token):
    """The guardian reads what the minor wrote, agrees or refuses, and may take it back later."""
    row = get_object_or_404(Helper.objects.select_related("group"), guardian_hash=hashed(token))
    if request.method == "POST":
        return guardians_deed(request, row, token)
    words = helping.guardians_words()
    context = {
        "helper": row,
        "group": row.group,
        "words": words[language()],
        "text_version": words["version"],
    }
    return render(request, "directory/helper_guardian.html", context)


def guardians_deed(request, row, token):
    seen = request.POST.get("version")
    if request.POST.get("deed") == "agree":
        helping.agree(row, seen=seen, text_version=request.POST.get("text"))
        messages.success(request, _("Thank you. The group sees the offer now, and answers to you."))
    else:
        helping.withdraw(row, seen=seen)
        messages.success(request, _("Nothing is passed on, and what was written is erased."))
    return redirect("guardian", token)
