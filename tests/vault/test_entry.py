"""The hidden verb itself, as the main window starts it."""

import subprocess

from jukung.ui.vault import protocol as say
from jukung.ui.vault.frames import Unpacking
from jukung.ui.vault.link import usual_command


def test_the_vault_says_that_it_is_ready_and_ends_with_its_pipe(home):
    with subprocess.Popen(  # noqa: S603 - our own program
        usual_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        unpacking, came = Unpacking(), []
        while not came:
            came += unpacking.take(process.stdout.read1())
        process.stdin.close()
        code = process.wait(timeout=30)

    assert came == [say.Ready()]
    assert code == 0


def test_a_pipe_that_says_something_else_ends_it(home):
    with subprocess.Popen(  # noqa: S603 - our own program
        usual_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        process.stdin.write(b"\xff" * 64)
        process.stdin.flush()

        assert process.wait(timeout=30) == 0
