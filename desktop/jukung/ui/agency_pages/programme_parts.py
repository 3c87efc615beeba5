"""Small things that the programme's lists share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from jukung import messages
from jukung.ui import sounds, theme
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.scroll import scrolling

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal

WIDE, NARROW, NARROW_BELOW = 340, 270, 1150


def choice(name: str, words: Mapping[str, str] | None = None) -> QComboBox:
    """A list to choose from, with a name for screen readers."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMaxVisibleItems(16)
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    fill(made, words or {})
    return made


def fill(box: QComboBox, words: Mapping[str, str]) -> None:
    """Offer other words; what was chosen stays chosen where it is still there."""
    if {box.itemData(n): box.itemText(n) for n in range(box.count())} == dict(words):
        return
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    for data, text in words.items():
        box.addItem(text, data)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)


def side_card(button: QWidget) -> tuple[Card, QVBoxLayout]:
    """A card beside a list: what scrolls in it, and a button that always stays in view."""
    card = Card(flush=True)
    inside = QWidget()
    column = QVBoxLayout(inside)
    edge = theme.px(14)
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(theme.px(10))
    area = scrolling(inside)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    card.body.addWidget(area, 1)
    card.add_foot().addWidget(button, 1)
    return card, column


def tell(banner: Banner, words: str, tint: str = "good") -> None:
    """Say how something went."""
    sounds.play("done" if tint == "good" else "attention")
    banner.say(words, tint=tint)


def refuse(banner: Banner, refusal: Refusal) -> None:
    """Say what was refused, and what to do."""
    sounds.play("refused")
    banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")
