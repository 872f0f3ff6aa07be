"""The WSGI entry point that gunicorn serves.

What is there once everything is loaded stays for good, so the collector need not look at it in the middle of a
request: one full collection took 50 ms.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()
