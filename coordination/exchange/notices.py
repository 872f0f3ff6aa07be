"""What the exchange tells groups and the committee, as lines in inboxes."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import TAKING, Giver, Post, Response, Stage, State
from deeds.hooks import NoticeKind, NoticeLine
from directory.notices_of_team import those
from directory.reminders import end_of

in_words = lazy(date_format, str)
SOON = timedelta(days=3)
RESPONSE, POST = "exchange.response", "exchange.post"
ANSWERED = {
    "exchange_response.accept": _("%(other)s accepted the response of %(group)s to %(title)s"),
    "exchange_response.grant": _("%(group)s takes part in %(title)s: as much was left"),
    "exchange_response.decline": _("%(other)s did not accept the response of %(group)s to %(title)s"),
    "exchange_response.lapse": _("The response of %(group)s to %(title)s is no longer needed"),
    "exchange_response.release": _("%(other)s gave up what was agreed with %(group)s about %(title)s"),
}
LEFT = {
    "exchange_response.withdraw": _("%(group)s withdrew its response to %(title)s"),
    "exchange_response.step_back": _("%(group)s stepped back from what was agreed about %(title)s"),
}
ARRIVED = {
    "exchange_response.confirm": _("%(receiver)s confirmed that %(title)s arrived"),
    "exchange.thank": _("%(receiver)s thanked %(giver)s for %(title)s"),
}
MEDIATED = {
    "exchange_response.uphold": _("The committee found that %(title)s was delivered"),
    "exchange_response.deliver_again": _("The committee found that %(title)s is still to be delivered"),
    "exchange_response.dissolve": _("The committee ended what was agreed about %(title)s"),
}


def of_entry(entry):
    return Response.objects.filter(pk=entry.subject_id).with_all().first()


def editors(party):
    """Whom to tell: a group's editors, or the giver from outside."""
    return party.audience if isinstance(party, Giver) else f"group:{party.pk}:editor"


def line(whom, row, sentence, **more):
    names = {"title": row.post, "group": row.author, "other": row.post.owner, "giver": row.giver,
             "receiver": row.receiver}  # fmt: skip
    return NoticeLine(whom, sentence, row.post, ("exchange_response", row.uuid), names, thing=row.pk, **more)


def responded(entry):
    row = of_entry(entry)
    if row and row.state == Stage.PROPOSED:
        sentence = _("%(group)s responded to %(title)s of %(other)s")
        yield line(editors(row.post.owner), row, sentence, due_at=end_of(row.post.until))


def answered(entry):
    if row := of_entry(entry):
        yield line(editors(row.author), row, ANSWERED[entry.deed], needs=False)


def left(entry):
    if row := of_entry(entry):
        yield line(editors(row.post.owner), row, LEFT[entry.deed], needs=False)


def delivered(entry):
    if row := of_entry(entry):
        sentence = _("%(giver)s says that %(title)s is delivered: confirm it for %(receiver)s")
        yield line(editors(row.receiver), row, sentence)


def arrived(entry):
    if row := of_entry(entry):
        yield line(editors(row.giver), row, ARRIVED[entry.deed], needs=False)


def disputed(entry):
    if row := of_entry(entry):
        sentence = _("%(giver)s and %(receiver)s disagree on %(title)s; the committee mediates")
        yield line("committee", row, sentence)
        yield line(editors(row.giver), row, sentence, needs=False, key=f"disputed:{entry.pk}")


def mediated(entry):
    if row := of_entry(entry):
        for party in (row.giver, row.receiver):
            key = f"mediated:{entry.pk}:{editors(party)}"
            yield line(editors(party), row, MEDIATED[entry.deed], needs=False, key=key)


def written(entry):
    """Once a day for each voice: the thread itself is read on its page."""
    row = of_entry(entry)
    message = row and row.messages.filter(uuid=entry.data.get("message")).first()
    if message:
        others = row.post.owner if message.voice == row.author else row.author
        key = f"exchange-message:{row.pk}:{editors(others)}:{timezone.localdate(entry.at):%Y%m%d}"
        sentence = _("There is a new message about %(title)s")
        yield line(editors(others), row, sentence, needs=False, key=key)


def draft_of_partner(entry):
    """Leaders hear that a partner institution wrote a draft in their group's name."""
    post = Post.objects.filter(pk=entry.subject_id).select_related("group", "drafted_by").first()
    if post and post.drafted_by:
        names = {"title": post, "partner": post.drafted_by, "group": post.group}
        sentence = _("%(partner)s drafted %(title)s for %(group)s: read it and go on from there")
        yield NoticeLine(
            f"group:{post.group_id}:leader", sentence, post, ("exchange_post", post.uuid), names, thing=post.pk,
            key=f"partner-post:{post.pk}",
        )  # fmt: skip


def still_draft(notices):
    return those(notices, Post, lambda row: row.state == State.DRAFT)


def in_state(stage):
    return lambda notices: those(notices, Response, lambda row: row.state == stage)


def last_days(now):
    """Three days before the last one."""
    today = timezone.localdate(now)
    rows = Post.objects.taking(today).filter(until__lte=today + SOON)
    for post in rows.select_related("group", "outside").order_by("until", "pk"):
        names = {"title": post, "day": in_words(post.until, "j F Y"), "group": post.owner}
        sentence = _("%(title)s of %(group)s is open until %(day)s, and something of it is still free")
        yield NoticeLine(
            editors(post.owner), sentence, post, ("exchange_post", post.uuid), names, thing=post.pk, why="clock",
            key=f"exchange-last:{post.pk}:{post.until:%Y%m%d}", due_at=end_of(post.until),
        )  # fmt: skip


def still_open(notices):
    return those(notices, Post, lambda row: row.state in TAKING and not row.is_over)


KINDS = (
    NoticeKind("exchange_drafted", ("exchange.begin",), draft_of_partner, still_draft, things=POST),
    NoticeKind("exchange_response", ("exchange.respond",), responded, in_state(Stage.PROPOSED), things=RESPONSE),
    NoticeKind("exchange_answer", tuple(ANSWERED), answered),
    NoticeKind("exchange_left", tuple(LEFT), left),
    NoticeKind("exchange_delivered", ("exchange_response.deliver",), delivered, in_state(Stage.DELIVERED),
               things=RESPONSE),
    NoticeKind("exchange_arrived", tuple(ARRIVED), arrived),
    NoticeKind("exchange_dispute", ("exchange_response.dispute",), disputed, in_state(Stage.DISPUTED),
               things=RESPONSE),
    NoticeKind("exchange_mediated", tuple(MEDIATED), mediated),
    NoticeKind("exchange_message", ("exchange.write",), written),
    NoticeKind("exchange_last_days", still=still_open, remind=last_days, things=POST),
)  # fmt: skip
