"""From refusal to sentence: the one table, for windows, command line and receiver.

Each sentence says what happened and what to do next, in words of the library.
A test walks every class of `jukung.domain.errors` and demands its sentence.
"""

from datetime import date

from jukung.domain import codes, errors
from jukung.domain.errors import Refusal
from jukung.domain.kinds import (
    BorrowerKind,
    CollectionKind,
    CopyTrait,
    HoldSource,
    LedgerKind,
    PermissionState,
    ResidentState,
    SanctionKind,
    ScreeningReason,
    ScreeningResult,
    ServiceKind,
    Strategy,
    WriteOffReason,
)
from jukung.words import N_, _, clock_of, long_month, number, rupiah, short_day

_LONGEST_FACT = 60
_PATHS = ("path", "file", "folder", "rule", "rounds")

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
        "Type the key from the recovery sheet, or open it on the computer where it was made."
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
    errors.ServerAddressWrong: N_(
        "This is not the address of a database. It looks like postgresql://name@server/database."
    ),
    errors.ServerUnreachable: N_(
        "The server {place} does not answer. Nothing was changed; check that it runs and that "
        "this computer reaches it, then try again."
    ),
    errors.ServerRefuses: N_(
        "The server {place} does not let this program in. Check name, password and database."
    ),
    errors.FileUnreadable: N_(
        "{path} cannot be read. Check the stick or disk and your permission, then try again."
    ),
    errors.NotAFile: N_("{path} is not a file but a folder or device. Choose a file."),
    errors.DiskFull: N_("There is no room left for {path}. Free some space, then try again."),
    errors.CannotWrite: N_(
        "Nothing can be written at {path}. Check the stick or folder, then try again."
    ),
    errors.Unforeseen: N_(
        "This was not finished. What was confirmed is safe; please try again, or start Jukung anew."
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
    errors.NameShared: N_(
        "{count} members have the name “{name}”. Scan the card, or type its number."
    ),
    errors.CardTaken: N_("Card {card} already belongs to somebody. Choose another number."),
    errors.CardIsCopyNumber: N_("{card} is the number of a copy. Choose another card number."),
    errors.NameMissing: N_("Please type a name first."),
    errors.NamesNotKept: N_(
        "This library knows residents by card number only. "
        "Leave everything else about the person empty."
    ),
    errors.MemberExpired: N_("Membership {card} ended on {until_on}. Renew it, then lend again."),
    errors.MemberSuspended: N_("Membership {card} is suspended. Lift that first."),
    errors.MemberLeft: N_("The holder of card {card} has left. Returning still works."),
    errors.MemberSuspendedUntil: N_(
        "Membership {card} is suspended until {until_on}. Returning still works."
    ),
    errors.MemberHasOverdue: N_(
        "{count} overdue copies are still with card {card} ({rule}). Ask for them first."
    ),
    errors.MembershipEndsEarly: N_("{until_on} is over. Choose today or a later day."),
    errors.CardLost: N_(
        "Card {card} was reported lost. Ask for the new card, or look the member up by name."
    ),
    errors.MembersTheSame: N_("Choose two different members to merge."),
    errors.HoldsBothReady: N_(
        "Both have a copy of “{title}” on the ready shelf. Lend or give up one of them first."
    ),
    errors.MemberHasLoans: N_(
        "Card {card} still has {count} copies. Take them back or note them as lost first."
    ),
    errors.MemberOwes: N_("Card {card} still owes {amount}. Record a payment or waive it first."),
    errors.GuardianUnknown: N_(
        "No member has the guardian card {card}. Check it, or type the guardian's name."
    ),
    errors.GuardianIsSelf: N_("Choose another member as guardian."),
    errors.NikNotKept: N_("This library does not keep NIK. Leave it empty."),
    errors.TextUnwritable: N_(
        "There is a sign in this text that cannot be kept. Type the text again."
    ),
    errors.NikWrong: N_("A NIK has 16 digits. Check it, or leave it empty."),
    errors.PhotoUnreadable: N_("{file} is not a picture that can be kept. Choose a JPEG or PNG."),
    errors.PhotoTooLarge: N_("The photo is larger than {limit_kb} kB. Choose a smaller one."),
    errors.PictureTooLarge: N_(
        "{file} has more than {millions} million points. Make the picture smaller, then choose it."
    ),
    errors.SanctionUnknown: N_("This sanction is no longer there. Look at the member again."),
    errors.SanctionEndsEarly: N_("{until_on} is before {from_on}. Choose a later day."),
    errors.ReasonMissing: N_("Please type the reason first."),
    errors.PinWrong: N_("That PIN is not right. {left} tries are left before a pause."),
    errors.PinLocked: N_("Too many wrong PINs. Try again in {seconds} seconds."),
    errors.PinTooShort: N_("A PIN needs at least {limit} digits."),
    errors.PinTooSimple: N_("This PIN is too easy to guess. Choose other digits."),
    errors.PinNeeded: N_("{name} has a PIN. Type it first."),
    errors.PinNotSet: N_(
        "{name} has no PIN yet. Ask whoever looks after the accounts to set a PIN first."
    ),
    errors.KeeperPinFirst: N_(
        "Somebody with a PIN must be able to look after the accounts. Give {name} a PIN first."
    ),
    errors.RoleNotHere: N_("This account cannot have that role here. Choose another role."),
    errors.StaffNameTaken: N_("There is already an account “{name}”. Add a letter or a number."),
    errors.StaffUnknown: N_("There is no such account here. Choose another one."),
    errors.LastKeeper: N_(
        "Somebody must be able to look after the library. Name another head or librarian first."
    ),
    errors.RecoveryMissing: N_(
        "There is no recovery sheet for this library yet. Print one in the settings."
    ),
    errors.RecoveryCodeWrong: N_(
        "This code does not fit. Check every group with the newest recovery sheet."
    ),
    # Copies and loans
    errors.CopyUnknown: N_(
        "Number {barcode} is not known here. Register the copy, or set it aside if it is not ours."
    ),
    errors.NumberStillBlank: N_(
        "{barcode} is printed but not bound to a title yet. Bind it in Print (F6)."
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
    errors.CopyGoesBack: N_(
        "{barcode} is only on loan to the library and was to go back on {back_by}. "
        "Put it with its box."
    ),
    errors.LoanLimitReached: N_(
        "The limit of {limit} copies is reached ({rule}). Return one first, then lend this one."
    ),
    errors.RenewalLimitReached: N_(
        "{barcode} was already renewed {limit} times ({rule}). Please return it."
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
        "Check the date, or type the slip together with its return under late entry."
    ),
    errors.NothingChosen: N_("Nothing is chosen yet. Tick lines with Space first."),
    errors.NothingChanged: N_("All of it is like this already. Nothing was changed."),
    errors.TitleWasUsed: N_(
        "“{title}” was lent, wanted, counted or withdrawn, so it stays in the catalogue. "
        "Withdraw its copies instead."
    ),
    errors.TitleWasMerged: N_("“{title}” was made one with another. Undo that to part them."),
    errors.BinnedDamaged: N_(
        "What the bin keeps of “{title}” is damaged, so it cannot be put back. "
        "Enter it in the catalogue anew."
    ),
    errors.TitlesTheSame: N_("Choose two different titles to make them one."),
    errors.NamesTheSame: N_("No title has another spelling of this name. Choose other names."),
    errors.TooManyTitles: N_(
        "{count} titles are too many at once. Choose at most {limit}, and do the rest after."
    ),
    errors.FieldUnknown: N_("Titles have no field “{field}”. Choose one from the list."),
    errors.ShelfUnknown: N_("No one place is called “{name}”. Copies stand in: {known}."),
    errors.PackNotKept: N_("No title pack {number} is kept here. Look at the list of packs."),
    errors.PackKeptAlready: N_(
        "Another file of pack {number} is kept here. Drop that one, then add this one."
    ),
    errors.PackFileGone: N_(
        "The file of title pack “{name}” is not where it was. Add the pack again."
    ),
    errors.PackNotTrusted: N_(
        "This pack is from {name}, who is not known here. "
        "First compare the digits {fingerprint} with them by telephone."
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
    errors.ActivityUnknown: N_("This activity is no longer there. Look at the list again."),
    errors.ActivityTooLong: N_("One activity lasts at most {limit} days. Check its last day."),
    errors.SpanBackwards: N_("{last_on} is before {first_on}. Choose a later day."),
    errors.PartAboveWhole: N_(
        "{part} is more than the {whole} women and men together. Check the counts."
    ),
    errors.TooManyPhotos: N_("An activity has at most {limit} photos. Take one away first."),
    errors.StoryMissing: N_("There is no story yet. Write it down first."),
    errors.StoryConsentMissing: N_(
        "The story stays here: nobody noted consent. Ask who tells it, then tick that they agree."
    ),
    errors.PartnerMissing: N_("Please type the partner's name first."),
    errors.CooperationUnknown: N_("This cooperation is no longer there. Look at the list again."),
    errors.CopyStaysInside: N_(
        "{barcode} is for reading here ({rule}). Count it as read here, or permit it once."
    ),
    errors.CopyHeldForOther: N_(
        "{barcode} is set aside for somebody else until {until_on}. Put it back on the ready shelf."
    ),
    errors.NumberIncomplete: N_(
        "{number} is not whole or has a wrong digit. Scan it again, or compare it with the label."
    ),
    errors.IsbnNotLabel: N_(
        "{isbn} is the ISBN on the cover; {count} copies have it. Scan the library's label instead."
    ),
    errors.ScannedTwice: N_("{barcode} was read twice; once was enough."),
    errors.CannotPermit: N_("This cannot be permitted. Follow the sentence above instead."),
    errors.HoldExists: N_("This member already waits for “{title}”."),
    errors.HoldUnknown: N_("This hold is no longer there. Look at the list again."),
    errors.TitleOnShelf: N_("“{title}” is on the shelf. Lend it now instead."),
    errors.TitleWithoutCopies: N_("There is no copy of “{title}” to wait for."),
    errors.TitleWithMember: N_("This member has “{title}” at home. Renew it instead."),
    errors.RenewalHeld: N_(
        "Somebody waits for {barcode}, so it is not renewed. Please return it by its date."
    ),
    errors.RuleNeeded: N_("The rule for everybody cannot be removed. Change its figures instead."),
    errors.RuleOutOfRange: N_("{count} cannot be right. Type a number from 0 to {limit}."),
    errors.KindNeeded: N_("At least one kind of member must stay in use."),
    errors.AlwaysClosed: N_("At least one weekday must be open."),
    errors.ClosureBackwards: N_("{last_on} is before {first_on}. Choose a later day."),
    errors.ClosureTooLong: N_("A closing can last at most {limit} days. Check the year."),
    errors.ClosureUnknown: N_("This day is no longer in the calendar. Look at it again."),
    errors.NothingOwed: N_("Card {card} owes nothing."),
    errors.PaysTooMuch: N_(
        "{amount} is more than the {owed} that are owed. Type a smaller amount."
    ),
    errors.MoneyNotKept: N_(
        "A prison library asks for no money. Note a task or a warning instead."
    ),
    errors.AmountOutOfRange: N_("{amount} cannot be right. Type whole rupiah."),
    errors.SlipsMissing: N_("Type at least one slip first."),
    errors.SlipsConflict: N_(
        "{count} slips need a look first. They are marked; nothing was recorded yet."
    ),
    errors.SlipDayMissing: N_("Type the day of the first slip; the ones below it take it over."),
    errors.SlipActUnknown: N_("“{text}” is no act of a slip. Write lend, return, renew or read."),
    errors.SlipCardMissing: N_("Type the card of the member who borrowed."),
    errors.SlipNumberMissing: N_("Type the number on the copy's label."),
    errors.SlipNameShared: N_("“{name}” fits {count} members. Type the card instead."),
    errors.SlipCopyOut: N_(
        "{barcode} was out since {lent_on}. Type the slip of its return above this one."
    ),
    errors.SlipReturnMissing: N_(
        "{barcode} was lent again on {lent_on}. Type the slip of its return before that day."
    ),
    errors.SlipKnown: N_(
        "The loan of {barcode} on {on} is already recorded. Remove this slip, or check the number."
    ),
    errors.SlipBackAlready: N_(
        "The return of {barcode} on {on} is already recorded. "
        "Remove this slip, or check the number."
    ),
    errors.SlipRepeated: N_("This slip of {barcode} is here twice. Remove one of the two."),
    errors.SlipForLibrarian: N_(
        "A librarian must record this one. Leave the slip here; it waits for them."
    ),
    errors.SlipRests: N_("First put right the other slip of {barcode}; this one rests on it."),
    errors.TimeUnreadable: N_("“{text}” is not a time. Write it like 09:30."),
    errors.HoursBackwards: N_("{closed} is before {opened}. Check both times."),
    errors.SeriesWouldRepeat: N_("With this pattern {number} would come twice. Use more digits."),
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
    errors.RawDatabase: N_(
        "{file} is a piece of the old program's database, not a backup. "
        "Start the old program, let it make a backup (.sql), then choose that file. "
        "Nothing was stored."
    ),
    errors.BackupUnknown: N_(
        "{file} is a database backup, but not one of SLiMS. "
        "Make the backup in SLiMS, then choose that file. Nothing was stored."
    ),
    errors.BackupUnsafe: N_(
        "{file} is packed in an unusual way and was not opened. "
        "Unpack it yourself, then choose the .sql file in it. Nothing was stored."
    ),
    errors.BackupTooLarge: N_(
        "{file} has more than {limit} records; no library has so many. "
        "Choose another backup. Nothing was stored."
    ),
    errors.RosterEmpty: N_("Nobody in this list can be registered. Nothing was stored."),
    errors.RosterUnknown: N_(
        "{file} is not a list of people that can be read. "
        "Save it as CSV or XLSX, then choose that file. Nothing was stored."
    ),
    errors.RosterTooLarge: N_(
        "{file} is too large; a list has at most {limit} lines. "
        "Split it into smaller lists. Nothing was stored."
    ),
    errors.XmlBroken: N_(
        "{file} is damaged at line {line}. "
        "Export it again, as MARC rather than XML if you can choose. Nothing was stored."
    ),
    errors.XmlJoined: N_(
        "{file} is several files in one; the second begins at line {line}. "
        "Export it again into one file, or import the parts one by one. Nothing was stored."
    ),
    errors.XmlUnsafe: N_(
        "{file} is written in an unusual way and was not opened. "
        "Export it as MARC, then choose that file. Nothing was stored."
    ),
    errors.RosterUnsafe: N_(
        "{file} is packed in an unusual way and was not opened. "
        "Save it as CSV, then choose that file. Nothing was stored."
    ),
    errors.RosterLineTorn: N_("This line has more cells than the header. Correct it in the list."),
    errors.RosterCardMissing: N_("This line has no card number. Type one in the list."),
    errors.ImportStopped: N_("The import was stopped. Nothing was stored."),
    errors.ExportStopped: N_("The export was stopped. Nothing was left behind."),
    errors.OpenExportUnreadable: N_(
        "{path} cannot be read as an open export: {file} is missing or was changed. "
        "Choose the folder as it was written. Nothing was stored."
    ),
    errors.NothingToExport: N_("There is no title to hand out. Choose others, or all."),
    errors.ImportUnknown: N_("There is no import {import_id} in this library."),
    errors.ImportUndone: N_("Import {import_id} was already undone."),
    errors.PlanOutdated: N_(
        "The library changed since {file} was read. Read the file again. Nothing was stored."
    ),
    errors.AlreadyImported: N_(
        "Every title of {file} is already in this library. Nothing was stored."
    ),
    errors.NothingToStore: N_(
        "Nothing of {file} can be stored. Look at what was found in it, and correct it there."
    ),
    errors.MembersNotTaken: N_(
        "This library knows residents by card number only, so {file} with its members is not read."
    ),
    errors.RejectsNotRows: N_(
        "{file} is no list of rows. Correct what was left out in the program it came from."
    ),
    errors.NothingRejected: N_("Every row of {file} can be stored; there is nothing to correct."),
    errors.ColumnNotInList: N_("The list has no column named {name}. Look at its first row."),
    errors.ColumnUseUnknown: N_(
        "A column cannot be used as {name}. See jukung import --help for the words."
    ),
    # Paper
    errors.SheetUnknown: N_("There is no label sheet “{sheet}”. Known sheets: {known}."),
    errors.SheetDoesNotFit: N_("The cells of sheet {sheet} do not fit its paper: {measure}."),
    errors.CellOutOfRange: N_("There is no label {cell} on this sheet. It has {cells}."),
    errors.PrintingStopped: N_("Stopped. Nothing was printed."),
    errors.OffsetOutOfRange: N_("Labels can be moved by at most {limit_mm} mm."),
    errors.CodeDoesNotFit: N_(
        "The bars of {number} would be too narrow on sheet {sheet}. Choose a wider label."
    ),
    errors.CodeNotEncodable: N_(
        "{number} has a sign that bars cannot carry. Give the copy another number."
    ),
    errors.NothingToPrint: N_("Nothing is chosen yet. Choose what to print first."),
    errors.CodesDoNotFit: N_(
        "{count} codes cannot be printed on sheet {sheet}: {numbers}. Choose a wider label."
    ),
    errors.NoIsbnOnLabel: N_(
        "The title of {number} has no valid ISBN. Add it in the catalogue, or choose other bars."
    ),
    errors.NoIsbnOnLabels: N_(
        "{count} copies have no valid ISBN in their titles: {numbers}."
        " Add it in the catalogue, or choose other bars."
    ),
    errors.CodesNotEncodable: N_(
        "{count} numbers have a sign that these bars cannot carry: {numbers}."
        " Choose other bars, or give the copies other numbers."
    ),
    errors.CodesCannotBePrinted: N_(
        "{count} codes cannot be printed on sheet {sheet}: {reasons}."
        " Choose other bars or print without them: {numbers}."
    ),
    errors.CodeFitsElsewhere: N_(
        "The bars of {number} would be too narrow on sheet {sheet}. Use for example {fits}."
    ),
    errors.CodesFitElsewhere: N_(
        "{count} codes cannot be printed on sheet {sheet}: {numbers}. Use for example {fits}."
    ),
    errors.LabelTooSmall: N_(
        "Labels of sheet {sheet} are too small for this. Choose a larger sheet or fewer lines."
    ),
    errors.CreepOutOfRange: N_(
        "A drift above {limit_mm} mm in 100 mm is not the printer. Measure once more."
    ),
    errors.RulerUnlikely: N_(
        "{measure} cannot be right. Measure on the ruler page again, in millimetres."
    ),
    errors.SheetTooWide: N_("Sheet {sheet} is larger than {paper}. Print on its own paper size."),
    errors.SheetNameTaken: N_("There is a sheet called {sheet} already. Choose another name."),
    errors.DesignUnknown: N_("There is no card design “{design}”. Known: {known}."),
    errors.DesignDoesNotFit: N_("Card design {design} runs over the card: {measure}."),
    errors.RunUnknown: N_("This printing is not waiting any more."),
    errors.RunLineOutOfRange: N_("There is no {place} here. The last is {most}."),
    errors.NumberNotBlank: N_(
        "{number} is not a blank number. Scan a number that has no copy yet."
    ),
    errors.IsbnAmbiguous: N_("{count} titles have ISBN {isbn}. Choose the right one."),
    errors.EmblemUnreadable: N_("The picture cannot be read. Choose a PNG or JPEG."),
    errors.EmblemTooLarge: N_("The picture is too large. Choose one of at most {limit_kb} kB."),
    errors.StillHasLoans: N_(
        "{card} has not brought everything back ({loans} still out) and owes {owed}. "
        "Settle this first."
    ),
    errors.NothingOverdue: N_("{card} is late with nothing. No letter is needed."),
    errors.LetterUnknown: N_("There is no letter {number}."),
    errors.LetterPatternWrong: N_(
        "“{pattern}” does not say where the number goes. Write n in curly brackets there."
    ),
    errors.MinutesIncomplete: N_("Write what was done, and the names of both parties."),
    # Months and parcels
    errors.MonthUnreadable: N_("“{text}” is not a month. Write it like 2026-11."),
    errors.DaysBackwards: N_("{last_on} is before {first_on}. Choose a later day."),
    errors.ReportFormUnknown: N_("{file} must end in .xlsx, .csv or .pdf. Choose such a name."),
    errors.ReportUnknown: N_("There is no report “{code}”. See them with “report list”."),
    errors.WorkbookKindWrong: N_(
        "{file} is no .xlsx workbook. Open it in Excel or LibreOffice, save it as .xlsx, "
        "then choose that."
    ),
    errors.WorkbookLocked: N_(
        "{file} is locked with a password. Save it without a password, then choose it again."
    ),
    errors.WorkbookDamaged: N_(
        "{file} is damaged or cut off. Get the workbook again, then choose it."
    ),
    errors.WorkbookTooLarge: N_(
        "{file} is too large to be filled in here. Choose the workbook as it was handed out."
    ),
    errors.WorkbookWithoutHeadings: N_(
        "{file} has no row of headings that is understood. Choose the official workbook."
    ),
    errors.ColumnUnknown: N_(
        "The workbook has no column {column}. Name one by its letters, such as AE."
    ),
    errors.SourceUnknown: N_("Nothing is called “{name}” here. Choose another figure or answer."),
    errors.FactUnknown: N_("There is no question “{code}” for this library. Check its name."),
    errors.AnswerUnfit: N_("“{typed}” does not answer: {question}. Please type it again."),
    errors.YearUnreadable: N_("“{text}” is no year. Write it like 2025."),
    errors.DayUnreadable: N_("“{text}” is not a day. Write it like 22-11-2026 or 22/11."),
    errors.MonthNotBegun: N_("{month} has not begun yet."),
    errors.MonthTooLongAgo: N_("{month} is too long ago to be reported. Check the year."),
    errors.MonthClosedUnchanged: N_("{month} is already closed and its figures are the same."),
    errors.FigureUnknown: N_("There is no figure “{code}”. See them with “month figures”."),
    errors.NoteTooLong: N_("The note has {count} letters. Shorten it to {limit}."),
    errors.MonthNotOver: N_("{month} is not over yet. Report it when the month has ended."),
    errors.MonthStillRuns: N_(
        "{month} is not over yet. Close it when the month has ended, or now with --early."
    ),
    errors.MonthWasWorked: N_(
        "Work was recorded in {month}. Close the month and send its figures instead."
    ),
    errors.MonthAlreadyReported: N_(
        "{month} was already closed. If its figures are wrong, correct them and close it again."
    ),
    errors.MonthNotSent: N_("There is no report of {month} that could be withdrawn."),
    errors.NotJoined: N_(
        "This library is not joined to an agency yet. Choose the agency's card (.jkc) first."
    ),
    errors.JoinedElsewhere: N_("This library already reports to {agency}."),
    errors.SigningKeyMissing: N_(
        "The key that signs this library's reports is not on this computer. The recovery sheet "
        "has it: type its code in Settings under Staff, or by “jukung recovery signing-key”."
    ),
    errors.AgencyKeysMissing: N_(
        "The keys of this agency are not on this computer. "
        "Open the file on the computer where the agency was set up."
    ),
    errors.PhraseTooShort: N_("The phrase needs at least {least} signs. Four words are good."),
    errors.KeyFileUnreadable: N_(
        "{file} was not opened: the phrase is another one, or the file is damaged. "
        "Type the phrase again."
    ),
    errors.KeysOfOther: N_(
        "{file} holds keys of another agency, or older ones. Write the keys anew at the first desk."
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
    errors.ReceiptFormerKey: N_(
        "{file} was signed with keys that the agency no longer uses. Ask it for a new receipt."
    ),
    errors.ReceiptContradicts: N_(
        "The agency has a report that this file does not know ({file}). "
        "It was probably restored or copied: send your library card to the agency again."
    ),
    errors.QuestionUnknown: N_(
        "The agency asks nothing under number {number}. Look at the list of its questions."
    ),
    errors.NoticeTooLong: N_("A message has at most {limit} signs. Say it shorter."),
    errors.NoticeEmpty: N_("There are no words yet. Write what the libraries should know."),
    errors.NoticeScopeUnknown: N_(
        "{scope} is no kabupaten or library of this agency. Type a code from the list of libraries."
    ),
    errors.CannotAskSite: N_(
        "{name} does not use Jukung, so no receipt goes there. Call and correct what was typed."
    ),
    errors.SecondPersonMissing: N_(
        "New keys need two people. Type the names of both; they must differ."
    ),
    errors.ReceiptCodeWrong: N_(
        "“{code}” is not a receipt code of this library. Compare it letter by letter."
    ),
    errors.ReceiptCodeUnknown: N_(
        "No report here fits the code {code}. This file was probably restored or copied: "
        "ask the agency for the receipt file (.jkr)."
    ),
    errors.TooLargeForCodes: N_(
        "The report of {month} is too large for QR codes. Send it on a stick."
    ),
    errors.AgencyAddressMissing: N_(
        "It is not known where on the internet the agency takes reports. "
        "Ask it for the address, or use a stick."
    ),
    errors.AgencyAddressWrong: N_(
        "“{address}” cannot be used as the agency's address. Write it like https://lapor.example.id."
    ),
    errors.ProxyWrong: N_(
        "“{proxy}” cannot be used as a proxy. Write it like http://192.168.1.1:8080."
    ),
    errors.ProxyRefuses: N_(
        "The proxy {proxy} lets nothing through. Check the setting, or ask who keeps the network."
    ),
    errors.NoNetwork: N_(
        "There is no internet here just now. "
        "Try again later, or send the report by stick or messenger."
    ),
    errors.AgencyUnreachable: N_(
        "Nobody answers at {host}. Check the internet connection and the address, "
        "or send the report by stick or messenger."
    ),
    errors.AgencyCertificateWrong: N_(
        "{host} could not prove that it is the agency, so nothing was sent. "
        "Check this computer's date and the address, then call the agency."
    ),
    errors.AgencyBusy: N_(
        "The agency has much to do just now ({host}). Nothing is lost; try again in some minutes."
    ),
    errors.AgencyMoved: N_(
        "{host} points to {other}. Ask the agency whether that is its new address, then type it."
    ),
    errors.NoReceiver: N_(
        "{address} answers, but it takes no reports. Compare the address with the agency."
    ),
    errors.LineBroke: N_(
        "The connection to {host} broke off again and again. "
        "What arrived is kept for an hour; try again, and it goes on from there."
    ),
    errors.SendingStopped: N_("Sending was stopped. Send again, and it goes on where it was."),
    errors.AddressTaken: N_(
        "Another program already listens at {address}. Choose another port with --port."
    ),
    errors.ListeningRefused: N_(
        "This computer does not allow listening at {address}. Choose another --host or --port."
    ),
    errors.AgencyOpenElsewhere: N_(
        "{path} is open in another program, and one at a time may have it. Close that one; "
        "for several at once keep the agency on PostgreSQL."
    ),
    errors.DueDayWrong: N_("“{text}” is no day that every month has. Choose one from 1 to 28."),
    errors.MonthPublished: N_(
        "{month} is published. Open it again under Incoming reports (F3), What was decided, "
        "before its figures change."
    ),
    errors.ReportsByItself: N_(
        "{code} reported {month} with Jukung. Ask the library to send a correction."
    ),
    errors.NoFigureTyped: N_("No figure was typed. Fill in at least one; zero is a figure, too."),
    errors.NothingEntered: N_("Nothing was typed for {code} in {month}."),
    errors.FieldWordUnknown: N_(
        "Nobody knows what “{word}” in brackets is. The words that may stand there are shown "
        "beside the text."
    ),
    errors.NotOurSheet: N_(
        "{file} is not a sheet that was handed out here. Write a new template and fill that in."
    ),
    errors.SheetImportUnknown: N_("There is no import {number}, or it was taken back already."),
    errors.NothingToCopy: N_("There is nothing to copy from {year}."),
    errors.LeagueNameMissing: N_("Give the list a name, such as that of the award."),
    errors.CriteriaMissing: N_("Choose at least one criterion with a weight."),
    errors.LeagueUnknown: N_("There is no list with number {number}. See them with “league list”."),
    errors.ParcelRejected: N_(
        "{file}: {verdict}. {count} file(s) were not taken and need a person to look."
    ),
    errors.InvitationExpired: N_(
        "This invitation was good until {until_on}. Ask the agency for a new one."
    ),
    errors.InvitationOtherKind: N_(
        "This invitation is for a library of another kind ({name}). Ask the agency for yours."
    ),
    errors.InvitationUsed: N_("The invitation for {code} was used or withdrawn already."),
    errors.WhoIsMissing: N_("Write who does this: a second person must know whom to ask."),
    errors.SamePerson: N_(
        "{name} compared the numbers already. A second person must compare them, too."
    ),
    errors.CandidateUnknown: N_("This library does not wait for a second person any more."),
    errors.SiteUnknown: N_("No library has the code {code} here."),
    errors.SiteNameMissing: N_("The library needs a name."),
    errors.SiteMergedAlready: N_("{code} is part of another library already. Reopen it first."),
    errors.SiteIntoItself: N_("{code} cannot take it in. Choose another library that is open."),
    errors.SiteStillInUse: N_("{code} has reported or has a key. Close it; its history stays."),
    errors.ContactUnknown: N_("This contact is not in the list any more."),
    errors.KeyUnknown: N_("No library signs with this key."),
    errors.ListWithoutCodes: N_(
        "{file} has no columns for codes and names. Its header should say “kode” and “nama”."
    ),
    errors.EditionMissing: N_(
        "Write which edition this list is, such as the number of its decree."
    ),
    errors.EditionUnknown: N_("No list of the edition “{edition}” was loaded."),
    errors.LicenceUnknown: N_("No licence is called “{name}” here. Choose one of the list."),
    errors.NobodyToInvite: N_("Every library here has a key already. Nobody is left to invite."),
    errors.MatterSettled: N_(
        "This was settled meanwhile. Look at the list again to see what still waits."
    ),
    errors.NotDecidedSo: N_(
        "This cannot be decided so. Look at the list of what waits, and choose from what it offers."
    ),
    errors.ParcelUnknown: N_(
        "No report here begins with {hash}. Look at the list of what waits, and copy it from there."
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
    # The vault of names
    errors.VaultPhraseShort: N_(
        "A phrase needs at least {limit} letters or signs, not all the same. Take a short sentence."
    ),
    errors.VaultPhraseWrong: N_("That phrase is not right. {left} tries are left before a pause."),
    errors.VaultLocked: N_("Too many wrong phrases. Try again in {seconds} seconds."),
    errors.VaultMissing: N_(
        "There is no vault of names yet. Open the names at the desk and choose a phrase."
    ),
    errors.VaultExists: N_("There is a vault of names already. Open it with a phrase it knows."),
    errors.VaultNotOpen: N_("The names are not open. Open them with your phrase first."),
    errors.VaultNoDoor: N_(
        "{name} has no phrase for the names yet. "
        "Ask an officer who has one to open the names and add you."
    ),
    errors.VaultLastDoor: N_(
        "Only {name} can open the names. Let another officer choose a phrase first."
    ),
    errors.VaultDamaged: N_(
        "What is sealed here is not as it was sealed, so it was not opened. "
        "Restore the last backup under a new name."
    ),
    errors.VaultUnreached: N_("The window of names ended. Please open it again."),
    errors.IdentityTooLong: N_(
        "This is more than fits into a sealed row. Shorten the notes or choose a smaller photo."
    ),
    errors.IdentityMissing: N_("There is no resident with this card any more. Look at the list."),
    errors.ReasonNamesSomebody: N_(
        "The reason must not name anybody: it is kept outside the vault. Please say it otherwise."
    ),
    errors.EscrowMissing: N_(
        "The key of the names is not sealed to an agency yet. "
        "Join an agency, then open the names once."
    ),
    errors.VaultCodeOther: N_(
        "This code does not open the names of this library, so the phrases stay as they are. "
        "Ask the agency to read the newest file whose name ends in “names”."
    ),
    errors.FileLocked: N_("{path} opens with a passphrase. Type it to go on."),
    errors.PassphraseWrong: N_("That passphrase is not right. Please type it again."),
    errors.FileKeyCodeWrong: N_(
        "This code does not open {path}. Compare every line with the recovery sheet."
    ),
    # What may go out
    errors.TitleNotScreened: N_(
        "“{title}” has not been screened yet, so it stays here. Ask an officer to look at it."
    ),
    errors.TitleNotCirculated: N_("“{title}” does not circulate here. Please choose another book."),
    errors.ScreeningReasonMissing: N_("Please choose a reason or write one first."),
    errors.TraitNotAllowed: N_(
        "Number {barcode} has {trait}, which this house does not let in. Choose another copy."
    ),
    errors.PermissionNeeded: N_(
        "“{title}” goes out with an officer's permission. Ask for it, or call the officer."
    ),
    errors.PermissionWaits: N_(
        "An officer was asked about “{title}” and has not answered. Lend it afterwards."
    ),
    errors.PermissionUnknown: N_("This was answered or used meanwhile. Look at the list again."),
    errors.PermissionNotNeeded: N_("“{title}” goes out without a permission. Lend it as usual."),
    errors.RequestLimitReached: N_(
        "This card has {limit} requests already. Cancel one, or wait until one is served."
    ),
    errors.TitleUnclear: N_(
        "“{words}” may mean {count} titles. Write more of it, or the number of a copy."
    ),
    errors.TitleNotFound: N_("No title fits “{words}”. Write it otherwise, or fewer letters."),
    errors.NotAnAide: N_("Only an aide's account is tied to a card. Choose an aide."),
    # The house
    errors.OnlyInPrison: N_("This is for prison libraries alone, and this library is none."),
    errors.LetterNeedsFile: N_(
        "Say with --out which file the letter is written to. No number was taken."
    ),
    errors.PlaceUnknown: N_("There is no block or room {name}. Add it under Settings first."),
    errors.PlaceNameMissing: N_("Please type a name first."),
    errors.PlaceNameTaken: N_("{name} is there already. Choose another name."),
    errors.PlaceNameLong: N_("{name} is too long. At most {limit} letters and digits fit."),
    errors.PlaceListUnreadable: N_(
        "“{line}” is not a block with its rooms. Write it like B 1-14, one block a line."
    ),
    errors.PlaceInUse: N_("{count} people or copies are still in {name}. Move them first."),
    errors.PlaceEnded: N_("{name} is no longer used. Choose another room."),
    errors.CopyInCorner: N_("{barcode} lies in {name} already. Take it out, or scan the next one."),
    errors.CopyNotInCorner: N_("{barcode} is not of {name}. Look at its number again."),
    errors.NotAResident: N_("Card {card} is not a resident's. Check the number."),
    errors.NothingChanges: N_("Nothing changes by this. Choose another room, state or day."),
    errors.ClearanceUnknown: N_("This clearance is no longer there. Look at the list again."),
    errors.ClearanceClosed: N_("The clearance of card {card} is closed already."),
    errors.ClearanceHasLoans: N_(
        "Card {card} still has {count} copies. Take them back or write them off first."
    ),
    errors.NoClearanceReady: N_(
        "Every open clearance still has copies out. Take them back or write them off first."
    ),
    errors.NobodyLeft: N_(
        "Nobody left like that on {on}. Choose a day under Residents (F4), Clearances."
    ),
    errors.LeavesByClearance: N_(
        "A resident leaves with a clearance. Choose the state of card {card} under Residents (F4), "
        "then close its clearance."
    ),
    errors.BackByState: N_(
        "A resident is back by another state. Choose it for card {card} under Residents (F4)."
    ),
    errors.NameOnOtherCard: N_(
        "The name is kept with card {card}, and cannot change over. Keep that card."
    ),
    errors.HouseListNoCards: N_(
        "{file} has no card numbers. Add a column “No kartu”, "
        "or read a list with names in the window of names."
    ),
    errors.HouseListHasNames: N_(
        "{file} has names, so it was not read here. Read it in the window of names."
    ),
    errors.HouseListSaysNothing: N_(
        "{file} has cards, but no block, room, status or day. Add one of these columns."
    ),
    # Boxes on loan
    # Packs and boxes
    errors.ListUnknown: N_(
        "{file} is not a list of books that can be read. "
        "Save it as CSV or XLSX, then choose that file. Nothing was stored."
    ),
    errors.ListWithoutTitles: N_(
        "{file} has no column of titles. Say which column holds them. Nothing was stored."
    ),
    errors.PackUnreadable: N_(
        "{file} is not a title pack (.jkt), or it is damaged. Ask for it again."
    ),
    errors.PackStranger: N_(
        "{file} was signed by an agency that is not known here, so it was not opened. "
        "Its numbers: {fingerprint}."
    ),
    errors.PackEmpty: N_("These lists hold no title. Choose others. Nothing was written."),
    errors.PackTooLarge: N_(
        "{count} titles are more than a pack carries ({limit}). "
        "Make several packs. Nothing was written."
    ),
    errors.PackStopped: N_("Stopped. No pack was written."),
    errors.BoxUnreadable: N_(
        "{file} is not a box file (.jkb), or it is damaged. Ask for it again."
    ),
    errors.BoxEmpty: N_("No copy can go out with this box. Put copies into it first."),
    errors.BoxTooLarge: N_(
        "{count} copies are more than a box carries ({limit}). "
        "Make several boxes. Nothing was stored."
    ),
    errors.BoxUnknown: N_("There is no box {number}. Look at the list of boxes."),
    errors.BoxForOther: N_(
        "Box {number} is meant for another library. Ask the agency before you take it."
    ),
    errors.BoxFromStranger: N_(
        "{owner} is not the agency this library reports to. "
        "First compare the digits {digits} with them by telephone."
    ),
    errors.BoxNumberMissing: N_("The box needs a number. Type what stands on it."),
    errors.BoxOwnerMissing: N_("Whose box is it? Type the name of the agency that lent it."),
    errors.BoxHereAlready: N_("Box {number} is here already. Open it in the list."),
    errors.BoxNotOpen: N_("Box {number} is going back. Nothing can be checked in any more."),
    errors.BoxNotHere: N_("Box {number} is not here. Check it in first."),
    errors.BoxNotReturning: N_("The return of box {number} has not begun. Begin it first."),
    errors.BoxNotReturned: N_("Box {number} has not gone back yet. Finish its return first."),
    errors.BoxNothingScanned: N_("Nothing of box {number} was scanned. Scan its copies first."),
    errors.BoxCopyIsOurs: N_(
        "{barcode} is a copy of this library, “{title}”. Put it back on its shelf."
    ),
    errors.BoxCopyForeign: N_("{barcode} did not come with box {number}. Put it aside."),
    errors.BoxCopyOut: N_(
        "{barcode} is still lent, due {due_on}. Take it back at the desk (F1), then scan it here."
    ),
    errors.BoxStillOut: N_(
        "Copies of box {number} are still out: {count}. Take them back, or note them as lost."
    ),
    errors.BoxHasNoFile: N_(
        "The agency's file of box {number} was never read. Ask the agency for it, then read it."
    ),
    # Rounds
    errors.RoundUnknown: N_("This round is no longer there. Look at the list again."),
    errors.SheetNotTyped: N_(
        "The code of the recovery sheet is typed at a terminal. Call this in one, or use Settings."
    ),
    errors.RoundNotNamed: N_(
        "Several rounds are under way: {rounds}. Say which with --round and its block or number."
    ),
    errors.RoundEnded: N_("The round through block {name} has ended. Plan a new one."),
    errors.RoundUnderWay: N_("A round through block {name} is under way. Go on with that one."),
    errors.RoundBegun: N_("The round through block {name} was begun. Go on, then end it."),
    errors.BlockEmpty: N_("No card of block {name} may borrow. Register residents there first."),
    errors.NotOfThisBlock: N_("Card {card} does not live in this block. Scan it on its own round."),
    errors.CopyOnTrolley: N_("{barcode} is on the trolley already. Scan the next one."),
    errors.CopyOnOtherTrolley: N_(
        "{barcode} lies on the trolley for block {block}. Put it back on the shelf there first."
    ),
    errors.CopyNotOnTrolley: N_("{barcode} is not on this trolley. Look at its number again."),
    errors.TrolleyEmpty: N_("Nothing is left on the trolley."),
    errors.TrolleyNotEmpty: N_(
        "{count} copies are still on the trolley. Scan each one back, or put them all away."
    ),
    errors.NothingWantsPermission: N_(
        "No class and no collection is ticked. "
        "Tick what wants a permission, or choose that no book does."
    ),
    errors.StopsStillOpen: N_(
        "{stops} stops are not done yet, and {count} books were not brought. "
        "Go on, or say --all to end the round all the same."
    ),
    errors.ReturnsNotChecked: N_(
        "{count} returned copies were not looked through yet. Look through them, then tick them."
    ),
    errors.CopyNotReturned: N_("{barcode} has not come back from anybody. Scan its return first."),
    errors.MustComeBack: N_("{barcode} has to come back on this visit. An officer knows why."),
    errors.StopNotDone: N_(
        "Something is still open for {card}. Scan it, or say what became of it."
    ),
    errors.RoundLineUnknown: N_("This line is no longer on the round. Look at the list again."),
    errors.NothingMarked: N_("No line is marked yet. Type the letters from the paper first."),
    errors.BoxNumberTaken: N_("Another box has the number {number}. Choose another number."),
    errors.BoxCopyTaken: N_(
        "Copy {number} is already in box {box}. Take it out there first. Nothing was stored."
    ),
    errors.BoxIsOut: N_("Box {number} is at a library, or gone. Take it back first."),
    errors.BoxNotOut: N_("Box {number} is at no library, so there is nothing to take back."),
    errors.BoxUnassigned: N_("Box {number} is for no library yet. Choose one first."),
    errors.BoxReturnForeign: N_(
        "{file} is not the return list of box {number} from the library that has it. "
        "Nothing was changed."
    ),
    errors.NotAPrison: N_("{name} is not a prison; agreements are kept for prisons."),
    # Districts that carry for a province
    errors.PermitUnreadable: N_("{file} is no permit, or it was changed. Ask for it again."),
    errors.PermitForOther: N_("This permit was given to {name}, not to this agency."),
    errors.PermitOld: N_("A newer permit of {name} is here already. Nothing was changed."),
    errors.PermitOver: N_("The permit of {name} ended on {until}. Ask for a new one."),
    errors.PermitNotCompared: N_(
        "First compare the numbers {fingerprint} with the card of {name} or by telephone."
    ),
    errors.PermitUnknown: N_("No permit was given to {name}."),
    errors.NoPermit: N_(
        "This agency has no permit to carry reports, or it has ended. Ask the province for one."
    ),
    errors.NotADistrict: N_("{name} is not a district of {region}. Choose a district's card."),
    errors.TooManyLibraries: N_("A permit names at most {limit} libraries; here are {count}."),
    errors.NothingToCarry: N_("Nothing waits to be carried to the province."),
    errors.RelayAddressMissing: N_(
        "{name} did not say where it takes reports over the internet. Carry them on a stick."
    ),
    # Stocktake, weeding, newspapers and magazines
    errors.StocktakeUnknown: N_("No stocktake is known as {name}. Choose one from the list."),
    errors.StocktakeEmpty: N_("No copy in use stands there. Choose another part."),
    errors.StocktakeClosed: N_("“{name}” is finished. Open it again to count on."),
    errors.StocktakeStillOpen: N_("“{name}” is still being counted. Finish it, then decide."),
    errors.StocktakeForeign: N_(
        "{file} holds the numbers of another library. Choose the file of this one."
    ),
    errors.ScanListUnreadable: N_(
        "{file} is not a list of numbers. Save the scanner's list as text, one number a line."
    ),
    errors.DecisionUnfit: N_(
        "This does not fit how {barcode} was found. Choose another decision for it."
    ),
    errors.CopyWithdrawn: N_("{barcode} was withdrawn before. Leave it out."),
    errors.CopyOfOthers: N_("{barcode} belongs to {owner}. Give it back instead."),
    errors.WithdrawalUnknown: N_("No withdrawal has the number {name}. Choose one from the list."),
    errors.NoCriteria: N_("Choose at least one sign: age, use, condition or number of copies."),
    errors.NotASerial: N_(
        "“{title}” is not kept as a newspaper or magazine. Say how often it comes first."
    ),
    errors.NotDaily: N_("“{title}” does not come daily. Say first that it does."),
    errors.NoDayChosen: N_("No day is chosen yet. Tick the days on which it comes."),
    errors.IssueArrived: N_("{issue} was checked in before. Choose another issue."),
    errors.IssueUnknown: N_("This issue is not known. Choose one from the list."),
    errors.IssueNotHere: N_("{issue} has not arrived. Check it in first."),
    errors.IssueBound: N_("{issue} is bound into a copy. Undo the binding first."),
    errors.CopyOfOtherTitle: N_("{barcode} is of another title. Choose a copy of this one."),
    # The tour
    errors.TourStuck: N_("The tour did not get on after this step: {step}."),
    errors.TourDiffers: N_(
        "The figure {indicator} was sent as {sent}, but the file says {counted}. "
        "Please report this."
    ),
}


# What rests on an act that is to be undone, and what to do about it.
_STILL_HAS_COPIES = N_(
    "{card} has not brought everything back: {loans} still out. Take that back first."
)
_STILL_OWES = N_("{card} still owes {owed}. Settle this first.")
_CANNOT_UNDO: dict[str, str] = {
    "returned": N_("This copy came back since. Undo the return first."),
    "renewed": N_("This loan was renewed since. Undo the renewal first."),
    "moved": N_("A closing or a box moved the due day since. Undo that first."),
    "lent_again": N_("The copy was lent again since, so the earlier act stays. Undo that first."),
    "paid": N_("Something was paid or waived for this. Undo the payment first."),
    "hold": N_("Somebody who waited got a copy by this. Undo that first."),
    "changed": N_("It was changed again since. Change it by hand instead."),
    "clearance": N_("Its clearance was closed since. Undo that first."),
    "written_off": N_("A copy was written off since. Undo that first."),
    "place_ended": N_("A room of before is no longer used. Use it again, then undo."),
    "place_used": N_("Somebody lives there by now, or copies stand there. It stays as it is."),
    "edited": N_("It was changed again since. Undo the later change first."),
    "corrected": N_("The figures were set right since. Set them right again instead."),
    "lifted": N_("This sanction was lifted since. Undo the lifting first."),
    "left": N_("The member has left since. Register them again first."),
    "forgotten": N_("Who borrowed this was forgotten, as the library chose. It stays as it is."),
    "members_work": N_("These members have used the library since. Change them one by one."),
    "erased": N_("The member was erased since. It stays as it is."),
    "bound": N_("A copy has one of these numbers by now. It stays as it is."),
    "used": N_("The copy was lent or read since. It stays as it is."),
    "box": N_("More was done with this box since. Undo that first."),
    "stocktake": N_("The stocktake went on since. Undo the later step first."),
    "issue": N_("This issue was changed again since. Undo the later change first."),
    "number_taken": N_("A card has one of these numbers by now. It stays as it is."),
}

BORROWER_KINDS: dict[str, str] = {
    BorrowerKind.general: N_("General"),
    BorrowerKind.student: N_("Student"),
    BorrowerKind.child: N_("Child"),
    BorrowerKind.teacher: N_("Teacher"),
    BorrowerKind.official: N_("Village official"),
    BorrowerKind.senior: N_("Senior"),
    BorrowerKind.resident: N_("Resident"),
    BorrowerKind.room: N_("Room"),
}
RESIDENT_STATES: dict[str, str] = {
    ResidentState.present: N_("Present"),
    ResidentState.away: N_("On loan to court"),
    ResidentState.sick: N_("Sick"),
    ResidentState.isolated: N_("In isolation"),
    ResidentState.moved: N_("Transferred"),
    ResidentState.released: N_("Released"),
    ResidentState.died: N_("Died"),
}
WRITE_OFF_REASONS: dict[str, str] = {
    WriteOffReason.lost: N_("Lost"),
    WriteOffReason.destroyed: N_("Destroyed"),
    WriteOffReason.taken_along: N_("Went along with them"),
    WriteOffReason.confiscated: N_("Confiscated"),
    WriteOffReason.other: N_("Another reason"),
}
COLLECTION_KINDS: dict[str, str] = {
    CollectionKind.general: N_("General collection"),
    CollectionKind.children: N_("Children's collection"),
    CollectionKind.teen: N_("Teen collection"),
    CollectionKind.reference: N_("Reference"),
    CollectionKind.serial: N_("Newspapers and magazines"),
}
FATES: dict[str, str] = {
    "seen": N_("Seen"),
    "misplaced": N_("At another place"),
    "found": N_("Found again"),
    "lent_seen": N_("Lent, but here"),
    "out": N_("Lent"),
    "waiting": N_("On the ready shelf"),
    "trolley": N_("On a trolley"),
    "back": N_("Came back meanwhile"),
    "repair": N_("In repair"),
    "boxed": N_("On loan to us, not seen"),
    "missing": N_("Still missing"),
    "gone": N_("Withdrawn meanwhile"),
    "unseen": N_("Not seen"),
}
SEEN_AS: dict[str, str] = {
    "counted": N_("Counted#copy"),
    "again": N_("Scanned before"),
    "lent": N_("It is lent"),
    "waits": N_("Belongs on the ready shelf"),
    "found": N_("Was missing"),
    "misplaced": N_("Belongs at another place"),
    "elsewhere": N_("Not of this part"),
    "withdrawn": N_("Was withdrawn"),
    "unknown": N_("Nobody knows this number"),
    "blank": N_("A label without a copy"),
    "half": N_("Half a number"),
    "cover": N_("ISBN of a cover"),
    "card": N_("A member's card"),
    "words": N_("No number of the library"),
    "long": N_("Too long for a number"),
}
STOCKTAKE_DECISIONS: dict[str, str] = {
    "open": N_("Not decided"),
    "leave": N_("Left as it is"),
    "missing": N_("Missing"),
    "found": N_("Found again"),
    "repair": N_("To repair"),
    "returned": N_("Returned"),
    "withdrawn": N_("Withdrawn"),
}
WEED_SIGNS: dict[str, str] = {
    "old": N_("old"),
    "unused": N_("not used"),
    "condition": N_("bad condition"),
    "spare": N_("more than needed"),
}
WITHDRAW_REASONS: dict[str, str] = {
    "none": N_("No reason noted"),
    "worn": N_("Worn out"),
    "damaged": N_("Damaged"),
    "outdated": N_("Out of date"),
    "unused": N_("Not used"),
    "too_many": N_("More copies than needed"),
    "lost": N_("Lost"),
    "exchanged": N_("Exchanged"),
    "given_away": N_("Given away"),
    "other": N_("Another reason"),
}
SOURCE_KINDS: dict[str, str] = {
    "unknown": "",
    "purchase": N_("Purchase"),
    "gift": N_("Gift"),
    "aid": N_("Aid package"),
    "exchange": N_("Exchange"),
    "own_print": N_("Own print"),
}
COPY_CONDITIONS: dict[str, str] = {
    "unknown": "",
    "good": N_("Good#condition"),
    "worn": N_("Worn#condition"),
    "damaged": N_("Damaged#condition"),
}
FREQUENCIES: dict[str, str] = {
    "none": N_("Not a serial"),
    "daily": N_("Daily"),
    "weekly": N_("Weekly"),
    "fortnightly": N_("Every two weeks"),
    "monthly": N_("Monthly"),
    "two_monthly": N_("Every two months"),
    "quarterly": N_("Every three months"),
    "half_yearly": N_("Twice a year"),
    "yearly": N_("Yearly"),
    "irregular": N_("Irregular"),
}
ISSUE_STATES: dict[str, str] = {
    "expected": N_("Expected"),
    "arrived": N_("Arrived"),
    "missing": N_("Missing"),
    "discarded": N_("Discarded"),
}
KEPT_WHYS: dict[str, str] = {
    "lent": N_("lent since"),
    "returned": N_("returned since"),
    "renewed": N_("renewed since"),
    "read_here": N_("read here"),
    "wanted": N_("reserved"),
    "visited": N_("visited since"),
    "money": N_("money noted"),
    "edited": N_("changed by hand"),
    "cover": N_("cover changed"),
    "screened": N_("screened"),
    "merged": N_("made one with another"),
    "copies": N_("has other copies"),
    "belongs": N_("of a title that stays"),
    "printed": N_("label or card printed"),
    "withdrawn": N_("withdrawn"),
    "counted": N_("in a stocktake"),
    "issues": N_("has issues"),
    "moved": N_("put in a corner, a box or on a round"),
    "letter": N_("letter written"),
    "guardian": N_("stands surety for somebody"),
    "used": N_("used since"),
}
COPY_STATUSES: dict[str, str] = {
    "available": N_("Available"),
    "reading_room": N_("Reading room only"),
    "repair": N_("In repair"),
    "missing": N_("Missing"),
    "withdrawn": N_("Withdrawn"),
}
SCREENING_RESULTS: dict[str, str] = {
    ScreeningResult.passed: N_("Passed"),
    ScreeningResult.review: N_("Needs review"),
    ScreeningResult.refused: N_("Not circulated"),
}
SCREENING_REASONS: dict[str, str] = {
    ScreeningReason.violence: N_("Violence or weapons"),
    ScreeningReason.hatred: N_("Hatred or extremism"),
    ScreeningReason.sexual: N_("Sexual content"),
    ScreeningReason.drugs: N_("Drugs"),
    ScreeningReason.escape: N_("Security of the house"),
    ScreeningReason.gambling: N_("Gambling"),
    ScreeningReason.marks: N_("Written notes or marks"),
    ScreeningReason.other: N_("Another reason"),
}


def trait_words(trait: str) -> str:
    """What a copy has, in words; the word itself where nobody knows it."""
    known = COPY_TRAITS.get(trait, "")
    return _(known) if known else trait


COPY_TRAITS: dict[str, str] = {
    CopyTrait.hard_cover: N_("a hard cover"),
    CopyTrait.staples: N_("staples"),
    CopyTrait.spiral: N_("a spiral binding"),
    CopyTrait.disc: N_("a disc"),
    CopyTrait.map: N_("a map"),
    CopyTrait.large: N_("a large size"),
}
PERMISSION_STATES: dict[str, str] = {
    PermissionState.asked: N_("Waits for an answer"),
    PermissionState.granted: N_("Permitted"),
    PermissionState.refused: N_("Not permitted"),
    PermissionState.used: N_("Lent"),
}
REQUEST_SOURCES: dict[str, str] = {
    HoldSource.desk: N_("at the desk"),
    HoldSource.slip: N_("by slip"),
    HoldSource.kiosk: N_("at the kiosk"),
    HoldSource.round: N_("on a round"),
}
STRATEGIES: dict[str, str] = {
    Strategy.service: N_("Better library services"),
    Strategy.involvement: N_("Community involvement"),
    Strategy.advocacy: N_("Advocacy"),
    Strategy.publication: N_("Publication"),
}
SERVICE_KINDS: dict[str, str] = {
    ServiceKind.read_here: N_("Reading on the spot"),
    ServiceKind.lending: N_("Lending"),
    ServiceKind.reference: N_("Answering questions"),
    ServiceKind.search: N_("Searching for literature"),
    ServiceKind.literacy: N_("Information literacy"),
    ServiceKind.documents: N_("Copies of documents"),
    ServiceKind.interloan: N_("Loans from other libraries"),
    ServiceKind.extension: N_("Outside the building"),
    ServiceKind.internet: N_("Computers and internet"),
    ServiceKind.children: N_("For children"),
}
LEDGER_KINDS: dict[str, str] = {
    LedgerKind.fine: N_("Fine"),
    LedgerKind.replacement: N_("Replacement"),
    LedgerKind.damage: N_("Damage"),
    LedgerKind.payment: N_("Paid"),
    LedgerKind.waiver: N_("Waived"),
}
SANCTION_KINDS: dict[str, str] = {
    SanctionKind.suspension: N_("Suspension"),
    SanctionKind.warning: N_("Warning"),
    SanctionKind.task: N_("Task"),
}


def rule_words(name: str) -> str:
    """The words for a rule's name such as `child/*`, for refusals and due days."""
    borrower, _slash, collection = name.partition("/")
    if borrower == "*" and collection == "*":
        return _("rule for everybody")
    people = _(BORROWER_KINDS.get(borrower, "")) if borrower in BORROWER_KINDS else ""
    shelf = _(COLLECTION_KINDS.get(collection, "")) if collection in COLLECTION_KINDS else ""
    return _("rule {kinds}").format(kinds=" · ".join(filter(None, (people, shelf))))


def two_lines(said: str) -> tuple[str, str]:
    """A sentence in two lines: what happened, and what to do next."""
    first, mark, rest = said.partition(". ")
    return (first + ("." if mark else ""), rest)


def sentence(refusal: Refusal) -> str:
    """The sentence for a refusal, in the language spoken now."""
    words = _(_words_of(refusal))
    shown = {name: _shown(name, fact) for name, fact in refusal.facts.items()}
    return words.format(**{name: _short(name, fact) for name, fact in shown.items()})


def _short(name: str, fact: str) -> str:
    """What was typed, as far as a sentence bears it; a path is told to its end."""
    told = codes.clean(fact)
    if name in _PATHS or len(told) <= _LONGEST_FACT:
        return told
    return told[: _LONGEST_FACT - 1] + "…"


def _words_of(refusal: Refusal) -> str:
    usual = _SENTENCES[type(refusal)]
    if isinstance(refusal, errors.CannotUndo):
        return _CANNOT_UNDO.get(refusal.facts["reason"], usual)
    if isinstance(refusal, errors.StillHasLoans):
        if not refusal.facts["owed"]:
            return _STILL_HAS_COPIES
        return usual if refusal.facts["loans"] else _STILL_OWES
    return usual


def _shown(name: str, fact: object) -> str:
    if isinstance(fact, date):
        return short_day(fact)
    if isinstance(fact, int) and name in (
        "limit",
        "count",
        "cells",
        "cell",
        "limit_mb",
        "left",
        "seconds",
    ):
        return number(fact)
    if isinstance(fact, int) and name in ("amount", "owed"):
        return rupiah(fact)
    if name in ("opened", "closed"):
        fact = clock_of(str(fact))
    if name in ("rule", "trait"):
        return trait_words(str(fact)) if name == "trait" else rule_words(str(fact))
    if name == "month":
        # Calendars and time zones, which the first window does not wait for.
        from jukung.domain.months import parse_month  # noqa: PLC0415 - as just said

        month = parse_month(str(fact))
        return long_month(month.year, month.number)
    return str(fact)
