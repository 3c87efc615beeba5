"""Reports come in on a real stick, with real receipts beside them."""

from jukung.exchange.parcels import export, join, qr, receipt
from jukung.paper import qr_sheet
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


def pictures_of(library, *, codes=slice(None)):
    """Pictures with one or two codes of the library's report each."""
    (sheet,) = qr.for_agency(library)
    for start in range(0, len(sheet.codes[codes]), 2):
        some = sheet.codes[codes][start : start + 2]
        report = qr_sheet.ReportCodes("Rawa Bening", sheet.month, "1", some)
        yield from qr_sheet.sheet_pictures([report])


def test_a_report_in_several_pictures_is_one(office_room, joined, open_page, stick):
    a_sealed_month(joined)
    for place, content in enumerate(pictures_of(joined)):
        (stick / f"IMG_{place}.png").write_bytes(content)
    page = open_page(InboxPage(office_room))

    page.receive(stick)

    assert shown(page) == [("Perpustakaan Rawa Bening", "October 2026", "Accepted")]
    assert page.words() == "1 of 1 reports count"


def test_half_a_report_in_a_picture_is_said(office_room, joined, open_page, stick):
    a_sealed_month(joined)
    for place, content in enumerate(pictures_of(joined, codes=slice(2))):
        (stick / f"IMG_{place}.png").write_bytes(content)
    page = open_page(InboxPage(office_room))

    page.receive(stick)

    (line,) = page.lines()
    assert (line.chip, line.means) == ("Not whole", "2 of its 4 codes were read.")


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
