from itertools import combinations

import pytest

from jukung import words
from jukung.domain.errors import DesignDoesNotFit, DesignUnknown
from jukung.paper.card_designs import design, designs, read_design
from jukung.paper.card_elements import Part

EVERY = [known.name for known in designs()]
GROUND = {Part.box, Part.shape}
TEXT = 'title = "Mine"\n[[front]]\npart = "text"\nsays = "name"\n'


def sides(known):
    return [*known.fronts.items(), *known.backs.items()]


def overlap(one, other) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.01 and down > 0.01


def written(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_there_are_designs_with_and_without_a_photo_lying_and_upright():
    known = designs()

    assert EVERY == ["besar", "ceria", "garis", "pita", "potret"]
    assert {each.has_photo for each in known} == {True, False}
    assert {each.upright for each in known} == {True, False}
    assert all(each.has_back for each in known)


def test_a_design_says_its_title_in_the_language_spoken(home):
    english = design("garis").title

    words.speak("id", home)

    assert (english, design("garis").title) == ("Line", "Garis")


@pytest.mark.parametrize("name", EVERY)
def test_nothing_on_a_card_lies_on_something_else_whatever_is_lacking(name):
    lying_on = [
        (sorted(lacking), one.part, one.says, other.part, other.says)
        for lacking, elements in sides(design(name))
        for one, other in combinations([e for e in elements if e.part not in GROUND], 2)
        if overlap(one, other)
    ]

    assert lying_on == []


@pytest.mark.parametrize("name", EVERY)
def test_every_front_has_bars_and_the_number_once(name):
    for elements in design(name).fronts.values():
        parts = [element.part for element in elements]
        said = [element.says for element in elements]
        assert parts.count(Part.bars) == 1
        assert said.count("number") == 1


@pytest.mark.parametrize("name", EVERY)
def test_without_a_name_no_part_shows_one_nor_a_photo_or_signature(name):
    for lacking, elements in sides(design(name)):
        if "name" in lacking and "photo" in lacking:
            parts = {element.part for element in elements}
            assert not parts & {Part.photo, Part.initial, Part.signature}


@pytest.mark.parametrize("name", EVERY)
def test_photos_have_a_size_that_photographers_cut(name):
    sizes = {
        (element.width, element.height)
        for _lacking, elements in sides(design(name))
        for element in elements
        if element.part is Part.photo
    }

    assert sizes <= {(15, 18), (22, 28)}


@pytest.mark.parametrize(
    ("places", "measure"),
    [
        (
            "x = 80\ny = 5\nwidth = 10\nheight = 5",
            "text name ends at 90 mm, the card is 85.6 mm wide",
        ),
        (
            "x = 5\ny = 50\nwidth = 10\nheight = 5",
            "text name ends at 55 mm, the card is 54 mm high",
        ),
        ("x = -1\ny = 5\nwidth = 10\nheight = 5", "text name begins left of the card"),
        ("x = 5\ny = -1\nwidth = 10\nheight = 5", "text name begins above the card"),
        ("x = 5\ny = 5\nwidth = 0\nheight = 5", "text name has no size"),
        ("x = 5\ny = 5\nwidth = 10", "text name, height is missing or not usable"),
        ("x = 5\ny = nan\nwidth = 10\nheight = 5", "text name, y is missing or not usable"),
        (
            'x = 5\ny = 5\nwidth = 10\nheight = 5\ncolour = "red"',
            "text name, colour is missing or not usable",
        ),
        (
            "x = 5\ny = 5\nwidth = 10\nheight = 5\nno_photo = { width = 200 }",
            "text name ends at 205 mm, the card is 85.6 mm wide",
        ),
    ],
)
def test_a_design_that_runs_over_the_card_is_refused_with_the_measure(tmp_path, places, measure):
    path = written(tmp_path, TEXT + places)

    with pytest.raises(DesignDoesNotFit) as refused:
        read_design(path)

    assert refused.value.facts == {"design": "mine", "measure": measure}


def test_a_shape_over_the_edge_is_refused(tmp_path):
    path = written(tmp_path, '[[front]]\npart = "shape"\npoints = [[0, 0], [90, 0], [0, 9]]')

    with pytest.raises(DesignDoesNotFit, match="mine"):
        read_design(path)


@pytest.mark.parametrize("text", ["front = [", '[[front]]\npart = "shape"\npoints = 3'])
def test_a_file_that_is_no_design_is_refused(tmp_path, text):
    with pytest.raises(DesignDoesNotFit):
        read_design(written(tmp_path, text))


def test_an_unknown_design_is_refused_with_those_there_are():
    with pytest.raises(DesignUnknown) as refused:
        design("nothing")

    assert refused.value.facts["known"] == "besar, ceria, garis, pita, potret"
