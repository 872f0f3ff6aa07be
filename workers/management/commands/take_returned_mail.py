import logging
import os
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from workers.outbox import returned

MOST = 2 * 1024 * 1024
log = logging.getLogger("multaqa.outbox")


class Command(BaseCommand):
    help = "Take in one mail that came back (a bounce or a complaint), from standard input; others are left alone."

    def handle(self, **options):
        try:
            outcome = returned.take_in(sys.stdin.buffer.read(MOST))
        except (OperationalError, InterfaceError) as error:
            raise CommandError("The database is away; try again later.", returncode=os.EX_TEMPFAIL) from error
        log.info("A mail that came in: %s", outcome)
        self.stdout.write(outcome)
