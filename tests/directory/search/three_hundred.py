"""Three hundred requests as people may make them of the demo, and all that the answers say."""

import csv
import random
from dataclasses import replace
from itertools import islice

from config.demo.load import FOLDER, read
from deeds.hooks import PUBLIC
from directory.search.query import SearchRequest, search_groups, search_services, suggest
from directory.taxonomies.loading import FOLDER as TAXONOMIES

SEED = 300
NUMBER = 300
FACETS = {"areas": "areas", "fields": "fields", "beneficiaries": "beneficiaries", "access": "access_features"}
KINDS = ("team", "association", "initiative")
PLACE_OF_HABIT = ("في", "بـ", "near", "")


def requests():
    """[(group or service, SearchRequest)], always the same."""
    dice = random.Random(SEED)
    words = _Words()
    return list(islice(_requests(dice, words), NUMBER))


def answers():
    """What each of them is answered, as JSON holds it."""
    return [_answer(what, request) for what, request in requests()]


def _requests(dice, words):
    ways = [
        words.exact,
        words.slip,
        words.prefix,
        words.placed,
        words.service,
        words.joined,
        words.mixed,
        words.none,
    ]
    while True:
        for way in ways:
            request = SearchRequest(q=way(dice), lang=dice.choice(["ar", "ar", "en"]))
            yield dice.choice(["group", "group", "service"]), _narrowed(dice, words, request)


def _narrowed(dice, words, request):
    """Half of the requests ask for words alone; the others choose, sort or turn pages too."""
    if dice.random() < 0.5:
        return replace(request, page_size=dice.choice([5, 20, 100]))
    facet = dice.choice(list(FACETS))
    return replace(
        request,
        **{facet: tuple(dice.sample(words.codes[facet], dice.choice([0, 1, 2])))},
        kinds=dice.choice([(), (), KINDS[:2]]),
        accepting=dice.random() < 0.2,
        age=dice.choice([None, None, 7, 30, 70]),
        sort=dice.choice(["", "", "relevance", "newest", "name"]),
        page=dice.choice([1, 1, 2, 3]),
        page_size=dice.choice([5, 20]),
    )


class _Words:
    """The demo's own words: names, titles, sentences and places."""

    def __init__(self):
        groups = [group for path in sorted(FOLDER.glob("groups_*.json")) for group in read(path.name)]
        services = [service for group in groups for service in group["services"]]
        areas = _rows("areas")
        self.names = [name for group in groups for name in (group["name_ar"], group["name_en"]) if name]
        self.titles = [service[name] for service in services for name in ("title_ar", "title_en")]
        self.texts = [text for group in groups for text in (group["summary_ar"], group["summary_en"]) if text]
        self.places = [area[name] for area in areas for name in ("ar", "en")]
        self.codes = {facet: [row["code"] for row in _rows(name)] for facet, name in FACETS.items()}

    def exact(self, dice):
        return dice.choice(self.names)

    def slip(self, dice):
        """A name or a title with one letter lost, doubled or in its neighbour's place."""
        text = dice.choice([*self.names, *self.titles])
        place = dice.randrange(1, len(text) - 1)
        head, letter, tail = text[:place], text[place], text[place + 1 :]
        return dice.choice([head + tail, head + letter * 2 + tail, head + tail[0] + letter + tail[1:]])

    def prefix(self, dice):
        text = dice.choice([*self.names, *self.titles])
        return text[: dice.randrange(2, len(text))]

    def placed(self, dice):
        return f"{self._word(dice)} {dice.choice(PLACE_OF_HABIT)} {dice.choice(self.places)}"

    def service(self, dice):
        return dice.choice(self.titles)

    def joined(self, dice):
        return dice.choice("بلوف") + self._word(dice)

    def mixed(self, dice):
        return " ".join(self._word(dice) for _word in range(dice.choice([1, 2, 3, 5])))

    def none(self, dice):
        return ""

    def _word(self, dice):
        return dice.choice(dice.choice(self.texts).split())


def _answer(what, request):
    results = (search_groups if what == "group" else search_services)(request, PUBLIC)
    return {
        "asked": [what, request.q, request.sort, request.page],
        "count": results.count,
        "ids": [_name(hit.card) for hit in results.hits],
        "related_from": results.related_from,
        "facets": {
            facet: [[value.code, value.count, value.chosen] for value in values]
            for facet, values in results.facets.items()
        },
        "place": results.place and results.place.code,
        "meant": results.meant,
        "why": [[hit.why_kind, str(hit.why or "")] for hit in results.hits],
        "pages": results.pages,
        "words": list(results.words),
        "down": results.index_down,
        "suggested": [[one.kind, one.label] for one in suggest(request.q, request.lang)],
    }


def _rows(name):
    with (TAXONOMIES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _name(card):
    """Ids differ from one database to the next; addresses of groups and titles of their services do not."""
    return card["slug"] if "slug" in card else f"{card['group']['slug']}: {card['title_ar']}"
