"""The tour is the end-to-end test: it drives every window and counts the month again."""

import json
import os
import subprocess
import sys

WANTED = {
    *("prison-desk", "prison-residents", "prison-releases-3", "prison-clearance"),
    *("prison-moves-plan", "prison-list-of-the-day", "prison-requests", "prison-kiosk"),
    *("prison-screening-review", "prison-settings-house", "prison-settings-going-out"),
    *("round-list", "round", "round-typing", "round-trolley", "round-paper-form"),
    *("vault-phrase", "vault-found", "vault-letter", "unlock-passphrase", "unlock-key-lines"),
    *("village-box-scan", "village-box-gap", "prison-box-here", "prison-box-gone"),
    *("aide-desk", "aide-rounds", "aide-requests"),
    *("catalogue-twin", "catalogue-form-more", "catalogue-copies-added", "order-twins-one"),
    *("order-people", "order-many", "order-letters", "order-bin", "public-catalogue-found"),
    *("import-plan-past-loans", "import-undone", "import-columns", "import-list-plan"),
    *("stocktake-empty", "stocktake-counting", "stocktake-decided", "weeding-records"),
    *("accession-register", "serials", "exports-done", "prison-collection"),
}


def test_the_tour_goes_through_the_day_and_counts_the_same(tmp_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JUKUNG_LANGUAGE": "id"}

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "jukung", "--json", "tour", "--to", str(tmp_path / "tour")],
        capture_output=True,
        text=True,
        env=environment,
        timeout=900,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)["steps"]
    assert len(steps) > 15
    pictures = sorted(path.name for path in (tmp_path / "tour").glob("*.png"))
    assert len(pictures) >= 300
    assert (tmp_path / "tour" / "labels.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "tour" / "clearance.pdf").read_bytes().startswith(b"%PDF")
    assert list((tmp_path / "tour" / "stick").glob("*/*.jkr"))
    assert not WANTED - {name.rpartition("-")[0].partition("-")[2] for name in pictures}


def test_the_tour_covers_no_folder_that_has_something(tmp_path):
    (tmp_path / "there.txt").write_text("mine")

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "jukung", "tour", "--to", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["there.txt"]
