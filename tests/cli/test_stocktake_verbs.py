"""Stocktakes, weeding, the register and serials on the command line."""

from datetime import UTC, datetime, timedelta

import pytest

from jukung.cli.stocktake_parser import WITHIN
from jukung.library import stocktakes
from makers import a_copy, a_library, a_loan, a_title


@pytest.fixture
def numbers(home, tmp_path):
    library = a_library(tmp_path, file="lib.jukung")
    with library.changing() as desk:
        made = [
            a_copy(desk, title_id=a_title(desk, f"Buku {place}", year="1998", class_number="398"))
            for place in range(3)
        ]
    library.close()
    return made


def test_the_parts_are_those_of_the_library():
    assert WITHIN == stocktakes.WITHIN


def test_a_stocktake_is_counted_finished_and_decided(jukung, numbers, tmp_path):
    path = tmp_path / "scan.txt"
    path.write_text(f"{numbers[1]}\r\nX/9\r\n")

    begun = jukung("stocktake", "begin", "SO 2026", "--of", "class", "--part", "300")
    counted = jukung("stocktake", "count", "SO 2026", numbers[0], numbers[0])
    filed = jukung("stocktake", "file", "SO 2026", str(path))
    again = jukung("stocktake", "file", "SO 2026", str(path))
    done = jukung("stocktake", "finish", "SO 2026")
    shown = jukung("stocktake", "show", "SO 2026")
    decided = jukung("stocktake", "decide", "SO 2026", "missing", "--unseen", "--reason", "Dicari")

    assert begun.value["expected"] == 3
    assert [each["as"] for each in counted.value] == ["counted", "again"]
    assert (filed.value["new"], again.value["new"], again.value["act"]) == (1, 0, "")
    assert done.value["state"] == "finished"
    assert shown.value["fates"] == {"seen": 2, "unseen": 1}
    assert [each["number"] for each in shown.value["odd"]] == [numbers[2]]
    assert [each["code"] for each in shown.value["others"]] == ["X/9"]
    assert decided.value["count"] == 1
    assert jukung("undo").value["undone"] == "decide_stocktake"


def test_a_stocktake_is_written_as_minutes_workbook_and_list(jukung, numbers, tmp_path):
    jukung("stocktake", "begin", "SO 2026")
    jukung("stocktake", "count", "SO 2026", numbers[0])

    for name, start in (("a.pdf", b"%PDF"), ("a.xlsx", b"PK")):
        jukung("stocktake", "paper", "SO 2026", "--out", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(start)
    jukung("stocktake", "export", "SO 2026", "--out", str(tmp_path / "a.txt"))

    assert numbers[0] in (tmp_path / "a.txt").read_text()


def test_a_stocktake_is_reopened_and_dropped(jukung, numbers):
    jukung("stocktake", "begin", "SO 2026")
    jukung("stocktake", "finish", "SO 2026")

    opened = jukung("stocktake", "reopen", "SO 2026")
    jukung("stocktake", "drop", "SO 2026")

    assert opened.value["state"] == "open"
    assert jukung("stocktake", "list").value == []
    assert jukung("stocktake", "parts").value[0]["of"] == "all"


def test_copies_are_listed_withdrawn_and_registered(jukung, numbers, tmp_path):
    found = jukung("weed", "list", "--least", "1")
    done = jukung("weed", "withdraw", numbers[0], "--reason", "worn", "--note", "Rapat November")
    jukung("weed", "paper", done.value["record"], "--out", str(tmp_path / "b.pdf"))
    jukung("weed", "list", "--least", "1", "--out", str(tmp_path / "b.xlsx"))
    kept = jukung("register", "--year", "2026")
    jukung("register", "--out", str(tmp_path / "c.pdf"), "--paper", "f4")
    jukung("register", "--out", str(tmp_path / "c.xlsx"))

    assert {each["number"] for each in found.value} == set(numbers)
    assert [each["count"] for each in jukung("weed", "records").value] == [1]
    assert [each["number"] for each in kept.value] == numbers
    assert kept.value[0]["withdrawn_on"]
    assert {path.name for path in tmp_path.iterdir()} >= {"b.pdf", "b.xlsx", "c.pdf", "c.xlsx"}


def test_serials_are_added_checked_in_and_bound(jukung, numbers, tmp_path):
    first = datetime.now(tz=UTC).date() - timedelta(days=21)
    claimed = first + timedelta(days=14)
    jukung("serial", "add", "Warta Rawa", "--every", "weekly")
    jukung("serial", "check-in", "Warta Rawa", "--day", first.isoformat(), "--number", "7")
    jukung("serial", "check-in", "Warta")
    jukung("serial", "claim", "Warta", claimed.isoformat())
    bound = jukung("serial", "bind", "Warta", "7", "8")
    month = jukung("serial", "month", f"{first:%Y-%m}", "--out", str(tmp_path / "m.xlsx"))
    listed = jukung("serial", "issues", "Warta")

    assert bound.err == ""
    assert bound.value["count"] == 2
    assert month.value["file"].endswith("m.xlsx")
    states = {each["issue"]: each["state"] for each in listed.value}
    assert (states["7"], states["8"], states["9"]) == ("arrived", "arrived", "missing")
    assert jukung("serial", "every", "Warta Rawa", "monthly").value["act"]
    (line,) = jukung("serial", "list").value
    assert (line["every"], line["missing"]) == ("monthly", 1)


def test_a_lent_copy_that_was_seen_is_taken_back(jukung, home, tmp_path):
    library = a_library(tmp_path, file="lib.jukung")
    with library.changing() as desk:
        lent = a_loan(desk).barcode
    library.close()
    jukung("stocktake", "begin", "SO 2026")

    seen = jukung("stocktake", "count", "SO 2026", lent)
    back = jukung("stocktake", "return", "SO 2026", lent)

    assert [each["as"] for each in seen.value] == ["lent"]
    assert back.value["barcode"] == lent


@pytest.mark.usefixtures("numbers")
def test_the_days_of_a_newspaper_are_said(jukung):
    jukung("serial", "add", "Harian Rawa", "--every", "daily")

    done = jukung("serial", "days", "Harian Rawa", "fri", "sun")
    again = jukung("serial", "days", "Harian Rawa", "sun", "fri")

    assert done.value["act"]
    assert again.code == 1
    assert jukung("undo").value["undone"] == "edit_serial"
