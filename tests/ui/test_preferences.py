from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from jukung.ui.preferences import Preferences


@pytest.fixture
def file(tmp_path):
    return tmp_path / "preferences.ini"


def test_choices_come_back_with_their_types(file, tmp_path):
    kept = Preferences(file)
    kept.language, kept.theme, kept.scale, kept.sound = "en", "dark", 1.5, False
    kept.geometry = QByteArray(b"\x00\x01\xff")
    kept.last_library = tmp_path / "a b.jukung"
    kept.label_sheet = "tj-107"
    kept.save()

    again = Preferences(file)

    assert (again.language, again.theme, again.scale, again.sound) == ("en", "dark", 1.5, False)
    assert again.geometry == QByteArray(b"\x00\x01\xff")
    assert (again.last_library, again.label_sheet) == (tmp_path / "a b.jukung", "tj-107")


def test_the_first_time_everything_is_ordinary(file):
    kept = Preferences(file)

    ordinary = (kept.language, kept.theme, kept.scale, kept.sound, kept.last_library)
    assert ordinary == ("id", "light", 1.0, True, None)


def test_a_damaged_file_is_read_as_ordinary(file):
    file.write_text(
        "[window]\nlanguage=xx\ntheme=@Variant(\\0\\0)\nscale=many\ngeometry=zz\n"
        "[offsets]\nany/74=1,5 x\n"
    )

    kept = Preferences(file)

    assert (kept.language, kept.theme, kept.scale) == ("id", "light", 1.0)
    assert kept.fit("", "t") == (0.0, 0.0, 0.0, 0.0)


def test_each_printer_has_its_fit_on_each_sheet(file):
    kept = Preferences(file)
    kept.keep_fit("Kantor/Atas é", "tj-107", right=1.5, down=-0.5, creep_right=0.125)
    kept.keep_carrier("Kantor/Atas é", "tj-107", "a4 left")
    kept.save()

    again = Preferences(file)

    assert again.fit("Kantor/Atas é", "tj-107") == (1.5, -0.5, 0.125, 0.0)
    assert again.fit("Kantor/Atas é", "a4") == (0.0, 0.0, 0.0, 0.0)
    assert again.carrier("Kantor/Atas é", "tj-107") == "a4 left"
    assert again.carrier("", "tj-107") == ""


def test_a_shift_from_before_creep_was_known_is_still_read(file):
    file.write_text("[offsets]\nany\\746a=1.50 -0.50\n")

    assert Preferences(file).fit("", "tj") == (1.5, -0.5, 0.0, 0.0)


def test_papers_and_choices_are_kept_for_each_purpose(file):
    kept = Preferences(file)
    kept.keep_paper("letters", "f4")
    kept.keep_print_choice("spine", "looks", '{"heading": false}')
    kept.keep_sheet("spine", "tj-103")
    kept.save()

    again = Preferences(file)

    assert (again.paper("letters"), again.paper("forms")) == ("f4", "")
    assert again.print_choice("spine", "looks") == '{"heading": false}'
    assert (again.sheet("spine"), again.sheet("barcode")) == ("tj-103", "tj-103")


def test_a_folder_that_is_gone_is_not_offered(file, tmp_path):
    kept = Preferences(file)
    kept.keep_folder("import", tmp_path)
    kept.keep_folder("backup", Path("/no/such/stick"))

    assert (kept.folder("import"), kept.folder("backup")) == (tmp_path, None)
