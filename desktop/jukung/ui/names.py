"""What pages may ask of the vault of names; `ui.vault.link` is it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Names(Protocol):
    """Without a name anywhere: cards, ids, and messages of `ui.vault.protocol`.

    `opened`, `ended` and `changed` are signals without a value; `chosen` brings a card,
    `roster_read` a `RosterRead`, `letter_done` a `LetterDone`.
    """

    opened: Any
    ended: Any
    changed: Any
    chosen: Any
    roster_read: Any
    letter_done: Any

    def may_open(self) -> bool:
        """Whether an officer of a prison library stands at the desk."""

    def is_open(self) -> bool:
        """Whether names can be looked up now."""

    def open(self, card: str = "") -> None:
        """Show the vault's window; with a card, look for it there."""

    def read_roster(self) -> None:
        """Ask for the prison's list of the day."""

    def roster_made(self, made: Sequence[Any]) -> None:
        """Tell which `MadeCard`s were made for new lines."""

    def letter(self, letter: Any, reason: str) -> None:  # noqa: ANN401 - a `protocol.Letter`
        """Have a `Letter` made with the name on it."""

    def end(self) -> None:
        """End the vault's process at once."""

    def leave(self) -> None:
        """End it because who stands at the desk goes; an officer's clipboard is emptied."""
