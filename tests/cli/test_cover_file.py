"""Pictures that somebody chooses as a cover, whole, broken and far too large."""

import io
import struct
import zlib

import pytest
from PIL import Image

from jukung.cli.cover_file import HIGH, WIDE, jpeg_of
from jukung.domain import errors, picture_limits
from jukung.library import photos


def chunk(kind, content):
    return (
        struct.pack(">I", len(content)) + kind + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )  # fmt: skip


def a_png(wide, high):
    """A picture of one colour, of a few bytes whatever its size."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (wide + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(high)) + packer.flush()
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )  # fmt: skip


def saved(path, picture, **how):
    picture.save(path, **how)
    return path


def test_a_small_file_with_a_huge_picture_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "besar.png"
    path.write_bytes(a_png(13_300, 13_300))

    with pytest.raises(errors.PictureTooLarge) as refused:
        jpeg_of(path)

    assert path.stat().st_size < 30_000
    assert refused.value.facts == {"file": "besar.png", "millions": 40}


def test_a_broken_png_is_a_picture_that_cannot_be_read(tmp_path):
    path = tmp_path / "rusak.png"
    whole = io.BytesIO()
    Image.effect_noise((60, 80), 50).save(whole, "PNG")
    content = whole.getvalue()
    path.write_bytes(content[:45] + b"\x00\x00\x00" + content[48:])

    with pytest.raises(errors.PhotoUnreadable):
        jpeg_of(path)


@pytest.mark.parametrize("cut", [20, 60, 200, 2_000])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF"])
def test_a_picture_cut_short_is_kept_or_refused_and_never_crashes(tmp_path, kind, cut):
    path = tmp_path / "potong"
    whole = io.BytesIO()
    Image.effect_noise((60, 80), 50).convert("RGB").save(whole, kind)
    path.write_bytes(whole.getvalue()[:cut])

    try:
        made = jpeg_of(path)
    except errors.PhotoUnreadable:
        made = b""

    assert not made or photos.plain(made)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA"])
def test_every_kind_of_picture_becomes_small_and_upright(tmp_path, mode):
    turned = Image.Exif()
    turned[0x0112] = 6
    path = saved(tmp_path / "p.png", Image.new(mode, (1600, 1200)), exif=turned)

    made = Image.open(io.BytesIO(jpeg_of(path)))

    assert made.size == (WIDE, HIGH)


def test_a_phones_picture_may_be_large_and_one_read_whole_may_not(tmp_path):
    plain = saved(tmp_path / "a.jpg", Image.new("L", (64, 64))).read_bytes()
    progressive = saved(tmp_path / "b.jpg", Image.new("L", (64, 64)), progressive=True).read_bytes()

    assert picture_limits.most_points(plain) == picture_limits.MOST_POINTS_JPEG
    assert picture_limits.most_points(progressive) == picture_limits.MOST_POINTS
    assert picture_limits.most_points(b"\x89PNG") == picture_limits.MOST_POINTS
