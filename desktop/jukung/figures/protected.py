"""A month's figures as they leave: in a parcel, on a page, in a table.

The library itself sees its true figures on the screen.
"""

from collections.abc import Mapping

from jukung.domain.months import Month
from jukung.figures.disclosure.kept import draws, kept
from jukung.figures.disclosure.protect import protect
from jukung.figures.disclosure.tables import goes_out
from jukung.figures.disclosure.told import Told, Why
from jukung.figures.indicators import INDICATORS
from jukung.figures.month import gather
from jukung.library.desk import Desk
from jukung.library.permission import READERS, allowed
from jukung.words import N_, _, number

REASONS: dict[Why, str] = {
    Why.few: N_("It counts few people, who could be recognised."),
    Why.others: N_("With the figures beside it, few people could be worked out."),
    Why.changed: N_("It was told before; the difference would give away few people."),
    Why.before: N_("It is told as it was before."),
    Why.always: N_("Such figures of people are never told to the single person."),
}


@allowed(READERS)
def told(
    desk: Desk, month: Month, figures: Mapping[str, int | None] | None = None
) -> dict[str, Told]:
    """Each figure as it leaves now, knowing what of the month left before.

    Without figures those of now. What never leaves is not among them.
    """
    kind = desk.profile.kind
    out = {each.code for each in INDICATORS if goes_out(each, kind)}
    true = gather(desk, month) if figures is None else figures
    leaving = {code: value for code, value in true.items() if code in out}
    return protect(leaving, kind, before=kept(desk, month), draws=draws(desk, month))


def words_of(told: Told) -> str:
    """A figure as it stands outside: `12`, `± 10`, or `…` where it is left out."""
    if told.is_suppressed:
        return "…"
    return f"± {number(told.value)}" if told.is_rounded else number(told.value)


def reason(told: Told) -> str:
    """Why it is not told as it is, in one sentence; empty for an exact one."""
    return _(REASONS[told.why]) if told.why else ""
