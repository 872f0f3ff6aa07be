"""A group and what stands at the head of its page."""

import uuid

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two

from .taxonomy import AccessAnswer, AccessFeature, Answer, Area, Beneficiary, Field


class Kind(models.TextChoices):
    TEAM = "team", pgettext_lazy("kind", "volunteer team")
    ASSOCIATION = "association", pgettext_lazy("kind", "association of public benefit")
    FOUNDATION = "foundation", pgettext_lazy("kind", "charitable foundation")
    PUBLIC_BODY = "public_body", pgettext_lazy("kind", "public body")
    COMPANY = "company", pgettext_lazy("kind", "company")
    SCHOOL = "school", pgettext_lazy("kind", "school or university")
    PARENTS = "parents", pgettext_lazy("kind", "parents’ group")
    CLUB = "club", pgettext_lazy("kind", "club")


class Standing(models.TextChoices):
    """Where a group stands with the directory; the committee's steps alone move it."""

    DRAFT = "draft", pgettext_lazy("group", "draft")
    SUBMITTED = "submitted", pgettext_lazy("group", "submitted")
    RETURNED = "returned", pgettext_lazy("group", "returned")
    LISTED = "listed", pgettext_lazy("group", "listed")
    DECLINED = "declined", pgettext_lazy("group", "declined")
    SUSPENDED = "suspended", pgettext_lazy("group", "suspended")
    ARCHIVED = "archived", pgettext_lazy("group", "archived")


RESERVED = frozenset({"new"})  # addresses beside groups/<slug>/
EVERYBODY_SEES = (Standing.LISTED, Standing.ARCHIVED)


class GroupQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(standing=Standing.LISTED)

    def visible_to(self, who):
        """Groups that `who` (a Person, or a set of audiences) may know of."""
        audiences = hooks.audiences_of(who)
        if audiences & {"committee", "operator"}:
            return self
        return self.filter(Q(standing__in=EVERYBODY_SEES) | Q(pk__in=group_ids(audiences, "member")))

    def editable_by(self, who):
        """Groups whose page `who` may edit."""
        return self.filter(pk__in=group_ids(hooks.audiences_of(who), "editor"))

    def with_profile(self):
        """All that a public page shows but names and contacts, in a fixed number of queries."""
        services = apps.get_model("directory", "Service").objects.published().select_related("place__parent")
        photos = apps.get_model("directory", "Photo").objects.answered()
        return self.select_related("area__parent").prefetch_related(
            "fields",
            "beneficiaries",
            "access_answers__feature",
            "social_links",
            models.Prefetch("services", queryset=services),
            "services__beneficiaries",
            "services__access_answers__feature",
            "capabilities",
            models.Prefetch(
                "achievements__partner_groups",
                queryset=Group.objects.filter(standing__in=EVERYBODY_SEES),
            ),
            models.Prefetch("achievements__photos", queryset=photos, to_attr="shown_photos"),
            models.Prefetch("photos", queryset=photos.filter(achievement=None), to_attr="looks"),
            "licences",
        )


def group_ids(audiences, role):
    """Ids of the groups in which these audiences hold `role`: member, editor or leader."""
    parts = (audience.split(":") for audience in audiences if audience.startswith("group:"))
    return [int(part[1]) for part in parts if part[2] == role]


def partner_ids(audiences):
    """Ids of the partner institutions whose key gave these audiences."""
    return {int(audience.split(":")[1]) for audience in audiences if audience.startswith("partner:")}


class Group(models.Model):
    """A volunteer group: the root that every change of its page, team or parts claims."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    name_ar = models.CharField(_("Arabic name"), max_length=200, blank=True)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    summary_ar = models.CharField(_("Arabic summary"), max_length=300, blank=True)
    summary_en = models.CharField(_("English summary"), max_length=300, blank=True)
    about_ar = models.TextField(_("about the group, in Arabic"), max_length=20000, blank=True)
    about_en = models.TextField(_("about the group, in English"), max_length=20000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TEAM)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("area")
    )
    fields = models.ManyToManyField(
        Field, blank=True, related_name="groups", verbose_name=_("fields of work")
    )
    beneficiaries = models.ManyToManyField(
        Beneficiary, blank=True, related_name="groups", verbose_name=_("beneficiaries")
    )
    access_features = models.ManyToManyField(
        AccessFeature, through="GroupAccess", related_name="groups", verbose_name=_("access features")
    )
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    volunteers = models.PositiveIntegerField(_("number of volunteers"), null=True, blank=True)
    accepts_volunteers = models.BooleanField(_("accepts volunteers"), default=False)
    committee_notes = models.TextField(_("notes of the committee"), blank=True)

    standing = models.CharField(
        _("standing"), max_length=12, choices=Standing, default=Standing.DRAFT, editable=False
    )
    source = models.CharField(_("source"), max_length=80, blank=True, editable=False)
    external_id = models.CharField(_("id at the source"), max_length=80, blank=True, editable=False)
    disputed_at = models.DateTimeField(_("claim disputed since"), null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(_("founded or claimed at"), null=True, blank=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    listed_at = models.DateTimeField(_("listed at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    name = Pair()
    summary = Pair()
    about = Pair()
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["pk"]
        constraints = [
            one_of_two("name", "group"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="group_standing_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="group_kind_is_known"),
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(external_id=""), name="one_group_per_source_id"
            ),
        ]
        indexes = [models.Index(fields=["standing", "listed_at"], name="group_standing_listed")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("group", args=[self.slug])

    def clean(self):
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("This address is taken by the site itself.")})

    @property
    def seen_by(self):
        """The audiences that may know of it, as `visible_to` finds them."""
        if self.standing in EVERYBODY_SEES:
            return hooks.PUBLIC
        return frozenset({f"group:{self.pk}:member", "committee", "operator"})

    @property
    def is_claimed(self):
        return self.claimed_at is not None

    @property
    def current_licence(self):
        """The licence that runs longest, from prefetched rows; None without one."""
        return next(iter(self.licences.all()), None)

    @property
    def logo(self):
        """The answered logo, from `looks` as with_profile reads them; None without one."""
        return next((photo for photo in self.looks if photo.use == "logo"), None)  # type: ignore[attr-defined]

    @property
    def cover(self):
        return next((photo for photo in self.looks if photo.use == "cover"), None)  # type: ignore[attr-defined]


def free_slug(*names, taken=None):
    """A page address not in use, from the first of `names` that gives one; `taken(slug) -> bool` may be passed in."""
    in_use = taken or (lambda slug: Group.objects.filter(slug=slug).exists())

    def refused(slug):
        return slug in RESERVED or in_use(slug)

    base = next(
        (slug for name in names if (slug := slugify(name, allow_unicode=True)[:100].strip("-"))), "group"
    )
    numbered = (f"{base}-{number}" for number in range(2, 100_000))
    return base if not refused(base) else next(slug for slug in numbered if not refused(slug))


class GroupAccess(AccessAnswer):
    group = models.ForeignKey(Group, models.CASCADE, related_name="access_answers", verbose_name=_("group"))

    class Meta:
        verbose_name = _("access feature of a group")
        verbose_name_plural = _("access features of groups")
        ordering = ["feature__position"]
        constraints = [
            models.UniqueConstraint(fields=["group", "feature"], name="one_answer_per_group_and_feature"),
            models.CheckConstraint(
                condition=Q(answer=Answer.UNKNOWN) | Q(confirmed_on__isnull=False),
                name="group_access_answer_has_a_day",
            ),
        ]


class SocialLink(models.Model):
    """Where else a group can be followed or written to."""

    class Network(models.TextChoices):
        WHATSAPP = "whatsapp", _("WhatsApp")
        INSTAGRAM = "instagram", _("Instagram")
        X = "x", _("X")
        YOUTUBE = "youtube", _("YouTube")
        FACEBOOK = "facebook", _("Facebook")
        TIKTOK = "tiktok", _("TikTok")
        OTHER = "other", _("other link")

    group = models.ForeignKey(Group, models.CASCADE, related_name="social_links", verbose_name=_("group"))
    network = models.CharField(_("network"), max_length=12, choices=Network)
    url = models.URLField(_("link"), max_length=300)

    class Meta:
        verbose_name = _("social link")
        verbose_name_plural = _("social links")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "url"], name="one_row_per_group_and_link")]

    def __str__(self):
        return self.url
