"""The work behind the page of a month's report, on its lanes, and how each came out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from jukung.domain.errors import ReceiptOld, ReceiptUnreadable, Refusal
from jukung.ui import verbs
from jukung.ui.pages import send_words
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.months import Month
    from jukung.exchange.parcels.answering import Invited
    from jukung.exchange.parcels.export import Written
    from jukung.exchange.parcels.identity import AgencyCard
    from jukung.exchange.parcels.invitation import Invitation
    from jukung.exchange.parcels.qr import CodeSheet
    from jukung.exchange.parcels.receipt import ReceiptRead
    from jukung.exchange.parcels.receipt_code import CodeRead
    from jukung.exchange.parcels.seal import Closing
    from jukung.library.desk import Desk
    from jukung.ui.jobs import Progress, Stopped
    from jukung.ui.pages.send_figure_pane import Said
    from jukung.ui.room import Room

_TOUCHED = frozenset({"month"})


class SendWork(QObject):
    """Everything that changes a month or its report."""

    began = Signal(object)
    """What takes a moment."""

    told = Signal(object)
    """An outcome, in words."""

    refused = Signal(object)
    rested = Signal()
    """Nothing is under way any more, and nothing has to be said of it."""

    card_written = Signal(object)
    card_read = Signal(object)
    joined = Signal()
    noted = Signal()
    codes_made = Signal(object)

    def __init__(self, room: Room, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room

    def close_month(self, month: Month) -> None:
        """Close a month, or close it again after late entries."""
        self._change(
            lambda desk: verbs.sealing.close_month(desk, month),
            lambda closing: self.told.emit(send_words.closed(closing)),
        )

    def seal_nil(self, month: Month) -> None:
        """Say that nothing happened in a month."""
        self._change(
            lambda desk: verbs.sealing.seal_nil(desk, month),
            lambda closing: self.told.emit(send_words.closed_idle(closing)),
        )

    def withdraw(self, month: Month) -> None:
        """Take a month back that was sent."""
        self._change(
            lambda desk: verbs.sealing.withdraw(desk, month),
            lambda _sealed: self.told.emit(send_words.withdrawn(month)),
        )

    def seal_waiting(self) -> None:
        """Seal the months that were closed before there was an agency."""
        self._change(
            lambda desk: verbs.sealing.seal_waiting(desk),  # noqa: PLW0108 - looked up on the lane
            lambda closings: self.told.emit(send_words.sealed(closings)),
        )

    def note(self, month: Month, said: Said) -> None:
        """Keep what a person says of a figure."""
        self._change(
            lambda desk: verbs.figure_notes.note(
                desk, month, said.code, value=said.value, words=said.words
            ),
            lambda _act: self._tell_noted(),
        )

    def write_to(self, folder: Path) -> None:
        """Write every report without a receipt into a folder, and read each back."""
        library = self._room.library

        def tell(written: tuple[Written, ...]) -> None:
            self._tell_moved(send_words.written(written, folder))

        self._room.preferences.keep_folder("parcels", folder)
        self._run(
            _("Writing and reading back…"),
            lambda _progress, _stopped: verbs.parcel_export.export(library, folder),
            tell,
        )

    def make_codes(self) -> None:
        """Put every report without a receipt into codes."""
        library = self._room.library
        self._run(
            _("Making the codes…"),
            lambda _progress, _stopped: verbs.parcel_codes.for_agency(library),
            self.codes_made.emit,
        )

    def hand_out(self, sheets: tuple[CodeSheet, ...]) -> None:
        """Remember that codes were shown, printed or saved."""
        library = self._room.library
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.parcel_codes.mark_handed_out(library, sheets),
            owner=self,
            then=lambda _nothing: self._room.jobs.changed.emit(_TOUCHED),
            refused=self.refused.emit,
        )

    def read_receipt(self, *paths: Path) -> None:
        """Read the agency's receipts, oldest first."""
        library = self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> ReceiptRead:
            contents = [(verbs.receipts.load(path), path.name) for path in paths]
            with library.changing() as desk:
                return _read_newest(desk, contents)

        self._room.preferences.keep_folder("receipts", paths[0].parent)
        self._run(
            _("Reading the receipt…"),
            work,
            lambda read: self._tell_moved(send_words.receipt(read)),
        )

    def read_code(self, typed: str) -> None:
        """Take the agency's word for a report: a code that was read out or written."""

        def tell(read: CodeRead) -> None:
            self.told.emit(send_words.code_read(read))

        self._change(lambda desk: verbs.receipt_code.read(desk, typed), tell)

    # --- the cards of library and agency --------------------------------------------------------

    def write_card(self, folder: Path) -> None:
        """Write this library's card into a folder."""
        library = self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> Path:
            with library.reading() as desk:
                path = verbs.joining.write_library_card(desk, folder)
                name = desk.profile.name
            # The same on paper, for a photograph.
            content = path.read_bytes()
            page = verbs.card_sheet.sheet(
                name,
                verbs.identity.library_card_in(content).fingerprint,
                verbs.card_codes.codes_of(content),
            )
            verbs.flushed.write_true(path.with_suffix(".pdf"), page)
            # Where an invitation was taken, its answer belongs beside the card.
            verbs.parcel_export.write_answer(library, folder)
            return path

        self._room.preferences.keep_folder("cards", folder)
        self._room.jobs.run(
            work, owner=self, then=self.card_written.emit, refused=self.refused.emit
        )

    def choose_agency_card(self, path: Path) -> None:
        """Read the agency's card for comparison, or its invitation."""
        self._room.preferences.keep_folder("cards", path.parent)
        self._read_card(path, self.card_read.emit)

    def join(self, path: Path) -> None:
        """Join the agency of a card whose numbers were compared, or of an invitation."""
        self._read_card(path, self.join_with)

    def join_with(self, found: AgencyCard | Invitation) -> None:
        """Join by what was read."""
        if isinstance(found, verbs.invitation.Invitation):
            self.join_invited(found)
        else:
            self.join_agency(found)

    def join_invited(self, found: Invitation) -> None:
        """Join by an invitation; its answer goes along with the reports."""

        def tell(taken: Invited) -> None:
            self.joined.emit()
            self.told.emit(send_words.invited(taken))

        self._change(lambda desk: verbs.answering.take(desk, found), tell)

    def join_agency(self, card: AgencyCard) -> None:
        """Join the agency whose numbers were compared."""

        def tell(closings: tuple[Closing, ...]) -> None:
            self.joined.emit()
            self.told.emit(send_words.joined(card.name, closings))

        self._change(lambda desk: verbs.joining.join(desk, card), tell)

    def _read_card(self, path: Path, then: Callable[[Any], object]) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.invitation.read_card_or_invitation(path),
            owner=self,
            then=then,
            refused=self.refused.emit,
        )

    # --- lanes ----------------------------------------------------------------------------------

    def _change(self, work: Callable[[Desk], Any], then: Callable[[Any], object]) -> None:
        self.began.emit("")
        self._room.jobs.change(
            work, owner=self, then=then, refused=self.refused.emit, touched=_TOUCHED
        )

    def _run(
        self,
        words: str,
        work: Callable[[Progress, Stopped], Any],
        then: Callable[[Any], object],
    ) -> None:
        self.began.emit(words)
        self._room.jobs.run(work, owner=self, then=then, refused=self.refused.emit)

    def _tell_noted(self) -> None:
        self.rested.emit()
        self.noted.emit()

    def _tell_moved(self, outcome: send_words.Outcome) -> None:
        self.told.emit(outcome)
        self._room.jobs.changed.emit(_TOUCHED)


def _read_newest(desk: Desk, contents: list[tuple[bytes, str]]) -> ReceiptRead:
    """Read every receipt; old ones on the same stick do not stop the newest."""
    read: ReceiptRead | None = None
    refusal: Refusal | None = None
    for content, name in verbs.receipts.in_order(contents):
        try:
            read = verbs.receipts.read_receipt(desk, content, name)
        except ReceiptOld as old:
            refusal = old
    if read is None:
        raise refusal or ReceiptUnreadable("")
    return read
