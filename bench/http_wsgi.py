"""What gunicorn serves for the bench: the site as it is, and beside it the references of http_urls."""

from django.conf import settings

from config.wsgi import application

settings.DEBUG = False  # Django keeps every query in memory otherwise
settings.ROOT_URLCONF = "bench.http_urls"
__all__ = ["application"]
