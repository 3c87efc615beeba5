"""The work behind the page of libraries, on its lanes, in the name of who does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from jukung.domain import errors
from jukung.ui import verbs
from jukung.ui.agency_pages.invite_form import Invitable, InviteSaid

if TYPE_CHECKING:
    from jukung.agency.invitations import Made
    from jukung.agency.office import OfficeDesk
    from jukung.agency.site_lists import SitePlan, Taken
    from jukung.agency.sites import Site
    from jukung.exchange.parcels.identity import LibraryCard
    from jukung.ui.agency_pages.office_room import OfficeRoom
    from jukung.ui.agency_pages.site_forms import EndSaid, SiteSaid
    from jukung.ui.jobs import Progress, Running, Stopped

Then = Callable[[Any], object]
_TOUCHED = frozenset({"site"})


class SiteWork(QObject):
    """Everything that changes the register; `refused` is for what no form said."""

    refused = Signal(object)

    def __init__(self, room: OfficeRoom, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room

    # --- keys and people ------------------------------------------------------------------------

    def read_card(self, paths: tuple[Path, ...], then: Then) -> None:
        """Read a library's card, or photographs of its codes."""
        self._room.preferences.keep_folder("cards", paths[0].parent)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.card_files.read(paths),
            owner=self,
            then=then,
            refused=self.refused.emit,
        )

    def enrol(
        self, card: LibraryCard, code: str, *, people: tuple[str, str], then: Then, refused: Then
    ) -> None:
        """Enrol where two people are named; with one the library waits for a second."""
        first, second = (" ".join(each.split()) for each in people)
        self.remember_person(first)

        def work(desk: OfficeDesk) -> Any:  # noqa: ANN401 - a site, or a candidate
            found = verbs.candidates.propose(desk, card, code=code)
            if not second:
                return found
            return verbs.candidates.confirm(
                replace(desk, by=second), found.fingerprint, verbs.office.fetch_keys(desk.profile)
            )

        self.change(work, then=then, refused=refused, by=first)

    def confirm(
        self, fingerprint: str, code: str, *, second: str, then: Then, refused: Then
    ) -> None:
        """Be the second person who compared a library's numbers."""
        self.change(
            lambda desk: verbs.candidates.confirm(
                desk, fingerprint, verbs.office.fetch_keys(desk.profile), code=code
            ),
            then=then,
            refused=refused,
            by=second,
        )

    def trust(self, fingerprint: str, *, trusted: bool, then: Then) -> None:
        """Trust a key, or trust it no more."""
        verb = "trust_key" if trusted else "revoke_key"
        self.change(
            lambda desk: getattr(verbs.register, verb)(desk, fingerprint),
            then=then,
            refused=self.refused.emit,
        )

    # --- the register ---------------------------------------------------------------------------

    def add(self, said: SiteSaid, *, then: Then, refused: Then) -> None:
        """Add a library without Jukung."""

        def work(desk: OfficeDesk) -> Site:
            site = verbs.register.add(
                desk,
                said.code,
                name=said.name,
                kind=said.kind,
                prison_kind=said.prison_kind,
                place_name=said.place_name,
                npp=said.npp,
                edition=verbs.region_lists.used(desk),
            )
            return verbs.register.edit(desk, site.code, note=said.note) if said.note else site

        self.change(work, then=then, refused=refused)

    def edit(self, code: str, said: SiteSaid, *, then: Then, refused: Then) -> None:
        """Change what a library is called, and its code where another one is typed."""

        def work(desk: OfficeDesk) -> Site:
            site = verbs.register.edit(
                desk,
                code,
                name=said.name,
                place_name=said.place_name,
                npp=said.npp,
                note=said.note,
            )
            if said.code.strip() in {"", code}:
                return site
            used = verbs.region_lists.used(desk)
            return verbs.register.recode(desk, code, said.code, edition=used)

        self.change(work, then=then, refused=refused)

    def end(self, code: str, said: EndSaid, *, then: Then, refused: Then) -> None:
        """Close a library, or make it part of another."""
        self.change(
            lambda desk: (
                verbs.register.merge(desk, code, into=said.into, month=said.month)
                if said.into
                else verbs.register.close(desk, code, said.month)
            ),
            then=then,
            refused=refused,
        )

    def reopen(self, code: str, *, then: Then) -> None:
        """Open a library again."""
        self.change(
            lambda desk: verbs.register.reopen(desk, code), then=then, refused=self.refused.emit
        )

    def keep_contacts(
        self, site: int, rows: tuple[tuple[str, ...], ...], *, then: Then, refused: Then
    ) -> None:
        """Put these contacts in place of those before."""
        self.change(
            lambda desk: verbs.contacts.keep(
                desk, site, tuple(verbs.contacts.Contact(*row) for row in rows)
            ),
            then=then,
            refused=refused,
        )

    # --- many at once ---------------------------------------------------------------------------

    def look_whom_to_invite(self, then: Then) -> None:
        """Count the libraries without a key."""
        self._room.jobs.read(_invitable, owner=self, then=then, latest="invitable")

    def invite(
        self,
        said: InviteSaid,
        folder: Path,
        *,
        step: Callable[[int, int | None], None],
        then: Then,
        refused: Then,
    ) -> Running:
        """Write invitations into a folder, each in its own transaction, with a list of them."""
        office = self._room.office
        self._room.preferences.keep_folder("cards", folder)
        self.remember_person(said.by)

        def work(progress: Progress, stopped: Stopped) -> tuple[Made, ...]:
            with office.reading() as desk:
                wanted = (
                    (verbs.invitations.wanted_for(desk, said.code),)
                    if said.is_one
                    else verbs.invitations.without_key(desk, kabupaten=said.kabupaten)
                )
            if not wanted:
                raise errors.NobodyToInvite
            made = []
            for done, each in enumerate(wanted, start=1):
                if stopped():
                    break
                with office.changing(by=said.by) as desk:
                    made.append(verbs.invitations.make(desk, each, folder, until=said.until))
                progress(done, len(wanted))
            with office.reading() as desk:
                verbs.invitation_lists.write(desk, made, folder)
            return tuple(made)

        return self._room.jobs.run(work, owner=self, progress=step, then=then, refused=refused)

    def withdraw(self, mark: str, *, then: Then, refused: Then) -> None:
        """Take an invitation back before it is used."""
        self.change(lambda desk: verbs.invitations.withdraw(desk, mark), then=then, refused=refused)

    def plan_list(self, path: Path, then: Then) -> None:
        """Look through a list of libraries."""
        office = self._room.office

        def work(_progress: Progress, _stopped: Stopped) -> SitePlan:
            with office.reading() as desk:
                return verbs.site_lists.plan(desk, path)

        self._room.preferences.keep_folder("lists", path.parent)
        self._room.jobs.run(work, owner=self, then=then, refused=self.refused.emit)

    def take_list(self, plan: SitePlan, then: Callable[[Taken], object]) -> None:
        """Take a list in that was looked through."""
        self.change(
            lambda desk: verbs.site_lists.apply(desk, plan), then=then, refused=self.refused.emit
        )

    def undo_list(self, then: Then) -> None:
        """Take the last list back as one."""
        self.change(
            lambda desk: verbs.site_lists.undo(desk),  # noqa: PLW0108 - looked up on the lane
            then=then,
            refused=self.refused.emit,
        )

    def load_regions(self, path: Path, edition: str, then: Then, refused: Then) -> None:
        """Load a list of region codes."""
        self.change(
            lambda desk: verbs.region_lists.load(desk, path, edition=edition),
            then=then,
            refused=refused,
        )

    def remember_person(self, name: str) -> None:
        """Propose this name the next time."""
        if name.strip():
            self._room.preferences.person = name.strip()

    def change(
        self, work: Callable[[OfficeDesk], Any], *, then: Then, refused: Then, by: str | None = None
    ) -> None:
        """Change something in the name of who stands at the desk."""
        who = self._room.preferences.person if by is None else by
        self._room.jobs.change(
            lambda desk: work(replace(desk, by=who)),
            owner=self,
            then=then,
            refused=refused,
            touched=_TOUCHED,
        )


def _invitable(desk: OfficeDesk) -> Invitable:
    counts: dict[str, int] = {}
    for each in verbs.invitations.without_key(desk):
        counts[each.code[:5]] = counts.get(each.code[:5], 0) + 1
    handed = verbs.invitations.handed_out(desk)
    states = [each.state for each in handed]
    until = desk.today + timedelta(days=verbs.invitations.USUAL_DAYS)
    return Invitable(counts, until, states.count("open"), states.count("used"), handed)
