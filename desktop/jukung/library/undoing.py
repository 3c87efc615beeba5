"""Taking acts back: a new act each time, and nothing is torn out of the journal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, desc, func, select, text
from sqlalchemy.orm import aliased
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyStatus, LoanEnding, Role
from jukung.library import (
    activity_undoing,
    blank_numbers,
    box_undoing,
    clearances,
    closures,
    cooperations,
    copy_undoing,
    corners,
    covers,
    figure_notes,
    forgetting,
    holds,
    identities,
    in_house,
    issues,
    journal,
    late_writing,
    ledger,
    letters,
    loans,
    members,
    merging,
    moves,
    opening,
    permissions_asked,
    return_checks,
    roster,
    round_changes,
    rounds,
    rules,
    run_lines,
    running_again,
    sanctions,
    screening,
    serials,
    services,
    stocktake_counting,
    stocktake_deciding,
    stocktakes,
    title_changes,
    title_merging,
    title_packs,
    traits,
    visit_corrections,
    withdrawals,
)
from jukung.library import bin as title_bin
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store import desk_statements
from jukung.store.tables import (
    Borrower,
    Copy,
    CopyNumber,
    DueMove,
    JournalAct,
    JournalEntry,
    Loan,
    Renewal,
    Title,
)

_DAY_MOST = 20_000


_USES = text("""
SELECT EXISTS (SELECT 1 FROM loan WHERE copy = :copy AND act <> :act)
  OR EXISTS (SELECT 1 FROM copy WHERE title = :title AND row <> :copy)
  OR EXISTS (SELECT 1 FROM hold WHERE title = :title)
  OR EXISTS (SELECT 1 FROM in_house_use WHERE copy = :copy)
  OR EXISTS (SELECT 1 FROM title WHERE row = :title AND act <> :act)
  OR EXISTS (SELECT 1 FROM title WHERE merged_into = :title)
  OR EXISTS (SELECT 1 FROM loan l JOIN due_move m ON m.loan = l.row WHERE l.copy = :copy)
  OR EXISTS (SELECT 1 FROM loan l JOIN renewal r ON r.loan = l.row WHERE l.copy = :copy)
  OR EXISTS (SELECT 1 FROM loan l JOIN ledger g ON g.loan = l.row WHERE l.copy = :copy)
""")


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    act_id: str
    undone_act_id: str
    kind: ActKind
    barcode: str
    title: str
    card: str


@allowed(DESK)
def undo_last(desk: Desk, *, kinds: frozenset[ActKind] | None = None) -> Undone:
    """Take back the latest act of today that still stands; of an aide, the latest own one.

    Yesterday's acts are taken back only by name: nobody remembers them at a key press.
    Refuses NothingToUndo, CannotUndo.
    """
    # The ready shelf is tidied without anybody's key press, and names are the vault's;
    # the catalogue takes its own acts back where it shows them, not at the desk's key.
    wanted = kinds or frozenset(_WAYS) - _BY_NAME_ONLY
    later = aliased(JournalAct)
    newest = select(func.max(col(JournalAct.row))).scalar_subquery()
    # What somebody else did meanwhile must not keep an aide from undoing the own slip.
    own = [col(JournalAct.staff) == desk.staff.row] if desk.staff.role is Role.aide else []
    found = desk.session.scalars(
        select(JournalAct)
        .where(
            *own,
            col(JournalAct.kind).in_([str(kind) for kind in wanted]),
            ~select(col(later.row)).where(col(later.undoes) == col(JournalAct.row)).exists(),
            col(JournalAct.at) >= _midnight(desk),
            # No day has more acts; without this a morning's first look walks through all.
            col(JournalAct.row) > newest - _DAY_MOST,
        )
        .order_by(desc(col(JournalAct.row)))
        .limit(1)
    ).first()
    if found is None:
        raise errors.NothingToUndo
    return _undo(desk, found)


@allowed(DESK)
def undo(desk: Desk, act_id: str) -> Undone:
    """Take back one act of the desk; refuses NothingToUndo, CannotUndo."""
    found = desk.session.scalars(select(JournalAct).where(col(JournalAct.id) == act_id)).first()
    if found is None or found.kind not in _WAYS or is_undone(desk, found):
        raise errors.NothingToUndo
    return _undo(desk, found)


def _midnight(desk: Desk) -> datetime:
    return desk.local_now.replace(hour=0, minute=0, second=0, microsecond=0)


def is_undone(desk: Desk, act: JournalAct) -> bool:
    """Whether an act was already taken back."""
    later = select(col(JournalAct.row)).where(col(JournalAct.undoes) == act.row)
    return desk.session.execute(later).first() is not None


def _undo(desk: Desk, act: JournalAct) -> Undone:
    if desk.staff.role is Role.aide and act.staff != desk.staff.row:
        raise errors.NotAllowed(desk.staff.role)
    if act.kind in _DECISIONS and desk.staff.role not in KEEPERS:
        raise errors.NotAllowed(desk.staff.role)
    forgetting.refuse_forgotten(desk, act)
    undoing = journal.begin(
        desk, ActKind.undo, on=act.on_day, undoes=act.row, facts={"kind": act.kind}
    )
    kind = ActKind(act.kind)
    said = _WAYS[kind](desk, act, undoing)
    journal.note(desk, undoing, "undo", noun="act", noun_id=act.id)
    return Undone(undoing.id, act.id, kind, *said)


def _unlend_unknown(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    said = _unlend(desk, act, undoing)
    _unregister(desk, act)
    return said


def _unregister(desk: Desk, act: JournalAct) -> None:
    """Take a copy and title out again that one line registered, while nothing rests on them."""
    copy = desk.session.scalars(select(Copy).where(col(Copy.act) == act.row)).first()
    if copy is None or _is_used(desk, copy):
        return
    title = copy.title
    loan = desk.session.scalars(select(Loan).where(col(Loan.act) == act.row)).one()
    desk.session.delete(loan)
    desk.session.flush()
    desk.session.execute(delete(CopyNumber).where(col(CopyNumber.copy_row) == copy.row))
    desk.session.execute(delete(Copy).where(col(Copy.row) == copy.row))
    desk.session.execute(delete(Title).where(col(Title.row) == title, col(Title.act) == act.row))


def _is_used(desk: Desk, copy: Copy) -> bool:
    """Whether anything besides the loan of its registering knows a copy or its title."""
    found = desk.session.execute(
        _USES, {"copy": copy.row, "title": copy.title, "act": copy.act}
    ).scalar_one()
    return bool(found)


def _unlend(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    loan = desk.session.scalars(select(Loan).where(col(Loan.act) == act.row)).one()
    if loan.returned_on is not None:
        raise errors.CannotUndo("returned")
    if loan.renewals:
        raise errors.CannotUndo("renewed")
    loan.cancel_act = undoing.row
    desk.session.add(loan)
    desk.session.flush()
    permissions_asked.undo_use(desk, act, undoing)
    holds.undo_of(desk, act, undoing)
    return _words(desk, loan)


def _unreturn(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    loan = desk.session.scalars(select(Loan).where(col(Loan.return_act) == act.row)).one()
    _refuse_if_lent_since(desk, loan)
    running_again.refuse_if_not(desk, loan)
    holds.undo_of(desk, act, undoing)
    ledger.undo_of(desk, act, undoing)
    loan.returned_on = loan.returned_time = loan.return_act = None
    was_damaged, loan.ending = loan.ending, LoanEnding.returned
    desk.session.add(loan)
    desk.session.flush()
    _give_status_back(desk, act, loan.copy_row, ending=was_damaged)
    stocktake_deciding.forget_return(desk, act)
    return _words(desk, loan)


def _refuse_if_lent_since(desk: Desk, loan: Loan) -> None:
    """A copy that went out again cannot still be with whom it was before."""
    since = desk_statements.first(
        desk.session,
        desk_statements.LENT_SINCE,
        loan.copy_row,
        loan.row,
        loan.lent_on.isoformat(),
    )
    if since is not None:
        raise errors.CannotUndo("lent_again")


def _give_status_back(desk: Desk, act: JournalAct, copy_row: int, *, ending: LoanEnding) -> None:
    """Give a copy its status and note of before the act, unless somebody changed it since.

    Refuses CannotUndo for one that somebody misses since.
    """
    copy = desk.session.get_one(Copy, copy_row)
    # An act that changed nothing of the copy says nothing of it.
    was = journal.facts_of(act).get("copy_status")
    if was is not None and copy.status is loans.status_after(CopyStatus(was), ending):
        note = loans.note_before(desk, act, copy_row)
        loans.set_status(desk, copy_row, CopyStatus(was), note)
    elif copy.status is CopyStatus.missing and ending is not LoanEnding.lost:
        # Nobody misses what is on loan.
        raise errors.CannotUndo("changed")


def _unfind(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    copy, title = desk.session.execute(
        select(Copy, col(Title.title))
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Copy.id))
        .join(Title, col(Title.row) == col(Copy.title))
        .where(col(JournalEntry.act) == act.row)
    ).one()
    # Out again by a new loan, or because its losing was taken back.
    lent = select(col(Loan.row)).where(
        col(Loan.copy_row) == copy.row,
        (col(Loan.act) > act.row) | col(Loan.returned_on).is_(None),
        col(Loan.cancel_act).is_(None),
    )
    if desk.session.execute(lent.limit(1)).first() is not None:
        raise errors.CannotUndo("lent_again")
    if copy.status is not CopyStatus.available:
        raise errors.CannotUndo("changed")
    holds.undo_of(desk, act, undoing)
    loans.set_status(desk, copy.row, CopyStatus.missing, copy.condition_note)
    return copy.number, str(title), ""


def _unrenew(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    renewal = desk.session.scalars(select(Renewal).where(col(Renewal.act) == act.row)).one()
    loan = desk.session.get_one(Loan, renewal.loan)
    if loan.returned_on is not None:
        raise errors.CannotUndo("returned")
    if loan.due_on != renewal.due_after or _was_renewed_since(desk, renewal):
        moved = select(col(DueMove.row)).where(
            col(DueMove.loan) == loan.row,
            col(DueMove.act) > act.row,
            col(DueMove.cancel_act).is_(None),
        )
        is_moved = desk.session.execute(moved.limit(1)).first() is not None
        raise errors.CannotUndo("moved" if is_moved else "renewed")
    loan.due_on = renewal.due_before
    loan.renewals -= 1
    renewal.cancel_act = undoing.row
    desk.session.add(loan)
    desk.session.add(renewal)
    return _words(desk, loan)


def _was_renewed_since(desk: Desk, renewal: Renewal) -> bool:
    # A later renewal may have left the due day as it was, when something cut it short.
    later = select(col(Renewal.row)).where(
        col(Renewal.loan) == renewal.loan,
        col(Renewal.row) > renewal.row,
        col(Renewal.cancel_act).is_(None),
    )
    return desk.session.execute(later.limit(1)).first() is not None


def _words(desk: Desk, loan: Loan) -> tuple[str, str, str]:
    copy = desk.session.get_one(Copy, loan.copy_row)
    title = desk.session.get_one(Title, loan.title)
    borrower = desk.session.get(Borrower, loan.borrower) if loan.borrower else None
    return copy.number, title.title, borrower.card if borrower else ""


_BY_NAME_ONLY = frozenset(
    {ActKind.sweep_holds, ActKind.keep_identity, ActKind.add_copies, ActKind.edit_copy}
)

# What only a keeper may do, only a keeper takes back.
_DECISIONS = frozenset(
    {
        ActKind.screen_titles,
        ActKind.edit_traits,
        ActKind.waive,
        ActKind.sanction,
        ActKind.lift_sanction,
        ActKind.move_dues,
        ActKind.edit_calendar,
        ActKind.edit_rules,
        ActKind.merge_members,
        ActKind.edit_services,
        ActKind.note_figure,
        ActKind.keep_identity,
        ActKind.edit_places,
        ActKind.move_residents,
        ActKind.open_clearance,
        ActKind.close_clearance,
        ActKind.write_off,
        ActKind.decide_stocktake,
        ActKind.withdraw_copies,
        ActKind.drop_pack,
    }
)

_WAYS: dict[ActKind, Callable[[Desk, JournalAct, JournalAct], tuple[str, str, str]]] = {
    ActKind.screen_titles: screening.undo_screening,
    ActKind.edit_traits: traits.undo_mark,
    ActKind.ask_permission: permissions_asked.undo_ask,
    ActKind.lend: _unlend,
    ActKind.lend_unknown: _unlend_unknown,
    ActKind.give_back: _unreturn,
    ActKind.permit: _unlend,
    ActKind.lose: _unreturn,
    ActKind.renew: _unrenew,
    ActKind.late_entry: late_writing.undo_late_entry,
    ActKind.find_copy: _unfind,
    ActKind.use_in_house: in_house.undo_use,
    ActKind.place_hold: holds.undo_place,
    ActKind.cancel_hold: holds.undo_cancel,
    ActKind.sweep_holds: holds.undo_sweep,
    ActKind.record_visits: visit_corrections.undo_visits,
    ActKind.correct_hours: opening.undo_hours,
    ActKind.record_activity: activity_undoing.undo_record,
    ActKind.edit_activity: activity_undoing.undo_edit,
    ActKind.record_cooperation: cooperations.undo_record,
    ActKind.edit_services: services.undo_save,
    ActKind.note_figure: figure_notes.undo_note,
    ActKind.renew_membership: members.undo_renewal,
    ActKind.merge_members: merging.undo_merge,
    ActKind.register_members: roster.undo_many,
    ActKind.edit_rules: rules.undo_edit,
    ActKind.edit_calendar: closures.undo_edit,
    ActKind.move_dues: closures.undo_move,
    ActKind.charge: ledger.undo_charge,
    ActKind.pay: ledger.undo_settlement,
    ActKind.waive: ledger.undo_settlement,
    ActKind.sanction: sanctions.undo_impose,
    ActKind.lift_sanction: sanctions.undo_lift,
    ActKind.print_labels: run_lines.undo_printed,
    ActKind.reserve_numbers: blank_numbers.undo_reserve,
    ActKind.drop_numbers: blank_numbers.undo_drop,
    ActKind.bind_number: blank_numbers.undo_bind,
    ActKind.write_letter: letters.undo_write,
    ActKind.receive_box: box_undoing.undo_receive,
    ActKind.return_box: box_undoing.undo_return,
    ActKind.plan_round: rounds.undo_plan,
    ActKind.go_round: round_changes.undo_go,
    ActKind.hand_over: round_changes.undo_go,
    ActKind.check_return: return_checks.undo_check,
    ActKind.keep_identity: identities.undo_keep,
    ActKind.edit_places: corners.undo_edit,
    ActKind.move_residents: moves.undo_record,
    ActKind.open_clearance: clearances.undo_open,
    ActKind.close_clearance: clearances.undo_close,
    ActKind.write_off: clearances.undo_write_off,
    ActKind.add_copies: copy_undoing.undo_add,
    ActKind.edit_copy: copy_undoing.undo_edit,
    ActKind.edit_title: title_changes.undo_changes,
    ActKind.edit_titles: title_changes.undo_changes,
    ActKind.merge_names: title_changes.undo_changes,
    ActKind.merge_titles: title_merging.undo_merge,
    ActKind.bin_title: title_bin.undo_bin,
    ActKind.keep_cover: covers.undo_cover,
    ActKind.keep_pack: title_packs.undo_keep,
    ActKind.drop_pack: title_packs.undo_drop,
    ActKind.begin_stocktake: stocktakes.undo_begin,
    ActKind.count_copies: stocktake_counting.undo_count,
    ActKind.end_stocktake: stocktakes.undo_end,
    ActKind.reopen_stocktake: stocktakes.undo_reopen,
    ActKind.decide_stocktake: stocktake_deciding.undo_decision,
    ActKind.withdraw_copies: withdrawals.undo_withdraw,
    ActKind.edit_serial: serials.undo_edit,
    ActKind.record_issues: issues.undo_record,
}
