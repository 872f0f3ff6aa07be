"""What the background work remembers: mails and webhooks on their way out, stuck entries, life."""

from workers.models.batch import Batch
from workers.models.cursor import Cursor
from workers.models.life import TRIES, Heartbeat, Stuck, alerts
from workers.models.mailroom import Host, Mailroom
from workers.models.outgoing import OutgoingMessage
from workers.models.trouble import Bounced, Suppression, disguised, disguises
from workers.models.webhook import CATCH_UP, TEST, Delivery, News, Webhook
from workers.models.window import Window

__all__ = [
    "CATCH_UP",
    "TEST",
    "TRIES",
    "Batch",
    "Bounced",
    "Cursor",
    "Delivery",
    "Heartbeat",
    "Host",
    "Mailroom",
    "News",
    "OutgoingMessage",
    "Stuck",
    "Suppression",
    "Webhook",
    "Window",
    "alerts",
    "disguised",
    "disguises",
]
