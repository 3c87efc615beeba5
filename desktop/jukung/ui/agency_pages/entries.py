"""The pages of the agency's window, in the order of the rail.

Only the first page is imported here, as in a library's window.
"""
# ruff: noqa: PLC0415 - as just said

from PySide6.QtWidgets import QWidget

from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.summary import SummaryPage
from jukung.ui.main_window import PageEntry
from jukung.words import N_


def agency_pages(room: OfficeRoom) -> tuple[PageEntry, ...]:
    """The pages of the agency's window."""
    return (
        PageEntry("summary", N_("Summary"), "chart-column", "F1", lambda: SummaryPage(room)),
        PageEntry("sites", N_("Libraries"), "library", "F2", lambda: _sites(room)),
        PageEntry("inbox", N_("Incoming reports"), "inbox", "F3", lambda: _inbox(room)),
        PageEntry("indicators", N_("Indicators"), "list-checks", "F4", lambda: _indicators(room)),
        PageEntry("boxes", N_("Boxes on loan"), "package", "F5", lambda: _boxes(room)),
        PageEntry("packs", N_("Title packs"), "book-open", "F6", lambda: _packs(room)),
        PageEntry("programme", N_("Programme"), "clipboard-check", "F7", lambda: _programme(room)),
        PageEntry("messages", N_("Messages"), "send", "F8", lambda: _messages(room)),
        PageEntry("settings", N_("Settings"), "settings", "F9", lambda: _settings(room)),
    )


def _sites(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.sites import SitesPage

    return SitesPage(room)


def _inbox(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.inbox import InboxPage

    return InboxPage(room)


def _messages(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.messages import MessagesPage

    return MessagesPage(room)


def _indicators(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.indicators import IndicatorsPage

    return IndicatorsPage(room)


def _boxes(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.boxes import BoxesPage

    return BoxesPage(room)


def _packs(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.packs import PacksPage

    return PacksPage(room)


def _programme(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.programme import ProgrammePage

    return ProgrammePage(room)


def _settings(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings import AgencySettingsPage

    return AgencySettingsPage(room)
