"""The WSGI entry point that gunicorn serves.

What is there once everything is loaded stays for good, so the collector need not look at it in the middle of a
request: one full collection took 50 ms. What is kept later (answers, cards) would have it look at everything every few
hundred requests, for 70 ms; so it looks at the young less often, and at everything once in some ten thousand.
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
gc.set_threshold(10_000, 10, 20)
