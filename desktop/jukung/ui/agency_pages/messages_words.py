"""Messages to libraries: the list, a new one, and the receipts that carry them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from typing_extensions import override

from jukung.domain.kinds import LibraryKind
from jukung.ui import files, theme, verbs
from jukung.ui.agency_pages.messages_pane import MessagesPane
from jukung.ui.agency_pages.regions import name_of
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.agency.notices import NoticeWritten
    from jukung.agency.office import OfficeDesk
    from jukung.ui.agency_pages.office_room import OfficeRoom

ONE = "one"
_SCOPES = {
    "": N_("All libraries"),
    str(LibraryKind.village): N_("Village libraries"),
    str(LibraryKind.prison): N_("Prison libraries"),
}
_SPANS = (
    (None, N_("until it is taken back")),
    (14, N_("two weeks")),
    (31, N_("one month")),
    (92, N_("three months")),
)


@dataclass(frozen=True, slots=True)
class WordsView:
    """What the pane shows."""

    notices: tuple[NoticeWritten, ...]
    kabupaten: tuple[str, ...]
    names: dict[str, str]
    waiting: int
    today: date


class WordsPane(MessagesPane["NoticeWritten"]):
    """Ctrl N begins a message; the next receipts carry it."""

    def __init__(self, room: OfficeRoom) -> None:
        super().__init__(room, _columns(self._scope_words))
        self._view: WordsView | None = None
        self._words = QPlainTextEdit()
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(theme.px(104))
        self._count = label("", "note", wrap=True)
        self._scope = QComboBox()
        self._code = QLineEdit()
        self._code.setPlaceholderText(_("Code of the library"))
        self._span = QComboBox()
        for days, words in _SPANS:
            self._span.addItem(_(words), days)
        self._send = Button(_("Give it to the next receipts"), kind="primary", key="Ctrl+Return")
        self._withdraw = Button(_("Take back"), icon="undo-2")
        self._out = Button(_("Receipts with news…"), key="Ctrl+S", icon="file-down")
        self._new = Button(_("New message"), key="Ctrl+N", icon="plus")
        self._chosen: NoticeWritten | None = None
        self._form, self._shown_card = self._make_form(), self._make_shown()
        for each in (self._form, self._shown_card):
            self.side.addWidget(each)
        self.side.addStretch(1)
        for button in (self._out, self._new):
            self.foot.addWidget(button)
        self._words.textChanged.connect(self._tell_length)
        self._scope.currentIndexChanged.connect(self._ask_code)
        self._send.clicked.connect(self.send)
        self._withdraw.clicked.connect(self.withdraw)
        self._out.clicked.connect(self._ask_folder)
        self._new.clicked.connect(self.begin)
        self._tell_length()
        self._ask_code()

    @override
    def shown(self) -> None:
        """Read the messages anew."""
        self._room.jobs.read(_look, owner=self, then=self._show, latest="words")

    @Slot(object)
    @override
    def point(self, value: NoticeWritten | None) -> None:
        """Show what became of a message."""
        self._chosen = value
        self._shown_card.setVisible(value is not None)
        self._form.setVisible(value is None)
        self._new.setVisible(value is not None)
        if value is None:
            return
        self._said.setText(value.words)
        self._became.setText(_became(value, self._scope_words(value.scope)))
        self._withdraw.setVisible(value.withdrawn_at is None)

    @Slot()
    def begin(self) -> None:
        """Write a new message."""
        self.banner.clear()
        self._table.clearSelection()
        self.point(None)
        self._words.setFocus()

    def type(self, words: str, *, scope: str = "") -> None:
        """Type words and choose for whom, as a person does."""
        self._words.setPlainText(words)
        place = self._scope.findData(scope)
        self._scope.setCurrentIndex(place if place >= 0 else self._scope.findData(ONE))
        if place < 0:
            self._code.setText(scope)

    @Slot()
    def send(self) -> None:
        """Give the words to the next receipts."""
        words, scope, days = (
            self._words.toPlainText(),
            self._chosen_scope(),
            self._span.currentData(),
        )
        until = self._view.today + timedelta(days=days) if days and self._view else None
        self.change(
            lambda desk: verbs.agency_notices.write(desk, words, scope=scope, until=until),
            self._tell_written,
        )

    @Slot()
    def withdraw(self) -> None:
        """Let no further receipt carry the message."""
        if self._chosen is not None:
            no = self._chosen.no
            self.change(
                lambda desk: verbs.agency_notices.withdraw(desk, no),
                lambda _nothing: self.tell(
                    _("No further receipt carries the message"),
                    _("Where it has arrived already, the next receipt takes it away."),
                ),
            )

    def write_receipts(self, folder: Path) -> None:
        """Write receipts for the libraries for which something waits."""
        office = self._room.office
        self._room.preferences.keep_folder("receipts", folder)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.news_out.write(office, folder),
            owner=self,
            then=lambda written: self._tell_out(written, folder),
            refused=self.refuse,
        )

    @Slot()
    def _ask_folder(self) -> None:
        files.choose_folder(
            self,
            _("Where shall the receipts go?"),
            start=self._room.preferences.folder("receipts"),
            then=self.write_receipts,
        )

    def _tell_written(self, notice: NoticeWritten) -> None:
        self._words.clear()
        words = many(
            "The message goes to {count} library",
            "The message goes to {count} libraries",
            notice.meant_for,
        )
        self.tell(
            words.format(count=number(notice.meant_for)),
            _("Their next receipts carry it. Without reports, write receipts with news below."),
        )

    def _tell_out(self, written: tuple[Path, ...], folder: Path) -> None:
        words = many("{count} receipt written", "{count} receipts written", len(written))
        self.tell(
            words.format(count=number(len(written))),
            _("In {folder}. Give them back to the libraries.").format(folder=folder),
        )
        self.shown()

    @Slot(object)
    def _show(self, view: WordsView) -> None:
        self._view = view
        kept = self._scope.currentData()
        self._scope.blockSignals(True)
        self._scope.clear()
        for scope, words in _SCOPES.items():
            self._scope.addItem(_(words), scope)
        for code in view.kabupaten:
            self._scope.addItem(f"{name_of(code)} ({code})", code)
        self._scope.addItem(_("One library"), ONE)
        self._scope.setCurrentIndex(max(self._scope.findData(kept), 0))
        self._scope.blockSignals(False)
        self._ask_code()
        self._out.setEnabled(bool(view.waiting))
        self._out.setText(_("Receipts with news: {count}…").format(count=number(view.waiting)))
        self.show_lines(
            view.notices,
            empty=_(
                "Nothing was told to the libraries yet.\n"
                "Write a message at the right: the receipts they get anyway carry it."
            ),
        )

    def _scope_words(self, scope: str) -> str:
        if scope in _SCOPES:
            return _(_SCOPES[scope])
        names = self._view.names if self._view else {}
        return names.get(scope) or name_of(scope)

    def _chosen_scope(self) -> str:
        scope = self._scope.currentData()
        # An empty code is no library, and must not become all of them.
        return (self._code.text().strip() or "–") if scope == ONE else str(scope or "")

    @Slot()
    def _ask_code(self) -> None:
        self._code.setVisible(self._scope.currentData() == ONE)

    @Slot()
    def _tell_length(self) -> None:
        count = len(" ".join(self._words.toPlainText().split()))
        words = _("{count} of 240 signs. Staff read it; name no person in it.")
        self._count.setText(words.format(count=number(count)))

    def _make_form(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("A message to libraries"), "heading"))
        card.body.addLayout(named(_("What they should know"), self._words))
        card.body.addWidget(self._count)
        card.body.addLayout(named(_("For"), self._scope))
        card.body.addWidget(self._code)
        card.body.addLayout(named(_("Shown"), self._span))
        card.body.addWidget(self._send)
        return card

    def _make_shown(self) -> Card:
        card = Card()
        self._said = label("", "heading", wrap=True)
        self._became = label("", "small", wrap=True)
        card.body.addWidget(self._said)
        card.body.addWidget(self._became)
        card.body.addWidget(self._withdraw)
        card.hide()
        return card


def _columns(scope_words: Callable[[str], str]) -> list[Column[NoticeWritten]]:
    return [
        Column(_("Message"), lambda line: Cell(line.words, strong=True)),
        Column(_("For"), lambda line: Cell(scope_words(line.scope), soft=True), width=112),
        Column(_("Written"), _written, width=110, from_width=620),
        Column(_("Carried"), _carried, width=110),
    ]


def _written(line: NoticeWritten) -> Cell:
    return Cell(brief_day(line.made_at.date()), line.made_by, soft=True)


def _carried(line: NoticeWritten) -> Cell:
    if line.withdrawn_at is not None:
        return Cell(_("Taken back"), chip="neutral")
    words = _("{carried} of {count}").format(
        carried=number(line.carried), count=number(line.meant_for)
    )
    return Cell(words, chip="good" if line.carried >= line.meant_for else "gold")


def _became(line: NoticeWritten, scope: str) -> str:
    words = [_("For: {scope}").format(scope=scope)]
    if line.made_by:
        words.append(
            _("Written by {name}, {day}").format(
                name=line.made_by, day=brief_day(line.made_at.date())
            )
        )
    if line.until is not None:
        words.append(_("Shown until {day}").format(day=brief_day(line.until)))
    told = _("Receipts have carried it to {carried} of {count} libraries.")
    words.append(told.format(carried=number(line.carried), count=number(line.meant_for)))
    if line.withdrawn_at is not None:
        words.append(_("Taken back {day}").format(day=brief_day(line.withdrawn_at.date())))
    return "\n".join(words)


def _look(desk: OfficeDesk) -> WordsView:
    sites = verbs.sites.all_sites(desk)
    return WordsView(
        notices=verbs.agency_notices.listed(desk),
        kabupaten=tuple(sorted({site.kabupaten for site in sites if site.uses_jukung})),
        names={site.code: site.name for site in sites},
        waiting=len(verbs.news_out.waiting(desk)),
        today=desk.today,
    )
