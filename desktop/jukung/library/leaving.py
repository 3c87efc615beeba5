"""Somebody leaves, comes back, asks what is kept of them, or wants it erased.

What a person borrowed is forgotten, that somebody borrowed stays: the figures of every
month are the same before and after (UU 27/2022 on personal data; ISO 2789 on figures).
"""

import json
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlmodel import col

from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind, BorrowerKind, BorrowerStatus
from jukung.library import (
    aides,
    clearances,
    days,
    forgetting,
    holds,
    identities,
    journal,
    ledger,
    members,
    moves,
    permissions_asked,
    round_forgetting,
)
from jukung.library.desk import COPIES_GO, INDEX_REBUILT, WORDS_GONE, Desk
from jukung.library.forgetting import of_rows
from jukung.library.members import MemberView
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import (
    Borrower,
    CardNumber,
    Hold,
    JournalAct,
    PaperSlip,
    Person,
    Photo,
    Visit,
)

# A record that was merged into another is the same person.
_SAME_PERSON = text("""
WITH RECURSIVE same (row) AS (
  SELECT :row UNION SELECT b.row FROM borrower b JOIN same s ON b.merged_into = s.row
) SELECT row FROM same
""")
_LOANS_OF = of_rows(
    "SELECT row FROM loan WHERE borrower IN :rows "
    "AND (returned_on IS NOT NULL OR cancel_act IS NOT NULL)"
)
_WORDS_ABOUT = of_rows("""
DELETE FROM journal_detail WHERE seq IN (
  SELECT e.seq FROM journal_entry e WHERE e.noun_id IN (
    SELECT id FROM borrower WHERE row IN :rows
    UNION SELECT p.id FROM person p JOIN borrower b ON b.person = p.row WHERE b.row IN :rows
    UNION SELECT id FROM hold WHERE borrower IN :rows
    UNION SELECT id FROM ledger WHERE borrower IN :rows
    UNION SELECT id FROM sanction WHERE borrower IN :rows
    UNION SELECT id FROM letter WHERE borrower IN :rows
    UNION SELECT id FROM visit WHERE borrower IN :rows))
""")
_HOLD_WORDS = of_rows("""
DELETE FROM journal_detail WHERE seq IN (
  SELECT e.seq FROM journal_entry e WHERE e.noun = 'hold'
    AND e.noun_id IN (SELECT id FROM hold WHERE borrower IN :rows))
""")
# Some entries name a card or a person although they are of another thing, such as a merge.
_WORDS_WITH = text(
    "DELETE FROM journal_detail WHERE EXISTS "
    "(SELECT 1 FROM json_each(:quoted) q WHERE instr(detail, q.value))"
)
# While two were one, what was said of the other names this person too.
_WORDS_WHILE_ONE = of_rows("""
DELETE FROM journal_detail WHERE seq IN (
  SELECT later.seq FROM journal_entry e
  JOIN journal_detail d ON d.seq = e.seq
  JOIN journal_entry later ON later.seq >= e.seq
    AND later.noun_id = json_extract(d.detail, '$.into')
  WHERE e.verb = 'merge' AND e.noun_id IN (SELECT id FROM borrower WHERE row IN :rows))
""")
_FORGET_MONEY = of_rows("UPDATE ledger SET borrower = NULL, reason = '' WHERE borrower IN :rows")
_FORGET_REASONS = of_rows("UPDATE sanction SET reason = '' WHERE borrower IN :rows")
_FORGET_LETTERS = of_rows("UPDATE letter SET borrower = NULL WHERE borrower IN :rows")
_WARDS = of_rows("UPDATE borrower SET guardian = NULL WHERE guardian IN :rows")


@allowed(STAFF)
def leave(desk: Desk, member_id: str) -> MemberView:
    """Let somebody leave: nothing can be borrowed, and what was borrowed is forgotten.

    Open holds end. A resident has left by a clearance before, and is forgotten by this.
    Refuses MemberUnknown, LeavesByClearance, MemberHasLoans, MemberOwes.
    """
    borrower = members.row_of(desk, member_id)
    _refuse_uncleared(desk, borrower)
    same = _may_go(desk, borrower)
    act = journal.begin(desk, ActKind.member_leaves)
    _forget_reading(desk, act, same)
    _say_left(desk, act, borrower)
    journal.note(desk, act, "leave", noun="borrower", noun_id=borrower.id)
    return members.view(desk, borrower.row)


@allowed(STAFF)
def come_back(desk: Desk, member_id: str) -> MemberView:
    """Let somebody who left borrow again; refuses MemberUnknown, BackByState for a resident."""
    borrower = members.row_of(desk, member_id)
    if _is_resident(desk, borrower):
        raise errors.BackByState(borrower.card)
    act = journal.begin(desk, ActKind.edit_member)
    borrower.status, borrower.left_on = BorrowerStatus.active, None
    desk.session.add(borrower)
    desk.session.flush()
    journal.note(desk, act, "come_back", noun="borrower", noun_id=borrower.id)
    return members.view(desk, borrower.row)


@allowed(KEEPERS)
def erase(desk: Desk, member_id: str) -> str:
    """Erase a person; an empty shell stays, so that no month's figures change.

    Gives the card that nobody has any more. Backups written before still have the person.
    Refuses MemberUnknown, LeavesByClearance, MemberHasLoans, MemberOwes.
    """
    borrower = members.row_of(desk, member_id)
    _refuse_uncleared(desk, borrower)
    card = borrower.card
    same = _may_go(desk, borrower)
    act = journal.begin(desk, ActKind.erase_member)
    _forget_reading(desk, act, same)
    cards = _cards_of(desk, same)
    ids = desk.session.scalars(select(col(Borrower.id)).where(col(Borrower.row).in_(same)))
    quoted = [f'"{number}"' for number in {*cards, card}] + [f'"into": "{one}"' for one in ids]
    for statement in (
        _WORDS_WHILE_ONE,
        _WORDS_ABOUT,
        _FORGET_MONEY,
        _FORGET_REASONS,
        _FORGET_LETTERS,
        _WARDS,
    ):
        _run(desk, statement, same)
    _say(desk, _WORDS_WITH, quoted=json.dumps(quoted))
    identities.forget_identities(desk, same)
    moves.forget_moves(desk, same)
    _empty(desk, borrower, same)
    journal.note(desk, act, "erase", noun="borrower", noun_id=borrower.id)
    return card


def same_person(desk: Desk, borrower: int) -> list[int]:
    """The rows of one person: their own, and those that were merged into it."""
    desk.session.flush()
    return [int(row[0]) for row in _say(desk, _SAME_PERSON, row=borrower)]


def _is_resident(desk: Desk, borrower: Borrower) -> bool:
    return desk.profile.is_prison and borrower.kind is BorrowerKind.resident


def _refuse_uncleared(desk: Desk, borrower: Borrower) -> None:
    """A resident who leaves has a clearance, and nothing goes past it."""
    if not _is_resident(desk, borrower):
        return
    same = same_person(desk, borrower.row)
    has_left = borrower.status is BorrowerStatus.left
    if not has_left or any(clearances.is_open(desk, row) for row in same):
        raise errors.LeavesByClearance(borrower.card)


def _may_go(desk: Desk, borrower: Borrower) -> list[int]:
    view = members.view(desk, borrower.row)
    if view.open_count:
        raise errors.MemberHasLoans(view.card, view.open_count)
    owed = ledger.owed_by(desk, borrower.row)
    if owed > 0:
        raise errors.MemberOwes(view.card, owed)
    return same_person(desk, borrower.row)


def _forget_reading(desk: Desk, act: JournalAct, same: list[int]) -> None:
    """Forget which titles somebody borrowed, waited for or asked for on paper."""
    for borrower in same:
        holds.end_all(desk, act, borrower=borrower)
    loans = [int(row[0]) for row in _run(desk, _LOANS_OF, same)]
    forgetting.forget_these(desk, loans)
    _run(desk, _HOLD_WORDS, same)
    permissions_asked.forget_of(desk, same)
    round_forgetting.forget_of(desk, same)
    session = desk.session
    session.execute(delete(Hold).where(col(Hold.borrower).in_(same)))
    session.execute(update(Visit).where(col(Visit.borrower).in_(same)).values(borrower=None))
    _blank_slips(desk, same)
    session.info[WORDS_GONE] = True
    session.expire_all()


def _blank_slips(desk: Desk, same: list[int]) -> None:
    """Take cards and names of a person from slips, those that still wait included."""
    cards = {codes.bare(card) for card in _cards_of(desk, same)}
    names = _names_of(desk, same)

    def is_theirs(typed: str) -> bool:
        said = members.folded_name(typed)
        # A part of a name is enough on a slip, and would now find somebody else.
        named = any(_begins(said, name) for name in names if said)
        return named or codes.bare(typed) in cards

    slips = (PaperSlip.row, PaperSlip.card, PaperSlip.number)
    for row, *typed in desk.session.execute(select(*map(col, slips))).all():
        kept = ["" if is_theirs(text) else text for text in typed]
        if kept != typed:
            desk.session.execute(
                update(PaperSlip)
                .where(col(PaperSlip.row) == row)
                .values(card=kept[0], number=kept[1])
            )


def _begins(said: str, name: str) -> bool:
    parts = name.split()
    return all(any(part.startswith(word) for part in parts) for word in said.split())


def _names_of(desk: Desk, same: list[int]) -> list[str]:
    found = desk.session.scalars(
        select(col(Person.name))
        .join(Borrower, col(Borrower.person) == col(Person.row))
        .where(col(Borrower.row).in_(same))
    )
    return [members.folded_name(name) for name in found]


def _cards_of(desk: Desk, same: list[int]) -> list[str]:
    return list(
        desk.session.scalars(
            select(col(CardNumber.number)).where(col(CardNumber.borrower).in_(same))
        )
    )


def _say_left(desk: Desk, act: JournalAct, borrower: Borrower) -> None:
    borrower.left_on = borrower.left_on or days.trusted_today(desk)
    borrower.status = BorrowerStatus.left
    desk.session.add(borrower)
    desk.session.flush()
    if desk.profile.is_prison:
        aides.close_of(desk, act, [borrower.row])


def _empty(desk: Desk, borrower: Borrower, same: list[int]) -> None:
    """Take everything personal out of the shells, the search index included."""
    session = desk.session
    persons = session.scalars(
        select(col(Borrower.person)).where(
            col(Borrower.row).in_(same), col(Borrower.person).is_not(None)
        )
    ).all()
    session.execute(delete(CardNumber).where(col(CardNumber.borrower).in_(same)))
    session.execute(
        update(Borrower)
        .where(col(Borrower.row).in_(same))
        .values(
            person=None,
            card="",
            note="",
            guardian=None,
            place=None,
            until_on=None,
            status=BorrowerStatus.left,
            left_on=borrower.left_on or days.trusted_today(desk),
        )
    )
    session.execute(delete(Photo).where(col(Photo.person).in_(persons)))
    session.execute(delete(Person).where(col(Person.row).in_(persons)))
    # A word taken out of the index is only crossed out there until it is written anew.
    session.connection().exec_driver_sql(
        "INSERT INTO person_search (person_search) VALUES ('rebuild')"
    )
    session.info[INDEX_REBUILT] = True
    session.info[COPIES_GO] = None
    session.expire_all()


def _run(desk: Desk, statement: Any, rows: list[int]) -> Any:  # noqa: ANN401 - as SQLAlchemy has them
    return desk.session.connection().execute(statement, {"rows": rows})


def _say(desk: Desk, statement: Any, **facts: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has them
    return desk.session.connection().execute(statement, facts)
