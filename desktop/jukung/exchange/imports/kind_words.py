"""What each kind of record is called where a plan is shown."""

from jukung.exchange.imports.finding_kinds import Kind
from jukung.words import N_

KINDS = {
    Kind.titles: N_("Titles"),
    Kind.copies: N_("Copies"),
    Kind.members: N_("Members"),
    Kind.open_loans: N_("Open loans"),
    Kind.past_loans: N_("Past loans"),
    Kind.fines: N_("Fines"),
    Kind.payments: N_("Payments"),
    Kind.visits: N_("Visits"),
    Kind.holds: N_("Reservations"),
    Kind.holidays: N_("Holidays"),
}
