import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import blank_numbers, catalogue, check, circulation, copies, intake, journal
from jukung.library.catalogue import TitleDraft
from jukung.library.intake import Incoming
from makers import a_copy, a_loan, a_member

LIST = [
    Incoming(
        TitleDraft(
            title=f"Judul {number}",
            people=("Hamdan", f"Siti {number}"),
            subjects=("Rawa",),
            isbn="978-000-000-001-9",
            call_number="639 HAM j",
            class_number="639",
        ),
        (f"L{number}", f"M{number}"),
    )
    for number in range(7)
]
FACTS = {"file": "daftar.csv", "format": "slims", "sha256": "0"}

# What an undone import may leave: its own history, and numbers that were taken.
STAYS = ("journal_", "number_series", "sqlite_sequence")


def receive(desk, incoming=LIST, **ways):
    return intake.receive(
        desk,
        incoming,
        facts=FACTS,
        progress=ways.get("progress", lambda _done, _total: None),
        stopped=ways.get("stopped", lambda: False),
    )


def everything(library):
    """Each table's rows, and what its search index would find."""
    plain = library.file.connect_plainly()
    names = [
        name
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(STAYS) and not any(part in name for part in ("_search",))
    ]
    tables = {
        name: plain.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()  # noqa: S608 - ours
        for name in names
    }
    for index in ("title_search", "person_search"):
        words = f"temp.{index}_words"
        plain.execute(f"CREATE VIRTUAL TABLE {words} USING fts5vocab (main, {index}, 'instance')")
        tables[index] = plain.execute(f"SELECT * FROM {words} ORDER BY 1, 2, 3, 4").fetchall()  # noqa: S608 - ours
    plain.close()
    return tables


@pytest.fixture
def worked(library):
    """A library that already has titles, members and loans."""
    with library.changing() as desk:
        member = a_member(desk, card="A1")
        a_loan(desk, member, a_copy(desk, "K1", title="Lama"))
        a_copy(desk, "K2", title="Lama Sekali")
    return library


def test_an_import_stores_every_title_and_copy(desk):
    arrival = receive(desk)

    assert (arrival.title_count, arrival.copy_count) == (7, 14)
    assert catalogue.count(desk) == 7
    (line,) = intake.imports(desk)
    assert (line.import_id, line.file, line.format) == (arrival.import_id, "daftar.csv", "slims")
    assert (line.title_count, line.copy_count, line.is_undone) == (7, 14, False)


def test_an_imported_title_is_like_one_typed_by_hand(library):
    draft = LIST[0].draft
    with library.changing() as desk:
        typed = catalogue.show(desk, catalogue.add(desk, draft))
        receive(desk, LIST[:1])
        imported = catalogue.show(desk, copies.show(desk, "L0").title_id)
        found = catalogue.find(desk, "siti 0")
        by_isbn = catalogue.find(desk, draft.isbn)
        copy = copies.show(desk, "l0")

    assert imported.draft == typed.draft == draft
    assert imported.class_main == typed.class_main == "6"
    assert len(found) == len(by_isbn) == 2
    assert (copy.call_number, copy.label_printed) == ("639 HAM j", False)


def test_an_imported_copy_is_lent(desk):
    receive(desk)

    assert a_loan(desk, number="L3").title == "Judul 3"


def test_more_than_one_chunk_is_stored_in_order(desk):
    told = []
    incoming = [
        Incoming(TitleDraft(title=f"Judul {number}"), (f"L{number}",)) for number in range(1201)
    ]

    arrival = receive(desk, incoming, progress=lambda done, total: told.append((done, total)))

    assert told == [(500, 1201), (1000, 1201), (1201, 1201)]
    assert [each.number for each in copies.of_act(desk, arrival.import_id)][::400] == [
        "L0",
        "L400",
        "L800",
        "L1200",
    ]


MANY = [Incoming(TitleDraft(title=f"Naskah {number}"), (f"N{number}",)) for number in range(600)]


def test_many_titles_are_found_and_so_is_the_next_one_by_hand(library):
    with library.changing() as desk:
        receive(desk, MANY)
    with library.changing() as desk:
        catalogue.add(desk, TitleDraft(title="Naskah Terakhir"))

    with library.reading() as desk:
        assert catalogue.find(desk, "naskah 599")[0].title == "Naskah 599"
        assert catalogue.find(desk, "terakhir")[0].title == "Naskah Terakhir"
        assert check.examine(desk).is_sound


def test_many_titles_that_were_stopped_leave_the_index_watched(library):
    calls = iter([False, False, True])
    with pytest.raises(errors.ImportStopped), library.changing() as desk:
        receive(desk, MANY, stopped=lambda: next(calls))

    with library.changing() as desk:
        catalogue.add(desk, TitleDraft(title="Naskah Terakhir"))
        assert catalogue.find(desk, "terakhir")[0].title == "Naskah Terakhir"
        assert check.examine(desk).is_sound


def test_a_stopped_import_stores_nothing(worked):
    before = everything(worked)

    with pytest.raises(errors.ImportStopped), worked.changing() as desk:
        receive(desk, stopped=lambda: True)

    assert everything(worked) == before


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (Incoming(TitleDraft(title=" "), ()), errors.TitleMissing),
        (Incoming(TitleDraft(title="x"), ("k1",)), IntegrityError),
    ],
)
def test_one_wrong_title_keeps_all_of_them_out(worked, wrong, refusal):
    before = everything(worked)

    with pytest.raises(refusal), worked.changing() as desk:
        receive(desk, [*LIST, wrong])

    assert everything(worked) == before


def test_an_undone_import_leaves_every_table_as_it_was(worked):
    before = everything(worked)
    with worked.changing() as desk:
        arrival = receive(desk)

    with worked.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    assert everything(worked) == before
    assert (taken.title_count, taken.copy_count, taken.kept) == (7, 14, ())


def test_an_import_after_an_undone_one_is_the_same(worked):
    with worked.changing() as desk:
        intake.take_back(desk, receive(desk).import_id)

    with worked.changing() as desk:
        arrival = receive(desk)

    with worked.reading() as desk:
        assert (arrival.title_count, arrival.copy_count) == (7, 14)
        assert [each.is_undone for each in intake.imports(desk)] == [False, True]


def test_what_was_lent_since_is_kept_by_name(worked):
    with worked.changing() as desk:
        arrival = receive(desk)
        circulation.lend(desk, "A1", "L2")
        circulation.give_back(desk, "L2")

    with worked.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    with worked.reading() as desk:
        assert taken.kept == ("Judul 2",)
        assert (taken.title_count, taken.copy_count) == (6, 12)
        assert taken.kept_copies == ("L2", "M2")
        assert copies.show(desk, "L2").title == "Judul 2"
        assert catalogue.count(desk) == 3


def test_what_was_given_further_copies_is_kept_by_name(worked):
    with worked.changing() as desk:
        arrival = receive(desk)
        title_id = copies.show(desk, "L4").title_id
        copies.add(desk, title_id, numbers_given=("BARU",))

    with worked.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    with worked.reading() as desk:
        assert taken.kept == ("Judul 4",)
        shown = catalogue.show(desk, title_id)
        assert [each.number for each in shown.copies] == ["BARU", "L4", "M4"]


def test_an_import_is_undone_once(desk):
    arrival = receive(desk)
    intake.take_back(desk, arrival.import_id)

    with pytest.raises(errors.ImportUndone):
        intake.take_back(desk, arrival.import_id)


def test_another_act_is_no_import(desk):
    a_member(desk)
    act = desk.session.execute(text("SELECT id FROM journal_act")).scalar_one()

    for name in (act, "no-such-act"):
        with pytest.raises(errors.ImportUnknown):
            intake.take_back(desk, name)


def test_what_is_here_is_recognised_whatever_its_capitals(desk):
    receive(desk, [*LIST[:2], LIST[0]][:2])
    known = intake.known_titles(desk)

    same = TitleDraft(
        title=" JUDUL 0", people=("hamdan", "SITI 0"), isbn="978-000-000-001-9", notes="lain"
    )
    other = TitleDraft(title="Judul 0", people=("Hamdan",), isbn="978-000-000-001-9")

    assert known[intake.likeness(same)] == 1
    assert known[intake.likeness(other)] == 0


def test_numbers_of_cards_and_copies_are_taken(desk):
    a_member(desk, card="a9")
    a_copy(desk, "k9")

    assert intake.taken_numbers(desk) == {"A9", "K9"}


def test_a_number_that_was_printed_blank_has_its_label_after_an_import(desk):
    (number,) = blank_numbers.reserve(desk, 1).numbers

    receive(desk, [Incoming(TitleDraft("Rawa"), (number, "L1"))])

    labels = [copy.label_printed for copy in copies.with_numbers(desk, (number, "L1"))]
    assert labels == [True, False]
    assert blank_numbers.count(desk) == 0


def test_the_name_of_a_file_can_be_erased_and_is_shown_until_then(desk):
    facts = {"file": "Siti Aminah NIK 6304.csv", "format": "slims", "sha256": "0"}
    intake.receive(
        desk, LIST[:1], facts=facts, progress=lambda _done, _total: None, stopped=lambda: False
    )

    shown = intake.imports(desk)[0].file
    lasting = desk.session.execute(text("SELECT group_concat(facts) FROM journal_act")).scalar()
    desk.session.execute(text("DELETE FROM journal_detail"))

    assert shown == "Siti Aminah NIK 6304.csv"
    assert "Siti" not in lasting
    assert intake.imports(desk)[0].file == ""


def test_an_older_import_still_shows_the_name_of_its_file(desk):
    facts = {"file": "lama.csv", "format": "slims", "titles": 1, "copies": 1}
    act = journal.begin(desk, ActKind.import_titles, facts=facts)
    journal.note(desk, act, "import", noun="titles", noun_id=act.id)

    assert intake.imports(desk)[0].file == "lama.csv"
