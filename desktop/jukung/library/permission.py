"""Who may call which verb; checked here, not in the windows."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")

KEEPERS = frozenset({Role.head, Role.librarian, Role.officer})
STAFF = KEEPERS | {Role.assistant}
DESK = STAFF | {Role.aide}
READERS = STAFF | {Role.analyst}


def allowed(
    roles: frozenset[Role],
) -> Callable[[Callable[Concatenate[Desk, P], R]], Callable[Concatenate[Desk, P], R]]:
    """Declare the roles of a verb; anybody else is refused NotAllowed."""

    def declare(
        verb: Callable[Concatenate[Desk, P], R],
    ) -> Callable[Concatenate[Desk, P], R]:
        @wraps(verb)
        def guarded(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if desk.staff.role not in roles:
                raise errors.NotAllowed(desk.staff.role)
            return verb(desk, *args, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]  # read by the test of all verbs
        return guarded

    return declare
