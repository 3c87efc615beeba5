"""Numbers from a hand scanner's file, and two PCs put together."""

import shutil
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukung.domain import errors
from jukung.library import (
    stocktake_counting,
    stocktake_files,
    stocktake_lists,
    stocktakes,
    undoing,
)
from jukung.library.desk import open_library
from jukung.library.stocktake_counting import SeenAs
from jukung.library.stocktakes import Scope
from makers import NOON, QUICK, a_copy, a_library, a_loan, a_member, at


def begun(desk):
    return stocktakes.begin(desk, "Stock opname 2026", Scope())


def counted(desk, stocktake, text, **more):
    content = text if isinstance(text, bytes) else text.encode()
    return stocktake_files.count_file(desk, stocktake, content, file="scan.txt", **more)


@pytest.mark.parametrize("number", ["B/2011/0042", "PB 17 C.2", "000123", "42-A;b", "K,9"])
def test_any_code_of_a_copy_is_accepted(desk, number):
    a_copy(desk, number)
    stocktake = begun(desk)

    done = counted(desk, stocktake, f"{number}\r\n")

    assert [(each.line, each.as_) for each in done.lines] == [(1, SeenAs.counted)]


def test_each_line_is_answered(desk):
    first, second, third = a_copy(desk), a_copy(desk), a_copy(desk)
    card = a_member(desk).card
    lent = a_loan(desk).barcode
    stocktake = begun(desk)
    text = f"{first}\r\n\r\n{first}\n{second},22/11/2026,10:31\r{card}\n??\n{third[:4]}\n{lent}"

    done = counted(desk, stocktake, text)

    assert [(each.line, each.as_) for each in done.lines] == [
        (1, SeenAs.counted),
        (3, SeenAs.again),
        (4, SeenAs.counted),
        (5, SeenAs.card),
        (6, SeenAs.unknown),
        (7, SeenAs.half),
        (8, SeenAs.lent),
    ]
    assert next(each.text for each in done.lines if each.as_ is SeenAs.card) == ""
    assert done.new == 3


def test_a_file_read_twice_changes_nothing(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    counted(desk, stocktake, f"{number}\nX-1")

    again = counted(desk, stocktake, f"{number}\nX-1")

    assert again.act_id == ""
    assert {each.as_ for each in again.lines} == {SeenAs.again}
    assert stocktakes.figures(desk, stocktake) == (1, 1, 1, 0)


def test_a_whole_file_is_undone_at_once(desk):
    numbers = [a_copy(desk) for _place in range(3)]
    stocktake = begun(desk)
    stocktake_counting.count(desk, stocktake, numbers[0])
    done = counted(desk, stocktake, "\n".join([*numbers, "X-1"]))

    undoing.undo(desk, done.act_id)

    assert stocktakes.figures(desk, stocktake) == (3, 1, 0, 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_letters_of_the_file_do_not_matter(desk, encoding):
    number = a_copy(desk)
    stocktake = begun(desk)

    assert counted(desk, stocktake, f"{number}\r\n".encode(encoding)).new == 1


@pytest.mark.parametrize("content", [b"", b" \r\n\r\n"])
def test_an_empty_file_is_refused(desk, content):
    a_copy(desk)
    with pytest.raises(errors.FileEmpty):
        counted(desk, begun(desk), content)


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"%PDF-1.4", b"#jukung-stocktake\t1"])
def test_other_files_are_refused(desk, content):
    a_copy(desk)
    with pytest.raises(errors.ScanListUnreadable):
        counted(desk, begun(desk), content)


def test_a_file_of_another_library_is_refused(desk):
    a_copy(desk)
    with pytest.raises(errors.StocktakeForeign):
        counted(desk, begun(desk), "#jukung-stocktake\t1\tother\tx\tname\n0001\n")


def test_two_pcs_are_put_together_in_any_order(library, tmp_path):
    with library.changing() as desk:
        numbers = [a_copy(desk) for _place in range(6)]
        stocktake = begun(desk)
    library.file.fold_log()
    files = []
    for name, seen, minute in (("one", numbers[:4], 1), ("two", numbers[2:5], 0)):
        path = tmp_path / f"{name}.jukung"
        shutil.copyfile(library.path, path)
        other = open_library(path, clock=lambda: NOON, sealing=QUICK)
        with other.changing() as desk:
            for place, number in enumerate(seen):
                later = at(desk, hour=13, minute=minute + place)
                stocktake_counting.count(later, stocktake, number, where=name)
            stocktake_counting.count(desk, stocktake, f"X-{name}")
            files.append(stocktake_files.export(desk, stocktake))
        other.close()

    results = []
    for order in (files, files[::-1], [*files, *files]):
        with library.changing() as desk:
            for content in order:
                stocktake_files.count_file(desk, stocktake, content, file="pc.txt")
            seen = {
                (line.number, line.seen_at, line.seen_where)
                for line in stocktake_lists.lines(desk, stocktake)
            }
            other = {(line.code, line.why) for line in stocktake_lists.others(desk, stocktake)}
            results.append((seen, other, stocktakes.figures(desk, stocktake)))
            desk.session.rollback()

    assert results[0] == results[1] == results[2]
    assert results[0][2] == (6, 5, 2, 0)


def test_a_merge_is_undone_with_the_moments_it_set_earlier(library, tmp_path):
    with library.changing() as desk:
        number = a_copy(desk)
        stocktake = begun(desk)
        stocktake_counting.count(at(desk, hour=13), stocktake, number)
        content = stocktake_files.export(desk, stocktake)
        earlier = content.replace(b" 05:00:", b" 04:30:")
        before = stocktake_lists.lines(desk, stocktake)
        done = stocktake_files.count_file(desk, stocktake, earlier, file="pc.txt")
        between = stocktake_lists.lines(desk, stocktake)
        undoing.undo(desk, done.act_id)
        after = stocktake_lists.lines(desk, stocktake)

    assert between[0].seen_at < before[0].seen_at
    assert after == before


def test_a_hand_scanners_file_never_keeps_names_in_a_prison(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        a_copy(desk)
        stocktake = begun(desk)

        done = counted(desk, stocktake, "Rahmat Hidayat\nB-771")

        assert [(each.text, each.as_) for each in done.lines] == [
            ("", SeenAs.words),
            ("B-771", SeenAs.unknown),
        ]
        assert [each.code for each in stocktake_lists.others(desk, stocktake)] == ["B-771"]
    library.close()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=st.binary(max_size=400))
def test_no_file_is_too_strange(desk, content):
    if not stocktakes.listed(desk):
        a_copy(desk)
        begun(desk)
    with suppress(errors.FileEmpty, errors.ScanListUnreadable, errors.StocktakeForeign):
        counted(desk, "Stock opname 2026", content)
