"""Budget B3's memory: an import in a process of its own, from the open library to the end.

The highest memory of the whole process counts, as the program holds it: with the library
open, the plan made and then stored.
"""

import os
import subprocess
import sys
from pathlib import Path

import large_lists
import pytest

from makers import a_library

IMPORTS = Path(__file__).with_name("import_memory.py")
HALF = 2
"""A backup holds loans and visits too, ten for each title, so it has half as many titles."""


@pytest.mark.nightly
@pytest.mark.benchmark(group="imports")
@pytest.mark.parametrize(
    ("write", "name", "part"),
    [
        (large_lists.write_backup, "cadangan.sql", HALF),
        (large_lists.write_csv, "judul.csv", 1),
        (large_lists.write_marc, "judul.mrc", 1),
        (large_lists.write_marcxml, "judul.xml", 1),
    ],
    ids=["backup", "csv", "marc", "marcxml"],
)
def test_the_memory_of_an_import(benchmark, length, tmp_path, capsys, write, name, part):
    count = length.titles // part
    path = write(tmp_path / name, count)
    library = a_library(tmp_path)
    library.close()

    said = benchmark.pedantic(lambda: run(path, library.path), rounds=1, iterations=1)

    marks = {word: (float(seconds), int(most) // 1024) for word, seconds, most in said[:3]}
    with capsys.disabled():
        words = ", ".join(f"{word} {most} MB" for word, (_seconds, most) in marks.items())
        seconds = marks["stored"][0]
        print(f"\n{name}, {count:,} titles: at most {words}; {seconds:.0f} s")  # noqa: T201 - the figures of a bench
    assert int(said[3][0]) == count


def run(path, library):
    """The words that the process says, line by line."""
    made = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, str(IMPORTS), str(path), str(library)],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
    assert made.returncode == 0, made.stderr
    return [line.split() for line in made.stdout.splitlines()]
