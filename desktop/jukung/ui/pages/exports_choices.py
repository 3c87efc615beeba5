"""The choices of what is handed out, as tiles and fields."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages import exports_work as work
from jukung.ui.pieces.choice_tile import ChoiceTile
from jukung.ui.pieces.fields import named
from jukung.words import _


def tiles(*, is_prison: bool) -> dict[str, ChoiceTile]:
    """A tile for each thing that is handed out, by its name."""
    whole = (
        _("Everything but names, and no card beside a title: one folder of CSV files.")
        if is_prison
        else _("One folder of CSV files with pictures; Jukung reads it back.")
    )
    slims = (
        _("Titles and copies as SLiMS 9 reads them.")
        if is_prison
        else _("Titles, copies and members as SLiMS 9 reads them.")
    )
    return {
        work.OPEN: ChoiceTile("folder-open", _("Everything, open"), whole),
        work.LIST: ChoiceTile("list-checks", _("A list"), _("For Excel, to sort and print.")),
        work.MARC: ChoiceTile(
            "library", _("Records"), _("MARC 21 or MARCXML for INLISLite, Koha and others.")
        ),
        work.SLIMS: ChoiceTile("route", _("For SLiMS"), slims),
    }


def in_row(row: QWidget, *fields: tuple[str, QWidget]) -> None:
    """Put named fields beside one another."""
    inner = QHBoxLayout(row)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(theme.px(12))
    for name, field in fields:
        inner.addLayout(named(name, field), 1)
    if len(fields) < 3:
        inner.addStretch(3 - len(fields))
