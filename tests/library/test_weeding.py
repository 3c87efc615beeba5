"""The weeding list shows why; a withdrawal has its record and can be undone."""

from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import CopyStatus, WithdrawReason
from jukung.figures.reports.report import Span
from jukung.figures.reports.stock import STOCK
from jukung.library import circulation, copies, undoing, weeding, withdrawals
from jukung.library.weeding import Criteria, Sign
from makers import TODAY, a_copy, a_loan, a_title, at


def an_old_copy(desk, *, year="1998", came="2015-03-01", condition="good", title="Buku Lama"):
    number = a_copy(desk, title_id=a_title(desk, title, year=year))
    desk.session.execute(
        text("UPDATE copy SET added_on = :on, condition = :how WHERE number = :number"),
        {"on": came, "how": condition, "number": number},
    )
    return number


def signs(desk, **criteria):
    found = weeding.candidates(desk, Criteria(**criteria))
    return {line.number: line.signs for line in found.lines}


def test_each_copy_says_why_it_is_on_the_list(desk):
    both = an_old_copy(desk)
    worn = an_old_copy(desk, condition="worn")
    a_copy(desk, title_id=a_title(desk, "Buku Baru", year="2025"))

    assert signs(desk) == {
        worn: (Sign.old, Sign.unused, Sign.condition),
        both: (Sign.old, Sign.unused),
    }


def test_one_sign_alone_is_not_enough_unless_asked(desk):
    number = an_old_copy(desk, year="2025")

    assert signs(desk) == {}
    assert signs(desk, least=1) == {number: (Sign.unused,)}


@pytest.mark.parametrize(
    ("year", "is_old"),
    [
        *(("th. 2010", True), ("Cet. 3 2011", True), ("c1998", True), ("1425 H", True)),
        *(("th. 2020", False), ("1445 H", False), ("1445", False), ("tahun lalu", False)),
    ],
)
def test_a_year_with_words_or_counted_by_the_moon_is_as_old_as_it_is(desk, year, is_old):
    number = an_old_copy(desk, year=year)

    found = signs(desk, least=1)[number]

    assert (Sign.old in found) is is_old


def test_use_keeps_a_copy_off_the_list(desk):
    number = an_old_copy(desk)
    a_loan(desk, number=number)
    circulation.give_back(desk, number)

    assert signs(desk) == {}


def test_spare_copies_of_a_title_are_told(desk):
    title_id = a_title(desk, "Banyak Eksemplar")
    numbers = [a_copy(desk, title_id=title_id) for _place in range(4)]

    found = signs(
        desk, published_years=None, unused_years=None, conditions=frozenset(),
        copies_enough=3, least=1,
    )  # fmt: skip

    assert found == dict.fromkeys(numbers, (Sign.spare,))


def test_lent_copies_are_not_weeded(desk):
    number = an_old_copy(desk)
    a_loan(at(desk, date(2026, 11, 20)), number=number)

    assert signs(desk, least=1) == {}


def test_a_list_without_signs_is_refused(desk):
    with pytest.raises(errors.NoCriteria):
        signs(desk, published_years=None, unused_years=None, conditions=frozenset())


def test_a_withdrawal_has_number_reason_and_copies(desk):
    numbers = (an_old_copy(desk), an_old_copy(desk, title="Buku Rusak"))

    done = withdrawals.withdraw(desk, numbers, WithdrawReason.outdated, note="Rapat 20 November")

    assert (done.number, done.count) == ("001/PENYIANGAN/XI/2026", 2)
    view, listed = withdrawals.show(desk, done.id)
    assert (view.on, view.note, view.count) == (TODAY, "Rapat 20 November", 2)
    assert {each.number for each in listed} == set(numbers)
    assert {each.reason for each in listed} == {WithdrawReason.outdated}
    assert copies.show(desk, numbers[0]).status is CopyStatus.withdrawn


def test_withdrawn_copies_leave_the_counts_and_keep_their_loans(desk):
    number = an_old_copy(desk)
    a_loan(desk, number=number)
    circulation.give_back(desk, number)

    withdrawals.withdraw(desk, [number], WithdrawReason.worn)

    report = next(each for each in STOCK if each.code == "withdrawn")
    assert [row[1] for row in report.compute(desk, Span(TODAY, TODAY))] == [number]
    assert desk.session.execute(text("SELECT count(*) FROM loan")).scalar_one() == 1


def test_a_withdrawal_is_undone_and_keeps_its_number(desk):
    number = an_old_copy(desk)
    done = withdrawals.withdraw(desk, [number], WithdrawReason.worn)

    undoing.undo(desk, done.act_id)
    again = withdrawals.withdraw(desk, [number], WithdrawReason.worn)

    assert again.number == "002/PENYIANGAN/XI/2026"
    assert [(each.cancelled, each.count) for each in withdrawals.listed(desk)] == [
        (False, 1),
        (True, 0),
    ]


def test_what_is_out_withdrawn_or_of_others_is_refused(desk):
    lent, gone, other = a_loan(desk).barcode, an_old_copy(desk), an_old_copy(desk)
    withdrawals.withdraw(desk, [gone], WithdrawReason.worn)
    desk.session.execute(text("INSERT INTO owner VALUES (7, 'o', 'Dispersip', 'agency')"))
    desk.session.execute(text("UPDATE copy SET owner = 7 WHERE number = :n"), {"n": other})
    desk.session.expire_all()

    for number, refusal in (
        (lent, errors.CopyOnLoan),
        (gone, errors.CopyWithdrawn),
        (other, errors.CopyOfOthers),
        ("NIHIL-1", errors.CopyUnknown),
    ):
        with pytest.raises(refusal), desk.session.begin_nested():
            withdrawals.withdraw(desk, [number], WithdrawReason.worn)


def test_another_reason_needs_words(desk):
    number = an_old_copy(desk)

    with pytest.raises(errors.ReasonMissing):
        withdrawals.withdraw(desk, [number], WithdrawReason.other)
