"""One title as everybody sees it: its cover, where it stands, and whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.kiosk_parts import DoorButton
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.tint import dress
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number, plain_day

if TYPE_CHECKING:
    from jukung.library.public_catalogue import PublicTitle, Standing

COVER_WIDE, COVER_HIGH = 190, 270
HEAD, ROW, MOST_ROWS = 42, 48, 6


class OpacTitle(QWidget):
    """Shows a title; Esc or the button leads back to the list."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cover = QLabel()
        self._no_cover = Card(tint="accent")
        self._title = label("", "door", wrap=True)
        self._people = label("", "title", wrap=True)
        self._facts = label("", "second", wrap=True)
        self._there = label("", "title", wrap=True)
        self._back_on = label("", "second", wrap=True)
        self._rows: Rows[Standing] = Rows(_columns())
        self._standing = Table(self._rows, rows="wrap", selectable=False)
        self._back = DoorButton(_("Back to the list"), size=18, high=72, key="Esc", strong=True)
        self._lay_out()
        self._back.clicked.connect(self.left)

    def show_title(self, title: PublicTitle) -> None:
        """Show a title."""
        self._title.setText(title.title)
        self._people.setText(title.people)
        self._people.setVisible(bool(title.people))
        self._facts.setText(_facts(title))
        tint = "good" if title.in_count else "gold"
        self._there.setText(_there(title))
        dress(self._there, tint=tint)
        self._back_on.setText(_back(title))
        self._back_on.setVisible(bool(self._back_on.text()))
        self._rows.show_values(title.standing)
        high = HEAD + ROW * min(len(title.standing), MOST_ROWS)
        self._standing.setFixedHeight(theme.px(high))
        self._show_cover(title.cover)

    def forget(self) -> None:
        """Show nothing of the title any longer."""
        for each in (self._title, self._people, self._facts, self._there, self._back_on):
            each.clear()
        self._rows.show_values(())
        self._show_cover(None)

    def words(self) -> list[str]:
        """What is said of the title, from the top; of where it stands too."""
        said = [each.text() for each in (self._title, self._people, self._facts, self._back_on)]
        rows = [f"{line.place} {line.call_number}".strip() for line in self._rows.values()]
        return [*filter(None, (said[0], said[1], said[2], self._there.text(), said[3])), *rows]

    def has_cover(self) -> bool:
        """Whether a picture is shown."""
        return not self._cover.isHidden()

    def _show_cover(self, jpeg: bytes | None) -> None:
        picture = QPixmap()
        shown = jpeg is not None and picture.loadFromData(jpeg, "JPEG")
        if shown:
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                round(theme.px(COVER_WIDE) * ratio),
                round(theme.px(COVER_HIGH) * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
        self._cover.setPixmap(picture)
        self._cover.setVisible(shown)
        self._no_cover.setVisible(not shown)

    def _lay_out(self) -> None:
        size = theme.px(COVER_WIDE), theme.px(COVER_HIGH)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._cover.setAccessibleName(_("Cover"))
        self._no_cover.setFixedSize(*size)
        self._no_cover.body.addWidget(
            IconView("book-open", "accent", size=56), 0, Qt.AlignmentFlag.AlignCenter
        )
        self._cover.setFixedWidth(size[0])
        self._cover.hide()
        words = QVBoxLayout()
        words.setSpacing(theme.px(10))
        for each in (self._title, self._people, self._facts):
            words.addWidget(each)
        words.addSpacing(theme.px(8))
        words.addWidget(self._there)
        words.addWidget(self._back_on)
        card = Card(flush=True)
        card.body.addWidget(self._standing)
        words.addWidget(card)
        words.addStretch(1)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(28))
        row.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._no_cover, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        side = theme.px(28)
        column.setContentsMargins(side, theme.px(24), side, theme.px(18))
        column.setSpacing(theme.px(14))
        column.addWidget(scrolling(top), 1)
        self._back.setFixedSize(theme.px(320), theme.px(72))
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignRight)


def _facts(title: PublicTitle) -> str:
    isbn = _("ISBN {isbn}").format(isbn=title.isbn) if title.isbn else ""
    about = _("About: {subjects}").format(subjects=title.subjects) if title.subjects else ""
    lines = (title.made, " · ".join(filter(None, (title.collation, title.series, isbn))), about)
    return "\n".join(filter(None, lines))


def _there(title: PublicTitle) -> str:
    if not title.in_count:
        return _("Not on the shelf")
    return _("On the shelf: {free} of {count}").format(
        free=number(title.in_count), count=number(title.copy_count)
    )


def _back(title: PublicTitle) -> str:
    if title.back_on is None:
        return ""
    return _("The first comes back about {day}. Ask the librarian to keep it for you.").format(
        day=plain_day(title.back_on)
    )


def _columns() -> list[Column[Standing]]:
    return [
        Column(_("Place"), lambda line: Cell(line.place or _("In the library"), strong=True)),
        Column(_("Number on the spine"), lambda line: line.call_number or "–", width=220),
        Column(_("On the shelf"), _counted, width=140),
    ]


def _counted(line: Standing) -> Cell:
    words = _("{free} of {count}").format(free=number(line.in_count), count=number(line.copy_count))
    return Cell(words, tint="" if line.in_count else "gold")
