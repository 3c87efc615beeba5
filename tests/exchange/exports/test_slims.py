"""The lists for those who must go back, as SLiMS 9.6.1 has them."""

import csv

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import CollectionKind, CopyStatus, Sex, SourceKind
from jukung.exchange.exports import slims
from jukung.exchange.imports import reading
from jukung.library import catalogue, copies
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from makers import TODAY, a_copy, a_member

# As SLiMS 9.7.0 writes its own header, which is that of 9.6.1.
OF_SLIMS = {
    slims.TITLES: "title,gmd_name,edition,isbn_issn,publisher_name,publish_year,collation,"
    "series_title,call_number,language_name,place_name,classification,notes,image,sor,authors,"
    "topics,item_code",
    slims.COPIES: "item_code,call_number,coll_type_name,inventory_code,received_date,"
    "supplier_name,order_no,location_name,order_date,item_status_name,site,source,invoice,price,"
    "price_currency,invoice_date,input_date,last_update,title",
    slims.MEMBERS: "member_id,member_name,gender,member_type_name,member_email,member_address,"
    "postal_code,inst_name,is_new,member_image,pin,member_phone,member_fax,member_since_date,"
    "register_date,expire_date,birth_date,member_notes",
}
DRAFT = TitleDraft(
    title='Perahu "Kecil": kisah, rawa',
    material="Text",
    people=("Salim, Nurul", 'Nu\'man, "Abah" H.'),
    subjects=("Pertanian -- Padi <sawah>", "Rawa"),
    publisher="CV. Maju, Jaya",
    year="[199-?]",
    notes="=Baris satu\nBaris dua: C:\\data\\padi.",
    class_number="2X4",
    language="Indonesia",
)


@pytest.fixture
def stocked(library):
    with library.changing() as desk:
        title_id = catalogue.add(desk, DRAFT)
        draft = CopyDraft(
            kind=CollectionKind.reference, source_kind=SourceKind.purchase, price=45000,
            inventory_code="-001",
        )  # fmt: skip
        copies.add(desk, title_id, numbers_given=("P-001", "P-002"), draft=draft)
        catalogue.add(desk, TitleDraft(title="=2+3"))
        a_member(
            desk, "Aminah", sex=Sex.female, phone="+62812345", address="RT 02\nRW 01", note="-"
        )
    return library


def cells_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("name", OF_SLIMS)
def test_the_columns_are_those_of_slims(stocked, tmp_path, name):
    made = slims.write(stocked, tmp_path / "out")

    rows = cells_of(made.folder / name)

    assert ",".join(rows[0]) == OF_SLIMS[name]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_every_cell_is_enclosed_and_quotes_are_doubled(stocked, tmp_path):
    made = slims.write(stocked, tmp_path / "out")

    content = (made.folder / slims.TITLES).read_bytes()

    assert content.split(b"\n")[1].startswith(b'"Perahu ""Kecil"": kisah, rawa","Text",')
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


def test_our_own_reader_gives_the_same_titles(stocked, tmp_path):
    made = slims.write(stocked, tmp_path / "out")

    found = reading.read(made.folder / slims.TITLES)

    perahu, formula = found.titles
    assert (perahu.title, perahu.people, perahu.subjects) == (
        DRAFT.title, DRAFT.people, DRAFT.subjects,
    )  # fmt: skip
    assert (perahu.notes, perahu.publisher, perahu.year) == (
        DRAFT.notes, DRAFT.publisher, DRAFT.year,
    )  # fmt: skip
    assert perahu.copy_numbers == ("P-001", "P-002")
    assert formula.title == "=2+3"
    assert found.format == "slims_titles"


def test_our_own_reader_gives_the_same_copies_and_members(stocked, tmp_path):
    made = slims.write(stocked, tmp_path / "out")

    copy = reading.read(made.folder / slims.COPIES).copies[0]
    member = reading.read(made.folder / slims.MEMBERS).members[0]

    assert (copy.number, copy.kind, copy.price, copy.inventory_code, copy.title_text) == (
        "P-001", CollectionKind.reference, 45000, "-001", DRAFT.title,
    )  # fmt: skip
    assert copy.received_on == TODAY
    assert (member.name, member.sex, member.phone, member.address, member.note) == (
        "Aminah", Sex.female, "0812345", "RT 02 RW 01", "-",
    )  # fmt: skip


def test_what_slims_has_no_place_for_is_told(library, tmp_path):
    with library.changing() as desk:
        a_copy(desk, "NOMOR-YANG-PANJANG-SEKALI-001")
        gone = a_copy(desk, "P-009")
        desk.session.execute(
            text("UPDATE copy SET status = :gone, withdrawn_on = :day WHERE number = :number"),
            {"gone": CopyStatus.withdrawn, "day": TODAY.isoformat(), "number": gone},
        )

    made = slims.write(library, tmp_path / "out")

    assert (made.titles, made.copies, made.withdrawn_left) == (2, 1, 1)
    assert made.long_numbers == ("NOMOR-YANG-PANJANG-SEKALI-001",)


def test_a_prison_gives_no_list_of_members(prison, tmp_path):
    with prison.changing() as desk:
        a_member(desk)
        a_copy(desk, "P-001")

    made = slims.write(prison, tmp_path / "out")

    assert sorted(each.name for each in made.folder.iterdir()) == [slims.TITLES, slims.COPIES]
    assert made.members == 0


def test_a_folder_that_is_there_is_not_touched(stocked, tmp_path):
    with pytest.raises(errors.FileExists):
        slims.write(stocked, tmp_path)


def test_stopped_it_leaves_nothing(stocked, tmp_path):
    with pytest.raises(errors.ExportStopped):
        slims.write(stocked, tmp_path / "folder" / "out", stopped=lambda: True)

    assert list((tmp_path / "folder").iterdir()) == []
