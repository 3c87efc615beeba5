"""Boxes and return lists: whole and signed, or refused."""

from dataclasses import replace
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.exchange.packs import boxes, returns
from jukung.exchange.packs.boxes import BoxedCopy, Signer
from jukung.exchange.packs.returns import Came, ReturnList
from pack_makers import MADE, Agency


def is_refused(read, *asked):
    """Whether bytes are refused as no box."""
    try:
        read(*asked)
    except errors.BoxUnreadable:
        return True
    return False


def a_return(key, box, **other):
    facts = {
        "box": box.uid,
        "number": box.number,
        "owner": box.owner.fingerprint,
        "library_uid": new_id(),
        "library_name": "Pustaka Ilung",
        "public_key": key.public_key().public_bytes_raw().hex(),
        "back_on": MADE.date(),
        "made_at": MADE,
        "copies": (("B0001", Came.found), ("B0002", Came.damaged)),
    }
    return ReturnList(**(facts | other))


def test_a_box_of_our_agency_is_read_as_it_was_written(tmp_path, office):
    box = office.box()
    path = boxes.write_box(tmp_path / "a.jkb", box, office.key)

    assert boxes.read_box(path, office.card) == box


def test_a_box_of_somebody_else_is_whole_but_a_strangers(tmp_path, office):
    path = boxes.write_box(tmp_path / "a.jkb", office.box(), office.key)

    answers = {boxes.read_box(path, known).signer for known in (None, Agency().card)}

    assert answers == {Signer.stranger}


def test_every_bit_of_a_box_is_signed(office):
    whole = boxes.box_bytes(office.box(), office.key)

    for place in range(len(whole)):
        for bit in range(8):
            torn = bytearray(whole)
            torn[place] ^= 1 << bit
            assert is_refused(boxes.box_in, bytes(torn), office.card), (place, bit)


def test_every_bit_of_a_return_list_is_signed(office):
    key = Ed25519PrivateKey.generate()
    whole = returns.return_bytes(a_return(key, office.box()), key)
    random = Random(5)

    for place in range(len(whole)):
        torn = bytearray(whole)
        torn[place] ^= 1 << random.randrange(8)
        assert is_refused(returns.return_in, bytes(torn)), place


def test_a_box_that_is_cut_is_refused(office):
    whole = boxes.box_bytes(office.box(), office.key)

    assert all(
        is_refused(boxes.box_in, whole[:length], office.card) for length in range(len(whole))
    )


def test_a_box_signed_with_another_key_than_its_owners_is_refused(office):
    forged = boxes.box_bytes(office.box(), Ed25519PrivateKey.generate())

    assert is_refused(boxes.box_in, forged, office.card)


def test_a_box_is_no_return_list_and_a_return_list_no_box(office):
    key = Ed25519PrivateKey.generate()
    box = office.box()

    assert is_refused(returns.return_in, boxes.box_bytes(box, office.key))
    assert is_refused(boxes.box_in, returns.return_bytes(a_return(key, box), key), office.card)


def test_two_thousand_copies_go_into_a_box_and_no_more(office):
    copies = [BoxedCopy(f"N{at:05}", "Sungai " * 60, "Pengarang " * 20) for at in range(2000)]

    whole = boxes.box_bytes(office.box(*copies), office.key)

    assert len(boxes.box_in(whole, office.card).copies) == 2000
    assert len(whole) < boxes.LARGEST_FILE
    with pytest.raises(errors.BoxTooLarge):
        boxes.box_bytes(office.box(*copies, BoxedCopy("N9", "x")), office.key)
    with pytest.raises(errors.BoxEmpty):
        boxes.box_bytes(replace(office.box(), copies=()), office.key)


def test_a_number_twice_in_a_box_is_refused_by_the_reader(office):
    twice = boxes.box_bytes(
        office.box(BoxedCopy("b1", "Satu"), BoxedCopy("B1 ", "Dua")), office.key
    )

    assert is_refused(boxes.box_in, twice, office.card)


def test_a_box_knows_whether_it_is_for_a_library(office):
    uid = new_id()

    assert office.box(for_uid=uid).is_for(uid=uid, code="")
    assert not office.box(for_uid=uid).is_for(uid=new_id(), code="63.03.05.2007")
    assert office.box().is_for(uid=uid, code="63.03.05.2007")
    assert office.box(for_code="").is_for(uid=uid, code="63.01")


def test_control_signs_in_a_list_do_not_break_a_box(office):
    copy = BoxedCopy("B1\t", "Satu\x00\x1b dua\nbaris\u202e", "A\u0301")

    read = boxes.box_in(boxes.box_bytes(office.box(copy), office.key), office.card)

    assert read.copies[0].title == "Satu dua baris"
    assert read.copies[0].author == "Á"


def test_a_return_list_comes_back_as_written(tmp_path, office):
    key = Ed25519PrivateKey.generate()
    listed = a_return(key, office.box())

    assert returns.read_return(returns.write_return(tmp_path / "r.jkb", listed, key)) == listed


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\x00" * 100, b'{"payload":' * 5000])
def test_rubbish_is_no_box(tmp_path, office, content):
    path = tmp_path / "a.jkb"
    path.write_bytes(content)

    assert is_refused(boxes.read_box, path, office.card)
    assert is_refused(returns.read_return, path)
