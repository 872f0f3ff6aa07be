import signal

from django.core.management.base import BaseCommand, CommandError

from workers.loop import run_forever, run_once, stopping
from workers.schedule import JOBS


class Command(BaseCommand):
    help = "Background work without a broker: due jobs, sealing, readers, outbox; forever, or once."

    def add_arguments(self, parser):
        names = [job.name for job in JOBS]
        parser.add_argument("--once", action="store_true", help="drain everything that is due, then end")
        parser.add_argument(
            "--only", choices=names, metavar="NAME", help=f"one job alone: {', '.join(names)}"
        )

    def handle(self, *, once, only, **options):
        jobs = [job for job in JOBS if only in (None, job.name)]
        if once:
            self.report(run_once(jobs))
        else:
            signal.signal(signal.SIGTERM, self.stop)
            signal.signal(signal.SIGINT, self.stop)
            run_forever(jobs)

    def stop(self, *_signal):
        """What is under way is finished; nothing new is begun."""
        stopping.set()

    def report(self, failed):
        if failed:
            raise CommandError(f"Not everything ran through: {', '.join(failed)}. The log says why.")
