"""Forms beside the list: what a library is called, its end, whom to call there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages, words
from jukung.domain.errors import Refusal
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.domain.months import Month
from jukung.ui import sounds, theme
from jukung.ui.agency_pages.site_rows import KINDS, PRISON_KINDS
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.segments import Segments
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.contacts import Contact
    from jukung.agency.sites import Site

CONTACTS = 3


@dataclass(frozen=True, slots=True)
class SiteSaid:
    """What stands in the form of a library."""

    code: str
    name: str
    place_name: str
    npp: str
    note: str
    kind: LibraryKind
    prison_kind: PrisonKind | None


@dataclass(frozen=True, slots=True)
class EndSaid:
    """From which month on a library is closed, or part of another one."""

    month: Month
    into: str


class SideForm(Card):
    """A form with its banner, its fields in `fields`, and two buttons."""

    left = Signal()

    def __init__(self, title: str, save: str, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._title = label(title, "title", wrap=True)
        self._banner = Banner(corners="top")
        self._save = Button(save, kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        inside = QWidget()
        self.fields = QVBoxLayout(inside)
        side = theme.px(16)
        self.fields.setContentsMargins(side, side, side, side)
        self.fields.setSpacing(theme.px(8))
        self.fields.addWidget(self._title)
        self.body.addWidget(self._banner)
        self.body.addWidget(scrolling(inside), 1)
        foot = self.add_foot()
        foot.addWidget(self._leave)
        foot.addWidget(self._save, 1)
        self._leave.clicked.connect(self.left)
        self._save.clicked.connect(self._want)

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not done."""
        first, mark, rest = messages.sentence(refusal).partition(". ")
        self._banner.say(first + ("." if mark else ""), rest)
        sounds.play("refused")

    def words(self) -> str:
        """The sentence above the form; empty when there is none."""
        return self._banner.words()

    def begin(self) -> None:
        """Forget what was said before."""
        self._banner.clear()

    @Slot()
    def _want(self) -> None:
        raise NotImplementedError


class SiteForm(SideForm):
    """A library without Jukung, or what one is called."""

    wanted = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", _("Save"), parent=parent)
        self.code, self.name, self.place, self.npp, self.note = (QLineEdit() for _each in range(5))
        self.code.setMaxLength(20)
        self.kind = QComboBox()
        self.kind.addItem(_(KINDS[LibraryKind.village]), None)
        for prison_kind, said in PRISON_KINDS.items():
            self.kind.addItem(_(said), prison_kind.value)
        for name, field in (
            (_("Name"), self.name),
            (_("Region code"), self.code),
            (_("Village or place"), self.place),
            (_("Kind"), self.kind),
            (_("NPP, if it has one"), self.npp),
            (_("Note"), self.note),
        ):
            self.fields.addLayout(named(name, field))
        self.fields.addStretch(1)

    def show_site(self, site: Site | None) -> None:
        """Fill the form from a library, or empty it for a new one."""
        self.begin()
        self._title.setText(_("Change the library") if site else _("A library without Jukung"))
        self.name.setText(site.name if site else "")
        self.code.setText(site.code if site else "")
        self.place.setText(site.place_name if site else "")
        self.npp.setText(site.npp if site else "")
        self.note.setText(site.note if site else "")
        self.kind.setEnabled(site is None)
        kept = site.prison_kind.value if site and site.prison_kind else None
        self.kind.setCurrentIndex(max(self.kind.findData(kept), 0))
        self.name.setFocus()

    @Slot()
    @override
    def _want(self) -> None:
        chosen = self.kind.currentData()
        self.wanted.emit(
            SiteSaid(
                code=self.code.text(),
                name=self.name.text(),
                place_name=self.place.text(),
                npp=self.npp.text(),
                note=self.note.text(),
                kind=LibraryKind.prison if chosen else LibraryKind.village,
                prison_kind=PrisonKind(chosen) if chosen else None,
            )
        )


class EndForm(SideForm):
    """A library closes, or becomes part of another one."""

    wanted = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Close or merge"), _("Save"), parent=parent)
        self.way = Segments({"close": _("It closed"), "merge": _("It merged")})
        self.month = QDateEdit()
        self.month.setDisplayFormat("MMMM yyyy")
        self.month.setLocale(QLocale(words.language()))
        self.into = QLineEdit()
        self.into.setPlaceholderText("63.03.05.2007")
        self._into = QWidget()
        into = QVBoxLayout(self._into)
        into.setContentsMargins(0, 0, 0, 0)
        into.addLayout(named(_("Code of the library that goes on"), self.into))
        self._about = label("", "second", wrap=True)
        self.fields.addWidget(self._about)
        self.fields.addWidget(self.way)
        self.fields.addLayout(named(_("First month without reports"), self.month))
        self.fields.addWidget(self._into)
        self.fields.addWidget(
            label(_("What it reported before stays, and can be read as always."), "note", wrap=True)
        )
        self.fields.addStretch(1)
        self.way.chosen.connect(self._show_way)

    def show_site(self, site: Site, month: Month) -> None:
        """Ask about a library; a month is proposed."""
        self.begin()
        self._about.setText(f"{site.name} · {site.code}")
        self.month.setDate(QDate(month.year, month.number, 1))
        self.way.choose("close")
        self._show_way("close")
        self.month.setFocus()

    @Slot(object)
    def _show_way(self, way: str) -> None:
        self._into.setVisible(way == "merge")

    @Slot()
    @override
    def _want(self) -> None:
        day = self.month.date()
        into = self.into.text() if self.way.name() == "merge" else ""
        self.wanted.emit(EndSaid(Month(day.year(), day.month()), into))


class ContactsForm(SideForm):
    """Whom to call at a library; the first one is tried first."""

    wanted = Signal(object)
    """Rows of a name, a role, a telephone and a note."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Whom to call"), _("Save"), parent=parent)
        self.rows: list[tuple[QLineEdit, ...]] = []
        self._rest: tuple[tuple[str, str, str, str], ...] = ()
        stays = _("These names stay in this agency's file; they go into no table and no message.")
        self.fields.addWidget(label(stays, "note", wrap=True))
        for place in range(1, CONTACTS + 1):
            row = tuple(QLineEdit() for _each in range(4))
            self.rows.append(row)
            self.fields.addWidget(label(_("Contact {place}").format(place=place), "strong"))
            for name, field in zip(
                (_("Name"), _("Role"), _("Telephone"), _("Note")), row, strict=True
            ):
                field.setPlaceholderText(name)
                field.setAccessibleName(name)
                self.fields.addWidget(field)
        self.fields.addStretch(1)

    def show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Fill the form."""
        self.begin()
        said = [(each.name, each.role, each.phone, each.note) for each in contacts]
        # More than fit the form stay behind those that are shown.
        self._rest = tuple(said[CONTACTS:])
        empty = ("", "", "", "")
        for row, texts in zip(self.rows, [*said, *[empty] * CONTACTS], strict=False):
            for field, text in zip(row, texts, strict=True):
                field.setText(text)
        self.rows[0][0].setFocus()

    @Slot()
    @override
    def _want(self) -> None:
        typed = tuple(tuple(field.text() for field in row) for row in self.rows)
        self.wanted.emit((*typed, *self._rest))
