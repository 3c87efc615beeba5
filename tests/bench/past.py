"""Years of lending by the million, written by bare statements.

All of it stands in the first act of the journal.
"""

from datetime import timedelta

ACT = (
    "INSERT INTO journal_act (row, id, kind, staff, at, offset_minutes, on_day) "
    # Written last week; a library left alone since 2020 would doubt its clock.
    "VALUES (1, 'past', 'restore', 1, '2026-11-20 00:00:00.000000', 480, '2020-01-01')"
)
ENTRY = (
    "INSERT INTO journal_entry (act, verb, noun, noun_id, digest, chain) "
    "VALUES (1, 'restore', 'library', '', '', hex(zeroblob(32)))"
)
MEMBERS = (
    "INSERT INTO person (row, id, name) VALUES (?1, 'p' || ?1, 'Anggota ' || ?1)",
    """
    INSERT INTO borrower (row, id, person, card, kind, since_on, until_on, act)
    VALUES (?1, 'b' || ?1, ?1, 'A' || (?1 - 1), 'general', '2020-01-01', '2030-01-01', 1)
    """,
    """
    INSERT INTO card_number (number, bare, borrower)
    VALUES ('A' || (?1 - 1), 'A' || (?1 - 1), ?1)
    """,
)
COPIES = (
    """
    INSERT INTO title (row, id, title, added_on, act)
    VALUES (?1, 't' || ?1, 'Judul ' || ?1, '2020-01-01', 1)
    """,
    """
    INSERT INTO copy (row, id, title, number, added_on, act)
    VALUES (?1, 'c' || ?1, ?1, 'K' || (?1 - 1), '2020-01-01', 1)
    """,
    "INSERT INTO copy_number (number, bare, copy) VALUES ('K' || (?1 - 1), 'K' || (?1 - 1), ?1)",
)
LOANS = """
INSERT INTO loan (id, copy, title, borrower, lent_on, due_on, returned_on, source, act,
  return_act, sex, age_band, borrower_kind, class_main, collection_kind, owner_kind)
VALUES ('l' || ?1, ?2, ?2, ?3, ?4, ?5, ?5, 'desk', 1, 1,
  'female', 'adult', 'general', '8', 'general', 'own')
"""
YEARS = 2_200  # in days


def circulate(library, *, members, copies, past, before):
    """Give a new library members A0…, copies K0…, and loans of the last years."""
    bare = library.file.connect_plainly()
    bare.execute("PRAGMA synchronous = OFF").fetchall()
    bare.execute("BEGIN")
    bare.execute(ACT)
    bare.execute(ENTRY)
    for statements, count in ((MEMBERS, members), (COPIES, copies)):
        for statement in statements:
            bare.executemany(statement, ((row,) for row in range(1, count + 1)))
    days = [(before - timedelta(days=ago)).isoformat() for ago in range(YEARS, 0, -1)]

    def loan(place):
        day = place * (YEARS - 7) // past
        return place, place % copies + 1, place % members + 1, days[day], days[day + 6]

    bare.executemany(LOANS, map(loan, range(past)))
    bare.execute("COMMIT")
    bare.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    bare.close()
