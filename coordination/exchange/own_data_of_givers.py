"""Gifts from outside as a person's own data: handed out, and ended or made nameless when the account goes."""

from django.utils.translation import gettext_lazy as _

from coordination.exchange.actions.posting import withdraw
from coordination.exchange.actions.responding import refuse
from coordination.exchange.actions.responding import withdraw as withdraw_answer
from coordination.exchange.models import GRANTED, Giver, Post, Response, Stage, State
from directory.actions.photos import discard_later

GONE = _("The giver’s account was erased.")
NEVER_SEEN = (State.DRAFT, State.ASKED, State.DECLINED)


def export(person):
    of = ("uuid", "organisation", "contact", "phone", "condition", "alt", "passed_at", "created_at")
    about = ("post__uuid", "post__title_ar", "post__title_en", "post__quantity", "post__state")
    answered = ("response__uuid", "response__quantity", "response__words", "response__state")
    letters = person.handover_letters.values("uuid", "to_ar", "to_en", "lines", "issued_at")
    return {"gifts": list(person.givers.values(*of, *about, *answered)), "letters": list(letters)}


def erase(person):
    """What nobody is promised ends; who gave what arrived keeps the organisation's name, nobody's contact."""
    for row in Response.objects.filter(outside__person=person).with_all():
        end_answer(row, person)
    for row in Response.objects.filter(post__outside__person=person, state=Stage.ACCEPTED).with_all():
        told = {"code": "cannot", "reason": str(GONE)}
        refuse(row, "release", **told, by=person, seen=row.version)
    for post in Post.objects.filter(outside__person=person):
        end_offer(post, person)
    forget(person)


def end_answer(row, person):
    if row.state in (Stage.ASKED, Stage.PROPOSED):
        withdraw_answer(row, by=person, seen=row.version)
    elif row.state == Stage.ACCEPTED:
        refuse(row, "step_back", code="cannot", reason=str(GONE), by=person, seen=row.version)


def end_offer(post, person):
    """One that something was promised of goes on to its end by the calendar."""
    if post.state in (*NEVER_SEEN, State.OPEN):
        post = withdraw(post, by=person, seen=post.version)
    if post.opened_at is None:
        Post.objects.filter(pk=post.pk).update(details_ar="", details_en="")


def forget(person):
    mine = Giver.objects.filter(person=person)
    discard_later(list(mine.exclude(photo="").values_list("photo", flat=True)))
    gave = Response.objects.filter(state__in=GRANTED)
    named = mine.filter(response__in=gave) | mine.filter(post__responses__in=gave)
    mine.exclude(pk__in=named.values("pk")).update(organisation="")
    mine.update(contact="", phone="", photo="", alt="")
