"""The section of team cards: names and what people do. Consents are no part of it, and never come back with it."""

from django.utils.translation import gettext_lazy as _

from directory.actions import consents
from directory.forms.team import TeamCardForm

from .rows import Rows


class TeamCards(Rows):
    """Every card; who is shown by it is asked on the team's page, and a changed name is asked again."""

    form_class = TeamCardForm
    name = "team_cards"
    ordered = True
    most = 40
    row_title = _("person")

    def save(self, commit=True):
        before = set(self.standing)
        super().save(commit)
        after = {str(pk) for pk in self.group.team_cards.values_list("pk", flat=True)}
        consents.follow(self.group, removed=before - after)
