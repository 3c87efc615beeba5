"""On which terms figures are opened to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from jukung.ui import verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.open_terms import OpenTerms

_NAMED = {
    "none": N_("Only kabupaten and kota"),
    "listed": N_("Their names, without figures"),
    "years": N_("Their names and their year"),
}
"""By the names of `agency.open_terms.Named`."""


class OpenSection(QWidget):
    """Two questions; prisons are never named, and small figures are always left out."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.licences: dict[str, QRadioButton] = {}
        self.named = {key: QRadioButton(_(words)) for key, words in _NAMED.items()}
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        self.foot = SaveFoot(room)
        self._licence_card = card_of(
            _("Licence"), _("What others may do with the figures. It stands in every package.")
        )
        naming = card_of(
            _("Village libraries"),
            _("Prisons are only ever counted together, and figures of few people left out."),
        )
        for tick in self.named.values():
            self._groups[1].addButton(tick)
            naming.body.addWidget(tick)
        where = _("The package itself is written with the indicators: F4, Open data.")
        stacked(self, self._licence_card, naming, label(where, "note", wrap=True), self.foot)
        self.foot.wanted.connect(self.save)
        self.foot.changed.connect(self._read)

    @Slot()
    def shown(self) -> None:
        """Read the terms; what was chosen and not saved is gone."""
        self.foot.answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the licence chosen."""
        chosen = self._groups[0].checkedButton()
        if chosen is not None:
            chosen.setFocus()

    @Slot()
    def save(self) -> None:
        """Keep the terms chosen."""
        licence = _chosen(self.licences)
        named = _chosen(self.named)

        def work(desk: OfficeDesk) -> OpenTerms:
            terms = verbs.open_terms
            before = terms.terms(desk)
            terms.choose(desk, terms.OpenTerms(licence, terms.Named(named)))
            return before

        self.foot.change(
            work,
            detail=_("The next package is written so."),
            undo=lambda before: lambda desk: verbs.open_terms.choose(desk, before),
        )

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.open_terms.terms(desk),  # noqa: PLW0108 - on the lane
            owner=self,
            then=self._show,
            latest="terms",
        )

    def _show(self, terms: OpenTerms) -> None:
        if not self.licences:
            for name, (words, _address) in verbs.open_terms.LICENCES.items():
                tick = QRadioButton(name)
                self.licences[name] = tick
                self._groups[0].addButton(tick)
                self._licence_card.body.addWidget(tick)
                self._licence_card.body.addWidget(label(_(words), "small", wrap=True))
        self.licences[terms.licence].setChecked(True)
        self.named[terms.named.value].setChecked(True)


def _chosen(ticks: dict[str, QRadioButton]) -> str:
    return next((name for name, tick in ticks.items() if tick.isChecked()), "")
