import pytest

from jukung.exchange.imports import slims_notes


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ('<div style="height: 250px; overflow-y: auto;">Isi</div>', "Isi"),
        ('<div style="a"><div style="a">Isi</div></div>', "Isi"),
        ("<div>Isi</div>", "<div>Isi</div>"),
        ("Isi", "Isi"),
    ],
)
def test_a_frame_is_taken_off(note, kept):
    assert slims_notes.unframed(note) == kept


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        (r"Satu.\n\nDua", "Satu.\nDua"),
        (r"Satu\nDua", "Satu\nDua"),
        (r"Satu.\n\n\n\nDua", "Satu.\n\nDua"),
        (r"Di C:\nama\nota.txt", r"Di C:\nama\nota.txt"),
        (r"Di C:\isi\padi.\nDua", "Di C:\\isi\\padi.\nDua"),
        (r"Bab A:\n\nDua", "Bab A:\nDua"),
    ],
)
def test_line_breaks_come_back_and_paths_stay(note, kept):
    assert slims_notes.with_breaks(note) == kept


@pytest.mark.parametrize(
    ("note", "is_sure"),
    [(r"a\n\nb", True), (r"a.\nB", True), (r"C:\nama", False), ("internal", False)],
)
def test_only_some_signs_are_sure(note, is_sure):
    assert slims_notes.has_sure_break(note) is is_sure
