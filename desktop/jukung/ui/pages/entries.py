"""The list of pages, in the order of the rail; F-keys open them and do nothing else.

Only the first page is imported here. Every other one is imported when it is first
shown, by its function below: the first window must not wait for it.
"""
# ruff: noqa: PLC0415 - as just said

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from jukung.ui.main_window import PageEntry
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.room import Room
from jukung.words import N_


def library_pages(room: Room) -> tuple[PageEntry, ...]:
    """The pages of a library's window."""
    return (
        PageEntry(
            "circulation",
            N_("Circulation"),
            "scan-barcode",
            "F1",
            lambda: CirculationPage(room),
        ),
        PageEntry("late_entry", N_("Late entry"), "pencil", "Ctrl+T", lambda: _late(room)),
        PageEntry("visits", N_("Visits"), "door-open", "F2", lambda: _visits(room)),
        PageEntry("catalogue", N_("Catalogue"), "library", "F3", lambda: _catalogue(room)),
        PageEntry("members", N_("Members"), "users", "F4", lambda: _members(room)),
        PageEntry("activities", N_("Activities"), "calendar-days", "F5", lambda: _activities(room)),
        PageEntry("labels", N_("Print"), "printer", "F6", lambda: _labels(room)),
        PageEntry("lists", N_("Lists"), "list-checks", "Ctrl+D", lambda: _lists(room)),
        PageEntry(
            "collection",
            N_("Collection"),
            "clipboard-check",
            "Ctrl+Shift+T",
            lambda: _collection(room),
        ),
        PageEntry("boxes", N_("Boxes"), "package", "Ctrl+Shift+B", lambda: _boxes(room)),
        PageEntry("imports", N_("Import"), "upload", "Ctrl+Shift+I", lambda: _imports(room)),
        PageEntry("reports", N_("Reports"), "chart-column", "F7", lambda: _reports(room)),
        PageEntry("send", N_("Send report"), "send", "F8", lambda: _send(room)),
        PageEntry("settings", N_("Settings"), "settings", "F9", lambda: _settings(room)),
    )


_RARE_IN_PRISON = ("late_entry", "activities", "collection", "boxes", "imports")
"""They stand behind the others there, which has more pages than a small screen is high."""


def prison_pages(room: Room) -> tuple[PageEntry, ...]:
    """The pages behind the wall: rounds stand where a village has its visitors."""
    pages = {entry.name: entry for entry in library_pages(room)}
    pages["rounds"] = PageEntry("rounds", N_("Block rounds"), "route", "F2", lambda: _rounds(room))
    pages["visits"] = replace(pages["visits"], key="Ctrl+Shift+G")
    pages["members"] = replace(
        pages["members"], title=N_("Residents"), make=lambda: _residents(room)
    )
    pages["requests"] = PageEntry(
        "requests", N_("Requests"), "inbox", "Ctrl+Shift+R", lambda: _requests(room)
    )
    pages["screening"] = PageEntry(
        "screening", N_("Screening"), "clipboard-check", "Ctrl+Shift+L", lambda: _screening(room)
    )
    order = dict.fromkeys(
        (
            "circulation",
            "rounds",
            "requests",
            "late_entry",
            "visits",
            "catalogue",
            "screening",
            *pages,
        )
    )
    return tuple(replace(pages[name], is_rare=name in _RARE_IN_PRISON) for name in order)


def _residents(room: Room) -> QWidget:
    from jukung.ui.pages.residents import ResidentsPage

    return ResidentsPage(room)


def _rounds(room: Room) -> QWidget:
    from jukung.ui.pages.rounds import RoundsPage

    return RoundsPage(room)


def _late(room: Room) -> QWidget:
    from jukung.ui.pages.late_entry import LateEntryPage

    return LateEntryPage(room)


def _catalogue(room: Room) -> QWidget:
    from jukung.ui.pages.catalogue import CataloguePage

    return CataloguePage(room)


def _collection(room: Room) -> QWidget:
    from jukung.ui.pages.stocktake_hub import CollectionPage

    return CollectionPage(room)


def _imports(room: Room) -> QWidget:
    from jukung.ui.pages.imports import ImportsPage

    return ImportsPage(room)


def _boxes(room: Room) -> QWidget:
    from jukung.ui.pages.boxes import BoxesPage

    return BoxesPage(room)


def _requests(room: Room) -> QWidget:
    from jukung.ui.pages.requests import RequestsPage

    return RequestsPage(room)


def _screening(room: Room) -> QWidget:
    from jukung.ui.pages.screening import ScreeningPage

    return ScreeningPage(room)


def _lists(room: Room) -> QWidget:
    from jukung.ui.pages.lists import ListsPage

    return ListsPage(room)


def _members(room: Room) -> QWidget:
    from jukung.ui.pages.members import MembersPage

    return MembersPage(room)


def _send(room: Room) -> QWidget:
    from jukung.ui.pages.send import SendPage

    return SendPage(room)


def _activities(room: Room) -> QWidget:
    from jukung.ui.pages.activities import ActivitiesPage

    return ActivitiesPage(room)


def _labels(room: Room) -> QWidget:
    from jukung.ui.pages.print_page import PrintPage

    return PrintPage(room)


def _reports(room: Room) -> QWidget:
    from jukung.ui.pages.reports import ReportsPage

    return ReportsPage(room)


def _settings(room: Room) -> QWidget:
    from jukung.ui.pages.settings import SettingsPage

    return SettingsPage(room)


def _visits(room: Room) -> QWidget:
    from jukung.ui.pages.visits import VisitsPage

    return VisitsPage(room)
