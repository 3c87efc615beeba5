"""The desk: one box and the keyboard.

What is scanned goes to the changes lane in order; sound and row come back
only after the commit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import codes, errors
from jukung.domain.kinds import LoanEnding, Role
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import desk_turn, desk_words
from jukung.ui.pages.agency_notice import AgencyNotice
from jukung.ui.pages.desk_asking import DeskAsking
from jukung.ui.pages.desk_rows import (
    ACTIONS,
    NUMBER_FROM,
    DeskRow,
    columns,
    row_of_loan,
    row_of_slip,
    with_number,
)
from jukung.ui.pages.desk_side import DeskSide
from jukung.ui.pages.desk_turn import Turn
from jukung.ui.pages.form_parts import side_by_side
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.scan_field import ScanField
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.library.desk import Desk
    from jukung.library.members import MemberView
    from jukung.library.permissions_asked import Asked
    from jukung.library.slips import LoanLine, Slip, Suggestion
    from jukung.library.undoing import Undone
    from jukung.ui.pages.desk_receipts import DeskReceipts
    from jukung.ui.pages.desk_strips import Harm

DESK_ACTS = frozenset(ACTIONS)


class _Standing:
    """Who stands at the desk, as the changes lane knows it.

    A copy scanned right behind its card finds the card here, although the
    window has not heard of it yet: it may even be waiting for the library.
    """

    def __init__(self) -> None:
        self.card: str | None = None


class CirculationPage(QWidget):
    """Scan, hear, look."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._standing = _Standing()
        self._member: MemberView | None = None
        self._loans: tuple[LoanLine, ...] = ()
        self._done: list[Slip] = []
        self._asking = ""
        self._unknown = ""
        self._again: Callable[[str], None] | None = None
        """Does the refused act once more, with the reason of an exception."""
        self._field = ScanField(hint="")
        self._side = DeskSide(room)
        self._notice = AgencyNotice(room)
        self._banner = Banner(corners="top")
        self._rows: Rows[DeskRow] = Rows(columns(), mark=lambda row: row.newest)
        self._table = Table(self._rows, rows="wrap")
        self._renew_all = Button(_("Renew all"), key="Ctrl+R")
        self._read_here = Button(_("Read here"), key="Ctrl+O")
        self._harmed = Button(_("Damaged, lost"), key="Ctrl+L")
        self._receipt = Button(_("Receipt"), key="Ctrl+P", icon="printer")
        self._receipts: DeskReceipts | None = None
        self._finish = Button(_("Done"), kind="primary", key="Esc")
        self._asking_for = DeskAsking(room, page=self)
        self._is_narrow = False
        self._lay_out()
        self._connect()
        self._show_turn()

    def shown(self) -> None:
        """Be ready for the next scan; a refusal of before is over when nobody stands here."""
        if self._member is None and not self._done and not self._asking:
            self._banner.clear()
            self._stop_asking()
            self._show_turn()
        self._field.take_focus()
        self._count_day()
        self._side.reminder.read()
        self._notice.read()

    def words(self) -> str:
        """The sentence of the banner; empty when there is none."""
        return self._banner.words()

    def say_anew(self) -> None:
        """Say what stands here from the start in the words of the library that is open."""
        self._table.set_empty(
            _("Scan a member card to lend, or a copy to take it back.\nWhat you do appears here.")
        )
        self._side.say_anew()
        if not self._asking:
            self._stop_asking()

    def catch(self, event: QKeyEvent) -> None:
        """Take a letter that fell beside the page into the box: it may begin a scan."""
        self._field.catch(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.be_wide(self.width(), high=self.window().height())
        left = self.width() - self._side.width() - theme.px(62)
        if self._is_narrow is not (left < theme.px(NUMBER_FROM)):
            self._is_narrow = not self._is_narrow
            self._show_turn()

    # --- What comes into the box ---------------------------------------------------------

    @Slot(object)
    def _enter(self, text: str) -> None:
        by_scanner = self._field.came_by_scanner()
        is_number = by_scanner or codes.looks_like_number(text)
        if is_number or self._asking or self._asking_for.reads_here():
            self.scan(text, by_scanner=by_scanner)
        else:
            self._look_up(text)

    def _look_up(self, words: str) -> None:
        """Find what words typed by hand mean: one member at once, several as a list."""
        self._room.jobs.read(
            lambda desk: verbs.suggesting.suggest(desk, words),
            owner=self,
            then=lambda found: self._take_found(words, found),
            latest="suggest",
        )

    def _take_found(self, words: str, found: tuple[Suggestion, ...]) -> None:
        same = [s for s in found if s.primary.casefold() == words.casefold()]
        alone = found if len(found) == 1 else same
        if len(alone) == 1 and alone[0].kind == "member":
            self._choose(alone[0])
        elif found:
            self._field.put_back(words)
            self._offer(found, point_first=True)
        else:
            self._refuse(errors.MemberUnknown(words), words)

    def scan(self, text: str, *, by_scanner: bool = False) -> None:
        """Do what a text in the box means; the answer comes after the commit."""
        text = text.strip()
        if not text:
            return
        if self._asking_for.reads_here():
            self._use_here(text, by_scanner=by_scanner)
            return
        self._asking_for.drop_paper()
        asking, self._again = self._asking, None
        if asking and not codes.looks_like_number(text):
            self._lend_unknown(asking, text)
            return
        self._stop_asking()
        standing, may_be_title = self._standing, bool(asking) and not by_scanner

        def work(desk: Desk) -> Turn:
            card = standing.card
            try:
                scanned = verbs.circulation.scan(desk, text, card=card, by_scanner=by_scanner)
            except (errors.CopyUnknown, errors.NumberIncomplete):
                # "1984" typed where a title was asked for is a title.
                if not may_be_title or card is None:
                    raise
                slip = verbs.circulation.lend_unknown(desk, card, asking, text)
                return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=card)
            keeps = card is not None or scanned.slip is None
            turn = desk_turn.read(desk, scanned, card=card if scanned.slip else None, keeps=keeps)
            if turn.member is not None:
                standing.card = turn.member.card
            return turn

        self._change(work, text, again=lambda reason: self._lend(text, permit=reason))

    @Slot(object)
    def _take_strayed(self, text: str) -> None:
        self.scan(text, by_scanner=True)

    @Slot(object)
    def _ignore_repeated(self, text: str) -> None:
        """Say softly that the scanner sent a number twice; once was enough."""
        self._refuse(errors.ScannedTwice(text), text)

    def call_member(self, card: str) -> None:
        """Put a member at the desk, as if the card were scanned."""
        self.scan(card)

    def _lend(self, barcode: str, *, permit: str | None = None) -> None:
        card = self._member.card if self._member else None
        if card is None:
            return

        def work(desk: Desk) -> Turn:
            slip = verbs.circulation.lend(desk, card, barcode, permit=permit)
            return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=card)

        self._change(work, barcode, again=lambda reason: self._lend(barcode, permit=reason))

    def _lend_unknown(self, barcode: str, title: str, *, permit: str | None = None) -> None:
        member = self._member
        self._stop_asking()
        if member is None:
            return

        def work(desk: Desk) -> Turn:
            slip = verbs.circulation.lend_unknown(desk, member.card, barcode, title, permit=permit)
            return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=member.card)

        self._change(
            work,
            barcode or title,
            again=lambda reason: self._lend_unknown(barcode, title, permit=reason),
        )

    def _use_here(self, barcode: str, *, by_scanner: bool = False) -> None:
        card = self._member.card if self._member else None

        def work(desk: Desk) -> Turn:
            slip = verbs.in_house.use(desk, barcode, by_scanner=by_scanner)
            return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=card)

        self._change(work, barcode)

    def _change(
        self,
        work: Callable[[Desk], Turn],
        text: str,
        *,
        again: Callable[[str], None] | None = None,
    ) -> None:
        standing = self._standing

        def show(turn: Turn) -> None:
            # Whoever left before the answer came does not stand here again.
            left = standing is not self._standing
            self._show_answer(replace(turn, member=None, loans=()) if left else turn)

        self._room.jobs.change(
            work,
            owner=self,
            then=show,
            refused=lambda refusal: self._refuse(refusal, text, again=again),
            touched={"loan"},
        )

    # --- What comes back -----------------------------------------------------------------

    def _show_answer(self, turn: Turn) -> None:
        slip = turn.scanned.slip if turn.scanned else None
        if slip is None or turn.member is not None:
            if self._member is None or (turn.member and turn.member.id != self._member.id):
                self._done = []
            self._take(turn)
        if slip is not None:
            self._done.insert(0, slip)
        self._banner.clear()
        sounds.play("attention" if self._tell(turn) else "done")
        self._show_turn()
        self._count_day()
        self._field.take_focus()

    def _take(self, turn: Turn) -> None:
        self._member, self._loans = turn.member, turn.loans
        self._side.show_turn(turn)

    def _tell(self, turn: Turn) -> bool:
        """Say what the librarian must know now; whether there was anything."""
        news = desk_words.news(turn.scanned)
        if news is not None:
            slip = turn.scanned.slip if turn.scanned else None
            ways = self._ways_after(slip) if slip is not None else []
            button: QWidget | None = ways[0] if ways else None
            if len(ways) > 1:
                button = side_by_side(*ways)
            self._banner.say(news.title, news.detail, tint=news.tint, button=button)
        return news is not None

    def _ways_after(self, slip: Slip) -> list[Button]:
        """What else may be done after an act: a slip for the copy set aside, paying."""
        ways = []
        if slip.hold is not None and self._may_print():
            hold = Button(_("Print slip"), key="Ctrl+G", icon="printer")
            hold.clicked.connect(lambda: self._receipt_printing().print_hold(slip.barcode))
            ways.append(hold)
        if slip.fine and self._member is None:
            ways.append(self._pay_button())
        return ways

    def _pay_button(self) -> Button:
        """Pays for whoever brought a copy back without standing at the desk."""
        button = Button(_("Pay"), key="Ctrl+B")
        button.clicked.connect(self._pay)
        return button

    def _refuse(
        self,
        refusal: errors.Refusal,
        text: str,
        *,
        again: Callable[[str], None] | None = None,
    ) -> None:
        soft = isinstance(refusal, desk_words.SOFT)
        sounds.play("attention" if soft else "refused")
        # An aide registers neither people nor books.
        may_register = self._member is not None and codes.looks_like_number(text)
        may_register = may_register and not self._is_aide()
        if isinstance(refusal, errors.CopyUnknown) and may_register:
            self._ask_title(text, is_blank=isinstance(refusal, errors.NumberStillBlank))
            return
        # The first window does not wait for the rules of lending.
        from jukung.domain import lending  # noqa: PLC0415 - as just said

        self._again = again if lending.may_be_lifted(refusal) else None
        said = desk_words.refused(refusal)
        self._banner.say(
            said.title, said.detail, tint=said.tint, button=self._way_out(refusal, text)
        )
        self._show_turn()
        self._field.take_focus()

    def _way_out(self, refusal: errors.Refusal, text: str) -> QWidget | None:
        """The button that does what the sentence asks for."""
        if isinstance(refusal, errors.MemberUnknown):
            return None if self._is_aide() else self._ways_for_unknown(text)
        if isinstance(refusal, errors.NumberIncomplete) and self._member is not None:
            whole = Button(_("It is whole: register it"), icon="plus", key="Ctrl+N")
            whole.clicked.connect(lambda: self._ask_title(text))
            return whole
        if isinstance(refusal, errors.NoMemberChosen):
            button = Button(_("Read here"), icon="book-open", key="Ctrl+U")
            button.clicked.connect(lambda: self._use_here(text))
            return button
        if isinstance(refusal, errors.PermissionNeeded) and self._member is not None:
            ask = Button(_("Ask an officer"), key="Ctrl+I")
            ask.clicked.connect(lambda: self._ask_officer(text))
            return ask
        return self._way_round(refusal, text)

    def _way_round(self, refusal: errors.Refusal, text: str) -> QWidget | None:
        """The buttons that make an exception, for who may make one."""
        if self._again is None or self._member is None or not self._may_permit():
            return None
        permit = Button(_("Permit…"), key="Ctrl+I")
        permit.clicked.connect(lambda: self._asking_for.ask_permit(text))
        if not isinstance(refusal, errors.MemberExpired):
            return permit
        prolong = Button(_("Renew membership"), key="Ctrl+M")
        prolong.clicked.connect(lambda: self._renew_membership(text))
        return side_by_side(permit, prolong)

    def _ask_officer(self, barcode: str) -> None:
        """Ask for a permission; an officer answers on the page of requests."""
        if (member := self._member) is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.permissions_asked.ask(desk, member.card, barcode),
            owner=self,
            then=self._tell_asked,
            refused=lambda refusal: self._refuse(refusal, barcode),
            touched={"permission"},
        )

    def _tell_asked(self, asked: Asked) -> None:
        sounds.play("done")
        self._banner.say(
            _("Asked: “{title}” for {card}").format(title=asked.title, card=asked.card),
            _("An officer answers on the page of requests. Lend it afterwards."),
            tint="good",
        )

    def _ways_for_unknown(self, text: str) -> QWidget:
        """Register who, or lend what, nobody here knows by these words."""
        self._unknown = "" if codes.looks_like_number(text) else text
        words = _("New resident") if self._room.is_prison else _("Register member")
        button = Button(words, icon="plus", key="Ctrl+N")
        button.clicked.connect(self._register_unknown)
        if self._member is None or not self._unknown:
            return button
        new = Button(_("Lend as a new title"), key="Ctrl+J")
        new.clicked.connect(lambda: self._lend_unknown("", text))
        return side_by_side(new, button)

    def _may_print(self) -> bool:
        """Whether there is paper for whoever stands here; an aide prints nothing."""
        return not self._is_aide()

    def _is_aide(self) -> bool:
        staff = self._room.staff
        return staff is not None and staff.role is Role.aide

    def _may_permit(self) -> bool:
        """Whether an exception is worth asking for; the library judges it itself."""
        staff = self._room.staff
        return staff is None or staff.role not in (Role.assistant, Role.aide)

    @Slot()
    def _register_unknown(self) -> None:
        """Go to the members with the name that nobody has."""
        if self._room.go is not None:
            page: Any = self._room.go("members")
            page.begin_new(self._unknown)
            self._banner.clear()

    # --- Asking --------------------------------------------------------------------------

    def _ask_title(self, barcode: str, *, is_blank: bool = False) -> None:
        self._asking = barcode
        words = _("{barcode} has no title yet") if is_blank else _("Number {barcode} is new")
        self._banner.say(
            words.format(barcode=barcode),
            _("Type its title and press Enter: it is registered and lent. Esc leaves it."),
            tint="gold",
        )
        self._field.set_placeholder(_("Title of"), strong=barcode)
        self._field.take_focus()

    def _stop_asking(self) -> None:
        self._asking = ""
        self._field.set_placeholder(_("Scan a copy or a member card, or type a name or title…"))

    @Slot(object)
    def _permit(self, reason: str) -> None:
        again, self._again = self._again, None
        self._field.take_focus()
        if again is not None:
            again(reason)

    def _renew_membership(self, barcode: str) -> None:
        member = self._member
        if member is None:
            return

        def work(desk: Desk) -> Turn:
            verbs.members.renew_membership(desk, member.id)
            slip = verbs.circulation.lend(desk, member.card, barcode)
            return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=member.card)

        self._change(work, barcode, again=lambda reason: self._lend(barcode, permit=reason))

    @Slot()
    def _ask_harm(self) -> None:
        row: DeskRow | None = self._table.current_value() if self._table.hasFocus() else None
        rows = self._rows.values()
        row = row or (rows[0] if rows else None)
        if row is None:
            self._banner.say(
                _("Which copy is damaged or lost?"),
                _("Scan it first, or its member's card; then press Ctrl L."),
                tint="gold",
            )
            return
        self._asking_for.ask_harm(row)

    @Slot(object)
    def _note_harm(self, harm: Harm) -> None:
        card = self._member.card if self._member else None

        def work(desk: Desk) -> Turn:
            if harm.act_id:
                # It just came back: the same return once more, now with what was seen.
                verbs.undoing.undo(desk, harm.act_id)
            if harm.lost:
                slip = verbs.circulation.lose(desk, harm.barcode, note=harm.note, price=harm.price)
            else:
                slip = verbs.circulation.give_back(
                    desk, harm.barcode, ending=LoanEnding.damaged, note=harm.note
                )
            return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=card)

        if harm.act_id:
            self._done = [slip for slip in self._done if slip.act_id != harm.act_id]
        self._change(work, harm.barcode)

    @Slot()
    def _read_here_mode(self) -> None:
        self._asking_for.toggle_reading()
        self._banner.clear()
        self._show_turn()
        self._field.take_focus()

    @Slot()
    def _pay(self) -> None:
        if self._member is None and self._done and self._done[0].card:
            card = self._done[0].card
            self._room.jobs.read(
                lambda desk: verbs.members.by_card(desk, card),
                owner=self,
                then=self._asking_for.ask_payment,
                latest="payer",
            )
        if self._member is not None and self._member.owed:
            self._asking_for.ask_payment(self._member)

    @Slot(object)
    def _show_paid(self, _receipt: object) -> None:
        member = self._member
        if member is not None:
            self._room.jobs.read(
                lambda desk: desk_turn.read(desk, None, card=member.card),
                owner=self,
                then=self._show_again,
                latest="turn",
            )
        self._field.take_focus()

    def _show_again(self, turn: Turn) -> None:
        if self._member is not None and turn.member and turn.member.id == self._member.id:
            self._take(turn)
            self._show_turn()

    # --- Receipts ------------------------------------------------------------------------

    def _receipt_card(self) -> str:
        """Whose receipt could be printed now; empty for nobody's."""
        if self._member is not None:
            return self._member.card if self._rows.values() else ""
        return self._done[0].card if self._done else ""

    @Slot()
    def _print_receipt(self) -> None:
        if card := self._receipt_card():
            self._receipt_printing().print_receipt(card, self._done)

    def _receipt_printing(self) -> DeskReceipts:
        if self._receipts is None:
            # The first window does not wait for printers.
            from jukung.ui.pages.desk_receipts import (  # noqa: PLC0415 - as just said
                DeskReceipts,
            )

            self._receipts = DeskReceipts(self._room, self)
            self._receipts.paper_wanted.connect(self._asking_for.ask_paper)
            self._asking_for.paper_chosen.connect(self._receipts.choose_paper)
            self._receipts.said.connect(self._tell_printed)
            self._receipts.refused.connect(self._refuse_receipt)
        return self._receipts

    @Slot(object, object)
    def _tell_printed(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        other = Button(_("Other paper…"), key="Ctrl+G")
        other.clicked.connect(self._asking_for.ask_paper)
        self._banner.say(words, tint=tint, button=other)
        self._come_back()

    @Slot(object)
    def _refuse_receipt(self, refusal: errors.Refusal) -> None:
        self._refuse(refusal, "")

    @Slot()
    def _come_back(self) -> None:
        self._show_turn()
        self._field.take_focus()

    # --- The turn ------------------------------------------------------------------------

    @Slot()
    def finish(self) -> None:
        """End this member's turn; what was done is long on the disk."""
        self._again = None
        if self._asking:
            self._stop_asking()
        elif not self._asking_for.close_one():
            self._standing = _Standing()
            self._member, self._loans, self._done = None, (), []
            self._side.show_turn(None)
        self._banner.clear()
        self._field.clear()
        self._field.forget_last()
        self._show_turn()
        self._field.take_focus()

    @Slot()
    def take_over(self) -> None:
        """Somebody else stands here: nothing of before is left to be seen."""
        if self._asking:
            self._stop_asking()
        while self._asking_for.close_one():
            pass
        self.finish()

    @Slot()
    def undo(self) -> None:
        """Take back the last act of the desk."""
        self._undo("")

    def _undo(self, act_id: str) -> None:
        card = self._member.card if self._member else None

        def work(desk: Desk) -> tuple[Undone, Turn]:
            undone = (
                verbs.undoing.undo(desk, act_id)
                if act_id
                else verbs.undoing.undo_last(desk, kinds=DESK_ACTS)
            )
            return undone, desk_turn.read(desk, None, card=card)

        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_undone,
            refused=lambda refusal: self._refuse(refusal, ""),
            touched={"loan"},
        )

    @Slot(object)
    def _show_undone(self, answer: tuple[Undone, Turn]) -> None:
        undone, turn = answer
        self._field.forget_last()
        self._done = [slip for slip in self._done if slip.act_id != undone.undone_act_id]
        if turn.member is not None:
            self._take(turn)
        sounds.play("done")
        self._banner.say(
            _("Undone: {action}").format(action=_(ACTIONS[undone.kind][0])),
            f"“{undone.title}” · {undone.barcode}" if undone.title else undone.card,
            tint="good",
        )
        self._show_turn()
        self._count_day()
        self._field.take_focus()

    @Slot()
    def _renew_everything(self) -> None:
        if self._member is None:
            return
        card = self._member.card

        def work(desk: Desk) -> tuple[tuple[Slip, ...], tuple[errors.Refusal, ...], Turn]:
            slips, refusals = verbs.circulation.renew_all(desk, card)
            return slips, refusals, desk_turn.read(desk, None, card=card)

        self._room.jobs.change(work, owner=self, then=self._show_renewed, touched={"loan"})

    def _renew_one(self, barcode: str, *, permit: str | None = None) -> None:
        card = self._member.card if self._member else None

        def work(desk: Desk) -> Turn:
            slip = verbs.circulation.renew(desk, barcode, permit=permit)
            return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=card)

        self._change(work, barcode, again=lambda reason: self._renew_one(barcode, permit=reason))

    @Slot(object)
    def _show_renewed(
        self, answer: tuple[tuple[Slip, ...], tuple[errors.Refusal, ...], Turn]
    ) -> None:
        slips, refusals, turn = answer
        self._done = [*reversed(slips), *self._done]
        self._take(turn)
        self._banner.clear()
        if refusals:
            self._banner.say(
                _("{renewed} renewed, {left} not").format(renewed=len(slips), left=len(refusals)),
                messages.sentence(refusals[0]),
                tint="gold",
            )
        sounds.play("attention" if refusals else "done")
        self._show_turn()
        self._field.take_focus()

    # --- Names and titles typed by hand --------------------------------------------------

    @Slot(object)
    def _suggest(self, text: str) -> None:
        if self._asking:
            return
        self._room.jobs.read(
            lambda desk: verbs.suggesting.suggest(desk, text),
            owner=self,
            then=self._offer,
            latest="suggest",
        )

    def _offer(self, suggestions: tuple[Suggestion, ...], *, point_first: bool = False) -> None:
        lines = [(s.primary, s.secondary, s) for s in suggestions]
        self._field.offer(lines, point_first=point_first)

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        if suggestion.kind == "member":
            self.scan(suggestion.key)
            return
        if self._member is None:
            self._banner.say(
                _("“{title}”: who borrows it?").format(title=suggestion.primary),
                _("Scan the member's card first, then choose the title again."),
                tint="gold",
            )
            return
        card = self._member.card

        def work(desk: Desk) -> Turn:
            barcode = verbs.suggesting.copy_to_lend(desk, suggestion.key)
            slip = verbs.circulation.lend(desk, card, barcode)
            return desk_turn.read(desk, verbs.slips.Scanned(None, slip), card=card)

        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_answer,
            refused=lambda refusal: self._offer_hold(refusal, suggestion),
            touched={"loan"},
        )

    def _offer_hold(self, refusal: errors.Refusal, suggestion: Suggestion) -> None:
        if not isinstance(refusal, errors.CopyUnknown):
            self._refuse(refusal, suggestion.primary)
            return
        sounds.play("attention")
        button = Button(_("Reserve"), key="Ctrl+H", icon="clock")
        button.clicked.connect(lambda: self._reserve(suggestion))
        self._banner.say(
            _("No copy of “{title}” is on the shelf").format(title=suggestion.primary),
            _("Reserve it, and the desk says so when one comes back."),
            tint="gold",
            button=button,
        )
        self._field.take_focus()

    def _reserve(self, suggestion: Suggestion) -> None:
        member = self._member
        if member is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.holds.place(desk, member.card, suggestion.key),
            owner=self,
            then=lambda _hold: self._tell_reserved(suggestion.primary),
            refused=lambda refusal: self._refuse(refusal, ""),
            touched={"hold"},
        )

    def _tell_reserved(self, title: str) -> None:
        sounds.play("done")
        self._banner.say(
            _("“{title}” is reserved").format(title=title),
            _("It is set aside when it comes back. Ctrl D shows who waits."),
            tint="good",
        )
        self._field.take_focus()

    @Slot(object)
    def _follow_link(self, row: DeskRow) -> None:
        if row.act_id:
            self._undo(row.act_id)
        else:
            self._renew_one(row.barcode)

    # --- How it looks --------------------------------------------------------------------

    def _count_day(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.overview.day_counts(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._side.show_day,
            latest="day",
        )

    def _show_turn(self) -> None:
        done = {slip.barcode for slip in self._done}
        rows = [row_of_slip(slip, newest=i == 0) for i, slip in enumerate(self._done)]
        rows += [row_of_loan(line) for line in self._loans if line.barcode not in done]
        if self._is_narrow:
            rows = [with_number(row) for row in rows]
        self._rows.show_values(rows)
        at_desk = self._member is not None
        reads_here = self._asking_for.reads_here()
        self._notice.make_way(away=at_desk)
        self._renew_all.setVisible(at_desk)
        self._renew_all.setEnabled(bool(self._loans))
        self._harmed.setVisible(bool(rows))
        prints = self._may_print() and bool(self._receipt_card())
        self._side.offer_receipt(offered=prints and at_desk)
        # Without a member there is room for it below what came back.
        self._receipt.setVisible(prints and not at_desk)
        is_said = bool(self._banner.words())
        self._finish.setVisible(at_desk or bool(rows) or reads_here or is_said)
        hint = _("done reading here") if reads_here else _("done with this member")
        self._field.set_hint(hint if at_desk or reads_here else "")

    def _lay_out(self) -> None:
        work = Card(flush=True)
        work.body.addWidget(self._banner)
        work.body.addWidget(self._table, 1)
        foot = work.add_foot()
        for each in (self._renew_all, self._read_here, self._harmed, self._receipt):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self._finish)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(self._side)
        below.addWidget(work, 1)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addWidget(self._field)
        page.addLayout(self._asking_for.place)
        page.addWidget(self._notice)
        page.addLayout(below, 1)
        self.say_anew()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._field)

    def _connect(self) -> None:
        self._field.entered.connect(self._enter)
        self._field.repeated.connect(self._ignore_repeated)
        self._field.typed.connect(self._suggest)
        self._field.chosen.connect(self._choose)
        self._field.stepped_below.connect(self._step_into_rows)
        self._field.gather_from(self._table)
        self._finish.clicked.connect(self.finish)
        self._renew_all.clicked.connect(self._renew_everything)
        self._read_here.clicked.connect(self._read_here_mode)
        self._harmed.clicked.connect(self._ask_harm)
        self._receipt.clicked.connect(self._print_receipt)
        self._side.pay_wanted.connect(self._pay)
        self._side.receipt_wanted.connect(self._print_receipt)
        self._table.linked.connect(self._follow_link)
        self._table.chosen.connect(self._follow_link)
        self._asking_for.permitted.connect(self._permit)
        self._asking_for.harmed.connect(self._note_harm)
        self._asking_for.paid.connect(self._show_paid)
        self._asking_for.scanned.connect(self._take_strayed)
        self._asking_for.left.connect(self._come_back)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)

    @Slot()
    def _step_into_rows(self) -> None:
        """Go down from the empty box: Enter renews or takes back what is pointed at."""
        if self._rows.values():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._table.point_at(0)
