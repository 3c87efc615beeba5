"""Parcels that come in pieces."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.agency.uploads import LengthWrong, OffsetWrong, PenLost, Uploads

CONTENT = b"a parcel in pieces"
NAME = hashlib.sha256(CONTENT).hexdigest()


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def some_uploads(**choices):
    usual = {"most": 3, "most_bytes": 100, "seconds": 60.0, "clock": Clock()}
    return Uploads(**(usual | choices))


def put(uploads, name, content, *, length=None, offset=0):
    pen = uploads.begin(name, offset=offset, length=length or len(content))
    uploads.write(pen, content)
    return pen


@given(st.binary(min_size=1, max_size=100), st.data())
def test_any_cuts_give_back_the_same_file(content, data):
    uploads = some_uploads()
    name = hashlib.sha256(content).hexdigest()
    offset, found = 0, None

    while found is None:
        size = data.draw(st.integers(1, len(content) - offset))
        pen = put(
            uploads, name, content[offset : offset + size], length=len(content), offset=offset
        )
        found = uploads.whole(pen)
        offset = uploads.offset(name)

    assert found == content


def test_a_piece_that_does_not_follow_is_told_where_to_go_on():
    uploads = some_uploads()
    put(uploads, NAME, CONTENT[:5], length=len(CONTENT))

    with pytest.raises(OffsetWrong) as told:
        uploads.begin(NAME, offset=9, length=len(CONTENT))

    assert told.value.offset == 5


def test_the_whole_keeps_its_length():
    uploads = some_uploads()
    put(uploads, NAME, CONTENT[:5], length=len(CONTENT))

    with pytest.raises(LengthWrong):
        uploads.begin(NAME, offset=5, length=99)


def test_the_newest_line_writes_on_and_the_old_one_no_more():
    uploads = some_uploads()
    old = put(uploads, NAME, CONTENT[:5], length=len(CONTENT))
    new = put(uploads, NAME, CONTENT[5:], length=len(CONTENT), offset=5)

    with pytest.raises(PenLost):
        uploads.write(old, b"!")

    assert uploads.whole(new) == CONTENT


def test_what_does_not_fit_its_name_is_thrown_away():
    uploads = some_uploads()

    pen = put(uploads, NAME, CONTENT[::-1])

    assert uploads.whole(pen) == b""
    assert uploads.offset(NAME) == 0
    assert uploads.size == 0


def test_nobody_writes_beyond_the_length_that_was_said():
    uploads = some_uploads()

    with pytest.raises(PenLost):
        put(uploads, NAME, CONTENT, length=5)


def test_what_stood_still_longest_gives_way():
    uploads = some_uploads()
    for name in ("a", "b", "c"):
        put(uploads, name, b"1234", length=9)
    put(uploads, "a", b"5", length=9, offset=4)

    put(uploads, "d", b"1234", length=9)

    assert [uploads.offset(name) for name in "abcd"] == [5, 0, 4, 4]


def test_all_together_take_no_more_room_than_was_given():
    uploads = some_uploads()
    put(uploads, "a", b"x" * 60, length=90)

    put(uploads, "b", b"y" * 60, length=90)

    assert uploads.size == 60
    assert (uploads.offset("a"), uploads.offset("b")) == (0, 60)


def test_one_that_is_larger_than_all_room_loses_its_place():
    uploads = some_uploads()

    with pytest.raises(PenLost):
        put(uploads, "a", b"x" * 101)

    assert uploads.size == 0


def test_pieces_are_forgotten_after_a_while():
    clock = Clock()
    uploads = some_uploads(clock=clock)
    put(uploads, NAME, CONTENT[:5], length=len(CONTENT))

    clock.now += 61

    assert uploads.offset(NAME) == 0
    assert len(uploads) == 0
