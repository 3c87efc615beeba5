"""What the tour says that a prison keeps to itself is what an indicator says."""

from jukung.domain.kinds import LibraryKind
from jukung.figures.indicators import SENT
from jukung.tour.recount import is_told, stays_inside
from makers import a_library


def test_the_recount_knows_what_a_prison_keeps_to_itself(tmp_path):
    made = [a_library(tmp_path, file=f"{kind}.jukung", kind=kind) for kind in ("village", "prison")]
    for library in made:
        library.close()
    village, prison = (library.path for library in made)

    inside = {each.code for each in SENT if stays_inside(prison, each.code)}

    assert inside == {each.code for each in SENT if not each.leaves(LibraryKind.prison)}
    assert not any(stays_inside(village, each.code) for each in SENT)


def test_the_recount_knows_what_is_told_about_or_left_out(tmp_path):
    made = [a_library(tmp_path, file=f"{kind}.jukung", kind=kind) for kind in ("village", "prison")]
    for library in made:
        library.close()
    village, prison = (library.path for library in made)

    assert is_told(village, "members_female", 22, 20)
    assert is_told(village, "visits_unknown", 3, None)
    assert is_told(prison, "members", 4, None)
    assert not is_told(village, "members_female", 22, 62)
    assert not is_told(village, "members", 4, None)
    assert not is_told(village, "participants_service", 12, 10)
    assert not is_told(prison, "visits", 22, 20)
