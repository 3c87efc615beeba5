"""Letters: to those who are late, clearances, minutes, and the register of them all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages import letter_work
from jukung.ui.pages.clearance_form import ClearanceForm
from jukung.ui.pages.letter_register import LetterRegister
from jukung.ui.pages.minutes_form import MinutesForm
from jukung.ui.pages.overdue_list import OverdueList
from jukung.ui.pages.paper_bench import SHORT, PaperBench, paper_field, upright
from jukung.ui.paper_printing import Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.stack import Stack
from jukung.words import N_, _, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.ui.header import ChipWords
    from jukung.ui.room import Room

PURPOSE = "letters"
_LETTER = frozenset({"letter"})
_TOUCHES = frozenset({"letter", "loan", "money", "member", "settings"})
_CHOICES = {
    "overdue": (N_("Overdue"), "Ctrl+1"),
    "clearance": (N_("Clearance"), "Ctrl+2"),
    "minutes": (N_("Minutes"), "Ctrl+3"),
    "register": (N_("Register"), "Ctrl+4"),
}
_EMPTY = {
    "overdue": N_("Tick who gets a letter. The one pointed at is shown here."),
    "clearance": N_("Scan a card at the left: the letter is shown here."),
    "minutes": N_("Write what was done and between whom: the minutes are shown here."),
}


class LettersPanel(QWidget):
    """A letter takes its number when it is printed or saved, not before."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._kind = "overdue"
        self._choices: dict[str, Button] = {}
        self._paper = paper_field(room, PURPOSE, SHORT)
        self._bare = Banner(corners="all")
        self.overdue, self.clearance = OverdueList(room), ClearanceForm(room)
        self.minutes, self.register = MinutesForm(room), LetterRegister(room)
        self._forms: dict[str, Any] = {
            "overdue": self.overdue,
            "clearance": self.clearance,
            "minutes": self.minutes,
        }
        self._places: dict[str, QWidget] = {}
        self._left, self._stack = Stack(), Stack()
        nothing = _EMPTY["overdue"]
        self.bench = PaperBench(room, self._left, empty=_(nothing), scrolls=False)
        self._lay_out()
        self._connect()
        self._choices[self._kind].setChecked(True)

    def shown(self) -> None:
        """See who is late now, and whether there is a letterhead."""
        self._room.jobs.read(
            letter_work.is_bare, owner=self, then=self._show_bare, latest="letterhead"
        )
        self.show_kind(self._kind)

    def chips(self) -> Sequence[ChipWords]:
        """How many letters are ticked."""
        count = len(self.overdue.ticked()) if self._kind == "overdue" else 0
        if not count:
            return ()
        words = many("{count} letter ticked", "{count} letters ticked", count)
        return ((words.format(count=number(count)), "neutral"),)

    def show_kind(self, kind: str) -> None:
        """Bring a kind of letter into view: overdue, clearance, minutes, or the register."""
        self._kind = kind
        self._choices[kind].setChecked(True)
        self._paper.setVisible(kind != "register")
        if kind == "register":
            self._stack.setCurrentWidget(self.register)
            self.register.shown()
            return
        self._stack.setCurrentWidget(self.bench)
        self.bench.banner.clear()
        form = self._forms[kind]
        self._left.setCurrentWidget(self._places[kind])
        if kind == "overdue":
            self.overdue.refresh()
        elif kind == "clearance":
            self.clearance.refresh()
        self._show()
        form.take_focus()

    def begin_clearance(self, card: str) -> None:
        """Open the clearance letter of a card."""
        self.show_kind("clearance")
        self.clearance.call(card)

    def kind(self) -> str:
        """What is in view."""
        return self._kind

    def printable(self) -> Printable | None:
        """What would go out, and how it looks before; None while nobody is chosen."""
        make = {"overdue": self._late, "clearance": self._clear, "minutes": self._written}
        return make[self._kind]()

    # --- what goes out --------------------------------------------------------------------------

    def _late(self) -> Printable | None:
        card, cards, paper = self.overdue.pointed(), self.overdue.ticked(), self._chosen()
        if not card:
            return None
        return Printable(
            lambda desk: letter_work.write_overdue(desk, cards, paper=paper),
            file=self._file(_("overdue-letters")),
            folder=PURPOSE,
            printed=_("The letters are at the printer, and in the register."),
            look=lambda desk: letter_work.look_at_overdue(desk, card, paper=paper),
            touched=_LETTER,
            colour=True,
        )

    def _clear(self) -> Printable | None:
        card, purpose, paper = self.clearance.card(), self.clearance.purpose(), self._chosen()
        if not card:
            return None
        return Printable(
            lambda desk: letter_work.write_clearance(desk, card, purpose=purpose, paper=paper),
            file=self._file(_("clearance-{card}").format(card=card)),
            folder=PURPOSE,
            printed=_("The letter is at the printer, and in the register."),
            look=lambda desk: letter_work.look_at_clearance(
                desk, card, purpose=purpose, paper=paper
            ),
            touched=_LETTER,
            colour=True,
        )

    def _written(self) -> Printable | None:
        typed, paper = self.minutes.typed(), self._chosen()
        if not typed.is_whole():
            return None
        return Printable(
            lambda desk: letter_work.write_minutes(desk, typed, paper=paper),
            file=self._file(_("minutes")),
            folder=PURPOSE,
            printed=_("The minutes are at the printer, and in the register."),
            look=lambda desk: letter_work.look_at_minutes(desk, typed, paper=paper),
            touched=_LETTER,
            colour=True,
        )

    def _chosen(self) -> str:
        return str(self._paper.currentData())

    def _file(self, name: str) -> str:
        # Cards of other systems have slashes in them.
        safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
        return f"{safe}-{self._room.today().isoformat()}.pdf"

    @Slot()
    def _show(self) -> None:
        if self._kind == "register":
            return
        ready = self._kind != "overdue" or bool(self.overdue.ticked())
        self.bench.show_paper(self.printable(), empty=_(_EMPTY[self._kind]), ready=ready)
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & _LETTER:
            # What went out is not to go out twice.
            self.overdue.table.tick(set())
        if not touched & _TOUCHES or not self.isVisible():
            return
        if self._kind == "register":
            self.register.refresh()
        elif self._kind == "overdue":
            self.overdue.refresh()
        else:
            self._show()

    def _show_bare(self, bare: bool) -> None:  # noqa: FBT001 - what a lane gives back
        if not bare:
            self._bare.clear()
            return
        button = Button(_("Settings → Letterhead"), key="Ctrl+H")
        button.clicked.connect(self._go_to_letterhead)
        self._bare.say(
            _("Letters carry only the library's name so far"),
            _("Add the institution, the address, a crest and who signs."),
            tint="gold",
            button=button,
        )

    @Slot()
    def _go_to_letterhead(self) -> None:
        if self._room.go is not None:
            page: Any = self._room.go("settings")
            page.show_section("letterhead")

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        for kind, (words, key) in _CHOICES.items():
            choice = self._choices[kind] = Button(_(words), kind="choice", key=key)
            choice.clicked.connect(partial(self.show_kind, kind))
            group.addButton(choice)
            top.addWidget(choice)
        top.addStretch(1)
        self._paper.setToolTip(_("Paper of the letters"))
        self._paper.setFixedWidth(theme.px(128))
        top.addWidget(self._paper)
        for kind, form in self._forms.items():
            # The list of who is late scrolls by itself.
            place = self._places[kind] = form if kind == "overdue" else upright(form)
            self._left.addWidget(place)
        for each in (self.bench, self.register):
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addWidget(self._bare)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for form in self._forms.values():
            form.changed.connect(self._show)
        self._paper.currentIndexChanged.connect(self._show)
        self._room.jobs.changed.connect(self._follow)
