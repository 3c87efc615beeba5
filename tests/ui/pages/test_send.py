"""A month becomes a receipt, by keys, on a real file and with a real agency."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jukung.agency import accept, enrol
from jukung.domain.months import Month
from jukung.exchange.parcels import identity, receipt
from jukung.library import circulation, visits
from jukung.ui.pages import send_month, send_paper, send_waiting
from jukung.ui.pages.send import SendPage
from jukung.ui.pages.send_lines import FigureLine
from jukung.ui.pages.send_month import Stage
from makers import a_copy, a_member, at
from parcel_makers import OCTOBER, an_office, count_visits, fingerprint_of, join_to

SEPTEMBER = OCTOBER.before


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(library, room, open_page):
    count_visits(library, OCTOBER, 12)
    shown = open_page(SendPage(room))
    shown.choose_month(OCTOBER)
    return shown


@pytest.fixture
def joined_page(library, agency, room, open_page):
    join_to(library, agency)
    count_visits(library, OCTOBER, 12)
    shown = open_page(SendPage(room))
    shown.choose_month(OCTOBER)
    return shown


def go_on(page):
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def line_of(page, code):
    return next(line for line in page._figures.values() if line.code == code)


def cells_of(page):
    rows = page._figures._rows
    return {
        line.code: [rows.index(row, column).data() for column in range(5)]
        for row, line in enumerate(rows.values())
        if isinstance(line, FigureLine)
    }


def agency_card(agency, folder):
    with agency.reading() as desk:
        return enrol.write_agency_card(desk, folder)


def words_in(widget):
    return [each.text() for each in widget.findChildren(QLabel)]


def test_without_work_the_last_month_is_shown(room, open_page):
    page = open_page(SendPage(room))

    assert page.heading() == "Send report · October 2026"


def test_the_oldest_month_that_waits_comes_first(library, room, open_page):
    for month in (SEPTEMBER, OCTOBER):
        with library.changing() as desk:
            standing = at(desk, month.first)
            circulation.lend(standing, a_member(standing).card, a_copy(standing))
    page = open_page(SendPage(room))

    assert page.heading() == "Send report · September 2026"
    assert page._view.choices == (SEPTEMBER, OCTOBER, Month(2026, 11))


def test_what_was_not_recorded_is_a_dash_and_never_zero(page):
    cells = cells_of(page)

    assert line_of(page, "activity_participants").value is None
    assert cells["visits"][1] == "12"
    assert cells["visits_male"][1] == "0"
    assert cells["activity_participants"][1] == "—"
    assert cells["activity_participants"][4].startswith("not recorded")


def test_a_figure_says_what_is_counted_and_who_asks(page):
    page.look_at_figures()
    page._figures.point_at("visits")

    assert "Visits: Everybody who came in, each time they came." in words_in(page._figures)


def test_days_with_loans_but_no_tally_are_named(library, room, open_page):
    with library.changing() as desk:
        standing = at(desk, date(2026, 10, 7))
        circulation.lend(standing, a_member(standing).card, a_copy(standing))
    page = open_page(SendPage(room))

    assert "1 day of work has no visit tally" in words_in(page)
    assert "Days 7. Type the tally if it was kept on paper; otherwise go on." in words_in(page)


def test_keys_lead_from_the_checklist_to_a_closed_month(page):
    page._go_to_step(0)
    go_on(page)
    go_on(page)

    assert page.words() == "October 2026 is closed"
    assert page._view.stage is Stage.to_join


def test_a_running_month_cannot_be_closed_yet(page):
    page.choose_month(Month(2026, 11))
    page.look_at_figures()
    go_on(page)

    assert page._view.stage is Stage.running
    assert not page._primary.isVisible()


def test_joining_shows_the_numbers_first(page, agency, tmp_path):
    page.choose_agency_card(agency_card(agency, tmp_path))

    with agency.reading() as desk:
        told = desk.profile.fingerprint
    assert page._join.digits().text().split() == told.split()
    assert page._view.agency == ""


def test_joining_seals_what_was_closed_before(page, agency, tmp_path):
    page.close_month()
    page.join(agency_card(agency, tmp_path))

    assert page.words() == "This library now reports to Dinas Perpustakaan Contoh"
    assert page._view.stage is Stage.sealed


def test_the_own_card_shows_what_is_read_aloud(page, library, tmp_path):
    page.write_card(tmp_path)

    assert page._join.digits().text().split() == fingerprint_of(library).split()
    assert [identity.read_library_card(path).name for path in tmp_path.glob("*.jkc")] == [
        "Perpustakaan Rawa Bening"
    ]


def test_the_way_from_closing_to_the_receipt(joined_page, agency, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()

    joined_page.close_month()
    joined_page.write_to(stick)
    written = joined_page.words()
    accept.write_receipts(accept.accept(agency, [stick]))
    joined_page.read_receipt(*stick.glob("*.jkr"))

    assert written == "1 report written and read back"
    assert joined_page._view.stage is Stage.received
    assert joined_page.chips() == (("Received by the agency", "good"),)


def test_late_entries_lead_to_a_replacement(joined_page, library):
    joined_page.close_month()
    with library.changing() as desk:
        visits.record(desk, female=3, on=date(2026, 10, 20))
    joined_page.choose_month(OCTOBER)

    assert joined_page.words() == "Figures changed since October 2026 was closed"
    assert (line_of(joined_page, "visits").reported, line_of(joined_page, "visits").value) == (
        12,
        15,
    )

    joined_page.close_month()

    assert joined_page.words() == "October 2026 is closed and sealed as report number 2"


def test_a_receipt_of_nobody_is_refused_in_the_page(joined_page, tmp_path):
    forged = tmp_path / "JKG-1.jkr"
    forged.write_text("nothing of the kind")

    joined_page.read_receipt(forged)

    assert joined_page.words() == "JKG-1.jkr is not a receipt (.jkr), or it is damaged."


def test_an_old_receipt_on_the_stick_does_not_stop_the_new_one(
    joined_page, library, agency, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    joined_page.close_month()
    joined_page.write_to(stick)
    old = accept.accept(agency, [stick])
    count_visits(library, SEPTEMBER, 4)
    joined_page.choose_month(SEPTEMBER)
    joined_page.close_month()
    joined_page.write_to(stick)
    new = accept.accept(agency, [path for path in stick.iterdir() if "0002" in path.name])
    with library.changing() as desk:
        receipt.read_receipt(desk, new[0].receipt)
    (stick / "old.jkr").write_bytes(old[0].receipt)
    (stick / "new.jkr").write_bytes(new[0].receipt)

    joined_page.read_receipt(*sorted(stick.glob("*.jkr")))

    assert joined_page._view.stage is Stage.received


def test_a_full_folder_is_said_and_nothing_is_marked(joined_page, tmp_path):
    joined_page.close_month()
    joined_page.write_to(tmp_path / "not there")

    assert joined_page._view.stage is Stage.sealed
    assert joined_page.words().startswith("Nothing can be written at")


def test_the_chip_of_every_page_names_the_month_that_waits(library, joined_page):
    joined_page.close_month()

    with library.reading() as desk:
        assert send_waiting.chip_words(desk) == (
            ("Report sealed, not carried: October 2026", "gold"),
        )


def test_what_leaves_otherwise_than_it_is_shown_before_it_is_sealed(library, room, open_page):
    with library.changing() as desk:
        visits.record(desk, female=60, male=40, unknown=3, on=OCTOBER.first)
    page = open_page(SendPage(room))
    page.choose_month(OCTOBER)

    points = [each for each in words_in(page) if "nobody can be recognised" in each]
    go_on(page)

    assert points
    assert line_of(page, "visits_unknown").value == 3
    assert cells_of(page)["visits_unknown"][4] in {"outside: ± 0", "outside: ± 5"}
    assert cells_of(page)["visits"][4] != "outside: ± 103"


def test_the_page_for_the_head_has_what_leaves(library, room, open_page):
    with library.changing() as desk:
        visits.record(desk, female=60, male=40, unknown=3, on=OCTOBER.first)

    with library.reading() as desk:
        made = send_paper.page_of(desk, send_month.look(desk, OCTOBER), paper="a4")

    with pypdfium2.PdfDocument(made) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "± 5" in text or "± 0" in text
    assert "±: about so many, so that nobody can be recognised." in text
