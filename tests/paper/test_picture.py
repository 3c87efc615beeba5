from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageChops, ImageOps
from printed_pages import some_labels

from jukung.paper import fonts
from jukung.paper.labels import label_pages
from jukung.paper.page import Pages
from jukung.paper.picture import page_count, page_greys, page_picture, page_sizes
from jukung.paper.placement import Placement
from jukung.paper.sheets import sheet


@pytest.fixture
def pdf() -> bytes:
    return label_pages(some_labels(40), sheet=sheet("tj-107"), placement=Placement(start_cell=4))


def test_pages_are_counted_and_measured_in_millimetres(pdf):
    assert page_count(pdf) == 2
    assert page_sizes(pdf) == (pytest.approx((165, 210), abs=0.01),) * 2


def test_a_picture_is_rows_of_four_bytes_a_pixel_on_white(pdf):
    picture = page_picture(pdf, 1, scale=1.3)

    assert (picture.width, picture.height) == (609, 774)
    assert len(picture.rgba) == 609 * 774 * 4
    assert picture.rgba[:4] == b"\xff\xff\xff\xff"


@pytest.mark.parametrize(("wide", "high"), [(165, 210), (210, 297), (48.3, 25.7)])
@pytest.mark.parametrize("dpi", [96, 203, 300])
def test_a_page_is_not_stretched_to_whole_pixels(wide, high, dpi):
    pages = Pages(wide, high, title="Far")
    places = [(wide * part, high * part) for part in (0.3, 0.6, 0.85)]
    for x, y in places:
        pages.box(x, y, width=1, height=1)
    pdf = pages.finished()

    shown = page_picture(pdf, 0, scale=dpi / 72)

    image = Image.frombytes("RGBA", (shown.width, shown.height), shown.rgba).convert("L")
    pixel = 25.4 / dpi
    for x, y in places:
        around = (round((x - 1) / pixel), round((y - 1) / pixel))
        seen = image.crop((*around, around[0] + round(3 / pixel), around[1] + round(3 / pixel)))
        left, top, right, bottom = ImageOps.invert(seen).point(lambda g: 255 * (g > 127)).getbbox()
        middle = (around[0] + (left + right) / 2) * pixel, (around[1] + (top + bottom) / 2) * pixel
        assert middle == pytest.approx((x + 0.5, y + 0.5), abs=0.55 * pixel)
    assert (shown.width - 1) * pixel < wide <= shown.width * pixel + 0.01


def test_pictures_are_taken_from_several_threads_at_once(pdf):
    first = page_picture(pdf, 0, scale=1)

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: page_picture(pdf, 0, scale=1), range(16)))

    assert taken == [first] * 16


def test_greys_are_those_of_the_picture_in_colours():
    pages = Pages(70, 60, title="Shapes")
    pages.box(5, 5, width=30, height=20, colour="#B33A2E")
    pages.left("Perahu Kecil", 5, 50, font=fonts.REGULAR, size=18)
    pdf = pages.finished()

    coloured = page_picture(pdf, 0, scale=300 / 72)
    greys = page_greys(pdf, 0, scale=300 / 72)

    size = coloured.width, coloured.height
    usual = Image.frombytes("RGBA", size, coloured.rgba).convert("L")
    found = Image.frombytes("L", (greys.width, greys.height), greys.rows)
    assert found.size == usual.size
    assert max(ImageChops.difference(found, usual).getextrema()) <= 3  # seams of bands
