"""Whom to ask for a month's report, and the message to copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.kinds import LibraryKind
from jukung.ui import theme, verbs
from jukung.ui.agency_pages import programme_parts as parts
from jukung.ui.agency_pages import programme_work as work
from jukung.ui.agency_pages.chase_words import columns, empty_words, waiting_words
from jukung.ui.agency_pages.list_pane import ListPane
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.programme_work import ChaseView
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.agency.chasing import Chased
    from jukung.agency.office import OfficeDesk
    from jukung.figures.reports.report import ReportTable


class ChasePane(ListPane):
    """Libraries that owe the month at the left, the words for one of them at the right."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(room, parent=parent)
        self._view: ChaseView | None = None
        self._writes = False
        self.place = parts.choice(_("Regency or city"))
        self.kind = parts.choice(
            _("Kind of library"),
            {"": _("Every kind"), "village": _("Village"), "prison": _("Prison")},
        )
        self._called = Button(_("Called lately"), kind="choice")
        self._rows: Rows[Chased] = Rows(columns())
        self.table = Table(self._rows, rows="two")
        self._name = label("", "heading", wrap=True)
        self._detail = label("", "small", wrap=True)
        self.message = QPlainTextEdit()
        self.message.setReadOnly(True)
        self.message.setAccessibleName(_("Message"))
        self.message.setTabChangesFocus(True)
        self._words = Button(_("Change the words…"), kind="link")
        self._keep = Button(_("Keep these words"), icon="save")
        self.all = Button(_("For its kabupaten"), key="Ctrl+G", icon="users")
        self.tick = Button(_("Called"), key="Ctrl+L", icon="check")
        self.copy = Button(_("Copy the message"), kind="primary", key="Ctrl+M")
        self.phones = QCheckBox(_("With names and telephone numbers"))
        self.phones.setChecked(True)
        self._lay_out()
        self._connect()

    def lines(self) -> list[Chased]:
        """The libraries shown."""
        return self._rows.values()

    @override
    def tables(self, desk: OfficeDesk) -> tuple[ReportTable, ...]:
        """The list as it is saved and printed; called on a lane."""
        if self._month is None:
            return ()
        return tuple(
            work.chase_tables(desk, self._month, *self._asked(), phones=self.phones.isChecked())
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < theme.px(parts.NARROW_BELOW)
        self._side.setFixedWidth(theme.px(parts.NARROW if narrow else parts.WIDE))
        self.phones.setText(_("With numbers") if narrow else _("With names and telephone numbers"))

    def _asked(self) -> tuple[str, LibraryKind | None]:
        kind = self.kind.currentData()
        return self.place.currentData() or "", LibraryKind(kind) if kind else None

    @override
    @Slot()
    def _refresh(self) -> None:
        month = self._month
        if month is None:
            return
        district, kind = self._asked()
        with_called = self._called.isChecked()
        self._room.jobs.read(
            lambda desk: work.look_at_chase(desk, month, district, kind, with_called=with_called),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="chase",
        )

    @Slot(object)
    def _show(self, view: ChaseView) -> None:
        kept = self.table.current_value()
        self._view = view
        parts.fill(self.place, {"": _("All")} | view.places)
        found = view.found
        self._called.setText(_("Called lately: {count}").format(count=number(found.called)))
        self._called.setVisible(bool(found.called))
        self.table.set_empty(empty_words(found, has_libraries=bool(view.places)))
        self._rows.show_values(found.lines)
        codes = [each.site.code for each in found.lines]
        if codes:
            place = codes.index(kept.site.code) if kept and kept.site.code in codes else 0
            self.table.point_at(place)
        self._show_message(self.table.current_value())

    @Slot(object)
    def _show_message(self, chased: Chased | None) -> None:
        if self._writes:
            return
        for each in (self.copy, self.tick, self.all):
            each.setEnabled(chased is not None)
        if chased is None or self._view is None:
            self._name.setText(_("Nobody is chosen"))
            self._detail.setText("")
            self.message.setPlainText("")
            return
        self._name.setText(chased.site.name)
        self._detail.setText(waiting_words(chased))
        self.tick.setText(_("Not called") if chased.called_at else _("Called"))
        self.message.setPlainText(
            verbs.asking_words.message(self._view.template, chased, agency=self._view.agency)
        )

    @Slot()
    def _show_for_all(self) -> None:
        chased, view = self.table.current_value(), self._view
        if chased is None or view is None:
            return
        there = [each for each in view.found.lines if each.site.kabupaten == chased.site.kabupaten]
        self._name.setText(chased.kabupaten)
        self._detail.setText(_("For the coordinator; no telephone number is in it."))
        self.message.setPlainText(
            verbs.asking_words.coordinator_message(chased.kabupaten, there, agency=view.agency)
        )

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.message.toPlainText())
        self._tell(_("The message is copied. Paste it where you write to them."))

    @Slot()
    def _tick(self) -> None:
        chased, month = self.table.current_value(), self._month
        if chased is None or month is None:
            return
        who, code = self._room.preferences.person, chased.site.code
        done = verbs.chasing.untick if chased.called_at else verbs.chasing.tick
        self._room.jobs.change(
            lambda desk: done(work.by(desk, who), code, month),
            owner=self,
            then=partial(self._tell_ticked, chased),
            refused=self._refuse,
            touched={"deed"},
        )

    def _tell_ticked(self, chased: Chased, _done: object) -> None:
        words = (
            _("{name} stands in the list again.")
            if chased.called_at
            else _("{name} was called. It is shown again in seven days, if it still owes.")
        )
        self._tell(words.format(name=chased.site.name))
        self._refresh()

    @Slot()
    def _change_words(self) -> None:
        """Let the words be written, or leave that."""
        self._set_writing(writes=not self._writes)

    def _set_writing(self, *, writes: bool) -> None:
        self._writes = writes
        self.message.setReadOnly(not writes)
        self._keep.setVisible(writes)
        for each in (self.copy, self.tick, self.all):
            each.setVisible(not writes)
        self._words.setText(_("Leave it as it was") if writes else _("Change the words…"))
        if writes and self._view is not None:
            self._name.setText(_("The words for every library"))
            self._detail.setText(
                _("{library}, {months}, {month}, {how} and {agency} are filled in for each.")
            )
            self.message.setPlainText(self._view.template)
            self.message.setFocus()
        else:
            self._show_message(self.table.current_value())

    @Slot()
    def _keep_words(self) -> None:
        text = self.message.toPlainText()
        self._room.jobs.change(
            lambda desk: verbs.asking_words.choose(desk, text),
            owner=self,
            then=self._leave_words,
            refused=self._refuse,
            touched={"setting"},
        )

    @Slot(object)
    def _leave_words(self, _done: object) -> None:
        self._set_writing(writes=False)
        self._tell(_("The words are kept."))
        self._refresh()

    @override
    def _file(self) -> str:
        return _("reports still missing").replace(" ", "-")

    def _lay_out(self) -> None:
        asking = QHBoxLayout()
        asking.setSpacing(theme.px(10))
        asking.addWidget(self.place, 2)
        asking.addWidget(self.kind, 1)
        second = QHBoxLayout()
        second.setSpacing(theme.px(10))
        second.addWidget(self.phones)
        second.addStretch(1)
        second.addWidget(self._called)
        list_ = Card(flush=True)
        list_.body.addWidget(self._banner)
        list_.body.addWidget(self.table, 1)
        foot = list_.add_foot()
        self.phones.setToolTip(personal_words())
        foot.addStretch(1)
        foot.addWidget(self._save)
        foot.addWidget(self._print)
        left = QVBoxLayout()
        left.setSpacing(theme.px(10))
        left.addLayout(asking)
        left.addLayout(second)
        left.addWidget(list_, 1)
        self._side, card = parts.side_card(self.copy)
        for each in (self._name, self._detail):
            card.addWidget(each)
        self.message.setMinimumHeight(theme.px(110))
        card.addWidget(self.message, 1)
        card.addWidget(self._words)
        for button in (self._keep, self.all, self.tick):
            card.addWidget(button)
        self._keep.hide()
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addLayout(left, 1)
        page.addWidget(self._side)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.place.activated.connect(self._refresh)
        self.kind.activated.connect(self._refresh)
        self._called.clicked.connect(self._refresh)
        self.table.pointed.connect(self._show_message)
        self.copy.clicked.connect(self._copy)
        self.tick.clicked.connect(self._tick)
        self.all.clicked.connect(self._show_for_all)
        self._words.clicked.connect(self._change_words)
        self._keep.clicked.connect(self._keep_words)


def personal_words() -> str:
    """What is said of a list with telephone numbers."""
    return _("The list then holds personal data and says so: it stays in the office.")
