"""The province's permits: which districts carry its reports, and which may open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from jukung.domain.typed import Lean
from jukung.ui import files, theme, verbs
from jukung.ui.agency_pages.messages_pane import MessagesPane
from jukung.ui.agency_pages.regions import name_of
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.day_field import DayField
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.words import _, brief_day, long_day, many, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.relay_permits import Given
    from jukung.domain.errors import Refusal
    from jukung.exchange.parcels.identity import AgencyCard
    from jukung.ui.agency_pages.office_room import OfficeRoom

_YEAR = timedelta(days=366)


class PermitsPane(MessagesPane["Given"]):
    """Ctrl N permits a district by its card, after its numbers were compared."""

    def __init__(self, room: OfficeRoom) -> None:
        super().__init__(room, _columns())
        self._card: AgencyCard | None = None
        self._chosen: Given | None = None
        self._name = label("", "title", wrap=True)
        self._told = label("", "small", wrap=True)
        self._digits = fingerprint_label()
        self._may_open = QCheckBox(_("It may open the reports, too"))
        self._until = DayField(date(2026, 1, 1), lean=Lean.ahead)
        self._match = Button(_("They match: write the permit…"), kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        self._renew = Button(_("Write the permit again…"), icon="file-down")
        self._withdraw = Button(_("End the permit…"), icon="x")
        self._new = Button(_("Permit a district…"), kind="primary", key="Ctrl+N", icon="plus")
        self._form, self._shown_card, self._about = (
            self._make_form(),
            self._make_shown(),
            _about_card(),
        )
        for each in (self._form, self._shown_card, self._about):
            self.side.addWidget(each)
        self.side.addStretch(1)
        self.foot.addWidget(self._new)
        self._new.clicked.connect(self._ask_card)
        self._match.clicked.connect(self._ask_folder)
        self._leave.clicked.connect(self.leave)
        self._renew.clicked.connect(self._ask_again)
        self._withdraw.clicked.connect(self._ask_end)
        self._may_open.toggled.connect(self._explain)
        self._form.hide()

    @override
    def shown(self) -> None:
        """Read the permits anew."""
        self._room.jobs.read(_look, owner=self, then=self._show, latest="permits")

    @Slot(object)
    @override
    def point(self, value: Given | None) -> None:
        """Show one permit."""
        self._chosen = value
        if self._card is not None:
            return
        self._about.setVisible(value is None)
        self._shown_card.setVisible(value is not None)
        if value is None:
            return
        self._said.setText(value.name)
        self._became.setText(_became(value))
        self._became_digits.setText(in_lines(value.fingerprint))
        self._renew.setVisible(value.holds)
        self._withdraw.setVisible(value.holds)

    def choose_card(self, path: Path) -> None:
        """Read a district's card, and show it for comparison."""
        self._room.preferences.keep_folder("cards", path.parent)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.identity.read_agency_card(path),
            owner=self,
            then=self._compare,
            refused=self.refuse,
        )

    def choose(self, *, may_open: bool, until: date | None = None) -> None:
        """Say what the district may do, and until when."""
        self._may_open.setChecked(may_open)
        if until is not None:
            self._until.show_day(until)

    def write(self, folder: Path) -> None:
        """Permit the district of the card shown, and write the file."""
        card, may_open = self._card, self._may_open.isChecked()
        if card is None:
            return
        self._written(
            card.code,
            folder,
            lambda desk: verbs.relay_permits.permit(
                desk, card, may_open=may_open, until=self._until.day()
            ),
            self._tell_permitted,
        )

    def write_again(self, folder: Path) -> None:
        """Write the permit in view with the register of now."""
        if self._chosen is not None:
            mark = self._chosen.fingerprint
            self._written(
                self._chosen.code,
                folder,
                lambda desk: verbs.relay_permits.renew(desk, mark),
                self._tell_permitted,
            )

    def end(self, folder: Path) -> None:
        """End the permit in view, and write the file that says so."""
        if self._chosen is not None:
            mark = self._chosen.fingerprint
            self._written(
                self._chosen.code,
                folder,
                lambda desk: verbs.relay_permits.withdraw(desk, mark),
                self._tell_ended,
            )

    @Slot()
    def leave(self) -> None:
        """Leave everything as it is."""
        self._card = None
        self._form.hide()
        self._new.show()
        self.point(self._table.current_value() if self.lines() else None)
        self._new.setFocus()

    def _written(
        self,
        code: str,
        folder: Path,
        work: Callable[[OfficeDesk], bytes],
        then: Callable[[Path], object],
    ) -> None:
        office, who = self._room.office, self._room.preferences.person

        def write(_progress: object, _stopped: object) -> Path:
            # What the stick does not take was not permitted either.
            with office.changing() as desk:
                content = work(replace(desk, by=who))
                return verbs.flushed.write_true(
                    folder / verbs.relay_permit.file_name(code), content
                )

        self._room.preferences.keep_folder("cards", folder)
        self._room.jobs.run(write, owner=self, then=then, refused=self.refuse)

    @Slot(object)
    def _compare(self, card: AgencyCard) -> None:
        self._card = card
        self.banner.clear()
        self._name.setText(card.name)
        self._place.setText(f"{name_of(card.code)} · {card.code}")
        self._digits.setText(in_lines(card.fingerprint))
        self._may_open.setChecked(False)
        self._explain()
        self._about.hide()
        self._shown_card.hide()
        self._new.hide()
        self._form.show()
        self._may_open.setFocus()

    @Slot()
    def _explain(self) -> None:
        self._told.setText(
            _(
                "It sees the figures of its own libraries. Their next receipts tell them to "
                "seal their reports for both of you."
            )
            if self._may_open.isChecked()
            else _("It carries the reports as they are and cannot read them.")
        )

    @Slot(object)
    def _show(self, found: tuple[tuple[Given, ...], date]) -> None:
        given, today = found
        if self._card is None:
            self._until.show_day(today + _YEAR, today=today)
        self.show_lines(
            given,
            empty=_(
                "No district carries reports for you yet.\n"
                "A district with this program writes its card; permit it by that: Ctrl N."
            ),
        )

    def _tell_permitted(self, path: Path) -> None:
        self._card = None
        self.leave()
        self.tell(
            _("Permit written: {file}").format(file=path),
            _("Give it to the district. It compares your numbers once, then it can carry."),
        )
        self.shown()

    def _tell_ended(self, path: Path) -> None:
        self.tell(
            _("The permit has ended"),
            _("Give the district this file, too, so that it knows: {file}").format(file=path),
        )
        self.shown()

    @Slot(object)
    @override
    def refuse(self, refusal: Refusal) -> None:
        """Say why not; the form stays as it is."""
        super().refuse(refusal)

    @Slot()
    def _ask_card(self) -> None:
        files.choose_file(
            self,
            _("Choose the district's card"),
            pattern=_("Card") + " (*.jkc)",
            start=self._room.preferences.folder("cards"),
            then=self.choose_card,
        )

    @Slot()
    def _ask_folder(self) -> None:
        self._ask(self.write)

    @Slot()
    def _ask_again(self) -> None:
        self._ask(self.write_again)

    @Slot()
    def _ask_end(self) -> None:
        self._ask(self.end)

    def _ask(self, then: Callable[[Path], object]) -> None:
        files.choose_folder(
            self,
            _("Where shall the permit go?"),
            start=self._room.preferences.folder("cards"),
            then=then,
        )

    def _make_form(self) -> Card:
        card = Card()
        self._place = label("", "second", wrap=True)
        card.body.addWidget(self._name)
        card.body.addWidget(self._place)
        words = _("Call the district and let it read its numbers aloud. All must be the same:")
        card.body.addWidget(label(words, "small", wrap=True))
        card.body.addWidget(self._digits)
        card.body.addWidget(self._may_open)
        card.body.addWidget(self._told)
        card.body.addLayout(named(_("Until"), self._until))
        card.body.addWidget(self._match)
        card.body.addWidget(self._leave)
        return card

    def _make_shown(self) -> Card:
        card = Card()
        self._said = label("", "heading", wrap=True)
        self._became = label("", "small", wrap=True)
        self._became_digits = fingerprint_label()
        for each in (self._said, self._became, self._became_digits, self._renew, self._withdraw):
            card.body.addWidget(each)
        card.hide()
        return card


def _about_card() -> Card:
    card = Card()
    card.body.setSpacing(theme.px(8))
    card.body.addWidget(label(_("Districts help to carry"), "heading"))
    for words in (
        _("A kabupaten or kota collects the sticks of its libraries and brings you all at once."),
        _("You decide whether it may open the reports. Nobody else can."),
        _("Receipts go back the same way. Libraries change nothing."),
    ):
        card.body.addWidget(label(f"• {words}", "small", wrap=True))
    return card


def _columns() -> list[Column[Given]]:
    return [
        Column(_("District"), lambda line: Cell(line.name, line.code, strong=True)),
        Column(_("Libraries"), lambda line: number(line.libraries), width=92, from_width=560),
        Column(_("Reports"), lambda line: Cell(_may(line), soft=True), width=150, from_width=500),
        Column(_("Until"), _until, width=140),
    ]


def _may(line: Given) -> str:
    return _("Opened there, too") if line.may_open else _("Carried unopened")


def _until(line: Given) -> Cell:
    if not line.holds:
        return Cell(_("Ended"), chip="neutral")
    return Cell(brief_day(line.until), chip="good")


def _became(line: Given) -> str:
    libraries = many(
        "{count} library reports from there", "{count} libraries report from there", line.libraries
    ).format(count=number(line.libraries))
    until = _("Until {day}") if line.holds else _("Ended {day}")
    since = _("Permitted {day}").format(day=brief_day(line.since.date()))
    return "\n".join((_may(line), libraries, since, until.format(day=long_day(line.until))))


def _look(desk: OfficeDesk) -> tuple[tuple[Given, ...], date]:
    return verbs.relay_permits.given(desk), desk.today
