"""An import taken back: what nobody has used since goes, and the rest is named.

Whatever some other row leads to stays, and whatever somebody worked on: a loan that was
returned since, a member who borrowed since, a title that was changed by hand.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from jukung.domain.kinds import ActKind
from jukung.library import journal
from jukung.library.desk import INDEX_REBUILT, WORDS_GONE, Desk
from jukung.library.intake_kept import ORDER, Kept, KeptWhy, mine
from jukung.store.tables import JournalAct

_REBUILD = text("INSERT INTO title_search (title_search) VALUES ('rebuild')")
# Before the import nobody of these can have borrowed; what says so was made by forgetting.
_MONTHS = (
    "DELETE FROM borrowed_month WHERE month < substr(:day, 1, 7) "
    "AND borrower IN (SELECT row FROM borrower WHERE act = :act)"
)
_UNTOLD = (
    "UPDATE copy SET inventory_code = '', kind = 'general', status = 'available', place = 1, "
    "source = '', source_kind = 'unknown', price = NULL, invoice = '', received_on = NULL, "
    "condition = 'unknown', condition_note = '', withdrawn_on = NULL, call_number = :call "
    "WHERE id = :id AND withdrawal IS NULL"
)
# A stocktake that was given up keeps nothing.
_DROPPED = "stocktake IN (SELECT row FROM stocktake WHERE state = 'dropped')"
_GOES = "row NOT IN (SELECT row FROM temp.stays WHERE noun = '{table}')"
_CLOSED = (
    "SELECT p.month FROM period p WHERE p.act > :act AND p.state IN ('closed', 'sealed') "
    "AND EXISTS (SELECT 1 FROM figure f WHERE f.scope = p.month AND f.revision = p.revision) "
    "GROUP BY 1 ORDER BY 1"
)
# Rows are given anew, so that only the id says which copy was told of.
_TOLD = "SELECT row, id FROM copy WHERE act < :act AND id IN (SELECT value FROM json_each(:ids))"
_NAMES = {
    "title": "SELECT row, title FROM title WHERE act = :act ORDER BY title, row",
    "copy": "SELECT row, number FROM copy WHERE act = :act ORDER BY row",
    "member": (
        "SELECT b.row, trim(b.card || ' ' || coalesce(p.name, '')) FROM borrower b "
        "LEFT JOIN person p ON p.row = b.person WHERE b.act = :act ORDER BY b.row"
    ),
    "loan": (
        "SELECT l.row, c.number || coalesce(' · ' || b.card, '') FROM loan l "
        "JOIN copy c ON c.row = l.copy LEFT JOIN borrower b ON b.row = l.borrower "
        "WHERE l.act = :act ORDER BY l.row"
    ),
}


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One thing that stays, and everything that somebody did with it."""

    what: str
    """`title`, `copy`, `member` or `loan`."""
    name: str
    """A title's name, a copy's number, card and name, or the numbers of copy and card."""
    why: tuple[KeptWhy, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the undoing of an import removes, and all that it cannot."""

    title_count: int
    copy_count: int
    lines: tuple[KeptLine, ...] = ()
    member_count: int = 0
    loan_count: int = 0
    fine_count: int = 0
    visit_count: int = 0
    hold_count: int = 0
    kept_fine_count: int = 0
    kept_visit_count: int = 0
    kept_hold_count: int = 0
    kept_told_count: int = 0
    """Copies of before that keep what the file said of them."""
    binned: tuple[str, ...] = ()
    """Titles that lie in the recycle bin, and stay there."""
    months: tuple[str, ...] = ()
    """Months that were closed since; their figures stay as they were closed."""

    @property
    def kept(self) -> tuple[str, ...]:
        """The titles that stay, by name."""
        return self._named("title")

    @property
    def kept_copies(self) -> tuple[str, ...]:
        """The copies that stay, by number."""
        return self._named("copy")

    @property
    def kept_members(self) -> tuple[str, ...]:
        """The members who stay, by card and name."""
        return self._named("member")

    @property
    def kept_loans(self) -> tuple[str, ...]:
        """The loans that stay, by the numbers of copy and card."""
        return self._named("loan")

    @property
    def is_whole(self) -> bool:
        """Whether everything is as before the import."""
        return not (
            self.lines or self.kept_fine_count or self.kept_visit_count or self.kept_hold_count
            or self.kept_told_count or self.binned or self.months
        )  # fmt: skip

    def reasons(self, what: str) -> tuple[tuple[KeptWhy, int], ...]:
        """Why things of one sort stay, and of how many that is true; the commonest first."""
        counted = Counter(why for line in self.lines if line.what == what for why in line.why)
        order = list(KeptWhy)
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], order.index(pair[0]))))

    def _named(self, what: str) -> tuple[str, ...]:
        return tuple(line.name for line in self.lines if line.what == what)


def look(desk: Desk, act: JournalAct) -> TakenBack:
    """What taking an import back would remove and keep; nothing is changed."""
    desk.session.flush()
    return _Undo(desk, act).told()


def take_back(desk: Desk, act: JournalAct) -> TakenBack:
    """Remove what an import stored, as far as nobody worked with it since."""
    desk.session.flush()
    undoing = journal.begin(desk, ActKind.undo, undoes=act.row, facts={"kind": act.kind})
    work = _Undo(desk, act)
    taken = work.told()
    work.remove()
    detail = {
        "titles": taken.title_count,
        "copies": taken.copy_count,
        "members": taken.member_count,
        "loans": taken.loan_count,
        "kept_titles": len(taken.kept),
        "kept_copies": len(taken.kept_copies),
        "kept_members": len(taken.kept_members),
        "kept_loans": len(taken.kept_loans),
    }
    journal.note(desk, undoing, "undo", noun="import", noun_id=act.id, detail=detail)
    desk.session.info[INDEX_REBUILT] = True
    if taken.member_count:
        desk.session.info[WORDS_GONE] = True
    desk.session.expire_all()
    return taken


class _Undo:
    """Knows what stays, says it, and removes the rest."""

    def __init__(self, desk: Desk, act: JournalAct) -> None:
        self._act = act
        self._connection = desk.session.connection()
        kept = Kept(desk, act)
        self._acts = kept.acts
        self._said = self._read_said()
        self._stays = kept.run()
        self._places = kept.leading["place"]
        told = self._ask(_TOLD, ids=json.dumps([id_ for id_, _call in self._said.get("told", ())]))
        kept_rows = kept.told([row for row, _id in told]) if told else set()
        self._still_told = {id_ for row, id_ in told if row in kept_rows}

    def told(self) -> TakenBack:
        """What goes and what stays."""
        loose = self._count("SELECT count(*) FROM loose_loan WHERE act = :act")
        named = {
            name: self._names(name, {row: whys for row, whys in self._stays[table].items() if whys})
            for name, table in (
                ("title", "title"), ("copy", "copy"), ("member", "borrower"), ("loan", "loan")
            )
        }  # fmt: skip
        binned = "SELECT title FROM bin WHERE json_extract(stash, '$.title.act') = :act"
        return TakenBack(
            title_count=self._going("title"),
            copy_count=self._going("copy"),
            lines=tuple(line for lines in named.values() for line in lines),
            member_count=self._going("borrower"),
            loan_count=loose + self._going("loan"),
            fine_count=self._going("ledger"),
            visit_count=self._going("visit"),
            hold_count=self._going("hold"),
            kept_fine_count=len(self._stays["ledger"]),
            kept_visit_count=len(self._stays["visit"]),
            kept_hold_count=len(self._stays["hold"]),
            kept_told_count=len(self._still_told),
            binned=tuple(str(row[0]) for row in self._ask(f"{binned} ORDER BY title")),
            months=tuple(str(row[0]) for row in self._ask(_CLOSED)),
        )

    def remove(self) -> None:
        """Remove what goes, from what leads to others down to what others lead to."""
        self._write_stays()
        # A payment leads to its charge.
        self._remove("ledger", "settles IS NOT NULL")
        for table in ("ledger", "hold", "visit", "closure"):
            self._remove(table)
        self._do("DELETE FROM loose_loan WHERE act = :act")
        self._remove("loan")
        going = f"SELECT row FROM copy WHERE {mine('copy')} AND {_GOES.format(table='copy')}"  # noqa: S608 - our own words
        self._do(f"DELETE FROM stocktake_copy WHERE {_DROPPED} AND copy IN ({going})")  # noqa: S608 - as above
        self._do(f"UPDATE stocktake_other SET copy = NULL WHERE {_DROPPED} AND copy IN ({going})")  # noqa: S608 - as above
        self._remove("copy")
        self._untell()
        self._remove_places()
        self._remove_members()
        self._remove_titles()
        self._do("DROP TABLE temp.stays")

    def _write_stays(self) -> None:
        self._do("CREATE TEMP TABLE stays (noun TEXT, row INTEGER, PRIMARY KEY (noun, row))")
        rows = [{"noun": table, "row": row} for table in ORDER for row in self._stays[table]]
        if rows:
            wanted = text("INSERT INTO temp.stays (noun, row) VALUES (:noun, :row)")
            self._connection.execute(wanted, rows)

    def _remove_titles(self) -> None:
        """Titles without their index, which is made anew afterwards: one by one takes minutes."""
        watching = [
            str(row[0])
            for row in self._ask(
                "SELECT sql FROM sqlite_master "
                "WHERE type = 'trigger' AND name = 'title_search_remove'"
            )
        ]
        self._do("DROP TRIGGER IF EXISTS title_search_remove")
        self._remove("title")
        self._connection.execute(_REBUILD)
        for sql in watching:
            self._connection.exec_driver_sql(sql)

    def _remove_members(self) -> None:
        self._do(_MONTHS)
        self._do("CREATE TEMP TABLE going (borrower INTEGER, id TEXT, person INTEGER)")
        self._do(
            "INSERT INTO temp.going SELECT row, id, person FROM borrower "  # noqa: S608 - our own words
            f"WHERE act = :act AND {_GOES.format(table='borrower')}"
        )
        for statement in (
            (
                "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
                "JOIN temp.going g ON g.id = e.noun_id)"
            ),
            "DELETE FROM card_number WHERE borrower IN (SELECT borrower FROM temp.going)",
            "DELETE FROM photo WHERE person IN (SELECT person FROM temp.going)",
            "DELETE FROM borrower WHERE row IN (SELECT borrower FROM temp.going)",
            "DELETE FROM person WHERE row IN (SELECT person FROM temp.going)",
            "DROP TABLE temp.going",
        ):
            self._do(statement)

    def _untell(self) -> None:
        """Take back what the import said of copies that were here before."""
        for id_, call_number in self._said.get("told", ()):
            if id_ not in self._still_told:
                self._do(_UNTOLD, id=id_, call=call_number)

    def _remove_places(self) -> None:
        """Remove shelves the import made, where nothing stands on them any more."""
        leading = " UNION ALL ".join(
            f"SELECT 1 FROM {other} WHERE {column} = :row"  # noqa: S608 - names out of the file itself
            for other, column in self._places
        )
        wanted = "SELECT row FROM place WHERE id IN (SELECT value FROM json_each(:ids))"
        for (row,) in self._ask(wanted, ids=json.dumps(self._said["places"])):
            self._do(f"DELETE FROM place WHERE row = :row AND NOT EXISTS ({leading})", row=row)  # noqa: S608 - as above

    def _read_said(self) -> dict[str, Any]:
        said: dict[str, Any] = {"places": []}
        for act, detail in self._ask(
            "SELECT e.act, d.detail FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq "  # noqa: S608 - our own words
            f"WHERE e.verb = 'import' AND e.{mine('copy')}"
        ):
            each = dict(json.loads(detail))
            said["places"] += each.get("places", ())
            if act == self._act.row:
                said["told"] = each.get("told", ())
        return said

    def _names(self, what: str, stays: Mapping[int, set[KeptWhy]]) -> list[KeptLine]:
        if not stays:
            return []
        order = list(KeptWhy)
        return [
            KeptLine(what, str(name), tuple(sorted(stays[row], key=order.index)))
            for row, name in self._ask(_NAMES[what])
            if row in stays
        ]

    def _going(self, table: str) -> int:
        count = self._count(f"SELECT count(*) FROM {table} WHERE {mine(table)}")  # noqa: S608 - our own words
        return count - len(self._stays[table])

    def _remove(self, table: str, condition: str = "1") -> None:
        goes = _GOES.format(table=table)
        self._do(f"DELETE FROM {table} WHERE {mine(table)} AND {condition} AND {goes}")  # noqa: S608 - our own words

    def _count(self, question: str) -> int:
        return int(self._ask(question)[0][0])

    def _ask(self, question: str, **values: object) -> list[Any]:
        return list(self._connection.execute(text(question), self._values(question) | values))

    def _do(self, statement: str, **values: object) -> None:
        self._connection.execute(text(statement), self._values(statement) | values)

    def _values(self, statement: str) -> dict[str, object]:
        known: dict[str, object] = {
            "act": self._act.row,
            "acts": self._acts,
            "day": self._act.on_day.isoformat(),
        }
        return {name: value for name, value in known.items() if f":{name}" in statement}
