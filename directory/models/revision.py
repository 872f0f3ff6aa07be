"""What a section of a page said, each time it was saved."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .group import Group


class RevisionQuerySet(models.QuerySet):
    def of(self, group, code):
        """A section's revisions, the newest first."""
        return self.filter(group=group, section=code).order_by("-number")

    def number_of(self, group, code):
        """The number a form is opened with; 0 while the section was never saved."""
        return self.of(group, code).values_list("number", flat=True).first() or 0

    def last_row(self, group, code, row_id):
        """What a list, called as its section, last said of a row that is gone by now; None if it never had it."""
        for revision in self.of(group, code).iterator(chunk_size=20):
            if row := next((row for row in revision.data.get(code, []) if row["id"] == row_id), None):
                return row
        return None

    def forget_rows(self, group, code, name, ids):
        """Takes the rows with these ids out of the list `name` of every revision: whom they named is erased."""
        for revision in self.of(group, code):
            revision.data[name] = [row for row in revision.data.get(name, []) if row["id"] not in ids]
            revision.save(update_fields=["data"])


class Revision(models.Model):
    """A section's whole content after one save, children included; `by` is empty for what stood before or was
    changed past the forms (an import, the committee)."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="revisions", verbose_name=_("group"))
    section = models.CharField(_("section"), max_length=40)
    number = models.PositiveIntegerField(_("number"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="revisions",
        verbose_name=_("saved by"),
    )
    at = models.DateTimeField(_("saved at"), default=timezone.now)
    data = models.JSONField(_("content"))
    restored_from = models.PositiveIntegerField(_("restored from"), null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["group", "section", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "section", "number"], name="one_revision_per_section_and_number"
            ),
        ]

    def __str__(self):
        return f"{self.section} {self.number}"
