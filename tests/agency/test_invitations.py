"""Invitations enrol one library each, and nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jukung.agency import accept, completeness, deeds, invitations, register, sites
from jukung.agency.invitations import Wanted
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.exchange.parcels import answering, envelope, export, identity, invitation, join, receipt
from jukung.exchange.parcels.signing import signing_key
from jukung.exchange.parcels.verdict import Verdict
from makers import NOON, TODAY, a_library
from parcel_makers import OCTOBER, a_sealed_month, a_stranger, an_office, dump, fingerprint_of

CODE = "63.03.05.2007"


def invited(agency, folder, code=CODE, *, until=TODAY + timedelta(days=30), **wanted):
    with agency.changing(by="Rahmi") as desk:
        return invitations.make(desk, Wanted(code, "Pustaka Ilung", **wanted), folder, until=until)


def taken(library, path):
    with library.changing() as desk:
        return answering.take(desk, invitation.read_card_or_invitation(path))


def answer_of(library):
    with library.reading() as desk:
        return answering.answer(desk)


def listed(agency):
    with agency.reading() as desk:
        return [(site.code, bool(site.fingerprint)) for site in sites.all_sites(desk)]


@pytest.fixture
def newcomer(tmp_path):
    made = a_library(tmp_path, file="baru.jukung", name="Pustaka Ilung")
    yield made
    made.close()


def test_an_invited_library_is_enrolled_with_its_reports(agency, newcomer, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    path = invited(agency, tmp_path).path
    a_sealed_month(newcomer)

    took = taken(newcomer, path)
    export.export(newcomer, stick)
    judged = accept.accept(agency, [stick])

    assert (took.code, took.name) == (CODE, "Pustaka Ilung")
    assert [each.verdict for each in judged] == [Verdict.ENROLLED, Verdict.ACCEPT]
    assert listed(agency) == [(CODE, True)]
    with agency.reading() as desk:
        assert deeds.latest(desk)[0].what == "enrol_invited"
        assert register.keys(desk, sites.all_sites(desk)[0].site)[0].enrolled_by == "Rahmi"


def test_reports_that_came_first_are_judged_when_the_answer_comes(agency, newcomer, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    taken(newcomer, invited(agency, tmp_path).path)
    a_sealed_month(newcomer)
    export.export(newcomer, stick)
    held = accept.accept(agency, [next(stick.glob("*.jkp"))])

    judged = accept.accept(agency, [answer_of(newcomer)])

    assert held[0].verdict is Verdict.HOLD_UNKNOWN_KEY
    assert judged[0].verdict is Verdict.ENROLLED
    with agency.reading() as desk:
        assert completeness.last_reports(desk)
    assert dump(agency.file)["held"] == []


def test_an_answer_among_bytes_is_taken_before_the_reports(agency, newcomer, tmp_path):
    taken(newcomer, invited(agency, tmp_path).path)
    a_sealed_month(newcomer)
    stick = tmp_path / "stick"
    stick.mkdir()
    export.export(newcomer, stick)
    parcel = next(stick.glob("*.jkp")).read_bytes()

    judged = accept.accept(agency, [parcel, answer_of(newcomer)])

    assert [each.verdict for each in judged] == [Verdict.ACCEPT, Verdict.ENROLLED]


def test_the_answer_goes_along_until_a_receipt_is_there(agency, newcomer, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    taken(newcomer, invited(agency, tmp_path).path)
    a_sealed_month(newcomer)
    export.export(newcomer, stick)
    judged = accept.accept(agency, [stick])
    with newcomer.changing() as desk:
        receipt.read_receipt(desk, judged[1].receipt)

    assert answer_of(newcomer) is None


def test_the_secret_is_in_no_file_but_the_invitation(agency, newcomer, tmp_path):
    path = invited(agency, tmp_path).path
    secret = invitation.read_card_or_invitation(path).secret.encode()
    taken(newcomer, path)

    sealed = answer_of(newcomer)

    assert secret not in sealed
    assert secret.decode() not in repr(dump(agency.file))


def test_the_same_answer_twice_changes_nothing(agency, newcomer, tmp_path):
    taken(newcomer, invited(agency, tmp_path).path)
    accept.accept(agency, [answer_of(newcomer)])
    before = dump(agency.file)

    judged = accept.accept(agency, [answer_of(newcomer)])

    assert judged[0].verdict is Verdict.ENROLLED
    assert dump(agency.file) == before


def test_a_stolen_invitation_serves_the_first_only(agency, newcomer, tmp_path):
    path = invited(agency, tmp_path).path
    thief = a_library(tmp_path, file="lain.jukung")
    taken(newcomer, path)
    taken(thief, path)

    first = accept.accept(agency, [answer_of(newcomer)])[0]
    second = accept.accept(agency, [answer_of(thief)])[0]

    assert first.verdict is Verdict.ENROLLED
    assert (second.verdict, second.note) == (Verdict.REJECT_INVITATION, "used")
    assert listed(agency) == [(CODE, True)]
    thief.close()


def test_a_withdrawn_invitation_is_refused(agency, newcomer, tmp_path):
    taken(newcomer, invited(agency, tmp_path).path)
    with agency.changing() as desk:
        (open_one,) = invitations.handed_out(desk)
        invitations.withdraw(desk, open_one.mark)

    judged = accept.accept(agency, [answer_of(newcomer)])[0]

    assert (judged.verdict, judged.note) == (Verdict.REJECT_INVITATION, "withdrawn")
    assert listed(agency) == []


def test_another_invitation_for_a_code_withdraws_the_one_before(agency, newcomer, tmp_path):
    taken(newcomer, invited(agency, tmp_path).path)
    (tmp_path / "again").mkdir()
    invited(agency, tmp_path / "again")

    judged = accept.accept(agency, [answer_of(newcomer)])[0]

    assert judged.note == "withdrawn"


def test_an_old_invitation_is_refused_on_both_sides(tmp_path, newcomer):
    later = [TODAY]
    office = an_office(tmp_path, clock=lambda: _noon(later[0]))
    taken(newcomer, invited(office, tmp_path, until=TODAY).path)
    later[0] = TODAY + timedelta(days=2)
    (tmp_path / "old").mkdir()
    old = invited(office, tmp_path / "old", "63.03.05.2008", until=TODAY - timedelta(days=1)).path

    judged = accept.accept(office, [answer_of(newcomer)])[0]
    with pytest.raises(errors.InvitationExpired):
        taken(newcomer, old)

    assert (judged.verdict, judged.note) == (Verdict.REJECT_INVITATION, "expired")
    office.close()


def _noon(day: date):
    return NOON + (day - TODAY)


def test_a_library_of_another_kind_takes_no_invitation(agency, newcomer, tmp_path):
    path = invited(
        agency, tmp_path, "63.71/LP1", kind=LibraryKind.prison, prison_kind=PrisonKind.lapas
    ).path

    with pytest.raises(errors.InvitationOtherKind):
        taken(newcomer, path)


def test_an_answer_of_another_kind_is_refused(agency, newcomer, tmp_path):
    taken(newcomer, invited(agency, tmp_path).path)
    with newcomer.reading() as desk:
        key = signing_key(desk.profile)
        card = identity.library_card_in(join.library_card(desk))
    with agency.reading() as desk:
        own = desk.profile.card
    secret = invitation.read_card_or_invitation(tmp_path / f"JKU-{CODE}.jkc").secret
    forged = invitation.Answer(
        own.fingerprint, CODE, secret, replace(card, kind=LibraryKind.prison)
    )
    sealed = envelope.encrypt(invitation.answer_bytes(forged, key), (own.recipient,))

    judged = accept.accept(agency, [sealed])[0]

    assert (judged.verdict, judged.note) == (Verdict.REJECT_INVITATION, "kind")
    assert listed(agency) == []


def test_a_guessed_secret_enrols_nobody(agency, newcomer, tmp_path):
    invited(agency, tmp_path)
    with newcomer.reading() as desk:
        key = signing_key(desk.profile)
        card = identity.library_card_in(join.library_card(desk))
    with agency.reading() as desk:
        own = desk.profile.card
    guessed = invitation.Answer(own.fingerprint, CODE, "0" * 32, card)
    sealed = envelope.encrypt(invitation.answer_bytes(guessed, key), (own.recipient,))

    judged = accept.accept(agency, [sealed])[0]

    assert (judged.verdict, judged.note) == (Verdict.REJECT_INVITATION, "unknown")


def test_an_answer_for_another_agency_is_refused(agency, newcomer, tmp_path):
    (tmp_path / "other").mkdir()
    other = an_office(tmp_path / "other", code="62")
    taken(newcomer, invited(other, tmp_path / "other", "62.01.01.2001").path)

    sealed_for_other = accept.accept(agency, [answer_of(newcomer)])[0]
    with newcomer.reading() as desk:
        signed = invitation.answer_bytes(
            invitation.Answer(
                desk_agency(other),
                "62.01.01.2001",
                "1" * 32,
                identity.library_card_in(join.library_card(desk)),
            ),
            signing_key(desk.profile),
        )
    with agency.reading() as desk:
        sealed = envelope.encrypt(signed, (desk.profile.card.recipient,))
    relayed = accept.accept(agency, [sealed])[0]

    assert sealed_for_other.verdict is Verdict.REJECT_UNREADABLE
    assert (relayed.verdict, relayed.note) == (Verdict.REJECT_INVITATION, "agency")
    other.close()


def desk_agency(agency):
    with agency.reading() as desk:
        return desk.profile.fingerprint


def test_a_code_that_another_library_has_is_refused(agency, joined, newcomer, tmp_path):
    taken(newcomer, invited(agency, tmp_path).path)

    judged = accept.accept(agency, [answer_of(newcomer)])[0]

    assert (judged.verdict, judged.note) == (Verdict.REJECT_INVITATION, "code")


def test_a_library_enrolled_elsewhere_keeps_its_code(agency, joined, tmp_path):
    taken(joined, invited(agency, tmp_path, "63.03.05.2010").path)

    judged = accept.accept(agency, [answer_of(joined)])[0]

    assert judged.note == "elsewhere"
    assert listed(agency) == [(CODE, True)]


def test_cards_and_invitations_in_a_folder_are_no_arrivals(agency, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    invited(agency, folder)

    judged = accept.accept(agency, [folder])

    assert judged == ()


def test_no_flipped_bit_of_an_invitation_is_taken(tmp_path):
    office = an_office(tmp_path)
    content = invited(office, tmp_path).path.read_bytes()
    office.close()
    whole = invitation.invitation_in(content)

    found = []
    for place in range(len(content)):
        for bit in (1, 16, 128):
            wrong = bytearray(content)
            wrong[place] ^= bit
            try:
                found.append(invitation.invitation_in(bytes(wrong)))
            except errors.CardUnreadable:
                continue

    # What lies outside the signed bytes, such as the case of a signature's letters, says nothing.
    assert all(each == whole for each in found)


def test_no_flipped_bit_of_an_answer_is_taken(tmp_path, newcomer):
    office = an_office(tmp_path)
    taken(newcomer, invited(office, tmp_path).path)
    content = answer_of(newcomer)

    verdicts = set()
    for place in range(0, len(content), 7):
        wrong = bytearray(content)
        wrong[place] ^= 1
        verdicts.add(accept.accept(office, [bytes(wrong)])[0].verdict)

    assert Verdict.ENROLLED not in verdicts
    assert listed(office) == []
    office.close()


def test_no_flipped_bit_inside_the_seal_is_taken(tmp_path, newcomer):
    with newcomer.reading() as desk:
        key = signing_key(desk.profile)
        card = identity.library_card_in(join.library_card(desk))
    content = invitation.answer_bytes(invitation.Answer("1", CODE, "2" * 32, card), key)
    whole = invitation.answer_in(content)

    found = []
    for place in range(len(content)):
        wrong = bytearray(content)
        wrong[place] ^= 1
        try:
            found.append(invitation.answer_in(bytes(wrong)))
        except invitation.AnswerWrong:
            continue

    assert all(each == whole for each in found)


def test_a_signature_of_another_key_is_no_answer(newcomer):
    with newcomer.reading() as desk:
        card = identity.library_card_in(join.library_card(desk))

    content = invitation.answer_bytes(invitation.Answer("1", CODE, "2" * 32, card), a_stranger())

    with pytest.raises(invitation.AnswerWrong):
        invitation.answer_in(content)


def test_every_library_without_a_key_is_invited_at_once(agency, joined, tmp_path):
    with agency.changing() as desk:
        for number in range(8, 11):
            register.add(desk, f"63.03.05.20{number:02}", name=f"Pustaka {number}")
        register.add(desk, "63.04.01.2001", name="Pustaka Kuala")
        register.close(desk, "63.03.05.2010", sites.all_sites(desk)[0].since)

        wanted = invitations.without_key(desk, kabupaten="63.03")
        everywhere = invitations.without_key(desk)

    assert [each.code for each in wanted] == ["63.03.05.2008", "63.03.05.2009"]
    assert len(everywhere) == 3
    assert fingerprint_of(joined)


def test_a_library_without_a_code_gets_the_one_of_its_invitation(agency, tmp_path):
    library = a_library(tmp_path, file="tanpa.jukung", region_code="", name="Pustaka Ilung")

    took = taken(library, invited(agency, tmp_path).path)

    with library.reading() as desk:
        assert desk.profile.region_code == CODE
    assert not took.differs
    library.close()


def test_a_library_that_lost_its_computer_goes_on_by_a_new_invitation(tmp_path, newcomer):
    clock = [NOON]
    office = an_office(tmp_path, clock=lambda: clock[0])
    lost = a_library(tmp_path, file="hilang.jukung")
    stick, other, one, two = (tmp_path / name for name in ("stick", "lain", "satu", "dua"))
    for folder in (stick, other, one, two):
        folder.mkdir()
    taken(lost, invited(office, one).path)
    a_sealed_month(lost)
    export.export(lost, stick)
    accept.accept(office, [stick])
    before = fingerprint_of(lost)
    lost.close()
    clock[0] = NOON + timedelta(days=1)

    taken(newcomer, invited(office, two).path)
    a_sealed_month(newcomer, OCTOBER.before)
    export.export(newcomer, other)
    judged = accept.accept(office, [other])

    assert judged[0].verdict is Verdict.ENROLLED
    assert judged[1].verdict.is_counted
    assert listed(office) == [(CODE, True)]
    with office.reading() as desk:
        (site,) = sites.all_sites(desk)
        keys = {each.fingerprint: each.revoked_at for each in register.keys(desk, site.site)}
    assert keys[before] is not None
    assert keys[fingerprint_of(newcomer)] is None
    office.close()
