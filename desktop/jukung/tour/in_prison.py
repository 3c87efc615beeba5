"""Behind the wall: every page of a prison library, by card numbers alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from jukung.domain.kinds import Role, ScreeningResult, WriteOffReason
from jukung.library import clearances, residents, staff
from jukung.tour import at_vault, house, on_round
from jukung.ui.pages import request_kiosk
from jukung.ui.pages.settings_sections import SECTIONS
from jukung.words import _

if TYPE_CHECKING:
    from jukung.tour.house import Asked
    from jukung.tour.stage import Stage
    from jukung.ui.library_window import LibraryWindow

CTRL = Qt.KeyboardModifier.ControlModifier
OTHER_PAGES = (
    *("catalogue", "late_entry", "visits", "activities", "labels", "lists", "imports"),
    "collection",
)
AIDE_PAGES = ("circulation", "rounds", "requests", "catalogue", "visits")


def go_round(stage: Stage, shown: LibraryWindow) -> None:
    """Furnish the house, then walk through all of its pages."""
    asked = house.furnish(shown.room.library)
    _desk(stage, shown, asked)
    on_round.go_round(stage, shown, asked.block)
    _residents(stage, shown)
    _releases(stage, shown)
    _moves(stage, shown)
    _requests(stage, shown, asked)
    _screening(stage, shown)
    at_vault.go_round(stage, shown)
    _others(stage, shown)
    _aide(stage, shown, asked)


def come_in(stage: Stage, shown: LibraryWindow) -> None:
    """Let the officer in at the aide's desk, which is what a prison's window opens with."""
    library = shown.room.library
    officer = next(each for each in staff.door(library) if each.role is Role.officer)
    shown.door.welcome(staff.check_pin(library, officer.id, house.PIN))
    stage.wait(shown)


def _desk(stage: Stage, shown: LibraryWindow, asked: Asked) -> None:
    page: Any = shown.window.show_page("circulation")
    stage.wait(shown)
    stage.picture(shown, "prison-desk-empty")
    for text in (asked.free_cards[0], *asked.shelf[:2]):
        stage.type(text)
        stage.wait(shown)
    stage.picture(shown, "prison-desk")
    page.finish()
    stage.wait(shown)
    stage.say(_("In the prison a resident borrowed by card number alone; no name is kept."))


def _residents(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("members")
    stage.wait(shown)
    stage.picture(shown, "prison-residents")
    with shown.room.library.reading() as desk:
        who = next(each for each in residents.listed(desk) if each.loans_out == 2)
    page.show_member(who.id)
    stage.wait(shown)
    stage.picture(shown, "prison-resident")
    page.list.begin_move()
    stage.wait(shown)
    stage.picture(shown, "prison-resident-move")
    stage.press(Qt.Key.Key_Escape)
    page.begin_new()
    stage.wait(shown)
    stage.picture(shown, "prison-resident-new")
    stage.press(Qt.Key.Key_Escape)
    stage.wait(shown)


def _releases(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("members")
    view = page.show_view("releases")
    for days in (30, 10, 3):
        view.choose_span(days)
        stage.wait(shown)
        stage.picture(shown, f"prison-releases-{days}")
    view.table.tick({line.resident.id for line in view.lines()})
    view.release()
    stage.wait(shown)
    stage.picture(shown, "prison-released")
    stage.say(_("Who leaves in three days was released in one act."))
    view = page.show_view("clearances")
    stage.wait(shown)
    held = max(view.listed(), key=lambda each: each.still_out)
    view.show_clearance(held.id)
    stage.wait(shown)
    stage.picture(shown, "prison-clearance")
    with shown.room.library.changing() as desk:
        for line in clearances.show(desk, held.id).lines:
            clearances.write_off(desk, line.loan_id, WriteOffReason.taken_along)
    view.refresh()
    stage.wait(shown)
    stage.picture(shown, "prison-clearance-ready")
    view.close_shown()
    stage.wait(shown)
    stage.picture(shown, "prison-clearance-closed")
    target = stage.folder / "clearance.pdf"
    view.printing.save(target, view.letter())
    stage.wait(shown, target.exists)
    stage.say(_("A clearance was closed, and its letter is in {file}.").format(file=target.name))


def _moves(stage: Stage, shown: LibraryWindow) -> None:
    listed = stage.folder / "pindah-kamar.csv"
    with shown.room.library.reading() as desk:
        cards = [each.card for each in residents.listed(desk)]
    words = ("AKTIF", "AKTIF", "SAKIT", "BON", "ISOLASI", "PINDAH")
    lines = [f"{c};{'ABCD'[n % 4]};{n % 6 + 1};{words[n % 6]}" for n, c in enumerate(cards[::2])]
    listed.write_text("\n".join(("Kartu;Blok;Kamar;Status", *lines, "W99999;B;1;AKTIF")), "utf-8")
    page: Any = shown.window.show_page("members")
    view = page.show_view("moves")
    stage.wait(shown)
    stage.picture(shown, "prison-moves-empty")
    view.choose_file(listed)
    stage.wait(shown, view.is_looking)
    stage.picture(shown, "prison-moves-plan")
    view.store()
    stage.wait(shown)
    stage.picture(shown, "prison-moves-stored")
    view.setFocus()
    stage.press(Qt.Key.Key_Z, CTRL)
    stage.wait(shown)
    stage.say(_("A spreadsheet of moves was planned, stored as one act, and undone whole."))


def _requests(stage: Stage, shown: LibraryWindow, asked: Asked) -> None:
    page: Any = shown.window.show_page("requests")
    stage.wait(shown)
    for text in (asked.free_cards[2], asked.shelf[2]):
        stage.type(text)
        stage.wait(shown)
    stage.picture(shown, "prison-requests")
    page.show_list("permissions")
    stage.wait(shown)
    stage.picture(shown, "prison-permissions")
    page.answer(granted=True)
    stage.wait(shown)
    stage.picture(shown, "prison-permitted")
    stage.say(_("Requests were noted from slips, and an officer permitted a loan."))


def _screening(stage: Stage, shown: LibraryWindow) -> None:
    page: Any = shown.window.show_page("screening")
    for result in (ScreeningResult.passed, ScreeningResult.refused, ScreeningResult.review):
        page.show_result(result)
        stage.wait(shown)
        stage.picture(shown, f"prison-screening-{result}")
    page.table.tick({line.id for line in page.values()[:3]})
    page.ask_why()
    stage.wait(shown)
    stage.picture(shown, "prison-screening-why")
    page.reason.leave()
    page.ask_traits()
    stage.wait(shown)
    stage.picture(shown, "prison-screening-traits")
    page.traits.leave()
    page.pass_them()
    stage.wait(shown)
    stage.picture(shown, "prison-screened")
    stage.say(_("Titles were screened: passed, to look at again, or not circulated."))


def _others(stage: Stage, shown: LibraryWindow) -> None:
    for name in OTHER_PAGES:
        shown.window.show_page(name)
        stage.wait(shown)
        stage.picture(shown, f"prison-{name.replace('_', '-')}")
    shown.window.show_page("reports")
    stage.wait(shown)
    stage.picture(shown, "prison-reports")
    for entry in SECTIONS:
        page: Any = shown.window.show_page("settings")
        page.show_section(entry.name)
        stage.wait(shown)
        stage.picture(shown, f"prison-settings-{entry.name.replace('_', '-')}")
    _safekeeping(stage, shown)
    stage.say(_("Every other page of the prison was looked at."))


def _safekeeping(stage: Stage, shown: LibraryWindow) -> None:
    """The recovery sheet and the passphrase stand further down, under the accounts."""
    page: Any = shown.window.show_page("settings")
    page.show_section("staff")
    section = page.section("staff")
    target = stage.folder / "recovery.pdf"
    section.sheet.save(target)
    stage.wait(shown, target.exists)
    for name, card in (("recovery-sheet", section.sheet), ("passphrase", section.passphrase)):
        around = card.parentWidget()
        while not isinstance(around, QScrollArea):
            around = around.parentWidget()
        stage.picture(shown, f"prison-{name}", before=partial(around.ensureWidgetVisible, card))


def _aide(stage: Stage, shown: LibraryWindow, asked: Asked) -> None:
    house.let_aides_in(shown.room.library)
    shown.door.read()
    stage.wait(shown)
    window = shown.window
    request_kiosk.open_over(shown.room, window, without_pin=lambda: None)
    stage.wait(shown)
    kiosk: Any = window.findChild(request_kiosk.RequestKiosk)
    stage.type(asked.free_cards[3])
    stage.type("ikan", enter=False)
    stage.wait(shown)
    stage.picture(shown, "prison-kiosk")
    library = shown.room.library
    officer = next(each for each in staff.door(library) if each.role is Role.officer)
    kiosk.close_kiosk(staff.check_pin(library, officer.id, house.PIN))
    stage.wait(shown)
    shown.door.lock()
    stage.wait(shown)
    for name in AIDE_PAGES:
        window.show_page(name)
        stage.wait(shown)
        if name == "circulation":
            _lend_as_aide(stage, shown, asked)
        stage.picture(shown, f"aide-{name}")
    stage.say(_("The officer went away, and the aide's desk stood there: cards and no names."))
    come_in(stage, shown)


def _lend_as_aide(stage: Stage, shown: LibraryWindow, asked: Asked) -> None:
    for text in (asked.free_cards[4], asked.shelf[3]):
        stage.type(text)
        stage.wait(shown)
    stage.picture(shown, "aide-desk")
    stage.type(asked.wanted[0])
    stage.wait(shown)
