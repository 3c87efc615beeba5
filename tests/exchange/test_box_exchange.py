"""Box files between an agency and a library: believed, asked about, refused, answered."""

import shutil
from dataclasses import replace
from datetime import date
from importlib.util import find_spec

import pytest

from jukung.domain import errors
from jukung.domain.kinds import BoxLeaving, Role
from jukung.exchange import box_exchange
from jukung.exchange.packs import returns
from jukung.exchange.packs.boxes import box_bytes, write_box
from jukung.library import box_return
from lent_box_makers import Agency, a_box, a_box_here, a_known_agency, copies
from makers import acting_as


def on_a_stick(folder, agency, *given, **other):
    """The file of a box, written as the agency writes it."""
    return write_box(folder / "JKB-0001.jkb", agency.box(*given, **other), agency.key)


def sent_back(desk, view, *, found=("B0001",), damaged=("B0002",)):
    """A box of three that went back, the rest of it missing."""
    box_return.begin(desk, view.id)
    for number in found:
        box_return.pack(desk, view.id, number)
    for number in damaged:
        box_return.pack(desk, view.id, number, how=BoxLeaving.damaged)
    box_return.finish(desk, view.id)


def test_a_box_comes_on_a_stick(desk, tmp_path):
    agency = a_known_agency(desk)
    path = on_a_stick(tmp_path, agency, *copies(3))

    done = box_exchange.take(desk, box_exchange.read(path))

    assert (done.view.number, done.view.listed) == ("KB-01", 3)


def test_a_file_with_one_changed_bit_is_refused(desk, tmp_path):
    agency = a_known_agency(desk)
    path = on_a_stick(tmp_path, agency, *copies(3))
    whole = path.read_bytes()

    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(errors.BoxUnreadable):
            box_exchange.read(path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 400, b'{"payload":1}'])
def test_what_is_no_box_is_refused(tmp_path, content):
    path = tmp_path / "box.jkb"
    path.write_bytes(content)

    with pytest.raises(errors.BoxUnreadable):
        box_exchange.read(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(errors.FileMissing):
        box_exchange.read(tmp_path / "gone.jkb")


def test_a_box_signed_by_another_key_is_refused(tmp_path):
    box, forger = Agency().box(*copies(3)), Agency()
    path = tmp_path / "forged.jkb"
    path.write_bytes(box_bytes(box, forger.key))

    with pytest.raises(errors.BoxUnreadable):
        box_exchange.read(path)


def test_a_strangers_box_is_asked_about_with_its_digits(desk):
    a_known_agency(desk)
    province = Agency("Dinas Provinsi")

    with pytest.raises(errors.BoxFromStranger) as refused:
        box_exchange.take(desk, a_box(province, *copies(3)))

    assert refused.value.facts["digits"] == province.card.fingerprint


def test_compared_digits_are_asked_for_once(desk):
    province = Agency("Dinas Provinsi")
    first, second = a_box(province, *copies(3)), a_box(province, *copies(2, first=9), number="KB-2")
    box_exchange.take(desk, first, trusting=province.card.fingerprint)

    done = box_exchange.take(desk, second)

    assert done.view.owner == "Dinas Provinsi"


def test_an_assistant_cannot_trust_a_new_agency(desk):
    province = Agency("Dinas Provinsi")

    with pytest.raises(errors.NotAllowed):
        box_exchange.take(
            acting_as(desk, Role.assistant),
            a_box(province, *copies(3)),
            trusting=province.card.fingerprint,
        )


@pytest.mark.parametrize(
    "other", [{"for_code": "63.99.01.2001"}, {"for_uid": "01900000-0000-7000-8000-000000000001"}]
)
def test_a_box_for_another_library_is_asked_about(desk, other):
    agency = a_known_agency(desk)
    found = a_box(agency, *copies(3), **other)

    with pytest.raises(errors.BoxForOther):
        box_exchange.take(desk, found)

    assert box_exchange.take(desk, found, for_other=True).act_id


def test_a_box_for_this_library_by_its_own_name_is_taken(desk):
    agency = a_known_agency(desk)
    found = a_box(agency, *copies(3), for_uid=desk.profile.uid, for_code="other")

    assert box_exchange.take(desk, found).act_id


def test_the_return_list_is_signed_and_whole(desk, tmp_path):
    agency, view = a_box_here(desk, 3)
    sent_back(desk, view)

    path = box_exchange.write(box_exchange.return_file(desk, view.id), tmp_path)

    listed = returns.read_return(path)
    assert {number: str(came) for number, came in listed.copies} == {
        "B0001": "found",
        "B0002": "damaged",
        "B0003": "missing",
    }
    assert (listed.box, listed.owner) == (view.id, agency.card.fingerprint)
    assert listed.public_key == desk.profile.public_key
    assert listed.back_on == date(2026, 11, 22)


def test_a_return_list_never_covers_the_boxs_own_file(desk, tmp_path):
    agency, view = a_box_here(desk, 3)
    sent_back(desk, view)
    content = a_box(agency, *copies(3)).content
    (tmp_path / f"JKB-{view.id[-8:]}.jkb").write_bytes(content)

    path = box_exchange.write(box_exchange.return_file(desk, view.id), tmp_path)

    assert (tmp_path / f"JKB-{view.id[-8:]}.jkb").read_bytes() == content
    assert path.suffix == ".jkb"


def test_no_return_list_before_the_box_went(desk):
    _agency, view = a_box_here(desk, 3)

    with pytest.raises(errors.BoxNotReturned):
        box_exchange.return_file(desk, view.id)


def test_an_assistant_signs_nothing(desk):
    _agency, view = a_box_here(desk, 3)
    sent_back(desk, view)

    with pytest.raises(errors.NotAllowed):
        box_exchange.return_file(acting_as(desk, Role.assistant), view.id)


@pytest.mark.skipif(
    find_spec("jukung.agency.boxes") is None, reason="the agency's side is not in this tree"
)
def test_both_sides_keep_the_same_account(library, tmp_path):
    from jukung.agency import (  # noqa: PLC0415 - only where there is an agency's side
        box_files,
        enrol,
        office,
    )
    from jukung.agency import boxes as agency_boxes  # noqa: PLC0415 - the same
    from jukung.domain.kinds import BoxArrival  # noqa: PLC0415 - the same
    from jukung.exchange.parcels import join  # noqa: PLC0415 - the same
    from jukung.exchange.parcels.identity import library_card_in  # noqa: PLC0415 - the same
    from jukung.library import box_arrival  # noqa: PLC0415 - the same

    book = office.found(tmp_path / "dinas.jukung-agency", code="63", name="Dinas Contoh")
    with library.changing() as desk:
        card = library_card_in(join.library_card(desk))
    with book.changing() as agency:
        enrol.enrol(agency, card, code=card.region_code)
        line = agency_boxes.prepare(agency, number="KB-1", name="Paket", copies=copies(4))
        agency_boxes.assign(agency, line.uid, card.region_code)
        handed = box_files.hand_over(
            agency, line.uid, out_on=date(2026, 11, 20), due_on=date(2027, 2, 20)
        )
    stick = tmp_path / "stick"
    stick.mkdir()
    path = box_files.write(handed, stick)
    with library.changing() as desk:
        found = box_exchange.read(path)
        view = box_exchange.take(desk, found, trusting=found.box.owner.fingerprint).view
        for number in ("B0001", "B0002", "B0003"):
            box_arrival.check(desk, view.id, number, how=BoxArrival.here)
        box_arrival.receive(desk, view.id)
        sent_back(desk, view)
        back = box_exchange.write(box_exchange.return_file(desk, view.id), stick)

    with book.changing() as agency:
        returned = box_files.take_back_by_list(agency, back, back_on=date(2026, 11, 23))

    assert set(returned.missing) == {"B0003", "B0004"}
    assert returned.damaged == ("B0002",)
    assert returned.strange == returned.unlisted == ()
    book.close()


def test_a_box_that_comes_again_answers_by_its_own_name(desk):
    agency, view = a_box_here(desk, 1)
    sent_back(desk, view, damaged=())
    again = a_box(agency, *copies(1), uid=view.id, due_on=date(2027, 9, 1))
    second = box_exchange.take(desk, again).view

    assert second.id == f"{view.id}#2"
    assert replace(again.box).uid == view.id


def test_works_by_stick_alone(desk, tmp_path):
    agency = Agency()
    path = on_a_stick(tmp_path, agency, *copies(3))
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(path, stick)

    found = box_exchange.read(stick / path.name)
    done = box_exchange.take(desk, found, trusting=agency.card.fingerprint)

    assert done.view.listed == 3
