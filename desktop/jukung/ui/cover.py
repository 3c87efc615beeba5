"""What lies over the whole window and keeps every key to itself."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from jukung.ui import theme

_SHADE = 130


class Cover(QWidget):
    """A light shade over the page, or an opaque one that hides it.

    No shortcut of the page works beneath it, and the focus stays in it.
    """

    def __init__(self, window: QWidget, *, opaque: bool = False) -> None:
        super().__init__(window)
        self._below, self._opaque = window, opaque
        self._before: QWidget | None = None
        self.hide()

    def lift(self) -> None:
        """Lie over the window from now on."""
        window = self._below
        if self.isVisible():
            self.take_focus()
            return
        self._before = window.focusWidget()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.take_focus()
        self._app().focusChanged.connect(self._keep_focus)

    def drop(self) -> None:
        """Give the page back as it was, with the focus where it was."""
        if self.isHidden():
            return
        self._app().focusChanged.disconnect(self._keep_focus)
        self._below.removeEventFilter(self)
        self.hide()

    def give_focus_back(self) -> None:
        """Put the focus where it was before; the page must be visible again."""
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Be ready for keys; what lies in it may know a better place."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # Nobody below may take a key for a shortcut.
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._below:
            self.setGeometry(self._below.rect())
        return super().eventFilter(watched, event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside."""
        focused: QWidget | None = self.focusWidget()
        here = self if focused is None else focused
        step: QWidget | None = here
        while True:
            if step is not None:
                step = step.nextInFocusChain() if next else step.previousInFocusChain()
            if step is None or step is here:
                return True
            takes = step.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and self.isAncestorOf(step) and step.isVisible() and step.isEnabled():
                step.setFocus(
                    Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
                )
                return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._opaque:
            painter.fillRect(self.rect(), theme.colour("paper"))
        else:
            shade = QColor(theme.colour("rail"))
            shade.setAlpha(_SHADE)
            painter.fillRect(self.rect(), shade)
        painter.end()

    def show_focused(self, widget: QWidget) -> None:
        """Bring what has the focus now into view, where something scrolls."""

    @Slot(QWidget, QWidget)
    def _keep_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible():
            return
        if now is self or self.isAncestorOf(now):
            self.show_focused(now)
        elif now.window() is self.window():
            self.take_focus()

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError
        return app
