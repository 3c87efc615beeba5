"""Accounts, PINs, and a pause that neither a clock nor a restart shortens (F22)."""

import threading
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import activities, check, journal, pin_seal, staff, tries, visits
from jukung.library.desk import open_library
from makers import NOON, QUICK, a_library, a_member, acting_as

PIN, OTHER = "4071", "9026"


@dataclass
class Hours:
    """Two clocks that a test turns: the wall's, and how long the program runs."""

    wall: object = NOON
    running: float = 500.0


@pytest.fixture
def hours():
    return Hours()


@pytest.fixture
def reopened(library, hours):
    """Open the library as after a restart; the same file, a new program."""
    library.close()
    opened = []

    def restart():
        if opened:
            opened[-1].close()
        hours.running = 0.0
        opened.append(
            open_library(
                library.path,
                clock=lambda: hours.wall,
                running=lambda: hours.running,
                sealing=QUICK,
            )
        )
        return opened[-1]

    yield restart
    if opened:
        opened[-1].close()


@pytest.fixture
def prison(tmp_path, home):
    made = a_library(tmp_path, kind="prison", staff_name="Petugas Jaga")
    yield made
    made.close()


def first(library):
    return staff.door(library)[0]


def an_account(library, name="Rahman", role=Role.assistant):
    with library.changing() as desk:
        return staff.add(desk, name, role)


def tried(library, pin, account=None):
    """What a PIN is answered: in, how many tries are left, or how many seconds to wait."""
    try:
        staff.sign_in(library, (account or first(library)).id, pin)
    except errors.PinWrong as wrong:
        return f"{wrong.left} left"
    except errors.PinLocked as locked:
        return locked.seconds
    return "in"


def counted(library):
    with library.file.reading() as session:
        return tuple(session.execute(text("SELECT failures, wait_s FROM staff")).one())


# --- accounts -------------------------------------------------------------------------------


def test_accounts_are_opened_changed_and_closed(desk):
    added = staff.add(desk, "  Nur   Hasanah ", Role.assistant)
    changed = staff.edit(desk, added.id, name="Nur", role=Role.librarian)
    closed = staff.edit(desk, added.id, name="Nur", role=Role.librarian, active=False)

    assert (added.name, added.role, added.has_pin) == ("Nur Hasanah", Role.assistant, False)
    assert (changed.name, changed.role) == ("Nur", Role.librarian)
    assert closed.active is False
    assert [each.name for each in staff.listed(desk)] == ["Siti"]
    assert [each.name for each in staff.listed(desk, gone=True)] == ["Siti", "Nur"]
    assert journal.walk(desk).altered_count == 0


def test_a_name_is_needed_and_told_apart(desk):
    with pytest.raises(errors.NameMissing):
        staff.add(desk, "  ", Role.assistant)
    with pytest.raises(errors.StaffNameTaken):
        staff.add(desk, "siti", Role.assistant)

    assert len(staff.listed(desk)) == 1


@pytest.mark.parametrize("role", [Role.officer, Role.aide, Role.analyst])
def test_a_village_has_no_roles_of_a_prison(desk, role):
    with pytest.raises(errors.RoleNotHere):
        staff.add(desk, "Rahman", role)


def test_somebody_must_keep_the_library(desk):
    siti = staff.listed(desk)[0]

    with pytest.raises(errors.LastKeeper):
        staff.edit(desk, siti.id, name="Siti", role=Role.assistant)
    with pytest.raises(errors.LastKeeper):
        staff.edit(desk, siti.id, name="Siti", role=Role.librarian, active=False)


def test_where_there_is_a_head_nobody_else_changes_accounts(desk):
    staff.add(desk, "Ibu Kepala", Role.head)
    siti = staff.listed(desk)[0]

    with pytest.raises(errors.NotAllowed):
        staff.add(desk, "Rahman", Role.assistant)
    with pytest.raises(errors.NotAllowed):
        staff.edit(desk, siti.id, name="Siti", role=Role.head)
    assert staff.add(acting_as(desk, Role.head, row=2), "Rahman", Role.assistant).name == "Rahman"


def test_an_account_closed_in_mid_work_stands_at_the_desk_no_longer(library):
    rahman = an_account(library, role=Role.librarian)
    staff.sign_in(library, rahman.id)

    with library.changing() as desk:
        staff.edit(desk, rahman.id, name="Rahman", role=Role.librarian, active=False)

    with library.reading() as desk:
        assert desk.staff.name == "Siti"


def test_a_new_role_holds_from_the_next_act_on(library):
    an_account(library, role=Role.head)
    with library.changing() as desk:
        staff.edit(
            acting_as(desk, Role.head, row=2), first(library).id, name="Siti", role=Role.assistant
        )

    with pytest.raises(errors.NotAllowed), library.reading() as desk:
        check.examine(desk)


# --- prisons --------------------------------------------------------------------------------


def test_an_aide_has_a_number_and_no_name(prison):
    with prison.changing() as desk:
        one, two = staff.add(desk, "", Role.aide), staff.add(desk, "", Role.aide)
        with pytest.raises(errors.NamesNotKept):
            staff.add(desk, "Budi", Role.aide)
        with pytest.raises(errors.NamesNotKept):
            staff.edit(desk, one.id, name="Budi", role=Role.aide)

    assert (one.name, two.name) == ("Aide 1", "Aide 2")


def test_an_aide_never_becomes_an_officer(prison):
    with prison.changing() as desk:
        aide = staff.add(desk, "", Role.aide)

        with pytest.raises(errors.RoleNotHere):
            staff.edit(desk, aide.id, name="", role=Role.officer)


def test_an_aide_has_no_pin_and_an_officer_keeps_one(prison):
    aide = an_account(prison, "", Role.aide)
    officer = first(prison)
    staff.change_pin(prison, officer.id, PIN)
    staff.sign_in(prison, officer.id, PIN)

    with pytest.raises(errors.NotAllowed):
        staff.change_pin(prison, aide.id, PIN)
    with pytest.raises(errors.PinTooShort):
        staff.change_pin(prison, officer.id, "", old=PIN)


def test_a_prison_opens_at_the_aides_desk(prison):
    an_account(prison, "", Role.aide)
    staff.change_pin(prison, first(prison).id, PIN)

    prison.close()
    again = open_library(prison.path)
    standing = again.at_desk()
    again.close()

    assert standing.role is Role.aide


# --- who stands at the desk ------------------------------------------------------------------


def test_without_pins_the_first_account_stands_at_the_desk(library):
    an_account(library)

    assert library.at_desk().name == "Siti"


def test_with_a_pin_nobody_stands_at_the_desk_until_somebody_signs_in(library, reopened):
    before = reopened()
    staff.change_pin(before, first(before).id, PIN)
    again = reopened()

    with pytest.raises(errors.PinNeeded), again.changing() as desk:
        a_member(desk)
    with pytest.raises(errors.PinNeeded), again.reading() as desk:
        visits.tallies(desk, desk.today)
    assert (again.at_desk(), again.profile().name) == (None, "Perpustakaan Rawa Bening")
    assert again.today().isoformat() == "2026-11-22"


def test_who_leaves_the_desk_can_do_nothing_more(library):
    staff.change_pin(library, first(library).id, PIN)
    staff.sign_in(library, first(library).id, PIN)

    library.sign_out()

    with pytest.raises(errors.PinNeeded), library.changing() as desk:
        a_member(desk)


def test_an_act_carries_who_did_it(library):
    rahman = an_account(library)

    staff.sign_in(library, rahman.id)

    with library.changing() as desk:
        visits.record(desk, female=1)
        by = desk.session.execute(text("SELECT staff FROM journal_act ORDER BY row DESC")).scalar()
    assert by == rahman.row


def test_a_pin_is_checked_without_signing_in(library):
    rahman = an_account(library)
    staff.sign_in(library, first(library).id)
    staff.change_pin(library, first(library).id, OTHER)
    staff.change_pin(library, rahman.id, PIN)

    member = staff.check_pin(library, rahman.id, PIN)

    assert (member.name, library.at_desk().name) == ("Rahman", "Siti")


def test_work_given_before_a_switch_is_done_as_who_gave_it(library):
    rahman = an_account(library)
    staff.sign_in(library, first(library).id)
    given = library.staying()
    staff.sign_in(library, rahman.id)

    with given, library.changing() as desk:
        by = desk.staff.name

    assert (by, library.at_desk().name) == ("Siti", "Rahman")


def test_work_given_by_an_account_closed_since_is_not_done_as_it(library):
    rahman = an_account(library)
    staff.sign_in(library, rahman.id)
    given = library.staying()
    staff.sign_in(library, first(library).id)
    with library.changing() as desk:
        staff.edit(desk, rahman.id, name="Rahman", role=Role.assistant, active=False)

    with given, library.reading() as desk:
        assert desk.staff.name == "Siti"


def test_work_given_at_a_locked_desk_is_nobodys(library):
    siti = first(library)
    staff.change_pin(library, siti.id, PIN)
    library.sign_out()
    given = library.staying()
    staff.sign_in(library, siti.id, PIN)

    with given, pytest.raises(errors.PinNeeded), library.changing() as desk:
        a_member(desk)


# --- accounts without a PIN ------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.assistant, Role.librarian])
def test_an_account_without_a_pin_does_not_open_what_others_lock(library, role):
    rahman = an_account(library, role=role)
    staff.sign_in(library, first(library).id)
    staff.change_pin(library, first(library).id, PIN)
    library.sign_out()

    for door in (staff.sign_in, staff.check_pin):
        with pytest.raises(errors.PinNotSet):
            door(library, rahman.id)

    assert library.at_desk() is None


def test_an_officer_without_a_pin_resets_nobodys(prison):
    an_account(prison, "", Role.aide)
    officer = first(prison)
    staff.change_pin(prison, officer.id, PIN)
    staff.sign_in(prison, officer.id, PIN)
    other = an_account(prison, "Petugas B", Role.officer)
    prison.sign_out()

    with pytest.raises(errors.PinNotSet):
        staff.sign_in(prison, other.id)
    with pytest.raises(errors.NotAllowed):
        staff.change_pin(prison, officer.id, OTHER)

    assert prison.at_desk().role is Role.aide


def test_an_account_is_opened_with_its_pin(library):
    staff.change_pin(library, first(library).id, PIN)
    staff.sign_in(library, first(library).id, PIN)

    opened = staff.open_account(library, "Rahman", Role.assistant, OTHER)

    assert (opened.has_pin, tried(library, OTHER, opened)) == (True, "in")


def test_an_aide_is_never_opened_with_a_pin(prison):
    with pytest.raises(errors.NotAllowed):
        staff.open_account(prison, "", Role.aide, PIN)

    assert len(staff.door(prison)) == 1


def test_who_looks_after_the_accounts_is_never_shut_out(library):
    head = an_account(library, "Ibu Kepala", Role.head)
    staff.sign_in(library, head.id)

    with pytest.raises(errors.KeeperPinFirst):
        staff.change_pin(library, first(library).id, PIN)
    staff.change_pin(library, head.id, PIN)
    staff.change_pin(library, first(library).id, OTHER)
    with pytest.raises(errors.KeeperPinFirst):
        staff.change_pin(library, head.id, "", old=PIN)

    assert [each.has_pin for each in staff.door(library)] == [True, True]


def test_no_head_without_a_pin_is_set_over_a_librarian_with_one(library):
    siti = first(library)
    rahman = an_account(library)
    staff.sign_in(library, siti.id)
    staff.change_pin(library, siti.id, PIN)

    with pytest.raises(errors.KeeperPinFirst):
        an_account(library, "Ibu Kepala", Role.head)
    with pytest.raises(errors.KeeperPinFirst), library.changing() as desk:
        staff.edit(desk, rahman.id, name="Rahman", role=Role.head)
    with library.changing() as desk:
        staff.edit(desk, rahman.id, name="Rahman", role=Role.librarian)
    with pytest.raises(errors.KeeperPinFirst), library.changing() as desk:
        staff.edit(desk, siti.id, name="Siti", role=Role.assistant)
    staff.open_account(library, "Ibu Kepala", Role.head, OTHER)

    assert [(each.role, each.has_pin) for each in staff.door(library)] == [
        (Role.librarian, True),
        (Role.librarian, False),
        (Role.head, True),
    ]


def test_a_closed_account_does_not_sign_in(library):
    rahman = an_account(library)
    with library.changing() as desk:
        staff.edit(desk, rahman.id, name="Rahman", role=Role.assistant, active=False)

    with pytest.raises(errors.StaffUnknown):
        staff.sign_in(library, rahman.id)


# --- PINs -------------------------------------------------------------------------------------


def test_ones_own_pin_is_changed_with_the_old_one(library):
    siti = first(library)
    staff.change_pin(library, siti.id, PIN)

    with pytest.raises(errors.PinWrong):
        staff.change_pin(library, siti.id, OTHER, old="0000")
    staff.change_pin(library, siti.id, OTHER, old=PIN)

    assert (tried(library, PIN), tried(library, OTHER)) == ("2 left", "in")


def test_a_forgotten_pin_is_reset_by_the_head_alone(library):
    rahman = an_account(library)
    head = an_account(library, "Ibu Kepala", Role.head)
    staff.sign_in(library, head.id)

    staff.change_pin(library, head.id, OTHER)
    staff.change_pin(library, first(library).id, OTHER)
    changed = staff.change_pin(library, rahman.id, PIN)
    staff.sign_in(library, first(library).id, OTHER)

    with pytest.raises(errors.NotAllowed):
        staff.change_pin(library, rahman.id, OTHER)
    assert changed.has_pin is True
    assert tried(library, PIN, rahman) == "in"


def test_a_pin_can_be_taken_away_with_the_old_one(library):
    siti = first(library)
    staff.change_pin(library, siti.id, PIN)

    staff.change_pin(library, siti.id, "", old=PIN)

    assert (staff.has_pins(library), tried(library, "")) == (False, "in")


def test_a_pin_is_nowhere_in_the_file(library):
    staff.change_pin(library, first(library).id, "271828")
    library.close()

    assert b"271828" not in library.path.read_bytes()


def test_a_pin_is_sealed_at_full_strength():
    sealed = pin_seal.FULL.seal(PIN)

    assert sealed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert (pin_seal.fits(PIN, sealed), pin_seal.fits(OTHER, sealed)) == (True, False)


def test_a_seal_that_was_tampered_with_fits_nothing():
    assert pin_seal.fits(PIN, "$argon2id$v=19$m=64,t=1,p=4$") is False
    assert pin_seal.fits(PIN, "") is False


class SealedMeanwhile:
    """A sealing that takes as long as somebody else needs to write."""

    def __init__(self, write):
        self.write, self.has_written = write, []

    def seal(self, pin):
        writer = threading.Thread(target=lambda: self.has_written.append(self.write()))
        writer.start()
        writer.join(5)
        return f"seal of {pin}"


def test_no_pin_is_sealed_while_others_wait_to_write(library):
    library.sealing = SealedMeanwhile(lambda: an_account(library, "Rahman"))

    staff.change_pin(library, first(library).id, PIN)

    assert len(library.sealing.has_written) == 1


# --- the pause (F22) -----------------------------------------------------------------------------


@pytest.fixture
def locked(reopened):
    """A library whose only account was locked out by three wrong PINs."""
    opened = reopened()
    staff.change_pin(opened, first(opened).id, PIN)
    answers = [tried(opened, "0000") for _try in range(3)]
    assert answers == ["2 left", "1 left", 30]
    return opened


def test_three_wrong_pins_bring_a_pause_that_even_the_right_one_waits_for(locked, hours):
    at_once = tried(locked, PIN)
    hours.running += 29.5
    nearly = tried(locked, PIN)
    hours.running += 0.5

    assert (at_once, nearly, tried(locked, PIN)) == (30, 1, "in")


def test_each_further_wrong_pin_waits_longer(locked, hours):
    waits = [30]
    for _more in range(5):
        hours.running += waits[-1]
        waits.append(tried(locked, "0000"))

    assert waits == [30, 60, 300, 900, 3600, 3600]


def test_a_right_pin_forgets_the_wrong_ones(locked, hours):
    hours.running += 30
    tried(locked, PIN)

    assert (counted(locked), tried(locked, "0000")) == ((0, 0), "2 left")


@pytest.mark.parametrize("years", [10, -10])
def test_a_pause_is_not_shortened_by_the_wall_clock(locked, hours, years):
    hours.wall = NOON + timedelta(days=365 * years)
    at_once = tried(locked, PIN)
    hours.running += 10
    hours.wall = NOON - timedelta(days=365 * years)

    assert (at_once, tried(locked, PIN)) == (30, 20)


def test_a_restart_begins_the_pause_anew(locked, hours, reopened):
    hours.running += 29
    again = reopened()
    at_once = tried(again, PIN)
    hours.wall = NOON + timedelta(days=3650)
    hours.running += 29
    nearly = tried(again, PIN)
    hours.running += 1

    assert (at_once, nearly, tried(again, PIN)) == (30, 1, "in")


def test_no_row_of_restarts_wins_a_free_try(locked, hours, reopened):
    answers = []
    for _restart in range(5):
        again = reopened()
        answers.append(tried(again, "0000"))
        hours.wall += timedelta(days=3650)

    assert (answers, counted(again)) == ([30] * 5, (3, 30))


def test_a_running_time_that_goes_backwards_lets_nobody_in(locked, hours):
    hours.running -= 1000

    assert tried(locked, PIN) == 30


def test_a_try_is_counted_before_it_is_judged(reopened):
    opened = reopened()
    siti = first(opened)
    staff.change_pin(opened, siti.id, PIN)

    def power_cut():
        raise KeyboardInterrupt

    for _try in range(3):
        with pytest.raises(KeyboardInterrupt):
            tries.attempt(opened, staff._Tries(siti.row), power_cut)
    again = reopened()

    assert (counted(again), tried(again, PIN)) == ((3, 30), 30)


def test_two_tries_at_once_are_counted_as_two(reopened):
    opened = reopened()
    staff.change_pin(opened, first(opened).id, PIN)
    threads = [threading.Thread(target=tried, args=(opened, "0000")) for _try in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counted(opened) == (3, 30)


def test_ones_own_pause_does_not_hold_up_others(locked):
    with locked.changing(staff=acting(first(locked))) as desk:
        rahman = staff.add(desk, "Rahman", Role.assistant, sealed=locked.sealing.seal(OTHER))

    assert tried(locked, OTHER, rahman) == "in"


def test_an_old_pin_is_not_guessed_without_limit_either(reopened):
    opened = reopened()
    siti = first(opened)
    staff.change_pin(opened, siti.id, PIN)
    staff.sign_in(opened, siti.id, PIN)

    for _try in range(3):
        with pytest.raises((errors.PinWrong, errors.PinLocked)):
            staff.change_pin(opened, siti.id, OTHER, old="0000")

    assert tried(opened, PIN) == 30


def test_the_screen_knows_how_long_a_pause_lasts(locked, hours):
    hours.running += 12

    assert staff.pause_left(locked, first(locked).id) == 18


def test_the_desk_without_a_head_is_kept_by_its_librarians(desk):
    assert staff.may_keep(desk) is True
    assert staff.may_keep(acting_as(desk, Role.assistant)) is False
    staff.add(desk, "Ibu Kepala", Role.head)
    assert staff.may_keep(desk) is False


def test_a_wrong_pin_writes_nothing_into_the_journal(locked):
    with locked.file.reading() as session:
        kinds = session.execute(text("SELECT kind FROM journal_act")).scalars().all()

    assert kinds == ["edit_staff"]


def acting(account):
    return staff.StaffMember(account.row, account.name, account.role)


def test_staff_changes_are_not_the_work_of_a_library(library):
    staff.change_pin(library, first(library).id, PIN)
    with library.reading() as desk:
        assert activities.listed(desk) == ()
        assert set(journal.WORK) & {"edit_staff", "reset_pin", "make_recovery"} == set()


def test_an_officers_desk_locks_after_three_minutes_unless_another_number_is_chosen(home, tmp_path):
    lapas = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with lapas.changing() as desk:
        first = staff.idle_minutes(desk)
        staff.keep_idle_minutes(desk, 0)

        assert (first, staff.idle_minutes(desk)) == (3, 0)

    lapas.close()
