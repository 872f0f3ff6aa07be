"""Photos of a group: its logo, its cover, what its achievements show, and its reports of what groups did together."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair

from .group import EVERYBODY_SEES, Group, group_ids
from .profile import Achievement

CENTRE = 5


class PhotoQuerySet(models.QuerySet):
    def placed(self):
        """Without those of an achievement or a report that is still being written."""
        told = self.exclude(use=Photo.Use.UNTOLD)
        return told.filter(~Q(use=Photo.Use.ACHIEVEMENT) | Q(achievement__isnull=False))

    def drafts(self, group, person):
        """Photos that this person sent with a form which was not right yet."""
        return self.filter(
            group=group, use=Photo.Use.ACHIEVEMENT, achievement__isnull=True, uploaded_by=person.pk
        )

    def of_person(self, person):
        """Photos that this person sent or answered for."""
        return self.filter(Q(uploaded_by=person) | Q(answered_by=person))

    def answered(self):
        """Those whose question was answered and that nobody hid."""
        return self.placed().exclude(people=Photo.People.UNANSWERED).filter(hidden_at__isnull=True)

    def public(self):
        """Answered photos of groups that everybody sees."""
        return self.answered().filter(group__standing__in=EVERYBODY_SEES)

    def without_children(self):
        """What may leave a group's own page: to cards, the first page, the API and previews of links."""
        return self.filter(people__in=[Photo.People.NOBODY, Photo.People.ADULTS])

    def visible_to(self, who):
        """Answered ones with the page; all others for who can settle them: editors, and leaders the hidden ones."""
        audiences = hooks.audiences_of(who)
        kept = Q(group__in=group_ids(audiences, "editor"), hidden_at__isnull=True)
        settled = Q(pk__in=self.answered(), group__in=Group.objects.visible_to(audiences))
        if "committee" in audiences:
            return self.filter(settled | kept | Q(hidden_at__isnull=False))
        return self.filter(settled | kept | Q(group__in=group_ids(audiences, "leader")))


class Photo(models.Model):
    """One picture, kept as WebP in several widths under a random name; public once its question is answered."""

    class Use(models.TextChoices):
        LOGO = "logo", pgettext_lazy("photo", "logo")
        COVER = "cover", pgettext_lazy("photo", "cover")
        ACHIEVEMENT = "achievement", pgettext_lazy("photo", "photo of an achievement")
        REPORT = "report", pgettext_lazy("photo", "photo of an outcome report")
        UNTOLD = "untold", pgettext_lazy("photo", "photo of a report that is not public yet")

    class People(models.TextChoices):
        UNANSWERED = "", _("not answered yet")
        NOBODY = "nobody", _("No one can be recognised")
        ADULTS = "adults", _("Adults, and all of them agreed")
        CHILDREN = "children", _("Children, and their guardians agreed")

    class Focal(models.IntegerChoices):
        """The nine parts of a picture, in reading order of a page written from left to right."""

        TOP_LEFT = 1, _("top left")
        TOP = 2, _("top")
        TOP_RIGHT = 3, _("top right")
        LEFT = 4, _("left")
        CENTRE = 5, _("centre")
        RIGHT = 6, _("right")
        BOTTOM_LEFT = 7, _("bottom left")
        BOTTOM = 8, _("bottom")
        BOTTOM_RIGHT = 9, _("bottom right")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="photos", verbose_name=_("group"))
    achievement = models.ForeignKey(
        Achievement,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("achievement"),
    )
    use = models.CharField(_("what it is for"), max_length=12, choices=Use)
    name = models.CharField(_("name of the file"), max_length=32, unique=True, editable=False)
    widths = models.JSONField(_("widths"), default=list, editable=False)
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    alt_ar = models.CharField(_("what the photo shows, in Arabic"), max_length=300, blank=True)
    alt_en = models.CharField(_("what the photo shows, in English"), max_length=300, blank=True)
    focal = models.PositiveSmallIntegerField(
        _("the part that must be seen"), choices=Focal, default=Focal.CENTRE
    )
    people = models.CharField(_("who can be recognised"), max_length=10, choices=People, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="photo_answers",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True, editable=False)
    hidden_why = models.CharField(_("why it is hidden"), max_length=300, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="photos_uploaded",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    alt = Pair()
    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(use__in=["logo", "cover", "achievement", "report", "untold"]),
                name="photo_use_is_known",
            ),
            models.CheckConstraint(
                condition=Q(people__in=["", "nobody", "adults", "children"]), name="photo_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(people="") | Q(answered_at__isnull=False), name="photo_answer_has_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(focal__gte=1) & Q(focal__lte=9), name="photo_focal_is_one_of_nine"
            ),
            models.CheckConstraint(
                condition=Q(achievement__isnull=True) | Q(use="achievement"),
                name="photo_of_an_achievement_says_so",
            ),
            models.UniqueConstraint(
                fields=["group", "use"],
                condition=Q(use__in=["logo", "cover"]),
                name="one_logo_and_one_cover_per_group",
            ),
        ]

    def __str__(self):
        return self.alt or str(self.get_use_display())

    def address(self, width):
        """The address of its file in the smallest width that is enough for `width` pixels."""
        fitting = next((each for each in self.widths if each >= width), self.widths[-1])
        return reverse("photo_file", args=[self.name, fitting])

    def files(self):
        """Where its widths lie in the storage."""
        return [file_of(self.name, width) for width in self.widths]

    @property
    def is_answered(self):
        return bool(self.people)

    @property
    def may_travel(self):
        """Whether it may leave the group's own page, see `without_children`."""
        return self.people in (self.People.NOBODY, self.People.ADULTS)


def file_of(name, width):
    return f"photos/{name}-{width}.webp"
