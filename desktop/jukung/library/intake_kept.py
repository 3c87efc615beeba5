"""What of an import cannot be taken back any more, and why.

The file itself says which rows lead where, so that nothing new can be forgotten here; the
journal says what somebody changed by hand. Looking writes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import text

from jukung.domain.kinds import ActKind
from jukung.library.desk import Desk
from jukung.store.tables import JournalAct


class KeptWhy(StrEnum):
    """Why something of an import stays; `used` is anything else that leads to it."""

    lent = "lent"
    returned = "returned"
    renewed = "renewed"
    read_here = "read_here"
    wanted = "wanted"
    visited = "visited"
    money = "money"
    edited = "edited"
    cover = "cover"
    screened = "screened"
    merged = "merged"
    copies = "copies"
    belongs = "belongs"
    """A copy whose title stays: without it the next import would leave it out."""
    printed = "printed"
    withdrawn = "withdrawn"
    counted = "counted"
    issues = "issues"
    moved = "moved"
    letter = "letter"
    guardian = "guardian"
    used = "used"


Rows = dict[int, set[KeptWhy]]
Stays = dict[str, Rows]
"""Of each table the rows of an import that stay."""

# Rows that go with the row they belong to, and leave nobody behind.
PARTS: Final = frozenset({
    "contributor", "subject", "title_field", "title_origin", "cover", "screening", "copy_number",
    "copy_trait", "card_number", "photo",
})  # fmt: skip
# In this order, as each leads to the ones after it.
ORDER: Final = ("ledger", "hold", "visit", "closure", "loan", "copy", "borrower", "title")
# What is still as the import wrote it.
_UNTOUCHED = {
    "ledger": "cancel_act IS NULL",
    "hold": "state = 'waiting' AND ready_act IS NULL AND end_act IS NULL",
    "visit": "cancel_act IS NULL",
    "closure": "cancel_act IS NULL",
    "loan": "cancel_act IS NULL AND (return_act IS NULL OR return_act = :act)",
}
# What leads to a row without meaning anything: a stocktake that was given up, and months
# before the import, which forgetting wrote of its loans.
_MEANS = {
    "stocktake_copy": "stocktake IN (SELECT row FROM stocktake WHERE state <> 'dropped')",
    "stocktake_other": "stocktake IN (SELECT row FROM stocktake WHERE state <> 'dropped')",
    "borrowed_month": "month >= substr(:day, 1, 7)",
}
_LED_BY = {
    "loan": KeptWhy.lent, "borrowed_month": KeptWhy.lent, "renewal": KeptWhy.renewed,
    "due_move": KeptWhy.renewed, "in_house_use": KeptWhy.read_here, "hold": KeptWhy.wanted,
    "visit": KeptWhy.visited, "ledger": KeptWhy.money, "sanction": KeptWhy.money,
    "stocktake_copy": KeptWhy.counted, "stocktake_other": KeptWhy.counted,
    "issue": KeptWhy.issues, "box_line": KeptWhy.moved, "round_line": KeptWhy.moved,
    "round_copy": KeptWhy.moved, "letter": KeptWhy.letter, "title": KeptWhy.merged,
    "copy": KeptWhy.copies,
}  # fmt: skip
_DONE_BY = {
    ActKind.edit_title: KeptWhy.edited, ActKind.edit_copy: KeptWhy.edited,
    ActKind.edit_traits: KeptWhy.edited, ActKind.edit_member: KeptWhy.edited,
    ActKind.renew_membership: KeptWhy.edited, ActKind.replace_card: KeptWhy.edited,
    ActKind.keep_photo: KeptWhy.edited, ActKind.member_leaves: KeptWhy.edited,
    ActKind.erase_member: KeptWhy.edited, ActKind.edit_titles: KeptWhy.edited,
    ActKind.merge_names: KeptWhy.edited, ActKind.keep_cover: KeptWhy.cover,
    ActKind.screen_titles: KeptWhy.screened, ActKind.merge_titles: KeptWhy.merged,
    ActKind.merge_members: KeptWhy.merged, ActKind.withdraw_copies: KeptWhy.withdrawn,
    ActKind.count_copies: KeptWhy.counted, ActKind.decide_stocktake: KeptWhy.counted,
    ActKind.edit_serial: KeptWhy.issues,
    ActKind.edit_places: KeptWhy.moved, ActKind.receive_box: KeptWhy.moved,
    ActKind.return_box: KeptWhy.moved, ActKind.find_copy: KeptWhy.edited,
}  # fmt: skip
# Out of the catalogue and in again is no work on a title.
_NO_WORK = frozenset({ActKind.bin_title, ActKind.import_titles, ActKind.undo})
# What undone imports left for another's sake goes with that one.
_WITH_LEFT: Final = frozenset({"title", "copy"})

_IN = "{} IN (SELECT value FROM json_each(:{}))"
_STANDS = (
    "a.row > {since} AND a.kind <> 'undo' "
    "AND NOT EXISTS (SELECT 1 FROM journal_act u WHERE u.undoes = a.row)"
)
_NOTED = (
    "SELECT x.row, a.kind, x.act FROM {table} x JOIN journal_entry e ON e.noun_id = x.id "  # noqa: S608 - our own words
    f"JOIN journal_act a ON a.row = e.act WHERE {{mine}} AND {_STANDS} GROUP BY 1, 2"
)
# Acts on many titles name them in one entry.
_MANY = (
    "SELECT t.row, a.kind, t.act FROM journal_act a JOIN journal_entry e ON e.act = a.row "  # noqa: S608 - our own words
    "JOIN journal_detail d ON d.seq = e.seq JOIN json_each(d.detail, '$.titles') j "
    "JOIN title t ON t.id = j.key "
    "WHERE a.kind IN ('edit_titles', 'merge_names') AND {mine} "
    f"AND {_STANDS.format(since='t.act')}"
)
_MERGED = (
    "SELECT json_extract(d.detail, '$.into'), json_extract(d.detail, '$.moved.copy') "  # noqa: S608 - our own words
    "FROM journal_act a JOIN journal_entry e ON e.act = a.row "
    "JOIN journal_detail d ON d.seq = e.seq "
    f"WHERE a.kind = 'merge_titles' AND e.verb = 'merge' AND {_STANDS.format(since=':first')}"
)
_PRINTED = (
    "SELECT x.row FROM {table} x JOIN print_line l ON l.subject = x.id "
    "WHERE {mine} AND l.act IS NOT NULL GROUP BY 1"
)
# Imports that were taken back, of which something stayed.
_LEFT = (
    "SELECT DISTINCT a.row FROM journal_act u JOIN journal_act a ON a.row = u.undoes "
    "WHERE u.kind = 'undo' AND a.kind = 'import_titles' AND ("
    "EXISTS (SELECT 1 FROM title t WHERE t.act = a.row) "
    "OR EXISTS (SELECT 1 FROM copy c WHERE c.act = a.row)) ORDER BY 1"
)


class Kept:
    """Goes from what leads to others down to what others lead to."""

    def __init__(self, desk: Desk, act: JournalAct) -> None:
        self._connection = desk.session.connection()
        left = [row for (row,) in self._connection.execute(text(_LEFT))]
        self.acts = json.dumps([act.row, *left])
        """The import, and those undone before that left something."""
        self._act = act.row
        self._values = {
            "act": act.row,
            "acts": self.acts,
            "first": min([act.row, *left]),
            "day": act.on_day.isoformat(),
        }
        self.leading = links(desk)
        """Which columns lead to a table."""
        self.stays: Stays = {table: defaultdict(set) for table in ORDER}

    def run(self) -> Stays:
        """Of each table the rows that stay; charges and their payments together."""
        self._money()
        self._merged()
        for table in ORDER[1:]:
            self._changed(table)
            self._noted(table)
            self._led(table)
        self._with_titles()
        return self.stays

    def told(self, rows: Iterable[int]) -> set[int]:
        """Which copies, here before the import, somebody worked with since."""
        of_these = "x.row IN (SELECT value FROM json_each(:rows))"
        wanted = json.dumps(list(rows))
        asked = _NOTED.format(table="copy", mine=of_these, since=":act")
        found = self._ask(asked, rows=wanted)
        worked = {row for row, kind, _act in found if kind not in _NO_WORK}
        since = (
            "SELECT copy FROM loan WHERE (act > :act OR return_act > :act) "
            "AND copy IN (SELECT value FROM json_each(:rows))"
        )
        return worked | {row for (row,) in self._ask(since, rows=wanted)}

    def _money(self) -> None:
        """Charges that somebody touched since; what was paid at the import stays with them."""
        touched = (
            "SELECT c.row FROM ledger c WHERE c.act = :act AND c.settles IS NULL "
            "AND (c.cancel_act IS NOT NULL OR EXISTS (SELECT 1 FROM ledger s "
            "WHERE s.settles = c.row AND (s.act <> :act OR s.cancel_act IS NOT NULL)))"
        )
        self._add("ledger", self._ask(touched), KeptWhy.money)
        paid = f"SELECT row FROM ledger WHERE act = :act AND settles IN ({touched})"  # noqa: S608 - our own words
        self._add("ledger", self._ask(paid), KeptWhy.money)

    def _changed(self, table: str) -> None:
        if table in _UNTOUCHED:
            why = KeptWhy.returned if table == "loan" else KeptWhy.used
            asked = f"SELECT row FROM {table} WHERE act = :act AND NOT ({_UNTOUCHED[table]})"  # noqa: S608 - our own words
            self._add(table, self._ask(asked), why)

    def _noted(self, table: str) -> None:
        """What the journal and the printings say of rows since."""
        if table in ("copy", "borrower"):
            printed = _PRINTED.format(table=table, mine=mine(table, "x."))
            self._add(table, self._ask(printed), KeptWhy.printed)
        if table in ("copy", "borrower", "title"):
            noted = _NOTED.format(table=table, mine=mine(table, "x."), since="x.act")
            found = self._ask(noted)
            found += self._ask(_MANY.format(mine=mine(table, "t."))) if table == "title" else []
            for row, kind, act in found:
                # Somebody took one that an undone import left out of the bin again.
                is_saved = kind == ActKind.bin_title and act != self._act
                if is_saved or kind not in _NO_WORK:
                    self.stays[table][row].add(_DONE_BY.get(kind, KeptWhy.used))

    def _merged(self) -> None:
        """Titles that others went into, and the copies that came along."""
        for into, moved in self._ask(_MERGED):
            asked = f"SELECT row FROM title WHERE {mine('title')} AND id = :id"  # noqa: S608 - our own words
            self._add("title", self._ask(asked, id=into), KeptWhy.merged)
            asked = (
                f"SELECT row FROM copy WHERE {mine('copy')} "  # noqa: S608 - as above
                "AND id IN (SELECT value FROM json_each(:ids))"
            )
            self._add("copy", self._ask(asked, ids=moved or "[]"), KeptWhy.merged)

    def _with_titles(self) -> None:
        """All copies of a title that stays."""
        asked = (
            f"SELECT row FROM copy WHERE {mine('copy')} "  # noqa: S608 - our own words
            "AND title IN (SELECT value FROM json_each(:titles))"
        )
        for (row,) in self._ask(asked, titles=json.dumps(list(self.stays["title"]))):
            if row not in self.stays["copy"]:
                self.stays["copy"][row].add(KeptWhy.belongs)

    def _led(self, table: str) -> None:
        """Rows that any other row leads to which does not go itself; the own table last."""
        found = sorted(self.leading.get(table, ()), key=lambda link: link[0] == table)
        for other, column in found:
            why = _LED_BY.get(other, KeptWhy.used)
            if other == "borrower":
                why = KeptWhy.guardian if column == "guardian" else KeptWhy.merged
            by = "x.row" if other in ORDER else "0"
            asked = (
                f"SELECT x.{column}, {by} FROM {other} x "  # noqa: S608 - names out of the file itself
                f"WHERE {_MEANS.get(other, '1')} "
                f"AND x.{column} IN (SELECT row FROM {table} WHERE {mine(table)})"
            )
            if other not in ORDER:
                self._add(table, self._ask(asked), why)
                continue
            before = -1
            while before != len(self.stays[table]):
                before = len(self.stays[table])
                self._follow(table, other, asked, why)
                if other != table:
                    break

    def _follow(self, table: str, other: str, asked: str, why: KeptWhy) -> None:
        """Rows that one leads to which stays, or which the import did not bring."""
        staying = json.dumps(list(self.stays[other]))
        asked += f" AND (NOT ({mine(other, 'x.')}) OR {_IN.format('x.row', 'staying')})"
        for row, by in self._ask(asked, staying=staying):
            # A title stays for what was done with its copies.
            whys = self.stays["copy"].get(by) if other == "copy" else None
            self.stays[table][row] |= whys or {why}

    def _add(self, table: str, rows: Iterable[Any], why: KeptWhy) -> None:
        for row in rows:
            self.stays[table][row[0]].add(why)

    def _ask(self, sql: str, **values: object) -> list[Any]:
        wanted = {name: value for name, value in self._values.items() if f":{name}" in sql}
        return list(self._connection.execute(text(sql), wanted | values))


def mine(table: str, before: str = "") -> str:
    """Which rows of a table an undoing looks at; `acts` are those of `Kept`."""
    if table in _WITH_LEFT:
        return _IN.format(f"{before}act", "acts")
    return f"{before}act = :act"


def links(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """Which columns lead to a table, by the foreign keys of the file."""
    connection = desk.session.connection()
    found: dict[str, list[tuple[str, str]]] = {}
    names = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'")
    )
    for (name,) in names.all():
        if name in PARTS:
            continue
        for link in connection.execute(
            text('SELECT "table", "from" FROM pragma_foreign_key_list(:name)'), {"name": name}
        ):
            found.setdefault(link[0], []).append((name, link[1]))
    return found
