"""The reader of the open export reads or refuses whatever lies in a folder.

Five seconds in the ordinary run; a million before a release.
"""

import csv
import hashlib
import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing import A_MILLION, Target, fuzz
from jukung.domain.errors import Refusal
from jukung.exchange.exports import open_export, open_reading, open_rows
from jukung.exchange.exports.open_columns import files_of

NAMES = ("library", "settings", "titles", "title_origins", "covers", "copies", "loans", "parcels")
SIGNS = (
    b",", b'"', b'""', b"\r\n", b"'", b"=", b"'=", b"../", b"/", b"covers/1.jpg", b"1,", b",,",
    b"9223372036854775808", b"-9223372036854775809", b"\xe2\x82", b"prison", b"true", b"0",
)  # fmt: skip


@pytest.fixture
def target(full, tmp_path):
    """The reader with a folder in which one file is torn at a time."""
    folder = open_export.write(full, tmp_path / "out").folder
    with full.reading() as desk:
        known = {each.name: each for each in files_of(desk.session, is_prison=False)}
    sound = {name: (folder / f"{name}.csv").read_bytes() for name in NAMES}

    def make(chance, change):
        name = chance.choice(NAMES)
        return name.encode() + b"\n" + change(sound[name])

    def read(path):
        name, raw = path.read_bytes().split(b"\n", 1)
        file = known[name.decode()]
        (folder / f"{file.name}.csv").write_bytes(raw)
        said = {"hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
        found = open_rows.Folder(folder, is_prison=False, resources={file.name: said})
        wanted = {each.name for each in file.columns}
        with suppress(OSError, ValueError, csv.Error):
            for batch in open_rows.batches(found, file):
                assert all(wanted <= set(row) for row in batch)

    return Target("open_export", read, make, SIGNS)


def test_whatever_lies_there_is_read_or_refused(target, tmp_path):
    assert fuzz(target, tmp_path) > 0


@pytest.mark.release
@pytest.mark.timeout(0)
def test_a_million_are_read_or_refused(target, tmp_path):
    assert fuzz(target, tmp_path, most=A_MILLION, seconds=float("inf")) == A_MILLION


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
