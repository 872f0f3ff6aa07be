"""Claim first, then look: the rules that every table and every deed stands on. Tables themselves: tests/directory."""

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from deeds.journal import record
from deeds.lifecycle import Lifecycle, Refused, called, claim, version_of
from deeds.models import Entry
from directory.models import Group, Standing
from tests.cast import make_group, make_person


@pytest.fixture
def group(db):
    return make_group("basira")


def anybody(person, thing):
    return True


def table(**more):
    """A table of one step, as a room may have it."""
    step = {
        "sources": [Standing.LISTED],
        "target": Standing.ARCHIVED,
        "who": anybody,
        "title": _("%(by)s invited %(member)s to %(group)s."),
        "names": lambda group: {"member": "?", "group": group},
        "audience": lambda group: ["public"],
    }
    return Lifecycle("demo", state="standing").step("archive", **{**step, **more})


def refusal(deed):
    """(code, English sentence) of the refusal that `deed` ends in."""
    with pytest.raises(Refused) as refused:
        deed()
    with override("en"):
        return refused.value.code, str(refused.value)


def test_a_step_sets_the_state_the_version_and_the_moment(group):
    archived = table().take(group, "archive", by=None, seen=1, data={"why": "old"})
    kept = Group.objects.get()
    assert (archived.standing, kept.standing, kept.version) == (Standing.ARCHIVED, Standing.ARCHIVED, 2)
    assert kept.updated_at > group.updated_at
    entry = Entry.objects.select_related("text").get()
    assert (entry.deed, entry.data) == ("demo.archive", {"from": "listed", "to": "archived", "why": "old"})
    assert entry.text.title_en == "\u2068the system\u2069 invited \u2068?\u2069 to \u2068basira\u2069."


def test_the_version_comes_as_text_from_a_form(group):
    assert table().take(group, "archive", by=None, seen=" 1 ").version == 2


def test_a_guard_refuses_with_the_sentence_of_its_step(group):
    guarded = table(guard=lambda group: False, why_not=_("This is no longer here."))
    deed = refusal(lambda: guarded.take(group, "archive", by=None, seen=1))
    assert deed == ("guard", "This is no longer here.")
    assert guarded.allowed(group, None) == []
    assert (Group.objects.get().version, Entry.objects.count()) == (1, 0)


def test_a_guard_sees_the_thing_as_it_is_after_the_claim(group):
    seen = []
    table(guard=lambda group: not seen.append(group)).take(group, "archive", by=None, seen=1)
    assert [(each is group, each.version) for each in seen] == [(False, 2)]


def test_what_moved_on_is_refused_and_says_so(group):
    Group.objects.update(version=4)
    code, sentence = refusal(lambda: table().take(group, "archive", by=None, seen=1))
    assert (code, sentence) == (
        "changed",
        "Someone changed this after you opened it. Look at it again, then decide.",
    )


def test_what_is_gone_is_refused_and_says_so(group):
    Group.objects.all().delete()
    code, sentence = refusal(lambda: table().take(group, "archive", by=None, seen=1))
    assert (code, sentence) == ("gone", "This is no longer here.")


def test_a_refusal_inside_a_larger_deed_undoes_all_of_it(group):
    def deed():
        with transaction.atomic():
            record("x.y", group, by=None, audience=["public"], title="t")
            table().take(group, "archive", by=None, seen=7)

    assert refusal(deed)[0] == "changed"
    assert Entry.objects.count() == 0


def test_a_table_has_each_step_once():
    with pytest.raises(ValueError, match="two steps called archive"):
        table().step("archive", sources=[], target="", who=anybody, title="", audience=list)


def test_a_claim_raises_the_version_here_and_in_the_database(group):
    with transaction.atomic():
        claim(group)
        claim(group, seen=2)
    assert (group.version, Group.objects.get().version) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_a_claim_outside_a_transaction_is_a_mistake_in_the_code():
    with pytest.raises(transaction.TransactionManagementError):
        claim(make_group("basira"))


@pytest.mark.parametrize(("seen", "version"), [(3, 3), ("3", 3), (" 12 ", 12), ("٣", 3)])
def test_a_version_is_a_number_in_any_digits(seen, version):
    assert version_of(seen) == version


def test_an_actor_is_never_called_by_an_address(db):
    assert str(called(make_person("leader"))) == "Leader"
    with override("en"):
        assert str(called(make_person("nameless", name=""))) == "someone without a display name"
        assert str(called(None)) == "the system"
