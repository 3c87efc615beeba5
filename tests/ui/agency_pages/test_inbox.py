"""Reports come in on a real stick, with real receipts beside them."""

from jukung.exchange.parcels import export, join, receipt
from jukung.ui.agency_pages.inbox import InboxPage
from makers import a_library
from parcel_makers import OCTOBER, a_sealed_month, sent


def shown(page):
    return [(line.library, line.month, line.chip) for line in page.lines()]


def test_a_report_gets_its_receipt_beside_it(office_room, joined, open_page, stick):
    a_sealed_month(joined)
    export.export(joined, stick)
    page = open_page(InboxPage(office_room))

    page.receive(stick)

    assert shown(page) == [("Perpustakaan Rawa Bening", "October 2026", "Accepted")]
    assert page.words() == "1 of 1 reports count"
    content = next(stick.glob("*.jkr")).read_bytes()
    with joined.changing() as desk:
        assert [item.period for item in receipt.read_receipt(desk, content).items] == ["2026-10"]


def test_what_needs_a_person_stands_first(office_room, joined, open_page, stick):
    a_sealed_month(joined)
    export.export(joined, stick)
    (stick / "Z.jkp").write_text("no report")
    page = open_page(InboxPage(office_room))

    page.receive(stick)

    assert [chip for _name, _month, chip in shown(page)] == ["Damaged", "Accepted"]
    assert page.words() == "1 of 2 reports count"


def test_an_unknown_library_is_held_and_said(office_room, agency, open_page, stick, tmp_path):
    stranger = a_library(tmp_path, file="lain.jukung")
    with agency.reading() as desk:
        card = desk.profile.card
    with stranger.changing() as desk:
        join.join(desk, card)
    a_sealed_month(stranger)
    sent(stranger, stick)
    stranger.close()
    page = open_page(InboxPage(office_room))

    page.receive(stick)

    assert shown(page) == [("Unknown", "—", "Not enrolled")]


def test_receipts_may_go_elsewhere(office_room, joined, open_page, stick, tmp_path):
    a_sealed_month(joined, OCTOBER)
    export.export(joined, stick)
    other = tmp_path / "other"
    other.mkdir()
    page = open_page(InboxPage(office_room))

    page.receive(*stick.glob("*.jkp"))
    page.write_receipts(other)

    assert [path.suffix for path in other.iterdir()] == [".jkr"]


def test_a_folder_without_reports_is_said(office_room, open_page, stick):
    page = open_page(InboxPage(office_room))

    page.receive(stick)

    assert page.words() == "There is no report (.jkp) in this folder"


def test_the_same_stick_twice_counts_once(office_room, joined, open_page, stick):
    a_sealed_month(joined)
    export.export(joined, stick)
    page = open_page(InboxPage(office_room))

    page.receive(stick)
    page.receive(stick)

    assert [chip for _name, _month, chip in shown(page)] == ["Already here"]
