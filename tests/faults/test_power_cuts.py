"""A power cut takes nothing that the desk was told is stored (F2).

The controls use settings that are known to be careless; they must lose acts, or the
tests above them prove nothing.
"""

import injection
import pytest
import sqlcipher3.dbapi2 as driver
import volumes
from power import cut, cutting
from promises import Kept, a_library
from telling import tell

MOST_CONTROL_CUTS = 15


def test_a_power_cut_takes_no_acknowledged_act(writers, tmp_path, disk):
    tally = cutting(writers, tmp_path, disk).run(30, seed=1)

    assert tally.wrong == []
    assert tally.act_count > 30


def test_a_power_cut_takes_no_acknowledged_act_of_a_prison(writers, tmp_path, disk):
    tally = cutting(writers, tmp_path, disk, prison=True).run(10, seed=2)

    assert tally.wrong == []
    assert tally.act_count > 10


@pytest.mark.nightly
@pytest.mark.timeout(7200)
def test_many_power_cuts_take_no_acknowledged_act(writers, tmp_path, disk):
    tally = cutting(writers, tmp_path, disk).run(5000, seed=3)

    assert tally.wrong == []


@pytest.mark.parametrize(("journal_mode", "synchronous"), [("WAL", "NORMAL"), ("DELETE", "OFF")])
def test_careless_settings_do_lose_acts(writers, disk, journal_mode, synchronous):
    lost, cuts = cut_raw(
        writers, disk, journal_mode=journal_mode, synchronous=synchronous, most=MOST_CONTROL_CUTS
    )

    tell(f"control {journal_mode} {synchronous}: {lost} acts lost after {cuts} cuts")
    assert lost > 0


def test_the_same_raw_writer_loses_nothing_with_our_settings(writers, disk):
    lost, cuts = cut_raw(writers, disk, journal_mode="WAL", synchronous="FULL", most=10)

    tell(f"control WAL FULL: {lost} acts lost after {cuts} cuts")
    assert lost == 0


@pytest.mark.usefixtures("injections")
def test_our_own_writer_loses_acts_where_flushes_are_dropped(writers, disk, tmp_path):
    path = a_library(disk.top / "dropped.jukung")
    volumes.flush_everything()
    lost = cuts = 0

    while not lost and cuts < MOST_CONTROL_CUTS:
        writer = writers("lend", path, held=True, seed=cuts)
        tap = injection.Injection(writer, injection.FLUSHES, "retval=0", tmp_path / "trace")
        writer.listen(40)
        cut(disk, writer)
        tap.end()
        cuts += 1
        lost = len(Kept(path).lost(writer.acts))

    tell(f"control without flushes: {lost} acts lost after {cuts} cuts")
    assert lost > 0


def cut_raw(writers, disk, *, journal_mode, synchronous, most):
    """Cut a raw writer until it has lost something, or often enough."""
    path = disk.top / "raw.db"
    connection = driver.connect(str(path))
    connection.execute("CREATE TABLE loan (row INTEGER PRIMARY KEY, id TEXT)")
    connection.close()
    volumes.flush_everything()
    lost = cuts = 0
    while not lost and cuts < most:
        writer = writers("raw", path, journal_mode=journal_mode, synchronous=synchronous)
        writer.listen(40)
        cut(disk, writer)
        cuts += 1
        lost = len({act[1] for act in writer.acts} - raw_loans(path))
    return lost, cuts


def raw_loans(path):
    """The loans of the careless writer that are left; a damaged file has none."""
    connection = driver.connect(str(path))
    try:
        return {row[0] for row in connection.execute("SELECT id FROM loan")}
    except driver.Error:
        return set()
    finally:
        connection.close()
