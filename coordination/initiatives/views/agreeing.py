"""A partner's leader looks at what changed, and agrees or declines for the group."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.initiatives import rules
from coordination.initiatives.actions import agreeing
from coordination.initiatives.forms.planning import DeclineForm
from coordination.initiatives.models import State
from coordination.initiatives.terms import compare, hash_of, terms_of
from coordination.initiatives.views.answering import part_of, posted, round_of, visible
from coordination.initiatives.views.reader import Reader
from directory.models.group import group_ids


def of_leader(request, uuid, slug):
    """(initiative, partnership) for a leader of that group; 404 for others."""
    initiative = visible(request, uuid)
    row = part_of(initiative, slug)
    if row.group_id not in group_ids(request.audiences, "leader"):
        raise Http404
    return initiative, row


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request, uuid, slug):
    initiative, row = of_leader(request, uuid, slug)
    if request.method == "POST":
        agreeing.agree(row, hash=request.POST.get("hash", ""), by=request.user)
        messages.success(request, _("Your group agreed."))
        return redirect(initiative)
    now = terms_of(initiative)
    last = row.last_agreement
    was = initiative.terms.filter(hash=last.hash).first() if last and last.hash != hash_of(now) else None
    changes, same = compare(was.data, now) if was else ([], [])
    context = {
        "initiative": initiative,
        "row": row,
        "hash": hash_of(now),
        "terms": initiative.terms.defer("data").select_related("by").first(),
        "changes": sorted(changes, key=lambda change: change.of != str(row.group.uuid)),
        "same": same,
        "objection": agreeing.REFUSALS.get(agreeing.objection_to_agreeing(row, initiative, request.user)),
        "agrees": rules.agrees(row, hash_of(now)),
        "waits": initiative.state == State.INVITING,
        "reader": Reader(initiative, request.audiences),
    }
    return render(request, "initiatives/agreement.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, uuid, slug):
    initiative, row = of_leader(request, uuid, slug)
    if row.is_lead:
        raise Http404
    form = DeclineForm(posted(request))

    def deed(form, seen):
        return agreeing.decline(row, why=form.cleaned_data["why"], by=request.user, seen=seen)

    name = {"group": f"\u2068{row.group.name}\u2069"}
    return round_of(
        request, initiative, form, deed, after=initiative.get_absolute_url(),
        said=_("The leading group is told."), title=_("%(group)s does not take part") % name,
        lead=_("Its agreement no longer counts. The leading group can change the part and ask again."),
        save=_("Decline to take part"), grave=True, back=initiative.get_absolute_url(),
    )  # fmt: skip
