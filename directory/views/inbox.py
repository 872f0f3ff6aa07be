"""What waits for a group's leaders: questions, offers of help, reports of the page; and answering them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import typed
from deeds.once import once
from directory.actions.visitors import asking, helping
from directory.forms.visitors import AnswerForm, DeclineForm, SetAsideForm
from directory.models import Ask, Group, Helper, Report
from directory.models.group import group_ids
from directory.views.visiting import page, sent

EARLIER = 20


def led_group(request, slug):
    """The group, when this person leads it; else 404, as for a group that does not exist."""
    return get_object_or_404(Group.objects.filter(pk__in=group_ids(request.audiences, "leader")), slug=slug)


@login_required
@require_safe
def inbox(request, slug):
    group = led_group(request, slug)
    asks, helpers = Ask.objects.filter(group=group), Helper.objects.filter(group=group, state__in=Helper.SEEN)
    mine = Report.objects.visible_to(request.audiences).filter(group=group, addressee=Report.Addressee.GROUP)
    context = {
        "group": group,
        "asks": asks.waiting(),
        "helpers": helpers.waiting(),
        "reports": mine.select_related("group").waiting(),
        "earlier": asks.exclude(state__in=Ask.WAITING)[:EARLIER],
        "earlier_helpers": helpers.exclude(state__in=Helper.WAITING)[:EARLIER],
        "reply_time": asks.reply_time(),
    }
    return render(request, "directory/inbox.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbox_ask(request, slug, uuid):
    group = led_group(request, slug)
    ask = get_object_or_404(Ask.objects.select_related("group"), group=group, uuid=uuid)
    answer, aside = forms(request, {"answer": AnswerForm, "set_aside": SetAsideForm})

    def answers(**who):
        asking.answer(ask, text=answer.cleaned_data["answer"], **who)
        return _("The answer is sent.")

    def sets_aside(**who):
        asking.set_aside(ask, code=aside.cleaned_data["code"], **who)
        return _("The question is set aside.")

    if done(request, group, answer, answers) or done(request, group, aside, sets_aside):
        return redirect("inbox", group.slug)
    if request.method == "GET":
        ask = asking.read(ask, by=request.user)
    context = {"group": group, "ask": ask, "answer": answer, "aside": aside}
    return page(request, "directory/inbox_ask.html", bound(answer, aside), **context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbox_helper(request, slug, uuid):
    group = led_group(request, slug)
    rows = Helper.objects.filter(group=group, state__in=Helper.SEEN).select_related("group", "person")
    helper = get_object_or_404(rows, uuid=uuid)
    answer, declining = forms(request, {"reply": AnswerForm, "decline": DeclineForm})
    if request.POST.get("deed") == "welcome":
        helping.welcome(helper, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("You have welcomed them."))
        return redirect("inbox", group.slug)

    def replies(**who):
        helping.reply(helper, text=answer.cleaned_data["answer"], **who)
        return _("The answer is sent.")

    def declines(**who):
        helping.decline(helper, code=declining.cleaned_data["code"], **who)
        return _("The sentence is sent.")

    if done(request, group, answer, replies) or done(request, group, declining, declines):
        return redirect("inbox", group.slug)
    context = {"group": group, "helper": helper, "answer": answer, "declining": declining}
    return page(request, "directory/inbox_helper.html", bound(answer, declining), **context)


def forms(request, kinds):
    """One form a deed; what was typed stands in the one whose button was pressed, the first without a button."""
    data = typed.posted(request)
    pressed = data and (data.get("deed") if data.get("deed") in kinds else next(iter(kinds)))
    return [form(data if pressed == deed else None) for deed, form in kinds.items()]


def bound(*some):
    return next((form for form in some if form.is_bound), some[0])


def done(request, group, form, deed):
    """True when the form's deed was done now, or before by the same form; its sentence is said once."""

    def act():
        said = deed(by=request.user, seen=request.POST.get("version"))
        messages.success(request, said)
        return reverse("inbox", args=[group.slug])

    if request.method != "POST":
        return False
    return bool(sent(form, lambda: once(request.POST.get("once"), act)))
