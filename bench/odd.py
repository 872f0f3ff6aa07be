"""What nobody asks in earnest: the longest, strangest and most crowded addresses of a list."""

import random
import sys
import unicodedata
from itertools import islice
from string import ascii_lowercase
from urllib.parse import quote, urlencode

SEED = 7
COLUMN = 16
IN_ONE_QUERY = 180
SYNTAX = [
    ".*", "(a+)+$", "[a-z", "\\", "a{1,99999}", "^", "?", "(", ")|(", "name_surface:foo", "+a -b", '"unclosed',
    "AND OR NOT", "a~5", "*:*", "text_stem:[* TO *]", "a^1000", "/.*/", "'; DROP TABLE directory_group; --",
    "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n%x", "../../etc/passwd", "${jndi:ldap://x}", "\ufeff", "-",
    "' OR 1=1", "l:bsr", "a:bsr", "\t\n\r\v\f",
]  # fmt: skip
RAW = {
    "half a pair of surrogates": "q=%ED%A0%80%ED%BF%BF",
    "bytes that are no UTF-8": "q=%FF%FE%C0%80%F5",
    "an escape that does not end": "q=%&page=%E",
    "NULs": "q=%00a%00&area=%00&page=%00",
    "no names": "&&&=&=%20&?&q",
    "the same word again and again": "&".join(["q=autism"] * 200),
    "pages far away": "q=&page=99999999999999999999&page_size=99999999999",
    "a page before the first": "page=-1&page_size=-1&age=-7",
    "numbers that are none": "age=NaN&page=1e309&page_size=٣&accepting=maybe&sort=zzz",
}


def queries(words):
    """{what it is: text for the field}; `words` are some that the index knows."""
    dice = random.Random(SEED)
    known = [dice.choice(words) for _word in range(500)]
    return {
        "10,000 letters in one word": "بصيرة" * 2000,
        "10,000 letters in words": " ".join(known * 4)[:10_000],
        "500 words": " ".join(known),
        "500 mistyped words": " ".join(word[:2] + "ظ" + word[2:] for word in known),
        "mistyped words, short ones": " ".join(word[:2] + "ظ" + word[2:4] for word in known),
        "mistyped words, long ones": " ".join(f"{word[:3]}ظ{word[3:]}" for word in sorted(set(known), key=len)[-40:]),
        "500 words that nobody knows": " ".join(f"قظ{number}ثغ" for number in range(500)),
        "500 letters": " ".join("ا" * 500),
        "two letters again and again": "لا" * 5000,
        "Latin words that may sound like names": " ".join(f"shw{letter}khgg" for letter in ascii_lowercase),
        "letters that grow when folded": "\ufdfa" * 200,
        "one letter with 5,000 marks": "ا" + "ًّ" * 2500,
        "control characters": "".join(map(chr, (*range(1, 32), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x200D))),
        **{f"syntax: {text}": text for text in SYNTAX},
        **{f"every block of Unicode, {number}": text for number, text in enumerate(_blocks())},
    }  # fmt: skip


def addresses(words, codes):
    """{what it is: query string}; `codes` is {parameter: codes that exist}."""
    return {
        **{what: urlencode({"q": text}) for what, text in queries(words).items()},
        **RAW,
        "100 facets": urlencode([(name, code) for name, some in codes.items() for code in some][:100]),
        "100 facets and words": urlencode({"q": " ".join(words[:30])}) + "&" + _chosen(codes, 100),
        "100 facets that do not exist": "&".join(f"area=KW-{number}&field=Z{number}" for number in range(50)),
        "a facet of 10,000 letters": f"area={quote('ح' * 10_000)}",
    }


def _chosen(codes, number):
    pairs = [(name, code) for name, some in codes.items() for code in list(some)[: number // len(codes)]]
    return urlencode(pairs)


def _blocks():
    """Texts with a character of every column of sixteen, of which every block of Unicode has one at least."""
    points = (_first_in(column) for column in range(0, sys.maxunicode, COLUMN))
    chars = filter(None, points)
    while some := list(islice(chars, IN_ONE_QUERY)):
        yield " ".join("".join(some[start : start + 9]) for start in range(0, len(some), 9))


def _first_in(column):
    chars = map(chr, range(column, column + COLUMN))
    return next((char for char in chars if unicodedata.category(char) not in {"Cn", "Cs", "Co"}), None)
