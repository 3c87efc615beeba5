"""What the library offers and with whom, and what it carries: boxes and rounds.

Boxes are counted once the first was received here; before that, and for rounds, a
person may type how many there were.
"""

from jukung.domain.kinds import LibraryKind
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.source_words import service
from jukung.figures.tally import Rows, Tally, When
from jukung.words import N_

_LISTED = N_("List of cooperations and services")
_TYPED = N_("Typed by hand")
_COOPERATIONS = Rows(
    body=(
        "FROM cooperation k WHERE k.cancel_act IS NULL AND k.from_on <= :last "
        "AND (k.until_on IS NULL OR k.until_on >= :last)"
    ),
    known="EXISTS (SELECT 1 FROM cooperation WHERE cancel_act IS NULL AND from_on <= :last)",
    day="k.from_on",
    label="k.partner",
)
_BOXES = N_("Boxes on loan")
_BOX_KNOWN = "EXISTS (SELECT 1 FROM box WHERE received_on <= :last)"
_CAME = Rows(
    body="FROM box b WHERE b.received_on BETWEEN :first AND :last",
    known=_BOX_KNOWN,
    day="b.received_on",
    label="b.number",
)
_WENT = Rows(
    body="FROM box b WHERE b.returned_on BETWEEN :first AND :last",
    known=_BOX_KNOWN,
    day="b.returned_on",
    label="b.number",
)
_LOOKS = Rows(
    # That somebody looked, and nothing of whom: the journal's acts, not what they say.
    body="FROM journal_act a WHERE a.kind = 'look_up' AND a.on_day BETWEEN :first AND :last",
    when=When.worked,
    known="EXISTS (SELECT 1 FROM library WHERE kind = 'prison')",
    day="a.on_day",
)
_OFFERED = Rows(
    body=(
        "FROM service_offered s WHERE s.from_on <= :last "
        "AND (s.until_on IS NULL OR s.until_on >= :last)"
    ),
    known="EXISTS (SELECT 1 FROM service_offered WHERE from_on <= :last)",
    day="s.from_on",
    label="s.kind",
    say=service,
)

SERVICES = (
    Indicator(
        code="cooperations",
        over_time="last",
        title=N_("Cooperations"),
        unit=N_("cooperations"),
        definition=N_(
            "Cooperations in force on the last day of the month; "
            "counted since the first was recorded here."
        ),
        origin=_LISTED,
        law="Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AL",
        tally=Tally(_COOPERATIONS),
    ),
    Indicator(
        code="services_offered",
        over_time="last",
        title=N_("Kinds of service"),
        unit=N_("kinds"),
        definition=N_(
            "Kinds of service offered on the last day of the month; empty where nobody said which."
        ),
        origin=_LISTED,
        law="Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AM",
        tally=Tally(_OFFERED),
    ),
    Indicator(
        code="boxes_received",
        title=N_("Boxes received"),
        unit=N_("boxes"),
        definition=N_("Boxes of books that others lent to the library in the month."),
        origin=_BOXES,
        law="Jukung",
        tally=Tally(_CAME),
    ),
    Indicator(
        code="boxes_returned",
        title=N_("Boxes returned"),
        unit=N_("boxes"),
        definition=N_("Boxes of books that the library gave back in the month."),
        origin=_BOXES,
        law="Jukung",
        tally=Tally(_WENT),
    ),
    Indicator(
        code="rounds_made",
        title=N_("Rounds made"),
        unit=N_("rounds"),
        definition=N_("Rounds with books through the blocks in the month."),
        origin=_TYPED,
        law="Jukung",
        tally=None,
        only=LibraryKind.prison,
    ),
    Indicator(
        code="blocks_served",
        over_time="none",
        title=N_("Blocks served"),
        unit=N_("blocks"),
        definition=N_("Different blocks to which books were brought in the month."),
        origin=_TYPED,
        law="Jukung",
        tally=None,
        only=LibraryKind.prison,
    ),
    Indicator(
        code="identity_look_ups",
        title=N_("Looks at names"),
        unit=N_("looks"),
        definition=N_(
            "How often the names of residents were looked up in the month, each search, list "
            "or name once; it stays in the library."
        ),
        origin=N_("Journal"),
        law="Jukung",
        tally=Tally(_LOOKS),
        only=LibraryKind.prison,
        # What officers do with names is for the house to watch over, and nobody's figure.
        sent=False,
    ),
)
