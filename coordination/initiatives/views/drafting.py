"""Writing an initiative together: a draft, the plan in short steps, the partners and their parts, and the check."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from coordination.committee.views import saving
from coordination.initiatives import rules
from coordination.initiatives.actions import agreeing, drafting
from coordination.initiatives.forms.parts import PartForm
from coordination.initiatives.forms.planning import STEPS, FoundForm, PartnerForm, ReplyByForm
from coordination.initiatives.models import EDITABLE, Initiative, State
from coordination.initiatives.views.answering import edited, part_of, posted, round_of, visible
from coordination.initiatives.views.reader import Reader
from directory.models import Group
from directory.models.group import group_ids

FORM = ["GET", "HEAD", "POST"]
ORDER = ["what", "where", "when", "partners", "budget", "safety", "check"]
EDITS = ("initiatives.edit", "initiatives.drop_partner")
ASKED = (State.DRAFT, State.CHANGES_REQUESTED)


def steps_of(initiative, here):
    """[(label, address, is here)] of the short steps."""
    labels = {
        "what": _("Title and aim"), "where": _("For whom and where"), "when": _("Dates and milestones"),
        "partners": _("Partners and parts"), "budget": pgettext("section", "Budget"),
        "safety": _("Safety and access"), "check": _("Check"),
    }  # fmt: skip
    return [
        {"label": labels[code], "url": address_of(initiative, code), "here": code == here} for code in ORDER
    ]


def address_of(initiative, code):
    if code in STEPS:
        return reverse("initiative_edit", args=[initiative.uuid, code])
    return reverse(f"initiative_{code}", args=[initiative.uuid])


def after(initiative, code):
    return address_of(initiative, ORDER[ORDER.index(code) + 1])


@login_required
@require_http_methods(FORM)
def found(request):
    groups = Group.objects.listed().editable_by(request.audiences)
    if not groups:
        return render(request, "initiatives/found_nowhere.html")
    form = FoundForm(posted(request), groups=groups)

    def deed(form, _seen):
        texts = {name: form.cleaned_data[name] for name in ("title_ar", "title_en")}
        return drafting.found(form.cleaned_data["lead"], by=request.user, **texts)

    return round_of(
        request, Initiative(), form, deed, after=lambda made: address_of(made, "what"),
        said=_("The draft stands. Only your group sees it."), template="initiatives/found.html",
        save=_("Begin the draft"), back=reverse("initiatives"),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def edit(request, uuid, step):
    initiative = edited(request, uuid)
    if step not in STEPS:
        raise Http404
    if request.method != "POST" and initiative.state not in EDITABLE:
        return frozen(request, initiative)

    def make(data):
        return STEPS[step](data, instance=Initiative.objects.get(pk=initiative.pk))

    def deed(form, seen):
        return drafting.save(initiative, form, by=request.user, seen=seen)

    return saved(
        request, initiative, make, deed, after=after(initiative, step), said=_("Changes saved."),
        title=STEPS[step].title, lead=getattr(STEPS[step], "lead", ""), steps=steps_of(initiative, step),
        save=_("Save and go on"),
        back=initiative.get_absolute_url(),
    )  # fmt: skip


def saved(request, initiative, make, deed, **context):
    return saving.take(
        request, initiative, make, deed, page="initiatives/form.html", asking="initiatives/clash.html",
        edits=EDITS, initiative=initiative, **context,
    )  # fmt: skip


def frozen(request, initiative):
    messages.info(request, drafting.FROZEN)
    return redirect(initiative)


@login_required
@require_http_methods(FORM)
def partners(request, uuid):
    """All groups with their parts; adding one."""
    initiative = edited(request, uuid)
    if initiative.state not in EDITABLE:
        return frozen(request, initiative)
    form = PartnerForm(posted(request), initiative=initiative)

    def deed(form, seen):
        return drafting.add_partner(initiative, form.cleaned_data["group"], by=request.user, seen=seen)

    return round_of(
        request, initiative, form, deed, said=_("The group is named. Write its part now."),
        after=lambda made: reverse("initiative_part", args=[initiative.uuid, made.group.slug]),
        template="initiatives/partners.html", steps=steps_of(initiative, "partners"),
        reply_form=ReplyByForm(initial={"reply_by": initiative.reply_by}), wanted=rules.current_hash(initiative),
        next=after(initiative, "partners"),
    )  # fmt: skip


@login_required
@require_http_methods(FORM)
def part(request, uuid, slug):
    """A group's part, for its own editors and those of the leading group."""
    initiative = visible(request, uuid)
    row = part_of(initiative, slug)
    if not {row.group_id, initiative.lead_id} & set(group_ids(request.audiences, "editor")):
        raise Http404
    if request.method != "POST" and initiative.state not in EDITABLE:
        return frozen(request, initiative)
    leads = initiative.lead_id in group_ids(request.audiences, "editor")

    def make(data):
        return PartForm(data, instance=type(row).objects.get(pk=row.pk))

    def deed(form, seen):
        return drafting.save_part(row, form, by=request.user, seen=seen)

    where = address_of(initiative, "partners") if leads else initiative.get_absolute_url()
    return saved(
        request, initiative, make, deed, after=where, said=_("Changes saved."), save=_("Save the part"),
        title=_("The part of %(group)s") % {"group": f"\u2068{row.group.name}\u2069"}, back=where,
        steps=steps_of(initiative, "partners") if leads else [],
    )  # fmt: skip


@login_required
@require_POST
def drop(request, uuid, slug):
    initiative = edited(request, uuid)
    drafting.drop_partner(part_of(initiative, slug), by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The group is no longer a partner."))
    return redirect("initiative_partners", uuid)


@login_required
@require_POST
def put_off(request, uuid):
    initiative = edited(request, uuid)
    form = ReplyByForm(request.POST)
    if not (form.is_valid() and form.cleaned_data["reply_by"]):
        messages.error(request, _("Choose today or a later day."))
        return redirect("initiative_partners", uuid)
    day = form.cleaned_data["reply_by"]
    drafting.put_off(initiative, day, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("Changes saved."))
    return redirect("initiative_partners", uuid)


@login_required
@require_http_methods(FORM)
def check(request, uuid):
    """Everything on one page, what is missing, and asking the partners."""
    initiative = edited(request, uuid)
    if initiative.state not in EDITABLE:
        return frozen(request, initiative)
    form = ReplyByForm(posted(request))
    lacks, asks = missing(initiative), initiative.state in ASKED

    def deed(form, seen):
        return agreeing.invite(initiative, by=request.user, seen=seen, reply_by=form.cleaned_data["reply_by"])

    return round_of(
        request, initiative, form, deed, after=initiative.get_absolute_url(), said=_("The partners are asked."),
        template="initiatives/check.html", steps=steps_of(initiative, "check"), missing=lacks,
        asks=asks, save=_("Ask the partners") if asks and not lacks else "", back=initiative.get_absolute_url(),
        reader=Reader(initiative, request.audiences), terms=initiative.terms.defer("data").first(),
    )  # fmt: skip


def missing(initiative):
    """[(what, address of the step)] that keeps partners from being asked."""
    lacks = {
        "what": (not initiative.aim, _("The aim")),
        "where": (not initiative.area_id, _("The area")),
        "when": (not (initiative.starts_on and initiative.ends_on), _("The dates")),
        "partners": (not rules.partners_with_part(initiative), _("A partner with a part")),
        "safety": (not initiative.safeguarding, _("The safeguarding plan")),
    }
    return [
        {"label": label, "url": address_of(initiative, code)} for code, (lack, label) in lacks.items() if lack
    ]
