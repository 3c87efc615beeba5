"""Beside a month's figures: what is in the report, how the others went, and joining."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jukung.domain.kinds import ParcelAct, ParcelState
from jukung.ui import theme
from jukung.ui.pages.send_month import MonthView, Told
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.words import _, long_month, plain_day, short_month

if TYPE_CHECKING:
    from jukung.exchange.parcels.identity import AgencyCard
    from jukung.exchange.parcels.invitation import Invitation

MOST_MONTHS = 12


class ContentCard(Card):
    """What goes into the report, and who can open it."""

    card_wanted = Signal()
    """The library's own card is asked for, after joining."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._opens = label("", "small", wrap=True)
        self.body.setSpacing(theme.px(5))
        self.body.addWidget(label(_("What goes into the report"), "heading"))
        only = _("Only counts. No names, no NIK, no addresses, nobody's loans.")
        self.body.addWidget(label(only, "small", wrap=True))
        self.body.addWidget(self._opens)
        self._card = Button(_("This library's card"), kind="link")
        self._card.clicked.connect(self.card_wanted)
        self.body.addWidget(self._card, 0, Qt.AlignmentFlag.AlignLeft)

    def show_agency(self, agency: str, *, card_shown: bool) -> None:
        """Say whose key signs the report and who opens it."""
        words = _("Signed with this library's key; only {agency} can open it.")
        self._opens.setText(words.format(agency=agency or _("the agency")))
        self._card.setVisible(bool(agency) and not card_shown)


class HistoryCard(Card):
    """The months closed so far, and whether their receipts came."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        self._note = label("", "note", wrap=True)
        self._shown: list[QWidget] = []
        self.body.addWidget(label(_("History"), "heading"))
        self.body.addLayout(self._rows)
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def show_history(self, view: MonthView) -> None:
        """Show the latest months, newest first."""
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for told in view.history[:MOST_MONTHS]:
            if self._shown:
                self._add(rule())
            self._add(_history_row(told))
        self._note.setText(_history_note(view))
        self._note.setVisible(bool(self._note.text()))

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        self._shown.append(widget)


class JoinCard(Card):
    """Library and agency get to know each other by their cards and fingerprints."""

    write_wanted = Signal()
    choose_wanted = Signal()
    join_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = label("", "heading", wrap=True)
        self._text = label("", "small", wrap=True)
        self._digits = fingerprint_label()
        self._choose = Button(_("Choose card or invitation…"))
        self._write = Button(_("Write this library's card…"))
        self._join = Button(_("It matches: join"), kind="primary")
        self._other = Button(_("Not this one"))
        for each in (self._title, self._text, self._digits):
            self.body.addWidget(each)
        for button in (self._join, self._other, self._choose, self._write):
            self.body.addWidget(button)
        self._write.clicked.connect(self.write_wanted)
        self._choose.clicked.connect(self.choose_wanted)
        self._join.clicked.connect(self.join_wanted)
        self._other.clicked.connect(self.show_idle)
        self._joined = False
        self.show_idle()

    def show_joined(self, *, joined: bool) -> None:
        """Offer joining, or only the library's own card."""
        if joined != self._joined:
            self._joined = joined
            self.show_idle()

    @Slot()
    def show_idle(self) -> None:
        """Say what the two cards are for."""
        if self._joined:
            title = _("This library's card")
            text = _("The agency knows this library by its card. Write it again when asked.")
        else:
            title = _("Join the agency")
            text = _(
                "Once only: choose the invitation or the card that the agency gave you. "
                "With a card, give the agency this library's card, too."
            )
        self._show(title, text)

    def show_written(self, file: str, fingerprint: str) -> None:
        """Show where the library's card lies, and what is read aloud."""
        self._show(
            _("Card written: {file}").format(file=file),
            _("Give it to the agency and read these numbers aloud, so that both are sure:"),
            digits=fingerprint,
        )

    def show_agency(self, card: AgencyCard) -> None:
        """Show the agency of a card for comparison, before it is joined."""
        self._show(
            card.name,
            _("Ask the agency to read its numbers aloud. Join only when all are the same:"),
            digits=card.fingerprint,
            asks=True,
        )

    def show_invitation(self, found: Invitation) -> None:
        """Show who invites this library; an invitation needs no telephone call."""
        called = " · ".join(filter(None, (found.name, found.code)))
        words = _(
            "It invites {library}, until {day}. Join only if this is yours: "
            "the agency knows it by this file, and need not be called."
        )
        self._show(
            found.agency.name,
            words.format(library=called, day=plain_day(found.until)),
            digits=found.agency.fingerprint,
            asks=True,
            join=_("This is ours: join"),
        )

    def digits(self) -> QLabel:
        """The fingerprint shown; empty while none is."""
        return self._digits

    def _show(
        self, title: str, text: str, *, digits: str = "", asks: bool = False, join: str = ""
    ) -> None:
        self._join.setText(join or _("It matches: join"))
        self._title.setText(title)
        self._text.setText(text)
        self._digits.setText(in_lines(digits))
        self._digits.setVisible(bool(digits))
        self._join.setVisible(asks)
        self._other.setVisible(asks)
        self._choose.setVisible(not asks and not self._joined)
        self._write.setVisible(not asks)
        if asks:
            self._join.setFocus()


def _history_row(told: Told) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    row = QHBoxLayout()
    month = told.sent.month
    row.addWidget(label(f"{short_month(month.number)} {month.year}", "small"), 1)
    row.addWidget(Chip(*_chip(told)))
    column.addLayout(row)
    if told.held:
        column.addWidget(label(told.held, "note", wrap=True))
    return made


def _chip(told: Told) -> tuple[str, str]:
    sent = told.sent
    if sent.received_on is not None:
        day = f"{sent.received_on.day} {short_month(sent.received_on.month)}"
        if sent.kind is ParcelAct.withdrawal:
            return _("Withdrawn"), "neutral"
        return _("Received {day}").format(day=day), "good"
    if told.held:
        return _("Held by the agency"), "bad"
    if sent.parcel is None:
        return _("Closed"), "neutral"
    if sent.parcel is ParcelState.sealed:
        return _("Sealed"), "accent"
    return _("No receipt yet"), "gold"


def _history_note(view: MonthView) -> str:
    if not view.history:
        return _("No month was closed yet. Each closed month appears here.")
    others = [month for month in view.unanswered if month != view.month]
    if not others:
        return ""
    names = ", ".join(long_month(each.year, each.number) for each in others[:4])
    return _("Goes along again automatically: {months}.").format(months=names)
