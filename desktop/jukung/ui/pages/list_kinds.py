"""The four lists of the page: what each shows, where it comes from, what it says empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.rows import Wanted
from jukung.words import N_, _, brief_day, many, number, rupiah, short_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.hold_lines import HoldLine
    from jukung.library.lists import DueLine, ListCounts


@dataclass(frozen=True, slots=True)
class ListKind:
    """One of the lists; the words are keys marked with `N_`."""

    name: str
    title: str
    key: str
    columns: Callable[[bool], list[Column[Any]]]
    """What is shown; in a prison, given True, only cards."""
    page: Callable[[Desk, Wanted], Sequence[Any]]
    count: Callable[[ListCounts], int]
    empty: tuple[str, str]
    is_holds: bool = False
    slip: str = ""
    """Which slips can be printed of it; empty for none."""


def kinds() -> tuple[ListKind, ...]:
    """The lists in the order of their keys."""
    return (
        ListKind(
            "due",
            N_("Due today"),
            "Ctrl+1",
            _due_columns,
            _due_page,
            lambda counts: counts.due_today,
            (
                N_("Nothing is due today"),
                N_("Copies that should come back today stand here in the morning."),
            ),
            slip="due",
        ),
        ListKind(
            "overdue",
            N_("Overdue"),
            "Ctrl+2",
            _due_columns,
            _overdue_page,
            lambda counts: counts.overdue,
            (
                N_("Nothing is late"),
                N_("Who keeps a copy too long stands here, with how to reach them."),
            ),
            slip="late",
        ),
        ListKind(
            "ready",
            N_("Ready shelf"),
            "Ctrl+3",
            _ready_columns,
            lambda desk, wanted: verbs.holds.ready_shelf(desk, wanted.offset, wanted.limit),
            lambda counts: counts.ready,
            (
                N_("The ready shelf is empty"),
                N_("A copy that comes back and that somebody waits for is set aside by itself."),
            ),
            is_holds=True,
            slip="ready",
        ),
        ListKind(
            "waiting",
            N_("Waiting"),
            "Ctrl+4",
            _waiting_columns,
            lambda desk, wanted: verbs.holds.waiting(desk, wanted.offset, wanted.limit),
            lambda counts: counts.waiting,
            (
                N_("Nobody waits for a title"),
                N_("When every copy is out, place a hold in the catalogue with Ctrl H."),
            ),
            is_holds=True,
        ),
    )


def _due_page(desk: Desk, wanted: Wanted) -> Sequence[DueLine]:
    after: Any = wanted.after
    if after is None and wanted.offset:
        return verbs.lists.due_on(desk, desk.today, most=wanted.offset + wanted.limit)[
            wanted.offset :
        ]
    return verbs.lists.due_on(
        desk, desk.today, after=after.key if after else None, most=wanted.limit
    )


def _overdue_page(desk: Desk, wanted: Wanted) -> Sequence[DueLine]:
    after: Any = wanted.after
    if after is not None:
        return verbs.lists.overdue(desk, after=after.key, most=wanted.limit)
    return verbs.lists.overdue(desk, skip=wanted.offset, most=wanted.limit)


def _due_columns(prison: bool) -> list[Column[Any]]:  # noqa: FBT001 - whether it is a prison's
    first: list[Column[Any]] = [
        Column(_("Title"), lambda line: Cell(line.title, _copy_of(line), strong=True)),
        Column(_("Due"), _due, width=132),
    ]
    if prison:
        return [Column(_("Card"), lambda line: Cell(line.card, strong=True), width=160), *first]
    return [
        Column(_("Member"), _member, width=200),
        *first,
        Column(_("Phone"), lambda line: Cell(line.phone, line.address), width=170, from_width=680),
        Column(_("Fine"), _fine, width=100, align="right", from_width=900),
    ]


def _ready_columns(prison: bool) -> list[Column[Any]]:  # noqa: FBT001 - the same
    return [
        Column(_("Title"), lambda hold: Cell(hold.title, hold.barcode, strong=True)),
        *_waiter(prison=prison),
        Column(_("Waits until"), _until, width=150),
    ]


def _waiting_columns(prison: bool) -> list[Column[Any]]:  # noqa: FBT001 - the same
    return [
        Column(_("Title"), lambda hold: Cell(hold.title, hold.people, strong=True)),
        *_waiter(prison=prison),
        Column(_("Place"), _place, width=90),
        Column(_("Since"), lambda hold: brief_day(hold.placed_on), width=130, from_width=780),
    ]


def _waiter(*, prison: bool) -> list[Column[Any]]:
    if prison:
        return [Column(_("Card"), lambda hold: hold.card, width=160)]
    return [
        Column(_("Member"), lambda hold: Cell(hold.name, hold.card), width=210),
        Column(_("Phone"), lambda hold: hold.phone, width=140, from_width=680),
    ]


def _copy_of(line: DueLine) -> str:
    return " · ".join(filter(None, (line.barcode, line.call_number)))


def _member(line: DueLine) -> Cell:
    parent = _("parent: {name}").format(name=line.guardian) if line.guardian else ""
    return Cell(line.name or line.card, " · ".join(filter(None, (line.card, parent))))


def _due(line: DueLine) -> Cell:
    if not line.late_days:
        return Cell(short_day(line.due_on))
    late = many("{count} day late", "{count} days late", line.late_days)
    return Cell(short_day(line.due_on), late.format(count=number(line.late_days)), tint="gold")


def _fine(line: DueLine) -> str:
    return rupiah(line.fine) if line.fine else ""


def _until(hold: HoldLine) -> Cell:
    return Cell(short_day(hold.until_on)) if hold.until_on else Cell()


def _place(hold: HoldLine) -> str:
    return _("{place} of {count}").format(place=number(hold.place), count=number(hold.queue_count))
