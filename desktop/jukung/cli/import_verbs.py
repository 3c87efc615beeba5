"""Verbs about imports: plan one, store it, list them, take one back."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of
from jukung.domain import months
from jukung.exchange.imports import apply as applying
from jukung.exchange.imports import kept_words, mapping, rejects
from jukung.exchange.imports import plan as planning
from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.finding_words import FINDINGS
from jukung.exchange.imports.kind_words import KINDS
from jukung.exchange.imports.plan import Plan
from jukung.library import intake
from jukung.library.desk import Library
from jukung.library.intake import Arrival
from jukung.library.intake_undo import TakenBack
from jukung.words import _, number

_SHOWN = 20
"""So many of the things that stay are named on the screen."""


def import_file(arguments: Namespace) -> Answer:
    """Plan an import, apply it, list imports, or undo one."""
    words = arguments.words
    if words == ["list"]:
        return _list_imports(arguments)
    if words[0] == "undo":
        return _undo_import(arguments, words[1])
    target = target_of(arguments, arguments.rejects) if arguments.rejects else None
    with opened(arguments) as library:
        plan = _plan(library, arguments)
        value, lines = _plan_value(plan), _plan_lines(plan)
        if target:
            count = rejects.write(plan, target)
            value |= {"rejects": arguments.rejects, "rejected_rows": count}
            lines.append(
                _("{count} rows to correct: {path}").format(
                    count=number(count), path=arguments.rejects
                )
            )
        if not arguments.apply:
            lines.append(_("Nothing was stored. Add --apply to store it."))
            return Answer(value, tuple(lines))
        with library.changing() as desk:
            arrival = applying.apply(desk, plan, again=arguments.again)
    value |= _arrival_value(arrival)
    lines.append(
        _("Stored {titles} titles and {copies} copies. To undo: jukung import undo {id}").format(
            titles=number(arrival.title_count),
            copies=number(arrival.copy_count),
            id=arrival.import_id,
        )
    )
    return Answer(value, tuple(lines))


def _plan(library: Library, arguments: Namespace) -> Plan:
    path = Path(arguments.words[0])
    with library.reading() as desk:
        if not arguments.map:
            return planning.plan(desk, path, wanted=arguments.format)
        uses = mapping.said(mapping.table_of(path), arguments.map)
        return planning.plan(desk, path, uses=uses)


def _plan_value(plan: Plan) -> dict[str, Any]:
    return {
        "format": plan.reading.format,
        "rows": plan.reading.rows,
        "empty_rows": plan.reading.empty_rows,
        "titles": plan.title_count,
        "copies": plan.copy_count,
        "members": plan.tally(Kind.members).found,
        "kinds": {
            str(each.kind): {"found": each.found, "stored": each.coming, "left_out": each.left_out}
            for each in plan.tallies
        },
        "not_read": list(plan.reading.left_out),
        "not_understood": list(plan.reading.not_understood),
        "repeated_titles": plan.repeated_count,
        "titles_here": len(plan.known),
        "findings": plan.finding_counts,
    }


def _plan_lines(plan: Plan) -> list[str]:
    lines = [
        _("{file}: {titles} titles, {copies} copies, {empty} empty rows.").format(
            file=plan.file,
            titles=number(plan.title_count),
            copies=number(plan.copy_count),
            empty=number(plan.reading.empty_rows),
        )
    ]
    lines += [
        "  "
        + _("{kind}: {found} in the file, {stored} to store, {left} left out").format(
            kind=_(KINDS[each.kind]),
            found=number(each.found),
            stored=number(each.coming),
            left=number(each.left_out),
        )
        for each in plan.tallies
    ]
    if plan.reading.not_understood:
        names = ", ".join(plan.reading.not_understood)
        lines.append("  " + _("Not understood, and so not read: {names}").format(names=names))
    if plan.reading.left_out:
        names = ", ".join(plan.reading.left_out)
        lines.append("  " + _("Not read: {columns}").format(columns=names))
    return lines + [
        f"  {_(FINDINGS[code].name)}: {number(count)}"
        for code, count in plan.finding_counts.items()
    ]


def _arrival_value(arrival: Arrival) -> dict[str, Any]:
    return {
        "import_id": arrival.import_id,
        "stored_titles": arrival.title_count,
        "stored_copies": arrival.copy_count,
        "completed_copies": arrival.told_count,
        "stored_members": arrival.member_count,
        "stored_loans": arrival.loan_count,
        "open_loans": arrival.open_count,
        "loose_loans": arrival.loose_count,
        "stored_fines": arrival.fine_count,
        "stored_visits": arrival.visit_count,
        "stored_holds": arrival.hold_count,
    }


def _list_imports(arguments: Namespace) -> Answer:
    with opened(arguments) as library, library.reading() as desk:
        found_imports = intake.imports(desk)
        zone = months.zone_info(desk.profile.zone)
    value = [
        {
            "import_id": each.import_id,
            "file": each.file,
            "format": each.format,
            "at": each.at.astimezone(zone).isoformat(timespec="seconds"),
            "titles": each.title_count,
            "copies": each.copy_count,
            "members": each.member_count,
            "loans": each.loan_count,
            "undone": each.is_undone,
        }
        for each in found_imports
    ]
    lines = [f"{each.import_id}  {each.file}  {number(each.title_count)}" for each in found_imports]
    return Answer(value, tuple(lines or [_("No imports yet.")]))


def _undo_import(arguments: Namespace, import_id: str) -> Answer:
    target = target_of(arguments, arguments.kept) if arguments.kept else None
    with opened(arguments) as library:
        if arguments.look:
            with library.reading() as desk:
                taken = intake.would_take_back(desk, import_id)
        else:
            with library.changing() as desk:
                taken = intake.take_back(desk, import_id)
    value = {
        "titles": taken.title_count,
        "copies": taken.copy_count,
        "members": taken.member_count,
        "loans": taken.loan_count,
        "fines": taken.fine_count,
        "visits": taken.visit_count,
        "holds": taken.hold_count,
        "kept": list(taken.kept),
        "kept_copies": list(taken.kept_copies),
        "kept_members": list(taken.kept_members),
        "kept_loans": list(taken.kept_loans),
        "kept_fines": taken.kept_fine_count,
        "kept_visits": taken.kept_visit_count,
        "kept_holds": taken.kept_hold_count,
        "kept_told": taken.kept_told_count,
        "binned": list(taken.binned),
        "closed_months": list(taken.months),
        "why": {
            sort: {str(why): count for why, count in taken.reasons(sort)}
            for sort in kept_words.SORTS
            if taken.reasons(sort)
        },
    }
    lines = [kept_words.goes(taken) if arguments.look else _removed(taken)]
    lines += kept_words.stays(taken)
    lines += [f"  {line.name}: {kept_words.why_of(line)}" for line in taken.lines[:_SHOWN]]
    if target:
        count = kept_words.write(taken, target)
        lines.append(
            _("{count} lines of what stays: {path}").format(
                count=number(count), path=arguments.kept
            )
        )
    elif len(taken.lines) > _SHOWN:
        lines.append(_("The whole list is written with --kept FILE."))
    if arguments.look:
        lines.append(_("Nothing was removed. Leave --look out to undo the import."))
    return Answer(value, tuple(filter(None, lines)))


def _removed(taken: TakenBack) -> str:
    said = _("Removed {titles} titles and {copies} copies.").format(
        titles=number(taken.title_count), copies=number(taken.copy_count)
    )
    if taken.member_count or taken.loan_count or taken.fine_count or taken.visit_count:
        said += " " + _(
            "Removed {members} members, {loans} loans, {fines} fines, {visits} visits."
        ).format(
            members=number(taken.member_count),
            loans=number(taken.loan_count),
            fines=number(taken.fine_count),
            visits=number(taken.visit_count),
        )
    return said
