"""The record of screening for the house, and the list of what circulates for anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper.document import Document
from jukung.paper.tables import Column
from jukung.words import _, brief_day, many, number, plain_day


@dataclass(frozen=True, slots=True)
class ScreenedLine:
    """A title with what was decided of it, in words."""

    title: str
    people: str
    class_number: str
    result: str
    why: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Whose list it is, and of which day; equal words give the same bytes."""

    library: str
    place_name: str
    on: date


def record(words: PaperWords, lines: Sequence[ScreenedLine], *, paper: str = "a4") -> bytes:
    """Every title with what was decided, by whom, when and why, to be signed."""
    document = _begun(words, _("Record of screening"), len(lines), paper=paper)
    document.table(
        [
            Column(_("No."), width=10, right=True),
            Column(_("Title")),
            Column(_("Class"), width=16),
            Column(_("Result"), width=25),
            Column(_("Reason"), width=34),
            Column(_("Screened"), width=30),
        ],
        [
            (
                number(place),
                _named(line),
                line.class_number,
                line.result,
                line.why,
                " ".join(filter(None, (brief_day(line.on) if line.on else "", line.by))),
            )
            for place, line in enumerate(lines, start=1)
        ],
    )
    document.skip(8)
    for each in (_("Screened by:"), _("Date and signature:")):
        document.blank(each)
    return document.finished()


def public_list(words: PaperWords, lines: Sequence[ScreenedLine], *, paper: str = "a4") -> bytes:
    """The titles that circulate, without who decided and why."""
    document = _begun(words, _("Books that may be borrowed"), len(lines), paper=paper)
    document.table(
        [Column(_("Class"), width=20), Column(_("Title")), Column(_("Author"), width=58)],
        [(line.class_number, line.title, line.people) for line in lines],
    )
    return document.finished()


def _begun(words: PaperWords, title: str, count: int, *, paper: str) -> Document:
    document = Document(paper, title=title)
    document.words(title, size=18, bold=True, after=1)
    document.line(words.library, size=12, bold=True, least=8)
    titles = many("{count} title", "{count} titles", count).format(count=number(count))
    said = (words.place_name, plain_day(words.on), titles)
    document.line(" · ".join(filter(None, said)))
    document.skip(4)
    return document


def _named(line: ScreenedLine) -> str:
    return f"{line.title}\n{line.people}" if line.people else line.title
