"""What the desk shows after an act: values only, no verbs."""

from dataclasses import dataclass
from datetime import date

from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind, LoanEnding
from jukung.domain.lending import Due
from jukung.library.members import MemberView


@dataclass(frozen=True, slots=True)
class HoldNotice:
    """Somebody waits for the copy that just came back; it goes to the ready shelf."""

    card: str
    member_name: str
    until_on: date


@dataclass(frozen=True, slots=True)
class Slip:
    """What was just done with one copy, as it is in the file.

    `due` names the rule and what moved the day, after lending and renewing.
    `warnings` are refusals that were only said. `fine` is what this act charged,
    in rupiah. For a copy read here `loan_id` and `card` are empty.
    """

    act_id: str
    action: ActKind
    loan_id: str
    barcode: str
    title: str
    people: str
    call_number: str
    card: str
    member_name: str
    lent_on: date
    due_on: date
    returned_on: date | None
    renewals: int
    overdue_days: int
    at: str
    due: Due | None = None
    warnings: tuple[Refusal, ...] = ()
    hold: HoldNotice | None = None
    fine: int = 0
    ending: LoanEnding = LoanEnding.returned
    condition_note: str = ""


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A copy that is out, as the desk lists it."""

    loan_id: str
    barcode: str
    title: str
    people: str
    call_number: str
    lent_on: date
    due_on: date
    renewals: int
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a text in the box turned out to be: a member, or something done.

    With `found` a copy that was missing stands on the shelf again.
    """

    member: MemberView | None
    slip: Slip | None
    found: str = ""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The little card at the desk: what happened today."""

    lent: int
    returned: int
    visits: int | None
    due_tomorrow: int
    in_house: int = 0
    holds_ready: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A member or title that fits a text typed by hand."""

    kind: str
    primary: str
    secondary: str
    key: str
