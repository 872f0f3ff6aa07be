"""People in groups with a week of events, made up from a seed; call them with Django set up."""

import random
from itertools import islice

from bench import made

SEED = 31
EVENTS = 12_000
AT_ONCE = 2000
GROUPS_FOR = 10  # people a group, before they belong to several


def make(size):
    """People with confirmed addresses in one to three groups, their windows open, and what happened since."""
    from workers.digests import planning

    made.make_groups(max(10, size // GROUPS_FOR))
    people = make_people(size, "reader")
    join(people, groups())
    planning.plan()
    tell(EVENTS)


def make_silent(size):
    """People of groups in which nothing happened; windows of earlier ones are not due any more."""
    from directory.models import Group
    from workers.models import Window

    Window.objects.open().delete()
    from accounts.models import Person

    Person.objects.update(is_active=False)
    quiet = Group.objects.create(slug="silent", name_en="Silent", standing="listed")
    join(make_people(size, "silent"), [quiet.pk])


def groups():
    from directory.models import Group

    return list(Group.objects.values_list("pk", flat=True))


def make_people(size, name):
    from allauth.account.models import EmailAddress

    from accounts.models import Person

    people = []
    for rows in chunks(
        Person(
            email=f"{name}-{number}@bench.test",
            name=f"{name} {number}",
            language="en" if number % 4 == 0 else "ar",
        )
        for number in range(size)
    ):
        people += Person.objects.bulk_create(rows)
    for rows in chunks(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in people
    ):
        EmailAddress.objects.bulk_create(rows)
    return people


def join(people, groups):
    from directory.models import Membership

    dice = random.Random(SEED)
    rows = (
        Membership(
            person=person, group_id=group, role=dice.choice(["leader", "editor", "member"]), state="active"
        )
        for person in people
        for group in dice.sample(groups, min(len(groups), dice.randint(1, 3)))
    )
    for some in chunks(rows):
        Membership.objects.bulk_create(some)


def tell(number):
    """Events of groups, for everybody or their members, by nobody in particular; sealed."""
    from django.db import transaction
    from django.utils.translation import gettext_noop

    from deeds import journal
    from deeds.journal import Line
    from directory.models import Group

    dice, found = random.Random(SEED), list(Group.objects.all())
    said = gettext_noop("%(group)s offers a new service.")
    for some in chunks(dice.choice(found) for _event in range(number)):
        lines = [
            Line(
                "directory.edit",
                group,
                ["public"] if dice.random() < 0.7 else [f"group:{group.pk}:member"],
                said,
                {"group": group},
            )
            for group in some
        ]
        with transaction.atomic():
            journal.record_many(lines, by=None)
    journal.seal()


def chunks(rows):
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        yield some
