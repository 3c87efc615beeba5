"""The catalogue's list as a file: what is shown, and nothing else."""

import csv
import tempfile

import pytest
from python_calamine import CalamineWorkbook

from jukung.domain import errors
from jukung.exchange.exports import shown_titles
from jukung.library.title_filters import TitleFilter
from makers import a_copy, a_title


def rows(path):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]


@pytest.fixture
def stocked(library):
    with library.changing() as desk:
        for place in range(3):
            title_id = a_title(desk, f"Rawa {place}", class_number="639" if place else "813")
            a_copy(desk, title_id=title_id)
        a_title(desk, "=HYPERLINK(1)")
    return library


def test_the_whole_list_is_written_in_its_order(stocked, tmp_path):
    done = shown_titles.write(stocked, tmp_path / "semua.xlsx")

    assert done.rows == 4
    found = rows(tmp_path / "semua.xlsx")
    assert [row[0] for row in found] == ["=HYPERLINK(1)", "Rawa 0", "Rawa 1", "Rawa 2"]
    assert [row[4:] for row in found[1:2]] == [[1, 1]]


def test_words_and_filters_narrow_it(stocked, tmp_path):
    where = TitleFilter(class_main="6")

    shown_titles.write(stocked, tmp_path / "a.xlsx", typed="rawa", where=where)
    shown_titles.write(stocked, tmp_path / "b.xlsx", where=where)

    assert [row[0] for row in rows(tmp_path / "a.xlsx")] == ["Rawa 1", "Rawa 2"]
    assert [row[0] for row in rows(tmp_path / "b.xlsx")] == ["Rawa 1", "Rawa 2"]


def test_no_title_becomes_a_formula_in_csv(stocked, tmp_path):
    shown_titles.write(stocked, tmp_path / "semua.csv")

    text = (tmp_path / "semua.csv").read_text(encoding="utf-8-sig")
    cells = [line[0] for line in csv.reader(text.splitlines())]
    assert not [cell for cell in cells if cell.startswith("=")]


def test_nothing_is_left_where_somebody_stopped_it(stocked, tmp_path, monkeypatch):
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))

    with pytest.raises(errors.ExportStopped):
        shown_titles.write(stocked, tmp_path / "semua.xlsx", stopped=lambda: True)

    assert list(tmp_path.glob("semua*")) == []
    assert list(aside.iterdir()) == []
