"""Members: who borrowed, who came new, and who there was on the month's last day.

Sex and age are those of now, for whom the person is known; an erased one is not noted.
A closed month keeps its parts, as long as the whole is what it was.
"""

from jukung.figures.indicators.indicator import Indicator
from jukung.figures.indicators.parts import age_band, by_age, by_sex
from jukung.figures.source_words import borrower_kind
from jukung.figures.tally import Rows, Tally, When
from jukung.words import N_

_SEX, _AGE = "coalesce(p.sex, 'unknown')", age_band("p.birth_year")
_BORROWED = (
    "SELECT borrower FROM loan WHERE cancel_act IS NULL "
    "AND borrower IS NOT NULL AND lent_on BETWEEN :first AND :last UNION "
    "SELECT l.borrower FROM renewal r JOIN loan l ON l.row = r.loan "
    "WHERE r.cancel_act IS NULL AND l.borrower IS NOT NULL "
    "AND r.on_day BETWEEN :first AND :last UNION "
    # Loans that forgot their borrower left this behind, so nobody counts twice.
    "SELECT borrower FROM borrowed_month WHERE month = substr(:first, 1, 7)"
)
_ACTIVE_ROWS = Rows(
    body=(
        f"FROM ({_BORROWED}) a JOIN borrower b ON b.row = a.borrower "
        "LEFT JOIN person p ON p.row = b.person WHERE 1"
    ),
    when=When.worked,
    label="b.kind",
    say=borrower_kind,
)
_NEW_ROWS = Rows(
    body=(
        "FROM borrower b LEFT JOIN person p ON p.row = b.person "
        "WHERE b.merged_into IS NULL AND b.since_on BETWEEN :first AND :last"
    ),
    when=When.worked,
    day="b.since_on",
    label="b.kind",
    say=borrower_kind,
)
_THERE_ROWS = Rows(
    body=(
        "FROM borrower b LEFT JOIN person p ON p.row = b.person WHERE b.merged_into IS NULL "
        "AND (b.left_on IS NULL OR b.left_on > :last) AND b.since_on <= :last"
    ),
    when=When.begun,
    label="b.kind",
    say=borrower_kind,
)
_ACTIVE = Indicator(
    code="members_active",
    over_time="none",
    title=N_("Active members"),
    unit=N_("members"),
    definition=N_("Different members who borrowed or renewed in the month."),
    origin=N_("Circulation desk"),
    law="SNI ISO 2789; akreditasi SK 296/2022",
    tally=Tally(_ACTIVE_ROWS),
)
_NEW = Indicator(
    code="members_new",
    title=N_("New members"),
    unit=N_("members"),
    definition=N_("Members registered in the month."),
    origin=N_("Members"),
    law="Akreditasi SK 296/2022",
    tally=Tally(_NEW_ROWS),
)
_THERE = Indicator(
    code="members",
    over_time="last",
    title=N_("Members"),
    unit=N_("members"),
    definition=N_("Members registered and not left, at the end of the month."),
    origin=N_("Members"),
    law="Akreditasi SK 296/2022; IPLM",
    tally=Tally(_THERE_ROWS),
)

MEMBERS = tuple(
    each
    for whole in (_ACTIVE, _NEW, _THERE)
    for each in (
        whole,
        *by_sex(whole, _SEX, stays=True),
        *by_age(whole, _AGE, stays=True),
    )
)
