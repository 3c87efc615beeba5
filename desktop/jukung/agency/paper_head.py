"""What stands above the agency's own papers: typed once, kept in its file."""

from dataclasses import asdict, dataclass

from jukung.agency import deeds, remembered
from jukung.agency.office import OfficeDesk
from jukung.paper.letterhead import Letterhead

_KEY = "paper_head"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Lines above and below the agency's name, the town of its letters, and who signs."""

    above: tuple[str, ...] = ()
    name: str = ""
    lines: tuple[str, ...] = ()
    town: str = ""
    position: str = ""
    signer: str = ""
    signer_number: str = ""

    @property
    def letterhead(self) -> Letterhead:
        """The head of a paper as it is printed."""
        return Letterhead(above=self.above, name=self.name, lines=self.lines)


def paper_head(desk: OfficeDesk) -> PaperHead:
    """What was typed; the agency's name alone where nothing was."""
    kept = remembered.recall(desk, _KEY, {})
    return PaperHead(
        above=tuple(kept.get("above", ())),
        name=kept.get("name") or desk.profile.name,
        lines=tuple(kept.get("lines", ())),
        town=kept.get("town", ""),
        position=kept.get("position", ""),
        signer=kept.get("signer", ""),
        signer_number=kept.get("signer_number", ""),
    )


def keep_paper_head(desk: OfficeDesk, head: PaperHead) -> None:
    """Keep what was typed."""
    remembered.remember(desk, _KEY, asdict(head))
    deeds.note(desk, "paper_head")


def letterhead(desk: OfficeDesk) -> Letterhead:
    """The head of every paper of this agency."""
    return paper_head(desk).letterhead
