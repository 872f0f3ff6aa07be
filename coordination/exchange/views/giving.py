"""Giving without being a group: an offer in short steps, or an answer to a public request."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.exchange import rules, rules_of_givers
from coordination.exchange.actions import giving, posting
from coordination.exchange.forms.giving import STEPS, AnswerForm, BeginGiftForm, GiftPhotoForm, WhoForm
from coordination.exchange.forms.stepping import OpenForm
from coordination.exchange.models import Giver, Kind, Post, Response, Side, State
from coordination.exchange.views.finding import posted, round_of, visible
from directory.views.files import answer as file_answer

FORM = ["GET", "HEAD", "POST"]
ORDER = ["what", "much", "where", "who", "photo", "check"]


@require_safe
def giving_page(request):
    """What giving means here, and what this person gives."""
    own = Giver.objects.of(request.audiences)
    context = {
        "posts": Post.objects.filter(outside__in=own).with_card().order_by("-updated_at", "-pk"),
        "answers": Response.objects.filter(outside__in=own).with_all().order_by("-updated_at", "-pk"),
        "moderates": request.user.is_authenticated and rules_of_givers.moderates(request.user),
    }
    return render(request, "exchange/giving.html", context)


def given(request, uuid):
    """An offer of this person; for others its steps do not exist."""
    post = visible(request, uuid)
    if not rules.is_giver(request.user, post.outside):
        raise Http404
    return post


def address_of(post, code):
    return (
        reverse("give_check", args=[post.uuid])
        if code == "check"
        else reverse("give_edit", args=[post.uuid, code])
    )


def steps_of(post, here):
    labels = {"what": _("What"), "much": _("How much"), "where": _("Where and until when"), "who": _("In whose name"),
              "photo": _("Photo"), "check": _("Check")}  # fmt: skip
    return [{"label": labels[code], "url": address_of(post, code), "here": code == here} for code in ORDER]


def last_name(person):
    """The organisation that this person gave for last, to be typed once."""
    last = Giver.objects.filter(person=person).exclude(organisation="").first()
    known = {"contact": person.name}
    return (
        {"organisation": last.organisation, "contact": last.contact, "phone": last.phone} if last else known
    )


@login_required
@require_http_methods(FORM)
def begin(request):
    kind = request.GET.get("kind")
    suggested = {"kind": kind} if kind in Kind.values else {"kind": Kind.EQUIPMENT}
    form = BeginGiftForm(posted(request), initial=last_name(request.user) | suggested)

    def deed(form, _seen):
        return giving.begin(by=request.user, **form.cleaned_data)

    return round_of(
        request, Post(side=Side.OFFER), form, deed, after=lambda made: address_of(made, "much"), back=reverse("giving"),
        title=_("Offer something to the groups"), said=_("The draft stands. Only you see it."),
        save=_("Begin the draft"), template="exchange/giving_begin.html",
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def edit(request, uuid, step):
    post = given(request, uuid)
    if step not in STEPS:
        raise Http404
    if request.method != "POST" and post.state != State.DRAFT:
        return frozen(request, post)
    form = form_of(request, post, step)

    def deed(form, seen):
        if step == "photo":
            return dressed(form, post.outside, by=request.user)
        return posting.save(post, form, by=request.user, seen=seen)

    return round_of(
        request, post, form, deed, after=address_of(post, ORDER[ORDER.index(step) + 1]), said=_("Changes saved."),
        title=STEPS[step].title, steps=steps_of(post, step), save=_("Save and go on"), back=post.get_absolute_url(),
        post=post, giver=post.outside if step == "photo" else None, template="exchange/giving_form.html",
    )  # fmt: skip


def form_of(request, post, step):
    if step == "photo":
        return GiftPhotoForm(posted(request), request.FILES or None)
    if step == "who":
        return WhoForm(posted(request), instance=Giver.objects.get(pk=post.outside_id))
    return STEPS[step](posted(request), instance=Post.objects.select_related("outside").get(pk=post.pk))


def dressed(form, giver, *, by):
    """Without a new photo the old one stays."""
    if not form.cleaned_data["photo"]:
        return giver
    return giving.dress(giver, picture=form.cleaned_data["photo"], alt=form.cleaned_data["alt"], by=by)


def frozen(request, post):
    messages.info(request, _("It was sent already. Take it back first, then change it."))
    return redirect(post)


@login_required
@require_http_methods(FORM)
def check(request, uuid):
    """Everything on one page, and on to the secretary."""
    post = given(request, uuid)
    if request.method != "POST" and post.state != State.DRAFT:
        return frozen(request, post)

    def deed(form, seen):
        return giving.ask(post, by=request.user, seen=seen, **form.cleaned_data)

    late, private = post.until is None or post.is_over, rules.shows_private(post)
    missing = [{"label": _("Until when it is open"), "url": address_of(post, "where")}] if late else []
    return round_of(
        request, post, OpenForm(posted(request), private=private), deed, after=post.get_absolute_url(),
        said=_("Thank you. The committee’s secretary looks at it, and you hear from us."), title=_("Check"),
        template="exchange/giving_check.html", steps=steps_of(post, "check"), missing=missing, private=private,
        post=post, save="" if missing else _("Send it to the secretary"), back=post.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_POST
def take_back(request, uuid):
    """To be changed and sent again."""
    post = giving.take_back(given(request, uuid), by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("It is a draft again. Change it, then send it."))
    return redirect(address_of(post, "what"))


@login_required
@require_http_methods(FORM)
def answer(request, uuid):
    """«We can help», in the name of an organisation that is no group."""
    post = visible(request, uuid)
    if not rules_of_givers.may_answer(request.user, post):
        raise Http404
    form = AnswerForm(posted(request), initial=last_name(request.user), left=post.left)

    def deed(form, _seen):
        return giving.answer(post, by=request.user, **form.cleaned_data)

    return round_of(
        request, post, form, deed, after=lambda made: made.get_absolute_url(), title=_("Give for an organisation"),
        said=_("Thank you. The committee’s secretary looks at it, and you hear from us."), post=post,
        save=_("Send it to the secretary"), template="exchange/respond.html", back=post.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def dress(request, uuid):
    """The photo of an answer, added while the secretary has it."""
    giver = get_object_or_404(Giver.objects.of(request.audiences), uuid=uuid)
    thing = getattr(giver, "response", None)
    if thing is None or not rules_of_givers.may_dress(request.user, giver):
        raise Http404

    def deed(form, _seen):
        return dressed(form, giver, by=request.user)

    return round_of(
        request, thing, GiftPhotoForm(posted(request), request.FILES or None), deed, after=thing.get_absolute_url(),
        said=_("Changes saved."), title=GiftPhotoForm.title, save=_("Save"), back=thing.get_absolute_url(),
        post=thing.post, giver=giver, template="exchange/giving_form.html",
    )  # fmt: skip


@require_safe
def photo(request, uuid):
    """For whoever sees the offer or the answer; for others it does not exist."""
    giver = get_object_or_404(Giver.objects.exclude(photo=""), uuid=uuid)
    seen = Post.objects.visible_to(request.audiences).filter(outside=giver).exists()
    if not seen and not Response.objects.visible_to(request.audiences).filter(outside=giver).exists():
        raise Http404
    response = file_answer(request, giver.photo)
    patch_cache_control(response, private=True, no_store=True)
    return response
