"""Words that a spreadsheet could take for a formula, marked as words, and unmarked again.

Every list that leaves the program passes `harmless`; every list that comes back passes
`as_it_was`. An apostrophe in front is the mark: spreadsheets show what follows it.
"""

import re

# With a blank in front, and in full width, some programs calculate all the same.
_DANGEROUS = re.compile(r"'*[ \u00a0\u200b\ufeff]*[=+\-@\t\r\n\x00＝＋－＠]")


def harmless(text: str) -> str:
    """A text that no program calculates; `as_it_was` gives back what it was."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def as_it_was(text: str) -> str:
    """A text without the mark that `harmless` put in front, and no other text changed."""
    return text[1:] if text[:1] == "'" and _DANGEROUS.match(text, 1) else text
