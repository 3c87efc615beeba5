"""The day itself: what hands do, in a village, in a prison, at the province."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from jukung import screen
from jukung.agency import enrol, totals
from jukung.agency import office as offices
from jukung.app import make_application
from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month
from jukung.exchange.imports.slims_columns import COLUMNS
from jukung.library import copies, demo, members
from jukung.library.desk import Library
from jukung.tour import at_province, desk, neighbours, paper
from jukung.tour.recount import recount, stays_inside
from jukung.tour.stage import Stage
from jukung.ui.agency_window import AgencyWindow
from jukung.ui.crash import CrashHook
from jukung.ui.library_window import LibraryWindow
from jukung.ui.preferences import Preferences
from jukung.words import _, long_month

CTRL = Qt.KeyboardModifier.ControlModifier


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
        village, prison = self._folder / "village.jukung", self._folder / "prison.jukung"
        province = self._folder / "province.jukung-agency"
        month = self._prepare(village, prison, province)
        with self._library(village) as shown:
            self._village_desk(shown)
            self._village_pages(shown)
            paper.go_round(self._stage, shown)
            self._close(shown, month, self._stick / "village")
        with self._library(prison) as shown:
            self._prison_desk(shown)
            self._close(shown, month, self._stick / "prison")
        with self._agency(province) as shown:
            at_province.take_in(self._stage, shown, month, stick=self._stick)
        for path, folder in ((village, "village"), (prison, "prison")):
            with self._library(path) as shown:
                self._receipts(shown, month, self._stick / folder)
        self._compare((village, prison), province, month)
        self._meet_neighbours(province, month)

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

    # --- the village ----------------------------------------------------------------------------

    def _village_desk(self, shown: LibraryWindow) -> None:
        stage = self._stage
        card, shelf = _turn(shown.room.library)
        page: Any = shown.window.show_page("circulation")
        stage.picture(shown, "desk-empty")
        for text in (card, shelf[0]):
            stage.type(text)
            stage.wait(shown)
        stage.say(_("A member borrowed a copy by two scans."))
        stage.type(shelf[1])
        stage.wait(shown)
        stage.press(Qt.Key.Key_Z, CTRL)
        stage.wait(shown)
        stage.say(_("A wrong scan was taken back with Ctrl Z."))
        stage.type("ZZ-2026")
        stage.wait(shown)
        stage.type(_("A donated book without a label"))
        stage.wait(shown)
        stage.picture(shown, "desk")
        stage.say(_("An unknown number was registered by one line and lent."))
        stage.type(shelf[2])
        stage.wait(shown)
        stage.picture(shown, "desk-refused")
        stage.say(_("A copy over the limit was refused with its reason."))
        page.finish()
        stage.type(shelf[0])
        stage.wait(shown)
        stage.picture(shown, "desk-returned")
        stage.say(_("A copy scanned alone came back."))
        page.finish()
        stage.wait(shown)

    def _village_pages(self, shown: LibraryWindow) -> None:
        stage = self._stage
        visits: Any = shown.window.show_page("visits")
        stage.wait(shown)
        for sex in ("female", "female", "male"):
            visits.tally(sex)
            stage.wait(shown)
        stage.picture(shown, "visits")
        stage.say(_("Three visitors were tallied."))
        catalogue: Any = shown.window.show_page("catalogue")
        stage.wait(shown)
        catalogue.search("ikan")
        stage.wait(shown)
        stage.picture(shown, "catalogue")
        catalogue.begin_new()
        stage.wait(shown)
        stage.type(_("Fishing in the rainy season"), enter=False)
        stage.picture(shown, "catalogue-form")
        catalogue.save()
        stage.wait(shown)
        stage.say(_("A title was found while typing, and another added."))
        people: Any = shown.window.show_page("members")
        people.begin_new()
        stage.wait(shown)
        stage.type("Rahimah", enter=False)
        stage.picture(shown, "members-form")
        people.save()
        stage.wait(shown)
        stage.picture(shown, "members")
        stage.say(_("A member was registered."))
        held: Any = shown.window.show_page("activities")
        stage.wait(shown)
        held.begin()
        stage.wait(shown)
        stage.type(_("Sewing for young mothers"), enter=False)
        stage.picture(shown, "activity-form")
        held.save()
        stage.wait(shown)
        stage.picture(shown, "activities")
        stage.say(_("An activity was recorded on one page."))
        self._import(shown)
        desk.go_round(stage, shown)
        self._reports(shown)

    def _reports(self, shown: LibraryWindow) -> None:
        stage = self._stage
        page: Any = shown.window.show_page("reports")
        stage.wait(shown)
        stage.picture(shown, "reports")
        target = self._folder / "report.xlsx"
        page.save(target)
        stage.wait(shown, target.exists)
        stage.say(_("A report was looked at, and saved as {file}.").format(file=target.name))

    def _import(self, shown: LibraryWindow) -> None:
        stage = self._stage
        listed = self._folder / "senayan_biblio_export.csv"
        listed.write_text(_slims_list(40), encoding="utf-8")
        page: Any = shown.window.show_page("imports")
        stage.wait(shown)
        stage.picture(shown, "import-empty")
        page.choose_file(listed)
        stage.wait(shown, page.is_planning)
        stage.picture(shown, "import-plan")
        page.store()
        stage.wait(shown, lambda: bool(page.history()))
        stage.picture(shown, "import-done")
        page.ask_undo(page.history()[0])
        page.undo()
        stage.wait(shown)
        stage.say(_("A list from SLiMS was planned, stored, and undone whole."))

    # --- the month ------------------------------------------------------------------------------

    def _close(self, shown: LibraryWindow, month: Month, stick: Path) -> None:
        stage = self._stage
        page: Any = shown.window.show_page("send")
        stage.wait(shown)
        page.choose_month(month)
        stage.wait(shown)
        stage.picture(shown, "month-check")
        page.look_at_figures()
        stage.wait(shown)
        stage.picture(shown, "month-figures")
        page.write_card(stick)
        stage.wait(shown)
        page.join(self._agency_card)
        stage.wait(shown)
        stage.picture(shown, "month-joined")
        page.close_month()
        stage.wait(shown)
        page.write_to(stick)
        stage.wait(shown)
        stage.picture(shown, "month-sent")
        stage.say(
            _("{month} was closed, sealed and written to the stick.").format(
                month=long_month(month.year, month.number)
            )
        )

    def _receipts(self, shown: LibraryWindow, month: Month, stick: Path) -> None:
        stage = self._stage
        page: Any = shown.window.show_page("send")
        stage.wait(shown)
        page.choose_month(month)
        stage.wait(shown)
        page.read_receipt(*sorted(stick.glob("*.jkr")))
        stage.wait(shown)
        stage.picture(shown, "month-received")
        stage.say(_("The receipt was read: the circle is closed."))

    # --- behind the wall ------------------------------------------------------------------------

    def _prison_desk(self, shown: LibraryWindow) -> None:
        stage = self._stage
        card, shelf = _turn(shown.room.library)
        page: Any = shown.window.show_page("circulation")
        for text in (card, shelf[0]):
            stage.type(text)
            stage.wait(shown)
        stage.picture(shown, "prison-desk")
        page.finish()
        shown.window.show_page("members")
        stage.wait(shown)
        stage.picture(shown, "prison-residents")
        stage.say(_("In the prison a resident borrowed by card number alone; no name is kept."))

    # --- the count ------------------------------------------------------------------------------

    def _compare(self, libraries: tuple[Path, ...], province: Path, month: Month) -> None:
        counted = [recount(path, month) for path in libraries]
        office = offices.open_office(province)
        with office.reading() as desk:
            sent = totals.totals(desk, month).values
        office.close()
        for code, told in sent.items():
            known = [
                value
                for path, each in zip(libraries, counted, strict=True)
                if (value := each[code]) is not None and not stays_inside(path, code)
            ]
            wanted = sum(known) if known else None
            if told != wanted:
                raise errors.TourDiffers(code, str(told), str(wanted))
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


def _turn(library: Library) -> tuple[str, tuple[str, ...]]:
    """A member with nothing at home, and copies on the shelf."""
    with library.reading() as desk:
        free = [m for m in members.page_at(desk, 0) if not m.open_count]
        shelf = [
            copy.number
            for copy in copies.without_label(desk)
            if copy.due_on is None and copy.status == "available"
        ]
    return free[0].card, tuple(shelf[:3])


def _slims_list(count: int) -> str:
    """A small list as SLiMS 9.7 writes it, of invented titles."""
    rows = [[column.replace(" ", "_") for column in COLUMNS]]
    for place in range(1, count + 1):
        known = {
            "title": _("Stories of the river, part {part}").format(part=place),
            "gmd name": "Text",
            "publish year": "2021",
            "call number": f"813 SUN c{place}",
            "language name": "Indonesia",
            "authors": "<Sungai, Rara>",
            "item code": f"<D{place:05}>",
        }
        rows.append([known.get(column, "") for column in COLUMNS])
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
