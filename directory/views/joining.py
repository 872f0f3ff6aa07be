"""What opens by a letter or a link: an invitation, and the link to a team. Whoever comes signs in first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import links
from accounts.links import secret_page
from directory.actions import membership
from directory.models import Invitation, JoinLink, Membership
from directory.rules import is_addressed, the_invitation_stands

invitations = Invitation.objects.select_related("group", "invited_by")
join_links = JoinLink.objects.select_related("group")


def over(request):
    """One answer for a link that was used, revoked, has expired or never was."""
    return render(request, "directory/link_over.html", status=404)


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    found = invitations.filter(token_hash=links.hashed(token)).first()
    if not (found and found.state == Invitation.State.SENT and the_invitation_stands(found)):
        return over(request)
    return invited(request, found)


@secret_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_invitation(request, uuid):
    found = get_object_or_404(invitations.open().addressed_to(request.user), uuid=uuid)
    return invited(request, found) if the_invitation_stands(found) else over(request)


def invited(request, found):
    mine = request.user.is_authenticated and is_addressed(request.user, found)
    if request.method == "POST" and request.POST.get("answer") in ("yes", "no"):
        return answered(request, found, mine)
    context = {"invitation": found, "group": found.group, "mine": mine, "next": request.path}
    return render(
        request, "directory/invitation.html", context, status=200 if request.method != "POST" else 422
    )


def answered(request, found, mine):
    if request.POST.get("answer") == "no":
        membership.decline(found, by=request.user if mine else None)
        messages.success(request, _("The invitation is declined. Nobody is told more than that."))
        return redirect("home")
    if not request.user.is_authenticated:
        return redirect("account_login")
    membership.accept(found, by=request.user)
    messages.success(request, _("Welcome to the team."))
    return redirect("team", found.group.slug)


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    found = join_links.open().filter(token_hash=links.hashed(token)).first()
    if not found or not membership.group_leads(found.group):
        return over(request)
    if request.method == "POST" and request.user.is_authenticated:
        membership.ask_to_join(found, by=request.user)
        messages.success(request, _("We told the leaders. You hear from us when they answer."))
        return redirect(request.path)
    return render(request, "directory/join.html", joining(request, found))


def joining(request, found):
    rows = Membership.objects.filter(group=found.group).exclude(state=Membership.State.ENDED)
    own = rows.filter(person=request.user).first() if request.user.is_authenticated else None
    return {"group": found.group, "own": own, "next": request.path}
