"""Labels with QR: the lines beside it on wide cells, else below."""

from collections.abc import Sequence

from jukung.domain.errors import CodeDoesNotFit, LabelTooSmall, Refusal
from jukung.domain.kinds import Symbology
from jukung.paper.fonts import BOLD
from jukung.paper.label_designs import Label
from jukung.paper.label_fields import NUMBER, Field, Sketcher, symbol_of, text_of
from jukung.paper.label_lines import Words, block
from jukung.paper.label_sketch import Placed, Room, Sketch

_PARTS = (0.6, 0.5, 0.7, 0.42, 0.8)  # of the height, where the lines stand below
_LARGEST = 3.0  # times the sizes of the fields
_WIDE = 1.3  # so many times wider than high: the lines stand beside


def is_wide(room: Room) -> bool:
    """Say whether QR stands beside the lines, not above them."""
    return room.width >= _WIDE * room.height


def arranged(room: Room, fields: Sequence[Field]) -> Sketcher:
    """Put QR on the left of wide rooms, else on top; lines beside or below."""
    beside = is_wide(room)
    scale = max(min(room.height / 13, room.width / 46, 3.0), 0.8)

    def sketch(label: Label) -> Sketch:
        words = [
            Words(
                text_of(label, field),
                font=BOLD if field is NUMBER else field.font,
                size=field.size * (1.2 if field is NUMBER else 1),
                largest=field.size * scale * (1.3 if field is NUMBER else 1),
                lines=3 if field.name == "title" else 2 if field.may_cut else 1,
                may_cut=field.may_cut,
                after=0.15,
            )
            for field in sorted(fields, key=lambda one: not one.above)
        ]
        if beside:
            return beside_qr(label, room, words)
        return _below(label, room, words)

    return sketch


def beside_qr(
    label: Label,
    room: Room,
    words: Sequence[Words],
    *,
    largest: float = _LARGEST,
    even: bool = False,
) -> Sketch:
    """Put QR on the left and words on its right; refuses LabelTooSmall."""
    side = min(room.height, room.width * 0.55)
    symbol = symbol_of(label, Symbology.qr, room.part(width=side), height=side)
    white = symbol.quiet[0] * symbol.unit
    off = max(white - room.margin, 0.0)
    black = symbol.black_width
    lines = block(
        words, room.part(left=off + black + white, margin=0), largest=largest, even=even, part=0
    )
    if lines is None:
        raise LabelTooSmall(room.where)
    return Sketch(lines, (Placed(symbol, room.left + off, room.top, black, room.height),))


def _below(label: Label, room: Room, words: list[Words]) -> Sketch:
    refusal: Refusal = LabelTooSmall(room.where)
    for part in _PARTS:
        side = room.height * part
        try:
            symbol = symbol_of(label, Symbology.qr, room, height=side)
        except CodeDoesNotFit as narrow:
            refusal = narrow
            continue
        white = symbol.quiet[0] * symbol.unit
        off = max(white - room.margin, 0.0)
        black = symbol.black_width
        taken = off + black + white
        if taken < room.height:
            lines = block(words, room.part(top=taken, margin=0), largest=_LARGEST, lift=0)
            if lines is not None:
                place = Placed(symbol, room.left, room.top + off, room.width, black)
                return Sketch(lines, (place,))
    raise refusal
