"""Copies of a box become copies of the catalogue: matched to titles, with their owner and day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlmodel import SQLModel, col

from jukung.domain import codes, errors, isbn
from jukung.domain.ids import new_id
from jukung.domain.kinds import BoxArrival, CopyStatus, OwnerKind
from jukung.library import catalogue, days, numbers, screening
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.store.tables import (
    BoxLine,
    BoxRow,
    CardNumber,
    Copy,
    CopyNumber,
    JournalAct,
    Owner,
    Screening,
    Title,
)
from jukung.words import _

_CHUNK = 500
_SOURCE = "box"


@dataclass(slots=True)
class Shelved:
    """What an act put on the shelf; enough to take it off again."""

    made: list[str] = field(default_factory=list)
    """The ids of copies that were never here before."""
    again: list[list[Any]] = field(default_factory=list)
    """Copies that were here in an earlier box: id, status, and days as they were."""
    renumbered: dict[str, str] = field(default_factory=dict)
    """Numbers that something here already has, and what the copies are called instead."""
    titles: int = 0


def owner_row(desk: Desk, name: str) -> int:
    """The agency of this name among owners, added where it is new."""
    plain = " ".join(name.split())
    for each in desk.session.scalars(select(Owner).where(col(Owner.kind) == OwnerKind.agency)):
        if each.name.casefold() == plain.casefold():
            return each.row
    made = Owner(name=plain, kind=OwnerKind.agency)
    desk.session.add(made)
    desk.session.flush()
    return made.row


def shelve(desk: Desk, act: JournalAct, box: BoxRow, lines: Sequence[BoxLine]) -> Shelved:
    """Make copies of the lines that came, or find the copies that came before."""
    done = Shelved()
    known = _known_copies(desk, box, lines)
    fresh = []
    for line in lines:
        copy = known.get(codes.fold(line.number))
        if copy is None:
            fresh.append(line)
            continue
        done.again.append(
            [
                copy.id,
                copy.status,
                _text(copy.withdrawn_on),
                _text(copy.back_by),
                _text(copy.added_on),
            ]
        )
        copy.status, copy.withdrawn_on, copy.back_by = _status(line), None, box.due_on
        copy.added_on = days.trusted_today(desk)
        line.copy_row = copy.row
        desk.session.add_all((copy, line))
    titles = _titles(desk, act, fresh, box)
    done.titles = titles.made
    taken = _taken(desk, [line.number for line in fresh])
    theirs = {codes.fold(line.number) for line in fresh}
    rows: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for line in fresh:
        label = _label(desk, box, line, taken=taken, theirs=theirs)
        taken.add(codes.fold(label))
        if label != line.number:
            done.renumbered[line.number] = label
        made = new_id()
        done.made.append(made)
        rows.append(
            {
                "id": made,
                "title": titles.of[_likeness(line, box)],
                "number": label,
                "call_number": line.class_,
                "status": _status(line),
                "owner": box.owner,
                "source": _SOURCE,
                "price": line.price,
                "added_on": days.trusted_today(desk),
                # A number of the agency's stands on the copy already; ours must be stuck on it.
                "label_printed_at": desk.now if label == line.number else None,
                "back_by": box.due_on,
                "act": act.row,
            }
        )
    if rows:
        connection = desk.session.connection()
        connection.execute(insert(Copy), rows)
        by_id = _rows_of(desk, [row["id"] for row in rows])
        for line, row in zip(fresh, rows, strict=True):
            folded = codes.fold(row["number"])
            copy_row = by_id[row["id"]]
            found.append({"number": folded, "bare": codes.bare(folded), "copy": copy_row})
            line.copy_row = copy_row
            desk.session.add(line)
        connection.execute(insert(SQLModel.metadata.tables["copy_number"]), found)
    desk.session.flush()
    screening.pass_boxed(desk, act, [row["title"] for row in rows])
    return done


def unshelve(desk: Desk, act: JournalAct, detail: dict[str, Any]) -> None:
    """Take off the shelf what an act put there; refuses CannotUndo where it was used since."""
    made = _rows_of(desk, detail.get("made", ()))
    rows = list(made.values())
    again = {each[0]: each for each in detail.get("again", ())}
    older = _rows_of(desk, list(again))
    # Whatever knows a copy that was made came after it, and would be torn.
    _refuse_if_used(desk, rows, since=0)
    _refuse_if_used(desk, list(older.values()), since=act.row)
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        inside = update(BoxLine).where(col(BoxLine.copy_row).in_(chunk))
        desk.session.execute(inside.values(copy_row=None))
        desk.session.execute(delete(CopyNumber).where(col(CopyNumber.copy_row).in_(chunk)))
        desk.session.execute(delete(Copy).where(col(Copy.row).in_(chunk)))
    desk.session.expire_all()
    for copy_id, row in older.items():
        copy = desk.session.get_one(Copy, row)
        _id, status, gone, back, added = again[copy_id]
        copy.status = CopyStatus(status)
        copy.withdrawn_on, copy.back_by = days_of(gone), days_of(back)
        copy.added_on = days_of(added) or copy.added_on
        desk.session.add(copy)
    desk.session.flush()
    desk.session.execute(delete(Screening).where(col(Screening.act) == act.row))
    desk.session.execute(_REMOVE_TITLES, {"act": act.row})
    desk.session.expire_all()


def days_of(said: str | None) -> date | None:
    """A day that a journal wrote as text."""
    return date.fromisoformat(said) if said else None


def placeholder(box: BoxRow, number: str) -> str:
    """What a copy is called whose title nobody knows yet."""
    return _("Copy {number} of box {box}").format(number=number, box=box.number)


def name_titles(desk: Desk, box: BoxRow, lines: Sequence[tuple[BoxLine, str]]) -> None:
    """Give copies that came before their file the titles that the file says.

    Beside each line stands what its title was called while nobody knew it.
    """
    for line, unnamed in lines:
        copy = desk.session.get(Copy, line.copy_row) if line.copy_row else None
        title = desk.session.get(Title, copy.title) if copy else None
        if copy is None or title is None or title.title != unnamed:
            continue
        for name, value in catalogue.columns(_draft(line, box)).items():
            setattr(title, name, value)
        copy.call_number, copy.price = line.class_, line.price
        desk.session.add_all((title, copy))
    desk.session.flush()


@dataclass(slots=True)
class _Titles:
    of: dict[tuple[str, ...], int] = field(default_factory=dict)
    made: int = 0


# A copy that was here in an earlier box was used then, too.
_USED = text("""
SELECT EXISTS (SELECT 1 FROM loan WHERE copy = :copy AND act > :act)
  OR EXISTS (SELECT 1 FROM in_house_use WHERE copy = :copy AND act > :act)
  OR EXISTS (SELECT 1 FROM hold WHERE copy = :copy AND max(act, coalesce(ready_act, 0)) > :act)
  OR EXISTS (SELECT 1 FROM round_copy WHERE copy = :copy AND act > :act)
  OR EXISTS (SELECT 1 FROM round_line n JOIN round r ON r.row = n.round
    WHERE n.copy = :copy AND max(r.act, coalesce(n.act, 0)) > :act)
""")
_REMOVE_TITLES = text("""
DELETE FROM title WHERE act = :act
  AND NOT EXISTS (SELECT 1 FROM copy c WHERE c.title = title.row)
  AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.title = title.row)
  AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.title = title.row)
  AND NOT EXISTS (SELECT 1 FROM title t WHERE t.merged_into = title.row)
  AND NOT EXISTS (SELECT 1 FROM in_house_use u WHERE u.title = title.row)
  AND NOT EXISTS (SELECT 1 FROM round_line n WHERE n.title = title.row)
  AND NOT EXISTS (SELECT 1 FROM loan_permission p WHERE p.title = title.row)
""")


def _refuse_if_used(desk: Desk, rows: Sequence[int], *, since: int) -> None:
    for row in rows:
        if desk.session.execute(_USED, {"copy": row, "act": since}).scalar_one():
            raise errors.CannotUndo("used")


def _rows_of(desk: Desk, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        asked = select(col(Copy.id), col(Copy.row)).where(col(Copy.id).in_(chunk))
        found |= {copy_id: row for copy_id, row in desk.session.execute(asked)}  # noqa: C416 - rows
    return found


def _known_copies(desk: Desk, box: BoxRow, lines: Sequence[BoxLine]) -> dict[str, Copy]:
    """Copies of this owner that went back in an earlier box and come again."""
    wanted = [line.number for line in lines]
    found: dict[str, Copy] = {}
    for start in range(0, len(wanted), _CHUNK):
        asked = (
            select(col(BoxLine.number), Copy)
            .join(Copy, col(Copy.row) == col(BoxLine.copy_row))
            .where(
                col(BoxLine.number).in_(wanted[start : start + _CHUNK]),
                col(BoxLine.box) != box.row,
                col(Copy.owner) == box.owner,
                col(Copy.status) == CopyStatus.withdrawn,
            )
        )
        found |= {codes.fold(number): copy for number, copy in desk.session.execute(asked)}
    return found


def _taken(desk: Desk, given: Sequence[str]) -> set[str]:
    """The numbers among these that a copy or a card has, or had."""
    wanted = [codes.fold(each) for each in given]
    taken: set[str] = set()
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for table in (CopyNumber, CardNumber):
            number = col(table.number)
            taken |= set(desk.session.scalars(select(number).where(number.in_(chunk))))
    return taken | {each for each in wanted if numbers.is_blank(desk, each)}


def _label(desk: Desk, box: BoxRow, line: BoxLine, *, taken: set[str], theirs: set[str]) -> str:
    """The number a copy is lent by: the agency's, or one with the box's number before it.

    Where that is taken, too, it is counted up; `theirs` are the numbers in the box.
    """
    if codes.fold(line.number) not in taken:
        return line.number
    lead = codes.fold(box.number)[: max(1, codes.LONGEST - len(line.number) - 3)]
    tails = chain([""], (f"-{turn}" for turn in count(2)))
    labels = (f"{lead}-{line.number}"[: codes.LONGEST - len(tail)] + tail for tail in tails)
    gone = taken | theirs
    return next(
        each for each in labels if codes.fold(each) not in gone and not _taken(desk, [each])
    )


def _titles(desk: Desk, act: JournalAct, lines: Sequence[BoxLine], box: BoxRow) -> _Titles:
    """A title for each line: one that is here, or a new one that alike lines share."""
    found = _Titles()
    by_isbn, by_words = _titles_here(desk, lines)
    for line in lines:
        key = _likeness(line, box)
        if key in found.of:
            continue
        here = by_isbn.get(isbn.thirteen(line.isbn) or "") or by_words.get(key)
        if here is None:
            here = catalogue.insert(desk, _draft(line, box), act_row=act.row).row
            found.made += 1
        found.of[key] = here
    return found


def _titles_here(
    desk: Desk, lines: Sequence[BoxLine]
) -> tuple[dict[str, int], dict[tuple[str, ...], int]]:
    by_isbn: dict[str, int] = {}
    by_words: dict[tuple[str, ...], int] = {}
    isbns = sorted({each for line in lines if (each := isbn.thirteen(line.isbn))})
    names = sorted({line.title for line in lines if line.title})
    columns = (col(Title.row), col(Title.isbn13), col(Title.title), col(Title.people))
    for column, wanted in ((col(Title.isbn13), isbns), (col(Title.title), names)):
        for start in range(0, len(wanted), _CHUNK):
            asked = select(*columns).where(
                column.in_(wanted[start : start + _CHUNK]), col(Title.merged_into).is_(None)
            )
            for row, thirteen, title, people in desk.session.execute(asked):
                if thirteen:
                    by_isbn.setdefault(thirteen, row)
                by_words.setdefault((thirteen or "", *_folded(title, people)), row)
    return by_isbn, by_words


def _likeness(line: BoxLine, box: BoxRow) -> tuple[str, ...]:
    title = line.title or placeholder(box, line.number)
    return (isbn.thirteen(line.isbn) or "", *_folded(title, line.author))


def _folded(*words: str) -> tuple[str, ...]:
    return tuple(" ".join(each.split()).casefold() for each in words)


def _draft(line: BoxLine, box: BoxRow) -> TitleDraft:
    return TitleDraft(
        title=line.title or placeholder(box, line.number),
        people=(line.author,) if line.author else (),
        isbn=line.isbn,
        call_number=line.class_,
        class_number=line.class_,
    )


def _status(line: BoxLine) -> CopyStatus:
    return CopyStatus.repair if line.arrived is BoxArrival.damaged else CopyStatus.available


def _text(day: object) -> str | None:
    return None if day is None else str(day)
