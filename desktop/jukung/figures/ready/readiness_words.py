"""The words for the codes of `resources/tables/readiness.toml`."""

from dataclasses import dataclass

from jukung.words import N_

COUNT, SHARE, RATE, YES, SAID, MONEY = "count", "share", "rate", "yes", "said", "money"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its words, its unit, and where it could be recorded."""

    title: str
    kind: str = COUNT
    unit: str = ""
    where: str = ""


STANDARDS = {
    "snp_village": N_("National standard for village libraries (SNP)"),
    "law_notice": N_("Notice to Perpusnas"),
    "accreditation": N_("Accreditation of village libraries"),
    "ministry_reading": N_("Service standard for reading matter in prisons"),
    "snp_special": N_("National standard for special libraries (SNP)"),
    "ifla_prisons": N_("IFLA guidelines for prison libraries"),
}
NOTES = {
    "accreditation": N_(
        "Nine components are judged. Their weights and indicators are not known to this "
        "program, so no score is reckoned: these are the values you can show."
    ),
    "snp_special": N_(
        "The figures that this standard demands could not be seen, so nothing is judged here."
    ),
    "ministry_reading": N_("For comparison: what the ministry promises in several provinces."),
    "ifla_prisons": N_("For comparison only: the guidelines name no figure that is known here."),
}
AREAS = {
    "collection": N_("Collection"),
    "premises": N_("Building and furniture"),
    "services": N_("Services"),
    "staff": N_("Staff#people"),
    "organisation": N_("Organisation"),
    "management": N_("Management"),
    "innovation": N_("Innovation and creativity"),
    "tgm": N_("Reading-habit level (TGM)"),
    "iplm": N_("Library development index (IPLM)"),
}
_CATALOGUE, _DESK = N_("Catalogue"), N_("Circulation desk")
_SERVICES = N_("Settings: inclusion programme")
_ASKED = N_("Typed answers")
_HOURS = N_("Settings: opening hours")

MEASURES = {
    "titles_held": Measure(N_("Titles"), COUNT, N_("titles"), _CATALOGUE),
    "copies_held": Measure(N_("Copies"), COUNT, N_("copies"), _CATALOGUE),
    "titles_added": Measure(N_("Titles added in the year"), COUNT, N_("titles"), _CATALOGUE),
    "copies_withdrawn": Measure(N_("Copies withdrawn in the year"), COUNT, N_("copies"),
                                _CATALOGUE),
    "share_recent": Measure(N_("Copies of the last five years"), SHARE, "", _CATALOGUE),
    "kind_children": Measure(N_("Books for children"), COUNT, N_("copies"), _CATALOGUE),
    "kind_teen": Measure(N_("Books for teens"), COUNT, N_("copies"), _CATALOGUE),
    "kind_general": Measure(N_("Books for adults"), COUNT, N_("copies"), _CATALOGUE),
    "kind_reference": Measure(N_("Reference works"), COUNT, N_("copies"), _CATALOGUE),
    "kind_serial": Measure(N_("Newspapers and magazines"), COUNT, N_("copies"), _CATALOGUE),
    "classes_held": Measure(N_("Main classes with titles"), COUNT, N_("classes"), _CATALOGUE),
    "catalogued_share": Measure(N_("Titles with a class number"), SHARE, "", _CATALOGUE),
    "building_m2": Measure(N_("Size of the building or room"), COUNT, N_("m²"), _ASKED),
    "building_permanent": Measure(N_("Permanent building"), YES, "", _ASKED),
    "three_areas": Measure(N_("Areas for collection, reading and staff"), YES, "", _ASKED),
    "hours_per_day": Measure(N_("Hours open on a day"), RATE, N_("hours"), _HOURS),
    "open_days": Measure(N_("Days open in the year"), COUNT, N_("days"), _HOURS),
    "service_read_here": Measure(N_("Service: reading here"), YES, "", _SERVICES),
    "service_lending": Measure(N_("Service: lending"), YES, "", _SERVICES),
    "service_reference": Measure(N_("Service: reference"), YES, "", _SERVICES),
    "service_search": Measure(N_("Service: searching for information"), YES, "", _SERVICES),
    "services_offered": Measure(N_("Kinds of service"), COUNT, N_("kinds"), _SERVICES),
    "visits": Measure(N_("Visits in the year"), COUNT, N_("visits"), N_("Visits")),
    "loans": Measure(N_("Loans in the year"), COUNT, N_("loans"), _DESK),
    "members": Measure(N_("Members"), COUNT, N_("members"), N_("Members")),
    "loans_per_member": Measure(N_("Loans of a member in a month"), RATE, "", _DESK),
    "members_share": Measure(N_("Members among the people of the village"), SHARE, "", _ASKED),
    "activities": Measure(N_("Activities in the year"), COUNT, N_("activities"),
                          N_("Activities")),
    "activity_participants": Measure(N_("Participants in the year"), COUNT, N_("people"),
                                     N_("Activities")),
    "cooperations": Measure(N_("Cooperations"), COUNT, "", _SERVICES),
    "staff_count": Measure(N_("People who work in the library"), COUNT, N_("people"), _ASKED),
    "head_schooling": Measure(N_("Head: senior high school (SLTA) or more"), YES, "", _ASKED),
    "head_trained": Measure(N_("Head: library training (diklat)"), YES, "", _ASKED),
    "founding_decree": Measure(N_("Decree that founded the library"), YES, "", _ASKED),
    "existence_notified": Measure(N_("Notified to Perpusnas"), YES, "", _ASKED),
    "npp_noted": Measure(N_("NPP"), SAID, "", N_("Settings: library")),
    "stocktake_done": Measure(N_("Stocktake in the year"), YES, "",
                              N_("Stocktakes, or typed answers")),
    "titles_screened": Measure(N_("Titles are screened by an officer"), YES, "", _ASKED),
    "tgm_score": Measure(N_("Reading-habit level (TGM), from a survey"), SAID, "", _ASKED),
    "iplm_score": Measure(N_("IPLM score"), SAID, "", _ASKED),
    "innovation": Measure(N_("Innovations of the library"), SAID, "", _ASKED),
    "loan_days_resident": Measure(N_("Days of a loan to residents"), COUNT, N_("days"),
                                  N_("Settings: loan rules")),
    "renewals_resident": Measure(N_("Renewals of a loan to residents"), COUNT, "",
                                 N_("Settings: loan rules")),
    "fine_resident": Measure(N_("Fine for a day"), MONEY, "", N_("Settings: loan rules")),
    "minutes_to_serve": Measure(N_("Served within 15 minutes; free of charge"), SAID),
}  # fmt: skip
