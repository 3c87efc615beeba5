"""Messages to libraries: for whom, for how long, and which receipts carried them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from jukung.agency import accept, deeds, news_out, notices, questions
from jukung.agency.tables import SiteRow
from jukung.domain import errors
from jukung.exchange.parcels import envelope, receipt
from makers import TODAY
from parcel_makers import OCTOBER, a_joined_library, a_sealed_month, payload_of, sent


def deliver(agency, library, folder):
    return accept.accept(agency, list(sent(library, folder).values()))[-1].receipt


def told_in(content):
    return [each["words"] for each in payload_of(content, envelope.RECEIPT).get("notices", [])]


def test_a_message_is_carried_where_its_scope_says(agency, joined, tmp_path):
    a_sealed_month(joined)
    other = a_joined_library(tmp_path, agency, code="63.04.01.2001", file="lain.jukung")
    a_sealed_month(other)
    with agency.changing(by="Rahmi") as desk:
        for words, scope in (
            ("semua", ""),
            ("desa", "village"),
            ("lapas", "prison"),
            ("banjar", "63.03"),
            ("satu", "63.04.01.2001"),
        ):
            notices.write(desk, words, scope=scope)
        counts = {each.words: each.meant_for for each in notices.listed(desk)}

    first = told_in(deliver(agency, joined, tmp_path / "one"))
    second = told_in(deliver(agency, other, tmp_path / "two"))
    other.close()

    assert first == ["semua", "desa", "banjar"]
    assert second == ["semua", "desa", "satu"]
    assert counts == {"semua": 2, "desa": 2, "lapas": 0, "banjar": 1, "satu": 1}


def test_the_receipt_that_first_carried_it_is_known(agency, joined, tmp_path):
    a_sealed_month(joined)
    with agency.changing(by="Rahmi") as desk:
        made = notices.write(desk, "Kantor tutup besok")

    content = deliver(agency, joined, tmp_path / "stick")

    with agency.reading() as desk:
        (carried,) = notices.carriers(desk, made.no)
        (listed,) = notices.listed(desk)
        (done,) = deeds.latest(desk)
    assert carried.receipt == payload_of(content, envelope.RECEIPT)["no"]
    assert (listed.carried, listed.meant_for, listed.made_by) == (1, 1, "Rahmi")
    assert (done.by, done.what) == ("Rahmi", "notice")


def test_what_is_over_or_taken_back_is_not_carried(agency, joined, tmp_path):
    a_sealed_month(joined)
    with agency.changing() as desk:
        notices.write(desk, "kemarin", until=TODAY - timedelta(days=1))
        notices.write(desk, "hari ini", until=TODAY)
        back = notices.write(desk, "salah")
        notices.withdraw(desk, back.no)

    assert told_in(deliver(agency, joined, tmp_path / "stick")) == ["hari ini"]


def test_of_many_messages_the_newest_eight_are_carried(agency, joined, tmp_path):
    a_sealed_month(joined)
    with agency.changing() as desk:
        for place in range(10):
            notices.write(desk, f"pesan {place}")

    content = deliver(agency, joined, tmp_path / "stick")

    assert told_in(content) == [f"pesan {place}" for place in range(2, 10)]


@pytest.mark.parametrize(
    ("words", "scope", "refusal"),
    [
        ("  \n ", "", errors.NoticeEmpty),
        ("x" * 241, "", errors.NoticeTooLong),
        ("halo", "99.99", errors.NoticeScopeUnknown),
        ("halo", "–", errors.NoticeScopeUnknown),
    ],
)
def test_what_no_receipt_could_carry_is_refused(agency, joined, words, scope, refusal):
    with agency.changing() as desk, pytest.raises(refusal):
        notices.write(desk, words, scope=scope)


def test_words_become_one_plain_line(agency, joined):
    with agency.changing() as desk:
        made = notices.write(desk, " Baris satu\n\tbaris\u0007 dua \u202e cafe\u0301 ")

    assert made.words == "Baris satu baris dua caf\u00e9"


def test_receipts_with_news_go_out_once(agency, joined, tmp_path):
    a_sealed_month(joined)
    deliver(agency, joined, tmp_path / "stick")
    out = tmp_path / "out"
    out.mkdir()
    with agency.changing() as desk:
        assert news_out.waiting(desk) == ()
        notices.write(desk, "Kantor tutup besok")
        site = desk.session.scalars(select(SiteRow)).one()
        questions.ask(desk, site.site, OCTOBER, figure="visits")

    written = news_out.write(agency, out)
    again = news_out.write(agency, out)

    assert len(written) == 1
    assert again == ()
    with joined.changing() as desk:
        read = receipt.read_receipt(desk, written[0].read_bytes(), written[0].name)
    assert (read.notices, read.questions) == (1, 1)
    assert "rawa" not in written[0].name.lower()


def test_a_library_that_has_sent_nothing_yet_gets_its_message_too(agency, joined, tmp_path):
    with agency.changing() as desk:
        notices.write(desk, "Selamat bergabung")

    (written,) = news_out.write(agency, tmp_path)

    with joined.changing() as desk:
        assert receipt.read_receipt(desk, written.read_bytes(), "x.jkr").notices == 1
