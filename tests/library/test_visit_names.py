import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import leaving, visit_names, visits
from makers import TODAY, a_library, a_member, acting_as


def test_a_card_goes_before_every_name(desk):
    card = a_member(desk, "Halimah").card
    a_member(desk, card)

    assert visit_names.by_text(desk, card).name == "Halimah"


def test_a_whole_name_goes_before_its_beginnings(desk):
    a_member(desk, "Putri Hakim")
    putri = a_member(desk, "Putri")

    assert visit_names.by_text(desk, "PUTRI").card == putri.card


def test_the_only_name_that_begins_so_is_meant(desk):
    halimah = a_member(desk, "Siti Halimah")

    seen = visit_names.by_text(desk, "hali", computer=True)

    assert (seen.card, seen.counted) == (halimah.card, True)
    assert visits.of_day(desk, TODAY)[0].computer is True


def test_a_name_counts_once_a_day_like_its_card(desk):
    a_member(desk, "Halimah")
    visit_names.by_text(desk, "Halimah")

    assert visit_names.by_text(desk, "Halimah").counted is False
    assert visit_names.by_text(desk, "Halimah", again=True).counted is True


def test_a_name_of_several_is_counted_for_none_and_says_how_many(desk):
    for name in ("Putri Hakim", "Putri Hakim", "Putri Hakimah"):
        a_member(desk, name)

    with pytest.raises(errors.NameShared) as whole:
        visit_names.by_text(desk, "putri hakim")
    with pytest.raises(errors.NameShared) as part:
        visit_names.by_text(desk, "putri hak")

    assert (whole.value.facts["count"], part.value.facts["count"]) == (2, 3)
    assert visits.count_of_day(desk, TODAY) is None


def test_a_street_is_nobodys_name(desk):
    a_member(desk, "Halimah", address="Jalan Melati")

    with pytest.raises(errors.MemberUnknown):
        visit_names.by_text(desk, "Melati")


@pytest.mark.parametrize("typed", ["", "  ", "—", "99999"])
def test_what_is_no_name_is_answered_kindly(desk, typed):
    a_member(desk, "Halimah")

    with pytest.raises(errors.MemberUnknown):
        visit_names.by_text(desk, typed)


def test_a_prison_counts_by_card_only(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        resident = a_member(desk)

        seen = visit_names.by_text(desk, resident.card)
        with pytest.raises(errors.MemberUnknown):
            visit_names.by_text(desk, "Halimah")
    library.close()

    assert (seen.card, seen.name) == (resident.card, "")


def test_an_aide_never_learns_of_a_name(desk):
    a_member(desk, "Halimah")

    with pytest.raises(errors.MemberUnknown):
        visit_names.by_text(acting_as(desk, Role.aide), "Halimah")


def test_who_left_is_not_counted_by_name(desk):
    gone = a_member(desk, "Halimah")
    leaving.leave(desk, gone.id)

    with pytest.raises(errors.MemberUnknown):
        visit_names.by_text(desk, "Halimah")
