"""Targets of the matrix that have files: photos in every state, achievements, the scan of a licence."""

from django.utils import timezone

from directory import media
from directory.models import Achievement, Group, Licence, Photo, Standing
from directory.models.photo import file_of


def put(name, content):
    media.discard([name])
    media.write(name, content)


def achievement(whose):
    """An achievement with a photo, under the address of one's own group."""

    def target(cast, route):
        group = getattr(cast, whose)
        done = Achievement.objects.create(group=group, title_en="A park for all", happened_on="2026-01-02")
        photo(cast, group, use="achievement", achievement=done, alt_en="A park")
        return {"slug": cast.group.slug, "uuid": done.uuid}

    return target


def photo(cast, group, use="logo", **fields):
    """A photo with its file in the storage."""
    put(file_of("f" * 32, 160), b"RIFF")
    fields = {"people": "nobody", "answered_at": timezone.now()} | fields
    size = {"name": "f" * 32, "widths": [160], "width": 160, "height": 160}
    return Photo.objects.create(group=group, use=use, **size, **fields)


def logo(whose="group", standing=Standing.LISTED, **fields):
    def target(cast, route):
        Group.objects.filter(pk=cast.group.pk).update(standing=standing)
        made = photo(cast, getattr(cast, whose), **fields)
        named = {"name": made.name, "width": 160, "use": "logo"}
        return {"slug": cast.group.slug, "uuid": made.uuid, **named}

    return target


def scan(cast, route):
    put("scans/" + "f" * 32 + ".pdf", b"%PDF-")
    Licence.objects.create(
        group=cast.group, authority_en="Ministry", number="12", scan="scans/" + "f" * 32 + ".pdf"
    )
    return {"name": "f" * 32 + ".pdf"}


TARGETS = {
    "own achievement": achievement("group"),
    "another's achievement": achievement("other_group"),
    "own logo": logo(),
    "no such look": lambda cast, route: {"slug": cast.group.slug, "use": "banner"},
    "own photo": logo(),
    "another's photo": logo("other_group"),
    "public photo": logo(),
    "unanswered photo": logo(people="", answered_at=None),
    "hidden photo": logo(hidden_at=timezone.now()),
    "photo of a draft": logo(standing=Standing.DRAFT),
    "no such photo": lambda cast, route: {"name": "f" * 32, "width": 160},
    "own scan": scan,
    "no such scan": lambda cast, route: {"name": "f" * 32 + ".pdf"},
}
