"""What was done at this desk, in plain words; one list for every journal that is shown."""

from jukung.ui.agency_pages import box_words, held_words, site_words
from jukung.words import N_, _

_OTHERS: dict[str, str] = {
    "add_site": N_("library added to the register"),
    "enrol": N_("library enrolled in one step"),
    "remove_site": N_("library taken out of the register"),
    "undo_import_sites": N_("list of libraries taken back"),
    "forget_candidate": N_("card of a library forgotten"),
    "load_regions": N_("list of region codes loaded"),
    "choose_regions": N_("edition of region codes chosen"),
    "count_people": N_("inhabitants written"),
    "due_day": N_("due day of reports chosen"),
    "mandatory_figures": N_("figures of a complete month chosen"),
    "paper_head": N_("letterhead changed"),
    "receiver_address": N_("internet address changed"),
    "open_terms": N_("terms of open data chosen"),
    "open_package": N_("open data written"),
    "write_keys": N_("keys written into a file"),
    "read_keys": N_("keys read from a file"),
    "read_names_key": N_("key of a vault of names read for its library"),
    "read_file_key": N_("key of a library's file read for it"),
    "new_keys": N_("new keys of this office"),
    "ask": N_("asked about a figure"),
    "settle_question": N_("question settled"),
    "figure_right": N_("figure found right"),
    "figures typed": N_("figures typed"),
    "figures taken back": N_("typed figures taken back"),
    "figures read in": N_("figures read from a sheet"),
    "figures read in, taken back": N_("figures of a sheet taken back"),
    "league": N_("award list changed"),
    "league removed": N_("award list removed"),
    "target": N_("target set"),
    "targets copied": N_("targets copied from another year"),
    "notice": N_("message to libraries written"),
    "notice_withdrawn": N_("message to libraries withdrawn"),
    "pack_made": N_("title pack made"),
    "carry_on": N_("reports carried on to the province"),
    "take_permit": N_("permit of the province taken"),
    "withdraw_permit": N_("permit of a district withdrawn"),
    "called": N_("called by telephone"),
    "not called": N_("call taken back"),
    "permit_district": N_("permit of a district written"),
    "permit_district_to_open": N_("permit of a district written, which may open reports"),
    "agreement_added": N_("agreement with a prison kept"),
    "agreement_changed": N_("agreement with a prison changed"),
}

_BOXES: dict[str, str] = {name: N_("box: {what}") for name in box_words.DEEDS}


def said(what: str, detail: str = "") -> str:
    """A line of the journal; never its name."""
    if what in held_words.DEEDS:
        return _(held_words.DEEDS[what])
    if what in _OTHERS:
        return _(_OTHERS[what])
    if what in _BOXES:
        return _(_BOXES[what]).format(what=_(box_words.DEEDS[what]))
    return site_words.deed_words(what, detail) or _("something else was done")


def known() -> frozenset[str]:
    """Every deed that has words."""
    return frozenset({*held_words.DEEDS, *_OTHERS, *_BOXES, *site_words.DEEDS})
