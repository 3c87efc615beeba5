"""Verbs of boxes on loan and of prisons; `--library` names the agency's file."""

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path

from jukung.agency import agreements, box_files, box_lists, box_papers, boxes, prison_pages
from jukung.agency.boxes import BoxLine
from jukung.agency.office import OfficeDesk
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of
from jukung.cli.offices import opened
from jukung.domain import months
from jukung.exchange.packs import lists
from jukung.exchange.parcels.flushed import write_true
from jukung.words import N_, _, brief_day, number

_STATES = {
    boxes.BoxState.prepared: N_("prepared"),
    boxes.BoxState.out: N_("out"),
    boxes.BoxState.back: N_("back"),
    boxes.BoxState.gone: N_("gone"),
}
_COPY_STATES = {
    boxes.BoxCopyState.in_box: N_("in the box"),
    boxes.BoxCopyState.missing: N_("missing"),
    boxes.BoxCopyState.damaged: N_("damaged"),
}


def new(arguments: Namespace) -> Answer:
    """Make a box of a list of books."""
    found = lists.read_list(Path(arguments.file))
    with opened(arguments) as office, office.changing(by=arguments.staff) as desk:
        plan = box_lists.plan(desk, found)
        line = boxes.prepare(desk, number=arguments.number, name=arguments.name, copies=plan.copies)
        if arguments.site:
            line = boxes.assign(desk, line.uid, arguments.site)
    value = _value(line) | {
        "odd": [asdict(each) for each in plan.odd],
        "taken": [asdict(each) for each in plan.taken],
    }
    lines = [_line(line)]
    lines += [f"  {each.line}: {each.what} {each.text}" for each in plan.odd]
    words = _("  {line}: {number} is in box {box}")
    lines += [words.format(line=each.line, number=each.number, box=each.box) for each in plan.taken]
    return Answer(value, tuple(lines))


def list_boxes(arguments: Namespace) -> Answer:
    """List the boxes, or those that should be back."""
    with opened(arguments) as office, office.reading() as desk:
        found = boxes.overdue(desk) if arguments.overdue else boxes.all_boxes(desk)
    return Answer([_value(each) for each in found], tuple(map(_line, found)))


def show(arguments: Namespace) -> Answer:
    """Show a box, its copies and what was done with it."""
    with opened(arguments) as office, office.reading() as desk:
        detail = boxes.show(desk, arguments.number)
    value = _value(detail.line) | {
        "copies": [asdict(each.copy) | {"state": str(each.state)} for each in detail.copies],
        "history": [[each.at.isoformat(), each.what, each.by] for each in detail.history],
    }
    lines = [_line(detail.line)]
    lines += [
        f"  {each.copy.number}  {each.copy.title}  {_(_COPY_STATES[each.state])}"
        for each in detail.copies
    ]
    return Answer(value, tuple(lines))


def hand_over(arguments: Namespace) -> Answer:
    """Lend a box to a library: its file, its minutes and its label."""
    folder = folder_of(arguments.to)
    with opened(arguments) as office:
        with office.changing(by=arguments.staff) as desk:
            if arguments.site:
                boxes.assign(desk, arguments.number, arguments.site)
            handed = box_files.hand_over(
                desk,
                arguments.number,
                out_on=_day(desk, arguments.on),
                due_on=months.parse_day(arguments.due),
            )
        with office.reading() as desk:
            minutes = box_papers.minutes(desk, handed.line.uid, paper=arguments.paper)
            label = box_papers.label(desk, handed.line.uid)
    stem = Path(handed.file).stem
    files = [
        box_files.write(handed, folder),
        write_true(folder / f"{stem}-minutes.pdf", minutes),
        write_true(folder / f"{stem}-label.pdf", label),
    ]
    value = _value(handed.line) | {"files": [str(each) for each in files]}
    return Answer(value, (_line(handed.line), *map(str, files)))


def take_back(arguments: Namespace) -> Answer:
    """Take a box back, by its library's return list or by what was counted here."""
    with opened(arguments) as office, office.changing(by=arguments.staff) as desk:
        on = _day(desk, arguments.on)
        by_list = arguments.number.casefold().endswith(box_files.ENDING)
        if by_list:
            path = Path(arguments.number)
            line = box_files.take_back_by_list(desk, path, back_on=on).line
        else:
            line = boxes.take_back(
                desk,
                arguments.number,
                back_on=on,
                missing=arguments.missing,
                damaged=arguments.damaged,
            )
    told = [_line(line), *_not_whole(line)]
    if not by_list:
        told.append(
            _(
                "No return list was read: {count} copies count as back. When the library's list "
                "comes, read it with: jukung agency box take-back FILE.jkb"
            ).format(count=number(line.going))
        )
    return Answer(_value(line) | {"by_list": by_list}, tuple(told))


def change(arguments: Namespace) -> Answer:
    """Rename a box, leave it where it is until later, or put a copy right."""
    with opened(arguments) as office, office.changing(by=arguments.staff) as desk:
        detail = boxes.show(desk, arguments.number)
        line = detail.line
        if arguments.name is not None or arguments.note is not None:
            name = line.name if arguments.name is None else arguments.name
            note = detail.note if arguments.note is None else arguments.note
            line = boxes.rename(desk, line.uid, name=name, note=note)
        if arguments.due:
            line = boxes.prolong(desk, line.uid, months.parse_day(arguments.due))
        for copy in arguments.found:
            line = boxes.put_right(desk, line.uid, copy)
    return Answer(_value(line), (_line(line),))


def give_up(arguments: Namespace) -> Answer:
    """A box is no more; its copies can go into others."""
    with opened(arguments) as office, office.changing(by=arguments.staff) as desk:
        line = boxes.give_up(desk, arguments.number)
    return Answer(_value(line), (_line(line),))


def write_again(arguments: Namespace) -> Answer:
    """Write the file of a box that is out once more."""
    with opened(arguments) as office, office.reading() as desk:
        handed = box_files.file_again(desk, arguments.number)
    path = box_files.write(handed, folder_of(arguments.to))
    return Answer({"file": str(path)}, (_("Written: {path}").format(path=path),))


def add_agreement(arguments: Namespace) -> Answer:
    """Keep the agreement with a prison."""
    with opened(arguments) as office, office.changing(by=arguments.staff) as desk:
        agreed = agreements.add(
            desk,
            arguments.code,
            from_on=months.parse_day(arguments.first),
            until_on=months.parse_day(arguments.last),
            number=arguments.number,
            signed_on=months.parse_day(arguments.signed) if arguments.signed else None,
        )
    words = _("Agreement kept: {first} – {last}")
    line = words.format(first=brief_day(agreed.from_on), last=brief_day(agreed.until_on))
    return Answer(asdict(agreed), (line,))


def list_agreements(arguments: Namespace) -> Answer:
    """List the prisons, those whose agreement ends first at the top."""
    with opened(arguments) as office, office.reading() as desk:
        found = agreements.prisons(desk)
    value = [
        {
            "code": each.site.code,
            "name": each.site.name,
            "standing": str(each.standing),
            "until": each.newest.until_on if each.newest else None,
            "days_left": each.days_left,
        }
        for each in found
    ]
    lines = tuple(
        f"{each.site.code}  {each.site.name}  {prison_pages.standing_words(each)}" for each in found
    )
    return Answer(value, lines)


def prison_page(arguments: Namespace) -> Answer:
    """Write the page of a prison for the renewal of its agreement."""
    with opened(arguments) as office, office.reading() as desk:
        year = arguments.year or desk.today.year
        content = prison_pages.page(desk, arguments.code, year, paper=arguments.paper)
    path = write_true(Path(arguments.to), content)
    return Answer({"file": str(path)}, (_("Written: {path}").format(path=path),))


def _not_whole(line: BoxLine) -> list[str]:
    """What of a box cannot go out again."""
    counted = ((_("missing"), line.missing), (_("damaged"), line.damaged))
    told = " · ".join(f"{words} {number(count)}" for words, count in counted if count)
    return [f"  {told}"] if told else []


def _day(desk: OfficeDesk, typed: str | None) -> date:
    return months.parse_day(typed) if typed else desk.today


def _value(line: BoxLine) -> dict[str, object]:
    return asdict(line) | {"state": str(line.state)}


def _line(line: BoxLine) -> str:
    due = _("due {day}").format(day=brief_day(line.due_on)) if line.due_on else ""
    parts = (line.number, line.name, _(_STATES[line.state]), line.site_name, due)
    return "  ".join(filter(None, (*parts, number(line.copies))))
