"""The loan rules: a matrix of member kinds and parts of the collection."""

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, CollectionKind, WhenOverdue
from jukung.domain.lending import Rule
from jukung.library import journal, member_kinds
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store import desk_statements
from jukung.store.tables import JournalAct, LoanRule

# What makes sense, as in the schema: least and most.
LIMITS = {
    "copies": (0, 999),
    "days": (0, 3660),
    "renewals": (0, 999),
    "fine_per_day": (0, 1_000_000),
    "grace_days": (0, 365),
    "hold_days": (1, 365),
}
_FIGURES = (*LIMITS, "may_leave", "when_overdue")


def in_force(desk: Desk) -> tuple[Rule, ...]:
    """Every rule, as the desk applies it now."""
    rules = []
    for row in desk_statements.rows(desk.session, desk_statements.RULES):
        cells = list(row)
        cells[3] = BorrowerKind(cells[3]) if cells[3] else None
        cells[4] = CollectionKind(cells[4]) if cells[4] else None
        cells[8] = bool(cells[8])
        cells[9] = WhenOverdue(cells[9])
        rules.append(Rule(*cells))
    return tuple(rules)


@allowed(DESK)
def listed(desk: Desk) -> tuple[Rule, ...]:
    """Every rule, the most general first."""
    people, shelves = tuple(BorrowerKind), tuple(CollectionKind)

    def place(rule: Rule) -> tuple[int, int, int]:
        person, shelf = rule.borrower_kind, rule.collection_kind
        return (
            2 * (person is not None) + (shelf is not None),
            people.index(person) if person else -1,
            shelves.index(shelf) if shelf else -1,
        )

    return tuple(sorted(in_force(desk), key=place))


@allowed(KEEPERS)
def save(desk: Desk, rule: Rule) -> str:
    """Add a rule, or change the one for the same kinds; gives the act's id.

    Loans that are out keep their due days. Refuses RuleOutOfRange.
    """
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(rule, name) <= most:
            raise errors.RuleOutOfRange(getattr(rule, name), most)
    row = _row(desk, rule.borrower_kind, rule.collection_kind)
    was = None if row is None else _figures(row)
    return _record(desk, rule.name, was, _figures(rule)).id


@allowed(KEEPERS)
def remove(
    desk: Desk, *, borrower_kind: BorrowerKind | None, collection_kind: CollectionKind | None
) -> str:
    """Remove a rule, so that a more general one counts; gives the act's id.

    Refuses RuleNeeded for the rule for everybody and everything.
    A rule that is not there stays so, without an act and with an empty answer.
    """
    if borrower_kind is None and collection_kind is None:
        raise errors.RuleNeeded
    row = _row(desk, borrower_kind, collection_kind)
    if row is None:
        return ""
    name = f"{borrower_kind or '*'}/{collection_kind or '*'}"
    return _record(desk, name, _figures(row), None).id


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give a rule, or a member kind, what it had before an act; refuses CannotUndo."""
    said = journal.facts_of(act)
    if "rule" not in said:
        return member_kinds.undo_edit(desk, act, undoing)
    borrower, collection = kinds_of(said["rule"])
    row = _row(desk, borrower, collection)
    if (None if row is None else _figures(row)) != said["is"]:
        raise errors.CannotUndo("edited")
    _write(desk, said["rule"], said["was"])
    _note(desk, undoing, said["rule"], said["is"], said["was"])
    return "", "", ""


def kinds_of(name: str) -> tuple[BorrowerKind | None, CollectionKind | None]:
    """The kinds in a rule's name such as `child/*`."""
    borrower, _slash, collection = name.partition("/")
    return (
        None if borrower == "*" else BorrowerKind(borrower),
        None if collection == "*" else CollectionKind(collection),
    )


def _record(
    desk: Desk, name: str, was: dict[str, object] | None, becomes: dict[str, object] | None
) -> JournalAct:
    facts = {"rule": name, "was": was, "is": becomes}
    act = journal.begin(desk, ActKind.edit_rules, facts=facts)
    _write(desk, name, becomes)
    _note(desk, act, name, was, becomes)
    return act


def _note(
    desk: Desk,
    act: JournalAct,
    name: str,
    was: dict[str, object] | None,
    becomes: dict[str, object] | None,
) -> None:
    detail = {"was": was, "is": becomes}
    journal.note(desk, act, "edit", noun="loan_rule", noun_id=name, detail=detail)


def _write(desk: Desk, name: str, figures: dict[str, object] | None) -> None:
    borrower, collection = kinds_of(name)
    row = _row(desk, borrower, collection)
    if figures is None:
        if row is not None:
            desk.session.delete(row)
    else:
        row = row or LoanRule(
            borrower_kind=borrower, collection_kind=collection, copies=0, days=0, renewals=0
        )
        for field, figure in figures.items():
            setattr(row, field, figure)
        row.when_overdue = WhenOverdue(row.when_overdue)
        desk.session.add(row)
    desk.session.flush()


def _row(
    desk: Desk, borrower: BorrowerKind | None, collection: CollectionKind | None
) -> LoanRule | None:
    return desk.session.scalars(
        select(LoanRule).where(
            col(LoanRule.borrower_kind).is_(None)
            if borrower is None
            else col(LoanRule.borrower_kind) == borrower,
            col(LoanRule.collection_kind).is_(None)
            if collection is None
            else col(LoanRule.collection_kind) == collection,
        )
    ).first()


def _figures(rule: Rule | LoanRule) -> dict[str, object]:
    found = {name: getattr(rule, name) for name in _FIGURES}
    return found | {"when_overdue": str(found["when_overdue"])}
