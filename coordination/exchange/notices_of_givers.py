"""What givers from outside and the secretary are told of their gifts, as lines in inboxes."""

from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import Post, Response, Stage, State
from coordination.exchange.notices import editors, of_entry
from deeds.hooks import NoticeKind, NoticeLine
from directory.notices_of_team import those
from directory.reminders import end_of

POST, RESPONSE = "exchange.post", "exchange.response"
OF_POSTS = {
    "exchange_gift.pass_on": _("The secretary passed on %(title)s from %(giver)s to the groups"),
    "exchange_gift.turn_down": _("The secretary did not pass on %(title)s from %(giver)s: read why"),
    "exchange_gift.take_down": _("The secretary took %(title)s from %(giver)s out of the list: read why"),
}
OF_ANSWERS = {
    "exchange_answer.pass_on": _("The secretary passed on what %(giver)s answers to %(title)s"),
    "exchange_answer.turn_down": _(
        "The secretary did not pass on what %(giver)s answers to %(title)s: read why"
    ),
}


def post_of(entry):
    return Post.objects.filter(pk=entry.subject_id, outside__isnull=False).with_card().first()


def asked(entry):
    post = post_of(entry)
    if post and post.state == State.ASKED:
        names = {"title": post, "giver": post.outside}
        yield NoticeLine("committee:secretary", _("%(giver)s offers %(title)s: pass it on or say why not"), post,
                         ("gifts",), names, thing=post.pk, due_at=end_of(post.until))  # fmt: skip


def answer_asked(entry):
    row = of_entry(entry)
    if row and row.state == Stage.ASKED:
        names = {"title": row.post, "giver": row.outside}
        yield NoticeLine("committee:secretary", _("%(giver)s answers %(title)s: pass it on or say why not"), row.post,
                         ("gifts",), names, thing=row.pk, due_at=end_of(row.post.until))  # fmt: skip


def decided(entry):
    if post := post_of(entry):
        names = {"title": post, "giver": post.outside}
        yield NoticeLine(post.outside.audience, OF_POSTS[entry.deed], post, ("exchange_post", post.uuid), names,
                         thing=post.pk, needs=False)  # fmt: skip


def answer_decided(entry):
    row = of_entry(entry)
    if row and row.outside:
        names = {"title": row.post, "giver": row.outside}
        yield NoticeLine(row.outside.audience, OF_ANSWERS[entry.deed], row.post, ("exchange_response", row.uuid),
                         names, thing=row.pk, needs=False)  # fmt: skip


def passed(entry):
    """The group hears of it only now."""
    row = of_entry(entry)
    if row and row.state == Stage.PROPOSED:
        names = {"title": row.post, "giver": row.outside, "group": row.post.group}
        yield NoticeLine(
            editors(row.post.group), _("%(giver)s, which is no group, answers %(title)s of %(group)s"), row.post,
            ("exchange_response", row.uuid), names, thing=row.pk, due_at=end_of(row.post.until),
        )  # fmt: skip


KINDS = (
    NoticeKind("exchange_gift", ("exchange_gift.ask",), asked,
               lambda notices: those(notices, Post, lambda row: row.state == State.ASKED), things=POST),
    NoticeKind("exchange_gift_answer", ("exchange.answer",), answer_asked,
               lambda notices: those(notices, Response, lambda row: row.state == Stage.ASKED), things=RESPONSE),
    NoticeKind("exchange_gift_decided", tuple(OF_POSTS), decided),
    NoticeKind("exchange_gift_answer_decided", tuple(OF_ANSWERS), answer_decided),
    NoticeKind("exchange_gift_passed", ("exchange_answer.pass_on",), passed,
               lambda notices: those(notices, Response, lambda row: row.state == Stage.PROPOSED), things=RESPONSE),
)  # fmt: skip
