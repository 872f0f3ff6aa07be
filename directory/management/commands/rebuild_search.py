from django.core.management.base import BaseCommand, CommandError

from directory.search import build, index


class Command(BaseCommand):
    help = "Fill a new search index from the database while pages are served from the old one, then switch."

    def handle(self, *, verbosity, **options):
        try:
            count = build.rebuild(
                self.progress if verbosity and self.stdout.isatty() else lambda done, total: None
            )
        except index.Busy as busy:
            raise CommandError("The index is being built anew by another process already.") from busy
        if verbosity:
            self.stdout.write(f"{count} groups are in the new index.")

    def progress(self, done, total):
        width = 40 * done // total
        self.stdout.write(
            f"\r[{'#' * width}{'.' * (40 - width)}] {done}/{total}", ending="\n" if done == total else ""
        )
        self.stdout.flush()
