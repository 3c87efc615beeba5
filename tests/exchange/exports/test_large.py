"""A hundred thousand titles leave, and come back, in little memory."""

import sys
from pathlib import Path

import pytest

from jukung.domain.ids import new_id
from jukung.exchange.exports import list_files, marc, open_export, open_reading, slims
from jukung.exchange.exports.marc import MarcForm
from makers import NOON, QUICK, a_title

TITLES = 100_000
MOST_MB = 60


def peak_mb():
    """The most memory since it was last forgotten, as the system counts it."""
    said = Path("/proc/self/status").read_text()
    return (
        int(next(line for line in said.splitlines() if line.startswith("VmHWM")).split()[1]) / 1e3
    )


def forget_peak():
    Path("/proc/self/clear_refs").write_text("5")


@pytest.fixture
def large(library):
    with library.changing() as desk:
        a_title(desk)
        plain = desk.session.connection()
        act = plain.exec_driver_sql("SELECT act FROM title").scalar_one()
        for start in range(2, TITLES + 1, 1000):
            rows = range(start, min(start + 1000, TITLES + 1))
            plain.exec_driver_sql(
                "INSERT INTO title (row, id, title, notes, class_main, added_on, act) "  # noqa: S608 - our own figure
                f"VALUES (?, ?, ?, ?, '8', '2026-11-22', {act})",
                [(row, new_id(), f"Perahu {row}", "Catatan " * 10) for row in rows],
            )
            plain.exec_driver_sql(
                "INSERT INTO copy (row, id, title, number, added_on, act) "  # noqa: S608 - the same
                f"VALUES (?, ?, ?, ?, '2026-11-22', {act})",
                [(row, new_id(), row, f"{row:07d}") for row in rows],
            )
    return library


@pytest.mark.nightly
@pytest.mark.timeout(1200)
@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux")
def test_a_hundred_thousand_titles_take_little_memory(large, tmp_path):
    list_files.write(large, tmp_path / "warm.xlsx", code="holds")
    forget_peak()
    before = peak_mb()

    made = open_export.write(large, tmp_path / "out")
    marc.write(large, tmp_path / "out.mrc", form=MarcForm.marc21)
    marc.write(large, tmp_path / "out.xml", form=MarcForm.marcxml)
    slims.write(large, tmp_path / "slims")
    list_files.write(large, tmp_path / "titles.xlsx", code="titles")
    target = tmp_path / "back.jukung"
    open_reading.read(made.folder, target, clock=lambda: NOON, sealing=QUICK).close()

    assert made.rows["titles"] == TITLES
    assert peak_mb() - before < MOST_MB
