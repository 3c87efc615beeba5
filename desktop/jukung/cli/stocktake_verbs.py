"""Verbs of stocktakes: begun, counted by numbers or files, finished, decided, printed."""

from argparse import Namespace
from pathlib import Path

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.domain import errors
from jukung.domain.kinds import StocktakeDecision
from jukung.exchange import stock_lists
from jukung.exchange.parcels.flushed import write_true
from jukung.library import (
    stocktake_counting,
    stocktake_deciding,
    stocktake_files,
    stocktake_lists,
    stocktakes,
)
from jukung.library.desk import Desk
from jukung.library.stocktakes import TO_DECIDE, Fate, Scope, StocktakeView
from jukung.words import _, brief_day, many, number


def begin(arguments: Namespace) -> Answer:
    """Freeze the list of what should be there."""
    with opened(arguments) as library, library.changing() as desk:
        scope = _scope(desk, arguments.of, arguments.part)
        view = stocktakes.show(desk, stocktakes.begin(desk, arguments.name, scope))
    return Answer(_value(view), (_line(view),))


def parts(arguments: Namespace) -> Answer:
    """List what can be counted by itself."""
    with opened(arguments) as library, library.reading() as desk:
        found = stocktakes.parts(desk)
    value = [
        {
            "of": each.scope.what,
            "part": each.scope.key,
            "name": each.scope.name,
            "copies": each.count,
        }
        for each in found
    ]
    lines = [f"{stock_lists.scope_name(each.scope)}: {number(each.count)}" for each in found]
    return Answer(value, tuple(lines))


def listed(arguments: Namespace) -> Answer:
    """List the stocktakes, the latest first."""
    with opened(arguments) as library, library.reading() as desk:
        found = stocktakes.listed(desk)
    lines = tuple(_line(each) for each in found)
    return Answer([_value(each) for each in found], lines or (_("No stocktake yet."),))


def show(arguments: Namespace) -> Answer:
    """Show how far a stocktake is, and each copy that is not right."""
    with opened(arguments) as library, library.reading() as desk:
        view = stocktakes.show(desk, arguments.name)
        odd = stocktake_lists.lines(desk, view.id, (*TO_DECIDE, Fate.misplaced))
        others = stocktake_lists.others(desk, view.id)
        strange = stocktake_lists.out_of_order(desk, view.id)
    lines = [_line(view)]
    lines += [": ".join((_(messages.FATES[fate]), number(n))) for fate, n in view.fates.items()]
    lines += [
        "  ".join(filter(None, (each.number, each.title, _(messages.FATES[each.fate]))))
        for each in odd
    ]
    lines += [
        "  ".join(filter(None, (each.code, each.title, _(messages.SEEN_AS[each.why]))))
        for each in others
    ]
    lines += [
        _("{number} stands among other call numbers: {call}").format(number=code, call=call)
        for call, code, _title in strange
    ]
    value = _value(view) | {
        "fates": {str(fate): count for fate, count in view.fates.items()},
        "odd": [
            {"number": each.number, "fate": str(each.fate), "decision": str(each.decision)}
            for each in odd
        ],
        "others": [{"code": each.code, "why": str(each.why)} for each in others],
        "out_of_order": [code for _call, code, _title in strange],
    }
    return Answer(value, tuple(lines))


def count(arguments: Namespace) -> Answer:
    """Count numbers, each by itself, and answer each."""
    value, lines = [], []
    with opened(arguments) as library:
        for code in arguments.codes:
            with library.changing() as desk:
                seen = stocktake_counting.count(
                    desk, arguments.name, code, where=arguments.where, by_scanner=False
                )
            value.append({"number": seen.number or seen.code, "as": str(seen.as_)})
            parts_ = (seen.number or seen.code, seen.title, _(messages.SEEN_AS[seen.as_]))
            lines.append("  ".join(filter(None, parts_)))
    return Answer(value, tuple(lines))


def count_file(arguments: Namespace) -> Answer:
    """Count the numbers of a file; reading it twice changes nothing."""
    path = Path(arguments.file)
    try:
        content = path.read_bytes()
    except OSError as trouble:
        raise errors.ScanListUnreadable(path.name) from trouble
    with opened(arguments) as library, library.changing() as desk:
        done = stocktake_files.count_file(
            desk, arguments.name, content, file=path.name, where=arguments.where
        )
    copies = many("{count} copy counted", "{count} copies counted", done.new)
    lines = [copies.format(count=number(done.new))]
    lines += [": ".join((_(messages.SEEN_AS[as_]), number(n))) for as_, n in done.counts.items()]
    lines += [
        "  ".join((_("line {n}").format(n=each.line), each.text, _(messages.SEEN_AS[each.as_])))
        for each in done.odd()
    ]
    value = {
        "new": done.new,
        "counts": {str(as_): n for as_, n in done.counts.items()},
        "too_old": done.too_old,
        "lines": [
            {"line": each.line, "text": each.text, "as": str(each.as_)} for each in done.odd()
        ],
        "act": done.act_id,
    }
    return Answer(value, tuple(lines))


def export(arguments: Namespace) -> Answer:
    """Write the numbers seen so far, for the PC that puts them together."""
    target = target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        content = stocktake_files.export(desk, arguments.name)
    write_true(target, content)
    return Answer(written(target), (_("Saved: {file}").format(file=target),))


def finish(arguments: Namespace) -> Answer:
    """End the counting; nothing is deleted."""
    return _step(arguments, stocktakes.finish)


def reopen(arguments: Namespace) -> Answer:
    """Count on in a finished stocktake."""
    return _step(arguments, stocktakes.reopen)


def drop(arguments: Namespace) -> Answer:
    """Give a stocktake up that was begun by mistake."""
    with opened(arguments) as library, library.changing() as desk:
        act_id = stocktakes.drop(desk, arguments.name)
    return Answer({"act": act_id}, (_("“{name}” is given up.").format(name=arguments.name),))


def decide(arguments: Namespace) -> Answer:
    """Say what becomes of copies after a stocktake."""
    with opened(arguments) as library, library.changing() as desk:
        wanted = list(arguments.copies)
        if arguments.unseen:
            wanted += [
                line.number
                for line in stocktake_lists.lines(desk, arguments.name, (Fate.unseen,))
                if line.decision is StocktakeDecision.open
            ]
        done = stocktake_deciding.decide(
            desk,
            arguments.name,
            wanted,
            StocktakeDecision(arguments.decision),
            reason=arguments.reason,
        )
    words = many("{count} copy: {decision}", "{count} copies: {decision}", done.count)
    said = words.format(
        count=number(done.count),
        decision=_(messages.STOCKTAKE_DECISIONS[arguments.decision]),
    )
    record = (_("Record {number}.").format(number=done.number),) if done.number else ()
    value = {"count": done.count, "record": done.number, "act": done.act_id}
    return Answer(value, (said, *record))


def take_back(arguments: Namespace) -> Answer:
    """Take a lent copy back that was seen."""
    with opened(arguments) as library, library.changing() as desk:
        slip = stocktake_deciding.take_back(desk, arguments.name, arguments.barcode)
    words = _("Returned: {number}").format(number=slip.barcode)
    return Answer({"barcode": slip.barcode, "act": slip.act_id}, (words,))


def paper(arguments: Namespace) -> Answer:
    """Write the minutes as PDF, or everything as a workbook."""
    from jukung.ui.pages import stocktake_work  # noqa: PLC0415 - draws papers, only here

    target = target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        if target.suffix.casefold() == ".xlsx":
            content = stocktake_work.stocktake_workbook(desk, arguments.name)
        else:
            content = stocktake_work.stocktake_pdf(desk, arguments.name, paper=arguments.paper)
    write_true(target, content)
    return Answer(written(target), (_("Saved: {file}").format(file=target),))


def _step(arguments: Namespace, step: object) -> Answer:
    with opened(arguments) as library, library.changing() as desk:
        act_id = step(desk, arguments.name)  # type: ignore[operator]  # one of the two above
        view = stocktakes.show(desk, arguments.name)
    return Answer(_value(view) | {"act": act_id}, (_line(view),))


def _scope(desk: Desk, what: str, part: str) -> Scope:
    """The part that was typed, by its key or its name."""
    if what == "all":
        return Scope()
    wanted = part.strip().casefold()
    for each in stocktakes.parts(desk):
        known = {each.scope.key, each.scope.name, stock_lists.class_name(each.scope.key)}
        if each.scope.what == what and wanted in {name.casefold() for name in known}:
            return each.scope
    raise errors.StocktakeEmpty


def _line(view: StocktakeView) -> str:
    seen = _("{seen} of {expected} seen").format(
        seen=number(view.seen), expected=number(view.expected)
    )
    state = _("Goes on") if view.state == "open" else _("Finished")
    parts_ = (view.name, stock_lists.scope_name(view.scope), brief_day(view.began_on), seen, state)
    return " · ".join(parts_)


def _value(view: StocktakeView) -> dict[str, object]:
    return {
        "id": view.id,
        "name": view.name,
        "of": view.scope.what,
        "part": view.scope.key,
        "state": str(view.state),
        "began_on": view.began_on.isoformat(),
        "ended_on": view.ended_on.isoformat() if view.ended_on else None,
        "expected": view.expected,
        "seen": view.seen,
        "unknown": view.unknown,
        "elsewhere": view.elsewhere,
    }
