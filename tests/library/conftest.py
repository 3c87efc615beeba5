"""Where tests of the library find what they share."""

import os
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that tests import `desk_model`


@pytest.fixture
def computer_in():
    """Put this process into a zone, as a wrongly set computer is."""
    before = os.environ.get("TZ")

    def go(zone):
        os.environ["TZ"] = zone
        time.tzset()

    yield go
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()
