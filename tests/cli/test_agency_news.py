"""Messages, questions, doubts and new keys by the command line."""

import pytest

OCTOBER = "2026-10"
OFFICE = "p.jukung-agency"


@pytest.fixture
def pair(jukung, tmp_path):
    """A library and a province that know each other, and October at the province."""
    jukung("init", "--region", "63.03.05.2007")
    jukung("agency", "init", library=OFFICE)
    agency = jukung("agency", "card", "--to", tmp_path, library=OFFICE).value
    card = jukung("card", "--to", tmp_path).value
    jukung("join", agency["file"])
    jukung("agency", "enrol", card["file"], "--code", "63.03.05.2007", library=OFFICE)
    jukung("month", "nil", OCTOBER)
    carry(jukung, tmp_path / "stick")
    return jukung


def carry(jukung, folder):
    """Reports up, the newest receipt down."""
    folder.mkdir()
    jukung("month", "export", "--to", folder)
    jukung("agency", "accept", folder, library=OFFICE)
    for file in sorted(folder.glob("*.jkr")):
        jukung("month", "receipt", file)


def test_a_message_goes_down_and_is_taken_back(pair, tmp_path):
    made = pair("agency", "message", "add", "Kantor tutup besok", "--by", "Rahmi", library=OFFICE)
    (file,) = pair("agency", "message", "write", "--to", tmp_path, library=OFFICE).value
    pair("month", "receipt", file)
    told = pair("month", "messages").value
    again = pair("month", "messages").value

    back = pair("agency", "message", "withdraw", made.value["no"], library=OFFICE)
    (listed,) = pair("agency", "message", "list", library=OFFICE).value

    assert [each["words"] for each in told["messages"]] == ["Kantor tutup besok"]
    assert [each["read"] for each in (*told["messages"], *again["messages"])] == [False, True]
    assert back.code == 0
    assert (listed["withdrawn"], listed["carried"], listed["libraries"]) == (True, 1, 1)


def test_a_question_goes_down_and_its_answer_comes_up(pair, tmp_path):
    pair("agency", "question", "ask", "63.03.05.2007", OCTOBER, "visits", library=OFFICE)
    (file,) = pair("agency", "message", "write", "--to", tmp_path, library=OFFICE).value
    pair("month", "receipt", file)
    (asked,) = pair("month", "messages").value["questions"]

    answered = pair("month", "answer", asked["no"], "not_counted")
    pair("month", "withdraw", OCTOBER)
    carry(pair, tmp_path / "next")
    (came,) = pair("agency", "question", "list", library=OFFICE).value
    pair("agency", "question", "settle", "63.03.05.2007", came["no"], library=OFFICE)

    assert answered.value["answer"] == "not_counted"
    assert came["answer"] == "not_counted"
    assert pair("agency", "question", "list", library=OFFICE).value == []


def test_a_month_without_doubts_lists_none(pair):
    assert pair("agency", "implausible", "--month", OCTOBER, library=OFFICE).value == []


def test_new_keys_come_with_a_new_card_and_two_names(pair, tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    alone = pair("agency", "new-key", "--by", "A", "--with", "a", "--to", folder, library=OFFICE)
    made = pair("agency", "new-key", "--by", "A", "--with", "B", "--to", folder, library=OFFICE)
    (file,) = pair("agency", "message", "write", "--to", tmp_path, library=OFFICE).value

    pair("month", "receipt", file)
    (told,) = pair("month", "messages").value["messages"]

    assert alone.code != 0
    assert told["words"] == made.value["fingerprint"]
    assert pair("agency", "message", "write", "--to", tmp_path, library=OFFICE).value == []


@pytest.mark.parametrize(
    "typed",
    [
        ("message", "add", ""),
        ("message", "add", "halo", "--for", "99.99"),
        ("message", "add", "halo", "--until", "besok"),
        ("message", "withdraw", "7"),
        ("question", "ask", "99.99", OCTOBER, "visits"),
        ("question", "settle", "63.03.05.2007", "7"),
        ("implausible", "--month", "later"),
    ],
)
def test_what_cannot_be_is_refused_in_words(pair, typed):
    said = pair("agency", *typed, library=OFFICE)

    assert said.code != 0
    assert "Traceback" not in said.err
