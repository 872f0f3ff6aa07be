"""The chain: contiguous, the same bytes everywhere, and every tampering found."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.translation import override

from deeds.journal import head, knows, last_head_kept, read_from, record, seal, sealing, verify
from deeds.models import EntryText, Seal, Unsealed
from tests.journal import tamper


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def recorded(count, **more):
    with transaction.atomic():
        return [
            record("x.y", ("x.y", number), by=None, audience=["public"], title=f"سطر {number}", **more)
            for number in range(count)
        ]


@pytest.fixture
def chain(db):
    entries = recorded(5)
    seal()
    return entries


def found():
    with override("en"):
        fault = verify()
    return fault and fault.sentence


def test_sealing_gives_every_entry_one_place_without_gaps(chain):
    assert [(each.seq, each.entry) for each in read_from()] == list(enumerate(chain, 1))
    assert Unsealed.objects.count() == 0
    assert found() is None


def test_sealing_goes_on_where_it_ended_and_twice_does_nothing_twice(chain):
    assert seal() == 0
    more = recorded(2)
    assert seal() == 2
    assert [each.entry for each in read_from(5)] == more
    assert [each.seq for each in read_from(2, limit=3)] == [3, 4, 5]
    assert found() is None


def test_more_than_one_batch_is_sealed_at_once(db, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    recorded(7)
    assert seal() == 7
    assert [each.seq for each in read_from()] == [1, 2, 3, 4, 5, 6, 7]
    assert found() is None


def test_a_reader_asks_whether_the_journal_knows_its_place(chain):
    last = head()
    assert knows(last.seq, last.hash)
    assert knows(0, "")
    assert not knows(last.seq, "0" * 64)
    assert not knows(last.seq + 1, last.hash)


def test_an_empty_journal_holds(db):
    assert found() is None
    assert head() is None
    assert seal() == 0


def test_each_run_notes_the_head_once_outside_the_database(db, settings, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    assert last_head_kept() is None
    recorded(5)
    seal()
    seal()
    recorded(1)
    seal()
    lines = (settings.VAR_DIR / "journal.heads").read_text().splitlines()
    assert [re.sub(r":[0-9a-f]{64} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "", line) for line in lines] == [
        "5",
        "6",
    ]
    last = head()
    assert last_head_kept() == (last.seq, last.hash)


def test_a_half_written_head_is_passed_over(chain, settings):
    known = last_head_kept()
    with (settings.VAR_DIR / "journal.heads").open("a") as heads:
        heads.write("6:0a1b")
    assert last_head_kept() == known


CHANGES = [
    "UPDATE deeds_entry SET deed = 'x.z' WHERE id = %s",
    "UPDATE deeds_entry SET subject_id = '77' WHERE id = %s",
    "UPDATE deeds_entry SET audience = '[]' WHERE id = %s",
    "UPDATE deeds_entry SET data = '{\"a\": 1}' WHERE id = %s",
    "UPDATE deeds_entry SET reason_code = 'other' WHERE id = %s",
    "UPDATE deeds_entry SET text_digest = '' WHERE id = %s",
    "UPDATE deeds_entry SET at = '2020-01-01 00:00:00+00:00' WHERE id = %s",
    "UPDATE deeds_entry SET quiet = NOT quiet WHERE id = %s",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_a_changed_entry_is_found(chain, sql):
    tamper(sql, chain[2].pk)
    assert found() == f"Entry 3 ({chain[2].uuid}) was changed after it was sealed."


@pytest.mark.parametrize("column", ["title_ar", "title_en", "reason", "words", "salt"])
def test_a_changed_text_is_found(chain, column):
    tamper(f"UPDATE deeds_entrytext SET {column} = 'abcd' WHERE entry_id = %s", chain[3].pk)
    assert found() == f"The text of entry 4 ({chain[3].uuid}) was changed."


def test_an_erased_text_is_no_fault(chain):
    EntryText.objects.filter(entry=chain[1]).delete()
    assert found() is None


def drop(entry):
    tamper("DELETE FROM deeds_seal WHERE entry_id = %s", entry.pk)
    tamper("DELETE FROM deeds_entrytext WHERE entry_id = %s", entry.pk)
    tamper("DELETE FROM deeds_entry WHERE id = %s", entry.pk)


@pytest.mark.parametrize("place", [0, 2])
def test_a_dropped_entry_is_found(chain, place):
    drop(chain[place])
    assert found() == f"Entry {place + 1} was dropped: the chain goes on with {place + 2}."


def test_a_dropped_entry_is_found_although_the_rest_was_renumbered(chain):
    drop(chain[2])
    for seq in (4, 5):
        tamper("UPDATE deeds_seal SET seq = seq - 1 WHERE seq = %s", seq)
    assert found() == "Entry 3 was moved: it does not follow the one before it."


def test_reordered_entries_are_found(chain):
    second, third = chain[1].pk, chain[2].pk
    for seq, entry in ((99, second), (2, third), (3, second)):
        tamper("UPDATE deeds_seal SET seq = %s WHERE entry_id = %s", seq, entry)
    assert found() == "Entry 2 was moved: it does not follow the one before it."


def test_entries_that_changed_places_under_their_seals_are_found(chain):
    for seq, entry in ((2, 99), (3, chain[1].pk), (2, chain[2].pk)):
        if entry == 99:
            tamper("DELETE FROM deeds_seal WHERE seq = 2")
            continue
        if seq == 3:
            previous = Seal.objects.get(seq=3)
            tamper("UPDATE deeds_seal SET entry_id = %s WHERE seq = 3", entry)
        else:
            first = Seal.objects.get(seq=1)
            tamper(
                "INSERT INTO deeds_seal (seq, entry_id, previous, hash) VALUES (2, %s, %s, %s)",
                entry,
                first.hash,
                previous.previous,
            )
    assert found() == f"Entry 2 ({chain[2].uuid}) was changed after it was sealed."


def test_an_entry_that_lost_its_seal_is_found(chain):
    tamper("DELETE FROM deeds_seal WHERE seq = 5")
    assert found() == f"Entry {chain[4].uuid} lost its seal: it neither stands in the chain nor waits for it."


def test_a_cut_tail_is_found_against_a_head_kept_outside(chain):
    last = head()
    kept = (last.seq, last.hash)
    assert verify(kept) is None
    drop(chain[4])
    assert found() is None
    with override("en"):
        cut = verify(kept)
    assert cut.sentence == "The tail was cut: entry 5 is known outside, and the chain ends before it."


def test_a_chain_made_anew_from_the_beginning_is_found_against_a_head_kept_outside(chain):
    last = head()
    drop(chain[4])
    recorded(1)
    seal()
    assert found() is None
    with override("en"):
        fault = verify((last.seq, last.hash))
    assert fault.sentence == "Entry 5 is not the one that is known outside."


# --- the command


def verify_journal(*arguments):
    out = StringIO()
    with override("en"):
        call_command("verify_journal", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_that_the_journal_holds(chain):
    assert verify_journal() == f"The journal holds. Its head is {head().head}.\n"
    assert verify_journal("--head", head().head) == f"The journal holds. Its head is {head().head}.\n"


def test_the_command_says_when_it_cannot_know_of_a_cut_tail(db):
    assert verify_journal() == (
        "The journal holds. Its head is 0:-.\nNo head kept outside was given, so a cut tail would not show.\n"
    )


def test_the_command_names_the_first_broken_entry(chain):
    tamper(CHANGES[0], chain[3].pk)
    tamper(CHANGES[0], chain[1].pk)
    with pytest.raises(CommandError) as error:
        verify_journal()
    assert str(error.value) == f"Entry 2 ({chain[1].uuid}) was changed after it was sealed."
    assert error.value.returncode == 1


def test_the_command_finds_a_cut_tail_by_the_head_it_noted_itself(chain):
    drop(chain[4])
    with pytest.raises(CommandError) as error:
        verify_journal()
    assert str(error.value) == "The tail was cut: entry 5 is known outside, and the chain ends before it."


@pytest.mark.parametrize("text", ["5", "5:abc", "x:" + "0" * 64, "5:" + "g" * 64])
def test_the_command_says_how_a_head_is_written(db, text):
    with pytest.raises(CommandError, match="is no head"):
        verify_journal("--head", text)
