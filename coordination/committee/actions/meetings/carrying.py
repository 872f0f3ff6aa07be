"""What a meeting left unfinished goes on in the next one."""

from django.db.models import Max

from coordination.committee import agenda
from coordination.committee.models.meeting import Item, Meeting

LEFT = Item.State.POSTPONED


def postpone_rest(meeting):
    meeting.items.filter(state=Item.State.WAITING).update(state=LEFT)


def carry_on():
    """Puts what was left on the agenda of the next meeting that is called, each point once, but no decided one."""
    following = Meeting.objects.filter(state=Meeting.State.CALLED).order_by("starts_at", "pk").first()
    if following is None:
        return
    known = {item.key for item in following.items.exclude(kind="")}
    open_now = agenda.waiting().keys() | agenda.running().keys()
    place = next_place(following)
    left = Item.objects.filter(state=LEFT, continued=None).exclude(meeting=following)
    for item in left.order_by("meeting__starts_at", "position", "pk"):
        if item.kind and (item.key in known or item.key not in open_now):
            continue
        Item.objects.create(
            meeting=following,
            position=place,
            title_ar=item.title_ar,
            title_en=item.title_en,
            kind=item.kind,
            matter_uuid=item.matter_uuid,
            minutes=item.minutes,
            continues=item,
        )
        known.add(item.key)
        place += 1


def next_place(meeting):
    last = meeting.items.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
