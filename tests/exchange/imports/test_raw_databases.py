import pytest

from jukung.domain.errors import FormatUnknown, NotAFile, RawDatabase
from jukung.exchange.imports.reading import read
from jukung.messages import sentence


@pytest.mark.parametrize(
    "name", ["biblio.MYD", "biblio.MYI", "biblio.frm", "item.ibd", "ibdata1", "perpus.mdb"]
)
def test_a_piece_of_a_database_is_refused_with_what_to_do(put, name):
    with pytest.raises(RawDatabase) as caught:
        read(put(b"apa saja", name))

    assert "backup" in sentence(caught.value)


@pytest.mark.parametrize(
    "raw", [b"\xfe\x01\x0a\x0c", b"\xfe\xfe\x07\x01", b"\x00\x01\x00\x00Standard Jet DB\x00"]
)
def test_a_piece_of_a_database_is_known_by_its_first_bytes(put, raw):
    with pytest.raises(RawDatabase):
        read(put(raw, "tanpa-nama"))


def test_the_folder_of_a_database_is_refused_with_what_to_do(tmp_path):
    folder = tmp_path / "slims"
    folder.mkdir()
    (folder / "biblio.frm").write_bytes(b"x")

    with pytest.raises(RawDatabase):
        read(folder)


def test_another_folder_is_still_no_file(tmp_path):
    with pytest.raises(NotAFile):
        read(tmp_path)


def test_another_file_is_none_of_them(put):
    with pytest.raises(FormatUnknown):
        read(put("halo", "halo.txt"))
