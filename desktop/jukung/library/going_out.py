"""Whether a copy may go out of a prison's shelf to somebody; villages ask nothing."""

from typing import Any

from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.domain.kinds import CollectionKind, CopyTrait, PermissionState, ScreeningResult
from jukung.library import house_rules
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS

_ASKED = text("""
SELECT t.title, coalesce(s.result, 'review'), t.class_main, c.number, c.kind,
  (SELECT group_concat(x.trait, ' ') FROM copy_trait x WHERE x.copy = c.row),
  (SELECT p.state FROM loan_permission p WHERE p.borrower = :borrower AND p.title = t.row
     AND p.state IN ('asked', 'granted') ORDER BY p.state = 'asked' LIMIT 1)
FROM title t LEFT JOIN copy c ON c.row = :copy LEFT JOIN screening s ON s.title = t.row
WHERE t.row = :title
""")


def refuse_if_not(
    desk: Desk, *, title_row: int, copy_row: int | None, borrower_row: int | None
) -> None:
    """Refuse a loan that the house does not let out; without a copy only the title is judged.

    Without a borrower, such as for the trolley, no permission is asked for.
    Refuses TitleNotScreened, TitleNotCirculated, TraitNotAllowed, PermissionNeeded,
    PermissionWaits.
    """
    found = refusal_of(desk, title_row=title_row, copy_row=copy_row, borrower_row=borrower_row)
    if found is not None:
        raise found


def refusal_of(
    desk: Desk, *, title_row: int, copy_row: int | None, borrower_row: int | None
) -> Refusal | None:
    """What `refuse_if_not` refuses; None where nothing speaks against it."""
    if not desk.profile.is_prison:
        return None
    desk.session.flush()
    asked = {"title": title_row, "copy": copy_row, "borrower": borrower_row}
    title, result, *copy = desk.session.connection().execute(_ASKED, asked).one()
    if result == ScreeningResult.review:
        return errors.TitleNotScreened(title)
    if result == ScreeningResult.refused:
        return errors.TitleNotCirculated(title)
    if copy_row is None:
        return None
    return _refusal_of_copy(desk, title, copy, is_lent=borrower_row is not None)


def _refusal_of_copy(desk: Desk, title: str, copy: list[Any], *, is_lent: bool) -> Refusal | None:
    class_main, number, kind, traits, state = copy
    rules = house_rules.of(desk)
    has = frozenset((traits or "").split()) & rules.traits_refused
    if has:
        return errors.TraitNotAllowed(number, next(each for each in CopyTrait if each in has))
    is_free = not is_lent or desk.staff.role in KEEPERS or state == PermissionState.granted
    if is_free or not rules.wants_permission(class_main, CollectionKind(kind)):
        return None
    return errors.PermissionWaits(title) if state else errors.PermissionNeeded(title)
