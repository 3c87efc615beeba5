"""Numbers from a hand scanner's file, and two PCs put together."""

import shutil
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukung.domain import errors
from jukung.domain.kinds import WithdrawReason
from jukung.library import (
    stocktake_counting,
    stocktake_files,
    stocktake_lists,
    stocktakes,
    undoing,
    withdrawals,
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
        a_copy(desk, "B-100")
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


@pytest.mark.parametrize("code", ["", "\u200b", "\t", "\ufeff\u200b"])
def test_a_line_without_a_number_stops_nothing(desk, code):
    number = a_copy(desk)
    stocktake = begun(desk)
    told = stocktake_files.export(desk, stocktake).decode()

    done = counted(desk, stocktake, f"{told}{code}\t2026-11-22\r\n{number}\r\n")

    assert [each.as_ for each in done.lines][-1] is SeenAs.counted


@pytest.fixture
def prison(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        yield desk
    library.close()


@pytest.mark.parametrize(
    "code", ["081234567890", "6304000000000001", "W-BUDI-7", "Rahmat 1985", "0812345679", "*-*"]
)
def test_in_a_prison_no_number_of_a_person_is_kept_as_an_unknown_code(prison, code):
    number = a_copy(prison, "B-100")
    stocktake = begun(prison)

    scanned = stocktake_counting.count(prison, stocktake, code)
    done = counted(prison, stocktake, f"{code}\n{number};{code}")

    assert (scanned.as_, scanned.code, scanned.act_id) == (SeenAs.words, "", "")
    assert [(each.text, each.as_) for each in done.lines] == [
        ("", SeenAs.words),
        (number, SeenAs.counted),
    ]
    assert stocktake_lists.others(prison, stocktake) == ()


@pytest.mark.parametrize("code", ["B-771", "77120", "978-3-16-148410-0"])
def test_in_a_prison_codes_like_the_librarys_own_are_kept(prison, code):
    a_copy(prison, "B-100")
    stocktake = begun(prison)

    stocktake_counting.count(prison, stocktake, code)

    assert [each.code for each in stocktake_lists.others(prison, stocktake)] == [code]


def test_in_a_prison_only_a_places_name_says_where_a_copy_was_seen(prison):
    first, second = a_copy(prison, "B-1", place="Rak A"), a_copy(prison, "B-2", place="Rak A")
    stocktake = begun(prison)
    told = stocktake_files.export(prison, stocktake).decode()
    moment = "2026-11-22 04:00:00.000000"

    stocktake_counting.count(prison, stocktake, "B-77", where="Kamar Budi")
    counted(prison, stocktake, f"{told}{first}\t{moment}\tKamar Budi", where="Budi")
    counted(prison, stocktake, second, where=" Rak  A ")

    lines = stocktake_lists.lines(prison, stocktake)
    assert {line.number: line.seen_where for line in lines} == {first: "", second: "Rak A"}
    assert {line.seen_where for line in stocktake_lists.others(prison, stocktake)} == {""}


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01 00:00:00.000000",
        "0999-01-01 00:00:00.000000",
        "9999-12-31 23:59:59.999999",
        "2010-01-01 00:00:00.000000",
        "2027-01-01 00:00:00.000000",
    ],
)
def test_a_moment_that_cannot_be_counts_as_unknown_and_stops_nothing(desk, moment):
    number, again = a_copy(desk), a_copy(desk)
    stocktake = begun(desk)
    stocktake_counting.count(desk, stocktake, again)
    told = stocktake_files.export(desk, stocktake).decode().splitlines()[0]
    before = stocktake_lists.lines(desk, stocktake)

    lines = f"{told}\r\n{number}\t{moment}\t\r\n{again}\t{moment}\t\r\nX-1\t{moment}\t\r\n"
    done = counted(desk, stocktake, lines)

    assert (done.new, done.too_old) == (1, 0)
    assert stocktake_counting.count(desk, stocktake, number).before == NOON
    after = {line.number: line.seen_at for line in stocktake_lists.lines(desk, stocktake)}
    assert after == {number: NOON, again: before[1].seen_at or before[0].seen_at}
    assert [each.seen_at for each in stocktake_lists.others(desk, stocktake)] == [NOON]


def test_a_moment_a_few_hours_before_the_beginning_is_kept(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    told = stocktake_files.export(desk, stocktake).decode().splitlines()[0]

    counted(desk, stocktake, f"{told}\r\n{number}\t2026-11-21 20:00:00.000000\t\r\n")

    assert stocktake_lists.lines(desk, stocktake)[0].seen_at.hour == 4


def test_a_copy_withdrawn_meanwhile_is_told_in_a_file_too(desk):
    number = a_copy(desk)
    stocktake = begun(desk)
    withdrawals.withdraw(desk, [number], WithdrawReason.lost)

    done = counted(desk, stocktake, number)

    assert [each.as_ for each in done.odd()] == [SeenAs.withdrawn]
    assert (done.new, stocktakes.figures(desk, stocktake)) == (1, (1, 1, 0, 0))
