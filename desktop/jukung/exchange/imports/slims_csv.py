r"""Title lists of SLiMS (`senayan_biblio_export.csv`), versions 5 to 9.7.

What comes through is what stood in the catalogue: subtitles stay in the title, cells
keep their blanks, broken characters are reported and not guessed at. Three things
are undone because SLiMS itself did them: the angle brackets around lists, the frame
that 9.7.0 puts around a note it reads again, and the two characters `\n` that 9.7.0
writes for each half of a line break in a note.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jukung.domain.errors import FileCut, FileEmpty, FormatUnknown, ImportStopped
from jukung.exchange.imports import slims_notes
from jukung.exchange.imports.formats import (
    Progress,
    Stopped,
    never_stopped,
    no_progress,
    of_text,
)
from jukung.exchange.imports.held import Held
from jukung.exchange.imports.records import Finding, FindingCode, Reading, TitleRecord
from jukung.exchange.imports.review import Review, review
from jukung.exchange.imports.slims_columns import FIRST_LIST
from jukung.exchange.imports.slims_dialect import Dialect, find_dialect
from jukung.exchange.listed.rows import Row, read_rows
from jukung.exchange.listed.text_file import TextFile

NAME = "slims_titles"

_PACE = 500
# With so many wrong rows, and twice as many as titles, it is some other list.
_MOST_WRONG = 1000
_NOTES = 12
_LONGEST_QUOTE = 120
_LINE_END = re.compile(r"\r\n?|\n")


def looks_like(file: TextFile) -> bool:
    """Whether the file is certainly a SLiMS title list."""
    dialect = find_dialect(file.text)
    return dialect is not None and dialect.is_evident


def read(
    file: TextFile,
    *,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read every title of the list.

    Refuses with `FormatUnknown` (hardly a row is eighteen cells), `FileEmpty` (no row but
    empty ones), `FileCut` (it ends inside a row) and `ImportStopped`.
    """
    dialect = find_dialect(file.text)
    if dialect is None:
        raise FormatUnknown(file.name)
    table, end = _Table(file.name, dialect), len(file.text)
    rows = read_rows(file.text, dialect.layout, width=dialect.columns.width, start=dialect.start)
    for number, row in enumerate(rows):
        if number % _PACE == 0:
            if stopped():
                raise ImportStopped
            progress(row.end, end)
        table.take(row)
    table.close(file.text)
    titles, odd = table.titles_with_breaks(stopped)
    findings = [*table.findings, *odd]
    progress(end, end)
    return Reading(
        format=NAME,
        rows=table.rows,
        empty_rows=table.empty_rows,
        titles=titles,
        findings=tuple(sorted(findings, key=lambda each: each.line)),
        encoding=file.encoding,
        separator=dialect.layout.separator,
        header=dialect.columns.header,
    )


FORMAT = of_text(NAME, looks_like, read)


def values(cell: str) -> tuple[str, ...]:
    """The values of a list such as `<A><B>`; they may hold brackets themselves."""
    if not cell.startswith("<"):
        return (cell,) if cell.strip() else ()
    inner = cell[1:].removesuffix(">")
    if "><" not in inner:
        return (inner,) if inner.strip() else ()
    return tuple(value for value in inner.split("><") if value.strip())


@dataclass(slots=True)
class _Table:
    """What has been read of a list so far."""

    file: str
    dialect: Dialect
    rows: int = 0
    empty_rows: int = 0
    titles: Held[TitleRecord] = field(default_factory=Held)
    findings: list[Finding] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)
    last: Row | None = None
    breaks_inside: bool = False
    _has_sure_break: bool = False
    _odd: list[Finding] = field(default_factory=list)
    _review: Review = field(default_factory=Review)

    def take(self, row: Row) -> None:
        """Count a row and keep its title, or say why not."""
        self.rows += 1
        self.last = row
        width = self.dialect.columns.width
        if len(row.cells) == width + 1 and not row.cells[-1]:
            row.cells.pop()
        if not row.torn and not "".join(row.cells).strip():
            self.empty_rows += 1
            self._find(FindingCode.empty_row, row)
        elif row.torn or len(row.cells) != width:
            self.wrong.append(row)
            self._find(FindingCode.columns_wrong, row)
            if len(self.wrong) > _MOST_WRONG + 2 * len(self.titles):
                raise FormatUnknown(self.file)
        else:
            self._take_title(row)

    def _take_title(self, row: Row) -> None:
        cells = self._in_order(row.cells)
        if not cells[0].strip():
            self._find(FindingCode.title_missing, row)
            return
        note = slims_notes.unframed(cells[_NOTES])
        if note != cells[_NOTES]:
            self._find(FindingCode.note_unwrapped, row)
            cells[_NOTES] = note
        people, subjects, numbers = map(values, cells[FIRST_LIST : FIRST_LIST + 3])
        # The first columns stand in the order of the record's fields.
        said: list[Any] = [*cells[:FIRST_LIST], people, subjects, numbers]
        title = TitleRecord(self._line(row), *said)
        self._has_sure_break = self._has_sure_break or slims_notes.has_sure_break(title.notes)
        self.titles.append(title)
        self._odd.extend(self._review.of(title))

    def _in_order(self, cells: list[str]) -> list[str]:
        columns = self.dialect.columns
        if not columns.is_in_order:
            cells = ["" if at is None else cells[at] for at in columns.places]
        if not self.dialect.layout.raw and _LINE_END.search("".join(cells)):
            self.breaks_inside = True
            cells = [_LINE_END.sub("\n", cell) for cell in cells]
        return cells

    def close(self, text: str) -> None:
        """Refuse a list without rows, or one that ends inside a row."""
        for name in self.dialect.columns.unknown:
            line = self.dialect.line
            self.findings.append(Finding(FindingCode.column_unknown, line, name))
        if self.rows == self.empty_rows:
            raise FileEmpty(self.file)
        self._check_last_row(text)
        if not self.titles:
            raise FormatUnknown(self.file)

    def _check_last_row(self, text: str) -> None:
        """Tell a list that was cut from one with an odd last row.

        Sure: a cell that was opened and not closed, a list in brackets without its
        last bracket at the very end, and too few cells where every other row is
        whole. Not sure: a last line without a line end, which a cut or an editor may
        have left; it becomes a finding. A cut between two rows leaves no trace.
        """
        last = self.last
        if last is None:
            return
        is_wrong = bool(self.wrong) and self.wrong[-1] is last
        is_short = len(last.cells) < self.dialect.columns.width
        is_only = is_wrong and len(self.wrong) == 1
        has_no_end = text[-1] not in "\r\n"
        cell = last.cells[-1] if last.cells else ""
        is_open = has_no_end and cell.startswith("<") and not cell.endswith(">")
        if last.torn or (is_only and is_short) or is_open:
            raise FileCut(self.file, self._line(last))
        if has_no_end and not text.rstrip(" ").endswith(self.dialect.layout.quote):
            self._find(FindingCode.end_missing, last)

    def titles_with_breaks(
        self, stopped: Stopped
    ) -> tuple[Sequence[TitleRecord], Sequence[Finding]]:
        """The titles, line breaks in the notes where surely 9.7.0 wrote them; what is odd."""
        if not self._is_surely_970():
            return self.titles, self._odd
        mended = Held(
            replace(title, notes=slims_notes.with_breaks(title.notes))
            if "\\n" in title.notes
            else title
            for title in self.titles
        )
        return mended, list(review(mended, stopped=stopped))

    def _is_surely_970(self) -> bool:
        """Whether all cells are enclosed, quotes doubled, and no break is real."""
        layout = self.dialect.layout
        if not layout.enclosed or layout.raw or self.breaks_inside:
            return False
        if self.dialect.has_open_header:
            return False
        return self._has_sure_break

    def _find(self, code: FindingCode, row: Row) -> None:
        text = self.dialect.layout.separator.join(row.cells)[:_LONGEST_QUOTE]
        self.findings.append(Finding(code, self._line(row), text))

    def _line(self, row: Row) -> int:
        return row.line + self.dialect.line - 1
