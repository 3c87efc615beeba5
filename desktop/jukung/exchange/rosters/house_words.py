"""What is said of a line of a list of moves."""

from jukung.library.house_plan import Doubt
from jukung.words import N_

DOUBTS: dict[Doubt, str] = {
    Doubt.unknown_card: N_("Nobody has this card"),
    Doubt.twice: N_("This card stands on the list twice"),
    Doubt.several: N_("Several could be meant"),
    Doubt.no_block: N_("A room without its block"),
    Doubt.new_place: N_("A room that is not there yet; it will be added"),
    Doubt.unread_state: N_("The status was not understood"),
    Doubt.unread_day: N_("The day was not understood"),
    Doubt.back_again: N_("Left before, and is on the list again"),
}
