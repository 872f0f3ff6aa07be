"""Writing a request or an offer: a draft, short steps, and the check before others see it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.exchange import rules
from coordination.exchange.actions import posting
from coordination.exchange.forms.posting import STEPS, BeginForm
from coordination.exchange.forms.stepping import OpenForm
from coordination.exchange.models import Kind, Post, Side, State
from coordination.exchange.views.finding import edited, posted, round_of
from directory.models import Capability, Group

FORM = ["GET", "HEAD", "POST"]
ORDER = ["what", "much", "when", "where", "whom", "check"]
LENT_AS = {"skill": Kind.SKILL, "equipment": Kind.EQUIPMENT, "venue": Kind.VENUE, "transport": Kind.TRANSPORT,
           "people": Kind.VOLUNTEERS}  # fmt: skip


def steps_of(post, here):
    """[{label, address, is here}] of the short steps."""
    labels = {"what": _("What"), "much": _("How much"), "when": _("When"), "where": _("Where and for whom"),
              "whom": _("Who sees it"), "check": _("Check")}  # fmt: skip
    return [{"label": labels[code], "url": address_of(post, code), "here": code == here} for code in ORDER]


def address_of(post, code):
    if code == "check":
        return reverse("exchange_check", args=[post.uuid])
    return reverse("exchange_edit", args=[post.uuid, code])


def after(post, code):
    return address_of(post, ORDER[ORDER.index(code) + 1])


@login_required
@require_http_methods(FORM)
def begin(request, side):
    """A draft, from nothing or in one tap from a capability of one's group or from a gap (`?kind=&title_ar=…`)."""
    groups = Group.objects.listed().editable_by(request.audiences)
    if not groups:
        return render(request, "exchange/begin_nowhere.html", {"side": side})
    lent = capability_of(request, groups)
    form = BeginForm(posted(request), groups=groups, initial=suggested(request.GET, lent))

    def deed(form, _seen):
        data = form.cleaned_data
        texts = {name: data[name] for name in ("title_ar", "title_en")}
        return posting.begin(
            side, data["group"], kind=data["kind"], capability=lent, by=request.user, **texts
        )

    heading = _("Ask for support") if side == Side.REQUEST else _("Offer support")
    return round_of(
        request, Post(side=side), form, deed, after=lambda made: after(made, "what"), title=heading,
        said=_("The draft stands. Only your group sees it."), save=_("Begin the draft"), template="exchange/begin.html",
        back=reverse("exchange" if side == Side.REQUEST else "exchange_offers"), side=side,
    )  # fmt: skip


def capability_of(request, groups):
    """What one of these groups can lend, named by the address; None otherwise."""
    number = request.GET.get("capability", "")
    found = number.isdecimal() and len(number) < 18
    return Capability.objects.filter(pk=number, group__in=groups).first() if found else None


def suggested(query, lent):
    """What a link or a capability says beforehand; whoever writes can change all of it."""
    if lent:
        return {
            "group": lent.group_id,
            "kind": LENT_AS[lent.kind],
            "title_ar": lent.title_ar,
            "title_en": lent.title_en,
        }
    words = {name: query[name][:120] for name in ("title_ar", "title_en") if name in query}
    kind = query.get("kind")
    return words | ({"kind": kind} if kind in Kind.values else {})


@login_required
@require_http_methods(FORM)
def edit(request, uuid, step):
    post = edited(request, uuid)
    if step not in STEPS:
        raise Http404
    if request.method != "POST" and post.state != State.DRAFT:
        return frozen(request, post)
    form = STEPS[step](posted(request), instance=Post.objects.get(pk=post.pk))

    def deed(form, seen):
        return posting.save(post, form, by=request.user, seen=seen)

    return round_of(
        request, post, form, deed, after=after(post, step), said=_("Changes saved."), title=STEPS[step].title,
        steps=steps_of(post, step), save=_("Save and go on"), back=post.get_absolute_url(), post=post,
    )  # fmt: skip


def frozen(request, post):
    messages.info(request, posting.FROZEN)
    return redirect(post)


@login_required
@require_http_methods(FORM)
def check(request, uuid):
    """Everything on one page, who will see it, and opening it."""
    post = edited(request, uuid)
    if request.method != "POST" and post.state != State.DRAFT:
        return frozen(request, post)

    def deed(form, seen):
        return posting.open_up(post, by=request.user, seen=seen, **form.cleaned_data)

    lacks, private = missing(post), rules.shows_private(post)
    return round_of(
        request, post, OpenForm(posted(request), private=private), deed, after=post.get_absolute_url(),
        said=_("It is open now."), template="exchange/check.html", steps=steps_of(post, "check"), missing=lacks,
        private=private, post=post, save="" if lacks else _("Open it for others"), back=post.get_absolute_url(),
        title=_("Check"),
    )  # fmt: skip


def missing(post):
    """[(what, address of the step)] that keeps it from being opened."""
    late = post.until is None or post.is_over
    lacks = {"whom": (late, _("Until when it is open"))}
    return [{"label": label, "url": address_of(post, code)} for code, (lack, label) in lacks.items() if lack]
