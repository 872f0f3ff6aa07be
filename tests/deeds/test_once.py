"""A form that is posted twice does its deed once."""

import pytest

from deeds.lifecycle import Refused
from deeds.models import Once
from deeds.once import once

pytestmark = pytest.mark.django_db


def test_the_second_time_leads_where_the_first_one_led():
    done = []

    def deed():
        done.append(1)
        return f"/made/{len(done)}/"

    assert [once("a token", deed), once("a token", deed), once("another", deed)] == [
        "/made/1/",
        "/made/1/",
        "/made/2/",
    ]


def test_a_refused_deed_leaves_its_form_to_be_posted_again():
    def refused():
        raise Refused("Not now.")

    with pytest.raises(Refused):
        once("a token", refused)
    assert once("a token", lambda: "/made/") == "/made/"


def test_an_unfinished_deed_keeps_what_it_wrote_on_the_way_and_its_form():
    def unfinished():
        Once.objects.create(token="written on the way")
        raise LookupError

    with pytest.raises(LookupError):
        once("a token", unfinished, though=(LookupError,))
    assert list(Once.objects.values_list("token", flat=True)) == ["written on the way"]


@pytest.mark.parametrize("token", [None, "", "x" * 121])
def test_without_a_token_of_ours_the_deed_is_simply_done(token):
    assert [once(token, lambda: "/made/") for _time in range(2)] == ["/made/", "/made/"]
    assert not Once.objects.exists()


def test_old_forms_are_forgotten():
    once("a token", lambda: "/made/")
    Once.objects.update(at="2020-01-01T00:00:00Z")
    assert Once.objects.prune() == 1
