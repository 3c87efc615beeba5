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


class SanctionUnknown(Refusal):
    """There is no such sanction, or it was lifted."""


class SanctionEndsEarly(Refusal):
    """A sanction would end before it begins."""

    from_on: date
    until_on: date


class ReasonMissing(Refusal):
    """An exception, a waiver or a sanction needs its reason."""


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


class EncodingUnknown(Refusal):
    """The letters of the file cannot be made out."""

    file: str


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


class ReceiptContradicts(Refusal):
    """The agency knows a parcel of ours that we do not: the file was restored or copied."""

    file: str


class ReceiptCodeWrong(Refusal):
    """A typed receipt code that does not agree with its own check."""

    code: str


class ReceiptCodeUnknown(Refusal):
    """A true receipt code for a parcel that this file does not know."""

    code: str


class TooLargeForCodes(Refusal):
    """A parcel that would need too many QR codes."""

    month: str


class ParcelRejected(Refusal):
    """The agency did not take one or more files."""

    file: str
    verdict: str
    count: int


class SiteCodeTaken(Refusal):
    """Another library is already enrolled under this code."""

    code: str


class RegionUnknown(Refusal):
    """Not a region code in the form PP.KK.CC.DDDD (Kepmendagri)."""

    code: str


class AgencyKeysMissing(Refusal):
    """The keys that open parcels and sign receipts are not on this computer."""


class NoParcels(Refusal):
    """A folder that should hold parcels has none."""

    folder: str


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


# --- The tour ---


class TourStuck(Refusal):
    """A window did not come to rest."""

    step: str


class TourDiffers(Refusal):
    """A figure that was sent is not what the file says."""

    indicator: str
    sent: str
    counted: str
