"""Two records of one book, made one and parted again."""

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import BinWhy, ScreeningResult
from jukung.library import bin as title_bin
from jukung.library import (
    catalogue,
    circulation,
    covers,
    holds,
    screening,
    title_merging,
    undoing,
)
from makers import a_copy, a_library, a_loan, a_member, a_title
from photo_makers import a_photo

MOVED = ("loan", "hold", "in_house_use", "round_line", "loan_permission", "issue", "copy")


def kept(desk):
    desk.session.flush()
    connection = desk.session.connection()
    tables = ("title", "contributor", "subject", "copy_number", "screening", "cover", *MOVED)
    return {table: connection.execute(text(f"SELECT * FROM {table}")).all() for table in tables}  # noqa: S608


@pytest.fixture
def twins(desk):
    """A title and its twin with a loan, a past loan and somebody who waits."""
    keep = a_title(desk, "Perahu Kecil", publisher="Pustaka Rawa")
    other = a_title(desk, "Perahu kecil", isbn="9783161484100", people=("Sari Wulan",), year="2019")
    a_copy(desk, "A1", title_id=keep)
    a_copy(desk, "B1", title_id=other)
    a_copy(desk, "B2", title_id=other)
    a_loan(desk, number="B2")
    circulation.give_back(desk, "B2")
    for number in ("B1", "B2"):
        a_loan(desk, number=number)
    holds.place(desk, a_member(desk).card, other)
    return keep, other


def test_copies_loans_and_holds_go_to_the_title_that_is_kept(desk, twins):
    keep, other = twins

    merged = title_merging.merge(desk, keep, [other])

    view = catalogue.show(desk, keep)
    assert merged.count == 1
    assert [copy.number for copy in view.copies] == ["A1", "B1", "B2"]
    assert holds.queue_length(desk, keep) == 1
    titles = desk.session.connection().execute(text("SELECT DISTINCT title FROM loan")).all()
    assert len(titles) == 1


def test_what_is_empty_is_taken_from_the_other(desk, twins):
    keep, other = twins

    title_merging.merge(desk, keep, [other])

    draft = catalogue.show(desk, keep).draft
    assert (draft.title, draft.publisher) == ("Perahu Kecil", "Pustaka Rawa")
    assert (draft.isbn, draft.people, draft.year) == ("9783161484100", ("Sari Wulan",), "2019")
    assert [line.title for line in catalogue.find(desk, "sari")] == ["Perahu Kecil"]


def test_the_emptied_title_lies_in_the_bin_and_its_id_finds_the_kept_one(desk, twins):
    keep, other = twins

    title_merging.merge(desk, keep, [other])

    (line,) = title_bin.listed(desk)
    assert (line.id, line.why, line.merged_into) == (other, BinWhy.merged, "Perahu Kecil")
    assert catalogue.show(desk, other).id == keep
    with pytest.raises(errors.TitleWasMerged):
        title_bin.put_back(desk, [other])


def test_a_merge_is_undone_to_the_last_row(desk, twins):
    before = kept(desk)
    act_id = title_merging.merge(desk, twins[0], [twins[1]]).act_id

    undoing.undo(desk, act_id)

    assert kept(desk) == before
    assert title_bin.listed(desk) == ()


def test_a_loan_since_the_merge_goes_back_with_its_copy(desk, twins):
    keep, other = twins
    act_id = title_merging.merge(desk, keep, [other]).act_id
    circulation.give_back(desk, "B1")
    a_loan(desk, number="A1")

    undoing.undo(desk, act_id)

    rows = desk.session.connection().execute(
        text("SELECT count(*) FROM loan l JOIN copy c ON c.row = l.copy WHERE c.title <> l.title")
    )
    assert rows.scalar_one() == 0
    assert [c.number for c in catalogue.show(desk, other).copies] == ["B1", "B2"]


def test_what_was_typed_since_stays_when_it_is_parted(desk, twins):
    keep, other = twins
    act_id = title_merging.merge(desk, keep, [other]).act_id
    draft = catalogue.show(desk, keep).draft
    catalogue.edit(desk, keep, catalogue.TitleDraft(title="Perahu Kecil", year="2020"))

    undoing.undo(desk, act_id)

    assert draft.year == "2019"
    assert catalogue.show(desk, keep).draft.year == "2020"


def test_who_waits_for_both_waits_once(desk, twins):
    keep, other = twins
    member = a_member(desk)
    a_loan(desk, number="A1")
    holds.place(desk, member.card, keep)
    holds.place(desk, member.card, other)
    before = kept(desk)["hold"]

    act_id = title_merging.merge(desk, keep, [other]).act_id

    assert holds.queue_length(desk, keep) == 2
    undoing.undo(desk, act_id)
    assert kept(desk)["hold"] == before


def test_several_are_merged_and_parted_together(desk):
    ids = [a_title(desk, f"Judul {n}", publisher="P" if n == 2 else "") for n in range(4)]
    before = kept(desk)["title"]

    act_id = title_merging.merge(desk, ids[0], ids[1:]).act_id

    assert catalogue.count(desk) == 1
    undoing.undo(desk, act_id)
    assert kept(desk)["title"] == before


def test_a_title_is_not_merged_with_itself(desk):
    title_id = a_title(desk)

    with pytest.raises(errors.TitlesTheSame):
        title_merging.merge(desk, title_id, [title_id])


def test_in_a_prison_the_stricter_decision_stands(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        keep, other, third = (a_title(desk, f"Judul {n}") for n in range(3))
        screening.decide(desk, [keep], ScreeningResult.passed)
        screening.decide(desk, [other], ScreeningResult.review)
        before = kept(desk)["screening"]

        first = title_merging.merge(desk, third, [other]).act_id
        second = title_merging.merge(desk, keep, [third]).act_id

        assert screening.of_title(desk, keep) is ScreeningResult.review
        undoing.undo(desk, second)
        undoing.undo(desk, first)
        assert kept(desk)["screening"] == before
    library.close()


@pytest.fixture
def prison(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        yield desk
    library.close()


@pytest.mark.parametrize("keeps_passed", [True, False])
def test_a_title_that_nobody_screened_does_not_pass_by_being_merged(prison, keeps_passed):
    passed, unseen = a_title(prison, "Perahu Kecil"), a_title(prison, "Perahu kecil")
    a_copy(prison, "X1", title_id=unseen, screened=False)
    screening.decide(prison, [passed], ScreeningResult.passed)
    card = a_member(prison).card
    before = kept(prison)["screening"]
    keep, other = (passed, unseen) if keeps_passed else (unseen, passed)

    act_id = title_merging.merge(prison, keep, [other]).act_id

    assert screening.of_title(prison, keep) is ScreeningResult.review
    with pytest.raises(errors.TitleNotScreened):
        circulation.lend(prison, card, "X1")
    undoing.undo(prison, act_id)
    assert kept(prison)["screening"] == before


def test_a_refusal_stands_although_nobody_looked_at_the_other(prison):
    unseen, refused = a_title(prison, "Perahu Kecil"), a_title(prison, "Perahu kecil")
    screening.decide(prison, [refused], ScreeningResult.refused, words="Peta daerah")
    before = kept(prison)["screening"]

    act_id = title_merging.merge(prison, unseen, [refused]).act_id

    assert screening.of_title(prison, unseen) is ScreeningResult.refused
    undoing.undo(prison, act_id)
    assert kept(prison)["screening"] == before


def test_what_was_decided_since_the_merge_stands_when_it_is_parted(prison):
    passed, unseen = a_title(prison, "Perahu Kecil"), a_title(prison, "Perahu kecil")
    screening.decide(prison, [passed], ScreeningResult.passed)
    act_id = title_merging.merge(prison, passed, [unseen]).act_id
    screening.decide(prison, [passed], ScreeningResult.refused, words="Peta daerah")

    undoing.undo(prison, act_id)

    assert screening.of_title(prison, passed) is ScreeningResult.refused
    assert screening.of_title(prison, unseen) is ScreeningResult.review


def test_a_cover_comes_along_and_goes_back(desk):
    keep, other = a_title(desk, "Perahu Kecil"), a_title(desk, "Perahu kecil")
    covers.keep(desk, other, a_photo())
    before = kept(desk)["cover"]

    act_id = title_merging.merge(desk, keep, [other]).act_id

    assert covers.show(desk, keep) == before[0].jpeg
    undoing.undo(desk, act_id)
    assert kept(desk)["cover"] == before


def test_a_cover_put_on_the_kept_title_since_stays_there_and_each_has_its_own(desk):
    keep, other = a_title(desk, "Perahu Kecil"), a_title(desk, "Perahu kecil")
    covers.keep(desk, other, a_photo())
    own = covers.show(desk, other)
    act_id = title_merging.merge(desk, keep, [other]).act_id
    covers.keep(desk, keep, a_photo(width=90))
    new = covers.show(desk, keep)

    undoing.undo(desk, act_id)

    assert new != own
    assert (covers.show(desk, keep), covers.show(desk, other)) == (new, own)


def test_somebody_added_since_keeps_the_roles_when_it_is_parted(desk):
    keep = a_title(desk, "Perahu Kecil")
    other = a_title(desk, "Perahu kecil", people=("Ali", "Budi"), roles=("aut", "trl"))
    act_id = title_merging.merge(desk, keep, [other]).act_id
    catalogue.edit(
        desk,
        keep,
        catalogue.TitleDraft(
            title="Perahu Kecil", people=("Ali", "Budi", "Cici"), roles=("aut", "trl")
        ),
    )

    undoing.undo(desk, act_id)

    draft = catalogue.show(desk, keep).draft
    assert (draft.people, draft.roles) == (("Ali", "Budi", "Cici"), ("aut", "trl"))


def gone_for_good(desk, title_id):
    """What taking an import back does with a title that only it brought."""
    desk.session.execute(text("DELETE FROM title WHERE id = :id"), {"id": title_id})
    desk.session.expire_all()


@pytest.mark.parametrize("way", ["undo", "put_back"])
def test_a_merged_title_comes_back_although_the_one_it_went_into_is_gone(desk, way):
    keep, other = a_title(desk, "Perahu Kecil"), a_title(desk, "Punya Sendiri", year="2019")
    act_id = title_merging.merge(desk, keep, [other]).act_id
    gone_for_good(desk, keep)

    if way == "undo":
        undoing.undo(desk, act_id)
    else:
        title_bin.put_back(desk, [other])

    assert catalogue.show(desk, other).draft.year == "2019"
    assert title_bin.listed(desk) == ()


def test_a_merged_title_waits_for_the_one_it_went_into_while_that_is_binned(desk):
    keep, other = a_title(desk, "Perahu Kecil"), a_title(desk, "Perahu kecil")
    act_id = title_merging.merge(desk, keep, [other]).act_id
    title_bin.put_in(desk, [keep])

    with pytest.raises(errors.TitleWasMerged):
        title_bin.put_back(desk, [other])
    title_bin.put_back(desk, [keep])
    undoing.undo(desk, act_id)

    assert catalogue.show(desk, other).id == other
