"""Ballots: what is voted on, the roll, the votes, and who stands aside."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.bilingual import Pair

from .seat import Seat


class BallotQuerySet(models.QuerySet):
    def open(self):
        """Opened and not counted yet; whether votes are still taken depends on `closes_at`."""
        return self.filter(state=Ballot.State.OPEN)

    def pending(self):
        """Scheduled, or open and not counted yet: a matter has one of these at most."""
        return self.filter(state__in=[Ballot.State.SCHEDULED, Ballot.State.OPEN])

    def due_to_open(self, now=None):
        """Scheduled for a moment that has come, the longest due first."""
        due = self.filter(state=Ballot.State.SCHEDULED, opened_at__lte=now or timezone.now())
        return due.order_by("opened_at", "pk")

    def running(self, now=None):
        """Those that take votes at this moment, the nearest end first."""
        return self.open().filter(closes_at__gt=now or timezone.now()).order_by("closes_at", "pk")

    def of(self, kind, uuid):
        return self.filter(kind=kind, matter_uuid=uuid)

    def unapplied(self):
        """Counted, and the room would not follow yet."""
        return self.exclude(not_applied_en="").filter(settled_at=None)

    def on_docket(self, person, waiting):
        """Pending ones, those not applied, and second sessions due of what waits (uuids), each with `mine`.

        `mine` is "vote", "voted", "recused" or "read": what this person may do with it. Texts come later.
        """
        lines = RollLine.objects.filter(ballot=OuterRef("pk"), person=person.pk)
        failed = Q(state=Ballot.State.INQUORATE, matter_uuid__in=waiting)
        refused = ~Q(not_applied_en="") & Q(settled_at=None)
        pending = Q(state__in=[Ballot.State.SCHEDULED, Ballot.State.OPEN])
        rows = self.filter(pending | refused | failed)
        return rows.defer("text_ar", "text_en", "recommendation").annotate(
            mine=Case(
                When(Exists(lines.filter(vote__isnull=False)), then=Value("voted")),
                When(Exists(lines.filter(standing="recused")), then=Value("recused")),
                When(Exists(lines.filter(standing="voting")), then=Value("vote")),
                default=Value("read"),
            )
        )

    def missing_vote_of(self, person):
        """Those in which this person may vote now and has not."""
        voted = RollLine.objects.filter(person=person.pk, vote__isnull=False)
        return self.for_voter(person).exclude(pk__in=voted.values("ballot"))

    def for_voter(self, person, now=None):
        """Those in which this person may vote now."""
        standing = RollLine.objects.filter(person=person.pk, standing=RollLine.Standing.VOTING)
        return self.running(now).filter(pk__in=standing.values("ballot"))


class Ballot(models.Model):
    """One vote of the committee on one matter of a room, bound to the version that the matter had at opening.

    While it is scheduled, `opened_at` and `closes_at` say when it shall open and close, and there is no roll.
    `quorum` (votes), `majority_percent`, `secret` and `close_early` are the bylaws' at opening. The counts are those
    of closing; before that nobody sees any.
    """

    class State(models.TextChoices):
        SCHEDULED = "scheduled", pgettext_lazy("ballot", "scheduled")
        OPEN = "open", pgettext_lazy("ballot", "open")
        CARRIED = "carried", pgettext_lazy("ballot", "carried")
        LOST = "lost", pgettext_lazy("ballot", "lost")
        INQUORATE = "inquorate", pgettext_lazy("ballot", "inquorate")
        CANCELLED = "cancelled", pgettext_lazy("ballot", "cancelled")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind of matter"), max_length=60)
    matter_uuid = models.UUIDField(_("matter"))
    matter_version = models.PositiveIntegerField(_("version of the matter"))
    group_ids = models.JSONField(_("groups concerned"), default=list)
    people_ids = models.JSONField(_("people concerned"), default=list)
    title_ar = models.CharField(_("title in Arabic"), max_length=500, blank=True)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    text_ar = models.TextField(_("text in Arabic"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    title, text = Pair(), Pair()
    is_public = models.BooleanField(
        _("public"), default=True, help_text=_("Whether everybody may read what it is about.")
    )

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.SCHEDULED, editable=False
    )
    session = models.PositiveSmallIntegerField(_("session"), default=1)
    opened_at = models.DateTimeField(_("opened at"))
    closes_at = models.DateTimeField(_("closes at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="ballots_opened",
        verbose_name=_("opened by"),
    )
    recommendation = models.TextField(_("recommendation"), max_length=2000, blank=True)
    quorum = models.PositiveSmallIntegerField(_("quorum"))
    majority_percent = models.PositiveSmallIntegerField(_("majority"), default=50)
    secret = models.BooleanField(_("secret"), default=True)
    close_early = models.BooleanField(_("closes when everybody has voted"), default=True)

    not_opened_ar = models.TextField(_("why it could not open, in Arabic"), blank=True)
    not_opened_en = models.TextField(_("why it could not open, in English"), blank=True)
    not_opened = Pair()

    votes_for = models.PositiveSmallIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    votes_abstain = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    not_applied_ar = models.TextField(_("why the outcome was not applied, in Arabic"), blank=True)
    not_applied_en = models.TextField(_("why the outcome was not applied, in English"), blank=True)
    settled_at = models.DateTimeField(_("outcome settled at"), null=True, blank=True)
    not_applied = Pair()
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "matter_uuid"], name="ballot_by_matter"),
            models.Index(fields=["state", "closes_at"], name="ballot_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["scheduled", "open", "carried", "lost", "inquorate", "cancelled"]),
                name="ballot_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="ballot_closes_after_it_opens"
            ),
            models.UniqueConstraint(
                fields=["kind", "matter_uuid"],
                condition=Q(state__in=["scheduled", "open"]),
                name="one_open_ballot_per_matter",
            ),
            models.CheckConstraint(
                condition=~Q(state="carried")
                | Q(
                    votes_for__gt=F("votes_against"),
                    quorum__lte=F("votes_for") + F("votes_against") + F("votes_abstain"),
                ),
                name="ballot_carried_by_quorum_and_majority",
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def is_running(self):
        """Votes are taken, whether a job has run or not."""
        return self.state == self.State.OPEN and timezone.now() < self.closes_at

    @property
    def is_scheduled(self):
        return self.state == self.State.SCHEDULED

    @property
    def is_being_counted(self):
        return self.state == self.State.OPEN and not self.is_running

    @property
    def votes_cast(self):
        return sum(n or 0 for n in (self.votes_for, self.votes_against, self.votes_abstain))


class RollLineQuerySet(models.QuerySet):
    def voting(self, at=None):
        """Lines that count at this moment: not struck, and their seat's term runs."""
        seated = Seat.objects.current(at).values("person")
        return self.filter(standing=RollLine.Standing.VOTING, person__in=seated)


class RollLine(models.Model):
    """One seated member at the opening of a ballot: on the roll, standing aside, or struck since."""

    class Standing(models.TextChoices):
        VOTING = "voting", pgettext_lazy("roll", "may vote")
        RECUSED = "recused", pgettext_lazy("roll", "recused")
        ENDED = "ended", pgettext_lazy("roll", "seat ended")

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="roll", verbose_name=_("ballot"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="roll_lines", verbose_name=_("person")
    )
    standing = models.CharField(
        _("standing"), max_length=8, choices=Standing, default=Standing.VOTING, editable=False
    )
    struck_at = models.DateTimeField(_("struck at"), null=True, blank=True)

    objects = RollLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a roll")
        verbose_name_plural = _("lines of a roll")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "person"], name="one_line_per_person_and_ballot"),
            models.CheckConstraint(
                condition=Q(standing__in=["voting", "recused", "ended"]), name="roll_standing_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_standing_display()}"


class Vote(models.Model):
    """What one line of the roll says; changed until the ballot closes, struck with its line."""

    class Choice(models.TextChoices):
        FOR = "for", pgettext_lazy("vote", "for")
        AGAINST = "against", pgettext_lazy("vote", "against")
        ABSTAIN = "abstain", pgettext_lazy("vote", "abstain")

    line = models.OneToOneField(
        RollLine, models.CASCADE, primary_key=True, related_name="vote", verbose_name=_("line of a roll")
    )
    choice = models.CharField(_("vote"), max_length=7, choices=Choice)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["for", "against", "abstain"]), name="vote_choice_is_known"
            )
        ]

    def __str__(self):
        return str(self._meta.verbose_name)


class Recusal(models.Model):
    """A member said to be party to a matter: no vote of theirs counts on it, in any session."""

    kind = models.CharField(_("kind of matter"), max_length=60)
    matter_uuid = models.UUIDField(_("matter"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals", verbose_name=_("person")
    )
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "matter_uuid", "person"], name="one_recusal_per_person_and_matter"
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.kind}"
