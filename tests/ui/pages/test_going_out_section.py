"""What a house decides of its books, ticked in the settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain.kinds import CollectionKind, CopyTrait, PermissionRule, Role
from jukung.library import aides, house_rules, staff
from jukung.library.house_rules import HouseRules
from jukung.paper.picture import page_count
from jukung.ui.pages.going_out_section import GoingOutSection
from jukung.ui.pages.settings import SettingsPage
from makers import a_member

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def section(prison_room, open_page):
    return open_page(GoingOutSection(prison_room))


def kept(room):
    with room.library.reading() as desk:
        return house_rules.show(desk)


def test_boxes_are_ticked_and_kept_with_one_press(section, prison_room):
    section.take_focus()
    QTest.keyClick(section.traits[CopyTrait.hard_cover], Qt.Key.Key_Space)
    section.permission.setCurrentIndex(2)
    section.classes["3"].setChecked(True)
    section.kinds[CollectionKind.teen].setChecked(True)
    section.most.setValue(5)
    QTest.keyClick(section, Qt.Key.Key_S, CONTROL)

    assert kept(prison_room) == HouseRules(
        traits_refused=frozenset({CopyTrait.hard_cover}),
        permission=PermissionRule.chosen,
        permission_classes=frozenset({"3"}),
        permission_kinds=frozenset({CollectionKind.teen}),
        most_requests=5,
    )
    assert section.words() == "Saved. It holds from the next loan on."


def test_chosen_with_nothing_ticked_is_not_accepted(section, prison_room):
    section.permission.setCurrentIndex(2)

    section.save()

    assert kept(prison_room) == HouseRules()
    assert "is ticked" in section.words()


def test_what_holds_is_shown_again(section, prison_room):
    section.boxes_pass.setChecked(True)
    section.save()
    section.boxes_pass.setChecked(False)

    section.shown()

    assert section.boxes_pass.isChecked()


def test_classes_are_asked_for_only_where_some_are_chosen(section):
    hidden = section._chosen.isHidden()
    section.permission.setCurrentIndex(2)

    assert hidden
    assert not section._chosen.isHidden()


def test_an_aide_is_tied_to_a_card(section, prison_room):
    with prison_room.library.changing() as desk:
        staff.add(desk, "", Role.aide)
        card = a_member(desk).card
    section.shown()

    QTest.keyClicks(section.aides.line, card)
    QTest.keyClick(section.aides.line, Qt.Key.Key_Return)

    with prison_room.library.reading() as desk:
        assert [each.card for each in aides.listed(desk)] == [card]


def test_the_set_up_sheet_is_written(section, tmp_path):
    path = tmp_path / "sheet.pdf"

    section.printing.save(path, section.sheet())

    assert page_count(path.read_bytes()) == 1


def test_a_village_has_no_such_section(room, open_page):
    page = open_page(SettingsPage(room))

    assert not isinstance(page.section("going_out"), GoingOutSection)
