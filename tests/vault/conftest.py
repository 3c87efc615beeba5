"""The main program in a process of its own, with a prison library."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from makers import a_library

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # so that tests import `canaries`


class Program:
    """The main process: words in, facts out."""

    def __init__(self, library, home, tmp_path):
        environment = os.environ | {
            "JUKUNG_HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "TMPDIR": str(tmp_path / "temporary"),
            "JUKUNG_LANGUAGE": "en",
        }
        (tmp_path / "temporary").mkdir()
        self.errors = (tmp_path / "stderr.txt").open("w")
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, HERE / "main_program.py", library, tmp_path / "main.ini"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        self.pid = self.process.pid

    def answer(self):
        line = self.process.stdout.readline()
        assert line, Path(self.errors.name).read_text()
        return json.loads(line)

    def ask(self, *words):
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self):
        """End it kindly, or at once where it does not listen."""
        with suppress(OSError, subprocess.TimeoutExpired):
            self.process.communicate("quit\n", timeout=30)
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            with suppress(OSError):
                stream.close()


@pytest.fixture
def lapas_file(home, tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    made.close()
    return made.path


@pytest.fixture
def program(lapas_file, home, tmp_path):
    """The main window with an officer at its desk."""
    running = Program(lapas_file, home, tmp_path)
    try:
        assert running.answer() == {"standing": "officer"}
        yield running
    finally:
        running.end()
