"""From refusal to sentence: the one table, for windows, command line and receiver.

Each sentence says what happened and what to do next, in words of the library.
A test walks every class of `jukung.domain.errors` and demands its sentence.
"""

from datetime import date

from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.words import N_, _, long_month, number, short_day

_SENTENCES: dict[type[Refusal], str] = {
    # The file
    errors.FileMissing: N_(
        "There is no file {path}. Check the name, or look on the other disk or stick."
    ),
    errors.FileExists: N_("{path} already exists. Choose another name; nothing was changed."),
    errors.NotOurFile: N_(
        "{path} is no Jukung file of the kind that is wanted here. Choose another file."
    ),
    errors.FileKeyMissing: N_(
        "{path} is locked and its key is not on this computer. "
        "Open it on the computer where it was made, or restore a backup there."
    ),
    errors.FileDamaged: N_(
        "{path} is damaged and was left as it is. Restore the last backup under a new name."
    ),
    errors.FileNewer: N_(
        "{path} was written by a newer Jukung. Update this program, then open it again."
    ),
    errors.FileOpenElsewhere: N_(
        "{path} is already open in another window or program. Close that one, then try again."
    ),
    errors.FileUnreadable: N_(
        "{path} cannot be read. Check the stick or disk and your permission, then try again."
    ),
    errors.NotAFile: N_("{path} is not a file but a folder or device. Choose a file."),
    errors.DiskFull: N_("There is no room left for {path}. Free some space, then try again."),
    errors.CannotWrite: N_(
        "Nothing can be written at {path}. Check the stick or folder, then try again."
    ),
    errors.DiskTrouble: N_(
        "The disk did not take the last act, so it is not recorded: {path}. "
        "Do it again; if this returns, make a backup and check the disk."
    ),
    errors.NoDisplay: N_(
        "There is no screen here to show a window on. Use a verb instead: jukung --help."
    ),
    errors.UnsafeDriver: N_(
        "This computer's database does not keep data safe ({setting}), so nothing was opened. "
        "Reinstall Jukung or ask for help."
    ),
    # People and roles
    errors.NotAllowed: N_("This needs another officer. Ask the head of the library."),
    errors.MemberUnknown: N_(
        "Nobody has the card or name “{card}”. Check it, or register a new member."
    ),
    errors.CardTaken: N_("Card {card} already belongs to somebody. Choose another number."),
    errors.CardIsCopyNumber: N_("{card} is the number of a copy. Choose another card number."),
    errors.NameMissing: N_("Please type a name first."),
    errors.NamesNotKept: N_(
        "This library knows residents by card number only. Leave name and address empty."
    ),
    errors.MemberExpired: N_("Membership {card} ended on {until_on}. Renew it, then lend again."),
    errors.MemberSuspended: N_("Membership {card} is suspended. Lift that first."),
    errors.MemberLeft: N_("The holder of card {card} has left. Returning still works."),
    # Copies and loans
    errors.CopyUnknown: N_(
        "Number {barcode} is not known in this library. Check it, or register the copy first."
    ),
    errors.CopyNumberTaken: N_("Number {barcode} already belongs to a copy. Use another one."),
    errors.CopyNumberIsCard: N_("{barcode} is a member's card number. Use another copy number."),
    errors.CopyOnLoan: N_(
        "{barcode} is still recorded with another member, due {due_on}. "
        "Return it first: Esc, then scan it."
    ),
    errors.AlreadyWithThisMember: N_(
        "{barcode} is already with this member, due {due_on}. To return it: Esc, then scan it."
    ),
    errors.CopyNotOnLoan: N_("{barcode} is not on loan, so there is nothing to return or renew."),
    errors.CopyNotForLoan: N_(
        "{barcode} stays in the library. Change its status in the catalogue if that is wrong."
    ),
    errors.LoanLimitReached: N_(
        "The limit of {limit} copies is reached. Return one first, then lend this one."
    ),
    errors.RenewalLimitReached: N_(
        "{barcode} was already renewed as often as the rule allows ({limit}). Please return it."
    ),
    errors.LoanOverdue: N_("{barcode} was due on {due_on} and cannot be renewed. Return it first."),
    errors.NoMemberChosen: N_(
        "{barcode} is on the shelf. Scan the member's card first, then this copy again."
    ),
    errors.DayInFuture: N_("{on} is still to come. Choose today or an earlier day."),
    errors.DayTooLongAgo: N_("{on} is more than {limit} days ago. Check the year on the slip."),
    errors.BirthYearUnlikely: N_("{year} cannot be a year of birth. Check it, or leave it empty."),
    errors.DayTooEarly: N_("{on} is before the loan of {lent_on}. Check the date on the slip."),
    errors.CopyOutThen: N_(
        "{barcode} came back after {on}, so it cannot have been lent then. "
        "Check the date on the slip."
    ),
    errors.NothingToUndo: N_("There is nothing to undo."),
    errors.CannotUndo: N_("This cannot be undone, because something was done on top of it."),
    errors.TitleMissing: N_("Please type a title first."),
    errors.TitleUnknown: N_("This title is no longer in the catalogue. Search for it again."),
    errors.TitleInUse: N_("This title still has copies. Withdraw those first."),
    errors.IsbnWrong: N_("ISBN {isbn} has a wrong digit. Compare it with the back of the book."),
    errors.NumberTooLong: N_("{number} is too long. At most {limit} letters and digits fit."),
    errors.NumberNotPrintable: N_(
        "{number} has a sign that scanners do not know. Use digits and plain capitals."
    ),
    errors.CountOutOfRange: N_("{count} cannot be right. Type a number from 0 to {limit}."),
    errors.NothingCounted: N_("Please type at least one number."),
    errors.ActivityNameMissing: N_("Please type what the activity was."),
    # Import
    errors.FormatUnknown: N_(
        "{file} is not a list that Jukung understands. "
        "Export the titles from SLiMS again, then choose that file. Nothing was stored."
    ),
    errors.FileEmpty: N_("{file} is empty. Export it again. Nothing was stored."),
    errors.FileTooLarge: N_(
        "{file} is larger than {limit_mb} MB; no list of titles is. "
        "Choose another file. Nothing was stored."
    ),
    errors.LineTooLong: N_(
        "Line {line} of {file} is too long to be a title. "
        "Export the file again. Nothing was stored."
    ),
    errors.FileCut: N_(
        "{file} ends in the middle of line {line}; the copy is incomplete. "
        "Copy or export it again. Nothing was stored."
    ),
    errors.EncodingUnknown: N_(
        "The letters in {file} cannot be made out. "
        "Save it as CSV UTF-8, then try again. Nothing was stored."
    ),
    errors.ImportStopped: N_("The import was stopped. Nothing was stored."),
    errors.ImportUnknown: N_("There is no import {import_id} in this library."),
    errors.ImportUndone: N_("Import {import_id} was already undone."),
    errors.PlanOutdated: N_(
        "The library changed since {file} was read. Read the file again. Nothing was stored."
    ),
    errors.AlreadyImported: N_(
        "Every title of {file} is already in this library. Nothing was stored."
    ),
    # Paper
    errors.SheetUnknown: N_("There is no label sheet “{sheet}”. Known sheets: {known}."),
    errors.SheetDoesNotFit: N_("The cells of sheet {sheet} do not fit its paper: {measure}."),
    errors.CellOutOfRange: N_("There is no label {cell} on this sheet. It has {cells}."),
    errors.OffsetOutOfRange: N_("Labels can be moved by at most {limit_mm} mm."),
    errors.CodeDoesNotFit: N_(
        "The bars of {number} would be too narrow on sheet {sheet}. Choose a wider label."
    ),
    errors.CodeNotEncodable: N_(
        "{number} has a sign that bars cannot carry. Give the copy another number."
    ),
    errors.NothingToPrint: N_("No copy is chosen. Choose copies first."),
    # Months and parcels
    errors.MonthUnreadable: N_("“{text}” is not a month. Write it like 2026-11."),
    errors.DayUnreadable: N_("“{text}” is not a day. Write it like 2026-11-22."),
    errors.MonthNotBegun: N_("{month} has not begun yet."),
    errors.MonthTooLongAgo: N_("{month} is too long ago to be reported. Check the year."),
    errors.MonthClosedUnchanged: N_("{month} is already closed and its figures are the same."),
    errors.NotJoined: N_(
        "This library is not joined to an agency yet. Choose the agency's card (.jkc) first."
    ),
    errors.JoinedElsewhere: N_("This library already reports to {agency}."),
    errors.SigningKeyMissing: N_(
        "The key that signs this library's reports is not on this computer. "
        "Seal the month on the computer where the library was made, or join the agency anew."
    ),
    errors.AgencyKeysMissing: N_(
        "The keys of this agency are not on this computer. "
        "Open the file on the computer where the agency was set up."
    ),
    errors.NoParcels: N_(
        "There is no parcel (.jkp) in {folder}. Check the stick, or choose the folder with parcels."
    ),
    errors.NothingToSend: N_("Every report already has its receipt. There is nothing to send."),
    errors.CardUnreadable: N_("{file} is not an identity card (.jkc), or it is damaged."),
    errors.ReceiptUnreadable: N_("{file} is not a receipt (.jkr), or it is damaged."),
    errors.ReceiptForged: N_("{file} was not signed by our agency. Do not trust it."),
    errors.ReceiptForOther: N_("{file} is the receipt of another library."),
    errors.ReceiptOld: N_("A newer receipt than {file} was already read."),
    errors.ReceiptContradicts: N_(
        "The agency has a report that this file does not know ({file}). "
        "It was probably restored or copied: send your library card to the agency again."
    ),
    errors.ParcelRejected: N_(
        "{file}: {verdict}. {count} file(s) were not taken and need a person to look."
    ),
    errors.SiteCodeTaken: N_("Code {code} already belongs to another library."),
    errors.RegionUnknown: N_("“{code}” is not a region code. Write it like 63.03.05.2007."),
    # Backup
    errors.BackupUnreadable: N_("{file} is not a Jukung backup, or it is damaged."),
    errors.BackupNotTrue: N_(
        "The backup {path} did not read back correctly and does not count. Use another stick."
    ),
    errors.CheckFailed: N_(
        "{count} thing(s) in {path} do not hold together. Make a backup and ask for help."
    ),
    # The tour
    errors.TourStuck: N_("The tour did not get on after this step: {step}."),
    errors.TourDiffers: N_(
        "The figure {indicator} was sent as {sent}, but the file says {counted}. "
        "Please report this."
    ),
}


def sentence(refusal: Refusal) -> str:
    """The sentence for a refusal, in the language spoken now."""
    words = _(_SENTENCES[type(refusal)])
    return words.format(**{name: _shown(name, fact) for name, fact in refusal.facts.items()})


def _shown(name: str, fact: object) -> str:
    if isinstance(fact, date):
        return short_day(fact)
    if isinstance(fact, int) and name in ("limit", "count", "cells", "cell", "limit_mb"):
        return number(fact)
    if name == "month":
        # Calendars and time zones, which the first window does not wait for.
        from jukung.domain.months import parse_month  # noqa: PLC0415 - as just said

        month = parse_month(str(fact))
        return long_month(month.year, month.number)
    return str(fact)
