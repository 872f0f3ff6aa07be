"""What is written down of a deed, and when."""

import pytest
from django.db import transaction
from django.utils.functional import lazystr
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from deeds import own_data
from deeds.hooks import audiences_of
from deeds.journal import Line, record, record_many, seal, verify
from deeds.models import Entry, EntryText, Seal, Unsealed


@pytest.fixture
def huda(db):
    return Person.objects.create(email="huda@example.test", name="هدى")


def in_both():
    """A text that tells in which language it was written down."""
    return _Language()


class _Language:
    def __str__(self):
        return f"%(who)s {get_language()}"


def test_an_entry_says_who_did_what_to_which_thing(huda):
    entry = record(
        "directory.edit",
        huda,
        by=huda,
        audience=["public", "committee", "public"],
        title=in_both(),
        names={"who": "هدى"},
        data={"section": "head", "changed": ["name_ar"]},
        reason_code="typo",
        reason="خطأ إملائي",
        words="قالت كلامًا",
    )
    kept = Entry.objects.select_related("text").get()
    assert kept == entry
    assert (kept.deed, kept.actor, kept.subject_type, kept.subject_id) == (
        "directory.edit",
        huda,
        "accounts.person",
        str(huda.pk),
    )
    assert kept.audience == ["committee", f"person:{huda.pk}", "public"]
    assert kept.data == {"section": "head", "changed": ["name_ar"]}
    assert (kept.reason_code, kept.quiet) == ("typo", False)
    assert (kept.text.title_ar, kept.text.title_en) == ("\u2068هدى\u2069 ar", "\u2068هدى\u2069 en")
    assert (kept.text.reason, kept.text.words) == ("خطأ إملائي", "قالت كلامًا")
    assert list(Unsealed.objects.values_list("entry", flat=True)) == [entry.pk]


def test_the_title_is_read_in_the_readers_language(huda):
    record("x.y", huda, by=None, audience=["public"], title=in_both(), names={"who": 7})
    entry = Entry.objects.select_related("text").get()
    with override("en"):
        assert entry.title == "7 en"
    with override("ar"):
        assert entry.title == "7 ar"


def test_an_entry_without_its_text_is_called_by_its_deed(huda):
    record("x.y", huda, by=None, audience=["public"], title=in_both(), names={"who": 7})
    EntryText.objects.all().delete()
    assert Entry.objects.select_related("text").get().title == "x.y"


def test_the_system_has_no_actor(huda):
    entry = record("workers.expire", ("directory.licence", 7), by=None, audience=["public"], title="t")
    assert (entry.actor, entry.audience, entry.subject_type, entry.subject_id) == (
        None,
        ["public"],
        "directory.licence",
        "7",
    )


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(transaction.TransactionManagementError):
        record("x.y", ("x.y", 1), by=None, audience=[], title="t")
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_recorded():
    with transaction.atomic():
        record("x.y", ("x.y", 1), by=None, audience=[], title="t")
        transaction.set_rollback(True)
    assert (Entry.objects.count(), EntryText.objects.count(), Unsealed.objects.count()) == (0, 0, 0)


rung = []


def ring():
    rung.append("ding")


@pytest.mark.django_db(transaction=True)
def test_the_doorbell_rings_once_a_transaction_and_only_after_it(settings):
    settings.DOORBELL = f"{__name__}.ring"
    rung.clear()
    with transaction.atomic():
        record("x.y", ("x.y", 1), by=None, audience=[], title="t")
        with transaction.atomic():
            record("x.y", ("x.y", 2), by=None, audience=[], title="t")
        assert rung == []
    assert rung == ["ding"]
    with transaction.atomic():
        record("x.y", ("x.y", 3), by=None, audience=[], title="t")
        transaction.set_rollback(True)
    assert rung == ["ding"]


@pytest.mark.django_db(transaction=True)
def test_the_doorbell_rings_although_an_earlier_savepoint_was_undone(settings):
    settings.DOORBELL = f"{__name__}.ring"
    rung.clear()
    with transaction.atomic():
        with transaction.atomic():
            record("x.y", ("x.y", 1), by=None, audience=[], title="t")
            transaction.set_rollback(True)
        record("x.y", ("x.y", 2), by=None, audience=[], title="t")
    assert rung == ["ding"]


def broken_bell():
    raise OSError("no broker")


@pytest.mark.django_db(transaction=True)
def test_a_broken_doorbell_undoes_no_deed(settings):
    settings.DOORBELL = f"{__name__}.broken_bell"
    with transaction.atomic():
        record("x.y", ("x.y", 1), by=None, audience=[], title="t")
    assert Unsealed.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"amount": 1.5},
        {"amount": float("nan")},
        {1: "key"},
        {"at": object()},
        {"deep": [{"list": [0.0]}]},
        {"title": _("Journal")},
        {"big": 2**63},
        {"nul": "a\0b"},
        {"half": "\ud800"},
    ],
)
def test_what_would_not_come_back_as_the_same_bytes_is_not_recorded(db, data):
    with pytest.raises((TypeError, ValueError)):
        record("x.y", ("x.y", 1), by=None, audience=[], title="t", data=data)
    assert Entry.objects.count() == 0


def test_many_entries_cost_a_handful_of_statements(db, django_assert_num_queries):
    lines = [
        Line("imports.row", ("directory.group", n), ["public"], lazystr("t"), quiet=True) for n in range(40)
    ]
    with django_assert_num_queries(3):
        entries = record_many(lines, by=None)
    assert [entry.subject_id for entry in entries] == [str(n) for n in range(40)]
    assert Entry.objects.filter(quiet=True).count() == 40
    assert Unsealed.objects.count() == 40


def test_nothing_is_recorded_of_no_lines(db):
    assert record_many([], by=None) == []


def test_each_reads_what_is_addressed_to_them(huda):
    for number, audience in enumerate((["public"], ["group:1:leader"], ["committee"], [])):
        record("x.y", ("x.y", number), by=None, audience=audience, title="t")
    record("x.y", ("x.y", 9), by=huda, audience=[], title="t")

    def read(who):
        return [entry.subject_id for entry in Entry.objects.visible_to(who).order_by("pk")]

    assert read(None) == ["0"]
    assert read(huda) == ["0", "9"]
    assert read(frozenset({"group:1:leader", "public"})) == ["0", "1"]
    assert read({"committee"}) == ["0", "1", "2", "3", "9"]
    assert read({"operator"}) == ["0", "1", "2", "3", "9"]
    assert read(set()) == []
    assert audiences_of(huda) == {"public", f"person:{huda.pk}"}


@pytest.mark.parametrize("model", [Entry, Seal])
def test_code_that_changes_the_journal_fails(model):
    with pytest.raises(TypeError):
        model.objects.update(hash="0")
    with pytest.raises(TypeError):
        model.objects.all().delete()
    with pytest.raises(TypeError):
        model().delete()


def test_code_that_saves_an_entry_again_fails(huda):
    entry = record("x.y", huda, by=huda, audience=["public"], title="t")
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.text.save()


def test_erasing_a_person_erases_their_words_and_keeps_the_chain(huda):
    record("x.by", ("x.y", 1), by=huda, audience=[], title="هدى فعلت", words="كلام هدى")
    record("x.naming", ("x.y", 2), by=None, audience=[f"person:{huda.pk}"], title="دعوة هدى")
    record("x.about", huda, by=None, audience=[], title="هدى")
    record("x.else", ("x.y", 3), by=None, audience=["public"], title="غيرها")
    assert [deed["deed"] for deed in own_data.export(huda)["deeds"]] == ["x.by"]
    seal()
    own_data.erase(huda)
    assert list(EntryText.objects.values_list("title_ar", flat=True)) == ["غيرها"]
    assert Entry.objects.count() == 4
    assert verify() is None
