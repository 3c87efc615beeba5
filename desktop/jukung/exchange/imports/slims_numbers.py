"""The numbers of records in a database, remembered in little memory."""

_MOST_BITS = 64 * 1024 * 1024


class Ids:
    """Numbers of the database, one bit for each; words and giants in a set."""

    def __init__(self) -> None:
        """Begin with none."""
        self._bits = bytearray()
        self._others: set[int | str] = set()

    def __contains__(self, own: int | str) -> bool:
        """Whether a number was added."""
        if isinstance(own, str) or own >= _MOST_BITS:
            return own in self._others
        place, bit = divmod(own, 8)
        return place < len(self._bits) and bool(self._bits[place] >> bit & 1)

    def add(self, own: int | str) -> None:
        """Remember a number."""
        if isinstance(own, str) or own >= _MOST_BITS:
            self._others.add(own)
            return
        place, bit = divmod(own, 8)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1024 - len(self._bits)))
        self._bits[place] |= 1 << bit


def id_of(cell: str | None) -> int | str:
    """A number of the database, small in memory."""
    said = cell or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else said
