"""What the tour says that a prison keeps to itself is what an indicator says."""

from jukung.domain.kinds import LibraryKind
from jukung.figures.indicators import SENT
from jukung.tour.recount import stays_inside
from makers import a_library


def test_the_recount_knows_what_a_prison_keeps_to_itself(tmp_path):
    made = [a_library(tmp_path, file=f"{kind}.jukung", kind=kind) for kind in ("village", "prison")]
    for library in made:
        library.close()
    village, prison = (library.path for library in made)

    inside = {each.code for each in SENT if stays_inside(prison, each.code)}

    assert inside == {each.code for each in SENT if not each.leaves(LibraryKind.prison)}
    assert not any(stays_inside(village, each.code) for each in SENT)
