"""Reports over the internet: where to, a button, how far, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import addresses
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme
from jukung.ui.pages.form_parts import go_on_with_enter
from jukung.ui.pages.send_way import Way
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.words import _

_SYSTEM, _NONE, _TYPED = range(3)


class InternetWay(QWidget):
    """Nothing goes out before its button is pressed."""

    send_wanted = Signal()
    chosen = Signal(object, object)
    """An address and a proxy to be remembered."""

    form_opened = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address, self._proxy = "", addresses.SYSTEM
        self._waits = self._sending = False
        self._where = label("", "note", wrap=True)
        self._send = Button(_("Send now"), key="Ctrl+U")
        self._change = Button(_("Address and proxy…"), kind="link")
        self.strip = ProgressStrip()
        self.form = _WayForm()
        self._lay_out()
        self._send.clicked.connect(self._say_send)
        self._change.clicked.connect(self.open_form)
        self.form.saved.connect(self.chosen)
        self.form.left.connect(self.close_form)
        self._show()

    def show_way(self, address: str, proxy: str) -> None:
        """Show where reports go and how."""
        self._address, self._proxy = address, proxy
        self._show()

    def show_waiting(self, *, waits: bool, may_keep: bool) -> None:
        """Offer it where there is something to send, and to those who may."""
        self._waits = waits
        self.setVisible(may_keep)
        self._show()

    def show_sending(self, *, sending: bool) -> None:
        """Show the strip while it goes on."""
        self._sending = sending
        if sending:
            self.close_form()
            self.strip.begin(_("Sent"))
        else:
            self.strip.end()
        self._show()

    @Slot()
    def open_form(self) -> None:
        """Ask for the address and the way out."""
        self.form.load(self._address, self._proxy)
        self.form.show()
        self._show()
        self.form_opened.emit()
        self.form.take_focus()

    @Slot()
    def close_form(self) -> None:
        """Leave the way as it is."""
        if not self.form.isHidden():
            self.form.hide()
            self._show()
            self._send.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: Refusal) -> None:
        """Say what is wrong with what was typed."""
        self.form.refuse(refusal)

    def is_asking(self) -> bool:
        """Whether the form is open."""
        return not self.form.isHidden()

    def is_sending(self) -> bool:
        """Whether it is under way."""
        return self._sending

    def words(self) -> str:
        """Where reports go."""
        return self._where.text()

    @Slot()
    def _say_send(self) -> None:
        if self._address:
            self.send_wanted.emit()
        else:
            self.open_form()

    def _show(self) -> None:
        if self._address:
            words = _("To {host}, only when you press it. What breaks off goes on where it was.")
            self._where.setText(words.format(host=addresses.host_of(self._address)))
        else:
            self._where.setText(
                _("Where the agency takes reports is not known. Ask it, then type it.")
            )
        asking = self.is_asking()
        self._send.setText(_("Send now") if self._address else _("Type the address…"))
        self._send.setVisible(not asking)
        self._send.setEnabled(not self._sending and (self._waits or not self._address))
        self._change.setVisible(bool(self._address) and not asking and not self._sending)

    def _lay_out(self) -> None:
        below = QWidget()
        more = QVBoxLayout(below)
        more.setContentsMargins(0, theme.px(6), 0, 0)
        more.setSpacing(theme.px(8))
        more.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        more.addWidget(self.form)
        more.addWidget(self.strip)
        way = Way("send", _("Over the internet"), self._where, self._send, more=below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(way)
        self.form.hide()


class _WayForm(QWidget):
    """The address, and a proxy where the network has one."""

    saved = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._banner = Banner(corners="all")
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://lapor.example.id")
        self._address.setMaxLength(addresses.LONGEST)
        self._how = QComboBox()
        self._how.addItems(
            [_("As this computer does"), _("Without a proxy"), _("Through this proxy:")]
        )
        self._proxy = QLineEdit()
        self._proxy.setPlaceholderText("http://192.168.1.1:8080")
        self._proxy.setMaxLength(addresses.LONGEST)
        self._proxy.setAccessibleName(_("Address of the proxy"))
        self._leave = Button(_("Cancel"), key="Esc")
        self._save = Button(_("Save"), key="Ctrl+S")
        self._lay_out()
        self._how.currentIndexChanged.connect(self._follow)
        for each in (self._address, self._proxy):
            go_on_with_enter((each,), self._say)
        self._save.clicked.connect(self._say)
        self._leave.clicked.connect(self.left)

    def load(self, address: str, proxy: str) -> None:
        """Show what is remembered."""
        self._banner.clear()
        self._address.setText(address)
        choices = {addresses.SYSTEM: _SYSTEM, addresses.NONE: _NONE}
        self._how.setCurrentIndex(choices.get(proxy, _TYPED))
        self._proxy.setText("" if proxy in choices else proxy)
        self._follow()

    def take_focus(self) -> None:
        """Begin at the address."""
        self._address.setFocus(Qt.FocusReason.OtherFocusReason)
        self._address.selectAll()

    def refuse(self, refusal: Refusal) -> None:
        """Say what is wrong."""
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot()
    def _follow(self) -> None:
        self._proxy.setVisible(self._how.currentIndex() == _TYPED)

    @Slot()
    def _say(self) -> None:
        how = self._how.currentIndex()
        typed = self._proxy.text().strip() or "?"
        proxy = {_SYSTEM: addresses.SYSTEM, _NONE: addresses.NONE}.get(how, typed)
        self.saved.emit(self._address.text(), proxy)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._banner)
        column.addLayout(named(_("Address of the agency"), self._address))
        column.addLayout(named(_("The way out"), self._how))
        column.addWidget(self._proxy)
        column.addLayout(buttons)
