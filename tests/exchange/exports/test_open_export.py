"""Everything of a library in one folder, judged by a program that shares no line with ours."""

import csv
import json
import shutil

import pytest
from frictionless import Package
from full import NASTY, fill
from sqlalchemy import text
from sqlmodel import SQLModel

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.exchange.exports import list_files, marc, open_export, slims
from jukung.exchange.exports.marc import MarcForm
from jukung.exchange.exports.marc_holdings import Holdings
from jukung.exchange.exports.open_tables import NOT_HELD, TABLES
from jukung.exchange.harmless import harmless
from jukung.library import staff
from jukung.library.desk import StaffMember
from jukung.store import tables
from makers import TODAY, a_copy, a_loan, a_member

# Where words about anybody may stand beside a copy, a day or a figure.
FREE = (
    ("copy", "condition_note"), ("copy", "source"), ("withdrawal", "note"), ("issue", "note"),
    ("stocktake_copy", "reason"), ("stocktake_copy", "seen_where"), ("stocktake_other", "note"),
    ("stocktake_other", "seen_where"), ("activity", "result"), ("activity", "follow_up"),
    ("figure_note", "words"),
)  # fmt: skip


def rows_of(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(folder):
    return "".join(each.read_text("utf-8") for each in folder.iterdir() if each.is_file())


def test_every_table_is_held_or_left_out_with_a_reason():
    held = {each.row for each in TABLES}
    kept = {
        each
        for each in vars(tables).values()
        if isinstance(each, type) and issubclass(each, SQLModel) and each is not SQLModel
    }

    assert held | set(NOT_HELD) == kept
    assert held.isdisjoint(NOT_HELD)
    assert len({each.name for each in TABLES}) == len(TABLES)


def test_a_full_library_is_valid_for_frictionless(full, tmp_path):
    made = open_export.write(full, tmp_path / "out")

    report = Package(str(made.folder / "datapackage.json")).validate()

    assert report.flatten(["name", "type", "fieldName", "note"]) == []
    assert len(made.rows) == len(TABLES)
    assert {name for name, count in made.rows.items() if not count} == set()


def test_cells_hold_what_the_library_holds(full, tmp_path):
    open_export.write(full, tmp_path / "out")

    title = rows_of(tmp_path / "out", "titles")[0]
    loan = rows_of(tmp_path / "out", "loans")[0]

    assert (title["title"], title["added_on"]) == (harmless(NASTY), "2026-11-09")
    assert title["merged_into"] == ""
    assert (loan["borrower"], loan["lent_time"], loan["clock_doubtful"]) == ("1", "08:05", "1")


def test_pictures_lie_beside_with_their_digest(full, tmp_path):
    made = open_export.write(full, tmp_path / "out")

    cover = rows_of(made.folder, "covers")[0]

    assert (made.folder / cover["file"]).read_bytes().startswith(b"\xff\xd8")
    assert len(cover["sha256"]) == 64
    assert made.pictures == 6


def test_no_pin_key_or_identity_number_is_in_it(full, tmp_path):
    with full.reading() as desk:
        account = staff.listed(desk)[0]
    staff.change_pin(full, account.id, "271828")
    with full.changing(staff=StaffMember(1, "Siti", Role.librarian)) as desk:
        desk.session.execute(text("UPDATE person SET nik = '6303054509900001'"))
        sealed = desk.session.execute(text("SELECT pin FROM staff WHERE pin <> ''")).scalar_one()
    staff.sign_in(full, account.id, "271828")
    made = open_export.write(full, tmp_path / "out")

    said = texts(made.folder)

    assert sealed not in said
    assert "6303054509900001" not in said
    assert full.profile().epoch not in said


def test_the_page_to_read_first_speaks_both_languages(full, tmp_path):
    made = open_export.write(full, tmp_path / "out")

    said = (made.folder / "README.txt").read_bytes().decode()

    assert "Yang tidak disertakan" in said
    assert "What is left out" in said
    assert "\r\n" in said
    assert all(f"{name}.csv" in said for name in made.rows)


def test_a_folder_that_is_there_is_not_touched(full, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")

    with pytest.raises(errors.FileExists):
        open_export.write(full, tmp_path / "out")

    assert [each.name for each in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_stopped_it_leaves_nothing_behind(full, tmp_path):
    steps = []

    with pytest.raises(errors.ExportStopped):
        open_export.write(
            full,
            tmp_path / "folder" / "out",
            progress=lambda done, total: steps.append((done, total)),
            stopped=lambda: len(steps) > 5,
        )

    assert list((tmp_path / "folder").iterdir()) == []
    assert steps[-1][0] < steps[-1][1]


def test_progress_ends_with_all_rows(full, tmp_path):
    steps = []

    made = open_export.write(
        full, tmp_path / "out", progress=lambda done, total: steps.append((done, total))
    )

    assert steps[-1] == (sum(made.rows.values()),) * 2


@pytest.mark.parametrize("role", [Role.assistant, Role.aide, Role.analyst])
def test_only_a_keeper_may_carry_it_out(library, tmp_path, role):
    library.sign_in(StaffMember(1, "Rahman", role))

    with pytest.raises(errors.NotAllowed):
        open_export.write(library, tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_a_full_disk_is_told_and_nothing_stays(full, tmp_path):
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(errors.CannotWrite):
        open_export.write(full, tmp_path / "file" / "out")


def test_a_prison_gives_no_name_and_no_card_beside_a_title(prison, tmp_path):
    with prison.changing() as desk:
        member = a_member(desk)
        number = a_copy(desk, title="Perahu Kecil")
        a_loan(desk, member, number)
    made = open_export.write(prison, tmp_path / "out")

    holding = {
        each.name for each in made.folder.iterdir() if each.is_file() and member.card in
        each.read_text("utf-8")
    }  # fmt: skip

    assert holding == {"members.csv", "card_numbers.csv"}
    assert "Siti" not in texts(made.folder)  # who works there
    for name in ("staff", "acts", "journal", "persons", "photos", "holds", "letters"):
        assert not (made.folder / f"{name}.csv").exists()
    loan = rows_of(made.folder, "loans")[0]
    assert not {"borrower", "act", "place", "sex", "age_band", "lent_time"} & set(loan)
    assert (loan["copy"], loan["return_act"], loan["returned_on"]) == ("1", "0", "")
    assert set(rows_of(made.folder, "members")[0]) == {
        "row", "card", "kind", "status", "since_on", "merged_into",
    }  # fmt: skip


def test_a_prison_hands_out_no_free_words_on_copies(prison, tmp_path):
    free = "disobek Budi Santoso kamar B-3"
    with prison.changing() as desk:
        fill(desk.session)
        for table, column in FREE:
            desk.session.execute(text(f"UPDATE {table} SET {column} = :w"), {"w": free})  # noqa: S608 - our own

    open_export.write(prison, tmp_path / "out")
    for code in ("copies", "activities", "titles"):
        list_files.write(prison, tmp_path / f"{code}.csv", code=code)
    marc.write(prison, tmp_path / "out.xml", form=MarcForm.marcxml)
    marc.write(prison, tmp_path / "852.xml", form=MarcForm.marcxml, holdings=Holdings.marc)
    slims.write(prison, tmp_path / "slims")

    holding = [str(each) for each in tmp_path.rglob("*") if each.suffix in (".csv", ".xml", ".txt")
               and "Budi" in each.read_text("utf-8")]  # fmt: skip
    assert holding == []


def test_no_id_of_a_prison_tells_when_somebody_stood_at_the_desk(prison, tmp_path):
    with prison.changing() as desk:
        fill(desk.session)
        acts = [row[0] for row in desk.session.execute(text("SELECT id FROM loan"))]

    made = open_export.write(prison, tmp_path / "out")

    assert acts
    for name in ("loans", "renewals", "ledger", "visits", "in_house_uses", "members", "due_moves"):
        assert rows_of(made.folder, name)
        assert "id" not in rows_of(made.folder, name)[0]
    assert acts[0] not in texts(made.folder)


def test_a_prison_with_every_row_links_nobody_to_a_title(prison, tmp_path):
    with prison.changing() as desk:
        a_loan(desk)
    made = open_export.write(prison, tmp_path / "out")

    described = json.loads((made.folder / "datapackage.json").read_text("utf-8"))
    to_members = [
        (each["name"], link["fields"])
        for each in described["resources"]
        for link in each["schema"].get("foreignKeys", ())
        if link["reference"]["resource"] in ("members", "card_numbers", "persons", "staff")
    ]

    assert to_members == [("card_numbers", ["borrower"])]
    assert Package(str(made.folder / "datapackage.json")).validate().valid


def test_the_folder_has_the_name_and_day_of_the_library(desk):
    assert open_export.usual_name(desk) == f"perpustakaan-rawa-bening-{TODAY.isoformat()}"


def test_two_exports_of_a_day_are_the_same(full, tmp_path):
    one = open_export.write(full, tmp_path / "one").folder
    two = open_export.write(full, tmp_path / "two").folder

    names = sorted(str(each.relative_to(one)) for each in one.rglob("*"))

    assert names == sorted(str(each.relative_to(two)) for each in two.rglob("*"))
    files = [name for name in names if (one / name).is_file()]
    assert [name for name in files if (one / name).read_bytes() != (two / name).read_bytes()] == []
    shutil.rmtree(one)


@pytest.mark.parametrize("moment", ["1-01-01 00:00:00.000000", "kemarin", "=9999-12-31 25:00"])
def test_a_moment_that_is_none_stops_no_export(full, tmp_path, moment):
    with full.changing() as desk:
        desk.session.connection().execute(
            text("UPDATE stocktake_copy SET seen_at = :at"), {"at": moment}
        )

    open_export.write(full, tmp_path / "out")

    seen = {row["seen_at"] for row in rows_of(tmp_path / "out", "stocktake_copies")}
    assert seen == {harmless(moment)}
