"""The right side of the register: home, one library, or a form; one of them at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain import months
from jukung.ui.agency_pages import site_facts
from jukung.ui.agency_pages.enrol_card import EnrolCard
from jukung.ui.agency_pages.invite_form import InviteForm
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.prison_card import PrisonCard
from jukung.ui.agency_pages.site_enrolling import SiteEnrolling
from jukung.ui.agency_pages.site_forms import ContactsForm, EndForm, EndSaid, SiteForm, SiteSaid
from jukung.ui.agency_pages.site_home import SiteHome
from jukung.ui.agency_pages.site_inviting import SiteInviting
from jukung.ui.agency_pages.site_panel import SitePanel
from jukung.ui.agency_pages.site_plan import SitePlanCard
from jukung.ui.agency_pages.site_work import SiteWork
from jukung.ui.pieces.stack import Stack
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.agency.site_lists import SitePlan, Taken
    from jukung.agency.sites import Site
    from jukung.exchange.parcels.identity import LibraryCard
    from jukung.ui.agency_pages.site_facts import SiteFacts


class SiteSide(QWidget):
    """Leads from one card to the next; what came of it is told above the list."""

    told = Signal(str, str)
    """What was done, and what comes next."""
    began = Signal()
    home = Signal()
    card_wanted = Signal()
    card_folder_wanted = Signal()
    invite_folder_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, room: OfficeRoom, work: SiteWork, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._work = room, work
        self._code = ""
        self._is_new = False
        self._enrolling = SiteEnrolling(room, work, parent=self)
        self._inviting = SiteInviting(room, work, parent=self)
        self.prison = PrisonCard(room)
        self.start, self.panel = SiteHome(), SitePanel(prison=self.prison)
        self.card, self.invite = self._enrolling.card, self._inviting.form
        self.form, self.end, self.contacts = SiteForm(), EndForm(), ContactsForm()
        self.plan = SitePlanCard()
        self.pile = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self._forms = (self.card, self.form, self.end, self.contacts, self.invite, self.plan)
        for each in (self.start, self.panel, *self._forms):
            self.pile.addWidget(each)
        self._connect()

    # --- what is shown --------------------------------------------------------------------------

    def words(self) -> str:
        """The sentence above the form shown; empty when there is none."""
        shown = self.pile.currentWidget()
        return shown.words() if isinstance(shown, self._FORMS) else ""

    _FORMS = (EnrolCard, SiteForm, EndForm, ContactsForm, InviteForm, SitePlanCard)

    def show_agency(self, *, last_list: str) -> None:
        """Show who this agency is, and the list that can be taken back."""
        profile = self._room.profile
        if profile is not None:
            self.start.show_agency(profile.name, profile.fingerprint)
        self.start.show_last_list(last_list)

    def open_site(self, code: str) -> None:
        """Show one library."""
        self._code = code
        self._room.jobs.read(
            lambda desk: site_facts.gather(desk, code),
            owner=self,
            then=self._show_site,
            latest="site",
        )

    def refresh(self) -> None:
        """Read the library shown anew."""
        if self.pile.currentWidget() is self.panel and self._code:
            self.open_site(self._code)

    @Slot(object)
    def _show_site(self, facts: SiteFacts | None) -> None:
        if facts is None:
            self.leave()
        elif self.pile.currentWidget() in {self.start, self.panel}:
            self.panel.show_facts(facts)
            self.prison.show_site(facts.site.code)
            self.pile.setCurrentWidget(self.panel)

    @Slot()
    def leave(self) -> None:
        """Go back from a form to its library, and from there to the agency's card."""
        self._inviting.stop()
        self._enrolling.leave()
        shown = self.pile.currentWidget()
        if shown is not self.panel and shown is not self.start and self._code:
            self.pile.setCurrentWidget(self.panel)
            self.refresh()
            return
        self._code = ""
        self.pile.setCurrentWidget(self.start)
        self.home.emit()

    # --- keys -----------------------------------------------------------------------------------

    @Slot(object)
    def compare(self, card: LibraryCard) -> None:
        """Show a card for comparison."""
        self._enrolling.compare(card)

    @Slot()
    def compare_waiting(self) -> None:
        """Show the library that waits longest to its second person."""
        self._enrolling.compare_waiting()

    @Slot(object)
    def enrol(self, code: str) -> None:
        """Take the word of who compared the numbers of the card shown."""
        self._enrolling.enrol(code)

    @Slot()
    def _leave_for_home(self) -> None:
        self._code = ""
        self.leave()

    @Slot(object)
    def _trust(self, trusted: bool) -> None:  # noqa: FBT001 - the signal's own
        facts = self.panel.facts
        newest = next(iter(facts.keys), None) if facts else None
        if newest is not None:
            words = _("Its key is trusted again") if trusted else _("Its key was withdrawn")
            self._work.trust(
                newest.fingerprint, trusted=trusted, then=lambda _n: self.told.emit(words, "")
            )

    # --- the register ---------------------------------------------------------------------------

    @Slot()
    def _begin_new(self) -> None:
        self._is_new, self._code = True, ""
        self._begin(self.form)
        self.form.show_site(None)

    @Slot()
    def _begin_edit(self) -> None:
        if self.panel.facts is not None:
            self._is_new = False
            self._begin(self.form)
            self.form.show_site(self.panel.facts.site)

    @Slot()
    def _begin_end(self) -> None:
        profile = self._room.profile
        facts = self.panel.facts
        if facts is not None and profile is not None:
            self._room.jobs.read(
                lambda desk: months.month_of(desk.today),
                owner=self,
                then=lambda month: self._show_end(facts.site, month),
                latest="month",
            )

    def _show_end(self, site: Site, month: Any) -> None:  # noqa: ANN401 - a month
        self._begin(self.end)
        self.end.show_site(site, month)

    @Slot()
    def _begin_contacts(self) -> None:
        if self.panel.facts is not None:
            self._begin(self.contacts)
            self.contacts.show_contacts(self.panel.facts.contacts)

    @Slot(object)
    def _save_site(self, said: SiteSaid) -> None:
        if self._is_new:
            self._work.add(said, then=self._tell_saved, refused=self.form.refuse)
        else:
            self._work.edit(self._code, said, then=self._tell_saved, refused=self.form.refuse)

    @Slot(object)
    def _save_end(self, said: EndSaid) -> None:
        self._work.end(self._code, said, then=self._tell_saved, refused=self.end.refuse)

    @Slot(object)
    def _save_contacts(self, rows: tuple[tuple[str, ...], ...]) -> None:
        facts = self.panel.facts
        if facts is not None:
            self._work.keep_contacts(
                facts.site.site, rows, then=lambda _n: self.leave(), refused=self.contacts.refuse
            )

    @Slot()
    def _reopen(self) -> None:
        self._work.reopen(self._code, then=self._tell_saved)

    def _tell_saved(self, site: Site) -> None:
        self._code = site.code
        self.pile.setCurrentWidget(self.panel)
        self.open_site(site.code)
        self.told.emit(_("{name} is in the register").format(name=site.name), site.code)

    # --- many at once ---------------------------------------------------------------------------

    @Slot()
    def _begin_all_invitations(self) -> None:
        self._code = ""
        self._begin_invitations()

    @Slot()
    def _begin_invitations(self) -> None:
        self._inviting.begin(self._code)

    def invite_into(self, folder: Path) -> None:
        """Write the invitations that were asked for into a folder."""
        self._inviting.into(folder)

    @Slot(object)
    def show_plan(self, plan: SitePlan) -> None:
        """Show what a list of libraries would become."""
        self._code = ""
        self._begin(self.plan)
        self.plan.show_plan(plan)

    @Slot(object)
    def _take_list(self, plan: SitePlan) -> None:
        self._work.take_list(plan, self._tell_taken)

    def _tell_taken(self, taken: Taken) -> None:
        self.leave()
        words = many("{count} library was added", "{count} libraries were added", taken.added)
        self.told.emit(
            words.format(count=number(taken.added)),
            _("The list can be taken back as one, beside the agency's card."),
        )

    @Slot()
    def _undo_list(self) -> None:
        self._work.undo_list(self._tell_undone)

    def _tell_undone(self, count: int) -> None:
        words = many(
            "{count} library was taken out again", "{count} libraries were taken out again", count
        )
        self.told.emit(words.format(count=number(count)), "")

    @Slot(object)
    def _begin(self, form: QWidget) -> None:
        self.began.emit()
        self.pile.setCurrentWidget(form)

    def _connect(self) -> None:
        start, panel = self.start, self.panel
        start.write_wanted.connect(self.card_folder_wanted)
        start.enrol_wanted.connect(self.card_wanted)
        start.list_wanted.connect(self.list_wanted)
        start.add_wanted.connect(self._begin_new)
        start.invite_wanted.connect(self._begin_all_invitations)
        start.undo_wanted.connect(self._undo_list)
        panel.edit_wanted.connect(self._begin_edit)
        panel.contacts_wanted.connect(self._begin_contacts)
        panel.invite_wanted.connect(self._begin_invitations)
        panel.end_wanted.connect(self._begin_end)
        panel.reopen_wanted.connect(self._reopen)
        panel.key_wanted.connect(self._trust)
        panel.left.connect(self.leave)
        for each in (self._enrolling, self._inviting):
            each.began.connect(self._begin)
            each.told.connect(self.told)
        self._enrolling.done.connect(self._leave_for_home)
        self._inviting.done.connect(self.leave)
        self._inviting.folder_wanted.connect(self.invite_folder_wanted)
        self.prison.forming.connect(self.panel.yield_keys)
        self.form.wanted.connect(self._save_site)
        self.end.wanted.connect(self._save_end)
        self.contacts.wanted.connect(self._save_contacts)
        self.plan.wanted.connect(self._take_list)
        for form in self._forms:
            form.left.connect(self.leave)
