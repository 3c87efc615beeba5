"""Examines a library: the file, the journal's chain, and what must always be true."""

from dataclasses import dataclass

from sqlalchemy import text

from jukung.domain import errors
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.words import N_

# Each finds rows that must not exist.
_RULES = (
    (
        "copy_without_number",
        N_("copies that no number finds"),
        (
            "SELECT count(*) FROM copy c WHERE NOT EXISTS "
            "(SELECT 1 FROM copy_number n WHERE n.copy = c.row)"
        ),
    ),
    (
        "card_without_number",
        N_("members that no card finds"),
        (
            # Who was erased has no card any more; who was merged gave theirs away.
            "SELECT count(*) FROM borrower b WHERE b.card <> '' "
            "AND b.merged_into IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM card_number n WHERE n.borrower = b.row)"
        ),
    ),
    (
        "number_of_both",
        N_("numbers that are both a card and a copy"),
        "SELECT count(*) FROM copy_number JOIN card_number USING (number)",
    ),
    (
        "two_open_loans",
        N_("copies that are out twice"),
        (
            "SELECT count(*) FROM (SELECT copy FROM loan WHERE returned_on IS NULL "
            "AND cancel_act IS NULL GROUP BY copy HAVING count(*) > 1)"
        ),
    ),
    (
        "overlapping_loans",
        N_("loans that reach into another loan of their copy"),
        (
            # Day by day, so a copy may go from one to the next within one; copies that are
            # out twice were counted above, and a wrong clock knows no days.
            "SELECT count(*) FROM (SELECT lent_on, returned_on, "
            "max(coalesce(returned_on, '9999-12-31')) OVER (PARTITION BY copy "
            "ORDER BY lent_on, coalesce(returned_on, '9999-12-31') "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before "
            "FROM loan INDEXED BY loan_by_copy "
            "WHERE cancel_act IS NULL AND NOT clock_doubtful AND source <> 'imported') "
            "WHERE lent_on < before AND (returned_on IS NOT NULL OR before < '9999-12-31')"
        ),
    ),
    (
        "loan_of_other_title",
        N_("loans that name another title than their copy"),
        "SELECT count(*) FROM loan l JOIN copy c ON c.row = l.copy WHERE l.title <> c.title",
    ),
    (
        "renewals_miscounted",
        N_("loans whose renewals do not add up"),
        (
            "SELECT count(*) FROM loan l WHERE l.source <> 'imported' AND l.renewals <> "
            "(SELECT count(*) FROM renewal r WHERE r.loan = l.row AND r.cancel_act IS NULL)"
        ),
    ),
    (
        "search_index",
        N_("titles and members that the search does not know rightly"),
        (
            "SELECT (SELECT count(*) FROM title t FULL JOIN title_search_docsize s "
            "ON s.id = t.row WHERE s.id IS NULL OR t.row IS NULL) + "
            "(SELECT count(*) FROM person p FULL JOIN person_search_docsize s "
            "ON s.id = p.row WHERE s.id IS NULL OR p.row IS NULL)"
        ),
    ),
    (
        "act_without_entry",
        N_("acts without a journal entry"),
        (
            "SELECT count(*) FROM journal_act a WHERE NOT EXISTS "
            "(SELECT 1 FROM journal_entry e WHERE e.act = a.row)"
        ),
    ),
    (
        "resident_with_name",
        N_("residents with a readable name"),
        "SELECT count(*) FROM borrower WHERE kind = 'resident' AND person IS NOT NULL",
    ),
    (
        "card_with_word",
        N_("cards in a prison library that are no numbers"),
        (
            "SELECT count(*) FROM card_number WHERE number NOT GLOB '*[0-9]*' "
            "AND (SELECT kind FROM library) = 'prison'"
        ),
    ),
    (
        "erased_with_person",
        N_("erased members of whom something is left"),
        (
            "SELECT count(*) FROM borrower b WHERE b.card = '' AND (b.person IS NOT NULL "
            "OR b.note <> '' OR b.guardian IS NOT NULL OR b.status <> 'left' OR EXISTS "
            "(SELECT 1 FROM card_number n WHERE n.borrower = b.row))"
        ),
    ),
    (
        "suspended_without_sanction",
        N_("members that are suspended without a sanction"),
        "SELECT count(*) FROM borrower WHERE status = 'suspended'",
    ),
    (
        "settled_above",
        N_("charges that were paid or waived above their amount"),
        (
            "SELECT count(*) FROM ledger c WHERE c.settles IS NULL AND c.amount < "
            "(SELECT coalesce(sum(s.amount), 0) FROM ledger s "
            "WHERE s.settles = c.row AND s.cancel_act IS NULL)"
        ),
    ),
    (
        "paid_without_charge",
        N_("payments of a charge that was cancelled, or of no charge"),
        (
            "SELECT count(*) FROM ledger s JOIN ledger c ON c.row = s.settles "
            "WHERE s.cancel_act IS NULL AND (c.cancel_act IS NOT NULL OR c.settles IS NOT NULL)"
        ),
    ),
    (
        "paid_by_other",
        N_("payments that stand with another member than their charge"),
        (
            "SELECT count(*) FROM ledger s JOIN ledger c ON c.row = s.settles "
            "WHERE s.borrower IS NOT c.borrower"
        ),
    ),
    (
        "debt_of_nobody",
        N_("open charges that no member owes"),
        (
            "SELECT count(*) FROM ledger c WHERE c.borrower IS NULL AND c.settles IS NULL "
            "AND c.cancel_act IS NULL AND c.amount > (SELECT coalesce(sum(s.amount), 0) "
            "FROM ledger s WHERE s.settles = c.row AND s.cancel_act IS NULL)"
        ),
    ),
    (
        "blank_card",
        N_("numbers that were printed blank and are a card"),
        (
            "SELECT count(*) FROM blank_number JOIN card_number USING (number) "
            "WHERE drop_act IS NULL"
        ),
    ),
    (
        "printed_by_other",
        N_("labels that were confirmed by something else than a printing"),
        (
            "SELECT count(*) FROM print_line l JOIN journal_act a ON a.row = l.act "
            "WHERE a.kind <> 'print_labels'"
        ),
    ),
    (
        "letters_misnumbered",
        N_("years in which a letter's number is missing or given twice"),
        (
            "SELECT count(*) FROM (SELECT 1 FROM letter GROUP BY year "
            "HAVING max(serial) <> count(DISTINCT serial) "
            "OR count(*) FILTER (WHERE cancel_act IS NULL) "
            "<> count(DISTINCT serial) FILTER (WHERE cancel_act IS NULL))"
        ),
    ),
    (
        "sealed_without_parcel",
        N_("sealed months without a parcel"),
        (
            "SELECT count(*) FROM period p WHERE p.state = 'sealed' AND NOT EXISTS "
            "(SELECT 1 FROM parcel q WHERE q.month = p.month AND q.revision = p.revision)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One kind of thing that does not hold together, and how often."""

    code: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Examination:
    """What an examination found."""

    flaws: tuple[Flaw, ...]
    entry_count: int
    chain_head: str

    @property
    def is_sound(self) -> bool:
        """Whether everything holds together."""
        return not self.flaws


@allowed(DESK)
def glance(desk: Desk) -> errors.FileDamaged | None:
    """Look at the pages quickly when the day begins; the damage found, or nothing."""
    bind = desk.session.connection()
    found = bind.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found == "ok":
        return None
    path = bind.exec_driver_sql("PRAGMA database_list").fetchone()
    return errors.FileDamaged(str(path[2]) if path else "")


@allowed(KEEPERS)
def examine(desk: Desk) -> Examination:
    """Examine pages, references, search index, journal and the rules above."""
    flaws: list[Flaw] = []
    connection = desk.session.connection()
    pages = connection.exec_driver_sql("PRAGMA integrity_check").fetchall()
    if [tuple(row) for row in pages] != [("ok",)]:
        flaws.append(Flaw("pages", N_("damaged places in the file"), len(pages)))
    strays = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if strays:
        flaws.append(Flaw("references", N_("rows that point nowhere"), len(strays)))
    for code, words, question in _RULES:
        count = int(connection.execute(text(question)).scalar_one())
        if count:
            flaws.append(Flaw(code, words, count))
    chain = journal.walk(desk)
    # SQLite remembers the last number it gave, so a torn-off end shows.
    given = connection.execute(
        text("SELECT seq FROM sqlite_sequence WHERE name = 'journal_entry'")
    ).scalar_one_or_none()
    if (given or 0) != chain.entry_count:
        flaws.append(Flaw("journal_cut", N_("journal entries that are missing"), 1))
    if chain.broken_at is not None:
        flaws.append(Flaw("journal_chain", N_("breaks in the journal's chain"), 1))
    if chain.altered_count:
        flaws.append(
            Flaw("journal_altered", N_("journal entries that were altered"), chain.altered_count)
        )
    return Examination(tuple(flaws), chain.entry_count, chain.head)
