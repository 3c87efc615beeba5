"""What each finding of an import means, and what to do about it.

By the names of `exchange.imports.records.FindingCode`; a test compares the lists.
The order is that of the table: what is left out first, then what to look at.
"""

from dataclasses import dataclass

from jukung.words import N_


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A kind of finding in plain words; the tint says how much it matters."""

    name: str
    meaning: str
    tint: str


FINDINGS = {
    "title_missing": FindingWords(
        N_("Rows without a title"),
        N_("Not stored. Type the title in the old program, then import the list again."),
        "bad",
    ),
    "columns_wrong": FindingWords(
        N_("Torn rows"),
        N_("Not stored, because cells are missing or too many. Add these titles by hand."),
        "bad",
    ),
    "title_here": FindingWords(
        N_("Titles that are here already"),
        N_("Skipped, or stored once more; you choose below."),
        "gold",
    ),
    "copy_left_out": FindingWords(
        N_("Copies left out, because their title is here"),
        N_("Add these copies to their title in the catalogue, or store the titles once more."),
        "bad",
    ),
    "copy_number_taken": FindingWords(
        N_("Copy numbers that are here already"),
        N_(
            "These copies are left out; a new title is stored without them. Number them anew later."
        ),
        "bad",
    ),
    "repeated_copy_number": FindingWords(
        N_("Copy numbers that occur twice in the file"),
        N_("The first one is stored. Look which copy has the number, and number the other anew."),
        "gold",
    ),
    "end_missing": FindingWords(
        N_("The file may be cut off"),
        N_("The last line has no end. Compare it with the old program's last title."),
        "gold",
    ),
    "repeated_title": FindingWords(
        N_("Titles that occur twice in the file"),
        N_("All are stored, since they may be editions. Compare them in the catalogue."),
        "gold",
    ),
    "mojibake": FindingWords(
        N_("Letters of a wrong encoding"),
        N_("Stored as they are, such as â€™ for an apostrophe. Correct them in the catalogue."),
        "gold",
    ),
    "letters_lost": FindingWords(
        N_("Lost letters"),
        N_("A sign � stands in their place. Correct them in the catalogue."),
        "gold",
    ),
    "unusual_copy_number": FindingWords(
        N_("Unusual copy numbers"),
        N_("Stored as they are. Some are too long for a label or have signs scanners mistake."),
        "gold",
    ),
    "isbn_check_digit": FindingWords(
        N_("ISBN with a wrong digit"),
        N_("Stored as typed. Compare it with the copy when you have it in hand."),
        "neutral",
    ),
    "isbn_shape": FindingWords(
        N_("No ISBN in the ISBN column"),
        N_("An ISSN or a shelf number, for example. Stored as typed; nothing to do."),
        "neutral",
    ),
    "lost_line_breaks": FindingWords(
        N_("Lost line breaks"),
        N_("The old program left rn or n in the text. Stored as it is; correct what disturbs."),
        "neutral",
    ),
    "note_is_number": FindingWords(
        N_("Notes that are only a number"),
        N_("The old program wrote the note's length over the note. The note itself is lost."),
        "neutral",
    ),
    "note_unwrapped": FindingWords(
        N_("Notes taken out of a frame"),
        N_("The old program had put signs around them. Nothing to do."),
        "neutral",
    ),
    "column_unknown": FindingWords(
        N_("Columns nobody here knows"),
        N_("Not read; all known columns are."),
        "neutral",
    ),
    "empty_row": FindingWords(
        N_("Empty rows"),
        N_("As spreadsheets leave them. Nothing to do."),
        "neutral",
    ),
}

FORMATS = {"slims_titles": N_("SLiMS list of titles")}
