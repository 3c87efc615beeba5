"""A title pack is opened or refused, whatever its bytes; also one whose agency means harm.

Five seconds in the ordinary run; a million before a release.
"""

import hashlib

import pytest

from fuzzing import A_MILLION, Target, fuzz
from jukung.domain import errors
from jukung.exchange.packs import pack_store, signed, titles

SIGNS = (
    b"SQLite format 3\0", b"JKT1", b"\x0d\x00\x00\x00", b"\x05\x00\x00\x00", b"\x02", b"\x0a",
    b"\xff\xff\xff\xff", b"\x80" * 9, b"CREATE TABLE", b"[[", b"]]", b'["a"]', b"null", b"{}",
)  # fmt: skip
LONGEST = 8


@pytest.fixture
def target(office, tmp_path):
    """Packs torn after they were signed, and packs whose database was torn before."""
    whole = office.pack(tmp_path / "sound.jkt").read_bytes()
    length = int.from_bytes(whole[-8:-4], "big")
    inside = whole[: -8 - length]

    def make(chance, change):
        if chance.random() < 0.3:
            return change(whole)
        torn = bytearray(change(inside[: chance.choice((100, 4096, len(inside)))]))
        torn += inside[len(torn) :]
        torn = torn[: LONGEST * len(inside)]
        if chance.random() < 0.8:  # what is looked at before SQLite sees it, put right
            size = max(1, len(torn) // pack_store.PAGE)
            torn = torn[: size * pack_store.PAGE].ljust(size * pack_store.PAGE, b"\0")
            torn[:32] = inside[:28] + size.to_bytes(4, "big")
            torn[60:72] = inside[60:72]
        return sealed(office, bytes(torn))

    def read(path):
        with titles.open_pack(path, known=office.card) as pack:
            pack.by_isbn("9786020000015")
            pack.search("perahu s")
            for place, each in enumerate(pack.every()):
                assert each.title is not None
                assert place < MOST_READ

    return Target("title_pack", read, make, SIGNS, ".jkt")


MOST_READ = 100_000


def sealed(office, content):
    """Whatever database, with a statement that our agency signs over it."""
    facts = {
        "spec": {"major": 1, "minor": 0},
        "pack": "01900000-0000-7000-8000-000000000001",
        "number": "1",
        "name": "x",
        "source": "",
        "made_at": "2026-11-22T04:00:00Z",
        "records": 3,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "agency": signed.office_facts(office.card),
    }
    statement = signed.sealed(
        facts, kind=titles.PACK, key=office.key, key_id=office.card.fingerprint
    )
    return content + statement + len(statement).to_bytes(4, "big") + b"JKT1"


def test_whatever_bytes_a_pack_has_it_is_opened_or_refused(target, tmp_path):
    assert fuzz(target, tmp_path) > 0


@pytest.mark.release
@pytest.mark.timeout(0)
def test_a_million_packs_are_opened_or_refused(target, tmp_path):
    assert fuzz(target, tmp_path, most=A_MILLION, seconds=float("inf")) == A_MILLION


def test_the_sound_pack_of_these_tests_is_opened(office, tmp_path):
    whole = office.pack(tmp_path / "a.jkt").read_bytes()
    inside = whole[: -8 - int.from_bytes(whole[-8:-4], "big")]
    path = tmp_path / "b.jkt"
    path.write_bytes(sealed(office, inside))

    with titles.open_pack(path, known=office.card) as pack:
        assert len(list(pack.every())) == 3
    with pytest.raises(errors.PackStranger):
        titles.open_pack(path, known=None)
