"""Papers with names, made and shown in this process: a letter, and a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.words import _, many, number, plain_day

if TYPE_CHECKING:
    from jukung.ui.vault.protocol import Letter
    from jukung.ui.vault_window.session import Person


def letter_page(letter: Letter, name: str) -> bytes:
    """A clearance letter with the name on it."""
    head = verbs.document.Letterhead(
        above=letter.head_above,
        name=letter.head_name,
        lines=letter.head_lines,
        crest=letter.crest,
        second_crest=letter.second_crest,
    )
    signers = [
        verbs.document.Signer(each.position, each.name, each.number, each.before)
        for each in letter.signers
    ]
    facts = verbs.letters.ClearanceLetter(
        letter.number,
        letter.on,
        letter.town,
        name,
        letter.card,
        letter.kind,
        letter.since,
        letter.purpose,
        letter.written_off,
    )
    return verbs.letters.clearance_page(facts, letterhead=head, signers=signers, paper=letter.paper)


def list_pages(people: Sequence[Person], *, library: str, today: date, paper: str = "a4") -> bytes:
    """A list of names with card and place, for an officer alone."""
    document = verbs.document.Document(
        paper, title=_("Names and cards"), foot=_("For officers only. Destroy after use.")
    )
    words = many("{count} resident", "{count} residents", len(people))
    document.heading(_("Names and cards"), under=library)
    document.words(
        f"{words.format(count=number(len(people)))} · {plain_day(today)}",
        after=3,
    )
    column = verbs.document.Column
    columns = (column(_("Name")), column(_("Card"), width=30), column(_("Place"), width=30))
    rows = [(each.identity.name or "–", each.row.card, each.row.place or "–") for each in people]
    document.table(columns, rows)
    return document.finished()
