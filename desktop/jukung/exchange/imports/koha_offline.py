"""What Koha's offline desk wrote down (`.koc`): loans, returns, payments.

Lines are parted by tabs: a moment, a command, and codes. A loan that was not returned
in the file is open; no line says when it is due.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.formats import Format, Progress, Stopped
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.records import FindingCode, LoanRecord, Reading

NAME = "koha_offline"

_START = re.compile(rb"\A(?:\xef\xbb\xbf)?Version=[0-9.]+\t")
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T]\d{2}[-:]\d{2}[-:]\d{2}")


def looks_like(file: ChosenFile) -> bool:
    """Whether the file begins as Koha's offline desk begins it."""
    return _START.match(file.head) is not None


def read(file: ChosenFile, *, progress: Progress, stopped: Stopped) -> Reading:
    """Read the loans, open and ended; refuses ImportStopped and what opening a text refuses."""
    gathered = Gathered(progress, stopped)
    desk = _Desk(gathered)
    lines = re.split(r"\r\n|\r|\n", file.text.text)
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            gathered.step(number, len(lines))
            desk.take(number, line)
    for loan in desk.open.values():
        gathered.find(FindingCode.due_day_unknown, loan.line, f"{loan.card} {loan.copy_number}")
    gathered.look(len(lines), len(lines))
    made = gathered.reading(NAME, encoding=file.text.encoding, separator="\t")
    loans = sorted([*desk.past, *desk.open.values()], key=lambda each: each.line)
    return replace(made, loans=tuple(loans))


FORMAT = Format(NAME, looks_like, read)


@dataclass(slots=True)
class _Desk:
    """What happened so far, line by line."""

    gathered: Gathered
    open: dict[str, LoanRecord] = field(default_factory=dict)
    past: list[LoanRecord] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Take a line, or say why not."""
        moment, *said = (" ".join(cell.split()) for cell in line.split("\t"))
        command, *codes = [*said, "", "", ""][:3]
        day = _day(moment)
        if day is None:
            self.gathered.find(FindingCode.day_unreadable, number, line)
        elif command == "issue" and all(codes):
            self._lend(number, day, card=codes[0], copy=codes[1])
        elif command == "return" and codes[0]:
            self._return(number, day, codes[0])
        elif command == "payment":
            self.gathered.find(FindingCode.payment_not_taken, number, " ".join(codes))
        else:
            self.gathered.find(FindingCode.line_unknown, number, line)

    def _lend(self, number: int, day: date, *, card: str, copy: str) -> None:
        before = self.open.pop(copy, None)
        if before is not None:
            self.gathered.find(FindingCode.loan_open_twice, number, copy)
            self.past.append(_ended(before, day))
        self.open[copy] = LoanRecord(number, copy, card, day, day, due_is_known=False)

    def _return(self, number: int, day: date, copy: str) -> None:
        loan = self.open.pop(copy, None)
        if loan is None:
            self.gathered.find(FindingCode.return_without_loan, number, copy)
        else:
            self.past.append(_ended(loan, day))


def _ended(loan: LoanRecord, day: date) -> LoanRecord:
    return replace(loan, returned_on=max(day, loan.lent_on))


def _day(moment: str) -> date | None:
    found = _MOMENT.match(moment)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
