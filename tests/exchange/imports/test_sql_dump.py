# ruff: noqa: S608 - these are texts to be read, no queries
import gzip
import io
import tarfile
import zipfile

import pytest

from jukung.domain.errors import BackupTooLarge, BackupUnknown, BackupUnsafe, FileTooLarge
from jukung.exchange.imports import sql_dump, sql_files
from jukung.exchange.imports.sql_dump import Dump
from jukung.exchange.imports.sql_files import Backup, looks_like_backup

TABLE = """CREATE TABLE `t` (
  `a` int(11) NOT NULL,
  `b` enum('x','y)') DEFAULT NULL,
  `c` decimal(10,2) COMMENT 'isi, lama',
  PRIMARY KEY (`a`),
  KEY `k` (`b`,`c`)
);
"""
TWO = TABLE + "INSERT INTO `t` VALUES (1,'dua','tiga');\n"


def read_all(text, *, size=None, wanted=("a", "b", "c"), watched=()):
    raw = text if isinstance(text, bytes) else text.encode()
    dump = Dump("uji.sql", {"t": wanted}, {"t": watched})
    step = size or max(1, len(raw))
    blocks = (raw[at : at + step] for at in range(0, len(raw), step))
    return dump, list(dump.rows(blocks))


def cells(text, **how):
    return [row.cells for row in read_all(text, **how)[1]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"'it\'s'", "it's"),
        ("'it''s'", "it's"),
        (r"'C:\\padi\\n'", r"C:\padi\n"),
        (r"'a\nb\r\tc'", "a\nb\r\tc"),
        (r"'\0\Z\%'", r"\%"),
        (r"'\\\''", "\\'"),
        (r"'\\'''", "\\'"),
        ("'a;b),(''c'", "a;b),('c"),
        ('"dua ""kata"" \\"ini\\""', 'dua "kata" "ini"'),
        ("NULL", None),
        ("null", None),
        ("''", ""),
        ("-12.50", "-12.50"),
        ("0x5061646920c3a9", "Padi é"),
        ("X'50616469'", "Padi"),
        ("b'101'", "5"),
        ("_utf8mb4'rawa'", "rawa"),
        ("_binary 'rawa'", "rawa"),
        ("_binary 0x50", "P"),
        ("0x", ""),
        ("'﷽ tafsīr 📖'", "﷽ tafsīr 📖"),
    ],
)
def test_every_way_to_write_a_value_is_understood(written, meant):
    text = TABLE + f"INSERT INTO `t` VALUES (1,{written},'x');\n"

    assert cells(text) == [("1", meant, "x")]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_a_dump_is_the_same_in_pieces_of_any_size(size):
    text = (
        "-- it's a comment (\n/* 'not; a string */ # one more '\n" + TABLE +
        "/*!40000 ALTER TABLE `t` DISABLE KEYS */;\nSET NAMES utf8;\n"
        "INSERT INTO `t` VALUES (1,'a\\'(b','it''s');\n"
        "INSERT INTO `t` (`c`, `a`) VALUES ('z', 2),\n ('y' , 3) /* lagi */ ,(NULL,4);\n"
        "DELIMITER ;;\nCREATE TRIGGER x BEGIN INSERT INTO t VALUES (9,9,9); END;;\nDELIMITER ;\n"
        "REPLACE INTO t VALUES (5,'akhir',0);\n"
    )  # fmt: skip

    assert cells(text, size=size) == [
        ("1", "a'(b", "it's"),
        ("2", None, "z"),
        ("3", None, "y"),
        ("4", None, None),
        ("5", "akhir", "0"),
    ]


def test_each_record_knows_its_line():
    text = TABLE + "INSERT INTO `t` VALUES\n(1,'satu\nbaris',1),\n(2,'dua',2);\n"

    assert [row.line for row in read_all(text)[1]] == [9, 11]


def test_columns_may_stand_in_any_order_and_be_missing():
    text = TABLE + "INSERT INTO `t` VALUES (1,'dua','tiga');\n"

    assert cells(text, wanted=("c", "tidak_ada", "a")) == [("tiga", None, "1")]


def test_records_of_other_tables_are_only_counted():
    dump, rows = read_all(TWO + "CREATE TABLE `u` (`x` int);\nINSERT INTO `u` VALUES (1),(2);\n")

    assert len(rows) == 1
    assert dump.counts == {"t": 1, "u": 2}


def test_a_watched_column_says_only_whether_anything_stands_in_it():
    dump, _rows = read_all(TWO, wanted=("a",), watched=("b", "c"))
    empty, _rows = read_all(TABLE + "INSERT INTO `t` VALUES (1,'',NULL);", wanted=("a",),
                            watched=("b", "c"))  # fmt: skip

    assert dump.filled == {("t", "b"), ("t", "c")}
    assert empty.filled == set()


def test_a_torn_record_is_named_and_the_next_ones_are_read():
    text = TWO + (
        "INSERT INTO `t` VALUES (2,'dua');\n"
        "INSERT INTO `t` VALUES (3,'tiga' 'x';\n"
        "INSERT INTO `t` VALUES (4,'empat','x');\n"
        "INSERT INTO `t` VALUES (5,'lima\n,'x'),\n(6,'enam','x');\n"
    )

    dump, rows = read_all(text)

    assert [row.cells[0] for row in rows] == ["1", "4", "6"]
    assert [line for line, _table in dump.torn] == [9, 10, 12]
    assert not dump.is_cut


@pytest.mark.parametrize("end", range(len(TABLE) + 1, len(TWO) - 2))
def test_a_dump_cut_anywhere_says_so(end):
    dump, rows = read_all(TWO[:end])

    assert rows == [] or dump.is_cut
    assert dump.is_cut


def test_other_letters_than_utf_8_are_made_out():
    raw = TABLE.encode() + b"INSERT INTO `t` VALUES (1,'caf\xe9','rawa \xe2\x80\x93 \xff');\n"

    assert cells(raw) == [("1", "café", "rawa – \ufffd")]


def test_more_records_than_any_library_has_are_refused(monkeypatch):
    monkeypatch.setattr(sql_dump, "MOST_RECORDS", 5)

    with pytest.raises(BackupTooLarge):
        read_all(TABLE + "INSERT INTO `t` VALUES " + ",".join(["(1,2,3)"] * 6) + ";")


def test_text_that_is_only_torn_records_is_refused_soon():
    text = TABLE + "INSERT INTO `t` VALUES " + r"('\'" + "\n" + r"('\'" * 3 + "\n(1,\n" * 200_000

    with pytest.raises(BackupUnknown):
        read_all(text)


def test_a_long_record_is_read_without_going_over_it_again(monkeypatch):
    text = TABLE + "INSERT INTO `t` VALUES (1,'" + "panjang " * 200_000 + "','x');\n"

    assert len(cells(text, size=4096)[0][1]) == 1_600_000
    monkeypatch.setattr(sql_dump, "LONGEST_RECORD", 100_000)
    dump, rows = read_all(text + "INSERT INTO `t` VALUES (2,'x','x');\n", size=4096)
    assert [row.cells[0] for row in rows] == ["2"]
    assert len(dump.torn) == 1


# --- Packed files ---


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tape:
        for name, raw in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            tape.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in members.items():
            packed.writestr(name, raw)
    return out.getvalue()


LONG = "files/backup/" + "a" * 150 + "/backup_20261122.sql"
PACKED = {
    "backup.sql": TWO.encode(),
    "backup.sql.gz": gzip.compress(TWO.encode()),
    "backup.sql.tar.gz": gzip.compress(tarred({"baca.txt": b"x" * 700, "a/b.sql": TWO.encode()})),
    "panjang.sql.tar.gz": gzip.compress(tarred({LONG: TWO.encode()})),
    "backup.zip": zipped({"baca.txt": b"x", "a/b.sql": TWO.encode()}),
    "dalam.zip": zipped({"backup.sql.tar.gz": gzip.compress(tarred({"b.sql": TWO.encode()}))}),
    "dua.sql.gz": gzip.compress(TWO[:40].encode()) + gzip.compress(TWO[40:].encode()),
    "tanda.sql": b"\xef\xbb\xbf" + TWO.encode(),
    "lebar.sql": TWO.encode("utf-16"),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_backup_is_read_however_it_is_packed(put, name):
    path = put(PACKED[name], name)
    backup = Backup(path)

    text = b"".join(backup.blocks())

    assert looks_like_backup(path, path.read_bytes()[:65536])
    assert text.decode() == TWO
    assert not backup.is_cut


@pytest.mark.parametrize("name", ["backup.sql.gz", "backup.sql.tar.gz", "backup.zip"])
def test_a_packed_backup_that_is_cut_or_damaged_never_breaks_the_reader(put, name):
    raw = PACKED[name]
    for at in range(12, len(raw), 7):
        for torn in (raw[:at], raw[:at] + b"\xff" + raw[at + 1 :]):
            path = put(torn, name)
            backup = Backup(path)
            try:
                text = b"".join(backup.blocks())
            except (BackupUnsafe, FileTooLarge):
                continue
            assert TWO.encode().startswith(text) or backup.is_cut or torn != raw[:at]


def test_a_packed_bomb_is_refused_while_it_unpacks(put, monkeypatch):
    bomb = put(gzip.compress(b"INSERT INTO x VALUES (1);\n" * 1_000_000), "bom.sql.gz")
    lying = zipped({"bom.sql": b"-- \n" * 4_000_000})
    monkeypatch.setattr(sql_files, "_ANY_RATIO_BELOW", 1024 * 1024)

    with pytest.raises(BackupUnsafe):
        list(Backup(bomb).blocks())
    with pytest.raises(BackupUnsafe):
        list(Backup(put(lying, "bom.zip")).blocks())


def test_more_than_the_largest_backup_is_refused(put, monkeypatch):
    monkeypatch.setattr(sql_files, "MOST_UNPACKED_MB", 1)
    path = put(gzip.compress(b"-- \n" * 400_000), "besar.sql.gz")

    with pytest.raises(FileTooLarge):
        list(Backup(path).blocks())


def test_packings_within_packings_are_refused(put):
    raw = TWO.encode()
    for _ in range(5):
        raw = gzip.compress(raw)
    path = put(raw, "lapis.sql.gz")

    with pytest.raises(BackupUnsafe):
        list(Backup(path).blocks())
    assert looks_like_backup(path, raw)


def test_a_backup_under_a_password_is_refused(put):
    raw = bytearray(zipped({"a.sql": TWO.encode()}))
    raw[6] |= 1
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1

    with pytest.raises(BackupUnsafe):
        list(Backup(put(bytes(raw), "kunci.zip")).blocks())


@pytest.mark.parametrize(
    "raw",
    [b"", b"judul,pengarang\n", b"PK\x03\x04rusak", b"\x1f\x8brusak", zipped({"a.txt": b"x"})],
)
def test_other_files_are_no_backups(put, raw):
    assert not looks_like_backup(put(raw, "daftar.bin"), raw)
