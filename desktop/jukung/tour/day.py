"""The day itself: what hands do, in a village, in a prison, at the province."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jukung import screen
from jukung.agency import enrol, totals
from jukung.agency import office as offices
from jukung.app import make_application
from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month
from jukung.library import demo
from jukung.tour import (
    at_province,
    behind_lock,
    in_prison,
    in_village,
    month,
    neighbours,
    with_box,
)
from jukung.tour.recount import is_told, recount, stays_inside
from jukung.tour.stage import Stage
from jukung.ui.agency_window import AgencyWindow
from jukung.ui.crash import CrashHook
from jukung.ui.library_window import LibraryWindow
from jukung.ui.preferences import Preferences
from jukung.words import _


def drive(folder: Path, tell: Callable[[str], object]) -> tuple[str, ...]:
    """Drive the windows through a day and give what was done, step by step.

    Everything is written into `folder`, keys and preferences too; `tell` hears each step.
    Refuses FileExists, CannotWrite, TourStuck, TourDiffers.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise errors.CannotWrite(str(folder)) from fault
    if any(folder.iterdir()):
        raise errors.FileExists(str(folder))
    if screen.is_missing():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _home_in(folder / "home"):
        make_application()
        hook = CrashHook(folder=folder / "home")
        hook.install()
        try:
            stage = Stage(folder, tell)
            _Day(stage).pass_by()
        finally:
            hook.uninstall()
        if hook.counted():
            raise errors.TourStuck(str(hook.log_file()))
        return tuple(stage.lines)


class _Day:
    """The village, the prison and the province, and what goes between them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._folder = stage.folder
        self._stick = stage.folder / "stick"
        for library in ("village", "prison"):
            (self._stick / library).mkdir(parents=True)
        self._preferences = Preferences(stage.folder / "home" / "preferences.ini")

    def pass_by(self) -> None:
        """From the first scan to the receipt, and the count at the end."""
        stage, stick = self._stage, self._stick
        village, prison = self._folder / "village.jukung", self._folder / "prison.jukung"
        province = self._folder / "province.jukung-agency"
        closing = self._prepare(village, prison, province)
        with self._library(village) as shown:
            in_village.go_round(stage, shown)
            month.close(stage, shown, closing, stick=stick / "village", card=self._agency_card)
        with self._library(prison) as shown:
            in_prison.go_round(stage, shown)
            month.close(stage, shown, closing, stick=stick / "prison", card=self._agency_card)
        with self._agency(province) as shown:
            at_province.take_in(stage, shown, closing, stick=stick)
        self._send_back(village, prison, province, closing)
        self._compare((village, prison), province, closing)
        behind_lock.look(stage, prison, self._preferences)
        self._meet_neighbours(province, closing)

    def _send_back(self, village: Path, prison: Path, province: Path, closing: Month) -> None:
        """Receipts and boxes come on the sticks, and the boxes go back."""
        stage, stick = self._stage, self._stick
        with_box.hand_over(
            province,
            {
                at_province.VILLAGE_CODE: stick / "village",
                at_province.PRISON_CODE: stick / "prison",
            },
        )
        with self._library(village) as shown:
            month.read_receipts(stage, shown, closing, stick=stick / "village")
            with_box.go_round(stage, shown, stick / "village", "village")
        with self._library(prison) as shown:
            in_prison.come_in(stage, shown)
            month.read_receipts(stage, shown, closing, stick=stick / "prison")
            with_box.go_round(stage, shown, stick / "prison", "prison")
        missing = with_box.take_back(province, (stick / "village", stick / "prison"))
        stage.say(
            _("The province took both boxes back; {count} copies were missing.").format(
                count=missing
            )
        )

    # --- before the day -------------------------------------------------------------------------

    def _prepare(self, village: Path, prison: Path, province: Path) -> Month:
        for path, kind in ((village, LibraryKind.village), (prison, LibraryKind.prison)):
            library = demo.make(path, kind=kind)
            today = library.today()
            library.close()
        office = offices.found(province, code="63", name=_("Provincial library agency"))
        with office.reading() as desk:
            self._agency_card = enrol.write_agency_card(desk, self._stick)
        office.close()
        self._stage.say(_("A village, a prison and a province were made, all invented."))
        return months.month_of(today).before

    # --- the count ------------------------------------------------------------------------------

    def _compare(self, libraries: tuple[Path, ...], province: Path, month: Month) -> None:
        counted = [recount(path, month) for path in libraries]
        office = offices.open_office(province)
        with office.reading() as desk:
            sent = totals.totals(desk, month).values
            by_site = {each.code: each.values for each in totals.by_site(desk, month)}
        office.close()
        sites = [by_site[code] for code in (at_province.VILLAGE_CODE, at_province.PRISON_CODE)]
        for code, total in sent.items():
            for path, true, site in zip(libraries, counted, sites, strict=True):
                wanted = None if stays_inside(path, code) else true[code]
                if not is_told(path, code, wanted, site[code]):
                    raise errors.TourDiffers(code, str(site[code]), str(wanted))
            told = [value for site in sites if (value := site[code]) is not None]
            if total != (sum(told) if told else None):
                raise errors.TourDiffers(code, str(total), str(told))
        self._stage.say(
            _("{count} figures of the province are what the files say, counted again.").format(
                count=len(sent)
            )
        )

    def _meet_neighbours(self, province: Path, month: Month) -> None:
        office = offices.open_office(province)
        count = neighbours.move_in(office, month, prison=at_province.PRISON_CODE)
        office.close()
        self._stage.say(
            _("{count} libraries without Jukung came, their months typed from paper.").format(
                count=count
            )
        )
        with self._agency(province) as shown:
            at_province.go_round(self._stage, shown, month)

    # --- windows --------------------------------------------------------------------------------

    @contextmanager
    def _library(self, path: Path) -> Iterator[LibraryWindow]:
        shown = LibraryWindow(path, self._preferences)
        self._stage.open(shown)
        shown.show()
        self._stage.wait(shown, lambda: shown.room.profile is not None)
        try:
            yield shown
        finally:
            self._stage.leave(shown)

    @contextmanager
    def _agency(self, path: Path) -> Iterator[AgencyWindow]:
        shown = AgencyWindow(path, self._preferences)
        self._stage.open(shown)
        shown.show()
        self._stage.wait(shown)
        try:
            yield shown
        finally:
            self._stage.leave(shown)


@contextmanager
def _home_in(folder: Path) -> Iterator[None]:
    """Keep the tour's keys and choices apart from the person's own."""
    before = os.environ.get("JUKUNG_HOME")
    os.environ["JUKUNG_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["JUKUNG_HOME"]
        else:
            os.environ["JUKUNG_HOME"] = before
