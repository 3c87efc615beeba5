"""Counts a month again with SQL of its own, knowing nothing of the indicators.

Whole tables are read and counted here in plain Python, for a month in which somebody worked.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jukung.domain.months import Month
from jukung.store import database

Row = dict[str, Any]
Figures = dict[str, int | None]

_SEXES = {"female": "female", "male": "male", "sex_unknown": "unknown"}
_AGES = {
    "children": "child",
    "teens": "teen",
    "adults": "adult",
    "seniors": "senior",
    "age_unknown": "unknown",
}
_CLASSES = {"class_2x": "2X", "class_none": ""} | {f"class_{n}": str(n) for n in range(10)}
_KINDS = ("general", "student", "child", "teacher", "official", "senior", "resident", "room")
_INSIDE = re.compile(
    r"members(_active|_new)?_(female|male|sex_unknown|children|teens|adults|seniors|age_unknown)"
    r"|visits_(teens|adults|seniors|age_unknown)|participants_(children|disability)"
)
_PARTS = re.compile(
    r"(visits|activity_participants|members|members_new|members_active)_(female|male|(sex_)?unknown)"
    r"|(visits|members|members_new|members_active)_(children|teens|adults|seniors|age_unknown)"
    r"|(visits|participants)_(children|disability)"
)
_PRISON_PARTS = re.compile(r"participants_(service|involvement|advocacy|publication)")
_PERSONS = re.compile(r"members(_new|_active)?|readers_unique|activity_participants")
_FEW = 10
_OFF, _OFF_MEMBERS = 2 * _FEW - 1, 4 * _FEW - 1
"""Parts of persons are told less than so many away from what is counted, or not at all."""

_STRATEGIES = ("service", "involvement", "advocacy", "publication")


def recount(path: Path, month: Month) -> Figures:
    """Count what a library's file says of a month; nobody else may have it open."""
    connection = database.connect(path, database.find_key(path))
    try:
        return recounted(connection, month)
    finally:
        connection.close()


def recounted(connection: Any, month: Month) -> Figures:  # noqa: ANN401 - the driver's own
    """Count over a connection."""
    file = _File(connection, month)
    found: Figures = dict.fromkeys(("rounds_made", "blocks_served"))
    for count in (
        _visits,
        _opening,
        _loans,
        _members,
        _holdings,
        _activities,
        _services,
        _boxes,
        _looks,
    ):
        found |= count(file)
    typed = {row["code"]: row["value"] for row in file.table("figure_note") if file.of_month(row)}
    return {code: typed.get(code) if value is None else value for code, value in found.items()}


def is_told(path: Path, code: str, counted: int | None, told: int | None) -> bool:
    """Whether a figure that left a library may stand for what its file says.

    Parts of persons are told about, or left out, and so are few persons of a prison.
    """
    if counted == told:
        return True
    if counted is None:
        return False
    is_prison = _is_prison(path)
    if _PARTS.fullmatch(code) or (is_prison and _PRISON_PARTS.fullmatch(code)):
        off = _OFF_MEMBERS if code.startswith("members") else _OFF
        return told is None or abs(told - counted) < off
    is_few = is_prison and bool(_PERSONS.fullmatch(code)) and 0 < counted < _FEW
    return is_few and told is None


def stays_inside(path: Path, code: str) -> bool:
    """Whether a library keeps a figure to itself: a prison its people by sex and age."""
    return _is_prison(path) and bool(_INSIDE.fullmatch(code))


def _is_prison(path: Path) -> bool:
    connection = database.connect(path, database.find_key(path))
    try:
        (kind,) = connection.execute("SELECT kind FROM library").fetchone()
    finally:
        connection.close()
    return bool(kind == "prison")


class _File:
    """A library's tables, and which of their days lie in the month."""

    def __init__(self, connection: Any, month: Month) -> None:  # noqa: ANN401 - as above
        self._connection, self._month = connection, month.text
        self.year, self.last = month.year, month.last.isoformat()

    def table(self, name: str) -> list[Row]:
        """Every row that was not taken back."""
        found = self._connection.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own words
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return [row for row in rows if row.get("cancel_act") is None]

    def within(self, name: str, day: str = "on_day") -> list[Row]:
        """The rows of one day of the month."""
        return [row for row in self.table(name) if (row[day] or "")[:7] == self._month]

    def of_month(self, row: Row) -> bool:
        """Whether a row is kept under the month's name."""
        return bool(row["month"] == self._month)

    def by_row(self, name: str) -> dict[int, Row]:
        """The rows by their own number."""
        return {row["row"]: row for row in self.table(name)}


def _visits(file: _File) -> Figures:
    here = file.within("visit")
    ever = [row for row in file.table("visit") if row["on_day"] <= file.last]
    marks: dict[str, Callable[[Row], bool]] = {
        "visits_disability": lambda row: bool(row["disability"]),
        "visits_groups": lambda row: row["group_name"] != "",
        "visits_computer": lambda row: bool(row["computer"]),
        "visits_children": lambda row: row["age_band"] == "child",
    }
    found: Figures = {"visits": _total(here), "visit_days": len({r["on_day"] for r in here})}
    for sex in ("female", "male", "unknown"):
        found[f"visits_{sex}"] = _total(r for r in here if r["sex"] == sex) or 0
    for end, age in _AGES.items():
        found[f"visits_{end}"] = _total(r for r in here if r["age_band"] == age) or 0
        asked = {*_AGES.values()} - {"child"} if age != "unknown" else {*_AGES.values()}
        if not any(row["age_band"] in asked - {"unknown"} for row in ever):
            found[f"visits_{end}"] = None
    for code, mark in marks.items():
        noted = any(mark(row) for row in ever)
        found[code] = (_total(row for row in here if mark(row)) or 0) if noted else None
    groups = {row["act"] for row in here if row["group_name"]}
    found["groups_received"] = len(groups) if found["visits_groups"] is not None else None
    return found if here else dict.fromkeys(found)


def _total(rows: Iterable[Row]) -> int | None:
    counts = [int(row["count"]) for row in rows]
    return sum(counts) if counts else None


def _opening(file: _File) -> Figures:
    here = file.within("open_day")
    minutes = [row["minutes"] for row in here if row["minutes"] is not None]
    open_days = [row for row in here if row["opened"] is not None or row["minutes"]]
    return {
        "open_days": len(open_days) if here else None,
        "open_minutes": sum(minutes) if minutes else None,
    }


def _loans(file: _File) -> Figures:
    lent, back = file.within("loan", "lent_on"), file.within("loan", "returned_on")
    read_here = file.within("in_house_use")
    was_read = any(row["on_day"] <= file.last for row in file.table("in_house_use"))
    endings = Counter(row["ending"] == "lost" for row in back)
    kinds = Counter(row["borrower_kind"] for row in lent)
    owners = Counter(row["owner_kind"] for row in lent)
    return {
        "loans": len(lent),
        **_parts("loans", _SEXES, Counter(row["sex"] for row in lent)),
        **_parts("loans", _AGES, Counter(row["age_band"] for row in lent)),
        **_parts("loans", _CLASSES, Counter(row["class_main"] for row in lent)),
        **{f"loans_kind_{kind}": kinds[kind] for kind in _KINDS},
        **{f"loans_owner_{owner}": owners[owner] for owner in ("own", "agency", "other")},
        "renewals": len(file.within("renewal")),
        "returns": endings[False],
        "copies_lost": endings[True],
        "in_house_uses": len(read_here) if was_read else None,
        "titles_used": len({row["title"] for row in lent + read_here}),
        "copies_used": len({row["copy"] for row in lent + read_here}),
    }


def _parts(code: str, ends: Mapping[str, str], counts: Counter[str]) -> dict[str, int]:
    return {f"{code}_{end}": counts[value] for end, value in ends.items()}


def _members(file: _File) -> Figures:
    borrowers, loans = file.by_row("borrower"), file.by_row("loan")
    people, nobody = file.by_row("person"), {"sex": "unknown", "birth_year": None}
    active = {row["borrower"] for row in file.within("loan", "lent_on")}
    active |= {loans[row["loan"]]["borrower"] for row in file.within("renewal")}
    # Loans that forgot who borrowed; that somebody did is kept beside them.
    active |= {row["borrower"] for row in file.table("borrowed_month") if file.of_month(row)}
    active -= {None}
    scanned = {row["borrower"] for row in file.within("visit")} - {None}
    kept = [row for row in borrowers.values() if row["merged_into"] is None]
    new = [row for row in kept if row["since_on"][:7] == file.last[:7]]
    there = [
        row
        for row in kept
        if row["since_on"] <= file.last and (row["left_on"] or "9999") > file.last
    ]
    found: Figures = {"readers_unique": len(active | scanned) if scanned else None}
    for code, rows in (
        ("members_active", [borrowers[row] for row in active]),
        ("members_new", new),
        ("members", there),
    ):
        known = [people.get(row["person"], nobody) for row in rows]
        found[code] = len(rows)
        sexes = Counter(person["sex"] for person in known)
        ages = Counter(_age(person["birth_year"], file.year) for person in known)
        found |= _parts(code, _SEXES, sexes) | _parts(code, _AGES, ages)
    return found


def _age(born: int | None, year: int) -> str:
    if born is None:
        return "unknown"
    bands = ((13, "child"), (19, "teen"), (60, "adult"), (999, "senior"))
    return next(band for limit, band in bands if year - born < limit)


def _holdings(file: _File) -> Figures:
    owners = {row["row"]: row["kind"] for row in file.table("owner")}
    titles = file.by_row("title")
    copies = [row | {"of": owners[row["owner"]]} for row in file.table("copy")]
    own = [row for row in copies if row["of"] == "own"]
    held = [
        row
        for row in copies
        if row["added_on"] <= file.last and (row["withdrawn_on"] or "9999") > file.last
    ]
    ours = [row for row in held if row["of"] == "own"]
    lent_to_us = [row for row in held if row["of"] != "own"]
    first: dict[int, str] = {}
    for row in own:
        first[row["title"]] = min(first.get(row["title"], "9999"), row["added_on"])
    month = file.last[:7]
    return {
        "titles_held": len({row["title"] for row in ours}),
        "copies_held": len(ours),
        **_parts("copies_held", _CLASSES, Counter(titles[r["title"]]["class_main"] for r in ours)),
        "titles_added": sum(day[:7] == month for day in first.values()),
        "copies_added": sum(row["added_on"][:7] == month for row in own),
        "copies_withdrawn": sum((row["withdrawn_on"] or "")[:7] == month for row in own),
        "titles_borrowed": len({row["title"] for row in lent_to_us}),
        "copies_borrowed": len(lent_to_us),
        "copies_borrowed_agency": sum(row["of"] == "agency" for row in lent_to_us),
        "copies_borrowed_other": sum(row["of"] == "other" for row in lent_to_us),
    }


def _activities(file: _File) -> Figures:
    held = file.within("activity")
    of_strategy = {name: [r for r in held if r["strategy"] == name] for name in _STRATEGIES}
    return {
        "activities": len(held),
        **{f"activities_{name}": len(rows) for name, rows in of_strategy.items()},
        "activity_participants": _taking_part(held, "female_count", "male_count"),
        "activity_participants_female": _taking_part(held, "female_count"),
        "activity_participants_male": _taking_part(held, "male_count"),
        **{
            f"participants_{name}": _taking_part(rows, "female_count", "male_count")
            for name, rows in of_strategy.items()
        },
        "participants_children": _taking_part(held, "children_count"),
        "participants_disability": _taking_part(held, "disability_count"),
    }


def _taking_part(rows: Iterable[Row], *columns: str) -> int | None:
    counts = [row[name] for row in rows for name in columns if row[name] is not None]
    return sum(counts) if counts else None


def _services(file: _File) -> Figures:
    found: Figures = {}
    for code, name in (("cooperations", "cooperation"), ("services_offered", "service_offered")):
        begun = [row for row in file.table(name) if row["from_on"] <= file.last]
        found[code] = sum((row["until_on"] or "9999") >= file.last for row in begun)
        if not begun:
            found[code] = None
    return found


def _boxes(file: _File) -> Figures:
    came = [row["received_on"] for row in file.table("box") if row["received_on"]]
    went = [row["returned_on"] or "" for row in file.table("box")]
    if not any(day <= file.last for day in came):
        return dict.fromkeys(("boxes_received", "boxes_returned"))
    month = file.last[:7]
    return {
        "boxes_received": sum(day[:7] == month for day in came),
        "boxes_returned": sum(day[:7] == month for day in went),
    }


def _looks(file: _File) -> Figures:
    (library,) = file.table("library")
    acts = file.table("journal_act")
    looks = sum(row["kind"] == "look_up" for row in acts if row["on_day"][:7] == file.last[:7])
    return {"identity_look_ups": looks if library["kind"] == "prison" else None}
