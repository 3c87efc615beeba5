"""Packs of titles: looked up quickly, changed by nobody, opened only when known."""

import hashlib
import sqlite3
from random import Random

import pytest
import sqlcipher3.dbapi2 as driver

from jukung.domain import errors
from jukung.exchange.packs import pack_store, signed, titles
from jukung.exchange.packs.records import PackRecord


def refused(path, known):
    """Whether a file is refused as no pack."""
    try:
        titles.open_pack(path, known=known).close()
    except errors.PackUnreadable:
        return True
    return False


def resigned(office, path, content, *, size=None):
    """Write whatever database with a statement that our agency signs over it."""
    facts = {
        "spec": {"major": 1, "minor": 0},
        "pack": "01900000-0000-7000-8000-000000000001",
        "number": "1",
        "name": "x",
        "source": "",
        "made_at": "2026-11-22T04:00:00Z",
        "records": 1,
        "size": len(content) if size is None else size,
        "sha256": hashlib.sha256(content).hexdigest(),
        "agency": signed.office_facts(office.card),
    }
    statement = signed.sealed(
        facts, kind=titles.PACK, key=office.key, key_id=office.card.fingerprint
    )
    path.write_bytes(content + statement + len(statement).to_bytes(4, "big") + b"JKT1")
    return path


def test_what_went_into_a_pack_comes_out(tmp_path, office):
    path = office.pack(tmp_path / "a.jkt")

    with titles.open_pack(path, known=office.card) as pack:
        found = pack.by_isbn("9786020000015")
        every = list(pack.every())

    assert [each.title for each in every] == ["Anyaman Purun", "Élan", "Perahu di Hulu"]
    assert found[0].people[1].role == "illustrator"
    assert (found[0].subjects, found[0].series) == (("Sungai", "Cerita anak"), "Seri Sungai")
    assert (pack.label.name, pack.label.records, pack.label.agency) == (
        "Paket contoh", 3, office.card,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("perahu hul", ["Perahu di Hulu"]),
        ("rusmini", ["Anyaman Purun"]),
        ("sungai", ["Perahu di Hulu"]),
        ("elan", ["Élan"]),
        ("9786020000015", ["Perahu di Hulu"]),
        ("978-602-00-0001-5", ["Perahu di Hulu"]),
        ("zebra", []),
        ('" OR title:* NEAR(', []),
        ("", ["Anyaman Purun", "Élan", "Perahu di Hulu"]),
    ],
)
def test_titles_are_found_by_what_people_type(tmp_path, office, typed, found):
    path = office.pack(tmp_path / "a.jkt")

    with titles.open_pack(path, known=office.card) as pack:
        assert [each.title for each in pack.search(typed)] == found


def test_the_same_titles_give_the_same_bytes(tmp_path, office):
    first = office.pack(tmp_path / "a.jkt").read_bytes()

    again = office.pack(tmp_path / "b.jkt").read_bytes()

    assert first == again


def test_a_strangers_pack_is_named_and_not_opened(tmp_path, office):
    path = office.pack(tmp_path / "a.jkt")

    with pytest.raises(errors.PackStranger) as refusal:
        titles.open_pack(path, known=None)

    assert refusal.value.facts["fingerprint"] == office.card.fingerprint
    assert titles.read_label(path).agency.name == "Dinas Perpustakaan Contoh"


def test_no_bit_of_a_pack_can_be_changed(tmp_path, office):
    path = office.pack(tmp_path / "a.jkt")
    whole = path.read_bytes()
    random = Random(20261122)
    near_the_end = range(len(whole) - 1600, len(whole))
    places = [*near_the_end, *random.sample(range(len(whole)), 600)]

    for place in places:
        torn = bytearray(whole)
        torn[place] ^= 1 << random.randrange(8)
        path.write_bytes(torn)
        assert refused(path, office.card), place


def test_a_pack_that_is_cut_or_grown_is_refused(tmp_path, office):
    path = office.pack(tmp_path / "a.jkt")
    whole = path.read_bytes()

    for changed in (b"", whole[:-1], whole[1:], whole[: len(whole) // 2], whole + b"\0", whole * 2):
        path.write_bytes(changed)
        assert refused(path, office.card)


@pytest.mark.parametrize(
    "more",
    [
        "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM record; END",
        "CREATE VIEW v AS SELECT * FROM record",
        "CREATE TABLE other (a)",
        "DROP INDEX record_isbn",
        "ALTER TABLE record ADD COLUMN more TEXT",
    ],
)
def test_a_signer_cannot_put_more_into_a_pack_than_titles(tmp_path, office, more):
    inside = tmp_path / "inside"
    pack_store.write(inside, [PackRecord("x")], progress=lambda _d, _o: None, stopped=lambda: False)
    connection = driver.connect(str(inside))
    connection.execute(more)
    connection.commit()
    connection.close()

    path = resigned(office, tmp_path / "a.jkt", inside.read_bytes())

    assert refused(path, office.card)


def test_another_database_or_rubbish_is_refused_even_when_signed(tmp_path, office):
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("PRAGMA page_size = 65536")
        connection.execute("CREATE TABLE record (a)")
    contents = [plain.read_bytes(), b"\0" * 8192, b"SQLite format 3\0" * 1000]

    path = tmp_path / "a.jkt"
    answers = [refused(resigned(office, path, each), office.card) for each in contents]

    assert answers == [True, True, True]


def test_a_statement_that_lies_about_the_size_is_refused(tmp_path, office):
    whole = office.pack(tmp_path / "a.jkt").read_bytes()

    path = resigned(office, tmp_path / "b.jkt", whole[:8192], size=2**31)

    assert refused(path, office.card)


def test_a_link_a_folder_and_nothing_are_refused(tmp_path, office):
    link = tmp_path / "link.jkt"
    link.symlink_to(office.pack(tmp_path / "a.jkt"))

    assert refused(link, office.card)
    assert refused(tmp_path, office.card)
    with pytest.raises(errors.FileMissing):
        titles.open_pack(tmp_path / "none.jkt", known=office.card)


def test_an_empty_pack_and_a_stopped_one_are_not_written(tmp_path, office):
    path = tmp_path / "a.jkt"

    with pytest.raises(errors.PackEmpty):
        titles.write_pack(path, [], office.label(), key=office.key)
    with pytest.raises(errors.PackStopped):
        titles.write_pack(
            path, [PackRecord("x")], office.label(), key=office.key, stopped=lambda: True
        )

    assert not path.exists()


def changed(tmp_path, *statements):
    """The database of a pack, changed by its signer."""
    inside = tmp_path / "inside"
    pack_store.write(
        inside,
        [PackRecord("Perahu"), PackRecord("Tikar")],
        progress=lambda _d, _o: None,
        stopped=lambda: False,
    )
    connection = driver.connect(str(inside))
    for each in statements:
        connection.execute(*each)
    connection.commit()
    connection.close()
    return inside.read_bytes()


def test_titles_numbered_far_apart_are_given_once(tmp_path, office):
    content = changed(
        tmp_path,
        ("UPDATE record SET row = 9000000000000000000 WHERE row = 2",),
        ("UPDATE record SET row = -5 WHERE row = 1",),
    )

    path = resigned(office, tmp_path / "a.jkt", content)

    with titles.open_pack(path, known=office.card) as pack:
        assert [each.title for each in pack.every()] in (["Tikar"], ["Perahu", "Tikar"])


@pytest.mark.parametrize("people", ["[" * 100_000, "{}x", "[1]", '"a"', "[[1]]"])
def test_people_that_nobody_can_read_are_a_damaged_pack(tmp_path, office, people):
    content = changed(tmp_path, ("UPDATE record SET people = ?", (people,)))

    path = resigned(office, tmp_path / "a.jkt", content)

    with (
        titles.open_pack(path, known=office.card) as pack,
        pytest.raises(errors.PackUnreadable),
    ):
        list(pack.every())


def test_tables_named_by_no_letters_are_a_damaged_pack(tmp_path, office):
    content = changed(tmp_path)
    torn = content.replace(b"CREATE INDEX record_isbn", b"CREATE INDEX record_i\xcd\x28bn")

    assert refused(resigned(office, tmp_path / "a.jkt", torn), office.card)
