from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from deeds import journal


class Command(BaseCommand):
    help = (
        "Walks the journal's chain; exit 1 names the first entry that was changed, dropped, moved or cut off."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            metavar="SEQ:HASH",
            help="a head kept outside; without it the last line of VAR_DIR/journal.heads is taken, if there is one",
        )

    def handle(self, *, head, **options):
        head = parsed(head) if head else journal.last_head_kept()
        fault = journal.verify(head)
        if fault:
            raise CommandError(fault.sentence)
        last = journal.head()
        self.stdout.write(_("The journal holds. Its head is %(head)s.") % {"head": last or "0:-"})
        if head is None:
            self.stdout.write(_("No head kept outside was given, so a cut tail would not show."))


def parsed(text):
    head = journal.parsed_head(text)
    if head is None:
        raise CommandError(
            _("“%(head)s” is no head. Write it like 1234:9f86d0…, with all 64 digits.") % {"head": text}
        )
    return head
