"""What each finding of an import means, and what to do about it.

By the names of `exchange.imports.records.FindingCode`; a test compares the lists.
The order is that of the table: what is left out first, then what to look at.
"""

from jukung.exchange.listed.finding_words import FindingWords
from jukung.words import N_

FINDINGS = {
    "title_missing": FindingWords(
        N_("Rows without a title"),
        N_("Not stored. Complete the title in the list, then import the corrected rows."),
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
    "column_not_understood": FindingWords(
        N_("Filled columns that are not understood"),
        N_("Not read. Choose Columns… and say what they are before you store the list."),
        "bad",
    ),
    "title_alike": FindingWords(
        N_("Titles that may be here already"),
        N_("Stored; name and author are the same. Compare them: Catalogue, Put in order, Twins."),
        "gold",
    ),
    "title_hidden": FindingWords(
        N_("Titles the old program hid from the public"),
        N_("Stored, and the public catalogue here shows them. Remove those nobody should find."),
        "gold",
    ),
    "title_completed": FindingWords(
        N_("Titles that are here and get their copies now"),
        N_("The copies of these rows are added to them. Nothing to do."),
        "neutral",
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
    "backup_cut": FindingWords(
        N_("The backup is cut off"),
        N_("What stands before the cut is read. Look for a whole backup before you store this."),
        "bad",
    ),
    "backup_row_torn": FindingWords(
        N_("Torn records of the backup"),
        N_("Not stored, because they cannot be taken apart. Add them by hand."),
        "bad",
    ),
    "backup_row_twice": FindingWords(
        N_("Records that stand twice in the backup"),
        N_("The first one is stored. Nothing to do."),
        "neutral",
    ),
    "copy_title_gone": FindingWords(
        N_("Copies without a title"),
        N_("Their title is not in the file. Add it in the catalogue, then the copies."),
        "bad",
    ),
    "copy_title_unclear": FindingWords(
        N_("Copies that two titles could have"),
        N_("Added to the first title of that name. Compare them with the copies in hand."),
        "gold",
    ),
    "copy_number_missing": FindingWords(
        N_("Copies without a number"),
        N_("They get new numbers. Print labels for them."),
        "gold",
    ),
    "member_card_missing": FindingWords(
        N_("Members without a card number"),
        N_("Not stored. Register them by hand."),
        "bad",
    ),
    "member_name_missing": FindingWords(
        N_("Members without a name"),
        N_("Not stored. Register them by hand."),
        "bad",
    ),
    "member_repeated": FindingWords(
        N_("Card numbers that occur twice in the file"),
        N_("The first member is stored. Register the other one with a new card."),
        "bad",
    ),
    "card_zeros_lost": FindingWords(
        N_("Card numbers that may have lost zeros"),
        N_("A spreadsheet takes zeros away. Compare some numbers with the cards before you store."),
        "gold",
    ),
    "member_pending": FindingWords(
        N_("Members who were held back"),
        N_("Stored like the others. Look whether they should borrow."),
        "gold",
    ),
    "loan_copy_gone": FindingWords(
        N_("Loans of copies that are not in the file"),
        N_("Past ones are counted in the figures. Look for the book where one is still on loan."),
        "gold",
    ),
    "loan_member_gone": FindingWords(
        N_("Loans to members who are not in the file"),
        N_("Past ones count in the figures. An open one has no borrower; scan it to return it."),
        "gold",
    ),
    "loan_open_twice": FindingWords(
        N_("Copies that are on loan twice"),
        N_("The first loan is stored. Find out who has the book."),
        "bad",
    ),
    "loan_unfinished": FindingWords(
        N_("Loans that were never finished"),
        N_("Not stored. The old program began them, and nobody took the book."),
        "neutral",
    ),
    "loan_day_missing": FindingWords(
        N_("Loans without a day"),
        N_("Not stored. Record those that are still open by hand."),
        "bad",
    ),
    "loan_end_missing": FindingWords(
        N_("Past loans without a day of return"),
        N_("Stored as returned on the day they were due. Nothing to do."),
        "neutral",
    ),
    "fine_member_gone": FindingWords(
        N_("Fines of people who are not in the file"),
        N_("Not stored, because nobody could pay them."),
        "gold",
    ),
    "fine_unreadable": FindingWords(
        N_("Fines without an amount or a day"),
        N_("Not stored. Look them up in the old program."),
        "gold",
    ),
    "visit_member_gone": FindingWords(
        N_("Visits of members who are not in the file"),
        N_("Counted as visits of guests. Nothing to do."),
        "neutral",
    ),
    "visit_day_missing": FindingWords(
        N_("Visits without a day"),
        N_("Not stored. Nothing to do."),
        "neutral",
    ),
    "hold_gone": FindingWords(
        N_("Reservations that lead nowhere"),
        N_("Not stored, because the member or the copy is not in the file."),
        "gold",
    ),
    "hold_day_missing": FindingWords(
        N_("Reservations without a day"),
        N_("Not stored. Reserve the title again."),
        "gold",
    ),
    "copy_status_unknown": FindingWords(
        N_("States of copies that are not known here"),
        N_("Stored as kept inside where lending was forbidden, else as available; named in notes."),
        "gold",
    ),
    "price_unreadable": FindingWords(
        N_("Prices that are no amount in rupiah"),
        N_("Written into the note of the copy. Nothing to do."),
        "neutral",
    ),
    "day_unreadable": FindingWords(
        N_("Days that do not exist"),
        N_("Left empty. Correct them where you know better."),
        "neutral",
    ),
    "name_gone": FindingWords(
        N_("Authors or subjects that are missing"),
        N_("The old program lost the name. Complete these titles in the catalogue."),
        "gold",
    ),
    "copy_kind_general": FindingWords(
        N_("Kinds of collection that are not known here"),
        N_("Stored in the general collection. Change the kind of those copies later if needed."),
        "neutral",
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
    "record_unreadable": FindingWords(
        N_("Records that cannot be read"),
        N_("Not stored; the others are. Look them up in the old program by the titles around."),
        "bad",
    ),
    "record_too_long": FindingWords(
        N_("Records that are too long"),
        N_("Not stored, because such a file allows no record of that length. Add them by hand."),
        "bad",
    ),
    "record_deleted": FindingWords(
        N_("Records marked as deleted"),
        N_("Not stored; their library had deleted them. Add one by hand if you have the title."),
        "gold",
    ),
    "record_other_kind": FindingWords(
        N_("Records of something else"),
        N_("Names, classes or holdings, not titles. Not stored; nothing to do."),
        "neutral",
    ),
    "letters_guessed": FindingWords(
        N_("Letters that had to be guessed"),
        N_("The file does not say how it is written. Look at letters with accents."),
        "gold",
    ),
    "leader_wrong": FindingWords(
        N_("Records that name the wrong letters"),
        N_("The right ones were found out and are stored. Nothing to do."),
        "neutral",
    ),
    "size_carried_over": FindingWords(
        N_("Pictures and size as of the title before"),
        N_("The old program copies them where a title has none. Compare them with the copy."),
        "gold",
    ),
    "class_repaired": FindingWords(
        N_("Classes whose zeros came back"),
        N_("The spreadsheet had cut them; the call number still had them. Nothing to do."),
        "neutral",
    ),
    "isbn_as_number": FindingWords(
        N_("ISBN that the spreadsheet cut"),
        N_("Left out, because its last digits are lost. Scan the copy to put it back."),
        "gold",
    ),
    "copy_count_unreadable": FindingWords(
        N_("Numbers of copies that cannot be read"),
        N_("The title is stored without copies. Correct the number, then import those rows."),
        "bad",
    ),
    "copy_count_missing": FindingWords(
        N_("Rows that do not say how many copies"),
        N_("The title is stored without copies. Write 0, 1 or more, then import those rows."),
        "gold",
    ),
    "year_unreadable": FindingWords(
        N_("Years in which no year is found"),
        N_("Stored as typed; weeding and figures by age pass them over. Correct what you know."),
        "neutral",
    ),
    "copy_said_on_loan": FindingWords(
        N_("Copies that are lent, nobody says to whom"),
        N_("Stored as on the shelf, with a note. Ask for them, or record the loan."),
        "gold",
    ),
    "issue_noted": FindingWords(
        N_("Issues of newspapers and magazines"),
        N_("The issue stands in the note of its copy. Nothing to do."),
        "neutral",
    ),
    "due_day_unknown": FindingWords(
        N_("Loans without a due day"),
        N_("The old program wrote none; this library's own rule gives the day."),
        "gold",
    ),
    "return_without_loan": FindingWords(
        N_("Returns without a loan"),
        N_("Not stored, because the loan is not in the file. Return the copy at the desk."),
        "gold",
    ),
    "payment_not_taken": FindingWords(
        N_("Payments"),
        N_("Not stored, because what was owed is not in the file. Enter them at the desk."),
        "gold",
    ),
    "line_unknown": FindingWords(
        N_("Lines that nobody here knows"),
        N_("Not stored. Look at them and enter by hand what matters."),
        "gold",
    ),
    "people_not_taken": FindingWords(
        N_("Members, loans and visits that are not taken"),
        N_("This library knows residents by card number only; nothing about people is read."),
        "neutral",
    ),
    "copy_here": FindingWords(
        N_("Copies that are here already"),
        N_("Left out; the copy of this title has the number. Nothing to do."),
        "neutral",
    ),
    "member_here": FindingWords(
        N_("Members who are here already"),
        N_("Left out; their card is known. What they have on loan is stored with that card."),
        "neutral",
    ),
    "member_other": FindingWords(
        N_("Members whose card belongs to somebody else here"),
        N_(
            "Left out; their loans come in without a name, their fines and reservations not. "
            "Give them another card in the older program, then read the file again."
        ),
        "bad",
    ),
    "member_alike": FindingWords(
        N_("Members who may be the same person"),
        N_("All are stored with their cards. Compare them in Members, and merge who is one."),
        "gold",
    ),
    "member_kind_general": FindingWords(
        N_("Kinds of members nobody here knows"),
        N_("Registered as general. Change the kind in the member's form."),
        "gold",
    ),
    "card_changed": FindingWords(
        N_("Cards that cannot be kept"),
        N_("A copy has the same number, or a label cannot carry it. These members get new cards."),
        "bad",
    ),
    "loan_here": FindingWords(
        N_("Loans that an earlier import brought"),
        N_("Left out. Nothing to do."),
        "neutral",
    ),
    "loan_open_here": FindingWords(
        N_("Open loans of copies that are on loan here"),
        N_("Left out. Find out who has the book."),
        "bad",
    ),
    "loan_days_turned": FindingWords(
        N_("Loans that ended before they began"),
        N_("Stored as returned on the day they were lent. Nothing to do."),
        "neutral",
    ),
    "fine_here": FindingWords(
        N_("Fines that an earlier import brought"),
        N_("Left out. Nothing to do."),
        "neutral",
    ),
    "payment_above": FindingWords(
        N_("Payments above what was owed"),
        N_("The part that nobody owed is not stored. Look it up in the old program."),
        "gold",
    ),
    "visit_here": FindingWords(
        N_("Visits that an earlier import brought"),
        N_("Left out. Nothing to do."),
        "neutral",
    ),
    "hold_here": FindingWords(
        N_("Reservations that are here already"),
        N_("Left out. Nothing to do."),
        "neutral",
    ),
    "holiday_here": FindingWords(
        N_("Holidays that are here already"),
        N_("Left out. Nothing to do."),
        "neutral",
    ),
    "row_heading": FindingWords(
        N_("Headings and sums between the rows"),
        N_("Not stored, because they are no titles. Nothing to do."),
        "neutral",
    ),
    "empty_row": FindingWords(
        N_("Empty rows"),
        N_("As spreadsheets leave them. Nothing to do."),
        "neutral",
    ),
}

FORMATS = {
    "slims_titles": N_("SLiMS list of titles"),
    "slims_sql": N_("SLiMS backup"),
    "slims_items": N_("SLiMS list of copies"),
    "slims_members": N_("SLiMS list of members"),
    "marc21": N_("MARC records"),
    "marcxml": N_("MARC records in XML"),
    "mods": N_("MODS records"),
    "dublin_core": N_("Dublin Core records"),
    "inlislite_titles": N_("INLISLite form of titles and copies"),
    "inlislite_records": N_("INLISLite page of all catalogue fields"),
    "koha_offline": N_("Loans of Koha's offline desk"),
    "table": N_("List of titles in a table"),
    "member_table": N_("List of members in a table"),
}
