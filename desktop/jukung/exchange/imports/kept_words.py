"""What undoing an import takes and what it leaves, in words and as a list."""

import csv
import io
from pathlib import Path

from jukung import messages, words
from jukung.exchange.harmless import harmless
from jukung.exchange.parcels.flushed import write_true
from jukung.library.intake_undo import KeptLine, TakenBack
from jukung.words import N_, _, long_month, many, number

SORTS = {
    "title": N_("Title"),
    "copy": N_("Copy"),
    "member": N_("Member"),
    "loan": N_("Loan"),
}
_WHYS = {
    "title": N_("Titles: {why}."),
    "copy": N_("Copies: {why}."),
    "member": N_("Members: {why}."),
    "loan": N_("Loans: {why}."),
}


def goes(taken: TakenBack) -> str:
    """How much of each sort an undoing takes away; empty where nothing is left to take."""
    members, loans = taken.member_count, taken.loan_count
    fines, visits, holds = taken.fine_count, taken.visit_count, taken.hold_count
    said = _listed(
        (taken.title_count, many("{count} title", "{count} titles", taken.title_count)),
        (taken.copy_count, many("{count} copy", "{count} copies", taken.copy_count)),
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine", "{count} fines", fines)),
        (visits, many("{count} visit entry", "{count} visit entries", visits)),
        (holds, many("{count} reservation", "{count} reservations", holds)),
    )
    return _("Is removed: {what}.").format(what=said) if said else ""


def stays(taken: TakenBack, *, with_whys: bool = True) -> tuple[str, ...]:
    """What an undoing leaves and why, sentence by sentence; nothing where nothing stays."""
    titles, copies = len(taken.kept), len(taken.kept_copies)
    members, loans = len(taken.kept_members), len(taken.kept_loans)
    fines, visits = taken.kept_fine_count, taken.kept_visit_count
    holds, told = taken.kept_hold_count, taken.kept_told_count
    said = []
    what = _listed(
        (titles, many("{count} title", "{count} titles", titles)),
        (copies, many("{count} copy", "{count} copies", copies)),
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine", "{count} fines", fines)),
        (visits, many("{count} visit entry", "{count} visit entries", visits)),
        (holds, many("{count} reservation", "{count} reservations", holds)),
    )
    if what:
        said.append(_("Stays, because somebody worked with it since: {what}.").format(what=what))
    if with_whys:
        said += [_(_WHYS[sort]).format(why=why) for sort in SORTS if (why := whys(taken, sort))]
    if told:
        kept = many(
            "{count} copy of before keeps what the file said of it.",
            "{count} copies of before keep what the file said of them.",
            told,
        )
        said.append(kept.format(count=number(told)))
    if binned := len(taken.binned):
        kept = many(
            "{count} title lies in the recycle bin and stays there.",
            "{count} titles lie in the recycle bin and stay there.",
            binned,
        )
        said.append(kept.format(count=number(binned)))
    if taken.months:
        months = ", ".join(long_month(int(each[:4]), int(each[5:])) for each in taken.months)
        said.append(
            _("The figures of {months} were closed since and stay as they are.").format(
                months=months
            )
        )
    return tuple(said)


def whys(taken: TakenBack, sort: str) -> str:
    """Of how many of a sort which reason is true; one thing may have several."""
    return ", ".join(
        f"{number(count)} {_(messages.KEPT_WHYS[why])}" for why, count in taken.reasons(sort)
    )


def summed(taken: TakenBack) -> tuple[tuple[str, str], ...]:
    """How many of each sort stay for each reason; one thing may have several."""
    return tuple(
        (_count(sort, count), _(messages.KEPT_WHYS[why]))
        for sort in SORTS
        for why, count in taken.reasons(sort)
    )


def _count(sort: str, count: int) -> str:
    if sort == "title":
        said = many("{count} title", "{count} titles", count)
    elif sort == "copy":
        said = many("{count} copy", "{count} copies", count)
    elif sort == "member":
        said = many("{count} member", "{count} members", count)
    else:
        said = many("{count} loan", "{count} loans", count)
    return said.format(count=number(count))


def why_of(line: KeptLine) -> str:
    """Why one thing stays."""
    return ", ".join(_(messages.KEPT_WHYS[why]) for why in line.why)


def write(taken: TakenBack, path: Path) -> int:
    """Write everything that stays as CSV; gives how many lines.

    Refuses DiskFull, CannotWrite.
    """
    text = io.StringIO(newline="")
    is_indonesian = words.language() == "id"
    out = csv.writer(text, delimiter=";" if is_indonesian else ",", lineterminator="\r\n")
    out.writerow([_("What"), _("Which"), _("Why it stays")])
    for line in taken.lines:
        out.writerow([_(SORTS[line.what]), harmless(line.name), why_of(line)])
    in_bin = SORTS["title"]
    for title in taken.binned:
        out.writerow([_(in_bin), harmless(title), _("in the recycle bin")])
    write_true(path, b"\xef\xbb\xbf" + text.getvalue().encode())
    return len(taken.lines) + len(taken.binned)


def _listed(*counts: tuple[int, str]) -> str:
    return ", ".join(said.format(count=number(count)) for count, said in counts if count)
