"""The blank form on which somebody asks to become a member of a village library.

Its lines stand in the order of the form on screen, which they are typed into later.
"""

from jukung.domain.errors import NothingToPrint
from jukung.paper.document import Document, Letterhead, Signer
from jukung.words import N_, _

MOST_PAGES = 200

_ASKED = (
    N_("Name"),
    N_("Birth year"),
    N_("Woman or man"),
    N_("Phone"),
    N_("Address"),
)
_GUARDIAN = (N_("Guardian"), N_("Guardian's phone"))
_OURS = (N_("Card number"), N_("Kind of member"), N_("Member until"))


def registration_form(*, letterhead: Letterhead, pages: int = 1, paper: str) -> bytes:
    """A form for one member on each page; refuses NothingToPrint without pages."""
    if not 1 <= pages <= MOST_PAGES:
        raise NothingToPrint
    document = Document(paper, title=_("Membership form"), letterhead=letterhead)
    for page in range(pages):
        if page:
            document.another()
        _write(document)
    return document.finished()


def _write(document: Document) -> None:
    document.heading(_("Membership form"))
    document.words(_("Please write clearly. What is not known may stay empty."))
    _write_blanks(document, _ASKED)
    document.skip(3)
    document.words(_("For children, who answers for them:"), bold=True, after=1)
    _write_blanks(document, _GUARDIAN)
    document.skip(3)
    document.words(
        _(
            "The library keeps this to lend and to call back, and shows it to nobody else. "
            "Whoever leaves may ask to have it erased."
        )
    )
    document.skip(2)
    document.signatures(Signer(_("Member or guardian")), Signer(_("Staff")))
    document.skip(5)
    document.rule()
    document.skip(3)
    document.words(_("Filled in by the library:"), bold=True, after=1)
    _write_blanks(document, _OURS)


def _write_blanks(document: Document, names: tuple[str, ...]) -> None:
    for name in names:
        document.blank(_(name))
