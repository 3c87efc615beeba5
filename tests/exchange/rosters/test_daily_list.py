"""The prison's list of the day, read and matched."""

from datetime import date

import pytest

from jukung.domain.errors import FileEmpty, RosterUnknown
from jukung.domain.kinds import ResidentState, Sex
from jukung.exchange.rosters import daily_list, daily_matches
from jukung.exchange.rosters.daily_matches import Known
from jukung.exchange.rosters.people import read_pasted
from jukung.library.vaulting import folded

TODAY = date(2026, 11, 22)
PASTED = (
    "No\tNama\tNo. Reg\tBlok\tKamar\tStatus\tEkspirasi\tL/P\n"
    "1\tKapuk Randu\tB.I 12/2026\tB\t12\tAKTIF\t17-08-2027\tL\n"
    "2\tSungkai bin Ulin\tA.III 4/2025\tBlok C\tKamar 3\tBON\t\tL\n"
    "3\tMelati Rawa\t\tW\t1\tSAKIT\t\tP\n"
)


HEAD = "Nama\tNo Reg\tBlok\tKamar\n"


def entries(text=PASTED, places=()):
    return daily_list.read(read_pasted(text), TODAY, places=places)


def known(id_="R1", name="Kapuk Randu", numbers=(), place="B-12", state=ResidentState.present):
    return Known(id_, folded(name), numbers, place, state)


def verdicts(text, *people, is_whole=False):
    found = daily_matches.match(entries(text), people, is_whole=is_whole)
    return [(str(each.verdict), each.resident) for each in found]


def test_a_pasted_list_is_read_by_the_words_of_its_header():
    first, second, third = entries()

    assert (first.name, first.number, first.block, first.room) == (
        "Kapuk Randu", "B.I 12/2026", "B", "12",
    )  # fmt: skip
    assert (first.state, first.release_on, first.sex) == (
        ResidentState.present, date(2027, 8, 17), Sex.male,
    )  # fmt: skip
    assert (second.block, second.room, second.state) == ("C", "3", ResidentState.away)
    assert (third.sex, third.state) == (Sex.female, ResidentState.sick)


def test_a_list_without_header_is_read_by_what_is_in_it():
    (one, two) = entries("Kapuk Randu;B.I 12/2026;B-12;AKTIF\nSungkai Ulin;A.III 4/2025;C/3;BON\n")

    assert (one.name, one.number, one.block, one.room) == ("Kapuk Randu", "B.I 12/2026", "B", "12")
    assert (two.state, two.block, two.room) == (ResidentState.away, "C", "3")


def test_a_list_without_names_is_refused():
    with pytest.raises(RosterUnknown):
        entries("Blok\tKamar\nB\t12\n")
    with pytest.raises(FileEmpty):
        entries(" \n ")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Kapuk Randu\t\tB\t12", "same"),
        ("KAPUK  RANDU\t\tB\t12", "same"),
        ("Kapuk Randu\t\tC\t1", "moved"),
        ("Kapuk R.\tB.I 12/2026\tB\t12", "same"),
        ("Another One\t\tB\t12", "new"),
    ],
)
def test_a_line_is_told_apart(line, verdict):
    person = known(numbers=("BI.12/2026",))

    assert [v for v, _ in verdicts(f"Nama\tNo Reg\tBlok\tKamar\n{line}\n", person)] == [verdict]


def test_two_of_one_name_are_told_apart_by_number_or_not_at_all():
    people = known("R1", numbers=("B.I 1",)), known("R2", numbers=("B.I 2",))
    head = "Nama\tNo Reg\tBlok\tKamar\n"

    assert verdicts(f"{head}Kapuk Randu\tB.I 2\tB\t12\n", *people) == [("same", "R2")]
    assert verdicts(f"{head}Kapuk Randu\t\tB\t12\n", *people) == [("doubtful", "")]


def test_who_is_not_on_a_whole_list_has_left():
    gone = known("R2", "Ulin Tua", state=ResidentState.released)
    people = known("R1"), known("R3", "Meranti"), gone
    text = "Nama\tBlok\tKamar\nKapuk Randu\tB\t12\n"

    assert verdicts(text, *people, is_whole=True) == [("same", "R1"), ("left", "R3")]
    assert verdicts(text, *people) == [("same", "R1")]


def test_a_place_with_a_name_in_it_does_not_leave():
    (entry,) = entries("Nama\tBlok\tKamar\nKapuk Randu\tKapuk Randu\t12 Randu\n")

    assert (entry.block, entry.room) == ("", "")


def test_no_name_is_in_what_is_said_of_a_line():
    assert "Kapuk" not in f"{entries()!r} {known()!r}"


def test_a_newcomer_is_never_given_the_card_of_a_namesake():
    ahmad = known(numbers=("BI.1/2020",), place="A-1")
    newcomer, himself = "Kapuk Randu\tBI.9/2026\tC\t5\n", "Kapuk Randu\tBI.1/2020\tA\t1\n"

    assert verdicts(HEAD + newcomer + himself, ahmad) == [("new", ""), ("same", "R1")]
    assert verdicts(HEAD + himself + newcomer, ahmad) == [("same", "R1"), ("new", "")]


def test_a_namesake_with_another_number_is_looked_at_and_nobody_has_left_for_it():
    ahmad = known(numbers=("BI.1/2020",), place="A-1")
    line = "Kapuk Randu\tBI.9/2026\tC\t5\n"

    assert verdicts(HEAD + line, ahmad, is_whole=True) == [("doubtful", "")]


def test_a_namesake_of_somebody_who_has_left_is_new():
    gone = known(numbers=("BI.1/2020",), state=ResidentState.released)

    assert verdicts(f"{HEAD}Kapuk Randu\tBI.9/2026\tC\t5\n", gone) == [("new", "")]


@pytest.mark.parametrize("numbers", [(), ("B.I 1",)])
def test_two_lines_of_one_name_without_number_are_both_looked_at(numbers):
    lines = "Kapuk Randu\t\tB\t12\nKapuk Randu\t\tC\t5\n"

    found = verdicts(HEAD + lines, known(numbers=numbers), is_whole=True)

    assert found == [("doubtful", ""), ("doubtful", "")]


def test_a_number_with_quite_another_name_is_looked_at():
    people = known(numbers=("B.I 1",)), known("R2", "Ulin Tua", numbers=("B.I 2",))
    lines = "Meranti\tB.I 1\tB\t12\nUlin Tua\tB.I 1\tB\t12\n"

    found = verdicts(HEAD + lines, *people, is_whole=True)

    assert found == [("doubtful", ""), ("doubtful", "")]


def test_one_line_twice_makes_one_card():
    lines = "Meranti\tB.I 7\tB\t12\n" * 2

    assert verdicts(HEAD + lines) == [("new", ""), ("doubtful", "")]


def test_who_has_no_name_here_is_not_said_to_have_left():
    assert verdicts(f"{HEAD}Meranti\tB.I 7\tB\t12\n", known(name=""), is_whole=True) == [
        ("new", "")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Sukarna\tbin Amat\tBI.123-2024\tB\t12",
        "Sukarna\tbin Amat\tBI.123-2024\tB",
        "Sukarna\tB.I 3\tHardjowinoto\tB",
        "Sukarna\tB.I 3\t197\t0417",
        "Sukarna\t117\tB\t117",
        "Sukarna\tB.I 3\tB\tAmat",
    ],
)
def test_no_name_and_no_register_number_leaves_as_a_place(line):
    (entry,) = entries(f"{HEAD}{line}\n")

    assert (entry.block, entry.room) == ("", "")


def test_a_room_that_is_somebodys_register_number_does_not_leave():
    first, second = entries(f"{HEAD}Sukarna\t117\tB\t12\nUlin\t12\tB\t117\n")

    assert (first.room, second.room, second.has_lost_place) == ("12", "", True)


def test_a_block_with_a_name_of_its_own_leaves_once_the_library_has_it():
    text = f"{HEAD}Melati Rawa\t\tWisma Melati\t3\nUlin\t\tmelati\t4\nKapuk\t\tMawar\tII a\n"
    before = [(each.block, each.has_lost_place) for each in entries(text)]
    after = entries(text, places=("Wisma Melati", "Melati", "Mawar", "Mawar-II a"))

    assert before == [("", True)] * 3
    assert [(each.block, each.room) for each in after] == [
        ("Wisma Melati", "3"),
        ("melati", "4"),
        ("Mawar", "II a"),
    ]


def test_a_line_that_slipped_leaves_alone_whoever_it_may_be_of():
    people = known("R1", "Sukarna bin Amat"), known("R2", "Ulin Tua")
    text = f"{HEAD}Sukarna\tbin Amat\tBI.123-2024\tB\t12\n"

    assert verdicts(text, *people, is_whole=True) == [("doubtful", ""), ("left", "R2")]
