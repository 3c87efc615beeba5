"""What a figure is told as outside: exact, rounded, or not at all, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a figure is not told as it is."""

    few = "few"
    """It counts few people itself."""
    others = "others"
    """Few people could be worked out from it and the figures beside it."""
    changed = "changed"
    """It was told before, and what changed since would give away few people."""
    before = "before"
    """It is told as it was told before."""
    always = "always"
    """Figures of its kind are never told to the single person."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it leaves; None without a reason was never collected."""

    value: int | None
    why: Why | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it is the true figure."""
        return self.value is not None and self.why is None

    @property
    def is_rounded(self) -> bool:
        """Whether the true figure lies near it."""
        return self.value is not None and self.why is not None

    @property
    def is_suppressed(self) -> bool:
        """Whether there is a figure and it is left out."""
        return self.value is None and self.why is not None
