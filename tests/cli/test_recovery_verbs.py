"""The recovery sheet by the command line: the signing key comes back on another computer."""

from argparse import Namespace

import pytest

from jukung import messages
from jukung.cli import recovery_verbs
from jukung.domain import errors
from jukung.exchange.parcels import signing
from jukung.library import recovery
from jukung.library.desk import open_library


@pytest.fixture
def moved(jukung, tmp_path, monkeypatch):
    """A village library on a computer without its keys; gives its path and the sheet's lines."""
    jukung("init", "--region", "63.03.05.2007")
    made = open_library(tmp_path / "lib.jukung")
    lines = recovery.make(made).lines
    made.close()
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))
    return made.path, lines


def typing(*lines):
    left = list(lines)
    return lambda _question: left.pop(0)


def test_the_sheet_gives_the_signing_key_back(moved):
    path, lines = moved
    asked = Namespace(library=str(path), staff="")

    said = recovery_verbs.take_signing_key(asked, ask=typing(*lines))
    again = recovery_verbs.take_signing_key(asked, ask=typing())

    assert [said.value["was_here"], again.value["was_here"]] == [False, True]
    library = open_library(path)
    assert signing.signing_key(library.profile())
    library.close()


def test_a_report_that_cannot_be_sealed_says_that_the_sheet_has_the_key(moved, jukung):
    path, _lines = moved
    library = open_library(path)
    with pytest.raises(errors.SigningKeyMissing) as refused:
        signing.signing_key(library.profile())
    library.close()

    said = jukung("--language", "en", "recovery", "signing-key")

    sentence = messages.sentence(refused.value)
    assert "recovery sheet" in sentence
    assert "jukung recovery signing-key" in sentence
    assert (said.code, said.out) == (1, "")
    assert "terminal" in said.err


def test_a_slip_of_the_finger_keeps_no_key(moved):
    path, lines = moved
    asked = Namespace(library=str(path), staff="")

    with pytest.raises(errors.RecoveryCodeWrong):
        recovery_verbs.take_signing_key(asked, ask=typing(*lines[1:], lines[0]))

    library = open_library(path)
    with library.reading() as desk:
        assert not recovery.key_is_here(desk)
    library.close()
