"""Settings of the agency, by keyboard."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from box_makers import a_site
from jukung.agency import (
    deeds,
    districts,
    open_terms,
    paper_head,
    public_card,
    region_lists,
    timeliness,
)
from jukung.exchange.parcels import identity
from jukung.ui.agency_pages.settings import AgencySettingsPage
from jukung.ui.agency_pages.settings_sections import SECTIONS

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(office_room, open_page):
    office_room.preferences.person = "Rahmi"
    return open_page(AgencySettingsPage(office_room))


def press(page, key, more=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page, key, CTRL | more)


def last_deed(agency):
    with agency.reading() as desk:
        (found,) = deeds.latest(desk, most=1)
    return found.what, found.by


def test_the_arrows_go_through_every_section(page, office_room):
    for entry in SECTIONS[1:]:
        QTest.keyClick(page._list, Qt.Key.Key_Down)

        assert office_room.preferences.section == entry.name


def test_the_letterhead_is_saved_and_taken_back(page, agency):
    section = page.show_section("head")
    section.above.setPlainText("Pemerintah Provinsi Contoh\n\nBidang Layanan")
    section.signer.setText("Rusmini")

    press(page, Qt.Key.Key_S)
    with agency.reading() as desk:
        kept = paper_head.paper_head(desk)
    said, done = section.foot.words(), last_deed(agency)
    press(page, Qt.Key.Key_Z)

    assert said == "Saved."
    assert kept.above == ("Pemerintah Provinsi Contoh", "Bidang Layanan")
    assert done == ("paper_head", "Rahmi")
    with agency.reading() as desk:
        assert paper_head.paper_head(desk).signer == ""
    assert section.signer.text() == ""


def test_an_address_is_kept_and_the_card_written_anew(page, agency, stick):
    section = page.show_section("internet")
    section.address.setText("lapor.example.id")

    press(page, Qt.Key.Key_S)
    said = section.foot.answer._detail.text()
    section.write_card(stick)

    (path,) = stick.iterdir()
    assert said == "Now write the agency's card anew: Ctrl E."
    assert identity.read_agency_card(path).address == "https://lapor.example.id"


def test_a_wrong_address_is_refused_in_a_sentence(page, agency):
    section = page.show_section("internet")
    section.address.setText("http://lapor.example.id")

    press(page, Qt.Key.Key_S)

    assert section.foot.words()
    assert "_" not in section.foot.words()
    with agency.reading() as desk:
        assert public_card.address_of(desk) == ""


def a_list(folder, name="kode.csv", codes=("63.03;Banjar;10",)):
    path = folder / name
    path.write_text("\n".join(("Kode;Nama;Penduduk", *codes)) + "\n")
    return path


def test_a_list_is_loaded_with_its_edition_and_strays_are_shown(page, agency, stick):
    with agency.changing() as desk:
        a_site(desk)
    section = page.show_section("regions")

    section.read_list(a_list(stick))
    section.form.edition.setText("Kode 2025")
    section.form.source.setText("Kemendagri")
    press(page, Qt.Key.Key_S)
    loaded = section.table.current_value()
    section.read_list(a_list(stick, "b.csv", ("63.01;Lain;",)))
    section.form.edition.setText("Kode 2026")
    press(page, Qt.Key.Key_S)

    assert (loaded.edition, loaded.source, loaded.is_used) == ("Kode 2025", "Kemendagri", True)
    assert [each.site.code for each in section._stray_rows.values()] == ["63.03.02"]
    assert last_deed(agency) == ("load_regions", "Rahmi")


def test_an_earlier_edition_is_used_again_and_that_is_taken_back(page, agency, stick):
    section = page.show_section("regions")
    for days, name in ((2, "A"), (1, "B")):
        with agency.changing() as desk:
            earlier = replace(desk, now=desk.now - timedelta(days=days))
            region_lists.load(earlier, a_list(stick), edition=name)
    section.shown()
    used = []

    section.table.point_at(1)
    press(page, Qt.Key.Key_S)
    with agency.reading() as desk:
        used.append(region_lists.used(desk))
    press(page, Qt.Key.Key_Z)
    with agency.reading() as desk:
        used.append(region_lists.used(desk))

    assert used == ["A", "B"]


def test_a_list_without_an_edition_is_refused_in_its_form(page, stick):
    section = page.show_section("regions")

    section.read_list(a_list(stick))
    press(page, Qt.Key.Key_S)

    assert section.form.words()
    assert section.form.isVisible()


def test_inhabitants_are_pasted_from_a_sheet_and_kept(page, agency):
    section = page.show_section("people")
    QGuiApplication.clipboard().setText("63.03\tBanjar\t566.123\n63.01\tTanah Laut\t349.000\n")
    field = section.grid.fields["63.05"]
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    said = section.foot.words()
    QTest.keyClick(field, Qt.Key.Key_S, CTRL)

    with agency.reading() as desk:
        assert districts.people(desk) == {"63.03": 566123, "63.01": 349000}
    assert said == "2 lines were read"
    assert last_deed(agency) == ("count_people", "Rahmi")


def test_the_arrows_go_up_and_down_between_kabupaten(page, qtbot):
    section = page.show_section("people")
    first, second = list(section.grid.fields.values())[:2]
    qtbot.waitUntil(second.isVisible)
    first.setFocus()

    QTest.keyClick(first, Qt.Key.Key_Down)
    below = second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)

    assert below
    assert first.hasFocus()


def test_one_number_is_pasted_into_its_field(page):
    section = page.show_section("people")
    QGuiApplication.clipboard().setText("4500")
    field = section.grid.fields["63.05"]
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_V, CTRL)

    assert field.count() == 4500


def test_what_is_no_sheet_is_said(page):
    section = page.show_section("people")
    QGuiApplication.clipboard().setText("a\nb")

    press(page, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)

    assert section.foot.words().startswith("No kabupaten was found.")


def test_the_due_day_and_the_figures_are_kept_and_taken_back(page, agency):
    section = page.show_section("reports")
    section.day.setValue(15)
    section.ticks["titles_held"].setChecked(False)

    press(page, Qt.Key.Key_S)
    with agency.reading() as desk:
        kept = timeliness.due_day(desk), "titles_held" in timeliness.mandatory(desk)
    press(page, Qt.Key.Key_Z)

    assert kept == (15, False)
    with agency.reading() as desk:
        assert timeliness.due_day(desk) == 10
        assert set(timeliness.mandatory(desk)) == set(timeliness.MANDATORY)


def test_a_month_that_needs_nothing_is_not_kept(page, agency):
    section = page.show_section("reports")
    for tick in section.ticks.values():
        tick.setChecked(False)

    press(page, Qt.Key.Key_S)

    assert section.foot.words() == "Tick at least one figure that a complete month has."
    with agency.reading() as desk:
        assert deeds.latest(desk) == ()


def test_a_years_sheet_is_written_for_a_library(page, agency, stick):
    with agency.changing() as desk:
        a_site(desk)
    section = page.show_section("sheets")
    section.library.setText("Lapas Contoh · 63.03.02")

    section.write(stick / "isian.xlsx")

    assert (stick / "isian.xlsx").read_bytes()[:2] == b"PK"
    assert section.year.value() == 2026
    assert section.foot.words() == "Saved: isian.xlsx"


def test_a_sheet_of_nobody_is_refused(page, stick):
    section = page.show_section("sheets")

    press(page, Qt.Key.Key_S)
    asked = section.foot.words()
    section.library.setText("99.99")
    section.write(stick / "isian.xlsx")

    assert asked == "Type the name or code of the library first."
    assert section.foot.words() == "No library has the code 99.99 here."


def test_the_terms_of_open_data_are_chosen(page, agency):
    section = page.show_section("open")
    section.licences["CC0-1.0"].setChecked(True)
    section.named["none"].setChecked(True)

    press(page, Qt.Key.Key_S)

    with agency.reading() as desk:
        terms = open_terms.terms(desk)
    assert (terms.licence, terms.named.value) == ("CC0-1.0", "none")
    assert last_deed(agency) == ("open_terms", "Rahmi")


def test_two_phrases_that_differ_write_nothing(page):
    section = page.show_section("keys")
    section.phrase.setText("perahu kecil di rawa")
    section.again.setText("perahu besar di rawa")

    press(page, Qt.Key.Key_S)

    assert section.foot.words() == "The two phrases differ. Type the second one again."


def test_keys_are_written_and_read_under_a_phrase(page, agency, stick):
    section = page.show_section("keys")
    section.phrase.setText("perahu kecil di rawa")

    section.write(stick / "a.jkk")
    written, forgotten = section.foot.words(), section.phrase.text()
    section.known.setText("another phrase")
    section.take(stick / "a.jkk")
    refused = section.foot.words()
    section.known.setText("perahu kecil di rawa")
    section.take(stick / "a.jkk")

    assert (written, forgotten) == ("Keys written: a.jkk", "")
    assert refused
    assert refused != section.foot.words()
    assert section.foot.words() == "The keys are on this computer now"
    assert last_deed(agency) == ("read_keys", "Rahmi")


def test_a_short_phrase_is_refused(page, stick):
    section = page.show_section("keys")
    section.phrase.setText("short")

    section.write(stick / "a.jkk")

    assert "12" in section.foot.answer._detail.text() + section.foot.words()
    assert not list(stick.iterdir())


def test_the_office_says_where_it_lies_and_what_was_done(page, agency):
    with agency.changing(by="Rahmi") as desk:
        timeliness.choose_due_day(desk, 12)

    section = page.show_section("office")

    assert section.place.text() == str(agency.path)
    assert [(each.by, each.what) for each in section.lines()] == [
        ("Rahmi", "due day of reports chosen")
    ]


def test_the_name_in_the_corner_stands_beside_the_next_change(page, agency, office_room):
    field = page.corner()
    field.setText("Bahrun")
    field.editingFinished.emit()
    page.show_section("reports").day.setValue(20)

    press(page, Qt.Key.Key_S)

    assert last_deed(agency) == ("due_day", "Bahrun")
