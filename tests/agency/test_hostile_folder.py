"""A folder full of whatever somebody may put on a stick: each file is answered, none stays."""

import json
import os
import random
import resource
import struct
import time
import zlib

import pytest

from jukung.agency import delivery
from jukung.exchange.parcels import envelope, join
from jukung.exchange.parcels.verdict import Verdict
from parcel_makers import a_sealed_month, a_stranger, dump, envelopes, for_agency, sent, signed

MEBIBYTE = 1024 * 1024


def a_bomb_of_a_picture():
    """A PNG of a few bytes that says it has 60,000 by 60,000 points."""

    def part(kind, content):
        told = kind + content
        return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


class Trouble:
    """Makes hostile files of every sort from one true parcel."""

    def __init__(self, agency, library, folder):
        self.agency = agency
        self.folder = folder
        self.chance = random.Random(5)
        self.true = sent(library, folder.parent / "true")[1]
        self.envelope = envelopes(library)[1]
        with library.reading() as desk:
            self.card = join.library_card(desk)
        self.stranger = a_stranger()
        self.bomb = for_agency(agency, zlib.compress(b"\0" * (80 * MEBIBYTE), 9))
        self.picture = a_bomb_of_a_picture()

    def write(self, count):
        sorts = [each for name, each in vars(Trouble).items() if name.startswith("a_")]
        for number in range(count):
            sorts[number % len(sorts)](self, self.folder / f"{number:05}.jkp")

    def a_noise(self, path):
        path.write_bytes(self.chance.randbytes(self.chance.randrange(1, 4000)))

    def a_noise_behind_a_true_beginning(self, path):
        path.write_bytes(self.true[:200] + self.chance.randbytes(3000))

    def a_truncated(self, path):
        path.write_bytes(self.true[: self.chance.randrange(len(self.true))])

    def a_flipped(self, path):
        place = self.chance.randrange(len(self.true))
        turned = self.true[place] ^ 1 << self.chance.randrange(8)
        path.write_bytes(bytes([*self.true[:place], turned, *self.true[place + 1 :]]))

    def a_deflated_bomb(self, path):
        path.write_bytes(self.bomb)

    def a_zip(self, path):
        path.write_bytes(b"PK\x03\x04" + self.chance.randbytes(500))

    def a_much_too_large(self, path):
        with path.open("wb") as file:
            file.truncate(200 * MEBIBYTE)

    def a_header_without_end(self, path):
        path.write_bytes(b"age-encryption.org/v1\n" + b"-> X25519 x\n" * 3000)

    def a_nothing(self, path):
        path.write_bytes(b"")

    def a_link(self, path):
        path.symlink_to("/dev/zero")

    def a_link_to_itself(self, path):
        path.symlink_to(path)

    def a_link_to_a_true_one(self, path):
        path.symlink_to(self.folder.parent / "true")

    def a_folder(self, path):
        path.mkdir()

    def a_pipe(self, path):
        os.mkfifo(path)

    def a_locked(self, path):
        path.write_bytes(b"x")
        path.chmod(0)

    def a_card(self, path):
        path.write_bytes(self.card)

    def a_sealed_card(self, path):
        path.write_bytes(for_agency(self.agency, self.card))

    def a_deep_json(self, path):
        path.write_bytes(for_agency(self.agency, b"[" * 50_000 + b"]" * 50_000))

    def a_deep_payload(self, path):
        deep = b'{"a":' * 5000 + b"1" + b"}" * 5000
        path.write_bytes(for_agency(self.agency, signed(deep, self.stranger, "x")))

    def a_key_twice(self, path):
        told = b'{"payload":"","payload":"","payloadType":"","signatures":[]}'
        path.write_bytes(for_agency(self.agency, told))

    def a_large_number(self, path):
        told = b'{"payload":' + b"9" * 20_000 + b"}"
        path.write_bytes(for_agency(self.agency, told))

    def a_forged(self, path):
        parts = json.loads(self.envelope)
        sig = parts["signatures"][0]["sig"]
        parts["signatures"][0]["sig"] = ("1" if sig[0] == "0" else "0") + sig[1:]
        path.write_bytes(for_agency(self.agency, json.dumps(parts).encode()))

    def a_receipt(self, path):
        told = signed(b"{}", self.stranger, "x", envelope.RECEIPT)
        path.write_bytes(told)

    def a_long_name(self, path):
        (path.parent / f"{'n' * 240}{path.stem}.jkp").write_bytes(b"x")

    def a_name_of_no_letters(self, path):
        name = os.fsdecode(b"\xff\xfe\n\x1b[2J" + path.stem.encode() + b".jkp")
        (path.parent / name).write_bytes(b"x")

    def a_picture_bomb(self, path):
        path.with_suffix(".png").write_bytes(self.picture)

    def a_picture_of_noise(self, path):
        path.with_suffix(".jpg").write_bytes(b"\xff\xd8\xff" + self.chance.randbytes(2000))


@pytest.fixture
def trouble(agency, joined, tmp_path):
    a_sealed_month(joined)
    folder = tmp_path / "stick"
    folder.mkdir()
    made = Trouble(agency, joined, folder)
    yield made
    for path in folder.iterdir():
        if path.is_file() and not path.is_symlink():
            path.chmod(0o600)


def answered(trouble, count):
    trouble.write(count)
    before = dump(trouble.agency.file)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    began = time.perf_counter()
    found = delivery.receive(trouble.agency, [trouble.folder])
    seconds = time.perf_counter() - began

    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) / 1024
    assert len(found.judged) == count
    assert {each.verdict for each in found.judged if not each.verdict.is_rejected} == set()
    assert (found.written, found.unwritten, found.left_count) == (0, None, 0)
    assert dump(trouble.agency.file) == before
    assert grown < 200
    return seconds, grown


def test_five_hundred_hostile_files_are_each_answered(trouble):
    answered(trouble, 500)


@pytest.mark.nightly
def test_ten_thousand_hostile_files_are_each_answered(trouble, record_property):
    seconds, grown = answered(trouble, 10_000)
    record_property("seconds", seconds)
    record_property("grown_mebibytes", grown)


def test_a_true_report_among_them_is_accepted_and_answered_beside_itself(trouble):
    trouble.write(40)
    (trouble.folder / "TRUE.jkp").write_bytes(trouble.true)

    found = delivery.receive(trouble.agency, [trouble.folder])

    assert found.by_verdict[Verdict.ACCEPT] == 1
    assert [path.name for path in trouble.folder.glob("*.jkr")] == ["TRUE.jkr"]
