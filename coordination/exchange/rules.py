"""Who may do what with requests, offers and responses, and what must hold before a step.

A group that does not stand in the directory opens, takes, grants and delivers nothing; it can still decline, withdraw,
confirm what arrived or dispute it, so that nobody is held up by its suspension.
"""

import re

from accounts.models import Scope
from coordination.exchange.models import GRANTED, UNSETTLED, Audience, Stage, State
from deeds.hooks import audiences_of, tied_to
from directory.models import Group, Mandate, Role
from directory.rules import edits, holds

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)

# --- who


def is_listed(group_id):
    return Group.objects.listed().filter(pk=group_id).exists()


def acts_for(person, group_id):
    """Editors and leaders of a listed group."""
    return edits(person, group_id) and is_listed(group_id)


def is_giver(person, giver):
    """Who gives from outside, in the name of an organisation that is no group."""
    return person is not None and giver is not None and giver.person_id == person.pk


def edits_it(person, post):
    return is_giver(person, post.outside) if post.outside_id else edits(person, post.group_id)


def keeps_it(person, post):
    return is_giver(person, post.outside) if post.outside_id else acts_for(person, post.group_id)


def may_draft_for(key, group_id):
    """A key that writes requests and offers, of a partner institution that the group lets do so in its name."""
    return Mandate.objects.open_to(key, Scope.WRITE_REQUESTS).filter(group=group_id).exists()


def drafts_it(key, post):
    """The institution that drafted it, while it is a draft."""
    own = post.state == State.DRAFT and post.drafted_by_id == key.partner_id
    return own and may_draft_for(key, post.group_id)


def opens_it(person, post):
    """A group does so by itself; what comes from outside is passed on by the secretary."""
    return post.outside_id is None and acts_for(person, post.group_id)


def grants_it(person, response):
    """The group that asked or offered says who takes part."""
    return keeps_it(person, response.post)


def answers_it(person, response):
    return edits_it(person, response.post)


def made_it(person, response):
    return is_giver(person, response.outside) if response.outside_id else edits(person, response.group_id)


def gives(person, response):
    if giver := response.from_outside:
        return is_giver(person, giver)
    return acts_for(person, response.giver_id)


def receives(person, response):
    """Nobody confirms their own gift."""
    return edits(person, response.receiver_id) and not is_giver(person, response.from_outside)


def is_nobody(person, _thing):
    """The rules themselves: places that ran out, a day that passed."""
    return person is None


def has_conflict(person, response):
    """A member of one of the two groups, or of one that works with them; the giver from outside."""
    if is_giver(person, response.from_outside):
        return True
    groups = {response.group_id, response.post.group_id} - {None}
    tied = groups.union(*(tied_to(group) for group in sorted(groups)))
    return any(holds(person, group, Role.MEMBER) for group in sorted(tied))


def may_mediate(person, response):
    """Nobody is both judge and party."""
    return person is not None and "committee" in audiences_of(person) and not has_conflict(person, response)


def voice_of(person, response):
    """The one of the two groups that this person edits, or the giver from outside; None for others."""
    if is_giver(person, response.from_outside):
        return response.from_outside
    groups = (response.post.group, response.group)
    return next((group for group in groups if group and edits(person, group.pk)), None)


def keeps_order(person, response):
    """The secretary looks at what was reported, unless a member of one of the groups."""
    secretary = person is not None and "committee:secretary" in audiences_of(person)
    return secretary and not has_conflict(person, response)


# --- what must hold

PRIVATE = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+"  # an address of mail
    r"|(?:\+|\b00)\d[\d\s-]{8,16}\d|(?<![\d-])\d{4}[\s-]?\d{4}(?![\d-])"  # a phone, as Kuwait writes it and abroad
    r"|قطعة\s*\d+|(?:منزل|بيت|شقة)\s*(?:رقم\s*)?\d+|شارع\s*\d+"  # a house, as people in Kuwait write it
    r"|\bblock\s*\d+|\b(?:house|flat|apartment|villa)\s*(?:no\.?\s*)?\d+|\bstreet\s*\d+",
    re.IGNORECASE,
)


def shows_private(post):
    """The stretches of a public post that look like somebody's phone, mail or house; nothing of others."""
    if post.audience != Audience.PUBLIC:
        return []
    texts = (post.title_ar, post.title_en, post.details_ar, post.details_en)
    return [found.group().strip() for text in texts for found in PRIVATE.finditer(western(text))]


def is_arabic(text):
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def western(text):
    """The same with Latin digits."""
    return text.translate(DIGITS)


def is_talked_about(response):
    """From when both sides know of it until it is declined or withdrawn."""
    return response.state not in (Stage.ASKED, Stage.DECLINED, Stage.WITHDRAWN)


def is_whole(post):
    """Enough to be answered: what it is, until when, and for whom."""
    meant = post.audience != Audience.NAMED or post.named.exists()
    return bool(post.title and post.until and not post.is_over and meant)


def is_over(post):
    return post.is_over


def is_partly_promised(post):
    return 0 < post.promised < post.quantity


def is_promised(post):
    return post.promised == post.quantity


def is_free(post):
    return post.promised == 0


def is_met(post):
    """All that was promised has arrived, and nothing more can come."""
    return (is_promised(post) or post.is_over) and is_settled(post)


def is_settled(post):
    """Something arrived, and nothing that was promised is still on its way."""
    states = set(post.responses.filter(state__in=GRANTED).values_list("state", flat=True))
    return Stage.CONFIRMED in states and not states & set(UNSETTLED)


def takes_responses(post):
    """Open, by the calendar too, of a listed group."""
    return type(post).objects.taking().filter(pk=post.pk).exists()


def fits(response):
    """It still takes responses, as much is left, and the group that responds stands in the directory."""
    enough = response.quantity <= response.post.left
    stands = response.outside_id or is_listed(response.group_id)
    return enough and takes_responses(response.post) and bool(stands)
