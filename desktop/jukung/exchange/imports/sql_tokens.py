r"""The small parts of MySQL statements: names, strings with escapes, numbers.

Everything here works on bytes: in UTF-8 and in Windows-1252 the quote, the backslash
and the comma are never part of another letter. The patterns never go back over what
they have taken (`++`, `*+`), so that no text makes them slow.
"""

import re

STRING = rb"'[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+'"
QUOTED = rb'"[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+"'
NAME = rb'(?:`[^`]{1,128}`|"[^"]{1,128}"|[\w$]{1,128})'

_FLAGS = re.DOTALL | re.IGNORECASE

# As much of a tuple as is whole: the sign after it says why it ends there.
TUPLE = re.compile(rb"\((?:[^'\"()]++|" + STRING + rb"|" + QUOTED + rb"|\([^'\"()]*+\))*+", _FLAGS)
# As much of a statement as is whole.
STATEMENT = re.compile(rb"(?:[^'\"`;]++|" + STRING + rb"|" + QUOTED + rb"|`[^`]*+`)*+", _FLAGS)
HEAD = re.compile(
    rb"(?:INSERT|REPLACE)\s++(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s++)*+(?:INTO\s++)?"
    rb"(?:" + NAME + rb"\s*\.\s*)?(" + NAME + rb")\s*(?:\(([^()']{0,65536})\))?\s*VALUES?\s*(?=\()",
    _FLAGS,
)
TABLE = re.compile(
    rb"CREATE\s++(?:TEMPORARY\s++)?TABLE\s++(?:IF\s++NOT\s++EXISTS\s++)?"
    rb"(?:" + NAME + rb"\s*\.\s*)?(" + NAME + rb")\s*\(",
    _FLAGS,
)
_VALUE = re.compile(
    rb"\s*+((?:[a-z_]\w*+\s*+)?"
    + STRING
    + rb"|"
    + QUOTED
    + rb"|[^,'\"()]*+(?:\([^'\"()]*+\))?)\s*+,",
    _FLAGS,
)
_COLUMN = re.compile(
    rb"((?:[^'\"`(),]++|" + STRING + rb"|" + QUOTED + rb"|`[^`]*+`"
    rb"|\((?:[^'\"()]++|" + STRING + rb"|\([^()]*+\))*+\))++)",
    _FLAGS,
)
_NO_COLUMN = re.compile(
    rb"\s*(?:PRIMARY|KEY|UNIQUE|FULLTEXT|SPATIAL|INDEX|CONSTRAINT|FOREIGN|CHECK)\b", _FLAGS
)
_FIRST_NAME = re.compile(rb"\s*(" + NAME + rb")")
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPES = {b"0": b"", b"b": b"", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"",
            b"%": rb"\%", b"_": rb"\_"}  # fmt: skip
_HEX = re.compile(rb"0x((?:[0-9a-f]{2})*)|x'((?:[0-9a-f]{2})*)'", re.IGNORECASE)
_BITS = re.compile(rb"b'([01]{1,64})'|0b([01]{1,64})", re.IGNORECASE)
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def name_of(raw: bytes) -> str:
    """The name of a table or column, without its quotes, in small letters."""
    return raw.strip().strip(b'`"').decode("utf-8", "replace").casefold()


def names_of(raw: bytes) -> tuple[str, ...]:
    """The names in a list of columns."""
    return tuple(name_of(each) for each in raw.split(b","))


def columns_of(body: bytes) -> tuple[str, ...]:
    """The columns in the body of CREATE TABLE, in their order; keys are none."""
    found = []
    for part in _COLUMN.findall(body):
        if _NO_COLUMN.match(part):
            continue
        first = _FIRST_NAME.match(part)
        if first:
            found.append(name_of(first[1]))
    return tuple(found)


def values_of(row: bytes) -> list[bytes]:
    """The raw values of a tuple, its brackets included."""
    return _VALUE.findall(row[1:-1] + b",")


def is_nothing(raw: bytes) -> bool:
    """Whether a raw value says nothing: NULL, an empty string, a zero."""
    raw = raw.strip()
    return raw in (b"", b"''", b'""', b"0", b"'0'") or raw.upper() == b"NULL"


def value_of(raw: bytes) -> str | None:
    """A raw value as text; None for NULL."""
    raw = raw.strip()
    if raw[:1] == b"'" or raw[:1] == b'"':
        return _text(_unescaped(raw))
    if raw.upper() in (b"NULL", b"DEFAULT"):
        return None
    if raw[:1].isdigit() and raw[:2] not in (b"0x", b"0X", b"0b", b"0B"):
        return raw.decode("ascii", "replace")
    return _of_literal(raw)


def _of_literal(raw: bytes) -> str:
    """Hexadecimal and binary literals, and strings that name their letters in front."""
    plain = re.sub(rb"^_[a-z0-9]+\s*", b"", raw, flags=re.IGNORECASE)
    found = _HEX.fullmatch(plain)
    if found:
        return _text(bytes.fromhex((found[1] or found[2] or b"").decode("ascii")))
    bits = _BITS.fullmatch(plain)
    if bits:
        return str(int(bits[1] or bits[2], 2))
    at = plain.find(b"'")
    return _text(_unescaped(plain[at:])) if at >= 0 else _text(plain)


def _unescaped(raw: bytes) -> bytes:
    quote, inner = raw[:1], raw[1:-1]
    if quote in inner:
        inner = _doubled(inner, quote)
    if b"\\" in inner:
        inner = _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), inner)
    return inner


def _doubled(inner: bytes, quote: bytes) -> bytes:
    """Two quotes as one; those after a backslash are left to it."""
    pattern = rb"(\\.)|" + quote + quote
    return re.sub(pattern, lambda found: found[1] or quote, inner, flags=re.DOTALL)


def _text(raw: bytes) -> str:
    """Letters of UTF-8; of Windows where there is none of it; else with lost ones marked."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "utf-8" if _SEQUENCE.search(raw) else "cp1252"
        text = raw.decode(encoding, "replace")
    return text.replace("\0", "")
