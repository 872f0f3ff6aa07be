"""The journal's four tables: what was done, its words, what waits to be sealed, and the chain of seals; and forms
that were posted."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from deeds import hooks


@models.JSONField.register_lookup
class Meets(models.Lookup):
    """`audience__meets=words`: the stored list and the words have at least one in common."""

    lookup_name = "meets"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        stored, params = self.process_lhs(compiler, connection)
        marks = ", ".join(["%s"] * len(self.rhs))
        sql = f"EXISTS (SELECT 1 FROM json_each({stored}) WHERE json_each.value IN ({marks}))"
        return sql, [*params, *sorted(self.rhs)]

    def as_postgresql(self, compiler, connection):
        stored, params = self.process_lhs(compiler, connection)
        return f"{stored} ?| %s::text[]", [*params, sorted(self.rhs)]


class Kept(models.QuerySet):
    """Rows that are written once: changing or removing them is a mistake in the code."""

    def update(self, **fields):
        raise TypeError(f"{self.model.__name__} is insert-only and is never updated.")

    def delete(self):
        raise TypeError(f"{self.model.__name__} is insert-only and is never deleted.")


class KeptModel(models.Model):
    class Meta:
        abstract = True

    def save(self, **kwargs):
        """Inserts; a second save is a mistake in the code."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is insert-only and is never updated.")
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, using=None, keep_parents=False):
        raise TypeError(f"{type(self).__name__} is insert-only and is never deleted.")


class EntryQuerySet(Kept):
    def visible_to(self, who):
        """Entries addressed to `who`: a person, None for the public, or audiences; the committee reads all."""
        audiences = hooks.audiences_of(who)
        return self if audiences & {"committee", "operator"} else self.filter(audience__meets=audiences)

    def about(self, thing):
        return self.filter(subject_type=thing._meta.label_lower, subject_id=str(thing.pk))


class Entry(KeptModel):
    """One deed that others may see: who did what to which thing, when, and for whose eyes. Insert-only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("actor"),
        help_text=_("Empty: the system itself."),
    )
    deed = models.CharField(_("deed"), max_length=100)
    subject_type = models.CharField(_("kind of subject"), max_length=100)
    subject_id = models.CharField(_("subject"), max_length=64, blank=True)
    audience = models.JSONField(_("audience"), default=list)
    data = models.JSONField(_("data"), default=dict)
    reason_code = models.CharField(_("reason code"), max_length=64, blank=True)
    text_digest = models.CharField(_("digest of the text"), max_length=64)
    quiet = models.BooleanField(_("quiet"), default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="entry_by_subject")]

    def __str__(self):
        return f"{self.deed} {self.subject_type} {self.subject_id}".rstrip()

    @property
    def title(self):
        """The sentence in the reader's language, or the deed's name when its text was erased."""
        text = getattr(self, "text", None)
        return text.title if text else self.deed


class EntryText(models.Model):
    """The words of an entry, apart from it, so that they can be erased while the chain holds."""

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="text", verbose_name=_("entry")
    )
    salt = models.CharField(_("salt"), max_length=32)
    title_ar = models.TextField(_("title in Arabic"))
    title_en = models.TextField(_("title in English"))
    reason = models.TextField(_("reason"), blank=True)
    words = models.TextField(_("words of persons"), blank=True)

    class Meta:
        verbose_name = _("text of an entry")
        verbose_name_plural = _("texts of entries")

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        """Inserts; the words of an entry may be erased and never changed."""
        if not self._state.adding:
            raise TypeError("EntryText may be deleted and is never changed.")
        super().save(**{**kwargs, "force_insert": True})

    @property
    def title(self):
        return self.title_en if get_language() == "en" else self.title_ar


class Unsealed(models.Model):
    """An entry that waits for the sealer; the queue itself."""

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="unsealed", verbose_name=_("entry")
    )

    class Meta:
        verbose_name = _("entry to be sealed")
        verbose_name_plural = _("entries to be sealed")

    def __str__(self):
        return str(self.entry_id)


class Seal(KeptModel):
    """One link of the chain: the place of an entry in the order that every reader follows."""

    seq = models.BigIntegerField(_("number in the chain"), primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal", verbose_name=_("entry"))
    previous = models.CharField(_("hash before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)

    objects = Kept.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")

    def __str__(self):
        return self.head

    @property
    def head(self):
        """How a place in the chain is written down outside: SEQ:HASH."""
        return f"{self.seq}:{self.hash}"


class OnceQuerySet(models.QuerySet):
    def prune(self, older_than=timedelta(days=2)):
        """Forgets forms so old that nobody posts them twice by mistake; returns how many."""
        return self.filter(at__lt=timezone.now() - older_than).delete()[0]


class Once(models.Model):
    """A form that was posted and did its deed: the second time it leads to where the first one led."""

    token = models.CharField(_("token"), max_length=120, unique=True)
    address = models.CharField(_("address"), max_length=1000)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    objects = OnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("posted form")
        verbose_name_plural = _("posted forms")

    def __str__(self):
        return self.address
