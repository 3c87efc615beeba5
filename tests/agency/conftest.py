"""An agency and one library that reports to it; the agency in a file, and again on a server."""

import pytest

from parcel_makers import a_joined_library, an_office
from servers import Server, programs


@pytest.fixture(scope="session")
def postgresql():
    """A server for this run; skips where Debian's is not installed."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    server = Server()
    yield server
    server.stop()


@pytest.fixture(params=["file", "server"])
def agency(request, tmp_path):
    """An office, once in a file and once on a server."""
    place = None
    if request.param == "server":
        place = request.getfixturevalue("postgresql").a_database()
    made = an_office(tmp_path, place=place)
    yield made
    made.close()
    if place is not None:
        request.getfixturevalue("postgresql").drop(place)


@pytest.fixture
def joined(tmp_path, agency):
    made = a_joined_library(tmp_path, agency)
    yield made
    made.close()
