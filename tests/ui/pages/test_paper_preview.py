"""The pages of a PDF on screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.domain import errors
from jukung.paper.page import Pages
from jukung.ui.pages.paper_preview import PaperPreview
from jukung.ui.pieces.true_size import pixels_per_mm


def pages(count=3, width=210.0, height=297.0):
    made = Pages(width, height, title="Pages")
    for place in range(count):
        if place:
            made.turn()
        made.box(0, 0, width=width, height=height / (place + 2))
    return made.finished()


@pytest.fixture
def preview(room, stand):
    return stand(PaperPreview(room, empty="Choose something first."))


def show(preview, pdf):
    preview.show_paper(lambda _desk: pdf)
    preview.show_now()


def test_before_anything_is_chosen_it_says_what_to_do(preview):
    assert preview.words() == "Choose something first."
    assert preview.page_count() == 0


def test_pages_turn_by_keys_and_stop_at_the_ends(preview):
    show(preview, pages())
    seen = [preview.words()]

    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(preview.window(), key)
        seen.append(preview.words())

    assert seen == [
        "Page 1 of 3",
        "Page 2 of 3",
        "Page 3 of 3",
        "Page 3 of 3",
        "Page 2 of 3",
    ]


def test_the_page_is_drawn_where_the_paper_lies(preview):
    show(preview, pages(1))
    area = preview.paper_area().toRect()

    seen = preview._canvas.grab(area).toImage()

    assert seen.pixelColor(area.width() // 2, area.height() // 4).lightness() < 40
    assert seen.pixelColor(area.width() // 2, area.height() * 3 // 4).lightness() > 240


def test_the_whole_page_keeps_its_shape(preview):
    show(preview, pages(1, 80, 200))

    area = preview.paper_area()

    assert area.width() / area.height() == pytest.approx(80 / 200, abs=0.01)
    assert preview.words() == "1 page · 80 × 200 mm"


def test_true_size_is_as_wide_as_the_paper(preview):
    show(preview, pages(1))

    QTest.keyClick(preview.window(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)

    dots = pixels_per_mm(preview)
    assert preview.paper_area().width() == pytest.approx(210 * dots, abs=1)
    assert preview._canvas.width() > preview.width()


def test_why_there_are_no_pages_stands_in_their_place(preview):
    def make(_desk):
        raise errors.MinutesIncomplete

    preview.show_paper(make)
    preview.show_now()

    assert preview.words() == "Write what was done, and the names of both parties."
    assert preview.page_count() == 0


def test_only_what_was_chosen_last_is_shown(preview):
    preview.show_paper(lambda _desk: pages(3))
    preview.show_paper(lambda _desk: pages(2))
    preview.show_now()

    assert preview.page_count() == 2
