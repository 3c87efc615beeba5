"""Words that a spreadsheet could take for a formula, marked as words, and unmarked again.

Every list that leaves the program passes `harmless`; every list that comes back passes
`as_it_was`. An apostrophe in front is the mark: spreadsheets show what follows it.
"""

import re

# With a blank or a sign that nobody sees in front, and in full width or small, some
# programs calculate all the same.
_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
_UNSEEN += r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
_SIGNS = r"=+\-@\t\r\n\x00＝＋－＠\u2212\ufe62\ufe63\ufe66\ufe6b"
_DANGEROUS = re.compile(rf"'*[{_UNSEEN}]*[{_SIGNS}]")


def harmless(text: str) -> str:
    """A text that no program calculates; `as_it_was` gives back what it was."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def as_it_was(text: str) -> str:
    """A text without the mark that `harmless` put in front, and no other text changed."""
    return text[1:] if text[:1] == "'" and _DANGEROUS.match(text, 1) else text
