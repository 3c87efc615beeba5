"""What receipts bring beside verdicts: read by old and new programs, and never altered."""

import json
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from jukung.agency import accept, questions, receipts
from jukung.agency import notices as words_out
from jukung.agency.office import fetch_keys
from jukung.agency.tables import SiteRow
from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.exchange.parcels import (
    envelope,
    export,
    lineage,
    notices,
    parcel,
    plain_json,
    receipt,
)
from jukung.exchange.parcels.news import Former, Keys
from makers import acting_as
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    an_office,
    dump,
    months_before,
    payload_of,
    sent,
    signed,
)

GOLDEN = Path(__file__).parents[2] / "kept" / "receipts"
# Of the pair of keys that signed the golden files, made for them alone.
GOLDEN_KEY = (GOLDEN / "verify-key.txt").read_text().strip()


class OldReceipt(BaseModel):
    """The fields of edition 1.0, as a program of then reads them."""

    model_config = ConfigDict(strict=True, extra="ignore")

    spec: dict
    agency: str
    library: str
    epoch: str
    no: int
    utc: str
    head: dict | None
    items: list
    missing: list
    anchor: dict | None


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


def deliver(agency, library, folder):
    """Everything that waits goes up; the newest receipt."""
    files = sent(library, folder)
    return accept.accept(agency, list(files.values()))[-1].receipt


def read(library, content):
    with library.changing() as desk:
        return receipt.read_receipt(desk, content, "x.jkr")


def tell(agency, words, **more):
    with agency.changing(by="Rahmi") as desk:
        return words_out.write(desk, words, **more)


def ask(agency, figure="visits", words="Mohon dilihat lagi"):
    with agency.changing(by="Rahmi") as desk:
        site = desk.session.scalars(select(SiteRow)).one()
        return questions.ask(desk, site.site, OCTOBER, figure=figure, words=words)


def renewed(agency):
    with agency.changing() as desk:
        site = desk.session.scalars(select(SiteRow)).one()
        return receipts.renew(desk, fetch_keys(desk.profile), site).bytes


def unread(library):
    with library.reading() as desk:
        return [each.words for each in notices.unread(desk)]


# --- Editions ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["receipt-1.0.jkr", "receipt-1.1.jkr"])
def test_receipts_of_every_edition_are_read_for_good(name):
    data = (GOLDEN / name).read_bytes()

    found = receipt.verify(data, GOLDEN_KEY)

    assert found.items[0].period == "2026-10"
    assert bool(found.notices) is bool(found.questions) is bool(found.keys) is ("1.1" in name)


def test_a_program_of_the_first_edition_reads_what_is_written_now():
    sealed = envelope.unpack((GOLDEN / "receipt-1.1.jkr").read_bytes(), envelope.RECEIPT)

    found = OldReceipt.model_validate(plain_json.read(envelope.verify(sealed, GOLDEN_KEY)))

    assert found.items[0]["period"] == "2026-10"
    assert found.spec["min_reader"] == 1


def test_a_receipt_without_news_has_the_fields_of_before(agency, joined, tmp_path):
    a_sealed_month(joined)

    content = deliver(agency, joined, tmp_path / "stick")

    told = set(payload_of(content, envelope.RECEIPT)) - set(OldReceipt.model_fields)
    assert told == {"next_expected"}


# --- Messages ------------------------------------------------------------------------------


def test_a_message_arrives_and_is_shown_once(agency, joined, tmp_path):
    a_sealed_month(joined)
    tell(agency, "Bimbingan teknis tanggal 3 Desember")
    read(joined, deliver(agency, joined, tmp_path / "stick"))

    with joined.changing() as desk:
        (told,) = notices.unread(desk)
        notices.mark_read(desk, told.no)

    assert told.words == "Bimbingan teknis tanggal 3 Desember"
    assert told.agency == "Dinas Perpustakaan Contoh"
    assert unread(joined) == []
    with joined.reading() as desk:
        assert [each.words for each in notices.messages(desk)] == [told.words]


def test_a_message_goes_out_without_a_new_parcel(agency, joined, tmp_path):
    a_sealed_month(joined)
    read(joined, deliver(agency, joined, tmp_path / "stick"))
    tell(agency, "Kantor tutup besok")

    read(joined, renewed(agency))

    assert unread(joined) == ["Kantor tutup besok"]


def test_a_message_that_was_taken_back_is_shown_no_more(agency, joined, tmp_path):
    a_sealed_month(joined)
    made = tell(agency, "Salah tanggal")
    read(joined, deliver(agency, joined, tmp_path / "stick"))
    with agency.changing() as desk:
        words_out.withdraw(desk, made.no)

    read(joined, renewed(agency))

    assert unread(joined) == []


def test_a_number_that_is_given_again_with_other_words_is_unread(agency, joined, tmp_path):
    a_sealed_month(joined)
    made = tell(agency, "Yang pertama")
    content = deliver(agency, joined, tmp_path / "stick")
    read(joined, content)
    with joined.changing() as desk:
        notices.mark_read(desk, made.no)
    payload = payload_of(content, envelope.RECEIPT)
    payload["no"] += 1
    payload["notices"][0]["words"] = "Yang lain"
    with agency.reading() as desk:
        key, name = fetch_keys(desk.profile).signing, desk.profile.fingerprint

    read(joined, signed(payload, key, name, envelope.RECEIPT))

    assert unread(joined) == ["Yang lain"]


def test_an_aide_is_refused_and_an_assistant_may_read(agency, joined, tmp_path):
    a_sealed_month(joined)
    made = tell(agency, "Untuk petugas")
    read(joined, deliver(agency, joined, tmp_path / "stick"))

    with joined.changing() as desk:
        with pytest.raises(errors.NotAllowed):
            notices.unread(acting_as(desk, Role.aide))
        notices.mark_read(acting_as(desk, Role.assistant), made.no)

    assert unread(joined) == []


# --- Questions -----------------------------------------------------------------------------


def test_an_answer_travels_in_the_next_parcel_and_ends_the_question(agency, joined, tmp_path):
    a_sealed_month(joined)
    deliver(agency, joined, tmp_path / "one")
    ask(agency)
    read(joined, renewed(agency))

    with joined.changing() as desk:
        (asked,) = notices.questions(desk)
        notices.answer(desk, asked.no, notices.Choice.correct)
    a_sealed_month(joined, OCTOBER.after, female=3)
    with joined.reading() as desk:
        (waiting,) = export.waiting(desk)
    read(joined, deliver(agency, joined, tmp_path / "two"))

    assert (asked.month, asked.code, asked.value) == (OCTOBER, "visits", 7)
    assert payload_of(waiting.envelope)["answers"] == [{"choice": "correct", "question": 1}]
    with agency.reading() as desk:
        assert [each.answer for each in questions.listed(desk)] == ["correct"]
    with joined.reading() as desk:
        assert notices.questions(desk) == ()


def test_a_parcel_without_answers_has_the_fields_of_before(joined):
    a_sealed_month(joined)

    with joined.reading() as desk:
        (waiting,) = export.waiting(desk)

    assert "answers" not in payload_of(waiting.envelope)


def test_a_question_that_nobody_asked_cannot_be_answered(joined):
    with joined.changing() as desk, pytest.raises(errors.QuestionUnknown):
        notices.answer(desk, 4, notices.Choice.correct)


def test_parcels_are_also_sealed_for_those_who_carry_them_on(agency, joined, tmp_path):
    a_sealed_month(joined)
    content = deliver(agency, joined, tmp_path / "one")
    district = an_office(tmp_path, file="kabupaten.jukung-agency", code="63.03")
    with district.reading() as desk:
        relay, opener = desk.profile.card.recipient, fetch_keys(desk.profile).identity
    payload = payload_of(content, envelope.RECEIPT)
    payload["no"] += 1
    payload["relays"] = [{"code": "63.03", "recipient": relay}]
    with agency.reading() as desk:
        key, name = fetch_keys(desk.profile).signing, desk.profile.fingerprint
        own = fetch_keys(desk.profile).identity
    read(joined, signed(payload, key, name, envelope.RECEIPT))
    a_sealed_month(joined, OCTOBER.after, female=3)

    (file,) = sent(joined, tmp_path / "two").values()

    assert envelope.decrypt(file, opener) == envelope.decrypt(file, own)
    district.close()


# --- Nothing can be altered ----------------------------------------------------------------


def test_every_bit_of_a_receipt_with_news_counts(agency, joined, tmp_path):
    a_sealed_month(joined)
    tell(agency, "Satu pesan")
    ask_after = deliver(agency, joined, tmp_path / "stick")
    ask(agency)
    content = renewed(agency)
    before = dump(joined.file)
    assert ask_after

    for place in range(0, len(content), 7):
        spoilt = bytearray(content)
        spoilt[place] ^= 1 << (place % 8)
        with pytest.raises(errors.Refusal):
            read(joined, bytes(spoilt))

    assert dump(joined.file) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("notices", [{"no": 1, "words": "x" * 241, "until": ""}]),
        ("notices", [{"no": 1, "words": "", "until": ""}]),
        ("notices", [{"no": n, "words": "x", "until": ""} for n in range(1, 10)]),
        ("questions", [{"no": 1, "period": "2026-13", "code": "visits", "value": 1, "words": ""}]),
        ("questions", [{"no": 1, "period": "2026-10", "code": "visits", "value": -1, "words": ""}]),
        ("relays", [{"code": "63.03", "recipient": "age1nobody"}]),
        ("next_expected", "soon"),
    ],
)
def test_news_beyond_its_bounds_is_refused(agency, joined, tmp_path, field, value):
    a_sealed_month(joined)
    payload = payload_of(deliver(agency, joined, tmp_path / "stick"), envelope.RECEIPT)
    with agency.reading() as desk:
        key, name = fetch_keys(desk.profile).signing, desk.profile.fingerprint

    with pytest.raises(errors.ReceiptUnreadable):
        read(joined, signed(payload | {field: value}, key, name, envelope.RECEIPT))


def identities(count):
    found = []
    for place in range(count):
        key = Ed25519PrivateKey.generate()
        found.append(
            (
                Keys(
                    code="63",
                    verify_key=key.public_key().public_bytes_raw().hex(),
                    recipient=str(pyrage.x25519.Identity.generate().to_public()),
                    since=f"2026-0{place + 1}-01T00:00:00Z",
                ),
                key,
            )
        )
    return found


CHAIN = identities(5)
LINEAGE = [
    Former(**keys.model_dump(), signature=lineage.vouch(keys.card(), CHAIN[place + 1][0], key))
    for place, (keys, key) in enumerate(CHAIN[:-1])
]


@given(
    known=st.integers(0, 3),
    link=st.integers(0, 3),
    field=st.sampled_from(["verify_key", "recipient", "since", "signature", "code"]),
    other=st.integers(0, 3),
)
@bounds(max_examples=60, deadline=None)
def test_no_link_can_be_changed_behind_the_identity_that_is_known(known, link, field, other):
    present = CHAIN[-1][0]
    swapped = getattr(LINEAGE[other], field) if field != "code" else "64"
    changed = LINEAGE.copy()
    changed[link] = LINEAGE[link].model_copy(update={field: swapped})
    same = swapped == getattr(LINEAGE[link], field)

    leads = lineage.leads(CHAIN[known][0].card(), changed, present)

    assert leads is (same or link < known or (link == known and field == "since"))


def test_a_stranger_is_never_led_to():
    stranger, _key = identities(1)[0]

    assert lineage.leads(CHAIN[0][0].card(), LINEAGE, CHAIN[-1][0])
    assert not lineage.leads(CHAIN[0][0].card(), LINEAGE, stranger)
    assert not lineage.leads(stranger.card(), LINEAGE, CHAIN[-1][0])
    assert not lineage.leads(CHAIN[0][0].card(), [], CHAIN[-1][0])


# --- Privacy -------------------------------------------------------------------------------


def test_no_person_is_in_a_receipt(agency, joined, tmp_path):
    for month in months_before(2):
        a_sealed_month(joined, month)
    tell(agency, "Kantor tutup besok")
    with agency.changing(by="Rahmi") as desk:
        site = desk.session.scalars(select(SiteRow)).one()
        site.note = "Tanya Pak Sulaiman"
        desk.session.add(site)
    deliver(agency, joined, tmp_path / "stick")
    ask(agency)

    text = json.dumps(payload_of(renewed(agency), envelope.RECEIPT))

    assert "Kantor tutup" in text
    assert "Mohon dilihat" in text
    for name in ("Rahmi", "Siti", "Sulaiman", "Rawa Bening"):
        assert name not in text


def test_a_prison_answers_without_a_word_of_its_own(tmp_path, agency):
    prison = a_joined_library(
        tmp_path, agency, code="63.71/LP1", file="lapas.jukung", kind="prison", name="Pojok Baca"
    )
    a_sealed_month(prison)
    deliver(agency, prison, tmp_path / "one")
    ask(agency, words="Apakah benar?")
    read(prison, renewed(agency))

    with prison.changing() as desk:
        notices.answer(desk, 1, notices.Choice.not_counted)
        with pytest.raises(ValueError, match="Tanya Siti"):
            notices.answer(desk, 1, notices.Choice("Tanya Siti"))
    a_sealed_month(prison, OCTOBER.after, female=3)
    with prison.reading() as desk:
        (waiting,) = export.waiting(desk)
    payload = payload_of(waiting.envelope)
    prison.close()

    assert payload["answers"] == [{"choice": "not_counted", "question": 1}]
    assert "Siti" not in json.dumps(payload)


def test_an_answer_beyond_the_choices_is_no_content(agency, joined, tmp_path):
    a_sealed_month(joined)
    with joined.reading() as desk:
        (waiting,) = export.waiting(desk)
    payload = payload_of(waiting.envelope)

    for answers in (
        [{"question": 1, "choice": "Tanya Siti"}],
        [{"question": 0, "choice": "correct"}],
        [{"question": n, "choice": "correct"} for n in range(1, 14)],
    ):
        with pytest.raises(parcel.ContentWrong):
            parcel.read(json.dumps(payload | {"answers": answers}).encode())
