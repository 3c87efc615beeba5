"""The list of the agency's settings; each section is imported when it is first shown."""
# ruff: noqa: PLC0415 - as just said

from PySide6.QtWidgets import QWidget

from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.pages.section_pages import SectionEntry
from jukung.words import N_


def _head(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_head import HeadSection

    return HeadSection(room)


def _internet(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_internet import InternetSection

    return InternetSection(room)


def _regions(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_regions import RegionsSection

    return RegionsSection(room)


def _people(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_people import PeopleSection

    return PeopleSection(room)


def _reports(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_reports import ReportsSection

    return ReportsSection(room)


def _sheets(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_sheets import SheetsSection

    return SheetsSection(room)


def _open(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_open import OpenSection

    return OpenSection(room)


def _keys(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_keys import KeysSection

    return KeysSection(room)


def _office(room: OfficeRoom) -> QWidget:
    from jukung.ui.agency_pages.settings_office import OfficeSection

    return OfficeSection(room)


SECTIONS = (
    SectionEntry("head", N_("Letterhead"), "pencil", _head),
    SectionEntry("internet", N_("Internet address"), "send", _internet),
    SectionEntry("regions", N_("Region codes"), "map-pin", _regions),
    SectionEntry("people", N_("Inhabitants"), "users", _people),
    SectionEntry("reports", N_("Reports"), "list-checks", _reports),
    SectionEntry("sheets", N_("Sheets to fill in"), "file-down", _sheets),
    SectionEntry("open", N_("Open data"), "package", _open),
    SectionEntry("keys", N_("Keys"), "lock", _keys),
    SectionEntry("office", N_("This office"), "building", _office),
)
