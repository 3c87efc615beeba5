"""The inclusion programme in the settings: partners, services offered, themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.cooperation_form import CooperationForm
from jukung.ui.pages.services_card import ServicesCard
from jukung.ui.pages.themes_card import ThemesCard
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day

if TYPE_CHECKING:
    from datetime import date

    from jukung.domain.kinds import ServiceKind
    from jukung.library.cooperations import CooperationView
    from jukung.library.desk import Desk

ROW, HEAD, LEAST, MOST = 58, 46, 2, 6
_TOUCHES = frozenset({"settings"})


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything the section shows."""

    today: date
    partners: tuple[CooperationView, ...]
    services: frozenset[ServiceKind]
    themes: tuple[str, ...]


class ProgrammeSection(QWidget):
    """The list of partners with its form, and two cards below."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._today = room.today()
        self._answer = UndoBanner(room, touched=_TOUCHES, then=lambda _act: self._read())
        self._rows: Rows[CooperationView] = Rows(self._columns())
        self._table = Table(self._rows, rows="two")
        self._table.set_empty(_("No partner yet: schools, clinics, groups with an agreement."))
        self._new = Button(_("New cooperation"), icon="plus", key="Ctrl+N")
        self._remove = Button(_("Take out"), icon="trash", key="Del")
        self.form = CooperationForm(self._today)
        self.services, self.themes = ServicesCard(), ThemesCard()
        self._card = Card(flush=True)
        self._lay_out()
        self._table.chosen.connect(self._edit)
        self._new.clicked.connect(self._begin)
        self._remove.clicked.connect(self._take_out)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._leave)
        self.services.chosen.connect(self._keep_services)
        self.themes.saved.connect(self._keep_themes)

    @Slot()
    def shown(self) -> None:
        """Read everything as it is now."""
        self._answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the list of partners."""
        if self._rows.values():
            self._table.take_focus()
        else:
            self._new.setFocus()

    def words(self) -> str:
        """The sentence above the cards; empty when there is none."""
        return self._answer.words()

    def partners(self) -> list[CooperationView]:
        """The partners in the list, from the top."""
        return self._rows.values()

    @Slot()
    def _begin(self) -> None:
        self._open(None)

    @Slot(object)
    def _edit(self, view: CooperationView) -> None:
        self._open(view)

    def _open(self, view: CooperationView | None) -> None:
        self._answer.clear()
        self._card.hide()
        self.form.load(view, today=self._today)

    @Slot()
    def _leave(self) -> None:
        self._card.show()
        self.take_focus()
        self.form.hide()

    @Slot()
    def _save(self) -> None:
        try:
            said, which = self.form.answers(), self.form.which()
        except Refusal as refusal:
            self.form.refuse(refusal)
            return

        def work(desk: Desk) -> CooperationView:
            draft = verbs.cooperations.CooperationDraft(**said)
            if which:
                return verbs.cooperations.edit(desk, which, draft)
            return verbs.cooperations.record(desk, draft)

        self.form.wait(waits=True)
        self._room.jobs.change(
            work, owner=self, then=self._tell_saved, refused=self.form.refuse, touched=_TOUCHES
        )

    def _tell_saved(self, view: CooperationView) -> None:
        self._card.show()
        self.form.hide()
        said = _("Saved: {name}").format(name=view.draft.partner)
        self._answer.tell(said, act_id=view.act_id)
        self._read()
        self._table.setFocus()

    @Slot()
    def _take_out(self) -> None:
        view: CooperationView | None = self._table.current_value()
        if view is None:
            return
        name = view.draft.partner
        self._room.jobs.change(
            lambda desk: verbs.cooperations.cancel(desk, view.id),
            owner=self,
            then=lambda act_id: self._tell(_("Taken out: {name}").format(name=name), act_id),
            refused=self._answer.refuse,
            touched=_TOUCHES,
        )

    @Slot(object)
    def _keep_services(self, kinds: frozenset[ServiceKind]) -> None:
        self._room.jobs.change(
            lambda desk: verbs.services.save(desk, kinds),
            owner=self,
            then=lambda act_id: self._tell(_("Services saved."), act_id),
            refused=self._refuse,
            touched=_TOUCHES,
        )

    @Slot(object)
    def _keep_themes(self, names: tuple[str, ...]) -> None:
        self._room.jobs.change(
            lambda desk: verbs.themes.save_themes(desk, names),
            owner=self,
            then=self._tell_themes,
            refused=self._refuse,
            touched=_TOUCHES,
        )

    def _tell_themes(self, themes: tuple[str, ...]) -> None:
        self.themes.show_themes(themes)
        sounds.play("done")
        self._answer.say(_("Themes saved."), tint="good")

    def _tell(self, said: str, act_id: str) -> None:
        self._answer.tell(said, act_id=act_id)
        self._read()

    def _refuse(self, refusal: Refusal) -> None:
        self._answer.refuse(refusal)
        self._read()

    def _read(self) -> None:
        self._room.jobs.read(_known, owner=self, then=self._show, latest="programme")

    def _show(self, known: _Known) -> None:
        self._today = known.today
        before = self._table.currentIndex().row()
        self._rows.show_values(known.partners)
        if known.partners:
            self._table.point_at(min(max(before, 0), len(known.partners) - 1))
        self._remove.setEnabled(bool(known.partners))
        shown = min(max(len(known.partners), LEAST), MOST)
        self._table.setFixedHeight(theme.px(HEAD + ROW * shown) + 2)
        self.services.show_kinds(known.services)
        self.themes.show_themes(known.themes)

    def _lay_out(self) -> None:
        self._card.add_head().addWidget(label(_("Cooperations"), "heading"))
        self._card.body.addWidget(self._table)
        foot = self._card.add_foot()
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for each in (self._answer, self._card, self.form, self.services, self.themes):
            column.addWidget(each)

    def _columns(self) -> list[Column[CooperationView]]:
        return [
            Column(_("Partner"), _who),
            Column(_("From"), lambda view: brief_day(view.draft.from_on), width=120),
            Column(_("Until"), self._until, width=120),
        ]

    def _until(self, view: CooperationView) -> Cell:
        until = view.draft.until_on
        if until is None:
            return Cell(_("goes on"))
        return Cell(brief_day(until), soft=until < self._today)


def _known(desk: Desk) -> _Known:
    return _Known(
        desk.today,
        verbs.cooperations.listed(desk),
        verbs.services.offered(desk, desk.today),
        verbs.themes.themes(desk),
    )


def _who(view: CooperationView) -> Cell:
    draft = view.draft
    return Cell(
        draft.partner, " · ".join(filter(None, (draft.matter, draft.document))), strong=True
    )
