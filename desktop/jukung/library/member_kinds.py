"""Member kinds: how long a membership lasts, and what this library calls them.

`members.kinds` lists them.
"""

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind
from jukung.library import journal, members
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, allowed
from jukung.store.tables import JournalAct, MemberKind

LONGEST_NAME = 40
MOST_DAYS = 36_500


@allowed(KEEPERS)
def save(desk: Desk, kind: BorrowerKind, *, name: str, days: int | None, in_use: bool) -> str:
    """Change a kind: own name (or none), days of a membership (or no end), in use or not.

    Gives the act's id. Memberships that run keep their end. Refuses RuleOutOfRange,
    and KindNeeded where no kind would be in use any more.
    """
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise errors.RuleOutOfRange(days, MOST_DAYS)
    others = (each for each in members.kinds(desk) if each.kind is not kind)
    if not in_use and not any(each.in_use for each in others):
        raise errors.KindNeeded
    becomes: dict[str, object] = {
        "name": name.strip()[:LONGEST_NAME],
        "days": days,
        "in_use": in_use,
    }
    was = _figures(desk.session.get_one(MemberKind, kind))
    facts = {"kind": str(kind), "was": was, "is": becomes}
    act = journal.begin(desk, ActKind.edit_rules, facts=facts)
    _write(desk, act, kind, becomes)
    return act.id


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Make a kind again what it was before an act; refuses CannotUndo."""
    said = journal.facts_of(act)
    kind = BorrowerKind(said["kind"])
    if _figures(desk.session.get_one(MemberKind, kind)) != said["is"]:
        raise errors.CannotUndo("edited")
    _write(desk, undoing, kind, said["was"])
    return "", "", ""


def _write(desk: Desk, act: JournalAct, kind: BorrowerKind, becomes: dict[str, object]) -> None:
    row = desk.session.get_one(MemberKind, kind)
    detail = {"was": _figures(row), "is": becomes}
    for field, value in becomes.items():
        setattr(row, field, value)
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "edit", noun="member_kind", noun_id=kind, detail=detail)


def _figures(row: MemberKind) -> dict[str, object]:
    return {"name": row.name, "days": row.days, "in_use": row.in_use}
