"""The letterhead in the settings."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from jukung.domain import errors
from jukung.domain.kinds import EmblemName
from jukung.library import letterhead
from jukung.ui.pages.emblem_field import MOST_BYTES, emblem_of
from jukung.ui.pages.letterhead_section import LetterheadSection


@pytest.fixture
def section(room, open_page):
    return open_page(LetterheadSection(room))


def picture(wide=900, high=700, colour=0x0F7C8A):
    made = QImage(wide, high, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


def kept(library):
    with library.reading() as desk:
        return letterhead.show(desk)


def test_it_begins_with_what_the_library_is_called(section):
    assert section._name.text() == "Perpustakaan Rawa Bening"
    assert section.example() == "Such as: 005/PERPUS/XI/2026"


def test_everything_is_saved_at_once(section, library):
    section._above.setPlainText("Pemerintah Kabupaten Rawa\nDesa Rawa Bening")
    section._town.setText("Rawa Bening")
    section._signers[0][1].setText("Siti Rahmah")
    section._signers[0][2].setText("19800101 200501 2 001")
    section._signers[1][0].setText("Kepala Desa")
    section.crest(EmblemName.crest).given.emit(picture())

    section.save()

    view = kept(library)
    assert section.words() == "Saved."
    assert view.above == ("Pemerintah Kabupaten Rawa", "Desa Rawa Bening")
    assert [(each.position, each.name) for each in view.signers] == [
        ("Head of the library", "Siti Rahmah"),
        ("Kepala Desa", ""),
    ]
    assert view.crest is not None
    assert view.second_crest is None


def test_the_example_follows_the_pattern(section):
    section._pattern.clear()
    QTest.keyClicks(section._pattern, "{n}/TBM/{yy}")

    assert section.example() == "Such as: 005/TBM/26"


def test_a_pattern_without_a_number_is_refused_and_nothing_is_saved(section, library):
    section._town.setText("Lain")
    section._pattern.setText("PERPUS/{year}")

    section.save()

    assert section.words().startswith("“PERPUS/{year}” ")
    assert kept(library).town != "Lain"


def test_a_crest_is_made_small_and_taken_away_again(section, library):
    field = section.crest(EmblemName.second_crest)
    field.given.emit(picture(3000, 2000))
    section.save()
    first = kept(library).second_crest

    field.clear()
    section.save()

    assert first is not None
    assert len(first) <= MOST_BYTES
    assert QImage.fromData(first).width() <= 500
    assert kept(library).second_crest is None


def test_a_crest_is_pasted_by_keys(section, qtbot):
    mime = QMimeData()
    mime.setImageData(picture(120, 120))
    QGuiApplication.clipboard().setMimeData(mime)
    tile = section.crest(EmblemName.crest).tile
    tile.setFocus()

    QTest.keySequence(tile, "Ctrl+V")

    assert section.crest(EmblemName.crest).is_changed()
    QGuiApplication.clipboard().clear()


def test_what_is_no_picture_is_refused(section, tmp_path):
    file = tmp_path / "crest.png"
    file.write_text("no picture")

    section.crest(EmblemName.crest).given.emit(file)

    assert section.words() == "The picture cannot be read."
    assert not section.crest(EmblemName.crest).is_changed()
    with pytest.raises(errors.EmblemUnreadable):
        emblem_of(file)


def test_the_head_is_shown_as_it_will_be_printed(section, qtbot):
    qtbot.waitUntil(lambda: section._preview.image() is not None)
    before = bytes_of(section._preview.image())

    section._name.clear()
    QTest.keyClicks(section._name, "Rumah Baca Melati")

    qtbot.waitUntil(lambda: bytes_of(section._preview.image()) != before)


def bytes_of(image):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
