"""Everything that is stored of one person, to be shown and to be taken along.

The right of access and of a copy (UU 27/2022, Ps 7 and 13). Identity numbers are the
exception: they are shown in the form, and go into no file.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, text

from jukung import messages
from jukung.domain.kinds import BorrowerStatus, Sex
from jukung.library import leaving, members
from jukung.library.desk import Desk
from jukung.library.members import MemberView
from jukung.library.permission import STAFF, allowed
from jukung.words import N_, _, brief_day, rupiah

_WHERE = "WHERE b.row IN :rows"
_CARDS = "SELECT n.number, n.lost_on FROM card_number n JOIN borrower b ON b.row = n.borrower"
_LOANS = """
SELECT t.title, c.number, l.lent_on, l.due_on, l.returned_on
FROM loan l JOIN borrower b ON b.row = l.borrower JOIN title t ON t.row = l.title
  JOIN copy c ON c.row = l.copy WHERE l.cancel_act IS NULL AND b.row IN :rows
ORDER BY l.lent_on DESC, l.row DESC
"""
_HOLDS = """
SELECT t.title, h.state, h.placed_on FROM hold h JOIN borrower b ON b.row = h.borrower
  JOIN title t ON t.row = h.title WHERE b.row IN :rows ORDER BY h.row DESC
"""
_MONEY = """
SELECT g.kind, g.amount, g.on_day, g.reason FROM ledger g JOIN borrower b ON b.row = g.borrower
WHERE g.cancel_act IS NULL AND b.row IN :rows ORDER BY g.row
"""
_SANCTIONS = """
SELECT s.kind, s.from_on, s.until_on, s.reason, s.lift_act IS NOT NULL
FROM sanction s JOIN borrower b ON b.row = s.borrower WHERE b.row IN :rows ORDER BY s.row
"""
_VISITS = """
SELECT v.on_day FROM visit v JOIN borrower b ON b.row = v.borrower
WHERE v.cancel_act IS NULL AND b.row IN :rows ORDER BY v.on_day
"""
_LETTERS = """
SELECT l.kind, l.number, l.written_on FROM letter l JOIN borrower b ON b.row = l.borrower
WHERE l.cancel_act IS NULL AND b.row IN :rows ORDER BY l.written_on, l.row
"""

_SEXES = {Sex.female: N_("Female"), Sex.male: N_("Male"), Sex.unknown: N_("Not recorded")}
_STATUSES = {
    BorrowerStatus.active: N_("Active"),
    BorrowerStatus.suspended: N_("Suspended"),
    BorrowerStatus.left: N_("Has left"),
}
_HOLD_WORDS = {
    "waiting": N_("waiting"),
    "ready": N_("on the ready shelf"),
    "taken": N_("taken"),
    "expired": N_("expired"),
    "cancelled": N_("cancelled"),
}
_LETTER_WORDS = {
    "overdue": N_("letter about late copies"),
    "clearance": N_("clearance letter"),
    "minutes": N_("minutes"),
}


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card number, and since when it is lost."""

    number: str
    lost_on: str | None


@dataclass(frozen=True, slots=True)
class LoanOf:
    """A loan that still knows its borrower."""

    title: str
    number: str
    lent_on: str
    due_on: str
    returned_on: str | None


@dataclass(frozen=True, slots=True)
class HoldOf:
    """A title somebody waits or waited for."""

    title: str
    state: str
    placed_on: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A charge, a payment or a waiver."""

    kind: str
    amount: int
    on_day: str
    reason: str


@dataclass(frozen=True, slots=True)
class SanctionLine:
    """A consequence without money."""

    kind: str
    from_on: str
    until_on: str | None
    reason: str
    lifted: bool


@dataclass(frozen=True, slots=True)
class LetterOf:
    """A letter to somebody, as the register knows it."""

    kind: str
    number: str
    written_on: str


@dataclass(frozen=True, slots=True)
class Personal:
    """All of one person, but for an identity number and the photo itself."""

    library: str
    on_day: date
    member: MemberView
    cards: tuple[CardLine, ...]
    loans: tuple[LoanOf, ...]
    holds: tuple[HoldOf, ...]
    money: tuple[MoneyLine, ...]
    sanctions: tuple[SanctionLine, ...]
    visits: tuple[str, ...]
    letters: tuple[LetterOf, ...]
    has_nik: bool


@dataclass(frozen=True, slots=True)
class Export:
    """What a person takes along: to read, and for another program."""

    text: bytes
    json: bytes
    name: str
    """A file name without its ending; the card, never the name."""


@allowed(STAFF)
def personal(desk: Desk, member_id: str) -> Personal:
    """Everything stored of a person; refuses MemberUnknown."""
    return _gathered(desk, member_id)


@allowed(STAFF)
def export(desk: Desk, member_id: str) -> Export:
    """Everything stored of a person as text and as JSON; refuses MemberUnknown."""
    found = _gathered(desk, member_id)
    value = asdict(found)
    value["member"] = {
        key: value["member"][key]
        for key in MemberView.__dataclass_fields__
        if key not in ("row", "open_count", "overdue_count", "ready_holds")
    }
    del value["has_nik"]
    written = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    name = "".join(sign if sign.isalnum() else "-" for sign in found.member.card)
    lines = "\r\n".join(lines_of(found)) + "\r\n"
    # Notepad takes a text without its mark for one in the computer's own letters.
    return Export(lines.encode("utf-8-sig"), written.encode(), name)


def lines_of(found: Personal) -> tuple[str, ...]:
    """What is stored of a person, in lines to read."""
    member = found.member
    facts = [
        (_("Name"), member.name),
        (_("Card"), member.card),
        (_("Kind"), _(messages.BORROWER_KINDS[member.kind])),
        (_("Status"), _(_STATUSES[member.status])),
        (_("Member since"), _day(member.since_on.isoformat())),
        (_("Membership until"), _day(member.until_on.isoformat()) if member.until_on else ""),
        (_("Sex"), _(_SEXES[member.sex]) if member.name else ""),
        (_("Birth year"), str(member.birth_year or "")),
        (_("Phone"), member.phone),
        (_("Address"), member.address),
        (_("Guardian"), member.guardian_name),
        (_("Guardian's phone"), member.guardian_phone),
        (_("Guardian's card"), member.guardian_card),
        (_("Note for the desk"), member.note),
        (_("Photo"), _("kept") if member.has_photo else ""),
        (_("NIK"), _("kept, and never written into a file") if found.has_nik else ""),
    ]
    heading = _("What {library} keeps of card {card}, {day}").format(
        library=found.library, card=member.card, day=brief_day(found.on_day)
    )
    return (
        heading,
        "",
        *(f"{name}: {value}" for name, value in facts if value),
        *_section(_("Cards"), [_card_words(each) for each in found.cards]),
        *_section(_("Loans"), [_loan_words(each) for each in found.loans]),
        *_section(_("Holds"), [_hold_words(each) for each in found.holds]),
        *_section(_("Money"), [_money_words(each) for each in found.money]),
        *_section(_("Sanctions"), [_sanction_words(each) for each in found.sanctions]),
        *_section(_("Visits"), [_day(each) for each in found.visits]),
        *_section(_("Letters"), [_letter_words(each) for each in found.letters]),
    )


def _gathered(desk: Desk, member_id: str) -> Personal:
    member = members.show(desk, member_id)
    rows = leaving.same_person(desk, member.row)
    return Personal(
        library=desk.profile.name,
        on_day=desk.today,
        member=member,
        cards=tuple(
            CardLine(*row) for row in _rows(desk, f"{_CARDS} {_WHERE} ORDER BY number", rows)
        ),
        loans=tuple(LoanOf(*row) for row in _rows(desk, _LOANS, rows)),
        holds=tuple(HoldOf(*row) for row in _rows(desk, _HOLDS, rows)),
        money=tuple(MoneyLine(*row) for row in _rows(desk, _MONEY, rows)),
        sanctions=tuple(
            SanctionLine(kind, first, until, reason, lifted=bool(lifted))
            for kind, first, until, reason, lifted in _rows(desk, _SANCTIONS, rows)
        ),
        visits=tuple(str(row[0]) for row in _rows(desk, _VISITS, rows)),
        letters=tuple(LetterOf(*row) for row in _rows(desk, _LETTERS, rows)),
        has_nik=bool(members.nik_of(desk, member_id)),
    )


def _rows(desk: Desk, sql: str, rows: list[int]) -> list[tuple[Any, ...]]:
    statement = text(sql).bindparams(bindparam("rows", expanding=True))
    return [tuple(row) for row in desk.session.connection().execute(statement, {"rows": rows})]


def _section(name: str, lines: list[str]) -> list[str]:
    return ["", name, *(f"- {line}" for line in lines)] if lines else []


def _day(text: str) -> str:
    return brief_day(date.fromisoformat(text))


def _card_words(card: CardLine) -> str:
    if card.lost_on is None:
        return card.number
    return _("{card}, lost on {day}").format(card=card.number, day=_day(card.lost_on))


def _loan_words(loan: LoanOf) -> str:
    ended = (
        _("back on {day}").format(day=_day(loan.returned_on))
        if loan.returned_on
        else _("due {day}").format(day=_day(loan.due_on))
    )
    return f"{_day(loan.lent_on)} · {loan.title} ({loan.number}) · {ended}"


def _hold_words(hold: HoldOf) -> str:
    return f"{_day(hold.placed_on)} · {hold.title} · {_(_HOLD_WORDS[hold.state])}"


def _money_words(line: MoneyLine) -> str:
    words = (
        _day(line.on_day),
        _(messages.LEDGER_KINDS[line.kind]),
        rupiah(line.amount),
        line.reason,
    )
    return " · ".join(filter(None, words))


def _sanction_words(line: SanctionLine) -> str:
    until = _("until {day}").format(day=_day(line.until_on)) if line.until_on else ""
    lifted = _("lifted") if line.lifted else ""
    words = (_day(line.from_on), _(messages.SANCTION_KINDS[line.kind]), until, line.reason, lifted)
    return " · ".join(filter(None, words))


def _letter_words(letter: LetterOf) -> str:
    return f"{_day(letter.written_on)} · {_(_LETTER_WORDS[letter.kind])} · {letter.number}"
