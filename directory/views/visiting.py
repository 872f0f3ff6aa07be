"""What the pages for visitors share: the group they are about, sending within limits, and other groups instead."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.attempts import may_mail
from deeds.lifecycle import Refused
from directory import rules
from directory.actions.visitors.sending import confirm_mail, within_limits
from directory.models import Ask, Group
from directory.search.alike import alike


def visible_group(request, slug):
    return get_object_or_404(Group.objects.visible_to(request.audiences), slug=slug)


def door(group):
    """{asks, helps, reply}: whether the group can be asked and offered help, and its usual time to an answer."""
    asks = rules.takes_questions(group)
    return {
        "asks": asks,
        "helps": asks and group.accepts_volunteers,
        "reply": Ask.objects.filter(group=group).reply_time() if asks else None,
    }


def language():
    return "en" if get_language().startswith("en") else "ar"


def limits(kind, group, request, mail=""):
    """What is counted before a new thing is made: messages from one place, to one group, letters to one address."""

    def check():
        within_limits(kind, group, request)
        if mail and not may_mail(mail, request):
            raise Refused(
                _("This address is getting too many letters. Leave it empty, or try again later."), "mail"
            )

    return check


def sent(form, send):
    """What `send` made of a valid form; None when it is not valid or was refused, and then the form says why."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return send()
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None


def page(request, template, form, **context):
    """A form's page: 422 with everything that was typed when something needs a change."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def instead(request, group, **wanted):
    """The page of a group that cannot be reached this way: others that can."""
    hits = alike(group, language(), **wanted)
    context = {"group": group, "hits": hits, "helping": bool(wanted)}
    return render(request, "directory/visit_instead.html", context)


def confirmed(request, visit, name, token):
    confirm_mail(visit, request.POST.get("mail", ""))
    messages.success(request, _("The answer will also come to your mail address."))
    return redirect(name, token)
