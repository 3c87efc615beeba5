"""A month's end: checked, closed, sealed and sent, and the receipt that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jukung.words import _, long_month

if TYPE_CHECKING:
    from pathlib import Path

    from jukung.domain.months import Month
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow


def close(stage: Stage, shown: LibraryWindow, month: Month, *, stick: Path, card: Path) -> None:
    """Close the month, join the province by its card, and write the parcel."""
    page: Any = shown.window.show_page("send")
    stage.wait(shown)
    page.choose_month(month)
    stage.wait(shown)
    stage.picture(shown, f"{stick.name}-month-check")
    page.look_at_figures()
    stage.wait(shown)
    stage.picture(shown, f"{stick.name}-month-figures")
    page.write_card(stick)
    stage.wait(shown)
    page.join(card)
    stage.wait(shown)
    stage.picture(shown, f"{stick.name}-month-joined")
    page.close_month()
    stage.wait(shown)
    page.write_to(stick)
    stage.wait(shown)
    stage.picture(shown, f"{stick.name}-month-sent")
    stage.say(
        _("{month} was closed, sealed and written to the stick.").format(
            month=long_month(month.year, month.number)
        )
    )


def read_receipts(stage: Stage, shown: LibraryWindow, month: Month, *, stick: Path) -> None:
    """Read what the province answered."""
    page: Any = shown.window.show_page("send")
    stage.wait(shown)
    page.choose_month(month)
    stage.wait(shown)
    page.read_receipt(*sorted(stick.glob("*.jkr")))
    stage.wait(shown)
    stage.picture(shown, f"{stick.name}-month-received")
    stage.say(_("The receipt was read: the circle is closed."))
