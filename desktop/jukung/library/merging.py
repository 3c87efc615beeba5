"""Members that are registered twice: found, and made one.

Everything of the one goes to the other; both cards then find the same member.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, bindparam, select, text
from sqlalchemy.orm import aliased
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerStatus, Sex
from jukung.library import journal, members, merging_residents
from jukung.library.desk import Desk
from jukung.library.members import MemberView
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import (
    Borrower,
    Hold,
    JournalAct,
    JournalDetail,
    JournalEntry,
    Person,
    Title,
)

# What points at a borrower and goes along.
_GOES_ALONG = (
    ("loan", "borrower"),
    ("hold", "borrower"),
    ("ledger", "borrower"),
    ("sanction", "borrower"),
    ("visit", "borrower"),
    ("letter", "borrower"),
    ("borrower", "guardian"),
)
# Facts of the person that fill a gap where the kept member has nothing.
_GAPS: dict[str, object] = {
    "sex": Sex.unknown,
    "birth_year": None,
    "phone": "",
    "address": "",
    "guardian_name": "",
    "guardian_phone": "",
    "nik": "",
}
_NAMED = text("""
SELECT b.row, p.name, p.birth_year, p.phone FROM borrower b JOIN person p ON p.row = b.person
WHERE b.merged_into IS NULL AND b.status <> 'left' AND b.card <> '' AND p.name <> ''
ORDER BY b.row
""")
_DAYS = ("since_on", "until_on")


@dataclass(frozen=True, slots=True)
class Twins:
    """Two members who may be one: the one registered first, and the later one."""

    first: MemberView
    later: MemberView


@dataclass(frozen=True, slots=True)
class Merged:
    """The member that was kept, and the act to undo it by."""

    act_id: str
    member: MemberView


@dataclass(frozen=True, slots=True)
class _Named:
    row: int
    year: int | None
    phone: str

    def may_be(self, other: "_Named") -> bool:
        """Whether nothing speaks against the same person behind the same name."""
        if self.phone and self.phone == other.phone:
            return True
        return self.year is None or other.year is None or self.year == other.year


@allowed(STAFF)
def twins(desk: Desk, *, most: int = 200) -> tuple[Twins, ...]:
    """Members of the same name with nothing against their being one; none in a prison."""
    by_name: dict[str, list[_Named]] = {}
    pairs: list[tuple[int, int]] = []
    for row, name, year, phone in desk.session.execute(_NAMED):
        one = _Named(row, year, members.plain_phone(phone))
        before = by_name.setdefault(members.folded_name(name), [])
        first = next((each for each in before if each.may_be(one)), None)
        if first is not None:
            pairs.append((first.row, one.row))
            if len(pairs) == most:
                break
        before.append(one)
    both = sorted({row for pair in pairs for row in pair})
    views = {view.row: view for view in members.views(desk, both)}
    return tuple(Twins(views[first], views[later]) for first, later in pairs)


@allowed(KEEPERS)
def merge(desk: Desk, keep_id: str, other_id: str) -> Merged:
    """Make two members one; the other's cards, loans and debts are then the kept one's.

    What is empty in the kept record is taken from the other. Refuses MemberUnknown,
    MembersTheSame, MemberLeft, HoldsBothReady; in a prison NotAResident, NameOnOtherCard.
    Undone as one act.
    """
    keep, other = members.row_of(desk, keep_id), members.row_of(desk, other_id)
    if keep.row == other.row or other.merged_into is not None or keep.merged_into is not None:
        raise errors.MembersTheSame
    if keep.status is BorrowerStatus.left and other.status is not BorrowerStatus.left:
        raise errors.MemberLeft(keep.card)
    prison = desk.profile.is_prison
    if prison:
        merging_residents.refuse_if_apart(desk, keep, other)
    act = journal.begin(desk, ActKind.merge_members)
    filled = dict(_fill_gaps(desk, keep, other))
    desk.session.flush()
    _end_double_holds(desk, keep.row, other.row, act)
    detail: dict[str, Any] = {
        "into": keep.id,
        "filled": filled,
        "moved": {
            f"{table}.{column}": _move(desk, table, column, rows=(other.row, keep.row))
            for table, column in _GOES_ALONG
        },
        "cards": _move_cards(desk, other.row, keep.row),
        "months": _move_months(desk, other.row, keep.row),
        "photo": _move_photo(desk, keep, other),
    }
    if prison:
        detail["prison"] = merging_residents.take_along(desk, act, keep, other)
    other.merged_into = keep.row
    desk.session.add(other)
    desk.session.flush()
    journal.note(desk, act, "merge", noun="borrower", noun_id=other.id, detail=detail)
    # The rows that were changed above must not be written back as they were.
    desk.session.expire_all()
    return Merged(act.id, members.view(desk, keep.row))


def undo_merge(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Part what a merge made one; what happened since stays with the kept member.

    Except for what belongs to what goes back: the fine of a loan, the payment of a charge.
    """
    said, keep, other = _what_was_merged(desk, act)
    desk.session.flush()
    for place, ids in said["moved"].items():
        table, column = place.split(".")
        _give(desk, table, column, ids=ids, rows=(keep.row, other.row))
    for follow in _FOLLOWS:
        _run(desk, follow, keep=keep.row, other=other.row)
    _run(
        desk,
        "UPDATE card_number SET borrower = :other WHERE borrower = :keep AND number IN :numbers",
        numbers=said["cards"],
        keep=keep.row,
        other=other.row,
    )
    _give_months_back(desk, said["months"], keep=keep.row, other=other.row)
    if said["photo"]:
        _run(desk, _PHOTO, person=other.person, of=keep.person)
    _wait_again(desk, act)
    kept = said.get("prison", {})
    merging_residents.give_back(desk, act, kept, keep=keep.row, other=other.row)
    desk.session.expire_all()
    _empty_gaps(desk, keep, said["filled"])
    other.merged_into = None
    desk.session.add(other)
    desk.session.flush()
    journal.note(desk, undoing, "part", noun="borrower", noun_id=other.id)
    return "", "", other.card


# Charges since the merge are the loan's borrower's; settlements are the charge's, also cancelled.
_FOLLOWS = (
    (
        "UPDATE ledger SET borrower = :other WHERE borrower = :keep AND settles IS NULL "
        "AND loan IN (SELECT row FROM loan WHERE borrower = :other)"
    ),
    (
        "UPDATE ledger SET borrower = :other WHERE borrower = :keep "
        "AND settles IN (SELECT row FROM ledger WHERE borrower = :other)"
    ),
)
_PHOTO = "UPDATE photo SET person = :person WHERE person = :of"


def _what_was_merged(desk: Desk, act: JournalAct) -> tuple[dict[str, Any], Borrower, Borrower]:
    found = desk.session.execute(
        select(col(JournalDetail.detail), col(JournalEntry.noun_id))
        .join(JournalEntry, col(JournalEntry.seq) == col(JournalDetail.seq))
        .where(col(JournalEntry.act) == act.row)
    ).first()
    if found is None:
        raise errors.CannotUndo("forgotten")
    said: dict[str, Any] = json.loads(found[0])
    keep, other = (
        desk.session.scalars(select(Borrower).where(col(Borrower.id) == each)).one()
        for each in (said["into"], found[1])
    )
    if not keep.card or not other.card:
        raise errors.CannotUndo("erased")
    if keep.merged_into is not None or _was_merged_since(desk, act, keep):
        raise errors.CannotUndo("edited")
    return said, keep, other


def _was_merged_since(desk: Desk, act: JournalAct, keep: Borrower) -> bool:
    """Whether a later merge into the same member stands; it rests on this one."""
    later = aliased(JournalAct)
    found = select(col(JournalEntry.seq)).where(
        col(JournalEntry.verb) == "merge",
        col(JournalEntry.act) > act.row,
        col(JournalEntry.act).in_(
            select(col(JournalAct.row)).where(col(JournalAct.kind) == ActKind.merge_members)
        ),
        col(JournalEntry.noun_id).in_(
            select(col(Borrower.id)).where(col(Borrower.merged_into) == keep.row)
        ),
        ~select(col(later.row)).where(col(later.undoes) == col(JournalEntry.act)).exists(),
    )
    return desk.session.execute(found.limit(1)).first() is not None


def _fill_gaps(
    desk: Desk, keep: Borrower, other: Borrower
) -> Iterator[tuple[str, tuple[object, object]]]:
    """Take over what the kept record lacks, and give each field's value before and after."""
    mine = desk.session.get(Person, keep.person) if keep.person else None
    theirs = desk.session.get(Person, other.person) if other.person else None
    for name, empty in _GAPS.items() if mine is not None and theirs is not None else ():
        before, after = getattr(mine, name), getattr(theirs, name)
        if before == empty and after != empty:
            setattr(mine, name, after)
            yield name, (before, after)
    lasts = None if None in (keep.until_on, other.until_on) else max(_ends(keep), _ends(other))
    wished: dict[str, object] = {
        "since_on": min(keep.since_on, other.since_on),
        "until_on": lasts,
        "note": "\n".join(dict.fromkeys(filter(None, (keep.note, other.note)))),
        "guardian": _guardian_of_both(keep, other),
    }
    for name, after in wished.items():
        before = getattr(keep, name)
        if before != after:
            setattr(keep, name, after)
            yield name, (before, after)
    for row in filter(None, (mine, keep)):
        desk.session.add(row)


def _guardian_of_both(keep: Borrower, other: Borrower) -> int | None:
    # Nobody is their own guardian.
    mine = keep.guardian if keep.guardian != other.row else None
    theirs = other.guardian if other.guardian != keep.row else None
    return mine or theirs


def _ends(borrower: Borrower) -> date:
    return borrower.until_on or date.max


def _empty_gaps(desk: Desk, keep: Borrower, filled: dict[str, list[Any]]) -> None:
    """Give fields their former value where nobody changed them since."""
    mine = desk.session.get(Person, keep.person) if keep.person else None
    for name, (before, after) in filled.items():
        row = mine if name in _GAPS else keep
        if row is None:
            continue
        now = getattr(row, name)
        if (now.isoformat() if isinstance(now, date) else now) == after:
            setattr(row, name, _as_kept(name, before))
        elif name == "note":
            row.note = _without(now, mine=before, both=after)
        desk.session.add(row)


def _without(now: str, *, mine: str, both: str) -> str:
    """A note that was written on since, without what came from the other."""
    own = mine.splitlines()
    theirs = [line for line in both.splitlines() if line and line not in own]
    kept = []
    for line in now.splitlines():
        left = line
        for words in theirs if line not in own else ():
            left = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "", left).strip()
        if left or not line:
            kept.append(left)
    return "\n".join(kept)


def _as_kept(name: str, value: Any) -> object:  # noqa: ANN401 - what JSON gives back
    if name in _DAYS:
        return date.fromisoformat(value) if value else None
    return Sex(value) if name == "sex" else value


def _end_double_holds(desk: Desk, keep: int, other: int, act: JournalAct) -> None:
    """Two holds of one person on one title are one; the one that waits longer stays."""
    mine, theirs = aliased(Hold), aliased(Hold)
    pairs = desk.session.execute(
        select(mine, theirs)
        .join(theirs, col(theirs.title) == col(mine.title))
        .where(
            col(mine.borrower) == keep,
            col(theirs.borrower) == other,
            col(mine.state).in_(("waiting", "ready")),
            col(theirs.state).in_(("waiting", "ready")),
        )
    ).all()
    for one, two in pairs:
        if one.state == two.state == "ready":
            # Each has a copy on the ready shelf: one of them must be taken or given up first.
            raise errors.HoldsBothReady(desk.session.get_one(Title, one.title).title)
        first, second = (one, two) if one.row < two.row else (two, one)
        gone = first if second.state == "ready" else second
        gone.state, gone.end_act = "cancelled", act.row
        desk.session.add(gone)
    desk.session.flush()


def _wait_again(desk: Desk, act: JournalAct) -> None:
    _run(
        desk,
        "UPDATE hold SET state = 'waiting', end_act = NULL WHERE end_act = :act "
        "AND state = 'cancelled' AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.title = hold.title "
        "AND h.borrower = hold.borrower AND h.state IN ('waiting', 'ready')) "
        # Who left since waits for nothing, nor who has the title at home by now.
        "AND NOT EXISTS (SELECT 1 FROM borrower b WHERE b.row = hold.borrower "
        "AND b.status = 'left') AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.title = hold.title "
        "AND l.borrower = hold.borrower AND l.returned_on IS NULL AND l.cancel_act IS NULL)",
        act=act.row,
    )


def _move(desk: Desk, table: str, column: str, *, rows: tuple[int, int]) -> list[str]:
    """Give everything in a table to the kept member, and name it by its ids."""
    other, keep = rows
    found = _run(
        desk,
        f"UPDATE {table} SET {column} = :keep WHERE {column} = :other RETURNING id",  # noqa: S608 - our own list
        keep=keep,
        other=other,
    )
    return [str(row[0]) for row in found]


def _give(desk: Desk, table: str, column: str, *, ids: list[str], rows: tuple[int, int]) -> None:
    """Give back what a member still has of what came from the other."""
    keep, other = rows
    for first in range(0, len(ids), 500):
        _run(
            desk,
            f"UPDATE {table} SET {column} = :other WHERE {column} = :keep AND id IN :ids",  # noqa: S608 - our own list
            keep=keep,
            other=other,
            ids=ids[first : first + 500],
        )


def _move_cards(desk: Desk, other: int, keep: int) -> list[str]:
    found = _run(
        desk,
        "UPDATE card_number SET borrower = :keep WHERE borrower = :other RETURNING number",
        keep=keep,
        other=other,
    )
    return [str(row[0]) for row in found]


def _move_months(desk: Desk, other: int, keep: int) -> dict[str, list[str]]:
    """Count one person once in each month; gives the other's months, and the new ones."""
    added = _run(
        desk,
        "INSERT INTO borrowed_month (month, borrower) "
        "SELECT month, :keep FROM borrowed_month WHERE borrower = :other "
        "AND month NOT IN (SELECT month FROM borrowed_month WHERE borrower = :keep) "
        "RETURNING month",
        keep=keep,
        other=other,
    )
    new = [str(row[0]) for row in added]
    gone = _run(
        desk, "DELETE FROM borrowed_month WHERE borrower = :other RETURNING month", other=other
    )
    return {"all": [str(row[0]) for row in gone], "new": new}


def _give_months_back(desk: Desk, months: dict[str, list[str]], *, keep: int, other: int) -> None:
    for month in months["all"]:
        _run(
            desk,
            "INSERT OR IGNORE INTO borrowed_month (month, borrower) VALUES (:month, :other)",
            month=month,
            other=other,
        )
    for month in months["new"]:
        _run(
            desk,
            "DELETE FROM borrowed_month WHERE month = :month AND borrower = :keep",
            month=month,
            keep=keep,
        )


def _move_photo(desk: Desk, keep: Borrower, other: Borrower) -> bool:
    if keep.person is None or other.person is None:
        return False
    moved = _run(
        desk,
        f"{_PHOTO} AND NOT EXISTS (SELECT 1 FROM photo WHERE person = :person) RETURNING person",  # noqa: S608 - our own words
        person=keep.person,
        of=other.person,
    )
    return bool(moved)


def _run(desk: Desk, sql: str, **facts: Any) -> list[Any]:  # noqa: ANN401 - what SQL takes
    statement: TextClause = text(sql)
    several = [name for name, fact in facts.items() if isinstance(fact, list)]
    if several:
        statement = statement.bindparams(*(bindparam(name, expanding=True) for name in several))
    found = desk.session.connection().execute(statement, facts)
    return list(found) if found.returns_rows else []
