from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, Role, Sex
from jukung.library import cards, journal, members, roster, settings, undoing
from jukung.library.members import MemberDraft
from jukung.store.tables import Borrower
from makers import TODAY, a_library, a_loan, a_member, acting_as, at

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
    guardian_name="Ibu Satu",
    guardian_phone="0811",
)
NIK = "6303054107150001"


@pytest.fixture
def prison(tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with made.changing() as desk:
        yield desk
    made.close()


def test_a_member_is_shown_as_registered(desk):
    made = members.register(desk, FULL)

    shown = members.by_card(desk, "a7")

    assert shown == made
    fields = [name for name in MemberDraft.__dataclass_fields__ if name not in ("nik", "endless")]
    assert {name: getattr(shown, name) for name in fields} == {
        name: getattr(FULL, name) for name in fields
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
        MemberDraft(name="Anggota Baru", card="B8", sex=Sex.male),
    )

    assert members.by_card(desk, "A7") == members.by_card(desk, "B8") == after
    assert (after.name, after.card, after.status, after.sex) == (
        "Anggota Baru",
        "B8",
        "active",
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
        MemberDraft(sex=Sex.female),
        MemberDraft(guardian_name="Ibu"),
        MemberDraft(guardian_phone="0000"),
        MemberDraft(guardian_card="W1"),
        MemberDraft(nik=NIK),
        MemberDraft(note="Seseorang"),
    ],
)
def test_a_prison_keeps_no_names(prison, draft):
    made = members.register(prison, MemberDraft())

    with pytest.raises(errors.NamesNotKept):
        members.register(prison, draft)
    with pytest.raises(errors.NamesNotKept):
        members.edit(prison, made.id, draft)


def noted_in_former_times(desk, note):
    """A resident of whom something was noted before there were no notes any more."""
    made = members.register(desk, MemberDraft())
    desk.session.get_one(Borrower, made.row).note = note
    desk.session.flush()
    return made


def test_no_name_is_typed_into_the_note_of_a_resident(prison):
    made = noted_in_former_times(prison, "blok C")

    with pytest.raises(errors.NamesNotKept):
        members.register(prison, MemberDraft(note="Kapuk Randu"))
    with pytest.raises(errors.NamesNotKept):
        members.edit(prison, made.id, MemberDraft(note="Kapuk Randu"))

    assert members.show(prison, made.id).note == "blok C"


def test_a_note_of_former_times_may_stay_or_go_and_is_in_no_journal(prison):
    made = noted_in_former_times(prison, "Kapuk Randu")

    stays = members.edit(prison, made.id, MemberDraft(note="Kapuk Randu"))
    goes = members.edit(prison, made.id, MemberDraft())

    said = prison.session.execute(text("SELECT detail FROM journal_detail")).scalars().all()
    assert (stays.note, goes.note, goes.kind) == ("Kapuk Randu", "", "resident")
    assert not [each for each in said if "Kapuk" in each]


def set_days(desk, kind, days):
    desk.session.execute(
        text("UPDATE member_kind SET days = :days WHERE kind = :kind"),
        {"days": days, "kind": kind},
    )


@pytest.mark.parametrize(("days", "until"), [(30, date(2026, 12, 22)), (None, None)])
def test_a_membership_lasts_as_long_as_its_kind(desk, days, until):
    set_days(desk, "teacher", days)

    made = a_member(desk, kind=BorrowerKind.teacher)

    assert made.until_on == until


def test_a_membership_may_be_without_end_all_the_same(desk):
    assert a_member(desk, endless=True).until_on is None


def test_a_child_has_a_guardian_who_is_a_member(desk):
    guardian = a_member(desk, card="A07")

    child = a_member(desk, kind=BorrowerKind.child, guardian_card="a7")

    assert child.guardian_card == guardian.card


def test_a_guardian_nobody_knows_is_refused(desk):
    with pytest.raises(errors.GuardianUnknown):
        a_member(desk, guardian_card="X9")


def test_nobody_is_their_own_guardian(desk):
    made = members.register(desk, FULL)

    with pytest.raises(errors.GuardianIsSelf):
        members.edit(desk, made.id, MemberDraft(name="Satu", guardian_card="A7"))


def test_an_identity_number_is_kept_only_where_the_library_says_so(desk):
    with pytest.raises(errors.NikNotKept):
        a_member(desk, nik=NIK)
    settings.remember(desk, "keep_nik", "yes")

    made = a_member(desk, nik=NIK)

    assert members.nik_of(desk, made.id) == NIK
    settings.remember(desk, "keep_nik", "no")
    assert members.nik_of(desk, made.id) == ""


@pytest.mark.parametrize("nik", [NIK[:-1], NIK + "1", NIK[:-1] + "x"])
def test_an_identity_number_has_sixteen_digits(desk, nik):
    settings.remember(desk, "keep_nik", "yes")

    with pytest.raises(errors.NikWrong):
        a_member(desk, nik=nik)


def test_an_identity_number_is_in_no_list_and_no_journal(desk):
    settings.remember(desk, "keep_nik", "yes")
    made = a_member(desk, nik=NIK)
    members.edit(desk, made.id, MemberDraft(name="Satu", nik=NIK[:-1] + "2"))

    shown = (members.page_at(desk, 0), members.show(desk, made.id), members.find(desk, "satu"))
    said = desk.session.execute(text("SELECT group_concat(detail) FROM journal_detail")).scalar()

    assert "630305" not in repr(shown)
    assert "630305" not in said
    assert members.find(desk, NIK) == ()


def test_a_membership_is_renewed_from_its_end(desk):
    made = a_member(desk, until_on=date(2026, 12, 1))

    after = members.renew_membership(desk, made.id)

    assert after.until_on == date(2027, 12, 1)


def test_a_membership_that_ran_out_is_renewed_from_today(desk):
    made = a_member(desk, until_on=date(2026, 1, 1))

    after = members.renew_membership(desk, made.id)

    assert after.until_on == date(2027, 11, 22)


def test_a_membership_is_renewed_until_a_day(desk):
    made = a_member(desk)

    assert members.renew_membership(desk, made.id, until_on=TODAY).until_on == TODAY
    with pytest.raises(errors.MembershipEndsEarly):
        members.renew_membership(desk, made.id, until_on=date(2026, 11, 21))


def test_a_renewed_membership_is_undone(desk):
    made = a_member(desk)
    members.renew_membership(desk, made.id)

    undone = undoing.undo_last(desk, kinds=frozenset({ActKind.renew_membership}))

    assert undone.card == made.card
    assert members.show(desk, made.id) == made


def test_a_membership_changed_since_is_not_undone(desk):
    made = a_member(desk)
    members.renew_membership(desk, made.id)
    members.edit(desk, made.id, MemberDraft(name=made.name, until_on=TODAY))

    with pytest.raises(errors.CannotUndo):
        undoing.undo_last(desk, kinds=frozenset({ActKind.renew_membership}))


def test_the_kinds_are_those_of_the_library(desk, prison):
    village = [each.kind for each in members.kinds(desk)]

    assert village == ["general", "student", "child", "teacher", "official", "senior", "room"]
    assert [each.kind for each in members.kinds(prison)] == ["resident"]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (MemberDraft(name=" nur  HASANAH", birth_year=2010), 1),
        (MemberDraft(name="Nur Hasanah", phone="+62 811-22"), 1),
        (MemberDraft(name="Nur Hasanah"), 1),
        (MemberDraft(name="Nur Hasanah", birth_year=1999), 0),
        (MemberDraft(name="Nur Hasanah", birth_year=1999, phone="081122"), 1),
        (MemberDraft(name="Nur", birth_year=2010), 0),
        (MemberDraft(name="…"), 0),
    ],
)
def test_somebody_registered_already_is_noticed(desk, draft, expected):
    a_member(desk, "Nur Hásanah", birth_year=2010, phone="0811 22")
    a_member(desk, "Nur Hidayah", birth_year=2010, phone="0811 22")

    assert len(members.look_alikes(desk, draft)) == expected


def test_a_member_is_not_their_own_look_alike(desk):
    made = a_member(desk, "Nur Hasanah")

    assert members.look_alikes(desk, MemberDraft(name="Nur Hasanah"), other_than=made.id) == ()


def test_the_journal_still_verifies(desk):
    made = a_member(desk)
    members.renew_membership(desk, made.id)

    assert journal.walk(desk).altered_count == 0


def test_a_membership_that_ends_in_9999_is_renewed_without_harm(desk):
    made = a_member(desk, until_on=date(9999, 12, 31))

    after = members.renew_membership(desk, made.id)

    assert after.until_on == date(9999, 12, 31)


def test_no_membership_is_prolonged_beyond_2199(desk):
    made = a_member(desk, until_on=date(2199, 12, 1))

    assert members.renew_membership(desk, made.id).until_on == members.LAST_DAY


def test_half_a_sign_in_a_name_is_refused_in_words(library):
    with pytest.raises(errors.TextUnwritable), library.changing() as desk:
        members.register(desk, MemberDraft(name="Nur \ud800"))


@pytest.mark.parametrize("card", ["RUDI HARTONO 1", "AHMADFAUZI2", "Rudi"])
def test_a_prison_takes_no_card_that_reads_like_a_name(prison, card):
    made = members.register(prison, MemberDraft())

    with pytest.raises(errors.NamesNotKept):
        members.register(prison, MemberDraft(card=card))
    with pytest.raises(errors.NamesNotKept):
        members.edit(prison, made.id, MemberDraft(card=card))
    with pytest.raises(errors.NamesNotKept):
        cards.replace_card(prison, made.id, lost=False, card=card)
    (line,) = roster.standing_of(prison, [MemberDraft(card=card)])
    assert isinstance(line.refusal, errors.NamesNotKept)


def test_a_card_of_former_times_does_not_keep_a_resident_from_being_edited(prison):
    made = members.register(prison, MemberDraft())
    prison.session.get_one(Borrower, made.row).card = "BLOK A 7"
    prison.session.flush()

    assert members.edit(prison, made.id, MemberDraft(card="BLOK A 7")).card == "BLOK A 7"


@pytest.mark.parametrize("kind", ["village", "prison"])
def test_an_aide_reads_no_notes(tmp_path, home, kind):
    made = a_library(tmp_path, file=f"{kind}.jukung", kind=kind)
    with made.changing() as desk:
        member = a_member(desk)
        desk.session.get_one(Borrower, member.row).note = "blok C, jangan dipinjami"
        desk.session.flush()
        aide = acting_as(desk, Role.aide)

        seen = (members.by_card(aide, member.card), members.show(aide, member.id))

        assert [each.note for each in seen] == ["", ""]
        assert members.show(desk, member.id).note == "blok C, jangan dipinjami"
    made.close()


def test_an_aide_is_not_told_since_when_somebody_is_here(prison):
    member = members.register(prison, MemberDraft())
    aide = acting_as(prison, Role.aide)

    seen = (members.by_card(aide, member.card), members.show(aide, member.id))

    assert {each.since_on for each in seen} == {date.min}
    assert members.show(prison, member.id).since_on == TODAY
