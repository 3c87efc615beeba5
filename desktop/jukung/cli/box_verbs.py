"""Verbs of boxes on loan: read, checked in, listed, put together, given back."""

from argparse import Namespace
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.domain import months
from jukung.domain.kinds import BoxArrival, BoxLeaving, BoxState
from jukung.exchange import box_exchange
from jukung.exchange.parcels.flushed import write_true
from jukung.library import box_arrival, box_return, boxes
from jukung.library.boxes import BoxCopyView, BoxDetail, BoxView
from jukung.words import N_, _, many, number, short_day

STATES = {
    BoxState.announced: N_("on its way here"),
    BoxState.here: N_("here"),
    BoxState.returning: N_("being put together"),
    BoxState.returned: N_("gone back"),
}


def read(arguments: Namespace) -> Answer:
    """Read the file of a box; the same file twice changes nothing."""
    found = box_exchange.read(Path(arguments.file))
    with opened(arguments) as library, library.changing() as desk:
        done = box_exchange.take(
            desk, found, for_other=arguments.for_other, trusting=arguments.trust
        )
    words = _("Box {number}: {count} copies listed") if done.act_id else _("Box {number} is known")
    if done.older:
        words = _("An older file of box {number}: a newer one was read before")
    said = words.format(number=done.view.number, count=number(done.view.listed))
    value = {"new": bool(done.act_id), "older": done.older, "shortened": done.shortened}
    return Answer(_value(done.view) | value, (said, _line(done.view)))


def begin(arguments: Namespace) -> Answer:
    """Begin a box that came before its file."""
    due = months.parse_day(arguments.due) if arguments.due else None
    with opened(arguments) as library, library.changing() as desk:
        done = box_arrival.begin_early(desk, arguments.box, owner=arguments.owner, due_on=due)
    return Answer(_value(done.view), (_line(done.view),))


def check(arguments: Namespace) -> Answer:
    """Check copies of a box in, each by itself; then put it on the shelf if wished."""
    how = BoxArrival.damaged if arguments.damaged else BoxArrival.here
    how = BoxArrival.missing if arguments.missing else how
    lines: list[str] = []
    with opened(arguments) as library:
        for barcode in arguments.copies:
            with library.changing() as desk:
                done = box_arrival.check(desk, arguments.box, barcode, how=how)
            state = _(_ARRIVED[done.copy.arrived])
            parts = (done.copy.number, done.copy.title, state)
            lines.append(" · ".join(filter(None, parts)))
        if arguments.finish:
            with library.changing() as desk:
                received = box_arrival.receive(desk, arguments.box)
            lines += [
                _("{number} is taken here; the copy is {other} now. Print a label for it.").format(
                    number=was, other=became
                )
                for was, became in received.renumbered
            ]
        with library.reading() as desk:
            view = boxes.show(desk, arguments.box).view
    return Answer(_value(view), (*lines, _line(view)))


def show(arguments: Namespace) -> Answer:
    """List the boxes, or the copies of one with where they are."""
    with opened(arguments) as library, library.reading() as desk:
        if not arguments.box:
            views = boxes.listed(desk)
            return Answer(
                [_value(each) for each in views],
                tuple(map(_line, views)) or (_("No box yet."),),
            )
        detail = boxes.show(desk, arguments.box)
    return Answer(
        _value(detail.view) | {"in_it": [_copy(each) for each in detail.copies]},
        (_line(detail.view), *(_copy_line(detail, each) for each in detail.copies)),
    )


def give_back(arguments: Namespace) -> Answer:
    """Put copies into a box, close it, and write its return list."""
    how = BoxLeaving.damaged if arguments.damaged else BoxLeaving.here
    with opened(arguments) as library:
        with library.reading() as desk:
            view = boxes.show(desk, arguments.box).view
        if view.state is BoxState.here:
            with library.changing() as desk:
                box_return.begin(desk, view.id)
        for barcode in arguments.copies:
            with library.changing() as desk:
                box_return.pack(desk, view.id, barcode, how=how)
        if arguments.finish:
            with library.changing() as desk:
                box_return.finish(desk, view.id)
        target = None
        if arguments.to:
            with library.reading() as desk:
                named = box_exchange.return_file(desk, view.id)
            target = box_exchange.write(named, Path(arguments.to))
        with library.reading() as desk:
            view = boxes.show(desk, view.id).view
    lines = (_line(view), *((_("Return list: {file}").format(file=target),) if target else ()))
    return Answer(_value(view) | {"file": str(target) if target else None}, lines)


def paper(arguments: Namespace) -> Answer:
    """Write the minutes of a box, or the list of what is not in it."""
    from jukung.ui.pages import box_work  # noqa: PLC0415 - draws papers, only this verb needs it

    target = target_of(arguments)
    make = box_work.minutes if arguments.what == "minutes" else box_work.differences
    with opened(arguments) as library, library.reading() as desk:
        pdf = make(desk, arguments.box, paper=arguments.paper)
    write_true(target, pdf)
    return Answer(written(target), (_("Saved: {file}").format(file=target),))


_WENT = {
    BoxLeaving.open: N_("not scanned yet"),
    BoxLeaving.here: N_("in the box"),
    BoxLeaving.missing: N_("missing"),
    BoxLeaving.damaged: N_("damaged"),
}
_ARRIVED = {
    BoxArrival.open: N_("not scanned yet"),
    BoxArrival.here: N_("here"),
    BoxArrival.missing: N_("missing"),
    BoxArrival.damaged: N_("damaged"),
    BoxArrival.extra: N_("not on the list"),
}


def _line(view: BoxView) -> str:
    counted = many("{count} copy", "{count} copies", view.listed).format(count=number(view.listed))
    parts = [view.number, view.owner, _(STATES[view.state]), counted]
    if view.due_on:
        parts.append(_("due back {day}").format(day=short_day(view.due_on)))
    parts += [
        " ".join((_(words), number(count)))
        for words, count in (
            (N_("not scanned yet"), view.unchecked if view.state is BoxState.announced else 0),
            (N_("missing"), view.missing),
            (N_("damaged"), view.damaged),
            (N_("not on the list"), view.extra),
            (N_("out"), view.out),
        )
        if count
    ]
    return " · ".join(parts)


def _copy_line(detail: BoxDetail, copy: BoxCopyView) -> str:
    went = detail.view.state is BoxState.returned
    state = _(_WENT[copy.went] if went else _ARRIVED[copy.arrived])
    return " · ".join(filter(None, (copy.label, copy.title, state, copy.card)))


def _copy(copy: BoxCopyView) -> dict[str, object]:
    return {
        "number": copy.number,
        "label": copy.label,
        "title": copy.title,
        "arrived": str(copy.arrived),
        "went": str(copy.went),
        "card": copy.card,
        "due_on": copy.due_on.isoformat() if copy.due_on else None,
    }


def _value(view: BoxView) -> dict[str, object]:
    days = {
        name: day.isoformat() if (day := getattr(view, name)) else None
        for name in ("received_on", "due_on", "returned_on")
    }
    counts = {
        name: getattr(view, name)
        for name in ("listed", "here", "missing", "damaged", "extra", "unchecked", "out", "packed")
    }
    return {
        "number": view.number,
        "name": view.name,
        "owner": view.owner,
        "state": str(view.state),
        "has_file": view.has_file,
        **days,
        **counts,
    }
