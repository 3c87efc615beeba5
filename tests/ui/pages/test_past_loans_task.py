"""What a member brought back, seen from the members page."""

import pytest

from jukung.library import circulation
from jukung.ui.pages.past_loans_task import PastLoansTask
from makers import a_copy, a_member


@pytest.fixture
def task(room, qtbot):
    made = PastLoansTask(room)
    qtbot.addWidget(made)
    return made


def test_the_latest_return_stands_first(task, library):
    with library.changing() as desk:
        member = a_member(desk)
        for number in ("K1", "K2"):
            circulation.lend(desk, member.card, a_copy(desk, number))
            circulation.give_back(desk, number)

    task.start("Past loans", member)

    assert [loan.barcode for loan in task.loans()] == ["K2", "K1"]


def test_what_is_still_at_home_is_not_past(task, library):
    with library.changing() as desk:
        member = a_member(desk)
        circulation.lend(desk, member.card, a_copy(desk, "K1"))

    task.start("Past loans", member)

    assert task.loans() == []


def test_older_loans_follow_page_by_page(task, library):
    with library.changing() as desk:
        member = a_member(desk)
        number = a_copy(desk, "K1")
        for _time in range(103):
            circulation.lend(desk, member.card, number)
            circulation.give_back(desk, number)
    task.start("Past loans", member)
    first = len(task.loans())

    task.do()

    assert (first, len(task.loans())) == (100, 103)
