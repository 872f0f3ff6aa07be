"""What stands in a digest."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from deeds import journal
from deeds.journal import record
from workers.digests import planning
from workers.models import OutgoingMessage, Window


def test_smoke(cast):
    planning.plan()
    assert Window.objects.count() == 13
    with transaction.atomic():
        record(
            "directory.edit",
            cast.group,
            by=cast.editor,
            audience=["public"],
            title=gettext_noop("%(group)s offers a new service."),
            names={"group": cast.group},
        )
    journal.seal()
    Window.objects.update(end=timezone.now(), next_at=timezone.now())
    planning.write_due()
    print(list(Window.objects.values_list("person__email", "state", "start", "end")))
    for m in OutgoingMessage.objects.filter(kind="digest"):
        print(m.recipient, m.letter["subject"])
        print(m.letter.get_body(("plain",)).get_content()[:1500])
        print(len(m.content))
        print({k: v for k, v in m.letter.items()})
        open(f"/tmp/digest-{m.recipient}.html", "w").write(m.letter.get_body(("html",)).get_content())
    assert 0
