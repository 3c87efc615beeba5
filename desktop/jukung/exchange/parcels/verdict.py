"""What an agency says about a file that came in."""

from enum import StrEnum

from jukung.words import N_


class Verdict(StrEnum):
    """The answer to one file, in the order in which it is looked for."""

    REJECT_DAMAGED = "REJECT_DAMAGED"
    REJECT_INCOMPLETE = "REJECT_INCOMPLETE"
    REJECT_UNREADABLE = "REJECT_UNREADABLE"
    RELAYED = "RELAYED"
    REJECT_TYPE = "REJECT_TYPE"
    REJECT_INVITATION = "REJECT_INVITATION"
    ENROLLED = "ENROLLED"
    HOLD_UNKNOWN_KEY = "HOLD_UNKNOWN_KEY"
    HOLD_REVOKED = "HOLD_REVOKED"
    REJECT_SIGNATURE = "REJECT_SIGNATURE"
    REJECT_NOT_FOR_US = "REJECT_NOT_FOR_US"
    HOLD_NEWER = "HOLD_NEWER"
    REJECT_CONTENT = "REJECT_CONTENT"
    DUPLICATE = "DUPLICATE"
    FORK = "FORK"
    HOLD_EPOCH = "HOLD_EPOCH"
    HOLD_JUMP = "HOLD_JUMP"
    HOLD_FUTURE = "HOLD_FUTURE"
    HOLD_LOCKED = "HOLD_LOCKED"
    CONFLICT_REVISION = "CONFLICT_REVISION"
    ACCEPT_EPOCH = "ACCEPT_EPOCH"
    ACCEPT_WITH_GAP = "ACCEPT_WITH_GAP"
    ACCEPT_LATE = "ACCEPT_LATE"
    ACCEPT = "ACCEPT"

    @property
    def is_counted(self) -> bool:
        """Whether the figures count from now on, or already did."""
        return self.name.startswith("ACCEPT") or self is Verdict.DUPLICATE

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do anything about the file."""
        return self.is_counted or self in {Verdict.ENROLLED, Verdict.RELAYED}

    @property
    def is_rejected(self) -> bool:
        """Whether nothing of the file was kept."""
        return self.name.startswith("REJECT")


WORDS: dict[Verdict, str] = {
    Verdict.REJECT_DAMAGED: N_("Not a whole parcel; ask for it again"),
    Verdict.REJECT_INCOMPLETE: N_("Codes could not be read; photograph the whole sheet again"),
    Verdict.REJECT_UNREADABLE: N_("Damaged, or not for this agency"),
    Verdict.RELAYED: N_("Kept to carry on to the province"),
    Verdict.REJECT_TYPE: N_("Something else than a parcel"),
    Verdict.REJECT_INVITATION: N_("The invitation is not good; ask for the library's card"),
    Verdict.ENROLLED: N_("Enrolled by its invitation"),
    Verdict.HOLD_UNKNOWN_KEY: N_("Not enrolled yet"),
    Verdict.HOLD_REVOKED: N_("From a key that was withdrawn"),
    Verdict.REJECT_SIGNATURE: N_("The signature is not this library's"),
    Verdict.REJECT_NOT_FOR_US: N_("Made for another agency"),
    Verdict.HOLD_NEWER: N_("From a newer Jukung; update this one"),
    Verdict.REJECT_CONTENT: N_("The content does not hold together"),
    Verdict.DUPLICATE: N_("Already here"),
    Verdict.FORK: N_("Two different parcels with one number"),
    Verdict.HOLD_EPOCH: N_("From an older copy of this library"),
    Verdict.HOLD_JUMP: N_("The number is far ahead of the last one"),
    Verdict.HOLD_FUTURE: N_("The month has not begun"),
    Verdict.HOLD_LOCKED: N_("The month is already published"),
    Verdict.CONFLICT_REVISION: N_("The month was already reported otherwise"),
    Verdict.ACCEPT_EPOCH: N_("Accepted; the library was restored"),
    Verdict.ACCEPT_WITH_GAP: N_("Accepted; an earlier one is missing"),
    Verdict.ACCEPT_LATE: N_("Accepted; the missing one came"),
    Verdict.ACCEPT: N_("Accepted"),
}
