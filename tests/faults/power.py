"""Ends writers again and again, by kill or by power cut, and says what that cost."""

import shutil
from dataclasses import dataclass, field

import volumes
from promises import Kept, a_library
from telling import chances, tell

RENEWED_EVERY = 5
MOST_ACTS = 50


def cut(disk, writer):
    """Stop the writer, take the power away, end the writer, and mount again.

    Without the stop a flush that is under way may return success while the volume goes
    down, which no real power cut does.
    """
    writer.freeze()
    disk.cut()
    writer.kill()
    disk.power_up()


@dataclass
class Tally:
    """What a series of ends found."""

    act_count: int = 0
    wrong: list = field(default_factory=list)


@dataclass
class Series:
    """Writers at work on one library after another, each ended at a random moment."""

    writers: object
    seed_library: object
    folder: object
    end: object
    name: str

    def run(self, count, *, seed):
        """End so many writers; compare each time what was said with what is kept."""
        chance = chances(seed)
        tally = Tally()
        for cycle in range(count):
            if cycle % RENEWED_EVERY == 0:
                path = self._renew(cycle)
                before = Kept(path).act_count
            writer = self.writers("lend", path, seed=cycle)
            writer.listen(chance.randrange(MOST_ACTS), then=chance.random() / 50)
            self.end(writer)
            kept = Kept(path)
            tally.act_count += len(writer.acts)
            tally.wrong += [("lost", cycle, act) for act in kept.lost(writer.acts)]
            tally.wrong += [("unsound", cycle, flaw) for flaw in kept.flaws]
            # One act at most was stored, or nearly, when there was no time to say so.
            surplus = kept.act_count - before - len(writer.acts)
            if surplus not in (0, 1):
                tally.wrong.append(("miscounted", cycle, surplus))
            before = kept.act_count
        tell(
            f"{self.name}: {count} times, {tally.act_count} acknowledged acts, "
            f"{len(tally.wrong)} wrong"
        )
        return tally

    def _renew(self, cycle):
        for old in self.folder.glob("trial-*"):
            old.unlink()
        path = self.folder / f"trial-{cycle}.jukung"
        shutil.copyfile(self.seed_library, path)
        volumes.flush_everything()
        return path


def killing(writers, folder, *, prison=False):
    """A series of writers that are killed."""
    seed_library = a_library(folder / "killed.jukung", prison=prison)
    name = "kill -9, prison" if prison else "kill -9"
    return Series(writers, seed_library, folder, lambda writer: writer.kill(), name)


def cutting(writers, folder, disk, *, prison=False):
    """A series of writers whose disk loses its power."""
    seed_library = a_library(folder / "cut.jukung", prison=prison)
    name = "power cut, prison" if prison else "power cut"
    return Series(writers, seed_library, disk.top, lambda writer: cut(disk, writer), name)
