"""Choices on the left, the pages on the right, and the two ways out below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.ui import sounds, theme
from jukung.ui.pages.paper_preview import PaperPreview
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukung.domain.errors import Refusal
    from jukung.ui.room import Room

# Where the page is at least so wide, its left side is so wide.
LEFT_WIDTHS = ((1000, 390), (700, 340), (0, 300))
SHORT = {"a4": "A4", "f4": "F4 / Folio"}
OFFICE = {"a4": "A4 · 210 × 297 mm", "f4": "F4 / Folio · 215 × 330 mm"}


class PaperBench(QWidget):
    """What is seen is the PDF itself, and that is what is printed or saved."""

    def __init__(
        self,
        room: Room,
        choices: QWidget,
        *,
        empty: str,
        scrolls: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Stand the choices at the left; where they scroll by themselves, say so."""
        super().__init__(parent)
        self._choices = upright(choices) if scrolls else choices
        self._paper: Printable | None = None
        self._can = False
        self.preview = PaperPreview(room, empty=empty)
        self.banner = Banner(corners="all")
        self.printing = PaperPrinting(room, self)
        self._progress = ProgressStrip()
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        self._left = QWidget()
        self._lay_out()
        self.preview.made.connect(self._allow)
        self.printing.said.connect(self._tell)
        self.printing.refused.connect(self.refuse)
        self.printing.show_on(self._progress)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._allow(0)

    def show_paper(self, paper: Printable | None, *, empty: str = "", ready: bool = True) -> None:
        """Show a paper; `ready` is whether it may go out as it is."""
        self._paper, self._can = paper, ready
        self.preview.show_paper((paper.look or paper.make) if paper else None, empty=empty)
        self._allow(self.preview.page_count() if paper else 0)

    def paper(self) -> Printable | None:
        """What would go out now."""
        return self._paper

    def may_print(self) -> bool:
        """Whether the buttons work."""
        return self._print.isEnabled()

    def say(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        """Tell something above the pages."""
        self.banner.say(title, detail, tint=tint)

    def words(self) -> str:
        """The sentence above the pages; empty when there is none."""
        return self.banner.words()

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing went out."""
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = next(left for wide, left in LEFT_WIDTHS if self.width() >= theme.px(wide))
        self._left.setFixedWidth(theme.px(left))

    @Slot(object, object)
    def _tell(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(words, tint=tint)

    @Slot(object)
    def _allow(self, pages: int) -> None:
        may = self._paper is not None and self._can and pages > 0
        self._save.setEnabled(may)
        self._print.setEnabled(may)

    @Slot()
    def _ask_where(self) -> None:
        if self._paper is not None:
            self.printing.ask_where_to_save(self._paper)

    @Slot()
    def _ask_printer(self) -> None:
        if self._paper is not None:
            self.printing.ask_printer(self._paper)

    def _lay_out(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.px(14))
        left.addWidget(self._choices, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self._save, 1)
        buttons.addWidget(self._print, 1)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(theme.px(12))
        right.addWidget(self.banner)
        right.addWidget(self._progress)
        right.addWidget(self.preview, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(18))
        whole.addWidget(self._left)
        whole.addLayout(right, 1)


def upright(content: QWidget) -> QScrollArea:
    """Content that scrolls up and down, never sideways."""
    made = scrolling(content)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def paper_field(room: Room, purpose: str, papers: Mapping[str, str] = OFFICE) -> QComboBox:
    """A field for the paper of a purpose, which remembers it; the first one is usual."""
    made = QComboBox()
    for paper, name in papers.items():
        made.addItem(_(name), paper)
    made.setCurrentIndex(max(made.findData(room.preferences.paper(purpose)), 0))
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.currentIndexChanged.connect(
        lambda _place: room.preferences.keep_paper(purpose, str(made.currentData()))
    )
    return made
