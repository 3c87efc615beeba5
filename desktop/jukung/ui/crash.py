"""What happens when the program itself is wrong: a note, and one kind sentence.

The hooks may be called on any thread; everything is handed to the main thread.
Notes name places in the code only: no messages, values or folders of a person.
"""

import contextlib
import sys
import threading
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot, qVersion

from jukung import places
from jukung.words import _

LARGEST_LOG = 256 * 1024
_OURS = "jukung"


@dataclass(frozen=True, slots=True)
class Crash:
    """One kind of mistake: what it is called and where it happened."""

    name: str
    where: str
    steps: tuple[str, ...]


class CrashHook(QObject):
    """Catches what nobody caught; made on the main thread, lives to the end."""

    noticed = Signal(object)
    """A new kind of mistake, as the sentence to show."""

    _caught = Signal(object)

    def __init__(self, *, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or places.home() / "log"
        self._seen: dict[tuple[str, str], int] = {}
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._take_note)

    def install(self) -> None:
        """Catch from now on, on every thread."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_any_thread
        threading.excepthook = self._in_thread

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def log_file(self) -> Path:
        """Where the notes are written."""
        return self._folder / "jukung.log"

    def counted(self) -> dict[tuple[str, str], int]:
        """How often each kind was caught, by name and place."""
        return dict(self._seen)

    def _on_any_thread(
        self, kind: type[BaseException], trouble: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, trouble, trace)
            return
        self._caught.emit(describe(trouble, trace))

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_any_thread(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(object)
    def _take_note(self, crash: Crash) -> None:
        kind = (crash.name, crash.where)
        count = self._seen.get(kind, 0) + 1
        self._seen[kind] = count
        if count == 1:
            self._write("\n".join([_heading(crash), *crash.steps]))
            self.noticed.emit(_sentence(self.log_file()))
        elif count & (count - 1) == 0:
            self._write(f"{_heading(crash)} ({count} times)")

    def _write(self, note: str) -> None:
        print(note, file=sys.stderr)  # noqa: T201 - seen by whoever starts us by hand
        file = self.log_file()
        # A full or write-protected disk must not turn one mistake into two.
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            if file.exists() and file.stat().st_size > LARGEST_LOG:
                file.replace(file.with_suffix(".old.log"))
            with file.open("a", encoding="utf-8") as log:
                log.write(note + "\n")


def describe(trouble: BaseException, trace: TracebackType | None = None) -> Crash:
    """A mistake without anything of a person: names and lines of code only."""
    chain = traceback.TracebackException.from_exception
    told = chain(trouble.with_traceback(trace or trouble.__traceback__), lookup_lines=False)
    steps: list[str] = []
    cause: traceback.TracebackException | None = told
    while cause is not None:
        name = cause.exc_type.__name__ if cause.exc_type else "unknown"
        steps += [f"  {_place(frame)} in {frame.name}" for frame in cause.stack]
        steps.append(f"  = {name}")
        cause = cause.__cause__ or cause.__context__
    last = told.stack[-1] if told.stack else None
    return Crash(
        name=type(trouble).__name__, where=_place(last) if last else "", steps=tuple(steps)
    )


def _place(frame: traceback.FrameSummary) -> str:
    """A line of code, from the package on: folders may name a person."""
    parts = Path(frame.filename).parts
    kept = parts[parts.index(_OURS) :] if _OURS in parts else parts[-2:]
    return f"{'/'.join(kept)}:{frame.lineno}"


def _heading(crash: Crash) -> str:
    import platform  # noqa: PLC0415 - the first window does not wait for it

    now = datetime.now(tz=UTC).isoformat(timespec="seconds")
    system = f"{platform.system()} {platform.release()}, Qt {qVersion()}"
    return f"{now} {crash.name} at {crash.where} ({system})"


def _sentence(file: Path) -> str:
    return _(
        "Something unexpected happened. What was confirmed is safe. "
        "Please try again; if it comes back, close Jukung and start it anew, "
        "and show the note in {file} to your helper."
    ).format(file=file.name)
