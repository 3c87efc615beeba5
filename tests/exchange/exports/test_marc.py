"""Titles as MARC, read by programs that share no line with ours."""

import io
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pymarc
import pytest
from full import PERAHU
from hypothesis import given, settings
from hypothesis import strategies as st

from jukung.domain import errors
from jukung.domain.kinds import ContributorKind, CopyCondition, Frequency, SourceKind
from jukung.exchange.exports import marc, marc_parts, telling, titles_out
from jukung.exchange.exports.marc import MarcForm
from jukung.exchange.exports.marc_holdings import Holdings
from jukung.exchange.exports.titles_out import Maker, TitleOut
from jukung.library import catalogue, copies
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.store.tables import Title
from makers import TODAY, a_copy, a_title

YAZ = shutil.which("yaz-marcdump")
needs_yaz = pytest.mark.skipif(YAZ is None, reason="yaz-marcdump (Debian's yaz) is not here")


@pytest.fixture
def stocked(library):
    with library.changing() as desk:
        title_id = a_title(desk, **_facts(PERAHU))
        draft = CopyDraft(
            source="Dana desa 2025", source_kind=SourceKind.purchase, price=45000,
            condition=CopyCondition.damaged,
        )  # fmt: skip
        copies.add(desk, title_id, numbers_given=("P-001",), draft=draft)
        a_copy(desk, "P-002", title="Tuntunan Puasa")
        catalogue.add(
            desk,
            TitleDraft(title="Kabar Desa", frequency=Frequency.weekly, issn="1234-5679",
                       class_number="2X4", language="Bahasa Bakumpai"),
        )  # fmt: skip
    return library


def _facts(draft):
    return {name: getattr(draft, name) for name in draft.__slots__}


def written(library, path, **choices):
    choices = {"form": MarcForm.marc21} | choices
    return marc.write(library, path, **choices)


def by_pymarc(path):
    with path.open("rb") as file:
        return list(pymarc.MARCReader(file, force_utf8=True))


def said(record):
    """What a record of pymarc holds, control fields apart."""
    return [
        (f.tag, *f.indicators, tuple((s.code, s.value) for s in f.subfields))
        for f in record.fields
        if not f.is_control_field()
    ]


def test_pymarc_reads_every_field(stocked, tmp_path):
    made = written(stocked, tmp_path / "out.mrc")

    record, *others = by_pymarc(tmp_path / "out.mrc")

    assert (made.titles, made.copies, made.copies_left, len(others)) == (3, 2, 0, 2)
    assert (record.title, record.isbn, record.author) == (
        "Perahu Kecil kisah dari rawa", "9786020000008", "Salim, Nurul aut",
    )  # fmt: skip
    assert record["245"]["c"] == "Salim, Nurul ; penerjemah Bima"
    assert record["300"].format_field() == "xii, 90 hlm. ilus. 21 cm"
    assert (record["490"]["a"], record["490"]["v"]) == ("Seri Sungai", "3")
    assert [f.format_field() for f in record.get_fields("700", "710")] == [
        "Bima trl", "Dinas Perpustakaan Seberang edt",
    ]  # fmt: skip
    assert [f["a"] for f in record.get_fields("650")] == ["Perahu", "Cerita anak"]
    assert record.get_fields("650")[0]["x"] == "Kalimantan"
    assert [f["a"] for f in record.get_fields("500")] == [
        "Baris satu.", "Baris dua: “tanda” & <kurung>.",
    ]  # fmt: skip
    assert (record["970"]["a"], record["970"]["b"]) == ("Asal", "Hibah desa")


def test_the_fixed_field_has_forty_places(stocked, tmp_path):
    written(stocked, tmp_path / "out.mrc")

    perahu, _puasa, kabar = (record["008"].data for record in by_pymarc(tmp_path / "out.mrc"))

    assert (len(perahu), perahu[:15], perahu[22], perahu[35:38]) == (
        40, f"{TODAY:%y%m%d}s2019    ", "j", "ind",
    )  # fmt: skip
    assert (len(kabar), kabar[6], kabar[18], kabar[35:38]) == (40, "u", "w", "und")


def test_a_serial_and_a_class_that_is_not_deweys(stocked, tmp_path):
    written(stocked, tmp_path / "out.mrc")

    record = by_pymarc(tmp_path / "out.mrc")[2]

    assert str(record.leader)[5:8] == "nas"
    assert (record["022"]["a"], record["084"]["a"], record["310"]["a"]) == (
        "1234-5679", "2X4", "Mingguan",
    )  # fmt: skip
    assert "082" not in record
    assert record["041"]["a"] == "Bahasa Bakumpai"


def test_copies_stand_where_koha_has_them(stocked, tmp_path):
    written(stocked, tmp_path / "out.mrc")

    copy = by_pymarc(tmp_path / "out.mrc")[0]["952"]

    assert {s.code: s.value for s in copy.subfields} == {
        "4": "1", "8": "general", "d": TODAY.isoformat(), "e": "Dana desa 2025",
        "g": "45000", "o": "899.221 SAL p", "p": "P-001",
    }  # fmt: skip


@pytest.mark.parametrize(("holdings", "tags"), [("852", {"852"}), ("none", set())])
def test_copies_stand_where_the_reader_wants_them(stocked, tmp_path, holdings, tags):
    written(stocked, tmp_path / "out.mrc", holdings=Holdings(holdings))

    record = by_pymarc(tmp_path / "out.mrc")[0]

    assert {f.tag for f in record.get_fields("852", "952")} == tags


def test_both_forms_say_the_same(stocked, tmp_path):
    written(stocked, tmp_path / "out.mrc")
    written(stocked, tmp_path / "out.xml", form=MarcForm.marcxml)

    records = by_pymarc(tmp_path / "out.mrc")
    from_xml = pymarc.parse_xml_to_array(str(tmp_path / "out.xml"))

    assert [said(each) for each in records] == [said(each) for each in from_xml]
    assert [each["001"].data for each in records] == [each["001"].data for each in from_xml]


@needs_yaz
def test_yaz_turns_our_xml_into_our_marc(stocked, tmp_path):
    written(stocked, tmp_path / "out.mrc")
    written(stocked, tmp_path / "out.xml", form=MarcForm.marcxml)

    turned = subprocess.run(  # noqa: S603 - Debian's own
        [YAZ, "-i", "marcxml", "-o", "marc", str(tmp_path / "out.xml")],
        capture_output=True, check=True,
    ).stdout  # fmt: skip

    assert turned == (tmp_path / "out.mrc").read_bytes()


@needs_yaz
def test_yaz_reads_our_marc_as_we_wrote_it(stocked, tmp_path):
    written(stocked, tmp_path / "out.mrc")
    written(stocked, tmp_path / "out.xml", form=MarcForm.marcxml)

    turned = subprocess.run(  # noqa: S603 - Debian's own
        [YAZ, "-i", "marc", "-o", "marcxml", str(tmp_path / "out.mrc")],
        capture_output=True, check=True,
    )  # fmt: skip

    assert turned.stderr == b""
    assert _elements(turned.stdout) == _elements((tmp_path / "out.xml").read_bytes())


def _elements(content):
    """Fields of a collection by the library's own parser; lengths in the leader apart."""
    found = []
    for each in ET.fromstring(content).iter():  # noqa: S314 - our own file
        name = each.tag.rpartition("}")[2]
        if name in ("controlfield", "datafield", "subfield"):
            text = (each.text or "") if name != "datafield" else ""
            found.append((name, sorted(each.attrib.items()), text))
    return found


def test_chosen_titles_are_all_there_is(stocked, tmp_path):
    with stocked.reading() as desk:
        wanted = [line.id for line in catalogue.find(desk, "puasa")]

    made = written(stocked, tmp_path / "out.mrc", chosen=wanted)

    assert made.titles == 1
    assert [each.title for each in by_pymarc(tmp_path / "out.mrc")] == ["Tuntunan Puasa"]


def test_copies_beyond_a_record_are_counted_and_xml_holds_them(library, tmp_path):
    with library.changing() as desk:
        title_id = a_title(desk, "Buku Paket")
        draft = CopyDraft(source="Bantuan " + "pusat " * 30)
        for _ in range(5):
            copies.add(desk, title_id, count=99, draft=draft)

    made = written(library, tmp_path / "out.mrc")
    in_xml = written(library, tmp_path / "out.xml", form=MarcForm.marcxml)

    record = by_pymarc(tmp_path / "out.mrc")[0]
    assert made.copies + made.copies_left == 495
    assert made.copies == len(record.get_fields("952"))
    assert 0 < made.copies_left < 200
    assert (in_xml.copies, in_xml.copies_left) == (495, 0)
    assert (tmp_path / "out.mrc").stat().st_size <= 99_999


def test_one_title_with_very_long_notes_stops_no_export(library, tmp_path):
    notes = "\n".join("kata " * 200 for _ in range(130))
    with library.changing() as desk:
        a_copy(desk, "K-1", title_id=a_title(desk, "Catatan Panjang", notes=notes))
        a_copy(desk, "K-2", title="Perahu Kecil")

    made = written(library, tmp_path / "out.mrc")
    in_xml = written(library, tmp_path / "out.xml", form=MarcForm.marcxml)

    long, short = by_pymarc(tmp_path / "out.mrc")
    assert (made.titles, made.copies, made.copies_left) == (2, 2, 0)
    assert made.fields_left + len(long.get_fields("500")) == 130
    assert 0 < made.fields_left < 60
    assert (long.get_fields("245")[0]["a"], long.get_fields("952")[0]["p"]) == (
        "Catatan Panjang", "K-1",
    )  # fmt: skip
    assert short.get_fields("245")[0]["a"] == "Perahu Kecil"
    assert in_xml.fields_left == 0
    assert "MARCXML" in telling.of_marc(made)[1]


def test_an_empty_catalogue_is_told(library, tmp_path):
    with pytest.raises(errors.NothingToExport):
        written(library, tmp_path / "out.mrc")

    assert list(tmp_path.glob("out*")) == []


def test_stopped_it_leaves_no_file(stocked, tmp_path):
    with pytest.raises(errors.ExportStopped):
        written(stocked, tmp_path / "out.mrc", stopped=lambda: True)

    assert list(tmp_path.glob("out*")) == []


def test_who_is_first_and_did_not_write_is_added(library):
    with library.changing() as desk:
        a_title(desk, "Antologi", people=("Harun", "Idris"), roles=("edt", "aut"))
    with library.reading() as desk:
        title = next(titles_out.titles(desk))[0]

    record = marc_parts.record(title)

    assert [(f.tag, f.parts) for f in record.fields if f.tag[0] in "17"] == [
        ("700", (("a", "Harun"), ("4", "edt"))),
        ("700", (("a", "Idris"), ("4", "aut"))),
    ]
    assert next(f for f in record.fields if f.tag == "245").indicators == "00"


TEXT = st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(
    title=TEXT, notes=st.one_of(TEXT, st.integers(0, 12_000).map(lambda n: "kata " * n)),
    people=st.lists(TEXT, max_size=3), subject=TEXT, collation=TEXT, year=TEXT, number=TEXT,
)  # fmt: skip
def test_any_words_make_a_record_that_others_read(
    title, notes, people, subject, collation, year, number
):
    row = Title(
        row=1, id="x", title=title or "-", notes=notes, collation=collation, year=year,
        isbn=number, call_number=number, language=subject, added_on=TODAY, act=1,
    )  # fmt: skip
    makers = tuple(Maker(name, "", ContributorKind.person) for name in people)
    made = TitleOut(row, makers, (subject,), ((subject, title),), ())

    record = marc_parts.record(made)
    content = marc.iso2709(record).content

    assert len(content) <= marc.MOST_BYTES
    read = next(iter(pymarc.MARCReader(io.BytesIO(content), force_utf8=True)))
    assert read is not None
    from_xml = ET.fromstring(marc.marcxml(record))  # noqa: S314 - as above
    fields = [
        (f.get("tag"), tuple((s.get("code"), s.text) for s in f))
        for f in from_xml.iter("datafield")
    ]
    assert fields == [(tag, parts) for tag, _one, _two, parts in said(read)]
