"""Several threads of one process read words at once, as they do under gunicorn."""

import itertools
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from directory.search.analyzer import stem

ENDINGS = ["nationally", "fulness", "edly", "ization", "ingly", "ities"]


@pytest.fixture
def impatient():
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_no_thread_reads_the_word_of_another(impatient):
    begun = map("".join, itertools.product("bcdfghlmnprst", "aeiou", "bdgklmnprt"))
    words = [start + ending for start in begun for ending in ENDINGS]
    with ThreadPoolExecutor(8) as readers:
        told = list(readers.map(stem, words))
    alone = snowballstemmer.stemmer("english")
    assert told == [alone.stemWord(word) for word in words]
