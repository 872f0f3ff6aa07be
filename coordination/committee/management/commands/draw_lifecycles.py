"""manage.py draw_lifecycles: every table of steps as Mermaid, into docs/lifecycles.md."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from coordination.committee import drawing


class Command(BaseCommand):
    help = "Draws the tables of steps anew into docs/lifecycles.md."

    def handle(self, **options):
        with override("en"):
            Path(settings.BASE_DIR, "docs", "lifecycles.md").write_text(drawing.document(), "utf-8")
