"""Loans, renewals and returns: counted by working, so zero means zero.

Renewals are a count of their own and never loans (ISO 2789).
"""

from jukung.figures.counting import counted_if_worked
from jukung.figures.indicators.indicator import Indicator
from jukung.words import N_

_LAW = "Peraturan Perpusnas 7/2025 Ps 15; Template IPLM 2026 AG–AH; SNI ISO 2789"
_DESK = N_("Circulation desk")
_READ_HERE = "FROM in_house_use WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"
_ENDED = "FROM loan WHERE cancel_act IS NULL AND returned_on BETWEEN :first AND :last"
_LENT = "FROM loan WHERE cancel_act IS NULL AND lent_on BETWEEN :first AND :last"

CIRCULATION = (
    Indicator(
        code="loans",
        title=N_("Loans"),
        unit=N_("copies"),
        definition=N_("Copies lent in the month; renewals are not loans."),
        origin=_DESK,
        law=_LAW,
        compute=counted_if_worked(f"SELECT count(*) {_LENT}"),
    ),
    Indicator(
        code="renewals",
        title=N_("Renewals"),
        unit=N_("renewals"),
        definition=N_("Loans prolonged in the month, each time."),
        origin=_DESK,
        law="SNI ISO 2789",
        compute=counted_if_worked(
            "SELECT count(*) FROM renewal "
            "WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"
        ),
    ),
    Indicator(
        code="returns",
        title=N_("Returns"),
        unit=N_("copies"),
        definition=N_("Copies that came back in the month."),
        origin=_DESK,
        law="SNI ISO 2789",
        compute=counted_if_worked(f"SELECT count(*) {_ENDED} AND ending <> 'lost'"),
    ),
    Indicator(
        code="copies_lost",
        title=N_("Lost by borrowers"),
        unit=N_("copies"),
        definition=N_("Copies that borrowers reported lost in the month."),
        origin=_DESK,
        law="SNI ISO 2789",
        compute=counted_if_worked(f"SELECT count(*) {_ENDED} AND ending = 'lost'"),
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
        compute=counted_if_worked(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM in_house_use WHERE cancel_act IS NULL "  # noqa: S608 - our own words
            f"AND on_day <= :last) THEN count(*) END {_READ_HERE}"
        ),
    ),
    Indicator(
        code="titles_used",
        title=N_("Titles used"),
        unit=N_("titles"),
        definition=N_("Different titles lent or read in the building in the month."),
        origin=_DESK,
        law=_LAW,
        compute=counted_if_worked(
            f"SELECT count(*) FROM (SELECT title {_LENT} UNION SELECT title {_READ_HERE})"  # noqa: S608 - our own words
        ),
    ),
    Indicator(
        code="copies_used",
        title=N_("Copies used"),
        unit=N_("copies"),
        definition=N_("Different copies lent or read in the building in the month."),
        origin=_DESK,
        law=_LAW,
        compute=counted_if_worked(
            f"SELECT count(*) FROM (SELECT copy {_LENT} UNION SELECT copy {_READ_HERE})"  # noqa: S608 - our own words
        ),
    ),
    Indicator(
        code="members_active",
        title=N_("Active members"),
        unit=N_("members"),
        definition=N_("Different members who borrowed or renewed in the month."),
        origin=_DESK,
        law="SNI ISO 2789; akreditasi SK 296/2022",
        compute=counted_if_worked(
            "SELECT count(*) FROM (SELECT borrower FROM loan WHERE cancel_act IS NULL "
            "AND borrower IS NOT NULL AND lent_on BETWEEN :first AND :last UNION "
            "SELECT l.borrower FROM renewal r JOIN loan l ON l.row = r.loan "
            "WHERE r.cancel_act IS NULL AND l.borrower IS NOT NULL "
            "AND r.on_day BETWEEN :first AND :last UNION "
            # Loans that forgot their borrower left this behind, so nobody counts twice.
            "SELECT borrower FROM borrowed_month WHERE month = substr(:first, 1, 7))"
        ),
    ),
)
