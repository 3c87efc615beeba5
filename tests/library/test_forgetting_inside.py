"""In a prison nothing that is left joins a title to a card again."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from jukung.domain.kinds import ResidentState, WriteOffReason
from jukung.library import (
    check,
    clearances,
    forgetting,
    leaving,
    moves,
    residents,
    return_checks,
    round_cells,
    rounds,
)
from jukung.library.moves import Change
from makers import TODAY, a_library, at
from round_makers import a_block, a_request, out_with

LATER = TODAY + timedelta(days=200)
NOTE = "dibawa Kapuk ke rumah"
# Each asks for a card and a title in one line, over tables that outlive the forgetting.
JOINS = {
    "loan": "SELECT b.card, l.title FROM loan l JOIN borrower b ON b.row = l.borrower",
    "clearance": """SELECT b.card, l.title FROM write_off w JOIN loan l ON l.row = w.loan
        JOIN clearance c ON c.row = w.clearance JOIN borrower b ON b.row = c.borrower""",
    "place": """SELECT b.card, l.title FROM loan l JOIN borrower b ON b.place = l.place
        OR b.place IN (SELECT row FROM place WHERE inside = l.place)""",
    "moves": """SELECT b.card, l.title FROM loan l JOIN resident_move m
        ON l.place IN (m.place_before, m.place_after) JOIN borrower b ON b.row = m.borrower""",
    "line": """SELECT b.card, coalesce(x.title, x.copy) FROM round_line x
        JOIN borrower b ON b.row = x.borrower""",
    "words of rounds": "SELECT e.seq, 0 FROM journal_detail d JOIN journal_entry e "
    "ON e.seq = d.seq WHERE e.noun = 'round'",
}


@pytest.fixture
def prison(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        forgetting.keep(desk, days=30, nik=False)
        yield desk
    library.close()


def rows(desk, sql):
    desk.session.flush()
    return desk.session.connection().execute(text(sql)).all()


def written_off(desk, card, note=NOTE):
    """The resident of a card leaves with a copy that is written off, and is cleared."""
    who = residents.by_card(desk, card)
    moves.record(desk, (Change(who.row, state=ResidentState.released),))
    (line,) = clearances.show(desk, clearances.of_resident(desk, who.id).id).lines
    clearances.write_off(desk, line.loan_id, WriteOffReason.other, note)
    clearances.close_ready(desk)
    return who


def lived(desk):
    """A room of one, whose resident leaves with a copy; another room with a round."""
    block, cards = a_block(desk, rooms=2, each=1)
    out_with(desk, cards[0])
    wanted = a_request(desk, cards[1])
    round_id = rounds.plan(desk, block).id
    round_cells.scan(desk, round_id, wanted, card=cards[1])
    round_cells.give_back(desk, round_id, wanted)
    return_checks.check_rest(desk, round_id)
    rounds.shelve_all(desk, round_id)
    rounds.finish(desk, round_id, leaves_open=True)
    return written_off(desk, cards[0])


@pytest.mark.parametrize("way", JOINS)
def test_no_join_tells_again_who_had_what(prison, way):
    lived(prison)
    before = rows(prison, JOINS[way])

    forgetting.forget(at(prison, LATER))

    assert before
    assert rows(prison, JOINS[way]) == []
    assert check.examine(prison).flaws == ()


def test_a_name_typed_beside_a_written_off_copy_goes_with_the_loan(prison):
    lived(prison)

    forgetting.forget(at(prison, LATER))

    assert rows(prison, "SELECT reason, note FROM write_off") == [("other", "")]


def test_a_name_typed_beside_a_written_off_copy_goes_with_who_is_erased(prison):
    who = lived(prison)

    leaving.erase(prison, who.id)

    assert rows(prison, "SELECT reason, note, clearance FROM write_off") == [("other", "", None)]


def test_the_clearance_of_who_is_still_remembered_keeps_its_words(prison):
    who = lived(prison)

    forgetting.forget(at(prison, TODAY + timedelta(days=5)))

    (line,) = clearances.show(prison, clearances.of_resident(prison, who.id).id).lines
    assert (line.note, line.place) == (NOTE, "B-1")
