"""The command line as a person types it: in this process, with its own language."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jukung import cli, places, words


@dataclass(frozen=True)
class Said:
    """What a call answered."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Said]


@pytest.fixture
def jukung(tmp_path: Path, capsys: pytest.CaptureFixture[str], home: Path) -> Iterator[Call]:
    """`jukung("lend", card, number)` on the library of this test."""
    before = words.language()

    def call(*typed: str, library: str = "lib.jukung") -> Said:
        capsys.readouterr()
        try:
            code = cli.main(["--library", str(tmp_path / library), "--json", *map(str, typed)])
        except SystemExit as left:
            code = int(left.code or 0)
        heard = capsys.readouterr()
        return Said(code, heard.out, heard.err)

    yield call
    words.speak(before, places.resources() / "words")
