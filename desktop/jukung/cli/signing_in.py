"""Who does it on the command line: asked for the PIN once there are PINs.

A PIN is typed at a terminal and nowhere else: not as an argument, which others can
see, and not in the environment, which stays.
"""

import sys
import time
from collections.abc import Callable
from getpass import getpass

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import staff
from jukung.library.desk import Library
from jukung.library.permission import KEEPERS
from jukung.library.staff import Account
from jukung.words import _

Ask = Callable[[str], str]
Wait = Callable[[float], None]


def sign_in(
    library: Library, name: str, *, ask: Ask | None = None, wait: Wait = time.sleep
) -> None:
    """Let the named account do it, or the first that keeps the library.

    Refuses StaffUnknown, NotAllowed for aides, PinNeeded without a terminal, PinNotSet,
    PinWrong.
    """
    accounts = staff.door(library)
    if not name and not any(account.has_pin for account in accounts):
        return
    account = _meant(accounts, name)
    if account.role is Role.aide:
        raise errors.NotAllowed(account.role)
    if account.has_pin and ask is None and not at_terminal():
        raise errors.PinNeeded(account.name)
    pin = _typed(library, account, ask or getpass, wait) if account.has_pin else ""
    staff.sign_in(library, account.id, pin)


def _typed(library: Library, account: Account, ask: Ask, wait: Wait) -> str:
    """The PIN, asked for when the pause after wrong ones is over."""
    # The pause begins anew with each start, so it must be waited for here.
    while seconds := staff.pause_left(library, account.id):
        print(messages.sentence(errors.PinLocked(seconds)), file=sys.stderr, flush=True)
        wait(seconds)
    return ask(_("PIN of {name}: ").format(name=account.name))


def _meant(accounts: tuple[Account, ...], name: str) -> Account:
    if name:
        wanted = " ".join(name.split()).casefold()
        for account in accounts:
            if account.name.casefold() == wanted:
                return account
        raise errors.StaffUnknown
    heads = [each for each in accounts if each.role is Role.head]
    keepers = [each for each in accounts if each.role in KEEPERS]
    # The first of them with a PIN, where there are PINs: nobody else may open it then.
    return max(heads or keepers or accounts, key=lambda each: each.has_pin)


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:
        return False
