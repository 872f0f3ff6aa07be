"""All that other floors and rooms hear of standards, in tables; `join` registers them when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from coordination.committee import docket, drawing
from coordination.standards import (
    awaiting,
    awaiting_accreditations,
    kinds,
    kinds_of_accreditations,
    lifecycle,
    lifecycle_of_accreditations,
    lifecycle_of_reviewers,
    models,
    news,
    notices,
    notices_of_accreditations,
    notices_of_assessments,
    notices_of_reviewers,
    own_data,
)
from coordination.standards.credentials import badges
from coordination.standards.views import of_group
from deeds import hooks

MATTERS = (kinds.Adoptions(), kinds.Retirements(), kinds.Appeals(), kinds_of_accreditations.Revocations())
LIFECYCLES = (
    (_("Standards"), lifecycle.STANDARD, models.Standard),
    (_("Assessments"), lifecycle.ASSESSMENT, models.Assessment),
    (_("Accreditations"), lifecycle_of_accreditations.ACCREDITATION, models.Accreditation),
    (_("Revocations"), lifecycle_of_accreditations.REVOCATION, models.Revocation),
    (_("Appeals about assessments and accreditations"), lifecycle.APPEAL, models.Appeal),
    (_("Reviewers"), lifecycle_of_reviewers.REVIEWER, models.Reviewer),
    (_("Proposals of reviewers"), lifecycle_of_reviewers.PROPOSAL, models.Proposal),
)
HOOKS: tuple[tuple[hooks.Registry[Any], tuple[Any, ...]], ...] = (
    (hooks.awaiting, (*awaiting.PARTS, *awaiting_accreditations.PARTS)),
    (hooks.coming, (awaiting_accreditations.to_come,)),
    (hooks.notice_kinds, (
        *notices.KINDS, *notices_of_assessments.KINDS, *notices_of_reviewers.KINDS, *notices_of_accreditations.KINDS
    )),
    (hooks.news, (news.of_entries,)),
    (hooks.evidence, (models.Finding.kept,)),
    (hooks.workspace_parts, (of_group.on_workspace,)),
    (hooks.profile_parts, (of_group.on_profile,)),
    (hooks.card_parts, (badges.on_cards,)),
)  # fmt: skip


def join():
    for kind in MATTERS:
        docket.register(kind)
    for title, table, model in LIFECYCLES:
        drawing.register(title, table, model)
    for registry, told in HOOKS:
        for one in told:
            registry.register(one)
    own_data.register()
