"""What a house decides of its books, in the settings; its aides' cards, and the set-up sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.kinds import CollectionKind, CopyTrait, PermissionRule
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.aide_card import AideCard
from jukung.ui.pages.paper_bench import SHORT
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.aides import TiedAide
    from jukung.library.desk import Desk
    from jukung.library.house_rules import HouseRules
    from jukung.ui.room import Room

CLASSES = tuple("0123456789")
MOST_REQUESTS = 20
FOLDER = "setup"
_TOUCHES = frozenset({"settings", "copy"})
_PERMISSIONS = {
    PermissionRule.none: N_("No book wants a permission"),
    PermissionRule.every: N_("Every book wants a permission"),
    PermissionRule.chosen: N_("Chosen classes and collections"),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the section shows."""

    rules: HouseRules
    aides: tuple[TiedAide, ...]


class GoingOutSection(QWidget):
    """Boxes to tick, kept with one press."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._answer = Banner(corners="all")
        self.traits = {
            trait: QCheckBox(_sentence(messages.COPY_TRAITS[trait])) for trait in CopyTrait
        }
        self.permission = QComboBox()
        for rule, words in _PERMISSIONS.items():
            self.permission.addItem(_(words), str(rule))
        self.classes = {each: QCheckBox(f"{each}00") for each in CLASSES}
        self.kinds = {
            kind: QCheckBox(_(messages.COLLECTION_KINDS[kind])) for kind in CollectionKind
        }
        self.boxes_pass = QCheckBox(_("Books that come in a box of the agency have passed"))
        self.most = number_field(1, MOST_REQUESTS)
        self._save = Button(_("Save"), kind="primary", key="Ctrl+S")
        self._chosen = QWidget()
        self.aides = AideCard(room)
        self._paper = QComboBox()
        for paper, short in SHORT.items():
            self._paper.addItem(short, paper)
        self._save_sheet = Button(_("Save PDF"))
        self._print_sheet = Button(_("Print"), key="Ctrl+P", icon="printer")
        self.printing = PaperPrinting(room, self)
        self._lay_out()
        self._save.clicked.connect(self.save)
        self.permission.currentIndexChanged.connect(self._show_chosen)
        self._print_sheet.clicked.connect(lambda: self.printing.ask_printer(self.sheet()))
        self._save_sheet.clicked.connect(lambda: self.printing.ask_where_to_save(self.sheet()))
        self.printing.said.connect(lambda words, tint: self._answer.say(words, tint=tint))
        self.printing.refused.connect(self._refuse)

    @Slot()
    def shown(self) -> None:
        """Read what holds now."""
        self._answer.clear()
        self._room.jobs.read(
            lambda desk: _Known(verbs.house_rules.show(desk), verbs.aides.listed(desk)),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="going out",
        )

    def take_focus(self) -> None:
        """Go to the first box."""
        self.traits[CopyTrait.hard_cover].setFocus()

    def words(self) -> str:
        """The sentence above the cards; empty when there is none."""
        return self._answer.words()

    @Slot()
    def save(self) -> None:
        """Keep what is ticked."""
        said = {
            "traits_refused": frozenset(t for t, box in self.traits.items() if box.isChecked()),
            "permission": PermissionRule(str(self.permission.currentData())),
            "permission_classes": frozenset(
                c for c, box in self.classes.items() if box.isChecked()
            ),
            "permission_kinds": frozenset(k for k, box in self.kinds.items() if box.isChecked()),
            "boxes_pass": self.boxes_pass.isChecked(),
            "most_requests": self.most.value(),
        }

        def work(desk: Desk) -> HouseRules:
            rules = verbs.house_rules.HouseRules(**said)  # type: ignore[arg-type]  # as just said
            return verbs.house_rules.save(desk, rules)

        self._room.jobs.change(
            work, owner=self, then=self._tell, refused=self._refuse, touched=_TOUCHES
        )

    def sheet(self) -> Printable:
        """The set-up sheet as it is printed or saved."""
        paper = str(self._paper.currentData())
        return Printable(
            lambda desk: _sheet(desk, paper),
            file=_("set-up-sheet.pdf"),
            folder=FOLDER,
            printed=_("The sheet is at the printer."),
        )

    def _tell(self, _rules: HouseRules) -> None:
        sounds.play("done")
        self._answer.say(_("Saved. It holds from the next loan on."), tint="good")

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def _show(self, known: _Known) -> None:
        rules = known.rules
        for trait, box in self.traits.items():
            box.setChecked(trait in rules.traits_refused)
        self.permission.setCurrentIndex(self.permission.findData(str(rules.permission)))
        for name, box in self.classes.items():
            box.setChecked(name in rules.permission_classes)
        for kind, box in self.kinds.items():
            box.setChecked(kind in rules.permission_kinds)
        self.boxes_pass.setChecked(rules.boxes_pass)
        self.most.setValue(rules.most_requests)
        self.aides.show_aides(known.aides)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        self._chosen.setVisible(self.permission.currentData() == str(PermissionRule.chosen))

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for each in (self._answer, self._rules_card(), self.aides, self._sheet_card()):
            column.addWidget(each)

    def _rules_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("Not let in by this house"), "heading"))
        card.body.addLayout(_grid(list(self.traits.values()), columns=3))
        card.body.addSpacing(theme.px(6))
        card.body.addLayout(named(_("An officer's permission on a loan"), self.permission))
        chosen = QVBoxLayout(self._chosen)
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.addLayout(_grid(list(self.classes.values()), columns=5))
        chosen.addLayout(_grid(list(self.kinds.values()), columns=3))
        card.body.addWidget(self._chosen)
        card.body.addSpacing(theme.px(6))
        card.body.addWidget(self.boxes_pass)
        foot = QHBoxLayout()
        foot.addLayout(named(_("Requests at once, each resident"), self.most))
        foot.addStretch(1)
        foot.addWidget(self._save)
        card.body.addLayout(foot)
        return card

    def _sheet_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("Set-up sheet"), "heading"))
        words = _("What only the operating system can forbid, to be ticked off at the computer.")
        card.body.addWidget(label(words, "small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addStretch(1)
        for each in (self._paper, self._save_sheet, self._print_sheet):
            row.addWidget(each)
        card.body.addLayout(row)
        return card


def _grid(boxes: list[QCheckBox], *, columns: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(18))
    grid.setVerticalSpacing(theme.px(7))
    for place, box in enumerate(boxes):
        grid.addWidget(box, place // columns, place % columns)
    return grid


def _sentence(words: str) -> str:
    said = _(words)
    return said[:1].upper() + said[1:]


def _sheet(desk: Desk, paper: str) -> bytes:
    profile = desk.profile
    words = verbs.prison_setup_sheet.SetupWords(
        profile.name, profile.place_name, desk.today, verbs.staff.idle_minutes(desk)
    )
    return verbs.prison_setup_sheet.setup_sheet(words, paper=paper)
