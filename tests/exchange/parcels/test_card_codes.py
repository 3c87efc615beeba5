"""A library's card goes through a photograph of its codes."""

import pytest
from PIL import Image

from jukung.agency import card_files
from jukung.domain import errors
from jukung.exchange.parcels import card_codes, identity, join, qr
from jukung.paper import card_sheet
from jukung.paper.picture import page_picture


@pytest.fixture
def card(library):
    with library.reading() as desk:
        return join.library_card(desk)


def photographed(card, path, *, angle=4, scale=2.0):
    found = identity.library_card_in(card)
    pdf = card_sheet.sheet(found.name, found.fingerprint, card_codes.codes_of(card))
    seen = page_picture(pdf, 0, scale=scale)
    picture = Image.frombytes("RGBA", (seen.width, seen.height), seen.rgba).convert("L")
    picture.rotate(angle, expand=True, fillcolor=255).save(path, quality=40)
    return path


def test_a_tilted_and_compressed_photograph_gives_the_card_back(card, tmp_path):
    path = photographed(card, tmp_path / "foto.jpg")

    found = card_files.read([path])

    assert found == identity.library_card_in(card)


def test_the_card_file_itself_is_read_too(card, tmp_path):
    path = tmp_path / "kartu.jkc"
    path.write_bytes(card)

    assert card_files.read([path]) == identity.library_card_in(card)


def test_half_the_codes_are_no_card(card):
    codes = [qr.read(text) for text in card_codes.codes_of(card)]

    with pytest.raises(errors.CardUnreadable):
        card_codes.card_in(codes[:-1])


def test_a_picture_without_codes_is_no_card(tmp_path):
    path = tmp_path / "langit.png"
    Image.new("L", (300, 200), 200).save(path)

    with pytest.raises(errors.CardUnreadable):
        card_files.read([path])


def test_the_same_card_gives_the_same_page(card):
    found = identity.library_card_in(card)
    codes = card_codes.codes_of(card)

    first = card_sheet.sheet(found.name, found.fingerprint, codes)

    assert first == card_sheet.sheet(found.name, found.fingerprint, codes)
