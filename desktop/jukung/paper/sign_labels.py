"""Labels for boxes and signs for the ends of shelves: a few words, as large as fits."""

from collections.abc import Sequence

from jukung.domain.errors import CodeDoesNotFit, LabelTooSmall, Refusal
from jukung.domain.kinds import Symbology
from jukung.paper.code_labels import arranged as arranged_codes
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.label_designs import Label, LabelDesign
from jukung.paper.label_fields import NUMBER, Sketcher
from jukung.paper.label_lines import Words, block
from jukung.paper.label_sketch import Line, Room, Sketch
from jukung.paper.qr_labels import beside_qr, is_wide
from jukung.paper.spine_labels import banded
from jukung.paper.writing import plain

_LARGEST_SIGN = 200.0  # points
_BOX_TYPE = 40.0  # points, beside QR
_GAP = 0.6  # mm between lines and bars
_WHITE = 2.5  # mm around large words: a sheet that is cut has no gap between its cells
_MOST_WHITE = 0.08  # of a side, where the cell is too small for that
_LINE_PARTS = (0.5, 0.42, 0.34, 0.26, 0.55)  # of the height, above the bars of a box


def arranged_shelf(room: Room, design: LabelDesign) -> Sketcher:
    """Arrange signs for shelf ends; each refuses LabelTooSmall."""

    def sketch(label: Label) -> Sketch:
        band, rest = banded(label, room, shown=design.colour_band)
        return Sketch(_aired_sign(label, rest, design)).with_(band)

    return sketch


def arranged_box(labels: Sequence[Label], room: Room, design: LabelDesign) -> Sketcher:
    """Arrange box labels: words above, bars and number below; QR beside on wide cells."""
    with_code = [label for label in labels if label.number]
    if not with_code:
        return lambda label: Sketch(_aired_sign(label, room, design))
    if design.symbology is Symbology.qr and is_wide(room):
        return lambda label: beside_qr(
            label,
            room,
            [*_words(label, design), _number_words(label)],
            largest=_BOX_TYPE,
            even=True,
        )
    refusal: Refusal = LabelTooSmall(room.where)
    wordless = not any(_words(label, design) for label in labels)
    for part in (0.0,) if wordless else _LINE_PARTS:
        try:
            sketch = _with_bars(with_code, room, design, part=part)
            for label in (with_code[0], max(with_code, key=_length)):
                sketch(label)
        except (LabelTooSmall, CodeDoesNotFit) as narrow:
            refusal = narrow
        else:
            return sketch
    raise refusal


def _with_bars(
    with_code: Sequence[Label], room: Room, design: LabelDesign, *, part: float
) -> Sketcher:
    """Give words this part of the height, and the rest to bars and number."""
    upper = room.part(height=max(room.height * part - _GAP, 0.0), margin=0)
    lower = room.part(top=room.height * part)
    codes = arranged_codes(with_code, lower, fields=(NUMBER,), symbology=design.symbology)

    def sketch(label: Label) -> Sketch:
        if not label.number:
            return Sketch(_aired_sign(label, room, design))
        return Sketch(_sign(label, upper, design) if part else ()).with_(codes(label))

    return sketch


def _length(label: Label) -> int:
    return sum(map(len, label.lines))


def _number_words(label: Label) -> Words:
    return Words(label.number, REGULAR, 0.55, 28.0)


def _aired_sign(label: Label, room: Room, design: LabelDesign) -> tuple[Line, ...]:
    """Set a sign with white on all sides, or without where it would not fit."""
    aside, above = (min(_WHITE, _MOST_WHITE * side) for side in (room.width, room.height))
    aired = room.part(
        left=aside, top=above, width=room.width - 2 * aside, height=room.height - 2 * above
    )
    try:
        return _sign(label, aired, design)
    except LabelTooSmall:
        return _sign(label, room, design)


def _sign(label: Label, room: Room, design: LabelDesign) -> tuple[Line, ...]:
    for flat in (False, True):
        words = _words(label, design, flat=flat)
        lines = block(words, room, largest=_LARGEST_SIGN, even=True)
        if lines is not None:
            return lines
    raise LabelTooSmall(room.where)


def _words(label: Label, design: LabelDesign, *, flat: bool = False) -> list[Words]:
    """List what is said; on the flattest cells all but the first share one line."""
    said = [text for line in label.lines if (text := plain(line))]
    if flat:
        said = [*said[:1], " · ".join(said[1:])]
    words = [
        Words(
            line,
            font=BOLD if at == 0 else REGULAR,
            size=1.0 if at == 0 else 0.6,
            lines=3,
            after=0.1,
        )
        for at, line in enumerate(said)
        if line
    ]
    library = plain(label.heading)
    if design.heading and library:
        top = Words(library, REGULAR, 0.35, 16.0, 2, may_cut=True, after=0.35)
        words.insert(0, top)
    return words
