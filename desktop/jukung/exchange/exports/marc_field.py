"""A field of a MARC record, with nothing in it that a record cannot hold."""

import re
from dataclasses import dataclass

Part = tuple[str, str]

# What XML cannot hold, and what ISO 2709 uses for itself.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its indicators and subfields."""

    tag: str
    indicators: str
    parts: tuple[Part, ...]


def field(tag: str, indicators: str, *parts: Part) -> Field:
    """A field of the subfields that say something, each in one line."""
    said = ((code, " ".join(_CONTROL.sub(" ", text).split())) for code, text in parts)
    return Field(tag, indicators, tuple((code, text) for code, text in said if text))
