"""What lists call languages is kept as the title form keeps it."""

import pytest
from marc_makers import a_record, field, marc_xml

from jukung.exchange.imports.reading import read
from jukung.exchange.imports.title_words import language_of


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ind", "Indonesia"),
        ("IND", "Indonesia"),
        ("eng.", "Inggris"),
        ("en", "Inggris"),
        ("id", "Indonesia"),
        ("en-US", "Inggris"),
        ("id_ID", "Indonesia"),
        ("engind", "Inggris"),
        ("Indonesia", "Indonesia"),
        ("Bahasa Banjar", "Bahasa Banjar"),
        ("jepang", "jepang"),
        ("qqq", "qqq"),
        ("engqqq", "engqqq"),
        ("und", ""),
        ("   ", ""),
        ("", ""),
    ],
)
def test_a_code_becomes_the_name_and_a_name_stays(said, kept):
    assert language_of(said) == kept


DUBLIN = (
    '<r xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:dc><dc:title>A</dc:title>'
    "<dc:language>id</dc:language></dc:dc></r>"
)
MODS = (
    '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A</title></titleInfo><language>'
    '<languageTerm authority="iso639-2b" type="code">ind</languageTerm></language></mods>'
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (a_record("A", field("041", ("a", "ind"))), "a.mrc"),
        (a_record("A", field("008", "x" * 35 + "ind  ")), "a.mrc"),
        (marc_xml("A").replace("</record>", '<datafield tag="041" ind1=" " ind2=" "><subfield '
         'code="a">ind</subfield></datafield></record>'), "a.xml"),
        (MODS, "a.xml"),
        (DUBLIN, "a.xml"),
        ("Judul;Bahasa;Pengarang\nA;ind;B\n", "a.csv"),
        ("Judul;Bahasa;Pengarang\nA;Indonesia;B\n", "a.csv"),
    ],
)  # fmt: skip
def test_every_reader_keeps_a_language_alike(put, content, name):
    reading = read(put(content, name))

    assert [each.language for each in reading.titles] == ["Indonesia"]
