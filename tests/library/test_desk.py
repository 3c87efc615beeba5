from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, PrisonKind, Role, Zone
from jukung.library.desk import StaffMember, open_library
from jukung.store import keys
from makers import NOON, a_library, a_member

MIDNIGHTS = {  # the first moment of 1 December in each zone
    "WIB": datetime(2026, 11, 30, 17, 0, tzinfo=UTC),
    "WITA": datetime(2026, 11, 30, 16, 0, tzinfo=UTC),
    "WIT": datetime(2026, 11, 30, 15, 0, tzinfo=UTC),
}


@pytest.mark.parametrize("zone", list(MIDNIGHTS))
@pytest.mark.parametrize(("minutes", "day"), [(-30, date(2026, 11, 30)), (30, date(2026, 12, 1))])
def test_today_is_the_day_of_the_librarys_own_zone(tmp_path, zone, minutes, day):
    moment = datetime.fromtimestamp(MIDNIGHTS[zone].timestamp() + 60 * minutes, UTC)
    library = a_library(tmp_path, zone=zone, clock=lambda: moment)

    with library.reading() as desk:
        assert desk.today == day
        assert desk.local_now.strftime("%H:%M") == ("23:30" if minutes < 0 else "00:30")
        assert desk.now == moment
    library.close()


def test_a_new_library_knows_who_it_is(library):
    with library.reading() as desk:
        profile, staff = desk.profile, desk.staff

    assert (profile.name, profile.kind, profile.prison_kind, profile.zone) == (
        "Perpustakaan Rawa Bening",
        LibraryKind.village,
        None,
        Zone.WITA,
    )
    assert (staff.name, staff.role) == ("Siti", Role.librarian)
    assert not profile.is_prison


def test_a_prison_is_kept_by_an_officer(tmp_path):
    library = a_library(tmp_path, kind="prison", prison_kind=PrisonKind.lpka)

    with library.reading() as desk:
        assert desk.profile.is_prison
        assert desk.profile.prison_kind is PrisonKind.lpka
        assert desk.staff.role is Role.officer
    library.close()


def test_the_zone_follows_the_region_where_it_is_not_said(tmp_path):
    library = a_library(tmp_path, zone=None, region_code="94.01.01.2001")

    with library.reading() as desk:
        assert desk.profile.zone is Zone.WIT
    library.close()


def test_two_libraries_share_nothing(tmp_path):
    one, other = a_library(tmp_path, file="a.jukung"), a_library(tmp_path, file="b.jukung")

    with one.reading() as first, other.reading() as second:
        for name in ("uid", "epoch", "public_key"):
            assert getattr(first.profile, name) != getattr(second.profile, name)
    one.close()
    other.close()


def test_the_signing_key_lies_apart_from_the_file(library):
    with library.reading() as desk:
        secret = keys.fetch(f"sign-{desk.profile.uid}")

    assert len(secret) == 32
    assert secret not in library.path.read_bytes()


def test_a_library_is_the_same_after_opening_again(library):
    with library.reading() as desk:
        before = desk.profile
    library.close()

    again = open_library(library.path, clock=lambda: NOON)
    with again.reading() as desk:
        after, now = desk.profile, desk.now
    again.close()

    assert after == before
    assert now == NOON


def test_a_desk_may_stand_at_another_moment(library):
    moment = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)

    with library.changing(at=moment) as desk:
        member = a_member(desk)

    assert member.since_on == date(2025, 1, 2)


def test_who_signs_in_is_at_the_desk(library):
    with library.changing() as desk:
        desk.session.execute(
            text("INSERT INTO staff (row, id, name, role) VALUES (2, 'i', 'Rahman', 'assistant')")
        )

    library.sign_in(StaffMember(2, "Rahman", Role.assistant))

    with library.changing() as desk:
        a_member(desk)
        staff = desk.session.execute(text("SELECT staff FROM journal_act")).scalar_one()
    assert staff == 2


def test_a_library_without_staff_serves_nobody(library):
    library.file.close()
    again = open_library(library.path)
    with again.file.changing() as session:
        session.execute(text("UPDATE staff SET active = 0"))

    with pytest.raises(errors.NotAllowed), again.reading():
        pass

    again.close()


def test_a_refused_making_leaves_no_key_behind(tmp_path, home):
    (tmp_path / "rawa.jukung").write_bytes(b"")

    with pytest.raises(errors.FileExists):
        a_library(tmp_path)

    assert list(home.glob("keys/*")) == []
