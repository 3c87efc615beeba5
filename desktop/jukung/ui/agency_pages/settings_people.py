"""How many people live in each kabupaten: a table to type in, or to paste a sheet into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from jukung.ui import theme, verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.label import label
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.people_counts import Pasted, People

MOST, WIDE = 99_999_999, 108
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Up: -1,
}


class PeopleGrid(QWidget):
    """A line for each kabupaten; Enter and the arrows go up and down."""

    pasted = Signal(object)
    """The text of several cells that was pasted into a field."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, CountField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 3)

    def show_people(self, found: tuple[People, ...]) -> None:
        """Show every kabupaten with its count."""
        if list(self.fields) != [each.code for each in found]:
            self._make(found)
        for each in found:
            self.fields[each.code].show_count(each.count)

    def counts(self) -> dict[str, int | None]:
        """What is typed."""
        return {code: field.count() for code, field in self.fields.items()}

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Paste):
                text = QGuiApplication.clipboard().text()
                if any(sign in text.strip() for sign in "\t\n;"):
                    self.pasted.emit(text)
                    return True
            step = _STEPS.get(event.key(), 0)
            if step:
                return self._go(watched, step)
        return super().eventFilter(watched, event)

    def _go(self, watched: QObject, step: int) -> bool:
        fields = list(self.fields.values())
        place = next((at for at, each in enumerate(fields) if each is watched), -1) + step
        if 0 <= place < len(fields):
            fields[place].setFocus()
            fields[place].selectAll()
        return True

    def _make(self, found: tuple[People, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.fields = {}
        for row, each in enumerate(found):
            field = CountField(MOST)
            field.setFixedWidth(theme.px(WIDE))
            field.setAccessibleName(each.name)
            field.installEventFilter(self)
            name = label(each.name, wrap=True)
            name.setBuddy(field)
            self._grid.addWidget(label(each.code, "small"), row, 0)
            self._grid.addWidget(name, row, 1)
            self._grid.addWidget(field, row, 2)
            self.fields[each.code] = field


class PeopleSection(QWidget):
    """Nothing counts before Save; a sheet that was pasted is shown in the fields first."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.grid = PeopleGrid()
        self.paste = Button(_("Paste a sheet"), key="Ctrl+Shift+V")
        self.foot = SaveFoot(room, self.paste)
        card = card_of(
            _("Inhabitants"),
            _(
                "Figures per inhabitant are worked out with these. Copy the lines of a sheet "
                "with names or codes and numbers, and paste them into any field."
            ),
        )
        card.body.addWidget(self.grid)
        stacked(self, card, self.foot)
        self.foot.wanted.connect(self.save)
        self.foot.changed.connect(self._read)
        self.paste.clicked.connect(self._paste)
        self.grid.pasted.connect(self.take)

    @Slot()
    def shown(self) -> None:
        """Read the counts; what was typed and not saved is gone."""
        self.foot.answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the first field."""
        for field in self.grid.fields.values():
            field.setFocus()
            field.selectAll()
            return

    @Slot()
    def save(self) -> None:
        """Keep what is typed."""
        counts = self.grid.counts()
        self.foot.change(
            lambda desk: verbs.people_counts.keep(desk, counts),
            undo=lambda before: lambda desk: verbs.people_counts.keep(desk, before),
        )

    @Slot(object)
    def take(self, text: str) -> None:
        """Show in the fields what a sheet says."""
        self._room.jobs.read(
            lambda desk: verbs.people_counts.read_pasted(desk, text),
            owner=self,
            then=self._show_pasted,
            refused=self.foot.refuse,
        )

    @Slot()
    def _paste(self) -> None:
        self.take(QGuiApplication.clipboard().text())

    def _show_pasted(self, found: Pasted) -> None:
        for code, count in found.counts.items():
            self.grid.fields[code].show_count(count)
        if not found.counts:
            self.foot.warn(
                _("No kabupaten was found. Copy lines with its name or code, and a number.")
            )
            return
        words = many("{count} line was read", "{count} lines were read", len(found.counts))
        rest = _("Nothing is kept yet: Ctrl S.")
        if found.unread:
            left = many("{count} line was not understood: {lines}",
                        "{count} lines were not understood: {lines}",
                        len(found.unread))  # fmt: skip
            shown = "; ".join(" ".join(line.split())[:40] for line in found.unread[:3])
            rest = f"{left.format(count=number(len(found.unread)), lines=shown)}. {rest}"
        self.foot.tell(words.format(count=number(len(found.counts))), rest)

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(_look, owner=self, then=self.grid.show_people, latest="people")


def _look(desk: OfficeDesk) -> tuple[People, ...]:
    return verbs.people_counts.counted(desk)
