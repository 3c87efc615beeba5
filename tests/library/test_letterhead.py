import zlib
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import EmblemName
from jukung.library import emblems, letterhead
from jukung.library.letterhead import SignerView
from makers import a_library
from photo_makers import a_photo

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind, body):
    check = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check


def a_png(width=4, height=3, *, depth=8, colours=2, said=b"", points=None, palette=b""):
    sizes = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colours, 1)
    row = b"\x00" + bytes(-(-width * depth * channels // 8))
    return b"".join(
        [
            PNG,
            chunk(b"IHDR", sizes + bytes((depth, colours, 0, 0, 0))),
            chunk(b"tEXt", b"Author\x00" + said) if said else b"",
            chunk(b"PLTE", palette) if palette else b"",
            chunk(b"IDAT", zlib.compress(row * height if points is None else points)),
            chunk(b"IEND", b""),
        ]
    )


def test_before_anybody_wrote_one_the_head_is_the_library(tmp_path):
    library = a_library(tmp_path, place_name="Desa Rawa Bening")
    with library.reading() as desk:
        head = letterhead.show(desk)
    library.close()

    assert (head.name, head.town) == ("Perpustakaan Rawa Bening", "Desa Rawa Bening")
    assert (head.above, head.lines) == ((), ("Desa Rawa Bening",))
    assert head.pattern == "{n}/PERPUS/{roman}/{year}"
    assert (head.crest, head.second_crest) == (None, None)
    assert [signer.position for signer in head.signers] == ["Head of the library"]


def test_a_letterhead_is_kept_as_it_was_written(desk):
    wished = replace(
        letterhead.show(desk),
        above=("PEMERINTAH KABUPATEN BANJAR", " "),
        name=" PERPUSTAKAAN DESA ",
        lines=("Jl. Rawa 1", ""),
        town="Rawa Bening",
        signers=(SignerView("Kepala Desa", "Rawi", "1976", "Mengetahui"), SignerView(" ")),
        pattern="{n}/PD-{yy}/{month}",
    )

    kept = letterhead.save(desk, wished)

    assert kept == letterhead.show(desk)
    assert (kept.above, kept.name) == (("PEMERINTAH KABUPATEN BANJAR",), "PERPUSTAKAAN DESA")
    assert (kept.lines, kept.town) == (("Jl. Rawa 1",), "Rawa Bening")
    assert kept.signers == (SignerView("Kepala Desa", "Rawi", "1976", "Mengetahui"),)
    assert kept.pattern == "{n}/PD-{yy}/{month}"


def test_an_emptied_letterhead_stays_empty_but_for_its_name(desk):
    wished = replace(letterhead.show(desk), name="", lines=(), signers=(), pattern=" ")

    kept = letterhead.save(desk, wished)

    assert (kept.name, kept.lines, kept.signers) == ("Perpustakaan Rawa Bening", (), ())
    assert kept.pattern == letterhead.PATTERN


def test_the_names_of_signers_are_in_no_fact(desk):
    signers = (SignerView("Kepala Desa", "Rawi"),)

    letterhead.save(desk, replace(letterhead.show(desk), signers=signers))

    facts = desk.session.execute(text("SELECT facts FROM journal_act")).scalars().all()
    assert not any("Rawi" in fact for fact in facts)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{n}/PERPUS/{roman}/{year}", "007/PERPUS/IX/2026"),
        ("{n}", "007"),
        ("PD.{yy}.{month}-{n}", "PD.26.09-007"),
    ],
)
def test_a_pattern_makes_numbers(pattern, number):
    assert letterhead.number_of(pattern, 7, date(2026, 9, 1)) == number


@pytest.mark.parametrize("pattern", ["PERPUS/{year}", "{n}/{tahun}", "{n}/{", "{n}}", "{{n}}"])
def test_a_pattern_without_its_serial_or_with_strange_signs_is_refused(desk, pattern):
    with pytest.raises(errors.LetterPatternWrong):
        letterhead.save(desk, replace(letterhead.show(desk), pattern=pattern))


@pytest.mark.parametrize("image", [a_png(), a_photo()], ids=["png", "jpeg"])
def test_a_crest_is_kept_and_taken_away(desk, image):
    letterhead.keep_emblem(desk, EmblemName.crest, image)
    letterhead.keep_emblem(desk, EmblemName.second_crest, a_png(9, 9))
    kept = letterhead.show(desk)

    letterhead.remove_emblem(desk, EmblemName.second_crest)
    letterhead.remove_emblem(desk, EmblemName.second_crest)

    assert (kept.crest, kept.second_crest) == (image, a_png(9, 9))
    assert (letterhead.show(desk).crest, letterhead.show(desk).second_crest) == (image, None)


def test_a_new_crest_takes_the_place_of_the_old_one(desk):
    letterhead.keep_emblem(desk, EmblemName.crest, a_png())

    letterhead.keep_emblem(desk, EmblemName.crest, a_png(5, 5))

    assert letterhead.show(desk).crest == a_png(5, 5)


def test_what_programs_wrote_into_a_picture_is_not_kept():
    assert emblems.plain(a_png(said=b"Rawi")) == a_png()
    assert emblems.plain(a_photo(said=b"Rawi")) == a_photo()
    assert emblems.plain(a_png() + b"behind the end") == a_png()


@pytest.mark.parametrize(
    ("depth", "colours", "palette"),
    [(1, 0, b""), (16, 2, b""), (4, 3, b"\x00\x00\x00"), (8, 4, b""), (8, 6, b"")],
)
def test_every_kind_of_png_is_taken(depth, colours, palette):
    image = a_png(depth=depth, colours=colours, palette=palette)

    assert emblems.plain(image) == image


UNREADABLE = {
    "nothing": b"",
    "text": b"no picture",
    "gif": b"GIF89a" + bytes(40),
    "png cut short": a_png()[:-20],
    "png altered": a_png().replace(b"IHDR\x00\x00\x00\x04", b"IHDR\x00\x00\x00\x05"),
    "png of half its points": a_png(points=b"\x00" * 8),
    "png of a flood": a_png(points=bytes(4_000_000)),
    "png without points": PNG + chunk(b"IHDR", bytes(13)) + chunk(b"IEND", b""),
    "png of no width": a_png(width=0),
    "png of strange colours": a_png(colours=5),
    "png without its palette": a_png(colours=3),
    "jpeg cut short": a_photo()[:60],
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_picture_is_refused(desk, name):
    with pytest.raises(errors.EmblemUnreadable):
        letterhead.keep_emblem(desk, EmblemName.crest, UNREADABLE[name])


@pytest.mark.parametrize(
    "image",
    [a_png(2001, 1), a_photo(width=2001), a_png() + bytes(256 * 1024)],
    ids=["wide png", "wide jpeg", "heavy"],
)
def test_a_picture_that_is_too_large_is_refused(desk, image):
    with pytest.raises(errors.EmblemTooLarge):
        letterhead.keep_emblem(desk, EmblemName.crest, image)


@pytest.mark.parametrize("pattern", ["{n}" + "x" * 300, "{n}/\x07", "{n.__class__}", "{n!r}{n}"])
def test_a_pattern_that_fits_no_line_is_refused(desk, pattern):
    view = replace(letterhead.show(desk), pattern=pattern)

    with pytest.raises(errors.LetterPatternWrong):
        letterhead.save(desk, view)


def test_a_pattern_over_two_lines_becomes_one(desk):
    view = replace(letterhead.show(desk), pattern="{n}/\n {year}")

    assert letterhead.save(desk, view).pattern == "{n}/ {year}"


def with_chunk(image, kind, body):
    at = image.index(b"IDAT") - 4
    return image[:at] + chunk(kind, body) + image[at:]


UNSHOWABLE = {
    "a filter that is none": a_png(points=(b"\x09" + bytes(12)) * 3),
    "points short of a line": a_png(points=bytes(38)),
    "a palette of no colours": a_png(colours=3, palette=bytes(7)),
    "a palette too large": a_png(colours=3, palette=bytes(900)),
    "a lossless jpeg": a_photo().replace(b"\xff\xc0", b"\xff\xc3", 1),
    "a jpeg of twelve bits": a_photo().replace(b"\xff\xc0\x00\x0b\x08", b"\xff\xc0\x00\x0b\x0c", 1),
}


@pytest.mark.parametrize("name", UNSHOWABLE)
def test_a_picture_that_no_letter_can_show_is_refused(desk, name):
    with pytest.raises(errors.EmblemUnreadable):
        letterhead.keep_emblem(desk, EmblemName.crest, UNSHOWABLE[name])


@pytest.mark.parametrize("clear", [b"", b"\x00\x00\x00", bytes(300)])
def test_colours_that_readers_stumble_over_are_left_out(clear):
    assert emblems.plain(with_chunk(a_png(), b"tRNS", clear)) == a_png()


def test_what_is_see_through_stays_see_through():
    image = with_chunk(a_png(colours=0), b"tRNS", b"\x00\x01")

    assert emblems.plain(image) == image
