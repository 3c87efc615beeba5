"""How a month's report travels: codes, a typed receipt, the page to sign, taking it back."""

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import text

from jukung.agency import accept
from jukung.domain.kinds import ParcelAct, ParcelState, Role
from jukung.exchange.parcels import export, qr, receipt_code
from jukung.library import closing
from jukung.paper.picture import page_count
from jukung.ui.pages import send_month, send_paper
from jukung.ui.pages.send import SendPage
from jukung.ui.pages.send_month import Stage
from makers import acting_as
from parcel_makers import OCTOBER, an_office, count_visits, join_to

SEPTEMBER = OCTOBER.before


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(library, agency, room, open_page):
    join_to(library, agency)
    count_visits(library, OCTOBER, 12)
    shown = open_page(SendPage(room))
    shown.choose_month(OCTOBER)
    shown.close_month()
    return shown


@pytest.fixture
def idle_page(library, agency, room, open_page):
    join_to(library, agency)
    count_visits(library, SEPTEMBER, 12)
    shown = open_page(SendPage(room))
    shown.choose_month(OCTOBER)
    return shown


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def way_of(library):
    with library.reading() as desk:
        (sent,) = [each for each in closing.history(desk) if each.month == OCTOBER]
    return sent


def seen(widget):
    """What a telephone reads from the screen."""
    shown = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    wide, high = shown.width(), shown.height()
    picture = Image.frombytes(
        "RGB", (wide, high), bytes(shown.constBits()), "raw", "RGB", shown.bytesPerLine()
    )
    (found,) = zxingcpp.read_barcodes(picture.resize((3 * wide, 3 * high)))
    return found.text


def words_in(widget):
    return [each.text() for each in widget.findChildren(QLabel) if not each.isHidden()]


def test_a_closed_month_shows_the_ways_to_carry_it(page):
    words = words_in(page._parts.carry)

    assert "1 report without a receipt goes along." in words
    assert page._parts.carry.isVisible()
    assert page._view.stage is Stage.sealed


def test_the_codes_are_read_from_the_screen_one_after_another(page, library):
    press(page, Qt.Key.Key_G, CTRL)
    pane = page._parts.codes
    count = pane.code().count

    texts = []
    for place in range(count):
        assert pane.words() == f"October 2026: code {place + 1} of {count}"
        texts.append(seen(pane._picture))
        press(pane, Qt.Key.Key_Right)

    (joined,) = qr.join(qr.read(text) for text in texts)
    assert joined.content is not None
    assert way_of(library).parcel is ParcelState.written


def test_codes_only_looked_at_are_not_yet_on_their_way(page, library):
    page._work.make_codes()
    last = page._parts.codes.code().count

    press(page._parts.codes, Qt.Key.Key_Escape)

    assert last > 1
    assert page._parts.carry.isVisible()
    assert way_of(library).parcel is ParcelState.sealed


def test_pictures_for_a_messenger_are_read_by_the_agency(page, agency, library, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    page._work.make_codes()
    page._opened.save_pictures(folder)

    assert page._parts.codes.banner.words() == f"{len(list(folder.iterdir()))} picture saved"
    assert way_of(library).parcel is ParcelState.written
    (answer,) = accept.accept(agency, [folder])
    assert answer.verdict.is_counted


def test_the_sheet_of_codes_is_a_pdf(page, tmp_path):
    page._work.make_codes()
    sheet = page._opened._sheet()
    page._opened._printing.save(tmp_path / sheet.file, sheet)

    assert page_count((tmp_path / "report-2026-10-codes.pdf").read_bytes()) == 1
    assert page._parts.codes.banner.words() == "Saved: report-2026-10-codes.pdf"


def test_a_code_by_telephone_ends_the_waiting(page, library):
    with library.reading() as desk:
        (waiting,) = export.waiting(desk)
        sent = closing.history(desk)[0]
        digest = page_hash(desk)
    assert (waiting.seq, sent.month) == (1, OCTOBER)
    page._parts.carry._typed.setText(receipt_code.make(uid_of(library), 1, digest).lower())
    press(page._parts.carry._typed, Qt.Key.Key_Return)

    assert page.words() == "The agency has the report of October 2026"
    assert way_of(library).parcel is ParcelState.received
    assert page._parts.carry._typed.text() == ""


def test_a_mistyped_code_is_refused_and_stays_to_be_mended(page):
    page._parts.carry._typed.setText("7K3M-9QXD-2TPA")
    press(page._parts.carry._typed, Qt.Key.Key_Return)

    assert page._parts.carry._typed.text() == "7K3M-9QXD-2TPA"
    assert page._view.stage is Stage.sealed
    assert page.words()


def test_a_receipt_is_dropped_on_the_page(page, agency, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    page.write_to(stick)
    accept.write_receipts(accept.accept(agency, [stick]))
    said = QMimeData()
    said.setUrls([QUrl.fromLocalFile(str(path)) for path in stick.iterdir()])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        said,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page._parts.carry.dropEvent(drop)

    assert page._view.stage is Stage.received


def test_a_month_is_taken_back_only_when_asked_twice(page, library):
    page._parts.carry.ask_withdrawal()
    asked = page._parts.carry.asks()
    press(page._parts.carry, Qt.Key.Key_Escape)

    assert asked == "Withdraw October 2026?"
    assert way_of(library).kind is ParcelAct.original

    page._parts.carry.ask_withdrawal()
    page._parts.carry._confirm()

    assert page.words() == "October 2026 is withdrawn"
    assert way_of(library).kind is ParcelAct.withdrawal
    assert page.chips() == (("Withdrawn", "neutral"),)
    assert not page._parts.carry._withdraw.isVisible()


def test_a_withdrawn_month_is_closed_again_from_its_figures(page, library):
    page.withdraw()
    page._go_to_step(1)
    press(page, Qt.Key.Key_Return, CTRL)

    assert way_of(library).kind is ParcelAct.replacement
    assert page._view.stage is Stage.sealed


def test_who_does_not_keep_the_library_is_offered_no_withdrawal(library, room, page):
    with library.changing() as desk:
        assistant = acting_as(desk, Role.assistant)
        view = send_month.look(assistant, OCTOBER)
    page._parts.carry.show_month(view)

    assert not view.may_keep
    assert not page._parts.carry._withdraw.isVisible()


def test_a_month_without_work_is_reported_as_one(idle_page, library):
    assert "Nothing was recorded in October 2026" in words_in(idle_page._parts.check)
    assert idle_page._primary.text() == "Nothing happened this month"

    press(idle_page, Qt.Key.Key_Return, CTRL)

    assert idle_page.words() == "October 2026 is reported: nothing happened"
    assert way_of(library).kind is ParcelAct.nil
    assert idle_page._view.stage is Stage.sealed


def test_work_typed_later_reopens_a_month_without_work(idle_page, library):
    idle_page.report_nothing()
    count_visits(library, OCTOBER, 3)
    idle_page.choose_month(OCTOBER)

    assert idle_page._view.stage is Stage.changed


def test_the_page_to_sign_is_shown_and_saved(page, tmp_path):
    page._go_to_step(1)
    press(page, Qt.Key.Key_P, CTRL)
    pane = page._parts.paper
    pane.preview.show_now()
    paper = pane.printable()
    pane.printing.save(tmp_path / paper.file, paper)

    assert pane.preview.page_count() >= 1
    assert pane.banner.words() == "Saved: figures-2026-10.pdf"

    press(pane, Qt.Key.Key_Escape)

    assert page._figures.isVisible()


def test_the_same_month_is_the_same_page_to_sign(page, library):
    with library.reading() as desk:
        first = send_paper.page_of(desk, page._view, paper="a4")
        again = send_paper.page_of(desk, page._view, paper="a4")

    assert first == again


def uid_of(library):
    with library.reading() as desk:
        return desk.profile.uid


def page_hash(desk):
    return desk.session.connection().execute(text("SELECT hash FROM parcel")).scalar_one()
