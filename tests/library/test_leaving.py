import json
from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, LedgerKind, ResidentState, SanctionKind, SlipAct
from jukung.domain.months import Month
from jukung.domain.typed import TypedSlip
from jukung.figures import month as figures
from jukung.figures.indicators import INDICATORS
from jukung.library import (
    cards,
    check,
    circulation,
    clearances,
    journal,
    late_entry,
    leaving,
    members,
    merging,
    moves,
    personal,
    photos,
    sanctions,
    settings,
    undoing,
)
from jukung.library.members import MemberDraft
from jukung.store.tables import Hold, Ledger, PaperSlip, Sanction, Visit
from makers import TODAY, a_copy, a_library, a_loan, a_member, at
from photo_makers import a_photo
from prison_makers import goes

NAME = "Zubaidah Kencana"
PAST = date(2026, 10, 5)
MONTHS = (Month(2026, 9), Month(2026, 10), Month(2026, 11))


def rows(desk, sql):
    return desk.session.execute(text(sql)).all()


def a_reader(desk, name=NAME):
    """Somebody with a past: a loan that came back, one renewed, and one of another month."""
    member = a_member(
        at(desk, date(2026, 9, 1)),
        name,
        card="Z9",
        phone="081234567890",
        address="Gang Melati",
        note="Suka cerita",
        birth_year=2015,
        guardian_name="Ibu Kencana",
    )
    then = at(desk, PAST)
    slip = a_loan(then, member)
    circulation.renew(at(desk, date(2026, 10, 6)), slip.barcode)
    circulation.give_back(at(desk, date(2026, 10, 9)), slip.barcode)
    second = a_loan(at(desk, date(2026, 11, 2)), member)
    circulation.give_back(at(desk, date(2026, 11, 3)), second.barcode)
    return members.show(desk, member.id)


def with_everything(desk):
    """The reader with whatever else a library can know."""
    member = a_reader(desk)
    settings.remember(desk, "keep_nik", "yes")
    photos.keep(desk, member.id, a_photo())
    act = journal.begin(desk, ActKind.charge)
    title = rows(desk, "SELECT title FROM loan")[0][0]
    desk.session.add(
        Sanction(
            borrower=member.row,
            kind=SanctionKind.warning,
            from_on=PAST,
            reason=f"{NAME} gaduh",
            act=act.row,
        )
    )
    desk.session.add(Visit(on_day=PAST, sex="female", count=1, borrower=member.row, act=act.row))
    charge = Ledger(
        borrower=member.row, kind=LedgerKind.fine, amount=500, on_day=PAST, reason=NAME, act=act.row
    )
    desk.session.add(charge)
    desk.session.flush()
    desk.session.add(
        Ledger(
            borrower=member.row,
            kind=LedgerKind.payment,
            amount=500,
            on_day=PAST,
            settles=charge.row,
            act=act.row,
        )
    )
    desk.session.add(
        Hold(title=title, borrower=member.row, placed_on=PAST, act=act.row, state="expired")
    )
    desk.session.add(PaperSlip(on_day="2026-10-05", card="z9", number="K1", act=act.row))
    desk.session.flush()
    journal.note(desk, act, "charge", noun="ledger", noun_id=charge.id, detail={"who": NAME})
    return member


@pytest.fixture(params=[leaving.leave, leaving.erase])
def going(request):
    return request.param


def test_what_a_leaver_borrowed_is_forgotten(desk):
    member = a_reader(desk)

    after = leaving.leave(desk, member.id)

    assert (after.status, after.name) == ("left", NAME)
    assert rows(desk, "SELECT DISTINCT borrower FROM loan") == [(None,)]
    said = rows(
        desk,
        "SELECT count(*) FROM journal_entry JOIN journal_detail USING (seq) WHERE noun = 'loan'",
    )
    assert said == [(0,)]


def all_but_members(desk, month):
    # Of an erased person nobody knows the sex and age; a closed month keeps its own.
    of_now = {each.code for each in INDICATORS if "members" in {each.code, each.part_of}}
    of_now |= {each.code for each in INDICATORS if each.stays}
    found = figures.gather(desk, month)
    return {code: value for code, value in found.items() if code not in of_now}


def test_figures_are_the_same_before_and_after(desk, going):
    a_loan(at(desk, PAST))
    member = with_everything(desk)
    # Whoever left no longer counts as a member from today on, as it was before.
    before = [all_but_members(desk, month) for month in MONTHS]

    going(desk, member.id)

    after = [all_but_members(desk, month) for month in MONTHS]
    assert before == after
    assert figures.gather(desk, MONTHS[1])["members"] == 2


def test_the_chain_holds_and_nothing_is_unsound_afterwards(desk, going):
    member = with_everything(desk)

    going(desk, member.id)

    walked = journal.walk(desk)
    assert (walked.broken_at, walked.altered_count) == (None, 0)
    assert check.examine(desk).flaws == ()


def test_who_has_copies_at_home_cannot_go(desk, going):
    member = a_member(desk)
    a_loan(desk, member)

    with pytest.raises(errors.MemberHasLoans) as refused:
        going(desk, member.id)

    assert refused.value.facts == {"card": member.card, "count": 1}


def test_who_owes_cannot_go(desk, going):
    member = a_member(desk)
    act = journal.begin(desk, ActKind.charge)
    desk.session.add(
        Ledger(borrower=member.row, kind=LedgerKind.fine, amount=700, on_day=TODAY, act=act.row)
    )

    with pytest.raises(errors.MemberOwes) as refused:
        going(desk, member.id)

    assert refused.value.amount == 700


def test_a_copy_set_aside_for_a_leaver_goes_to_the_next_in_the_queue(desk, going):
    number = a_copy(desk)
    leaver, next_one = a_member(desk), a_member(desk)
    act = journal.begin(desk, ActKind.place_hold)
    copy, title = rows(desk, "SELECT row, title FROM copy")[0]
    desk.session.add(
        Hold(
            title=title,
            borrower=leaver.row,
            copy_row=copy,
            state="ready",
            placed_on=TODAY,
            ready_on=TODAY,
            until_on=TODAY,
            act=act.row,
        )
    )
    desk.session.flush()
    desk.session.add(Hold(title=title, borrower=next_one.row, placed_on=TODAY, act=act.row))

    going(desk, leaver.id)

    held = rows(
        desk, "SELECT h.borrower, h.state, c.number FROM hold h JOIN copy c ON c.row = h.copy"
    )
    assert held == [(next_one.row, "ready", number)]


def test_who_left_comes_back_with_the_old_card(desk):
    member = a_reader(desk)
    leaving.leave(desk, member.id)

    back = leaving.come_back(desk, member.id)

    assert (back.status, back.card) == ("active", "Z9")
    assert a_loan(desk, back).card == "Z9"


def test_a_return_that_was_forgotten_is_not_undone(desk):
    member = a_member(desk)
    slip = a_loan(desk, member)
    back = circulation.give_back(desk, slip.barcode)
    leaving.leave(desk, member.id)

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, back.act_id)


def test_of_an_erased_person_nothing_is_left_in_the_file(library):
    with library.changing() as desk:
        member = with_everything(desk)
        cards.replace_card(desk, member.id, lost=True, card="Z10")
        a_member(desk, "Orang Lain")
    with library.changing() as desk:
        card = leaving.erase(desk, member.id)
    library.close()

    stored = library.path.read_bytes()

    assert card == "Z10"
    for word in (
        "Zubaidah",
        "zubaidah",
        "Kencana",
        "Melati",
        "081234567890",
        "Suka cerita",
        "gaduh",
    ):
        assert word.encode() not in stored, word
    assert a_photo()[-60:] not in stored


def test_an_erased_person_is_found_by_nothing(desk):
    member = with_everything(desk)

    leaving.erase(desk, member.id)

    assert members.find(desk, "zubaidah") == members.find(desk, "Z9") == ()
    assert members.page_at(desk, 0) == ()
    assert members.count(desk) == 0
    for ask in (lambda: members.by_card(desk, "Z9"), lambda: members.show(desk, member.id)):
        with pytest.raises(errors.MemberUnknown):
            ask()


def test_a_ward_of_an_erased_person_has_no_guardian_card(desk):
    guardian = a_member(desk)
    child = a_member(desk, guardian_card=guardian.card)

    leaving.erase(desk, guardian.id)

    assert members.show(desk, child.id).guardian_card == ""


def test_everything_of_a_person_is_shown(desk):
    member = with_everything(desk)

    found = personal.personal(desk, member.id)

    assert found.member == members.show(desk, member.id)
    assert [each.number for each in found.cards] == ["Z9"]
    assert [each.returned_on for each in found.loans] == ["2026-11-03", "2026-10-09"]
    assert [each.kind for each in found.money] == ["fine", "payment"]
    assert (len(found.holds), len(found.sanctions), found.visits) == (1, 1, ("2026-10-05",))


def test_an_identity_number_is_never_exported(desk):
    settings.remember(desk, "keep_nik", "yes")
    nik = "6303054107150001"
    member = a_member(desk, NAME, card="Z9", nik=nik)

    made = personal.export(desk, member.id)

    assert nik.encode() not in made.text + made.json
    assert json.loads(made.json)["member"]["name"] == NAME
    assert (made.name, NAME.encode() in made.text) == ("Z9", True)


def test_a_resident_leaves_and_is_erased_by_card(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        resident = a_member(desk)
        slip = a_loan(desk, resident)
        circulation.give_back(desk, slip.barcode)
        goes(desk, resident)

        leaving.leave(desk, resident.id)
        exported = personal.export(desk, resident.id)
        leaving.erase(desk, resident.id)

        assert json.loads(exported.json)["member"]["name"] == ""
        assert rows(desk, "SELECT count(*) FROM loan WHERE borrower IS NOT NULL") == [(0,)]
        assert check.examine(desk).flaws == ()
    library.close()


@pytest.fixture
def inside(tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        yield desk
    library.close()


def test_a_resident_does_not_leave_past_the_clearance(inside, going):
    resident = a_member(inside)

    with pytest.raises(errors.LeavesByClearance):
        going(inside, resident.id)

    assert members.show(inside, resident.id).card == resident.card
    assert rows(inside, "SELECT status FROM borrower") == [("active",)]


def test_a_resident_whose_clearance_is_open_is_not_gone_yet(inside, going):
    resident = a_member(inside)
    moves.record(inside, (moves.Change(resident.row, state=ResidentState.released),))

    with pytest.raises(errors.LeavesByClearance):
        going(inside, resident.id)

    assert len(clearances.opened(inside)) == 1


def test_a_resident_comes_back_by_a_state(inside):
    resident = a_member(inside)
    goes(inside, resident)

    with pytest.raises(errors.BackByState):
        leaving.come_back(inside, resident.id)

    moves.record(inside, (moves.Change(resident.row, state=ResidentState.present),))
    assert rows(inside, "SELECT status FROM borrower") == [("active",)]


def test_a_suspension_goes_with_an_erased_person(desk):
    member = a_member(desk, card="Z9")
    sanctions.impose(desk, member.id, kind=SanctionKind.suspension, reason="Buku hilang")

    leaving.erase(desk, member.id)

    assert rows(desk, "SELECT DISTINCT reason FROM sanction") == [("",)]


WORDS = (NAME, "Gang Melati", "081234567890", "Suka cerita")


def details(desk):
    return " ".join(row[0] for row in rows(desk, "SELECT detail FROM journal_detail"))


def kept_beside(library):
    """What lies beside the library and in it, as bytes."""
    files = library.path.parent.glob(f"{library.path.name}*")
    return b"".join(each.read_bytes() for each in files if each.suffix != ".lock")


def test_a_typed_name_stays_on_no_slip(desk):
    member, other = a_reader(desk), a_member(desk, "Rusdi", card="A9")
    book = a_copy(desk, "K7")
    late_entry.record(desk, [TypedSlip("h", "", SlipAct.lend, "Zubaidah", book)])
    circulation.give_back(desk, book)
    typed = [NAME.upper(), "z9", other.card, "Rusdi"]
    late_entry.keep_drafts(desk, [TypedSlip("h", "", SlipAct.lend, card, book) for card in typed])

    leaving.erase(desk, member.id)

    kept = [row[0] for row in rows(desk, "SELECT card FROM paper_slip ORDER BY row")]
    assert kept == ["", "", "", "A9", "Rusdi"]


def test_no_note_stays_after_a_merge_that_was_undone(desk):
    member, other = a_reader(desk), a_member(desk, "Zubaidah K.", note="Kembar")
    merged = merging.merge(desk, member.id, other.id)
    undoing.undo(desk, merged.act_id)

    leaving.erase(desk, member.id)

    assert [word for word in WORDS if word in details(desk)] == []
    assert members.show(desk, other.id).note == "Kembar"


def test_nothing_of_somebody_stays_with_whom_they_were_one_for_a_while(desk):
    keep, member = a_member(desk, "Rusdi", note="Rajin"), a_reader(desk)
    merged = merging.merge(desk, keep.id, member.id)
    draft = MemberDraft(
        name="Rusdi R.", note="Rajin\nSuka cerita benar\nSopan", phone="081234567890"
    )
    members.edit(desk, keep.id, draft)
    undoing.undo(desk, merged.act_id)

    leaving.erase(desk, member.id)

    assert members.show(desk, keep.id).note == "Rajin\nbenar\nSopan"
    assert [word for word in WORDS if word in details(desk)] == []


def test_no_copy_from_before_an_update_stays_after_erasing(library):
    with library.changing() as desk:
        member = a_reader(desk)
    name = library.path.name
    gone = [f"{name}.before-0001", f"{name}.before-0001.part", f"{name}.before-first"]
    kept = [f"{name}.before-0001.zip", f"{name}x.before-0001", "lain.jukung.before-0001"]
    for each in (*gone, *kept):
        library.path.with_name(each).write_bytes(NAME.encode())

    with library.changing() as desk:
        leaving.erase(desk, member.id)

    there = [each for each in (*gone, *kept) if library.path.with_name(each).exists()]
    assert there == kept


def test_a_refused_erasing_leaves_the_copy_from_before_an_update(library):
    with library.changing() as desk:
        member = a_reader(desk)
        a_loan(desk, member)
    aside = library.path.with_name(f"{library.path.name}.before-0001")
    aside.touch()

    with pytest.raises(errors.MemberHasLoans), library.changing() as desk:
        leaving.erase(desk, member.id)

    assert aside.exists()


def test_nothing_erased_stays_in_the_log_while_the_library_is_open(library):
    with library.changing() as desk:
        member = a_reader(desk)
    with library.reading() as desk:
        members.find(desk, "Zubaidah")

    with library.changing() as desk:
        leaving.erase(desk, member.id)

    left = kept_beside(library)
    assert [word for word in WORDS if word.encode() in left] == []


def test_no_damage_is_told_after_erasing_somebody(library):
    with library.changing() as desk:
        several = [a_member(desk) for _ in range(7)]
    with library.reading() as desk:
        assert check.examine(desk).is_sound

    with library.changing() as desk:
        leaving.erase(desk, several[-1].id)

    with library.reading() as desk:
        assert check.examine(desk).flaws == ()
        assert len(members.find(desk, "Anggota")) == 6
