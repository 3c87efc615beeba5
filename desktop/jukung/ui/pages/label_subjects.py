"""Which copies, members, numbers or signs are to be printed: chosen, read, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jukung.domain.kinds import PrintWhat
from jukung.ui.pages import label_sources
from jukung.ui.pages.label_kinds import BOOKS, Kind
from jukung.ui.pages.label_sources import FEW, MOST, Looked, Sources
from jukung.ui.pages.source_choices import SourceChoices, Which
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.library.print_runs import RunView
    from jukung.ui.room import Room


class LabelSubjects(QObject):
    """The first few are there at once; the rest follows, so that no page waits."""

    changed = Signal()
    """There are others now."""

    refused = Signal(object)

    def __init__(
        self,
        room: Room,
        choices: SourceChoices,
        *,
        most: int = MOST,
        with_waiting: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """Read up to `most`; those that wait in a run are left out unless wished."""
        super().__init__(parent)
        self._room, self.choices = room, choices
        self._most, self._with_waiting = most, with_waiting
        self._kind = BOOKS[0]
        self._sources = Sources(self._kind.what)
        self._has_sources = False
        self._looked = Looked((), ())
        self._chosen: tuple[str, ...] = ()
        self._run: RunView | None = None
        self._run_left: tuple[str, ...] = ()
        choices.typed_changed.connect(self._look_up)

    def begin(self, kind: Kind) -> None:
        """Be of a kind, without reading yet."""
        self._kind = kind
        self.choices.show_kind(kind)

    def show_kind(self, kind: Kind) -> None:
        """Be of another kind, and read what there is of it."""
        self.begin(kind)
        self._looked = Looked((), ())
        self.refresh()
        if kind.is_copy or kind.is_member:
            self._look_up()

    @Slot()
    def refresh(self) -> None:
        """Read what there is now: what was there already whole, else the first few."""
        is_known = self._sources.what is self._kind.what and self._has_sources
        self._read(self._kind.what, self._most if is_known else FEW)

    def show_chosen(self, copies: tuple[str, ...]) -> None:
        """Offer the copies chosen in the catalogue, by their ids."""
        self._chosen = copies
        self.choices.show_chosen(len(copies))

    def is_whole(self) -> bool:
        """Whether these are all there are, or as many as are wanted."""
        return self._sources.is_whole or self._sources.most >= self._most

    def waiting(self) -> int:
        """How many are left out because they wait in a run."""
        return self._sources.waiting

    def now(self) -> tuple[tuple[str, ...], int]:
        """What is chosen, and how many of it are numbers that are not reserved yet."""
        if self._run is not None:
            return self._run_left, 0
        kind, which = self._kind, self.choices.which()
        if kind.is_sign:
            return label_sources.subjects_of_signs(self.choices.signs.text()), 0
        if kind.what is PrintWhat.blank and which is Which.fresh:
            count = self.choices.fresh_count()
            return ("",) * count, count
        return {
            Which.unprinted: self._sources.unprinted,
            Which.imported: self._sources.imported,
            Which.chosen: self._chosen,
            Which.reserved: self._sources.blank,
            Which.typed: self._looked.subjects,
        }.get(which, ()), 0

    # --- a run that waited ----------------------------------------------------------------------

    def take_up(self, run: RunView) -> None:
        """Take what a run still has to print, in place of what is chosen."""
        self._run, self._run_left = run, ()
        self.choices.show_run(
            _("Goes on: {left} of {total} left.").format(
                left=number(run.left_count), total=number(run.total)
            )
        )
        self._room.jobs.read(
            lambda desk: label_sources.left_of(desk, run.id),
            owner=self,
            then=self._show_left,
            refused=self.refused.emit,
            latest="run",
        )

    def let_go(self) -> None:
        """Leave the run; what was chosen before is chosen again."""
        self._run, self._run_left = None, ()
        self.choices.show_run("")

    @Slot(object)
    def _show_left(self, left: tuple[str, ...]) -> None:
        self._run_left = left
        self.changed.emit()

    # --- reading --------------------------------------------------------------------------------

    def _read(self, what: PrintWhat, most: int) -> None:
        most = min(most, self._most)
        with_waiting = self._with_waiting
        self._room.jobs.read(
            lambda desk: label_sources.sources(desk, what, most=most, with_waiting=with_waiting),
            owner=self,
            then=self._show_sources,
            refused=self.refused.emit,
            latest="sources",
        )

    @Slot(object)
    def _show_sources(self, sources: Sources) -> None:
        if sources.what is not self._kind.what:
            return
        self._sources, self._has_sources = sources, True
        self.choices.show_sources(sources)
        self.changed.emit()
        if not sources.is_whole and sources.most < self._most:
            self._read(sources.what, self._most)

    @Slot()
    def _look_up(self) -> None:
        numbers, what = self.choices.numbers(), self._kind.what
        self._room.jobs.read(
            lambda desk: label_sources.look_up(desk, what, numbers),
            owner=self,
            then=self._show_looked,
            latest="typed",
        )

    @Slot(object)
    def _show_looked(self, looked: Looked) -> None:
        self._looked = looked
        self.choices.show_looked(looked)
        self.changed.emit()
