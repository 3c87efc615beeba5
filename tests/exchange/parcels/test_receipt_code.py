"""A receipt in twelve letters ends a reminder, and nothing more."""

import pytest
from sqlalchemy import select

from jukung.agency import accept
from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import ParcelState, Role
from jukung.exchange.parcels import envelope, export, receipt, receipt_code
from jukung.store.tables import ParcelRow
from makers import acting_as
from parcel_makers import (
    a_joined_library,
    a_sealed_month,
    an_office,
    dump,
    payload_of,
    sent,
    signed,
)


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def joined(tmp_path, agency):
    made = a_joined_library(tmp_path, agency)
    yield made
    made.close()


def told(agency, library, folder):
    """The agency's answer to the one parcel of a library."""
    a_sealed_month(library)
    (judged,) = accept.accept(agency, sent(library, folder).values())
    return judged


def typed(library, text):
    with library.changing() as desk:
        return receipt_code.read(desk, text)


def parcel_of(library):
    with library.reading() as desk:
        row = desk.session.scalars(select(ParcelRow)).one()
        return row.state, row.verdict


def test_the_code_for_a_parcel_is_short_and_plain():
    code = receipt_code.make(new_id(), 7, "ab" * 32)

    assert len(code) == 14
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("ILOU")
    assert receipt_code.make(new_id(), 1 << 16, "ab" * 32) == ""


def test_the_code_is_what_the_format_says():
    # Worked out from FORMAT.md by other code; it must never change.
    code = receipt_code.make("01a20363-0000-7000-8000-000000000001", 7, "0123abcd" + "0" * 56)

    assert code == "003G-28XB-SPNJ"


def test_a_typed_code_ends_the_reminder(agency, joined, tmp_path):
    judged = told(agency, joined, tmp_path / "stick")

    read = typed(joined, judged.code)
    again = typed(joined, judged.code)

    assert (read.seq, read.month.text, read.changed) == (1, "2026-10", True)
    assert again.changed is False
    assert parcel_of(joined) == (ParcelState.received, receipt_code.BY_CODE)


def test_a_code_may_be_typed_as_people_type(agency, joined, tmp_path):
    judged = told(agency, joined, tmp_path / "stick")
    sloppy = f" {judged.code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "

    assert typed(joined, sloppy).seq == 1


def test_a_parcel_known_by_its_code_is_still_carried(agency, joined, tmp_path):
    judged = told(agency, joined, tmp_path / "stick")
    typed(joined, judged.code)

    with joined.reading() as desk:
        waiting = export.waiting(desk)

    assert [each.seq for each in waiting] == [1]


def test_the_signed_receipt_takes_the_place_of_the_code(agency, joined, tmp_path):
    judged = told(agency, joined, tmp_path / "stick")
    typed(joined, judged.code)

    with joined.changing() as desk:
        read = receipt.read_receipt(desk, judged.receipt)

    assert read.changed
    assert parcel_of(joined) == (ParcelState.received, "ACCEPT")
    with joined.reading() as desk:
        assert export.waiting(desk) == ()


def test_a_signed_receipt_that_says_otherwise_wins(agency, joined, tmp_path):
    judged = told(agency, joined, tmp_path / "stick")
    typed(joined, judged.code)
    payload = payload_of(judged.receipt, envelope.RECEIPT)
    payload["items"][0]["verdict"] = "HOLD_FUTURE"
    with agency.reading() as desk:
        key = accept.fetch_keys(desk.profile).signing
    held = signed(payload, key, payload["agency"], envelope.RECEIPT)

    with joined.changing() as desk:
        receipt.read_receipt(desk, held)

    assert parcel_of(joined) == (ParcelState.written, "HOLD_FUTURE")


def test_no_code_with_one_wrong_letter_is_taken(agency, joined, tmp_path):
    code = told(agency, joined, tmp_path / "stick").code
    before = dump(joined.file)

    for place, letter in enumerate(code):
        if letter == "-":
            continue
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".replace(letter, ""):
            with pytest.raises((errors.ReceiptCodeWrong, errors.ReceiptCodeUnknown)):
                typed(joined, code[:place] + other + code[place + 1 :])

    assert dump(joined.file) == before


@pytest.mark.parametrize("text", ["", "7K3M", "7K3M-9QXD-2TPA", "???? ???? ????", "Ａ" * 12])
def test_what_is_no_code_is_refused(joined, text):
    with pytest.raises(errors.ReceiptCodeWrong):
        typed(joined, text)


def test_the_code_of_another_library_is_refused(agency, joined, tmp_path):
    other = a_joined_library(tmp_path, agency, file="lain.jukung", code="63.03.05.2008")
    code = told(agency, other, tmp_path / "stick").code
    a_sealed_month(joined)

    with pytest.raises(errors.ReceiptCodeWrong):
        typed(joined, code)
    other.close()


def test_a_true_code_for_a_parcel_nobody_has_is_an_alarm(joined):
    with joined.reading() as desk:
        code = receipt_code.make(desk.profile.uid, 3, "ab" * 32)

    with pytest.raises(errors.ReceiptCodeUnknown):
        typed(joined, code)


def test_only_keepers_type_codes(joined):
    with joined.changing() as desk, pytest.raises(errors.NotAllowed):
        receipt_code.read(acting_as(desk, Role.assistant), "7K3M-9QXD-2TPA")
