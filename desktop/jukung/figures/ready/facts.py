"""What no part of the program records: typed once by a person, with its year."""

from dataclasses import dataclass

from jukung.domain.kinds import LibraryKind
from jukung.words import N_

NUMBER, MONEY, WORDS, YES, CHOICE = "number", "money", "words", "yes", "choice"


@dataclass(frozen=True, slots=True)
class Fact:
    """A question with a kind of answer; its words are English keys."""

    code: str
    title: str
    kind: str = NUMBER
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    yearly: bool = False
    """Whether an answer says nothing of another year, as a budget does."""
    only: LibraryKind | None = None


SCHOOLING = (
    ("below", N_("below senior high school")),
    ("slta", N_("senior high school (SLTA)")),
    ("d2", N_("diploma (D2 or D3)")),
    ("s1", N_("degree (S1) or higher")),
)

FACTS: tuple[Fact, ...] = (
    Fact("building_m2", N_("Size of the building or room"), NUMBER, N_("m²")),
    Fact("building_permanent", N_("The building is permanent"), YES),
    Fact("three_areas", N_("There are areas for the collection, reading and staff"), YES),
    Fact("staff_count", N_("People who work in the library"), NUMBER, N_("people")),
    Fact("head_schooling", N_("Schooling of the head of the library"), CHOICE, choices=SCHOOLING),
    Fact("head_trained", N_("The head had library training (diklat)"), YES),
    Fact("founding_decree", N_("There is a decree that founded the library"), YES),
    Fact("existence_notified", N_("The library was notified to Perpusnas"), YES),
    Fact("population", N_("People of the village"), NUMBER, N_("people"), only=LibraryKind.village),
    Fact("stocktake_done", N_("A stocktake was made"), YES, yearly=True),
    Fact("titles_screened", N_("An officer screens titles before they are lent"), YES,
         only=LibraryKind.prison),
    Fact("tgm_score", N_("Reading-habit level (TGM)"), WORDS, yearly=True),
    Fact("iplm_score", N_("IPLM score"), WORDS, yearly=True),
    Fact("innovation", N_("Innovations of the library"), WORDS, yearly=True),
    Fact("iplm_kind", N_("Kind of library, as the workbook names it"), WORDS),
    Fact("iplm_subkind", N_("Sub-kind of library, as the workbook names it"), WORDS),
    Fact("npsn", N_("NPSN"), WORDS),
    Fact("address", N_("Address"), WORDS),
    Fact("province", N_("Province"), WORDS),
    Fact("regency", N_("Regency or city"), WORDS),
    Fact("filled_by", N_("Who fills in the workbook"), WORDS, only=LibraryKind.village),
    Fact("filled_phone", N_("Telephone of who fills in the workbook"), WORDS,
         only=LibraryKind.village),
    Fact("digital_titles", N_("Digital titles"), NUMBER, N_("titles"), yearly=True),
    Fact("digital_copies", N_("Digital copies"), NUMBER, N_("copies"), yearly=True),
    Fact("digital_titles_added", N_("Digital titles added"), NUMBER, N_("titles"), yearly=True),
    Fact("digital_copies_added", N_("Digital copies added"), NUMBER, N_("copies"), yearly=True),
    Fact("digital_titles_used", N_("Digital titles used"), NUMBER, N_("titles"), yearly=True),
    Fact("digital_copies_used", N_("Digital copies used"), NUMBER, N_("copies"), yearly=True),
    Fact("budget_whole", N_("Budget of the village or institution"), MONEY, yearly=True),
    Fact("budget_library", N_("Budget of the library"), MONEY, yearly=True),
    Fact("budget_collection", N_("Budget for the collection"), MONEY, yearly=True),
    Fact("staff_qualified", N_("Staff with library schooling"), NUMBER, N_("people"), yearly=True),
    Fact("staff_other", N_("Other staff"), NUMBER, N_("people"), yearly=True),
    Fact("training_joined", N_("Staff who joined training"), NUMBER, N_("people"), yearly=True),
    Fact("training_budget", N_("Budget for training"), MONEY, yearly=True),
    Fact("policies", N_("Policies and procedures (SOP)"), NUMBER, yearly=True),
    Fact("regulation", N_("Local regulations on the library"), WORDS, yearly=True),
    Fact("service_budget", N_("Budget for services"), MONEY, yearly=True),
    Fact("evidence_link", N_("Link to the evidence"), WORDS, yearly=True),
)  # fmt: skip
BY_CODE = {each.code: each for each in FACTS}
