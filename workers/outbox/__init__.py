"""The only door to SMTP: mails are written down in the caller's transaction and sent afterwards.

Promise: 0 lost; a message is sent twice at most once a kill, and both times with the same Message-ID.
"""

from workers.outbox.bounces import trouble_of
from workers.outbox.forgetting import empty_bodies, forget_ended
from workers.outbox.sending import drain
from workers.outbox.writing import Backend

__all__ = ["Backend", "drain", "empty_bodies", "forget_ended", "trouble_of"]
