"""The same entry is the same bytes on every database and machine."""

import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from deeds.journal.canonical import BEGINNING, LARGEST, canonical, check_plain, digest, entry_bytes, link
from deeds.models import Entry, EntryText

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
leaves = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts
plain = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


@given(plain)
def test_what_may_be_recorded_comes_back_the_same_from_its_bytes(value):
    check_plain(value)
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(texts, plain), st.randoms())
def test_the_order_in_which_keys_were_written_changes_nothing(value, random):
    pairs = list(value.items())
    random.shuffle(pairs)
    assert canonical(dict(pairs)) == canonical(value)


@given(plain, plain)
def test_two_values_have_the_same_bytes_only_when_they_are_equal(one, other):
    same = canonical(one) == canonical(other)
    assert same == (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


@given(st.floats())
def test_no_float_is_ever_recorded(number):
    with pytest.raises(TypeError):
        check_plain({"amounts": [number]})


@given(st.lists(texts, min_size=4, max_size=4), st.integers(0, 3))
def test_the_digest_tells_any_two_texts_apart(words, place):
    other = list(words)
    other[place] += "."
    assert digest(text(words)) != digest(text(other))


def text(words):
    title_ar, title_en, reason, said = words
    return EntryText(salt="00" * 16, title_ar=title_ar, title_en=title_en, reason=reason, words=said)


def entry(**more):
    fields = {
        "pk": 7,
        "uuid": UUID(int=7),
        "at": datetime(2026, 11, 22, 17, 5, 6, tzinfo=UTC),
        "actor_id": None,
        "deed": "directory.edit",
        "subject_type": "directory.group",
        "subject_id": "12",
        "audience": ["public"],
        "data": {"section": "نبذة", "changed": ["b", "a"]},
        "reason_code": "",
        "text_digest": "ab",
        "quiet": False,
    }
    return Entry(**{**fields, **more})


def test_the_bytes_of_an_entry_are_fixed_to_the_last_one():
    assert entry_bytes(entry()).decode() == (
        '{"actor":null,"at":"2026-11-22T17:05:06.000000Z","audience":["public"],'
        '"data":{"changed":["b","a"],"section":"نبذة"},"deed":"directory.edit","format":1,"id":7,"quiet":false,'
        '"reason_code":"","subject_id":"12","subject_type":"directory.group","text_digest":"ab",'
        '"uuid":"00000000-0000-0000-0000-000000000007"}'
    )
    assert link(BEGINNING, entry()) == "02bb6045853a499b775026bb041f518d17d3572d1bad05c72994ba1d617d1e79"


def test_a_moment_is_the_same_bytes_in_every_time_zone():
    kuwait = datetime(2026, 11, 22, 20, 5, 6, tzinfo=timezone(timedelta(hours=3)))
    assert entry_bytes(entry(at=kuwait)) == entry_bytes(entry())


@pytest.mark.django_db
@given(plain)
def test_the_database_gives_back_the_same_bytes(value):
    kept = "%s::jsonb" if connection.vendor == "postgresql" else "json(%s)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({kept} AS text)", [json.dumps(value, ensure_ascii=False)])
        (stored,) = cursor.fetchone()
    assert canonical(json.loads(stored)) == canonical(value)
