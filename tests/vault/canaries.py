"""Invented names that are looked for as bytes; written backwards, so that no source has one.

Only the vault's process, and the one that searches, turn them round.
"""

_BACKWARDS = ("otsilibwet nahqaruz", "gnarepmos uqevlod", "ikazrabmel hiyfub")
_PHRASE = "uyahak id habmer iakgnas"
_NUMBER = "6202/7439-QZ.IB"
_NOTE = "iggnit narugnak ukub akus"


def names():
    """The names that are typed into the vault's window."""
    return tuple(each[::-1].title() for each in _BACKWARDS)


def phrase():
    """The officer's phrase."""
    return _PHRASE[::-1]


def number():
    """A register number."""
    return _NUMBER[::-1]


def note():
    """A note for officers."""
    return _NOTE[::-1]


def needles():
    """Each word that must not be found, as UTF-8 (and Latin) and as Qt keeps it."""
    words = [word for name in names() for word in name.split()]
    said = [*words, *(word.lower() for word in words), phrase(), number(), note()]
    return {each.encode(code) for each in said for code in ("utf-8", "utf-16-le")}
