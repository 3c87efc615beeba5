"""Verbs of ready sheets: the workbook of the IPLM, its evidence, the SIM, the standards."""

from argparse import Namespace
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, opened
from jukung.cli.placed import target_of, written
from jukung.cli.report_verbs import head_of
from jukung.domain import errors, months
from jukung.exchange import tables
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.workbooks import iplm as workbooks
from jukung.figures.ready import answers, iplm, ready_tables
from jukung.figures.ready import readiness as standards
from jukung.figures.ready import sim as aid
from jukung.figures.ready.year import last_full_year, span_of
from jukung.figures.reports.report import ReportTable, Span
from jukung.library import letterhead
from jukung.library.desk import Desk
from jukung.paper.readiness_page import readiness_pages
from jukung.paper.report_pages import report_page
from jukung.words import _, number

_SUFFIXES = (".xlsx", ".csv", ".pdf")
_FIRST, _LAST = 1990, 2999


def fill(arguments: Namespace) -> Answer:
    """Fill one row of the IPLM workbook; the chosen one is never changed."""
    path = Path(arguments.workbook).resolve()
    target = target_of(arguments) if arguments.out else None
    with opened(arguments) as library, library.changing() as desk:
        year = _year(arguments.year, last_full_year(desk.today))
        _save_answers(desk, arguments, year)
        found = _choose(desk, path, arguments, year)
        for column, source in _pairs(arguments.map):
            letters = column.upper()
            if letters not in found.layout.headings:
                raise errors.ColumnUnknown(column)
            iplm.choose(desk, found.layout.fingerprint, letters, source=source)
        if arguments.map:
            found = _choose(desk, path, arguments, year)
    if target is not None:
        workbooks.write(found, target)
    value = {
        "year": year,
        "sheet": found.layout.sheet.name,
        "row": found.layout.row,
        "filled": found.row.values(),
        "not_recorded": [each.column for each in iplm.unrecorded(found.row.lines)],
        "file": str(target) if target else None,
    }
    lines = [_fill_line(each) for each in found.row.lines]
    if target is not None:
        lines.append(_("Written: {path}").format(path=target))
    return Answer(value, tuple(lines))


def evidence(arguments: Namespace) -> Answer:
    """Write the lists that prove the figures of a year."""
    folder = folder_of(arguments.to)
    with opened(arguments) as library, library.reading() as desk:
        year = _year(arguments.year, last_full_year(desk.today))
        made = workbooks.write_evidence(desk, folder, year=year)
    lines = [_("Written: {path}").format(path=each) for each in made]
    return Answer(
        {"year": year, "files": [str(each) for each in made]},
        tuple(lines) or (_("Nothing is recorded of these days."),),
    )


def sim(arguments: Namespace) -> Answer:
    """List activities in the order in which they are typed into the SIM."""
    target = _target(arguments)
    with opened(arguments) as library, library.reading() as desk:
        span = _span(desk, arguments)
        groups = aid.groups(desk, span)
        table = aid.sheet(desk, span)
        content = None if target is None else _content(desk, table, target, arguments.paper)
    if target is not None and content is not None:
        write_true(target, content)
        said = _("Written: {path}").format(path=target)
        return Answer(written(target, rows=len(table.rows)), (said,))
    value = [
        {
            "strategy": group.code,
            "participants": group.participants,
            "activities": [
                {"activity": each.id, "typed": each.is_typed}
                | {value.name: value.value for value in each.values}
                for each in group.activities
            ],
        }
        for group in groups
    ]
    return Answer(value, tuple(_sim_lines(groups)))


def readiness(arguments: Namespace) -> Answer:
    """Compare the library with the standards for its kind."""
    target = _target(arguments)
    with opened(arguments) as library, library.changing() as desk:
        year = _year(arguments.year, desk.today.year)
        _save_answers(desk, arguments, year)
        found = standards.judge(desk, year)
        content = None if target is None else _judged(desk, found, target, arguments.paper)
    if target is not None and content is not None:
        write_true(target, content)
        said = _("Written: {path}").format(path=target)
        return Answer(written(target, standards=len(found.standards)), (said,))
    value = [
        {
            "standard": each.code,
            "source": each.source,
            "lines": [
                {"measure": line.measure, "state": line.state, "value": line.value,
                 "missing": line.missing}
                for line in each.lines
            ],
        }
        for each in found.standards
    ]  # fmt: skip
    return Answer(value, tuple(_standard_lines(found)))


def _choose(desk: Desk, path: Path, arguments: Namespace, year: int) -> workbooks.Chosen:
    return workbooks.choose(desk, path, year=year, sheet=arguments.sheet, row=arguments.row)


def _save_answers(desk: Desk, arguments: Namespace, year: int) -> None:
    for code, typed in _pairs(arguments.answer):
        answers.save(desk, code, typed, year=year)


def _pairs(given: list[str]) -> list[tuple[str, str]]:
    pairs = []
    for each in given:
        name, mark, value = each.partition("=")
        if not mark or not name.strip():
            raise errors.SourceUnknown(each)
        pairs.append((name.strip(), value.strip()))
    return pairs


def _year(typed: str | None, usual: int) -> int:
    if typed is None:
        return usual
    if typed.isascii() and typed.isdigit() and _FIRST <= int(typed) <= _LAST:
        return int(typed)
    raise errors.YearUnreadable(typed)


def _span(desk: Desk, arguments: Namespace) -> Span:
    if arguments.month:
        month = months.parse_month(arguments.month)
        return Span(month.first, month.last)
    return span_of(_year(arguments.year, desk.today.year))


def _target(arguments: Namespace) -> Path | None:
    if not arguments.out:
        return None
    target = target_of(arguments)
    if target.suffix.lower() not in _SUFFIXES:
        raise errors.ReportFormUnknown(target.name)
    return target


def _content(desk: Desk, table: ReportTable, target: Path, paper: str) -> bytes:
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        return tables.workbook([table])
    if suffix == ".csv":
        return tables.lines(table)
    head, _signers = head_of(desk)
    return report_page(table, letterhead=head, paper=paper)


def _judged(desk: Desk, found: standards.Readiness, target: Path, paper: str) -> bytes:
    if target.suffix.lower() != ".pdf":
        return _content(desk, ready_tables.readiness_table(found), target, paper)
    head, signers = head_of(desk)
    return readiness_pages(
        found.standards,
        states=ready_tables.state_words(),
        year=found.year,
        on=found.on,
        letterhead=head,
        town=letterhead.show(desk).town,
        signers=signers,
        paper=paper,
    )


def _fill_line(each: iplm.FillLine) -> str:
    shown = "–" if each.value is None else str(each.value)
    state = "" if each.state in (iplm.FILLED, iplm.LEFT) else f"  {each.where}"
    return f"{each.column:<3} {each.heading}: {shown}{state}"


def _sim_lines(groups: tuple[aid.SimGroup, ...]) -> list[str]:
    lines: list[str] = []
    for group in groups:
        counted = _("{count} activities, {people} participants").format(
            count=len(group.activities), people=number(group.participants)
        )
        lines.append(f"{group.title}: {counted}")
        for each in group.activities:
            mark = "✓" if each.is_typed else " "
            lines.append(f" {mark} {each.values[1].value}  {each.name}")
    return lines


def _standard_lines(found: standards.Readiness) -> list[str]:
    states = ready_tables.state_words()
    lines: list[str] = []
    for standard in found.standards:
        lines += ["", f"{standard.title} · {standard.cited}"]
        lines += [standard.note] if standard.note else []
        lines += [
            f"  {states[each.state]:<14} {each.title}: {each.value}"
            + (f" ({each.missing or each.where})" if each.missing or each.where else "")
            for each in standard.lines
        ]
    return lines[1:]
