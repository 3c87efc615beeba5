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
    )


def _sites(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.sites import SitesPage

    return SitesPage(room)


def _inbox(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.inbox import InboxPage

    return InboxPage(room)
