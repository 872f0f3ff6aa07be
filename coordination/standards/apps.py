from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from deeds import hooks


class StandardsConfig(AppConfig):
    name = "coordination.standards"
    label = "standards"
    verbose_name = _("Standards")

    def ready(self):
        from coordination.committee import docket, drawing
        from coordination.standards import (
            awaiting,
            awaiting_accreditations,
            kinds,
            kinds_of_accreditations,
            lifecycle,
            lifecycle_of_accreditations,
            lifecycle_of_reviewers,
            news,
            notices,
            notices_of_accreditations,
            notices_of_assessments,
            notices_of_reviewers,
            own_data,
        )
        from coordination.standards.credentials import badges
        from coordination.standards.models import (
            Accreditation,
            Appeal,
            Assessment,
            Finding,
            Proposal,
            Reviewer,
            Revocation,
            Standard,
        )
        from coordination.standards.views import of_group

        hooks.awaiting.register(awaiting.of_groups)
        hooks.awaiting.register(awaiting.of_committee)
        for kind in (
            kinds.Adoptions(),
            kinds.Retirements(),
            kinds.Appeals(),
            kinds_of_accreditations.Revocations(),
        ):
            docket.register(kind)
        drawing.register(_("Standards"), lifecycle.STANDARD, Standard)
        drawing.register(_("Assessments"), lifecycle.ASSESSMENT, Assessment)
        drawing.register(_("Accreditations"), lifecycle_of_accreditations.ACCREDITATION, Accreditation)
        drawing.register(_("Revocations"), lifecycle_of_accreditations.REVOCATION, Revocation)
        drawing.register(_("Appeals about assessments and accreditations"), lifecycle.APPEAL, Appeal)
        drawing.register(_("Reviewers"), lifecycle_of_reviewers.REVIEWER, Reviewer)
        drawing.register(_("Proposals of reviewers"), lifecycle_of_reviewers.PROPOSAL, Proposal)
        hooks.awaiting.register(awaiting.assessments)
        hooks.awaiting.register(awaiting.reviews)
        hooks.awaiting.register(awaiting.late_appeals)
        hooks.awaiting.register(awaiting.invitations)
        hooks.awaiting.register(awaiting_accreditations.of_leaders)
        hooks.awaiting.register(awaiting_accreditations.of_committee)
        hooks.coming.register(awaiting_accreditations.to_come)
        hooks.evidence.register(Finding.kept)
        hooks.workspace_parts.register(of_group.on_workspace)
        hooks.profile_parts.register(of_group.on_profile)
        hooks.card_parts.register(badges.on_cards)
        hooks.news.register(news.of_entries)
        own_data.register()
        for line in (
            *notices.KINDS,
            *notices_of_assessments.KINDS,
            *notices_of_reviewers.KINDS,
            *notices_of_accreditations.KINDS,
        ):
            hooks.notice_kinds.register(line)
