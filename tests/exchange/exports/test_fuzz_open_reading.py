"""The reader of the open export reads or refuses whatever lies in a folder.

Five seconds in the ordinary run; a million before a release.
"""

import csv
import hashlib
import json
import time
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jukung.domain.errors import Refusal
from jukung.exchange.exports import open_export, open_reading
from jukung.exchange.exports.open_columns import files_of

BRIEF, LONG = 1_000, 1_000_000
SECONDS = 5.0
LONGEST = 1.0
NAMES = ("library", "settings", "titles", "title_origins", "covers", "copies", "loans", "parcels")
BITS = (
    b",", b'"', b'""', b"\r\n", b"\n", b"\x00", b"\xff", b"'", b"=", b"2026-02-30", b"-1",
    b"9" * 40, b"../", b"/", b"covers/1.jpg", b"\xe2\x82", b"A" * 5000, b"1,", b"\xed\xa0\x80",
)  # fmt: skip


@st.composite
def torn(draw, whole):
    raw = bytearray(whole)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(raw)))
        to = min(len(raw), at + draw(st.integers(0, 30)))
        change = draw(st.integers(0, 2))
        if change == 0:
            del raw[at:to]
        elif change == 1:
            raw[at:at] = draw(st.sampled_from(BITS) | st.binary(max_size=8))
        else:
            raw[at:at] = raw[at:to] * draw(st.integers(1, 20))
    return bytes(raw)


@pytest.fixture
def folder(full, tmp_path):
    return open_export.write(full, tmp_path / "out").folder


def attack(folder, files, *, runs, seconds):
    until = time.monotonic() + seconds
    known = {each.name: each for each in files if each.name in NAMES}
    whole = {name: (folder / f"{name}.csv").read_bytes() for name in known}

    @settings(
        max_examples=runs,
        database=None,
        deadline=timedelta(seconds=LONGEST),
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        derandomize=seconds != float("inf"),
    )
    @given(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), torn(whole[name]))))
    def is_read_or_refused(chosen):
        if time.monotonic() > until:
            return
        name, raw = chosen
        (folder / f"{name}.csv").write_bytes(raw)
        said = {"hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
        found = open_reading._Folder(folder, is_prison=False, resources={name: said})
        try:
            batches = list(open_reading._batches(found, known[name]))
        except (OSError, ValueError, csv.Error):
            return
        wanted = {each.name for each in known[name].columns}
        assert all(wanted <= set(row) for batch in batches for row in batch)

    is_read_or_refused()


def test_whatever_lies_there_is_read_or_refused(folder, full):
    with full.reading() as desk:
        files = files_of(desk.session, is_prison=False)

    attack(folder, files, runs=BRIEF, seconds=SECONDS)


@pytest.mark.release
@pytest.mark.timeout(0)
def test_a_million_are_read_or_refused(folder, full):
    with full.reading() as desk:
        files = files_of(desk.session, is_prison=False)

    attack(folder, files, runs=LONG, seconds=float("inf"))


@settings(max_examples=200, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["jukung", "format", "version", "kind", "resources", "name"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_any_descriptor_is_read_or_refused(tmp_path, said):
    (tmp_path / "datapackage.json").write_text(json.dumps(said))

    with pytest.raises(Refusal):
        open_reading._look_at(tmp_path)
