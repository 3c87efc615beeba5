import pytest

from jukung.domain import errors
from jukung.domain.kinds import BorrowerKind, PrintWhat
from jukung.library import card_faces, leaving, merging, photos, print_runs
from makers import TODAY, a_library, a_member
from photo_makers import a_photo


def printed(desk, *ids):
    run = print_runs.queue(
        desk, PrintWhat.card, sheet="card-a4-8", start_cell=1, subjects=ids, choices={}
    )
    print_runs.confirm(desk, run.id, labels=len(ids), cells=8)


def test_a_card_shows_whose_it_is(desk):
    member = a_member(desk, "Siti Rahmani", card="A1", kind=BorrowerKind.teacher)
    photos.keep(desk, member.id, a_photo())

    (face,) = card_faces.faces(desk, [member.id])

    assert face == card_faces.CardFace(
        member.id,
        "A1",
        "Siti Rahmani",
        BorrowerKind.teacher,
        TODAY,
        member.until_on,
        a_photo(),
        printed=False,
    )


def test_cards_come_in_the_order_asked_for(desk):
    first, second = a_member(desk), a_member(desk)

    asked = card_faces.faces(desk, [second.id, "none", first.id, second.id])
    typed = card_faces.with_numbers(desk, [second.card, first.card])

    assert [face.id for face in asked] == [second.id, first.id, second.id]
    assert [face.id for face in typed] == [second.id, first.id]


def test_an_unknown_card_is_refused(desk):
    with pytest.raises(errors.MemberUnknown):
        card_faces.with_numbers(desk, ["A999"])


def test_members_without_a_card_are_counted_until_it_is_printed(desk):
    first, second = a_member(desk), a_member(desk)
    photos.keep(desk, second.id, a_photo())

    printed(desk, first.id)

    (waits,) = card_faces.without_card(desk)
    assert (waits.id, waits.photo) == (second.id, None)
    assert card_faces.without_card_count(desk) == 1
    assert card_faces.faces(desk, [first.id])[0].printed


def test_who_left_was_erased_or_merged_gets_no_card(desk):
    stays, goes, gone, twin = (a_member(desk, "Rawi") for _each in range(4))

    leaving.leave(desk, goes.id)
    leaving.erase(desk, gone.id)
    merging.merge(desk, stays.id, twin.id)

    assert [face.id for face in card_faces.without_card(desk)] == [stays.id]
    assert card_faces.without_card_count(desk) == 1
    assert card_faces.faces(desk, [goes.id, gone.id, twin.id]) == ()


def test_a_residents_card_has_no_name_and_no_photo(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        resident = a_member(desk)
        (face,) = card_faces.faces(desk, [resident.id])
    library.close()

    assert (face.number, face.name, face.photo) == (resident.card, "", None)
    assert face.kind is BorrowerKind.resident
