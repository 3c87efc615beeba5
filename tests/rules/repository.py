"""The files of the project as git sees them, and the program's modules as trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "desktop" / "jukung"


@cache
def files():
    """Every file that belongs to the project, tracked or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - where it is differs
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(ROOT / name for name in sorted(listed.split("\0")) if (ROOT / name).is_file())


@cache
def modules():
    """Each module of the program with its syntax tree."""
    return tuple(
        (path, ast.parse(path.read_text("utf-8")))
        for path in files()
        if path.suffix == ".py" and path.is_relative_to(PROGRAM)
    )


def place(path, node=None):
    """A file, and a line in it, as an editor opens it."""
    return f"{path.relative_to(ROOT)}" + (f":{node.lineno}" if node else "")
