"""How a finding is said: its heading, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A kind of finding in plain words; the tint says how much it matters."""

    name: str
    meaning: str
    tint: str
