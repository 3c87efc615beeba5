"""People read words at the command line; codes are for machines."""

import pytest

from jukung import cli, messages
from jukung.cli.desk_verbs import UNDONE_WORDS
from jukung.cli.parser import FORMAT_NAMES
from jukung.domain import errors
from jukung.domain.kinds import PermissionState
from jukung.exchange.imports import FORMATS
from jukung.exchange.imports.slims_columns import COLUMNS
from jukung.exchange.parcels.verdict import Verdict
from jukung.figures.indicators import SENT
from jukung.library import undoing
from makers import a_library
from round_makers import a_block, a_request

OCTOBER = "2026-10"


@pytest.fixture
def said(jukung, tmp_path, capsys):
    """The lines people read, in English."""

    def lines(*typed, library="lib.jukung"):
        capsys.readouterr()
        start = ["--language", "en", "--library", str(tmp_path / library)]
        cli.main([*start, *map(str, typed)])
        return capsys.readouterr().out

    jukung("init", "--region", "63.03.05.2007")
    return lines


def test_undone_visits_are_said_in_words(said):
    said("visits", "add", "--female", "3")

    assert said("undo") == "Undone: Visits recorded\n"


def test_an_undone_loan_is_said_with_its_title(said, jukung):
    card = jukung("member", "add", "Nur").value["card"]
    said("lend", card, "7", "--title", "Perahu kertas")

    assert said("undo") == "Undone: Lent · “Perahu kertas”\n"


def test_an_undone_step_of_a_round_is_named_as_one(said, jukung, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=None)
    with library.changing() as desk:
        _block, cards = a_block(desk)
        number = a_request(desk, cards[0])
    library.close()
    said("round", "plan", "B", library="lapas.jukung")
    said("round", "lend", cards[0], number, library="lapas.jukung")

    assert said("undo", library="lapas.jukung").startswith("Undone: Step of a round")


def test_an_undone_state_of_a_resident_is_not_called_a_move(said, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=None)
    with library.changing() as desk:
        _block, cards = a_block(desk)
    library.close()
    said("resident", "state", cards[0], "sick", library="lapas.jukung")

    undone = said("undo", library="lapas.jukung")

    assert undone.startswith("Undone: Rooms or states of residents changed")


def test_an_account_that_never_was_is_not_said_to_be_gone():
    assert "no longer" not in messages.sentence(errors.StaffUnknown())


def test_a_permission_that_was_asked_for_is_no_question_of_ours():
    assert messages.PERMISSION_STATES[PermissionState.asked] == "Waits for an answer"


def test_every_act_that_can_be_undone_has_words():
    assert set(UNDONE_WORDS) == set(undoing._WAYS)


def test_findings_of_an_import_are_said_in_words(said, tmp_path):
    listed = tmp_path / "daftar.csv"
    head = [column.replace(" ", "_") for column in COLUMNS]
    row = ["", "Text", *[""] * 13, "<Penulis>", "<Rawa>", "<N001>"]
    good = ["Judul", *row[1:]]
    lines = [",".join(f'"{cell}"' for cell in cells) + "\n" for cells in (head, good, row)]
    listed.write_text("".join(lines), encoding="utf-8")

    told = said("import", listed)

    assert "Rows without a title: 1" in told
    assert "title_missing" not in told


def test_the_formats_that_can_be_named_are_those_that_are_read():
    assert tuple(each.name for each in FORMATS) == FORMAT_NAMES


def test_verdicts_totals_and_receipts_are_said_in_words(said, jukung, tmp_path):
    jukung("agency", "init", library="p.jukung-agency")
    agency = jukung("agency", "card", "--to", tmp_path, library="p.jukung-agency").value
    card = jukung("card", "--to", tmp_path).value
    jukung("join", agency["file"])
    jukung("agency", "enrol", card["file"], "--code", "63.03.05.2007", library="p.jukung-agency")
    jukung("month", "close", OCTOBER)
    sent = jukung("month", "export", "--to", tmp_path / "stick").value

    accepted = said("agency", "accept", tmp_path / "stick", library="p.jukung-agency")
    totals = said("agency", "totals", OCTOBER, library="p.jukung-agency")
    receipt = said("month", "receipt", sent[0]["file"].replace(".jkp", ".jkr"))

    assert accepted.startswith("Accepted  63.03.05.2007  2026-10  ")
    assert [line[:40].strip() for line in totals.splitlines()] == [i.title for i in SENT]
    assert receipt.splitlines()[-1] == "October 2026: Accepted"
    assert [code for code in Verdict if code in accepted + receipt] == []
