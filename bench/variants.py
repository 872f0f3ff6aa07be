"""Names typed as people type them: each variant is a function of a name and a die, "" where a name has none."""

import re
import unicodedata

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_FOLDED = str.maketrans("أإآةى", "اااهي")
_UNFOLDED = str.maketrans({"ا": "أ", "ه": "ة", "ي": "ى"})
_SUFFIX = re.compile(r"(ات|ون|ين|ان|ية|ة)$")


def exact(name, dice):
    return name


def folded(name, dice):
    return _changed(name, name.translate(_FOLDED))


def unfolded(name, dice):
    """Hamza on each first alef, ta marbuta and alef maqsura at each end where there was none."""
    words = (_first(word).translate(_FOLDED) for word in name.split())
    return _changed(name, " ".join(word[:-1] + word[-1].translate(_UNFOLDED) for word in words))


def harakat(name, dice):
    return "".join(letter + (dice.choice(HARAKAT) if letter in ARABIC else "") for letter in name)


def tatweel(name, dice):
    return _on_longest(name, lambda word: f"{word[:2]}ــ{word[2:]}")


def presentation_forms(name, dice):
    """The isolated presentation form of each letter that has one."""
    return "".join(_isolated(letter) for letter in name)


def article_dropped(name, dice):
    return _changed(name, re.sub(r"\bال(?=\w{3})", "", name))


def article_added(name, dice):
    return _on_longest(name, lambda word: word if word.startswith("ال") else f"ال{word}")


def clitic(name, dice):
    return _on_longest(name, lambda word: dice.choice("وبلكف") + word)


def one_typo(name, dice):
    return _typo(name, dice)


def two_typos(name, dice):
    return _typo(_typo(name, dice), dice)


def lost_space(name, dice):
    places = [found.start() for found in re.finditer(" ", name)]
    return _without(name, dice.choice(places)) if places else ""


def last_cut_to_three(name, dice):
    *words, last = name.split()
    return " ".join([*words, last[:3]]) if words and len(last) > 3 else ""


def last_two_words(name, dice):
    words = name.split()
    return " ".join(words[-2:]) if len(words) > 2 else ""


def with_article(word, dice):
    return "" if word.startswith("ال") else f"ال{word}"


def without_article(word, dice):
    return word[2:] if word.startswith("ال") and len(word) > 4 else ""


def with_pronoun(word, dice):
    bare = re.sub(r"^ال(?=\w{3})", "", word)
    return re.sub(r"ة$", "ت", bare) + dice.choice(["هم", "هن", "كم", "نا", "ها", "ه"])


def without_suffix(word, dice):
    return _changed(word, _SUFFIX.sub("", word)) if len(word) > 5 else ""


def four_letters(word, dice):
    return word[:4] if len(word) > 5 else ""


WHOLE_NAMES = {
    "exact": (exact, 0.99),
    "folded": (folded, 0.99),
    "unfolded": (unfolded, 0.99),
    "harakat": (harakat, 0.99),
    "tatweel": (tatweel, 0.99),
    "presentation forms": (presentation_forms, 0.99),
    "article dropped": (article_dropped, 0.99),
    "article added": (article_added, 0.99),
    "clitic on the longest word": (clitic, 0.99),
    "one typo": (one_typo, 0.99),
    "last word cut to 3 letters": (last_cut_to_three, 0.99),
    "two typos": (two_typos, 0.97),
    "lost space": (lost_space, 0.95),
    "last two words": (last_two_words, 0.94),
}
RARE_WORDS = {
    "exact": (exact, 0.95),
    "folded": (folded, 0.95),
    "article added": (with_article, 0.95),
    "clitic": (clitic, 0.95),
    "pronoun": (with_pronoun, 0.95),
    "article removed": (without_article, 0.92),
    "one typo": (one_typo, 0.87),
    "suffix removed": (without_suffix, 0.86),
    "4-letter prefix": (four_letters, 0.77),
}


def _typo(text, dice):
    """One letter lost, doubled by another, replaced or swapped with its neighbour, inside a word of four or more."""
    places = [found.start() + 1 for found in re.finditer(r"\w(?=\w{3})", text)]
    place = dice.choice(places) if places else 0
    head, letter, rest = text[:place], text[place : place + 1], text[place + 1 :]
    kind = dice.choice(["lost", "added", "replaced", "swapped"])
    if kind == "lost":
        return head + rest
    if kind == "added":
        return head + letter + dice.choice(ARABIC) + rest
    return head + dice.choice(ARABIC) + rest if kind == "replaced" else head + rest[:1] + letter + rest[1:]


def _on_longest(name, change):
    longest = max(name.split(), key=len)
    return _changed(name, name.replace(longest, change(longest), 1))


def _first(word):
    return re.sub(r"^ا(?!ل)", "أ", word)


def _isolated(letter):
    if letter not in ARABIC:
        return letter
    name = f"{unicodedata.name(letter)} ISOLATED FORM"
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return letter


def _without(text, place):
    return text[:place] + text[place + 1 :]


def _changed(before, after):
    return after if after != before else ""
