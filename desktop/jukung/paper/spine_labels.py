"""Labels for the back of a book, with a colour band for the main class.

From the top: the library, R for reference works, the class, the author's letters and
the title's letter, in the middle and as large as fits; the class is the largest.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from jukung import places
from jukung.domain.errors import CodeDoesNotFit, LabelTooSmall, Refusal
from jukung.paper.code_labels import arranged as arranged_codes
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.label_designs import Label, LabelDesign
from jukung.paper.label_fields import NUMBER, TITLE, Sketcher
from jukung.paper.label_lines import Words, block
from jukung.paper.label_sketch import Line, Patch, Room, Sketch
from jukung.paper.page import POINT_MM, fit_size, text_width
from jukung.paper.writing import plain

_LARGEST_CLASS = 60.0  # points; larger is no easier to find on a shelf
_GAP = 1.0  # mm between the band, the lines and the bars
_WIDE = 1.25  # so many times wider than high: the band is on the left
_COMFORTABLE = 6.5  # points of the class on a label with bars; smaller is the last way
_SPINE_PARTS = (0.33, 0.28, 0.4)  # of the width, beside the bars
_LARGER_TITLE = replace(TITLE, size=6.25, smallest=4.75)  # it has less than half the cell
_LOW_BARS = 7.5  # mm; what is above it may go to a second line of the title
_UPPER_PARTS = (0.5, 0.44, 0.38, 0.56)  # of the height, above the bars
_RISE = 0.725  # of a figure, in parts of the type size


@cache
def class_colours() -> dict[str, str]:
    """Colours of the main classes, "0" to "9", as `#RRGGBB`."""
    file = places.resources() / "tables" / "class_colours.toml"
    found: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def arranged(room: Room, design: LabelDesign) -> Sketcher:
    """Arrange spine labels; each refuses LabelTooSmall."""

    def sketch(label: Label) -> Sketch:
        band, rest = banded(label, room, shown=design.colour_band)
        lines = spine_block(label, rest, heading=design.heading)
        if lines is None:
            raise LabelTooSmall(room.where)
        return Sketch(lines, (), band.patches).with_(Sketch(band.lines))

    return sketch


def arranged_both(labels: Sequence[Label], room: Room, design: LabelDesign) -> Sketcher:
    """Arrange spine lines beside the bars on wide cells, else above them."""
    fields = (NUMBER, _LARGER_TITLE) if design.title else (NUMBER,)
    sample = _largest(labels)
    refusal: Refusal = LabelTooSmall(room.where)
    for least in (_COMFORTABLE, 0.0):
        for spine, code in _splits(room):
            for shown in (fields, fields[:1]):
                try:
                    codes = arranged_codes(
                        labels,
                        code,
                        fields=shown,
                        symbology=design.symbology,
                        high_enough=_LOW_BARS,
                    )
                    sketches = [_both(label, spine, codes, design, least=least) for label in sample]
                except (LabelTooSmall, CodeDoesNotFit) as narrow:
                    if isinstance(narrow, CodeDoesNotFit):
                        refusal = narrow
                    continue
                if sketches:
                    return lambda label, s=spine, c=codes: _both(  # type: ignore[misc]
                        label, s, c, design, least=0.0
                    )
    raise refusal


def banded(label: Label, room: Room, *, shown: bool) -> tuple[Sketch, Room]:
    """Draw the band of a label's main class; the sketch and the room that is left.

    The class stands in a gap of the band, black on white: any printer tells it. 2X, the
    classes for Islam of Indonesian libraries, has the colour of 2.
    """
    if not shown:
        return Sketch(), room
    wide = room.width >= _WIDE * room.height
    thick = min(max(0.12 * min(room.width, room.height), 2.4), 7.0)
    rest = room.part(left=thick + _GAP) if wide else room.part(height=room.height - thick - _GAP)
    colour = class_colours().get(label.class_main[:1])
    if colour is None:
        return Sketch(), rest
    size = thick / _RISE / POINT_MM * (0.86 if wide else 0.92)
    deep = size * _RISE * POINT_MM
    if wide:
        size = fit_size(label.class_main, BOLD, size=size, width=thick)
        x, high = room.left, deep + 1.0
        patches: tuple[Patch, ...] = (Patch(x, room.top + high, thick, room.height - high, colour),)
        digit = Line(label.class_main, x + thick / 2, room.top + deep, BOLD, size)
    else:
        y = room.top + room.height - thick
        gap = max(thick, text_width(label.class_main, BOLD, size=size))
        across = (room.width - gap) / 2
        patches = (
            Patch(room.left, y, across - 0.3, thick, colour),
            Patch(room.left + across + gap + 0.3, y, across - 0.3, thick, colour),
        )
        digit = Line(label.class_main, room.middle, y + (thick + deep) / 2, BOLD, size)
    return Sketch((digit,), (), patches), rest


def spine_block(label: Label, room: Room, *, heading: bool) -> tuple[Line, ...] | None:
    """Set the lines of a spine as large as fits; None where they do not."""
    said = [text for line in label.spine if (text := plain(line))]
    library = plain(label.heading)
    if len(said) > 1 and (said[0] == library or _is_name(said[0])):
        library, said = said[0], said[1:]
    library = library if heading else ""
    for lines in (said, [" ".join(said)]):  # on the flattest cells they share one line
        found = block(_spine_words(library, lines, room), room, largest=_LARGEST_CLASS)
        if found is not None:
            return found
    return None


def _spine_words(library: str, said: list[str], room: Room) -> list[Words]:
    place = next((at for at, line in enumerate(said) if line[:1].isdigit()), None)
    if place is None:  # a shelf mark without figures: the first that is not R
        place = next((at for at, line in enumerate(said) if len(line) > 1), 0)
    largest = _LARGEST_CLASS
    if said:
        largest = fit_size(said[place], BOLD, size=_LARGEST_CLASS, width=room.width)
    words = [
        Words(
            line,
            font=BOLD,
            size=1.25 if at == place else 1.0,
            largest=largest if at == place else max(largest * 0.8, 4.0),
            after=0.06,
        )
        for at, line in enumerate(said)
    ]
    if library:
        top = Words(library, REGULAR, 0.5, max(largest * 0.5, 4.5), 2, may_cut=True, after=0.3)
        words.insert(0, top)
    return words


def _is_name(line: str) -> bool:
    """Say whether a first line is the library's name, not a mark or a class."""
    return re.match(r"\d", line) is None and len(line) > 4


def _splits(room: Room) -> list[tuple[Room, Room]]:
    """Ways to share a cell between the spine's lines and the bars, the best first."""
    beside = [
        (
            room.part(width=room.width * part - _GAP / 2, margin=0),
            room.part(left=room.width * part + _GAP / 2, margin=min(room.margin, _GAP / 2)),
        )
        for part in _SPINE_PARTS
    ]
    above = [
        (
            room.part(height=room.height * part - _GAP / 2, margin=0),
            room.part(top=room.height * part + _GAP / 2),
        )
        for part in _UPPER_PARTS
    ]
    return beside + above if room.width >= 1.6 * room.height else above + beside


def _both(
    label: Label, spine: Room, codes: Sketcher, design: LabelDesign, *, least: float
) -> Sketch:
    band, rest = banded(label, spine, shown=design.colour_band)
    lines = spine_block(label, rest, heading=design.heading)
    if lines is None or max((line.size for line in lines), default=least) < least:
        raise LabelTooSmall(spine.where)
    return Sketch(lines).with_(band).with_(codes(label))


def _largest(labels: Sequence[Label]) -> list[Label]:
    """Pick the labels that decide: the longest numbers, the longest and most lines."""
    return list(
        {
            id(one): one
            for one in (
                max(labels, key=lambda label: len(label.number)),
                max(labels, key=lambda label: _bars(label.number)),
                max(labels, key=lambda label: max(map(len, label.spine), default=0)),
                max(labels, key=lambda label: len(label.spine)),
            )
        }.values()
    )


def _bars(number: str) -> int:
    """Guess how wide a number is in Code 128: it takes figures two by two."""
    return 2 * len(number) - sum(map(str.isdigit, number))
