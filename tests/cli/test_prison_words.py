"""A prison has officers and no head: what is said there, and what its papers say."""

from jukung import words
from jukung.domain.kinds import Role
from jukung.library import letterhead, staff
from jukung.library.desk import open_library
from makers import a_library


def test_a_prison_never_sends_anybody_to_its_head(jukung, tmp_path, home):
    made = a_library(tmp_path, file="lib.jukung", kind="prison")
    with made.changing() as desk:
        staff.add(desk, "", Role.aide)
    made.close()

    said = jukung("--staff", "Aide 1", "--language", "en", "resident", "list")

    assert said.code == 1
    assert "officer" in said.err
    assert "head" not in said.err


def test_a_letter_of_a_prison_has_room_for_an_officer_to_sign(jukung, tmp_path):
    for kind, signs in (("prison", "Library officer"), ("village", "Head of the library")):
        jukung("init", "--kind", kind, library=f"{kind}.jukung")
        jukung("--language", "en", "search", "perahu", library=f"{kind}.jukung")
        made = open_library(tmp_path / f"{kind}.jukung")

        with made.reading() as desk:
            (signer,) = letterhead.show(desk).signers

        assert signer.position == signs
        made.close()
    words.say_instead({})
