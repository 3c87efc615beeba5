import pytest
from sqlalchemy import text

from jukung.domain import errors, recovery_code
from jukung.domain.kinds import Role
from jukung.library import recovery, staff
from jukung.library.desk import open_library, signing_key_name
from jukung.store import keys
from makers import NOON, QUICK, a_library, acting_as

PIN, OTHER = "4071", "9026"
STRANGE = " ".join(recovery_code.written(b"a secret of 20 bytes"))


@pytest.fixture
def kept(home, tmp_path):
    """A library whose head forgot the PIN: locked, with a sheet in an envelope."""
    running = [0.0]
    made = a_library(tmp_path)
    with made.changing() as desk:
        head = staff.add(desk, "Ibu Kepala", Role.head)
    staff.sign_in(made, head.id)
    staff.change_pin(made, head.id, PIN)
    sheet = recovery.make(made)
    made.close()
    opened = open_library(made.path, clock=lambda: NOON, running=lambda: running[0], sealing=QUICK)
    yield opened, head, " ".join(sheet.lines), running
    opened.close()


def test_a_sheet_is_made_and_remembered(library):
    sheet = recovery.make(library)

    with library.reading() as desk:
        made = recovery.last_made(desk)
    assert (sheet.library, sheet.made_on.isoformat()) == ("Perpustakaan Rawa Bening", "2026-11-22")
    assert recovery_code.wrong_lines(" ".join(sheet.lines)) == ()
    assert made.astimezone(NOON.tzinfo) == NOON


def test_without_a_sheet_nothing_is_recovered(library):
    with pytest.raises(errors.RecoveryMissing):
        recovery.reset_pin(library, STRANGE, staff.door(library)[0].id, PIN)


def test_the_code_is_nowhere_in_the_file(library):
    sheet = recovery.make(library)
    library.close()

    kept = library.path.read_bytes()
    assert [line for line in sheet.lines if line.encode() in kept] == []
    assert recovery_code.read(" ".join(sheet.lines)) not in kept


def test_a_forgotten_pin_is_reset_from_the_sheet_and_the_head_stands_at_the_desk(kept):
    library, head, code, _running = kept

    member = recovery.reset_pin(library, code.lower(), head.id, OTHER)

    assert (member.name, library.at_desk().name) == ("Ibu Kepala", "Ibu Kepala")
    assert staff.check_pin(library, head.id, OTHER).role is Role.head
    with library.reading() as desk:
        last = desk.session.execute(
            text("SELECT kind, staff, facts FROM journal_act ORDER BY row DESC LIMIT 1")
        ).one()
    assert tuple(last) == ("reset_pin", head.row, '{"by_sheet": true}')


def test_a_head_locked_out_by_wrong_pins_gets_in_with_the_sheet(kept):
    library, head, code, _running = kept
    for _try in range(3):
        with pytest.raises((errors.PinWrong, errors.PinLocked)):
            staff.sign_in(library, head.id, "0000")

    recovery.reset_pin(library, code, head.id, OTHER)

    assert staff.sign_in(library, head.id, OTHER).name == "Ibu Kepala"


def test_the_sheet_opens_the_heads_account_and_no_other(kept):
    library, head, code, _running = kept
    siti = staff.door(library)[0]

    with pytest.raises(errors.StaffUnknown):
        recovery.reset_pin(library, code, siti.id, OTHER)

    assert [each.id for each in recovery.openers(library)] == [head.id]


def test_without_a_head_the_sheet_opens_the_keepers_accounts(library):
    with library.changing() as desk:
        staff.add(desk, "Rahman", Role.assistant)

    assert [each.name for each in recovery.openers(library)] == ["Siti"]


def test_a_slip_of_the_finger_costs_no_try_but_a_strange_code_does(kept):
    library, head, code, running = kept
    for _slip in range(9):
        with pytest.raises(errors.RecoveryCodeWrong):
            recovery.reset_pin(library, code[:-1] + "?", head.id, OTHER)
    for _try in range(2):
        with pytest.raises(errors.RecoveryCodeWrong):
            recovery.reset_pin(library, STRANGE, head.id, OTHER)
    with pytest.raises(errors.PinLocked):
        recovery.reset_pin(library, STRANGE, head.id, OTHER)
    with pytest.raises(errors.PinLocked):
        recovery.reset_pin(library, code, head.id, OTHER)
    running[0] += 30

    assert recovery.reset_pin(library, code, head.id, OTHER).name == "Ibu Kepala"


def test_a_weak_new_pin_is_refused_before_the_code_is_tried(kept):
    library, head, code, _running = kept

    with pytest.raises(errors.PinTooSimple):
        recovery.reset_pin(library, code, head.id, "1111")


def test_a_new_sheet_makes_the_old_one_worthless(library):
    old = recovery.make(library)
    new = recovery.make(library)
    siti = staff.door(library)[0]

    with pytest.raises(errors.RecoveryCodeWrong):
        recovery.reset_pin(library, " ".join(old.lines), siti.id, PIN)
    assert recovery.reset_pin(library, " ".join(new.lines), siti.id, PIN).name == "Siti"


def test_another_librarys_sheet_opens_nothing(tmp_path, home):
    one, other = a_library(tmp_path, file="a.jukung"), a_library(tmp_path, file="b.jukung")
    sheet = recovery.make(one)
    recovery.make(other)

    with pytest.raises(errors.RecoveryCodeWrong):
        recovery.reset_pin(other, " ".join(sheet.lines), staff.door(other)[0].id, PIN)
    for each in (one, other):
        each.close()


def test_a_new_computer_gets_the_signing_key_back(kept, tmp_path, monkeypatch):
    library, head, code, _running = kept
    name = signing_key_name(library.profile().uid)
    before = keys.fetch(name)
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "new computer"))
    staff.sign_in(library, head.id, PIN)
    with library.reading() as desk:
        assert (keys.fetch(name), recovery.key_is_here(desk)) == (None, False)

    restored = recovery.restore_signing_key(library, code)
    again = recovery.restore_signing_key(library, code)

    assert (restored, again, keys.fetch(name)) == (True, False, before)


def test_a_key_that_signs_for_another_library_is_not_put_in_place(kept, tmp_path, monkeypatch):
    library, head, code, _running = kept
    staff.sign_in(library, head.id, PIN)
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "new computer"))
    with library.file.changing() as session:
        session.execute(text("UPDATE library SET public_key = :other"), {"other": "00" * 32})
    library._profile = None

    with pytest.raises(errors.RecoveryCodeWrong):
        recovery.restore_signing_key(library, code)

    assert keys.fetch(signing_key_name(library.profile().uid)) is None


def test_without_the_signing_key_no_sheet_is_made(library, tmp_path, monkeypatch):
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "new computer"))

    with pytest.raises(errors.SigningKeyMissing):
        recovery.make(library)


def test_only_who_keeps_the_accounts_makes_a_sheet(library):
    with library.changing() as desk:
        head = staff.add(desk, "Ibu Kepala", Role.head)

    with pytest.raises(errors.NotAllowed):
        recovery.make(library)
    staff.sign_in(library, head.id)

    assert len(recovery.make(library).lines) == 4


def test_a_prisons_officer_resets_the_pin_from_the_sheet(tmp_path, home):
    prison = a_library(tmp_path, kind="prison", staff_name="Petugas")
    officer = staff.door(prison)[0]
    staff.change_pin(prison, officer.id, PIN)
    sheet = recovery.make(prison)
    prison.sign_out()

    assert recovery.reset_pin(prison, " ".join(sheet.lines), officer.id, OTHER).name == "Petugas"
    prison.close()


def test_an_aide_makes_no_sheet_and_sees_when_it_was_made(desk):
    assert recovery.last_made(acting_as(desk, Role.aide)) is None
    with pytest.raises(errors.NotAllowed):
        recovery.may_make(acting_as(desk, Role.aide))
