"""The Celery app of sites with a broker. Redis is a doorbell: what is to be done stands in the database.

So a task carries a name, no payload, and may be lost or run twice: it looks into the database, finds what is due,
and what it may not do twice is claimed there.
"""

import os

from celery import Celery, signals
from django.conf import settings
from kombu import transport
from kombu.transport import redis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Channel(redis.Channel):
    """One whose connection was closed says so.

    kombu 5.7 stumbles over the missing connection instead (AttributeError), which ended the worker when a task
    under way was over just after Redis had gone.
    """

    def _connparams(self, asynchronous=False):
        if self.connection.client is None:
            raise ConnectionError("The connection to Redis was closed.")
        return super()._connparams(asynchronous)


class Transport(redis.Transport):
    Channel = Channel


transport.TRANSPORT_ALIASES |= dict.fromkeys(["redis", "rediss"], "workers.app:Transport")
app = Celery(
    "multaqa",
    broker=settings.REDIS_URL.replace("unix://", "redis+socket://") or None,
    include=["workers.tasks"],
)
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=240,
    task_time_limit=300,
    worker_prefetch_multiplier=1,
    worker_max_memory_per_child=300_000,  # KB; a child that grew past it is replaced after its task
    worker_soft_shutdown_timeout=30,
    worker_cancel_long_running_tasks_on_connection_loss=False,  # the mail at hand is sent and marked
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": 600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,  # a consumer on a dead connection is deaf for twice as long at most
    },
    beat_scheduler="celery.beat:Scheduler",  # when a job last ran stands in the database
    timezone="UTC",
)


@signals.setup_logging.connect
def log_as_django_does(**_kwargs):
    """That somebody listens is enough: Celery then leaves logging alone."""


def caller():
    """A connection for ringing, which gives up at once instead of having a page wait for Redis."""
    hasty = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5, "max_retries": 0, "interval_start": 0}
    return app.connection_for_write(transport_options=hasty)
