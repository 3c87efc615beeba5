"""Our records, read by our own reader, are the titles they were."""

import pytest
from full import PERAHU

from jukung.domain.kinds import (
    CollectionKind,
    CopyCondition,
    CopyStatus,
    Frequency,
    SourceKind,
)
from jukung.exchange.exports import marc
from jukung.exchange.exports.marc import MarcForm
from jukung.exchange.exports.marc_holdings import Holdings
from jukung.exchange.imports import reading
from jukung.library import catalogue, copies, demo
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from makers import TODAY

SAME = (
    "title", "statement", "people", "subjects", "material", "edition", "isbn", "publisher",
    "place", "year", "collation", "series", "call_number", "class_number", "language", "notes",
    "issn", "audience", "frequency", "roles", "own_fields",
)  # fmt: skip
KABAR = TitleDraft(
    title="Kabar Desa", frequency=Frequency.half_yearly, issn="1234-5679", class_number="2X4.1",
    call_number="2X4.1 KAB k", people=("Idris", "Harun"), roles=("edt",), year="2020-",
)  # fmt: skip


def facts(value):
    return {name: getattr(value, name) for name in SAME}


@pytest.fixture
def stocked(library):
    with library.changing() as desk:
        title_id = catalogue.add(desk, PERAHU)
        draft = CopyDraft(
            kind=CollectionKind.children, source_kind=SourceKind.gift, price=45000,
            inventory_code="0001/PD/2026", condition=CopyCondition.damaged,
            condition_note="Sampul robek", received_on=TODAY,
        )  # fmt: skip
        copies.add(desk, title_id, numbers_given=("P-001", "P-002"), draft=draft)
        catalogue.add(desk, KABAR)
    return library


@pytest.mark.parametrize("form", MarcForm)
def test_titles_come_back_as_they_were(stocked, tmp_path, form):
    path = tmp_path / f"out.{form}"
    marc.write(stocked, path, form=form)

    found = reading.read(path)

    assert [facts(each) for each in found.titles] == [facts(PERAHU), facts(KABAR)]
    assert found.titles[0].name_kinds == PERAHU.name_kinds
    assert (found.format, found.findings) == (str(form), ())


@pytest.mark.parametrize("form", MarcForm)
def test_copies_come_back_as_they_were(stocked, tmp_path, form):
    path = tmp_path / f"out.{form}"
    marc.write(stocked, path, form=form)

    copy, _other = reading.read(path).titles[0].copies

    assert (copy.number, copy.kind, copy.status, copy.price, copy.inventory_code) == (
        "P-001", CollectionKind.children, CopyStatus.available, 45000, "0001/PD/2026",
    )  # fmt: skip
    assert (copy.source_kind, copy.condition, copy.note, copy.received_on) == (
        SourceKind.gift, CopyCondition.damaged, "Sampul robek", TODAY,
    )  # fmt: skip
    assert copy.call_number == PERAHU.call_number


def test_copies_in_the_field_of_marc_come_back_too(stocked, tmp_path):
    path = tmp_path / "out.mrc"
    marc.write(stocked, path, form=MarcForm.marc21, holdings=Holdings.marc)

    copies_found = reading.read(path).titles[0].copies

    assert [(each.number, each.price) for each in copies_found] == [
        ("P-001", 45000), ("P-002", 45000),
    ]  # fmt: skip


def test_a_whole_catalogue_comes_back(home, tmp_path):
    library = demo.make(tmp_path / "demo.jukung", days=3, today=TODAY)
    made = marc.write(library, tmp_path / "out.mrc", form=MarcForm.marc21)
    library.close()

    found = reading.read(tmp_path / "out.mrc")

    assert (len(found.titles), found.findings) == (made.titles, ())
    assert sum(len(each.copies) for each in found.titles) == made.copies


@pytest.mark.parametrize("form", MarcForm)
@pytest.mark.parametrize("said", ["<b>&", "Penerbit [Baru]", "a > b", "Toko <Maju>"])
def test_signs_at_the_edge_of_a_publisher_come_back(library, tmp_path, form, said):
    with library.changing() as desk:
        catalogue.add(desk, TitleDraft(title="Perahu", publisher=said, place=said))
    path = tmp_path / f"out.{form}"
    marc.write(library, path, form=form)

    [found] = reading.read(path).titles

    assert (found.publisher, found.place) == (said, said)
