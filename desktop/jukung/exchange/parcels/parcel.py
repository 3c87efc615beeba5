"""What a parcel says: a month's figures and its place in the library's chain.

Written with equal bytes for equal content; read with nothing taken on trust.
`FORMAT.md` explains every field.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind, ParcelAct, Role, Zone
from jukung.domain.months import Month
from jukung.exchange.parcels import plain_json
from jukung.figures.disclosure.tables import fewest
from jukung.figures.disclosure.told import Told

MAJOR = 1
MINOR = 1
RECENT = 12
MOST_VALUES = 10_000
LARGEST_VALUE = 999_999_999
LONGEST_CODE = 32
MOST_ANSWERS = 12
RULE = "tables-v1"

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
Fingerprint = Annotated[str, Field(pattern=r"^([0-9]{4} ){9}[0-9]{4}$")]
Moment = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
Count = Annotated[int, Field(ge=0)]


Status = Literal["ok", "suppressed", "rounded", "not_collected", "estimated"]


class ContentWrong(ValueError):
    """A verified payload that does not keep the format; says where."""


class Part(BaseModel):
    """A part of a payload, read strictly."""

    # Unknown fields are a newer writer's: kept in the bytes, ignored here.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Spec(Part):
    """Which edition of the format, and the oldest reader that may import it."""

    major: Annotated[int, Field(ge=1)]
    minor: Count
    min_reader: Annotated[int, Field(ge=1)]


class App(Part):
    """The program that wrote it."""

    name: str
    version: str


class LibraryPart(Part):
    """The sender; a name is not needed."""

    uid: Id
    code: str
    kind: Annotated[LibraryKind, Field(strict=False)]
    zone: Annotated[Zone, Field(strict=False)]


class KeyPart(Part):
    """The key it was signed with."""

    fingerprint: Fingerprint


class Audience(Part):
    """The only agency it is for."""

    code: str
    fingerprint: Fingerprint


class Chain(Part):
    """Its place behind the parcels before it; `recent` ends with `prev`."""

    epoch: Id
    seq: Annotated[int, Field(ge=1)]
    prev: Hash | None
    recent: Annotated[tuple[Hash, ...], Field(strict=False, max_length=RECENT)]

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        if (self.recent[-1] if self.recent else None) != self.prev:
            raise ValueError("recent does not end with prev")
        if self.seq > 1 and len(self.recent) < min(self.seq - 1, RECENT):
            raise ValueError("recent is too short")
        if len(set(self.recent)) != len(self.recent):
            raise ValueError("recent repeats itself")
        return self


class PeriodPart(Part):
    """A calendar month of the library's zone."""

    type: Literal["month"]
    id: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    start: str
    end: str

    @property
    def month(self) -> Month:
        """The month it is about."""
        return months.parse_month(self.id)

    @model_validator(mode="after")
    def _is_a_month(self) -> Self:
        try:
            month = self.month
        except errors.MonthUnreadable as fault:
            raise ValueError("no such month") from fault
        if (self.start, self.end) != (month.first.isoformat(), month.last.isoformat()):
            raise ValueError("not the days of the month")
        return self


class Act(Part):
    """What it says about its period, and the parcel whose place it takes."""

    kind: Annotated[ParcelAct, Field(strict=False)]
    revision: Annotated[int, Field(ge=1, le=100_000)]
    replaces: Hash | None

    @model_validator(mode="after")
    def _names_what_it_replaces(self) -> Self:
        if (self.kind in {ParcelAct.replacement, ParcelAct.withdrawal}) != bool(self.replaces):
            raise ValueError("replaces does not fit the kind")
        return self


class Dataset(Part):
    """The list of indicators that the values belong to."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
    version: Annotated[int, Field(ge=1)]


class Value(Part):
    """One figure; null with a reason where there is none."""

    de: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
    v: Annotated[int, Field(ge=0, le=LARGEST_VALUE)] | None
    s: Status

    @model_validator(mode="after")
    def _null_has_its_reason(self) -> Self:
        if (self.v is None) != (self.s in {"suppressed", "not_collected"}):
            raise ValueError("status does not fit the value")
        return self


class Control(Part):
    """Totals by which a reader knows that nothing was lost on the way."""

    n_values: Count
    sum: Count


class Disclosure(Part):
    """How single persons are kept from being recognised."""

    rule: str
    k: Annotated[int, Field(ge=5)]
    n_suppressed: Count
    base: Count = 0
    """To what its parts are rounded; 0 where a parcel of edition 1.0 does not say."""


class Clock(Part):
    """What the library's clock showed; never used for ordering."""

    utc: Moment
    offset_minutes: Annotated[int, Field(ge=-1440, le=1440)]
    doubtful: bool
    last_receipt: Count


class Audit(Part):
    """The journal's length and last link: its anchor outside the file."""

    count: Count
    head: Hash


class Prepared(Part):
    """In what role it was made; never who."""

    role: Annotated[Role, Field(strict=False)]


class Answer(Part):
    """What a library says of a figure it was asked about; never in free words."""

    question: Annotated[int, Field(ge=1)]
    choice: Literal["correct", "corrected", "not_counted"]


class Parcel(Part):
    """A whole parcel."""

    spec: Spec
    app: App
    library: LibraryPart
    key: KeyPart
    audience: Audience
    chain: Chain
    period: PeriodPart
    act: Act
    dataset: Dataset
    values: Annotated[tuple[Value, ...], Field(strict=False, max_length=MOST_VALUES)]
    control: Control
    disclosure: Disclosure
    clock: Clock
    audit: Audit
    prepared: Prepared
    answers: Annotated[tuple[Answer, ...], Field(strict=False, max_length=MOST_ANSWERS)] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if len({value.de for value in self.values}) != len(self.values):
            raise ValueError("an indicator twice")
        total = sum(value.v or 0 for value in self.values)
        if (self.control.n_values, self.control.sum) != (len(self.values), total):
            raise ValueError("the control totals do not fit")
        suppressed = sum(value.s == "suppressed" for value in self.values)
        if self.disclosure.n_suppressed != suppressed:
            raise ValueError("the count of suppressed values does not fit")
        return self


def write(parcel: Parcel) -> bytes:
    """The payload; checked by its own reader before it is signed."""
    content = parcel.model_dump(mode="json")
    if not parcel.answers:
        # As parcels were before anybody was asked anything.
        del content["answers"]
    return plain_json.write(content)


def read(payload: bytes) -> Parcel:
    """The parcel in a verified payload; raises ContentWrong."""
    try:
        return Parcel.model_validate(plain_json.read(payload))
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ContentWrong(f"{place}: {first['msg']}"[:200]) from fault
    except plain_json.JsonWrong as fault:
        raise ContentWrong(str(fault)) from fault


def read_audience(payload: bytes) -> tuple[Audience, Spec]:
    """For whom, and in which edition: what may be read of an edition we do not know.

    Raises ContentWrong.
    """
    try:
        top = plain_json.read(payload)
        return Audience.model_validate(top.get("audience")), Spec.model_validate(top.get("spec"))
    except ValueError as fault:
        raise ContentWrong("audience") from fault


def values_of(figures: Mapping[str, Told], *, estimated: Collection[str] = ()) -> tuple[Value, ...]:
    """Figures as they are sent, in the order of their codes; a typed one is an estimate."""
    return tuple(
        Value(de=code, v=told.value, s=_status(told, is_estimate=code in estimated))
        for code, told in sorted(figures.items())
    )


def _status(told: Told, *, is_estimate: bool) -> Status:
    if told.is_suppressed:
        return "suppressed"
    if told.is_rounded:
        return "rounded"
    if told.value is None:
        return "not_collected"
    return "estimated" if is_estimate else "ok"


def period_of(month: Month) -> PeriodPart:
    """A month as it is written in a parcel."""
    return PeriodPart(
        type="month",
        id=month.text.replace("-", ""),
        start=month.first.isoformat(),
        end=month.last.isoformat(),
    )


def control_of(values: tuple[Value, ...]) -> Control:
    """The control totals of the values."""
    return Control(n_values=len(values), sum=sum(value.v or 0 for value in values))


def disclosure_of(kind: LibraryKind, values: Sequence[Value] = ()) -> Disclosure:
    """The rule that the values were told by, and how many it left out."""
    k = fewest(kind)
    left_out = sum(value.s == "suppressed" for value in values)
    return Disclosure(rule=RULE, k=k, base=k, n_suppressed=left_out)
