"""Windows in tests: our type, no sound, and a page to own jobs."""

import pytest

from jukung.ui import sounds, theme


@pytest.fixture(scope="session", autouse=True)
def our_look(qapp):
    theme.apply(qapp)


@pytest.fixture(autouse=True)
def silence():
    sounds.switch(on=False)
