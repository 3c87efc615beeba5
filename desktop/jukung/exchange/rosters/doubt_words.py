"""What each doubt about a line means, and what to do about it."""

from jukung.exchange.listed.finding_words import FindingWords
from jukung.words import N_

DOUBTS = {
    "birth": FindingWords(
        N_("Births that cannot be read"),
        N_("Registered without a year of birth. Add it when the member comes."),
        "gold",
    ),
    "sex": FindingWords(
        N_("Sexes that cannot be read"),
        N_("Registered as not recorded. Add it when the member comes."),
        "gold",
    ),
    "kind": FindingWords(
        N_("Kinds nobody here knows"),
        N_("Registered as general. Change the kind in the member's form."),
        "gold",
    ),
    "ended": FindingWords(
        N_("Memberships that have ended"),
        N_("They begin anew today, as long as is usual for their kind."),
        "neutral",
    ),
    "nik": FindingWords(
        N_("NIK without 16 digits"),
        N_("Registered without it; spreadsheets often spoil the last digits."),
        "neutral",
    ),
    "zeros": FindingWords(
        N_("Card numbers that may lack zeros"),
        N_("Stored as they are. Compare them with the cards: spreadsheets eat zeros in front."),
        "gold",
    ),
}
