"""The closed lists of the field: what kinds of things there are.

Every member's name equals its value, so that what is stored can be read back.
The CHECK lists of the schema are compared with these in a test.
"""

from enum import StrEnum


class LibraryKind(StrEnum):
    """Whom the library serves; fixed when the file is made."""

    village = "village"
    prison = "prison"


class PrisonKind(StrEnum):
    """Which house of detention, when the library is in a prison (UU 22/2022)."""

    lapas = "lapas"
    rutan = "rutan"
    lpka = "lpka"
    women = "women"


class Zone(StrEnum):
    """The three time zones of Indonesia, by their everyday names."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


class Role(StrEnum):
    """Who may sit at the desk, and therefore what they may do."""

    head = "head"
    librarian = "librarian"
    assistant = "assistant"
    officer = "officer"
    aide = "aide"
    analyst = "analyst"


class BorrowerKind(StrEnum):
    """In what role somebody, or some place, borrows."""

    general = "general"
    student = "student"
    child = "child"
    teacher = "teacher"
    official = "official"
    senior = "senior"
    resident = "resident"
    room = "room"


class BorrowerStatus(StrEnum):
    """Whether a borrower may come to the desk; suspended follows from a sanction."""

    active = "active"
    suspended = "suspended"
    left = "left"


class Sex(StrEnum):
    """As counted in the figures; unknown is a category of its own."""

    female = "female"
    male = "male"
    unknown = "unknown"


class AgeBand(StrEnum):
    """Age at the time of the act, in the bands that the figures use."""

    child = "child"
    teen = "teen"
    adult = "adult"
    senior = "senior"
    unknown = "unknown"


class VisitPurpose(StrEnum):
    """What somebody came for, where it was asked."""

    read = "read"
    borrow = "borrow"
    computer = "computer"
    activity = "activity"
    study = "study"
    other = "other"


class CopyStatus(StrEnum):
    """Whether a copy may leave the shelf; being on loan is not a status."""

    available = "available"
    reading_room = "reading_room"
    repair = "repair"
    missing = "missing"
    withdrawn = "withdrawn"


class CollectionKind(StrEnum):
    """Which part of the collection a copy stands in."""

    general = "general"
    children = "children"
    teen = "teen"
    reference = "reference"
    serial = "serial"


class OwnerKind(StrEnum):
    """Whose property a copy is; apart from where it stands."""

    own = "own"
    agency = "agency"
    other = "other"


class PlaceKind(StrEnum):
    """What kind of place a copy or a borrower is in."""

    library = "library"
    shelf = "shelf"
    block = "block"
    room = "room"
    corner = "corner"


class LoanSource(StrEnum):
    """How a loan came to be recorded."""

    desk = "desk"
    late_entry = "late_entry"
    round = "round"
    imported = "imported"


class LoanEnding(StrEnum):
    """In what state a copy came back, or that it never will."""

    returned = "returned"
    damaged = "damaged"
    lost = "lost"


class WhenOverdue(StrEnum):
    """What the desk does when somebody who has overdue copies borrows."""

    nothing = "nothing"
    warn = "warn"
    refuse = "refuse"


class HoldState(StrEnum):
    """How far a hold is: in the queue, on the ready shelf, or ended."""

    waiting = "waiting"
    ready = "ready"
    taken = "taken"
    expired = "expired"
    cancelled = "cancelled"


class LedgerKind(StrEnum):
    """What is owed, and what settles it."""

    fine = "fine"
    replacement = "replacement"
    damage = "damage"
    payment = "payment"
    waiver = "waiver"


class SanctionKind(StrEnum):
    """A consequence that is not money."""

    suspension = "suspension"
    warning = "warning"
    task = "task"


class SlipAct(StrEnum):
    """What a paper slip says was done."""

    lend = "lend"
    give_back = "give_back"
    renew = "renew"
    in_house = "in_house"


class ResidentState(StrEnum):
    """Where a resident is, in the words of the house (AKTIF, BON, SAKIT, ISOLASI, …)."""

    present = "present"
    away = "away"
    sick = "sick"
    isolated = "isolated"
    moved = "moved"
    released = "released"
    died = "died"

    @property
    def has_left(self) -> bool:
        """Whether nobody comes back from it: a clearance is opened."""
        return self in {ResidentState.moved, ResidentState.released, ResidentState.died}


class ClearanceReason(StrEnum):
    """Why somebody leaves."""

    moved = "moved"
    released = "released"
    died = "died"
    left = "left"


class WriteOffReason(StrEnum):
    """Why a copy will not come back."""

    lost = "lost"
    destroyed = "destroyed"
    taken_along = "taken_along"
    confiscated = "confiscated"
    other = "other"


class RoundState(StrEnum):
    """How far a round through a block is."""

    planned = "planned"
    out = "out"
    done = "done"
    dropped = "dropped"


class RoundTask(StrEnum):
    """What is to be done at a cell."""

    bring = "bring"
    collect = "collect"
    visit = "visit"


class RoundOutcome(StrEnum):
    """What became of it."""

    open = "open"
    done = "done"
    not_found = "not_found"
    refused = "refused"
    isolated = "isolated"
    kept = "kept"


class TrolleyState(StrEnum):
    """Where a copy of a round is."""

    on_trolley = "on_trolley"
    delivered = "delivered"
    back = "back"


class TrolleyFrom(StrEnum):
    """Whence a copy came onto the trolley."""

    shelf = "shelf"
    cell = "cell"


class ReturnFound(StrEnum):
    """What looking through a returned copy found."""

    clean = "clean"
    damaged = "damaged"
    object = "object"
    writing = "writing"


class HoldSource(StrEnum):
    """How a request was made."""

    desk = "desk"
    slip = "slip"
    kiosk = "kiosk"
    round = "round"


class ScreeningResult(StrEnum):
    """Whether a title may circulate in a prison."""

    passed = "passed"
    review = "review"
    refused = "refused"


class ScreeningReason(StrEnum):
    """Why a title is kept back or looked at again."""

    violence = "violence"
    hatred = "hatred"
    sexual = "sexual"
    drugs = "drugs"
    escape = "escape"
    gambling = "gambling"
    marks = "marks"
    other = "other"


class PermissionRule(StrEnum):
    """For which titles a house wants an officer's permission."""

    none = "none"
    every = "every"
    chosen = "chosen"


class CopyTrait(StrEnum):
    """What a copy has that a house may not let in."""

    hard_cover = "hard_cover"
    staples = "staples"
    spiral = "spiral"
    disc = "disc"
    map = "map"
    large = "large"


class PermissionState(StrEnum):
    """How far an officer's permission for a loan is."""

    asked = "asked"
    granted = "granted"
    refused = "refused"
    used = "used"


class BoxState(StrEnum):
    """Where a box on loan is, as this library knows it."""

    announced = "announced"
    here = "here"
    returning = "returning"
    returned = "returned"


class BoxArrival(StrEnum):
    """How a copy of a box arrived."""

    open = "open"
    here = "here"
    missing = "missing"
    damaged = "damaged"
    extra = "extra"


class BoxLeaving(StrEnum):
    """How a copy of a box goes back."""

    open = "open"
    here = "here"
    missing = "missing"
    damaged = "damaged"


class ActKind(StrEnum):
    """What an act did; an act groups what is undone together."""

    set_up = "set_up"
    lend = "lend"
    give_back = "give_back"
    renew = "renew"
    lend_unknown = "lend_unknown"
    permit = "permit"
    lose = "lose"
    find_copy = "find_copy"
    use_in_house = "use_in_house"
    late_entry = "late_entry"
    place_hold = "place_hold"
    cancel_hold = "cancel_hold"
    sweep_holds = "sweep_holds"
    pay = "pay"
    waive = "waive"
    charge = "charge"
    sanction = "sanction"
    lift_sanction = "lift_sanction"
    move_dues = "move_dues"
    edit_calendar = "edit_calendar"
    edit_rules = "edit_rules"
    register_member = "register_member"
    register_members = "register_members"
    edit_member = "edit_member"
    renew_membership = "renew_membership"
    replace_card = "replace_card"
    merge_members = "merge_members"
    member_leaves = "member_leaves"
    erase_member = "erase_member"
    forget_loans = "forget_loans"
    open_desk = "open_desk"
    correct_hours = "correct_hours"
    edit_staff = "edit_staff"
    reset_pin = "reset_pin"
    make_recovery = "make_recovery"
    add_title = "add_title"
    edit_title = "edit_title"
    add_copies = "add_copies"
    edit_copy = "edit_copy"
    record_visits = "record_visits"
    record_activity = "record_activity"
    edit_activity = "edit_activity"
    import_titles = "import_titles"
    print_labels = "print_labels"
    reserve_numbers = "reserve_numbers"
    drop_numbers = "drop_numbers"
    bind_number = "bind_number"
    write_letter = "write_letter"
    record_cooperation = "record_cooperation"
    edit_services = "edit_services"
    note_figure = "note_figure"
    keep_photo = "keep_photo"
    withdraw_month = "withdraw_month"
    open_vault = "open_vault"
    keep_identity = "keep_identity"
    look_up = "look_up"
    edit_places = "edit_places"
    move_residents = "move_residents"
    open_clearance = "open_clearance"
    close_clearance = "close_clearance"
    write_off = "write_off"
    hand_over = "hand_over"
    plan_round = "plan_round"
    go_round = "go_round"
    check_return = "check_return"
    screen_titles = "screen_titles"
    edit_traits = "edit_traits"
    ask_permission = "ask_permission"
    receive_box = "receive_box"
    return_box = "return_box"
    bin_title = "bin_title"
    merge_titles = "merge_titles"
    merge_names = "merge_names"
    edit_titles = "edit_titles"
    keep_cover = "keep_cover"
    edit_serial = "edit_serial"
    record_issues = "record_issues"
    begin_stocktake = "begin_stocktake"
    count_copies = "count_copies"
    end_stocktake = "end_stocktake"
    reopen_stocktake = "reopen_stocktake"
    decide_stocktake = "decide_stocktake"
    withdraw_copies = "withdraw_copies"
    keep_pack = "keep_pack"
    drop_pack = "drop_pack"
    close_month = "close_month"
    seal_month = "seal_month"
    read_receipt = "read_receipt"
    join_agency = "join_agency"
    change_settings = "change_settings"
    restore = "restore"
    undo = "undo"


class PrintWhat(StrEnum):
    """What a run of the printer puts into the cells of a sheet."""

    barcode = "barcode"
    spine = "spine"
    both = "both"
    box = "box"
    shelf = "shelf"
    member = "member"
    card = "card"
    blank = "blank"


class RunState(StrEnum):
    """How far a run is; only confirmed labels count as printed."""

    waiting = "waiting"
    done = "done"
    dropped = "dropped"


class Symbology(StrEnum):
    """How a number is written for scanners."""

    code128 = "code128"
    code39 = "code39"
    ean13 = "ean13"
    qr = "qr"


class Feed(StrEnum):
    """Where a narrow sheet lies in a wider paper path."""

    left = "left"
    centre = "centre"
    right = "right"


class EmblemName(StrEnum):
    """The two places for a crest at the head of a letter."""

    crest = "crest"
    second_crest = "second_crest"


class LetterKind(StrEnum):
    """The letters a library writes."""

    overdue = "overdue"
    clearance = "clearance"
    minutes = "minutes"


class ServiceKind(StrEnum):
    """The kinds of service that accreditation counts (Perpusnas)."""

    read_here = "read_here"
    lending = "lending"
    reference = "reference"
    search = "search"
    literacy = "literacy"
    documents = "documents"
    interloan = "interloan"
    extension = "extension"
    internet = "internet"
    children = "children"


class PeriodState(StrEnum):
    """How far a month is on its way to the agency."""

    open = "open"
    closed = "closed"
    sealed = "sealed"
    replaced = "replaced"


class ParcelState(StrEnum):
    """Where a sealed parcel is; only a receipt makes it received."""

    sealed = "sealed"
    written = "written"
    received = "received"


class ParcelAct(StrEnum):
    """What a parcel says about its period."""

    original = "original"
    replacement = "replacement"
    withdrawal = "withdrawal"
    nil = "nil"


class Strategy(StrEnum):
    """The inclusion programme's strategies (TPBIS)."""

    service = "service"
    involvement = "involvement"
    advocacy = "advocacy"
    publication = "publication"


class Audience(StrEnum):
    """For whom a title is; unknown where nobody said.

    The reading levels of the national book law (UU 3/2017; Pusat Perbukuan: A, B1-B3,
    C, D, E) are mapped onto these: A early, B children, C and D teen, E adult.
    """

    unknown = "unknown"
    early = "early"
    children = "children"
    teen = "teen"
    adult = "adult"


class Frequency(StrEnum):
    """How often a newspaper or magazine comes; none is a book."""

    none = "none"
    daily = "daily"
    weekly = "weekly"
    fortnightly = "fortnightly"
    monthly = "monthly"
    two_monthly = "two_monthly"
    quarterly = "quarterly"
    half_yearly = "half_yearly"
    yearly = "yearly"
    irregular = "irregular"


class ContributorKind(StrEnum):
    """What sort of name made a title: it decides how the name is entered."""

    person = "person"
    body = "body"
    meeting = "meeting"


class SourceKind(StrEnum):
    """How a copy came to the library; unknown where nobody said."""

    unknown = "unknown"
    purchase = "purchase"
    gift = "gift"
    aid = "aid"
    """A package of books sent by the state or the province."""
    exchange = "exchange"
    own_print = "own_print"


class CopyCondition(StrEnum):
    """How worn a copy is; unknown where nobody looked."""

    unknown = "unknown"
    good = "good"
    worn = "worn"
    damaged = "damaged"


class WithdrawReason(StrEnum):
    """Why a copy was taken out of the collection; none for old ones without a reason."""

    none = "none"
    worn = "worn"
    damaged = "damaged"
    outdated = "outdated"
    unused = "unused"
    too_many = "too_many"
    lost = "lost"
    exchanged = "exchanged"
    given_away = "given_away"
    other = "other"


class BinWhy(StrEnum):
    """Why a title lies in the recycle bin."""

    mistake = "mistake"
    merged = "merged"


class IssueState(StrEnum):
    """How far an issue of a serial is."""

    expected = "expected"
    arrived = "arrived"
    missing = "missing"
    discarded = "discarded"


class StocktakeState(StrEnum):
    """How far a stocktake is; a finished one can be opened again."""

    open = "open"
    finished = "finished"
    dropped = "dropped"


class SeenHow(StrEnum):
    """How a stocktake learned of a code."""

    scan = "scan"
    file = "file"
    merge = "merge"


class StocktakeDecision(StrEnum):
    """What is to become of a copy after a stocktake; open while undecided."""

    open = "open"
    leave = "leave"
    missing = "missing"
    found = "found"
    repair = "repair"
    returned = "returned"
    withdrawn = "withdrawn"


class OriginFormat(StrEnum):
    """In which format a record came."""

    marc21 = "marc21"
    marcxml = "marcxml"
    mods = "mods"
    dc = "dc"


class MappingWhat(StrEnum):
    """What the rows of a mapped file are."""

    titles = "titles"
    members = "members"
