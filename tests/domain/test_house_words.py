"""Blocks and rooms as people type them, in one word or in several."""

import pytest

from jukung.domain import house_words


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["B", "1-20"], ("B 1-20",)),
        (["B", "1,", "2,", "5"], ("B 1, 2, 5",)),
        (["B", "1-2", "C", "3-4"], ("B 1-2", "C 3-4")),
        (["Blok", "Melati", "kamar", "1-4"], ("Blok Melati kamar 1-4",)),
        (["1", "1-20"], ("1 1-20",)),
        (["B 1-3", "A 1-2"], ("B 1-3", "A 1-2")),
        (["A", "B"], ("A", "B")),
        (["1", "2", "3"], ("1", "2", "3")),
        (["B"], ("B",)),
        ([], ()),
    ],
)
def test_words_of_one_block_are_one_line(words, lines):
    assert house_words.joined(words) == lines
