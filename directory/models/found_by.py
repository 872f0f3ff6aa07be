"""Words that led people from a search to a group's page, counted without any trace of who looked."""

from django.db import models
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .group import Group
from .miss import LONGEST, SHOWN_FROM, kept_words

MOST_A_MONTH = 300


class FoundByQuerySet(models.QuerySet):
    def note(self, group, words):
        """One more for each of these folded words this month; numbers are no words.

        A group's month that holds `MOST_A_MONTH` words takes no new ones.
        """
        month = timezone.localdate().replace(day=1)
        kept = kept_words(words)
        here = self.filter(group=group, month=month)
        if kept and here.count() < MOST_A_MONTH:
            rows = [self.model(group=group, word=word, month=month) for word in kept]
            self.bulk_create(rows, ignore_conflicts=True)
        here.filter(word__in=kept).update(count=F("count") + 1)

    def forget_rare(self):
        """Words of past months that too few used to be shown; how many were forgotten."""
        month = timezone.localdate().replace(day=1)
        return self.filter(month__lt=month, count__lt=SHOWN_FROM).delete()[0]

    def shown(self):
        """Those that are shown: often enough to be nobody's own words."""
        return self.filter(count__gte=SHOWN_FROM)

    def frequent(self, group, since):
        """[(word, times)] of this group since that day's month, the most frequent first; never anybody's own words."""
        return self.of_groups([group], since)

    def of_groups(self, groups, since):
        """The same of several groups together."""
        rows = self.shown().filter(group__in=groups, month__gte=since.replace(day=1))
        return list(
            rows.values_list("word")
            .annotate(times=Sum("count"))
            .order_by("-times", "word")
            .values_list("word", "times")
        )


class FoundBy(models.Model):
    """How often a searched word led to a group's page in a month."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="found_by", verbose_name=_("group"))
    word = models.CharField(_("word"), max_length=LONGEST)
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("times"), default=0)

    objects = FoundByQuerySet.as_manager()

    class Meta:
        verbose_name = _("word that led to a page")
        verbose_name_plural = _("words that led to a page")
        ordering = ["-month", "-count", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "word", "month"], name="one_row_per_group_word_and_month"
            ),
        ]

    def __str__(self):
        return self.word
