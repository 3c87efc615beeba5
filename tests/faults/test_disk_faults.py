"""A disk that fails is said to fail, and what was refused is not in the file (F5, F6)."""

import shutil

import injection
import pytest
from promises import Kept
from telling import tell

pytestmark = pytest.mark.usefixtures("injections")

OF_THE_MACHINE = {"DiskTrouble", "DiskFull", "CannotWrite", "FileUnreadable"}
ACTS = 6
ONCE, FOR_EVER = "", "+"
CLOSING_CALLS = f"{injection.WRITES},{injection.FLUSHES},ftruncate,unlink"


class Trial:
    """Lends in copies of a library while a chosen call fails."""

    def __init__(self, writers, seed_library, folder):
        self._writers = writers
        self._seed = seed_library
        self._log = folder / "trace"
        self._path = folder / "faulty.jukung"
        self._before = Kept(seed_library).act_count
        self.run_count = self.hit_count = self.refusal_count = self.act_count = 0

    def run(self, calls, fault):
        """One run; gives what went wrong, or None where the fault came too late to hit."""
        for old in self._path.parent.glob(f"{self._path.name}*"):
            old.unlink()
        shutil.copyfile(self._seed, self._path)
        writer = self._writers("lend", self._path, held=True, acts=ACTS, seed=1)
        tap = injection.Injection(writer, calls, fault, self._log)
        writer.finish()
        if not tap.end().hit_count:
            return None
        self.run_count += 1
        self.refusal_count += len(writer.refusals)
        self.act_count += len(writer.acts)
        return [(calls, fault, *flaw) for flaw in self._judge(writer, killed="SIGKILL" in fault)]

    def _judge(self, writer, *, killed):
        kept = Kept(self._path)
        yield from (("lost", act) for act in kept.lost(writer.acts))
        yield from (("unsound", flaw) for flaw in kept.flaws)
        surplus = kept.act_count - self._before - len(writer.acts)
        if not 0 <= surplus <= killed:
            yield "refused and yet stored", surplus
        if writer.exit_code != (-9 if killed else 0):
            yield "ended", writer.exit_code
        for name, sentence in writer.refusals:
            if name not in OF_THE_MACHINE or "{" in sentence or len(sentence) < 20:
                yield "refused", name, sentence
        after = self._writers("lend", self._path, acts=2, seed=2).finish()
        if len(after.acts) != 2:
            yield "not usable", after.lines

    def report(self, what):
        tell(
            f"{what}: {self.run_count} runs, {self.act_count} acknowledged, "
            f"{self.refusal_count} refused"
        )


@pytest.fixture
def trial(writers, seed_library, tmp_path):
    return Trial(writers, seed_library, tmp_path)


def walk(trial, calls, fault, steps):
    """Let the fault strike at one step after the other until it comes too late."""
    wrong = []
    for step in steps:
        found = trial.run(calls, fault.format(step))
        if found is None:
            break
        wrong += found
    trial.report(f"{calls} {fault}")
    return wrong


@pytest.mark.parametrize("lasting", [ONCE, FOR_EVER], ids=["once", "for ever"])
def test_a_flush_that_fails_is_never_taken_for_done(trial, lasting):
    wrong = walk(trial, injection.FLUSHES, f"error=EIO:when={{}}{lasting}", range(1, 30))

    assert wrong == []
    assert trial.run_count >= ACTS
    assert trial.refusal_count >= ACTS


@pytest.mark.parametrize("lasting", [ONCE, FOR_EVER], ids=["once", "for ever"])
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_write_that_fails_is_never_taken_for_done(trial, error, lasting):
    steps = (1, 5, 12, 15, 20, 40, 80, 120, 160, 200, 240)
    wrong = walk(trial, injection.WRITES, f"error={error}:when={{}}{lasting}", steps)

    assert wrong == []
    assert trial.refusal_count >= ACTS


def test_a_program_killed_at_any_write_loses_nothing(trial):
    steps = (1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225, 256, 270)
    wrong = walk(trial, CLOSING_CALLS, "signal=SIGKILL:when={}", steps)

    assert wrong == []
    assert trial.act_count > 0


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("lasting", [ONCE, FOR_EVER], ids=["once", "for ever"])
@pytest.mark.parametrize("fault", ["error=EIO", "error=ENOSPC"])
@pytest.mark.parametrize("calls", [injection.FLUSHES, injection.WRITES, "ftruncate", "unlink"])
def test_any_call_that_fails_is_never_taken_for_done(trial, calls, fault, lasting):
    assert walk(trial, calls, f"{fault}:when={{}}{lasting}", range(1, 400)) == []


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_a_program_killed_at_every_write_loses_nothing(trial):
    assert walk(trial, CLOSING_CALLS, "signal=SIGKILL:when={}", range(1, 400)) == []
