"""Invitations beside the list: written into a folder, looked at, withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jukung.domain.errors import Refusal
from jukung.ui.agency_pages.invite_form import Invitable, InviteForm, InviteSaid
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.site_work import SiteWork
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.agency.invitations import Made
    from jukung.ui.jobs import Running


class SiteInviting(QObject):
    """Leads through the form; whoever has the pile brings it into view."""

    began = Signal(object)
    """The form that is to be shown."""

    told = Signal(str, str)
    done = Signal()
    folder_wanted = Signal()

    def __init__(self, room: OfficeRoom, work: SiteWork, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._work = room, work
        self._code = ""
        self._said: InviteSaid | None = None
        self._running: Running | None = None
        self.form = InviteForm()
        self.form.wanted.connect(self._take)
        self.form.withdraw_wanted.connect(self._withdraw)
        self.form.progress.stopped.connect(self.stop)

    def begin(self, code: str = "") -> None:
        """Offer what can be invited; a code is one library's."""
        self._code = code
        self._work.look_whom_to_invite(self._show)

    def into(self, folder: Path) -> None:
        """Write the invitations that were asked for into a folder."""
        if self._said is None:
            return
        self.form.progress.begin(_("Writing invitations…"))
        self._running = self._work.invite(
            self._said,
            folder,
            step=self.form.progress.advance,
            then=lambda made: self._tell(made, folder),
            refused=self._refuse,
        )

    @Slot()
    def stop(self) -> None:
        """Write no more of them."""
        if self._running is not None:
            self._running.stop()

    @Slot(object)
    def _show(self, found: Invitable) -> None:
        self.began.emit(self.form)
        self.form.show_invitable(found, code=self._code, person=self._room.preferences.person)

    @Slot(object)
    def _take(self, said: InviteSaid) -> None:
        self._said = said
        self.folder_wanted.emit()

    @Slot(object)
    def _withdraw(self, mark: str) -> None:
        self._work.withdraw(
            mark,
            then=lambda _nothing: self._work.look_whom_to_invite(self._show_withdrawn),
            refused=self.form.refuse,
        )

    @Slot(object)
    def _show_withdrawn(self, found: Invitable) -> None:
        self.form.show_handed(found)
        self.told.emit(_("The invitation is withdrawn"), _("Its answer would be turned away."))

    def _tell(self, made: tuple[Made, ...], folder: Path) -> None:
        self._running = None
        self.form.progress.end()
        self.done.emit()
        words = many("{count} invitation written", "{count} invitations written", len(made))
        detail = _("{folder} has them, and a list to print. Each works once.")
        self.told.emit(words.format(count=number(len(made))), detail.format(folder=folder))
        self._room.jobs.changed.emit(frozenset({"site"}))

    def _refuse(self, refusal: Refusal) -> None:
        self._running = None
        self.form.progress.end()
        self.form.refuse(refusal)
