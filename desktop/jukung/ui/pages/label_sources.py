"""What may be printed, read on a lane: copies, members, numbers, sheets and designs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import errors
from jukung.domain.kinds import PrintWhat
from jukung.ui import verbs
from jukung.ui.pages.label_kinds import EVERY

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.intake import ImportLine
    from jukung.paper.cards import CardDesign
    from jukung.paper.sheets import Sheet

MOST = 20_000
"""Labels of one run; the rest follows when these are printed."""

FEW = 500
"""Enough for the first page, which must not wait for the rest."""

MOST_CARDS = 1_000
"""Cards have photos; more of them do not fit a small computer at once."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What may be printed of a kind."""

    what: PrintWhat
    unprinted: tuple[str, ...] = ()
    unprinted_count: int = 0
    last_import: ImportLine | None = None
    imported: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    """Numbers that are reserved and have no copy yet."""
    waiting: int = 0
    """How many are left out because they wait in a run."""
    is_whole: bool = True
    """Whether these are all there are, not only the first few."""
    most: int = MOST
    """How many were asked for."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The sheets and card designs there are."""

    sheets: tuple[Sheet, ...]
    cards: tuple[Sheet, ...]
    designs: tuple[CardDesign, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """The subjects of typed numbers, and the numbers nobody has."""

    subjects: tuple[str, ...]
    unknown: tuple[str, ...]


def papers(desk: Desk) -> Papers:
    """Every sheet, the library's own among them, and every card design."""
    own = []
    for name, written in verbs.own_sheets.every(desk):
        try:
            own.append(verbs.sheets.parse(name, written, own=True))
        except errors.Refusal:
            continue  # a sheet of a newer version; the others are still good
    return Papers(
        sheets=(*(s for s in own if s.use == "labels"), *verbs.sheets.sheets()),
        cards=(*(s for s in own if s.use == "cards"), *verbs.sheets.sheets("cards")),
        designs=verbs.paper_cards.designs(),
    )


def sources(
    desk: Desk, what: PrintWhat, *, most: int = MOST, with_waiting: bool = False
) -> Sources:
    """Everything of a kind that can be chosen; what waits in a run is left out unless wished."""
    kind = EVERY[what]
    if kind.is_copy:
        return _copy_sources(desk, what, most, with_waiting=with_waiting)
    if kind.is_member:
        waits = _waiting(desk, what)
        without = verbs.card_faces.without_card(desk, most=MOST_CARDS)
        faces = tuple(face.id for face in without if face.id not in waits)
        count = verbs.card_faces.without_card_count(desk) - (len(without) - len(faces))
        return Sources(what, unprinted=faces, unprinted_count=count, waiting=len(waits))
    if what is PrintWhat.blank:
        waits = _waiting(desk, what)
        blank = verbs.blank_numbers.blank(desk, most=MOST)
        return Sources(
            what,
            blank=tuple(each for each in blank if each not in waits),
            waiting=len(waits),
        )
    return Sources(what)


def _copy_sources(desk: Desk, what: PrintWhat, most: int, *, with_waiting: bool) -> Sources:
    line = next((i for i in verbs.intake.imports(desk) if not i.is_undone), None)
    imported = verbs.copies.of_act(desk, line.import_id, most=most) if line else ()
    waits = set() if with_waiting else _waiting(desk, what)
    without = verbs.copies.without_label(desk, what=what, most=most)
    ids = tuple(copy.id for copy in without if copy.id not in waits)
    return Sources(
        what,
        unprinted=ids,
        unprinted_count=verbs.copies.without_label_count(desk, what=what)
        - (len(without) - len(ids)),
        last_import=line,
        imported=tuple(copy.id for copy in imported),
        waiting=len(waits),
        is_whole=max(len(without), len(imported)) < most or most == MOST,
        most=most,
    )


def _waiting(desk: Desk, what: PrintWhat) -> set[str]:
    runs = (run for run in verbs.print_runs.waiting(desk) if run.what is what)
    return {subject for run in runs for subject in verbs.print_runs.left(desk, run.id)}


def look_up(desk: Desk, what: PrintWhat, typed: Sequence[str]) -> Looked:
    """The copies or members of numbers that were typed or scanned, in this order."""
    found, unknown = [], []
    for number in typed[:MOST]:
        try:
            if EVERY[what].is_member:
                found.append(verbs.card_faces.with_numbers(desk, (number,))[0].id)
            else:
                found.append(verbs.copies.show(desk, number).id)
        except errors.Refusal:
            unknown.append(number)
    return Looked(tuple(found), tuple(unknown))


def subjects_of_signs(typed: str) -> tuple[str, ...]:
    """One sign a line, its own lines between bars."""
    signs = ("|".join(part.strip() for part in line.split("|")) for line in typed.splitlines())
    return tuple(sign for sign in signs if sign.strip("| "))


def left_of(desk: Desk, run_id: str) -> tuple[str, ...]:
    """What a run still has to print; refuses RunUnknown."""
    return verbs.print_runs.left(desk, run_id)


def next_cell(desk: Desk, sheet: str) -> int | None:
    """The first free cell of the sheet of this name that was used last."""
    return verbs.print_runs.next_cell(desk, sheet)
