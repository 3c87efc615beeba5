"""The kinds of labels, cards and signs: their words, and what each of them asks for."""

from __future__ import annotations

from dataclasses import dataclass

from jukung.domain.kinds import PrintWhat
from jukung.words import N_, _


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can be printed; words are English keys marked with `N_`."""

    what: PrintWhat
    words: str
    several: str
    """What a waiting run of them is called."""
    each: str
    """How many of each; empty where one is all that is ever wanted."""
    uses: str = "labels"
    """Which sheets: of labels, or of cards."""
    bars: bool = True
    title: bool = False
    call_number: bool = False
    band: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether its subjects are copies."""
        return self.what in {PrintWhat.barcode, PrintWhat.spine, PrintWhat.both}

    @property
    def is_member(self) -> bool:
        """Whether its subjects are members."""
        return self.what in {PrintWhat.member, PrintWhat.card}

    @property
    def is_sign(self) -> bool:
        """Whether its subjects are typed words."""
        return self.what in {PrintWhat.shelf, PrintWhat.box}

    def name(self) -> str:
        """Its words in the language spoken now."""
        return _(self.words)


BOOKS = (
    Kind(
        PrintWhat.barcode,
        N_("Barcode"),
        N_("barcode labels"),
        N_("Of each copy"),
        title=True,
        call_number=True,
    ),
    Kind(
        PrintWhat.spine, N_("Spine"), N_("spine labels"), N_("Of each copy"), bars=False, band=True
    ),
    Kind(PrintWhat.both, N_("Both"), N_("labels with both"), N_("Of each copy"), band=True),
    Kind(PrintWhat.blank, N_("Blank"), N_("blank numbers"), N_("Of each number")),
)
CARDS = (
    Kind(PrintWhat.card, N_("Cards"), N_("member cards"), "", uses="cards", bars=False),
    Kind(PrintWhat.member, N_("Labels"), N_("member labels"), N_("Of each member"), title=True),
)
SIGNS = (
    Kind(
        PrintWhat.shelf, N_("Shelves"), N_("shelf signs"), N_("Of each sign"), bars=False, band=True
    ),
    Kind(PrintWhat.box, N_("Boxes"), N_("box labels"), N_("Of each box")),
)
EVERY = {kind.what: kind for kind in BOOKS + CARDS + SIGNS}
