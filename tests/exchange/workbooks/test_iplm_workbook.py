"""The official workbook filled in place: our row changes, and nothing else."""

import io
import re
import zipfile
from datetime import date
from random import Random

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from jukung.domain import errors
from jukung.exchange.workbooks import iplm as workbooks
from jukung.exchange.workbooks.filling import filled
from jukung.exchange.workbooks.package import read_package
from jukung.exchange.workbooks.reading import look
from jukung.figures.ready import answers, iplm
from jukung.library import activities, visits
from jukung.library.activities import ActivityDraft
from makers import a_copy, a_loan, a_member, a_title, at
from workbook_makers import a_template

NAME = "IPLM Kab-Kota"
EXPECTED = {
    "A": "iplm_kind", "B": "iplm_subkind", "G": "npsn", "H": "npp", "I": "name",
    "J": "address", "K": "province", "L": "regency", "M": "filled_by", "N": "filled_phone",
    "O": "titles_held", "P": "copies_held", "Q": "digital_titles", "R": "digital_copies",
    "S": "titles_added", "T": "copies_added", "U": "digital_titles_added",
    "V": "digital_copies_added", "W": "budget_whole", "X": "budget_library",
    "Y": "budget_collection", "Z": "staff_qualified", "AA": "staff_other",
    "AB": "training_joined", "AC": "training_budget", "AD": "activity_participants",
    "AE": "users", "AF": "visits_computer", "AG": "titles_used", "AH": "copies_used",
    "AI": "digital_titles_used", "AJ": "digital_copies_used", "AK": "activities",
    "AL": "cooperations", "AM": "services_offered", "AN": "policies", "AO": "regulation",
    "AP": "service_budget", "AQ": "evidence_link",
}  # fmt: skip


@pytest.fixture
def template(tmp_path):
    return a_template(tmp_path / "Template_IPLM_2026.xlsx")


@pytest.fixture
def worked(library):
    """Two titles in three copies, two loans of one of them, and five visits in 2025."""
    with library.changing() as desk:
        early = at(desk, date(2025, 3, 3), 9)
        who = a_member(early, "Sarah", card="A1")
        rawa = a_title(early, "Rawa", year="2024")
        for number in ("K1", "K2"):
            a_copy(early, number, title_id=rawa)
        a_copy(early, "K3", title="Sungai")
        a_loan(at(desk, date(2025, 3, 4)), who, "K1")
        visits.record(at(desk, date(2025, 3, 4)), female=3, male=2)
        activities.record(
            at(desk, date(2025, 4, 1)), ActivityDraft("Kelas", date(2025, 4, 1), female_count=7)
        )
    return library


def cells(path, name=NAME):
    book = CalamineWorkbook.from_path(path)
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def column(letters):
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place - 1


def test_every_column_of_the_known_template_is_proposed(template):
    layout = look(read_package(template))

    assert layout.sheet.name == NAME
    assert (layout.head_row, layout.row) == (4, 6)
    assert iplm.propose(layout.headings) == EXPECTED


@pytest.mark.parametrize(("head", "numbered", "row"), [(0, False, 3), (4, True, 8), (9, False, 12)])
def test_headings_are_found_wherever_they_stand(tmp_path, head, numbered, row):
    if head == 0:
        # Without a title above, the headings begin in the first row.
        path = tmp_path / "bare.xlsx"
        book = Workbook(path)
        sheet = book.add_worksheet("Isian")
        for place, words in enumerate(("Nama Perpustakaan", "NPP", "Jumlah Kegiatan", "Alamat")):
            sheet.write(1, place, words)
        book.close()
    else:
        path = a_template(tmp_path / "other.xlsx", head=head, numbered=numbered)

    layout = look(read_package(path))

    assert layout.row == row


def test_the_librarys_own_row_is_found_by_its_name(tmp_path):
    rows = ({8: "Perpustakaan Lain"}, {7: "X", 8: "Perpustakaan  RAWA Bening"})
    path = a_template(tmp_path / "t.xlsx", rows=rows)

    layout = look(read_package(path), own=("Perpustakaan Rawa Bening", ""))

    assert layout.row == 7


def test_the_row_is_filled_and_read_back(worked, template, tmp_path):
    with worked.changing() as desk:
        answers.save(desk, "iplm_kind", "Umum", year=2025)
        answers.save(desk, "budget_library", "Rp12.500.000", year=2025)
        chosen = workbooks.choose(desk, template, year=2025)

    written = workbooks.write(chosen, tmp_path / "filled.xlsx")
    row = cells(written)[5]

    told = {name: row[column(name)] for name in ("A", "I", "O", "P", "S", "T", "X", "AD", "AK")}
    assert told == {
        "A": "Umum", "I": "Perpustakaan Rawa Bening", "O": 2, "P": 3, "S": 2, "T": 3,
        "X": 12_500_000, "AD": 7, "AK": 1,
    }  # fmt: skip
    assert (row[column("AG")], row[column("AH")]) == (1, 1)


def test_what_was_not_recorded_stays_empty_and_is_told(worked, template, tmp_path):
    with worked.reading() as desk:
        chosen = workbooks.choose(desk, template, year=2025)
    written = workbooks.write(chosen, tmp_path / "filled.xlsx")

    states = {line.column: line.state for line in chosen.row.lines}
    row = cells(written)[5]

    assert (states["Q"], states["AE"], states["AF"], states["AL"]) == (
        "unrecorded",
        "unchosen",
        "unrecorded",
        "unrecorded",
    )
    assert [row[column(each)] for each in ("Q", "W", "AE", "AF", "AL")] == [""] * 5
    assert all(line.where for line in iplm.unrecorded(chosen.row.lines))


def test_users_are_people_or_visits_as_somebody_chose_and_that_is_remembered(worked, template):
    with worked.changing() as desk:
        before = workbooks.choose(desk, template, year=2025)
        iplm.choose(desk, before.layout.fingerprint, "AE", source="visits")
        after = workbooks.choose(desk, template, year=2025)

    line = next(each for each in before.row.lines if each.column == "AE")
    assert "visits: 5" in line.where
    assert after.row.values()["AE"] == 5


def test_everything_else_of_the_workbook_stays_byte_for_byte(worked, template, tmp_path):
    with worked.reading() as desk:
        chosen = workbooks.choose(desk, template, year=2025)
    before, after = parts(template), parts(workbooks.write(chosen, tmp_path / "f.xlsx"))

    sheet = chosen.layout.sheet.part
    same = [name for name in before if before[name] == after[name]]

    assert list(before) == list(after)
    assert set(before) - set(same) <= {sheet, "xl/workbook.xml"}
    cut = re.compile(rb'<row r="6"[^>]*/>|<row r="6".*?</row>', re.DOTALL)
    assert cut.sub(b"", before[sheet]) == cut.sub(b"", after[sheet])
    assert b"dataValidation " in after[sheet]
    assert b"<f>SUM(O6:O60)</f>" in after[sheet]


def test_cells_keep_their_look_and_new_ones_have_their_columns(worked, template, tmp_path):
    with worked.reading() as desk:
        chosen = workbooks.choose(desk, template, year=2025)
    after = parts(workbooks.write(chosen, tmp_path / "f.xlsx"))[chosen.layout.sheet.part]

    assert re.search(rb'<c r="O6" s="\d+"><v>2</v>', after)


def test_the_chosen_workbook_is_never_written_over(worked, template):
    with worked.reading() as desk:
        chosen = workbooks.choose(desk, template, year=2025)

    with pytest.raises(errors.FileExists):
        workbooks.write(chosen, template)
    assert workbooks.beside(template, 2025) != template
    assert workbooks.beside(template, 2025).parent == template.parent


def test_words_are_never_a_formula(template):
    package = read_package(template)
    layout = look(package)

    content = filled(package, layout, {"I": "=1+1 & <b>\x01", "O": 5})
    sheet = parts(content)[layout.sheet.part]

    assert b"<f>=1" not in sheet
    assert b't="inlineStr"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt;</t>' in sheet


def test_a_cell_that_reckons_is_left_alone(template):
    package = read_package(template)
    layout = look(package, row=61)

    sheet = parts(filled(package, layout, {"O": 5, "P": 6}))[layout.sheet.part]

    assert b"<f>SUM(O6:O60)</f>" in sheet
    assert b'<c r="P61"' in sheet


@pytest.mark.parametrize(
    "rows",
    [
        b"<sheetData/>",
        b'<sheetData><row r="3"><c r="A3"><v>1</v></c></row></sheetData>',
        b'<sheetData><row><c><v>1</v></c><c/></row><row r="9"/></sheetData>',
        b'<sheetData><row r="6" spans="1:2"/></sheetData>',
    ],
)
def test_rows_of_any_shape_take_the_cells(template, rows):
    whole = parts(template)
    package = read_package(template)
    layout = look(package)
    part = layout.sheet.part
    package.parts[part] = re.sub(
        rb"<sheetData>.*</sheetData>", lambda _found: rows, whole[part], flags=re.DOTALL
    )

    content = filled(package, layout, {"B": "ya", "A": 7})
    file = template.with_name("shape.xlsx")
    file.write_bytes(content)

    assert cells(file)[5][:2] == [7, "ya"] or cells(file)[-1][:2] == [7, "ya"]


def test_prefixes_that_others_write_are_kept(template):
    package = read_package(template)
    layout = look(package)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package.parts[layout.sheet.part] = (
        f'<?xml version="1.0" encoding="utf-8"?><x:worksheet xmlns:x="{main}"><x:sheetData>'
        '<x:row r="6"><x:c r="A6" s="1"/></x:row></x:sheetData></x:worksheet>'
    ).encode()

    sheet = parts(filled(package, layout, {"A": 7}))[layout.sheet.part]

    assert b'<x:row r="6"><x:c r="A6" s="1"><x:v>7</x:v></x:c></x:row>' in sheet


def packed(path, **changed):
    whole = parts(path) | {name.replace("__", "/"): value for name, value in changed.items()}
    file = path.with_name("bad.xlsx")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, value in whole.items():
            out.writestr(name, value)
    return file


def put(path, content):
    file = path.with_name("bad.xlsx")
    file.write_bytes(content)
    return file


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (OLD, errors.WorkbookKindWrong),
        (OLD + "EncryptedPackage".encode("utf-16-le"), errors.WorkbookLocked),
        (b"<html><table><tr><td>Judul</td></tr></table></html>", errors.WorkbookKindWrong),
        (b"", errors.WorkbookKindWrong),
        (b"PK\x03\x04 torn", errors.WorkbookDamaged),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_reason(template, content, refusal):
    with pytest.raises(refusal):
        read_package(put(template, content))


def test_every_cut_of_a_workbook_is_refused(template):
    whole = template.read_bytes()

    for end in range(5, len(whole) - 1, max(len(whole) // 40, 1)):
        with pytest.raises((errors.WorkbookDamaged, errors.WorkbookKindWrong)):
            read_package(put(template, whole[:end]))


def test_damaged_bytes_are_refused_or_harmless(template):
    chance = Random(5)
    whole = template.read_bytes()
    answered = 0

    for _turn in range(150):
        bytes_ = bytearray(whole)
        bytes_[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        try:
            package = read_package(put(template, bytes(bytes_)))
            filled(package, look(package), {"A": 1})
        except errors.Refusal:
            pass
        answered += 1

    assert answered == 150


def test_a_part_that_unpacks_to_too_much_is_refused(template):
    file = template.with_name("bomb.xlsx")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, value in parts(template).items():
            out.writestr(name, value)
        out.writestr("xl/big.xml", bytes(31 * 1024 * 1024))

    with pytest.raises(errors.WorkbookTooLarge):
        read_package(file)


def test_words_that_grow_into_each_other_are_refused(template):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'

    with pytest.raises(errors.WorkbookDamaged):
        read_package(packed(template, xl__workbook_xml=bomb, **{"xl/workbook.xml": bomb}))


def test_a_workbook_without_known_headings_is_refused(tmp_path):
    path = tmp_path / "other.xlsx"
    book = Workbook(path)
    book.add_worksheet("A").write(0, 0, "Daftar belanja")
    book.close()

    with pytest.raises(errors.WorkbookWithoutHeadings):
        look(read_package(path))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(errors.FileUnreadable):
        read_package(tmp_path / "nothing.xlsx")


def test_the_evidence_names_nobody(worked, tmp_path):
    with worked.reading() as desk:
        made = workbooks.write_evidence(desk, tmp_path, year=2025)

    said = "".join(
        str(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) for path in made
    )

    assert [path.name for path in made] == [
        "collection-list-2025.xlsx",
        "visitor-list-2025.xlsx",
        "activity-list-2025.xlsx",
    ]
    assert "Sarah" not in said
    assert "K1" in said
