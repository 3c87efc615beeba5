"""Files of MARC 21 records (ISO 2709), from INLISLite, SLiMS, Koha or a union catalogue.

A bad record is named by its place in bytes and the others are read all the same. The
line of a title is the place of its record in the file, beginning with one.
"""

from collections import Counter
from dataclasses import dataclass, field

from jukung.domain.errors import FormatUnknown
from jukung.domain.kinds import OriginFormat
from jukung.exchange.imports import marc_fields, marc_records
from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.formats import Format, Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.marc_letters import Letters
from jukung.exchange.imports.marc_records import BadRecord, MarcRecord, Piece
from jukung.exchange.imports.records import FindingCode, Reading
from jukung.words import N_, _

NAME = "marc21"

_WHY = {
    "leader": N_("too short"),
    "base": N_("its first signs do not fit"),
    "directory": N_("its list of fields is torn"),
    "fields": N_("its fields do not fit their list"),
    "cut": N_("the file ends in the middle of it"),
}
# Another kind of file that by chance begins like a record.
_MOST_BAD = 1000


def looks_like(file: ChosenFile) -> bool:
    """Whether the file begins with a MARC record."""
    return marc_records.is_marc(file.head)


def read(
    file: ChosenFile,
    *,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read every record; refuses FormatUnknown (hardly one can be read), ImportStopped."""
    gathered = Gathered(progress, stopped)
    records = Records(gathered)
    size = file.path.stat().st_size
    before: Piece | None = None
    are_apart = False
    with file.path.open("rb") as stream:
        for piece in marc_records.pieces(stream):
            is_blank = not piece.raw and not piece.is_too_long
            if is_blank and (are_apart or gathered.rows < 2):
                continue  # the line break after the last record
            if before and not is_blank and piece.position > before.position + len(before.raw) + 1:
                are_apart = True
            gathered.step(piece.position, size)
            _take(records, piece)
            before = piece
            if records.bad > _MOST_BAD + len(gathered.titles):
                raise FormatUnknown(file.name)
    if not gathered.rows:
        raise FormatUnknown(file.name)
    gathered.look(size, size)
    return gathered.reading(NAME, encoding=records.encoding)


FORMAT = Format(NAME, looks_like, read)


@dataclass(slots=True)
class Records:
    """Takes records one by one into what is gathered."""

    gathered: Gathered
    bad: int = 0
    _letters: Counter[str] = field(default_factory=Counter)
    _size_before: tuple[str, str] = ("", "")

    @property
    def encoding(self) -> str:
        """The letters of most records."""
        common = self._letters.most_common(1)
        return common[0][0] if common else str(Letters.utf_8)

    def refuse(self, position: int, why: str) -> None:
        """Keep a record out that cannot be read."""
        self.bad += 1
        text = _("at byte {position}: {why}").format(position=position, why=_(_WHY[why]))
        self.gathered.find(FindingCode.record_unreadable, self.gathered.rows, text)

    def take(self, record: MarcRecord, origin: tuple[OriginFormat, bytes] | None) -> None:
        """Keep a record's title, or say why not."""
        gathered, line = self.gathered, self.gathered.rows
        self._letters[str(record.letters)] += 1
        if marc_fields.is_other_kind(record):
            gathered.find(FindingCode.record_other_kind, line, record.controlled("001"))
            return
        described = marc_fields.title_of(record, line, origin)
        title = described.title
        if marc_fields.is_deleted(record):
            gathered.find(FindingCode.record_deleted, line, title.title)
            return
        if not title.title:
            gathered.find(FindingCode.title_missing, line, record.controlled("001"))
            return
        if record.letters is Letters.windows_1252:
            gathered.find(FindingCode.letters_guessed, line, title.title)
        elif record.is_leader_wrong:
            gathered.find(FindingCode.leader_wrong, line, title.title)
        if described.is_of_slims and any(described.size) and described.size == self._size_before:
            gathered.find(FindingCode.size_carried_over, line, title.title)
        self._size_before = described.size
        gathered.keep(title)


def _take(records: Records, piece: Piece) -> None:
    gathered = records.gathered
    if piece.is_too_long:
        text = _("at byte {position}").format(position=piece.position)
        records.bad += 1
        gathered.find(FindingCode.record_too_long, gathered.rows, text)
        return
    if piece.is_cut and piece.raw:
        # Without its end mark nothing says that the last field is whole.
        whole = piece.raw.rstrip(b"\r\n \t")
        if not whole.endswith(b"\x1e"):
            records.refuse(piece.position, "cut")
            return
        piece = Piece(piece.position, whole)
    try:
        record = marc_records.record_of(piece.raw)
    except BadRecord as fault:
        records.refuse(piece.position, str(fault))
        return
    records.take(record, (OriginFormat.marc21, piece.raw + b"\x1d"))
