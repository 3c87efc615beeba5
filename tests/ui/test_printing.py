import pypdfium2
import pytest
from PIL import Image, ImageOps
from PySide6.QtGui import QImage

from jukung.paper import picture
from jukung.paper.page import Pages
from jukung.ui import printing
from jukung.ui.jobs import ImmediateJobs


@pytest.fixture
def jobs(qapp):
    made = ImmediateJobs()
    yield made
    made.close()


@pytest.fixture
def pdf():
    pages = Pages(100, 60, title="Pages")
    for number in range(4):
        if number:
            pages.turn()
        pages.box(10, 10, width=5 + 10 * number, height=5, colour="#B33A2E")
    return pages.finished()


@pytest.fixture
def printer(qapp, tmp_path):
    made = printing.printer_for(100, 60, name="Small", dots_per_inch=150)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def printed(tmp_path):
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        return len(document)


def run(printer, pdf, jobs, **part):
    steps, ends = [], []
    made = printing.PagePrinting(printer, pdf, jobs=jobs, dots_per_inch=150, parent=jobs, **part)
    made.stepped.connect(lambda done, total: steps.append((done, total)))
    made.finished.connect(ends.append)
    return made, steps, ends


def test_some_pages_are_printed_and_counted_from_one(printer, pdf, jobs, tmp_path):
    made, steps, ends = run(printer, pdf, jobs, first=1, count=2)

    made.begin()

    assert (printed(tmp_path), made.drawn()) == (2, 2)
    assert (steps, ends) == ([(1, 2), (2, 2)], [True])


def test_a_page_of_no_whole_number_of_dots_is_printed_at_its_true_size(printer, jobs, tmp_path):
    far = Pages(100, 60, title="Far")
    far.box(93, 53, width=2, height=2)
    made, _steps, _ends = run(printer, far.finished(), jobs)

    made.begin()

    page = picture.page_picture((tmp_path / "printed.pdf").read_bytes(), 0, scale=600 / 72)
    image = Image.frombytes("RGBA", (page.width, page.height), page.rgba).convert("L")
    inner = ImageOps.invert(image.crop((0, 0, image.width - 20, image.height - 20)))
    left, top, right, bottom = (
        edge * 25.4 / 600 for edge in inner.point(lambda grey: 255 * (grey > 127)).getbbox()
    )
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((94, 54), abs=0.1)


def test_pages_that_are_not_there_are_not_printed(printer, pdf, jobs):
    made, steps, ends = run(printer, pdf, jobs, first=9)

    made.begin()

    assert (steps, ends, made.drawn()) == ([], [False], 0)


def test_what_was_drawn_before_a_stop_comes_out(printer, pdf, jobs, tmp_path):
    made, _steps, ends = run(printer, pdf, jobs)
    made.stepped.connect(lambda done, _total: made.stop() if done == 2 else None)

    made.begin()

    assert (printed(tmp_path), made.drawn(), ends) == (2, 2, [False])


def test_colours_are_kept_where_they_are_asked_for(qapp, pdf):
    grey = printing.page_image(pdf, 0, scale=2)
    colour = printing.page_image(pdf, 0, scale=2, colour=True)

    assert grey.format() == QImage.Format.Format_Grayscale8
    middle = round(12 / 25.4 * 72 * 2)
    assert colour.pixelColor(middle, middle).red() > colour.pixelColor(middle, middle).blue()
