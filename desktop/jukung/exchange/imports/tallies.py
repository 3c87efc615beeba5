"""How much of each kind a file holds, and how much of it would be stored."""

from dataclasses import dataclass

from jukung.exchange.imports.finding_kinds import Kind


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind: what stands in the file, and what would be stored of it."""

    kind: Kind
    found: int
    coming: int

    @property
    def left_out(self) -> int:
        """What would not be stored; each has its finding."""
        return self.found - self.coming
