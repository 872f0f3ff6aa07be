"""The team of a group: who is in it, who is on the way, and what leaders decide about them."""

from functools import wraps
from urllib.parse import quote

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links
from accounts.adapters import language_of
from accounts.models import Consent, normal
from accounts.second_factor import sudo_required
from deeds.lifecycle import Refused
from directory.actions import handing_over, membership
from directory.forms.team import InviteForm, PartingForm, RoleForm
from directory.models import Group, HandOver, Membership
from directory.models.group import group_ids

State = Membership.State


def of_the_team(request, slug, role="member"):
    """The group, when this person is in its team in this role; else 404, as for a group that is not there."""
    return get_object_or_404(Group, pk__in=group_ids(request.audiences, role), slug=slug)


def for_leaders(view):
    """A view of the group and, where the address names one, of somebody in or before its team."""

    @wraps(view)
    def found(request, slug, person=None, **parts):
        group = of_the_team(request, slug, "leader")
        if person is None:
            return view(request, group, **parts)
        rows = group.memberships.exclude(state=State.ENDED).select_related("person", "group")
        return view(request, group, get_object_or_404(rows, person__uuid=person), **parts)

    return found


def back(group):
    return redirect("team", group.slug)


def seen(request):
    return request.POST.get("version")


def buttons(group, save):
    """What the frame of a form needs: where Back leads, the words on the button, the version that is seen."""
    version = Group.objects.values_list("version", flat=True).get(pk=group.pk)
    return {"back": reverse("team", args=[group.slug]), "save": save, "version": version}


def shown(request, template, group, form=None, **context):
    """A page of the team; 422 when its form holds errors. `version` is the group's as of now."""
    group.refresh_from_db(fields=["version"])
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"group": group, "form": form, **context}, status=status)


def done(form, deed):
    """True when a valid form's deed went through; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@login_required
@require_safe
def team(request, slug):
    group = of_the_team(request, slug)
    leads = f"group:{group.pk}:leader" in request.audiences
    rows = group.memberships.exclude(state=State.ENDED).select_related("person").order_by("pk")
    context = {
        "leads": leads,
        "edits": f"group:{group.pk}:editor" in request.audiences,
        "members": sorted((row for row in rows if row.state == State.ACTIVE), key=by_role),
        "asking": [row for row in rows if row.state == State.ASKED] if leads else [],
        "invitations": group.invitations.open() if leads else [],
        "offers": offers(request, group),
        "may_leave": handing_over.may_leave(group, request.user),
        "cards": cards_of(group) if f"group:{group.pk}:editor" in request.audiences else [],
        "is_deputy": any(row.is_deputy and row.person_id == request.user.pk for row in rows),
    }
    return shown(request, "directory/team.html", group, **context)


def cards_of(group):
    """Each card with the consent that it waits for or is shown by: {card, css, icon, sentence}."""
    cards = [*group.team_cards.all()]
    rows = Consent.objects.filter(scope__in=[card.consent_scope for card in cards]).order_by("pk")
    latest = {row.scope: row for row in rows}
    return [{"card": card, **state_of(latest.get(card.consent_scope))} for card in cards]


def state_of(consent):
    if consent is None:
        return {"css": "mute", "icon": "eye", "sentence": _("not shown: not asked yet")}
    if consent.is_live:
        words = _("shown, agreed until %(day)s") % {"day": date_format(consent.until, "j F Y")}
        return {"css": "ok", "icon": "check-circle-fill", "sentence": words}
    if consent.is_asked:
        return {"css": "prog", "icon": "hourglass-split", "sentence": _("not shown: waiting for an answer")}
    words = _("not shown: declined") if consent.declined_at else _("not shown: the consent ended")
    return {"css": "mute", "icon": "x-circle", "sentence": words}


def by_role(row):
    return -row.rank, row.pk


def offers(request, group):
    """Hand-overs that this person offered or was offered."""
    found = HandOver.objects.open().filter(group=group).select_related("by", "to")
    return [offer for offer in found if request.user.pk in (offer.by_id, offer.to_id)]


# --- invitations and the link


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_leaders
def invite(request, group):
    """The same answer whether the address has an account here or not."""
    form = InviteForm(request.POST if request.method == "POST" else None)

    def deed():
        mail, role = normal(form.cleaned_data["mail"]), form.cleaned_data["role"]
        membership.invite(group, mail, role, by=request.user, lang=language_of(mail), seen=seen(request))

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("The invitation is on its way. It is good for seven days."))
        return back(group)
    return shown(
        request, "directory/team_invite.html", group, form, **buttons(group, _("Send the invitation"))
    )


@login_required
@require_POST
@for_leaders
def invitation_step(request, group, uuid, step):
    invitation = get_object_or_404(group.invitations.filter(state="sent"), uuid=uuid)
    if step == "resend":
        membership.resend(invitation, by=request.user, seen=seen(request))
        messages.success(
            request, _("A new invitation is on its way. The earlier link opens nothing any more.")
        )
    elif step == "revoke":
        membership.revoke(invitation, by=request.user, seen=seen(request))
        messages.success(request, _("The invitation was revoked."))
    else:
        raise Http404
    return back(group)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_leaders
def link(request, group):
    if request.method == "POST":
        deed = membership.revoke_join_link if "revoke" in request.POST else membership.make_join_link
        deed(group, by=request.user, seen=seen(request))
        return redirect("team_link", group.slug)
    return shown(request, "directory/team_link.html", group, **shared(group))


def shared(group):
    """The open link with its QR code and the words to send it with; empty when there is none to show."""
    found = group.join_links.open().first()
    if not (found and found.token):
        return {"link": found}
    url = links.address("join", found.token, get_language())
    words = _("Join the team of %(group)s on Multaqa: %(url)s") % {"group": group.name, "url": url}
    return {
        "link": found,
        "url": url,
        "words": words,
        "whatsapp": f"https://wa.me/?text={quote(words)}",
        "qr": segno.make(url, error="m").svg_data_uri(scale=6, border=2, dark="#1d2b2a"),
    }


# --- people


@login_required
@require_safe
@for_leaders
def member(request, group, row):
    form = RoleForm(initial={"role": row.role})
    is_oneself = row.person_id == request.user.pk
    return shown(request, "directory/team_member.html", group, form, row=row, is_oneself=is_oneself)


@sudo_required
@require_POST
@for_leaders
def role(request, group, row):
    form = RoleForm(request.POST)
    if not form.is_valid():
        return shown(request, "directory/team_member.html", group, form, row=row)
    if form.cleaned_data["role"] != row.role:
        membership.change_role(row, form.cleaned_data["role"], by=request.user, seen=seen(request))
        messages.success(request, _("The role was changed."))
    return back(group)


@login_required
@require_POST
@for_leaders
def welcome(request, group, row):
    membership.welcome(row, by=request.user, seen=seen(request))
    messages.success(request, _("Welcomed to the team."))
    return back(group)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_leaders
def remove(request, group, row):
    """Turns away who asked, removes who is in: with a reason that the person reads."""
    form = PartingForm(request.POST if request.method == "POST" else None)

    def deed():
        membership.turn_away(row, by=request.user, seen=seen(request), **form.cleaned_data)

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Done. We told the person, with your sentence."))
        return back(group)
    return shown(request, "directory/team_remove.html", group, form, row=row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, slug):
    group = of_the_team(request, slug)
    if request.method == "POST":
        own = get_object_or_404(group.memberships.active(), person=request.user)
        membership.leave(own, by=request.user, seen=seen(request))
        messages.success(request, _("You left the group."))
        return redirect("me")
    return shown(
        request, "directory/team_leave.html", group, may_leave=handing_over.may_leave(group, request.user)
    )
