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


# --- Copies and loans ---


class CopyUnknown(Refusal):
    """No copy has this number."""

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


class RenewalLimitReached(Refusal):
    """The loan was renewed as often as the rule allows."""

    barcode: str
    limit: int


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
    """A number has a letter that Code 128 cannot carry."""

    number: str


class NothingToPrint(Refusal):
    """No copy was chosen."""


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


class MonthNotBegun(Refusal):
    """The month lies in the future."""

    month: str


class MonthTooLongAgo(Refusal):
    """The month is so long ago that it must be a slip of the finger."""

    month: str


class MonthClosedUnchanged(Refusal):
    """The month is closed, and its figures are still the same."""

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
