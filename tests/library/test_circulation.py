import json
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import (
    ActKind,
    BorrowerStatus,
    CollectionKind,
    CopyStatus,
    LoanEnding,
    Role,
    SanctionKind,
    Sex,
)
from jukung.domain.lending import Shift
from jukung.library import (
    circulation,
    copies,
    holds,
    leaving,
    members,
    overview,
    sanctions,
    settings,
    suggesting,
    visits,
)
from jukung.library.copies import CopyDraft
from jukung.library.members import MemberDraft
from jukung.store.tables import Borrower
from makers import (
    TODAY,
    a_copy,
    a_library,
    a_loan,
    a_member,
    a_title,
    acting_as,
    at,
)

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def member(desk):
    return a_member(desk, name="Anggota Satu", card="A1")


@pytest.fixture
def other(desk):
    return a_member(desk, name="Anggota Dua", card="A2")


@pytest.fixture
def copy(desk):
    return a_copy(desk, "K1", title="Rawa")


def out(desk):
    """Every copy that is out, with its card."""
    found = desk.session.execute(
        text(
            "SELECT c.number, b.card FROM loan l JOIN copy c ON c.row = l.copy "
            "JOIN borrower b ON b.row = l.borrower "
            "WHERE l.returned_on IS NULL AND l.cancel_act IS NULL ORDER BY c.number"
        )
    )
    return dict(found.all())


def title_of(desk, number):
    return copies.show(desk, number).title_id


def code_of(refusal):
    """The stable name of a refusal, such as `copy_on_loan`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", refusal.__name__).lower()


# --- What a scan means: who is at the desk, and where the copy is ---

NOBODY, HOLDER, ANOTHER = None, "A1", "A2"
SHELF, TODAYS, OLDER = "on the shelf", "lent today", "lent before"

DECISIONS = [
    (NOBODY, SHELF, errors.NoMemberChosen, {}),
    (NOBODY, TODAYS, ActKind.give_back, {}),
    (NOBODY, OLDER, ActKind.give_back, {}),
    (HOLDER, SHELF, ActKind.lend, {"K1": "A1"}),
    (HOLDER, TODAYS, errors.AlreadyWithThisMember, {"K1": "A1"}),
    (HOLDER, OLDER, ActKind.give_back, {}),
    (ANOTHER, SHELF, ActKind.lend, {"K1": "A2"}),
    (ANOTHER, TODAYS, errors.CopyOnLoan, {"K1": "A1"}),
    (ANOTHER, OLDER, errors.CopyOnLoan, {"K1": "A1"}),
]


@pytest.mark.parametrize(("who", "where", "what", "left_out"), DECISIONS)
@pytest.mark.usefixtures("member", "other", "copy")
def test_a_scanned_copy_means(desk, who, where, what, left_out):
    if where != SHELF:
        circulation.lend(desk, "A1", "K1", on=TODAY if where == TODAYS else YESTERDAY)

    if isinstance(what, ActKind):
        scanned = circulation.scan(desk, "k1", card=who)

        assert scanned.slip.action is what
        assert scanned.member.card == scanned.slip.card == (who or HOLDER)
    else:
        with pytest.raises(what):
            circulation.scan(desk, "k1", card=who)
    assert out(desk) == left_out


@pytest.mark.parametrize("who", [NOBODY, HOLDER, ANOTHER])
@pytest.mark.usefixtures("member", "other", "copy")
def test_a_scanned_card_calls_its_member(desk, who):
    scanned = circulation.scan(desk, " a1 ", card=who)

    assert (scanned.member.name, scanned.slip) == ("Anggota Satu", None)


@pytest.mark.parametrize(
    ("typed", "who", "refusal"),
    [
        ("K9", NOBODY, errors.CopyUnknown),
        ("K9", HOLDER, errors.CopyUnknown),
        ("tidak ada", NOBODY, errors.MemberUnknown),
        ("tidak ada", HOLDER, errors.CopyUnknown),
    ],
)
@pytest.mark.usefixtures("member", "copy")
def test_a_scan_that_finds_nothing_is_refused(desk, typed, who, refusal):
    with pytest.raises(refusal):
        circulation.scan(desk, typed, card=who)


@pytest.mark.usefixtures("member", "copy")
def test_a_paper_slip_scanned_twice_stays_lent(desk):
    circulation.scan(desk, "K1", card="A1", on=YESTERDAY)

    with pytest.raises(errors.AlreadyWithThisMember):
        circulation.scan(desk, "K1", card="A1", on=YESTERDAY)

    assert out(desk) == {"K1": "A1"}


@pytest.mark.usefixtures("member")
def test_a_card_of_nobody_lends_nothing(desk, copy):
    with pytest.raises(errors.MemberUnknown):
        circulation.scan(desk, copy, card="A9")


# --- Lending ---


def test_a_slip_says_what_was_done(desk, member, copy):
    slip = circulation.lend(desk, "a1", " k1 ")

    assert (slip.action, slip.barcode, slip.title, slip.card, slip.member_name) == (
        ActKind.lend,
        copy,
        "Rawa",
        member.card,
        "Anggota Satu",
    )
    assert (slip.lent_on, slip.due_on, slip.returned_on) == (TODAY, date(2026, 11, 29), None)
    assert (slip.renewals, slip.overdue_days, slip.at) == (0, 0, "12:00")


def test_a_copy_is_lent_only_once(desk, member, other, copy):
    circulation.lend(desk, member.card, copy)

    with pytest.raises(errors.CopyOnLoan) as refused:
        circulation.lend(desk, other.card, copy)
    with pytest.raises(errors.AlreadyWithThisMember):
        circulation.lend(desk, member.card, copy)

    assert refused.value.facts == {"barcode": "K1", "due_on": date(2026, 11, 29)}
    assert out(desk) == {"K1": "A1"}


def test_a_returned_copy_is_lent_again_on_the_same_day(desk, member, other, copy):
    circulation.lend(desk, member.card, copy)
    circulation.give_back(desk, copy)

    circulation.lend(desk, other.card, copy)

    assert out(desk) == {"K1": "A2"}


@pytest.mark.parametrize(
    ("stop", "refusal"),
    [
        ("suspended", errors.MemberSuspended),
        ("marked_left", errors.MemberLeft),
        ("expired", errors.MemberExpired),
    ],
)
def test_who_may_not_borrow_is_refused_and_may_still_return(desk, member, copy, stop, refusal):
    circulation.lend(desk, member.card, a_copy(desk, "K2"))
    stops = {"suspended": suspended, "marked_left": marked_left, "expired": expired}
    stops[stop](desk, member)

    with pytest.raises(refusal):
        circulation.lend(desk, member.card, copy)
    with pytest.raises(refusal):
        circulation.renew(desk, "K2")
    circulation.give_back(desk, "K2")

    assert out(desk) == {}


@pytest.mark.parametrize("status", [each for each in CopyStatus if each != "available"])
def test_a_copy_that_stays_here_is_refused(desk, member, status):
    copy = a_copy(desk, status=status)

    with pytest.raises(errors.CopyNotForLoan):
        circulation.lend(desk, member.card, copy)


@pytest.mark.parametrize(
    ("card", "number", "refusal"),
    [("A9", "K1", errors.MemberUnknown), ("A1", "K9", errors.CopyUnknown)],
)
@pytest.mark.usefixtures("member", "copy")
def test_nothing_unknown_is_lent(desk, card, number, refusal):
    with pytest.raises(refusal):
        circulation.lend(desk, card, number)


def test_a_third_copy_is_one_too_many(desk, member):
    for _ in range(2):
        a_loan(desk, member)

    with pytest.raises(errors.LoanLimitReached) as refused:
        a_loan(desk, member)

    assert refused.value.limit == overview.limit_for(desk, member) == 2


def test_a_narrower_rule_is_the_one_that_counts(desk, member):
    desk.session.execute(
        text(
            "INSERT INTO loan_rule (row, borrower_kind, collection_kind, copies, days, renewals) "
            "VALUES (2, 'general', NULL, 1, 3, 0), (3, NULL, 'teen', 9, 9, 9)"
        )
    )

    slip = a_loan(desk, member)

    assert slip.due_on == TODAY + timedelta(days=3)
    assert overview.limit_for(desk, member) == 1
    with pytest.raises(errors.LoanLimitReached):
        a_loan(desk, member)


def test_a_paper_slip_is_entered_with_its_true_day(desk, member, copy):
    slip = circulation.lend(desk, member.card, copy, on=date(2026, 11, 2))

    row = desk.session.execute(text("SELECT lent_on, due_on, source FROM loan")).one()
    assert tuple(row) == ("2026-11-02", "2026-11-09", "late_entry")
    assert slip.overdue_days == 0
    assert overview.loans_of(desk, member.card)[0].overdue_days == 13


@pytest.mark.parametrize(
    "verb",
    [
        lambda desk, on: circulation.lend(desk, "A1", "K1", on=on),
        lambda desk, on: circulation.lend_unknown(desk, "A1", "K9", "Baru", on=on),
        lambda desk, on: circulation.give_back(desk, "K2", on=on),
        lambda desk, on: circulation.renew(desk, "K2", on=on),
        lambda desk, on: circulation.scan(desk, "K1", card="A1", on=on),
    ],
)
@pytest.mark.usefixtures("copy")
def test_nothing_is_recorded_before_it_happens(desk, member, verb):
    a_loan(desk, member, a_copy(desk, "K2"))

    with pytest.raises(errors.DayInFuture) as refused:
        verb(desk, TOMORROW)

    assert refused.value.on == TOMORROW


def test_a_loan_keeps_what_the_figures_need(desk):
    member = a_member(desk, sex=Sex.female, birth_year=2015)
    title_id = a_title(desk, class_number="2X4")

    a_loan(desk, member, a_copy(desk, title_id=title_id, kind=CollectionKind.children))

    row = desk.session.execute(
        text(
            "SELECT sex, age_band, borrower_kind, class_main, collection_kind, owner_kind, source "
            "FROM loan"
        )
    ).one()
    assert tuple(row) == ("female", "child", "general", "2X", "children", "own", "desk")


# --- A copy nobody has registered yet ---


def test_an_unknown_copy_is_registered_and_lent_at_once(desk, member):
    slip = circulation.lend_unknown(desk, member.card, " K9 ", "Buku Sumbangan")

    assert (slip.action, slip.barcode, slip.title) == (
        ActKind.lend_unknown,
        "K9",
        "Buku Sumbangan",
    )
    assert out(desk) == {"K9": "A1"}


@pytest.mark.parametrize(
    ("card", "number", "title", "refusal"),
    [
        ("A1", "K9", "  ", errors.TitleMissing),
        ("A1", "k1", "Baru", errors.CopyNumberTaken),
        ("A1", "A1", "Baru", errors.CopyNumberIsCard),
        ("A9", "K9", "Baru", errors.MemberUnknown),
        ("A1", "É9", "Baru", errors.NumberNotPrintable),
    ],
)
def test_a_refused_registering_leaves_nothing(library, card, number, title, refusal):
    with library.changing() as desk:
        a_member(desk, card="A1")
        a_copy(desk, "K1")

    with pytest.raises(refusal), library.changing() as desk:
        circulation.lend_unknown(desk, card, number, title)

    with library.reading() as desk:
        counts = desk.session.execute(
            text("SELECT (SELECT count(*) FROM title), (SELECT count(*) FROM copy)")
        ).one()
    assert tuple(counts) == (1, 1)


def test_a_member_over_the_limit_registers_nothing(library):
    with library.changing() as desk:
        member = a_member(desk, card="A1")
        a_loan(desk, member)
        a_loan(desk, member)

    with pytest.raises(errors.LoanLimitReached), library.changing() as desk:
        circulation.lend_unknown(desk, "A1", "K9", "Baru")

    with library.reading() as desk, pytest.raises(errors.CopyUnknown):
        copies.show(desk, "K9")


# --- Returning ---


def test_a_copy_comes_back_whoever_brings_it(desk, member, copy):
    circulation.lend(desk, member.card, copy, on=date(2026, 11, 1))

    slip = circulation.give_back(desk, copy)

    assert (slip.action, slip.card, slip.returned_on) == (ActKind.give_back, "A1", TODAY)
    assert slip.overdue_days == 14
    assert out(desk) == {}


@pytest.mark.parametrize(
    ("number", "refusal"), [("K1", errors.CopyNotOnLoan), ("K9", errors.CopyUnknown)]
)
@pytest.mark.usefixtures("copy")
def test_what_is_not_out_cannot_come_back(desk, number, refusal):
    for verb in (circulation.give_back, circulation.renew):
        with pytest.raises(refusal):
            verb(desk, number)


@pytest.mark.parametrize("verb", [circulation.give_back, circulation.renew])
def test_nothing_happens_to_a_loan_before_it_began(desk, member, copy, verb):
    circulation.lend(desk, member.card, copy)

    with pytest.raises(errors.DayTooEarly) as refused:
        verb(desk, copy, on=YESTERDAY)

    assert refused.value.facts == {"on": YESTERDAY, "lent_on": TODAY}


def test_a_copy_comes_back_on_its_true_day(desk, member, copy):
    circulation.lend(desk, member.card, copy, on=date(2026, 11, 1))

    slip = circulation.give_back(desk, copy, on=date(2026, 11, 9))

    assert (slip.returned_on, slip.overdue_days) == (date(2026, 11, 9), 1)


# --- Renewing ---


def test_a_loan_is_renewed_by_the_rule(desk, member, copy):
    circulation.lend(desk, member.card, copy, on=date(2026, 11, 20))

    slip = circulation.renew(desk, copy)

    assert (slip.action, slip.due_on, slip.renewals) == (ActKind.renew, date(2026, 11, 29), 1)
    with pytest.raises(errors.RenewalLimitReached) as refused:
        circulation.renew(desk, copy)
    assert refused.value.facts == {"barcode": "K1", "limit": 1, "rule": "*/*"}


def test_an_overdue_loan_comes_back_first(desk, member, copy):
    circulation.lend(desk, member.card, copy, on=date(2026, 11, 14))

    with pytest.raises(errors.LoanOverdue) as refused:
        circulation.renew(desk, copy)

    assert refused.value.due_on == date(2026, 11, 21)


def test_a_cut_short_due_day_says_why(desk, member, copy):
    members.edit(
        desk, member.id, MemberDraft(name="Anggota Satu", until_on=TODAY + timedelta(days=2))
    )

    slip = circulation.lend(desk, member.card, copy)

    assert slip.due_on == slip.due.on == TODAY + timedelta(days=2)
    assert [reason.shift for reason in slip.due.reasons] == [Shift.membership]
    assert slip.due.rule == "*/*"


def test_a_box_goes_home_before_the_rule_would_have_it(desk, member, copy):
    desk.session.execute(text("UPDATE copy SET back_by = '2026-11-25'"))

    slip = circulation.lend(desk, member.card, copy)

    assert (slip.due_on, slip.due.reasons[0].shift) == (date(2026, 11, 25), Shift.owner)


def test_a_due_day_skips_closed_days(desk, member, copy):
    settings.remember(desk, "closed_weekdays", "6")

    slip = circulation.lend(desk, member.card, copy)

    assert slip.due_on == date(2026, 11, 30)
    assert slip.due.reasons[0].was == date(2026, 11, 29)


def test_all_that_somebody_has_is_renewed_and_what_cannot_be_is_named(desk, member):
    a_loan(desk, member, a_copy(desk, "K1"), on=TODAY - timedelta(days=3))
    a_loan(desk, member, a_copy(desk, "K2"), on=TODAY - timedelta(days=20))

    slips, refusals = circulation.renew_all(desk, member.card)

    assert [(slip.barcode, slip.renewals) for slip in slips] == [("K1", 1)]
    assert [type(each) for each in refusals] == [errors.LoanOverdue]


def test_a_loan_that_somebody_waits_for_is_not_renewed(desk, member, other, copy):
    circulation.lend(desk, member.card, copy)
    holds.place(desk, other.card, title_of(desk, copy))

    with pytest.raises(errors.RenewalHeld):
        circulation.renew(desk, copy)


# --- Exceptions ---


def test_somebody_who_has_overdue_copies_is_warned_or_refused(desk, member):
    a_loan(desk, member, a_copy(desk, "K2"), on=TODAY - timedelta(days=20))
    warned = a_loan(desk, member, a_copy(desk, "K3"))
    circulation.give_back(desk, "K3")
    desk.session.execute(text("UPDATE loan_rule SET when_overdue = 'refuse'"))

    with pytest.raises(errors.MemberHasOverdue) as refused:
        a_loan(desk, member, "K3")

    assert [each.code for each in warned.warnings] == ["member_has_overdue"]
    assert refused.value.facts == {"card": "A1", "count": 1, "rule": "*/*"}


def expired(desk, member):
    members.edit(desk, member.id, MemberDraft(name="x", until_on=YESTERDAY))


def suspended(desk, member):
    sanctions.impose(desk, member.id, kind=SanctionKind.suspension, reason="x")


def marked_left(desk, member):
    """As files of the first edition have it, whose form took copies along."""
    desk.session.get_one(Borrower, member.row).status = BorrowerStatus.left
    desk.session.flush()


def full(desk, member):
    for _ in range(2):
        a_loan(desk, member)


def overdue(desk, member):
    desk.session.execute(text("UPDATE loan_rule SET when_overdue = 'refuse'"))
    a_loan(desk, member, on=TODAY - timedelta(days=20))


def stays_inside(desk, _member):
    desk.session.execute(text("UPDATE loan_rule SET may_leave = 0"))


def in_reading_room(desk, _member):
    desk.session.execute(text("UPDATE copy SET status = 'reading_room' WHERE number = 'K1'"))


def held_for_other(desk, member):
    a_loan(desk, member, "K1")
    waiting = a_member(desk)
    holds.place(desk, waiting.card, title_of(desk, "K1"))
    circulation.give_back(desk, "K1")


LIFTED = {
    expired: errors.MemberExpired,
    suspended: errors.MemberSuspended,
    full: errors.LoanLimitReached,
    overdue: errors.MemberHasOverdue,
    stays_inside: errors.CopyStaysInside,
    in_reading_room: errors.CopyNotForLoan,
    held_for_other: errors.CopyHeldForOther,
}


@pytest.mark.parametrize(("hinder", "refusal"), LIFTED.items())
def test_a_permission_with_a_reason_lifts_what_speaks_against(desk, member, copy, hinder, refusal):
    hinder(desk, member)
    with pytest.raises(refusal):
        circulation.lend(desk, "A1", copy)

    slip = circulation.lend(desk, "A1", copy, permit=" Tugas sekolah ")

    said = desk.session.execute(
        text(
            "SELECT a.kind, a.facts, d.detail, l.permitted_by FROM loan l "
            "JOIN journal_act a ON a.row = l.act JOIN journal_entry e ON e.act = a.row "
            "JOIN journal_detail d ON d.seq = e.seq WHERE l.id = :id AND e.noun_id = l.id"
        ),
        {"id": slip.loan_id},
    ).one()
    detail = json.loads(said.detail)
    assert (slip.action, said.kind, said.facts, said.permitted_by) == (
        ActKind.permit,
        "permit",
        "{}",
        1,
    )
    assert (detail["reason"], detail["lifted"]) == ("Tugas sekolah", [code_of(refusal)])
    assert slip.due_on == date(2026, 11, 29)


@pytest.mark.parametrize("permit", ["", "  "])
def test_a_permission_needs_its_reason(desk, member, copy, permit):
    with pytest.raises(errors.ReasonMissing):
        circulation.lend(desk, member.card, copy, permit=permit)


@pytest.mark.parametrize("role", [Role.assistant, Role.aide])
def test_only_a_keeper_permits(desk, member, copy, role):
    for verb in (
        lambda: circulation.lend(acting_as(desk, role), "A1", copy, permit="x"),
        lambda: circulation.renew(acting_as(desk, role), copy, permit="x"),
    ):
        with pytest.raises(errors.NotAllowed):
            verb()


def test_no_permission_lends_a_copy_that_is_out_or_gone_or_to_who_left(desk, member, other, copy):
    a_copy(desk, "K2", status=CopyStatus.repair)
    circulation.lend(desk, other.card, copy)

    with pytest.raises(errors.CopyOnLoan):
        circulation.lend(desk, "A1", copy, permit="x")
    with pytest.raises(errors.CopyNotForLoan):
        circulation.lend(desk, "A1", "K2", permit="x")
    leaving.leave(desk, member.id)
    with pytest.raises(errors.MemberLeft):
        circulation.lend(desk, "A1", copy, permit="x")


def test_a_permission_that_was_not_needed_is_an_ordinary_loan(desk, member, copy):
    slip = circulation.lend(desk, member.card, copy, permit="x")

    assert slip.action is ActKind.lend
    assert desk.session.execute(text("SELECT permitted_by FROM loan")).scalar_one() is None


def test_a_permission_renews_what_is_overdue_renewed_and_waited_for(desk, member, other, copy):
    circulation.lend(desk, member.card, copy, on=TODAY - timedelta(days=10))
    desk.session.execute(text("UPDATE loan_rule SET renewals = 0"))
    holds.place(desk, other.card, title_of(desk, copy))

    slip = circulation.renew(desk, copy, permit="Masih dibaca")

    assert (slip.action, slip.due_on) == (ActKind.renew, date(2026, 11, 29))
    assert slip.renewals == 1


# --- Damaged, lost, late, waited for ---


def test_a_damaged_copy_goes_to_repair_with_a_note(desk, member, copy):
    circulation.lend(desk, member.card, copy)

    slip = circulation.give_back(desk, copy, ending=LoanEnding.damaged, note=" Sampul lepas ")

    row = desk.session.execute(text("SELECT status, condition_note FROM copy")).one()
    assert tuple(row) == ("repair", "Sampul lepas")
    assert (slip.ending, slip.condition_note) == (LoanEnding.damaged, "Sampul lepas")
    assert desk.session.execute(text("SELECT ending FROM loan")).scalar_one() == "damaged"


@pytest.mark.parametrize(
    ("price", "given", "owed"), [(None, None, 0), (45_000, None, 45_000), (45_000, 0, 0), (1, 7, 7)]
)
def test_a_lost_copy_is_missing_and_its_price_is_owed(desk, member, copy, price, given, owed):
    desk.session.execute(text("UPDATE copy SET price = :price"), {"price": price})
    circulation.lend(desk, member.card, copy)

    slip = circulation.lose(desk, copy, price=given)

    assert (slip.action, slip.ending, slip.fine) == (ActKind.lose, LoanEnding.lost, owed)
    assert copies.show(desk, copy).status is CopyStatus.missing
    assert members.show(desk, member.id).owed == owed
    assert out(desk) == {}


@pytest.mark.parametrize("price", [-1, 1_000_000_001])
def test_a_price_that_cannot_be_right_is_refused(desk, member, copy, price):
    circulation.lend(desk, member.card, copy)

    with pytest.raises(errors.AmountOutOfRange):
        circulation.lose(desk, copy, price=price)


def test_a_late_copy_costs_what_the_rule_says_and_nothing_blocks_it(desk, member, copy):
    desk.session.execute(text("UPDATE loan_rule SET fine_per_day = 500, grace_days = 2"))
    circulation.lend(desk, member.card, copy, on=date(2026, 11, 2))
    suspended(desk, member)

    slip = circulation.give_back(desk, copy)

    assert (slip.overdue_days, slip.fine) == (13, 11 * 500)
    assert members.show(desk, member.id).owed == 11 * 500


def test_who_waits_is_told_of_at_the_return(desk, member, other, copy):
    circulation.lend(desk, member.card, copy)
    holds.place(desk, other.card, title_of(desk, copy))

    slip = circulation.give_back(desk, copy)
    lent = circulation.lend(desk, other.card, copy)

    assert (slip.hold.card, slip.hold.member_name) == ("A2", "Anggota Dua")
    assert overview.day_counts(desk).holds_ready == 0
    assert lent.action is ActKind.lend


@pytest.mark.parametrize("ending", [LoanEnding.damaged, LoanEnding.lost])
def test_nobody_is_told_of_a_copy_that_cannot_be_lent(desk, member, other, copy, ending):
    circulation.lend(desk, member.card, copy)
    holds.place(desk, other.card, title_of(desk, copy))

    assert circulation.give_back(desk, copy, ending=ending).hold is None


def test_a_copy_in_the_hand_comes_back_even_to_a_clock_that_ran_back(desk, member, copy):
    circulation.lend(desk, member.card, copy)

    slip = circulation.give_back(at(desk, date(2000, 1, 1)), copy)

    assert slip.returned_on == TODAY
    assert out(desk) == {}


def test_what_is_lent_while_the_clock_is_wrong_is_no_paper_slip(desk, member, copy):
    slip = circulation.lend(at(desk, date(2000, 1, 1)), member.card, copy)

    row = desk.session.execute(text("SELECT source, clock_doubtful FROM loan")).one()
    assert (*row, slip.lent_on) == ("desk", 1, TODAY)


def test_a_loan_of_before_does_not_reach_into_a_later_one(desk, member, other, copy):
    circulation.lend(desk, other.card, copy, on=date(2026, 11, 10))
    circulation.give_back(desk, copy, on=date(2026, 11, 12))

    for day in (8, 10, 11):
        with pytest.raises(errors.CopyOutThen):
            circulation.lend(desk, member.card, copy, on=date(2026, 11, day))
    slip = circulation.lend(desk, member.card, copy, on=date(2026, 11, 12))

    assert slip.lent_on == date(2026, 11, 12)


def test_a_copy_in_the_hand_came_back_before_it_went_out_again(desk, member, other, copy):
    circulation.lend(desk, other.card, copy, on=date(2026, 11, 10))
    circulation.give_back(desk, copy, on=date(2026, 11, 12))
    circulation.lend(desk, member.card, copy, on=date(2026, 11, 12))
    # As files of before may have it: the second loan reaches back before the first.
    desk.session.execute(text("UPDATE loan SET lent_on = '2026-11-02' WHERE row = 2"))

    with pytest.raises(errors.CopyOutThen):
        circulation.give_back(desk, copy, on=date(2026, 11, 11))
    slip = circulation.give_back(desk, copy)

    assert slip.returned_on == date(2026, 11, 10)


def test_a_paper_slip_keeps_its_time(desk, member, copy):
    circulation.lend(desk, member.card, copy, on=YESTERDAY, time="09:30")
    slip = circulation.give_back(desk, copy, on=YESTERDAY, time="16:05")

    row = desk.session.execute(text("SELECT lent_time, returned_time FROM loan")).one()
    assert (*row, slip.at) == ("09:30", "16:05", "16:05")


@pytest.mark.parametrize("time", ["9", "24:00", "09:60", "pagi"])
def test_a_time_that_is_none_is_refused(desk, member, copy, time):
    with pytest.raises(errors.TimeUnreadable):
        circulation.lend(desk, member.card, copy, on=YESTERDAY, time=time)


# --- What the desk shows ---


def test_the_longest_out_is_listed_first(desk, member):
    a_loan(desk, member, a_copy(desk, "K2"))
    a_loan(desk, member, a_copy(desk, "K1"), on=date(2026, 11, 1))

    listed = overview.loans_of(desk, "a1")

    assert [(each.barcode, each.overdue_days) for each in listed] == [("K1", 14), ("K2", 0)]
    with pytest.raises(errors.MemberUnknown):
        overview.loans_of(desk, "A9")


def test_the_day_is_counted(desk, member):
    before = overview.day_counts(desk)
    a_loan(desk, member, a_copy(desk, "K1"))
    a_loan(desk, member, a_copy(desk, "K2"), on=date(2026, 11, 16))
    circulation.give_back(desk, "K1")
    visits.record(desk, female=2)

    after = overview.day_counts(desk)

    assert (before.lent, before.returned, before.visits, before.due_tomorrow) == (0, 0, None, 0)
    assert (after.lent, after.returned, after.visits, after.due_tomorrow) == (1, 1, 2, 1)


def test_members_and_titles_are_suggested(desk, member):
    a_copy(desk, title="Satu Perahu")

    found = suggesting.suggest(desk, "satu")

    assert [(each.kind, each.primary) for each in found] == [
        ("member", "Anggota Satu"),
        ("title", "Satu Perahu"),
    ]
    assert found[0].key == member.card


def test_an_aide_is_shown_no_names(desk, member):
    a_copy(desk, title="Satu Perahu")

    found = suggesting.suggest(acting_as(desk, Role.aide), "satu")

    assert member.name not in str(found)
    assert [each.kind for each in found] == ["title"]


def test_no_more_is_suggested_than_fits(desk):
    for number in range(12):
        a_member(desk, name=f"Satu {number}")
        a_title(desk, f"Satu {number}")

    found = suggesting.suggest(desk, "satu", most=8)

    assert len(found) == 8
    assert {each.kind for each in found} == {"member", "title"}


def test_a_title_is_lent_by_any_copy_on_the_shelf(desk, member):
    title_id = a_title(desk, "Rawa")
    a_copy(desk, "K1", title_id=title_id, status=CopyStatus.repair)
    for number in ("K2", "K3"):
        a_copy(desk, number, title_id=title_id)
    a_loan(desk, member, "K2")

    first = suggesting.copy_to_lend(desk, title_id)
    a_loan(desk, member, "K3")

    assert first == "K3"
    with pytest.raises(errors.CopyUnknown) as refused:
        suggesting.copy_to_lend(desk, title_id)
    assert refused.value.barcode == "Rawa"


# --- The day of the library's own zone ---


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_a_loan_at_half_past_eleven_at_night_is_of_that_day(tmp_path, zone):
    library = a_library(tmp_path, zone=zone)
    with library.changing() as desk:
        member = a_member(desk)
        late = at(desk, TODAY, 23, 30)
        early = at(desk, TOMORROW, 0, 30)

        before = a_loan(late, member)
        after = a_loan(early, member)

        assert (before.lent_on, before.at) == (TODAY, "23:30")
        assert (after.lent_on, after.at) == (TOMORROW, "00:30")
        assert [overview.day_counts(each).lent for each in (late, early)] == [1, 1]
        days = desk.session.execute(
            text("SELECT on_day FROM journal_act WHERE kind = 'lend' ORDER BY row")
        )
        assert days.scalars().all() == ["2026-11-22", "2026-11-23"]
    library.close()


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_a_loan_is_overdue_from_midnight_of_its_zone(tmp_path, zone):
    library = a_library(tmp_path, zone=zone)
    with library.changing() as desk:
        slip = a_loan(desk, number=a_copy(desk, "K1"))

        circulation.renew(at(desk, slip.due_on, 23, 30), "K1")
        with pytest.raises(errors.LoanOverdue):
            circulation.renew(at(desk, slip.due_on + timedelta(days=8), 0, 30), "K1")
    library.close()


# --- A prison ---


def test_a_prison_lends_to_a_card_without_a_name(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        resident = a_member(desk)
        aide = acting_as(desk, Role.aide)
        copy = a_copy(desk, "K1", title="Rawa")

        lent = circulation.scan(aide, copy, card=resident.card)
        found = suggesting.suggest(desk, resident.card)

        assert (lent.slip.member_name, lent.slip.card) == ("", resident.card)
        assert lent.slip.due_on == TODAY + timedelta(days=5)
        assert [each.kind for each in found] == []
        for _ in range(3):
            circulation.renew(aide, copy)
        with pytest.raises(errors.NotAllowed):
            circulation.lend_unknown(aide, resident.card, "K9", "Baru")
        copies.edit(desk, copies.show(desk, "K1").id, CopyDraft())
    library.close()


def test_a_prison_lends_and_takes_back_late_without_money_or_names(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        desk.session.execute(text("UPDATE loan_rule SET fine_per_day = 500"))
        desk.session.execute(text("UPDATE loan_rule SET when_overdue = 'refuse'"))
        card = a_member(desk).card
        a_loan(desk, members.by_card(desk, card), a_copy(desk, "K1"), on=date(2026, 11, 2))

        lent = circulation.lend(desk, card, a_copy(desk, "K2"), permit="Program literasi")
        late = circulation.give_back(desk, "K1")
        lost = circulation.lose(desk, "K2", price=50_000)

        assert [each.member_name for each in (lent, late, lost)] == ["", "", ""]
        assert [each.fine for each in (lent, late, lost)] == [0, 0, 0]
        assert desk.session.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
        assert desk.session.execute(text("SELECT count(*) FROM ledger")).scalar_one() == 0
    library.close()


def test_an_aide_writes_no_words_about_a_copy(desk, member, copy):
    circulation.lend(desk, member.card, copy)
    aide = acting_as(desk, Role.aide)

    with pytest.raises(errors.NotAllowed):
        circulation.give_back(aide, copy, ending=LoanEnding.damaged, note="Rudi menyobeknya")

    assert circulation.give_back(aide, copy, ending=LoanEnding.damaged).condition_note == ""
