import pytest
from card_makers import ARABIC, LONG, letters
from hypothesis import given, settings
from hypothesis import strategies as st

from jukung.paper.fonts import BOLD
from jukung.paper.page import Pages
from jukung.paper.rooms import Align, Room, Sit, Style, settled, write

ROOM = Room(10, 10, 40, 6)


def written(text, style, room=ROOM):
    pages = Pages(60, 40, title="Room")
    pages.box(0, 0, width=1, height=1)  # a page without anything is no page
    write(pages, text, room=room, style=style)
    return pages.finished()


def inside(box, room) -> bool:
    return (
        box[0] >= room.x - 0.6  # a j hangs to the left of where it begins
        and box[1] >= room.y - 0.05
        and box[2] <= room.x + room.width + 0.6
        and box[3] <= room.y + room.height + 0.05
    )


@pytest.mark.parametrize("text", ["Melati", LONG, ARABIC, "Ǻngström" * 8, "jgpqy (jgpqy)", "…"])
@pytest.mark.parametrize("lines", [1, 2, 4])
@pytest.mark.parametrize("sit", list(Sit))
def test_type_stays_in_its_room(text, lines, sit):
    style = Style(font=BOLD, size=20, least=5, lines=lines, sit=sit)

    boxes = letters(written(text, style))

    assert boxes
    assert [box for box in boxes if not inside(box, ROOM)] == []


@given(text=st.text(max_size=80), align=st.sampled_from(list(Align)), lines=st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_any_text_stays_in_its_room(text, align, lines):
    boxes = letters(written(text, Style(size=14, least=4, lines=lines, align=align)))

    assert [box for box in boxes if not inside(box, ROOM)] == []


def test_a_text_shrinks_before_it_breaks_and_breaks_before_it_is_cut():
    style = Style(size=10, least=6, lines=2)

    whole = settled("Melati", style, width=40, height=12)
    smaller = settled("Perpustakaan Pustaka", style, width=34, height=12)
    broken = settled("Perpustakaan Pustaka Cahaya", style, width=34, height=12)
    cut = settled(LONG, style, width=34, height=12)

    assert (whole.lines, whole.size) == (("Melati",), 10)
    assert smaller.lines == ("Perpustakaan Pustaka",)
    assert 8 <= smaller.size < 10
    assert len(broken.lines) == 2
    assert cut.size == 6
    assert cut.lines[-1].endswith("…")


def test_a_number_is_never_cut_or_broken():
    style = Style(size=20, least=15, lines=3, whole=True)

    block = settled("SLM-2019-000413-000413", style, width=20, height=6)

    assert block.lines == ("SLM-2019-000413-000413",)
    assert block.size < 10


def test_nothing_is_written_for_nothing():
    assert settled(" \t", Style(), width=10, height=10).lines == ()
    assert letters(written("", Style())) == []
