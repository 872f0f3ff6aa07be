"""manage.py load_taxonomies: the words groups are sorted by, from directory/taxonomies/."""

from django.core.management.base import BaseCommand, CommandError

from directory.taxonomies.loading import FOLDER, BadRow, load


class Command(BaseCommand):
    help = (
        "Loads fields, areas, beneficiaries and access features. Running it again changes nothing by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder", default=FOLDER, help="where the four files are, if not in the project"
        )

    def handle(self, *, folder, verbosity, **options):
        try:
            counts = load(folder)
        except BadRow as error:
            raise CommandError(str(error)) from error
        for count in counts if verbosity else []:
            figures = f"{count.created} new, {count.changed} changed, {count.unchanged} as before"
            self.stdout.write(f"{count.file}: {figures}")
