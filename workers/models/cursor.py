"""How far each reader of the journal has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deeds.journal.canonical import BEGINNING


class CursorQuerySet(models.QuerySet):
    def place(self, reader):
        """The row of this reader, made where it never read."""
        return self.get_or_create(reader=reader)[0]

    def move(self, seen, seal):
        """From where it was seen on to this seal; false when another process moved it in the meantime."""
        return bool(self.filter(pk=seen.pk, seq=seen.seq).update(seq=seal.seq, hash=seal.hash))


class Cursor(models.Model):
    """The place in the journal that a reader has reached; moved in the transaction of what it did there."""

    reader = models.CharField(_("reader"), max_length=60, unique=True)
    seq = models.PositiveBigIntegerField(_("number in the chain"), default=0)
    hash = models.CharField(_("hash"), max_length=64, default=BEGINNING)

    objects = CursorQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a reader")
        verbose_name_plural = _("places of readers")

    def __str__(self):
        return f"{self.reader} {self.seq}"
