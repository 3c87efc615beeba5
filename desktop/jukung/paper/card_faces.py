"""Draws one side of one card, whatever the card lacks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from jukung.domain.errors import CodeDoesNotFit
from jukung.domain.kinds import Symbology
from jukung.paper import barcodes
from jukung.paper.card_designs import CardDesign
from jukung.paper.card_elements import Element, Part, Says
from jukung.paper.card_words import Issuer, MemberCard, said_on, usual_rules
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.numbered import write_numbered
from jukung.paper.page import Pages
from jukung.paper.photos import fitted_crest, fitted_photo
from jukung.paper.rooms import Align, Room, Style, write
from jukung.paper.shapes import rounded
from jukung.paper.writing import plain
from jukung.words import _

_CAPTION_SIZE = 5.0
_CAPTION_HEIGHT = 2.2  # mm kept above a text that has one
_CAPTION_INK = "#4C6370"
_KEPT_PHOTOS = 64  # the back of a sheet follows its front: more than any sheet has
_LINE_INK = "#8A979E"


@dataclass(slots=True)
class Faces:
    """Draws the sides of the cards of one run; a picture is made small once."""

    design: CardDesign
    issuer: Issuer
    dots_per_inch: float
    bleed: float = 0.0
    """How far colour runs over the card's edge, for cards that are cut apart."""
    _crests: dict[tuple[float, float], bytes | None] = field(default_factory=dict)
    _photos: dict[tuple[bytes, float, float], bytes | None] = field(default_factory=dict)

    def lacking(self, card: MemberCard) -> frozenset[str]:
        """Name the things that this card cannot show."""
        has = {
            "crest": self._has_crest(),
            "institution": bool(plain(self.issuer.institution)),
            "photo": self._has_photo(card),
            "name": bool(plain(card.name)),
            "until": card.until is not None,
        }
        return frozenset(thing for thing, is_there in has.items() if not is_there)

    def check(self, card: MemberCard) -> None:
        """Refuse CodeNotEncodable and CodeDoesNotFit for a number it cannot carry."""
        for face in (self.design.fronts, self.design.backs):
            for element in face[self.lacking(replace(card, photo=None))]:
                if element.part is Part.bars:
                    self._symbol(card, element)

    def draw(self, pages: Pages, card: MemberCard, *, x: float, y: float, back: bool) -> None:
        """Draw a side with its upper left corner at `x`, `y`, as it is read."""
        face = self.design.backs if back else self.design.fronts
        for element in face[self.lacking(card)]:
            at = Room(x + element.x, y + element.y, element.width, element.height)
            _DRAWN[element.part](self, pages, _Place(card, element, at, x, y))

    # --- What each part looks like ---------------------------------------------------

    def box(self, pages: Pages, place: "_Place") -> None:
        """Fill a rectangle, over the card's edge where it touches that."""
        element = place.element
        if element.round:
            rounded(pages, place.room, radius=element.round, colour=element.colour)
            return
        right, bottom = element.x + element.width, element.y + element.height
        left, top = self._over(element.x, 0), self._over(element.y, 1)
        pages.box(
            place.x + left,
            place.y + top,
            width=self._over(right, 0) - left,
            height=self._over(bottom, 1) - top,
            colour=element.colour,
        )

    def shape(self, pages: Pages, place: "_Place") -> None:
        """Fill a shape of straight edges."""
        corners = [
            f"{self._over(x, 0):.3f} {-self._over(y, 1):.3f}" for x, y in place.element.points
        ]
        path = f"{corners[0]} m {' '.join(f'{corner} l' for corner in corners[1:])} h"
        pages.fill(path, place.x, place.y, width=1, height=1, colour=place.element.colour)

    def text(self, pages: Pages, place: "_Place") -> None:
        """Write what the card or its issuer says."""
        element, room = place.element, place.room
        said, caption = said_on(place.card, element.says, issuer=self.issuer)
        if not plain(said):
            return
        style = _style(element)
        if element.caption:
            above = Room(room.x, room.y, room.width, _CAPTION_HEIGHT)
            small = Style(size=_CAPTION_SIZE, least=3.5, align=element.align, colour=_CAPTION_INK)
            write(pages, caption, room=above, style=small)
            room = Room(room.x, room.y + _CAPTION_HEIGHT, room.width, room.height - _CAPTION_HEIGHT)
        write(pages, said.upper() if element.capitals else said, room=room, style=style)

    def photo(self, pages: Pages, place: "_Place") -> None:
        """Put the photo in its box, with a fine frame of the element's colour."""
        room = place.room
        image = self._small_photo(place.card, room.width, room.height)
        if image is None:
            return
        pages.picture(image, room.x, room.y, width=room.width, height=room.height)
        pages.frame(
            room.x,
            room.y,
            width=room.width,
            height=room.height,
            thick=0.2,
            colour=place.element.colour,
        )

    def initial(self, pages: Pages, place: "_Place") -> None:
        """Put the first letter of the name where the photo would be."""
        element, room = place.element, place.room
        letter = next((sign for sign in plain(place.card.name) if sign.isalnum()), "")
        if not letter:
            return
        rounded(pages, room, radius=element.round, colour=element.colour)
        style = replace(_style(element), align=Align.centre, colour=element.ink, font=BOLD)
        write(pages, letter.upper(), room=room, style=style)

    def crest(self, pages: Pages, place: "_Place") -> None:
        """Put the crest in its box."""
        image = self._small_crest(place.room.width, place.room.height)
        if image is not None:
            room = place.room
            pages.picture(image, room.x, room.y, width=room.width, height=room.height)

    def bars(self, pages: Pages, place: "_Place") -> None:
        """Draw the number for scanners, on white."""
        room = place.room
        symbol = self._symbol(place.card, place.element)
        barcodes.draw(pages, symbol, room.x, room.y, width=room.width, height=room.height)

    def rules(self, pages: Pages, place: "_Place") -> None:
        """Number the rules, in the largest type that keeps them in their room."""
        write_numbered(
            pages,
            self.issuer.rules or usual_rules(),
            room=place.room,
            style=_style(place.element),
        )

    def signature(self, pages: Pages, place: "_Place") -> None:
        """Draw a line to sign on, its word beneath."""
        room = place.room
        under = 3.0
        pages.box(
            room.x, room.y + room.height - under, width=room.width, height=0.2, colour=_LINE_INK
        )
        beneath = Room(room.x, room.y + room.height - under + 0.3, room.width, under - 0.3)
        small = Style(
            size=_CAPTION_SIZE + 0.5,
            least=3.5,
            align=place.element.align,
            colour=place.element.colour,
        )
        write(pages, _("Member's signature"), room=beneath, style=small)

    # --- What is made once -----------------------------------------------------------

    def _over(self, value: float, axis: int) -> float:
        """Move a coordinate that lies on the card's edge over it."""
        if value <= 0:
            return value - self.bleed
        return value + self.bleed if value >= self.design.size[axis] - 0.005 else value

    def _symbol(self, card: MemberCard, element: Element) -> "barcodes.Symbol":
        try:
            return self._fitted(card, element, element.symbology)
        except CodeDoesNotFit:
            if element.instead is None:
                raise
            return self._fitted(card, element, element.instead)

    def _fitted(
        self, card: MemberCard, element: Element, symbology: Symbology
    ) -> "barcodes.Symbol":
        return barcodes.fitted(
            card.number,
            symbology,
            width=element.width,
            height=element.height,
            dots_per_inch=self.dots_per_inch,
            where=self.design.title,
        )

    def _has_crest(self) -> bool:
        if self.issuer.crest is None:
            return False
        return self._small_crest(12, 12) is not None

    def _has_photo(self, card: MemberCard) -> bool:
        if not self.design.has_photo or card.photo is None or not plain(card.name):
            return False
        box = next(e for e in self.design.fronts[frozenset()] if e.part is Part.photo)
        return self._small_photo(card, box.width, box.height) is not None

    def _small_crest(self, width: float, height: float) -> bytes | None:
        if self.issuer.crest is None:
            return None
        if (width, height) not in self._crests:
            made = fitted_crest(self.issuer.crest, width=width, height=height)
            self._crests[width, height] = made
        return self._crests[width, height]

    def _small_photo(self, card: MemberCard, width: float, height: float) -> bytes | None:
        if card.photo is None:
            return None
        key = card.photo, width, height
        if key not in self._photos:
            if len(self._photos) >= _KEPT_PHOTOS:
                self._photos.clear()
            self._photos[key] = fitted_photo(card.photo, width=width, height=height)
        return self._photos[key]


@dataclass(frozen=True, slots=True)
class _Place:
    """An element of one card, and where both of them are on the page."""

    card: MemberCard
    element: Element
    room: Room
    x: float
    y: float


_DRAWN: Mapping[Part, Callable[[Faces, Pages, _Place], None]] = {
    Part.box: Faces.box,
    Part.shape: Faces.shape,
    Part.text: Faces.text,
    Part.photo: Faces.photo,
    Part.initial: Faces.initial,
    Part.crest: Faces.crest,
    Part.bars: Faces.bars,
    Part.rules: Faces.rules,
    Part.signature: Faces.signature,
}


def _style(element: Element) -> Style:
    return Style(
        font=BOLD if element.bold else REGULAR,
        size=element.size,
        least=element.least,
        lines=element.lines,
        align=element.align,
        sit=element.sit,
        colour=element.colour,
        whole=element.says is Says.number,
    )
