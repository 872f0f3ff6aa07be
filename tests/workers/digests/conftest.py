"""The tests of digests stand on a Wednesday: weeks end on Sunday morning, and the hours they add must not reach it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

WEDNESDAY = 2


@pytest.fixture(autouse=True)
def wednesday():
    """The next one, at noon."""
    noon = datetime.now(UTC).replace(hour=12, minute=0)
    ahead = (WEDNESDAY - noon.weekday()) % 7 or 7
    with time_machine.travel(noon + timedelta(days=ahead)):
        yield
