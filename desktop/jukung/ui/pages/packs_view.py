"""The title packs that this library keeps: added from a file, asked offline, dropped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number, plain_day

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.exchange.packs.titles import PackLabel
    from jukung.library.desk import Desk
    from jukung.library.title_packs import KeptPack
    from jukung.ui.jobs import Progress, Running, Stopped

PURPOSE = "packs"


class PacksView(QWidget):
    """The packs kept here, the newest first; its titles fill the form of a new one."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._running: Running | None = None
        self._gone: frozenset[str] = frozenset()
        self._rows: Rows[KeptPack] = Rows(self._columns())
        self.table = Table(self._rows, rows="wrap")
        self.answer = UndoBanner(room, touched={"pack"}, then=self._follow_undo)
        self._strip, self._strip_card = ProgressStrip(), Card()
        self._add = Button(_("Add a pack…"), kind="primary", icon="folder-open", key="Ctrl+O")
        self._drop = Button(_("Drop it"), icon="trash", key="Ctrl+Shift+K")
        self._lay_out()
        self.table.set_empty(
            _(
                "No title pack yet. The agency gives them on a stick; with one, "
                "a scanned ISBN fills the form of a new title without internet."
            )
        )
        self._add.clicked.connect(self.ask)
        self._drop.clicked.connect(self.drop)
        self._strip.stopped.connect(self._stop)

    def shown(self) -> None:
        """Read the packs as they are now."""
        self._read()
        self.table.setFocus()

    def purpose(self) -> str:
        """What the packs are for."""
        return _(
            "Lists of books that an agency signed. When a title is added, its ISBN or words are "
            "looked up in them, the newest pack first. They lie beside the library's file."
        )

    def packs(self) -> list[KeptPack]:
        """The packs shown."""
        return self._rows.values()

    def words(self) -> str:
        """What was done, or is wrong."""
        return self.answer.words()

    @Slot()
    def ask(self) -> None:
        """Ask for the file of a pack."""
        files.choose_file(
            self,
            _("A title pack"),
            pattern=_("Title packs ({endings})").format(endings="*.jkt"),
            start=self._room.preferences.folder(PURPOSE),
            then=self.add,
        )

    def add(self, path: Path, *, trusting: str = "") -> None:
        """Bring a pack beside the library, and keep it."""
        self._room.preferences.keep_folder(PURPOSE, path.parent)
        library = self._room.library
        self.answer.clear()
        self._strip_card.show()
        self._strip.begin(_("Reading {file}").format(file=path.name))

        def work(progress: Progress, stopped: Stopped) -> tuple[PackLabel, str]:
            label_ = verbs.title_packs.read_label(path)
            with library.reading() as desk:
                verbs.kept_packs.check(desk, label_, trusting=trusting)
            file = verbs.kept_packs.bring(
                library.path, path, label_, progress=progress, stopped=stopped
            )
            return label_, file

        self._running = self._room.jobs.run(
            work,
            owner=self,
            then=lambda brought: self._keep(*brought, trusting=trusting),
            refused=lambda refusal: self._refuse(refusal, path),
            progress=self._strip.advance,
        )

    @Slot()
    def drop(self) -> None:
        """Keep the pack under the cursor no longer."""
        pack = self.table.current_value()
        if pack is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.title_packs_kept.drop(desk, pack.id),
            owner=self,
            then=lambda act_id: self._tell_dropped(pack, act_id),
            refused=self.answer.refuse,
            touched={"pack"},
        )

    def _keep(self, label_: PackLabel, file: str, *, trusting: str) -> None:
        path = self._room.library.path

        def work(desk: Desk) -> KeptPack:
            kept = verbs.kept_packs.keep(desk, label_, file, trusting=trusting)
            verbs.kept_packs.sweep(desk, path)
            return kept

        self._room.jobs.change(
            work,
            owner=self,
            then=self._tell_kept,
            refused=self._refuse_kept,
            touched={"pack"},
        )

    def _tell_kept(self, pack: KeptPack) -> None:
        self._finish()
        sounds.play("done")
        words = many("{count} title to look up", "{count} titles to look up", pack.records)
        self.answer.say(
            _("Title pack “{name}” is kept here").format(name=pack.name),
            words.format(count=number(pack.records)),
            tint="good",
        )
        self._read()

    def _tell_dropped(self, pack: KeptPack, act_id: str) -> None:
        said = _("Title pack “{name}” is not asked any more").format(name=pack.name)
        self.answer.tell(said, act_id=act_id)
        self._read()

    def _refuse_kept(self, refusal: Refusal) -> None:
        self._finish()
        self.answer.refuse(refusal)

    def _refuse(self, refusal: Refusal, path: Path) -> None:
        self._finish()
        if not isinstance(refusal, errors.PackNotTrusted):
            self.answer.refuse(refusal)
            return
        digits = str(refusal.facts["fingerprint"])
        button = Button(_("The digits are the same"), key="Ctrl+Y")
        button.clicked.connect(lambda: self.add(path, trusting=digits))
        sounds.play("attention")
        said = messages.two_lines(messages.sentence(refusal))
        self.answer.say(*said, tint="gold", button=button)

    def _finish(self) -> None:
        self._running = None
        self._strip_card.hide()

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _follow_undo(self, _act_id: str) -> None:
        self._read()

    def _read(self) -> None:
        library = self._room.library.path

        def work(desk: Desk) -> tuple[tuple[KeptPack, ...], frozenset[str]]:
            shelf = verbs.kept_packs.Shelf(library, verbs.title_packs_kept.listed(desk))
            try:
                return shelf.packs, frozenset(pack.id for pack in shelf.gone())
            finally:
                shelf.close()

        self._room.jobs.read(work, owner=self, then=self._show, latest="packs")

    def _show(self, found: tuple[tuple[KeptPack, ...], frozenset[str]]) -> None:
        packs, self._gone = found
        self._rows.show_values(list(packs))
        self._drop.setEnabled(bool(packs))
        if packs:
            self.table.point_at(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.answer)
        self._strip_card.body.addWidget(self._strip)
        self._strip_card.hide()
        column.addWidget(self._strip_card)
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        column.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._drop)
        foot.addStretch(1)
        foot.addWidget(self._add)
        column.addLayout(foot)

    def _columns(self) -> list[Column[KeptPack]]:
        return [
            Column(_("Pack"), self._pack_cell),
            Column(_("Number#pack"), lambda pack: pack.number, width=110),
            Column(_("Titles"), lambda pack: number(pack.records), width=100, align="right"),
            Column(_("Made by"), _made_by, width=260, from_width=620),
        ]

    def _pack_cell(self, pack: KeptPack) -> Cell:
        if pack.id in self._gone:
            lost = _("Its file is gone or damaged. Add the pack again.")
            return Cell(pack.name, lost, strong=True, tint="bad")
        return Cell(pack.name, pack.source, strong=True)


def _made_by(pack: KeptPack) -> Cell:
    return Cell(pack.maker, plain_day(pack.made_on))
