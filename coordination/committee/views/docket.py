"""The docket, the brief of one matter with its vote, and the queue that leads from one to the next."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.committee import docket as matters
from coordination.committee import rules
from coordination.committee.actions import voting
from coordination.committee.forms import VoteForm
from coordination.committee.models import (
    Ballot,
    Bylaw,
    Decision,
    Look,
    Nomination,
    Question,
    RollLine,
    Seat,
)
from coordination.committee.views.doors import page, seated_only

PER_PAGE, DECIDED_SHOWN, CHANGES_SHOWN = 50, 10, 6
MINUTES_EACH = 2
VISITED, ONE_VISIT = "docket_visited", timedelta(hours=1)
KEEPERS = {"committee:chair", "committee:secretary"}
LATER = "ballots_later"


@seated_only
@require_safe
def docket(request):
    """What awaits a decision: what could not be applied, what is open, what waits, what was decided."""
    waiting = matters.lines()
    ballots = list(Ballot.objects.on_docket(request.user, [matter.uuid for matter in waiting]))
    running = sorted((one for one in ballots if one.is_running), key=lambda one: (one.closes_at, one.pk))
    to_vote = sum(one.mine == "vote" for one in running)
    since = last_visit(request)
    context = {
        "unapplied": [one for one in ballots if one.not_applied and not one.settled_at],
        "to_vote": to_vote,
        "minutes": to_vote * MINUTES_EACH,
        "scheduled": sorted((one for one in ballots if one.is_scheduled), key=lambda one: one.opened_at),
        "open": Paginator(running, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": Paginator(rows_of(waiting, ballots), PER_PAGE).get_page(request.GET.get("waiting")),
        "decided": Decision.objects.filter(decided_at__gt=since)[:DECIDED_SHOWN] if since else [],
        "questions": Question.objects.filter(answered_at=None, ballot__state="open").select_related("ballot"),
        "handles": bool(KEEPERS & set(request.audiences)),
        "next_end": running[0].closes_at if running else None,
    }
    return render(request, "committee/docket.html", context)


def voted_lines(person):
    return RollLine.objects.filter(person=person.pk, vote__isnull=False)


def last_visit(request):
    """When this browser's person was here before, or None; visits within an hour count as one."""
    now, before = timezone.now(), request.session.get(VISITED)
    if before is None or datetime.fromisoformat(before["last"]) + ONE_VISIT < now:
        before = {"since": before and before["last"], "last": now.isoformat()}
        request.session[VISITED] = before
    return before["since"] and datetime.fromisoformat(before["since"])


def rows_of(waiting, ballots):
    """[{matter, kind, second, due, overdue}] with what is overdue first."""
    failed = [one for one in ballots if one.state == Ballot.State.INQUORATE]
    days = timedelta(days=Bylaw.in_force().second_session_days if failed else 0)
    second = {one.matter_uuid: one.closed_at + days for one in sorted(failed, key=lambda one: one.closed_at)}
    kinds, now = {kind.name: kind for kind in matters.kinds()}, timezone.now()
    rows, pending = [], {(one.kind, one.matter_uuid) for one in ballots if one.is_scheduled or one.is_running}
    for matter in waiting:
        if (matter.kind, matter.uuid) in pending:
            continue
        due = matter.due_at or second.get(matter.uuid)
        rows.append(
            {"matter": matter, "kind": kinds[matter.kind], "second": matter.uuid in second, "due": due,
             "overdue": bool(due and due < now)}
        )  # fmt: skip
    return sorted(rows, key=lambda row: not row["overdue"])


def last_look(person, kind, uuid, keep=timedelta()):
    """When this person looked before, or None; the new look is noted once the old one is older than `keep`."""
    look = Look.objects.filter(person=person, kind=kind, matter_uuid=uuid).first()
    if look is None or look.at + keep <= timezone.now():
        at = {"at": timezone.now()}
        Look.objects.update_or_create(person=person, kind=kind, matter_uuid=uuid, defaults=at)
    return look.at if look else None


# --- one matter


def case(kind, uuid):
    """(what the room says of the matter or None, its latest ballot or None); 404 when there is neither."""
    found, ballot = matters.find(kind, uuid), Ballot.objects.of(kind, uuid).first()
    if found is None and ballot is None:
        raise Http404
    return found, ballot


def address(kind, uuid, queue=False):
    return reverse("matter", args=[kind, uuid]) + ("?queue=1" if queue else "")


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request, kind, uuid):
    """The decision brief; a POST is the vote."""
    found, ballot = case(kind, uuid)
    line = own_line(ballot, request.user)
    queue = "queue" in request.GET
    form = VoteForm(request.POST or None, initial={"choice": line.vote.choice if has_vote(line) else None})
    if request.method == "POST" and ballot and form.is_valid():
        choice, seen = form.cleaned_data["choice"], request.POST.get("version")
        voting.vote(ballot, choice, by=request.user, seen=seen)
        messages.success(request, _("Your vote is counted. You can change it until the ballot closes."))
        return redirect("queue" if queue else address(kind, uuid))
    return page(
        request, "committee/matter.html", form, **brief(request, kind, uuid, found, ballot, line), queue=queue
    )


def standing_of(line):
    if line is None or line.standing == RollLine.Standing.ENDED:
        return "read"
    if line.standing == RollLine.Standing.RECUSED:
        return "recused"
    return "voted" if has_vote(line) else "vote"


def own_line(ballot, person):
    return ballot and ballot.roll.filter(person=person.pk).select_related("vote").first()


def has_vote(line):
    return bool(line) and hasattr(line, "vote")


def brief(request, kind, uuid, found, ballot, line):
    """What half a screen says: what, who, until when, recommendation, what changed, who stands aside."""
    since = last_look(request.user, kind, uuid, keep=timedelta(minutes=5))
    known = next((one for one in matters.kinds() if one.name == kind), None)
    changes = known.entries(uuid).filter(at__gt=since).order_by("-pk") if known and since else []
    party = rules.recused(found or ballot)
    lines = list(ballot.roll.select_related("person")) if ballot else []
    return {
        "kind": known,
        "kind_name": kind,
        "uuid": uuid,
        "matter": found,
        "ballot": ballot,
        "standing": standing_of(line),
        "is_party": request.user.pk in party,
        "may_vote": bool(ballot) and rules.why_no_vote(request.user, ballot) is None,
        "own_vote": line.vote if has_vote(line) else None,
        "voters": sum(one.standing == RollLine.Standing.VOTING for one in lines),
        "aside": [one.person for one in lines if one.standing == RollLine.Standing.RECUSED],
        "since": since,
        "changes": changes[:CHANGES_SHOWN],
        "questions": ballot.questions.select_related("person", "answered_by") if ballot else [],
        "handles": rules.handles_docket(request.user),
        **opening_of(request, known, found, ballot, party),
        **(known.brief(uuid, request.user) if known and found else {}),
    }


def opening_of(request, kind, found, ballot, party):
    """Whether a ballot can be opened, now or instead of its moment, and what stands in the way."""
    scheduled = ballot is not None and ballot.is_scheduled
    waits = bool(found and kind and waits_for_ballot(kind, found, ballot))
    short = shortage(party) if waits or scheduled else None
    able = not short and rules.handles_docket(request.user)
    return {"waits": waits, "shortage": short, "may_open": able and waits, "may_open_now": able and scheduled}


def waits_for_ballot(kind, found, ballot):
    """Its room has it waiting, and no ballot on it is open or scheduled."""
    pending = ballot is not None and ballot.state in (Ballot.State.SCHEDULED, Ballot.State.OPEN)
    return kind.needs_ballot and not pending and any(one.uuid == found.uuid for one in kind.awaiting())


def shortage(party):
    """When too few could vote: how many, how many are needed, and who is nominated already."""
    voters = {seat.person_id for seat in Seat.objects.current()} - party
    floor = Bylaw.in_force().quorum_floor
    if len(voters) >= floor:
        return None
    nominated = Nomination.objects.filter(state__in=["proposed", "accepted"]).select_related("person")
    return {"voters": len(voters), "floor": floor, "nominated": nominated}


# --- the queue


@seated_only
@require_safe
def queue(request):
    """On to the next ballot that waits for this person's vote; those put off come last."""
    left = Ballot.objects.missing_vote_of(request.user)
    later = request.session.get(LATER, [])
    following = left.exclude(pk__in=later).first()
    if following:
        return redirect(address(following.kind, following.matter_uuid, queue=True))
    request.session[LATER] = []
    messages.success(
        request, _("The rest waits for you here.") if left else _("Nothing else waits for your vote.")
    )
    return redirect("docket")
