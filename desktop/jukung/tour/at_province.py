"""The province: reports are taken in; later, with all libraries, every page is looked at."""

from pathlib import Path
from typing import Any

from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month
from jukung.exchange.parcels import identity
from jukung.tour.stage import Stage
from jukung.ui.agency_window import AgencyWindow
from jukung.words import _

VILLAGE_CODE, PRISON_CODE = "63.03.99.2001", "63.71/LP1"


def take_in(stage: Stage, shown: AgencyWindow, month: Month, *, stick: Path) -> None:
    """Enrol both libraries, and read their reports twice."""
    _enrol_sites(stage, shown, stick)
    inbox: Any = shown.window.show_page("inbox")
    inbox.receive(stick / "village", stick / "prison")
    stage.wait(shown)
    stage.picture(shown, "province-inbox")
    summary: Any = shown.window.show_page("summary")
    summary.choose_month(month)
    stage.wait(shown)
    inbox = shown.window.show_page("inbox")
    inbox.receive(stick / "village", stick / "prison")
    stage.wait(shown)
    stage.say(_("The province verified both reports; the same again changed nothing."))


def go_round(stage: Stage, shown: AgencyWindow, month: Month) -> None:
    """Look at every page of the province."""
    summary: Any = shown.window.show_page("summary")
    summary.choose_month(month)
    stage.wait(shown)
    stage.picture(shown, "province-summary")
    sites: Any = shown.window.show_page("sites")
    stage.wait(shown)
    stage.picture(shown, "province-libraries")
    sites.search("Melati")
    stage.wait(shown)
    inbox: Any = shown.window.show_page("inbox")
    for view in ("held", "done"):
        inbox.views.choose(view)
        stage.wait(shown)
        stage.picture(shown, f"province-inbox-{view}")
    shown.window.show_page("indicators")
    stage.wait(shown)
    stage.picture(shown, "province-indicators")
    boxes: Any = shown.window.show_page("boxes")
    for view in ("boxes", "prisons"):
        boxes.choose(view)
        stage.wait(shown)
        stage.picture(shown, f"province-{view}")
    _make_a_pack(stage, shown)
    programme: Any = shown.window.show_page("programme")
    programme.choose_month(month)
    for view in ("chase", "targets", "leagues", "entries"):
        programme.segments.choose(view)
        stage.wait(shown)
        stage.picture(shown, f"province-{view}")
    messages: Any = shown.window.show_page("messages")
    for view in ("words", "questions", "doubts", "keys"):
        messages.open(view)
        stage.wait(shown)
        stage.picture(shown, f"province-messages-{view}")
    shown.window.show_page("settings")
    stage.wait(shown)
    stage.picture(shown, "province-settings")
    stage.say(_("Every page of the province was looked at."))


def _enrol_sites(stage: Stage, shown: AgencyWindow, stick: Path) -> None:
    page: Any = shown.window.show_page("sites")
    stage.wait(shown)
    for path in sorted(stick.glob("*/JKG-*.jkc")):
        card = identity.read_library_card(path)
        page.choose_card(path)
        stage.wait(shown)
        page.side.card.name_people("Rahmi", "Hasan")
        stage.picture(shown, "province-enrol")
        page.enrol(PRISON_CODE if card.kind is LibraryKind.prison else VILLAGE_CODE)
        stage.wait(shown)
    stage.picture(shown, "province-sites")
    stage.say(_("The province enrolled both libraries by their fingerprints."))


def _make_a_pack(stage: Stage, shown: AgencyWindow) -> None:
    page: Any = shown.window.show_page("packs")
    stage.wait(shown)
    page.read_lists(*sorted(stage.folder.glob("*.csv")))
    stage.wait(shown)
    page.form.name.setText(_("Titles of the province"))
    page.make_pack(stage.folder / "judul.jkt")
    stage.wait(shown)
    stage.picture(shown, "province-packs")
    stage.say(_("The province made a pack of titles for libraries without internet."))
