"""The words of requests: what was noted, whose turn it is and why; never who the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.requests import Noted, RequestLine


def noted_words(noted: Noted) -> tuple[str, str]:
    """What was written down, and what follows."""
    title = _("“{title}” for {card}").format(title=noted.title, card=noted.card)
    if noted.barcode:
        return title, _("Set aside: number {barcode}. It goes along on the next round.").format(
            barcode=noted.barcode
        )
    return title, _("Number {place} in turn").format(place=number(noted.place))


def turn_words(line: RequestLine) -> tuple[str, str]:
    """Whose turn it is, and why others are before."""
    turn = line.turn
    if turn is None:
        return _("Set aside"), _("number {barcode}").format(barcode=line.barcode)
    words = _("{place} of {count}").format(place=number(turn.place), count=number(turn.of))
    if turn.passed_over:
        return words, _("out or in isolation: keeps the place")
    before = []
    if turn.fewer:
        fewer = many("{count} had fewer books lately", "{count} had fewer books lately", turn.fewer)
        before.append(fewer.format(count=number(turn.fewer)))
    if turn.earlier:
        earlier = many("{count} asked earlier", "{count} asked earlier", turn.earlier)
        before.append(earlier.format(count=number(turn.earlier)))
    return words, " · ".join(before) or _("next")
