"""One way to write what may already be there, in the words of whichever database it is."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from jukung.agency.office import OfficeDesk
from jukung.agency.tables import AgencyTable

# Rows of one statement, so that a file's limit on values is never reached.
CHUNK = 500


def insert_into(desk: OfficeDesk, table: type[AgencyTable]) -> Any:  # noqa: ANN401 - one of two dialects' statements
    """An insert that can be told what to do on a conflict."""
    on_server = desk.session.get_bind().dialect.name == "postgresql"
    return (postgresql if on_server else sqlite).insert(table)
