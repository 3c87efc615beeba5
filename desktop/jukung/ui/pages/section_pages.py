"""Settings of any window: the sections on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages.section_list import NARROW, WIDTH, SectionList, SectionWords
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.preferences import Preferences
from jukung.words import _

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SectionEntry(Generic[R]):
    """A section: its name, words and icon, and how it is made."""

    name: str
    title: str
    """The English key of its title, marked with `N_`."""
    icon: str
    make: Callable[[R], QWidget]
    prison: bool = False
    """Whether it is for prisons alone."""


class SectionPages(QWidget, Generic[R]):
    """A section is made when it is first shown; nothing is saved by looking at it."""

    made = Signal(object)
    """A section that was shown for the first time."""

    def __init__(
        self,
        room: R,
        preferences: Preferences,
        sections: Sequence[SectionEntry[R]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hall, self._preferences, self._sections = room, preferences, tuple(sections)
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._list = SectionList([SectionWords(e.name, _(e.title), e.icon) for e in sections])
        row = QHBoxLayout(self)
        side = theme.px(22)
        row.setContentsMargins(side, theme.px(18), side, theme.px(18))
        row.setSpacing(theme.px(18))
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.setFocusProxy(self._list)
        self._list.chosen.connect(self._choose)
        self._list.entered.connect(self._enter)

    def shown(self) -> None:
        """Show the section of last time, as it is in the file now."""
        self.show_section(self._list_name() or self._preferences.section)
        self._list.setFocus()

    def show_section(self, name: str) -> QWidget:
        """Bring a section into view; an unknown name is the first one."""
        section = self.section(name)
        name = next(key for key, made in self._made.items() if made is section)
        self._list.show_chosen(name)
        self._stack.setCurrentWidget(self._places[name])
        if callable(shown := getattr(section, "shown", None)):
            shown()
        return section

    def section(self, name: str) -> QWidget:
        """A section, made the first time; an unknown name is the first one."""
        entry = next((each for each in self._sections if each.name == name), self._sections[0])
        made = self._made.get(entry.name)
        if made is None:
            made = self._made[entry.name] = entry.make(self._hall)
            area = self._places[entry.name] = scrolling()
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(area)
            area.setWidget(_at_top(made, fills=hasattr(made, "fills")))
            self.made.emit(made)
        return made

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.setFixedWidth(theme.px(WIDTH if self.width() >= theme.px(840) else NARROW))

    def _list_name(self) -> str:
        shown = self._stack.currentWidget()
        return next((name for name, place in self._places.items() if place is shown), "")

    @Slot(object)
    def _choose(self, name: str) -> None:
        self._preferences.section = name
        self.show_section(name)

    @Slot()
    def _enter(self) -> None:
        section = self.section(self._list.current_name())
        if callable(take := getattr(section, "take_focus", None)):
            take()
        else:
            section.focusNextChild()


def _at_top(section: QWidget, *, fills: bool) -> QWidget:
    """A section at the top of its room; one that `fills` is as high as the room."""
    if fills:
        return section
    whole = QWidget()
    column = QHBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
    return whole
