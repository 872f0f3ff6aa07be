"""Who reads an initiative's page, and what waits for them there."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.initiatives import rules
from coordination.initiatives.models import EDITABLE, UNDECIDED, State
from directory.models import Standing
from directory.models.group import group_ids

TO_REVIEW = (State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED, State.VOTING, State.INQUORATE)
CAN_BE_SUSPENDED = (State.APPROVED, State.ACTIVE)


@dataclass(frozen=True)
class Act:
    """A button: `main` is the one filled one, `grave` ends something."""

    label: Any
    url: str
    main: bool = False
    grave: bool = False


class Reader:
    """The parts a reader has in an initiative, from the audiences of the request; no queries of its own."""

    def __init__(self, initiative, audiences):
        self.initiative, self.audiences = initiative, audiences
        rows = list(initiative.partnerships.all())
        for row in rows:
            row.initiative = initiative
        self.rows = rows
        self.edits = initiative.lead_id in group_ids(audiences, "editor")
        self.leads = initiative.lead_id in group_ids(audiences, "leader")
        member_of, edited = set(group_ids(audiences, "member")), set(group_ids(audiences, "editor"))
        self.inside = bool(member_of & {row.group_id for row in rows})
        self.own_parts = [row for row in rows if row.group_id in edited]
        self.led_parts = [row for row in rows if row.group_id in group_ids(audiences, "leader")]
        self.reviews = "committee" in audiences and not self.inside
        self.sees_work = self.inside or "committee" in audiences

    def acts(self):
        """What this reader can do now, the most pressing first, what ends something last."""
        acts = [*self.acts_of_partner(), *self.acts_of_lead(), *self.acts_of_committee()]
        return sorted(acts, key=lambda act: (act.grave, not act.main))

    def to(self, name, *more):
        return reverse(name, args=[self.initiative.uuid, *more])

    def step(self, name):
        return self.to("initiative_step", name)

    def acts_of_partner(self):
        state = self.initiative.state
        if state == State.INVITING:
            for row in rules.not_agreeing(self.initiative):
                if row.group_id in {own.group_id for own in self.led_parts} and not row.declined_at:
                    yield Act(_("Look and agree"), self.to("initiative_agreement", row.group.slug), main=True)
        if state in EDITABLE and not self.edits:
            for row in self.own_parts:
                yield Act(_("Edit your group’s part"), self.to("initiative_part", row.group.slug))
        if state == State.CLOSED:
            for row in self.own_parts:
                if row.offered_at and not row.answered_at:
                    url = self.to("initiative_offer", row.group.slug)
                    yield Act(_("Add the achievement to your page"), url, main=True)

    def acts_of_lead(self):
        state = self.initiative.state
        if not self.edits:
            return
        if state in EDITABLE:
            main = state in (State.DRAFT, State.CHANGES_REQUESTED)
            label = _("Go on writing") if state == State.DRAFT else _("Edit the plan")
            yield Act(label, self.to("initiative_check"), main=main)
        yield from (self.of_leader(state) if self.leads else ())
        if state == State.APPROVED and self.initiative.permit_needed:
            yield Act(_("Enter the permit"), self.to("initiative_permit"), main=not self.permitted)
        if state == State.ACTIVE:
            yield Act(_("Tick off what is done"), self.to("initiative_progress"))
        if state in (State.ACTIVE, State.COMPLETED):
            yield Act(_("Write the outcome report"), self.to("initiative_report"), main=not self.reported)

    def of_leader(self, state):
        if state == State.READY:
            yield Act(_("Submit to the committee"), self.step("submit"), main=True)
        if state == State.APPROVED and self.permitted and not self.away:
            yield Act(_("Start the initiative"), self.step("start"), main=True)
        if state == State.ACTIVE and self.reported:
            yield Act(_("Complete the initiative"), self.step("complete"), main=True)
        if state == State.COMPLETED:
            yield Act(_("Close the initiative"), self.step("close"), main=True)
        if state in rules.AGAINST and rules.appealable(self.initiative):
            yield Act(_("File an appeal"), self.to("initiative_appeal"), main=True)
        if state in UNDECIDED:
            yield Act(_("Withdraw the initiative"), self.step("withdraw"), grave=True)

    def acts_of_committee(self):
        if not self.reviews:
            return
        state = self.initiative.state
        if state in TO_REVIEW:
            main = state in (State.SUBMITTED, State.IN_REVIEW)
            yield Act(_("Review the initiative"), self.to("initiative_review"), main=main)
        if state in CAN_BE_SUSPENDED:
            yield Act(_("Suspend the initiative"), self.to("initiative_decision", "suspend"), grave=True)
        if state == State.SUSPENDED:
            yield Act(_("Lift the suspension"), self.to("initiative_decision", "lift"), main=True)
            yield Act(_("Cancel the initiative"), self.to("initiative_decision", "cancel"), grave=True)

    @property
    def away(self):
        """Groups with a part that do not stand in the directory now."""
        rows = [row for row in self.rows if row.has_part or row.is_lead]
        return [row.group for row in rows if row.group.standing != Standing.LISTED]

    @property
    def permitted(self):
        return rules.is_permitted(self.initiative)

    @property
    def reported(self):
        return rules.is_reported(self.initiative)
