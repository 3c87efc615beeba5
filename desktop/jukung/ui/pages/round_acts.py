"""Which acts are those of a round, and what of the file they change."""

from jukung.domain.kinds import ActKind

TOUCHED = frozenset({"round", "loan", "copy", "hold", "permission"})
ROUND_ACTS = frozenset(
    {ActKind.plan_round, ActKind.go_round, ActKind.hand_over, ActKind.check_return}
)
CELL_ACTS = ROUND_ACTS - {ActKind.plan_round}
