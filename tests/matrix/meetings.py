"""The worlds that the addresses of meetings and announcements are asked in."""

from datetime import timedelta

from django.utils import timezone

from coordination.committee.actions import announcing
from coordination.committee.actions.meetings import calling, holding, minuting, planning
from coordination.committee.models import Meeting


def announcement(published):
    def target(cast, route):
        texts = {"title_en": "Forum", "starts_at": timezone.now() + timedelta(days=9)}
        row = announcing.write(texts, by=cast.secretary)
        if published:
            announcing.publish(row, by=cast.secretary, seen=row.version)
        return {"uuid": row.uuid}

    return target


def called(cast, route):
    when = {"starts_at": timezone.now() + timedelta(days=9), "zone": "Asia/Kuwait"}
    row = calling.call({"title_en": "Meeting", "place": "Hall", **when}, by=cast.secretary)
    planning.add_point(row, {"title_en": "Rooms", "minutes": 5}, by=cast.secretary, seen=row.version)
    return {"uuid": row.uuid}


def gone_through(*deeds):
    """A meeting after these deeds of the secretary, at its first point."""

    def target(cast, route):
        given = called(cast, route)
        for deed in deeds:
            row = Meeting.objects.get(**given)
            deed(row, by=cast.secretary, seen=row.version)
        return {**given, "number": 1}

    return target


TARGETS = {
    "an announcement": announcement(True),
    "a draft announcement": announcement(False),
    "a called meeting": called,
    "a meeting in session": gone_through(holding.begin),
    "a meeting that was held": gone_through(holding.begin, holding.end),
    "a meeting with published minutes": gone_through(holding.begin, holding.end, minuting.publish),
}
