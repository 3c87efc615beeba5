"""What a library is called and where it is: fields of set-up and of settings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from jukung.domain import errors, months
from jukung.domain.kinds import Zone
from jukung.ui import theme
from jukung.ui.pages.form_parts import (
    beside,
    choice_field,
    choice_of,
    go_on_with_enter,
    show_choice,
)
from jukung.ui.pieces.fields import mark_wrong, named
from jukung.words import N_, _

ZONES = {
    Zone.WIB: N_("WIB (west)"),
    Zone.WITA: N_("WITA (central)"),
    Zone.WIT: N_("WIT (east)"),
}


@dataclass(frozen=True, slots=True)
class LibraryWords:
    """A library's name, place, region code, zone and NPP."""

    name: str
    place_name: str
    region_code: str
    zone: Zone
    npp: str = ""


class LibraryFields(QWidget):
    """The zone follows the region code until somebody chooses another."""

    entered = Signal()
    """Enter in the last field."""

    def __init__(
        self,
        *,
        npp: bool = False,
        staff: QLineEdit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._place = QLineEdit(), QLineEdit()
        self._region, self._npp = QLineEdit(), QLineEdit()
        self._zone = choice_field(ZONES)
        self._region.setPlaceholderText("63.03.05.2007")
        self._name.setMaxLength(120)
        self._place.setMaxLength(120)
        self._zone.setMinimumContentsLength(8)
        self._zone.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._lay_out(npp=npp, staff=staff)
        self._region.textEdited.connect(self._follow_region)
        fields = [self._name, self._place, self._region, *([self._npp] if npp else [])]
        go_on_with_enter(fields, self.entered.emit)
        show_choice(self._zone, Zone.WITA)

    def show_words(self, words: LibraryWords) -> None:
        """Load what the library is called."""
        self._name.setText(words.name)
        self._place.setText(words.place_name)
        self._region.setText(words.region_code)
        self._npp.setText(words.npp)
        show_choice(self._zone, words.zone)
        self._unmark()

    def words(self) -> LibraryWords:
        """What the fields say; refuses NameMissing and RegionUnknown."""
        self._unmark()
        name, region = self._name.text().strip(), self._region.text().strip()
        if not name:
            self._point_at(self._name)
            raise errors.NameMissing
        if region and not region.replace(".", "").isdigit():
            self._point_at(self._region)
            raise errors.RegionUnknown(region)
        return LibraryWords(
            name=name,
            place_name=self._place.text().strip(),
            region_code=region,
            zone=Zone(choice_of(self._zone)),
            npp=self._npp.text().strip(),
        )

    def take_focus(self) -> None:
        """Go to the first field."""
        self._name.setFocus()

    @Slot()
    def _follow_region(self) -> None:
        region = self._region.text().strip()
        if len(region) >= 2:
            show_choice(self._zone, months.zone_of_region(region))

    def _point_at(self, field: QLineEdit) -> None:
        mark_wrong(field, wrong=True)
        field.setFocus()

    def _unmark(self) -> None:
        for field in (self._name, self._region):
            mark_wrong(field, wrong=False)

    def _lay_out(self, *, npp: bool, staff: QLineEdit | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        name = named(_("Name of the library"), self._name)
        place = named(_("Village, town or place"), self._place)
        where = [(named(_("Region code"), self._region), 1), (named(_("Clock"), self._zone), 1)]
        if staff is not None:
            where.append((named(_("Who works at the desk"), staff), 1))
            column.addLayout(beside((name, 3), (place, 2)))
        else:
            column.addLayout(name)
            column.addLayout(place)
        column.addLayout(beside(*where))
        if npp:
            column.addLayout(named(_("NPP, if there is one"), self._npp))
