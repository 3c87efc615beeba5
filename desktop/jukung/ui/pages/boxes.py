"""Boxes on loan (koleksi bergilir): what comes, what is here, what goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import BoxState
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pages import box_words, box_work
from jukung.ui.pages.box_form import EarlyBoxForm
from jukung.ui.pages.box_scan import TOUCHED, BoxScan
from jukung.ui.pages.box_side import BoxSide
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pages.paper_bench import OFFICE, paper_field
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import InView
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.errors import Refusal
    from jukung.exchange.box_exchange import FoundBox
    from jukung.library.box_arrival import Announced
    from jukung.library.box_return import Closed
    from jukung.library.boxes import BoxDetail, BoxView
    from jukung.library.desk import Desk
    from jukung.ui.header import ChipWords
    from jukung.ui.jobs import Progress, Stopped

FOLDER = "boxes"
WIDE, NARROW = 520, 468


@dataclass(frozen=True, slots=True)
class _Shown:
    boxes: tuple[BoxView, ...]
    agency: str
    today: date


class BoxesPage(QWidget):
    """The list on the left, the chosen box on the right; scanning takes the whole page."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._found: _Shown | None = None
        self._detail: BoxDetail | None = None
        self._today = room.today()
        self._wanted = ""
        self._asked: FoundBox | None = None
        self._banner = UndoBanner(room, touched=TOUCHED, then=lambda _act: self._refresh())
        self._rows: Rows[BoxView] = Rows(box_words.box_columns(self._today), parent=self)
        self._table = Table(self._rows, rows="two")
        self.side = BoxSide(paper_field(room, FOLDER, {paper: paper.upper() for paper in OFFICE}))
        self.scan = BoxScan(room)
        self.form = EarlyBoxForm()
        self._form_card = FormCard(self.form, save=_("Scan it in"))
        self._read = Button(_("Read a box file…"), key="Ctrl+O", icon="folder-open")
        self._early = Button(_("Box without its file…"), key="Ctrl+N", icon="plus")
        self._printing = PaperPrinting(room, self)
        self._lay_out()
        self._connect()

    def heading(self) -> str:
        """The page's own name."""
        return _("Boxes on loan")

    def chips(self) -> Sequence[ChipWords]:
        """How many boxes are here, and whether one should have gone."""
        if self._found is None:
            return ()
        going = (BoxState.here, BoxState.returning)
        here = [each for each in self._found.boxes if each.state in going]
        late = [each for each in here if each.is_overdue(self._today)]
        words = many("{count} box here", "{count} boxes here", len(here))
        shown: list[ChipWords] = [(words.format(count=number(len(here))), "neutral")]
        if late:
            words = many("{count} late", "{count} late", len(late))
            shown.append((words.format(count=number(len(late))), "bad"))
        return shown

    def shown(self) -> None:
        """Read the boxes anew."""
        self._refresh()
        if self._whole.currentWidget() is self.scan:
            self.scan.line.take_focus()

    def lines(self) -> list[BoxView]:
        """The boxes in the list."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._banner.words()

    def choose(self, number_: str) -> None:
        """Point at a box by its number."""
        for row, each in enumerate(self.lines()):
            if each.number == number_:
                self._table.point_at(row)
                return

    def is_scanning(self) -> bool:
        """Whether a box is being scanned now."""
        return self._whole.currentWidget() is self.scan

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = theme.px(WIDE if self.width() >= theme.px(1040) else NARROW)
        self._pile.setFixedWidth(min(wide, self.width() * 3 // 5))
        self.side.show_facts(shown=self.window().height() >= theme.px(560))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(each.suffix.casefold() == ".jkb" for each in files.dragged(event.mimeData())):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        for path in files.dragged(event.mimeData()):
            if path.suffix.casefold() == ".jkb":
                self.read_file(path)
                return

    # --- a file of the agency ---

    @Slot()
    def ask_for_file(self) -> None:
        """Let a box file be chosen, on a stick or elsewhere."""
        files.choose_file(
            self,
            _("Choose the file of the box"),
            pattern=_("Box file") + " (*.jkb)",
            start=self._room.preferences.folder(FOLDER),
            then=self.read_file,
        )

    def read_file(self, path: Path) -> None:
        """Read a box file, and announce what it says."""
        self._room.preferences.keep_folder(FOLDER, path.parent)

        def work(_progress: Progress, _stopped: Stopped) -> FoundBox:
            return verbs.box_exchange.read(path)

        self._room.jobs.run(work, owner=self, then=self._take, refused=self._banner.refuse)

    def _take(self, found: FoundBox, *, trusting: str = "", for_other: bool = False) -> None:
        self._asked = found
        self._room.jobs.change(
            lambda desk: verbs.box_exchange.take(
                desk, found, trusting=trusting, for_other=for_other
            ),
            owner=self,
            then=self._tell_announced,
            refused=lambda refusal: self._ask(found, refusal, trusting=trusting),
            touched=TOUCHED,
        )

    def _ask(self, found: FoundBox, refusal: Refusal, *, trusting: str) -> None:
        """Ask about an agency that nobody knows, or a box for somebody else."""
        said = messages.two_lines(messages.sentence(refusal))
        if isinstance(refusal, errors.BoxFromStranger):
            button = Button(_("The digits are the same"), key="Ctrl+Y")
            digits = found.box.owner.fingerprint
            button.clicked.connect(lambda: self._take(found, trusting=digits))
        elif isinstance(refusal, errors.BoxForOther):
            button = Button(_("Take it all the same"), key="Ctrl+Y")
            button.clicked.connect(lambda: self._take(found, trusting=trusting, for_other=True))
        else:
            self._banner.refuse(refusal)
            return
        sounds.play("attention")
        self._banner.say(*said, tint="gold", button=button)

    def _tell_announced(self, done: Announced) -> None:
        self._after(done.view)
        said = done.view.number
        if done.older:
            sounds.play("attention")
            self._banner.say(
                _("An older file of box {number}").format(number=said),
                _("A newer one was read before, and it counts; nothing changed."),
                tint="gold",
            )
            return
        if not done.act_id:
            self._banner.say(
                _("Box {number} is known").format(number=said),
                _("This file was read before; nothing changed."),
                tint="good",
            )
            return
        title, detail = _("Box {number} is on its way"), _("Check it in by scanning: Ctrl Enter.")
        if done.was_here:
            title, detail = _("Box {number} has its file now"), _match_words(done.view)
        elif done.renewed:
            title, detail = _("Box {number} was changed by the agency"), _("See its due day.")
        detail = " ".join(filter(None, (detail, box_words.shortened(done.shortened))))
        self._banner.tell(title.format(number=said), detail, act_id=done.act_id)

    # --- before its file ---

    @Slot()
    def begin_early(self) -> None:
        """Open the form of a box whose file is not here."""
        agency = self._found.agency if self._found else ""
        self.form.load(agency, today=self._today)
        self._form_card.begin(_("A box without its file"))
        self._whole.setCurrentWidget(self._work)
        self._pile.setCurrentWidget(self._form_card)
        self.form.take_focus()

    @Slot()
    def save_early(self) -> None:
        """Begin the box of the form, and scan it in."""
        try:
            facts = self.form.facts()
        except errors.Refusal as refusal:
            self._form_card.refuse(refusal)
            return

        def work(desk: Desk) -> BoxDetail:
            done = verbs.box_arrival.begin_early(desk, **facts)
            return verbs.lent_boxes.show(desk, done.view.id)

        self._room.jobs.change(
            work,
            owner=self,
            then=self._begin_scan,
            refused=self._form_card.refuse,
            touched=TOUCHED,
        )

    @Slot()
    def leave_form(self) -> None:
        """Close the form without a box."""
        self._pile.setCurrentWidget(self.side)
        self._show_right()
        self._table.take_focus()

    # --- the next step ---

    @Slot()
    def go_on(self) -> None:
        """Do what comes next with the chosen box."""
        detail = self._detail
        if detail is None:
            return
        state = detail.view.state
        if state is BoxState.returned:
            files.choose_folder(
                self,
                _("Where shall the return list go?"),
                start=self._room.preferences.folder(FOLDER),
                then=self.write_return,
            )
        elif state is BoxState.here:
            self._begin_return(detail.view.id)
        else:
            self._begin_scan(detail)

    @Slot()
    def scan_more(self) -> None:
        """Scan further copies of a box that is here."""
        if self._detail is not None:
            self._begin_scan(self._detail)

    def write_return(self, folder: Path) -> None:
        """Write the signed return list of the chosen box into a folder."""
        detail = self._detail
        if detail is None:
            return
        self._room.preferences.keep_folder(FOLDER, folder)
        box, library = detail.view.id, self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> Path:
            with library.reading() as desk:
                named = verbs.box_exchange.return_file(desk, box)
            return verbs.box_exchange.write(named, folder)

        self._room.jobs.run(work, owner=self, then=self._tell_written, refused=self._banner.refuse)

    def _begin_return(self, box: str) -> None:
        def work(desk: Desk) -> tuple[Closed, BoxDetail]:
            return verbs.box_return.begin(desk, box), verbs.lent_boxes.show(desk, box)

        def then(made: tuple[Closed, BoxDetail]) -> None:
            done, detail = made
            self._begin_scan(detail)
            if detail.view.out:
                words = many(
                    "{count} copy is still with a reader",
                    "{count} copies are still with readers",
                    detail.view.out,
                )
                said = _("Call them back; the list stands under Lent.")
                counted = words.format(count=number(detail.view.out))
                self.scan.banner.tell(counted, said, act_id=done.act_id)

        self._room.jobs.change(
            work, owner=self, then=then, refused=self._banner.refuse, touched=TOUCHED
        )

    def _begin_scan(self, detail: BoxDetail) -> None:
        self._pile.setCurrentWidget(self.side)
        self._wanted = detail.view.id
        self._banner.clear()
        self._whole.setCurrentWidget(self.scan)
        self._read.setVisible(False)
        self._early.setVisible(False)
        self.scan.begin(detail)

    @Slot()
    def leave_scan(self) -> None:
        """Go back to the list; what was scanned stands."""
        self._read.setVisible(True)
        self._early.setVisible(True)
        self._whole.setCurrentWidget(self._work)
        self._refresh()
        self._table.take_focus()

    @Slot(object)
    def _end_scan(self, said: tuple[str, str, Any]) -> None:
        title, detail, done = said
        self.leave_scan()
        self._after(done.view)
        self._banner.tell(title, detail, act_id=done.act_id)

    def _tell_written(self, path: Path) -> None:
        sounds.play("done")
        self._banner.say(
            _("Saved: {file}").format(file=path.name),
            _("Give it to the agency with the box."),
            tint="good",
        )

    # --- what is shown ---

    @Slot()
    def _refresh(self) -> None:
        self._room.jobs.read(_look, owner=self, then=self._show, latest="boxes")

    def _after(self, view: BoxView) -> None:
        self._wanted = view.id
        self._refresh()

    def _show(self, found: _Shown) -> None:
        self._found, self._today = found, found.today
        self._rows.columns = tuple(box_words.box_columns(found.today))
        self._rows.show_values(found.boxes)
        if self._whole.currentWidget() is not self.scan:
            self._show_right()
        ids = [each.id for each in found.boxes]
        if ids:
            self._table.point_at(ids.index(self._wanted) if self._wanted in ids else 0)
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    def _show_right(self) -> None:
        full = bool(self._found and self._found.boxes)
        form = self._pile.currentWidget() is self._form_card
        self._whole.setCurrentWidget(self._work if full or form else self._empty)

    @Slot(object)
    def _point(self, view: BoxView | None) -> None:
        if view is None:
            return
        self._wanted = view.id
        self._room.jobs.read(
            lambda desk: verbs.lent_boxes.show(desk, view.id),
            owner=self,
            then=self._show_detail,
            latest="box",
        )

    def _show_detail(self, detail: BoxDetail) -> None:
        self._detail = detail
        self.side.show_box(detail, self._today)
        self.side.setVisible(True)

    def printable(self) -> Printable | None:
        """The chosen paper of the chosen box."""
        if self._detail is None:
            return None
        box, what = self._detail.view.id, str(self.side.what.currentData())
        paper = str(self.side.paper.currentData())
        make = box_work.minutes if what == "minutes" else box_work.differences
        return Printable(
            make=lambda desk: make(desk, box, paper=paper),
            file=f"{_FILES[what]}-{self._detail.view.number}.pdf".replace("/", "-"),
            folder=FOLDER,
            printed=_("Printed."),
            colour=True,
        )

    @Slot()
    def _print(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_printer(paper)

    @Slot()
    def _save(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_where_to_save(paper)

    @Slot(object, object)
    def _tell_printed(self, words: str, tint: str) -> None:
        self._banner.say(words, tint=tint)

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"box", "loan", "copy"} and self.isVisible() and not self.is_scanning():
            self._refresh()

    # --- how it looks ---

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                "package",
                _("Boxes of books that the agency lends stand here"),
                _(
                    "Read the file that comes with a box (Ctrl O), then scan its copies. "
                    "A box can also be scanned in before its file comes (Ctrl N)."
                ),
            )
        )
        list_ = Card(flush=True)
        list_.body.addWidget(self._table, 1)
        self._pile = InView()
        self._pile.addWidget(self.side)
        self._pile.addWidget(self._form_card)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(18))
        row.addWidget(list_, 1)
        row.addWidget(self._pile)
        self._whole = InView()
        for each in (self._empty, self._work, self.scan):
            self._whole.addWidget(each)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self._read)
        top.addWidget(self._early)
        top.addStretch(1)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(12))
        page.addLayout(top)
        page.addWidget(self._banner)
        page.addWidget(self._whole, 1)

    def _connect(self) -> None:
        self._read.clicked.connect(self.ask_for_file)
        self._early.clicked.connect(self.begin_early)
        self._form_card.saved.connect(self.save_early)
        self._form_card.left.connect(self.leave_form)
        self._table.pointed.connect(self._point)
        self._table.chosen.connect(lambda _view: self.go_on())
        self.side.next.clicked.connect(self.go_on)
        self.side.more.clicked.connect(self.scan_more)
        self.side.print.clicked.connect(self._print)
        self.side.save.clicked.connect(self._save)
        self.scan.left.connect(self.leave_scan)
        self.scan.ended.connect(self._end_scan)
        self._printing.said.connect(self._tell_printed)
        self._printing.refused.connect(self._banner.refuse)
        self._room.jobs.changed.connect(self._follow)


_FILES = {"minutes": "berita-acara", "differences": "daftar"}


def _match_words(view: BoxView) -> str:
    if not view.missing and not view.extra:
        return _("Everything that is on the list is here.")
    words = _("{missing} of its list are missing, {extra} are not on it.")
    return words.format(missing=number(view.missing), extra=number(view.extra))


def _look(desk: Desk) -> _Shown:
    agency = verbs.settings.agency(desk)
    return _Shown(
        verbs.lent_boxes.listed(desk), agency.name if agency else "", verbs.days.trusted_today(desk)
    )
