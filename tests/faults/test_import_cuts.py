"""An import that is cut off happened wholly or not at all."""

import csv
import shutil
import time

import pytest
import volumes
from power import cut
from promises import Kept
from telling import chances, tell

TITLE_COUNT = 2000
NAMES = [
    *("title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year"),
    *("collation", "series_title", "call_number", "language_name", "place_name"),
    *("classification", "notes", "image", "sor", "authors", "topics", "item_code"),
]


@pytest.fixture
def title_list(tmp_path):
    """A list of two thousand invented titles, as SLiMS 9.7.0 writes it."""
    path = tmp_path / "daftar.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writing = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writing.writerow(NAMES)
        for number in range(TITLE_COUNT):
            cells = [f"Muara ke-{number}", "Text", "Cet. 1", "", "Rumah Lanting", "2011"]
            cells += ["iv, 96 hlm", "", "899 SUN m", "Indonesia", "Marabahan", "899", "", "", ""]
            cells += [f"<Penulis {number % 70}>", "<Sungai>", f"<Z{number:05}>"]
            writing.writerow(cells)
    return path


@pytest.fixture
def usual_seconds(writers, seed_library, title_list, tmp_path):
    """How long an import takes here, from the plan to the end."""
    path = tmp_path / "measured.jukung"
    shutil.copyfile(seed_library, path)
    writer = writers("take_in", path, titles=str(title_list))
    writer.listen(1)
    began = time.monotonic()
    writer.listen(2)
    assert writer.finish().remarks("imported") == [str(TITLE_COUNT)]
    return time.monotonic() - began


def judge(path, writer, base):
    """Whether all or nothing is in the file; refuse anything between."""
    kept = Kept(path)
    whole = kept.titles == base + TITLE_COUNT
    assert kept.titles in (base, base + TITLE_COUNT)
    assert whole or not writer.remarks("imported")
    assert kept.flaws == []
    return whole


def test_a_killed_import_is_whole_or_absent(
    writers, seed_library, title_list, usual_seconds, tmp_path
):
    chance = chances(3)
    base = Kept(seed_library).titles
    whole = 0
    for cycle in range(12):
        path = tmp_path / f"import-{cycle}.jukung"
        shutil.copyfile(seed_library, path)
        writer = writers("take_in", path, titles=str(title_list))
        writer.listen(1, then=usual_seconds * 1.1 * chance.random())
        writer.kill()
        whole += judge(path, writer, base)

    tell(f"killed imports: 12, {whole} whole, {12 - whole} absent, {usual_seconds:.2f} s each")


def test_an_import_cut_from_power_is_whole_or_absent(
    writers, seed_library, title_list, usual_seconds, disk
):
    chance = chances(4)
    base = Kept(seed_library).titles
    whole = 0
    for cycle in range(8):
        path = disk.top / "import.jukung"
        for old in disk.top.glob("import.jukung*"):
            old.unlink()
        shutil.copyfile(seed_library, path)
        volumes.flush_everything()
        writer = writers("take_in", path, titles=str(title_list))
        if cycle % 4 == 0:
            writer.listen(2)
        else:
            writer.listen(1, then=usual_seconds * 1.1 * chance.random())
        cut(disk, writer)
        whole += judge(path, writer, base)

    tell(f"imports cut from power: 8, {whole} whole, {8 - whole} absent")
    assert whole > 0
