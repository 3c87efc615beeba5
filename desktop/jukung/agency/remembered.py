"""Choices of this agency that are kept in its file, as JSON."""

import json
from typing import Any

from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Setting


def recall(desk: OfficeDesk, key: str, usual: Any) -> Any:  # noqa: ANN401 - any JSON
    """What was chosen, or what is usual."""
    row = desk.session.get(Setting, key)
    return usual if row is None else json.loads(row.value)


def remember(desk: OfficeDesk, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON
    """Keep a choice; None forgets it, and what is usual holds again."""
    row = desk.session.get(Setting, key)
    if value is None:
        if row is not None:
            desk.session.delete(row)
    else:
        row = row or Setting(key=key, value="")
        row.value = json.dumps(value, ensure_ascii=False, sort_keys=True)
        desk.session.add(row)
    desk.session.flush()
