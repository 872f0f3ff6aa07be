"""Words of searches, counted by the month without any trace of who looked."""

import unicodedata

from django.db import models
from django.db.models import F, Min, Sum, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.search.analyzer import fold, tokenize

LONGEST, MOST = 40, 8
SHOWN_FROM = 5
TATWEEL = "ـ"


def kept_words(words):
    """{as folded: as typed} of the first few of these typed words; numbers are no words."""
    found = {}
    for word in words:
        typed = bare(word)
        for form in (token.surface for token in tokenize(word)):
            if 1 < len(form) <= LONGEST and form.isalpha():
                fits = len(typed) <= LONGEST and fold(typed) == form
                found.setdefault(form, typed if fits else form)
    return dict(list(found.items())[:MOST])


def bare(word):
    """The word as typed, small, without marks above and below its letters and without what stretches it."""
    letters = (char for char in unicodedata.normalize("NFKC", word).lower() if char.isalpha())
    return "".join(char for char in letters if char != TATWEEL)


class CountedWordQuerySet(models.QuerySet):
    def count_up(self, words, month, is_full, **where):
        """One more for each of these typed words in that month; a month that is full takes no new ones."""
        kept = kept_words(words)
        if kept and not is_full:
            rows = [self.model(word=word, typed=typed, month=month, **where) for word, typed in kept.items()]
            self.bulk_create(rows, ignore_conflicts=True)
        self.filter(word__in=kept, month=month, **where).update(count=F("count") + 1)

    def forget_rare(self):
        """Words of past months that too few used to be shown; how many were forgotten."""
        return self.filter(month__lt=this_month(), count__lt=SHOWN_FROM).delete()[0]

    def shown(self):
        """Those that are shown: often enough to be nobody's own words."""
        return self.filter(count__gte=SHOWN_FROM)

    def by_word(self):
        """[(word, times)], the most frequent first: each as somebody typed it, rather with hamza and ta marbuta."""
        first = Coalesce(Min(NullIf("typed", Value(""))), "word")
        counted = self.order_by().values("word").annotate(times=Sum("count"), first=first)
        return list(counted.order_by("-times", "word").values_list("first", "times"))


class CountedWord(models.Model):
    """A word, as folded and as whoever came first typed it, and how often it was looked for in a month."""

    word = models.CharField(_("word"), max_length=LONGEST)
    typed = models.CharField(_("as typed"), max_length=LONGEST, db_default="")  # "" from before it was kept
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        abstract = True
        ordering = ["-month", "-count", "word"]

    def __str__(self):
        return self.typed or self.word


def this_month():
    return timezone.localdate().replace(day=1)
