"""What visitors send, and claims of a page, as lines in the inboxes of those who answer."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.notices import Notice
from deeds.hooks import NoticeKind, NoticeLine, Subject, holders_of
from directory import rules
from directory.models import Ask, Claim, Helper, Mandate, Report

QUESTIONS = ngettext_lazy(
    "%(n)d question to %(about)s waits for an answer", "%(n)d questions to %(about)s wait for an answer", "n"
)
OFFERS = ngettext_lazy(
    "%(n)d offer to help %(about)s waits for an answer",
    "%(n)d offers to help %(about)s wait for an answer",
    "n",
)
QUESTION = _("A question to %(group)s waits for an answer")
LATE_QUESTION = _("A question to %(group)s has waited for five days without an answer")
OFFER = _("Somebody wants to help %(group)s and waits for an answer")
LATE_OFFER = _("An offer to help %(group)s has waited for seven days without an answer")
LEFT = _("A question that found no group waits for an answer")
LATE_LEFT = _("A question that found no group has waited for five days")
LEFT_QUESTIONS = Subject(("directory.left_questions", ""), _("Questions that found no group"))
A_DAY = timedelta(days=1)
ANSWERS = {
    "claim.approve": _("You manage the page of %(group)s now"),
    "claim.confirm": _("You manage the page of %(group)s now"),
    "claim.uphold": _("You go on managing the page of %(group)s"),
    "claim.overturn": _("You no longer manage the page of %(group)s"),
    "claim.refuse": _("Your request to manage the page of %(group)s was refused"),
    "claim.lose": _("Your request to manage the page of %(group)s was refused"),
}
MANDATES = {
    "mandate.give": _("%(group)s lets %(partner)s act in its name"),
    "mandate.end": _("%(group)s no longer lets %(partner)s act in its name"),
}


def of_entry(model, entry):
    """The row an entry is about, with its group; None when it was erased since."""
    return model.objects.filter(pk=entry.subject_id).select_related("group").first()


def waiting(model):
    """Those notices whose question, offer or report nobody has answered."""

    def still(notices):
        things = {
            str(pk) for pk in model.objects.waiting().filter(pk__in=ids(notices)).values_list("pk", flat=True)
        }
        return [notice.pk for notice in notices if notice.thing in things]

    return still


def ids(notices):
    return {notice.thing for notice in notices}


def about(group):
    return {"about": group, "names": {"group": group}}


def to_leaders(visit, sentence, step, **more):
    """A line for the group's leaders, who answer visitors."""
    kind = visit._meta.model_name
    more = {"urgent": True, "page": ("inbox", visit.group.slug), "key": f"{kind}:{visit.pk}:{step}", **more}
    return NoticeLine(
        f"group:{visit.group_id}:leader", sentence, thing=visit.pk, **about(visit.group), **more
    )


# --- questions


def question(entry):
    ask = of_entry(Ask, entry)
    if ask and ask.group_id:
        late = entry.deed == "ask.fall_silent"
        due = None if late else ask.heard_at + Ask.PATIENCE
        yield to_leaders(ask, LATE_QUESTION if late else QUESTION, "late" if late else "new", due_at=due)


def question_soon_late(now):
    """A day before others are offered in the group's place."""
    rows = Ask.objects.waiting().filter(state__in=Ask.FRESH, group__isnull=False)
    for ask in rows.filter(heard_at__lte=now - Ask.PATIENCE + A_DAY).select_related("group"):
        yield to_leaders(ask, QUESTION, "soon", due_at=ask.heard_at + Ask.PATIENCE, why="clock")


def left_question(entry):
    """For the secretary, or for the chair while there is none."""
    ask = of_entry(Ask, entry)
    if ask and not ask.group_id:
        late = entry.deed.endswith("fall_silent")
        office = "secretary" if holders_of("committee:secretary") else "chair"
        yield NoticeLine(
            f"committee:{office}", LATE_LEFT if late else LEFT, LEFT_QUESTIONS, ("left_question", ask.uuid),
            thing=ask.pk, urgent=True, due_at=None if late else ask.heard_at + Ask.PATIENCE,
        )  # fmt: skip


def unanswered_and_left(notices):
    return Notice.objects.filter(
        pk__in=waiting(Ask)(notices),
        thing__in=[str(pk) for pk in Ask.objects.left().values_list("pk", flat=True)],
    ).values_list("pk", flat=True)


# --- offers of help


def offer(entry):
    """A minor's comes with the guardian's agreement, not before."""
    helper = of_entry(Helper, entry)
    if helper and helper.state != Helper.State.GUARDIAN:
        late = entry.deed == "helper.fall_silent"
        due = None if late else helper.heard_at + Helper.PATIENCE
        yield to_leaders(helper, LATE_OFFER if late else OFFER, "late" if late else "new", due_at=due)


# --- reports


def report(entry):
    """To the leaders, or to those of the committee who may look; of harm they get a letter at once."""
    row = of_entry(Report, entry)
    if row is None:
        return
    if row.addressee == Report.Addressee.GROUP:
        yield to_leaders(row, _("Something on the page of %(group)s was reported"), "new")
        return
    lookers = [person.pk for person in holders_of("committee") if rules.looks_at_it(person, row)]
    sentence, page = _("A report of the page of %(group)s waits for the committee"), ("report_look", row.uuid)
    yield NoticeLine(
        "committee", sentence, page=page, thing=row.pk, due_at=row.due_at, people=lookers, **about(row.group)
    )


# --- claims


def claim(entry):
    """For those who may decide: neither the claimant nor a member of the group."""
    row = of_entry(Claim, entry)
    if row is None:
        return
    contested = entry.deed == "claim.contest"
    sentence = (
        _("The published address of %(group)s objects to who manages its page")
        if contested
        else _("A request to manage the page of %(group)s waits for a decision")
    )
    deciders = [person.pk for person in holders_of(*OFFICES) if rules.decides_claim(person, row)]
    for office in OFFICES:
        yield NoticeLine(
            office, sentence, page=("claim_decide", row.uuid), thing=row.pk, urgent=contested, people=deciders,
            key=f"claim:{row.pk}:{entry.deed}", **about(row.group),
        )  # fmt: skip


OFFICES = ("committee:secretary", "committee:chair")


def undecided(notices):
    rows = Claim.objects.open() | Claim.objects.contested()
    things = {str(pk) for pk in rows.filter(pk__in=ids(notices)).values_list("pk", flat=True)}
    return [notice.pk for notice in notices if notice.thing in things]


def claim_answer(entry):
    """The claimant gets a letter as well, which says why."""
    row = of_entry(Claim, entry)
    if row:
        yield NoticeLine(
            f"person:{row.person_id}", ANSWERS[entry.deed], page=("group", row.group.slug), why="addressed",
            thing=row.pk, needs=False, letter=True, **about(row.group),
        )  # fmt: skip


# --- partner institutions


def mandate(entry):
    """Whoever looks after the institution's keys hears what a group lets it do, and that this is over."""
    row = of_entry(Mandate, entry)
    if row and row.partner.keeper_id:
        names = {"group": row.group, "partner": row.partner}
        yield NoticeLine(
            f"person:{row.partner.keeper_id}", MANDATES[entry.deed], row.group, ("partner", row.partner.uuid),
            names, thing=row.pk, needs=False, why="addressed",
        )  # fmt: skip


ASKS = ("ask.send", "ask.fall_silent", "left_question.pass_on")
LEFT_ASKS = ("left_question.send", "left_question.fall_silent")
HELPERS = ("helper.send", "helper.agree", "helper.fall_silent")
KINDS = (
    NoticeKind(
        "ask", ASKS, question, waiting(Ask), question_soon_late, things="directory.ask", several=QUESTIONS
    ),
    NoticeKind("left_question", LEFT_ASKS, left_question, unanswered_and_left, things="directory.ask"),
    NoticeKind("helper", HELPERS, offer, waiting(Helper), things="directory.helper", several=OFFERS),
    NoticeKind("report", ("report.send",), report, waiting(Report), things="directory.report"),
    NoticeKind("claim", ("claim.ask", "claim.contest"), claim, undecided, things="directory.claim"),
    NoticeKind("claim_answer", tuple(ANSWERS), claim_answer),
    NoticeKind("mandate", tuple(MANDATES), mandate),
)
