import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, LetterKind, SanctionKind
from jukung.library import check, journal, letters, members, merging, roster, sanctions, undoing
from jukung.library.members import MemberDraft
from makers import a_copy, a_library, a_loan, a_member

TABLES = ("borrower", "person", "card_number", "photo", "sanction")


@pytest.fixture
def prison(tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with made.changing() as desk:
        yield desk
    made.close()


def rows(desk, tables=TABLES):
    return {
        table: desk.session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all()  # noqa: S608 - our own list
        for table in tables
    }


def drafts(*names, **more):
    return [MemberDraft(name=name, **more) for name in names]


def test_a_list_is_registered_as_one_act(desk):
    made = roster.register_many(desk, drafts("Anggota Satu", "Anggota Dua", birth_year=1990))

    act = desk.session.execute(
        text("SELECT kind, facts FROM journal_act WHERE id = :id"), {"id": made.act_id}
    ).one()
    assert tuple(act) == (ActKind.register_members, '{"count": 2}')
    assert [members.by_card(desk, card).name for card in made.cards] == [
        "Anggota Satu",
        "Anggota Dua",
    ]


def test_a_registered_line_is_what_the_form_would_have_made(desk):
    draft = MemberDraft(
        name="Anggota Satu",
        kind=BorrowerKind.child,
        birth_year=2015,
        phone="0811",
        address="Rawa",
        note="kelas",
        guardian_name="Ibu",
        guardian_phone="0812",
    )
    one = members.register(desk, draft)

    (card,) = roster.register_many(desk, [draft]).cards

    two = members.by_card(desk, card)
    differs = {name for name in two.__slots__ if getattr(one, name) != getattr(two, name)}
    assert differs == {"row", "id", "card"}
    assert members.find(desk, "anggota satu")[1].card == card


def test_our_own_numbers_go_round_those_of_the_list(desk):
    first = members.next_card(desk)

    made = roster.register_many(desk, [MemberDraft(name="A"), MemberDraft(name="B", card=first)])

    assert made.cards[1] == first
    assert made.cards[0] != first


def test_a_guardian_may_stand_in_the_list(desk):
    made = roster.register_many(
        desk,
        [
            MemberDraft(name="Ibu", card="I1"),
            MemberDraft(name="Anak", card="N1", guardian_card="i1"),
        ],
    )

    assert members.by_card(desk, made.cards[1]).guardian_card == "I1"


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (MemberDraft(name=""), errors.NameMissing),
        (MemberDraft(name="A", birth_year=1700), errors.BirthYearUnlikely),
        (MemberDraft(name="A", nik="6303054107150001"), errors.NikNotKept),
        (MemberDraft(name="A", card="Z1"), errors.CardTaken),
        (MemberDraft(name="A", card="K1"), errors.CardIsCopyNumber),
        (MemberDraft(name="A", card="X" * 40), errors.NumberTooLong),
        (MemberDraft(name="A", card="é1"), errors.NumberNotPrintable),
        (MemberDraft(name="A", guardian_card="T9"), errors.GuardianUnknown),
    ],
)
def test_a_line_is_refused_as_the_form_refuses_it_and_nothing_is_stored(desk, draft, refusal):
    a_member(desk, card="Z1")
    a_copy(desk, "K1")
    before = rows(desk)

    (standing,) = roster.standing_of(desk, [draft])

    assert isinstance(standing.refusal, refusal)
    with pytest.raises(refusal):
        roster.register_many(desk, [*drafts("Anggota Satu"), draft])
    assert rows(desk) == before


def test_a_card_twice_in_the_list_is_refused_at_its_second_line(desk):
    standing = roster.standing_of(desk, drafts("A", "B", card="Z1"))

    assert standing[0].refusal is None
    assert isinstance(standing[1].refusal, errors.CardTaken)


@pytest.mark.parametrize(
    ("draft", "known"),
    [
        (MemberDraft(name="siti  RAHMAH", birth_year=1990), True),
        (MemberDraft(name="Siti Rahmah"), True),
        (MemberDraft(name="Siti Rahmah", birth_year=1970), False),
        (MemberDraft(name="Siti Rahmah", birth_year=1970, phone="+62 811-22"), True),
        (MemberDraft(name="Siti Rahma", birth_year=1990), False),
    ],
)
def test_a_line_of_somebody_who_is_here_names_their_card(desk, draft, known):
    here = a_member(desk, "Siti Rahmah", birth_year=1990, phone="081122")

    (standing,) = roster.standing_of(desk, [draft])

    assert standing.known_card == (here.card if known else "")


def test_an_empty_list_and_one_without_end_are_refused(desk):
    with pytest.raises(errors.RosterEmpty):
        roster.register_many(desk, [])
    with pytest.raises(errors.CountOutOfRange):
        roster.register_many(desk, drafts("A") * (roster.MOST + 1))


def test_a_stopped_list_stores_nothing(library):
    with pytest.raises(errors.ImportStopped), library.changing() as desk:
        roster.register_many(
            desk, drafts("A") * 600, stopped=iter([False, False, False, True]).__next__
        )

    with library.reading() as desk:
        assert members.count(desk) == 0


def test_a_whole_list_is_taken_back_without_a_trace(desk):
    a_member(desk, "Anggota Lama")
    before = rows(desk)
    roster.register_many(desk, drafts("Anggota Satu", "Anggota Dua", birth_year=1990))

    undone = undoing.undo_last(desk)

    assert undone.kind is ActKind.register_members
    assert rows(desk) == before
    assert members.find(desk, "satu") == ()
    assert journal.walk(desk).broken_at is None
    assert check.examine(desk).flaws == ()


def test_a_list_stays_when_somebody_of_it_has_borrowed(desk):
    made = roster.register_many(desk, drafts("Anggota Satu"))
    a_loan(desk, members.by_card(desk, made.cards[0]))

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(desk, made.act_id)

    assert refused.value.facts == {"reason": "members_work"}


def test_a_list_stays_when_somebody_of_it_was_suspended_or_merged(desk):
    first = roster.register_many(desk, drafts("Anggota Satu"))
    sanctions.impose(
        desk, members.by_card(desk, first.cards[0]).id, kind=SanctionKind.suspension, reason="x"
    )
    second = roster.register_many(desk, drafts("Anggota Dua"))
    other = a_member(desk)
    merging.merge(desk, other.id, members.by_card(desk, second.cards[0]).id)

    for made in (first, second):
        with pytest.raises(errors.CannotUndo):
            undoing.undo(desk, made.act_id)


# What is nothing but the record of the member itself, and goes with it.
OF_ITSELF = {"borrower", "card_number", "identity", "resident"}


def test_every_table_that_knows_a_member_is_asked_before_a_list_is_taken_back(desk):
    tables = desk.session.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    knowing = {
        table
        for (table,) in tables.all()
        for key in desk.session.execute(text(f"PRAGMA foreign_key_list({table})")).all()
        if key[2] == "borrower"
    }

    asked = set(re.findall(r"(?:FROM|JOIN) (\w+)", str(roster._WORKED)))

    assert knowing - OF_ITSELF <= asked


def test_a_list_stays_when_somebody_of_it_got_a_letter(desk):
    made = roster.register_many(desk, drafts("Anggota Satu"))
    letters.write(desk, LetterKind.clearance, card=made.cards[0])

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(desk, made.act_id)

    assert refused.value.reason == "members_work"


def test_nobodys_name_is_in_the_journal_of_a_list(desk):
    roster.register_many(desk, drafts("Anggota Rahasia"))

    said = desk.session.execute(
        text("SELECT group_concat(detail) FROM journal_detail")
    ).scalar_one()
    assert "Rahasia" not in said


def test_a_prison_registers_cards_and_refuses_names(prison):
    made = roster.register_many(prison, [MemberDraft(card="B001"), MemberDraft()])

    assert made.cards[0] == "B001"
    assert members.by_card(prison, made.cards[1]).kind is BorrowerKind.resident
    assert prison.session.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
    with pytest.raises(errors.NamesNotKept):
        roster.register_many(prison, drafts("Warga Satu"))


NAMES = st.sampled_from(["Siti", "siti", "Ahmad", "", "Nur"])
CARDS = st.sampled_from(["", "Z1", "z1", "Z01", "K1"])
YEARS = st.sampled_from([None, 1990, 1991])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.builds(MemberDraft, name=NAMES, card=CARDS, birth_year=YEARS), max_size=8))
def test_what_stands_well_is_registered_and_taken_back_whole(library, lines):
    with library.changing() as desk:
        before = rows(desk)
        standing = roster.standing_of(desk, lines)
        good = [draft for draft, each in zip(lines, standing, strict=True) if each.refusal is None]
        if good:
            made = roster.register_many(desk, good)
            assert [members.by_card(desk, card).name for card in made.cards] == [
                draft.name.strip() for draft in good
            ]
            assert len(set(made.cards)) == len(good)
            undoing.undo(desk, made.act_id)

        assert rows(desk) == before
