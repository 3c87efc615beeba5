import pytest
from hypothesis import given
from hypothesis import strategies as st
from slims_lists import KEPT, SOME_ROWS, a_row, count, write_doubled, write_raw

from jukung.domain.errors import FormatUnknown, Refusal
from jukung.exchange.imports import FORMATS
from jukung.exchange.imports.reading import read
from jukung.exchange.imports.records import FindingCode, Reading

KEPT_LISTS = sorted(path.name for path in KEPT.glob("*.csv"))


def test_every_format_has_its_own_name():
    names = [each.name for each in FORMATS]

    assert len(set(names)) == len(names)


def test_a_list_is_recognised_by_itself(put):
    reading = read(put(write_raw(SOME_ROWS)))

    assert reading.format == "slims_titles"
    assert reading.encoding == "utf-8"


def test_a_wanted_format_needs_no_evidence(put):
    plain = [*a_row()[:9], "", *a_row()[10:]]
    path = put(write_doubled([plain] * 3))

    with pytest.raises(FormatUnknown):
        read(path)
    assert read(path, wanted="slims_titles").rows == 3


def test_an_unknown_format_is_refused(put):
    with pytest.raises(FormatUnknown):
        read(put(write_raw(SOME_ROWS)), wanted="lain")


def test_what_nobody_understands_is_refused_by_name(put):
    with pytest.raises(FormatUnknown) as caught:
        read(put("Surat pengantar.\nDaftar menyusul.\n", name="surat.txt"))

    assert caught.value.file == "surat.txt"


def test_lost_letters_are_reported_with_their_line(put):
    rows = [a_row("Rawa – “ilung” é", people=("A",))] * 3
    raw = write_doubled(rows).encode() + write_doubled(rows[:1]).encode().replace(b"\x93", b"")

    reading = read(put(raw))

    found = [each for each in reading.findings if each.code == FindingCode.letters_lost]
    assert [each.line for each in found] == [4]


def test_letters_encoded_twice_are_reported(put):
    title = "Rawa – é".encode().decode("cp1252")

    reading = read(put(write_doubled([a_row(title, people=("A",))])))

    assert count(reading, FindingCode.mojibake) == 1


def test_right_letters_are_not_reported(put):
    rows = [a_row("CAFÉ” – “tafsīr” ﷽ Ååø Ünal", people=("É’A",))]

    assert read(put(write_doubled(rows))).findings == ()


@pytest.mark.parametrize("name", KEPT_LISTS)
def test_a_list_cut_at_any_byte_is_read_or_refused(put, name):
    raw = (KEPT / name).read_bytes()

    for at in range(len(raw)):
        reads_or_refuses(put(raw[:at]))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("acak") / "acak.csv"
    path.write_bytes(raw)

    reads_or_refuses(path)


@given(
    name=st.sampled_from(KEPT_LISTS),
    at=st.integers(0, 2000),
    size=st.integers(0, 30),
    bits=st.lists(
        st.sampled_from([b'"', b";", b",", b"\n", b"\r", b"<", b"><", b"\xc3", b"\0", b"\\n"])
    ),
)
def test_a_changed_list_is_read_or_refused(tmp_path_factory, name, at, size, bits):
    raw = (KEPT / name).read_bytes()
    path = tmp_path_factory.mktemp("ubah") / name
    path.write_bytes(raw[:at] + b"".join(bits) + raw[at + size :])

    reads_or_refuses(path)


def reads_or_refuses(path):
    try:
        reading = read(path)
    except Refusal:
        return
    assert isinstance(reading, Reading)
    kept_out = sum(count(reading, code) for code in ("columns_wrong", "title_missing"))
    assert reading.rows == len(reading.titles) + reading.empty_rows + kept_out


@pytest.mark.parametrize("text", ["T", "Nama;Alamat\nA;B\n", "No Anggota;Alamat\n1;B\n"])
def test_a_list_without_names_or_cards_is_no_list_of_members(put, text):
    path = put(text)

    with pytest.raises(FormatUnknown):
        read(path, wanted="member_table")
