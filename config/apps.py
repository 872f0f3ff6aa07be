"""Static files as the site serves them: what they are built from stays at home."""

from django.contrib.staticfiles import apps as staticfiles


class BuiltFiles(staticfiles.StaticFilesConfig):
    default = False
    ignore_patterns = [*staticfiles.StaticFilesConfig.ignore_patterns, "source", "VENDOR.md"]
