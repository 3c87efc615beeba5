"""The narrow JSON that parcels, receipts and cards are written in.

No floats, no numbers beyond 2^53, no key twice, no control characters, NFC text,
six levels at most: two readers can then not understand the same bytes differently.
"""

import json
import unicodedata
from typing import Any, NoReturn

LARGEST = 2**53
DEEPEST = 6
LONGEST = 256


class JsonWrong(ValueError):
    """Bytes that are not JSON of this narrow kind; says where."""


def write(value: dict[str, Any]) -> bytes:
    """Equal content as equal bytes: keys sorted, no spaces, NFC; checked before it leaves."""
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    written = unicodedata.normalize("NFC", text).encode()
    read(written)
    return written


def write_long(value: dict[str, Any]) -> bytes:
    """The same for an envelope, whose payload is one long text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def read(data: bytes, *, longest: int = LONGEST) -> dict[str, Any]:
    """The object in the bytes; raises JsonWrong for anything else."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_twins,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except JsonWrong:
        raise
    except (ValueError, RecursionError) as fault:
        raise JsonWrong("not JSON") from fault
    if not isinstance(value, dict):
        raise JsonWrong("not an object")
    _check(value, 1, longest)
    return value


def _check(value: object, depth: int, longest: int) -> None:
    if isinstance(value, str):
        _check_text(value, longest)
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise JsonWrong("number too large")
    elif isinstance(value, dict | list):
        if depth > DEEPEST:
            raise JsonWrong("too deep")
        for inner in value if isinstance(value, list) else [*value.keys(), *value.values()]:
            # Nearly all of a parcel is this, and the agency reads many.
            if (
                isinstance(inner, str)
                and len(inner) <= longest
                and inner.isascii()
                and inner.isprintable()
            ):
                continue
            _check(inner, depth + 1, longest)


def _check_text(text: str, longest: int) -> None:
    if len(text) > longest:
        raise JsonWrong("text too long")
    # Cc: control characters; Cs: halves of surrogate pairs, which no file can store.
    if not text.isprintable() and any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
        raise JsonWrong("control character")
    if not unicodedata.is_normalized("NFC", text):
        raise JsonWrong("text not in NFC")


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise JsonWrong("a key twice")
    return found


def _refuse_number(text: str) -> NoReturn:
    raise JsonWrong(f"number {text[:20]}")
