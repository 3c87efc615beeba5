"""The programme by the keyboard: asking, targets, the award, typed figures."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from jukung.agency import entries, entry_sheets, targets
from jukung.agency.tables import FigureSource
from jukung.domain.months import Month
from jukung.ui.agency_pages.programme import ProgrammePage
from programme_makers import a_site, says

CTRL = Qt.KeyboardModifier.ControlModifier
RAWA = "63.05.01.2001"
OCTOBER = Month(2026, 10)


@pytest.fixture
def province(agency):
    rawa = a_site(agency, RAWA, "Rawa", phone="0812-0000-0001")
    a_site(agency, "63.07.01.2001", "Sungai")
    says(agency, rawa, "2026-09", visits=30)


@pytest.fixture
def page(province, office_room, open_page):
    office_room.preferences.person = "Rahmi"
    return open_page(ProgrammePage(office_room))


def turn(page, key):
    QTest.keyClick(page, key, Qt.KeyboardModifier.AltModifier)


def press(widget, key):
    QTest.keyClick(widget, key, CTRL)


def test_the_message_is_copied_and_the_call_ticked(page):
    shown = [each.site.name for each in page.chase.lines()]
    press(page.chase.table, Qt.Key.Key_M)
    copied = QGuiApplication.clipboard().text()
    press(page.chase.table, Qt.Key.Key_L)

    assert shown == ["Sungai", "Rawa"]
    assert "Sungai" in copied
    assert "0812" not in copied
    assert [each.site.name for each in page.chase.lines()] == ["Rawa"]
    page.chase._called.click()
    assert [each.called_by for each in page.chase.lines()] == ["Rahmi", ""]


def test_the_words_are_changed_and_kept(page):
    page.chase._words.click()
    page.chase.message.setPlainText("Halo {nobody}")
    page.chase._keep.click()
    refused = page.chase.words()
    page.chase.message.setPlainText("Halo {library}!")
    page.chase._keep.click()

    assert refused.startswith("Nobody knows what “nobody” in brackets is.")
    assert page.chase.message.toPlainText() == "Halo Sungai!"


def test_the_list_is_saved_with_or_without_numbers(page, tmp_path):
    page.chase.saving.save(tmp_path / "a.csv", page.chase.tables)
    page.chase.phones.setChecked(False)
    page.chase.saving.save(tmp_path / "b.csv", page.chase.tables)
    page.chase.saving.save(tmp_path / "b.pdf", page.chase.tables)

    assert "0812-0000-0001" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "0812" not in (tmp_path / "b.csv").read_text("utf-8-sig")
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_a_target_is_set_and_its_sheet_written(page, agency, tmp_path):
    turn(page, Qt.Key.Key_2)
    page.targets.value.setText("300")
    press(page.targets.value, Qt.Key.Key_Return)
    page.targets.saving.save(tmp_path / "r.pdf", page.targets.tables, page.targets.paper)

    assert [(each.now, each.target.value) for each in page.targets.lines()] == [(30, 300)]
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    page.targets.table.point_at(0)
    page.targets.away.click()
    with agency.reading() as desk:
        assert targets.listed(desk, 2026) == ()


def test_a_list_for_the_award_is_made(page):
    turn(page, Qt.Key.Key_3)
    press(page.leagues.new, Qt.Key.Key_N)
    press(page.leagues.form.name, Qt.Key.Key_Return)
    refused = page.leagues.form._banner.words()
    page.leagues.form.name.setText("Terbaik")
    page.leagues.form.complete.setValue(10)
    for _code, _per, weight in page.leagues.form.criteria[1:]:
        weight.setValue(0)
    _code, per, _weight = page.leagues.form.criteria[0]
    per.setCurrentIndex(per.findData("absolute"))
    press(page.leagues.form.name, Qt.Key.Key_Return)

    assert refused.startswith("Give the list a name")
    assert page.leagues.lines()[0] == ("1", "Rawa", "30.0")
    assert page.leagues.lines()[1] == ("–", "Sungai", "")


def test_a_month_is_typed_and_only_what_was_filled_in_counts(page, agency):
    turn(page, Qt.Key.Key_4)
    press(page.entries.table, Qt.Key.Key_N)
    form = page.entries.form
    form.fields["visits"].setText("120")
    form.fields["loans"].setText("0")
    form._hint()
    hinted = form.hints()
    press(form.fields["visits"], Qt.Key.Key_Return)

    with agency.reading() as desk:
        found = entries.of_month(desk, RAWA, OCTOBER)
    assert "the month before it was 30" in hinted
    assert found.figures == {"visits": 120, "loans": 0}
    assert (found.source, found.revisions[0].by) == (FigureSource.typed, "Rahmi")
    assert page.entries.words() == "The figures are kept, and count."


def test_escape_leaves_the_form_and_a_typed_month_is_taken_back(page, agency):
    with agency.changing() as desk:
        entries.enter(desk, RAWA, OCTOBER, figures={"visits": 3})
    turn(page, Qt.Key.Key_4)
    page.entries._type()
    QTest.keyClick(page.entries.form.fields["visits"], Qt.Key.Key_Escape)
    left = page.entries._pile.currentWidget() is page.entries._list
    page.entries._type()
    page.entries.form.cancel.click()

    with agency.reading() as desk:
        assert entries.of_month(desk, RAWA, OCTOBER).typed is None
    assert left


def test_a_photograph_stands_beside_the_fields_and_only_its_name_is_kept(page, agency, tmp_path):
    Image.new("RGB", (300, 400), "white").save(tmp_path / "formulir.png")
    turn(page, Qt.Key.Key_4)
    page.entries._type()
    form = page.entries.form
    form.show_picture(tmp_path / "formulir.png")
    form.fields["visits"].setText("9")
    form.keep.click()

    with agency.reading() as desk:
        found = entries.of_month(desk, RAWA, OCTOBER)
    assert (found.source, found.revisions[0].origin) == (FigureSource.photograph, "formulir.png")


def test_a_sheet_is_planned_kept_and_undone(page, agency, tmp_path):
    path = tmp_path / "isian.csv"
    path.write_text(f"{entry_sheets.MARK};;;{RAWA}|2026-10\nvisits;;;9\n")
    turn(page, Qt.Key.Key_4)
    page.entries.write_template(tmp_path / "kosong.xlsx")
    page.entries.read(path)
    press(page.entries.plan.table, Qt.Key.Key_Return)
    kept = page.entries.words()
    page.entries.undo()

    assert (tmp_path / "kosong.xlsx").exists()
    assert kept == "1 months of isian.csv are kept."
    with agency.reading() as desk:
        assert entries.of_month(desk, RAWA, OCTOBER).typed is None


def test_empty_pages_say_the_first_step(office_room, open_page):
    page = open_page(ProgrammePage(office_room))

    for name in ("chase", "targets", "leagues", "entries"):
        page.segments.choose(name)

    assert "First enrol libraries" in page.chase.table._empty
    assert "Set the first target" in page.targets.table._empty
    assert "First add them" in page.entries.table._empty
