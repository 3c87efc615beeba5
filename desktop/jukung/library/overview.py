"""What the desk shows besides its acts: what somebody has at home, and the day so far."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import lending
from jukung.domain.kinds import CollectionKind
from jukung.library import days, numbers, rules, visits
from jukung.library.desk import Desk
from jukung.library.members import MemberView
from jukung.library.permission import DESK, allowed
from jukung.library.slips import DayCounts, LoanLine
from jukung.store import desk_statements
from jukung.store.tables import Copy, Loan, Title


@allowed(DESK)
def loans_of(desk: Desk, card: str) -> tuple[LoanLine, ...]:
    """What a borrower has at home, the longest out first; refuses MemberUnknown."""
    row = numbers.borrower_of(desk, card)
    found = desk.session.execute(
        select(
            col(Loan.id),
            col(Copy.number),
            col(Title.title),
            col(Title.people),
            col(Copy.call_number),
            col(Loan.lent_on),
            col(Loan.due_on),
            col(Loan.renewals),
        )
        .join(Copy, col(Copy.row) == col(Loan.copy_row))
        .join(Title, col(Title.row) == col(Loan.title))
        .where(
            col(Loan.borrower) == row,
            col(Loan.returned_on).is_(None),
            col(Loan.cancel_act).is_(None),
        )
        .order_by(col(Loan.due_on), col(Loan.row))
    )
    today = days.trusted_today(desk)
    return tuple(LoanLine(*[*line, max(0, (today - line[6]).days)]) for line in found)


@allowed(DESK)
def limit_for(desk: Desk, member: MemberView) -> int:
    """How many copies the rules let this borrower have at once, at best."""
    chosen = (
        lending.choose_rule(rules.in_force(desk), borrower=member.kind, collection=kind)
        for kind in CollectionKind
    )
    return max((rule.copies for rule in chosen if rule.may_leave), default=0)


@allowed(DESK)
def day_counts(desk: Desk) -> DayCounts:
    """What happened today, what is due tomorrow, and what waits on the ready shelf."""
    today = days.trusted_today(desk)
    tomorrow = today + timedelta(days=1)
    lent, returned, due_tomorrow, in_house, ready = desk_statements.one(
        desk.session, desk_statements.DAY_COUNTS, today.isoformat(), tomorrow.isoformat()
    )
    return DayCounts(
        lent=lent,
        returned=returned,
        visits=visits.count_of_day(desk, today),
        due_tomorrow=due_tomorrow,
        in_house=in_house,
        holds_ready=ready,
    )
