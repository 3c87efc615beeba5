"""The decision table of FORMAT.md, row by row: what comes, what is said, what counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from jukung.agency import (
    accept,
    completeness,
    deciding,
    enrol,
    invitations,
    totals,
    waiting,
)
from jukung.agency.chain import FARTHEST
from jukung.agency.invitations import Wanted
from jukung.agency.office import fetch_keys
from jukung.domain.ids import new_id
from jukung.domain.months import Month
from jukung.exchange.parcels import (
    answering,
    envelope,
    invitation,
    join,
    qr,
    receipt,
    seal,
)
from jukung.exchange.parcels.identity import library_card_in
from jukung.exchange.parcels.verdict import Verdict
from jukung.library import backup
from jukung.library.desk import open_library
from jukung.paper import qr_sheet
from jukung.ui.agency_pages import verdicts
from makers import NOON, TODAY, a_library
from parcel_makers import (
    OCTOBER,
    a_clone,
    a_joined_library,
    a_sealed_month,
    a_stranger,
    an_office,
    dump,
    envelopes,
    fingerprint_of,
    for_agency,
    months_before,
    payload_of,
    signed,
    signed_by,
)

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)
NOBODY = "0000 " * 9 + "0000"


@dataclass
class Scene:
    """An agency that knows one library; scripts leave what they opened in `opened`."""

    agency: object
    library: object
    folder: Path
    opened: list

    def judge(self, *contents):
        """Envelopes, sealed for the agency and handed in one after the other."""
        files = [for_agency(self.agency, each) for each in contents]
        return accept.accept(self.agency, files)

    def sealed(self, month=OCTOBER, female=7, library=None):
        """The envelope of a month that was just sealed."""
        made = a_sealed_month(library or self.library, month, female=female)
        return self.envelope(made, library)

    def envelope(self, made, library=None):
        found = envelopes(library or self.library)
        return found[made.parcel.seq]

    def altered(self, content, **changes):
        """The same parcel with other words in it, truly signed."""
        return signed_by(self.library, payload_of(content) | changes)

    def numbered(self, content, seq):
        payload = payload_of(content)
        recent = [f"{number:064x}" for number in range(max(1, seq - 12), seq)]
        chain = payload["chain"] | {"seq": seq, "recent": recent, "prev": recent[-1]}
        return self.altered(content, chain=chain)

    def clones(self):
        self.opened += a_clone(self.library, self.folder / "clone")
        return self.opened[-2:]

    def restored(self):
        """The library again, out of a backup made now."""
        (self.folder / "backup").mkdir()
        copy = backup.write(self.library, self.folder / "backup")
        place = self.folder / "new" / "rawa.jukung"
        backup.restore(copy.path, place)
        self.opened.append(open_library(place, clock=lambda: NOON))
        return self.opened[-1]


def damaged(scene):
    return accept.accept(scene.agency, [b"PK\x03\x04"])


def part_of_a_sheet(scene):
    for month in months_before(9):
        scene.sealed(month)
    codes = qr.for_agency(scene.library, OCTOBER)[0].codes
    report = qr_sheet.ReportCodes("Rawa", OCTOBER, "1", codes[:2])
    photo = scene.folder / "a.png"
    photo.write_bytes(qr_sheet.sheet_pictures([report])[0])
    return accept.accept(scene.agency, [photo])


def cut_short(scene):
    return accept.accept(scene.agency, [for_agency(scene.agency, scene.sealed())[:-40]])


def a_card_instead(scene):
    with scene.library.reading() as desk:
        return scene.judge(join.library_card(desk))


def from_an_unknown_key(scene):
    payload = payload_of(scene.sealed())
    return scene.judge(signed(payload, a_stranger(), NOBODY))


def from_a_withdrawn_key(scene):
    with scene.agency.changing() as desk:
        enrol.revoke(desk, fingerprint_of(scene.library))
    return scene.judge(scene.sealed())


def forged(scene):
    payload = payload_of(scene.sealed())
    return scene.judge(signed(payload, a_stranger(), fingerprint_of(scene.library)))


def for_another_agency(scene):
    other = an_office(scene.folder, file="lain.jukung-agency", code="62")
    with scene.library.reading() as desk, other.changing() as office:
        enrol.enrol(office, library_card_in(join.library_card(desk)), code="63.03.05.2007")
    judged = accept.accept(other, [for_agency(other, scene.sealed())])
    other.close()
    return judged


def from_a_newer_program(scene):
    newer = {"major": 2, "minor": 0, "min_reader": 2}
    return scene.judge(scene.altered(scene.sealed(), spec=newer, values="something new"))


def with_totals_that_do_not_fit(scene):
    control = {"n_values": 1, "sum": 0}
    return scene.judge(scene.altered(scene.sealed(), control=control))


def twice(scene):
    content = scene.sealed()
    return scene.judge(content, content)


def two_copies_with_one_number(scene):
    early = scene.sealed(SEPTEMBER)
    one, other = scene.clones()
    return scene.judge(early, scene.sealed(library=one), scene.sealed(library=other, female=2))


def a_copy_that_lists_another(scene):
    early = scene.sealed(AUGUST)
    one, other = scene.clones()
    first = scene.sealed(SEPTEMBER, library=one)
    scene.sealed(SEPTEMBER, library=other)
    return scene.judge(early, first, scene.sealed(library=other))


def an_epoch_out_of_nowhere(scene):
    first = scene.sealed(SEPTEMBER)
    chain = {"epoch": new_id(), "seq": 1, "prev": None, "recent": []}
    period = {"type": "month", "id": "202610", "start": "2026-10-01", "end": "2026-10-31"}
    return scene.judge(first, scene.altered(first, chain=chain, period=period))


def the_old_computer_after_a_restore(scene):
    first = scene.sealed(AUGUST)
    new = scene.sealed(SEPTEMBER, library=scene.restored())
    return scene.judge(first, new, scene.sealed())


def a_number_far_ahead(scene):
    return scene.judge(scene.numbered(scene.sealed(), FARTHEST + 1))


def a_month_to_come(scene):
    ahead = a_joined_library(
        scene.folder,
        scene.agency,
        file="depan.jukung",
        code="63.03.05.2008",
        clock=lambda: NOON + timedelta(days=30),
    )
    scene.opened.append(ahead)
    return scene.judge(scene.sealed(Month(2026, 12), library=ahead))


def a_published_month(scene):
    with scene.agency.changing() as desk:
        completeness.lock(desk, OCTOBER)
    return scene.judge(scene.sealed())


def a_second_original(scene):
    first, second = scene.sealed(SEPTEMBER), scene.sealed()
    period = payload_of(first)["period"]
    return scene.judge(first, scene.altered(second, period=period))


def a_replacement_of_what_counts_no_more(scene):
    first, second, third = (scene.sealed(female=1) for _time in range(3))
    act = payload_of(third)["act"] | {"replaces": payload_of(second)["act"]["replaces"]}
    return scene.judge(first, second, scene.altered(third, act=act))


def a_restored_library(scene):
    first = scene.sealed(SEPTEMBER)
    return scene.judge(first, scene.sealed(library=scene.restored()))


def with_one_missing(scene):
    first = scene.sealed(AUGUST)
    scene.sealed(SEPTEMBER)
    return scene.judge(first, scene.sealed())


def the_missing_one(scene):
    first, second, third = (scene.sealed(month) for month in months_before(3))
    return scene.judge(second, third, first)


def a_withdrawal(scene):
    first = scene.sealed()
    with scene.library.changing() as desk:
        made = seal.withdraw(desk, OCTOBER)
    return scene.judge(first, scene.envelope(made))


def a_month_without_work(scene):
    with scene.library.changing() as desk:
        made = seal.seal_nil(desk, OCTOBER)
    return scene.judge(scene.envelope(made))


def a_newer_edition_that_older_programs_read(scene):
    edition = {"major": 1, "minor": 7, "min_reader": 1}
    return scene.judge(scene.altered(scene.sealed(), spec=edition, mood="new words"))


def a_clock_that_ran_back(scene):
    first, second = scene.sealed(SEPTEMBER), scene.sealed()
    clock = payload_of(second)["clock"] | {"utc": "2019-01-01T00:00:00Z"}
    return scene.judge(first, scene.altered(second, clock=clock))


def a_second_original_after_the_month_was_decided(scene):
    first, second = scene.sealed(SEPTEMBER), scene.sealed()
    twice = scene.altered(second, period=payload_of(first)["period"])
    scene.judge(first, twice)
    with scene.agency.changing(by="Rahmi") as desk:
        (matter,) = waiting.waiting(desk)
        keys = fetch_keys(desk.profile)
        deciding.let_speak(desk, keys, matter.key, matter.hashes[0], reason="telephoned")
    return scene.judge(twice)


def the_copy_that_was_decided_against(scene):
    early = scene.sealed(SEPTEMBER)
    one, other = scene.clones()
    mine = scene.sealed(library=one)
    scene.judge(early, mine, scene.sealed(library=other, female=2))
    root = envelope.unpack(mine, envelope.PARCEL).hash
    with scene.agency.changing(by="Rahmi") as desk:
        (matter,) = waiting.waiting(desk)
        keys = fetch_keys(desk.profile)
        deciding.choose_branch(desk, keys, matter.key, root, reason="telephoned")
    return scene.judge(scene.sealed(library=other, female=3))


def invited(scene, *files):
    """Libraries that answer one invitation."""
    with scene.agency.changing(by="Rahmi") as desk:
        wanted = Wanted("63.03.05.2011", "Pustaka Ilung")
        path = invitations.make(desk, wanted, scene.folder, until=TODAY + timedelta(days=9)).path
    answers = []
    for file in files:
        library = a_library(scene.folder, file=file)
        scene.opened.append(library)
        with library.changing() as desk:
            answering.take(desk, invitation.read_card_or_invitation(path))
        with library.reading() as desk:
            answers.append(answering.answer(desk))
    return accept.accept(scene.agency, answers)


def an_answer_to_an_invitation(scene):
    return invited(scene, "a.jukung")


def an_invitation_used_twice(scene):
    return invited(scene, "a.jukung", "b.jukung")


class Row(NamedTuple):
    """A script, the last verdict, what October adds up to, who reported it, what is decidable."""

    script: Callable
    verdict: Verdict
    visits: int | None = None
    reported: int = 0
    decisions: tuple[str, ...] = ()


ADMIT = ("admit", "refuse")
TABLE = [
    Row(damaged, Verdict.REJECT_DAMAGED),
    Row(part_of_a_sheet, Verdict.REJECT_INCOMPLETE),
    Row(cut_short, Verdict.REJECT_UNREADABLE),
    Row(a_card_instead, Verdict.REJECT_TYPE),
    Row(from_an_unknown_key, Verdict.HOLD_UNKNOWN_KEY, decisions=("refuse",)),
    Row(from_a_withdrawn_key, Verdict.HOLD_REVOKED, decisions=("trust", "refuse")),
    Row(forged, Verdict.REJECT_SIGNATURE),
    Row(for_another_agency, Verdict.REJECT_NOT_FOR_US),
    Row(from_a_newer_program, Verdict.HOLD_NEWER, decisions=("rejudge", "refuse")),
    Row(with_totals_that_do_not_fit, Verdict.REJECT_CONTENT),
    Row(twice, Verdict.DUPLICATE, 7, 1),
    Row(two_copies_with_one_number, Verdict.FORK, decisions=("branch",)),
    Row(a_copy_that_lists_another, Verdict.FORK, decisions=("branch",)),
    Row(an_epoch_out_of_nowhere, Verdict.HOLD_EPOCH, decisions=ADMIT),
    Row(the_old_computer_after_a_restore, Verdict.HOLD_EPOCH, decisions=ADMIT),
    Row(a_number_far_ahead, Verdict.HOLD_JUMP, decisions=ADMIT),
    Row(a_month_to_come, Verdict.HOLD_FUTURE, decisions=("rejudge", "refuse")),
    Row(a_published_month, Verdict.HOLD_LOCKED, decisions=ADMIT),
    Row(a_second_original, Verdict.CONFLICT_REVISION, decisions=("speaks",)),
    Row(a_replacement_of_what_counts_no_more, Verdict.CONFLICT_REVISION, 2, 1, ("speaks",)),
    Row(a_restored_library, Verdict.ACCEPT_EPOCH, 7, 1),
    Row(with_one_missing, Verdict.ACCEPT_WITH_GAP, 7, 1),
    Row(the_missing_one, Verdict.ACCEPT_LATE, 7, 1),
    Row(a_withdrawal, Verdict.ACCEPT),
    Row(a_month_without_work, Verdict.ACCEPT, None, 1),
    Row(a_newer_edition_that_older_programs_read, Verdict.ACCEPT, 7, 1),
    Row(a_clock_that_ran_back, Verdict.ACCEPT, 7, 1),
    Row(a_second_original_after_the_month_was_decided, Verdict.CONFLICT_REVISION),
    Row(the_copy_that_was_decided_against, Verdict.FORK, 7, 1),
    Row(an_answer_to_an_invitation, Verdict.ENROLLED),
    Row(an_invitation_used_twice, Verdict.REJECT_INVITATION),
]


@pytest.fixture
def scene(agency, joined, tmp_path):
    made = Scene(agency, joined, tmp_path, [])
    yield made
    for each in made.opened:
        each.close()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.script.__name__)
def test_each_row_is_answered_and_counted_as_the_table_says(scene, row):
    *_before, last = row.script(scene)

    with scene.agency.reading() as desk:
        visits = totals.totals(desk, OCTOBER).values["visits"]
        reported = completeness.of_month(desk, OCTOBER).received
    assert (last.verdict, visits, reported) == (row.verdict, row.visits, row.reported)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.script.__name__)
def test_each_row_leaves_what_it_promises(scene, row):
    before = dump(scene.agency.file)

    *earlier, last = row.script(scene)

    after = dump(scene.agency.file)
    if row.verdict.is_rejected and not earlier:
        assert (last.receipt, last.code) == (None, "")
        assert after["parcel"] == before["parcel"]
        assert after["held"] == before["held"]
    elif row.verdict.name.startswith("HOLD"):
        assert len(after["held"]) == len(before["held"]) + 1
        assert last.code == ""
    elif row.verdict is Verdict.ENROLLED or row.verdict.is_rejected:
        assert last.receipt is None
    else:
        assert last.receipt
        assert bool(last.code) is row.verdict.is_counted
    if last.receipt:
        with scene.agency.reading() as desk:
            told = receipt.verify(last.receipt, desk.profile.card.verify_key)
        # The same receipt as the first time, so it says what was said then.
        said = Verdict.ACCEPT if row.verdict is Verdict.DUPLICATE else row.verdict
        assert said in {item.verdict for item in told.items}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.script.__name__)
def test_each_row_is_told_and_decidable(scene, row):
    row.script(scene)

    with scene.agency.reading() as desk:
        waits = [each.decisions for each in waiting.waiting(desk)]
    assert waits == ([row.decisions] if row.decisions else [])
    assert verdicts.explain(row.verdict)


def test_every_verdict_has_its_row():
    # What a district keeps for its province has its own journey: test_relays.
    assert {row.verdict for row in TABLE} == set(Verdict) - {Verdict.RELAYED}


def test_after_a_fork_the_library_goes_on_under_a_new_epoch(scene):
    early = scene.sealed(SEPTEMBER)
    one, other = scene.clones()
    scene.judge(early, scene.sealed(library=one), scene.sealed(library=other, female=2))

    with one.changing() as desk:
        join.begin_epoch(desk)
    with one.changing() as desk:
        made = seal.close_month(desk, OCTOBER)
    (again,) = scene.judge(newest(one, made))

    assert again.verdict is Verdict.ACCEPT_EPOCH
    with scene.agency.reading() as desk:
        assert totals.totals(desk, OCTOBER).values["visits"] == 7


def newest(library, made):
    with library.reading() as desk:
        waiting = qr.export.waiting(desk)
    return next(each.envelope for each in reversed(waiting) if each.seq == made.parcel.seq)
