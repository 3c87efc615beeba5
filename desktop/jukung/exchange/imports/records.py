"""What a list of another program comes down to: titles, findings, totals."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TitleRecord:
    """One title as the file has it, with the numbers of its copies."""

    line: int
    title: str = ""
    material: str = ""
    edition: str = ""
    isbn: str = ""
    publisher: str = ""
    year: str = ""
    collation: str = ""
    series: str = ""
    call_number: str = ""
    language: str = ""
    place: str = ""
    class_number: str = ""
    notes: str = ""
    cover_name: str = ""
    statement: str = ""
    people: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    copy_numbers: tuple[str, ...] = ()


class FindingCode(StrEnum):
    """What somebody should know about a line before it is stored."""

    isbn_check_digit = "isbn_check_digit"
    """Ten or thirteen places whose check digit does not fit; kept as text."""
    isbn_shape = "isbn_shape"
    """Neither ten nor thirteen places, such as an ISSN or a shelf number; kept."""
    repeated_title = "repeated_title"
    """The same title as on an earlier line, capitals and outer blanks apart."""
    repeated_copy_number = "repeated_copy_number"
    """A copy number that stood on an earlier line, or twice on this one."""
    unusual_copy_number = "unusual_copy_number"
    """More than letters, digits and `. - / _`, or longer than a label carries."""
    title_missing = "title_missing"
    """The row has no title; it is kept out."""
    columns_wrong = "columns_wrong"
    """The row has more or fewer cells than the others, or is torn; it is kept out."""
    empty_row = "empty_row"
    """A row of empty cells, as Excel leaves them."""
    column_unknown = "column_unknown"
    """A column with a name nobody here knows; it is not read."""
    lost_line_breaks = "lost_line_breaks"
    """Letters `rn` or `n`, or `\\n`, where a line break once stood; left as they are."""
    mojibake = "mojibake"
    """Letters that were read in the wrong encoding before they came here."""
    letters_lost = "letters_lost"
    """Bytes that are no letters; each run of them became a replacement sign."""
    note_is_number = "note_is_number"
    """The note is only its own length, as SLiMS 9.7 leaves it after re-reading."""
    note_unwrapped = "note_unwrapped"
    """The note stood in a frame that SLiMS 9.7 puts around it; the frame is gone."""
    copy_left_out = "copy_left_out"
    """The title is here already, so this further copy of it is left out with it."""
    title_here = "title_here"
    """The title is in the library already."""
    copy_number_taken = "copy_number_taken"
    """The number belongs to a copy or card of the library; this copy is left out."""
    end_missing = "end_missing"
    """The last line has no line end; the file may have been longer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, the line it is on, and the words it is about."""

    code: FindingCode
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as it was understood.

    `rows` counts every row below the header: the titles, the empty rows and those
    that were kept out, each of which has its finding.
    """

    format: str
    rows: int
    empty_rows: int
    titles: tuple[TitleRecord, ...]
    findings: tuple[Finding, ...]
    encoding: str
    separator: str
    header: tuple[str, ...] = ()
