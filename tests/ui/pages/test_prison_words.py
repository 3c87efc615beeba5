"""Every page that a prison shows speaks of residents; a village's pages are as they were."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView

from jukung import words
from jukung.figures.reports import running
from jukung.resident_words import INSTEAD
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.entries import library_pages, prison_pages
from jukung.ui.pages.settings import SettingsPage
from jukung.ui.pages.settings_sections import SECTIONS
from jukung.words import _

MEMBER = re.compile(r"\bmembers?(hip)?\b", re.IGNORECASE)
NEVER_SHOWN = {"Keep the NIK of members who give it"}  # hidden where there is none
PAGES = (
    "circulation", "rounds", "requests", "late_entry", "visits", "catalogue", "screening",
    "members", "activities", "labels", "lists", "boxes", "reports", "settings",
)  # fmt: skip


def said_by(widget):
    """What a widget and all inside it say, tables' headings and hints included."""
    found = [each.text() for each in widget.findChildren(QLabel)]
    found += [each.text() for each in widget.findChildren(QAbstractButton)]
    found += [each.placeholderText() for each in widget.findChildren(QLineEdit)]
    found += [getattr(each, "_empty", "") for each in widget.findChildren(QTableView)]
    for table in widget.findChildren(QTableView):
        model, across = table.model(), Qt.Orientation.Horizontal
        found += [str(model.headerData(at, across) or "") for at in range(model.columnCount())]
    return found


def of_members(said):
    return sorted({each for each in said if MEMBER.search(each)} - NEVER_SHOWN)


@pytest.mark.parametrize("name", PAGES)
def test_a_prisons_page_says_residents(prison_room, open_page, name):
    entry = next(each for each in prison_pages(prison_room) if each.name == name)
    page = open_page(entry.make())

    assert of_members([*said_by(page), _(entry.title)]) == []


def test_a_prisons_desk_waits_for_a_card_and_no_member(prison_room, open_page):
    entry = next(each for each in prison_pages(prison_room) if each.name == "circulation")
    said = said_by(open_page(entry.make()))

    assert "No card at the desk yet" in said
    assert "Nobody at the desk yet" not in said


def test_a_desk_made_before_the_prison_was_known_says_residents_too(room, open_page):
    page = open_page(CirculationPage(room))
    words.say_instead(INSTEAD)

    page.say_anew()

    assert "No card at the desk yet" in said_by(page)
    assert of_members(said_by(page)) == []


def test_the_column_of_residents_in_a_block_is_no_column_of_authors(prison_room, open_page):
    page = open_page(SettingsPage(prison_room))
    page.show_section("house")
    said = said_by(page)

    assert "Residents" in said
    assert "People" not in said


@pytest.mark.parametrize("section", [each.name for each in SECTIONS])
def test_a_prisons_settings_say_residents(prison_room, open_page, section):
    page = open_page(SettingsPage(prison_room))
    page.show_section(section)

    assert of_members(said_by(page)) == []


def test_a_prisons_reports_count_residents(prison_room):
    with prison_room.library.reading() as desk:
        names = running.listed(desk)
    said = [words for each in names for words in (each.title, each.group, each.definition)]

    assert of_members(said) == []
    assert any("resident" in each.casefold() for each in said)


def test_a_village_says_members_after_a_prison_was_shown(prison_room, room):
    (members,) = [each for each in library_pages(room) if each.name == "members"]

    assert _(members.title) == "Members"
