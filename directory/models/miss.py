"""Words that people looked for in vain, counted without any trace of who looked."""

from django.db import models
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST, MOST = 40, 8
MOST_A_MONTH = 20_000
SHOWN_FROM = 5


def kept_words(words):
    """The first few of these folded words, each once; numbers are no words."""
    return [word for word in dict.fromkeys(words) if 1 < len(word) <= LONGEST and word.isalpha()][:MOST]


class MissQuerySet(models.QuerySet):
    def note(self, words, governorate=""):
        """One more for each of these folded words this month; numbers are no words.

        A month that holds `MOST_A_MONTH` words takes no new ones, so that nobody can fill the table.
        """
        month = timezone.localdate().replace(day=1)
        kept = kept_words(words)
        rows = [self.model(word=word, governorate=governorate, month=month) for word in kept]
        if self.filter(month=month).count() < MOST_A_MONTH:
            self.bulk_create(rows, ignore_conflicts=True)
        self.filter(word__in=kept, governorate=governorate, month=month).update(count=F("count") + 1)

    def forget_rare(self):
        """Words of past months that too few looked for to be shown; how many were forgotten."""
        month = timezone.localdate().replace(day=1)
        return self.filter(month__lt=month, count__lt=SHOWN_FROM).delete()[0]

    def frequent(self):
        """Those that are shown: often enough to be nobody's own words."""
        return self.filter(count__gte=SHOWN_FROM)

    def near(self, governorates, since):
        """[(word, times)] of people of these governorates, or of no named one, since that day's month."""
        rows = self.frequent().filter(governorate__in=["", *governorates], month__gte=since.replace(day=1))
        counted = rows.order_by().values_list("word").annotate(times=Sum("count"))
        return list(counted.order_by("-times", "word"))


class Miss(models.Model):
    """How often a word was looked for without an exact match, by governorate and month."""

    word = models.CharField(_("word"), max_length=LONGEST)
    governorate = models.CharField(_("governorate"), max_length=40, blank=True)
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("times"), default=0)

    objects = MissQuerySet.as_manager()

    class Meta:
        verbose_name = _("word looked for in vain")
        verbose_name_plural = _("words looked for in vain")
        ordering = ["-month", "-count", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "governorate", "month"], name="one_miss_per_word_place_and_month"
            ),
        ]

    def __str__(self):
        return self.word
