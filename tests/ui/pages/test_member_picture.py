import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage

from jukung.domain import errors
from jukung.library import photos
from jukung.ui.pages.member_picture import MOST_BYTES, jpeg_of, source_of


def a_picture(wide, high, *, colour="#336699", kind=QImage.Format.Format_RGB32):
    picture = QImage(wide, high, kind)
    picture.fill(QColor(colour))
    return picture


def noise(wide, high):
    picture = QImage(bytes((x * x * 31 + x) % 251 for x in range(wide * high * 4)), wide, high,
                     QImage.Format.Format_RGB32)  # fmt: skip
    return picture.copy()


def turned(jpeg):
    """The same JPEG with a camera's word that it lies on its side (Exif, 0x0112 = 6)."""
    tags = b"MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    words = b"Exif\x00\x00" + tags + b"\x00\x00\x00\x00"
    return jpeg[:2] + b"\xff\xe1" + (len(words) + 2).to_bytes(2, "big") + words + jpeg[2:]


def size_of(jpeg):
    picture = QImage.fromData(jpeg)
    return picture.width(), picture.height()


@pytest.mark.parametrize(
    ("wide", "high", "expected"),
    [(4000, 3000, (480, 360)), (1000, 4000, (160, 640)), (100, 120, (100, 120))],
)
def test_a_picture_becomes_small_and_never_larger(tmp_path, wide, high, expected):
    file = tmp_path / "foto.png"
    a_picture(wide, high).save(str(file))

    made = jpeg_of(file)

    assert size_of(made) == expected
    assert photos.plain(made)


def test_a_phones_picture_stands_upright_and_forgets_the_phone(tmp_path):
    file = tmp_path / "foto.jpg"
    file.write_bytes(turned(jpeg_of(a_picture(400, 300))))

    made = jpeg_of(file)

    assert size_of(made) == (300, 400)
    assert b"Exif" not in made


def test_a_busy_picture_still_fits():
    made = jpeg_of(noise(900, 1200))

    assert len(made) <= MOST_BYTES


def test_what_is_see_through_becomes_white():
    clear = a_picture(50, 50, colour="#00000000", kind=QImage.Format.Format_ARGB32)

    made = QImage.fromData(jpeg_of(clear))

    assert made.pixelColor(25, 25) == QColor(Qt.GlobalColor.white)


def test_what_is_no_picture_is_refused_by_name(tmp_path):
    file = tmp_path / "catatan.txt"
    file.write_text("bukan gambar", encoding="utf-8")

    with pytest.raises(errors.PhotoUnreadable) as refused:
        jpeg_of(file)

    assert refused.value.file == "catatan.txt"


def test_a_dropped_file_goes_before_a_dropped_picture(qapp, tmp_path):
    both, words = QMimeData(), QMimeData()
    both.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    both.setImageData(a_picture(5, 5))
    words.setText("kata")

    assert source_of(both) == tmp_path / "a.jpg"
    assert source_of(words) is None
    assert source_of(None) is None


def test_a_drawing_that_could_name_other_files_is_no_photo(tmp_path):
    path = tmp_path / "foto.jpg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<rect width="9" height="9"/></svg>'
    )

    with pytest.raises(errors.PhotoUnreadable):
        jpeg_of(path)


def test_a_small_file_with_a_huge_picture_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "besar.png"
    huge = QImage(7000, 7000, QImage.Format.Format_Mono)
    huge.fill(0)
    huge.save(str(file))

    with pytest.raises(errors.PictureTooLarge):
        jpeg_of(file)

    assert file.stat().st_size < 30_000
