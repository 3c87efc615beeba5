"""Dewey main classes, and 2X, the local classes for Islam (Perpusnas)."""

import re

# A letter in front marks reference (R) or children's shelves, not a class.
_CLASS = re.compile(r"\s*(?:[A-Z]{1,3}[\s.]+)?(2\s?[Xx]|\d{3})")


def main_class(class_number: str, call_number: str = "") -> str:
    """The shelf's hundred: `0` … `9` or `2X`; empty where neither number tells.

    The class number speaks first; the call number only where that is silent.
    """
    for text in (class_number, call_number):
        found = _CLASS.match(text)
        if found:
            start = found[1].upper().replace(" ", "")
            return "2X" if start == "2X" else start[0]
    return ""
