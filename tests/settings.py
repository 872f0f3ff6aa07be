"""The product's settings as the suite sees them: the environment is set here, before they are read."""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="multaqa-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["VAR_DIR"] = _FOLDER
os.environ["DEBUG"] = "1"
# Mail servers of tests are not spared, and one connection keeps to a test's transaction.
os.environ |= {"MAIL_PER_MINUTE": "0", "MAIL_PER_HOUR": "0", "MAIL_CONNECTIONS": "1", "MAIL_BATCH_FLOOR": "0"}
for _name in (
    "SEARCH_DIR",
    "MEDIA_DIR",
    "EMAIL_URL",
    "REDIS_URL",
    "SITE_URL",
    "SECOND_FACTOR",
    "SECRET_KEY",
    "SIGNING_KEY",
    "OLD_SIGNING_KEYS",
):
    os.environ.pop(_name, None)

from config.settings import *  # noqa: E402, F403

DATABASES = globals()["DATABASES"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads of one test then meet as they do in life, through WAL and BEGIN IMMEDIATE.
    DATABASES["default"]["TEST"] = {"NAME": f"{_FOLDER}/test.sqlite3"}
else:
    # A commit need not outlive a power cut here; servers that tests start promise it as ever.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
WHITENOISE_AUTOREFRESH = True  # else every test client reads all static files anew
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one costs 0.7 s a log-in
# A matrix of refusals is no news; who wants to read them asks for --log-level or looks at the statuses.
globals()["LOGGING"]["loggers"] |= {
    name: {"level": "ERROR"} for name in ("django_structlog", "django.request")
}

# Servers that a test starts read the product's own settings.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
