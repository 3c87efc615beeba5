"""Loans, renewals and returns: counted by working, so zero means zero.

Renewals are a count of their own and never loans (ISO 2789).
Of the parts of loans none leaves: nobody asks for them, and a parcel stays small.
"""

from jukung.figures.indicators import parts
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.tally import Rows, Tally, When
from jukung.words import N_

_LAW = "Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AG–AH; SNI ISO 2789"
_DESK = N_("Circulation desk")
_USED = (
    "SELECT title, copy FROM loan WHERE cancel_act IS NULL AND lent_on BETWEEN :first AND :last "
    "UNION ALL SELECT title, copy FROM in_house_use "
    "WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"
)


def _title_of(row: str) -> str:
    return f"(SELECT t.title FROM title t WHERE t.row = {row})"  # noqa: S608 - our own words


_LENT = Rows(
    body="FROM loan l WHERE l.cancel_act IS NULL AND l.lent_on BETWEEN :first AND :last",
    when=When.worked,
    day="l.lent_on",
    label=_title_of("l.title"),
)
_ENDED = Rows(
    body="FROM loan l WHERE l.cancel_act IS NULL AND l.returned_on BETWEEN :first AND :last",
    when=When.worked,
    day="l.returned_on",
    label=_title_of("l.title"),
)
_RENEWED = Rows(
    body="FROM renewal r WHERE r.cancel_act IS NULL AND r.on_day BETWEEN :first AND :last",
    when=When.worked,
    day="r.on_day",
    label=_title_of("(SELECT l.title FROM loan l WHERE l.row = r.loan)"),
)
_READ_HERE = Rows(
    body="FROM in_house_use u WHERE u.cancel_act IS NULL AND u.on_day BETWEEN :first AND :last",
    when=When.worked,
    day="u.on_day",
    label=_title_of("u.title"),
)
_USES = Rows(
    body=f"FROM ({_USED}) u WHERE 1",
    when=When.worked,
    label=_title_of("u.title"),
)
_LOANS = Indicator(
    code="loans",
    title=N_("Loans"),
    unit=N_("copies"),
    definition=N_("Copies lent in the month; renewals are not loans."),
    origin=_DESK,
    law=_LAW,
    tally=Tally(_LENT),
)
_OWNERS = (("own", N_("own copies")), ("agency", N_("of the agency")), ("other", N_("of others")))

CIRCULATION = (
    _LOANS,
    *parts.local(
        (
            *parts.by_sex(_LOANS, "l.sex"),
            *parts.by_age(_LOANS, "l.age_band"),
            *parts.by_kind(_LOANS, "l.borrower_kind"),
            *parts.by_class(_LOANS, "l.class_main"),
        )
    ),
    *(
        Indicator(
            code=f"loans_owner_{owner}",
            title=title,
            unit=N_("copies"),
            definition=N_("Copies lent, by whose property they are."),
            origin=_DESK,
            law="Jukung",
            tally=Tally(_LENT, where=f"l.owner_kind = '{owner}'"),
            part_of="loans",
            by="owner",
            sent=False,
        )
        for owner, title in _OWNERS
    ),
    Indicator(
        code="renewals",
        title=N_("Renewals"),
        unit=N_("renewals"),
        definition=N_("Loans prolonged in the month, each time."),
        origin=_DESK,
        law="SNI ISO 2789",
        tally=Tally(_RENEWED),
    ),
    Indicator(
        code="returns",
        title=N_("Returns"),
        unit=N_("copies"),
        definition=N_("Copies that came back in the month."),
        origin=_DESK,
        law="SNI ISO 2789",
        tally=Tally(_ENDED, where="l.ending <> 'lost'"),
    ),
    Indicator(
        code="copies_lost",
        title=N_("Lost by borrowers"),
        unit=N_("copies"),
        definition=N_("Copies that borrowers reported lost in the month."),
        origin=_DESK,
        law="SNI ISO 2789",
        tally=Tally(_ENDED, where="l.ending = 'lost'"),
    ),
    Indicator(
        code="in_house_uses",
        title=N_("Read in the building"),
        unit=N_("uses"),
        definition=N_(
            "Copies read here and scanned, each time; "
            "counted since the first was scanned here. They are no loans."
        ),
        origin=_DESK,
        law=_LAW,
        tally=Tally(
            _READ_HERE,
            known=(
                "EXISTS (SELECT 1 FROM in_house_use WHERE cancel_act IS NULL AND on_day <= :last)"
            ),
        ),
    ),
    Indicator(
        code="titles_used",
        over_time="none",
        title=N_("Titles used"),
        unit=N_("titles"),
        definition=N_("Different titles lent or read in the building in the month."),
        origin=_DESK,
        law=_LAW,
        tally=Tally(_USES, distinct="u.title"),
    ),
    Indicator(
        code="copies_used",
        over_time="none",
        title=N_("Copies used"),
        unit=N_("copies"),
        definition=N_("Different copies lent or read in the building in the month."),
        origin=_DESK,
        law=_LAW,
        tally=Tally(_USES, distinct="u.copy"),
    ),
)
