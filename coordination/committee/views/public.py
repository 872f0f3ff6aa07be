"""What everybody reads: who sits, the register of decisions with its feed, the bylaws, how things move."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.committee import docket, drawing
from coordination.committee.actions.seating import can_found
from coordination.committee.forms.bylaws import SECTIONS
from coordination.committee.models import RULES, Bylaw, Decision, Seat
from coordination.committee.models.bylaw import in_words, label
from directory.models import Group

PER_PAGE, LATEST, IN_FEED = 25, 5, 50


@require_safe
def committee(request):
    """Who sits until when, and what was decided last."""
    context = {
        "seats": Seat.objects.current().select_related("person"),
        "own_seat": Seat.objects.current().filter(person=request.user.pk).first(),
        "latest": decisions_for(request)[:LATEST],
        "can_found": "operator" in request.audiences and can_found(),
    }
    return render(request, "committee/committee.html", context)


def decisions_for(request):
    return Decision.objects.visible_to(request.audiences).select_related("ballot")


@require_safe
def decisions(request):
    """The register, by year and kind."""
    rows = decisions_for(request)
    years = years_of(rows)
    chosen = {"year": request.GET.get("year", ""), "kind": request.GET.get("kind", "")}
    if chosen["year"].isdecimal() and len(chosen["year"]) == 4:
        rows = rows.filter(decided_at__year=int(chosen["year"]))
    names = {kind.name: kind.label for kind in docket.kinds()}
    if chosen["kind"] in names:
        rows = rows.filter(kind=chosen["kind"])
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "years": years,
        "kinds": names.items(),
        "chosen": chosen,
        "names": names,
    }
    return render(request, "committee/decisions.html", context)


def years_of(rows):
    """From the latest back to the first, quiet years included: two ends are read off an index, years are not."""
    ends = rows.aggregate(first=Min("decided_at"), last=Max("decided_at"))
    if ends["first"] is None:
        return []
    first, last = (timezone.localtime(ends[name]).year for name in ("first", "last"))
    return range(last, first - 1, -1)


@require_safe
def decision(request, uuid):
    row = get_object_or_404(decisions_for(request).select_related("overturned_by", "upheld_by"), uuid=uuid)
    context = {
        "decision": row,
        "kind": next((kind.label for kind in docket.kinds() if kind.name == row.kind), ""),
        "groups": Group.objects.visible_to(request.audiences).filter(pk__in=row.group_ids),
        "named_votes": named_votes(row.ballot),
    }
    return render(request, "committee/decision.html", context)


def named_votes(ballot):
    """Who voted what, only where the bylaws had the ballot open."""
    if ballot is None or ballot.secret:
        return []
    return ballot.roll.filter(vote__isnull=False).select_related("person", "vote")


@require_safe
def bylaws(request):
    """What is in force, every rule in words; whoever sits sees what is proposed."""
    current = Bylaw.in_force()
    seated = "committee" in request.audiences
    proposed = Bylaw.objects.filter(state__in=["proposed", "voting"]) if seated else []
    context = {
        "current": current,
        "sections": [
            (heading, [(label(name), in_words(name, getattr(current, name))) for name in RULES
                       if RULES[name]["section"] == code])
            for code, heading in SECTIONS.items()
        ],
        "proposed": proposed,
        "seated": seated,
    }  # fmt: skip
    return render(request, "committee/bylaws.html", context)


@require_safe
def lifecycles(request):
    """Every table of steps, as a list."""
    return render(request, "committee/lifecycles.html", {"tables": drawing.as_lists()})


class Register(Feed):
    """The latest public decisions as Atom."""

    feed_type = Atom1Feed

    def title(self):
        return _("Register of decisions")

    def link(self):
        return settings.SITE_URL + reverse("decisions")

    def subtitle(self):
        return _("What the coordinating committee decided.")

    @property
    def language(self):
        return get_language()

    def items(self):
        return Decision.objects.filter(is_public=True).select_related("ballot")[:IN_FEED]

    def item_title(self, item):
        return f"{item.subject} · {item.result_label}"

    def item_description(self, item):
        return item.text

    def item_link(self, item):
        return settings.SITE_URL + reverse("decision", args=[item.uuid])

    def item_guid(self, item):
        return f"urn:uuid:{item.uuid}"

    def item_pubdate(self, item):
        return item.decided_at

    item_updateddate = item_pubdate


@require_safe
def decisions_feed(request):
    return Register()(request)
