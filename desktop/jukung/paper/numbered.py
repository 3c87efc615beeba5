"""Numbered rules in a room, all in the largest type that keeps them inside."""

from collections.abc import Sequence
from dataclasses import replace

from jukung.paper.page import Pages
from jukung.paper.rooms import Room, Settled, Style, put, settled
from jukung.paper.writing import plain

_LINES = 12

_GAP = 0.16  # mm after a rule, for each point of its type


def write_numbered(pages: Pages, rules: Sequence[str], *, room: Room, style: Style) -> None:
    """Write rules below each other; the last are left out where even the least is too large."""
    said = [plain(rule) for rule in rules if plain(rule)]
    blocks, size = _stacked(said, style, room)
    inset, y = _inset(size), room.y
    for number, block in enumerate(blocks, start=1):
        figure = Settled((f"{number}.",), block.size)
        put(pages, figure, room=room, y=y + block.rise, style=style)
        inner = Room(room.x + inset, y, room.width - inset, block.height)
        put(pages, block, room=inner, y=y + block.rise, style=style)
        y += block.height + _GAP * size


def _inset(size: float) -> float:
    """Room for the number before a rule."""
    return 0.55 * size


def _stacked(said: list[str], style: Style, room: Room) -> tuple[list[Settled], float]:
    """Set paragraphs one below the other in the largest type that keeps them inside."""
    size = style.size
    while True:
        one = replace(style, size=size, least=size, lines=_LINES)
        wide = room.width - _inset(size)
        blocks = [settled(rule, one, width=wide, height=room.height) for rule in said]
        high = sum(block.height for block in blocks) + _GAP * size * max(len(blocks) - 1, 0)
        if high <= room.height:
            return blocks, size
        if size <= style.least:
            return _kept(blocks, room, gap=_GAP * size), size
        size = max(size - 0.25, style.least)


def _kept(blocks: list[Settled], room: Room, *, gap: float) -> list[Settled]:
    """Leave out the last rules that find no room even in the smallest type."""
    kept: list[Settled] = []
    high = -gap
    for block in blocks:
        high += gap + block.height
        if high > room.height:
            break
        kept.append(block)
    return kept
