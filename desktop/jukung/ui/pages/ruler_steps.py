"""The three steps of fitting a printer: print, measure, keep."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.measure_field import MeasureField
from jukung.ui.pages.ruler_picture import NAMES, Distance
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _

LONGEST = 500.0


class RulerSteps(Card):
    """What is said, typed and pressed; the task knows what it means."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.title = label("", "heading", wrap=True)
        self.banner = Banner()
        self.print_page = Button(_("Print"), key="Ctrl+P", icon="printer")
        self.save_page = Button(_("Save PDF"), key="Ctrl+S")
        self.fields = {each: MeasureField(0.0, LONGEST) for each in Distance}
        self.result = label("", "strong", wrap=True)
        self.whose = label("", "note", wrap=True)
        self.keep = Button(_("Keep"), kind="primary", key="Ctrl+M")
        self.leave = Button(_("Back"), key="Esc")
        self._lay_out()

    def _lay_out(self) -> None:
        self.add_head().addWidget(self.title, 1)
        self.body.addWidget(self.banner)
        inner = QWidget()
        self._fill(inner)
        self.body.addWidget(scrolling(inner), 1)
        self.body.addWidget(rule())
        self.body.addLayout(self._outcome())
        foot = self.add_foot()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self.keep)

    def _fill(self, inner: QWidget) -> None:
        steps = QVBoxLayout(inner)
        steps.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        steps.setSpacing(theme.px(8))
        steps.addWidget(
            label(_("Step 1: print the ruler page on plain paper"), "heading", wrap=True)
        )
        plain = _("Plain paper of the sheet's size, so that no label is wasted; scaling off.")
        steps.addWidget(label(plain, "note", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self.print_page, 1)
        buttons.addWidget(self.save_page, 1)
        steps.addLayout(buttons)
        steps.addSpacing(theme.px(8))
        steps.addWidget(label(_("Step 2: measure with a ruler"), "heading", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(8))
        for place, (distance, field) in enumerate(self.fields.items()):
            grid.addLayout(named(_(NAMES[distance]), field), place // 2, place % 2)
        steps.addLayout(grid)
        steps.addStretch(1)

    def _outcome(self) -> QVBoxLayout:
        """The third step; always in sight, whatever scrolls above it."""
        outcome = QVBoxLayout()
        outcome.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        outcome.setSpacing(theme.px(4))
        outcome.addWidget(label(_("Step 3: keep what comes out"), "heading", wrap=True))
        outcome.addWidget(self.result)
        outcome.addWidget(self.whose)
        return outcome
