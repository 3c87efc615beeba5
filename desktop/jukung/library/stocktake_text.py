"""The text of a file with numbers: of a hand scanner, or of another PC that counts along."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from jukung.domain import errors
from jukung.library.stocktake_counting import MOMENT

LIMIT_MB = 20
MARK = "#jukung-stocktake"
"""What the file of another PC begins with."""
# Clocks of two PCs differ by this at most; a moment further off is none.
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its number, and what another PC knew of it."""

    no: int
    text: str
    at: datetime | None = None
    where: str = ""


def read(content: bytes, *, file: str) -> tuple[list[Line], tuple[str, str] | None]:
    """The lines of a file, and of which library and stocktake; None for a scanner's.

    Refuses FileEmpty, FileTooLarge, ScanListUnreadable.
    """
    if len(content) > LIMIT_MB * 1_000_000:
        raise errors.FileTooLarge(file, LIMIT_MB)
    # What spreadsheets and archives begin with is no text of a scanner.
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise errors.ScanListUnreadable(file)
    rows = _decoded(content).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if rows[0].startswith(MARK):
        parts = rows[0].split("\t")
        if len(parts) < 4:
            raise errors.ScanListUnreadable(file)
        numbered = enumerate(rows[1:], start=2)
        merged = [_merged(no, each) for no, each in numbered if each.strip()]
        return [each for each in merged if each.text], (parts[2], parts[3])
    made = [Line(no, each.strip()) for no, each in enumerate(rows, start=1) if each.strip()]
    if not made:
        raise errors.FileEmpty(file)
    return made, None


def trusted(line: Line, first: datetime, last: datetime) -> Line:
    """A line; its moment only where two clocks can differ so: its number counts anyway."""
    if line.at is None or first - _DAY <= line.at <= last + _DAY:
        return line
    return replace(line, at=None)


def _merged(no: int, row: str) -> Line:
    code, at, where = (*row.split("\t"), "", "")[:3]
    try:
        moment = datetime.strptime(at, MOMENT).replace(tzinfo=UTC)
    except ValueError:
        # A line cut in half by a full stick: its number counts, its moment is unknown.
        return Line(no, code.strip(), None, "")
    return Line(no, code.strip(), moment, where.strip())


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return text.replace("\x00", "")
