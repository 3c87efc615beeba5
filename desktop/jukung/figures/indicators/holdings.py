"""The collection as it stood on the month's last day, and what came and went.

Whose property a copy is, is one thing; where it stands, another: what others lent to the
library is used here and counted apart, so that it is not counted twice in a province.
"""

from jukung.figures.indicators.indicator import Indicator
from jukung.figures.indicators.parts import by_class
from jukung.figures.tally import Rows, Tally, When
from jukung.words import N_

_CATALOGUE = N_("Catalogue")
_OWN = "o.kind = 'own'"
_LENT_TO_US = "o.kind <> 'own'"
_TITLE = "(SELECT n.title FROM title n WHERE n.row = c.title)"
_HELD = Rows(
    body=(
        "FROM copy c JOIN owner o ON o.row = c.owner JOIN title t ON t.row = c.title "
        "WHERE c.added_on <= :last AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :last)"
    ),
    when=When.begun,
    label="t.title",
)
_ADDED = Rows(
    body=(
        "FROM copy c JOIN owner o ON o.row = c.owner "
        "WHERE o.kind = 'own' AND c.added_on BETWEEN :first AND :last"
    ),
    when=When.worked,
    day="c.added_on",
    label=_TITLE,
)
_NEW_TITLES = Rows(
    body=(
        "FROM (SELECT c.title, min(c.added_on) AS day FROM copy c JOIN owner o ON o.row = c.owner "
        "WHERE o.kind = 'own' GROUP BY c.title) c WHERE c.day BETWEEN :first AND :last"
    ),
    when=When.worked,
    day="c.day",
    label=_TITLE,
)
_WITHDRAWN = Rows(
    body=(
        "FROM copy c JOIN owner o ON o.row = c.owner "
        "WHERE o.kind = 'own' AND c.withdrawn_on BETWEEN :first AND :last"
    ),
    when=When.worked,
    day="c.withdrawn_on",
    label=_TITLE,
)
_COPIES = Indicator(
    code="copies_held",
    over_time="last",
    title=N_("Copies held"),
    unit=N_("copies"),
    definition=N_("Own copies that were not withdrawn, at the end of the month."),
    origin=_CATALOGUE,
    law="Template IPLM 2026 P",
    tally=Tally(_HELD, where=_OWN),
)

HOLDINGS = (
    Indicator(
        code="titles_held",
        over_time="last",
        title=N_("Titles held"),
        unit=N_("titles"),
        definition=N_("Titles with at least one own copy, at the end of the month."),
        origin=_CATALOGUE,
        law="Template IPLM 2026 O",
        tally=Tally(_HELD, distinct="c.title", where=_OWN),
    ),
    _COPIES,
    *by_class(_COPIES, f"{_OWN} AND t.class_main"),
    Indicator(
        code="titles_added",
        title=N_("Titles added"),
        unit=N_("titles"),
        definition=N_(
            "Titles of which the library got its first own copy in the month; "
            "zero where it worked and added none."
        ),
        origin=_CATALOGUE,
        law="Template IPLM 2026 S",
        tally=Tally(_NEW_TITLES),
    ),
    Indicator(
        code="copies_added",
        title=N_("Copies added"),
        unit=N_("copies"),
        definition=N_("Own copies added in the month; zero where it worked and added none."),
        origin=_CATALOGUE,
        law="Template IPLM 2026 T",
        tally=Tally(_ADDED),
    ),
    Indicator(
        code="copies_withdrawn",
        title=N_("Copies withdrawn"),
        unit=N_("copies"),
        definition=N_("Own copies withdrawn in the month; zero where it worked and withdrew none."),
        origin=_CATALOGUE,
        law="SNI ISO 2789",
        tally=Tally(_WITHDRAWN),
    ),
    Indicator(
        code="titles_borrowed",
        over_time="last",
        title=N_("Titles lent to the library"),
        unit=N_("titles"),
        definition=N_("Titles with a copy that belongs to others, at the end of the month."),
        origin=_CATALOGUE,
        law="Jukung",
        tally=Tally(_HELD, distinct="c.title", where=_LENT_TO_US),
    ),
    Indicator(
        code="copies_borrowed",
        over_time="last",
        title=N_("Copies lent to the library"),
        unit=N_("copies"),
        definition=N_(
            "Copies here that belong to others, at the end of the month; never among its own."
        ),
        origin=_CATALOGUE,
        law="Jukung",
        tally=Tally(_HELD, where=_LENT_TO_US),
    ),
    Indicator(
        code="copies_borrowed_agency",
        over_time="last",
        title=N_("of the agency"),
        unit=N_("copies"),
        definition=N_("Copies here that belong to the agency, at the end of the month."),
        origin=_CATALOGUE,
        law="Jukung",
        tally=Tally(_HELD, where="o.kind = 'agency'"),
        part_of="copies_borrowed",
        by="owner",
    ),
    Indicator(
        code="copies_borrowed_other",
        over_time="last",
        title=N_("of others"),
        unit=N_("copies"),
        definition=N_("Copies here that belong to somebody else, at the end of the month."),
        origin=_CATALOGUE,
        law="Jukung",
        tally=Tally(_HELD, where="o.kind = 'other'"),
        part_of="copies_borrowed",
        by="owner",
    ),
)
