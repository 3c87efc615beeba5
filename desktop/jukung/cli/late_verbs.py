"""The verb of late entry: a day's paper slips from a list."""

import csv
from argparse import Namespace
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import errors, typed
from jukung.domain.kinds import SlipAct
from jukung.domain.typed import TypedSlip
from jukung.exchange.listed.text_file import open_text
from jukung.library import late_entry
from jukung.library.late_entry import Batch, Finding
from jukung.words import _, long_month, number

_COLUMNS = ("day", "time", "what", "card", "number")
_HEADS = frozenset({"day", "hari", "tanggal"})


def record(arguments: Namespace) -> Answer:
    """Record the slips of a list as one act, or say what is against them."""
    slips, first = _read(Path(arguments.file))
    with opened(arguments) as library:
        with library.reading() as desk:
            findings = late_entry.check(desk, slips)
        stops = len({f.index for f in findings if f.level == "stop"})
        if arguments.check or (stops and not arguments.only_good):
            return _told(findings, slips, first, stops if not arguments.check else 0)
        with library.changing() as desk:
            waiting = late_entry.drafts(desk)
            batch = late_entry.record(desk, slips, only_good=arguments.only_good)
            late_entry.keep_drafts(desk, waiting + late_entry.drafts(desk))
    return Answer(_value(batch, findings, first), (*_lines(batch), *_words(findings, first)))


def _read(path: Path) -> tuple[list[TypedSlip], int]:
    """The slips of a list, and the line of its first one."""
    text = open_text(path).text
    head = text.splitlines()[0]
    sign = max(",;\t", key=head.count)
    try:
        rows = [
            row for row in csv.reader(StringIO(text), delimiter=sign) if any(map(str.strip, row))
        ]
    except csv.Error:
        raise errors.FormatUnknown(path.name) from None
    has_head = bool(rows) and rows[0][0].strip().casefold() in _HEADS
    slips = [_slip(row) for row in rows[has_head:]]
    if not slips:
        raise errors.SlipsMissing
    return slips, 1 + has_head


def _slip(row: Sequence[str]) -> TypedSlip:
    day, time, what, card, barcode, *_rest = (*map(str.strip, row), *[""] * len(_COLUMNS))
    act = typed.read_act(what)
    if act is None:
        raise errors.SlipActUnknown(what)
    return TypedSlip(day, time, act, card if act is SlipAct.lend else "", barcode)


def _told(
    findings: Sequence[Finding], slips: Sequence[TypedSlip], first: int, stops: int
) -> Answer:
    value = {"slips": len(slips), "findings": _listed(findings, first)}
    words = _words(findings, first) or [_("Nothing is against these slips.")]
    refusal = errors.SlipsConflict(stops) if stops else None
    return Answer(value, tuple(words), refusal)


def _value(batch: Batch, findings: Sequence[Finding], first: int) -> dict[str, object]:
    return {
        "act": batch.act_id,
        "lent": batch.lent_count,
        "returned": batch.returned_count,
        "renewed": batch.renewed_count,
        "in_house": batch.in_house_count,
        "left": batch.left_count,
        "months": [month.text for month in batch.reopened_months],
        "findings": _listed(findings, first),
    }


def _lines(batch: Batch) -> list[str]:
    lines = [
        _(
            "Recorded: {lent} lent, {returned} returned, {renewed} renewed, {read} read here."
        ).format(
            lent=number(batch.lent_count),
            returned=number(batch.returned_count),
            renewed=number(batch.renewed_count),
            read=number(batch.in_house_count),
        )
    ]
    if batch.left_count:
        words = _("{count} slips wait for a look.")
        lines.append(words.format(count=number(batch.left_count)))
    lines += [
        _("{month} was closed before: close it again to send its replacement.").format(
            month=long_month(month.year, month.number)
        )
        for month in batch.reopened_months
    ]
    return lines


def _words(findings: Sequence[Finding], first: int) -> list[str]:
    words = _("Line {line}: {words}")
    return [words.format(line=number(f.index + first), words=f.words) for f in findings]


def _listed(findings: Sequence[Finding], first: int) -> list[dict[str, object]]:
    return [
        {"line": f.index + first, "level": f.level, "code": f.code, "words": f.words}
        for f in findings
    ]
