"""The main window's end: it starts, ends, and asks for nobody but an officer."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication

from jukung.domain.kinds import Role
from jukung.library import house, staff, vault_doors, vaulting
from jukung.library.desk import StaffMember
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from jukung.ui.vault import desk_work
from jukung.ui.vault import protocol as say
from jukung.ui.vault.link import VaultLink, usual_command
from jukung.ui.vault.names_chip import NamesChip
from makers import a_library

SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")
LIAR = (sys.executable, "-c", "import os; os.write(1, b'\\xff' * 40)")


class Alerts:
    def __init__(self):
        self.refusals = []

    def refuse(self, refusal):
        self.refusals.append(refusal.code)


@pytest.fixture
def room(qapp, home, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        made.move_in(library, desk.profile)
        officer = staff.listed(desk)[0]
    made.staff = StaffMember(officer.row, officer.name, officer.role)
    made.alerts = Alerts()
    yield made
    made.jobs.close()
    library.close()


def a_link(room, command):
    room.names = VaultLink(room, command=command)
    return room.names


def test_the_program_itself_is_started_frozen_or_not(monkeypatch):
    assert usual_command()[-2:] == ("jukung", "vault")
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert usual_command() == (sys.executable, "vault")


def test_an_aide_starts_nothing(room):
    link = a_link(room, SLEEPER)
    room.staff = StaffMember(9, "Aide 1", Role.aide)

    link.open()

    assert (link.is_running(), link.may_open()) == (False, False)


def test_ending_it_leaves_no_process(room, qtbot):
    link = a_link(room, SLEEPER)
    link.open()
    qtbot.waitUntil(lambda: link.process_id() != 0)

    with qtbot.waitSignal(link.ended):
        link.end()

    assert (link.is_running(), link.process_id()) == (False, 0)


def test_a_process_that_says_something_else_is_ended_and_told(room, qtbot):
    link = a_link(room, LIAR)

    with qtbot.waitSignal(link.ended):
        link.open()

    qtbot.waitUntil(lambda: room.alerts.refusals == ["vault_unreached"])


def test_a_process_that_cannot_start_is_told(room, qtbot):
    link = a_link(room, ("/no/such/program",))
    link.open()

    qtbot.waitUntil(lambda: room.alerts.refusals == ["vault_unreached"])
    assert not link.is_running()


def test_the_chip_offers_the_names_to_an_officer_alone(room, qtbot):
    link = a_link(room, SLEEPER)
    chip = NamesChip(room)
    qtbot.addWidget(chip)
    chip.show_for("W-0417")
    said = [chip.words()]
    room.staff = StaffMember(9, "Aide 1", Role.aide)
    link.changed.emit()
    said.append(chip.words())

    assert said == ["Names hidden · open", "Names hidden"]
    assert not chip.isEnabled()


def test_a_village_has_no_chip(qtbot, library, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    chip = NamesChip(made)
    qtbot.addWidget(chip)
    chip.show_for("A-0001")

    assert chip.isHidden()
    made.jobs.close()


class LaterJobs(ImmediateJobs):
    """Answers when the test says so."""

    def __init__(self):
        super().__init__()
        self.later = []

    def run(self, work, *, owner, then=None, refused=None):
        super().run(
            work,
            owner=owner,
            then=lambda done: self.later.append(lambda: then(done)),
            refused=lambda refusal: self.later.append(lambda: refused(refusal)),
        )


def test_an_answer_that_comes_after_the_end_opens_nothing(room, qtbot):
    room.jobs.close()
    room.jobs = LaterJobs()
    with room.library.changing() as desk:
        me = staff.listed(desk)[0]
        wrapped = vaulting.made(desk.profile.uid).wrap(me.id, "perahu di rawa")
        vault_doors.found_vault(desk, wrapped)
    link = a_link(room, SLEEPER)
    link.open()
    link._answer(say.CameIn())
    link.end()
    link.open()
    for answer in room.jobs.later:
        answer()

    assert len(room.jobs.later) == 1
    assert (link.is_running(), link.is_open()) == (True, False)
    link.end()
    room.jobs.later[0]()
    assert (link.is_running(), link.is_open()) == (False, False)


def test_the_vault_is_told_that_it_is_kept_before_anything_else(room, qtbot):
    link = a_link(room, SLEEPER)
    link.open("W-01")
    told = []
    link._running.say = told.append
    door = say.Door(b"s" * 16, b"w" * 60)
    link._answer(say.NewVault(door))
    link._answer(say.NewVault(door))

    assert told[:2] == [say.Stored("vault"), say.Show("W-01")]
    assert isinstance(told[2], say.Told)
    link.end()


def test_a_look_that_is_not_journalled_is_told_by_its_number(room, qtbot):
    link = a_link(room, SLEEPER)
    link.open()
    told = []
    link._running.say = told.append
    link._answer(say.Look("", "lending", number=4))
    link._answer(say.Look("nobody", "lending", whole=True, number=5))

    assert told[0] == say.Stored("look", 4)
    assert (type(told[1]), told[1].number) == (say.Told, 5)
    link.end()


def test_the_vault_is_told_which_places_there_are(room):
    with room.library.changing() as desk:
        house.add_missing(desk, [("Melati", "3")])
        hello = desk_work.hello(desk)

    assert hello.places == ("Melati", "Melati-3")


def test_what_an_officer_copied_is_gone_for_the_aide_after_them(room, qtbot):
    link, clipboard = a_link(room, SLEEPER), QGuiApplication.clipboard()
    clipboard.setText("Kapuk Randu")
    link.leave()
    after_officer = clipboard.text()
    room.staff = StaffMember(9, "Aide 1", Role.aide)
    clipboard.setText("W-0417")
    link.leave()

    assert (after_officer, clipboard.text()) == ("", "W-0417")


def test_a_letter_for_somebody_who_has_left_the_desk_starts_nothing(room):
    link = a_link(room, SLEEPER)
    room.staff = StaffMember(9, "Aide 1", Role.aide)

    link.read_roster()

    assert not link.is_running()
