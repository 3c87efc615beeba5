"""How far the library is from its standards, on paper and signed."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from jukung.paper.document import FORM, Column, Document, Letterhead, Signer
from jukung.words import _, plain_day

_SIZE, _NOTES = 8.5, 8.5  # points


class Demand(Protocol):
    """One line of a standard, in words."""

    @property
    def area(self) -> str:
        """The part of the standard."""

    @property
    def title(self) -> str:
        """What is demanded."""

    @property
    def state(self) -> str:
        """Whether it is met."""

    @property
    def value(self) -> str:
        """What is there."""

    @property
    def wanted(self) -> str:
        """What is asked for."""

    @property
    def missing(self) -> str:
        """What is still to come."""


class Demands(Protocol):
    """A standard with its lines."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def cited(self) -> str:
        """The text that says so, and its year."""

    @property
    def note(self) -> str:
        """What is not known of it."""

    @property
    def lines(self) -> Sequence[Demand]:
        """Every line."""


def readiness_pages(
    standards: Sequence[Demands],
    *,
    states: dict[str, str],
    year: int,
    on: date,
    letterhead: Letterhead,
    town: str = "",
    signers: Sequence[Signer] = (),
    paper: str = "a4",
) -> bytes:
    """Write every standard with its lines; `states` are the words for their states."""
    title = _("Readiness of the library")
    document = Document(paper, title=title, letterhead=letterhead, edges=FORM, foot=title)
    document.heading(title, number=_("Figures of {year}").format(year=year))
    document.words(
        _("As it stood on {day}. What was not recorded is a dash, and never zero.").format(
            day=plain_day(on)
        ),
        size=_NOTES,
    )
    for standard in standards:
        document.section(standard.title, size=11)
        said = _("Source: {source}").format(source=standard.cited)
        document.words(said, size=_NOTES, after=1)
        if standard.note:
            document.words(standard.note, size=_NOTES, after=1)
        document.table(_columns(), [_row(each, states) for each in standard.lines], size=_SIZE)
    if signers:
        document.signatures(*signers, town=town, on=on)
    return document.finished()


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Part"), 24),
        Column(_("Demand")),
        Column(_("Asked for"), 30),
        Column(_("Now"), 24),
        Column(_("State"), 24),
        Column(_("Still missing"), 34),
    )


def _row(line: Demand, states: dict[str, str]) -> tuple[str, ...]:
    return (line.area, line.title, line.wanted, line.value, states[line.state], line.missing)
