from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, LetterKind
from jukung.library import (
    check,
    circulation,
    forgetting,
    leaving,
    ledger,
    letterhead,
    letters,
    merging,
    personal,
    rules,
    undoing,
)
from makers import TODAY, a_copy, a_library, a_loan, a_member, at

LONG_AGO = TODAY - timedelta(days=20)
WRITTEN = frozenset({ActKind.write_letter})


def a_late_member(desk, *titles, **draft):
    member = a_member(desk, **draft)
    for title in titles or ("Perahu Kecil",):
        number = a_copy(desk, title=title)
        circulation.lend(desk, member.card, number, on=LONG_AGO)
    return member


def minutes(desk, subject="Serah terima buku"):
    return letters.write(desk, LetterKind.minutes, subject=subject)


def numbers_of(desk, year=2026):
    return [(line.serial, line.cancelled) for line in reversed(letters.register(desk, year=year))]


def test_an_overdue_letter_says_what_is_late(desk):
    member = a_late_member(
        desk, "Rawa", "Perahu", name="Siti Rahmani", address="RT 2", guardian_name="Rawi"
    )
    a_loan(desk, on=LONG_AGO)

    facts = letters.overdue(desk, member.card)

    assert (facts.card, facts.name, facts.guardian, facts.address) == (
        member.card,
        "Siti Rahmani",
        "Rawi",
        "RT 2",
    )
    assert [(line.title, line.late_days) for line in facts.lines] == [("Rawa", 13), ("Perahu", 13)]
    assert facts.lines[0].due_on == LONG_AGO + timedelta(days=7)
    assert facts.fine is None


def test_an_overdue_letter_names_the_fine_where_there_is_one(desk):
    rule = rules.listed(desk)[0]
    rules.save(desk, replace(rule, fine_per_day=500))
    member = a_late_member(desk)

    assert letters.overdue(desk, member.card).fine == 13 * 500


def test_who_is_late_with_nothing_gets_no_letter(desk):
    card = a_member(desk).card
    a_loan(desk, number=a_copy(desk))

    with pytest.raises(errors.NothingOverdue):
        letters.overdue(desk, card)
    with pytest.raises(errors.NothingOverdue):
        letters.write(desk, LetterKind.overdue, card=card)
    with pytest.raises(errors.MemberUnknown):
        letters.overdue(desk, "A999")
    assert letters.register(desk, year=2026) == ()


def test_late_cards_come_the_longest_late_first(desk):
    second = a_member(desk)
    a_loan(desk, second, on=LONG_AGO + timedelta(days=3))
    first = a_late_member(desk)
    a_loan(desk)

    assert letters.late_cards(desk) == (first.card, second.card)


def test_a_clearance_says_who_and_since_when(desk):
    member = a_member(desk, "Siti Rahmani", card="A1", kind=BorrowerKind.student)

    facts = letters.clearance(desk, "A1")

    assert facts == letters.ClearanceFacts("A1", "Siti Rahmani", BorrowerKind.student, TODAY)
    assert member.since_on == TODAY


def test_who_has_copies_gets_no_clearance(desk):
    member = a_member(desk, card="A1")
    a_loan(desk, member)

    with pytest.raises(errors.StillHasLoans) as refused:
        letters.write(desk, LetterKind.clearance, card="A1")

    assert refused.value.facts == {"card": "A1", "loans": 1, "owed": 0}


def test_who_owes_money_gets_no_clearance(desk):
    a_member(desk, card="A1")
    ledger.charge_by_hand(desk, "A1", kind="damage", amount=5000, reason="sampul robek")

    with pytest.raises(errors.StillHasLoans) as refused:
        letters.clearance(desk, "A1")

    assert refused.value.facts == {"card": "A1", "loans": 0, "owed": 5000}


def test_letters_of_all_kinds_share_one_count_in_a_year(desk):
    late, clear = a_late_member(desk), a_member(desk)

    first = letters.write(desk, LetterKind.overdue, card=late.card)
    second = letters.write(desk, LetterKind.clearance, card=clear.card)
    third = minutes(desk)

    assert [each.number for each in (first, second, third)] == [
        "001/PERPUS/XI/2026",
        "002/PERPUS/XI/2026",
        "003/PERPUS/XI/2026",
    ]
    assert (first.card, first.written_on, first.kind) == (late.card, TODAY, LetterKind.overdue)
    assert letters.register(desk, year=2026) == (third, second, first)


def test_each_year_begins_anew(desk):
    minutes(desk)

    letter = minutes(at(desk, TODAY.replace(year=2027)))

    assert letter.number == "001/PERPUS/XI/2027"
    assert [len(letters.register(desk, year=year)) for year in (2025, 2026, 2027)] == [0, 1, 1]


def test_the_letterhead_says_how_numbers_look(desk):
    letterhead.save(desk, replace(letterhead.show(desk), pattern="B-{n}/{yy}"))

    assert minutes(desk).number == "B-001/26"


def test_the_next_number_is_told_without_being_taken(desk):
    told = letters.next_number(desk)

    assert (told, letters.next_number(desk)) == ("001/PERPUS/XI/2026",) * 2
    assert minutes(desk).number == told
    assert letters.next_number(desk) == "002/PERPUS/XI/2026"


def test_the_register_comes_in_pages(desk):
    written = [minutes(desk).serial for _each in range(5)]

    first = letters.register(desk, year=2026, limit=3)
    second = letters.register(desk, year=2026, after=first[-1].serial, limit=3)

    assert [line.serial for line in (*first, *second)] == written[::-1]


def test_the_last_number_is_given_again_when_its_letter_is_cancelled(desk):
    minutes(desk)
    minutes(desk)

    undone = undoing.undo_last(desk, kinds=WRITTEN)

    assert undone.title == "002/PERPUS/XI/2026"
    assert numbers_of(desk) == [(1, False)]
    assert minutes(desk).serial == 2
    assert numbers_of(desk) == [(1, False), (2, False)]
    assert check.examine(desk).is_sound


def test_a_number_cancelled_in_the_middle_stays_cancelled_for_ever(desk):
    _first, second, third = (minutes(desk) for _each in range(3))

    undoing.undo(desk, second.act_id)
    undoing.undo(desk, third.act_id)

    assert numbers_of(desk) == [(1, False), (2, True)]
    assert minutes(desk).serial == 3
    assert numbers_of(desk) == [(1, False), (2, True), (3, False)]
    assert check.examine(desk).is_sound


def test_all_cancelled_from_the_end_begin_again_at_one(desk):
    first, second = minutes(desk), minutes(desk)

    undoing.undo(desk, second.act_id)
    undoing.undo(desk, first.act_id)

    assert numbers_of(desk) == []
    assert minutes(desk).serial == 1


def test_minutes_need_a_matter(desk):
    with pytest.raises(errors.MinutesIncomplete):
        minutes(desk, " ")


def test_neither_facts_nor_subject_name_anybody(desk):
    member = a_late_member(desk, name="Siti Rahmani")

    letter = letters.write(
        desk, LetterKind.overdue, card=member.card, subject="Kepada Siti Rahmani"
    )

    facts = desk.session.execute(
        text("SELECT facts FROM journal_act WHERE kind = 'write_letter'")
    ).scalar_one()
    assert letter.subject == letters.register(desk, year=2026)[0].subject == ""
    assert facts == '{"kind": "overdue", "serial": 1, "year": 2026}'
    assert "Siti" not in str(desk.session.execute(text("SELECT * FROM letter")).all())


def test_a_prison_writes_to_cards_alone(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        resident = a_late_member(desk)
        late = letters.overdue(desk, resident.card)
        letter = letters.write(desk, LetterKind.overdue, card=resident.card)
        other = letters.clearance(desk, a_member(desk).card)
    library.close()

    assert (late.name, late.guardian, late.address, late.fine) == ("", "", "", None)
    assert (letter.card, other.name) == (resident.card, "")


def test_who_asks_sees_the_letters_about_them(desk):
    member = a_late_member(desk)
    letters.write(desk, LetterKind.overdue, card=member.card)
    letters.write(desk, LetterKind.overdue, card=member.card)
    undoing.undo_last(desk, kinds=WRITTEN)

    found = personal.personal(desk, member.id)

    assert [(each.kind, each.number) for each in found.letters] == [
        ("overdue", "001/PERPUS/XI/2026")
    ]
    assert any("001/PERPUS/XI/2026" in line for line in personal.lines_of(found))
    assert b"001/PERPUS/XI/2026" in personal.export(desk, member.id).json


def test_letters_of_merged_members_are_the_kept_ones_and_go_back(desk):
    keep, other = a_member(desk, "Rawi", card="A1"), a_member(desk, "Rawi", card="A2")
    letters.write(desk, LetterKind.clearance, card="A2")

    merged = merging.merge(desk, keep.id, other.id)
    together = letters.register(desk, year=2026)[0].card
    undoing.undo(desk, merged.act_id)

    assert (together, letters.register(desk, year=2026)[0].card) == ("A1", "A2")


def test_an_erased_member_is_in_no_letter_and_no_number_is_missing(desk):
    member = a_member(desk, "Siti Rahmani", card="A1")
    letters.write(desk, LetterKind.clearance, card="A1")

    leaving.erase(desk, member.id)

    (line,) = letters.register(desk, year=2026)
    assert (line.number, line.card) == ("001/PERPUS/XI/2026", "")
    said = desk.session.execute(text("SELECT detail FROM journal_detail")).scalars().all()
    assert not any('"A1"' in words for words in said)
    assert check.examine(desk).is_sound


def test_old_letters_about_what_came_back_forget_whom_they_reminded(desk):
    member = a_late_member(desk)
    letters.write(desk, LetterKind.overdue, card=member.card)
    later = at(desk, TODAY + timedelta(days=200))

    while_out = forgetting.forget(later).letters
    for line in letters.overdue(later, member.card).lines:
        circulation.give_back(later, line.number)
    forgotten = forgetting.forget(later).letters

    assert (while_out, forgotten) == (0, 1)
    assert letters.register(desk, year=2026)[0].card == ""


@pytest.mark.parametrize("year", [-5, 0, 10**30])
def test_a_year_that_no_calendar_has_has_no_letters(desk, year):
    assert letters.register(desk, year=year) == ()


@pytest.mark.parametrize(
    ("loans", "owed", "said"),
    [
        (2, 0, "A1 has not brought everything back: 2 still out. Take that back first."),
        (0, 1500, "A1 still owes Rp1,500. Settle this first."),
        (
            1,
            1500,
            "A1 has not brought everything back (1 still out) and owes Rp1,500. Settle this first.",
        ),
    ],
)
def test_nothing_owed_is_not_said_to_be_owed(loans, owed, said):
    refusal = errors.StillHasLoans("A1", loans, owed)

    assert messages.sentence(refusal) == said
