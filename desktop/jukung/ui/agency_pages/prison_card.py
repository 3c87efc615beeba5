"""A prison's agreement, its boxes, and its page for the renewal; stands on any page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.domain.errors import NotAPrison, Refusal, SiteUnknown
from jukung.domain.typed import Lean
from jukung.ui import theme, verbs
from jukung.ui.agency_pages import box_words
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.fields import day_field, named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.stack import InView
from jukung.words import _, brief_day, number

if TYPE_CHECKING:
    from jukung.agency.agreements import Agreed, PrisonLine
    from jukung.agency.boxes import BoxLine
    from jukung.agency.office import OfficeDesk

_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class _Prison:
    line: PrisonLine
    chain: tuple[Agreed, ...]
    boxes: tuple[BoxLine, ...]
    today: date


class AgreementForm(SectionForm):
    """A new agreement; it begins where the last one ends."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        today = date(2000, 1, 1)
        self.number = QLineEdit()
        self.number.setMaxLength(80)
        self.signed_on = day_field(today)
        self.from_on = day_field(today, lean=Lean.ahead)
        self.until_on = day_field(today, lean=Lean.ahead)
        self.fields.addLayout(named(_("Number of the agreement"), self.number))
        self.fields.addLayout(named(_("Signed on"), self.signed_on))
        self.fields.addLayout(named(_("From"), self.from_on))
        self.fields.addLayout(named(_("Until"), self.until_on))
        self.fields.addStretch(1)
        self.number.returnPressed.connect(self.from_on.line.setFocus)

    def load(self, newest: Agreed | None, name: str, *, today: date) -> None:
        """Propose a year after the last agreement, or from today."""
        first = today if newest is None else newest.until_on + timedelta(days=1)
        self.number.clear()
        self.signed_on.show_day(today, today=today)
        self.from_on.show_day(first, today=today)
        self.until_on.show_day(first + _YEAR, today=today)
        self.begin(_("Agreement with {name}").format(name=name))
        self.number.setFocus()


class PrisonCard(QWidget):
    """Made with the room; `show_site` gives it a library, and hides it for a village."""

    forming = Signal(object)
    """Whether the form of an agreement is open; it then has Esc and Ctrl+S."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._code = ""
        self._found: _Prison | None = None
        self._printing = PaperPrinting(cast("Any", room), self)
        self._chip = Chip()
        self._name = label("", "heading", wrap=True)
        self._standing = label("", "second", wrap=True)
        self._facts = FactRows()
        self._chain = label("", "note", wrap=True)
        self._banner = Banner(corners="all")
        self.add = Button(_("Renew…"), key="Ctrl+R")
        self.page = Button(_("Its page"), icon="printer", key="Ctrl+P")
        self.page.setToolTip(_("One page about the year, for the renewal of the agreement"))
        self.save = Button(_("Save PDF…"), icon="file-down")
        self.form = AgreementForm()
        self._pile = InView()
        self._lay_out()
        self.add.clicked.connect(self.begin)
        self.page.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.form.saved.connect(self.keep)
        self.form.left.connect(self._leave)
        self._printing.refused.connect(self._refuse)
        self._printing.said.connect(self._tell)
        room.jobs.changed.connect(self._refresh_if_touched)
        self.hide()

    def show_site(self, code: str) -> None:
        """Show a prison by its code; anything else hides the card."""
        self._code = code
        self._banner.clear()
        self._pile.setCurrentWidget(self._front)
        self.forming.emit(False)
        if not code:
            self.hide()
            return
        self._room.jobs.read(
            lambda desk: _look(desk, code), owner=self, then=self._show, latest="prison"
        )

    def words(self) -> str:
        """What is said of the agreement."""
        return self._standing.text()

    @Slot()
    def begin(self) -> None:
        """Open the form of the next agreement."""
        if self._found is not None:
            line = self._found.line
            self.form.load(line.newest, line.site.name, today=self._found.today)
            self._pile.setCurrentWidget(self.form)
            self.forming.emit(True)

    @Slot()
    def keep(self) -> None:
        """Keep the agreement that the form says."""
        form, code = self.form, self._code
        try:
            signed_on, from_on = form.signed_on.day(), form.from_on.day()
            until_on = form.until_on.day()
        except Refusal as refusal:
            form.refuse(refusal)
            return
        number_ = form.number.text()
        self._room.jobs.change(
            lambda desk: verbs.agreements.add(
                desk,
                code,
                from_on=from_on,
                until_on=until_on,
                number=number_,
                signed_on=signed_on,
            ),
            owner=self,
            then=self._tell_kept,
            refused=form.refuse,
            touched={"agreement"},
        )

    @Slot(object)
    def _show(self, found: _Prison | None) -> None:
        self._found = found
        self.setVisible(found is not None)
        if found is None:
            return
        line = found.line
        words, tint = box_words.STANDINGS[str(line.standing)]
        self._chip.show_words(_(words), tint)
        self._name.setText(line.site.name)
        self._standing.setText(verbs.prison_pages.standing_words(line))
        rows = [(_("Number"), line.newest.number)] if line.newest and line.newest.number else []
        if line.newest and line.newest.signed_on:
            rows.append((_("Signed on"), brief_day(line.newest.signed_on)))
        copies = sum(each.going for each in found.boxes)
        rows.append((_("Boxes there"), number(len(found.boxes))))
        rows.append((_("Our copies there"), number(copies)))
        self._facts.show_rows(rows)
        earlier = [
            f"{brief_day(each.from_on)} – {brief_day(each.until_on)}  {each.number}"
            for each in found.chain[1:4]
        ]
        self._chain.setText("\n".join([_("Before:"), *earlier]) if earlier else "")
        self._chain.setVisible(bool(earlier))
        self.add.setText(_("Renew…") if line.newest else _("Keep an agreement…"))

    def _tell_kept(self, _agreed: Agreed) -> None:
        self.show_site(self._code)

    @Slot()
    def _leave(self) -> None:
        self._pile.setCurrentWidget(self._front)
        self.forming.emit(False)
        self.add.setFocus()

    @Slot()
    def _print(self) -> None:
        if (paper := self._paper()) is not None:
            self._printing.ask_printer(paper)

    @Slot()
    def _save(self) -> None:
        if (paper := self._paper()) is not None:
            self._printing.ask_where_to_save(paper)

    def _paper(self) -> Printable | None:
        if self._found is None:
            return None
        code, year = self._code, self._found.today.year
        return Printable(
            make=lambda desk: verbs.prison_pages.page(cast("Any", desk), code, year),
            file=f"{code}-{year}.pdf",
            folder="prisons",
            printed=_("Printed."),
        )

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self.form.refuse(refusal)

    @Slot(object, object)
    def _tell(self, words: str, tint: str) -> None:
        self._banner.say(words, tint=tint)

    @Slot(object)
    def _refresh_if_touched(self, touched: frozenset[str]) -> None:
        if self._code and self.isVisible() and touched & {"box", "agreement", "site"}:
            self.show_site(self._code)

    def _lay_out(self) -> None:
        self._front = Card()
        top = QHBoxLayout()
        top.addWidget(label(_("Agreement"), "field"))
        top.addStretch(1)
        top.addWidget(self._chip)
        papers = QVBoxLayout()
        papers.setSpacing(theme.px(8))
        papers.addWidget(self.page)
        papers.addWidget(self.save)
        body = self._front.body
        body.addLayout(top)
        body.addWidget(self._name)
        body.addWidget(self._standing)
        body.addWidget(self._facts)
        body.addWidget(self._chain)
        body.addWidget(self._banner)
        body.addStretch(1)
        body.addLayout(papers)
        body.addWidget(self.add)
        self._pile.addWidget(self._front)
        self._pile.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pile)


def _look(desk: OfficeDesk, code: str) -> _Prison | None:
    try:
        chain = verbs.agreements.chain(desk, code)
    except (NotAPrison, SiteUnknown):
        return None
    site = next(each for each in verbs.sites.all_sites(desk) if each.code == code)
    line = verbs.agreements.standing_of(site, chain, desk.today)
    boxes = verbs.boxes.all_boxes(desk, site=code)
    return _Prison(
        line, chain, tuple(each for each in boxes if str(each.state) == "out"), desk.today
    )
