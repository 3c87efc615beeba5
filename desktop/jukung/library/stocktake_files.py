"""Numbers that come as a file: of a hand scanner, or of another PC that counts along.

Any code is accepted, and each line is answered. Reading a file twice changes nothing,
and files of several PCs may come in any order.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind, CopyStatus, SeenHow
from jukung.library import (
    journal,
    stocktake_counting,
    stocktake_sql,
    stocktake_text,
    stocktakes,
)
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.library.stocktake_counting import SeenAs, Spot
from jukung.library.stocktake_text import MARK, Line, read
from jukung.store import desk_statements
from jukung.store.tables import Stocktake

LIMIT_MB = stocktake_text.LIMIT_MB
_FIELD_ENDS = ("\t", ";", ",")
_Found = tuple[int | None, SeenAs]


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What became of a line; those without a word were empty and have none."""

    line: int
    text: str
    """Empty where it was a person's card, or in a prison no number of the library."""
    as_: SeenAs


@dataclass(frozen=True, slots=True)
class FileCounted:
    """What a file brought; without an act it brought nothing new."""

    act_id: str
    counts: Mapping[SeenAs, int]
    lines: tuple[LineAnswer, ...]
    too_old: int = 0
    """Lines of a merged file from before the stocktake began, left out."""
    new: int = 0
    """How many copies of the list were not seen before."""

    def odd(self) -> tuple[LineAnswer, ...]:
        """The lines that somebody has to look at."""
        good = (SeenAs.counted, SeenAs.again)
        return tuple(each for each in self.lines if each.as_ not in good)


@dataclass(slots=True)
class _Known:
    """What the stocktake knows, read once for the whole file."""

    listed: dict[int, list[str | None]]
    lent: set[int]
    held: set[int]
    noted: set[str]


@allowed(STAFF)
def export(desk: Desk, stocktake: str) -> bytes:
    """All codes seen so far, for the PC that puts them together; refuses StocktakeUnknown."""
    row = stocktakes.row_of(desk, stocktake)
    head = "\t".join((MARK, "1", desk.profile.uid, row.id, _flat(row.name)))
    found = desk_statements.rows(desk.session, stocktake_sql.SEEN_CODES, row.row)
    body = ("\t".join((_flat(code), at, _flat(where))) for code, at, where in found)
    return ("\r\n".join((head, *body)) + "\r\n").encode("utf-8")


@allowed(STAFF)
def count_file(
    desk: Desk, stocktake: str, content: bytes, *, file: str, where: str = ""
) -> FileCounted:
    """Count all numbers of a file as one act, and answer each line.

    Refuses StocktakeUnknown, StocktakeClosed, FileEmpty, FileTooLarge, ScanListUnreadable,
    StocktakeForeign.
    """
    row = stocktakes.open_row(desk, stocktake)
    found, origin = read(content, file=file)
    if origin is not None and origin[0] != desk.profile.uid:
        raise errors.StocktakeForeign(file)
    # The other PC's clock may be slow; of the same stocktake every line is good.
    same = origin is None or origin[1] == row.id
    begun = _begun(desk, row)
    lines = [
        stocktake_text.trusted(each, begun, max(desk.now, begun))
        for each in found
        if same or each.at is None or each.at >= begun
    ]
    old = len(found) - len(lines)
    how = SeenHow.file if origin is None else SeenHow.merge
    counting = _Counting(desk, row, how=how, where=where)
    answers = tuple(counting.take(line) for line in lines)
    act_id = counting.keep()
    counts = Counter(each.as_ for each in answers)
    return FileCounted(act_id, dict(counts), answers, old, counting.new)


class _Counting:
    """A file on its way into a stocktake."""

    def __init__(self, desk: Desk, row: Stocktake, *, how: SeenHow, where: str) -> None:
        self._desk, self._row, self._how, self._where = desk, row, how, where
        self._places = stocktake_counting.place_names(desk)
        self._known = _known(desk, row)
        self._seen: dict[int, Spot] = {}
        self._others: dict[str, tuple[int | None, Spot, SeenAs]] = {}
        self._moments: list[tuple[int, str, str]] = []
        self._meant: dict[str, _Found] = {}

    @property
    def new(self) -> int:
        """How many copies of the list were not seen before."""
        return len(self._seen)

    def take(self, line: Line) -> LineAnswer:
        """Take a line in; nothing is written yet."""
        where = stocktake_counting.known_place(line.where or self._where, self._places)
        spot = Spot(line.at or self._desk.now, self._how, where)
        text, (copy, meant) = self._mean(line.text)
        if copy is None:
            as_ = self._note(codes.fold(text)[: stocktake_counting.LONGEST], None, spot, meant)
            kept = as_ not in (SeenAs.card, SeenAs.words)
            shown = text[: stocktake_counting.LONGEST] if kept else ""
            return LineAnswer(line.no, shown, as_)
        listed = self._known.listed.get(copy)
        if listed is None:
            return LineAnswer(line.no, text, self._elsewhere(copy, spot))
        return LineAnswer(line.no, text, self._see(copy, listed, spot))

    def keep(self) -> str:
        """Write everything down as one act; gives its id, empty where nothing is new."""
        if not (self._seen or self._others or self._moments):
            return ""
        desk, row = self._desk, self._row
        facts = {"how": str(self._how), "count": len(self._seen), "stocktake": row.id}
        act = journal.begin(desk, ActKind.count_copies, facts=facts)
        connection = desk.session.connection()
        for statement, many in (
            (
                stocktake_sql.SEE,
                [
                    (row.row, copy, spot.text, str(spot.how), spot.where, act.row)
                    for copy, spot in self._seen.items()
                ],
            ),
            (
                stocktake_sql.ADD_OTHER,
                [
                    (row.row, code, copy, spot.text, str(spot.how), spot.where, str(why), act.row)
                    for code, (copy, spot, why) in self._others.items()
                ],
            ),
        ):
            if many:
                connection.exec_driver_sql(statement, many)
        moments = [self._earlier(copy, at, where) for copy, at, where in self._moments]
        detail = {"seen": len(self._seen), "others": len(self._others), "moments": moments}
        journal.note(desk, act, "see_many", noun="stocktake", noun_id=row.id, detail=detail)
        return act.id

    def _mean(self, text: str) -> tuple[str, _Found]:
        """The code of a line: the whole of it, or its first field that is one of ours."""
        whole = self._one(text)
        if whole[0] is not None or whole[1] is SeenAs.card:
            return text, whole
        for end in _FIELD_ENDS:
            for part in text.split(end) if end in text else ():
                found = self._one(part.strip().strip('"')) if part.strip() else whole
                if found[0] is not None or found[1] is SeenAs.card:
                    return part.strip().strip('"'), found
        return text, whole

    def _one(self, text: str) -> _Found:
        folded = codes.fold(text)
        if folded not in self._meant:
            exact = desk_statements.first(
                self._desk.session, "SELECT copy FROM copy_number WHERE number = ?1", folded
            )
            self._meant[folded] = (
                (int(exact[0]), SeenAs.counted)
                if exact
                else stocktake_counting.meaning(self._desk, text)
            )
        return self._meant[folded]

    def _note(self, code: str, copy: int | None, spot: Spot, why: SeenAs) -> SeenAs:
        # Signs that nobody sees leave nothing to note.
        if why not in stocktake_counting.KEPT or not code:
            return why
        if code in self._known.noted or code in self._others:
            return SeenAs.again
        self._others[code] = (copy, spot, why)
        return why

    def _elsewhere(self, copy: int, spot: Spot) -> SeenAs:
        facts = desk_statements.one(self._desk.session, stocktake_sql.COPY, copy)
        gone = facts[3] == CopyStatus.withdrawn
        why = SeenAs.withdrawn if gone else SeenAs.elsewhere
        return self._note(codes.fold(str(facts[0])), copy, spot, why)

    def _see(self, copy: int, listed: list[str | None], spot: Spot) -> SeenAs:
        seen_at, seen_where, status, place = listed
        if seen_at is not None or copy in self._seen:
            self._be_earlier(copy, listed, spot)
            return SeenAs.again
        self._seen[copy] = spot
        told = (
            (copy in self._known.lent, SeenAs.lent),
            (copy in self._known.held, SeenAs.waits),
            (status == CopyStatus.withdrawn, SeenAs.withdrawn),
            (status == CopyStatus.missing, SeenAs.found),
            (bool(spot.where and place and spot.where != place), SeenAs.misplaced),
        )
        del seen_where
        return next((as_ for is_so, as_ in told if is_so), SeenAs.counted)

    def _be_earlier(self, copy: int, listed: list[str | None], spot: Spot) -> None:
        """Of two PCs that saw a copy, the earlier scan stands, whichever file came first."""
        if self._how is not SeenHow.merge:
            return
        if copy in self._seen:
            if (spot.text, spot.where) < (self._seen[copy].text, self._seen[copy].where):
                self._seen[copy] = spot
        elif (spot.text, spot.where) < (listed[0] or "", listed[1] or ""):
            self._moments.append((copy, spot.text, spot.where))

    def _earlier(self, copy: int, at: str, where: str) -> tuple[int, str | None, str | None]:
        was = self._known.listed[copy]
        write = desk_statements.write
        write(self._desk.session, stocktake_sql.SET_MOMENT, self._row.row, copy, at, where)
        return copy, was[0], was[1]


def _known(desk: Desk, row: Stocktake) -> _Known:
    ask = desk_statements.rows
    return _Known(
        {each[0]: list(each[1:]) for each in ask(desk.session, stocktake_sql.LIST, row.row)},
        {each[0] for each in ask(desk.session, stocktake_sql.LENT)},
        {each[0] for each in ask(desk.session, stocktake_sql.HELD)},
        {each[0] for each in ask(desk.session, stocktake_sql.NOTED, row.row)},
    )


def _begun(desk: Desk, row: Stocktake) -> datetime:
    at = desk_statements.one(desk.session, "SELECT at FROM journal_act WHERE row = ?1", row.act)
    return datetime.fromisoformat(at[0]).replace(tzinfo=UTC)


def _flat(text: str) -> str:
    return " ".join(text.split())
