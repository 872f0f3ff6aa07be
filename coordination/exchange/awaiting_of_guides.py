"""Corrections of guides that wait for those who keep them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.exchange.models import Correction
from deeds.hooks import Waiting, audiences_of
from directory.models.group import group_ids


def of_keepers(person):
    """One line for each, for the editors of the group that keeps the guide, else for the committee."""
    audiences = audiences_of(person)
    groups = group_ids(audiences, "editor")
    rows = Correction.objects.open().filter(guide__group__in=groups) if groups else Correction.objects.none()
    if "committee" in audiences:
        rows |= Correction.objects.open().filter(guide__group=None)
    for row in rows.select_related("guide").order_by("at", "pk"):
        sentence = _("A reader says that the guide %(title)s is outdated") % {
            "title": f"\u2068{row.guide.title}\u2069"
        }
        url = reverse("guide_correction", args=[row.guide.uuid, row.uuid])
        yield Waiting(sentence, url, verb=_("Look and answer"), since=row.at)
