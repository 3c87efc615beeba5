"""What to print: never printed, the last import, the catalogue, typed; or new numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QMoveEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung.domain.kinds import PrintWhat
from jukung.ui import theme
from jukung.ui.burst_guard import TAKES_SCANS
from jukung.ui.pages.label_kinds import BOOKS, Kind
from jukung.ui.pages.label_numbers import CountField, RangeNote
from jukung.ui.pages.label_sources import Looked, Sources
from jukung.ui.pages.sign_choices import SignChoices
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.label import label
from jukung.words import N_, _, brief_day, number

MOST_FRESH = 5_000
ORDINARY_FRESH = 30
LEAST_LINES = 5
"""Four numbers, and the line for the next."""


class Which(StrEnum):
    """Which copies, members or numbers are printed."""

    unprinted = "unprinted"
    imported = "imported"
    chosen = "chosen"
    fresh = "fresh"
    reserved = "reserved"
    typed = "typed"


_WORDS = {
    Which.unprinted: N_("Never printed"),
    Which.imported: N_("Last import"),
    Which.chosen: N_("Chosen in the catalogue"),
    Which.fresh: N_("New numbers"),
    Which.reserved: N_("Reserved, without a copy yet"),
    Which.typed: N_("Typed or scanned numbers"),
}
_OF_COPIES = (Which.unprinted, Which.imported, Which.chosen, Which.typed)
_OF_MEMBERS = (Which.unprinted, Which.typed)
_OF_NUMBERS = (Which.fresh, Which.reserved)


class SourceChoices(Card):
    """The rows that the kind has; one of them is chosen."""

    changed = Signal()
    typed_changed = Signal()
    catalogue_wanted = Signal()
    bind_wanted = Signal()
    let_go_wanted = Signal()
    """A waiting run was taken up; something else is wanted."""

    def __init__(
        self,
        *,
        heading: str = "",
        without: Collection[Which] = (),
        unprinted: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Under its heading; a page may leave rows of copies out, or name the first row."""
        super().__init__(parent=parent)
        self._heading, self._without = heading or _("What to print"), frozenset(without)
        self._kind = BOOKS[0]
        self._group = QButtonGroup(self)
        self._radios = {which: QRadioButton(_(words)) for which, words in _WORDS.items()}
        self._counts = {which: label("", "strong") for which in Which}
        self._rows: dict[Which, QWidget] = {}
        self._area: QScrollArea | None = None
        self._numbers = QPlainTextEdit()
        self._fresh = CountField(1, MOST_FRESH, value=ORDINARY_FRESH)
        self._fresh_note = RangeNote()
        self._fresh_note.watch_count(self._fresh)
        self._note = label("", "small", tint="gold", wrap=True)
        self._run_words = label("", "strong", wrap=True)
        self._let_go = Button(_("Print something else"), key="Esc")
        self._catalogue = Button(_("Choose in the catalogue…"), kind="link")
        self._bind = Button(_("Bind numbers…"), key="Ctrl+B", icon="scan-barcode")
        self._bind_why = label(
            _("Stick them on, then scan each number and its ISBN."), "small", wrap=True
        )
        if unprinted:
            self._radios[Which.unprinted].setText(unprinted)
        self.signs = SignChoices()
        self._choices = QWidget()
        self._run_card = QWidget()
        self._lay_out()
        self.show_kind(BOOKS[0])
        self._group.buttonToggled.connect(self._change)
        self._numbers.textChanged.connect(self.typed_changed)
        self._numbers.textChanged.connect(self._bring_box_into_view)
        self._fresh.valueChanged.connect(self.changed)
        self.signs.changed.connect(self.changed)
        self._catalogue.clicked.connect(self.catalogue_wanted)
        self._bind.clicked.connect(self.bind_wanted)
        self._let_go.clicked.connect(self.let_go_wanted)

    def show_kind(self, kind: Kind) -> None:
        """Show the rows that a kind has."""
        self._kind = kind
        self._fresh_note.hide()
        offered = self._offered()
        for which, row in self._rows.items():
            row.setVisible(which in offered)
        with QSignalBlocker(self._group):
            if offered and self.which() not in offered:
                self._radios[offered[0]].setChecked(True)
        blank = kind.what is PrintWhat.blank
        self._bind.setVisible(blank)
        self._bind_why.setVisible(blank)
        self._catalogue.setVisible(Which.chosen in offered)
        self.signs.setVisible(kind.is_sign)
        self.signs.show_kind(kind)
        self._numbers.setPlaceholderText(
            _("Scan the cards, or type a number on each line")
            if kind.is_member
            else _("Scan the copies, or type a number on each line")
        )
        self._show_parts()

    def show_sources(self, sources: Sources) -> None:
        """Show how many there are of each."""
        self._counts[Which.unprinted].setText(number(sources.unprinted_count))
        self._counts[Which.imported].setText(number(len(sources.imported)))
        self._counts[Which.reserved].setText(number(len(sources.blank)))
        self._radios[Which.imported].setEnabled(bool(sources.imported))
        self._radios[Which.reserved].setEnabled(bool(sources.blank))
        if sources.last_import is not None:
            day = brief_day(sources.last_import.at.date())
            self._radios[Which.imported].setText(_("Last import, {day}").format(day=day))

    def show_chosen(self, count: int) -> None:
        """Show how many were chosen in the catalogue."""
        self._counts[Which.chosen].setText(number(count))
        self._radios[Which.chosen].setEnabled(bool(count))

    def show_looked(self, looked: Looked) -> None:
        """Show how many of the typed numbers there are, and which are not known."""
        self._counts[Which.typed].setText(number(len(looked.subjects)))
        few = ", ".join(looked.unknown[:3]) + ("…" if len(looked.unknown) > 3 else "")
        self._note.setText(_("Not known here: {numbers}").format(numbers=few) if few else "")
        self._note.setVisible(bool(looked.unknown) and self.which() is Which.typed)

    def show_run(self, words: str) -> None:
        """Show the run that was taken up in place of the choices; empty shows these again."""
        self._run_words.setText(words)
        self._run_card.setVisible(bool(words))
        self._choices.setVisible(not words)
        self._catalogue.setVisible(not words and Which.chosen in self._offered())

    def which(self) -> Which:
        """Which row is chosen."""
        return next(which for which, radio in self._radios.items() if radio.isChecked())

    def choose(self, which: Which) -> None:
        """Choose another row."""
        self._radios[which].setChecked(True)

    def take_focus(self) -> None:
        """Begin with the row chosen."""
        self._radios[self.which()].setFocus(Qt.FocusReason.TabFocusReason)

    def note(self) -> str:
        """What is said of the typed numbers; empty when there is nothing."""
        return self._note.text() if not self._note.isHidden() else ""

    def fresh_count(self) -> int:
        """How many new numbers are wanted."""
        return self._fresh.value()

    def want_fresh(self, count: int) -> None:
        """Ask for so many new numbers."""
        self._fresh.setValue(count)

    def numbers(self) -> tuple[str, ...]:
        """The numbers typed so far, each once."""
        typed = self._numbers.toPlainText().replace(",", "\n").replace(";", "\n").splitlines()
        return tuple(dict.fromkeys(filter(None, (line.strip() for line in typed))))

    def show_numbers(self, numbers: Sequence[str]) -> None:
        """Put numbers into the field and choose them."""
        self._numbers.setPlainText("\n".join(numbers) + "\n")
        self._numbers.moveCursor(QTextCursor.MoveOperation.End)
        self.choose(Which.typed)

    def _offered(self) -> tuple[Which, ...]:
        if self._kind.is_copy:
            return tuple(which for which in _OF_COPIES if which not in self._without)
        if self._kind.is_member:
            return _OF_MEMBERS
        return _OF_NUMBERS if self._kind.what is PrintWhat.blank else ()

    def _change(self, _radio: QRadioButton, checked: bool) -> None:  # noqa: FBT001 - the signal's
        if not checked:
            return
        self._show_parts()
        if self.which() is Which.typed:
            self._numbers.setFocus()
            self._bring_box_into_view()
        self.changed.emit()

    @Slot()
    def _show_parts(self) -> None:
        typed = self.which() is Which.typed and Which.typed in self._offered()
        self._numbers.setVisible(typed)
        self._note.setVisible(typed and bool(self._note.text()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_box_in_view()

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._keep_box_in_view()

    @Slot()
    def _keep_box_in_view(self) -> None:
        if self._numbers.hasFocus():
            self._bring_box_into_view()

    @Slot()
    def _bring_box_into_view(self) -> None:
        """Lines that are scanned are to be seen; later, when the room is laid out."""
        QTimer.singleShot(0, self, self._scroll_to_box)

    @Slot()
    def _scroll_to_box(self) -> None:
        if not self._numbers.isVisible():
            return
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inside is not None:
            if self._area is not area:
                # The room for scrolling grows after the lines are laid out.
                self._area = area
                area.verticalScrollBar().rangeChanged.connect(self._keep_box_in_view)
            # ensureWidgetVisible would bring only the line of the cursor into view.
            box = self._numbers.rect()
            for end in (box.topLeft(), box.bottomLeft()):
                spot = self._numbers.mapTo(inside, end)
                area.ensureVisible(0, spot.y(), 0, theme.px(8))
        self._numbers.ensureCursorVisible()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self._heading, "heading"), 1)
        self.body.addLayout(head)
        inner = QVBoxLayout(self._choices)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(1))
        self._counts[Which.fresh].hide()
        for which, radio in self._radios.items():
            self._group.addButton(radio)
            right: QWidget = self._fresh if which is Which.fresh else self._counts[which]
            row = self._rows[which] = _row(radio, right, ruled=which not in _FIRST)
            inner.addWidget(row)
        self._fresh.setAccessibleName(_("How many new numbers"))
        self._numbers.setTabChangesFocus(True)
        self._numbers.setProperty(TAKES_SCANS, True)
        self._numbers.setAccessibleName(_("Typed or scanned numbers"))
        lines = QFontMetricsF(self._numbers.font()).lineSpacing() * LEAST_LINES
        self._numbers.setFixedHeight(max(theme.px(112), round(lines) + theme.px(24)))
        inner.addWidget(self._fresh_note)
        inner.addWidget(self._numbers)
        inner.addWidget(self._note)
        inner.addWidget(self.signs)
        inner.addWidget(self._bind_why)
        inner.addWidget(self._bind)
        self.body.addWidget(self._choices)
        run = QVBoxLayout(self._run_card)
        run.setContentsMargins(0, 0, 0, 0)
        run.addWidget(self._run_words)
        run.addWidget(self._let_go, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._run_card)
        self.body.addWidget(self._catalogue, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._radios[Which.unprinted].setChecked(True)
        self.show_chosen(0)
        for each in (self._numbers, self._note, self._run_card):
            each.hide()


_FIRST = frozenset({Which.unprinted, Which.fresh})


def _row(radio: QRadioButton, right: QWidget, *, ruled: bool) -> QWidget:
    if isinstance(right, QLabel):
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row = QHBoxLayout()
    row.addWidget(radio, 1)
    row.addWidget(right)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(1))
    if ruled:
        column.addWidget(rule())
    column.addLayout(row)
    return made
