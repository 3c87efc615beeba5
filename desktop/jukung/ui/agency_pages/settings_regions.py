"""Lists of region codes: which edition is used, and libraries whose code is in it no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jukung.ui import files, theme, verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.form_parts import beside
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.region_lists import Edition, Loaded, Stray

LIST_HIGH, STRAYS_HIGH = 150, 170


@dataclass(frozen=True, slots=True)
class _Found:
    editions: tuple[Edition, ...]
    strays: tuple[Stray, ...]


class EditionForm(SectionForm):
    """What a list that was chosen is called, and where it comes from."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(save=_("Load it"), parent=parent)
        self.path: Path | None = None
        self.edition, self.source = QLineEdit(), QLineEdit()
        self.edition.setMaxLength(80)
        self.source.setMaxLength(160)
        self.edition.setPlaceholderText(_("Such as: Kepmendagri 2025"))
        self.source.setPlaceholderText(_("Who gave it out, when"))
        self.fields.addLayout(
            beside((named(_("Edition"), self.edition), 1), (named(_("Source"), self.source), 1))
        )
        self.edition.returnPressed.connect(self.source.setFocus)
        self.source.returnPressed.connect(self.saved)

    def load(self, path: Path) -> None:
        """Ask what a file is called."""
        self.path = path
        self.edition.clear()
        self.source.clear()
        self.begin(_("Load {file}").format(file=path.name))
        self.edition.setFocus()


class RegionsSection(QWidget):
    """The editions above; libraries whose code vanished below, if there are any."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._rows: Rows[Edition] = Rows(_columns())
        self.table = Table(self._rows)
        self._stray_rows: Rows[Stray] = Rows(_stray_columns())
        self.strays = Table(self._stray_rows, rows="two")
        self.form = EditionForm()
        self.load = Button(_("Load a list…"), key="Ctrl+O", icon="upload")
        self.use = Button(_("Use this edition"), kind="primary", key="Ctrl+S")
        self.foot = SaveFoot(room, self.load, save=self.use)
        self._missing = label("", "heading", wrap=True)
        self._lay_out()
        self.load.clicked.connect(self._ask_file)
        self.foot.wanted.connect(self.choose)
        self.foot.changed.connect(self._read)
        self.form.saved.connect(self._load)
        self.form.left.connect(self._leave)
        self.table.chosen.connect(self.choose)
        self.table.pointed.connect(self._point)

    @Slot()
    def shown(self) -> None:
        """Read the editions anew."""
        self.foot.answer.clear()
        self._leave()
        self._read()

    def take_focus(self) -> None:
        """Go to the editions."""
        self.table.take_focus()

    def read_list(self, path: Path) -> None:
        """Ask what a list is called before it is loaded."""
        self._room.preferences.keep_folder("lists", path.parent)
        self.foot.hide()
        self.form.load(path)

    @Slot()
    def choose(self) -> None:
        """Use the edition pointed at."""
        edition: Edition | None = self.table.current_value()
        if edition is None or edition.is_used or edition.loaded_at is None:
            return
        name = edition.edition

        def work(desk: OfficeDesk) -> str:
            before = verbs.region_lists.editions(desk)[0].edition
            verbs.region_lists.choose(desk, name)
            return before

        self.foot.change(
            work,
            said=_("{edition} is used from now on").format(edition=name),
            undo=lambda before: lambda desk: verbs.region_lists.choose(desk, before),
        )

    @Slot()
    def _load(self) -> None:
        path, edition, source = self.form.path, self.form.edition.text(), self.form.source.text()
        if path is None:
            return
        self.form.wait(waits=True)
        who = self._room.preferences.person
        office = self._room.office

        def work(_progress: object, _stopped: object) -> Loaded:
            with office.changing(by=who) as desk:
                return verbs.region_lists.load(desk, path, edition=edition, source=source)

        self._room.jobs.run(work, owner=self, then=self._tell_loaded, refused=self.form.refuse)

    def _tell_loaded(self, loaded: Loaded) -> None:
        self._leave()
        self._read()
        words = many("{count} code of {edition} loaded", "{count} codes of {edition} loaded",
                     loaded.regions)  # fmt: skip
        lines = ", ".join(number(line) for line in loaded.unreadable[:8])
        self.foot.tell(
            words.format(count=number(loaded.regions), edition=loaded.edition),
            _("Lines without a code were passed over: {lines}").format(lines=lines)
            if lines
            else "",
        )
        self._room.jobs.changed.emit(frozenset({"settings"}))

    @Slot()
    def _leave(self) -> None:
        self.form.hide()
        self.foot.show()

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(_look, owner=self, then=self._show, latest="editions")

    def _show(self, found: _Found) -> None:
        self._rows.show_values(found.editions)
        self.table.point_at(0)
        self._stray_rows.show_values(found.strays)
        self._stray_card.setVisible(bool(found.strays))
        count = len(found.strays)
        words = many(
            "{count} library has a code that this edition lacks",
            "{count} libraries have a code that this edition lacks",
            count,
        )
        self._missing.setText(words.format(count=number(count)))

    @Slot(object)
    def _point(self, edition: Edition | None) -> None:
        can = edition is not None and not edition.is_used and edition.loaded_at is not None
        self.use.setVisible(can)

    @Slot()
    def _ask_file(self) -> None:
        files.choose_file(
            self,
            _("Choose the list of region codes"),
            pattern=_("List of regions") + " (*.xlsx *.csv)",
            start=self._room.preferences.folder("lists"),
            then=self.read_list,
        )

    def _lay_out(self) -> None:
        editions = card_of(
            _("Region codes"),
            _(
                "Names of villages and kabupaten come from a list of codes (kode wilayah). The "
                "last one loaded is used; earlier ones stay, and can be used again."
            ),
        )
        table = Card(flush=True)
        table.body.addWidget(self.table)
        self.table.setFixedHeight(theme.px(LIST_HIGH))
        editions.body.addWidget(table)
        self._stray_card = Card()
        column: QVBoxLayout = self._stray_card.body
        column.addWidget(self._missing)
        words = _(
            "Villages are split and renumbered. The reports count as before; give the library "
            "its new code under Libraries (F2), Edit."
        )
        column.addWidget(label(words, "small", wrap=True))
        column.addWidget(self.strays)
        self.strays.setFixedHeight(theme.px(STRAYS_HIGH))
        stacked(self, editions, self.form, self.foot, self._stray_card)


def _look(desk: OfficeDesk) -> _Found:
    return _Found(verbs.region_lists.editions(desk), verbs.region_lists.strays(desk))


def _columns() -> list[Column[Edition]]:
    return [
        Column(_("Edition"), lambda each: Cell(each.edition, strong=True)),
        Column(_("Source"), _source, from_width=420),
        Column(_("Codes"), lambda each: number(each.regions), width=80, align="right"),
        Column(_("Loaded"), _loaded, width=124, from_width=520),
        Column("", _used, width=92),
    ]


def _source(edition: Edition) -> Cell:
    return Cell(
        edition.source or (_("came with Jukung") if not edition.loaded_at else ""), soft=True
    )


def _loaded(edition: Edition) -> str:
    return brief_day(edition.loaded_at.date()) if edition.loaded_at else ""


def _used(edition: Edition) -> Cell:
    return Cell(_("in use"), chip="good") if edition.is_used else Cell("")


def _stray_columns() -> list[Column[Stray]]:
    return [
        Column(_("Library"), lambda each: Cell(each.site.name, each.site.place_name, strong=True)),
        Column(_("Code"), lambda each: each.site.code, width=136),
        Column(
            _("Same name there"),
            lambda each: Cell(", ".join(each.heirs) or "–", soft=True),
            from_width=420,
        ),
    ]
