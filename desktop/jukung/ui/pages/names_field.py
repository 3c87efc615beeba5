"""Names one below the other: authors with what they did, or subjects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.domain.kinds import ContributorKind
from jukung.ui import theme
from jukung.ui.pages.form_parts import choice_field, lines_of, slim
from jukung.ui.pages.title_words import NAME_KINDS, ROLES
from jukung.words import _

MOST = 40


class _Row(QWidget):
    """One name, and below it its role and kind while those are shown."""

    def __init__(self, *, placeholder: str, with_roles: bool) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.came = ""
        self.role: QComboBox | None = None
        self.kind: QComboBox | None = None
        self.more = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.line)
        if with_roles:
            self.role, self.kind = slim(choice_field(ROLES)), choice_field(NAME_KINDS)
            self.role.setAccessibleName(_("Role"))
            self.kind.setAccessibleName(_("Kind of name"))
            for choice in (self.role, self.kind):
                # Both stand beside the cover, also on a small screen.
                choice.setMinimumWidth(theme.px(88))
            below = QHBoxLayout(self.more)
            below.setContentsMargins(theme.px(14), 0, 0, theme.px(4))
            below.setSpacing(theme.px(8))
            below.addWidget(self.role, 1)
            below.addWidget(self.kind, 1)
            column.addWidget(self.more)
            self.more.hide()

    def load(self, name: str, role: str, kind: ContributorKind) -> None:
        """Show a name as it is kept."""
        self.came = name
        self.line.setText(name)
        if self.role is not None and self.kind is not None:
            if self.role.findData(role) < 0:
                self.role.addItem(role, role)
            self.role.setCurrentIndex(self.role.findData(role))
            self.kind.setCurrentIndex(max(self.kind.findData(str(kind)), 0))

    def names(self) -> tuple[str, ...]:
        """The name; several where somebody typed `;` between them."""
        typed = self.line.text()
        if typed == self.came:
            # A name that came with `;` in it is not torn apart by opening the form.
            return (typed,) if typed else ()
        return lines_of(typed)


class NamesField(QWidget):
    """Enter goes to the next name and makes room for one more; from an empty one it leaves."""

    edited = Signal()
    """Something was typed or chosen."""

    asked = Signal(object)
    """The beginning of a name, for which others may be offered."""

    left_down = Signal()
    """Enter in an empty last line."""

    def __init__(
        self, placeholder: str, *, with_roles: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._placeholder, self._with_roles = placeholder, with_roles
        self._rows: list[_Row] = []
        self._shows_roles = False
        self._offered = QStringListModel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self.load(())

    def load(
        self,
        names: Sequence[str],
        roles: Sequence[str] = (),
        kinds: Sequence[ContributorKind] = (),
    ) -> None:
        """Show these names; without one an empty line."""
        # The first row stays: Tab finds it where the field stands in its form.
        for row in self._rows[1:]:
            row.hide()
            row.deleteLater()
        del self._rows[1:]
        for place, name in enumerate(names or ("",)):
            role = roles[place] if place < len(roles) else ""
            kind = kinds[place] if place < len(kinds) else ContributorKind.person
            row = self._rows[place] if place < len(self._rows) else self._add()
            row.load(name, role, kind)

    def names(self) -> tuple[str, ...]:
        """The names typed, in their order."""
        return tuple(name for row in self._rows for name in row.names())

    def roles(self) -> tuple[str, ...]:
        """What each of them did; nothing behind the last that is said."""
        said = [
            str(row.role.currentData()) if row.role is not None else ""
            for row in self._rows
            for _name in row.names()
        ]
        while said and not said[-1]:
            said.pop()
        return tuple(said)

    def kinds(self) -> tuple[ContributorKind, ...]:
        """What sort of name each is; nothing behind the last that is no person."""
        said = [
            ContributorKind(row.kind.currentData())
            if row.kind is not None
            else ContributorKind.person
            for row in self._rows
            for _name in row.names()
        ]
        while said and said[-1] is ContributorKind.person:
            said.pop()
        return tuple(said)

    def show_roles(self, *, shown: bool) -> None:
        """Show what each did, and what sort of name it is."""
        self._shows_roles = shown
        for row in self._rows:
            row.more.setVisible(shown and self._with_roles)

    def offer(self, names: Sequence[str]) -> None:
        """Offer names of other titles below the line that is typed in."""
        self._offered.setStringList(list(names))

    def line(self, place: int = 0) -> QLineEdit:
        """A line by its place, for the keyboard and tests."""
        return self._rows[place].line

    def role_of(self, place: int) -> QComboBox | None:
        """The role of a line."""
        return self._rows[place].role

    @Slot()
    def take_focus(self) -> None:
        """Begin with the first name."""
        self._rows[0].line.setFocus()

    def _add(self) -> _Row:
        row = _Row(placeholder=self._placeholder, with_roles=self._with_roles)
        row.line.setAccessibleName(self._placeholder)
        row.more.setVisible(self._shows_roles and self._with_roles)
        completer = QCompleter(self._offered, row.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        row.line.setCompleter(completer)
        row.line.textEdited.connect(self._tell_typed)
        row.line.returnPressed.connect(self._go_on)
        for choice in filter(None, (row.role, row.kind)):
            choice.activated.connect(self.edited)
        self._column.addWidget(row)
        if self._rows:
            before = self._rows[-1]
            QWidget.setTabOrder(before.kind or before.line, row.line)
            if row.role is not None and row.kind is not None:
                QWidget.setTabOrder(row.line, row.role)
                QWidget.setTabOrder(row.role, row.kind)
        self._rows.append(row)
        return row

    @Slot(str)
    def _tell_typed(self, text: str) -> None:
        self.edited.emit()
        if len(text.strip()) > 1:
            self.asked.emit(text)

    @Slot()
    def _go_on(self) -> None:
        line: Any = self.sender()
        place = next((at for at, row in enumerate(self._rows) if row.line is line), -1)
        if place < 0:
            return
        if not self._rows[place].line.text().strip() or len(self._rows) >= MOST:
            self.left_down.emit()
            return
        if place + 1 == len(self._rows):
            self._add()
        self._rows[place + 1].line.setFocus()
