"""What was done with a library, and how it stands, in plain words."""

from jukung.words import N_, _

DEEDS: dict[str, str] = {
    "add_site": N_("Added to the register"),
    "import_sites": N_("Read from a list"),
    "edit_site": N_("Changed"),
    "recode": N_("Given another code: {detail}"),
    "close_site": N_("Closed from {detail}"),
    "reopen_site": N_("Opened again"),
    "merge_site": N_("Became part of {detail}"),
    "contacts": N_("Contacts changed"),
    "invite": N_("Invited: {detail}"),
    "withdraw_invitation": N_("Invitation withdrawn"),
    "enrol_invited": N_("Enrolled by its invitation"),
    "propose": N_("Numbers compared by a first person"),
    "confirm": N_("Numbers confirmed by a second person"),
    "enrol": N_("Enrolled by its card"),
    "revoke_key": N_("Key withdrawn"),
    "trust_key": N_("Key trusted again"),
}

FILTERS: dict[str, str] = {
    "all": N_("All libraries"),
    "late": N_("Without last month's report"),
    "no_key": N_("Not enrolled yet"),
    "paper": N_("Without Jukung"),
    "closed": N_("Closed or merged"),
    "prison": N_("Prisons"),
}


def deed_words(what: str, detail: str) -> str:
    """What was done; empty where it is somebody else's matter."""
    return _(DEEDS[what]).format(detail=detail) if what in DEEDS else ""
