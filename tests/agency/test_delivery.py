"""A folder of many reports: answered one by one, stopped where somebody wishes, summed once."""

import resource
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest

from jukung.agency import accept, delivery, outgoing, totals
from jukung.domain import errors
from jukung.exchange.parcels import receipt
from jukung.exchange.parcels.verdict import Verdict
from jukung.figures.indicators import SENT
from makers import NOON
from many_parcels import a_template, plausible, senders
from parcel_makers import OCTOBER, a_sealed_month, for_agency, months_before, sent


def a_stick(library, folder, count=6):
    for number, month in enumerate(months_before(count), start=1):
        a_sealed_month(library, month, female=number)
    sent(library, folder)
    return folder


def test_every_report_of_a_folder_is_answered_beside_itself(agency, joined, tmp_path):
    stick = a_stick(joined, tmp_path / "stick")
    steps = []

    found = delivery.receive(agency, [stick], progress=lambda done, of: steps.append((done, of)))

    assert found.by_verdict == {Verdict.ACCEPT: 6}
    assert (found.written, found.folders) == (6, (stick,))
    assert steps == [(number, 6) for number in range(1, 7)]
    assert {each.receipt for each in found.judged} == {None}
    assert {path.stem for path in stick.glob("*.jkr")} == {p.stem for p in stick.glob("*.jkp")}
    with agency.reading() as desk:
        assert totals.totals(desk, OCTOBER).values["visits"] == 6


def test_what_was_judged_before_a_stop_stands(agency, joined, tmp_path):
    stick = a_stick(joined, tmp_path / "stick")
    steps = []

    found = delivery.receive(
        agency,
        [stick],
        progress=lambda done, _of: steps.append(done),
        stopped=lambda: len(steps) >= 2,
    )

    assert (len(found.judged), found.left_count, found.written) == (2, 4, 2)
    again = delivery.receive(agency, [stick])
    assert again.by_verdict == {Verdict.DUPLICATE: 2, Verdict.ACCEPT: 4}


def test_a_stick_that_takes_no_receipt_does_not_undo_what_was_judged(agency, joined, tmp_path):
    stick = a_stick(joined, tmp_path / "stick", count=2)

    found = delivery.receive(agency, [stick], folder=tmp_path / "not there")

    assert isinstance(found.unwritten, errors.CannotWrite)
    assert found.by_verdict == {Verdict.ACCEPT: 2}


def test_receipts_go_out_later_the_newest_of_each_library(agency, joined, tmp_path):
    stick = a_stick(joined, tmp_path / "stick", count=3)
    delivery.receive(agency, [stick], write=False)
    later = tmp_path / "later"
    later.mkdir()

    with agency.reading() as desk:
        found = outgoing.since(desk, NOON - timedelta(days=1))
        none = outgoing.since(desk, NOON + timedelta(days=1))
    paths = outgoing.write(agency, found, later)

    assert none == ()
    assert [path.name for path in paths] == [f"63.03.05.2007-{found[0].no}.jkr"]
    with joined.changing() as desk:
        told = receipt.read_receipt(desk, Path(paths[0]).read_bytes())
    assert [item.verdict for item in told.items] == [Verdict.ACCEPT] * 3


def a_full_folder(office, folder, *, libraries):
    """One stick with a report of each of many libraries."""
    codes = [each.code for each in SENT]
    made = senders(a_template(folder, office), libraries)
    stick = folder / "many"
    stick.mkdir()
    with office.changing() as desk:
        for each in made:
            each.enrol(desk)
    for each in made:
        sealed = each.seal(OCTOBER, plausible(each.code, OCTOBER, codes))
        (stick / f"{each.code}.jkp").write_bytes(for_agency(office, sealed))
    return stick


def check_many(agency, tmp_path, libraries):
    stick = a_full_folder(agency, tmp_path, libraries=libraries)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = perf_counter()

    found = delivery.receive(agency, [stick])

    seconds = perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert (found.by_verdict, found.written) == ({Verdict.ACCEPT: libraries}, libraries)
    assert grown < 100
    return libraries / seconds, grown


def test_a_folder_of_many_libraries_is_taken_in(agency, tmp_path):
    check_many(agency, tmp_path, 30)


@pytest.mark.nightly
def test_a_folder_of_a_thousand_is_taken_in(agency, tmp_path, capsys):
    rate, grown = check_many(agency, tmp_path, 1000)

    with capsys.disabled():
        engine = "PostgreSQL" if agency.is_shared else "SQLite"
        sys.stdout.write(f"\n{engine}: {rate:.0f} reports a second, {grown:.0f} MiB more\n")


def test_reports_in_folders_of_a_stick_are_found(agency, joined, tmp_path):
    a_sealed_month(joined)
    (parcel,) = sent(joined, tmp_path / "asal").values()
    inside = tmp_path / "flashdisk" / "63.03" / "melati"
    inside.mkdir(parents=True)
    (inside / "a.jkp").write_bytes(parcel)

    judged = accept.accept(agency, [tmp_path / "flashdisk"])

    assert [each.verdict for each in judged] == [Verdict.ACCEPT]
