"""What the library keeps of identities: noise, doors, and why somebody looked."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ActKind, AgeBand, Role, Sex
from jukung.library import (
    identities,
    leaving,
    residents,
    staff,
    undoing,
    vault_doors,
    vaulting,
)
from jukung.library.vaulting import Identity
from jukung.store.vault import Cost
from makers import TODAY, a_library, acting_as
from prison_makers import goes

EASY = Cost(memory_kib=64, rounds=1, lanes=1)
PHRASE = "perahu di rawa"


class Clock:
    """How long the program runs, moved by hand."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def lapas(home, tmp_path):
    opened = a_library(tmp_path, file="lapas.jukung", kind="prison")
    opened.pauses._running = Clock()
    yield opened
    opened.close()


@pytest.fixture
def vault(lapas):
    """The vault, founded by the officer who set the library up."""
    made = vaulting.made(lapas.profile().uid)
    with lapas.changing() as desk:
        me = staff.listed(desk)[0]
        vault_doors.found_vault(desk, made.wrap(me.id, PHRASE, cost=EASY))
    return made


def a_resident(desk, vault, name="Kapuk Randu", **more):
    made = identities.register(desk, **more)
    identities.keep(desk, made, vault.seal(made, Identity(name)))
    return made


def test_a_sealed_name_comes_back_as_it_was_kept(lapas, vault):
    with lapas.changing() as desk:
        made = a_resident(desk, vault, sex=Sex.male, age_band=AgeBand.adult)

        (row,) = identities.rows(desk)

    assert (row.id, row.sex, row.age_band, row.has_photo) == (made, "male", "adult", False)
    assert vault.read(made, row.sealed).name == "Kapuk Randu"
    assert row.card


def test_rows_are_given_a_page_at_a_time(lapas, vault):
    with lapas.changing() as desk:
        for number in range(5):
            a_resident(desk, vault, f"Orang {number}")

        first = identities.rows(desk, most=3)
        rest = identities.rows(desk, after=first[-1].row, most=3)

    assert [vault.read(each.id, each.sealed).name[-1] for each in (*first, *rest)] == [*"01234"]


def test_nothing_but_a_resident_has_an_identity(lapas, vault):
    with lapas.changing() as desk, pytest.raises(errors.IdentityMissing):
        identities.keep(desk, "nobody", b"x" * 3000)


def test_what_cannot_be_sealed_is_not_kept(lapas, vault):
    with lapas.changing() as desk:
        made = identities.register(desk)
        with pytest.raises(errors.VaultDamaged):
            identities.keep(desk, made, b"Kapuk Randu".ljust(60))


def test_a_changed_identity_is_undone_to_the_one_before(lapas, vault):
    with lapas.changing() as desk:
        made = a_resident(desk, vault)
        identities.keep(desk, made, vault.seal(made, Identity("Another")))
        undoing.undo_last(desk, kinds=frozenset({ActKind.keep_identity}))

        (row,) = identities.rows(desk)

    assert vault.read(made, row.sealed).name == "Kapuk Randu"


def test_undo_at_the_desk_never_changes_a_name(lapas, vault):
    with lapas.changing() as desk:
        a_resident(desk, vault)
        with pytest.raises(errors.NothingToUndo):
            undoing.undo_last(desk)


def test_erasing_a_resident_erases_what_is_sealed_and_why_it_was_looked_at(lapas, vault):
    with lapas.changing() as desk:
        made = a_resident(desk, vault)
        identities.look_up(desk, made, "letter to the family")
        goes(desk, residents.show(desk, made))
        leaving.erase(desk, made)

        looks = identities.look_ups(desk)
        assert identities.sealed_of(desk, [made]) == {}

    assert [(each.card, each.reason) for each in looks] == [("", "–")]


def test_a_look_needs_its_reason_and_is_told_with_it(lapas, vault):
    with lapas.changing() as desk:
        made = a_resident(desk, vault)
        with pytest.raises(errors.ReasonMissing):
            identities.look_up(desk, made, "  ")
        identities.look_up(desk, made, "clearance")
        identities.look_up(desk, None, "list for the roll call")

        looks = identities.look_ups(desk)

    assert [each.reason for each in looks] == ["list for the roll call", "clearance"]
    assert looks[1].card
    assert looks[1].staff == "Siti"


def test_looks_are_counted_by_day(lapas, vault):
    with lapas.changing() as desk:
        identities.look_up(desk, None, "search")

        assert identities.look_up_count(desk, TODAY, TODAY) == 1
        assert identities.look_up_count(desk, TODAY.replace(day=1), TODAY.replace(day=2)) == 0


def test_there_is_one_vault_and_its_officers_let_others_in(lapas, vault):
    with lapas.changing() as desk:
        other = staff.add(desk, "Rahman", Role.officer)
        me = staff.listed(desk)[0]
        with pytest.raises(errors.VaultExists):
            vault_doors.found_vault(desk, vault.wrap(me.id, PHRASE, cost=EASY))
        theirs = acting_as(desk, Role.officer, row=other.row)
        with pytest.raises(errors.VaultNoDoor):
            vault_doors.keep_door(theirs, other.id, vault.wrap(other.id, PHRASE, cost=EASY))
        vault_doors.keep_door(desk, other.id, vault.wrap(other.id, "ikan di sungai", cost=EASY))

        doors = vault_doors.doors(desk)
        door = vault_doors.own_door(theirs)

    assert [(each.name, each.since is not None) for each in doors] == [
        ("Siti", True),
        ("Rahman", True),
    ]
    uid = lapas.profile().uid
    assert vaulting.opened(uid, other.id, door, "ikan di sungai") is not None


def test_who_leaves_opens_nothing_any_more(lapas, vault):
    with lapas.changing() as desk:
        other = staff.add(desk, "Rahman", Role.officer)
        vault_doors.keep_door(desk, other.id, vault.wrap(other.id, PHRASE, cost=EASY))
        staff.edit(desk, other.id, name="Rahman", role=Role.officer, active=False)

        with pytest.raises(errors.VaultNoDoor):
            vault_doors.own_door(acting_as(desk, Role.officer, row=other.row))


def test_the_last_who_can_open_the_vault_stays(lapas, vault):
    with lapas.changing() as desk:
        me = staff.listed(desk)[0]
        staff.add(desk, "Rahman", Role.officer)
        with pytest.raises(errors.VaultLastDoor):
            vault_doors.revoke_door(desk, me.id)


def test_an_aide_is_never_let_in(lapas, vault):
    with lapas.changing() as desk:
        aide = staff.add(desk, "", Role.aide)
        with pytest.raises(errors.NotAllowed):
            vault_doors.keep_door(desk, aide.id, vault.wrap(aide.id, PHRASE, cost=EASY))


def test_wrong_phrases_are_counted_before_they_are_judged_and_paused(lapas, vault):
    left = [vault_doors.knock(lapas)[1] for _ in range(3)]

    with pytest.raises(errors.VaultLocked) as refusal:
        vault_doors.knock(lapas)
    lapas.pauses._running.now += 31
    door, _left = vault_doors.knock(lapas)
    vault_doors.came_in(lapas)

    assert left == [2, 1, 0]
    assert refusal.value.seconds == 30
    assert door.wrapped
    assert vault_doors.knock(lapas)[1] == 2


def test_the_pause_after_a_wrong_phrase_is_told(lapas, vault):
    assert vault_doors.stayed_out(lapas, 2).facts == {"left": 2}
    for _ in range(3):
        _door, left = vault_doors.knock(lapas)

    assert vault_doors.stayed_out(lapas, left).facts == {"seconds": 30}


def test_without_a_vault_there_is_nothing_to_knock_at(lapas):
    with pytest.raises(errors.VaultMissing):
        vault_doors.knock(lapas)


def test_a_name_is_not_kept_under_a_key_that_nobody_has(lapas):
    with lapas.changing() as desk:
        made = identities.register(desk)
        sealed = vaulting.made(desk.profile.uid).seal(made, Identity("Kapuk Randu"))

        with pytest.raises(errors.VaultMissing):
            identities.keep(desk, made, sealed)

        assert identities.sealed_of(desk, [made]) == {}


def test_a_vault_with_a_name_in_it_is_not_founded_anew(lapas, vault):
    with lapas.changing() as desk:
        a_resident(desk, vault)
        me = staff.listed(desk)[0]

        with pytest.raises(errors.VaultExists):
            vault_doors.found_anew(desk, vaulting.made("L1").wrap(me.id, PHRASE, cost=EASY))


def test_one_damaged_row_does_not_bar_a_rescue(lapas, vault):
    with lapas.changing() as desk:
        a_resident(desk, vault)
        bent = a_resident(desk, vault, "Sungkai")
        identities.keep(desk, bent, vaulting.made("L1").seal(bent, Identity("Sungkai")))

        vault_doors.judge_code(desk, vault.opens)
        with pytest.raises(errors.VaultCodeOther):
            vault_doors.judge_code(desk, vaulting.made(desk.profile.uid).opens)
