"""What of a month goes on paper or into pictures: the page to sign, and the codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.letter_work import drawn_head, drawn_signers
from jukung.ui.pages.paper_bench import SHORT, paper_field
from jukung.ui.pages.paper_preview import PaperPreview
from jukung.ui.pages.send_codes import ShownCode
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.tint import dress
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.errors import Refusal
    from jukung.exchange.parcels.qr import CodeSheet
    from jukung.library.desk import Desk
    from jukung.paper.month_page import MonthLine
    from jukung.paper.qr_sheet import ReportCodes
    from jukung.ui.pages.send_lines import FigureLine
    from jukung.ui.pages.send_month import MonthView
    from jukung.ui.room import Room

PURPOSE = "month"


class MonthPaper(QWidget):
    """The page for the head, as it will be printed; in place of the figures until Esc."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: MonthView | None = None
        self.banner = Banner()
        self.preview = PaperPreview(room)
        self.printing = PaperPrinting(room, self)
        self._progress = ProgressStrip()
        self._paper = paper_field(room, PURPOSE, SHORT)
        self._back = Button(_("Back"), key="Esc")
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), key="Ctrl+P", icon="printer")
        self._lay_out()
        self.printing.said.connect(self._tell)
        self.printing.refused.connect(self._refuse)
        self.printing.show_on(self._progress)
        self._paper.currentIndexChanged.connect(self._show)
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(lambda: self.printing.ask_where_to_save(self.printable()))
        self._print.clicked.connect(lambda: self.printing.ask_printer(self.printable()))

    def show_month(self, view: MonthView) -> None:
        """Show a month's page."""
        self._view = view
        self.banner.clear()
        self._show()
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def printable(self) -> Printable:
        """What would be printed."""
        view, paper = self._view, str(self._paper.currentData())

        def make(desk: Desk) -> bytes:
            return b"" if view is None else page_of(desk, view, paper=paper)

        return Printable(
            make,
            file=_("figures-{month}.pdf").format(month=view.month.text if view else ""),
            folder=PURPOSE,
            printed=_("The page is at the printer. The head signs it, the library keeps a copy."),
            colour=True,
        )

    def _show(self) -> None:
        if self._view is not None:
            self.preview.show_paper(self.printable().make)

    def _tell(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(words, tint=tint)

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def _lay_out(self) -> None:
        side = theme.px(16)
        shown = QWidget()
        inside = QVBoxLayout(shown)
        inside.setContentsMargins(side, theme.px(12), side, theme.px(8))
        inside.addWidget(self.preview)
        head = QWidget()
        above = QHBoxLayout(head)
        above.setContentsMargins(side, theme.px(10), side, 0)
        above.setSpacing(theme.px(8))
        above.addWidget(label(_("Page for the head to sign"), "strong", wrap=True), 1)
        above.addWidget(self._paper)
        above.addWidget(self._back)
        foot = QFrame()
        dress(foot, look="foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(side, theme.px(8), side, theme.px(10))
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        buttons.addWidget(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._progress)
        column.addWidget(head)
        column.addWidget(shown, 1)
        column.addWidget(foot)


def page_of(desk: Desk, view: MonthView, *, paper: str) -> bytes:
    """The PDF of a month's page, with the letterhead and the signers of now."""
    head = verbs.letterhead.show(desk)
    reported = verbs.month_page.Reported(
        desk.profile.name, agency=view.agency, town=head.town, on=desk.today
    )
    made: bytes = verbs.month_page.month_page(
        view.month,
        [_paper_line(line) for line in view.lines if line.is_main and line.leaves],
        letterhead=drawn_head(head),
        reported=reported,
        signers=drawn_signers(head),
        paper=paper,
    )
    return made


def codes_of(sheets: Sequence[CodeSheet]) -> tuple[ShownCode, ...]:
    """Every code ready to be painted; called on a lane."""
    return tuple(
        ShownCode(sheet.month, place, len(sheet.codes), verbs.qr_squares.rows(code))
        for sheet in sheets
        for place, code in enumerate(sheet.codes, start=1)
    )


def sheet_printable(sheets: Sequence[CodeSheet], library: str, *, paper: str) -> Printable:
    """The codes on office paper."""
    first = sheets[0].month
    return Printable(
        lambda _desk: verbs.qr_sheet.sheet_pages(_reports(sheets, library), paper=paper),
        file=_("report-{month}-codes.pdf").format(month=first.text),
        folder=PURPOSE,
        printed=_("The sheet is at the printer. Photograph it, or give it to the agency."),
    )


def write_pictures(sheets: Sequence[CodeSheet], library: str, folder: Path) -> tuple[Path, ...]:
    """Write the codes as pictures for a messenger; called on a lane."""
    pictures = verbs.qr_sheet.sheet_pictures(_reports(sheets, library))
    stem = Path(sheets[-1].file_name).stem
    return tuple(
        verbs.flushed.write_true(folder / f"{stem}-{place}.png", picture)
        for place, picture in enumerate(pictures, start=1)
    )


def _reports(sheets: Sequence[CodeSheet], library: str) -> list[ReportCodes]:
    return [
        verbs.qr_sheet.ReportCodes(library, sheet.month, str(sheet.seq), sheet.codes)
        for sheet in sheets
    ]


def _paper_line(line: FigureLine) -> MonthLine:
    return verbs.month_page.MonthLine(
        line.title,
        line.value,
        line.before,
        line.unit,
        group=line.origin,
        is_part=line.is_part,
        is_estimated=line.is_estimated,
        words=line.words,
        outside=line.outside,
        outside_before=line.outside_before,
    )
