"""Requests and offers in the API, as everybody may read them; drafts by a partner that a group lets write."""

import pytest

from accounts.models import Scope
from coordination.exchange.actions import posting
from coordination.exchange.models import Audience, Post, Side, State
from deeds.models import Entry
from directory.models import Area, Field
from tests.api.writer import Program, let, make_partner
from tests.coordination.exchange.givers import gift_in
from tests.coordination.exchange.world import draft, fresh, in_days, opened

ADDRESS = "/api/v1/exchange/"
SCOPES = [Scope.READ_DIRECTORY, Scope.WRITE_REQUESTS]


class Asking(Program):
    def ask(self, group, name="one", **said):
        body = {"group": str(group.uuid), "side": "request", "kind": "equipment", "title_ar": "كراسي", **said}
        return self.send("POST", ADDRESS, body, **{"Idempotency-Key": name})

    def change(self, made, **said):
        return self.send("PATCH", f"{ADDRESS}{made.data['id']}/", said, **{"If-Match": made.headers["ETag"]})


@pytest.fixture
def partner(cast):
    return make_partner(cast, SCOPES)


@pytest.fixture
def program(cast, partner):
    let(cast, partner, [Scope.WRITE_REQUESTS])
    return Asking(partner)


def test_everybody_reads_what_is_for_everybody(cast, api):
    for audience in Audience:
        opened(cast, audience=audience, named=[cast.other_group])
    draft(cast)
    (row,) = api("v1/exchange/").data["results"]
    one = Post.objects.get(audience=Audience.PUBLIC)
    assert (row["id"], row["group"]["slug"], row["left"]) == (str(one.uuid), "basira", 5)
    assert api(f"v1/exchange/{one.uuid}/").data == row


def test_what_is_offered_from_outside_names_the_organisation_and_nobody(cast, api):
    gift = gift_in(cast, State.OPEN)
    (row,) = api("v1/exchange/", side="offer").data["results"]
    assert (row["group"], row["organisation"]) == (None, gift.outside.organisation)
    assert gift.outside.phone not in str(row)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"side": "offer"}, 1), ({"kind": "venue"}, 1), ({"area": "KW-HA"}, 1), ({"field": "D13"}, 1),
        ({"state": "expired"}, 1), ({"taking": "true"}, 2), ({"taking": "false"}, 1), ({"state": "open"}, 2),
    ],
)  # fmt: skip
def test_they_are_filtered_by_the_calendar_too(cast, api, asked, count):
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    first = opened(cast, audience=Audience.PUBLIC, kind="venue", area=area)
    first.fields.add(Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability"))
    opened(cast, Side.OFFER, audience=Audience.PUBLIC)
    Post.objects.filter(pk=opened(cast, audience=Audience.PUBLIC).pk).update(until=in_days(-1))
    assert api("v1/exchange/", **asked).data["count"] == count


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_asks_the_same_however_long(cast, api, number, django_assert_num_queries):
    for _number in range(number):
        opened(cast, audience=Audience.PUBLIC)
    with django_assert_num_queries(7):
        assert api("v1/exchange/").data["count"] == number


def test_a_program_drafts_and_people_of_the_group_go_on(cast, program, partner):
    made = program.ask(cast.group, quantity=3, until=in_days(20).isoformat(), days=["sun"], starts_at="16:00")
    assert (made.status, made.data["state"], made.data["quantity"], made.data["unit"]) == (
        201,
        "draft",
        3,
        "pieces",
    )
    one = Post.objects.get()
    assert (one.group, one.drafted_by, one.audience) == (cast.group, partner, Audience.GROUPS)
    assert program.read(f"exchange/{one.uuid}/").data == made.data
    assert (
        program.ask(
            cast.group, quantity=3, until=in_days(20).isoformat(), days=["sun"], starts_at="16:00"
        ).data
        == made.data
    )
    assert Post.objects.count() == 1
    page = f"/ar/exchange/{one.uuid}/"
    assert partner.name in cast.client("editor").get(page).content.decode()
    assert cast.client("public").get(page).status_code == 404
    entry = Entry.objects.get(deed="exchange.begin")
    assert (entry.actor, entry.data) == (
        cast.volunteer,
        {"partner": str(partner.uuid), "key": program.key.prefix},
    )
    changed = program.change(made, kind="venue", title_en="A hall")
    assert (changed.status, changed.data["unit"], changed.data["title_ar"]) == (200, "rooms", "كراسي")
    assert program.change(made, title_en="Two halls").status == 412
    posting.open_up(fresh(one), by=cast.editor, seen=fresh(one).version)
    seen = program.read(f"exchange/{one.uuid}/")
    assert (seen.data["state"], program.change(seen, title_en="Halls").status) == ("open", 409)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({"quantity": 0}, {"quantity"}), ({"quantity": -1}, {"quantity"}), ({"quantity": 10**9}, {"quantity"}),
        ({"quantity": "3"}, {"quantity"}), ({"unit": "hours"}, {"unit"}), ({"kind": "money"}, {"kind"}),
        ({"until": "2001-01-01"}, {"until"}), ({"audience": "named"}, {"audience"}), ({"title_ar": ""}, {"title_ar"}),
        ({"area": "KW-XX", "fields": ["Z99"]}, {"area", "fields"}), ({"days": ["someday"]}, {"days"}),
        ({"starts_at": "17:00", "ends_at": "16:00"}, {"ends_at"}), ({"state": "open"}, {"state"}),
        ({"details_ar": "\x00"}, {"details_ar"}),
    ],
)  # fmt: skip
def test_what_is_not_right_is_said_by_field_and_nothing_is_made(cast, program, said, names):
    answer = program.ask(cast.group, **said)
    assert (answer.status, set(answer.data["errors"])) == (422, names)
    assert not Post.objects.exists()


def test_only_groups_that_let_it_are_written_for_and_only_with_the_scope(cast, program, partner):
    refused = program.ask(cast.other_group)
    assert (refused.status, "لم تسمح" in refused.data["detail"]) == (409, True)
    reader = Asking(partner, [Scope.READ_DIRECTORY])
    assert (reader.ask(cast.group).status, reader.read("exchange/").data["count"]) == (403, 0)


def test_a_program_changes_no_draft_of_others(cast, program):
    other = draft(cast)
    found = program.send("PATCH", f"{ADDRESS}{other.uuid}/", {"title_en": "Mine"}, **{"If-Match": "*"})
    public = opened(cast, audience=Audience.PUBLIC)
    refused = program.send("PATCH", f"{ADDRESS}{public.uuid}/", {"title_en": "Mine"}, **{"If-Match": "*"})
    assert (found.status, refused.status, fresh(public).title_en) == (404, 409, "Wheelchairs")
