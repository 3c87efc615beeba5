"""Every way in which the program says no, with the facts that say why.

    Refusal            somebody at the desk can act on it
    └── Trouble        the machine is in the way: disk, stick, another program

A refusal carries facts, never a sentence; `jukung.messages` has the sentences.
Anything that is not a Refusal is a bug of ours.
"""

import inspect
import re
from datetime import date
from typing import Any, dataclass_transform


@dataclass_transform(eq_default=False)
class Refusal(Exception):
    """Something that is not done, with the reason.

    A subclass only names its facts; they are given in that order or by name.
    """

    def __init__(self, *facts: Any, **named: Any) -> None:  # noqa: ANN401 - typed by each subclass
        # Eighty real dataclasses would hold up the first painted window.
        names = tuple(inspect.get_annotations(type(self)))
        given = dict(zip(names, facts, strict=False)) | named
        if given.keys() != set(names) or len(facts) > len(names):
            raise TypeError(names)
        super().__init__(*given.values())
        self.facts = given
        self.__dict__.update(given)

    @property
    def code(self) -> str:
        """The stable name of the reason, such as `copy_on_loan`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class Trouble(Refusal):
    """The machine is in the way, not the person and not our code."""


# --- The file ---


class FileMissing(Refusal):
    """There is no library where one is expected; none is made silently."""

    path: str


class FileExists(Refusal):
    """A new file would cover one that is already there."""

    path: str


class NotOurFile(Refusal):
    """The file is something else, or its key is not on this computer."""

    path: str


class FileKeyMissing(Refusal):
    """The file is encrypted and its key is not on this computer."""

    path: str


class FileDamaged(Refusal):
    """The file is ours, but what is in it does not hold together."""

    path: str


class FileNewer(Refusal):
    """A newer Jukung wrote the file."""

    path: str


class FileOpenElsewhere(Refusal):
    """Another program has the file; two at once would harm it."""

    path: str


class ServerAddressWrong(Refusal):
    """Not the address of a database on a server."""


class ServerUnreachable(Trouble):
    """The database's server does not answer."""

    place: str


class ServerRefuses(Trouble):
    """The server answers, but not to this name and password, or has no such database."""

    place: str


class FileUnreadable(Trouble):
    """The system does not let us read it."""

    path: str


class NotAFile(Refusal):
    """A folder or a device was given where a file is needed."""

    path: str


class DiskFull(Trouble):
    """No room left to write."""

    path: str


class CannotWrite(Trouble):
    """The disk, the stick or the folder does not take what we write."""

    path: str


class DiskTrouble(Trouble):
    """Writing failed half-way; the act is not recorded and the file was reopened."""

    path: str


class Unforeseen(Trouble):
    """Work ended by a bug of ours; nothing of a change is stored, and its page goes on."""


class NoDisplay(Trouble):
    """There is no screen to show a window on."""


class UnsafeDriver(Trouble):
    """A setting that keeps loans safe was not taken by this system's database."""

    setting: str


# --- People and roles ---


class NotAllowed(Refusal):
    """This role may not do this."""

    role: str


class MemberUnknown(Refusal):
    """No borrower has this card number."""

    card: str


class NameShared(Refusal):
    """Several members have this name; only a card tells who it is."""

    name: str
    count: int


class CardTaken(Refusal):
    """Another borrower already has this card number."""

    card: str


class CardIsCopyNumber(Refusal):
    """The wished card number is a copy's number; the desk could not tell them apart."""

    card: str


class NameMissing(Refusal):
    """A member of a village library needs a name."""


class NamesNotKept(Refusal):
    """A prison library knows residents by card number only."""


class MemberExpired(Refusal):
    """The membership has run out."""

    card: str
    until_on: date


class MemberSuspended(Refusal):
    """The membership is suspended."""

    card: str


class MemberLeft(Refusal):
    """The borrower has left."""

    card: str


class MemberSuspendedUntil(Refusal):
    """The membership is suspended until a day."""

    card: str
    until_on: date


class MemberHasOverdue(Refusal):
    """The member has overdue copies, and the rule minds."""

    card: str
    count: int
    rule: str


class MembershipEndsEarly(Refusal):
    """A renewed membership would already be over."""

    until_on: date


class CardLost(Refusal):
    """The card was reported lost; its owner has another one."""

    card: str


class MembersTheSame(Refusal):
    """Two records to merge are one and the same."""


class HoldsBothReady(Refusal):
    """Two records to merge each have a copy of one title on the ready shelf."""

    title: str


class MemberHasLoans(Refusal):
    """Somebody who still has copies at home can neither leave nor be erased."""

    card: str
    count: int


class MemberOwes(Refusal):
    """Somebody who still owes money can neither leave nor be erased."""

    card: str
    amount: int


class GuardianUnknown(Refusal):
    """The guardian's card belongs to nobody."""

    card: str


class GuardianIsSelf(Refusal):
    """Nobody is their own guardian."""


class NikNotKept(Refusal):
    """The library decided not to keep identity numbers."""


class TextUnwritable(Refusal):
    """A text has half a sign that no file can hold, as a broken paste leaves it."""


class NikWrong(Refusal):
    """A NIK has sixteen digits."""


class PhotoUnreadable(Refusal):
    """The picture is none, or of a kind that is not kept."""

    file: str


class PhotoTooLarge(Refusal):
    """The picture is larger than a photo needs to be."""

    limit_kb: int


class PictureTooLarge(Refusal):
    """The picture has more points than a small computer can hold at once."""

    file: str
    millions: int


class SanctionUnknown(Refusal):
    """There is no such sanction, or it was lifted."""


class SanctionEndsEarly(Refusal):
    """A sanction would end before it begins."""

    from_on: date
    until_on: date


class ReasonMissing(Refusal):
    """An exception, a waiver, a sanction or a decision needs its reason."""


class PinWrong(Refusal):
    """The PIN does not fit."""

    left: int


class PinLocked(Refusal):
    """After wrong PINs the next try waits while the program runs."""

    seconds: int


class PinTooShort(Refusal):
    """A PIN has at least so many digits."""

    limit: int


class PinTooSimple(Refusal):
    """A PIN of equal or counting digits is guessed at once."""


class PinNeeded(Refusal):
    """This account opens with its PIN."""

    name: str


class PinNotSet(Refusal):
    """Others have PINs, so an account without one stays shut."""

    name: str


class KeeperPinFirst(Refusal):
    """Nobody who looks after the accounts would have a PIN to come in with."""

    name: str


class RoleNotHere(Refusal):
    """This kind of library has no such role, or the account must keep its own."""

    role: str


class StaffNameTaken(Refusal):
    """Two accounts of one name could not be told apart."""

    name: str


class StaffUnknown(Refusal):
    """Nobody who works here has this account."""


class LastKeeper(Refusal):
    """Without its last keeper nobody could change the library any more."""


class RecoveryMissing(Refusal):
    """No recovery sheet was ever made for this library."""


class RecoveryCodeWrong(Refusal):
    """The code is not the one on the latest recovery sheet."""


# --- Copies and loans ---


class CopyUnknown(Refusal):
    """No copy has this number."""

    barcode: str


class NumberStillBlank(CopyUnknown):
    """A number was printed before it had a copy, and has none yet."""

    barcode: str


class CopyNumberTaken(Refusal):
    """Another copy has, or once had, this number."""

    barcode: str


class CopyNumberIsCard(Refusal):
    """The wished copy number is a member's card number."""

    barcode: str


class CopyOnLoan(Refusal):
    """The copy is still out to somebody else."""

    barcode: str
    due_on: date


class AlreadyWithThisMember(Refusal):
    """The same copy was scanned again for the same member."""

    barcode: str
    due_on: date


class CopyNotOnLoan(Refusal):
    """The copy is not out, so it cannot come back or be renewed."""

    barcode: str


class CopyNotForLoan(Refusal):
    """The copy's status keeps it in the building."""

    barcode: str
    status: str


class CopyGoesBack(Refusal):
    """The day has passed on which a copy on loan to us goes back to its owner."""

    barcode: str
    back_by: date


class LoanLimitReached(Refusal):
    """The member already has as many copies as the rule allows."""

    limit: int
    rule: str


class RenewalLimitReached(Refusal):
    """The loan was renewed as often as the rule allows."""

    barcode: str
    limit: int
    rule: str


class LoanOverdue(Refusal):
    """An overdue loan is not renewed; it comes back first."""

    barcode: str
    due_on: date


class NoMemberChosen(Refusal):
    """A copy on the shelf was scanned before anyone's card."""

    barcode: str


class DayInFuture(Refusal):
    """What is recorded happened today or earlier."""

    on: date


class DayTooLongAgo(Refusal):
    """The day is so long ago that it must be a slip of the finger."""

    on: date
    limit: int


class BirthYearUnlikely(Refusal):
    """Nobody who comes to the desk was born that year."""

    year: str


class DayTooEarly(Refusal):
    """A loan cannot come back before the day it was lent."""

    on: date
    lent_on: date


class CopyOutThen(Refusal):
    """On the day of the slip the copy was recorded as out, or came back later."""

    barcode: str
    on: date


class NothingToUndo(Refusal):
    """There is no act of the desk left to take back."""


class CannotUndo(Refusal):
    """A later act rests on this one."""

    reason: str


class TitleMissing(Refusal):
    """A title needs at least its name."""


class TitleUnknown(Refusal):
    """The title is not, or no longer, in the catalogue."""


class TitleInUse(Refusal):
    """The title still has copies."""


class IsbnWrong(Refusal):
    """The ISBN's check digit does not fit."""

    isbn: str


class NumberTooLong(Refusal):
    """A number is longer than a label or card can carry."""

    number: str
    limit: int


class NumberNotPrintable(Refusal):
    """A number has a character that no scanner sends."""

    number: str


class CountOutOfRange(Refusal):
    """A count is negative or larger than a day can hold."""

    count: int
    limit: int


class NothingCounted(Refusal):
    """A record without any figure would say nothing."""


class ActivityNameMissing(Refusal):
    """An activity needs a name."""


class ActivityUnknown(Refusal):
    """The activity is not there, or was cancelled."""


class ActivityTooLong(Refusal):
    """An activity would last longer than any does."""

    limit: int


class SpanBackwards(Refusal):
    """Something would end before it begins."""

    first_on: date
    last_on: date


class PartAboveWhole(Refusal):
    """A part of the participants is larger than all of them."""

    part: int
    whole: int


class TooManyPhotos(Refusal):
    """An activity already has as many photos as are kept."""

    limit: int


class StoryMissing(Refusal):
    """The activity has no story that could be written to a file."""


class StoryConsentMissing(Refusal):
    """Nobody noted that who tells the story agreed to its going out."""


class PartnerMissing(Refusal):
    """A cooperation needs a partner."""


class CooperationUnknown(Refusal):
    """The cooperation is not there, or was taken out."""


class CopyStaysInside(Refusal):
    """The rule keeps this part of the collection in the building."""

    barcode: str
    rule: str


class CopyHeldForOther(Refusal):
    """The copy waits on the ready shelf for somebody else."""

    barcode: str
    until_on: date


class NumberIncomplete(Refusal):
    """A scan of one of our own numbers was cut short or misread."""

    number: str


class IsbnNotLabel(Refusal):
    """The ISBN on the back was scanned instead of our label."""

    isbn: str
    count: int


class ScannedTwice(Refusal):
    """The scanner sent the same number twice at once."""

    barcode: str


class CannotPermit(Refusal):
    """No permission lifts this; something else must be done first."""


class HoldExists(Refusal):
    """The member already waits for this title."""

    title: str


class HoldUnknown(Refusal):
    """There is no such hold, or it has ended."""


class TitleOnShelf(Refusal):
    """A copy of the title stands on the shelf, so nobody needs to wait."""

    title: str


class TitleWithoutCopies(Refusal):
    """A title that has no copy to lend cannot be waited for."""

    title: str


class TitleWithMember(Refusal):
    """Who has a copy at home does not wait for the title."""

    title: str


class RenewalHeld(Refusal):
    """Somebody waits for the title, so the loan is not prolonged."""

    barcode: str


class RuleNeeded(Refusal):
    """The rule for everybody and everything always stays."""


class RuleOutOfRange(Refusal):
    """A figure of a rule is outside what makes sense."""

    count: int
    limit: int


class KindNeeded(Refusal):
    """Without a single kind in use nobody could become a member."""


class AlwaysClosed(Refusal):
    """A library that never opens has no due days."""


class ClosureBackwards(Refusal):
    """A closing would end before it begins."""

    first_on: date
    last_on: date


class ClosureTooLong(Refusal):
    """A closing is longer than a year."""

    limit: int


class ClosureUnknown(Refusal):
    """There is no such entry in the calendar."""


class NothingOwed(Refusal):
    """There is nothing to pay or waive."""

    card: str


class PaysTooMuch(Refusal):
    """More would be paid than is owed."""

    amount: int
    owed: int


class MoneyNotKept(Refusal):
    """A prison library keeps no money."""


class AmountOutOfRange(Refusal):
    """An amount is no whole rupiah between one and a billion."""

    amount: int


class SlipsMissing(Refusal):
    """There is no paper slip to record."""


class SlipsConflict(Refusal):
    """Some slips cannot be recorded as they are; nothing was stored."""

    count: int


class SlipDayMissing(Refusal):
    """The first slip needs its day; the ones below it may leave it out."""


class SlipActUnknown(Refusal):
    """A list names an act that no slip has."""

    text: str


class SlipCardMissing(Refusal):
    """A loan's slip does not say who borrowed."""


class SlipNumberMissing(Refusal):
    """A slip does not say which copy."""


class SlipNameShared(Refusal):
    """The name on a slip fits several members."""

    name: str
    count: int


class SlipCopyOut(Refusal):
    """By file or slips the copy was out then, and its return is missing."""

    barcode: str
    lent_on: date


class SlipReturnMissing(Refusal):
    """The copy went out again later, so a return in between is missing."""

    barcode: str
    lent_on: date


class SlipKnown(Refusal):
    """The file already has this loan of that day."""

    barcode: str
    on: date


class SlipBackAlready(Refusal):
    """The file already has the copy's return."""

    barcode: str
    on: date


class SlipRepeated(Refusal):
    """The same slip was typed twice."""

    barcode: str


class SlipForLibrarian(Refusal):
    """The desk would not have allowed what a slip says; only a keeper records it."""


class SlipRests(Refusal):
    """The slip rests on another one of its copy that has to be put right first."""

    barcode: str


class TimeUnreadable(Refusal):
    """Not a time of day in the form HH:MM."""

    text: str


class HoursBackwards(Refusal):
    """The library would close before it opens."""

    opened: str
    closed: str


class SeriesWouldRepeat(Refusal):
    """The pattern leaves too few digits to go on counting."""

    number: str


# --- Import ---


class FormatUnknown(Refusal):
    """Nobody here understands the file."""

    file: str


class FileEmpty(Refusal):
    """The file has nothing in it."""

    file: str


class FileTooLarge(Refusal):
    """The file is larger than any library's."""

    file: str
    limit_mb: int


class LineTooLong(Refusal):
    """One line is longer than any record; this is not a list."""

    file: str
    line: int


class FileCut(Refusal):
    """The file ends in the middle of a record."""

    file: str
    line: int


class XmlBroken(Refusal):
    """An XML file does not hold together."""

    file: str
    line: int


class XmlJoined(Refusal):
    """Several XML documents were put into one file, one after the other."""

    file: str
    line: int


class XmlUnsafe(Refusal):
    """An XML file defines words that unfold, refers to other places, or has no end."""

    file: str


class EncodingUnknown(Refusal):
    """The letters of the file cannot be made out."""

    file: str


class RawDatabase(Refusal):
    """The working files of a database program, not a backup of it."""

    file: str


class BackupUnknown(Refusal):
    """A backup of a database that is not SLiMS, or without its tables."""

    file: str


class BackupUnsafe(Refusal):
    """A packed backup that unpacks without measure, or is packed in a strange way."""

    file: str


class BackupTooLarge(Refusal):
    """A backup with more records than any library has."""

    file: str
    limit: int


class RosterEmpty(Refusal):
    """A list of people has nobody to register."""


class RosterUnknown(Refusal):
    """The file is no list of people."""

    file: str


class RosterTooLarge(Refusal):
    """A list has more lines than a village has people."""

    file: str
    limit: int


class RosterUnsafe(Refusal):
    """A workbook that unpacks to far more than it should, or refers to other things."""

    file: str


class RosterLineTorn(Refusal):
    """A line has more cells than the list has columns."""


class RosterCardMissing(Refusal):
    """A prison's list is one of cards, and this line has none."""


class ImportStopped(Refusal):
    """Somebody stopped the import; nothing was stored."""


class ImportUnknown(Refusal):
    """There is no import with this name."""

    import_id: str


class ImportUndone(Refusal):
    """The import was already taken back."""

    import_id: str


class PlanOutdated(Refusal):
    """The library changed between the plan and its storing."""

    file: str


class AlreadyImported(Refusal):
    """Every title of the file is already here."""

    file: str


class NothingToStore(Refusal):
    """What the file holds is left out, all of it."""

    file: str


class MembersNotTaken(Refusal):
    """A list of members, and a prison's library, which keeps no names."""

    file: str


class RejectsNotRows(Refusal):
    """The file has no rows that could be corrected in a spreadsheet."""

    file: str


class NothingRejected(Refusal):
    """Every row of the file can be stored."""

    file: str


class ColumnNotInList(Refusal):
    """The file has no column of this name."""

    name: str


class ColumnUseUnknown(Refusal):
    """A column can be used for nothing of this name."""

    name: str


# --- Paper ---


class SheetUnknown(Refusal):
    """No label sheet has this name."""

    sheet: str
    known: str


class SheetDoesNotFit(Refusal):
    """The cells of a sheet run over its paper."""

    sheet: str
    measure: str


class CellOutOfRange(Refusal):
    """The sheet has no such cell to start at."""

    cell: int
    cells: int


class CodeDoesNotFit(Refusal):
    """The bars of a number would be too narrow to read on this sheet."""

    number: str
    sheet: str


class CodeNotEncodable(Refusal):
    """A number has a sign that this kind of bars cannot carry."""

    number: str


class CodesDoNotFit(Refusal):
    """Several codes cannot be printed on this sheet; the first are named."""

    count: int
    numbers: str
    sheet: str


class NoIsbnOnLabel(Refusal):
    """EAN-13 was asked for a copy whose title has no valid ISBN."""

    number: str


class NoIsbnOnLabels(Refusal):
    """EAN-13 was asked for several copies without a valid ISBN; the first are named."""

    count: int
    numbers: str


class CodesNotEncodable(Refusal):
    """Several numbers have a sign that this kind of bars cannot carry."""

    count: int
    numbers: str


class CodesCannotBePrinted(Refusal):
    """Several codes cannot be printed, for reasons that are counted."""

    count: int
    sheet: str
    reasons: str
    numbers: str


class CodeFitsElsewhere(Refusal):
    """The bars of a number are too narrow on this sheet; another one takes them."""

    number: str
    sheet: str
    fits: str


class CodesFitElsewhere(Refusal):
    """Several codes cannot be printed on this sheet; another one takes them."""

    count: int
    numbers: str
    sheet: str
    fits: str


class LabelTooSmall(Refusal):
    """The lines of a label do not fit a cell of this sheet."""

    sheet: str


class CreepOutOfRange(Refusal):
    """The paper would drift further than any printer does."""

    limit_mm: float


class RulerUnlikely(Refusal):
    """What was measured on the ruler page cannot be."""

    measure: str


class SheetTooWide(Refusal):
    """A sheet does not lie on the paper that is to carry it."""

    sheet: str
    paper: str


class SheetNameTaken(Refusal):
    """Another sheet has this name already."""

    sheet: str


class DesignUnknown(Refusal):
    """No card design has this name."""

    design: str
    known: str


class DesignDoesNotFit(Refusal):
    """Something of a card design lies outside the card."""

    design: str
    measure: str


class RunUnknown(Refusal):
    """No printing waits under this name any more."""


class RunLineOutOfRange(Refusal):
    """A run has no such sheet or label."""

    place: int
    most: int


class NumberNotBlank(Refusal):
    """A number was not printed as a blank one, or has a copy already."""

    number: str


class IsbnAmbiguous(Refusal):
    """Several titles have the ISBN that a number should be bound to."""

    isbn: str
    count: int


class EmblemUnreadable(Refusal):
    """A picture for the letterhead is not a PNG or JPEG."""


class EmblemTooLarge(Refusal):
    """A picture for the letterhead is too large."""

    limit_kb: int


class StillHasLoans(Refusal):
    """A clearance letter was asked for somebody who still has copies or owes money."""

    card: str
    loans: int
    owed: int


class NothingOverdue(Refusal):
    """An overdue letter was asked for somebody who is late with nothing."""

    card: str


class LetterUnknown(Refusal):
    """No letter has this number."""

    number: str


class LetterPatternWrong(Refusal):
    """A pattern for letter numbers has no place for the serial."""

    pattern: str


class MinutesIncomplete(Refusal):
    """The minutes lack what makes them minutes: a matter and two parties."""


class NothingToPrint(Refusal):
    """No copy was chosen."""


class PrintingStopped(Refusal):
    """Somebody stopped the making of pages; nothing was printed."""


class OffsetOutOfRange(Refusal):
    """Labels would be shifted further than any printer is off."""

    limit_mm: float


# --- Months and parcels ---


class MonthUnreadable(Refusal):
    """Not a month in the form YYYY-MM."""

    text: str


class DayUnreadable(Refusal):
    """Not a day in the form YYYY-MM-DD."""

    text: str


class DaysBackwards(Refusal):
    """The last day is before the first."""

    first_on: date
    last_on: date


class ReportFormUnknown(Refusal):
    """A report is written as a workbook, as CSV or as PDF, by the ending of its name."""

    file: str


class ReportUnknown(Refusal):
    """No report has this code."""

    code: str


class WorkbookKindWrong(Refusal):
    """The chosen file is no workbook of Excel 2007 or later."""

    file: str


class WorkbookLocked(Refusal):
    """The chosen workbook opens only with a password."""

    file: str


class WorkbookDamaged(Refusal):
    """The chosen workbook is cut off, or holds what a workbook never holds."""

    file: str


class WorkbookTooLarge(Refusal):
    """The chosen workbook is larger, or unpacks to more, than one that is filled in."""

    file: str


class WorkbookWithoutHeadings(Refusal):
    """No sheet of the workbook has a row of headings that is understood."""

    file: str


class ColumnUnknown(Refusal):
    """The workbook has no such column."""

    column: str


class SourceUnknown(Refusal):
    """No figure, fact or answer has such a name."""

    name: str


class FactUnknown(Refusal):
    """No such question is asked of this library."""

    code: str


class AnswerUnfit(Refusal):
    """What was typed is no answer to the question."""

    typed: str
    question: str


class YearUnreadable(Refusal):
    """What was typed is not a year of the library."""

    text: str


class MonthNotBegun(Refusal):
    """The month lies in the future."""

    month: str


class MonthTooLongAgo(Refusal):
    """The month is so long ago that it must be a slip of the finger."""

    month: str


class MonthClosedUnchanged(Refusal):
    """The month is closed, and its figures are still the same."""

    month: str


class FigureUnknown(Refusal):
    """No figure has this code."""

    code: str


class NoteTooLong(Refusal):
    """The words to a figure are longer than a note."""

    count: int
    limit: int


class MonthNotOver(Refusal):
    """Something may still happen in the month."""

    month: str


class MonthStillRuns(Refusal):
    """The month is not over; it is closed early only where somebody says so."""

    month: str


class MonthWasWorked(Refusal):
    """The month cannot be reported as one in which nothing happened."""

    month: str


class MonthAlreadyReported(Refusal):
    """The month was closed before, so it is not one in which nothing happened."""

    month: str


class MonthNotSent(Refusal):
    """Nothing of the month was sealed, or it was withdrawn already."""

    month: str


class NotJoined(Refusal):
    """The library does not know its agency yet, so nothing can be sealed for it."""


class JoinedElsewhere(Refusal):
    """The library already reports to another agency."""

    agency: str


class SigningKeyMissing(Refusal):
    """The library's signing key is not on this computer."""


class NothingToSend(Refusal):
    """Every sealed parcel already has its receipt."""


class CardUnreadable(Refusal):
    """Not an identity card of a library or agency, or a damaged one."""

    file: str


class ReceiptUnreadable(Refusal):
    """Not a receipt, or a damaged one."""

    file: str


class ReceiptForged(Refusal):
    """The receipt is not signed by our agency."""

    file: str


class ReceiptForOther(Refusal):
    """The receipt belongs to another library."""

    file: str


class ReceiptOld(Refusal):
    """A newer receipt was already read."""

    file: str


class ReceiptFormerKey(ReceiptOld):
    """Signed with keys that the agency had before it changed them."""

    file: str


class ReceiptContradicts(Refusal):
    """The agency knows a parcel of ours that we do not: the file was restored or copied."""

    file: str


class QuestionUnknown(Refusal):
    """No open question of the agency has this number."""

    number: str


class NoticeTooLong(Refusal):
    """Words for libraries that no receipt carries."""

    limit: int


class NoticeEmpty(Refusal):
    """A message, or a question, without words."""


class NoticeScopeUnknown(Refusal):
    """Neither a kind, a kabupaten nor a library that this agency knows."""

    scope: str


class CannotAskSite(Refusal):
    """A library that does not use Jukung gets no receipts, and so no questions."""

    name: str


class SecondPersonMissing(Refusal):
    """New keys need two different names."""


class ReceiptCodeWrong(Refusal):
    """A typed receipt code that does not agree with its own check."""

    code: str


class ReceiptCodeUnknown(Refusal):
    """A true receipt code for a parcel that this file does not know."""

    code: str


class TooLargeForCodes(Refusal):
    """A parcel that would need too many QR codes."""

    month: str


class AgencyAddressMissing(Refusal):
    """Nobody typed where on the internet the agency takes parcels."""


class AgencyAddressWrong(Refusal):
    """Not an address that begins with https."""

    address: str


class ProxyWrong(Refusal):
    """Not the address of a proxy."""

    proxy: str


class ProxyRefuses(Refusal):
    """The proxy on the way out cannot be reached, or lets nothing through."""

    proxy: str


class NoNetwork(Refusal):
    """There is no way out of this computer just now."""


class AgencyUnreachable(Refusal):
    """Nobody answers at the agency's address."""

    host: str


class AgencyCertificateWrong(Refusal):
    """Who answers cannot prove to be the agency's computer."""

    host: str


class AgencyBusy(Refusal):
    """The agency's receiver asks to come again later."""

    host: str


class AgencyMoved(Refusal):
    """The address points to another one, which nobody here has agreed to."""

    host: str
    other: str


class NoReceiver(Refusal):
    """Something answers at the address, but no receiver of parcels."""

    address: str


class LineBroke(Refusal):
    """The connection broke off again and again; what arrived is kept there."""

    host: str


class SendingStopped(Refusal):
    """A person stopped it before anything was answered."""


class AddressTaken(Refusal):
    """Another program already listens at this address and port."""

    address: str


class ListeningRefused(Refusal):
    """The system does not let us listen at this address and port."""

    address: str


class AgencyOpenElsewhere(Refusal):
    """Another program has the agency's file, which one at a time may have."""

    path: str


class ParcelRejected(Refusal):
    """The agency did not take one or more files."""

    file: str
    verdict: str
    count: int


class InvitationExpired(Refusal):
    """The invitation was good until a day that is over."""

    until_on: date


class InvitationOtherKind(Refusal):
    """The invitation is for a library of another kind than this one."""

    name: str


class InvitationUsed(Refusal):
    """The invitation was used or withdrawn already."""

    code: str


class WhoIsMissing(Refusal):
    """Nobody's name was given where a person must stand for it."""


class SamePerson(Refusal):
    """The second person must be another one than the first."""

    name: str


class CandidateUnknown(Refusal):
    """No library waits for a second person under this fingerprint."""


class SiteUnknown(Refusal):
    """No library has this code here."""

    code: str


class SiteNameMissing(Refusal):
    """A library needs a name."""


class SiteMergedAlready(Refusal):
    """The library is part of another one already."""

    code: str


class SiteIntoItself(Refusal):
    """A library cannot become part of itself, nor of one that is closed or merged."""

    code: str


class SiteStillInUse(Refusal):
    """A library that reported, or was invited, is closed; it is not removed."""

    code: str


class ContactUnknown(Refusal):
    """No such contact is in the list."""


class KeyUnknown(Refusal):
    """No library signs with this key."""


class ListWithoutCodes(Refusal):
    """A list of regions or libraries without a column of codes and names."""

    file: str


class EditionMissing(Refusal):
    """A list of regions needs the name of its edition."""


class EditionUnknown(Refusal):
    """No list of regions of this edition was loaded."""

    edition: str


class LicenceUnknown(Refusal):
    """Open data is not offered under this licence."""

    name: str


class NobodyToInvite(Refusal):
    """No library is left that could be invited."""


class MatterSettled(Refusal):
    """What was to be decided was settled meanwhile."""


class NotDecidedSo(Refusal):
    """This cannot be decided about what waits."""


class ParcelUnknown(Refusal):
    """No report that waits, or was decided about, begins so."""

    hash: str


class SiteCodeTaken(Refusal):
    """Another library is already enrolled under this code."""

    code: str


class RegionUnknown(Refusal):
    """Not a region code in the form PP.KK.CC.DDDD (Kepmendagri)."""

    code: str


class AgencyKeysMissing(Refusal):
    """The keys that open parcels and sign receipts are not on this computer."""


class PhraseTooShort(Refusal):
    """A phrase that protects a file of keys needs more signs."""

    least: int


class KeyFileUnreadable(Refusal):
    """A file of keys is damaged, or the phrase is another one."""

    file: str


class KeysOfOther(Refusal):
    """The keys in the file are not this agency's present ones."""

    file: str


class NoParcels(Refusal):
    """A folder that should hold parcels has none."""

    folder: str


class DueDayWrong(Refusal):
    """A report's last day must be a day that every month has."""

    text: str


class MonthPublished(Refusal):
    """The month's totals are published; figures for it do not change by typing."""

    month: str


class ReportsByItself(Refusal):
    """A parcel of the library speaks for this month, or took it back."""

    code: str
    month: str


class NoFigureTyped(Refusal):
    """Every field of the month was left empty."""


class NothingEntered(Refusal):
    """Nothing was typed for this library's month."""

    code: str
    month: str


class FieldWordUnknown(Refusal):
    """A message asks for something in brackets that nobody knows."""

    word: str


class NotOurSheet(Refusal):
    """The workbook is not one that this program handed out for figures or targets."""

    file: str


class SheetImportUnknown(Refusal):
    """No import of figures has this number, or it was taken back."""

    number: str


class NothingToCopy(Refusal):
    """There are no targets of that year, or all of them are set already."""

    year: str


class LeagueNameMissing(Refusal):
    """A list for an award has no name."""


class CriteriaMissing(Refusal):
    """A league needs at least one criterion with a weight."""


class LeagueUnknown(Refusal):
    """No league has this number."""

    number: str


# --- Backup ---


class BackupUnreadable(Refusal):
    """The file is not a backup of ours, or it is damaged."""

    file: str


class BackupNotTrue(Trouble):
    """The written backup did not read back as it should; it does not count."""

    path: str


class CheckFailed(Refusal):
    """The file was examined and something does not hold together."""

    path: str
    count: int


# --- The vault of names ---


class VaultPhraseShort(Refusal):
    """A phrase has at least so many signs, and not one sign only."""

    limit: int


class VaultPhraseWrong(Refusal):
    """The phrase does not fit."""

    left: int


class VaultLocked(Refusal):
    """After wrong phrases the next try waits while the program runs."""

    seconds: int


class VaultMissing(Refusal):
    """No officer has made the vault of names yet."""


class VaultExists(Refusal):
    """There is a vault already; a second key would open nothing of it."""


class VaultNotOpen(Refusal):
    """The vault has to be open for this."""


class VaultNoDoor(Refusal):
    """This officer has no phrase of their own yet."""

    name: str


class VaultLastDoor(Refusal):
    """Nobody could open the vault any more."""

    name: str


class VaultDamaged(Refusal):
    """What is sealed is not as it was sealed, or belongs elsewhere."""


class VaultUnreached(Trouble):
    """The window of names did not start, or ended by itself."""


class IdentityTooLong(Refusal):
    """A name with its numbers and notes, or a photo, is longer than a sealed row."""


class IdentityMissing(Refusal):
    """There is no resident with this card any more."""


class ReasonNamesSomebody(Refusal):
    """A reason is kept where names are not; it must not name anybody."""


class EscrowMissing(Refusal):
    """The vault's key has not been sealed to an agency yet."""


class VaultCodeOther(Refusal):
    """This code is of a file, of another library, or of a vault that is no more."""


class FileLocked(Refusal):
    """The file's key lies under a passphrase on this computer."""

    path: str


class PassphraseWrong(Refusal):
    """This passphrase does not open the file's key."""


class FileKeyCodeWrong(Refusal):
    """This code is not the key of the file."""

    path: str


# --- The house: blocks, rooms, residents, clearances ---


class OnlyInPrison(Refusal):
    """This is a village library, and what was asked for is done in prisons alone."""


class LetterNeedsFile(Refusal):
    """A letter takes a number only where its paper is written, too."""


class PlaceUnknown(Refusal):
    """There is no such block, room or corner."""

    name: str


class PlaceNameMissing(Refusal):
    """A block, room or corner needs a name."""


class PlaceNameTaken(Refusal):
    """There is a place of this name already."""

    name: str


class PlaceNameLong(Refusal):
    """A place has a short name."""

    name: str
    limit: int


class PlaceListUnreadable(Refusal):
    """A line of a pasted list does not say a block and its rooms."""

    line: str


class PlaceInUse(Refusal):
    """Somebody lives in the place, or copies stand there."""

    name: str
    count: int


class PlaceEnded(Refusal):
    """The place is no longer used."""

    name: str


class CopyInCorner(Refusal):
    """The copy lies in this reading corner already."""

    barcode: str
    name: str


class CopyNotInCorner(Refusal):
    """The copy does not lie in this reading corner."""

    barcode: str
    name: str


class NotAResident(Refusal):
    """The card is not a resident's."""

    card: str


class NothingChanges(Refusal):
    """Nothing of what was given is another than it is."""


class ClearanceUnknown(Refusal):
    """There is no such clearance any more."""


class ClearanceClosed(Refusal):
    """The clearance is closed already."""

    card: str


class ClearanceHasLoans(Refusal):
    """Something is still out."""

    card: str
    count: int


class NoClearanceReady(Refusal):
    """No open clearance is without copies."""


class NobodyLeft(Refusal):
    """No clearance was opened on that day for that reason."""

    on: date


class LeavesByClearance(Refusal):
    """A resident leaves by a clearance, and only then by what members leave by."""

    card: str


class BackByState(Refusal):
    """A resident who left is back by another state, not as members come back."""

    card: str


class NameOnOtherCard(Refusal):
    """The name is sealed for the card that would go."""

    card: str


class HouseListNoCards(Refusal):
    """A list of moves has no column of card numbers."""

    file: str


class HouseListHasNames(Refusal):
    """A list has names; it is read in the window of names alone."""

    file: str


class HouseListSaysNothing(Refusal):
    """A list of moves has cards, and no place, state or day beside them."""

    file: str


# --- What may go out of a prison's shelf: screening, traits, permission, requests ---


class TitleNotScreened(Refusal):
    """Nobody has decided yet whether the title may circulate."""

    title: str


class TitleNotCirculated(Refusal):
    """It was decided that the title does not circulate."""

    title: str


class ScreeningReasonMissing(Refusal):
    """A title is not kept back without a reason."""


class TraitNotAllowed(Refusal):
    """The copy has something that this house does not let in."""

    barcode: str
    trait: str


class PermissionNeeded(Refusal):
    """An officer has to permit this loan first."""

    title: str


class PermissionWaits(Refusal):
    """An officer was asked and has not answered yet."""

    title: str


class PermissionUnknown(Refusal):
    """The permission was answered, used or taken back meanwhile."""


class PermissionNotNeeded(Refusal):
    """This title goes out without an officer's permission."""

    title: str


class RequestLimitReached(Refusal):
    """Somebody has as many requests as the house lets them have."""

    limit: int


class TitleUnclear(Refusal):
    """What was written may mean several titles."""

    words: str
    count: int


class TitleNotFound(Refusal):
    """No title fits what was written."""

    words: str


class NotAnAide(Refusal):
    """Only an aide's account is tied to a card."""


# --- Boxes on loan ---


class BoxUnreadable(Refusal):
    """Not a box file or return list, or a damaged one."""

    file: str


class BoxEmpty(Refusal):
    """A box without any copy that can go out."""


class BoxTooLarge(Refusal):
    """More copies than a box carries."""

    count: int
    limit: int


class BoxUnknown(Refusal):
    """The agency has no box of this number."""

    number: str


class BoxForOther(Refusal):
    """A box file names another library."""

    number: str


class BoxFromStranger(Refusal):
    """A box file is signed by an agency that this library does not know."""

    owner: str
    digits: str


class BoxNumberMissing(Refusal):
    """A box that came without its file needs the number that stands on it."""


class BoxOwnerMissing(Refusal):
    """A box that came without its file belongs to somebody."""


class BoxHereAlready(Refusal):
    """A box of this number is here and has not gone back."""

    number: str


class BoxNotOpen(Refusal):
    """The box is on its way back or gone, so nothing is checked in."""

    number: str


class BoxNotHere(Refusal):
    """The box was not received yet, or is already on its way back."""

    number: str


class BoxNotReturning(Refusal):
    """Nobody has begun to put the box together for its return."""

    number: str


class BoxNotReturned(Refusal):
    """The return of the box is not finished."""

    number: str


class BoxNothingScanned(Refusal):
    """Not one copy of the box was scanned."""

    number: str


class BoxCopyIsOurs(Refusal):
    """A copy of the library itself was scanned into a box of others."""

    barcode: str
    title: str


class BoxCopyForeign(Refusal):
    """The copy did not come with this box."""

    barcode: str
    number: str


class BoxCopyOut(Refusal):
    """The copy is still lent, so it cannot go into its box."""

    barcode: str
    due_on: date


class BoxStillOut(Refusal):
    """Copies of the box are still lent."""

    number: str
    count: int


class BoxHasNoFile(Refusal):
    """The box came without its file, so no return list can name it."""

    number: str


# --- Rounds ---


class RoundUnknown(Refusal):
    """There is no such round any more."""


class SheetNotTyped(Refusal):
    """A code or key of the recovery sheet is typed at a terminal, and there is none."""


class RoundNotNamed(Refusal):
    """Several rounds are under way, and nobody said which is meant."""

    rounds: str


class RoundEnded(Refusal):
    """The round has ended already."""

    name: str


class RoundUnderWay(Refusal):
    """A round through this block is planned or under way."""

    name: str


class RoundBegun(Refusal):
    """Something was done on the round already."""

    name: str


class BlockEmpty(Refusal):
    """Nobody who borrows lives in the block."""

    name: str


class NotOfThisBlock(Refusal):
    """Whoever has this card does not live in the round's block."""

    card: str


class CopyOnTrolley(Refusal):
    """The copy lies on the trolley already."""

    barcode: str


class CopyOnOtherTrolley(Refusal):
    """The copy lies on the trolley of another round."""

    barcode: str
    block: str


class CopyNotOnTrolley(Refusal):
    """The copy does not lie on this trolley."""

    barcode: str


class TrolleyEmpty(Refusal):
    """Nothing lies on the trolley."""


class TrolleyNotEmpty(Refusal):
    """Copies are still on the trolley."""

    count: int


class NothingWantsPermission(Refusal):
    """Chosen classes and collections want a permission, and none is chosen."""


class StopsStillOpen(Refusal):
    """Stops of a round were not visited, and what is listed was not brought."""

    stops: int
    count: int


class ReturnsNotChecked(Refusal):
    """Nobody has looked through some of what came back."""

    count: int


class CopyNotReturned(Refusal):
    """The copy has not come back from anybody, so there is nothing to look through."""

    barcode: str


class MustComeBack(Refusal):
    """The copy cannot stay with who has it; why is for officers."""

    barcode: str


class StopNotDone(Refusal):
    """Something is still to be brought or collected at this stop."""

    card: str


class RoundLineUnknown(Refusal):
    """There is no such line on the round any more."""


class NothingMarked(Refusal):
    """No line of the paper has a mark."""


# --- The tour ---


class TourStuck(Refusal):
    """A window did not come to rest."""

    step: str


class TourDiffers(Refusal):
    """A figure that was sent is not what the file says."""

    indicator: str
    sent: str
    counted: str


# --- Packs and boxes ---


class ListUnknown(Refusal):
    """Not a list of books in any way that is known."""

    file: str


class ListWithoutTitles(Refusal):
    """No column of the list holds titles."""

    file: str


class PackUnreadable(Refusal):
    """Not a title pack, or a damaged one."""

    file: str


class PackStranger(Refusal):
    """A title pack that another agency signed; nothing of it is opened."""

    file: str
    fingerprint: str


class PackEmpty(Refusal):
    """The lists hold no title at all."""


class PackTooLarge(Refusal):
    """More titles than a pack carries."""

    count: int
    limit: int


class PackStopped(Refusal):
    """A person stopped the making of a pack."""


class BoxNumberTaken(Refusal):
    """Another box of the agency has this number."""

    number: str


class BoxCopyTaken(Refusal):
    """The copy lies in another box of the agency, or twice in this one."""

    number: str
    box: str


class BoxIsOut(Refusal):
    """What is asked for cannot be done while a box is at a library, or is gone."""

    number: str


class BoxNotOut(Refusal):
    """The box is at no library, so it cannot come back."""

    number: str


class BoxUnassigned(Refusal):
    """Nobody said which library the box is for."""

    number: str


class BoxReturnForeign(Refusal):
    """A return list that is not of this box as it was handed over, or not from its library."""

    file: str
    number: str


class NotAPrison(Refusal):
    """Agreements are kept for prisons alone."""

    name: str


# --- Districts that carry for a province ---


class PermitUnreadable(Refusal):
    """The file is no permit, or its signature is not the one of the province in it."""

    file: str


class PermitForOther(Refusal):
    """The permit names another district, or keys that this one has no more."""

    name: str


class PermitOld(Refusal):
    """A newer permit of the same province was taken before."""

    name: str


class PermitOver(Refusal):
    """The last day of the permit is past."""

    name: str
    until: date


class PermitNotCompared(Refusal):
    """Nobody compared the numbers of this province yet."""

    name: str
    fingerprint: str


class PermitUnknown(Refusal):
    """No permit was given to this district."""

    name: str


class NoPermit(Refusal):
    """This agency holds no permit of a province that is good today."""


class NotADistrict(Refusal):
    """The card is not of a district that lies within this agency's region."""

    name: str
    region: str


class TooManyLibraries(Refusal):
    """More libraries than a permit can name."""

    count: int
    limit: int


class NothingToCarry(Refusal):
    """No file waits to be carried to the province."""


class RelayAddressMissing(Refusal):
    """The province did not say where it takes reports over the internet."""

    name: str


class StocktakeUnknown(Refusal):
    """No stocktake has this number or name."""

    name: str


class StocktakeEmpty(Refusal):
    """No copy in use stands in the scope that was chosen."""


class StocktakeClosed(Refusal):
    """The stocktake is finished, so nothing is counted in it."""

    name: str


class StocktakeStillOpen(Refusal):
    """The stocktake is not finished, so nothing is decided yet."""

    name: str


class StocktakeForeign(Refusal):
    """The file of seen numbers is another library's."""

    file: str


class ScanListUnreadable(Refusal):
    """The file holds no lines of text, so no scanned numbers."""

    file: str


class DecisionUnfit(Refusal):
    """What is to be decided does not fit how the copy was found."""

    barcode: str


class CopyWithdrawn(Refusal):
    """The copy was withdrawn before."""

    barcode: str


class CopyOfOthers(Refusal):
    """The copy belongs to somebody else, who alone may withdraw it."""

    barcode: str
    owner: str


class WithdrawalUnknown(Refusal):
    """No withdrawal has this number."""

    name: str


class NoCriteria(Refusal):
    """Nothing says which copies should be looked at."""


class NotASerial(Refusal):
    """The title is no newspaper or magazine."""

    title: str


class NotDaily(Refusal):
    """Only what comes daily has days of the week."""

    title: str


class NoDayChosen(Refusal):
    """A newspaper comes on some day of the week."""


class IssueArrived(Refusal):
    """This issue was checked in before."""

    issue: str


class IssueUnknown(Refusal):
    """No such issue is known."""


class IssueNotHere(Refusal):
    """The issue has not arrived, so it is neither bound nor discarded."""

    issue: str


class IssueBound(Refusal):
    """The issue is bound into a copy."""

    issue: str


class CopyOfOtherTitle(Refusal):
    """The copy is of another title than the issues."""

    barcode: str


# --- The catalogue put in order ---


class NothingChosen(Refusal):
    """Nothing in the list is ticked."""


class NothingChanged(Refusal):
    """All of it is as it was wished already."""


class TitleWasUsed(Refusal):
    """Somebody lent, wanted or counted the title; it has a history and stays."""

    title: str


class TitleWasMerged(Refusal):
    """A merged title is parted again, not put back."""

    title: str


class BinnedDamaged(Refusal):
    """What the bin keeps of a title is not as it was written."""

    title: str


class TitlesTheSame(Refusal):
    """Two different titles are needed to make one of them."""


class NamesTheSame(Refusal):
    """No title has another spelling of the name."""


class TooManyTitles(Refusal):
    """More titles than one act may change."""

    count: int
    limit: int


class FieldUnknown(Refusal):
    """Titles have no such field, or not this word in it."""

    field: str


class ShelfUnknown(Refusal):
    """Copies stand in no place of this name, or in more than one."""

    name: str
    known: str


class PackNotKept(Refusal):
    """This library keeps no title pack of that number or name."""

    number: str


class PackKeptAlready(Refusal):
    """Another file of this pack is kept here."""

    number: str


class PackFileGone(Refusal):
    """The file of a kept pack is gone from its folder, or another one lies there."""

    name: str


class PackNotTrusted(Refusal):
    """Nobody compared the digits of the agency that signed a pack."""

    name: str
    fingerprint: str


class ExportStopped(Refusal):
    """Somebody stopped the export; nothing was left behind."""


class OpenExportUnreadable(Refusal):
    """A folder is no open export, or one of its files is not as it was written."""

    path: str
    file: str


class NothingToExport(Refusal):
    """No title was chosen, or there is none."""
