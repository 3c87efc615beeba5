"""The members of a plan: who is new, what kind they are, and which cards can be kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from jukung.domain import codes
from jukung.domain.kinds import BorrowerKind
from jukung.exchange.imports.records import Finding, FindingCode, MemberRecord
from jukung.exchange.rosters import cells
from jukung.library import days, intake_standing, roster
from jukung.library.desk import Desk
from jukung.library.incoming import Here, IncomingMember
from jukung.library.members import LAST_DAY, MemberDraft

_LONGEST = 120
_WORDS = re.compile(r"\w+")
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """Members as they would be registered."""

    coming: tuple[IncomingMember, ...]
    cards: frozenset[str]
    """The folded cards of the file that lead to one of them."""
    findings: tuple[Finding, ...]
    others: frozenset[str] = frozenset()
    """The folded cards of the file that belong to other people here."""


def plan_members(
    desk: Desk, records: Sequence[MemberRecord], here: Here, numbers: frozenset[str]
) -> MemberPlan:
    """Hold members against the library; `numbers` are those that copies get."""
    if not records:
        return MemberPlan((), frozenset(), ())
    findings: list[Finding] = []
    kinds = _Kinds(intake_standing.own_kinds(desk), findings)
    today = days.trusted_today(desk)
    coming: list[IncomingMember] = []
    lines: list[MemberRecord] = []
    cards: set[str] = set()
    others: set[str] = set()
    asked = {codes.fold(each.card) for each in records} & here.cards
    names = intake_standing.names_of(desk, asked)
    for each in records:
        card = codes.fold(each.card)
        if card in names and not _is_same(each.name, names[card]):
            others.add(card)
            findings.append(Finding(FindingCode.member_other, each.line, each.card[:_LONGEST]))
            continue
        if card and (card in here.cards or card in cards):
            is_here = card in here.cards
            code = FindingCode.member_here if is_here else FindingCode.member_repeated
            findings.append(Finding(code, each.line, each.card[:_LONGEST]))
            continue
        if not each.name.strip():
            findings.append(Finding(FindingCode.member_name_missing, each.line, each.card))
            continue
        renumbered = _is_unfit(card, here, numbers)
        if renumbered:
            findings.append(Finding(FindingCode.card_changed, each.line, each.card[:_LONGEST]))
        cards.add(card)
        lines.append(each)
        draft = _draft(each, kinds.of(each), today)
        coming.append(IncomingMember(draft, _day(each.since_on, today), renumbered))
    findings += _alike(desk, lines, [each.draft for each in coming])
    return MemberPlan(tuple(coming), frozenset(cards - {""}), tuple(findings), frozenset(others))


def _is_same(name: str, here: str) -> bool:
    """Whether two names may be one person's: titles come and go, letters are mistyped."""
    first, second = (set(_WORDS.findall(each.casefold())) for each in (name, here))
    if first <= second or second <= first:
        return True
    return SequenceMatcher(None, name.casefold(), here.casefold()).ratio() >= _ALIKE


def _is_unfit(card: str, here: Here, numbers: frozenset[str]) -> bool:
    """Whether a copy has the number, or a label could not carry it."""
    return (
        card in here.copies
        or card in here.blank
        or card in numbers
        or len(card) > codes.LONGEST
        or not codes.is_printable(card)
    )


def _draft(each: MemberRecord, kind: BorrowerKind, today: date) -> MemberDraft:
    year = each.birth_year
    return MemberDraft(
        name=each.name,
        card=each.card,
        kind=kind,
        sex=each.sex,
        birth_year=year if year and cells.FIRST_YEAR <= year <= today.year else None,
        phone=each.phone,
        address=each.address,
        note=each.note,
        until_on=min(each.until_on, LAST_DAY) if each.until_on else None,
    )


def _day(since: date | None, today: date) -> date | None:
    return min(since, today) if since else None


def _alike(
    desk: Desk, lines: Sequence[MemberRecord], drafts: Sequence[MemberDraft]
) -> list[Finding]:
    found = []
    for each, standing in zip(lines, roster.alike(desk, drafts), strict=True):
        other = standing.known_card
        if not other and standing.twin is not None:
            other = drafts[standing.twin].card
        if other:
            text = f"{each.card} ~ {other}"
            found.append(Finding(FindingCode.member_alike, each.line, text[:_LONGEST]))
    return found


@dataclass(slots=True)
class _Kinds:
    """Finds kinds by their words; names an unknown one once."""

    own: Mapping[str, BorrowerKind]
    findings: list[Finding]
    _known: dict[str, BorrowerKind] = field(default_factory=lambda: {"": BorrowerKind.general})

    def of(self, each: MemberRecord) -> BorrowerKind:
        """The kind of a member; general where nobody knows the word."""
        said = each.kind.strip()
        if said not in self._known:
            kind = cells.kind_of(said, self.own)
            if kind is None or kind is BorrowerKind.resident:
                kind = BorrowerKind.general
                self.findings.append(Finding(FindingCode.member_kind_general, each.line, said))
            self._known[said] = kind
        return self._known[said]
