"""Lists as workbooks and CSV, opened by programs that share no line with ours."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from jukung import places, words
from jukung.cli import export_parser
from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.exchange.exports import list_files
from jukung.exchange.exports.lists import LISTS, lists_of
from jukung.exchange.exports.marc_holdings import Holdings
from jukung.exchange.rosters import people
from jukung.library import copies, holds
from jukung.library.copies import CopyDraft
from jukung.library.desk import StaffMember
from makers import TODAY, a_copy, a_loan, a_member, a_title


@pytest.fixture
def stocked(library):
    with library.changing() as desk:
        title_id = a_title(desk, "=HYPERLINK(1)", year="2019")
        draft = CopyDraft(price=45000)
        number = copies.add(desk, title_id, numbers_given=("0007",), draft=draft)[0]
        member = a_member(desk, "Aminah", phone="+62812", birth_year=1990)
        a_loan(desk, member, number)
        holds.place(desk, a_member(desk, "Budi").card, title_id)
    return library


def sheet(path):
    book = CalamineWorkbook.from_path(path)
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def written(library, path, code):
    return list_files.write(library, path, code=code)


@pytest.mark.parametrize("code", [each.code for each in LISTS])
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_list_can_be_written(stocked, tmp_path, code, ending):
    made = written(stocked, tmp_path / f"list{ending}", code)

    content = made.path.read_bytes()

    if ending == ".xlsx":
        rows = sheet(made.path)
    else:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == made.rows + 1
    assert len(rows[0]) == len(next(each for each in LISTS if each.code == code).columns)


def test_cells_are_figures_days_and_words(stocked, tmp_path):
    written(stocked, tmp_path / "copies.xlsx", "copies")

    head, row = sheet(tmp_path / "copies.xlsx")
    found = dict(zip(head, row, strict=True))

    assert (found["Copy number"], found["Price"], found["Added"]) == ("0007", 45000, TODAY)
    assert isinstance(found["Added"], date)
    assert (found["Title"], found["State"], found["Received"]) == (
        "=HYPERLINK(1)", "Available", "",
    )  # fmt: skip


def test_csv_marks_what_could_be_a_formula_and_our_reader_takes_it_back(stocked, tmp_path):
    written(stocked, tmp_path / "members.csv", "members")

    lines = (tmp_path / "members.csv").read_text("utf-8-sig").splitlines()
    back, _how = people.read_rows_of(tmp_path / "members.csv", limit=1_000_000)

    assert "'+62812" in lines[1].split(",")
    assert "+62812" in [cell for line in back for cell in line.cells]


def test_in_indonesian_it_opens_by_a_double_click(stocked, tmp_path):
    words.speak("id", places.resources() / "words")

    written(stocked, tmp_path / "loans.csv", "loans")

    content = (tmp_path / "loans.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.splitlines()[0].count(b";") == 7


def test_only_what_is_late_is_overdue(stocked, tmp_path):
    with stocked.changing() as desk:
        a_loan(desk)
        desk.session.execute(text("UPDATE loan SET due_on = '2026-11-20' WHERE row = 1"))

    late = written(stocked, tmp_path / "overdue.xlsx", "overdue")
    out = written(stocked, tmp_path / "loans.xlsx", "loans")

    assert (late.rows, out.rows) == (1, 2)


def test_an_empty_list_has_its_head(library, tmp_path):
    made = written(library, tmp_path / "holds.xlsx", "holds")

    assert made.rows == 0
    assert sheet(made.path)[0][0] == "Title"


def test_a_prison_has_no_list_with_people(prison, tmp_path):
    with prison.changing() as desk:
        member, number = a_member(desk), a_copy(desk)
        a_loan(desk, member, number)

    for each in lists_of(is_prison=True):
        written(prison, tmp_path / f"{each.code}.csv", each.code)
    with pytest.raises(errors.ListUnknown):
        written(prison, tmp_path / "loans.csv", "loans")

    assert {each.stem for each in tmp_path.glob("*.csv")} == {
        "titles", "copies", "visits", "activities",
    }  # fmt: skip
    assert member.card not in "".join(each.read_text() for each in tmp_path.glob("*.csv"))


def test_the_command_line_names_every_list_and_field():
    assert tuple(each.code for each in LISTS) == export_parser.LISTS
    assert tuple(Holdings) == export_parser.HOLDINGS


def test_only_a_keeper_may_carry_lists_out(library, tmp_path):
    library.sign_in(StaffMember(1, "Rahman", Role.assistant))

    with pytest.raises(errors.NotAllowed):
        written(library, tmp_path / "titles.xlsx", "titles")
