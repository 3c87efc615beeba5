"""A district's work for its province: the permit, what waits, and receipts to hand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from typing_extensions import override

from jukung.ui import files, verbs
from jukung.ui.agency_pages.messages_pane import MessagesPane
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.words import _, brief_day, long_day, many, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.relay_receipts import ReceiptKept, ReceiptsTaken
    from jukung.agency.relays import Offer, PermitTaken, Standing
    from jukung.ui.agency_pages.office_room import OfficeRoom


@dataclass(frozen=True, slots=True)
class CarryView:
    """What the pane shows."""

    standing: Standing
    receipts: tuple[ReceiptKept, ...]


class CarryPane(MessagesPane["ReceiptKept"]):
    """Receipts to hand on at the left; the permit and what waits at the right."""

    counted = Signal(int)
    """How many files wait to be carried on."""

    def __init__(self, room: OfficeRoom) -> None:
        super().__init__(room, _columns())
        self._view: CarryView | None = None
        self._offered: bytes = b""
        self._file = ""
        self._name = label("", "heading", wrap=True)
        self._about = label("", "small", wrap=True)
        self._count = label("", "number")
        self._count_words = label("", "small", wrap=True)
        self._digits = fingerprint_label()
        self._offer_name = label("", "title", wrap=True)
        self._offer_about = label("", "small", wrap=True)
        self._match = Button(_("They match: take the permit"), kind="primary", key="Ctrl+Return")
        self._leave = Button(_("Cancel"), key="Esc")
        self._take = Button(_("Take a permit…"), key="Ctrl+N", icon="file-down")
        self._read = Button(_("Read receipts…"), key="Ctrl+O", icon="inbox")
        self._out = Button(_("Write the receipts…"), icon="save")
        self._again = Button(_("Carry everything again…"), icon="refresh")
        self._carry = Button(_("Carry on to a stick…"), kind="primary", key="Ctrl+S", icon="upload")
        self._permit_card, self._wait_card = self._make_permit(), self._make_wait()
        self._compare_card = self._make_compare()
        for each in (self._compare_card, self._wait_card, self._permit_card):
            self.side.addWidget(each)
        self.side.addStretch(1)
        for button in (self._out, self._read, self._take, self._carry):
            self.foot.addWidget(button)
        self._match.clicked.connect(self.take_compared)
        self._leave.clicked.connect(self.leave)
        self._take.clicked.connect(self._ask_permit)
        self._read.clicked.connect(self._ask_receipts)
        self._out.clicked.connect(self._ask_out)
        self._again.clicked.connect(self._ask_again)
        self._carry.clicked.connect(self._ask_stick)
        self._compare_card.hide()

    @override
    def shown(self) -> None:
        """Read anew what waits."""
        self._room.jobs.read(_look, owner=self, then=self._show, latest="carry")

    @Slot(object)
    @override
    def point(self, value: ReceiptKept | None) -> None:
        """A receipt has nothing more to show."""

    def take_permit(self, path: Path) -> None:
        """Read a permit; a province that is not known yet is compared first."""
        self._room.preferences.keep_folder("cards", path.parent)
        self._file = path.name
        office = self._room.office

        def work(_progress: object, _stopped: object) -> tuple[bytes, Offer]:
            content = verbs.relay_permit.load(path)
            with office.reading() as desk:
                return content, verbs.relays.look_at(desk, content, path.name)

        self._room.jobs.run(work, owner=self, then=self._offer, refused=self.refuse)

    @Slot()
    def take_compared(self) -> None:
        """Work by the permit that is shown: its numbers are the province's."""
        content, file = self._offered, self._file
        self.change(
            lambda desk: verbs.relays.take_permit(desk, content, file, compared=True),
            self._tell_taken,
        )

    @Slot()
    def leave(self) -> None:
        """Leave the permit as it is."""
        self._offered = b""
        self._compare_card.hide()
        self._show_side()

    def carry(self, folder: Path, *, again: bool = False) -> None:
        """Write what waits into a folder; `again` also what was carried before."""
        office, by = self._room.office, self._room.preferences.person
        self._room.preferences.keep_folder("carried", folder)
        self._room.jobs.run(
            lambda progress, _stopped: verbs.relays.carry(
                office, folder, again=again, by=by, progress=progress
            ),
            owner=self,
            then=lambda written: self._tell_carried(written, folder),
            refused=self.refuse,
        )

    def read_receipts(self, *paths: Path) -> None:
        """Keep the receipts that came back, out of files and folders."""
        office = self._room.office
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.relay_receipts.take(office, paths),
            owner=self,
            then=self._tell_read,
            refused=self.refuse,
        )

    def write_receipts(self, folder: Path) -> None:
        """Write the receipts to hand on into a folder."""
        office = self._room.office
        found = self._view.receipts if self._view else ()
        self._room.preferences.keep_folder("receipts", folder)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.relay_receipts.write(office, found, folder),
            owner=self,
            then=lambda written: self._tell_out(written, folder),
            refused=self.refuse,
        )

    @Slot(object)
    def _offer(self, found: tuple[bytes, Offer]) -> None:
        self._offered, offer = found
        if offer.is_known:
            self.take_compared()
            return
        card = offer.permit.province.card
        self.banner.clear()
        self._offer_name.setText(card.name)
        self._offer_about.setText(
            "\n".join(
                (
                    _may(may_open=offer.permit.may_open),
                    _("Until {day}").format(day=long_day(offer.permit.last_day)),
                )
            )
        )
        self._digits.setText(in_lines(offer.fingerprint))
        self._compare_card.show()
        self._show_side()
        self._match.setFocus()

    def _tell_taken(self, taken: PermitTaken) -> None:
        self.leave()
        if not taken.holds:
            title = _("{name} ended its permit").format(name=taken.name)
            self.tell(title, _("What waits can still be carried on."), tint="gold")
        else:
            self.tell(
                _("You carry reports for {name}").format(name=taken.name), _taken_words(taken)
            )
        self.shown()

    def _tell_carried(self, written: tuple[Path, ...], folder: Path) -> None:
        words = many("{count} file is on the stick", "{count} files are on the stick", len(written))
        self.tell(
            words.format(count=number(len(written))),
            _("In {folder}, read back; it may be pulled. Bring it to the province.").format(
                folder=folder
            ),
        )
        self.shown()

    def _tell_read(self, taken: ReceiptsTaken) -> None:
        words = many("{count} receipt to hand on", "{count} receipts to hand on", taken.new)
        details = []
        if taken.known:
            told = _("{count} were here already.")
            details.append(told.format(count=number(taken.known)))
        if taken.refused:
            told = _("{count} are not signed by the province: {files}")
            details.append(
                told.format(count=number(len(taken.refused)), files=", ".join(taken.refused[:3]))
            )
        if taken.new:
            details.append(_("They go onto each library's stick when it brings its next report."))
        tint = "good" if taken.new and not taken.refused else "gold"
        self.tell(words.format(count=number(taken.new)), " ".join(details), tint=tint)
        self.shown()

    def _tell_out(self, written: tuple[Path, ...], folder: Path) -> None:
        words = many("{count} receipt written", "{count} receipts written", len(written))
        self.tell(
            words.format(count=number(len(written))),
            _("In {folder}. Give them back to the libraries.").format(folder=folder),
        )
        self.shown()

    @Slot(object)
    def _show(self, view: CarryView) -> None:
        self._view = view
        self.counted.emit(view.standing.waiting)
        held = view.standing.permit
        if held is None:
            self._name.setText(_("No permit yet"))
            self._about.setText(
                _(
                    "Give your card to the province. It gives you a permit: take that, and the "
                    "reports that libraries bring you are kept for it."
                )
            )
        else:
            until = _("Until {day}") if view.standing.holds else _("Ended {day}")
            self._name.setText(held.province.name)
            self._about.setText(
                "\n".join((_may(may_open=held.may_open), until.format(day=long_day(held.until))))
            )
        self._count.setText(number(view.standing.waiting))
        carried = view.standing.carried
        words = many(
            "file waits to be carried on",
            "files wait to be carried on",
            view.standing.waiting,
        )
        before = _("Carried before: {count}").format(count=number(carried))
        self._count_words.setText(f"{words}\n{before}" if carried else words)
        self._show_side()
        self.show_lines(
            view.receipts,
            empty=_(
                "No receipt waits to be handed on.\n"
                "When the province gives your stick back, read the receipts on it: Ctrl O. "
                "They go onto each library's stick when it comes next."
            )
            if held is not None
            else _(
                "Here you carry reports to the province and bring its receipts back.\n"
                "First take the permit that the province gave you: Ctrl N."
            ),
        )

    def _show_side(self) -> None:
        comparing = not self._compare_card.isHidden()
        view = self._view
        has_permit = view is not None and view.standing.permit is not None
        self._wait_card.setVisible(has_permit and not comparing)
        self._permit_card.setVisible(not comparing)
        self._read.setVisible(has_permit and not comparing)
        self._take.setVisible(not comparing)
        self._carry.setVisible(has_permit and not comparing)
        if view is None:
            return
        self._carry.setEnabled(bool(view.standing.waiting))
        self._again.setVisible(bool(view.standing.carried))
        self._out.setVisible(bool(view.receipts) and not comparing)

    @Slot()
    def _ask_permit(self) -> None:
        files.choose_file(
            self,
            _("Choose the permit of the province"),
            pattern=_("Permit") + " (*.jkc)",
            start=self._room.preferences.folder("cards"),
            then=self.take_permit,
        )

    @Slot()
    def _ask_receipts(self) -> None:
        self._ask(_("Choose the stick or folder"), "carried", self.read_receipts)

    @Slot()
    def _ask_stick(self) -> None:
        self._ask(_("Choose the stick or folder"), "carried", self.carry)

    @Slot()
    def _ask_again(self) -> None:
        self._ask(
            _("Choose the stick or folder"),
            "carried",
            lambda folder: self.carry(folder, again=True),
        )

    @Slot()
    def _ask_out(self) -> None:
        self._ask(_("Where shall the receipts go?"), "receipts", self.write_receipts)

    def _ask(self, title: str, kind: str, then: Callable[[Path], object]) -> None:
        start = self._room.preferences.folder(kind)
        files.choose_folder(self, title, start=start, then=then)

    def _make_permit(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("Permit of"), "field"))
        card.body.addWidget(self._name)
        card.body.addWidget(self._about)
        return card

    def _make_wait(self) -> Card:
        card = Card()
        card.body.addWidget(label(_("For the province"), "field"))
        card.body.addWidget(self._count)
        card.body.addWidget(self._count_words)
        card.body.addWidget(self._again)
        return card

    def _make_compare(self) -> Card:
        card = Card()
        card.body.addWidget(self._offer_name)
        card.body.addWidget(self._offer_about)
        words = _("Compare with the province's card, or by telephone. All must be the same:")
        card.body.addWidget(label(words, "small", wrap=True))
        card.body.addWidget(self._digits)
        card.body.addWidget(self._match)
        card.body.addWidget(self._leave)
        return card


def _columns() -> list[Column[ReceiptKept]]:
    return [
        Column(_("Receipt to hand on to"), _whose),
        Column(_("File"), lambda line: Cell(line.file_name, soft=True), width=230, from_width=560),
        Column(_("Came"), lambda line: Cell(brief_day(line.came_at.date()), soft=True), width=120),
    ]


def _whose(line: ReceiptKept) -> Cell:
    if line.name:
        return Cell(line.name, line.code, strong=True)
    # Unopened, only the mark in its files' names tells a library from others.
    mark = line.file_name.split("-")[1]
    return Cell(_("The library whose files begin with JKG-{mark}").format(mark=mark), strong=True)


def _may(*, may_open: bool) -> str:
    return _("You may open the reports, too") if may_open else _("You carry reports unopened")


def _taken_words(taken: PermitTaken) -> str:
    if not taken.may_open:
        return _("The reports that libraries bring are kept unopened until you carry them on.")
    words = [
        _("{new} libraries are new, {known} were here.").format(
            new=number(taken.register.new), known=number(taken.register.known)
        )
    ]
    if taken.judged:
        told = many(
            "{count} waiting report counts now.", "{count} waiting reports count now.", taken.judged
        )
        words.append(told.format(count=number(taken.judged)))
    if taken.register.skipped:
        told = _("Another library has this code here: {codes}")
        words.append(told.format(codes=", ".join(taken.register.skipped[:5])))
    return " ".join(words)


def _look(desk: OfficeDesk) -> CarryView:
    return CarryView(verbs.relays.standing(desk), verbs.relay_receipts.kept(desk))
