from contextlib import suppress

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.library import check, circulation
from jukung.library.desk import open_library
from makers import a_copy, a_library, a_loan, a_member


@pytest.fixture
def worked(library):
    """A library with one loan, one return and one renewal."""
    with library.changing() as desk:
        member = a_member(desk, card="A1")
        a_loan(desk, member, a_copy(desk, "K1"))
        a_loan(desk, member, a_copy(desk, "K2"))
        circulation.renew(desk, "K1")
        circulation.give_back(desk, "K2")
    return library


def plant(library, *statements):
    """Harm the file as a broken disk or a database browser would."""
    plain = library.file.connect_plainly()
    plain.execute("PRAGMA foreign_keys = OFF")
    for name in ("journal_entry", "journal_act"):
        plain.execute(f"DROP TRIGGER IF EXISTS {name}_is_not_changed")
        plain.execute(f"DROP TRIGGER IF EXISTS {name}_is_not_removed")
    for statement in statements:
        plain.execute(statement)
    plain.close()


def examined(library):
    with library.reading() as desk:
        return check.examine(desk)


@pytest.mark.parametrize("kind", ["village", "prison"])
def test_a_sound_library_has_no_flaws(tmp_path, kind):
    library = a_library(tmp_path, kind=kind)
    with library.changing() as desk:
        a_loan(desk)

    found = examined(library)

    assert (found.flaws, found.is_sound) == ((), True)
    assert found.entry_count > 0
    assert len(found.chain_head) == 64
    library.close()


LOSE_FIRST_TITLE = (
    "INSERT INTO title_search (title_search, rowid, title, people, subjects, isbn, call_number, "
    "series, publisher) SELECT 'delete', row, title, people, subjects, isbn, call_number, "
    "series, publisher FROM title WHERE row = 1"
)
SECOND_LOAN = (
    "UPDATE loan SET returned_on = NULL, return_act = NULL, "
    "copy = 1, title = (SELECT title FROM copy WHERE row = 1) WHERE copy = 2"
)
LONELY_ACT = (
    "INSERT INTO journal_act (id, kind, staff, at, offset_minutes, on_day) "
    "VALUES ('x', 'lend', 1, '2026-11-22 04:00:00.000000', 480, '2026-11-22')"
)
CHARGE = (
    "INSERT INTO ledger (row, id, borrower, kind, amount, on_day, act) "
    "VALUES (1, 'c', 1, 'damage', 500, '2026-11-22', 1)"
)
PAYMENT = (
    "INSERT INTO ledger (row, id, borrower, kind, amount, on_day, settles, act) "
    "VALUES (2, 'p', 1, 'payment', 500, '2026-11-22', 1, 1)"
)
FLAWS = {
    "copy_without_number": ["DELETE FROM copy_number WHERE number = 'K1'"],
    "card_without_number": ["DELETE FROM card_number"],
    "number_of_both": ["INSERT INTO copy_number VALUES ('A1', 'A1', 1)"],
    "two_open_loans": [
        "DROP INDEX loan_open_once_per_copy",
        SECOND_LOAN,
    ],
    "overlapping_loans": [
        (
            "UPDATE loan SET copy = 1, title = (SELECT title FROM copy WHERE row = 1), "
            "lent_on = '2026-11-01' WHERE copy = 2"
        ),
        "UPDATE loan SET lent_on = '2026-11-10' WHERE returned_on IS NULL",
    ],
    "loan_of_other_title": ["UPDATE loan SET title = 3 - title WHERE copy = 2"],
    "renewals_miscounted": ["UPDATE loan SET renewals = 2 WHERE copy = 1"],
    "act_without_entry": [LONELY_ACT],
    "resident_with_name": ["UPDATE borrower SET kind = 'resident'"],
    "sealed_without_parcel": ["INSERT INTO period VALUES ('2026-10', 1, 'sealed', 1)"],
    "card_with_word": [
        "UPDATE library SET kind = 'prison', prison_kind = 'lapas'",
        "UPDATE card_number SET number = 'RUDI' WHERE number = 'A1'",
    ],
    "erased_with_person": ["DELETE FROM card_number", "UPDATE borrower SET card = ''"],
    "suspended_without_sanction": ["UPDATE borrower SET status = 'suspended'"],
    "references": ["UPDATE copy SET owner = 99 WHERE row = 1"],
    "journal_chain": ["UPDATE journal_entry SET verb = 'other' WHERE seq = 2"],
    "journal_altered": ["UPDATE journal_detail SET detail = '[]' WHERE seq = 2"],
    "search_index": [LOSE_FIRST_TITLE],
    "settled_above": [CHARGE, PAYMENT, "UPDATE ledger SET amount = 600 WHERE row = 2"],
    "paid_without_charge": [CHARGE, PAYMENT, "UPDATE ledger SET cancel_act = 1 WHERE row = 1"],
    "paid_by_other": [CHARGE, PAYMENT, "UPDATE ledger SET borrower = NULL WHERE row = 2"],
    "debt_of_nobody": [CHARGE, "UPDATE ledger SET borrower = NULL"],
    "blank_card": ["INSERT INTO blank_number VALUES ('A1', 'A1', 1, NULL)"],
    "printed_by_other": [
        (
            "INSERT INTO print_run (row, id, what, sheet, start_cell, made_at, made_on) "
            "VALUES (1, 'r', 'box', 'tj-107', 1, '2026-11-22 04:00:00.000000', '2026-11-22')"
        ),
        "INSERT INTO print_line VALUES (1, 1, 'Rawa', 1)",
    ],
    "letters_misnumbered": [
        (
            "INSERT INTO letter (id, kind, year, serial, number, written_on, act) "
            "VALUES ('l', 'minutes', 2026, 2, '002', '2026-11-22', 1)"
        )
    ],
}


@pytest.mark.parametrize("code", FLAWS)
def test_a_planted_flaw_is_found_and_no_other(worked, code):
    plant(worked, *FLAWS[code])

    found = examined(worked)

    assert [(flaw.code, flaw.count) for flaw in found.flaws] == [(code, 1)]
    assert not found.is_sound


def test_a_copy_that_goes_from_one_to_the_next_within_a_day_is_no_flaw(worked):
    for loan in ("K1", "K2", "K1"):
        with worked.changing() as desk:
            number = "K2" if loan == "K2" else "K1"
            with suppress(errors.CopyNotOnLoan):
                circulation.give_back(desk, number)
            circulation.lend(desk, "A1", number)

    assert examined(worked).is_sound


def test_every_rule_has_its_planted_flaw():
    assert {code for code, _words, _question in check._RULES} <= set(FLAWS)


def test_an_index_that_lost_its_row_is_found(worked):
    plant(
        worked,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX copy_by_title ON copy (number)' "
        "WHERE name = 'copy_by_title'",
    )
    worked.close()

    again = open_library(worked.path)
    found = examined(again)
    again.close()

    assert "pages" in [flaw.code for flaw in found.flaws]


def test_an_erased_detail_is_no_flaw(worked):
    plant(worked, "DELETE FROM journal_detail WHERE seq = 1")

    assert examined(worked).is_sound


def test_examining_changes_nothing(worked):
    with worked.reading() as desk:
        before = desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()

    examined(worked)

    with worked.reading() as desk:
        after = desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()
    assert after == before
