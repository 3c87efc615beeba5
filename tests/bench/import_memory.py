"""One import in a process of its own; says its memory at its highest so far.

    import_memory.py FILE LIBRARY

Each line said is a word, the seconds so far, and the highest memory so far in kB.
"""

import sys
import time
from pathlib import Path

BEGUN = time.monotonic()


def say(word):
    told = Path("/proc/self/status")
    lines = told.read_text().splitlines() if told.exists() else []
    most = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    print(word, time.monotonic() - BEGUN, most, flush=True)  # noqa: T201 - read by the bench


def main(file, path):
    from jukung.exchange.imports import apply, plan  # noqa: PLC0415 - after the clock began
    from jukung.library.desk import open_library  # noqa: PLC0415

    library = open_library(Path(path))
    say("opened")
    with library.reading() as desk:
        made = plan.plan(desk, Path(file))
    say("planned")
    with library.changing() as desk:
        arrival = apply.apply(desk, made)
    say("stored")
    print(arrival.title_count, arrival.loan_count, arrival.visit_count)  # noqa: T201
    library.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
