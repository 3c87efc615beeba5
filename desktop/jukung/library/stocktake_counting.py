"""Counting: what each scanned code means to a stocktake, and where it is written down.

Any code may come: of a copy that is listed, that is not, that is lent, of a card, half
of one, or of nothing. A card is never written down, and in a prison nothing that is not
the library's own: an unknown number may be anybody's.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind, CopyStatus, SeenHow, StocktakeState
from jukung.library import finding, journal, stocktake_sql, stocktakes
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store import desk_statements
from jukung.store.tables import JournalAct, Stocktake

MOMENT = "%Y-%m-%d %H:%M:%S.%f"
"""As SQLAlchemy writes a moment, which is UTC in the file."""
LONGEST = 100
"""Letters; what is longer is no code of anything."""
# A few digits are half a label or a price, and nobody's number.
_FEW = 6
_DIGIT, _DIGITS = re.compile("[0-9]"), re.compile("[0-9]+")
_OF_BOOKS = ("978", "979")


class SeenAs(StrEnum):
    """What a scan meant."""

    counted = "counted"
    again = "again"
    lent = "lent"
    """Counted, although it is lent: shall it be taken back?"""
    waits = "waits"
    """Counted; it belongs on the ready shelf."""
    found = "found"
    misplaced = "misplaced"
    elsewhere = "elsewhere"
    """A copy of ours that is not of this scope."""
    withdrawn = "withdrawn"
    """Withdrawn before, or since the stocktake began; then it is counted, to be decided anew."""
    unknown = "unknown"
    blank = "blank"
    """A printed label that no copy has yet."""
    half = "half"
    cover = "cover"
    """The ISBN of a cover, which several copies have or none."""
    card = "card"
    words = "words"
    """In a prison: like no number of the library; a name or somebody's number is not kept."""
    long = "long"


_INSTEAD: dict[type[errors.Refusal], SeenAs] = {
    errors.NumberIncomplete: SeenAs.half,
    errors.NumberStillBlank: SeenAs.blank,
    errors.IsbnNotLabel: SeenAs.cover,
    errors.CopyUnknown: SeenAs.unknown,
    errors.MemberUnknown: SeenAs.unknown,
}
KEPT = frozenset({"elsewhere", "withdrawn", "unknown", "blank", "half", "cover"})
"""What is written down beside the list."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The answer to one code; without an act nothing was written."""

    as_: SeenAs
    code: str
    number: str = ""
    title: str = ""
    call_number: str = ""
    class_main: str = ""
    place: str = ""
    """Where the copy belongs."""
    due_on: date | None = None
    """Until when it is lent, or set aside."""
    before: datetime | None = None
    """When it was scanned before."""
    act_id: str = ""
    is_listed: bool = False
    """Whether a copy of the list was meant; what is not is written down beside it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """When, how and where a code was seen."""

    at: datetime
    how: SeenHow = SeenHow.scan
    where: str = ""

    @property
    def text(self) -> str:
        """The moment as the file has it."""
        return self.at.replace(tzinfo=None).isoformat(" ", "microseconds")


@allowed(STAFF)
def count(
    desk: Desk, stocktake: str, typed: str, *, where: str = "", by_scanner: bool = True
) -> Seen:
    """Write down that a copy was seen; `where` is the place it was seen at.

    A second scan writes nothing. Refuses StocktakeUnknown, StocktakeClosed.
    """
    row = stocktakes.open_row(desk, stocktake)
    spot = Spot(desk.now, SeenHow.scan, known_place(where, place_names(desk)))
    copy, meant = meaning(desk, typed, by_scanner=by_scanner)
    if copy is None and meant not in KEPT:
        return Seen(meant, "" if meant in (SeenAs.card, SeenAs.words) else typed.strip()[:LONGEST])
    seen = look(desk, row, copy, code=kept_code(typed), meant=meant, spot=spot)
    if seen.before is not None:
        return seen
    act = journal.begin(desk, ActKind.count_copies, facts=_facts(row, spot, 1))
    write(desk, row, act, copy=copy, seen=seen, spot=spot)
    noun_id = row.id if copy is None else _id_of(desk, copy)
    noun = "stocktake" if copy is None else "copy"
    journal.note(desk, act, "see", noun=noun, noun_id=noun_id, detail={"as": seen.as_})
    return replace(seen, act_id=act.id)


def meaning(desk: Desk, typed: str, *, by_scanner: bool = True) -> tuple[int | None, SeenAs]:
    """The copy that a code means; without one, what it is instead."""
    text = codes.clean(typed).strip()
    if len(text) > LONGEST:
        return None, SeenAs.long
    try:
        found = finding.meant(desk, text, by_scanner=by_scanner)
    except tuple(_INSTEAD) as refusal:
        instead = _INSTEAD[type(refusal)]
        is_strange = desk.profile.is_prison and not _may_be_kept(desk, codes.fold(text), instead)
        return None, SeenAs.words if is_strange else instead
    return found.copy, SeenAs.card if found.copy is None else SeenAs.counted


def _may_be_kept(desk: Desk, code: str, as_: SeenAs) -> bool:
    """Whether a code can be nobody's telephone, register or identity number."""
    if as_ is not SeenAs.unknown:
        return as_ is not SeenAs.cover or code.startswith(_OF_BOOKS)
    if len(code) <= _FEW and _DIGITS.fullmatch(code):
        return True
    plain = re.sub(r"[*?\[]", r"[\g<0>]", code)
    if desk_statements.first(desk.session, stocktake_sql.IS_LIKE_OURS, _DIGIT.sub("[0-9]", plain)):
        return True
    # Numbers without zeros in front grow: B-9 is followed by B-10.
    if any(len(run) > _FEW for run in _DIGITS.findall(code)):
        return False
    shape, wider = _DIGITS.sub("0", code), _DIGITS.sub("[0-9]*", plain)
    found = desk_statements.rows(desk.session, stocktake_sql.LIKE_OURS, wider)
    return any(_DIGITS.sub("0", str(number)) == shape for (number,) in found)


def place_names(desk: Desk) -> frozenset[str] | None:
    """The places where something may have been seen; None where any words may say it."""
    if not desk.profile.is_prison:
        return None
    found = desk_statements.rows(desk.session, "SELECT name FROM place")
    return frozenset(str(name) for (name,) in found)


def known_place(where: str, names: frozenset[str] | None) -> str:
    """Where a copy was seen, as it is written down: in a prison no words but a place's name."""
    said = " ".join(where.split())[:LONGEST]
    return said if names is None or said in names else ""


def kept_code(typed: str) -> str:
    """A code as it is written down and compared."""
    return codes.fold(typed)[:LONGEST]


def look(
    desk: Desk, row: Stocktake, copy: int | None, *, code: str, meant: SeenAs, spot: Spot
) -> Seen:
    """What a code means to this stocktake; `before` is set where it was scanned before."""
    if copy is None:
        return Seen(meant, code, before=_noted(desk, row, code))
    facts = desk_statements.one(desk.session, stocktake_sql.COPY, copy)
    number, title, call_number, status, class_main, place, due_on, until_on, _id = facts
    listed = desk_statements.first(desk.session, stocktake_sql.LISTED, row.row, copy)
    seen = Seen(SeenAs.counted, number, number, title, call_number, class_main, place)
    if listed is None:
        gone = status == CopyStatus.withdrawn
        code = codes.fold(number)
        as_ = SeenAs.withdrawn if gone else SeenAs.elsewhere
        return replace(seen, as_=as_, code=code, before=_noted(desk, row, code))
    strange = bool(spot.where and place and spot.where != place)
    before = None if listed[0] is None else _moment(listed[0])
    seen = replace(seen, is_listed=True)
    as_ = _as(status, lent=bool(due_on), held=bool(until_on), strange=strange)
    if before is not None and as_ is not SeenAs.lent:
        as_ = SeenAs.again
    due = date.fromisoformat(due_on or until_on) if due_on or until_on else None
    # A lent one is offered as a return each time it is scanned.
    return replace(seen, as_=as_, due_on=due, before=before)


def _as(status: str, *, lent: bool, held: bool, strange: bool) -> SeenAs:
    told = (
        (lent, SeenAs.lent),
        (held, SeenAs.waits),
        (status == CopyStatus.withdrawn, SeenAs.withdrawn),
        (status == CopyStatus.missing, SeenAs.found),
        (strange, SeenAs.misplaced),
    )
    return next((as_ for is_so, as_ in told if is_so), SeenAs.counted)


def write(
    desk: Desk, row: Stocktake, act: JournalAct, *, copy: int | None, seen: Seen, spot: Spot
) -> None:
    """Write a code down in an act that somebody else opened; it was not seen before."""
    if not seen.is_listed:
        desk_statements.write(
            desk.session,
            stocktake_sql.ADD_OTHER,
            row.row,
            seen.code,
            copy,
            spot.text,
            str(spot.how),
            spot.where,
            str(seen.as_),
            act.row,
        )
        return
    desk_statements.write(
        desk.session,
        stocktake_sql.SEE,
        row.row,
        copy,
        spot.text,
        str(spot.how),
        spot.where,
        act.row,
    )


def undo_count(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take back what an act wrote down; refuses CannotUndo once the stocktake is finished."""
    del undoing
    stocktake = stocktakes.row_of(desk, str(journal.facts_of(act)["stocktake"]))
    if stocktake.state is not StocktakeState.open:
        raise errors.CannotUndo("stocktake")
    row = stocktake.row
    found = desk_statements.rows(
        desk.session,
        "SELECT c.number FROM stocktake_copy s JOIN copy c ON c.row = s.copy "
        "WHERE s.seen_act = ?1 UNION ALL SELECT code FROM stocktake_other "
        "WHERE stocktake = ?2 AND seen_act = ?1 LIMIT 2",
        act.row,
        row,
    )
    desk_statements.write(desk.session, stocktake_sql.UNSEE, row, act.row)
    desk_statements.write(desk.session, stocktake_sql.FORGET_OTHER, row, act.row)
    for (text,) in desk_statements.rows(desk.session, desk_statements.DETAILS, act.row):
        # What a merged file knew to be earlier was another moment before.
        for copy, *was in json.loads(text).get("moments", ()):
            desk_statements.write(desk.session, stocktake_sql.SET_MOMENT, row, copy, *was)
    return str(found[0][0]) if len(found) == 1 else "", stocktake.name, ""


def _facts(row: Stocktake, spot: Spot, count: int) -> dict[str, object]:
    return {"how": str(spot.how), "count": count, "stocktake": row.id}


def _noted(desk: Desk, row: Stocktake, code: str) -> datetime | None:
    other = desk_statements.first(desk.session, stocktake_sql.OTHER, row.row, code)
    return _moment(other[0]) if other else None


def _id_of(desk: Desk, copy: int) -> str:
    return str(desk_statements.one(desk.session, stocktake_sql.COPY, copy)[8])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
