"""Members and collection as they stood on the month's last day."""

from jukung.figures.counting import counted_if_begun, counted_if_worked
from jukung.figures.indicators.indicator import Indicator
from jukung.words import N_

_OWN = (
    "FROM copy c JOIN owner o ON o.row = c.owner WHERE o.kind = 'own' "
    "AND c.added_on <= :last AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :last)"
)

HOLDINGS = (
    Indicator(
        code="members_new",
        title=N_("New members"),
        unit=N_("members"),
        definition=N_("Members registered in the month."),
        origin=N_("Members"),
        law="Akreditasi SK 296/2022",
        compute=counted_if_worked(
            "SELECT count(*) FROM borrower "
            "WHERE merged_into IS NULL AND since_on BETWEEN :first AND :last"
        ),
    ),
    Indicator(
        code="members",
        title=N_("Members"),
        unit=N_("members"),
        definition=N_("Members registered and not left, at the end of the month."),
        origin=N_("Members"),
        law="Akreditasi SK 296/2022; IPLM",
        compute=counted_if_begun(
            "SELECT count(*) FROM borrower WHERE merged_into IS NULL "
            "AND (left_on IS NULL OR left_on > :last) AND since_on <= :last "
            "AND :first <= :last"
        ),
    ),
    Indicator(
        code="titles_held",
        title=N_("Titles held"),
        unit=N_("titles"),
        definition=N_("Titles with at least one own copy, at the end of the month."),
        origin=N_("Catalogue"),
        law="Template IPLM 2026 O",
        compute=counted_if_begun(f"SELECT count(DISTINCT c.title) {_OWN} AND :first <= :last"),
    ),
    Indicator(
        code="copies_held",
        title=N_("Copies held"),
        unit=N_("copies"),
        definition=N_("Own copies that were not withdrawn, at the end of the month."),
        origin=N_("Catalogue"),
        law="Template IPLM 2026 P",
        compute=counted_if_begun(f"SELECT count(*) {_OWN} AND :first <= :last"),
    ),
)
