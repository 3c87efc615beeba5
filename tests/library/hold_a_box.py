"""A desk that is killed between two scans of a box: `python hold_a_box.py FILE`."""

import os
import sys
from pathlib import Path

from jukung.library import box_arrival
from jukung.library.desk import open_library

library = open_library(Path(sys.argv[1]))
for number in ("B0001", "B0002", "B0003"):
    with library.changing() as desk:
        box_arrival.check(desk, "KB-01", number)
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
with library.changing() as desk:
    box_arrival.check(desk, "KB-01", "B0004")
    desk.session.flush()
    os.kill(os.getpid(), 9)
