"""The lines of labels that carry a symbol, and what the symbol says."""

from collections.abc import Callable
from dataclasses import dataclass

from jukung.domain import isbn
from jukung.domain.errors import NoIsbnOnLabel
from jukung.domain.kinds import PrintWhat, Symbology
from jukung.paper.barcodes import Symbol, fitted
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.label_designs import Label, LabelDesign
from jukung.paper.label_sketch import Room, Sketch
from jukung.paper.writing import plain

Sketcher = Callable[[Label], Sketch]


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a label; sizes in points."""

    name: str
    font: str
    size: float
    smallest: float
    above: bool = False
    before: float = 0.1  # mm
    may_cut: bool = True


HEADING = Field("heading", BOLD, 6.5, 4, above=True, before=0)
NUMBER = Field("number", REGULAR, 7.5, 5, before=0.4, may_cut=False)
TITLE = Field("title", REGULAR, 5.5, 4)
NAME = Field("title", BOLD, 7, 4, before=0.2)
CALL_NUMBER = Field("call_number", REGULAR, 5.5, 4, before=0.15, may_cut=False)
ISBN = Field("isbn", REGULAR, 5.5, 4, may_cut=False)


def fields_of(design: LabelDesign) -> tuple[Field, ...]:
    """List the lines a design of this family shows, the most needed first."""
    heading = (HEADING,) if design.heading else ()
    if design.what is PrintWhat.blank:
        return (NUMBER, *heading)
    if design.what is PrintWhat.member:
        return (NUMBER, *heading, *((NAME,) if design.title else ()))
    number = (NUMBER, ISBN) if design.symbology is Symbology.ean13 else (NUMBER,)
    title = (TITLE,) if design.title else ()
    call_number = (CALL_NUMBER,) if design.call_number else ()
    return (*number, *heading, *title, *call_number)


def text_of(label: Label, field: Field) -> str:
    """Say what a label has for a line."""
    said: str = getattr(label, field.name)
    return said if field is NUMBER else plain(said)


def code_of(label: Label, symbology: Symbology) -> str:
    """Say what the symbol carries; refuses NoIsbnOnLabel."""
    if symbology is not Symbology.ean13:
        return label.number
    found = isbn.thirteen(label.isbn)
    if found is None and isbn.judge(label.isbn) is isbn.IsbnShape.article:
        found = "".join(letter for letter in label.isbn if letter.isdigit())
    if found is None:
        raise NoIsbnOnLabel(label.number)
    return found


def symbol_of(label: Label, symbology: Symbology, room: Room, *, height: float) -> Symbol:
    """Make the largest symbol of a label for a room of this height."""
    return fitted(
        code_of(label, symbology),
        symbology,
        width=room.width,
        height=height,
        dots_per_inch=room.dots_per_inch,
        where=room.where,
        margin=room.margin,
    )
