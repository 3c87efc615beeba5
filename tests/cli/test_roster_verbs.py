"""Many members at once, and two records of one, as they are typed."""

from pathlib import Path

import pytest

LIST = str(Path(__file__).parents[1] / "kept" / "rosters" / "kelas-enam.csv")


@pytest.fixture
def village(jukung):
    jukung("init", "--region", "63.03.05.2007")
    return jukung


def test_a_dry_run_stores_nothing(village):
    told = village("member", "import", LIST, "--dry-run").value

    assert (told["lines"], told["members"], told["left_out_columns"]) == (5, 3, ["No", "Agama"])
    assert [each["line"] for each in told["left"]] == [7, 8]
    assert village("member", "find", "Anggota").value == []


def test_a_list_is_registered_and_undone(village):
    made = village("member", "import", LIST).value
    found = village("member", "find", "Anggota").value
    undone = village("undo")

    assert len(made["cards"]) == len(found) == 3
    assert undone.code == 0
    assert village("member", "find", "Anggota").value == []


def test_a_list_that_is_none_is_refused(village, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")

    assert village("member", "import", str(path)).code == 1


def test_two_records_are_merged_and_parted(village):
    for card in ("Z1", "Z2"):
        village("member", "add", "Nur Hasanah", "--card", card)

    merged = village("member", "merge", "Z1", "Z2").value
    found = village("member", "show", "Z2").value["member"]["card"]
    undone = village("undo").value

    assert (merged["card"], found, undone["card"]) == ("Z1", "Z1", "Z2")
