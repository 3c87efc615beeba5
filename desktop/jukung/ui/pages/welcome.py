"""The first page where there is no library yet, or it cannot be opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jukung import messages
from jukung.domain.errors import FileMissing, Refusal
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.ui import files, sounds, theme
from jukung.ui.pages.form_parts import choice_field, choice_of
from jukung.ui.pages.library_fields import LibraryFields
from jukung.ui.pages.recovery_card import RecoveryCard
from jukung.ui.pages.restore_form import RestoreForm
from jukung.ui.pages.unlock_card import UnlockCard
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.choice_tile import ChoiceTile
from jukung.ui.pieces.label import label
from jukung.ui.preferences import Preferences
from jukung.words import N_, _

MAKE, OPEN, DEMO = "make", "open", "demo"

PRISONS = {
    PrisonKind.lapas: N_("Lapas"),
    PrisonKind.rutan: N_("Rutan"),
    PrisonKind.lpka: N_("LPKA, for children"),
    PrisonKind.women: N_("Lapas for women"),
}

_VILLAGE_WORDS = N_("For everybody in the village: members with names, visits, activities.")
_PRISON_WORDS = N_(
    "The file is encrypted from its first byte, and residents are known by their card "
    "number only. The key stays on this computer: keep a copy of it."
)


@dataclass(frozen=True, slots=True)
class LibraryAnswers:
    """What a new library is to be; the fields are those that `desk.found` asks for."""

    name: str
    kind: LibraryKind
    prison_kind: PrisonKind | None
    place_name: str
    region_code: str
    zone: Zone
    staff_name: str


class MakeForm(QWidget):
    """The few questions of a new library; gives its answers back."""

    entered = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._village = QRadioButton(_("Village or neighbourhood"))
        self._prison = QRadioButton(_("Prison"))
        self._prison_kind = choice_field(PRISONS)
        self._explained = label("", "note", wrap=True)
        self._staff = QLineEdit()
        self._fields = LibraryFields(staff=self._staff)
        self._lay_out()
        self._village.setChecked(True)
        self._prison.toggled.connect(self._explain)
        self._fields.entered.connect(self._staff.setFocus)
        self._staff.returnPressed.connect(self.entered)
        self._explain()

    def answers(self) -> LibraryAnswers:
        """What the form says; refuses NameMissing and RegionUnknown."""
        words = self._fields.words()
        prison = self._prison.isChecked()
        return LibraryAnswers(
            name=words.name,
            kind=LibraryKind.prison if prison else LibraryKind.village,
            prison_kind=PrisonKind(choice_of(self._prison_kind)) if prison else None,
            place_name=words.place_name,
            region_code=words.region_code,
            zone=words.zone,
            staff_name=self._staff.text().strip(),
        )

    def choose_kind(self, kind: LibraryKind) -> None:
        """Choose a village's or a prison's library."""
        (self._prison if kind is LibraryKind.prison else self._village).setChecked(True)

    def take_focus(self) -> None:
        """Go to the first field."""
        self._fields.take_focus()

    @Slot()
    def _explain(self) -> None:
        prison = self._prison.isChecked()
        self._prison_kind.setVisible(prison)
        self._explained.setText(_(_PRISON_WORDS if prison else _VILLAGE_WORDS))

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(theme.px(18))
        kinds.addWidget(self._village)
        kinds.addWidget(self._prison)
        kinds.addWidget(self._prison_kind)
        kinds.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(kinds)
        column.addWidget(self._explained)
        column.addWidget(self._fields)


class WelcomePage(QWidget):
    """Make a library, open or restore one, or look around in the demo."""

    make_wanted = Signal(object)
    """The `LibraryAnswers` of a library to be made at `path`."""

    open_wanted = Signal(object)
    """The path of a library to open."""

    begin_wanted = Signal()
    """The library that was just made is to be opened."""

    demo_wanted = Signal()
    restore_wanted = Signal(object, object)
    """The path of a backup, and of the library to make from it."""

    def __init__(
        self,
        path: Path,
        refusal: Refusal | None = None,
        *,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self._preferences = preferences or Preferences()
        self._banner = Banner(corners="all")
        self._tiles = {
            MAKE: ChoiceTile("library", _("Make my library"), _("New and empty, in a minute.")),
            OPEN: ChoiceTile(
                "folder-open",
                _("Open a library or restore a backup"),
                _("From this computer or a stick."),
            ),
            DEMO: ChoiceTile(
                "book-open", _("Look around"), _("The demo library, with invented titles.")
            ),
        }
        self._stack = QStackedWidget()
        self.form = MakeForm()
        self.restore = RestoreForm(self._preferences)
        self._make = Button(_("Make my library"), kind="primary", key="Ctrl+Return")
        self._open = Button(_("Choose a library…"), key="Ctrl+O", icon="folder-open")
        self._again = Button(_("Try {file} again").format(file=path.name), icon="refresh")
        self._demo = Button(_("Open the demo library"), kind="primary", key="Ctrl+Return")
        self._lay_out()
        self._connect()
        unopened = refusal is not None and not isinstance(refusal, FileMissing)
        self.choose(OPEN if unopened else MAKE)
        self._again.setVisible(unopened)
        if refusal is not None and unopened:
            self.refuse(refusal)

    def heading(self) -> str:
        """The page's title."""
        return _("Welcome to Jukung")

    def shown(self) -> None:
        """Be ready for the first answer."""
        if self._stack.currentIndex() == 0:
            self.form.take_focus()

    def choose(self, which: str) -> None:
        """Show one of the three ways: `make`, `open` or `demo`."""
        self._tiles[which].setChecked(True)
        self._stack.setCurrentIndex(list(self._tiles).index(which))

    def refuse(self, refusal: Refusal) -> None:
        """Show why a library was not made or opened, and take answers again."""
        self.wait(waits=False)
        sounds.play("refused")
        self._banner.say(messages.sentence(refusal), tint="bad")

    def offer_unlock(self, card: UnlockCard) -> None:
        """Put the way into an encrypted file in place of the other ways."""
        self._banner.clear()
        for tile in self._tiles.values():
            tile.hide()
        others = Button(_("Another library or a backup"), kind="link")
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addWidget(others)
        column.addStretch(1)
        others.clicked.connect(self._show_ways)
        self._stack.addWidget(step)
        self._stack.setCurrentWidget(step)
        card.take_focus()

    @Slot()
    def _show_ways(self) -> None:
        for tile in self._tiles.values():
            tile.show()
        self.choose(OPEN)

    def offer_sheet(self, card: RecoveryCard) -> None:
        """The library is made: offer its recovery sheet, and then to begin."""
        later = _("One page for an envelope now saves you later; it can also be made in Settings.")
        if card.is_urgent:
            later = _(
                "Make its recovery sheet now: without it no backup opens on another computer."
            )
        self._banner.say(
            _("Your library is ready."), later, tint="gold" if card.is_urgent else "good"
        )
        for tile in self._tiles.values():
            tile.hide()
        words = _("Open without the sheet") if card.is_urgent else _("Open the library")
        begin = Button(words, key="Esc")
        card.foot.insertWidget(0, begin)
        begin.clicked.connect(self.begin_wanted)
        card.made.connect(lambda: begin.setText(_("Open the library")))
        card.made.connect(begin.setFocus)
        # Words that wrap ask for more height than they need, unless something else takes it.
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self._stack.addWidget(step)
        self._stack.setCurrentWidget(step)
        if card.is_urgent:
            card.take_focus()
        else:
            begin.setFocus()

    def wait(self, *, waits: bool) -> None:
        """Take no second press while the first is under way."""
        for button in (self._make, self._open, self._again, self._demo):
            button.setEnabled(not waits)
        self.restore.wait(waits=waits)

    def words(self) -> str:
        """The sentence shown above the choices."""
        return self._banner.words()

    @Slot()
    def make(self) -> None:
        """Tell the answers, once they can be used."""
        try:
            answers = self.form.answers()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self._banner.clear()
        self.make_wanted.emit(answers)

    @Slot()
    def ask_library(self) -> None:
        """Ask for a library's file."""
        files.choose_file(
            self,
            _("Open a library"),
            pattern=_("Library (*.jukung)"),
            start=self._preferences.folder("library") or self.path.parent,
            then=self.choose_file,
        )

    def choose_file(self, path: Path) -> None:
        """Open this library."""
        self._preferences.keep_folder("library", path.parent)
        self._banner.clear()
        self.open_wanted.emit(path)

    @Slot()
    def _show_choice(self) -> None:
        which = next(name for name, tile in self._tiles.items() if tile.isChecked())
        self.choose(which)
        self.shown()

    def _connect(self) -> None:
        for tile in self._tiles.values():
            tile.clicked.connect(self._show_choice)
        self._make.clicked.connect(self.make)
        self.form.entered.connect(self.make)
        self._open.clicked.connect(self.ask_library)
        self._again.clicked.connect(lambda: self.choose_file(self.path))
        self._demo.clicked.connect(self.demo_wanted)
        self.restore.wanted.connect(self.restore_wanted)

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.px(14))
        for tile in self._tiles.values():
            tiles.addWidget(tile, 1)
        for card in (self._make_card(), self._open_card(), self._demo_card()):
            self._stack.addWidget(card)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addWidget(self._banner)
        page.addLayout(tiles)
        page.addWidget(self._stack)
        page.addStretch(1)

    def _make_card(self) -> Card:
        card = Card()
        card.body.addWidget(self.form)
        card.body.addLayout(
            _row(label(_("Kept in {file}").format(file=self.path), "note", wrap=True), self._make)
        )
        return card

    def _open_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("Open a library"), "heading"))
        words = label(_("Its file ends in .jukung."), "note", wrap=True)
        card.body.addLayout(_row(words, self._again, self._open))
        card.body.addWidget(rule())
        card.body.addWidget(label(_("Restore a backup"), "heading"))
        card.body.addWidget(
            label(_("A backup ends in .jkbak and becomes a new library."), "note", wrap=True)
        )
        card.body.addWidget(self.restore)
        card.body.addStretch(1)
        return card

    def _demo_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("The demo library"), "heading"))
        card.body.addWidget(
            label(
                _(
                    "Three hundred invented titles, forty invented members and half a year of "
                    "loans. Try everything: your own library is not touched."
                ),
                "second",
                wrap=True,
            )
        )
        card.body.addLayout(_row(label("", "note"), self._demo))
        card.body.addStretch(1)
        return card


def _row(words: QWidget, *buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    row.addWidget(words, 1)
    for button in buttons:
        row.addWidget(button)
    return row
