"""Who gives from outside the directory, in the name of an organisation, and what only such a gift says of itself."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks


class Condition(models.TextChoices):
    NEW = "new", pgettext_lazy("condition", "new")
    GOOD = "good", pgettext_lazy("condition", "used, as good as new")
    USED = "used", pgettext_lazy("condition", "used, and works")
    MEND = "mend", pgettext_lazy("condition", "needs a small repair")


class GiverQuerySet(models.QuerySet):
    def of(self, who):
        """Those that are this person."""
        return self.filter(person__in=people_of(who))

    def waiting(self):
        """Those whose offer or answer the secretary has not looked at."""
        return self.filter(Q(post__state="asked") | Q(response__state="asked"))


class Giver(models.Model):
    """One gift's giver, kept beside its offer or its answer: the organisation is named to all, the contact is not.

    It is asked anew for each gift, since whoever gives for a company today may give for another one tomorrow.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="givers", verbose_name=_("person")
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    contact = models.CharField(_("whom to ask for"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    condition = models.CharField(_("condition"), max_length=4, choices=Condition, blank=True)
    photo = models.CharField(_("photo"), max_length=80, blank=True, editable=False)
    alt = models.CharField(_("what the photo shows"), max_length=200, blank=True)
    passed_at = models.DateTimeField(_("passed on at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    objects = GiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("giver from outside")
        verbose_name_plural = _("givers from outside")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(condition__in=["", *Condition.values]), name="giver_condition_is_known"
            ),
        ]

    def __str__(self):
        return str(self.name)

    @property
    def name(self):
        """What it is called; one whose account was erased before anything was given has no name left."""
        return self.organisation or _("an organisation that left")

    @property
    def audience(self):
        return f"person:{self.person_id}"

    @classmethod
    def kept(cls):
        """Names of all files that a row knows."""
        return set(cls.objects.exclude(photo="").values_list("photo", flat=True))


def people_of(who):
    """The ids of the person who holds these audiences; none of a visitor."""
    audiences = hooks.audiences_of(who)
    return [audience.partition(":")[2] for audience in audiences if audience.startswith("person:")]
