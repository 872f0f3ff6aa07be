"""What the matrix names of a person's own inbox."""

from accounts.models import Mute, Notice


def notice(cast, route):
    """A line that only the leader may read."""
    row = Notice.objects.create(
        person=cast.leader,
        key="ask:1",
        kind="ask",
        subject_type="directory.group",
        subject_id=str(cast.group.pk),
        as_whom=f"group:{cast.group.pk}:leader",
        group=cast.group.pk,
        title_ar="سؤال ينتظر الرد",
        title_en="A question waits",
        path="groups/basira/inbox/",
    )
    return {"uuid": row.uuid, "step": "read"}


def muted(cast, route):
    row = Mute.objects.create(person=cast.leader, subject_type="directory.group", subject_id="1")
    return {"pk": row.pk}


TARGETS = {"the leader's notice": notice, "the leader's muted group": muted}
