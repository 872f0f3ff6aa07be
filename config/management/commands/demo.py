"""manage.py demo: invented people and groups to try the site with; only on sites that run with DEBUG."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.demo import load as demo
from config.demo.people import PASSWORD
from config.demo.reading import read
from directory.taxonomies.loading import load as load_taxonomies


class Command(BaseCommand):
    help = "Loads the demo once, and prints its log-ins. Running it again changes nothing."

    def handle(self, *, verbosity, **options):
        if not settings.DEBUG:
            raise CommandError("The demo has a password that everybody knows. It loads only with DEBUG=1.")
        with transaction.atomic():
            load_taxonomies()
            loaded = demo.load()
        if verbosity:
            self.stdout.write("\n".join([f"{loaded} groups loaded.", *log_ins()]))


def log_ins():
    people = read("people.json")
    yield f"Log-ins, password “{PASSWORD}”:"
    yield from (f"  {person['email']}" for person in people["people"])
    yield f"Partner key: {people['partner']['key']}"
