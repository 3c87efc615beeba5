from concurrent.futures import ThreadPoolExecutor

import pytest
from printed_pages import some_labels

from jukung.paper.labels import Placement, label_pages
from jukung.paper.picture import page_count, page_picture, page_sizes
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


def test_pictures_are_taken_from_several_threads_at_once(pdf):
    first = page_picture(pdf, 0, scale=1)

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: page_picture(pdf, 0, scale=1), range(16)))

    assert taken == [first] * 16
