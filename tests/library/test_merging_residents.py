"""Two cards of one resident are one: nothing stays behind, and parting gives all of it back."""

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import (
    AgeBand,
    BorrowerKind,
    BorrowerStatus,
    PermissionState,
    ResidentState,
    Role,
    Sex,
    WriteOffReason,
)
from jukung.library import (
    aides,
    boxes,
    check,
    circulation,
    clearances,
    house,
    house_rules,
    identities,
    merging,
    moves,
    overview,
    permissions_asked,
    release_days,
    requests,
    residents,
    round_cells,
    round_views,
    rounds,
    staff,
    undoing,
    vault_doors,
    vaulting,
)
from jukung.library.house_rules import HouseRules, PermissionRule
from jukung.library.moves import Change
from jukung.library.vaulting import Identity
from jukung.store.tables import Borrower
from jukung.store.vault import Cost
from lent_box_makers import a_box_here
from makers import TODAY, a_library, acting_as
from prison_makers import a_passed_copy, in_room

GONE = ResidentState.released

# Whom these point at is the record itself, or stays with it: a sealed name cannot change over.
OF_ITSELF = {("identity", "borrower"), ("resident", "borrower"), ("borrower", "merged_into")}


@pytest.fixture
def lapas(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    yield library
    library.close()


@pytest.fixture
def prison(lapas):
    with lapas.changing() as desk:
        house.add_many(desk, "B 1-14")
        yield desk


@pytest.fixture
def two(prison):
    return in_room(prison, "B", "1"), in_room(prison, "B", "2")


def run(desk, sql, **facts):
    desk.session.flush()
    return desk.session.connection().execute(text(sql), facts).all()


def pointers(desk):
    """Every column of the file that points at a borrower."""
    tables = run(desk, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite'")
    return {
        (table, str(key[3]))
        for (table,) in tables
        for key in run(desk, f"PRAGMA foreign_key_list({table})")
        if key[2] == "borrower"
    }


def pointing_at(desk, row):
    """Where anything points at a borrower."""
    return {
        (table, column)
        for table, column in pointers(desk)
        if run(desk, f"SELECT 1 FROM {table} WHERE {column} = :row", row=row)  # noqa: S608 - as above
    }


def everything(desk):
    """Every row of every table that a merge may touch, the journal apart."""
    tables = {table for table, _column in pointers(desk)} | {"write_off", "setting", "borrower"}
    return {
        table: run(desk, f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 - as above
        for table in sorted(tables)
    }


def with_everything(desk, who):
    """A resident of whom a prison keeps something in every table."""
    house_rules.save(desk, HouseRules(permission=PermissionRule.every))
    aide = staff.add(desk, "", Role.aide)
    aides.tie(desk, aide.id, who.card)
    requests.by_slip(desk, who.card, a_passed_copy(desk, "Diminta"))
    block = house.blocks(desk)[0]
    rounds.plan(desk, block.id)
    out = a_passed_copy(desk, "Di Kamar")
    permissions_asked.ask(desk, who.card, out)
    circulation.lend(desk, who.card, out)
    permissions_asked.ask(desk, who.card, a_passed_copy(desk, "Ditanya"))
    identities.look_up(desk, who.id, "surat untuk keluarga")
    return out


def merged_and_parted(desk, keep, other):
    """Merge, look, part; gives what pointed at the other in between."""
    before = everything(desk)
    act = merging.merge(desk, keep.id, other.id).act_id
    left = pointing_at(desk, other.row)
    flaws = check.examine(desk).flaws
    undoing.undo(desk, act)
    assert flaws == ()
    assert everything(desk) == before
    assert check.examine(desk).flaws == ()
    return left


def test_nothing_points_at_the_card_that_went(lapas, prison, two):
    keep, other = two
    officer = acting_as(prison, Role.officer)
    with_everything(officer, other)
    moves.record(prison, (Change(other.row, place_row=keep.place_row),))

    left = merged_and_parted(prison, keep, other)

    assert left <= OF_ITSELF


def test_the_kept_card_has_it_all(prison, two):
    keep, other = two
    out = with_everything(acting_as(prison, Role.officer), other)

    merging.merge(prison, keep.id, other.id)

    view = residents.by_card(prison, other.card)
    assert (view.card, view.loans_out, view.waiting) == (keep.card, 1, 1)
    assert [line.barcode for line in overview.loans_of(prison, keep.card)] == [out]
    assert {each.card for each in permissions_asked.listed(prison)} == {keep.card}
    assert [each.card for each in aides.listed(prison)] == [keep.card]
    (round_,) = round_views.listed(prison)
    assert {stop.card for stop in round_views.show(prison, round_.id).stops} == {keep.card}
    assert [each.card for each in residents.listed(prison)] == [keep.card]


def test_a_round_goes_on_after_its_card_was_merged(prison, two):
    keep, other = two
    number = a_passed_copy(prison, "Diminta")
    requests.by_slip(prison, other.card, number)
    made = rounds.plan(prison, house.blocks(prison)[0].id)
    rounds.take(prison, made.id, number)
    merging.merge(prison, keep.id, other.id)

    round_cells.lend(prison, made.id, other.card, number)

    assert [line.barcode for line in overview.loans_of(prison, keep.card)] == [number]
    assert check.examine(prison).flaws == ()


def test_two_open_clearances_become_one_and_two_again(prison, two):
    for each in two:
        circulation.lend(prison, each.card, a_passed_copy(prison, each.card))
    moves.record(prison, [Change(each.row, state=GONE) for each in two])
    keep, other = two
    (view,) = [each for each in clearances.opened(prison) if each.card == other.card]
    (line,) = clearances.show(prison, view.id).lines
    clearances.write_off(prison, line.loan_id, WriteOffReason.lost)
    before = everything(prison)

    act = merging.merge(prison, keep.id, other.id).act_id
    (one,) = clearances.opened(prison)
    day = release_days.show(prison, TODAY)

    had = [[copy.written_off for copy in each.copies] for each in day.leavers]
    assert (one.card, one.still_out) == (keep.card, 1)
    assert had == [[None, WriteOffReason.lost]]
    undoing.undo(prison, act)
    assert everything(prison) == before
    assert len(clearances.opened(prison)) == 2


def test_a_boxed_copy_is_out_with_the_kept_card(prison, two):
    keep, other = two
    house_rules.save(prison, HouseRules(boxes_pass=True))
    _agency, box = a_box_here(prison, 3)
    circulation.lend(prison, other.card, "B0001")

    act = merging.merge(prison, keep.id, other.id).act_id
    merged = [each.card for each in boxes.show(prison, box.id).still_out()]
    undoing.undo(prison, act)

    assert merged == [keep.card]
    assert [each.card for each in boxes.show(prison, box.id).still_out()] == [other.card]


def test_who_is_still_here_has_no_clearance(prison, two):
    keep, other = two
    moves.record(prison, (Change(other.row, state=GONE),))

    left = merged_and_parted(prison, keep, other)
    merging.merge(prison, keep.id, other.id)

    assert left <= OF_ITSELF
    assert clearances.opened(prison) == ()


def test_what_the_kept_record_lacks_is_taken_over_and_given_back(prison):
    keep = residents.register(prison)
    other = in_room(prison, "B", "3", sex=Sex.female, age_band=AgeBand.adult, release_on=TODAY)
    before = everything(prison)

    act = merging.merge(prison, keep.id, other.id).act_id

    assert residents.show(prison, keep.id).place == "B-3"
    known = residents.particulars(prison, keep.id)
    assert (known.sex, known.age_band, known.release_on) == (Sex.female, AgeBand.adult, TODAY)
    undoing.undo(prison, act)
    assert everything(prison) == before


def test_an_aides_account_ends_with_the_kept_card(prison, two):
    keep, other = two
    aide = staff.add(prison, "", Role.aide)
    aides.tie(prison, aide.id, other.card)
    merging.merge(prison, keep.id, other.id)

    moves.record(prison, (Change(keep.row, state=GONE),))

    assert [each.active for each in aides.listed(prison)] == [False]


def test_what_was_granted_to_either_card_counts(prison, two):
    keep, other = two
    house_rules.save(prison, HouseRules(permission=PermissionRule.every))
    number = a_passed_copy(prison)
    aide = acting_as(prison, Role.aide)
    permissions_asked.ask(aide, keep.card, number)
    asked = permissions_asked.ask(aide, other.card, number)
    permissions_asked.answer(prison, [asked.id], granted=True)
    merging.merge(prison, keep.id, other.id)

    circulation.lend(aide, keep.card, number)

    kept = run(prison, "SELECT state FROM loan_permission ORDER BY row")
    assert [row[0] for row in kept] == [PermissionState.asked, PermissionState.used]


def test_a_bulk_move_from_before_a_merge_is_refused_not_half_undone(prison, two):
    keep, other = two
    act = moves.record(prison, [Change(each.row, state=GONE) for each in two]).act_id
    merged = merging.merge(prison, keep.id, other.id).act_id

    with pytest.raises(errors.CannotUndo), prison.session.begin_nested():
        undoing.undo(prison, act)

    undoing.undo(prison, merged)
    undoing.undo(prison, act)
    assert {each.place for each in residents.listed(prison)} == {"B-1", "B-2"}


# --- the sealed name ----------------------------------------------------------------------------


@pytest.fixture
def vault(prison, lapas):
    made = vaulting.made(lapas.profile().uid)
    officer = acting_as(prison, Role.officer)
    me = staff.listed(prison)[0]
    door = made.wrap(me.id, "perahu di rawa", cost=Cost(memory_kib=64, rounds=1, lanes=1))
    vault_doors.found_vault(officer, door)
    return made


def keep_name(desk, vault, who):
    officer = acting_as(desk, Role.officer)
    identities.keep(officer, who.id, vault.seal(who.id, Identity("Kapuk Randu")))


def test_the_card_with_the_name_is_the_one_to_keep(prison, two, vault):
    nameless, named = two
    keep_name(prison, vault, named)

    with pytest.raises(errors.NameOnOtherCard):
        merging.merge(prison, nameless.id, named.id)

    assert merged_and_parted(prison, named, nameless) <= OF_ITSELF


def test_two_cards_without_a_name_become_one_that_can_be_named(prison, two, vault):
    keep, other = two
    officer = acting_as(prison, Role.officer)
    act = merging.merge(prison, keep.id, other.id).act_id

    keep_name(prison, vault, keep)

    assert [(row.card, bool(row.sealed)) for row in identities.rows(officer)] == [(keep.card, True)]
    undoing.undo(prison, act)
    told = {row.card: bool(row.sealed) for row in identities.rows(officer)}
    assert told == {keep.card: True, other.card: False}


def test_two_sealed_names_open_again_after_parting(prison, two, vault):
    for each in two:
        keep_name(prison, vault, each)
    keep, other = two
    officer = acting_as(prison, Role.officer)

    act = merging.merge(prison, keep.id, other.id).act_id
    told = identities.rows(officer)
    undoing.undo(prison, act)

    assert [row.card for row in told] == [keep.card]
    sealed = {row.id: row.sealed for row in identities.rows(officer)}
    assert {vault.read(each.id, sealed[each.id]).name for each in two} == {"Kapuk Randu"}


def test_a_room_is_no_resident(prison, two):
    act = prison.session.get_one(Borrower, two[1].row)
    act.kind = BorrowerKind.room
    prison.session.add(act)
    prison.session.flush()

    with pytest.raises(errors.NotAResident):
        merging.merge(prison, two[0].id, two[1].id)

    assert act.status is BorrowerStatus.active
