"""What a prison library's computer needs, and what only its operating system forbids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jukung.paper.document import Document
from jukung.paper.tables import Column
from jukung.words import _, plain_day


@dataclass(frozen=True, slots=True)
class SetupWords:
    """Whose sheet it is; equal words give the same bytes."""

    library: str
    place_name: str
    on: date
    idle_minutes: int


def setup_sheet(words: SetupWords, *, paper: str = "a4") -> bytes:
    """The sheet to tick off with whoever looks after the computer."""
    document = Document(paper, title=_("Set-up sheet of a prison library"))
    document.words(_("Set-up sheet of a prison library"), size=16, bold=True, after=1)
    document.line(words.library, size=12, bold=True, least=8)
    document.line(" · ".join(filter(None, (words.place_name, plain_day(words.on)))))
    document.skip(2)
    document.section(_("What Jukung does by itself"))
    document.steps(_own(words.idle_minutes))
    document.section(_("What only the operating system can forbid"))
    document.words(
        _(
            "Jukung cannot stop another program, a stick or a camera. Do these with an account "
            "for the aide that is no administrator, and tick them off."
        ),
        after=3,
    )
    columns = [Column("", width=9), Column(_("For the aide's account")), Column(_("By"), width=24)]
    document.table(columns, [("", each, "") for each in _of_the_system()], row_height=6.4)
    document.section(_("What people do"))
    document.steps(_of_people())
    document.rule()
    document.skip(2)
    for each in (_("Set up by:"), _("Date and signature:"), _("Look again on:")):
        document.blank(each)
    return document.finished()


def _own(minutes: int) -> Iterable[str]:
    return (
        _("The file is encrypted as a whole; names lie in it sealed once more."),
        _(
            "After {minutes} minutes without a key the officer's session ends, names are shut "
            "and the aide's desk is shown."
        ).format(minutes=minutes)
        if minutes
        else _("The officer ends the session by hand: the time until it ends by itself is off."),
        _("An aide lends, returns, finds titles and does the round by card number alone."),
        _("An aide sees no names, history, release days, lists, settings, exports or backups."),
        _("An aide's account that is tied to a card ends when its resident leaves."),
    )


def _of_the_system() -> Iterable[str]:
    return (
        _("The aide's account is a plain account, and the officer's has a password of its own."),
        _("Sticks and other drives are switched off for the aide's account."),
        _("Only Jukung may be started by the aide's account (kiosk mode or a list of programs)."),
        _("No network, Bluetooth or wireless, as the house's rules say."),
        _("Starting from a stick or disc is off in the BIOS, and the BIOS has a password."),
        _("The disk is encrypted by the system as well, where it can be."),
        _("Keys that take pictures of the screen are switched off for the aide's account."),
        _("The printer can be reached from the officer's account only."),
    )


def _of_people() -> Iterable[str]:
    return (
        _("Each officer has an own account and an own PIN; nobody lends it."),
        _("The recovery sheet lies in a sealed envelope outside the library."),
        _("The backup stick lies in the safe and is put in by an officer alone."),
        _("The screen does not face the waiting people while names are open."),
        _("When an aide changes, the officer ties the new account to the new card."),
    )
