"""The tour is the end-to-end test: it drives every window and counts the month again."""

import json
import os
import subprocess
import sys


def test_the_tour_goes_through_the_day_and_counts_the_same(tmp_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JUKUNG_LANGUAGE": "id"}

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "jukung", "--json", "tour", "--to", str(tmp_path / "tour")],
        capture_output=True,
        text=True,
        env=environment,
        timeout=280,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)["steps"]
    assert len(steps) > 15
    pictures = sorted(path.name for path in (tmp_path / "tour").glob("*.png"))
    assert len(pictures) >= 60
    assert (tmp_path / "tour" / "labels.pdf").read_bytes().startswith(b"%PDF")
    assert list((tmp_path / "tour" / "stick").glob("*/*.jkr"))


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
