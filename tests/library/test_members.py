from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import BorrowerKind, BorrowerStatus, Sex
from jukung.library import members
from jukung.library.members import MemberDraft
from makers import TODAY, a_library, a_loan, a_member, at

FULL = MemberDraft(
    name="Anggota Satu",
    card="A7",
    kind=BorrowerKind.teacher,
    sex=Sex.female,
    birth_year=1990,
    phone="0000",
    address="Desa Rawa",
    note="guru",
    until_on=date(2030, 1, 1),
)


@pytest.fixture
def prison(tmp_path):
    made = a_library(tmp_path, kind="prison")
    with made.changing() as desk:
        yield desk
    made.close()


def test_a_member_is_shown_as_registered(desk):
    made = members.register(desk, FULL)

    shown = members.by_card(desk, "a7")

    assert shown == made
    assert {name: getattr(shown, name) for name in MemberDraft.__dataclass_fields__} == {
        name: getattr(FULL, name) for name in MemberDraft.__dataclass_fields__
    }
    assert (shown.since_on, shown.open_count, shown.overdue_count) == (TODAY, 0, 0)


def test_a_card_is_good_for_a_year_and_takes_the_next_number(desk):
    expected = members.next_card(desk)

    made = a_member(desk)

    assert (made.card, made.until_on) == (expected, date(2027, 11, 22))


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (MemberDraft(name="  "), errors.NameMissing),
        (MemberDraft(name="Dua", card="a7"), errors.CardTaken),
        (MemberDraft(name="Dua", card="é"), errors.NumberNotPrintable),
        (MemberDraft(name="Dua", card="1" * 33), errors.NumberTooLong),
    ],
)
def test_what_cannot_be_a_member_is_refused(desk, draft, refusal):
    members.register(desk, FULL)

    with pytest.raises(refusal):
        members.register(desk, draft)


def test_a_member_is_edited_and_the_old_card_still_finds_them(desk):
    made = members.register(desk, FULL)

    after = members.edit(
        desk,
        made.id,
        MemberDraft(name="Anggota Baru", card="B8", status=BorrowerStatus.suspended, sex=Sex.male),
    )

    assert members.by_card(desk, "A7") == members.by_card(desk, "B8") == after
    assert (after.name, after.card, after.status, after.sex) == (
        "Anggota Baru",
        "B8",
        "suspended",
        "male",
    )
    assert (after.phone, after.birth_year, after.until_on) == ("", None, None)


def test_an_edit_without_a_card_keeps_the_card(desk):
    made = members.register(desk, FULL)

    assert members.edit(desk, made.id, MemberDraft(name="Satu")).card == "A7"


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (MemberDraft(name=" "), errors.NameMissing),
        (MemberDraft(name="Satu", card="A8"), errors.CardTaken),
    ],
)
def test_what_cannot_become_of_a_member_is_refused(desk, draft, refusal):
    made = members.register(desk, FULL)
    a_member(desk, card="A8")

    with pytest.raises(refusal):
        members.edit(desk, made.id, draft)


@pytest.mark.parametrize(
    "verb",
    [members.by_card, members.show, lambda desk, who: members.edit(desk, who, FULL)],
)
def test_nobody_is_refused_by_name(desk, verb):
    with pytest.raises(errors.MemberUnknown) as refused:
        verb(desk, "X9")

    assert refused.value.card == "X9"


@pytest.mark.parametrize("typed", ["A7", "anggota sa", "rawa", "satu anggota"])
def test_a_member_is_found_by_card_name_or_address(desk, typed):
    members.register(desk, FULL)
    a_member(desk, name="Orang Lain")

    assert [each.card for each in members.find(desk, typed)] == ["A7"]


def test_a_card_goes_before_names(desk):
    a_member(desk, name="12", card="A1")
    a_member(desk, name="Anggota", card="12")

    assert [each.name for each in members.find(desk, "12")] == ["Anggota", "12"]


def test_members_are_listed_by_name_and_counted(desk):
    for name in ("budi", "Ani", "Citra"):
        a_member(desk, name=name)

    assert [each.name for each in members.page_at(desk, 0)] == ["Ani", "budi", "Citra"]
    assert [each.name for each in members.page_at(desk, 1, most=1)] == ["budi"]
    assert members.count(desk) == 3


def test_what_a_member_has_at_home_is_counted(desk):
    member = a_member(desk)
    a_loan(desk, member)
    a_loan(desk, member, on=date(2026, 11, 1))

    shown = members.by_card(desk, member.card)

    assert (shown.open_count, shown.overdue_count) == (2, 1)


def test_a_loan_is_not_overdue_on_its_last_day(desk):
    member = a_member(desk)
    due_on = a_loan(desk, member).due_on

    counts = [
        members.by_card(at(desk, day), member.card).overdue_count
        for day in (due_on, due_on.replace(day=due_on.day + 1))
    ]

    assert counts == [0, 1]


def test_a_resident_is_a_card_and_nothing_else(prison):
    made = members.register(prison, MemberDraft())

    persons = prison.session.execute(text("SELECT count(*) FROM person")).scalar_one()

    assert (made.name, made.kind, made.sex, made.until_on) == ("", "resident", "unknown", None)
    assert made.card.startswith("W")
    assert persons == 0


@pytest.mark.parametrize(
    "draft",
    [
        MemberDraft(name="Seseorang"),
        MemberDraft(phone="0000"),
        MemberDraft(address="Blok A"),
        MemberDraft(birth_year=1990),
    ],
)
def test_a_prison_keeps_no_names(prison, draft):
    made = members.register(prison, MemberDraft())

    with pytest.raises(errors.NamesNotKept):
        members.register(prison, draft)
    with pytest.raises(errors.NamesNotKept):
        members.edit(prison, made.id, draft)


def test_a_residents_status_is_edited(prison):
    made = members.register(prison, MemberDraft())

    after = members.edit(prison, made.id, MemberDraft(status=BorrowerStatus.left, note="pindah"))

    assert (after.status, after.note, after.kind) == ("left", "pindah", "resident")
