"""What the main window's process and the vault's process say to each other.

Everything the main process says or hears is without a name: cards, ids, places, and what
is sealed. Names are typed, read, shown and printed in the vault's process alone.

    main → vault   Hello, KnockAnswer, Told, Rows, Whole, Registered, Stored, Show,
                   Letter, ReadRoster, RosterMade
    vault → main   Ready, Busy, Knock, CameIn, StayedOut, NewVault, NewDoor, Escrow,
                   WantRows, Look, Chosen, Register, Keep, TakeBack, RosterRead,
                   LetterDone, Closed

A roster (the prison's daily list) goes so: the main process asks with `ReadRoster`, the
officer pastes or chooses it in the vault's window, `RosterRead` brings lines without
names. Whoever is new has a `RosterLine` with an empty `resident`: the main process makes
a card for each, says `RosterMade`, and the vault answers `Keep` with what it sealed.
"""

from dataclasses import dataclass
from datetime import date

from jukung.domain.kinds import AgeBand, ResidentState, Sex


@dataclass(frozen=True, slots=True)
class Door:
    """A key under a phrase, as `store.vault.Wrapped`."""

    salt: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer, and whether a phrase of theirs opens the vault."""

    id: str
    name: str
    has_door: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A resident without a name, and the name as it is sealed; empty where there is none."""

    id: str
    card: str
    place: str
    state: ResidentState
    sex: Sex
    age_band: AgeBand
    sealed: bytes
    has_photo: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed identity, and whose it is."""

    resident: str
    sealed: bytes


# --- From the main window's process ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message: whose vault it is, and who stands at the desk."""

    library: str
    """The uid; what is sealed is tied to it."""
    library_name: str
    staff: str
    staff_name: str
    officers: tuple[Officer, ...]
    recipients: tuple[str, ...]
    """The agency's, while the key is not sealed to it yet."""
    today: date
    places: tuple[str, ...] = ()
    """The blocks and rooms of the library, such as `B` and `B-12`."""


@dataclass(frozen=True, slots=True)
class KnockAnswer:
    """The try is counted: judge the phrase. `left` tries remain if it is wrong."""

    door: Door
    left: int


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the main process, such as a refusal; something asked was not done."""

    sentence: str
    number: int = 0
    """Of the `Look` that was not journalled; 0 where it was something else."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some residents, in answer to `WantRows`; the last ones are marked."""

    rows: tuple[Row, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """What is sealed of one resident, photograph and all, in answer to `Look`."""

    resident: str
    sealed: bytes
    number: int = 0
    """Of the `Look`."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A card was made for somebody new, in answer to `Register`."""

    number: int
    row: Row


@dataclass(frozen=True, slots=True)
class Stored:
    """What was last sent to be kept is kept.

    `open` and `vault` are the way in: nothing is shown before an opening is journalled, or
    the first door of a new vault is kept. Others: `door`, `escrow`, `identity`, `undo`, `look`.
    """

    what: str
    number: int = 0
    """Of the `Look` that is journalled."""


@dataclass(frozen=True, slots=True)
class Show:
    """Come to the front; with a card, offer this resident's identity."""

    card: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """Who signs a letter, as `paper.letterhead.Signer`."""

    position: str
    name: str
    number: str
    before: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A clearance letter without its name; the vault adds it, prints or saves it."""

    resident: str
    number: str
    on: date
    town: str
    card: str
    kind: str
    since: date | None
    purpose: str
    head_above: tuple[str, ...]
    head_name: str
    head_lines: tuple[str, ...]
    crest: bytes | None
    second_crest: bytes | None
    signers: tuple[Sign, ...]
    paper: str
    written_off: int = 0
    """How many copies were written off, which the letter then says."""


@dataclass(frozen=True, slots=True)
class ReadRoster:
    """Ask the officer for the prison's list of the day, pasted or from a file."""


@dataclass(frozen=True, slots=True)
class MadeCard:
    """A card that was made for a new line of a roster."""

    number: int
    resident: str
    card: str


@dataclass(frozen=True, slots=True)
class RosterMade:
    """Cards were made for new lines; the vault seals their names and says `Keep`."""

    made: tuple[MadeCard, ...]


# --- From the vault's process ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """The window stands; `Hello` may come."""


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody types here: the officer is not idle."""


@dataclass(frozen=True, slots=True)
class Knock:
    """A phrase was typed: count a try and send the door."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """The phrase fitted."""


@dataclass(frozen=True, slots=True)
class StayedOut:
    """The phrase did not fit; tell how many tries are left."""

    left: int


@dataclass(frozen=True, slots=True)
class NewVault:
    """A vault was made under the officer's first phrase."""

    door: Door


@dataclass(frozen=True, slots=True)
class NewDoor:
    """An officer's phrase was chosen or changed."""

    staff: str
    door: Door


@dataclass(frozen=True, slots=True)
class Escrow:
    """The key, sealed to the agency."""

    recipients: tuple[str, ...]
    sealed: bytes


@dataclass(frozen=True, slots=True)
class WantRows:
    """Send all residents with what is sealed."""


@dataclass(frozen=True, slots=True)
class Look:
    """Journal a look with its reason; of nobody alone where `resident` is empty."""

    resident: str
    reason: str
    whole: bool = False
    """Whether the whole identity is wanted, photograph and all."""
    number: int = 0
    """Comes back with the answer; nothing is shown before it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """This card is wanted at the main desk."""

    card: str


@dataclass(frozen=True, slots=True)
class Register:
    """Make a card for somebody new; the name follows sealed."""

    number: int
    sex: Sex
    age_band: AgeBand


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep sealed identities, and what the figures count of one that was edited."""

    sealed: tuple[Sealed, ...]
    sex: Sex | None = None
    age_band: AgeBand | None = None


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Undo the last identity that was kept today."""


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A line of the roster without its name.

    `verdict` is `same`, `moved` (another place, state or release date), `new`, `left`
    (known here, and not on the list), or `doubtful` (several fit; `resident` is empty).
    """

    number: int
    """The line on the list; 0 for who is not on it."""
    verdict: str
    resident: str = ""
    card: str = ""
    block: str = ""
    room: str = ""
    state: ResidentState | None = None
    release_on: date | None = None
    sex: Sex = Sex.unknown
    age_band: AgeBand = AgeBand.unknown


@dataclass(frozen=True, slots=True)
class RosterRead:
    """What the list of the day says, without names."""

    lines: tuple[RosterLine, ...]
    is_whole: bool
    """Whether the officer said that everybody is on it, so that who is not has left."""


@dataclass(frozen=True, slots=True)
class LetterDone:
    """A letter was printed or saved; or the officer closed it."""

    number: str
    is_written: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """The window ends: by the officer, or because nobody was there."""

    was_idle: bool


ToVault = (
    Hello
    | KnockAnswer
    | Told
    | Rows
    | Whole
    | Registered
    | Stored
    | Show
    | Letter
    | ReadRoster
    | RosterMade
)
FromVault = (
    Ready
    | Busy
    | Knock
    | CameIn
    | StayedOut
    | NewVault
    | NewDoor
    | Escrow
    | WantRows
    | Look
    | Chosen
    | Register
    | Keep
    | TakeBack
    | RosterRead
    | LetterDone
    | Closed
)
