"""Matters in plain words: what came, what probably happened, and what each button does.

Keyed by the verdict's own text, as in `verdicts`; a test compares both lists.
"""

from dataclasses import dataclass

from jukung.words import N_, _


@dataclass(frozen=True, slots=True)
class MatterWords:
    """What a person reads about a matter before deciding; all English keys."""

    title: str
    happened: str
    do: str


MATTERS: dict[str, MatterWords] = {
    "FORK": MatterWords(
        N_("Two copies of this library report"),
        N_(
            "Two different reports have one number. The library's file was copied to a second "
            "computer, or an old copy of it was put back, and both went on. Until one of them "
            "is found true, nothing counts from there on."
        ),
        N_(
            "Call the library and ask which computer it works on. Choose that copy, or wait: "
            "when the library sends its card again it begins anew, and this settles itself."
        ),
    ),
    "CONFLICT_REVISION": MatterWords(
        N_("The month was reported otherwise before"),
        N_(
            "A second report of the month does not say that it replaces the one that counts. "
            "Perhaps the month was closed again from an older copy of the file."
        ),
        N_("Compare both, ask the library, and choose the one that speaks for the month."),
    ),
    "HOLD_UNKNOWN_KEY": MatterWords(
        N_("No enrolled library signs with this key"),
        N_(
            "The library is not enrolled yet, or it has a new computer and a new card that did "
            "not come. The reports are kept and count nothing."
        ),
        N_("Enrol the library by its card; then judge the reports again. Strangers' go away."),
    ),
    "HOLD_REVOKED": MatterWords(
        N_("Signed with a key that was withdrawn"),
        N_(
            "Somebody withdrew this key, perhaps because a computer was lost. Whoever has that "
            "computer may have made these reports."
        ),
        N_("Call the library. Trust the key again only if the computer was found."),
    ),
    "HOLD_NEWER": MatterWords(
        N_("Written by a newer Jukung"),
        N_("The library updated first. This program cannot read all that the report says."),
        N_("Update this program; then judge the report again. Nothing is lost meanwhile."),
    ),
    "HOLD_EPOCH": MatterWords(
        N_("From a copy that should be at rest"),
        N_(
            "The library was restored on another computer, and an older copy of its file still "
            "reports; or it began anew without its card."
        ),
        N_("Ask the library on which computer it works. Let it in if this is the true one."),
    ),
    "HOLD_JUMP": MatterWords(
        N_("The number is far ahead of the last one"),
        N_(
            "More than 500 numbers lie between this report and the last one that came. Many "
            "reports are missing, or the file was tampered with."
        ),
        N_("Ask the library how many reports it has sent; let it in if that fits."),
    ),
    "HOLD_FUTURE": MatterWords(
        N_("A month that has not begun"),
        N_("The library's computer has a wrong date: it closed a month that is still to come."),
        N_(
            "Ask the library to set its date right. The report is judged by itself once its "
            "month has begun; refuse it if it is wrong."
        ),
    ),
    "HOLD_LOCKED": MatterWords(
        N_("The month is published"),
        N_("The report came, or was corrected, after the figures of the month were published."),
        N_(
            "Let it in with authority: the published month changes and stays published, and "
            "this is written down. Or refuse it: the figures stay as they are."
        ),
    ),
}

DECISIONS: dict[str, str] = {
    "admit": N_("Let it in"),
    "refuse": N_("Throw away"),
    "rejudge": N_("Judge again"),
    "trust": N_("Trust the key again"),
    "speaks": N_("This one counts"),
    "branch": N_("This is the true one"),
}

DEEDS: dict[str, str] = {
    "admit": N_("let in"),
    "refuse": N_("thrown away"),
    "rejudge": N_("judged again"),
    "trust": N_("key trusted again"),
    "speaks": N_("chosen to speak for the month"),
    "branch": N_("copy found true"),
    "take_back": N_("decision taken back"),
    "publish": N_("month published"),
    "open_again": N_("month opened again"),
}


def told(verdict: str) -> tuple[str, str, str]:
    """A matter's title, what probably happened, and what to do."""
    words = MATTERS[verdict]
    return _(words.title), _(words.happened), _(words.do)
