"""What the file and the typed answers say of the measures of all standards."""

from collections.abc import Mapping

from jukung.domain import lending
from jukung.domain.kinds import BorrowerKind, CollectionKind, ServiceKind
from jukung.figures.ready.answers import Answer
from jukung.figures.ready.facts import YES as YES_OR_NO
from jukung.figures.ready.year import YearFigures, count_year, span_of
from jukung.figures.reports import running
from jukung.figures.reports.asking import OWN, Asking
from jukung.library import rules, services
from jukung.library.desk import Desk
from jukung.library.permission import READERS, allowed

Value = float | str | None
"""A figure, words, or nothing recorded; yes is 1 and no is 0."""

QUESTIONS = {"members_share": "population"}
"""Measures that lack an answer of another name."""

_COUNTED = (
    "titles_held", "copies_held", "titles_added", "copies_withdrawn", "open_days", "visits",
    "loans", "members", "activities", "activity_participants", "cooperations",
    "services_offered",
)  # fmt: skip
_TYPED = (
    "building_m2", "building_permanent", "three_areas", "staff_count", "head_trained",
    "founding_decree", "existence_notified", "stocktake_done", "titles_screened", "tgm_score",
    "iplm_score", "innovation",
)  # fmt: skip
_NEEDED = (
    ServiceKind.read_here, ServiceKind.lending, ServiceKind.reference, ServiceKind.search,
)  # fmt: skip


@allowed(READERS)
def measured(desk: Desk, year: int, typed: Mapping[str, Answer]) -> dict[str, Value]:
    """Every measure by its code; None is not recorded, and never zero."""
    counted = count_year(desk, year)
    found: dict[str, Value] = {code: counted.value(code) for code in _COUNTED}
    found |= {code: _typed(typed.get(code)) for code in _TYPED}
    found["head_schooling"] = (
        float(typed["head_schooling"].text != "below") if "head_schooling" in typed else None
    )
    if _stocktake_made(desk, year):
        found["stocktake_done"] = 1.0
    found["npp_noted"] = desk.profile.npp or None
    found |= _of_collection(desk, year, held=counted.value("copies_held"))
    found |= _of_services(desk, year)
    found |= _of_use(counted, typed)
    if desk.profile.is_prison:
        found |= _of_rules(desk)
    return found


def _stocktake_made(desk: Desk, year: int) -> bool:
    """Whether the file itself knows of a stocktake that was finished in the year."""
    return bool(
        Asking(desk, span_of(year)).rows(
            "SELECT 1 FROM stocktake WHERE state = 'finished' "
            "AND ended_on BETWEEN :first AND :last LIMIT 1"
        )
    )


def _typed(answer: Answer | None) -> Value:
    if answer is None:
        return None
    if answer.fact.kind == YES_OR_NO:
        return float(answer.text == "yes")
    return answer.value


def _of_collection(desk: Desk, year: int, *, held: int | None) -> dict[str, Value]:
    """Parts of the own collection at the year's end; nothing before there is one."""
    names = ("share_recent", "classes_held", "catalogued_share")
    if not held:
        return dict.fromkeys((*names, *(f"kind_{kind}" for kind in CollectionKind)), None)
    ask = Asking(desk, span_of(year))
    kinds = ask.pairs(f"SELECT c.kind, count(*) {OWN} AND :first <= :last GROUP BY 1")
    titled = OWN.replace("WHERE", "JOIN title t ON t.row = c.title WHERE", 1)
    classes, classed, titles = ask.rows(
        "SELECT count(DISTINCT nullif(t.class_main, '')), "
        "count(DISTINCT CASE WHEN t.class_number <> '' THEN t.row END), "
        f"count(DISTINCT t.row) {titled} AND :first <= :last"
    )[0]
    made: dict[str, Value] = {f"kind_{kind}": kinds.get(kind, 0) for kind in CollectionKind}
    made["classes_held"] = int(str(classes))
    made["catalogued_share"] = 100 * int(str(classed)) / max(int(str(titles)), 1)
    ages = running.run(desk, "collection_by_year", span_of(year)).rows
    share = ages[0][3] if ages else None
    made["share_recent"] = 100 * share if isinstance(share, float) else None
    return made


def _of_services(desk: Desk, year: int) -> dict[str, Value]:
    last = min(desk.today, span_of(year).last)
    offered = services.offered(desk, last)
    # Where nobody said what is offered, nobody said that something is not.
    made: dict[str, Value] = {
        f"service_{kind}": float(kind in offered) if offered else None for kind in _NEEDED
    }
    hours, days = Asking(desk, span_of(year)).rows(
        "SELECT sum(minutes) / 60.0, count(minutes) FILTER (WHERE minutes > 0) "
        "FROM open_day WHERE on_day BETWEEN :first AND :last"
    )[0]
    known = int(str(days or 0))
    made["hours_per_day"] = float(str(hours)) / known if known else None
    return made


def _of_use(counted: YearFigures, typed: Mapping[str, Answer]) -> dict[str, Value]:
    members, loans = counted.value("members"), counted.value("loans")
    months = counted.figures["loans"].months or 0
    people = typed.get("population")
    made: dict[str, Value] = {"loans_per_member": None, "members_share": None}
    if members and loans is not None and months:
        made["loans_per_member"] = loans / members / months
    if members is not None and people is not None and int(people.text):
        made["members_share"] = 100 * members / int(people.text)
    return made


def _of_rules(desk: Desk) -> dict[str, Value]:
    rule = lending.choose_rule(
        rules.in_force(desk), borrower=BorrowerKind.resident, collection=CollectionKind.general
    )
    return {
        "loan_days_resident": rule.days,
        "renewals_resident": rule.renewals,
        "fine_resident": rule.fine_per_day,
    }
