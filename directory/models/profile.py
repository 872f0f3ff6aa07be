"""What a group shows on its page: services, capabilities, achievements, team, contacts."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, normal
from deeds import hooks
from directory.bilingual import Pair, one_of_two

from .group import Group, group_ids
from .taxonomy import AccessAnswer, AccessFeature, Answer, Area, Beneficiary

LONGEST_ADDRESS = 254  # RFC 5321


class Day(models.TextChoices):
    """The week as Kuwait begins it."""

    SUNDAY = "sun", _("Sunday")
    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")
    SATURDAY = "sat", _("Saturday")


class ServiceQuerySet(models.QuerySet):
    def published(self):
        """Without those still being written."""
        return self.filter(published=True)

    def visible_to(self, who):
        """Published services of groups that `who` may know of."""
        return self.published().filter(group__in=Group.objects.visible_to(who))


class Service(models.Model):
    """Help that a group offers."""

    class ForWhom(models.TextChoices):
        ALL = "all", pgettext_lazy("for whom", "everybody")
        WOMEN = "women", pgettext_lazy("for whom", "women")
        MEN = "men", pgettext_lazy("for whom", "men")
        FAMILIES = "families", pgettext_lazy("for whom", "families")

    class Mode(models.TextChoices):
        ON_SITE = "on_site", pgettext_lazy("mode", "on site")
        REMOTE = "remote", pgettext_lazy("mode", "remote")
        VISITING = "visiting", pgettext_lazy("mode", "we come to you")

    class Places(models.TextChoices):
        OPEN = "open", pgettext_lazy("places", "places open")
        WAITING = "waiting", pgettext_lazy("places", "waiting list")
        FULL = "full", pgettext_lazy("places", "full")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="services", verbose_name=_("group"))
    title_ar = models.CharField(_("Arabic title"), max_length=120, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    description_ar = models.TextField(_("Arabic description"), max_length=2000, blank=True)
    description_en = models.TextField(_("English description"), max_length=2000, blank=True)
    beneficiaries = models.ManyToManyField(
        Beneficiary, blank=True, related_name="services", verbose_name=_("beneficiaries")
    )
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=10, choices=ForWhom, default=ForWhom.ALL)
    mode = models.CharField(_("how"), max_length=10, choices=Mode, default=Mode.ON_SITE)
    place = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("place")
    )
    days = models.JSONField(_("days"), default=list, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    places = models.CharField(_("places"), max_length=10, choices=Places, default=Places.OPEN)
    places_on = models.DateField(_("places as of"), default=timezone.localdate)
    price = models.DecimalField(
        _("price in Kuwaiti dinars"),
        max_digits=9,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("0 means free; empty means on request."),
    )
    access_features = models.ManyToManyField(
        AccessFeature, through="ServiceAccess", related_name="services", verbose_name=_("access features")
    )
    published = models.BooleanField(_("published"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    title = Pair()
    description = Pair()
    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["position", "pk"]
        constraints = [
            one_of_two("title", "service"),
            models.CheckConstraint(
                condition=Q(age_to__isnull=True) | Q(age_from__isnull=True) | Q(age_to__gte=F("age_from")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="service_price_not_negative"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.group.get_absolute_url()}#service-{self.uuid}"

    @property
    def is_free(self):
        return self.price == 0


class ServiceAccess(AccessAnswer):
    service = models.ForeignKey(
        Service, models.CASCADE, related_name="access_answers", verbose_name=_("service")
    )

    class Meta:
        verbose_name = _("access feature of a service")
        verbose_name_plural = _("access features of services")
        ordering = ["feature__position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "feature"], name="one_answer_per_service_and_feature"),
            models.CheckConstraint(
                condition=Q(answer=Answer.UNKNOWN) | Q(confirmed_on__isnull=False),
                name="service_access_answer_has_a_day",
            ),
        ]


class Capability(models.Model):
    """Something a group can lend to others."""

    class Kind(models.TextChoices):
        SKILL = "skill", pgettext_lazy("capability", "skill")
        EQUIPMENT = "equipment", pgettext_lazy("capability", "equipment")
        VENUE = "venue", pgettext_lazy("capability", "venue")
        TRANSPORT = "transport", pgettext_lazy("capability", "transport")
        PEOPLE = "people", pgettext_lazy("capability", "trained people")

    group = models.ForeignKey(Group, models.CASCADE, related_name="capabilities", verbose_name=_("group"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title_ar = models.CharField(_("Arabic title"), max_length=120, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    quantity = models.PositiveIntegerField(_("quantity"), null=True, blank=True)
    available_ar = models.CharField(_("when, in Arabic"), max_length=120, blank=True)
    available_en = models.CharField(_("when, in English"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    title = Pair()
    available = Pair()

    class Meta:
        verbose_name = _("capability")
        verbose_name_plural = _("capabilities")
        ordering = ["position", "pk"]
        constraints = [one_of_two("title", "capability")]

    def __str__(self):
        return self.title


class AchievementQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Those of groups that `who` may know of."""
        return self.filter(group__in=Group.objects.visible_to(who))


class Achievement(models.Model):
    """Something a group did, with its day; an expired licence never hides it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="achievements", verbose_name=_("group"))
    happened_on = models.DateField(_("date"))
    title_ar = models.CharField(_("Arabic title"), max_length=160, blank=True)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    story_ar = models.TextField(_("story, in Arabic"), max_length=4000, blank=True)
    story_en = models.TextField(_("story, in English"), max_length=4000, blank=True)
    figures = models.JSONField(
        _("figures"), default=list, blank=True, help_text=_("A list of {value, label_ar, label_en}.")
    )
    partner_groups = models.ManyToManyField(
        Group, blank=True, related_name="shared_achievements", verbose_name=_("partner groups")
    )

    title = Pair()
    story = Pair()
    objects = AchievementQuerySet.as_manager()

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        ordering = ["-happened_on", "-pk"]
        constraints = [one_of_two("title", "achievement")]

    def __str__(self):
        return self.title


SCOPE = "team_card"


class TeamCardQuerySet(models.QuerySet):
    def public(self):
        """Cards whose person agreed for the time being; a minor's when a guardian did."""
        agreed = Consent.objects.live().filter(scope=OuterRef("scope"), guardian=OuterRef("is_minor"))
        return self.with_scope().filter(Exists(agreed))

    def with_scope(self):
        """Annotates `scope`, the name under which consents keep a card."""
        return self.annotate(scope=Concat(Value(f"{SCOPE}:"), Cast("pk", models.CharField())))

    def visible_to(self, who):
        own = group_ids(hooks.audiences_of(who), "leader")
        return self.filter(Q(pk__in=self.public()) | Q(group__in=own))


class TeamCard(models.Model):
    """Someone who does the work, shown to the public only by their own consent."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="team_cards", verbose_name=_("group"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="team_cards",
        verbose_name=_("person"),
    )
    name_ar = models.CharField(_("Arabic name"), max_length=120, blank=True)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    title_ar = models.CharField(_("what they do, in Arabic"), max_length=120, blank=True)
    title_en = models.CharField(_("what they do, in English"), max_length=120, blank=True)
    is_minor = models.BooleanField(_("under 18"), default=False)
    mail = models.EmailField(_("address to ask for consent"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    name = Pair()
    title = Pair()
    objects = TeamCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("team card")
        verbose_name_plural = _("team cards")
        ordering = ["position", "pk"]
        constraints = [one_of_two("name", "team_card")]

    def __str__(self):
        """A minor's name is for the page alone, and there only with a guardian's consent."""
        return gettext("somebody under 18") if self.is_minor else str(self.name)

    @property
    def consent_scope(self):
        return f"{SCOPE}:{self.pk}"


class ContactQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Public ones for everybody, members-only for that group, committee-only for its leaders and the committee.

        While it is disputed who may manage the page, none for outsiders: they may lead to the wrong people.
        Operators read the others in the admin alone, where looking leaves an entry in the journal.
        """
        audiences = hooks.audiences_of(who)
        if "committee" in audiences:
            return self
        return self.filter(
            Q(audience=Contact.Audience.PUBLIC, group__disputed_at=None)
            | Q(audience=Contact.Audience.MEMBERS, group__in=group_ids(audiences, "member"))
            | Q(group__in=group_ids(audiences, "leader"))
        )

    def published_mail(self):
        """The first e-mail address that everybody may see, in one spelling; "" without one."""
        shown = self.filter(kind=Contact.Kind.EMAIL, audience=Contact.Audience.PUBLIC).first()
        return normal(shown.value) if shown and is_address(shown.value) else ""  # type: ignore[attr-defined]


def is_address(text):
    """One address and nothing else: a letter goes to one place."""
    try:
        validate_email(normal(text))
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS


class Contact(models.Model):
    """One way to reach a group, with who may see it; members only unless said otherwise."""

    class Kind(models.TextChoices):
        PHONE = "phone", pgettext_lazy("contact", "phone")
        WHATSAPP = "whatsapp", pgettext_lazy("contact", "WhatsApp")
        EMAIL = "email", pgettext_lazy("contact", "e-mail")
        ADDRESS = "address", pgettext_lazy("contact", "address")

    class Audience(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("audience", "everybody")
        MEMBERS = "members", pgettext_lazy("audience", "members")
        COMMITTEE = "committee", pgettext_lazy("audience", "committee only")

    group = models.ForeignKey(Group, models.CASCADE, related_name="contacts", verbose_name=_("group"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = models.CharField(_("value"), max_length=200)
    audience = models.CharField(_("who sees it"), max_length=10, choices=Audience, default=Audience.MEMBERS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=["public", "members", "committee"]), name="contact_audience_is_known"
            ),
        ]

    def __str__(self):
        return self.value
