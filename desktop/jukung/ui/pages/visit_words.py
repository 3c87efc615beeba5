"""The words of the door: who comes in, and what for."""

from typing import Any

from jukung.domain.kinds import AgeBand, VisitPurpose
from jukung.words import N_

# Digits are where everybody finds them, also on the number pad of an old keyboard.
WHO: tuple[tuple[str, str, str], ...] = (
    ("female", N_("Woman"), "1"),
    ("male", N_("Man"), "2"),
    ("child", N_("Child"), "3"),
    ("disability", N_("With a disability"), "4"),
    ("group", N_("Group or class"), "5"),
    ("unknown", N_("Not noted"), "6"),
)

# A computer is asked for apart: somebody may read and use one.
PURPOSES: tuple[tuple[VisitPurpose, str], ...] = (
    (VisitPurpose.read, N_("Reading")),
    (VisitPurpose.borrow, N_("Borrow, return")),
    (VisitPurpose.study, N_("Homework")),
    (VisitPurpose.activity, N_("Activity")),
    (VisitPurpose.other, N_("Something else")),
)


def one_of(who: str) -> dict[str, Any]:
    """What `visits.record` is told of one visitor."""
    ones: dict[str, dict[str, Any]] = {
        "female": {"female": 1},
        "male": {"male": 1},
        "child": {"unknown": 1, "age_band": AgeBand.child},
        "disability": {"unknown": 1, "disability": True},
        "unknown": {"unknown": 1},
    }
    return ones[who]
