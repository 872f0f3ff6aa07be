"""Words that people looked for in vain."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .counted_word import CountedWord, CountedWordQuerySet, this_month

MOST_A_MONTH = 20_000


class MissQuerySet(CountedWordQuerySet):
    def note(self, words, governorate=""):
        """One more for each of these words as typed this month.

        A month that holds `MOST_A_MONTH` words takes no new ones, so that nobody can fill the table.
        """
        month = this_month()
        is_full = self.filter(month=month).count() >= MOST_A_MONTH
        self.count_up(words, month, is_full, governorate=governorate)

    def near(self, governorates, since):
        """[(word, times)] of people of these governorates, or of no named one, since that day's month."""
        here = self.shown().filter(governorate__in=["", *governorates])
        return here.filter(month__gte=since.replace(day=1)).by_word()


class Miss(CountedWord):
    """How often a word was looked for without an exact match, by governorate and month."""

    governorate = models.CharField(_("governorate"), max_length=40, blank=True)

    objects = MissQuerySet.as_manager()

    class Meta(CountedWord.Meta):
        verbose_name = _("word looked for in vain")
        verbose_name_plural = _("words looked for in vain")
        constraints = [
            models.UniqueConstraint(
                fields=["word", "governorate", "month"], name="one_miss_per_word_place_and_month"
            ),
        ]
