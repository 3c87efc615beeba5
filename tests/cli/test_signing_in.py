"""Who does it on the command line, once there are PINs."""

import os
import pty
import subprocess
import sys

import pytest

from jukung.cli.signing_in import sign_in
from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import staff
from jukung.library.desk import open_library
from makers import NOON, a_library

PIN = "4071"


@pytest.fixture
def guarded(tmp_path, home):
    """The library that `jukung` opens, with a PIN for Siti and none for Rahman."""
    made = a_library(tmp_path, file="lib.jukung")
    with made.changing() as desk:
        staff.add(desk, "Rahman", Role.assistant)
    staff.change_pin(made, staff.door(made)[0].id, PIN)
    made.close()
    return made.path


@pytest.fixture
def opened(guarded):
    running = [0.0]
    library = open_library(guarded, clock=lambda: NOON, running=lambda: running[0])
    yield library, running
    library.close()


def test_without_pins_nobody_is_asked(jukung):
    jukung("init")

    assert jukung("search", "perahu").code == 0


def test_without_a_terminal_a_pin_is_asked_for_kindly(jukung, guarded):
    said = jukung("search", "perahu")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Siti")
    assert len(said.err.splitlines()) == 1


def test_who_has_no_pin_is_named_and_told_to_get_one_where_others_have(jukung, guarded):
    said = jukung("--staff", "rahman", "search", "perahu")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Rahman")


def test_a_named_account_does_what_its_role_may(jukung, tmp_path, home):
    made = a_library(tmp_path, file="lib.jukung")
    with made.changing() as desk:
        staff.add(desk, "Rahman", Role.assistant)
    made.close()

    found = jukung("--staff", "rahman", "search", "perahu")
    backup = jukung("--staff", "Rahman", "backup", "--to", str(tmp_path / "stick"))

    assert (found.code, backup.code) == (0, 1)


def test_a_name_nobody_has_is_refused(jukung, guarded):
    assert jukung("--staff", "Budi", "search", "perahu").code == 1


def test_an_aide_has_no_command_line(jukung, tmp_path, home):
    made = a_library(tmp_path, file="lib.jukung", kind="prison")
    with made.changing() as desk:
        aide = staff.add(desk, "", Role.aide)
    made.close()

    assert jukung("--staff", aide.name, "search", "perahu").code == 1
    assert jukung("search", "perahu").code == 0


def test_the_right_pin_lets_its_owner_do_it(opened):
    library, _running = opened

    sign_in(library, "", ask=lambda _words: PIN)

    assert library.at_desk().name == "Siti"


def test_a_wrong_pin_does_nothing(opened):
    library, _running = opened

    with pytest.raises(errors.PinWrong):
        sign_in(library, "", ask=lambda _words: "9999")

    assert library.at_desk() is None


def test_a_pause_is_waited_for_before_the_pin_is_asked(opened, capsys):
    library, running = opened
    for _try in range(3):
        with pytest.raises((errors.PinWrong, errors.PinLocked)):
            staff.sign_in(library, staff.door(library)[0].id, "9999")
    waited = []

    def wait(seconds):
        waited.append(seconds)
        running[0] += seconds

    sign_in(library, "Siti", ask=lambda _words: PIN, wait=wait)

    assert (waited, library.at_desk().name) == ([30], "Siti")
    assert "30" in capsys.readouterr().err


def test_a_pin_in_the_environment_opens_nothing(jukung, guarded, monkeypatch):
    monkeypatch.setenv("JUKUNG_PIN", PIN)

    assert jukung("search", "perahu").code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are of Unix")
def test_at_a_terminal_the_pin_is_typed_unseen(guarded, home):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "jukung", "--library", str(guarded), "check"]
    run = subprocess.Popen(  # noqa: S603 - our own Python
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        env=os.environ | {"JUKUNG_LANGUAGE": "en"},
        preexec_fn=_take_terminal,  # noqa: PLW1509 - a terminal of its own is the point
    )
    os.close(follower)

    heard = _until(leader, b"PIN of Siti: ")
    os.write(leader, f"{PIN}\n".encode())
    heard += _until(leader, b"journal entries")
    code = run.wait(30)
    os.close(leader)

    assert (code, PIN.encode() in heard) == (0, False)


def _take_terminal():
    import fcntl  # noqa: PLC0415 - Windows has none
    import termios  # noqa: PLC0415 - as above

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until(leader, words):
    heard = b""
    while words not in heard:
        try:
            heard += os.read(leader, 1000)
        except OSError:
            break
    return heard
