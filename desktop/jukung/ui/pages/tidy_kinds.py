"""What puts the catalogue in order: twins, names, one field of many, letters, the bin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jukung.domain import errors, published
from jukung.domain.kinds import BinWhy
from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.tidy_list import Done, TidyKind, TidyList
from jukung.ui.pieces.fields import named
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.bin import BinLine
    from jukung.library.desk import Desk
    from jukung.library.duplicates import Twin
    from jukung.library.mended_letters import Garbled
    from jukung.library.name_merging import NameLine, What
    from jukung.ui.room import Room


@dataclass(frozen=True, slots=True)
class TwinLine:
    """A title of a group that is probably one."""

    twin: Twin
    group: object
    is_first: bool


def twins(room: Room) -> TidyList:
    """Titles that are here twice; the ticked ones go into the one under the cursor."""

    def read(desk: Desk, typed: str) -> Sequence[TwinLine]:
        if typed:
            chosen = verbs.catalogue.find(desk, typed)
            alike = verbs.duplicates.of_ids(desk, [line.id for line in chosen])
            name = verbs.duplicates.letters
            return [TwinLine(each, name(each.title), is_first=True) for each in alike]
        groups = verbs.duplicates.twins(desk)
        return [
            TwinLine(each, at, is_first=not place)
            for at, group in enumerate(groups)
            for place, each in enumerate(group)
        ]

    def do(desk: Desk, ticked: list[TwinLine], current: TwinLine | None) -> Done:
        keep = current.twin.id if current else ""
        others = [line.twin.id for line in ticked if line.twin.id != keep]
        merged = verbs.title_merging.merge(desk, keep, others)
        words = many("{count} title went into it", "{count} titles went into it", merged.count)
        return Done(
            _("“{title}” is one title now").format(title=merged.title),
            words.format(count=number(merged.count)),
            merged.act_id,
        )

    kind: TidyKind[TwinLine] = TidyKind(
        purpose=_(
            "Titles with the same ISBN, or the same name, author and year. Tick those that go "
            "into the one that stays: copies, loans and holds go along. "
            "Type to choose among others."
        ),
        columns=[
            Column(_("Title"), _twin_cell),
            Column(_("Publisher"), lambda line: line.twin.publisher, width=170, from_width=700),
            Column(_("Year"), lambda line: published.brief(line.twin.year), width=70),
            Column(_("ISBN"), lambda line: line.twin.isbn, width=160, from_width=560),
            Column(_("Copies"), lambda line: number(line.twin.copies), width=100, align="right"),
        ],
        key=lambda line: line.twin.id,
        read=read,
        button=_("Make them one"),
        icon="check",
        empty=_("No title seems to be here twice."),
        search=_("Search title, person, subject, ISBN or number…"),
        keeps=_("Stays: {name}"),
        name=_twin_name,
        group=lambda line: line.group,
    )
    return TidyList(room, kind, do)


def names(room: Room, what: What) -> TidyList:
    """Names or subjects; the ticked ones are written as the line says."""
    line = QLineEdit()
    fields = QWidget()
    row = QHBoxLayout(fields)
    row.setContentsMargins(0, 0, 0, 0)
    row.addLayout(named(_("Write the ticked ones as"), line), 1)

    def do(desk: Desk, ticked: list[NameLine], _current: object) -> Done:
        if not ticked:
            raise errors.NothingChosen
        merged = verbs.name_merging.merge(desk, what, wanted[0], [each.name for each in ticked])
        words = many("Written in {count} title", "Written in {count} titles", merged.count)
        return Done(
            _("All are “{name}” now").format(name=merged.name),
            words.format(count=number(merged.count)),
            merged.act_id,
        )

    kind: TidyKind[NameLine] = TidyKind(
        purpose=_(
            "Those that differ in signs, order or old spelling come first; type to see others. "
            "Tick the wrong ones: all their titles are written anew, as the right one is."
        ),
        columns=[
            Column(_("Name") if what == "people" else _("Subject"), _name_cell),
            Column(_("Titles"), lambda each: number(each.count), width=90, align="right"),
        ],
        key=lambda each: each.name,
        read=lambda desk, typed: _names_found(desk, what, typed),
        button=_("Make them one"),
        icon="check",
        empty=_("Nothing fits. Type fewer letters."),
        search=_("Search names…") if what == "people" else _("Search subjects…"),
        group=lambda each: each.like or each.name,
        is_named=line.isModified,
    )
    # What the line holds is read here: the lane that stores must not ask a widget.
    wanted = [""]
    made = TidyList(room, kind, do, fields=fields)

    def remember(text: str) -> None:
        wanted[0] = text
        made.mark_keeper()

    def follow() -> None:
        keeper = made.keeper()
        # What somebody typed stays until it is emptied again.
        if keeper is not None and not line.isModified():
            line.setText(keeper.name)

    def begin_again(_said: object) -> None:
        line.setModified(False)
        follow()

    line.textChanged.connect(remember)
    made.changed.connect(follow)
    made.done.connect(begin_again)
    line.returnPressed.connect(made.do)
    return made


def letters(room: Room) -> TidyList:
    """Titles with garbled letters, as they are and as they would be."""

    def do(desk: Desk, ticked: list[Garbled], _current: object) -> Done:
        done = verbs.mended_letters.mend(desk, [each.title_id for each in ticked])
        words = many("{count} title repaired", "{count} titles repaired", done.count)
        return Done(words.format(count=number(done.count)), act_id=done.act_id)

    kind: TidyKind[Garbled] = TidyKind(
        purpose=_(
            "Letters that went through the wrong program, such as Ã© for é. "
            "Compare both sides, tick what is right, and repair it."
        ),
        columns=[
            Column(_("As it is"), lambda each: Cell(each.before, strong=True)),
            Column(_("As it would be"), lambda each: Cell(each.after, strong=True), width=380),
        ],
        key=lambda each: each.title_id,
        read=lambda desk, _typed: verbs.mended_letters.found(desk),
        button=_("Repair"),
        icon="check",
        empty=_("All letters are as they should be."),
    )
    return TidyList(room, kind, do)


def the_bin(room: Room) -> TidyList:
    """What lies in the recycle bin; merged titles are parted."""

    def do(desk: Desk, ticked: list[BinLine], _current: object) -> Done:
        for act_id in dict.fromkeys(b.act_id for b in ticked if b.why is BinWhy.merged):
            verbs.undoing.undo(desk, act_id)
        mistakes = [each.id for each in ticked if each.why is BinWhy.mistake]
        act_id, homeless = "", tuple[str, ...]()
        if mistakes or not ticked:
            moved = verbs.title_bin.put_back(desk, mistakes)
            act_id, homeless = moved.act_id, moved.homeless
        words = many("{count} title is back", "{count} titles are back", len(ticked))
        gone = _("The shelf of {barcode} is gone. Say where it stands.")
        detail = " ".join(gone.format(barcode=each) for each in homeless[:3])
        return Done(words.format(count=number(len(ticked))), detail=detail, act_id=act_id)

    kind: TidyKind[BinLine] = TidyKind(
        purpose=_(
            "Titles that were entered by mistake or made one with another. Tick them to put "
            "them back whole, with their copies and numbers."
        ),
        columns=[
            Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
            Column(_("Why"), _why_cell, width=260, from_width=560),
            Column(_("Since"), lambda line: brief_day(line.on_day), width=120),
        ],
        key=lambda line: line.id,
        read=lambda desk, _typed: verbs.title_bin.listed(desk),
        button=_("Put back"),
        icon="undo-2",
        empty=_("The bin is empty. Titles go there with Ctrl Shift K in the catalogue."),
    )
    return TidyList(room, kind, do)


def _twin_cell(line: TwinLine) -> Cell:
    same = _("same ISBN") if line.twin.why == "isbn" else ""
    below = " · ".join(filter(None, (line.twin.people, same)))
    return Cell(line.twin.title, below, strong=line.is_first, indent=0 if line.is_first else 1)


def _twin_name(line: TwinLine) -> str:
    """A title with what tells it from others of the same name."""
    twin = line.twin
    copies = many("{count} copy", "{count} copies", twin.copies)
    told = (published.brief(twin.year), twin.publisher, copies.format(count=number(twin.copies)))
    return f"{twin.title} ({', '.join(filter(None, told))})"


def _names_found(desk: Desk, what: What, typed: str) -> Sequence[NameLine]:
    if typed:
        return _beside_alike(verbs.name_merging.listed(desk, what, typed))
    return verbs.name_merging.alike(desk, what) or verbs.name_merging.listed(desk, what)


def _beside_alike(found: Sequence[NameLine]) -> list[NameLine]:
    """Names as they were found, each other spelling below the one most used."""
    groups: dict[str, list[NameLine]] = {}
    for each in found:
        groups.setdefault(verbs.name_merging.folded(each.name) or each.name, []).append(each)
    return [
        replace(each, like=group[0].name if place else "")
        for group in groups.values()
        for place, each in enumerate(group)
    ]


def _name_cell(line: NameLine) -> Cell:
    like = _("like {name}").format(name=line.like) if line.like else ""
    return Cell(line.name, like, strong=not line.like, indent=1 if line.like else 0)


def _why_cell(line: BinLine) -> Cell:
    if line.why is BinWhy.merged:
        return Cell(_("Made one with"), line.merged_into)
    return Cell(_("By mistake"))
