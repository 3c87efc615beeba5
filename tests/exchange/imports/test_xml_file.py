"""Records in XML, with or without prefixes; what is joined or harmful is refused."""

import pytest
from marc_makers import marc_xml

from jukung.domain.errors import FormatUnknown, XmlBroken, XmlJoined, XmlUnsafe
from jukung.domain.kinds import OriginFormat
from jukung.exchange.imports import xml_records
from jukung.exchange.imports.reading import read

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><datafield tag="245">'
    '<subfield code="a">&b;</subfield></datafield></record></collection>'
)
OUTSIDE = BOMB.replace(
    '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///x">'
)


@pytest.mark.parametrize(
    ("name", "form", "titles"),
    [
        ("perpusnas-marc/MARC_XML.xml", "marcxml", 2),
        ("perpusnas-marc/MODS_XML.xml", "mods", 1),
        ("perpusnas-marc/DUBLIN_XML.xml", "dublin_core", 1),
        ("slims-generated/slims-marc-export.xml", "marcxml", 19),
        ("marc-evergreen/badisbns.xml", "marcxml", 10),
        ("marc-pymarc/batch.xml", "marcxml", 2),
    ],
)
def test_real_files_are_read(peer_samples, name, form, titles):
    reading = read(peer_samples / name)

    assert (reading.format, len(reading.titles)) == (form, titles)


def test_several_documents_in_one_file_are_refused_by_line(peer_samples):
    with pytest.raises(XmlJoined) as caught:
        read(peer_samples / "marc-evergreen/serials_marc21.xml")

    assert caught.value.line == 117


@pytest.mark.parametrize("prefix", ["", "marc"])
def test_prefixes_make_no_difference(put, prefix):
    reading = read(put(marc_xml("Perahu", "Tikar", prefix=prefix), "a.xml"))

    assert [each.title for each in reading.titles] == ["Perahu", "Tikar"]
    assert [each.line for each in reading.titles] == [1, 2]
    kind, record = reading.titles[0].origin
    assert kind is OriginFormat.marcxml
    assert record.startswith(b'<record xmlns="http://www.loc.gov/MARC21/slim">')


def test_mods_is_mapped(put):
    text = (
        '<mods:mods xmlns:mods="http://www.loc.gov/mods/v3"><mods:titleInfo>'
        "<mods:nonSort>The</mods:nonSort><mods:title>River</mods:title>"
        "<mods:subTitle>a story</mods:subTitle></mods:titleInfo>"
        '<mods:name type="personal"><mods:namePart>Wulan, Sari</mods:namePart><mods:role>'
        '<mods:roleTerm type="text">penerjemah</mods:roleTerm></mods:role></mods:name>'
        "<mods:originInfo><mods:place><mods:placeTerm>Jakarta :</mods:placeTerm></mods:place>"
        "<mods:publisher>Rawa,</mods:publisher><mods:dateIssued>2019</mods:dateIssued>"
        "</mods:originInfo><mods:identifier type='isbn'>9786020000015</mods:identifier>"
        "<mods:classification authority='ddc'>899.221</mods:classification>"
        "<mods:language><mods:languageTerm>ind</mods:languageTerm></mods:language>"
        "<mods:targetAudience>juvenile</mods:targetAudience></mods:mods>"
    )

    (found,) = read(put(text, "a.xml")).titles

    assert (found.title, found.people, found.roles) == (
        "The River : a story", ("Wulan, Sari",), ("trl",),
    )  # fmt: skip
    assert (found.place, found.publisher, found.year) == ("Jakarta", "Rawa", "2019")
    assert (found.isbn, found.class_number, found.language) == (
        "9786020000015", "899.221", "Indonesia",
    )  # fmt: skip
    assert str(found.audience) == "children"


def test_dublin_core_is_mapped(put):
    text = (
        '<records xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><oai_dc:dc><dc:title>Perahu /</dc:title>'
        "<dc:creator>Wulan, Sari, 1980-</dc:creator><dc:contributor>Rusmini (editor)"
        "</dc:contributor><dc:publisher>Jakarta : Rawa,</dc:publisher><dc:date>2019.</dc:date>"
        "<dc:identifier>ISBN 9786020000015</dc:identifier></oai_dc:dc></records>"
    )

    (found,) = read(put(text, "a.xml")).titles

    assert (found.title, found.people, found.roles) == (
        "Perahu", ("Wulan, Sari", "Rusmini"), ("", "edt"),
    )  # fmt: skip
    assert (found.place, found.publisher, found.isbn) == ("Jakarta", "Rawa", "9786020000015")


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_words_that_unfold_and_places_outside_are_refused(put, text):
    with pytest.raises(XmlUnsafe):
        read(put(text, "a.xml"))


def test_a_record_without_end_is_refused_before_it_fills_the_memory(put):
    endless = marc_xml("x" * (xml_records.MOST_LETTERS + 10))
    deep = marc_xml("<a>" * 100 + "</a>" * 100)

    for text in (endless, deep):
        with pytest.raises(XmlUnsafe):
            read(put(text, "a.xml"))


def test_a_file_that_is_cut_is_refused_by_line(put):
    with pytest.raises(XmlBroken):
        read(put(marc_xml("Perahu", "Tikar")[:-30], "a.xml"))


def test_xml_of_something_else_is_refused(put):
    with pytest.raises(FormatUnknown):
        read(put('<?xml version="1.0"?><invoice><line/></invoice>', "a.xml"))
