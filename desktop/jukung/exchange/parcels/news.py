"""What an agency tells with a receipt: words, questions, its keys, and who carries for it.

All of it is optional: a reader that does not know a field passes over it, and a
receipt without news has the same bytes as before there were any.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from jukung.exchange.parcels import envelope
from jukung.exchange.parcels.identity import AgencyCard
from jukung.exchange.parcels.parcel import LARGEST_VALUE, LONGEST_CODE, Moment, Part

MOST_NOTICES = 8
MOST_QUESTIONS = 12
MOST_FORMER = 8
MOST_RELAYS = 2
LONGEST_WORDS = 240

_No = Annotated[int, Field(ge=1)]
_Words = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]
_Code = Annotated[str, Field(min_length=1, max_length=LONGEST_CODE)]
_Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
_Recipient = Annotated[str, Field(max_length=120)]


class Notice(Part):
    """Words for the staff of a library; `until` is the last day they matter, or empty."""

    no: _No
    words: _Words
    until: Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = ""


class Question(Part):
    """A figure that the agency asks about, as it has it."""

    no: _No
    period: _Month
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
    value: Annotated[int, Field(ge=0, le=LARGEST_VALUE)] | None
    words: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""


class Keys(Part):
    """An identity of the agency, and since when it is the one."""

    code: _Code
    verify_key: _Key
    recipient: _Recipient
    escrow: _Recipient = ""
    since: Moment

    @model_validator(mode="after")
    def _can_be_sealed_for(self) -> Self:
        for each in (self.recipient, self.escrow):
            if (each or each is self.recipient) and not envelope.is_recipient(each):
                raise ValueError("no recipient of age")
        return self

    def card(self, name: str = "") -> AgencyCard:
        """The same as a card, with the name that people know."""
        return AgencyCard(self.code, name, self.verify_key, self.recipient, self.escrow)


class Former(Keys):
    """An identity that was, and its signature over the one that came after it."""

    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


class Relay(Part):
    """An agency that carries parcels on; a library seals for it as well."""

    code: _Code
    recipient: _Recipient

    @model_validator(mode="after")
    def _can_be_sealed_for(self) -> Self:
        if not envelope.is_recipient(self.recipient):
            raise ValueError("no recipient of age")
        return self
