"""An import taken back: what nobody has used since goes, and the rest is named.

Whatever some other row leads to stays: a loan that was returned since, a member who
borrowed since, a copy of such a loan, its title. The file itself says which rows lead
where, so that nothing new can be forgotten here.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from jukung.domain.kinds import ActKind
from jukung.library import journal
from jukung.library.desk import INDEX_REBUILT, WORDS_GONE, Desk
from jukung.store.tables import JournalAct

# Rows that go with the row they belong to, and leave nobody behind.
_PARTS = frozenset({
    "contributor", "subject", "title_field", "title_origin", "cover", "screening", "copy_number",
    "copy_trait", "card_number", "photo",
})  # fmt: skip
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
    "WHERE row = :row AND withdrawal IS NULL AND NOT EXISTS (SELECT 1 FROM journal_entry e "
    "WHERE e.noun_id = copy.id AND e.act > :act)"
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the undoing of an import removed, and all that it could not."""

    title_count: int
    copy_count: int
    kept: tuple[str, ...]
    """The titles that stay, by name."""
    member_count: int = 0
    loan_count: int = 0
    fine_count: int = 0
    visit_count: int = 0
    hold_count: int = 0
    kept_copies: tuple[str, ...] = ()
    """By number."""
    kept_members: tuple[str, ...] = ()
    """By card and name."""
    kept_loans: tuple[str, ...] = ()
    """By the numbers of copy and card."""
    kept_fine_count: int = 0
    kept_visit_count: int = 0
    kept_hold_count: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether everything is as before the import."""
        return not (
            self.kept or self.kept_copies or self.kept_members or self.kept_loans
            or self.kept_fine_count or self.kept_visit_count or self.kept_hold_count
        )  # fmt: skip


def take_back(desk: Desk, act: JournalAct) -> TakenBack:
    """Remove what an import stored, as far as nobody used it since."""
    desk.session.flush()
    undoing = journal.begin(desk, ActKind.undo, undoes=act.row, facts={"kind": act.kind})
    work = _Undo(desk, act)
    taken = work.run()
    detail = {
        "titles": taken.title_count,
        "copies": taken.copy_count,
        "members": taken.member_count,
        "loans": taken.loan_count,
        "kept_titles": len(taken.kept),
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
    """Goes from what leads to others down to what others lead to."""

    def __init__(self, desk: Desk, act: JournalAct) -> None:
        self._desk, self._act = desk, act
        self._connection = desk.session.connection()
        self._leading = self._links()

    def run(self) -> TakenBack:
        fines = self._remove_fines()
        holds = self._remove("hold", "state = 'waiting' AND ready_act IS NULL AND end_act IS NULL")
        visits = self._remove("visit", "cancel_act IS NULL")
        self._remove("closure", "cancel_act IS NULL")
        loose = self._do("DELETE FROM loose_loan WHERE act = :act")
        loans = loose + self._remove(
            "loan", "cancel_act IS NULL AND (return_act IS NULL OR return_act = :act)"
        )
        copies = self._remove("copy")
        self._untell()
        self._remove_places()
        members = self._remove_members()
        titles = self._remove_titles()
        return TakenBack(
            title_count=titles,
            copy_count=copies,
            kept=self._names("SELECT title FROM title WHERE act = :act ORDER BY title, row"),
            member_count=members,
            loan_count=loans,
            fine_count=fines,
            visit_count=visits,
            hold_count=holds,
            kept_copies=self._names("SELECT number FROM copy WHERE act = :act ORDER BY row"),
            kept_members=self._names(
                "SELECT trim(b.card || ' ' || coalesce(p.name, '')) FROM borrower b "
                "LEFT JOIN person p ON p.row = b.person WHERE b.act = :act ORDER BY b.row"
            ),
            kept_loans=self._names(
                "SELECT c.number || coalesce(' · ' || b.card, '') FROM loan l "
                "JOIN copy c ON c.row = l.copy LEFT JOIN borrower b ON b.row = l.borrower "
                "WHERE l.act = :act ORDER BY l.row"
            ),
            kept_fine_count=self._left("ledger"),
            kept_visit_count=self._left("visit"),
            kept_hold_count=self._left("hold"),
        )

    def _remove_fines(self) -> int:
        """Charges that nobody touched since, with the payments that came with them."""
        free = (
            "SELECT c.row FROM ledger c WHERE c.act = :act AND c.settles IS NULL "
            "AND c.cancel_act IS NULL AND NOT EXISTS (SELECT 1 FROM ledger s "
            "WHERE s.settles = c.row AND (s.act <> :act OR s.cancel_act IS NOT NULL))"
        )
        paid = self._do(f"DELETE FROM ledger WHERE settles IN ({free})")  # noqa: S608 - our own words
        return paid + self._do(f"DELETE FROM ledger WHERE row IN ({free})")  # noqa: S608 - our own words

    def _remove_titles(self) -> int:
        """Titles without their index, which is made anew afterwards: one by one takes minutes."""
        watching = self._names(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'title_search_remove' "
            "AND :act > 0"
        )
        self._do("DROP TRIGGER IF EXISTS title_search_remove")
        count = self._remove("title")
        self._connection.execute(_REBUILD)
        for sql in watching:
            self._connection.exec_driver_sql(sql)
        return count

    def _remove_members(self) -> int:
        self._do(_MONTHS, day=self._act.on_day.isoformat())
        going = f"act = :act AND {self._free('borrower')}"
        self._do("CREATE TEMP TABLE going (borrower INTEGER, id TEXT, person INTEGER)")
        self._do(f"INSERT INTO temp.going SELECT row, id, person FROM borrower WHERE {going}")  # noqa: S608 - our own words
        for statement in (
            (
                "DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e "
                "JOIN temp.going g ON g.id = e.noun_id)"
            ),
            "DELETE FROM borrowed_month WHERE borrower IN (SELECT borrower FROM temp.going)",
            "DELETE FROM card_number WHERE borrower IN (SELECT borrower FROM temp.going)",
            "DELETE FROM photo WHERE person IN (SELECT person FROM temp.going)",
        ):
            self._do(statement)
        count = self._do("DELETE FROM borrower WHERE row IN (SELECT borrower FROM temp.going)")
        self._do("DELETE FROM person WHERE row IN (SELECT person FROM temp.going)")
        self._do("DROP TABLE temp.going")
        return count

    def _untell(self) -> None:
        """Take back what the import said of copies that were here before."""
        for row, call_number in self._said().get("told", ()):
            self._do(_UNTOLD, row=row, call=call_number)

    def _remove_places(self) -> None:
        for row in self._said().get("places", ()):
            self._do(f"DELETE FROM place WHERE row = :row AND {self._free('place')}", row=row)  # noqa: S608 - our own words

    def _said(self) -> dict[str, Any]:
        found = self._connection.execute(
            text(
                "SELECT d.detail FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq "
                "WHERE e.act = :act AND e.verb = 'import'"
            ),
            {"act": self._act.row},
        ).scalar_one_or_none()
        return dict(json.loads(found)) if found else {}

    def _remove(self, table: str, condition: str = "1") -> int:
        return self._do(
            f"DELETE FROM {table} WHERE act = :act AND {condition} AND {self._free(table)}"  # noqa: S608 - our own words
        )

    def _free(self, table: str) -> str:
        """That no row of any other table leads to a row of this one."""
        leading = " UNION ALL ".join(
            f"SELECT {column} FROM {other} WHERE {column} IS NOT NULL"  # noqa: S608 - names out of the file itself
            for other, column in self._leading.get(table, ())
        )
        return f"row NOT IN ({leading})" if leading else "1"

    def _links(self) -> dict[str, list[tuple[str, str]]]:
        """Which columns lead to a table, by the foreign keys of the file."""
        found: dict[str, list[tuple[str, str]]] = {}
        names = self._connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'")
        )
        for (name,) in names.all():
            if name in _PARTS:
                continue
            for link in self._connection.execute(
                text('SELECT "table", "from" FROM pragma_foreign_key_list(:name)'),
                {"name": name},
            ):
                found.setdefault(link[0], []).append((name, f'"{link[1]}"'))
        return found

    def _names(self, question: str) -> tuple[str, ...]:
        found = self._connection.execute(text(question), {"act": self._act.row})
        return tuple(str(row[0]) for row in found)

    def _left(self, table: str) -> int:
        question = text(f"SELECT count(*) FROM {table} WHERE act = :act")  # noqa: S608 - our own words
        return int(self._connection.execute(question, {"act": self._act.row}).scalar_one())

    def _do(self, statement: str, **values: object) -> int:
        return self._connection.execute(text(statement), {"act": self._act.row, **values}).rowcount
