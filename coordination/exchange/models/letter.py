"""A handover letter: what groups confirmed that they received, on paper for whoever gave it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.bilingual import Pair, one_of_two

from .kinds import Unit
from .post import Post
from .response import Response, Stage


class Letter(models.Model):
    """Frozen as it was issued; whether it is still the whole of it is asked each time, see `is_corrected`.

    About an offer it names every group that received of it, about an answer (`response`) the group that asked.
    `lines` is [{"group": uuid, "name_ar", "name_en", "quantity"}].
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="letters", verbose_name=_("request or offer"))
    response = models.ForeignKey(
        Response, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("response")
    )
    to_ar = models.CharField(_("to, in Arabic"), max_length=200, blank=True)
    to_en = models.CharField(_("to, in English"), max_length=200, blank=True)
    title_ar = models.CharField(_("Arabic title"), max_length=120, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    unit = models.CharField(_("counted in"), max_length=10, choices=Unit)
    lines = models.JSONField(_("what arrived where"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="handover_letters", verbose_name=_("asked for by")
    )  # fmt: skip
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now, editable=False)

    to, title = Pair(), Pair()

    class Meta:
        verbose_name = _("handover letter")
        verbose_name_plural = _("handover letters")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            one_of_two("to", "letter"),
            one_of_two("title", "letter"),
            models.CheckConstraint(condition=~Q(lines=[]), name="a_letter_tells_of_something"),
        ]

    def __str__(self):
        return str(_("Handover letter %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("letter", args=[self.uuid])

    @property
    def number(self):
        return f"{timezone.localdate(self.issued_at):%Y}-{self.pk:04d}"

    @property
    def total(self):
        return sum(line["quantity"] for line in self.lines)

    def newest(self):
        """The latest letter about the same; it may be this one."""
        return type(self).objects.filter(post=self.post_id, response=self.response_id).first()

    def is_corrected(self):
        """Something else holds by now: more was confirmed since."""
        return amounts(self.lines) != amounts(lines_of(self.post, self.response))


def lines_of(post, response=None):
    """What is confirmed by now, the first confirmed first."""
    rows = Response.objects.filter(post=post, state=Stage.CONFIRMED).select_related("group", "post__group")
    rows = rows.filter(pk=response.pk) if response else rows.filter(outside=None)
    return [line_of(row) for row in rows.order_by("state_since", "pk")]


def line_of(row):
    group = row.receiver
    names = {"name_ar": group.name_ar, "name_en": group.name_en}
    return {"group": str(group.uuid), **names, "quantity": row.received}


def amounts(lines):
    return sorted((line["group"], line["quantity"]) for line in lines)
