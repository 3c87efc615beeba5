"""The vault on the command line: phrases, escrow and status, and never a name."""

from argparse import Namespace

import pytest

from jukung.agency import deeds, enrol
from jukung.agency import office as offices
from jukung.cli import unlocking, vault_verbs
from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.exchange.parcels import identity, join
from jukung.library import backup, identities, recovery, staff, vault_doors, vaulting
from jukung.library.desk import open_library
from jukung.library.vaulting import EscrowedKey, EscrowKind, Identity
from jukung.store import keys
from makers import a_library

PHRASE, OTHER = "perahu di rawa", "ikan di sungai"
AGENCY = "kalsel.jukung-agency"


@pytest.fixture
def lapas(tmp_path, home):
    made = a_library(tmp_path, file="lib.jukung", kind="prison")
    made.close()
    yield made.path
    keys.forget_unlocked()


def typing(*lines):
    """Somebody who types these, one after the other."""
    left = list(lines)
    return lambda _question: left.pop(0)


def asked(path, **more):
    return Namespace(library=str(path), staff="", **more)


def test_the_first_phrase_makes_the_vault_and_the_next_changes_it(lapas, jukung):
    vault_verbs.phrase(asked(lapas), ask=typing(PHRASE, PHRASE))
    vault_verbs.phrase(asked(lapas), ask=typing(PHRASE, OTHER, OTHER))

    with pytest.raises(errors.VaultPhraseWrong):
        vault_verbs.phrase(asked(lapas), ask=typing(PHRASE, OTHER, OTHER))
    said = jukung("vault", "status").value
    assert said["officers"] == [{"name": "Siti", "phrase": True}]
    assert said["escrow"] is False


def test_looks_are_listed_by_card_and_reason(lapas, jukung):
    opened = open_library(lapas)
    with opened.changing() as desk:
        made = identities.register(desk)
        card = identities.these(desk, [made])[0].card
        identities.look_up(desk, made, "clearance")
    opened.close()

    (look,) = jukung("vault", "looks").value

    assert (look["by"], look["card"], look["why"]) == ("Siti", card, "clearance")


def test_without_a_terminal_no_phrase_is_taken(lapas, jukung):
    said = jukung("vault", "phrase")

    assert said.code == 1
    assert said.out == ""


def test_an_aide_and_a_village_have_no_vault(lapas, jukung, tmp_path):
    opened = open_library(lapas)
    with opened.changing() as desk:
        staff.add(desk, "", Role.aide)
    opened.close()
    a_library(tmp_path, file="rawa.jukung").close()

    assert jukung("--staff", "Aide 1", "vault", "status").code == 1
    assert jukung("vault", "status", library="rawa.jukung").code == 1


def test_the_agency_gives_a_forgotten_vault_back(lapas, tmp_path, jukung):
    vault_verbs.phrase(asked(lapas), ask=typing(PHRASE, PHRASE))
    office = offices.found(tmp_path / "kalsel.jukung-agency", code="63", name="Dispersip")
    with office.reading() as desk:
        card = identity.read_agency_card(enrol.write_agency_card(desk, tmp_path))
    office.close()
    opened = open_library(lapas)
    with opened.changing() as desk:
        join.join(desk, card)
    opened.close()
    made = keep_a_name(lapas, PHRASE, unnamed=1)
    vault_verbs.escrow(asked(lapas, to=str(tmp_path / "out")), ask=typing(PHRASE))
    names, file_key = sorted((tmp_path / "out").glob("*.age"), reverse=True)

    read = jukung("--staff", "Rahmi", "agency", "rescue", str(names), library=AGENCY).value
    vault_verbs.take_code(asked(lapas), ask=typing(*read["lines"], OTHER, OTHER))

    vault_verbs.phrase(asked(lapas), ask=typing(OTHER, PHRASE, PHRASE))
    key = jukung("--staff", "Rahmi", "agency", "rescue", str(file_key), library=AGENCY).value
    opened = open_library(lapas)
    assert tuple(key["lines"]) == recovery.make(opened).file_lines
    assert (read["kind"], key["kind"]) == ("names", "file")
    assert {read["library"], key["library"]} == {opened.profile().uid}
    with opened.reading() as desk:
        assert read_name(desk, made, PHRASE) == "Kapuk"
    opened.close()


def read_name(desk, resident, phrase):
    """The name that is kept, by the phrase of who stands here; None where it opens nothing."""
    me = next(each.id for each in staff.listed(desk) if each.row == desk.staff.row)
    uid = desk.profile.uid
    vault = vaulting.opened(uid, me, vault_doors.own_door(desk), phrase)
    return vault and vault.read(resident, identities.sealed_of(desk, [resident])[resident]).name


def keep_a_name(path, phrase, *, unnamed=0):
    """Somebody with a name, after some without; the phrase opens the vault."""
    opened = open_library(path)
    with opened.changing() as desk:
        me = next(each.id for each in staff.listed(desk) if each.row == desk.staff.row)
        vault = vaulting.opened(desk.profile.uid, me, vault_doors.own_door(desk), phrase)
        for _each in range(unnamed):
            identities.register(desk)
        made = identities.register(desk)
        identities.keep(desk, made, vault.seal(made, Identity("Kapuk")))
    opened.close()
    return made


@pytest.mark.parametrize("unnamed", [0, 2])
def test_a_wrong_rescue_code_leaves_the_door_and_every_name_as_they_were(lapas, unnamed):
    vault_verbs.phrase(asked(lapas), ask=typing(PHRASE, PHRASE))
    made = keep_a_name(lapas, PHRASE, unnamed=unnamed)
    opened = open_library(lapas)
    uid, file_lines = opened.profile().uid, recovery.make(opened).file_lines
    opened.close()
    key = vaulting.made(uid)._key
    of_another_vault = EscrowedKey(EscrowKind.names, uid, key).lines()
    of_another_library = EscrowedKey(EscrowKind.names, "L9", key).lines()

    for lines in (file_lines, of_another_vault, of_another_library):
        with pytest.raises(errors.VaultCodeOther):
            vault_verbs.take_code(asked(lapas), ask=typing(*lines, OTHER, OTHER))

    opened = open_library(lapas)
    with opened.reading() as desk:
        assert read_name(desk, made, OTHER) is None
        assert read_name(desk, made, PHRASE) == "Kapuk"
    opened.close()


def test_a_slip_in_a_rescue_code_is_told_as_one(lapas):
    vault_verbs.phrase(asked(lapas), ask=typing(PHRASE, PHRASE))
    lines = EscrowedKey(EscrowKind.names, "L9", bytes(32)).lines()

    with pytest.raises(errors.RecoveryCodeWrong):
        vault_verbs.take_code(asked(lapas), ask=typing(*lines[:6], "AAAA AAAA AA", OTHER, OTHER))


def test_a_vault_without_a_name_is_made_anew_by_a_code(lapas):
    vault_verbs.phrase(asked(lapas), ask=typing(PHRASE, PHRASE))
    opened = open_library(lapas)
    with opened.changing() as desk:
        other = staff.add(desk, "Rahman", Role.officer)
        me = staff.listed(desk)[0]
        old = vaulting.opened(desk.profile.uid, me.id, vault_doors.own_door(desk), PHRASE)
        vault_doors.keep_door(desk, other.id, old.wrap(other.id, OTHER))
        lines = EscrowedKey(EscrowKind.names, desk.profile.uid, old._key).lines()
    opened.close()

    said = vault_verbs.take_code(asked(lapas), ask=typing(*lines, OTHER, OTHER))

    made = keep_a_name(lapas, OTHER)
    opened = open_library(lapas)
    with opened.reading() as desk:
        assert said.value["new"]
        assert [each.since is not None for each in vault_doors.doors(desk)] == [True, False]
        assert read_name(desk, made, OTHER) == "Kapuk"
    opened.close()


def test_who_reads_a_prisons_key_at_the_agency_is_named_and_written_down(tmp_path, home, jukung):
    office = offices.found(tmp_path / AGENCY, code="63", name="Dispersip")
    sealed = vaulting.made("L7").escrow((office_recipient(office),))
    office.close()
    file = tmp_path / "names.age"
    file.write_bytes(sealed)

    nobody = jukung("agency", "rescue", str(file), library=AGENCY)
    read = jukung("--staff", "Rahmi", "agency", "rescue", str(file), library=AGENCY)

    assert (nobody.code, nobody.out) == (1, "")
    assert read.value["library"] == "L7"
    office = offices.open_office(tmp_path / AGENCY)
    with office.reading() as desk:
        done = [(each.by, each.what, each.detail) for each in deeds.latest(desk)]
    office.close()
    assert done == [("Rahmi", "read_names_key", "L7")]


def office_recipient(office):
    with office.reading() as desk:
        return desk.profile.card.recipient


def test_a_passphrase_is_asked_for_when_it_starts(lapas):
    vault_verbs.passphrase(asked(lapas, remove=False), ask=typing(OTHER, OTHER))
    keys.forget_unlocked()

    with pytest.raises(errors.FileLocked):
        unlocking.open_asking(lapas)
    opened = unlocking.open_asking(lapas, ask=typing(OTHER))

    assert recovery.has_passphrase(opened)
    opened.close()


def test_a_file_opens_elsewhere_with_the_lines_of_its_sheet(lapas, tmp_path, monkeypatch, jukung):
    opened = open_library(lapas)
    lines = recovery.make(opened).file_lines
    opened.close()
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))
    assert jukung("check").code == 1

    vault_verbs.take_file_key(asked(lapas, file=str(lapas)), ask=typing(*lines))

    assert jukung("check").code == 0


def test_a_restore_elsewhere_says_that_the_passphrase_did_not_come_along(
    lapas, tmp_path, monkeypatch, jukung
):
    vault_verbs.passphrase(asked(lapas, remove=False), ask=typing(OTHER, OTHER))
    opened = open_library(lapas)
    lines, stick = recovery.make(opened).file_lines, tmp_path / "stick"
    copy = backup.write(opened, stick).path
    opened.close()
    keys.forget_unlocked()
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))
    vault_verbs.take_file_key(asked(copy, file=str(copy)), ask=typing(*lines))

    said = jukung("--language", "en", "restore", copy, "--to", tmp_path / "new.jukung")

    new = tmp_path / "new.jukung"
    status = jukung("vault", "status", library=new.name).value
    assert said.value["passphrase_lost"] is True
    assert (status["passphrase"], status["passphrase_lost"]) == (False, True)
    vault_verbs.passphrase(asked(new, remove=False), ask=typing(OTHER, OTHER))
    status = jukung("vault", "status", library=new.name).value
    assert (status["passphrase"], status["passphrase_lost"]) == (True, False)


def test_a_file_that_never_had_a_passphrase_misses_none(lapas, tmp_path, jukung):
    copy = jukung("backup", "--to", tmp_path / "stick").value["file"]

    said = jukung("restore", copy, "--to", tmp_path / "new.jukung")

    assert said.value["passphrase_lost"] is False
