"""What the background work remembers: mails on their way out and what stops them, stuck entries, signs of life."""

from workers.models.batch import Batch
from workers.models.cursor import Cursor
from workers.models.life import TRIES, Heartbeat, Stuck, alerts
from workers.models.mailroom import Host, Mailroom
from workers.models.outgoing import OutgoingMessage
from workers.models.trouble import Bounced, Suppression, disguised, disguises
from workers.models.window import Window

__all__ = [
    "TRIES",
    "Batch",
    "Bounced",
    "Cursor",
    "Heartbeat",
    "Host",
    "Mailroom",
    "OutgoingMessage",
    "Stuck",
    "Suppression",
    "Window",
    "alerts",
    "disguised",
    "disguises",
]
