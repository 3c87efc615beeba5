import pytest
from sqlalchemy import text

from jukung.domain.kinds import ActKind
from jukung.library import journal, undoing
from jukung.library.desk import open_library
from makers import NOON, TODAY, a_loan, a_member, at


@pytest.fixture
def worked(library):
    """A library with a short history."""
    with library.changing() as desk:
        member = a_member(desk, name="Anggota Satu")
        a_loan(desk, member)
        undoing.undo_last(desk)
    return library


def tamper(library, *statements):
    """Change the file as somebody with a database browser would."""
    plain = library.file.connect_plainly()
    plain.execute("PRAGMA foreign_keys = OFF")
    for table in ("journal_entry", "journal_act"):
        for what in ("changed", "removed"):
            plain.execute(f"DROP TRIGGER IF EXISTS {table}_is_not_{what}")
    for statement in statements:
        plain.execute(statement)
    plain.close()


def walked(library):
    with library.reading() as desk:
        return journal.walk(desk)


def test_a_true_journal_holds(worked):
    report = walked(worked)

    with worked.reading() as desk:
        assert journal.head(desk) == (report.entry_count, report.head)
    assert report.entry_count >= 5
    assert (report.broken_at, report.altered_count) == (None, 0)


def test_an_empty_journal_holds(library):
    report = walked(library)

    assert (report.entry_count, report.head, report.broken_at) == (0, "0" * 64, None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "'other'"),
        ("noun", "'other'"),
        ("noun_id", "'other'"),
        ("digest", f"'{'f' * 64}'"),
        ("chain", f"'{'f' * 64}'"),
        ("act", "act - 1"),
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_an_altered_entry_is_found(worked, column, value, place):
    seq = (
        "(SELECT min(seq) + 1 FROM journal_entry)"
        if place == "first"
        else ("(SELECT max(seq) FROM journal_entry)")
    )

    tamper(worked, f"UPDATE journal_entry SET {column} = {value} WHERE seq = {seq}")  # noqa: S608 - ours

    assert walked(worked).broken_at is not None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "'other'"),
        ("kind", "'renew'"),
        ("staff", "2"),
        ("at", "'2020-01-01 00:00:00.000000'"),
        ("offset_minutes", "0"),
        ("on_day", "'2020-01-01'"),
        ("clock_doubtful", "1"),
        ("undoes", "1"),
        ("facts", """'{"a": 1}'"""),
    ],
)
def test_an_altered_act_is_found(worked, column, value):
    tamper(worked, f"UPDATE journal_act SET {column} = {value} WHERE row = 2")  # noqa: S608 - ours

    assert walked(worked).broken_at is not None


@pytest.mark.parametrize(("column", "value"), [("detail", "'{}'"), ("salt", "x'00'")])
def test_an_altered_detail_is_found(worked, column, value):
    tamper(worked, f"UPDATE journal_detail SET {column} = {value} WHERE seq = 1")  # noqa: S608 - ours

    report = walked(worked)

    assert (report.broken_at, report.altered_count) == (None, 1)


def test_an_entry_taken_out_of_the_middle_is_found(worked):
    tamper(worked, "DELETE FROM journal_entry WHERE seq = 2")

    assert walked(worked).broken_at == 3


def test_two_entries_that_changed_places_are_found(worked):
    tamper(
        worked,
        "UPDATE journal_entry SET seq = -seq WHERE seq IN (1, 2)",
        "UPDATE journal_entry SET seq = 3 + seq WHERE seq < 0",
    )

    assert walked(worked).broken_at == 1


def test_an_entry_put_in_between_is_found(worked):
    tamper(
        worked,
        "UPDATE journal_entry SET seq = seq + 100 WHERE seq > 2",
        "INSERT INTO journal_entry SELECT 3, act, verb, noun, noun_id, digest, chain "
        "FROM journal_entry WHERE seq = 2",
    )

    assert walked(worked).broken_at == 3


def test_the_last_entries_cut_off_change_the_head(worked):
    before = walked(worked)

    tamper(worked, "DELETE FROM journal_entry WHERE seq = (SELECT max(seq) FROM journal_entry)")

    after = walked(worked)
    assert (after.entry_count, after.head) != (before.entry_count, before.head)


def test_an_act_that_was_taken_out_is_found(worked):
    tamper(worked, "DELETE FROM journal_act WHERE row = 2")

    assert walked(worked).broken_at is not None


def test_a_person_is_erased_and_the_chain_still_holds(worked):
    before = walked(worked)

    with worked.changing() as desk:
        desk.session.execute(text("DELETE FROM journal_detail WHERE detail LIKE '%Anggota Satu%'"))

    assert walked(worked) == before
    worked.close()
    assert b"Anggota Satu" not in _without_person(worked.path)


def _without_person(path):
    """The file's bytes once the person's own row is gone too."""
    library = open_library(path, clock=lambda: NOON)
    with library.changing() as desk:
        desk.session.execute(text("UPDATE borrower SET person = NULL"))
        desk.session.execute(text("DELETE FROM person"))
        desk.session.execute(text("INSERT INTO person_search (person_search) VALUES ('rebuild')"))
    library.close()
    return path.read_bytes()


def test_what_an_entry_said_can_be_read(desk):
    act = journal.begin(desk, ActKind.lend)

    journal.note(desk, act, "lend", noun="loan", noun_id="x", detail={"due": TODAY, "name": "Ünal"})

    said = desk.session.execute(text("SELECT detail FROM journal_detail")).scalar_one()
    assert said == '{"due": "2026-11-22", "name": "Ünal"}'


def test_the_same_words_never_give_the_same_digest(desk):
    act = journal.begin(desk, ActKind.lend)

    for _ in range(2):
        journal.note(desk, act, "lend", noun="loan", noun_id="x", detail={"name": "Ali"})

    digests = desk.session.execute(text("SELECT digest FROM journal_entry")).scalars().all()
    assert len(set(digests)) == 2


def test_an_act_remembers_the_zone_of_its_clock(desk):
    act = journal.begin(desk, ActKind.lend)

    assert (act.at, act.offset_minutes, act.on_day) == (NOON, 480, TODAY)


@pytest.mark.parametrize(
    ("hour", "minute", "doubtful"),
    [(11, 54, True), (11, 55, False), (12, 0, False), (13, 0, False)],
)
def test_a_clock_that_ran_back_is_noted(desk, hour, minute, doubtful):
    journal.begin(desk, ActKind.lend)
    later = at(desk, TODAY, hour, minute)

    assert journal.clock_is_doubtful(later) is doubtful
    assert journal.begin(later, ActKind.lend).clock_doubtful is doubtful


def test_a_journal_survives_closing(worked):
    before = walked(worked)
    worked.close()

    again = open_library(worked.path)

    assert walked(again) == before
    again.close()
