"""The list of members: where it is read, what it shows, what it says while empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.searched_list import ListWords, Source
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.library.members import MemberView


def source() -> Source[MemberView]:
    """Where the list reads its members."""
    return Source(
        count=lambda desk: verbs.members.count(desk),  # noqa: PLW0108 - looked up on the lane
        page=lambda desk, wanted: verbs.members.page_at(desk, wanted.offset, most=wanted.limit),
        find=lambda desk, typed: verbs.members.find(desk, typed),  # noqa: PLW0108 - the same
    )


def list_words(*, prison: bool) -> ListWords:
    """What the list says of itself."""
    if prison:
        return ListWords(
            placeholder=_("Search or scan a card number…"),
            counted=lambda count: many("{count} resident", "{count} residents", count).format(
                count=number(count)
            ),
            empty=_("No resident yet. Add the first card with Ctrl N."),
        )
    return ListWords(
        placeholder=_("Search name, address or card number…"),
        counted=lambda count: many("{count} member", "{count} members", count).format(
            count=number(count)
        ),
        empty=_("No member yet. Register the first one with Ctrl N; the card is numbered for you."),
    )


def columns(*, prison: bool) -> list[Column[MemberView]]:
    """What is shown of each member; of a resident, the card alone."""
    on_loan = Column(_("On loan"), _on_loan, width=112)
    if prison:
        return [Column(_("Card"), lambda member: Cell(member.card, strong=True)), on_loan]
    return [
        Column(_("Name"), lambda member: Cell(member.name, member.address, strong=True)),
        Column(_("Card"), lambda member: member.card, width=112),
        on_loan,
        Column(_("Until"), _until, width=130, from_width=560),
    ]


def _on_loan(member: MemberView) -> Cell:
    if not member.open_count:
        return Cell("–", soft=True)
    late = member.overdue_count
    second = _("{count} overdue").format(count=number(late)) if late else ""
    return Cell(number(member.open_count), second, tint="gold" if late else "")


def _until(member: MemberView) -> str:
    return brief_day(member.until_on) if member.until_on else _("no end")
