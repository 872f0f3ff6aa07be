"""The order of a group's services and of its team cards, each a section of its own."""

from django.utils.datastructures import MultiValueDict

from directory.forms.order import OrderForm

from .merging import Clash


class Order(OrderForm):
    """Two orders meet: asked is only who moves what another has moved; rows that came meanwhile stand at the end."""

    def merge_rows(self, base, mine, now):
        was, yours, theirs = (of.get("order", []) for of in (base, mine, now))
        if yours == was:
            return now, [], 1
        moved = among(theirs, was) != among(was, theirs)
        came = [key for key in theirs if key not in yours]
        return {"order": [*among(yours, theirs), *came]}, [Clash("order", yours, theirs)] if moved else [], 0

    def posted(self, values):
        """The move that was asked for is in the order already."""
        return MultiValueDict({"order": values["order"], "move": [""]})


def among(keys, others):
    return [key for key in keys if key in others]


def of_services(group, data=None, files=None):
    return Order(group.services.order_by("position", "pk"), data, key="uuid")


def of_team(group, data=None, files=None):
    return Order(group.team_cards.order_by("position", "pk"), data)
