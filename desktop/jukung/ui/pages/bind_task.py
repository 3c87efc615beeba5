"""Numbers first: labels stuck on books in any order are bound to their titles.

Two scans a book, number and ISBN, in either order. Sound and line come only after
the commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import codes, errors
from jukung.ui import sounds, theme
from jukung.ui.pages import bind_words, bind_work
from jukung.ui.pages.bind_choice import BindChoice
from jukung.ui.pages.bind_form import BindForm
from jukung.ui.pages.bind_list import BoundList
from jukung.ui.pages.bind_rows import BoundRow
from jukung.ui.pages.bind_side import BindSide
from jukung.ui.pages.bind_titles import BindTitles
from jukung.ui.pages.bind_work import Answer, Halves, Meant, Step
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.stack import Stack
from jukung.ui.room import Room
from jukung.ui.scan_field import ScanField
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from jukung.library.blank_numbers import Bound
    from jukung.library.desk import Desk

# Where the window is at least so wide, the side is so wide.
SIDE_WIDTHS = ((1200, 300), (900, 236), (0, 200))
WORK, CHOICE, FORM = range(3)


class BindTask(QWidget):
    """Scan, scan, next book."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._halves = Halves()
        self._shown = Answer(Step.waits)
        self._bound: list[Bound] = []
        self._left_count = self._today_count = 0
        self._day: date | None = None
        self._field = ScanField()
        self._titles = BindTitles(room, self._field, lambda: self._shown.number, parent=self)
        self._side = BindSide()
        self._banner = Banner(corners="all")
        self._list = BoundList()
        self._choice = BindChoice()
        self._form = BindForm()
        self._form_card = FormCard(self._form)
        self._stack = Stack()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Be ready for the first scan; what was bound today stays in the list."""
        if self._day != self._room.today():
            self._day, self._bound = self._room.today(), []
        # What was set aside goes on waiting for its other half.
        before = self._halves
        self._halves = Halves(aside=before.aside[:], titles_aside=before.titles_aside[:])
        self._banner.clear()
        self._stack.setCurrentIndex(WORK)
        halves = self._halves
        self._room.jobs.read(
            lambda desk: bind_work.begin(desk, halves),
            owner=self,
            then=self._show_begun,
            refused=self._refuse,
            latest="begin",
        )
        self._field.take_focus()

    def shown(self) -> None:
        """Be ready for the next scan."""
        if self._is_asking():
            return
        if self._waits():
            self._field.take_focus()
        else:
            self.begin()

    def words(self) -> str:
        """The sentence shown; empty when there is none."""
        return self._banner.words() or (
            self._form_card.words() if self._stack.currentIndex() == FORM else ""
        )

    def rows(self) -> list[BoundRow]:
        """What was bound, the newest first."""
        return self._list.rows()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width()
        side = next(side for least, side in SIDE_WIDTHS if wide >= theme.px(least))
        self._side.setFixedWidth(theme.px(side))

    # --- what comes into the box -----------------------------------------------------------------

    @Slot(object)
    def _enter(self, text: str) -> None:
        by_scanner = self._field.came_by_scanner()
        if by_scanner or codes.looks_like_number(text):
            self.scan(text, by_scanner=by_scanner)
        else:
            self._titles.look_up(text)

    def scan(self, text: str, *, by_scanner: bool = False) -> None:
        """Take a number or an ISBN; the answer comes after the commit."""

        def refused(refusal: errors.Refusal) -> None:
            # "1984" typed by hand may well be a title.
            if isinstance(refusal, errors.NumberNotBlank) and not by_scanner and self._shown.number:
                self._titles.look_up(text)
            else:
                self._refuse(refusal)

        self._change(lambda desk, halves: bind_work.take(desk, halves, text), refused=refused)

    @Slot(object)
    def _ignore_repeated(self, text: str) -> None:
        self._refuse(errors.ScannedTwice(text))

    @Slot()
    def _take_same(self) -> None:
        self._change(bind_work.take_same)

    @Slot(object)
    def _choose(self, chosen: object) -> None:
        if isinstance(chosen, Meant):
            self._change(lambda desk, halves: bind_work.take_title(desk, halves, chosen))
        else:
            self._describe(str(chosen))

    @Slot(str)
    def _describe(self, title: str) -> None:
        """Let somebody describe a title that nobody here knows."""
        if self._shown.number:
            self._show_form(title=title)
            return
        sounds.play("attention")
        self._banner.say(
            _("“{words}” is not in the catalogue").format(words=title),
            _("Scan the number of the label first, then type the title again."),
            tint="gold",
        )

    # --- changing --------------------------------------------------------------------------------

    def _change(
        self,
        work: Callable[[Desk, Halves], Answer],
        *,
        refused: Callable[[errors.Refusal], None] | None = None,
    ) -> None:
        halves = self._halves
        self._room.jobs.change(
            lambda desk: work(desk, halves),
            owner=self,
            then=self._show_answer,
            refused=refused or self._refuse,
            touched={"copy", "title"},
        )

    @Slot()
    def _save_new(self) -> None:
        facts = self._form.facts()
        self._form_card.wait(waits=True)
        self._change(
            lambda desk, halves: bind_work.take_new(desk, halves, facts),
            refused=self._form_card.refuse,
        )

    @Slot()
    def undo(self) -> None:
        """Take the last binding back."""
        if self._bound:
            self._undo(self._bound[0].act_id)

    @Slot(object)
    def _follow_link(self, row: BoundRow) -> None:
        self._undo(row.act_id)

    def _undo(self, act_id: str) -> None:
        halves = self._halves

        def tell(answer: Answer) -> None:
            self._field.forget_last()
            self._bound = [bound for bound in self._bound if bound.act_id != act_id]
            self._show_answer(answer)
            sounds.play("done")
            self._banner.say(
                _("Undone. {number} is blank again.").format(number=answer.about), tint="good"
            )

        self._room.jobs.change(
            lambda desk: bind_work.undo(desk, halves, act_id),
            owner=self,
            then=tell,
            refused=self._refuse,
            touched={"copy", "title"},
        )

    @Slot()
    def finish(self) -> None:
        """Forget the half that waits; with none, leave."""
        if self._waits():
            self._field.forget_last()
            self._change(lambda desk, halves: bind_work.give_up(desk, halves, title_only=False))
        else:
            self._banner.clear()
            self.left.emit()

    @Slot()
    def _leave_question(self) -> None:
        """Go back to scanning; the number goes on waiting for its title."""
        self._field.forget_last()
        self._change(lambda desk, halves: bind_work.give_up(desk, halves, title_only=True))

    # --- what comes back -------------------------------------------------------------------------

    def _show_begun(self, answer: Answer) -> None:
        self._show_answer(answer)
        if not answer.left:
            self._banner.say(
                _("There is no blank number yet"),
                _("Print a sheet of blank numbers first, and stick one on each book."),
                tint="gold",
            )

    def _show_answer(self, answer: Answer) -> None:
        self._shown = answer
        if answer.left is not None:
            self._left_count, self._today_count = answer.left, answer.today
        if answer.bound is not None:
            self._bound.insert(0, answer.bound)
        self._banner.clear()
        self._side.show_answer(answer)
        self._show_rows()
        show = {
            Step.bound: self._show_bound,
            Step.choose: self._show_choice,
            Step.describe: self._ask_title,
        }.get(answer.step, self._show_waiting)
        show(answer)

    def _show_bound(self, _answer: Answer) -> None:
        sounds.play("done")
        self._go_scanning()

    def _show_waiting(self, answer: Answer) -> None:
        said = bind_words.said(answer)
        if said is None:
            self._go_scanning()
            return
        sounds.play("attention")
        self._banner.say(*said, tint="gold")
        if answer.step is not Step.answer:
            self._go_scanning()
        elif self._stack.currentIndex() == CHOICE:
            self._choice.take_focus()
        else:
            self._form.take_focus()

    def _show_choice(self, answer: Answer) -> None:
        sounds.play("attention")
        self._choice.show_meant(answer.meant, isbn=answer.isbn)
        self._stack.setCurrentIndex(CHOICE)
        self._show_wanted()
        self._choice.take_focus()

    def _ask_title(self, answer: Answer) -> None:
        sounds.play("attention")
        self._show_form(isbn=answer.isbn)

    @Slot()
    def _describe_isbn(self) -> None:
        self._show_form(isbn=self._shown.isbn)

    def _show_form(self, *, title: str = "", isbn: str = "") -> None:
        self._banner.clear()
        self._form.load(title=title, isbn=isbn)
        self._form_card.begin(_("A new title for {number}").format(number=self._shown.number))
        self._stack.setCurrentIndex(FORM)
        self._show_wanted()
        self._form.take_focus()

    def _go_scanning(self) -> None:
        self._stack.setCurrentIndex(WORK)
        self._show_wanted()
        self._field.take_focus()

    def _show_rows(self) -> None:
        self._list.show_bound(self._bound)
        self._side.show_count(bound=self._today_count, left=self._left_count)
        self._show_wanted()

    def _show_wanted(self) -> None:
        """Say in the box what to scan, and what Esc does."""
        waits = self._waits()
        if self._is_asking():
            words = _("First say which title it is…")
        elif self._shown.number:
            words = _("Scan the ISBN, or type a part of the title…")
        elif waits:
            words = _("Scan the number on the label…")
        else:
            words = _("Scan the number on the label, or the ISBN…")
        self._field.set_placeholder(words)
        forget = _("forget it") if waits else _("done")
        self._field.set_hint("" if self._is_asking() else forget)
        self._list.done.setText(_("Forget it") if waits else _("Done"))

    def _waits(self) -> bool:
        """Whether a half waits for the other."""
        return bool(self._shown.number or self._shown.isbn or self._shown.title)

    def _is_asking(self) -> bool:
        """Whether somebody has to say which title it is."""
        return self._stack.currentIndex() != WORK

    def _refuse(self, refusal: errors.Refusal) -> None:
        soft = isinstance(refusal, errors.ScannedTwice)
        sounds.play("attention" if soft else "refused")
        title, detail = messages.two_lines(messages.sentence(refusal))
        if isinstance(refusal, errors.IsbnWrong):
            detail = _("Scan it once more, or type a part of the title instead.")
        self._banner.say(title, detail, tint="gold" if soft else "bad")
        if not self._is_asking():
            self._field.take_focus()

    # --- how it looks ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._choice)
        self._stack.addWidget(self._form_card)
        right = QVBoxLayout()
        right.setSpacing(theme.px(12))
        right.addWidget(self._banner)
        right.addWidget(self._stack, 1)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(self._side)
        below.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addWidget(self._field)
        page.addLayout(below, 1)
        self._show_rows()
        self._side.show_answer(self._shown)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._field)

    def _connect(self) -> None:
        self._field.entered.connect(self._enter)
        self._field.repeated.connect(self._ignore_repeated)
        self._field.typed.connect(self._titles.suggest)
        self._titles.unknown.connect(self._describe)
        self._titles.refused.connect(self._refuse)
        self._field.chosen.connect(self._choose)
        self._field.stepped_below.connect(self._list.table.take_focus)
        self._field.gather_from(self._list.table)
        self._field.gather_from(self._choice.table)
        self._side.same.clicked.connect(self._take_same)
        self._list.done.clicked.connect(self.finish)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)
        self._list.table.linked.connect(self._follow_link)
        self._choice.chosen.connect(self._choose)
        self._choice.new_wanted.connect(self._describe_isbn)
        self._choice.left.connect(self._leave_question)
        self._form.finished.connect(self._form_card.press_save)
        self._form_card.saved.connect(self._save_new)
        self._form_card.left.connect(self._leave_question)
