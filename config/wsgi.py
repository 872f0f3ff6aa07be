"""The WSGI entry point that gunicorn serves.

What is there once everything is loaded stays for good, so the collector need not look at it in the middle of a
request: one full collection took 50 ms.
"""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
if settings.DOORBELL:
    import_string(settings.DOORBELL)  # the broker's client too, before the first deed needs it
gc.collect()
gc.freeze()
