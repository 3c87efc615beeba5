import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import CopyStatus
from jukung.library import catalogue, copies
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from makers import TODAY, a_copy, a_loan, a_title

FULL = TitleDraft(
    title="Perahu Kecil",
    statement="Hamdan Bakri",
    people=("Hamdan Bakri", "Siti Rahma"),
    subjects=("Perikanan", "Rawa"),
    material="Text",
    edition="Cet. 2",
    isbn="978-000-000-001-9",
    publisher="Meranti",
    place="Banjarbaru",
    year="2019",
    collation="120 hlm",
    series="Seri Rawa",
    call_number="639 HAM p",
    class_number="639.2",
    language="Indonesia",
    notes="Hadiah",
    cover_name="perahu.jpg",
)


def named(lines):
    return [line.title for line in lines]


def test_a_title_is_shown_as_it_was_written(desk):
    title_id = catalogue.add(desk, FULL)

    view = catalogue.show(desk, title_id)

    assert (view.draft, view.class_main, view.added_on, view.copies) == (FULL, "6", TODAY, ())


def test_blanks_around_words_are_not_kept(desk):
    title_id = catalogue.add(desk, TitleDraft(title="  Rawa  ", year=" 2019 "))

    draft = catalogue.show(desk, title_id).draft

    assert (draft.title, draft.year) == ("Rawa", "2019")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_title_needs_its_name(desk, name):
    with pytest.raises(errors.TitleMissing):
        catalogue.add(desk, TitleDraft(title=name))


def test_an_edited_title_is_found_by_its_new_words_only(desk):
    title_id = catalogue.add(desk, FULL)
    wanted = TitleDraft(title="Sungai Besar", people=("Ali",), subjects=("Banjir",))

    catalogue.edit(desk, title_id, wanted)

    assert catalogue.show(desk, title_id).draft == wanted
    assert named(catalogue.find(desk, "sungai ali banjir")) == ["Sungai Besar"]
    assert catalogue.find(desk, "perahu") == ()
    assert catalogue.find(desk, FULL.isbn) == ()


def test_an_edit_notes_what_changed_and_nothing_else(desk):
    title_id = catalogue.add(desk, TitleDraft(title="Rawa", year="2019"))

    catalogue.edit(desk, title_id, TitleDraft(title="Rawa", year="2020"))

    said = desk.session.execute(text("SELECT detail FROM journal_detail WHERE seq = 2"))
    assert said.scalar_one() == '{"year": ["2019", "2020"]}'


@pytest.mark.parametrize("verb", [catalogue.show, lambda d, t: catalogue.edit(d, t, FULL)])
def test_a_title_that_is_gone_is_refused(desk, verb):
    with pytest.raises(errors.TitleUnknown):
        verb(desk, "no-such-id")


def test_an_edit_without_a_name_is_refused(desk):
    title_id = catalogue.add(desk, FULL)

    with pytest.raises(errors.TitleMissing):
        catalogue.edit(desk, title_id, TitleDraft(title=" "))


@pytest.mark.parametrize("typed", ["978-000-000-001-9", "9780000000019", "978 000 000 001 9"])
def test_an_isbn_finds_its_title_however_it_is_typed(desk, typed):
    a_title(desk, "Lain")
    catalogue.add(desk, FULL)

    assert named(catalogue.find(desk, typed)) == ["Perahu Kecil"]


def test_the_likeliest_title_comes_first(desk):
    for name in ("Cerita Rawa", "Rawa Luas", "Rawa"):
        a_title(desk, name)

    assert named(catalogue.find(desk, "rawa")) == ["Rawa", "Rawa Luas", "Cerita Rawa"]


def test_what_nobody_wrote_is_not_found(desk):
    catalogue.add(desk, FULL)

    assert catalogue.find(desk, "tidak ada") == ()


def test_a_line_counts_the_copies(desk):
    title_id = a_title(desk, "Rawa")
    for number in ("1", "2", "3"):
        a_copy(desk, number, title_id=title_id)
    a_loan(desk, number="1")
    copies.edit(desk, copies.show(desk, "3").id, CopyDraft(status=CopyStatus.withdrawn))

    (line,) = catalogue.find(desk, "rawa")

    assert (line.copy_count, line.in_count) == (2, 1)


def test_a_titles_page_shows_each_copy(desk):
    title_id = a_title(desk, "Rawa")
    for number in ("2", "1"):
        a_copy(desk, number, title_id=title_id)
    slip = a_loan(desk, number="1")

    shown = catalogue.show(desk, title_id).copies

    assert [(each.number, each.due_on) for each in shown] == [("1", slip.due_on), ("2", None)]


@pytest.mark.parametrize("status", [CopyStatus.missing, CopyStatus.repair, CopyStatus.withdrawn])
def test_a_copy_that_is_gone_does_not_stand_on_the_shelf(desk, status):
    title = a_title(desk, "Rawa")
    gone = a_copy(desk, title_id=title)
    a_copy(desk, title_id=title)

    copies.edit(desk, copies.show(desk, gone).id, CopyDraft(status=status))

    (line,) = catalogue.find(desk, "Rawa")
    assert line.in_count == 1


def test_a_copy_withdrawn_while_it_is_out_counts_nowhere(desk):
    title = a_title(desk, "Rawa")
    number = a_copy(desk, title_id=title)
    a_loan(desk, number=number)

    # By hand it is refused; backups of other programs hold such copies.
    desk.session.execute(text("UPDATE copy SET status = 'withdrawn'"))

    (line,) = catalogue.find(desk, "Rawa")
    assert (line.copy_count, line.in_count) == (0, 0)
