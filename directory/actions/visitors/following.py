"""What a person wants to hear about: one button begins it, another ends it, and pressing twice changes nothing."""

from directory.models import Follow


def follow(person, **what):
    """Nobody else sees it, so the journal has nothing to remember."""
    return Follow.objects.get_or_create(person=person, **what)[0]


def unfollow(person, **what):
    Follow.objects.filter(person=person, **what).delete()


def tell(person, mails, **what):
    """Whether the summary speaks of it; it stays on the list either way."""
    Follow.objects.filter(person=person, **what).update(mails=mails)
