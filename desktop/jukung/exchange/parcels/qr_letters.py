"""Base45 (RFC 9285): bytes in the letters that QR codes pack most tightly."""

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_COUNT = 45


class LettersWrong(ValueError):
    """Letters that stand for no bytes."""


def write(content: bytes) -> str:
    """Three letters for two bytes, two for a last single one."""
    letters: list[str] = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _place in range(len(pair) + 1):
            value, letter = divmod(value, _COUNT)
            letters.append(_LETTERS[letter])
    return "".join(letters)


def read(text: str) -> bytes:
    """The bytes that were written; raises LettersWrong."""
    found = bytearray()
    try:
        for start in range(0, len(text), 3):
            group = [_VALUES[letter] for letter in text[start : start + 3]]
            value = sum(each * _COUNT**place for place, each in enumerate(group))
            found += value.to_bytes(len(group) - 1, "big")
    except (KeyError, OverflowError) as fault:
        raise LettersWrong from fault
    if len(text) % 3 == 1:
        raise LettersWrong
    return bytes(found)
