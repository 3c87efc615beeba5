"""Closing and sealing: one transaction, one number."""

import pytest
from sqlalchemy import select

from jukung.domain import errors
from jukung.domain.kinds import (
    LibraryKind,
    ParcelAct,
    ParcelState,
    PeriodState,
    PrisonKind,
    Role,
)
from jukung.domain.months import Month
from jukung.exchange.parcels import envelope, join, parcel, seal
from jukung.figures.indicators import INDICATORS, SENT
from jukung.library import backup, closing, figure_notes
from jukung.library.desk import open_library, signing_key_name
from jukung.store import keys
from jukung.store.tables import ParcelRow
from makers import NOON, a_library, acting_as
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    an_office,
    count_visits,
    dump,
    envelopes,
    fingerprint_of,
    join_to,
    months_before,
    payload_of,
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


def test_a_closed_month_is_sealed_with_its_figures(joined):
    closing_made = a_sealed_month(joined, female=7)

    payload = payload_of(envelopes(joined)[1])

    assert closing_made.closed.values["visits"] == 7
    assert closing_made.closed.state is PeriodState.sealed
    assert closing_made.parcel.seq == 1
    assert payload["period"]["id"] == "202610"
    assert payload["act"] == {"kind": "original", "revision": 1, "replaces": None}
    sent = {each["de"]: each["v"] for each in payload["values"]}
    assert sent.items() <= closing_made.closed.values.items()
    assert set(sent) == {each.code for each in SENT}


def test_what_stays_in_the_library_is_closed_and_not_sent(joined):
    closed = a_sealed_month(joined).closed

    sent = {each["de"] for each in payload_of(envelopes(joined)[1])["values"]}

    local = {each.code for each in INDICATORS if not each.sent}
    assert (local & sent, local <= set(closed.values)) == (set(), True)


def test_a_prison_keeps_the_parts_that_could_tell_few_people_apart(tmp_path, agency):
    prison = a_joined_library(
        tmp_path,
        agency,
        file="lapas.jukung",
        code="63.71/LP1",
        region_code="63.71",
        kind="prison",
        prison_kind=PrisonKind.lapas,
    )
    a_sealed_month(prison)

    sent = {each["de"] for each in payload_of(envelopes(prison)[1])["values"]}
    prison.close()

    assert sent == {each.code for each in INDICATORS if each.leaves(LibraryKind.prison)}
    assert {"members", "copies_held_class_2x", "rounds_made"} <= sent
    assert {"members_children", "members_new_female", "participants_children"} & sent == set()


def test_a_typed_figure_is_sent_as_an_estimate(joined):
    with joined.changing() as desk:
        figure_notes.note(desk, OCTOBER, "boxes_received", value=2, words="Dari dinas")
        figure_notes.note(desk, OCTOBER, "visits", value=99, words="")
        figure_notes.note(desk, OCTOBER, "open_days", value=None, words="Lupa mencatat")
    closed = a_sealed_month(joined, female=7).closed

    payload = payload_of(envelopes(joined)[1])

    sent = {each["de"]: (each["v"], each["s"]) for each in payload["values"]}
    assert sent["boxes_received"] == (2, "estimated")
    assert sent["visits"] == (7, "ok")
    assert sent["open_days"] == (None, "not_collected")
    assert closed.estimated == {"boxes_received"}
    assert "Dari dinas" not in str(payload)


def test_a_month_closed_before_it_is_joined_is_sealed_with_its_estimates(tmp_path, agency):
    library = a_library(tmp_path)
    with library.changing() as desk:
        figure_notes.note(desk, OCTOBER, "boxes_received", value=2, words="")
        seal.close_month(desk, OCTOBER)
        figure_notes.note(desk, OCTOBER, "boxes_received", value=3, words="")
    join_to(library, agency)

    with library.changing() as desk:
        seal.seal_waiting(desk)

    values = payload_of(envelopes(library)[1])["values"]
    library.close()
    assert [each for each in values if each["s"] == "estimated"] == [
        {"de": "boxes_received", "s": "estimated", "v": 2}
    ]


def test_the_envelope_is_signed_by_the_library(joined):
    a_sealed_month(joined)

    sealed = envelope.unpack(envelopes(joined)[1], envelope.PARCEL)

    assert sealed.key_id == fingerprint_of(joined)
    with joined.reading() as desk:
        content = parcel.read(envelope.verify(sealed, desk.profile.public_key))
    assert content.key.fingerprint == sealed.key_id


def test_parcels_are_chained(joined):
    hashes = [a_sealed_month(joined, month).parcel.hash for month in months_before(14)]

    last = payload_of(envelopes(joined)[14])

    assert last["chain"]["seq"] == 14
    assert last["chain"]["recent"] == hashes[1:13]
    assert last["chain"]["prev"] == hashes[12]


def test_a_changed_month_replaces_what_was_sent(joined):
    first = a_sealed_month(joined, female=7)

    second = a_sealed_month(joined, female=2)

    payload = payload_of(envelopes(joined)[2])
    assert second.parcel.kind is ParcelAct.replacement
    assert second.closed.revision == 2
    assert payload["act"]["replaces"] == first.parcel.hash
    with joined.reading() as desk:
        assert closing.latest(desk, OCTOBER).state is PeriodState.sealed


def test_an_unchanged_month_takes_no_number(joined):
    a_sealed_month(joined)
    before = dump(joined.file)

    with pytest.raises(errors.MonthClosedUnchanged), joined.changing() as desk:
        seal.close_month(desk, OCTOBER)

    assert dump(joined.file) == before


def test_a_month_closed_before_joining_waits(tmp_path, agency):
    library = a_library(tmp_path)
    unsealed = a_sealed_month(library, Month(2026, 9))
    a_sealed_month(library, OCTOBER, female=3)
    changed = a_sealed_month(library, OCTOBER, female=4)
    with agency.reading() as desk:
        card = desk.profile.card
    with library.changing() as desk:
        sealed = join.join(desk, card)

    with library.changing() as desk:
        again = seal.seal_waiting(desk)

    assert unsealed.parcel is None
    assert changed.closed.revision == 2
    assert [each.closed.month.text for each in sealed] == ["2026-09", "2026-10"]
    assert [each.parcel.seq for each in sealed] == [1, 2]
    assert payload_of(envelopes(library)[2])["act"] == {
        "kind": "original",
        "revision": 2,
        "replaces": None,
    }
    assert again == ()
    library.close()


def test_nothing_is_sealed_for_nobody(library):
    with pytest.raises(errors.NotJoined), library.changing() as desk:
        seal.seal_waiting(desk)


def test_without_its_key_nothing_is_closed(joined):
    with joined.reading() as desk:
        name = signing_key_name(desk.profile.uid)
    secret = keys.fetch(name)
    count_visits(joined, OCTOBER, 5)
    before = dump(joined.file)

    for wrong in (None, b"short", b"x" * 32):
        keys.forget(name)
        if wrong is not None:
            keys.keep(name, wrong)
        with pytest.raises(errors.SigningKeyMissing), joined.changing() as desk:
            seal.close_month(desk, OCTOBER)

    keys.keep(name, secret)
    assert dump(joined.file) == before


def test_a_month_that_has_not_begun_is_refused(joined):
    with pytest.raises(errors.MonthNotBegun), joined.changing() as desk:
        seal.close_month(desk, Month(2026, 12))


@pytest.mark.parametrize("role", [Role.assistant, Role.aide, Role.analyst])
def test_only_keepers_close_a_month(joined, role):
    with pytest.raises(errors.NotAllowed), joined.changing() as desk:
        seal.close_month(acting_as(desk, role), OCTOBER)
    with pytest.raises(errors.NotAllowed), joined.changing() as desk:
        seal.seal_waiting(acting_as(desk, role))


def test_a_restored_library_counts_anew_and_goes_on_from_before(tmp_path, joined):
    first = a_sealed_month(joined, Month(2026, 9))
    (tmp_path / "stick").mkdir()
    copy = backup.write(joined, tmp_path / "stick")
    backup.restore(copy.path, tmp_path / "new" / "rawa.jukung")
    restored = open_library(tmp_path / "new" / "rawa.jukung", clock=lambda: NOON)

    a_sealed_month(restored, OCTOBER)

    with restored.reading() as desk:
        rows = desk.session.scalars(select(ParcelRow).order_by(ParcelRow.act)).all()
    payload = payload_of(rows[-1].envelope)
    assert [row.seq for row in rows] == [1, 1]
    assert rows[0].epoch != rows[1].epoch
    assert payload["chain"]["prev"] == first.parcel.hash
    assert rows[1].state is ParcelState.sealed
    restored.close()


def test_a_prison_is_sealed_with_the_wider_rule(tmp_path, agency):
    prison = a_joined_library(
        tmp_path, agency, code="63.71/LP1", file="lapas.jukung", kind="prison", region_code="63.71"
    )
    a_sealed_month(prison)

    payload = payload_of(envelopes(prison)[1])

    assert payload["library"]["kind"] == "prison"
    assert payload["disclosure"]["k"] == 10
    assert payload["prepared"] == {"role": "officer"}
    prison.close()
