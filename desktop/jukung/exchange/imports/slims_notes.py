r"""What SLiMS 9.7.0 does to notes, and how it is undone.

It writes `\n` for each CR and each LF of a line break, and no other sign tells that
from a `\n` in `C:\nama`. When it reads a list again it frames long notes for its
window and stores the frame.
"""

import re

# lib/Csv/Reader.php frames every note longer than fifty bytes.
_FRAME = re.compile(r"\s*<div\s+style=[^>]*>(.*)</div>\s*", re.DOTALL)
# Both halves of a line break, or one where a sentence ends or begins.
_SURE_BREAK = re.compile(r"\\n\\n|[.!?;:)\"]\\n(?=[A-Z0-9\s]|$)|[a-z ]\\n(?=[A-Z])")
# The parts of a path stay; a part that begins with `n` and a capital, or with nothing
# after the `n`, is rather a line break after the path.
_PART = r"\\(?!n(?:[A-Z\\\s]|$))[\w-]++(?:\.[\w-]++)*+"
_BREAK = re.compile(rf"(\b[A-Za-z]:(?:{_PART})++)|\\n(?:\\n)?")
_MOST_FRAMES = 9


def unframed(note: str) -> str:
    """The note without the frames around it, one for each time it was read again."""
    for _ in range(_MOST_FRAMES):
        found = _FRAME.fullmatch(note)
        if not found:
            break
        note = found[1]
    return note


def has_sure_break(note: str) -> bool:
    r"""Whether a `\n` stands where only a line break can have been."""
    return _SURE_BREAK.search(note) is not None


def with_breaks(note: str) -> str:
    r"""The note with its line breaks; a `\n` inside a path stays."""
    return _BREAK.sub(lambda found: found[1] or "\n", note)
