"""Library and agency get to know each other."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.exchange.parcels import identity, join
from jukung.library import settings
from jukung.library.desk import signing_key_name
from jukung.store import keys
from makers import acting_as
from parcel_makers import an_office, dump


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


def card_of(agency):
    with agency.reading() as desk:
        return desk.profile.card


def test_a_library_joins_by_card(library, agency):
    card = card_of(agency)

    with library.changing() as desk:
        join.join(desk, card)

    with library.reading() as desk:
        known = settings.agency(desk)
    assert (known.code, known.name, known.fingerprint) == (card.code, card.name, card.fingerprint)
    assert (known.verify_key, known.recipient) == (card.verify_key, card.recipient)


def test_the_same_card_twice_changes_nothing(library, agency):
    with library.changing() as desk:
        join.join(desk, card_of(agency))
    before = dump(library.file)

    with library.changing() as desk:
        join.join(desk, card_of(agency))

    assert dump(library.file) == before


def test_another_agency_is_refused(tmp_path, library, agency):
    other = an_office(tmp_path, file="lain.jukung-agency", code="62")
    with library.changing() as desk:
        join.join(desk, card_of(agency))

    with pytest.raises(errors.JoinedElsewhere) as refused, library.changing() as desk:
        join.join(desk, card_of(other))

    assert refused.value.agency == "Dinas Perpustakaan Contoh"
    other.close()


def test_the_card_file_names_no_library(tmp_path, library):
    with library.reading() as desk:
        path = join.write_library_card(desk, tmp_path)
        profile = desk.profile

    card = identity.read_library_card(path)
    assert path.name == f"JKG-{profile.uid[-8:]}.jkc"
    assert (card.uid, card.epoch, card.name) == (profile.uid, profile.epoch, profile.name)
    assert card.fingerprint == identity.fingerprint(profile.uid, profile.public_key)


def test_a_card_names_no_staff(library):
    with library.reading() as desk:
        content = join.library_card(desk)

    assert identity.library_card_in(content).name == "Perpustakaan Rawa Bening"
    assert b"Siti" not in content


def test_a_card_needs_the_signing_key(library, home):
    with library.reading() as desk:
        name = signing_key_name(desk.profile.uid)
    assert keys.fetch(name) is None  # another home: another computer

    with pytest.raises(errors.SigningKeyMissing), library.reading() as desk:
        join.library_card(desk)


def test_a_folder_that_is_not_there_is_named(tmp_path, library):
    with pytest.raises(errors.CannotWrite), library.reading() as desk:
        join.write_library_card(desk, tmp_path / "none")


def test_only_keepers_join(library, agency):
    with pytest.raises(errors.NotAllowed), library.changing() as desk:
        join.join(acting_as(desk, Role.assistant), card_of(agency))
    with pytest.raises(errors.NotAllowed), library.reading() as desk:
        join.library_card(acting_as(desk, Role.aide))


def test_a_new_epoch_is_begun(library):
    with library.reading() as desk:
        before = desk.profile.epoch

    with library.changing() as desk:
        after = join.begin_epoch(desk).epoch

    with library.reading() as desk:
        assert desk.profile.epoch == after != before
