"""Words that led people from a search to a group's page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .counted_word import CountedWord, CountedWordQuerySet, this_month
from .group import Group

MOST_A_MONTH = 300


class FoundByQuerySet(CountedWordQuerySet):
    def note(self, group, words):
        """One more for each of these words as typed this month; a group has at most `MOST_A_MONTH` of them."""
        month = this_month()
        is_full = self.filter(group=group, month=month).count() >= MOST_A_MONTH
        self.count_up(words, month, is_full, group=group)

    def frequent(self, group, since):
        """[(word, times)] of this group since that day's month, the most frequent first; never anybody's own words."""
        return self.of_groups([group], since)

    def of_groups(self, groups, since):
        """The same of several groups together."""
        return self.shown().filter(group__in=groups, month__gte=since.replace(day=1)).by_word()


class FoundBy(CountedWord):
    """How often a searched word led to a group's page in a month."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="found_by", verbose_name=_("group"))

    objects = FoundByQuerySet.as_manager()

    class Meta(CountedWord.Meta):
        verbose_name = _("word that led to a page")
        verbose_name_plural = _("words that led to a page")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "word", "month"], name="one_row_per_group_word_and_month"
            ),
        ]
