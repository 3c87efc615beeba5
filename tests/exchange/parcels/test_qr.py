"""Parcels as codes: any order, twice, mixed; nothing hostile joins."""

import random
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukung.agency.office import fetch_keys
from jukung.domain import errors
from jukung.domain.kinds import ParcelState
from jukung.exchange.parcels import envelope, qr, qr_letters
from jukung.exchange.parcels.export import Waiting
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    an_office,
    envelopes,
    months_before,
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


def bytes_of(size, seed=1):
    return random.Random(seed).randbytes(size)


def joined_from(texts):
    return qr.join(map(qr.read, texts))


def framed(name, place, count, piece):
    body = name + bytes((place, count)) + piece
    return qr.MAGIC + qr_letters.write(body + zlib.crc32(body).to_bytes(4, "big"))


def test_a_code_is_what_the_format_says():
    # Worked out from FORMAT.md by other code; it must never change.
    assert qr.codes(b"jukung") == ("JKQ1:GOLBHTK-3N83W50SKDEQD3/DV-JNKJ",)


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=4000), st.randoms(use_true_random=False))
def test_codes_join_in_any_order_and_twice(content, dice):
    texts = list(qr.codes(content)) * 2
    dice.shuffle(texts)

    (found,) = joined_from(texts)

    assert found.content == content
    assert found.pieces.missing == ()
    assert all(len(text) <= qr.MOST_LETTERS for text in texts)


def test_several_parcels_may_be_mixed():
    contents = [bytes_of(size, size) for size in (300, 2500, 4100)]
    texts = [text for content in contents for text in qr.codes(content)]
    random.Random(3).shuffle(texts)

    found = joined_from(texts)

    assert sorted(len(each.content) for each in found) == [300, 2500, 4100]


def test_what_is_missing_is_named():
    texts = qr.codes(bytes_of(3000))

    (found,) = joined_from((texts[0], texts[3], texts[5]))

    assert found.content is None
    assert (found.pieces.read, found.pieces.count) == (3, 6)
    assert found.pieces.missing == (2, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://contoh.id/koleksi",
        "JKQ1:",
        "JKQ2:" + qr.codes(b"abc")[0].removeprefix(qr.MAGIC),
        qr.codes(b"abc")[0][:-1],
        qr.codes(b"abc")[0][:-1] + "Z",
        qr.codes(b"abc")[0] + " " * 2000,
        framed(b"n" * 8, 0, 1, b"x"),
        framed(b"n" * 8, 2, 1, b"x"),
        framed(b"n" * 8, 1, 255, b"x"),
        framed(b"n" * 8, 1, 1, b""),
    ],
)
def test_what_is_none_of_our_codes_is_refused(text):
    with pytest.raises(qr.CodeWrong):
        qr.read(text)


def test_a_false_code_among_true_ones_does_no_harm():
    content = bytes_of(2000)
    texts = qr.codes(content)
    true = qr.read(texts[1])
    false = framed(bytes.fromhex(true.name), 2, true.count, b"something else")

    (found,) = joined_from([texts[0], false, *texts[1:]])

    assert found.content == content


def test_only_false_codes_join_to_nothing():
    codes = [replace(qr.read(text), name="00" * 8) for text in qr.codes(bytes_of(2000))]

    (found,) = qr.join(codes)

    assert found.content is None
    assert found.pieces.missing == ()


def test_a_file_too_large_for_codes_is_refused():
    with pytest.raises(qr.CodeWrong):
        qr.codes(bytes_of(40_000))


def test_a_parcel_too_large_for_codes_names_its_month(agency):
    with agency.reading() as desk:
        recipient = desk.profile.card.recipient
    huge = Waiting("0" * 36, 1, OCTOBER, bytes_of(60_000))

    with pytest.raises(errors.TooLargeForCodes) as refused:
        qr.sheets([huge], (recipient,))

    assert refused.value.month == "2026-10"


def test_every_parcel_without_a_receipt_becomes_a_sheet(joined, agency):
    for month in months_before(3):
        a_sealed_month(joined, month)

    found = qr.for_agency(joined)

    with agency.reading() as desk:
        key = fetch_keys(desk.profile).identity
    opened = {
        each.seq: envelope.inflated(envelope.decrypt(joined_from(each.codes)[0].content, key))
        for each in found
    }
    assert opened == envelopes(joined)
    assert [each.month.text for each in found] == ["2026-08", "2026-09", "2026-10"]
    assert max(len(each.codes) for each in found) <= 6


def test_one_month_may_be_chosen(joined):
    for month in months_before(3):
        a_sealed_month(joined, month)

    found = qr.for_agency(joined, OCTOBER)

    assert [each.month for each in found] == [OCTOBER]
    with pytest.raises(errors.NothingToSend):
        qr.for_agency(joined, OCTOBER.after)


def test_codes_that_were_handed_out_are_on_their_way(joined):
    a_sealed_month(joined)
    found = qr.for_agency(joined)

    qr.mark_handed_out(joined, found)

    with joined.reading() as desk:
        (sent,) = qr.export.closing.history(desk)
    assert sent.parcel is ParcelState.written


@pytest.mark.parametrize(
    "content",
    [
        b"\x78",
        b"\x78\x9c\x00\x00",
        zlib.compress(b"{}") + b"more",
        zlib.compress(b" " * (envelope.LARGEST_FILE + 1)),
        zlib.compress(b"{}" * 99)[:-3],
    ],
)
def test_deflated_bytes_are_bounded_and_whole(content):
    with pytest.raises(envelope.EnvelopeWrong):
        envelope.inflated(content)
