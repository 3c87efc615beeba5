"""What a prison library says where a village says member: a resident, or a card.

By the English keys of the whole program; whatever is not here is said as in a village.
"""

from jukung.words import N_

# Counts stand here unmarked: pages of a prison have the same pairs, where they are marked.
INSTEAD: dict[str, str] = {
    # A prison has officers, and no head of its library.
    "Head of the library": N_("Library officer"),
    "Page for the head to sign": N_("Page for an officer to sign"),
    "Somebody must be able to look after the library. Name another head or librarian first.": N_(
        "Somebody must be able to look after the library. Name another officer first."
    ),
    "The page is at the printer. The head signs it, the library keeps a copy.": N_(
        "The page is at the printer. An officer signs it, the library keeps a copy."
    ),
    "This needs another officer. Ask the head of the library.": N_(
        "Only an officer may do this. Ask one."
    ),
    "Active members": N_("Active residents"),
    "At least one kind of member must stay in use.": N_("The kind of residents must stay in use."),
    "Both cards find the same member": N_("Both cards find the same resident"),
    "By the kind of member.": N_("By the kind of resident."),
    "Card {card} was reported lost. Ask for the new card, or look the member up by name.": N_(
        "Card {card} was reported lost. Ask for the new card."
    ),
    "Cards {card} and {other} now find one member.": N_(
        "Cards {card} and {other} now find one resident."
    ),
    "Choose a list of members": N_("Choose a list of residents"),
    "Choose a member in the list, or register a new one with Ctrl N.": N_(
        "Choose a card in the list, or add a new one with Ctrl N."
    ),
    "Choose two different members to merge.": N_("Choose two different residents to merge."),
    "Copies lent by the kind of member that borrowed them, as it was that day.": N_(
        "Copies lent by the kind of resident that borrowed them, as it was that day."
    ),
    "Copies lent in each month, and how many different members borrowed them. "
    "Loans that forgot their borrower have none.": N_(
        "Copies lent in each month, and how many different residents borrowed them. "
        "Loans that forgot their borrower have none."
    ),
    "Different members by card": N_("Different residents by card"),
    "Different members who borrowed or renewed in the month.": N_(
        "Different residents who borrowed or renewed in the month."
    ),
    "Everything that is kept of this member, also as a file to take along.": N_(
        "Everything that is kept of this card, also as a file; no name."
    ),
    "The member's card, with bars for the scanner (F6).": N_(
        "The resident's card, with bars for the scanner (F6)."
    ),
    "Everything that is kept of this member": N_("Everything that is kept of this card"),
    "Kind of member": N_("Kind of resident"),
    "Left#members": N_("Left#residents"),
    "List of members registered": N_("List of residents registered"),
    "Loans by kind of member": N_("Loans by kind of resident"),
    "Loans of a member in a month": N_("Loans of a resident in a month"),
    "Loans, visits, members and the collection, counted and drawn.": N_(
        "Loans, visits, residents and the collection, counted and drawn."
    ),
    "Member": N_("Resident"),
    "Member card": N_("Library card"),
    "Member cards": N_("Cards of residents"),
    "Member kinds": N_("Kinds of residents"),
    "Member since": N_("Resident since"),
    "Member since {day}": N_("Here since {day}"),
    "Member until": N_("Resident until"),
    "Member's signature": N_("Signature of the resident"),
    "Member? Hold your card to the scanner.": N_("Hold your card to the scanner."),
    "Members": N_("Residents"),
    "Members by kind": N_("Residents by kind"),
    "Members merged": N_("Residents merged"),
    "Members registered and not left on the last day, and how many of each kind borrowed in "
    "these days.": N_(
        "Residents here on the last day, and how many of each kind borrowed in these days."
    ),
    "Members registered and not left, at the end of the month.": N_(
        "Residents here at the end of the month."
    ),
    "Members registered in each month.": N_("Residents registered in each month."),
    "Members registered in the month.": N_("Residents registered in the month."),
    "Members who left": N_("Residents who left"),
    "Members whose membership ended in each month because they left.": N_(
        "Residents who left in each month."
    ),
    "Membership {card} is suspended until {until_on}. Returning still works.": N_(
        "Card {card} is suspended until {until_on}. Returning still works."
    ),
    "Membership {card} is suspended. Lift that first.": N_(
        "Card {card} is suspended. Lift that first."
    ),
    "Membership": N_("How long the card is good"),
    "Membership in days": N_("How many days a card is good"),
    "Memberships that run keep their end.": N_("Cards that are good keep their end."),
    "New member": N_("New resident"),
    "New members": N_("New residents"),
    "New members appear here by themselves. To print one again, type its number.": N_(
        "New cards appear here by themselves. To print one again, type its number."
    ),
    "No member waits for a card": N_("No resident waits for a card"),
    "No member yet. Register the first one with Ctrl N; the card is numbered for you.": N_(
        "No resident yet. Register the first one with Ctrl N; the card is numbered for you."
    ),
    "Nobody has the card or name “{card}”. Check it, or register a new member.": N_(
        "Nobody has the card “{card}”. Check it, or register a new resident."
    ),
    "Now one member, with card {card}": N_("Now one resident, with card {card}"),
    "Of each member": N_("Of each resident"),
    "Offer this kind to new members": N_("Offer this kind to new residents"),
    "Register member": N_("New resident"),
    "Register members from a list": N_("Register residents from a list"),
    "Register {count} member": "Register {count} resident",
    "Register {count} members": "Register {count} residents",
    "Renew membership": N_("Renew the card"),
    "Scan a copy or a member card, or type a name or title…": N_(
        "Scan a copy or a card, or type a number or title…"
    ),
    "Scan a member card to lend, or a copy to take it back.\nWhat you do appears here.": N_(
        "Scan a card to lend, or a copy to take it back.\nWhat you do appears here."
    ),
    "Scan a member's card": N_("Scan a resident's card"),
    "Scan it first, or its member's card; then press Ctrl L.": N_(
        "Scan it first, or the card it is lent to; then press Ctrl L."
    ),
    "Scan the cards of members.": N_("Scan the cards of residents."),
    "Scan the member's card first, then choose the title again.": N_(
        "Scan the resident's card first, then choose the title again."
    ),
    "Scan the member's card, or type a card number or name.": N_(
        "Scan the resident's card, or type its number."
    ),
    "Show, export or erase a person: Members": N_("Show, export or erase a card: Residents"),
    "The desk, members and catalogue; no settings, waivers or erasing.": N_(
        "The desk, residents and catalogue; no settings, waivers or erasing."
    ),
    "The history does not return when the member comes back.": N_(
        "The history does not return when the resident comes back."
    ),
    "The member has left since. Register them again first.": N_(
        "The resident has left since. Choose another state first."
    ),
    "The member was erased since. It stays as it is.": N_(
        "The resident was erased since. It stays as it is."
    ),
    "The members are as before the list.": N_("The residents are as before the list."),
    "The old card works again. Renew the membership if it has ended.": N_(
        "The old card works again."
    ),
    "The record and the card, so that this member can come back. "
    "The counts of every month stay as they are.": N_(
        "The record and the card, so that this resident can come back. "
        "The counts of every month stay as they are."
    ),
    "These members have used the library since. Change them one by one.": N_(
        "These residents have used the library since. Change them one by one."
    ),
    "They are two members again.": N_("They are two residents again."),
    "This member already waits for “{title}”.": N_("This resident already waits for “{title}”."),
    "This member has “{title}” at home. Renew it instead.": N_(
        "This resident has “{title}” already. Renew it instead."
    ),
    "This sanction is no longer there. Look at the member again.": N_(
        "This sanction is no longer there. Look at the resident again."
    ),
    "To the members": N_("To the residents"),
    "Type the card of the member who borrowed.": N_("Type the card of the resident who borrowed."),
    "Visitors tallied in each month, on how many days, and how many different members among them "
    "showed their card.": N_(
        "Visitors tallied in each month, on how many days, and how many different residents "
        "among them showed their card."
    ),
    "Without a name the usual word serves; without days a membership has no end.": N_(
        "Without a name the usual word serves; without days a card has no end."
    ),
    "done with this member": N_("done with this resident"),
    "erased members of whom something is left": N_("erased residents of whom something is left"),
    "member card": N_("resident's card"),
    "member cards": N_("cards of residents"),
    "member labels": N_("labels of residents"),
    "members that are suspended without a sanction": N_(
        "residents that are suspended without a sanction"
    ),
    "members that no card finds": N_("residents that no card finds"),
    "membership ends": N_("the card ends"),
    "other member or day": N_("other resident or day"),
    "titles and members that the search does not know rightly": N_(
        "titles and residents that the search does not know rightly"
    ),
    "{barcode} is a member's card number. Use another copy number.": N_(
        "{barcode} is a resident's card number. Use another copy number."
    ),
    "{barcode} is already with this member, due {due_on}. To return it: Esc, then scan it.": N_(
        "{barcode} is already with this resident, due {due_on}. To return it: Esc, then scan it."
    ),
    "{barcode} is on the shelf. Scan the member's card first, then this copy again.": N_(
        "{barcode} is on the shelf. Scan the resident's card first, then this copy again."
    ),
    "{barcode} is still recorded with another member, due {due_on}. "
    "Return it first: Esc, then scan it.": N_(
        "{barcode} is still recorded with another resident, due {due_on}. "
        "Return it first: Esc, then scan it."
    ),
    "{card} is a member's card": N_("{card} is a resident's card"),
    "{count} member": "{count} resident",
    "{count} members": "{count} residents",
    "{count} member registered": "{count} resident registered",
    "{count} members registered": "{count} residents registered",
    "{count} members registered. To undo: jukung undo": N_(
        "{count} residents registered. To undo: jukung undo"
    ),
    "{count} members fit “{name}”": N_("{count} residents fit “{name}”"),
    "{file}: {lines} lines, {members} members to register.": N_(
        "{file}: {lines} lines, {members} residents to register."
    ),
    "{other} beside it is the same for another program. Give both to the member.": N_(
        "{other} beside it is the same for another program. Give both to the resident."
    ),
    # Nobody is found by a name at a desk that knows none.
    "Card or name": N_("Card"),
    "Card number or name": N_("Card number"),
    "For example: village meeting": N_("For example: a ceremony of the house"),
    "On request: the person goes for good, the counts stay.": N_(
        "On request: the card goes for good, the counts stay."
    ),
    "Nobody at the desk yet": N_("No card at the desk yet"),
    "Scan a card or type a name": N_("Scan a card or type its number"),
    "Scan a card or type a name. A copy scanned now comes back to the shelf.": N_(
        "Scan a card or type its number. A copy scanned now comes back to the shelf."
    ),
    "Search name, address or card number…": N_("Search a card number…"),
    "scan a card, or type a card or name": N_("scan a card, or type its number"),
}
