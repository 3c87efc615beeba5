"""People decide about what waits; it can be taken back, and any order gives the same."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from jukung.agency import (
    accept,
    comparing,
    deciding,
    deeds,
    enrol,
    keeping,
    publishing,
    receipts,
    rollup,
    rulings,
    sites,
    totals,
    waiting,
)
from jukung.agency.chain import FARTHEST
from jukung.agency.office import fetch_keys
from jukung.agency.tables import Held, Ruling
from jukung.agency.waiting import Decision
from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.domain.months import Month
from jukung.exchange.parcels import envelope, join, receipt, seal
from jukung.exchange.parcels.identity import library_card_in
from jukung.exchange.parcels.verdict import Verdict
from makers import NOON, a_library
from parcel_makers import (
    OCTOBER,
    a_clone,
    a_joined_library,
    a_sealed_month,
    an_office,
    dump,
    envelopes,
    fingerprint_of,
    for_agency,
    months_before,
    payload_of,
    signed_by,
)

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)
WHY = "telephoned"


def judge(agency, *contents):
    return accept.accept(agency, [for_agency(agency, each) for each in contents])


def verdicts(agency, *contents):
    return [each.verdict for each in judge(agency, *contents)]


def hash_of(content):
    return envelope.unpack(content, envelope.PARCEL).hash


def matters(agency):
    with agency.reading() as desk:
        return waiting.waiting(desk)


def the_matter(agency):
    (only,) = matters(agency)
    return only


def decide(agency, verb, *words, by="Rahmi", **named):
    with agency.changing(by=by) as desk:
        return verb(desk, fetch_keys(desk.profile), *words, **({"reason": WHY} | named))


def take_back(agency, digest, *, site=1, branch=False):
    with agency.changing(by="Rahmi") as desk:
        deciding.take_back(desk, fetch_keys(desk.profile), site, digest, branch=branch)


def visits_of(agency, *months):
    with agency.reading() as desk:
        return [totals.totals(desk, month).values["visits"] for month in months or (OCTOBER,)]


def told(agency, no):
    """The verdicts of a receipt by hash."""
    with agency.reading() as desk:
        found = receipt.verify(receipts.kept(desk, 1, no), desk.profile.card.verify_key)
    return {item.hash: item.verdict for item in found.items}


def deeds_of(agency):
    with agency.reading() as desk:
        return [(each.what, each.by, each.site) for each in deeds.latest(desk)]


def altered(library, content, **changes):
    return signed_by(library, payload_of(content) | changes)


def numbered(library, content, seq, **changes):
    payload = payload_of(content)
    recent = [f"{number:064x}" for number in range(max(1, seq - 12), seq)]
    chain = payload["chain"] | {"seq": seq, "recent": recent, "prev": recent[-1]}
    return altered(library, content, chain=chain, **changes)


def a_stranger(tmp_path, agency):
    """A library that knows the agency, which does not know it."""
    library = a_library(tmp_path, file="lain.jukung")
    with agency.reading() as desk:
        card = desk.profile.card
    with library.changing() as desk:
        join.join(desk, card)
    return library


# --- Held ---


def test_what_came_before_its_card_is_judged_from_the_kept_bytes(agency, tmp_path):
    early = a_stranger(tmp_path, agency)
    a_sealed_month(early, SEPTEMBER, female=3)
    a_sealed_month(early, OCTOBER, female=4)
    judge(agency, *reversed(envelopes(early).values()))
    before = the_matter(agency)
    with early.reading() as desk, agency.changing() as office:
        enrol.enrol(office, library_card_in(join.library_card(desk)), code="63.03.05.2009")
    after = the_matter(agency)

    decided = decide(agency, deciding.rejudge, after.key)

    assert (before.decisions, before.code) == ((Decision.refuse,), "")
    assert after.decisions == (Decision.rejudge, Decision.refuse)
    assert decided.verdicts == (Verdict.ACCEPT, Verdict.ACCEPT)
    assert visits_of(agency, SEPTEMBER, OCTOBER) == [3, 4]
    assert matters(agency) == ()
    early.close()


def test_a_whole_library_is_judged_again_after_it_was_enrolled(agency, tmp_path):
    early = a_stranger(tmp_path, agency)
    a_sealed_month(early, OCTOBER, female=4)
    judge(agency, *envelopes(early).values())

    with early.reading() as desk, agency.changing() as office:
        site = enrol.enrol(office, library_card_in(join.library_card(desk)), code="63.03.05.2009")
        judged = accept.judge_held(office, fetch_keys(office.profile), site.site)

    assert [each.verdict for each in judged] == [Verdict.ACCEPT]
    assert visits_of(agency) == [4]
    assert dump(agency.file)["held"] == []
    early.close()


def test_what_others_signed_with_its_name_is_dropped(agency, joined):
    a_sealed_month(joined)
    with agency.changing() as desk:
        enrol.revoke(desk, fingerprint_of(joined))
    true = envelopes(joined)[1]
    parts = json.loads(true)
    sig = parts["signatures"][0]["sig"]
    parts["signatures"][0]["sig"] = ("0" if sig[0] != "0" else "1") + sig[1:]
    forged = json.dumps(parts).encode()
    judge(agency, forged)

    decided = decide(agency, deciding.trust_again, the_matter(agency).key)

    assert decided.verdicts == (Verdict.REJECT_SIGNATURE,)
    assert dump(agency.file)["held"] == []


def test_a_withdrawn_key_may_be_trusted_again(agency, joined):
    a_sealed_month(joined, female=5)
    with agency.changing() as desk:
        enrol.revoke(desk, fingerprint_of(joined))
    judge(agency, envelopes(joined)[1])
    matter = the_matter(agency)

    decided = decide(agency, deciding.trust_again, matter.key)

    assert matter.decisions == (Decision.trust, Decision.refuse)
    assert decided.counted == 1
    assert visits_of(agency) == [5]
    assert deeds_of(agency)[0] == ("trust", "Rahmi", "63.03.05.2007")


def test_a_number_far_ahead_may_be_let_in(agency, joined):
    a_sealed_month(joined, female=5)
    content = numbered(joined, envelopes(joined)[1], FARTHEST + 1)
    judge(agency, content)
    matter = the_matter(agency)

    decided = decide(agency, deciding.admit, matter.key)

    assert (matter.verdict, matter.decisions) == (
        Verdict.HOLD_JUMP,
        (Decision.admit, Decision.refuse),
    )
    assert decided.verdicts == (Verdict.ACCEPT_WITH_GAP,)
    assert visits_of(agency) == [5]
    assert told(agency, decided.receipts[0])[hash_of(content)] is Verdict.ACCEPT_WITH_GAP
    assert matters(agency) == ()


def test_letting_in_may_be_taken_back(agency, joined):
    a_sealed_month(joined, female=5)
    content = numbered(joined, envelopes(joined)[1], FARTHEST + 1)
    judge(agency, content)
    decide(agency, deciding.admit, the_matter(agency).key)

    take_back(agency, hash_of(content))

    assert the_matter(agency).verdict is Verdict.HOLD_JUMP
    assert visits_of(agency) == [None]
    assert dump(agency.file)["claim"] == []
    assert verdicts(agency, content) == [Verdict.HOLD_JUMP]


def test_an_epoch_out_of_nowhere_may_be_the_true_one_and_is_taken_back_whole(agency, joined):
    first = a_sealed_month(joined, SEPTEMBER) and envelopes(joined)[1]
    chain = {"epoch": new_id(), "seq": 1, "prev": None, "recent": []}
    period = {"type": "month", "id": "202610", "start": "2026-10-01", "end": "2026-10-31"}
    strange = altered(joined, first, chain=chain, period=period)
    judge(agency, first, strange)
    before = dump(agency.file)["epoch"]

    decided = decide(agency, deciding.admit, the_matter(agency).key)
    counted = visits_of(agency)
    take_back(agency, hash_of(strange))

    assert decided.verdicts == (Verdict.ACCEPT_EPOCH,)
    assert counted == [7]
    assert the_matter(agency).verdict is Verdict.HOLD_EPOCH
    assert visits_of(agency) == [None]
    assert dump(agency.file)["epoch"] == before


def test_a_published_month_stays_published_when_a_report_is_let_in(agency, joined):
    a_sealed_month(joined, female=5)
    with agency.changing(by="Rahmi") as desk:
        publishing.publish(desk, OCTOBER)
    judge(agency, envelopes(joined)[1])

    decide(agency, deciding.admit, the_matter(agency).key)

    assert visits_of(agency) == [5]
    with agency.reading() as desk:
        assert [(each.month, each.by) for each in publishing.published(desk)] == [
            (OCTOBER, "Rahmi")
        ]
    assert [what for what, _by, _site in deeds_of(agency)] == ["admit", "publish"]


def test_opening_a_month_again_judges_what_was_held_for_it(agency, joined):
    a_sealed_month(joined, female=5)
    with agency.changing(by="Rahmi") as desk:
        publishing.publish(desk, OCTOBER)
    judge(agency, envelopes(joined)[1])

    with agency.changing(by="Rahmi") as desk:
        counted = publishing.open_again(desk, fetch_keys(desk.profile), OCTOBER)

    assert counted == 1
    assert visits_of(agency) == [5]
    assert matters(agency) == ()


def test_a_month_that_is_not_over_is_not_published(agency):
    with pytest.raises(errors.MonthNotOver), agency.changing(by="Rahmi") as desk:
        publishing.publish(desk, Month(2026, 11))


def test_a_month_to_come_counts_by_itself_once_it_has_begun(tmp_path):
    moment = [NOON]
    agency = an_office(tmp_path, clock=lambda: moment[0])
    ahead = a_joined_library(tmp_path, agency, clock=lambda: NOON + timedelta(days=30))
    a_sealed_month(ahead, Month(2026, 12), female=6)
    judge(agency, envelopes(ahead)[1])
    held = the_matter(agency)

    moment[0] = NOON + timedelta(days=30)
    accept.accept(agency, [b"whatever comes next"])

    assert held.decisions == (Decision.rejudge, Decision.refuse)
    assert visits_of(agency, Month(2026, 12)) == [6]
    assert matters(agency) == ()
    ahead.close()
    agency.close()


def test_what_only_a_newer_program_reads_is_judged_again(agency, joined):
    a_sealed_month(joined)
    newer = {"major": 2, "minor": 0, "min_reader": 2}
    judge(agency, altered(joined, envelopes(joined)[1], spec=newer, values="something new"))
    matter = the_matter(agency)

    decided = decide(agency, deciding.rejudge, matter.key)

    assert decided.verdicts == (Verdict.HOLD_NEWER,)
    assert the_matter(agency).key == matter.key


@pytest.mark.parametrize("kind", ["jump", "unknown"])
def test_what_was_thrown_away_is_answered_as_before_and_its_bytes_are_gone(
    agency, joined, tmp_path, kind
):
    library = joined if kind == "jump" else a_stranger(tmp_path, agency)
    a_sealed_month(library)
    content = numbered(library, envelopes(library)[1], FARTHEST + 1)
    judge(agency, content)

    decide(agency, deciding.refuse, the_matter(agency).key)
    kept = dump(agency.file)["held"]
    (again,) = judge(agency, content)

    assert again.verdict is (Verdict.HOLD_JUMP if kind == "jump" else Verdict.HOLD_UNKNOWN_KEY)
    assert matters(agency) == ()
    assert dump(agency.file)["held"] == kept
    with agency.reading() as desk:
        assert [row.envelope for row in desk.session.scalars(select(Held))] == [b""]
    assert deeds_of(agency)[0][0] == "refuse"
    if library is not joined:
        library.close()


def test_throwing_away_may_be_taken_back_and_the_file_must_come_again(agency, joined):
    a_sealed_month(joined)
    content = numbered(joined, envelopes(joined)[1], FARTHEST + 1)
    judge(agency, content)
    decide(agency, deciding.refuse, the_matter(agency).key)

    take_back(agency, hash_of(content))
    without_bytes = the_matter(agency)
    judge(agency, content)

    assert (without_bytes.kept, without_bytes.decisions) == (False, (Decision.refuse,))
    assert the_matter(agency).kept


# --- Conflicts ---


@pytest.fixture
def two_originals(agency, joined):
    """October said twice: first with 4 visits, then with 9."""
    a_sealed_month(joined, OCTOBER, female=4)
    a_sealed_month(joined, SEPTEMBER, female=9)
    first, second = envelopes(joined).values()
    twice = altered(joined, second, period=payload_of(first)["period"])
    judge(agency, first, twice)
    return hash_of(first), hash_of(twice)


def test_two_reports_of_one_month_are_shown_side_by_side(agency, two_originals):
    with agency.reading() as desk:
        matter = waiting.waiting(desk)[0]
        found = comparing.versions(desk, matter)
        lines = comparing.differences(found)

    assert [(each.hash, each.speaks) for each in found] == [
        (two_originals[0], True),
        (two_originals[1], False),
    ]
    assert lines[0].differs
    assert ("visits", (4, 9)) in [(line.code, line.values) for line in lines]


@pytest.mark.parametrize("place", [0, 1])
def test_a_person_says_which_report_speaks_for_the_month(agency, two_originals, place):
    decided = decide(agency, deciding.let_speak, the_matter(agency).key, two_originals[place])

    assert visits_of(agency) == [(4, 9)[place]]
    assert matters(agency) == ()
    said = told(agency, decided.receipts[0])
    assert said[two_originals[1 - place]] in {Verdict.CONFLICT_REVISION, Verdict.ACCEPT}
    assert said[two_originals[place]] is Verdict.ACCEPT


def test_the_choice_may_be_taken_back(agency, two_originals):
    before = dump(agency.file)["figure"]
    decide(agency, deciding.let_speak, the_matter(agency).key, two_originals[1])

    take_back(agency, two_originals[1])

    assert dump(agency.file)["figure"] == before
    assert the_matter(agency).verdict is Verdict.CONFLICT_REVISION
    with agency.reading() as desk:
        assert rulings.standing(desk) == ()


# --- Forks ---


@pytest.fixture
def torn(agency, joined, tmp_path):
    """August from one file, then September and October from it, and September from a copy."""
    a_sealed_month(joined, AUGUST, female=1)
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one, SEPTEMBER, female=2)
    a_sealed_month(one, OCTOBER, female=3)
    a_sealed_month(other, SEPTEMBER, female=20)
    judge(agency, *envelopes(one).values(), envelopes(other)[2])
    yield one, other
    one.close()
    other.close()


def test_both_copies_are_shown(agency, torn):
    one, other = torn
    with agency.reading() as desk:
        found = comparing.copies(desk, waiting.waiting(desk)[0])

    shown = {
        copy.root: [(each.seq, each.month, each.values["visits"]) for each in copy.versions]
        for copy in found
    }
    assert shown == {
        hash_of(envelopes(one)[2]): [(2, "2026-09", 2), (3, "2026-10", 3)],
        hash_of(envelopes(other)[2]): [(2, "2026-09", 20)],
    }


@pytest.mark.parametrize("true", [0, 1])
def test_all_parcels_of_the_chosen_copy_count(agency, torn, true):
    copy = torn[true]

    decided = decide(
        agency, deciding.choose_branch, the_matter(agency).key, hash_of(envelopes(copy)[2])
    )

    assert visits_of(agency, AUGUST, SEPTEMBER, OCTOBER) == [[1, 2, 3], [1, 20, None]][true]
    assert matters(agency) == ()
    with copy.changing() as desk, agency.reading() as office:
        answer = receipts.kept(office, 1, decided.receipts[0])
        assert receipt.read_receipt(desk, answer).changed


def test_the_chosen_copy_goes_on_and_the_other_stays_aside(agency, torn):
    one, other = torn
    decide(agency, deciding.choose_branch, the_matter(agency).key, hash_of(envelopes(one)[2]))
    a_sealed_month(one, OCTOBER, female=100)
    a_sealed_month(other, OCTOBER, female=1000)

    found = verdicts(agency, envelopes(one)[4], envelopes(other)[3])

    assert found == [Verdict.ACCEPT, Verdict.FORK]
    assert visits_of(agency, OCTOBER) == [103]
    assert matters(agency) == ()


def test_the_choice_of_a_copy_may_be_taken_back(agency, torn):
    root = hash_of(envelopes(torn[0])[2])
    decide(agency, deciding.choose_branch, the_matter(agency).key, root)

    take_back(agency, root, branch=True)

    assert visits_of(agency, AUGUST, SEPTEMBER, OCTOBER) == [1, None, None]
    assert the_matter(agency).verdict is Verdict.FORK


def test_a_fork_waits_no_more_once_the_library_reported_all_of_it_anew(agency, torn):
    one, _other = torn
    with one.changing() as desk:
        join.begin_epoch(desk)
    for month in (SEPTEMBER, OCTOBER):
        with one.changing() as desk:
            seal.close_month(desk, month)
        judge(agency, next(iter(envelopes(one).values())))

    assert visits_of(agency, AUGUST, SEPTEMBER, OCTOBER)[0] == 1


# --- Who, and why ---


def test_nobody_decides_without_a_name_and_a_reason(agency, two_originals):
    key = the_matter(agency).key
    with pytest.raises(errors.WhoIsMissing):
        decide(agency, deciding.let_speak, key, two_originals[0], by=" ")
    with pytest.raises(errors.ReasonMissing):
        decide(agency, deciding.let_speak, key, two_originals[0], reason=" ")


def test_two_people_do_not_decide_the_same_twice(agency, two_originals):
    key = the_matter(agency).key
    decide(agency, deciding.let_speak, key, two_originals[0])

    with pytest.raises(errors.MatterSettled):
        decide(agency, deciding.let_speak, key, two_originals[1], by="Sari")


def test_only_what_fits_is_decided(agency, two_originals):
    with pytest.raises(errors.NotDecidedSo):
        decide(agency, deciding.admit, the_matter(agency).key)
    with pytest.raises(errors.ParcelUnknown):
        decide(agency, deciding.let_speak, the_matter(agency).key, "ab" * 32)


# --- Any order ---

ANY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
FEW = settings(ANY, max_examples=4)
LAST = months_before(3)


class Story:
    """Two copies, a month said twice, and what somebody ruled about them."""

    def __init__(self, folder, office):
        library = a_joined_library(folder, office)
        a_sealed_month(library, LAST[0], female=1)
        one, other = a_clone(library, folder / "clone")
        a_sealed_month(one, LAST[1], female=2)
        a_sealed_month(one, LAST[2], female=4)
        a_sealed_month(other, LAST[1], female=8)
        a_sealed_month(other, LAST[2], female=16)
        mine, theirs = list(envelopes(one).values()), list(envelopes(other).values())
        again = payload_of(mine[2])
        again["chain"] |= {
            "seq": 4,
            "prev": hash_of(mine[2]),
            "recent": [hash_of(each) for each in mine],
        }
        again["act"] = again["act"] | {"kind": "original", "replaces": None, "revision": 1}
        twice = signed_by(one, again | {"period": payload_of(mine[0])["period"]})
        one.close()
        other.close()
        contents = [*mine, *theirs[1:], twice]
        self.parcels = [for_agency(office, each) for each in contents]
        self.root = hash_of(mine[1])
        self.twice = hash_of(twice)

    def steps(self):
        return [*self.parcels, (self.root, Ruling.admit, True), (self.twice, Ruling.speaks, False)]

    def take(self, office, step):
        if isinstance(step, bytes):
            accept.accept(office, [step])
            return
        digest, ruling, branch = step
        with office.changing(by="Rahmi") as desk:
            keys = fetch_keys(desk.profile)
            site = sites.locked(desk, 1)
            rulings.rule(desk, 1, digest, ruling, reason=WHY, branch=branch)
            before = keeping.answers(desk, site)
            if before:
                keeping.settle(desk, keys, site, epoch="0" * 36, about=digest, before=before)
                rollup.refresh(desk)


def known_after(folder, place, order, story_folder):
    """What an agency knows after a story was told in this order."""
    office = an_office(folder, place=place)
    try:
        story = Story(story_folder, office)
        steps = story.steps()
        for number in order:
            story.take(office, steps[number])
        return visits_of(office, *LAST)
    finally:
        office.close()


STEPS = 8


def check_order(engine, request, tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("told")
    if engine == "file":
        assert known_after(folder, None, order, folder) == [4, 2, 4]
        return
    server = request.getfixturevalue("postgresql")
    place = server.a_database()
    try:
        assert known_after(folder, place, order, folder) == [4, 2, 4]
    finally:
        server.drop(place)


@ANY
@given(order=some.permutations(range(STEPS)))
def test_rulings_and_parcels_in_any_order_give_the_same(request, tmp_path_factory, order):
    check_order("file", request, tmp_path_factory, order)


@FEW
@given(order=some.permutations(range(STEPS)))
def test_rulings_and_parcels_in_any_order_give_the_same_on_a_server(
    request, tmp_path_factory, order
):
    check_order("server", request, tmp_path_factory, order)
