"""Asking a group without an address, and the page of the secret link that follows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.links import hashed, secret_page
from directory import rules
from directory.actions.visitors import asking
from directory.actions.visitors.sending import knows_mail_secret
from directory.forms.visitors import AskForm
from directory.letters import could_help
from directory.models import Ask
from directory.views.visiting import confirmed, door, instead, language, limits, page, sent, visible_group


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug):
    group = visible_group(request, slug)
    if not rules.takes_questions(group):
        return instead(request, group)
    form = AskForm(request.POST or None)

    def send():
        said = {name: form.cleaned_data[name] for name in ("text", "name", "mail", "once")}
        check = limits("ask", group, request, said["mail"])
        return asking.send(group, **said, lang=language(), limits=check)

    if made := sent(form, send):
        return redirect("ask_status", made[1])
    return page(request, "directory/ask.html", form, group=group, door=door(group))


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask_status(request, token):
    """Sent, read, answered; after five silent days three other groups stand here."""
    row = get_object_or_404(Ask.objects.select_related("group"), token_hash=hashed(token))
    if request.method == "POST":
        return deed(request, row, token)
    context = {
        "ask": row,
        "group": row.group,
        "confirms": not row.mail_confirmed_at and knows_mail_secret(row, request.GET.get("mail", "")),
        "mail_secret": request.GET.get("mail", ""),
        "hits": could_help(row, language()) if row.is_silent else [],
    }
    return render(request, "directory/ask_status.html", context)


def deed(request, row, token):
    if request.POST.get("deed") == "confirm_mail":
        return confirmed(request, row, "ask_status", token)
    asking.close(row, seen=request.POST.get("version"))
    messages.success(request, _("The question is closed. Thank you for saying so."))
    return redirect("ask_status", token)
