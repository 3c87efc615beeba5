"""Lets a chosen call of the system fail, drop, or end the program, through strace."""

import os
import re
import select
import shutil
import subprocess
import sys
import time

FLUSHES = "fdatasync,fsync"
WRITES = "pwrite64"
_PATIENCE = 30


def why_not():
    """Why no call can be made to fail here; empty where it can."""
    strace = shutil.which("strace")
    if not strace:
        return "making calls of the system fail needs strace"
    tried = subprocess.run(  # noqa: S603 - our own words
        [strace, "-e", "inject=fsync:error=EIO", sys.executable, "-c", "pass"],
        check=False,
        capture_output=True,
        timeout=_PATIENCE,
    )
    return "" if tried.returncode == 0 else "strace may not trace here"


class Injection:
    """An strace that is attached to one held writer."""

    def __init__(self, writer, calls, fault, log):
        writer.await_stillness()
        self._log = log
        choice = ("-e", f"trace={calls}", "-e", f"inject={calls}:{fault}")
        self._strace = subprocess.Popen(  # noqa: S603 - our own words
            [shutil.which("strace"), "-f", "-o", str(log), *choice, "-p", str(writer.pid)],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._await_attachment()
        writer.thaw()

    @property
    def hit_count(self):
        """How many calls were tampered with; for a signal, whether it came."""
        return len(re.findall(r"\(INJECTED\)|killed by SIGKILL", self._log.read_text()))

    def end(self):
        """Let go; strace ends by itself when its writer does."""
        try:
            self._strace.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._strace.kill()
            self._strace.wait()
        self._strace.stderr.close()
        return self

    def _await_attachment(self):
        said, end = b"", time.monotonic() + _PATIENCE
        while b"attached" not in said:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._strace.stderr], [], [], left)[0]:
                self._strace.kill()
                raise TimeoutError("strace does not attach")
            part = os.read(self._strace.stderr.fileno(), 4096)
            if not part:
                raise RuntimeError(f"strace ended: {said.decode()}")
            said += part
