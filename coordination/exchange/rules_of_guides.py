"""Who writes guides, and what must hold before others read one."""

from coordination.committee.rules import is_seated
from coordination.exchange.models import Kind, Stage
from directory.models import Group
from directory.rules import edits

ANSWERED = (Stage.ACCEPTED, Stage.DELIVERED, Stage.CONFIRMED)
MADE_OF_ANSWERS = (Kind.KNOWLEDGE, Kind.IDEAS)


def is_listed(group_id):
    return Group.objects.listed().filter(pk=group_id).exists()


def writes_for(person, group):
    """Editors and leaders of a listed group; without a group the committee."""
    if group is None:
        return is_seated(person)
    return edits(person, group.pk) and is_listed(group.pk)


def writes_it(person, guide):
    return writes_for(person, guide.group)


def may_archive(person, guide):
    """Whoever keeps it, whether or not the group stands in the directory; the committee any guide, with a reason."""
    return is_seated(person) or (guide.group_id is not None and edits(person, guide.group_id))


def keeps_it(person, correction):
    return may_archive(person, correction.guide)


def has_account(person, _guide):
    """Anybody with a confirmed address says that a guide is outdated."""
    return person is not None and person.emailaddress_set.filter(verified=True).exists()


def is_whole(guide):
    """A text in one language at least, with the title and summary of that language, and a field to be found by."""
    told = [
        all(getattr(guide, f"{name}_{code}") for name in ("title", "summary", "text"))
        for code in ("ar", "en")
    ]
    return any(told) and guide.fields.exists()


def answers_of(post):
    """The accepted answers to a request for knowledge or ideas, in the order they came."""
    if not (post.is_request and post.kind in MADE_OF_ANSWERS):
        return post.responses.none()
    return post.responses.filter(state__in=ANSWERED).exclude(words="").select_related("group").order_by("pk")
