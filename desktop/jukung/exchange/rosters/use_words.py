"""What each use of a column is called, in the order of the choice."""

from jukung.words import N_

USES = {
    "nothing": N_("Leave out"),
    "name": N_("Name"),
    "card": N_("Card number"),
    "sex": N_("Sex"),
    "birth": N_("Day or year of birth"),
    "age": N_("Age"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "hamlet": N_("Hamlet"),
    "rt": N_("RT"),
    "rw": N_("RW"),
    "rt_rw": N_("RT/RW"),
    "village": N_("Village"),
    "kind": N_("Kind of member"),
    "class": N_("School class"),
    "guardian": N_("Guardian"),
    "guardian_phone": N_("Guardian's phone"),
    "until": N_("Member until"),
    "note": N_("Note for the desk"),
    "nik": N_("NIK"),
}
