"""The list of settings, in order; each section is imported when it is first shown."""
# ruff: noqa: PLC0415 - as just said

from PySide6.QtWidgets import QWidget

from jukung.ui.pages.section_pages import SectionEntry
from jukung.ui.room import Room
from jukung.words import N_


def _library(room: Room) -> QWidget:
    from jukung.ui.pages.library_section import LibrarySection

    return LibrarySection(room)


def _letterhead(room: Room) -> QWidget:
    from jukung.ui.pages.letterhead_section import LetterheadSection

    return LetterheadSection(room)


def _rules(room: Room) -> QWidget:
    from jukung.ui.pages.rules_section import RulesSection

    return RulesSection(room)


def _calendar(room: Room) -> QWidget:
    from jukung.ui.pages.calendar_section import CalendarSection

    return CalendarSection(room)


def _hours(room: Room) -> QWidget:
    from jukung.ui.pages.hours_section import HoursSection

    return HoursSection(room)


def _kinds(room: Room) -> QWidget:
    from jukung.ui.pages.kinds_section import KindsSection

    return KindsSection(room)


def _numbers(room: Room) -> QWidget:
    from jukung.ui.pages.numbers_section import NumbersSection

    return NumbersSection(room)


def _programme(room: Room) -> QWidget:
    from jukung.ui.pages.programme_section import ProgrammeSection

    return ProgrammeSection(room)


def _privacy(room: Room) -> QWidget:
    from jukung.ui.pages.privacy_section import PrivacySection

    return PrivacySection(room)


def _staff(room: Room) -> QWidget:
    from jukung.ui.pages.staff_section import StaffSection

    return StaffSection(room)


def _look(room: Room) -> QWidget:
    from jukung.ui.pages.look_card import LookCard

    return LookCard(room.preferences)


def _house(room: Room) -> QWidget:
    from jukung.ui.pages.house_section import HouseSection

    return HouseSection(room)


def _going_out(room: Room) -> QWidget:
    from jukung.ui.pages.going_out_section import GoingOutSection

    return GoingOutSection(room)


def _exports(room: Room) -> QWidget:
    from jukung.ui.pages.exports import ExportsSection

    return ExportsSection(room)


def _keeping(room: Room) -> QWidget:
    from jukung.ui.pages.keeping_section import KeepingSection

    return KeepingSection(room)


SECTIONS = (
    SectionEntry("library", N_("This library"), "building", _library),
    SectionEntry("house", N_("Blocks and rooms"), "map-pin", _house, prison=True),
    SectionEntry("going_out", N_("What may go out"), "clipboard-check", _going_out, prison=True),
    SectionEntry("letterhead", N_("Letterhead"), "pencil", _letterhead),
    SectionEntry("rules", N_("Loan rules"), "list-checks", _rules),
    SectionEntry("calendar", N_("Calendar"), "calendar-days", _calendar),
    SectionEntry("hours", N_("Opening hours"), "clock", _hours),
    SectionEntry("kinds", N_("Member kinds"), "users", _kinds),
    SectionEntry("numbers", N_("Number patterns"), "scan-barcode", _numbers),
    SectionEntry("programme", N_("Programme"), "book-open", _programme),
    SectionEntry("privacy", N_("Privacy"), "lock", _privacy),
    SectionEntry("staff", N_("Staff and PINs"), "user", _staff),
    SectionEntry("look", N_("Screen"), "settings", _look),
    SectionEntry("exports", N_("Hand out"), "file-down", _exports),
    SectionEntry("keeping", N_("Safekeeping"), "save", _keeping),
)
