"""How a visitor's question, offer of help and report move on; whoever holds the secret link acts without a name."""

from django.utils.translation import gettext_lazy as _

from deeds.lifecycle import Lifecycle
from directory import rules
from directory.models import Ask, Helper, Report

SECRETARIAT = ["committee:secretary", "committee:chair"]
AT_A_GROUP = [Ask.State.SENT, Ask.State.READ, Ask.State.UNANSWERED]
WITH_SECRETARY = [Ask.State.LEFT, Ask.State.UNANSWERED]


def leaders(visit):
    return [f"group:{visit.group_id}:leader"]


def leaders_who_may_know(helper):
    """Before a guardian agreed, the group hears nothing of a minor."""
    return [] if helper.is_minor and not helper.guardian_agreed_at else leaders(helper)


def who_knows(ask):
    return leaders(ask) if ask.group_id else SECRETARIAT


def secretariat(_ask):
    return SECRETARIAT


def secretariat_and_leaders(ask):
    return [*SECRETARIAT, *leaders(ask)]


def addressees(report):
    return ["committee"] if report.addressee == Report.Addressee.COMMITTEE else leaders(report)


def group(visit):
    return {"group": visit.group}


ASK = (
    Lifecycle("ask")
    .step("read", sources=[Ask.State.SENT], target=Ask.State.READ, who=rules.leads_its_group,
          title=_("A question to %(group)s was read."), audience=leaders, names=group)
    .step("answer", sources=AT_A_GROUP, target=Ask.State.ANSWERED, who=rules.leads_its_group,
          title=_("%(group)s answered a question."), audience=leaders, names=group)
    .step("set_aside", sources=AT_A_GROUP, target=Ask.State.CLOSED, who=rules.leads_its_group, needs_reason=True,
          title=_("%(group)s set a question aside."), audience=leaders, names=group)
    .step("fall_silent", sources=AT_A_GROUP[:2], target=Ask.State.UNANSWERED, who=rules.is_nobody,
          title=_("A question to %(group)s has waited five days."), audience=leaders, names=group)
    .step("close", sources=[*AT_A_GROUP, Ask.State.ANSWERED], target=Ask.State.CLOSED, who=rules.is_nobody,
          title=_("A question to %(group)s was closed by the person who asked."), audience=leaders, names=group)
)  # fmt: skip

LEFT = (
    Lifecycle("left_question")
    .step("pass_on", sources=WITH_SECRETARY, target=Ask.State.SENT, who=rules.keeps_left_questions,
          guard=rules.its_group_takes_questions, why_not=_("This group cannot be asked here at the moment."),
          title=_("%(by)s handed %(group)s a question that was left on the site."),
          audience=secretariat_and_leaders, names=group)
    .step("answer", sources=WITH_SECRETARY, target=Ask.State.ANSWERED, who=rules.keeps_left_questions,
          guard=rules.nobody_was_asked, title=_("%(by)s answered a question that was left on the site."),
          audience=secretariat)
    .step("set_aside", sources=WITH_SECRETARY, target=Ask.State.CLOSED, who=rules.keeps_left_questions,
          guard=rules.nobody_was_asked, needs_reason=True,
          title=_("%(by)s set a question aside that was left on the site."), audience=secretariat)
    .step("fall_silent", sources=[Ask.State.LEFT], target=Ask.State.UNANSWERED, who=rules.is_nobody,
          title=_("A question that was left on the site has waited five days."), audience=secretariat)
    .step("close", sources=[*WITH_SECRETARY, Ask.State.ANSWERED], target=Ask.State.CLOSED, who=rules.is_nobody,
          title=_("A question that was left on the site was closed by the person who asked."), audience=secretariat)
)  # fmt: skip


def table_of(ask):
    """The steps of a question depend on whether a group has it."""
    return ASK if ask.group_id else LEFT


HELPER = (
    Lifecycle("helper")
    .step("agree", sources=[Helper.State.GUARDIAN], target=Helper.State.SENT, who=rules.is_nobody,
          guard=rules.a_guardian_agreed, why_not=_("A guardian has to agree first."),
          title=_("A guardian agreed that somebody under 18 offers %(group)s help."),
          audience=leaders_who_may_know, names=group)
    .step("reply", sources=[*Helper.WAITING, Helper.State.REPLIED], target=Helper.State.REPLIED,
          who=rules.leads_its_group,
          title=_("%(group)s replied to somebody who wants to help."), audience=leaders, names=group)
    .step("welcome", sources=[*Helper.WAITING, Helper.State.REPLIED], target=Helper.State.WELCOMED,
          who=rules.leads_its_group,
          title=_("%(group)s welcomed somebody who wants to help."), audience=leaders, names=group)
    .step("decline", sources=[*Helper.WAITING, Helper.State.REPLIED], target=Helper.State.DECLINED,
          who=rules.leads_its_group,
          title=_("%(group)s could not take in somebody who wants to help."), audience=leaders, names=group)
    .step("fall_silent", sources=Helper.FRESH, target=Helper.State.UNANSWERED, who=rules.is_nobody,
          title=_("Somebody who wants to help %(group)s has waited seven days."), audience=leaders, names=group)
    .step("withdraw", sources=[Helper.State.GUARDIAN, *Helper.WAITING, Helper.State.REPLIED],
          target=Helper.State.WITHDRAWN, who=rules.is_nobody,
          title=_("An offer to help %(group)s was withdrawn."), audience=leaders_who_may_know, names=group)
)  # fmt: skip

REPORT = (
    Lifecycle("report")
    .step("mend", sources=[Report.State.OPEN], target=Report.State.MENDED, who=rules.looks_at_it,
          needs_reason=True, title=_("What was reported of a page was put right."), audience=addressees)
    .step("dismiss", sources=[Report.State.OPEN], target=Report.State.UNFOUNDED, who=rules.looks_at_it,
          needs_reason=True, title=_("Nothing was found in a report of a page."), audience=addressees)
)  # fmt: skip
