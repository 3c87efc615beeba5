"""Boxes on loan: prepared, handed over, taken back, and always somewhere."""

from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from box_makers import CODE, COPIES, LATER, a_box
from jukung.agency import box_files, box_lists, box_papers, boxes, deeds
from jukung.agency.boxes import BoxState
from jukung.domain import errors
from jukung.exchange.packs import lists, returns
from jukung.exchange.packs.boxes import BoxedCopy, Signer, box_in
from jukung.exchange.packs.returns import Came, ReturnList
from jukung.exchange.parcels.signing import signing_key
from jukung.paper import picture
from makers import NOON, TODAY


def test_a_box_is_where_it_was_handed_over(agency, joined):
    uid, handed = a_box(agency, to=CODE)

    with agency.reading() as desk:
        detail = boxes.show(desk, "kb-01")
        out = boxes.copies_out(desk)

    assert (detail.line.state, detail.line.site, detail.line.due_on) == (BoxState.out, CODE, LATER)
    assert out == {CODE: 3}
    assert [(each.what, each.by) for each in detail.history] == [
        ("box_out", "Rahmi"),
        ("box_assigned", "Rahmi"),
        ("box_prepared", "Rahmi"),
    ]
    with agency.reading() as desk, joined.reading() as library:
        box = box_in(handed.content, desk.profile.card)
        assert box.is_for(uid=library.profile.uid, code=CODE)
    assert (box.uid, box.signer, box.copies) == (uid, Signer.known, COPIES)


def test_a_number_lies_in_one_box_only(agency):
    a_box(agency)

    with agency.changing() as desk, pytest.raises(errors.BoxCopyTaken) as refusal:
        boxes.prepare(desk, number="KB-02", name="", copies=[BoxedCopy("b3 ", "Lain")])
    with agency.changing() as desk, pytest.raises(errors.BoxNumberTaken):
        boxes.prepare(desk, number="kb-01", name="", copies=[BoxedCopy("C1", "Lain")])
    with agency.changing() as desk, pytest.raises(errors.BoxEmpty):
        boxes.prepare(desk, number="KB-02", name="", copies=[])

    assert refusal.value.facts["box"] == "KB-01"
    with agency.reading() as desk:
        assert [each.number for each in boxes.all_boxes(desk)] == ["KB-01"]


def test_the_numbers_of_a_box_that_is_gone_are_free(agency):
    uid = a_box(agency)

    with agency.changing() as desk:
        boxes.give_up(desk, uid)
        line = boxes.prepare(desk, number="KB-02", name="", copies=COPIES)

    assert line.copies == 3


@pytest.mark.usefixtures("joined")
def test_what_is_missing_stays_out_of_the_next_loan(agency):
    uid, _handed = a_box(agency, to=CODE)

    with agency.changing() as desk:
        back = boxes.take_back(desk, uid, back_on=LATER, missing=["b1"], damaged=["B2"])
        boxes.assign(desk, uid, CODE)
        again = box_files.hand_over(desk, uid, out_on=LATER, due_on=LATER + timedelta(days=9))
        ours = desk.profile.card

    assert (back.state, back.missing, back.damaged, back.going) == (BoxState.back, 1, 1, 1)
    assert [each.number for each in box_in(again.content, ours).copies] == ["B3"]


@pytest.mark.usefixtures("joined")
def test_a_copy_that_was_found_goes_out_again(agency):
    uid, _handed = a_box(agency, to=CODE)

    with agency.changing() as desk:
        boxes.take_back(desk, uid, back_on=LATER, missing=["B1"])
        line = boxes.put_right(desk, uid, "B1")

    assert line.going == 3


@pytest.mark.usefixtures("joined")
def test_a_box_that_is_out_is_nobody_elses(agency):
    uid, _handed = a_box(agency, to=CODE)

    for wrong in (
        lambda desk: boxes.assign(desk, uid, CODE),
        lambda desk: boxes.refill(desk, uid, COPIES),
        lambda desk: boxes.set_out(desk, uid, out_on=TODAY, due_on=LATER),
    ):
        with agency.changing() as desk, pytest.raises(errors.BoxIsOut):
            wrong(desk)


def test_a_box_for_nobody_or_of_no_copy_stays_here(agency):
    uid = a_box(agency)

    with agency.changing() as desk, pytest.raises(errors.BoxUnassigned):
        boxes.set_out(desk, uid, out_on=TODAY, due_on=LATER)
    with agency.changing() as desk, pytest.raises(errors.SiteUnknown):
        boxes.assign(desk, uid, "63.99")
    with agency.changing() as desk, pytest.raises(errors.BoxNotOut):
        boxes.take_back(desk, uid, back_on=TODAY)
    with agency.changing() as desk, pytest.raises(errors.BoxUnknown):
        boxes.assign(desk, "KB-77", CODE)


@pytest.mark.usefixtures("joined")
def test_days_stand_in_their_order(agency):
    uid, _handed = a_box(agency, to=CODE)

    with agency.changing() as desk, pytest.raises(errors.DaysBackwards):
        boxes.take_back(desk, uid, back_on=TODAY - timedelta(days=1))
    with agency.changing() as desk, pytest.raises(errors.CopyUnknown):
        boxes.take_back(desk, uid, back_on=LATER, missing=["Z9"])


@pytest.mark.usefixtures("joined")
def test_late_boxes_are_named_the_latest_first(agency):
    for number, days in (("KB-01", 5), ("KB-02", 40), ("KB-03", -9)):
        uid = a_box(agency, number, [BoxedCopy(f"{number}-1", "x")])
        with agency.changing() as desk:
            boxes.assign(desk, uid, CODE)
            out_on = TODAY - timedelta(days=90)
            boxes.set_out(desk, uid, out_on=out_on, due_on=TODAY - timedelta(days=days))

    with agency.reading() as desk:
        assert [each.number for each in boxes.overdue(desk)] == ["KB-02", "KB-01"]


def a_return_list(library, handed, agency, **other):
    with library.reading() as desk, agency.reading() as office:
        key = signing_key(desk.profile)
        facts = {
            "box": handed.line.uid,
            "number": handed.line.number,
            "owner": office.profile.fingerprint,
            "library_uid": desk.profile.uid,
            "library_name": desk.profile.name,
            "public_key": desk.profile.public_key,
            "back_on": LATER,
            "made_at": NOON,
            "copies": (("B1", Came.found), ("B2", Came.damaged)),
        }
    return ReturnList(**(facts | other)), key


def test_a_librarys_list_takes_a_box_back(agency, joined, tmp_path):
    _uid, handed = a_box(agency, to=CODE)
    listed, key = a_return_list(joined, handed, agency)
    path = returns.write_return(tmp_path / "r.jkb", listed, key)

    with agency.changing() as desk:
        found = box_files.take_back_by_list(desk, path, back_on=LATER)

    assert (found.damaged, found.unlisted, found.missing) == (("B2",), ("B3",), ())
    assert (found.line.state, found.line.missing, found.line.damaged) == (BoxState.back, 1, 1)


def test_a_list_of_another_key_or_box_changes_nothing(agency, joined, tmp_path):
    _uid, handed = a_box(agency, to=CODE)
    stranger = Ed25519PrivateKey.generate()
    public = stranger.public_key().public_bytes_raw().hex()
    foreign, _key = a_return_list(joined, handed, agency, public_key=public)
    path = returns.write_return(tmp_path / "r.jkb", foreign, stranger)

    with agency.changing() as desk, pytest.raises(errors.BoxReturnForeign):
        box_files.take_back_by_list(desk, path, back_on=LATER)
    listed, key = a_return_list(joined, handed, agency, box="01900000-0000-7000-8000-000000000009")
    with agency.changing() as desk, pytest.raises(errors.BoxUnknown):
        box_files.take_back_by_list(
            desk, returns.write_return(tmp_path / "s.jkb", listed, key), back_on=LATER
        )

    with agency.reading() as desk:
        assert boxes.show(desk, "KB-01").line.state is BoxState.out


def test_a_list_says_what_would_go_into_a_box(agency, tmp_path):
    a_box(agency)
    path = tmp_path / "daftar.csv"
    path.write_text(
        "No. Induk;Judul;Pengarang;Harga\n"
        "B1;Perahu;Sari;45000\nC1;Baru;Ana;\n;Tanpa;Ana;1\nC1;Dua;;\n"
    )

    with agency.reading() as desk:
        plan = box_lists.plan(desk, lists.read_list(path))

    assert [(each.number, each.title) for each in plan.copies] == [("C1", "Baru")]
    assert [(each.number, each.box) for each in plan.taken] == [("B1", "KB-01")]
    assert plan.left_out == 3


@pytest.mark.usefixtures("joined")
def test_the_minutes_list_the_copies_for_two_signatures(agency):
    uid, _handed = a_box(agency, to=CODE)

    with agency.reading() as desk:
        first, again = box_papers.minutes(desk, uid), box_papers.minutes(desk, uid)
        label = box_papers.label(desk, uid)

    assert first == again
    assert picture.page_sizes(first)[0] == pytest.approx((210, 297), abs=0.5)
    assert len(picture.page_sizes(label)) == 1
    assert date(2027, 2, 20) == LATER


@pytest.mark.usefixtures("joined")
def test_deeds_tell_what_was_done_at_a_library(agency):
    a_box(agency, to=CODE)

    with agency.reading() as desk:
        told = [(each.what, each.site) for each in deeds.latest(desk)]

    assert ("box_out", CODE) in told


def test_a_list_that_comes_after_its_box_corrects_the_account(agency, joined, tmp_path):
    _uid, handed = a_box(agency, to=CODE)
    listed, key = a_return_list(joined, handed, agency)
    path = returns.write_return(tmp_path / "r.jkb", listed, key)
    with agency.changing() as desk:
        boxes.take_back(desk, "KB-01", back_on=LATER)

    with agency.changing() as desk:
        found = box_files.take_back_by_list(desk, path, back_on=LATER + timedelta(days=3))

    assert (found.line.missing, found.line.damaged) == (1, 1)
    assert (found.line.state, found.line.back_on) == (BoxState.back, LATER)
    with agency.reading() as desk:
        assert boxes.show(desk, "KB-01").history[0].what == "box_list_read"


def test_a_list_of_an_earlier_loan_or_library_corrects_nothing(agency, joined, tmp_path):
    _uid, handed = a_box(agency, to=CODE)
    listed, key = a_return_list(joined, handed, agency, back_on=TODAY)
    path = returns.write_return(tmp_path / "r.jkb", listed, key)
    with agency.changing() as desk:
        boxes.take_back(desk, "KB-01", back_on=TODAY)
        box_files.hand_over(
            desk, "KB-01", out_on=TODAY + timedelta(days=1), due_on=TODAY + timedelta(days=30)
        )
        boxes.take_back(desk, "KB-01", back_on=TODAY + timedelta(days=9))

    with agency.changing() as desk, pytest.raises(errors.BoxNotOut):
        box_files.take_back_by_list(desk, path, back_on=LATER)

    with agency.reading() as desk:
        assert boxes.show(desk, "KB-01").line.missing == 0


def test_a_stick_is_searched_for_return_lists_alone(agency, joined, tmp_path):
    _uid, handed = a_box(agency, to=CODE)
    listed, key = a_return_list(joined, handed, agency)
    path = returns.write_return(tmp_path / "r.jkb", listed, key)
    box_files.write(handed, tmp_path)
    (tmp_path / "broken.jkb").write_bytes(b"{}")

    assert box_files.lists_in([tmp_path]) == box_files.lists_in([path]) == (path,)
