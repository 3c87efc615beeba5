"""Verdicts in plain words: what happened to a file, and what a person does next.

Keyed by the verdict's own text, so that the first painted window
does not wait for the parcels; a test compares both lists.
"""

from dataclasses import dataclass

from jukung.words import N_, _


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict's chip, what it means, and what to do; all English keys."""

    chip: str
    tint: str
    means: str
    do: str


_NOTHING = N_("Nothing to do.")
_AGAIN = N_("Ask the library to write its report again.")

VERDICTS: dict[str, VerdictWords] = {
    "ACCEPT": VerdictWords(N_("Accepted"), "good", N_("The figures count."), _NOTHING),
    "ACCEPT_LATE": VerdictWords(
        N_("Accepted"), "good", N_("The one that was missing has come."), _NOTHING
    ),
    "ACCEPT_EPOCH": VerdictWords(
        N_("Accepted"),
        "good",
        N_("The library was restored and counts anew; its figures count."),
        _NOTHING,
    ),
    "ACCEPT_WITH_GAP": VerdictWords(
        N_("Something missing"),
        "gold",
        N_("The figures count, but an earlier report has not come."),
        N_("Give the receipt back: the library then sends the missing one too."),
    ),
    "DUPLICATE": VerdictWords(
        N_("Already here"),
        "neutral",
        N_("The same report came before; nothing was changed."),
        N_("Give the receipt back once more."),
    ),
    "FORK": VerdictWords(
        N_("Double number"),
        "bad",
        N_("Two different reports have one number: the library was copied or restored."),
        N_("Call the library: only one computer may report. It then sends its card again."),
    ),
    "CONFLICT_REVISION": VerdictWords(
        N_("Reported otherwise"),
        "bad",
        N_("The month was already reported with other figures."),
        N_("Ask the library which one is right, and to close the month again."),
    ),
    "REJECT_INCOMPLETE": VerdictWords(
        N_("Not whole"),
        "gold",
        N_("No report could be read from the picture."),
        N_("Ask for another photograph of the whole sheet, from above and in good light."),
    ),
    "ENROLLED": VerdictWords(
        N_("Enrolled"),
        "good",
        N_("The library answered its invitation and is enrolled."),
        _NOTHING,
    ),
    "REJECT_INVITATION": VerdictWords(
        N_("Invitation not good"),
        "bad",
        N_("Its invitation was used, withdrawn, too old, or never made here."),
        N_("Enrol the library by its card, and compare the numbers by telephone."),
    ),
    "HOLD_UNKNOWN_KEY": VerdictWords(
        N_("Not enrolled"),
        "neutral",
        N_("No enrolled library signs with this key."),
        N_("Enrol the library by its card, then read the file again."),
    ),
    "HOLD_REVOKED": VerdictWords(
        N_("Key withdrawn"),
        "bad",
        N_("It was signed with a key that was withdrawn."),
        N_("Call the library; enrol its new card if it is genuine."),
    ),
    "HOLD_EPOCH": VerdictWords(
        N_("Older copy"),
        "gold",
        N_("It comes from an older copy of the library's file."),
        N_("Call the library and ask on which computer it works."),
    ),
    "HOLD_JUMP": VerdictWords(
        N_("Number far ahead"),
        "gold",
        N_("Its number is far ahead of the last report."),
        N_("Call the library and ask how many reports it has sent."),
    ),
    "HOLD_FUTURE": VerdictWords(
        N_("Month not begun"),
        "gold",
        N_("It reports a month that has not begun."),
        N_("Ask the library to look at its computer's date."),
    ),
    "HOLD_LOCKED": VerdictWords(
        N_("Month published"),
        "gold",
        N_("The figures of this month are already published."),
        N_("Decide whether the published figures are opened again for it."),
    ),
    "HOLD_NEWER": VerdictWords(
        N_("Newer Jukung"),
        "gold",
        N_("It was written by a newer Jukung."),
        N_("Update this program, then read the file again."),
    ),
    "REJECT_DAMAGED": VerdictWords(
        N_("Damaged"), "bad", N_("The file is not whole, or is no report at all."), _AGAIN
    ),
    "REJECT_UNREADABLE": VerdictWords(
        N_("Cannot be opened"),
        "bad",
        N_("It is damaged, or was sealed for another agency."),
        _AGAIN,
    ),
    "RELAYED": VerdictWords(
        N_("To carry on"),
        "good",
        N_("It is kept for the province, as it came."),
        N_("Carry it on: Incoming reports, For the province."),
    ),
    "REJECT_TYPE": VerdictWords(
        N_("Not a report"), "neutral", N_("The file is something else than a report."), _NOTHING
    ),
    "REJECT_SIGNATURE": VerdictWords(
        N_("Signature wrong"),
        "bad",
        N_("The file was changed after the library sealed it. It was not taken."),
        _AGAIN,
    ),
    "REJECT_NOT_FOR_US": VerdictWords(
        N_("For another agency"),
        "neutral",
        N_("The library reports to another agency."),
        N_("Ask the library which agency it joined."),
    ),
    "REJECT_CONTENT": VerdictWords(
        N_("Does not add up"),
        "bad",
        N_("What it says does not hold together. It was not taken."),
        N_("Ask the library to update Jukung and to close the month again."),
    ),
}


_SHELF_FULL = VerdictWords(
    N_("No room"),
    "bad",
    N_("It was not kept: too many reports wait here for the province."),
    N_("Carry them on first: Incoming reports, Districts. Then read this file again."),
)


def shelf_full() -> tuple[str, str, str, str]:
    """The chip, its tint, what it means and what to do where nothing more can be kept."""
    words = _SHELF_FULL
    return _(words.chip), words.tint, _(words.means), _(words.do)


def chip_of(verdict: str) -> tuple[str, str]:
    """The chip of a verdict: its word and its tint."""
    words = VERDICTS[verdict]
    return _(words.chip), words.tint


def means_and_next(verdict: str) -> tuple[str, str]:
    """What a verdict means; and what to do, empty where there is nothing."""
    words = VERDICTS[verdict]
    return _(words.means), "" if words.do == _NOTHING else _(words.do)


def explain(verdict: str) -> str:
    """What a verdict means, and what to do where there is something."""
    return " ".join(filter(None, means_and_next(verdict)))
