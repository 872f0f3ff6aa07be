"""Loads the demo: the people and the partner of people.json, the groups of groups_*.json, and what happened there.

Days are written relative to the day of loading, so that the demo does not grow old. What is already there stays as
it is: loading twice changes nothing, and what somebody tried out on a page of the demo is kept.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.demo import (
    accreditations,
    admissions,
    assessments,
    committee,
    exchange,
    giving,
    initiatives,
    library,
    meetings,
    pages,
    partners,
    standards,
    teams,
    visits,
)
from config.demo.people import add_partner, add_people, add_person
from config.demo.photos import DRESSED, add_photos
from config.demo.profile import add_profile, join_partners
from config.demo.reading import FOLDER, read
from config.demo.telling import tell
from deeds.journal import Line, record_many
from directory.models import Group, Membership, Standing

SEEN_BY_ALL = (Standing.LISTED, Standing.ARCHIVED)
ONCE_LISTED = (*SEEN_BY_ALL, Standing.SUSPENDED)
COLUMNS = [
    "slug", "name_ar", "name_en", "aliases", "kind", "summary_ar", "summary_en", "about_ar", "about_en", "founded_on",
    "website", "languages", "volunteers", "accepts_volunteers", "standing", "source", "external_id",
]  # fmt: skip


@transaction.atomic
def load():
    """Loads whatever of the demo is missing, with its entries in the journal; returns how many groups that were."""
    people = read("people.json")
    seats = add_people(people["people"])
    add_partner(**people["partner"])
    groups = add_groups()
    lines = [line_of_seat(seat) for seat in seats] + [line_of_group(group, data) for group, data in groups]
    if lines:
        record_many([*lines, line_of_run(groups)], by=None)
    if DRESSED in {group.slug for group, _data in groups}:
        tell(
            [
                *pages.stories(),
                *teams.stories(),
                *visits.stories(),
                *committee.stories(),
                *admissions.stories(),
                *initiatives.stories(),
                *standards.stories(),
                *library.stories(),
                *assessments.stories(),
                *accreditations.stories(),
                *exchange.stories(),
                *giving.stories(),
                *meetings.stories(),
                *partners.stories(),
            ]
        )
        visits.count_words()
    return len(groups)


# --- groups


def add_groups():
    """(group, its data) of each group that was not there yet."""
    known = set(Group.objects.values_list("slug", flat=True))
    wanted = [data for path in sorted(FOLDER.glob("groups_*.json")) for data in read(path.name)]
    groups = [(add_group(data), data) for data in wanted if data["slug"] not in known]
    for number, (group, data) in enumerate(groups):
        join_partners(group, data["achievements"])
        add_photos(group, number)
    return groups


def add_group(data):
    columns = {name: data[name] for name in COLUMNS if name in data}
    group = Group.objects.create(**columns, **moments_of(data), area_id=data["area"])
    group.fields.set(data["fields"])
    group.beneficiaries.set(data["beneficiaries"])
    for member in data["people"]:
        add_member(group, **member)
    add_profile(group, data)
    return group


def moments_of(data):
    """When the group was founded here, listed, and last confirmed; one without people is unclaimed."""
    confirmed = timezone.now() - timedelta(days=data.get("confirmed_days_ago", 0))
    began = timezone.now() - timedelta(days=data["began_days_ago"])
    return {
        "created_at": began,
        "claimed_at": began if data["people"] else None,
        "listed_at": began if data["standing"] in ONCE_LISTED else None,
        "confirmed_on": timezone.localdate(confirmed) if "confirmed_days_ago" in data else None,
        "updated_at": confirmed if "confirmed_days_ago" in data else began,
    }


def add_member(group, email, role, name="", state=Membership.State.ACTIVE):
    Membership.objects.create(group=group, person=add_person(email, name), role=role, state=state)


# --- the journal


def line_of_run(groups):
    title = _("The demo was loaded.")
    data = {"groups": len(groups)}
    return Line("demo.load", ("demo", ""), ["committee", "operator"], title, data=data, quiet=True)


def line_of_seat(seat):
    return Line("committee.seat", seat, ["public"], _("A seat on the committee was filled."), quiet=True)


def line_of_group(group, data):
    """Quiet, like the entries of an import; where the committee sent a group back, it tells the reason."""
    own = [f"group:{group.pk}:member", "committee"]
    return Line(
        "demo.group",
        group,
        ["public"] if group.standing in SEEN_BY_ALL else own,
        _("The page of %(group)s came with the demo."),
        names={"group": group},
        reason_code=data.get("reason_code", ""),
        reason=data.get("reason", ""),
        quiet=True,
    )
