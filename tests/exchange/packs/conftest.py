"""An agency that signs packs and boxes, and the folder of real lists."""

import os
from pathlib import Path

import pytest

from pack_makers import Agency


@pytest.fixture
def office():
    return Agency()


@pytest.fixture
def peer_samples():
    """The folder of real lists; tests that need it are skipped where it is absent."""
    folder = os.environ.get("JUKUNG_PEER_SAMPLES")
    if not folder or not Path(folder).is_dir():
        pytest.skip("JUKUNG_PEER_SAMPLES names no folder of real lists")
    return Path(folder)
