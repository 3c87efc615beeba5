"""What a file brings at once, cut off: a stocktake's list, and a title pack."""

import shutil
import time

import pytest
from sqlalchemy import text
from telling import chances, tell

from jukung.domain.ids import new_id
from jukung.exchange.packs import kept
from jukung.exchange.packs.records import PackRecord, Person
from jukung.library import check, copies, stocktakes, title_packs
from jukung.library.desk import open_library
from pack_makers import Agency

CYCLES = 8
COPIES = 36 + 20 * 99
"""Those of the seed, and twenty times ninety-nine."""


@pytest.fixture
def counted(seed_library, tmp_path):
    """A library whose stocktake goes on, and the numbers of all its copies."""
    library = open_library(seed_library)
    with library.changing() as desk:
        title = desk.session.execute(text("SELECT id FROM title LIMIT 1")).scalar_one()
        for _ in range(20):
            copies.add(desk, title, count=99)
        stocktake = stocktakes.begin(desk, "SO 2026")
        numbers = desk.session.execute(text("SELECT number FROM copy")).scalars().all()
    library.close()
    path = tmp_path / "nomor.txt"
    path.write_text("\n".join(numbers))
    return stocktake, path


@pytest.fixture
def pack(tmp_path):
    """A pack of twenty thousand titles, and the digits of who signed it."""
    agency = Agency()
    records = [PackRecord(title=f"Muara {n}", people=(Person("Ana"),)) for n in range(20_000)]
    return agency.pack(tmp_path / "paket.jkt", *records), agency.card.fingerprint


def seconds(writers, seed, path, order, **facts):
    """How long it takes here, from the opened library to the end."""
    shutil.copyfile(seed, path)
    writer = writers(order, path, **facts)
    writer.listen(1)
    began = time.monotonic()
    writer.listen(2)
    writer.finish()
    return time.monotonic() - began


def killed(writers, seed, path, usual, order, **facts):
    """Copy the seed and kill what is done with it after part of its usual time."""
    shutil.copyfile(seed, path)
    writer = writers(order, path, **facts)
    writer.listen(1, then=usual)
    writer.kill()
    return writer


def test_a_killed_list_of_a_stocktake_is_counted_whole_or_not_at_all(
    writers, seed_library, counted, tmp_path
):
    chance = chances(11)
    facts = {"stocktake": counted[0], "numbers": str(counted[1])}
    usual = seconds(writers, seed_library, tmp_path / "measured.jukung", "merge", **facts)
    whole = 0
    for cycle in range(CYCLES):
        path = tmp_path / f"hitung-{cycle}.jukung"
        writer = killed(
            writers, seed_library, path, usual * 1.1 * chance.random(), "merge", **facts
        )
        library = open_library(path)
        with library.reading() as desk:
            sound = check.examine(desk).is_sound
            asked = text("SELECT count(*) FROM stocktake_copy WHERE seen_at IS NOT NULL")
            seen = desk.session.execute(asked).scalar_one()
        library.close()
        assert sound
        assert seen in (0, COPIES)
        assert seen or not writer.remarks("merged")
        whole += seen > 0

    tell(f"killed lists of a stocktake: {CYCLES}, {whole} whole, {CYCLES - whole} absent")


def test_a_killed_pack_is_kept_whole_or_not_at_all_and_nothing_is_left(
    writers, seed_library, pack, tmp_path
):
    chance = chances(12)
    facts = {"pack": str(pack[0]), "digits": pack[1]}
    usual = seconds(writers, seed_library, tmp_path / "measured.jukung", "keep_pack", **facts)
    whole = 0
    for cycle in range(CYCLES):
        path = tmp_path / f"paket-{cycle}.jukung"
        killed(writers, seed_library, path, usual * 1.1 * chance.random(), "keep_pack", **facts)
        folder = kept.folder_of(path)
        folder.mkdir(exist_ok=True)
        (folder / f"{new_id()}-0a1b2c3d.jkt.part").write_bytes(b"cut off")
        library = open_library(path)
        with library.changing() as desk:
            packs = title_packs.listed(desk)
            shelf = kept.Shelf(path, packs)
            gone = shelf.gone()
            shelf.close()
            kept.sweep(desk, path)
            sound = check.examine(desk).is_sound
        library.close()
        assert sound
        assert gone == ()
        assert sorted(each.name for each in folder.iterdir()) == [each.file for each in packs]
        whole += len(packs)

    tell(f"killed title packs: {CYCLES}, {whole} whole, {CYCLES - whole} absent")
