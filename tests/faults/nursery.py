"""Starts writers quickly and ends them in every way: stopped, killed, waited for.

One program imports everything once and forks a child for each order.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 60
"""Seconds after which a writer that should have spoken, stopped or ended is given up."""


class Nursery:
    """The program that forks writers; one for all tests of a run."""

    def __init__(self):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(PATIENCE)
        self._post = ours
        self._writers = []
        with theirs:
            self._program = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, str(Path(__file__).with_name("writer.py")), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def start(self, order, path, **facts):
        """Fork a writer for one order."""
        listening, speaking = os.pipe()
        letter = {"order": order, "path": str(path), "home": os.environ["JUKUNG_HOME"], **facts}
        try:
            socket.send_fds(self._post, [json.dumps(letter).encode()], [speaking])
            pid = int(self._post.recv(64))
        finally:
            os.close(speaking)
        writer = Writer(self, pid, listening)
        self._writers.append(writer)
        return writer

    def end_all(self):
        """Kill every writer that still lives."""
        while self._writers:
            self._writers.pop().kill()

    def bury(self, pid):
        """Wait until a writer is gone, and give its exit code (-9 for a kill)."""
        self._post.send(json.dumps({"order": "bury", "pid": pid}).encode())
        return int(self._post.recv(64))

    def close(self):
        self._post.close()
        try:
            self._program.wait(10)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()


class Writer:
    """One child at work, and everything it has said."""

    def __init__(self, nursery, pid, listening):
        self.pid = pid
        self._nursery = nursery
        self._listening = listening
        self._heard = b""
        self._ended = False
        self.exit_code = None

    @property
    def lines(self):
        """What was said, without a last line that was cut short."""
        return self._heard.decode().split("\n")[:-1]

    @property
    def acts(self):
        """The acknowledged acts: act id, loan id, verb."""
        return [tuple(line.split()) for line in self.lines if not line.startswith("#")]

    @property
    def refusals(self):
        """The refusals: class and sentence."""
        said = [line.split(" ", 3) for line in self.lines if line.startswith("# refused")]
        return [(words[2], words[3]) for words in said]

    def remarks(self, word):
        """What else was said under a word."""
        start = f"# {word}"
        return [line[len(start) :].strip() for line in self.lines if line.startswith(start)]

    def listen(self, count, *, then=0.0):
        """Listen until a number of lines was said, and then a moment longer."""
        self.listen_until(lambda: len(self.lines) >= count)
        moment = time.monotonic() + then
        while self._hear(moment):
            pass

    def listen_until(self, enough):
        """Listen until a question is answered with yes, or the writer ends."""
        end = time.monotonic() + PATIENCE
        while not enough() and self._hear(end):
            pass

    def freeze(self):
        """Stop every thread of the writer, wherever it is; a running flush ends first."""
        os.kill(self.pid, signal.SIGSTOP)
        self.await_stillness()

    def await_stillness(self):
        """Wait until the writer is stopped, or gone."""
        end = time.monotonic() + PATIENCE
        while not self.is_still():
            if time.monotonic() > end:
                raise TimeoutError("the writer does not stop")
            time.sleep(0.001)

    def is_still(self):
        """Whether no thread of the writer runs: stopped, or ended and not yet buried."""
        try:
            tasks = list(Path(f"/proc/{self.pid}/task").iterdir())
            states = {(t / "stat").read_text().rpartition(")")[2].split()[0] for t in tasks}
        except FileNotFoundError:
            return False
        return states <= {"T", "t", "Z"}

    def thaw(self):
        os.kill(self.pid, signal.SIGCONT)

    def kill(self):
        """End the writer as the system does in want of memory: no last word."""
        if not self._ended:
            os.kill(self.pid, signal.SIGKILL)
        return self.finish()

    def finish(self):
        """Hear the writer to its end; a writer that does not end is killed."""
        if self._ended:
            return self
        end = time.monotonic() + PATIENCE
        while self._hear(end):
            pass
        if time.monotonic() > end:
            os.kill(self.pid, signal.SIGKILL)
        self.exit_code = self._nursery.bury(self.pid)
        self._ended = True
        os.close(self._listening)
        return self

    def _hear(self, end):
        left = end - time.monotonic()
        ready = left > 0 and select.select([self._listening], [], [], left)[0]
        if not ready:
            return False
        said = os.read(self._listening, 65536)
        self._heard += said
        return bool(said)
