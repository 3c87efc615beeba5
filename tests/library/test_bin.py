"""Titles entered by mistake: taken out whole, put back whole."""

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ContributorKind, CopyTrait, WithdrawReason
from jukung.library import bin as title_bin
from jukung.library import (
    bin_stash,
    catalogue,
    copies,
    covers,
    holds,
    traits,
    undoing,
    withdrawals,
)
from makers import a_copy, a_library, a_loan, a_member, a_title
from photo_makers import a_photo


def whole(desk):
    """Everything that is kept of titles and copies."""
    tables = ("title", *bin_stash.PARTS, "copy", *bin_stash.OF_COPIES, "issue")
    desk.session.flush()
    connection = desk.session.connection()
    return {table: connection.execute(text(f"SELECT * FROM {table}")).all() for table in tables}  # noqa: S608


def a_whole_title(desk):
    title_id = a_title(
        desk,
        "Perahu Kecil",
        people=("Sari Wulan", "Dinas Contoh"),
        roles=("aut", "trl"),
        name_kinds=(ContributorKind.person, ContributorKind.body),
        subjects=("Sungai",),
        own_fields=(("Donatur", "Warga"),),
        isbn="9786028635352",
    )
    number = a_copy(desk, title_id=title_id, price=45_000, place="Rak A")
    copies.edit(desk, copies.show(desk, number).id, copies.CopyDraft(), number="B-77")
    covers.keep(desk, title_id, a_photo())
    return title_id


def test_what_was_binned_is_put_back_as_it_was(desk):
    title_id = a_whole_title(desk)
    before = whole(desk)

    title_bin.put_in(desk, [title_id])
    gone = whole(desk)
    title_bin.put_back(desk, [title_id])

    assert all(rows == [] for rows in gone.values())
    assert whole(desk) == before
    assert title_bin.listed(desk) == ()


def test_a_binned_title_is_found_no_more(desk):
    title_id = a_title(desk, "Perahu Kecil")

    title_bin.put_in(desk, [title_id])

    assert catalogue.find(desk, "perahu") == ()
    with pytest.raises(errors.TitleUnknown):
        catalogue.show(desk, title_id)
    assert [line.title for line in title_bin.listed(desk)] == ["Perahu Kecil"]


def test_a_title_that_was_lent_stays(desk):
    title_id = a_title(desk, "Perahu Kecil")
    a_loan(desk, number=a_copy(desk, title_id=title_id))

    with pytest.raises(errors.TitleWasUsed):
        title_bin.put_in(desk, [title_id])


def test_of_many_those_that_were_used_stay_and_are_named(desk):
    waited, other = a_title(desk, "Ditunggu"), a_title(desk, "Salah Ketik")
    a_loan(desk, number=a_copy(desk, title_id=waited))
    holds.place(desk, a_member(desk).card, waited)

    moved = title_bin.put_in(desk, [waited, other])

    assert (moved.count, moved.left) == (1, ("Ditunggu",))


def test_binning_is_undone_as_one_act(desk):
    ids = [a_title(desk, f"Judul {n}") for n in range(3)]
    act_id = title_bin.put_in(desk, ids).act_id

    undoing.undo(desk, act_id)

    assert {catalogue.show(desk, each).id for each in ids} == set(ids)


def test_putting_back_is_undone_too(desk):
    title_id = a_title(desk)
    title_bin.put_in(desk, [title_id])
    act_id = title_bin.put_back(desk, [title_id]).act_id

    undoing.undo(desk, act_id)

    assert [line.id for line in title_bin.listed(desk)] == [title_id]


def test_a_number_that_was_given_on_since_is_told(desk):
    title_id = a_title(desk)
    a_copy(desk, "B1", title_id=title_id)
    title_bin.put_in(desk, [title_id])
    a_copy(desk, "B1")

    with pytest.raises(errors.CopyNumberTaken):
        title_bin.put_back(desk, [title_id])


def test_a_title_comes_back_although_its_row_was_given_on(desk):
    title_id = a_whole_title(desk)
    title_bin.put_in(desk, [title_id])
    other = a_title(desk, "Yang Lain")

    title_bin.put_back(desk, [title_id])

    view = catalogue.show(desk, title_id)
    assert (view.draft.title, len(view.copies)) == ("Perahu Kecil", 1)
    assert copies.show(desk, "B-77").title_id == title_id
    assert catalogue.show(desk, other).draft.title == "Yang Lain"


def test_traits_of_copies_go_along(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        title_id = a_title(desk)
        number = a_copy(desk, title_id=title_id)
        traits.mark(desk, [number], [CopyTrait.spiral])
        before = whole(desk)

        title_bin.put_in(desk, [title_id])
        title_bin.put_back(desk, [title_id])

        assert before["copy_trait"]
        assert whole(desk) == before
    library.close()


def test_every_table_that_points_at_titles_or_copies_is_known(desk):
    """A table that is made later must say whether it goes along or keeps a title here."""
    connection = desk.session.connection()
    names = connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    pointing = {
        (name, row[3])
        for (name,) in names
        for row in connection.execute(text(f"PRAGMA foreign_key_list({name})"))
        if row[2] in ("title", "copy")
    }

    goes_along = {(table, "title") for table in (*bin_stash.PARTS, "copy", "issue")}
    goes_along |= {(table, "copy") for table in (*bin_stash.OF_COPIES, "issue")}
    # Left from the first schema, and never written.
    known = goes_along | set(bin_stash.USES) | {("title", "merged_into")}
    assert pointing == known


def test_a_title_with_a_copy_in_a_withdrawals_record_stays(desk):
    title_id = a_title(desk, "Perahu Kecil")
    number = a_copy(desk, title_id=title_id)
    act_id = withdrawals.withdraw(desk, [number], WithdrawReason.worn).act_id

    with pytest.raises(errors.TitleWasUsed):
        title_bin.put_in(desk, [title_id])

    undoing.undo(desk, act_id)
    assert title_bin.put_in(desk, [title_id]).count == 1


def stands(desk, number):
    """The shelf and the owner of a copy, by name."""
    return (
        desk.session.connection()
        .execute(
            text(
                "SELECT p.name, o.name FROM copy c JOIN place p ON p.row = c.place "
                "JOIN owner o ON o.row = c.owner WHERE c.number = :n"
            ),
            {"n": number},
        )
        .one()
    )


def without_shelf(desk):
    """A title in the bin whose shelf was removed since."""
    title_id = a_title(desk, "Punya Sendiri")
    a_copy(desk, "O1", title_id=title_id, place="Rak X")
    title_bin.put_in(desk, [title_id])
    desk.session.connection().execute(text("DELETE FROM place WHERE name = 'Rak X'"))
    return title_id


def test_a_copy_whose_shelf_is_gone_comes_back_to_the_library(desk):
    title_id = without_shelf(desk)

    moved = title_bin.put_back(desk, [title_id])

    assert stands(desk, "O1")[0] == desk.profile.name
    assert moved.homeless == ("O1",)


def test_a_copy_does_not_come_back_to_a_shelf_that_took_the_number_of_its_own(desk):
    title_id = without_shelf(desk)
    a_copy(desk, "N1", title="Baru", place="Gudang Rusak")

    title_bin.put_back(desk, [title_id])

    assert stands(desk, "O1")[0] == desk.profile.name
    assert stands(desk, "N1")[0] == "Gudang Rusak"


def test_a_copy_comes_back_to_a_shelf_that_was_made_anew(desk):
    title_id = without_shelf(desk)
    a_copy(desk, "N1", title="Baru", place="Gudang Rusak")
    a_copy(desk, "N2", title="Lain", place="Rak X")

    moved = title_bin.put_back(desk, [title_id])

    assert moved.homeless == ()
    assert stands(desk, "O1")[0] == "Rak X"


def test_a_copy_whose_owner_is_gone_comes_back_as_ours(desk):
    title_id = a_title(desk, "Titipan")
    a_copy(desk, "O1", title_id=title_id)
    connection = desk.session.connection()
    connection.execute(text("INSERT INTO owner VALUES (7, 'o', 'Dispersip', 'agency')"))
    connection.execute(text("UPDATE copy SET owner = 7"))
    title_bin.put_in(desk, [title_id])
    connection.execute(text("DELETE FROM owner WHERE row = 7"))
    connection.execute(text("INSERT INTO owner VALUES (7, 'p', 'Orang Lain', 'agency')"))

    title_bin.put_back(desk, [title_id])

    assert stands(desk, "O1")[1] == desk.profile.name


@pytest.mark.parametrize("stash", ["{}", "xx", "[]", '{"title": {"title": []}}'])
def test_a_damaged_stash_is_refused_with_a_sentence(desk, stash):
    title_id = a_title(desk, "Perahu Kecil")
    title_bin.put_in(desk, [title_id])
    desk.session.connection().execute(text("UPDATE bin SET stash = :s"), {"s": stash})
    desk.session.expire_all()

    with pytest.raises(errors.BinnedDamaged):
        title_bin.put_back(desk, [title_id])


def test_what_a_strange_stash_says_never_becomes_a_statement(desk):
    title_id = a_title(desk, "Perahu Kecil")
    title_bin.put_in(desk, [title_id])
    odd = "json_set(stash, '$.title.\"title) VALUES (1) --\"', 1, '$.parts.staff', json('[{}]'))"
    desk.session.connection().execute(text(f"UPDATE bin SET stash = {odd}"))  # noqa: S608 - ours
    desk.session.expire_all()

    title_bin.put_back(desk, [title_id])

    assert catalogue.show(desk, title_id).draft.title == "Perahu Kecil"
