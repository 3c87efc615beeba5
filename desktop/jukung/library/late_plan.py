"""What a batch of paper slips means: each line read, found, and put on the timeline.

Nothing is written here. Stops are what cannot have happened as it was typed; notes
are what the desk would have refused, although it did happen: only keepers pass over
those, as only they permit exceptions, and for anybody else they are stops.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from jukung.domain import errors, lending, timeline, typed
from jukung.domain.errors import Refusal
from jukung.domain.kinds import BorrowerStatus, CopyStatus, SlipAct
from jukung.domain.typed import TypedSlip
from jukung.domain.workdays import Calendar
from jukung.library import closures, days, going_out, late_finding, numbers, rules, sanctions
from jukung.library.desk import Desk
from jukung.library.late_finding import FoundCard, Holder, KnownLoan, Piece
from jukung.library.permission import KEEPERS


@dataclass(slots=True)
class Line:
    """What is known of one slip; with `stop` it is not recorded."""

    place: int
    what: SlipAct
    card_lost_on: date | None = None
    day: date | None = None
    time: str | None = None
    holder: Holder | None = None
    piece: Piece | None = None
    stop: Refusal | None = None
    notes: list[Refusal] = field(default_factory=list)
    loan: int | None = None
    """The loan in the file that comes back or is renewed."""
    lent_line: int | None = None
    """The line of this batch that lent what comes back or is renewed."""
    due: lending.Due | None = None
    overdue_days: int = 0
    fine: int = 0
    stays_out: bool = False
    """Whether the copy is still out when every slip is recorded."""

    @property
    def passed_over(self) -> dict[str, list[str]]:
        """What the journal says besides: what the desk would have refused."""
        return {"passed_over": [note.code for note in self.notes]} if self.notes else {}

    @property
    def moment(self) -> timeline.Moment:
        """When it happened."""
        return timeline.Moment(self.day or date.max, self.time)


@dataclass(slots=True)
class _Running:
    """A loan as far as the batch has gone."""

    borrower: int | None
    lent_on: date
    due_on: date
    renewals: int
    rule: lending.Rule
    back_by: date | None = None
    until: date | None = None

    def is_out(self, day: date) -> bool:
        """Whether the copy was at home with somebody when a day ended."""
        return self.lent_on <= day and (self.until is None or self.until > day)


@dataclass(slots=True)
class _Batch:
    """A batch with what the file says of its copies and borrowers."""

    desk: Desk
    lines: list[Line]
    matrix: tuple[lending.Rule, ...]
    calendar: Calendar
    stays: dict[int, list[timeline.Stay]]
    loans: dict[int, _Running]
    at_home: dict[int, list[_Running]]
    lent: dict[int, _Running] = field(default_factory=dict)
    known: dict[int, Holder] = field(default_factory=dict)
    suspensions: dict[tuple[int, date], sanctions.Suspension | None] = field(default_factory=dict)


def plan(desk: Desk, slips: Sequence[TypedSlip]) -> list[Line]:
    """Read, find and check a batch as a whole; the lines come in the order of the slips."""
    pieces = late_finding.pieces(desk, {s.number for s in slips if s.number.strip()})
    cards = late_finding.cards(
        desk, {s.card for s in slips if s.card.strip() and s.what is SlipAct.lend}
    )
    lines = [Line(place, slip.what) for place, slip in enumerate(slips)]
    read = _days(desk, {slip.day for slip in slips if slip.day.strip()})
    above: date | None = None
    for line, slip in zip(lines, slips, strict=True):
        above = _read_day(line, slip.day, read, above)
        _read_time(line, slip.time)
        _find(desk, line, slip, pieces, cards)
    dated = [line.day for line in lines if line.day is not None]
    if dated:
        while _judge(desk, lines, min(dated), max(dated)):
            pass
    return lines


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines that can be recorded, as they happened."""
    # A line without a time follows the one above it, also where that one stays behind.
    order = timeline.in_order((line.place, line.moment) for line in lines)
    return [lines[place] for place in order if lines[place].stop is None]


def _days(desk: Desk, texts: Collection[str]) -> dict[str, date | Refusal]:
    """What each typed day means; most slips of a batch have the same few."""
    read: dict[str, date | Refusal] = {}
    today = days.trusted_today(desk)
    for text in texts:
        try:
            read[text] = days.true_day(desk, typed.read_day(text, today=today))
        except Refusal as refusal:
            read[text] = refusal
    return read


def _read_day(
    line: Line, text: str, read: Mapping[str, date | Refusal], above: date | None
) -> date | None:
    """Give a line its day; gives what the next line takes over."""
    if not text.strip():
        line.day = above
        line.stop = None if above else errors.SlipDayMissing()
        return above
    found = read[text]
    if isinstance(found, Refusal):
        line.stop = found
    else:
        line.day = found
    return line.day


def _read_time(line: Line, text: str) -> None:
    try:
        line.time = typed.read_time(text)
    except Refusal as refusal:
        line.stop = line.stop or refusal


def _find(
    desk: Desk,
    line: Line,
    slip: TypedSlip,
    pieces: dict[str, Piece],
    cards: dict[str, FoundCard],
) -> None:
    if slip.what is SlipAct.lend:
        if slip.card.strip():
            found = cards[slip.card]
            line.holder, line.card_lost_on = found.holder, found.lost_on
            line.stop = line.stop or found.refusal
        else:
            line.stop = line.stop or errors.SlipCardMissing()
    line.piece = pieces.get(slip.number)
    if line.piece is None:
        number = slip.number.strip()
        missing = numbers.unknown(desk, number) if number else errors.SlipNumberMissing()
        line.stop = line.stop or missing


def _judge(desk: Desk, lines: list[Line], first: date, last: date) -> bool:
    """Trace and weigh the lines; whether some were left to a keeper, and all begins anew."""
    before = [line.stop for line in lines]
    batch = _gather(desk, lines, first, last)
    _trace(batch)
    _weigh(batch)
    left = {
        line.place
        for line, stop in zip(lines, before, strict=True)
        if stop is None and isinstance(line.stop, errors.SlipForLibrarian)
    }
    if left:
        # What is left did not happen for the others: they are traced without it.
        for line, stop in zip(lines, before, strict=True):
            _forget_judgement(line, stop, is_left=line.place in left)
    return bool(left)


def _forget_judgement(line: Line, stop: Refusal | None, *, is_left: bool) -> None:
    line.loan = line.lent_line = line.due = None
    line.overdue_days = line.fine = 0
    line.stays_out = False
    if line.what is not SlipAct.lend:
        line.holder = None
    if not is_left:
        line.stop = stop
        line.notes = line.notes if isinstance(stop, errors.SlipForLibrarian) else []


def _is_left_to_keepers(batch: _Batch, line: Line) -> bool:
    """Whether the desk would have refused a line, so that only a keeper records it."""
    if line.notes and batch.desk.staff.role not in KEEPERS:
        line.stop = errors.SlipForLibrarian()
        return True
    return False


def _gather(desk: Desk, lines: list[Line], first: date, last: date) -> _Batch:
    pieces = {line.piece.row: line.piece for line in lines if line.piece}
    borrowers = {line.holder.row: line.holder for line in lines if line.holder}
    by_copy = late_finding.loans_of_copies(desk, pieces, first)
    by_borrower = late_finding.loans_of_borrowers(desk, borrowers, first)
    matrix = rules.in_force(desk)
    loans = {
        loan.row: _running(matrix, loan, pieces.get(loan.copy))
        for found in (*by_copy.values(), *by_borrower.values())
        for loan in found
    }
    earliest = min([first, *(loan.due_on for loan in loans.values())])
    ahead = timedelta(days=max(rule.days for rule in matrix))
    return _Batch(
        desk,
        lines,
        matrix,
        closures.calendar(desk, earliest, last + ahead),
        {copy: [loan.stay for loan in found] for copy, found in by_copy.items()},
        loans,
        {row: [loans[loan.row] for loan in found] for row, found in by_borrower.items()},
        known=borrowers,
    )


def _running(matrix: tuple[lending.Rule, ...], loan: KnownLoan, piece: Piece | None) -> _Running:
    rule = lending.choose_rule(matrix, borrower=loan.borrower_kind, collection=loan.collection_kind)
    return _Running(
        loan.borrower,
        loan.lent_on,
        loan.due_on,
        loan.renewals,
        rule,
        piece.back_by if piece else None,
        loan.returned_on,
    )


def _trace(batch: _Batch) -> None:
    """Put each copy's lines on its timeline, and stop what cannot have happened."""
    order = timeline.in_order((line.place, line.moment) for line in batch.lines)
    by_copy: dict[int, list[Line]] = {}
    for place in order:
        line = batch.lines[place]
        if line.piece is not None:
            by_copy.setdefault(line.piece.row, []).append(line)
    for copy, lines in by_copy.items():
        outcomes = timeline.trace(
            lines[0].piece.number if lines[0].piece else "",
            batch.stays.get(copy, ()),
            [_event(line) for line in lines],
            refused=[line.place for line in lines if line.stop is not None],
        )
        for place, outcome in outcomes.items():
            line = batch.lines[place]
            line.stop = line.stop or outcome.refusal
            line.loan, line.lent_line = outcome.loan, outcome.lent_line


def _event(line: Line) -> timeline.Event:
    borrower = line.holder.row if line.holder else None
    return timeline.Event(line.place, line.what, line.moment, borrower)


def _weigh(batch: _Batch) -> None:
    """Go along the lines as they happened: due days, fines, and what the desk would mind."""
    for line in in_order(batch.lines):
        if line.what is SlipAct.lend:
            _weigh_lending(batch, line)
        elif line.what is SlipAct.give_back:
            _weigh_return(batch, line)
        elif line.what is SlipAct.renew:
            _weigh_renewal(batch, line)
        elif line.piece is not None and line.piece.status is CopyStatus.withdrawn:
            line.notes.append(errors.CopyNotForLoan(line.piece.number, line.piece.status))
            _is_left_to_keepers(batch, line)
    for place, running in batch.lent.items():
        batch.lines[place].stays_out = running.until is None
    _mind_ready_shelf(batch)
    _name_holders(batch)


def _mind_ready_shelf(batch: _Batch) -> None:
    """Note copies that were taken home although they wait for somebody else."""
    out = [line for line in batch.lines if line.stays_out and line.piece and line.holder]
    aside = late_finding.set_aside(batch.desk, {line.piece.row for line in out if line.piece})
    for line in out:
        who = aside.get(line.piece.row) if line.piece else None
        if who is not None and line.piece and line.holder and who[0] != line.holder.row:
            line.notes.append(errors.CopyHeldForOther(line.piece.number, who[1]))
            _is_left_to_keepers(batch, line)


def _weigh_lending(batch: _Batch, line: Line) -> None:
    holder, piece, day = line.holder, line.piece, line.day
    if holder is None or piece is None or day is None:
        return
    rule = lending.choose_rule(batch.matrix, borrower=holder.kind, collection=piece.kind)
    standing = _standing(batch, holder, day)
    if line.card_lost_on is not None and line.card_lost_on <= day:
        line.notes.append(errors.CardLost(holder.card))
    _try(line, lambda: lending.check_standing(standing, day))
    _try(line, lambda: lending.check_copy(piece.number, piece.status))
    _try(line, lambda: lending.check_way_home(piece.number, back_by=piece.back_by, on=day))
    _try(line, lambda: lending.check_rule(rule, standing, piece.number))
    _try(
        line,
        lambda: going_out.refuse_if_not(
            batch.desk, title_row=piece.title_row, copy_row=piece.row, borrower_row=holder.row
        ),
    )
    if _is_left_to_keepers(batch, line):
        return
    line.due = lending.due(
        rule,
        day,
        calendar=batch.calendar,
        until_on=_until(holder, day),
        back_by=piece.back_by,
    )
    running = _Running(holder.row, day, line.due.on, 0, rule, piece.back_by)
    batch.lent[line.place] = running
    batch.at_home.setdefault(holder.row, []).append(running)


def _weigh_return(batch: _Batch, line: Line) -> None:
    running, day = _target(batch, line), line.day
    if running is None or day is None:
        return
    running.until = day
    line.overdue_days = max(0, (day - running.due_on).days)
    if running.borrower is not None:
        line.fine = lending.fine(
            running.rule, due_on=running.due_on, returned_on=day, calendar=batch.calendar
        )


def _weigh_renewal(batch: _Batch, line: Line) -> None:
    running, piece, day = _target(batch, line), line.piece, line.day
    if running is None or piece is None or day is None:
        return
    holder = _holder(batch, running.borrower)
    if holder is not None:
        _try(line, lambda: lending.check_standing(_standing(batch, holder, day), day))
    _try(line, lambda: lending.check_way_home(piece.number, back_by=running.back_by, on=day))
    _try(
        line,
        lambda: going_out.refuse_if_not(
            batch.desk, title_row=piece.title_row, copy_row=piece.row, borrower_row=None
        ),
    )
    _try(
        line,
        lambda: lending.check_renewal(
            running.rule,
            barcode=piece.number,
            renewals=running.renewals,
            due_on=running.due_on,
            on=day,
        ),
    )
    if _is_left_to_keepers(batch, line):
        return
    line.due = lending.renewed_due(
        running.rule,
        due_on=running.due_on,
        on=day,
        calendar=batch.calendar,
        until_on=_until(holder, day) if holder else None,
        back_by=running.back_by,
    )
    running.due_on = line.due.on
    running.renewals += 1


def _target(batch: _Batch, line: Line) -> _Running | None:
    if line.lent_line is not None:
        return batch.lent.get(line.lent_line)
    return batch.loans.get(line.loan) if line.loan is not None else None


def _standing(batch: _Batch, holder: Holder, day: date) -> lending.Standing:
    """How the borrower stood on that day, the lines before this one included."""
    out = [r for r in batch.at_home.get(holder.row, ()) if r.is_out(day)]
    status, until = _status(batch, holder, day)
    return lending.Standing(
        holder.card,
        holder.kind,
        status,
        holder.until_on,
        len(out),
        sum(running.due_on < day for running in out),
        until,
    )


def _status(batch: _Batch, holder: Holder, day: date) -> tuple[BorrowerStatus, date | None]:
    gone = holder.status is BorrowerStatus.left
    if gone and (holder.left_on is None or holder.left_on <= day):
        return BorrowerStatus.left, None
    key = (holder.row, day)
    if key not in batch.suspensions:
        batch.suspensions[key] = sanctions.suspended(batch.desk, *key)
    found = batch.suspensions[key]
    return (BorrowerStatus.suspended, found.until_on) if found else (BorrowerStatus.active, None)


def _holder(batch: _Batch, row: int | None) -> Holder | None:
    if row is None:
        return None
    if row not in batch.known:
        batch.known |= late_finding.holders(batch.desk, {row})
    return batch.known[row]


def _name_holders(batch: _Batch) -> None:
    """Say who brought a copy back, or had it renewed."""
    targets = {
        line.place: running.borrower
        for line in batch.lines
        if line.stop is None and (running := _target(batch, line)) and running.borrower is not None
    }
    missing = {row for row in targets.values() if row not in batch.known}
    batch.known |= late_finding.holders(batch.desk, missing)
    for place, row in targets.items():
        batch.lines[place].holder = batch.known[row]


def _until(holder: Holder, day: date) -> date | None:
    """The membership's end, where it had not passed before the day of the slip."""
    return holder.until_on if holder.until_on is not None and holder.until_on >= day else None


def _try(line: Line, check: Callable[[], None]) -> None:
    try:
        check()
    except Refusal as refusal:
        line.notes.append(refusal)
