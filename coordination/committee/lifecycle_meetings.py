"""How a meeting and an announcement move, as tables."""

from django.utils.translation import gettext_lazy as _

from coordination.committee import rules
from coordination.committee.models.announcement import Announcement
from coordination.committee.models.meeting import Meeting
from deeds.lifecycle import Lifecycle


def keeps(person, _thing):
    """Meetings and announcements are for the secretary and the chair."""
    return rules.handles_docket(person)


def committee(_thing):
    return ["committee"]


def public(_thing):
    return ["public"]


def says_something(meeting):
    return bool(meeting.public_minutes.strip())


M = Meeting.State
MEETING = (
    Lifecycle("meeting")
    .step("begin", sources=[M.CALLED], target=M.IN_SESSION, who=keeps,
          title=_("The meeting “%(thing)s” began."), audience=committee)
    .step("end", sources=[M.IN_SESSION], target=M.HELD, who=keeps,
          title=_("The meeting “%(thing)s” ended."), audience=committee)
    .step("publish", sources=[M.HELD], target=M.PUBLISHED, who=keeps,
          guard=says_something, why_not=_("Write the part that everybody reads first."),
          title=_("The minutes of “%(thing)s” are published."), audience=public)
    .step("cancel", sources=[M.CALLED], target=M.CANCELLED, who=keeps, needs_reason=True,
          title=_("%(by)s cancelled the meeting “%(thing)s”."), audience=committee)
)  # fmt: skip

A = Announcement.State
ANNOUNCEMENT = (
    Lifecycle("announcement")
    .step("publish", sources=[A.DRAFT, A.WITHDRAWN], target=A.PUBLISHED, who=keeps,
          title=_("The committee announced: %(thing)s"), audience=public)
    .step("withdraw", sources=[A.PUBLISHED], target=A.WITHDRAWN, who=keeps,
          title=_("The announcement “%(thing)s” was withdrawn."), audience=committee)
)  # fmt: skip

TABLES = [(_("Meetings"), MEETING, Meeting), (_("Announcements"), ANNOUNCEMENT, Announcement)]
