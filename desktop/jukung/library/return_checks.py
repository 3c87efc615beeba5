"""Looking through what came back: clean, damaged, something hidden, something written."""

from dataclasses import dataclass

from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CopyStatus, ReturnFound, Role
from jukung.library import at_desk, journal, loans, round_changes, round_views
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.round_changes import run
from jukung.store.tables import Copy, JournalAct

_LAST_BACK = text("""
SELECT l.row, l.id, k.found, k.note, k.act FROM loan l LEFT JOIN return_check k ON k.loan = l.row
WHERE l.copy = :copy AND l.cancel_act IS NULL AND l.returned_on IS NOT NULL
ORDER BY l.row DESC LIMIT 1
""")
_PUT = text("""
INSERT INTO return_check (loan, found, note, act) VALUES (:loan, :found, :note, :act)
ON CONFLICT (loan) DO UPDATE SET found = :found, note = :note, act = :act
""")
_NOW = text("SELECT act, note FROM return_check WHERE loan = :loan")
_REMOVE = text("DELETE FROM return_check WHERE loan = :loan")


@dataclass(frozen=True, slots=True)
class Checked:
    """What looking through a copy found."""

    act_id: str
    barcode: str
    title: str
    found: ReturnFound


@allowed(DESK)
def check(desk: Desk, barcode: str, found: ReturnFound, *, note: str = "") -> Checked:
    """Write what looking through a returned copy found; a damaged one goes to repair.

    Refuses CopyUnknown, CopyNotReturned; NotAllowed for a note from an aide, who might
    write a name.
    """
    if note.strip() and desk.staff.role is Role.aide:
        raise errors.NotAllowed(desk.staff.role)
    copy = at_desk.copy_with(desk, barcode)
    if copy.loan is not None:
        raise errors.CopyNotReturned(copy.number)
    harmed = found is ReturnFound.damaged and copy.status is CopyStatus.available
    after = CopyStatus.repair if harmed else copy.status
    act = _write(desk, [copy.number], found, note.strip(), after=after)
    return Checked(act.id, copy.number, copy.title, found)


@allowed(DESK)
def check_rest(desk: Desk, round_id: str) -> str:
    """Write that all of a round that waits was looked through and nothing found; gives the act.

    Refuses RoundUnknown, TrolleyEmpty.
    """
    waiting = round_views.view(desk, round_changes.of_id(desk, round_id)).unchecked
    if not waiting:
        raise errors.TrolleyEmpty
    return _write(desk, [copy.barcode for copy in waiting], ReturnFound.clean, "").id


def undo_check(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take looking through back; refuses CannotUndo("edited") where it was done again since."""
    facts = journal.facts_of(act)
    number = title = ""
    for loan, found, before in facts["checks"]:
        now = run(desk, _NOW, loan=loan).first()
        if now is None or now[0] != act.row:
            raise errors.CannotUndo("edited")
        if found is None:
            run(desk, _REMOVE, loan=loan)
        else:
            run(desk, _PUT, loan=loan, found=found, note="", act=before)
    for copy_id, was, after in facts["statuses"]:
        copy = desk.session.get_one(Copy, copy_id)
        number = copy.number
        if copy.status is CopyStatus(after):
            note = loans.note_before(desk, act, copy.row)
            loans.set_status(desk, copy.row, CopyStatus(was), note)
    journal.note(desk, undoing, "take_back", noun="return_check", noun_id=act.id)
    return number, title, ""


def _write(
    desk: Desk,
    numbers: list[str],
    found: ReturnFound,
    note: str,
    *,
    after: CopyStatus | None = None,
) -> JournalAct:
    copies = [at_desk.copy_with(desk, number) for number in numbers]
    checks = []
    for copy in copies:
        last = run(desk, _LAST_BACK, copy=copy.row).first()
        if last is None:
            raise errors.CopyNotReturned(copy.number)
        checks.append(last)
    changed = [
        [copy.row, str(copy.status), str(after)]
        for copy in copies
        if after is not None and after is not copy.status
    ]
    facts = {"checks": [[c[0], c[2], c[4]] for c in checks], "statuses": changed}
    act = journal.begin(desk, ActKind.check_return, facts=facts)
    for copy, (loan, loan_id, *_before) in zip(copies, checks, strict=True):
        run(desk, _PUT, loan=loan, found=found, note=note, act=act.row)
        detail = {"copy": copy.number, "found": found, "note": note}
        if after is not None and after is not copy.status:
            detail["note_was"] = copy.condition_note
            loans.set_status(desk, copy.row, after, note or copy.condition_note)
        journal.note(desk, act, "check", noun="loan", noun_id=loan_id, detail=detail)
    return act
