"""manage.py import_groups: groups from a CSV or XLSX file, in our own columns or as the classified UK charities."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from directory.imports import loading, native, reading, report, ukcat
from directory.imports.codes import Codes
from directory.imports.progress import Bar
from directory.imports.remarks import Unusable

FORMATS = {"native": native, "ukcat": ukcat}
SHOWN = 20
REFUSED, WRONG_USAGE = 1, 2


class Command(BaseCommand):
    help = "Loads groups from a CSV or XLSX file; run again, it brings unclaimed groups up to date."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--format", choices=FORMATS, default="native")
        parser.add_argument(
            "--source", default="", help="where the groups come from; with an id it tells them apart"
        )
        parser.add_argument("--list", action="store_true", help="list new groups; without it they are drafts")
        parser.add_argument(
            "--contacts", choices=["public"], help="show contacts to everybody, not to members only"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and change nothing"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write what became of each line: .csv or .json"
        )

    def handle(self, *, file, source, dry_run, **options):
        check_usage(file, source, options["report"])
        rows, remarks = read(file, FORMATS[options["format"]], source.strip())
        run = loading.Run(options["list"], options["contacts"] == "public", dry_run, remarks=remarks)
        if rows:
            loading.load(rows, run, step=Bar(self.stderr, len(rows)).show)
        self.tell(run, file, options)
        if not rows:
            raise CommandError(
                _("No line of the file could be used. Nothing was changed."), returncode=REFUSED
            )

    def tell(self, run, file, options):
        counts = report.counts(run.outcomes, run.remarks)
        for line in first_remarks(run.remarks):
            self.stdout.write(line)
        self.stdout.write(summary(counts, run.dry))
        if path := options["report"]:
            about = {"file": file.name, "format": options["format"], "dry_run": run.dry, "counts": counts}
            report.write(path, report.entries(run.outcomes, run.remarks), about)


def check_usage(file, source, path):
    """Says what is wrong with the words of the command before anything is read."""
    if len(source.strip()) > 80:
        raise CommandError(_("A source has at most 80 characters."), returncode=WRONG_USAGE)
    if path and path.suffix.lower() not in report.SUFFIXES:
        raise CommandError(_("The report is a .csv or a .json file."), returncode=WRONG_USAGE)
    if path and (not path.parent.is_dir() or path.is_dir() or path.resolve() == file.resolve()):
        raise CommandError(_("The report cannot be written to that place."), returncode=WRONG_USAGE)


def read(file, format, source):
    """(rows, remarks) of a file; exit 1 with a sentence when it cannot be used at all."""
    codes = Codes.load()
    try:
        sheet = reading.read(file, needed=format.NEEDED, known=format.COLUMNS)
        if not codes.fields and format.CODED & set(sheet.columns):
            raise Unusable(_("The codes of fields and areas are not loaded yet. Run load_taxonomies first."))
    except Unusable as error:
        raise CommandError(f"{file.name}: {error}", returncode=REFUSED) from error
    rows, remarks = format.rows_of(sheet, codes, source)
    return rows, sheet.remarks + remarks


def first_remarks(remarks):
    """The first remarks, errors before warnings; how many more there are."""
    ordered = sorted(remarks, key=lambda remark: (remark.rank, remark.line))
    for remark in ordered[:SHOWN]:
        place = _("Line %(line)s, %(column)s:") if remark.column else _("Line %(line)s:")
        yield f"{place % {'line': remark.line, 'column': remark.column}} {remark.reason}"
    if (more := len(ordered) - SHOWN) > 0:
        yield _("… and %(more)s further remarks. --report FILE keeps them all.") % {"more": more}


def summary(counts, dry):
    done = _(
        "Groups created: %(created)s, updated: %(updated)s, unchanged: %(unchanged)s,"
        " claimed and left alone: %(claimed)s. Lines merged: %(merged)s, with errors: %(errors)s."
        " Warnings: %(warnings)s."
    )
    return " ".join(
        filter(None, [done % counts, _("This was a dry run: nothing was changed.") if dry else ""])
    )
