"""The order of a group's services and of its team cards, each a section of its own."""

from directory.forms.order import OrderForm


def of_services(group, data=None, files=None):
    return OrderForm(group.services.order_by("position", "pk"), data, key="uuid")


def of_team(group, data=None, files=None):
    return OrderForm(group.team_cards.order_by("position", "pk"), data)
