"""The open export read back is the same library, and nothing that was changed is read."""

import csv
import hashlib
import json
import shutil
import tracemalloc

import pytest
from frictionless import Package
from full import fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ContributorKind, Frequency
from jukung.exchange.exports import open_export, open_reading
from jukung.library import backup, catalogue, check, circulation, copies, demo, journal
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.library.desk import open_library
from makers import NOON, QUICK, TODAY, a_copy, a_library, a_loan, a_member

# Where words about a person may stand.
PERSONAL = (
    ("staff", "name"), ("person", "name"), ("person", "address"), ("person", "guardian_name"),
    ("borrower", "note"), ("sanction", "reason"), ("activity", "facilitator"),
    ("activity", "story"), ("activity_photo", "caption"), ("letter", "subject"),
    ("visit", "group_name"), ("ledger", "reason"), ("write_off", "note"), ("return_check", "note"),
    ("paper_slip", "card"),
)  # fmt: skip


def read(folder, target):
    return open_reading.read(folder, target, clock=lambda: NOON, sealing=QUICK)


def exported(library, folder):
    return open_export.write(library, folder).folder


def files_in(folder):
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


def differing(one, two):
    left, right = files_in(one), files_in(two)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def again(library, tmp_path):
    """What an export, read back and exported again, has otherwise."""
    one = exported(library, tmp_path / "one")
    back = read(one, tmp_path / "back.jukung")
    try:
        return differing(one, exported(back, tmp_path / "two"))
    finally:
        back.close()


def test_every_table_comes_back_letter_for_letter(full, tmp_path):
    assert again(full, tmp_path) == []


def test_half_a_year_of_work_comes_back(home, tmp_path):
    library = demo.make(tmp_path / "demo.jukung", days=40, today=TODAY)
    library._clock = lambda: NOON

    found = again(library, tmp_path)
    library.close()

    assert found == []
    back = open_library(tmp_path / "back.jukung", clock=lambda: NOON)
    with back.changing() as desk:
        examined = check.examine(desk)
        due = catalogue.find(desk, "sungai")
        walked = journal.walk(desk)
        a_loan(desk)  # and work goes on
    back.close()
    assert examined.is_sound
    assert due
    assert (walked.broken_at, walked.altered_count) == (None, 0)


def test_a_prison_comes_back_encrypted_and_without_names(prison, tmp_path):
    with prison.changing() as desk:
        member, number = a_member(desk), a_copy(desk)
        a_loan(desk, member, number)
        circulation.give_back(desk, number)
        a_loan(desk)

    assert again(prison, tmp_path) == []

    assert not (tmp_path / "back.jukung").read_bytes().startswith(b"SQLite")
    back = open_library(tmp_path / "back.jukung", clock=lambda: NOON)
    with back.reading() as desk:
        assert check.examine(desk).is_sound
        assert desk.profile.is_prison
        loans = desk.session.execute(text("SELECT borrower, returned_on FROM loan ORDER BY row"))
        assert [tuple(row) for row in loans] == [(None, TODAY.isoformat()), (None, None)]
    back.close()


def test_a_prison_with_a_row_in_every_table_comes_back_without_a_word_on_anybody(prison, tmp_path):
    with prison.changing() as desk:
        fill(desk.session)
        for table, column in PERSONAL:
            desk.session.execute(text(f"UPDATE {table} SET {column} = 'Rahasia'"))  # noqa: S608 - our own
        desk.session.execute(
            text("INSERT INTO setting VALUES ('letterhead', :said)"),
            {"said": '{"signers": [{"name": "Rahasia"}]}'},
        )

    found = again(prison, tmp_path)

    assert found == []
    assert [
        name for name, content in files_in(tmp_path / "one").items() if b"Rahasia" in content
    ] == []


def test_a_library_read_back_has_an_epoch_of_its_own(full, tmp_path):
    back = read(exported(full, tmp_path / "one"), tmp_path / "back.jukung")

    before, after = full.profile(), back.profile()
    back.close()

    assert after.uid == before.uid
    assert after.epoch != before.epoch
    assert after.public_key == before.public_key  # the computer has the key


def test_on_another_computer_it_has_a_key_of_its_own(full, tmp_path, monkeypatch):
    folder = exported(full, tmp_path / "one")
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "elsewhere"))

    back = read(folder, tmp_path / "back.jukung")
    after = back.profile()
    back.close()

    assert after.public_key != full.profile().public_key
    assert [each.suffix for each in (tmp_path / "elsewhere" / "keys").iterdir()] != []


WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
NAMES = WORDS.filter(lambda text: text.strip() != "")


@st.composite
def drafts(draw):
    people = draw(st.lists(NAMES, max_size=3, unique=True))
    return TitleDraft(
        title=draw(NAMES),
        statement=draw(WORDS),
        people=tuple(people),
        subjects=tuple(draw(st.lists(NAMES, max_size=3, unique=True))),
        isbn=draw(WORDS),
        notes=draw(WORDS),
        language=draw(WORDS),
        frequency=draw(st.sampled_from(Frequency)),
        roles=tuple(draw(st.sampled_from(["", "aut", "trl"])) for _ in people),
        name_kinds=tuple(draw(st.sampled_from(ContributorKind)) for _ in people),
        own_fields=tuple(draw(st.lists(st.tuples(NAMES, WORDS), max_size=2))),
    )


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(titles=st.lists(drafts(), max_size=5), notes=st.lists(WORDS, max_size=3))
def test_any_library_comes_back(blank_library, tmp_path, titles, notes):
    base = tmp_path / "any"
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir()
    shutil.copyfile(blank_library, base / blank_library.name)
    library = open_library(base / blank_library.name, clock=lambda: NOON, sealing=QUICK)
    with library.changing() as desk:
        for draft in titles:
            title_id = catalogue.add(desk, draft)
            for note in notes:
                copies.add(desk, title_id, draft=CopyDraft(source=note))
        a_member(desk, "Anggota", note=notes[0] if notes else "")

    found = again(library, base)
    library.close()

    assert found == []


# --- what is not believed ----------------------------------------------------------------------


@pytest.fixture
def folder(full, tmp_path):
    return exported(full, tmp_path / "out")


def refused(folder, tmp_path, kind=errors.OpenExportUnreadable):
    with pytest.raises(kind) as caught:
        read(folder, tmp_path / "back.jukung")
    assert not list(tmp_path.glob("back.jukung"))
    assert not list(tmp_path.glob("*.part"))
    return caught.value


def rewritten(folder, name, change):
    """Change a file and its digest with it, as somebody would who means to."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for each in described["resources"]:
        if each["name"] == name:
            each["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    (folder / "datapackage.json").write_text(json.dumps(described))


def put(rows, column, value):
    rows[1][rows[0].index(column)] = value


def test_a_changed_file_is_named(folder, tmp_path):
    path = folder / "loans.csv"
    path.write_bytes(path.read_bytes() + b"1\r\n")

    refusal = refused(folder, tmp_path)

    assert refusal.facts["file"] == "loans.csv"


def test_a_missing_file_is_named(folder, tmp_path):
    (folder / "titles.csv").unlink()

    assert refused(folder, tmp_path).facts["file"] == "titles.csv"


def test_another_picture_is_named(folder, tmp_path):
    next((folder / "covers").iterdir()).write_bytes(b"\xff\xd8\xff\xe0 other")

    assert refused(folder, tmp_path).facts["file"] == "covers.csv"


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("titles", "added_on", "yesterday"),
        ("titles", "row", "one"),
        ("titles", "row", str(2**70)),
        ("titles", "audience", "everybody"),
        ("titles", "title", ""),
        ("copies", "price", "-5"),
        ("loans", "clock_doubtful", "2"),
        ("loans", "copy", "77"),
        ("title_origins", "record", "not base64"),
        ("covers", "file", "../out/covers/1.jpg"),
        ("covers", "file", "/etc/passwd"),
        ("covers", "file", "covers/2.jpg"),
        ("settings", "key", "vault_tries"),
        ("library", "kind", "prison"),
        ("library", "uid", "../../keys"),
    ],
)
def test_what_no_library_can_hold_is_not_read(folder, tmp_path, name, column, value):
    rewritten(folder, name, lambda rows: put(rows, column, value))

    refused(folder, tmp_path)


def many(rows, column, cells):
    """As many rows as cells, each as the first but for its number, id and this column."""
    head, first = rows[0], rows[1]
    del rows[1:]
    for at, cell in enumerate(cells, 1):
        made = list(first)
        made[head.index("row")], made[head.index("id")] = str(at), f"id-{at}"
        made[head.index(column)] = cell
        rows.append(made)


def test_long_notes_do_not_pile_up_in_memory(folder, tmp_path):
    rewritten(
        folder, "titles", lambda rows: many(rows, "notes", ["x" * 1_500_000 for _ in range(60)])
    )

    tracemalloc.start()
    back = read(folder, tmp_path / "back.jukung")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    with back.reading() as desk:
        [kept] = desk.session.execute(text("SELECT count(*) FROM title")).scalars()
    back.close()
    assert kept == 60
    assert peak < 60_000_000


@pytest.mark.parametrize("joint", ["", "\n"])
def test_a_row_of_seventeen_million_letters_is_not_read(folder, tmp_path, joint):
    cell = joint.join(["x" * 1_000_000] * 17)
    rewritten(folder, "titles", lambda rows: put(rows, "notes", cell))

    assert refused(folder, tmp_path).facts["file"] == "titles.csv"


def test_columns_in_another_order_are_not_guessed(folder, tmp_path):
    rewritten(folder, "titles", lambda rows: rows[0].reverse())

    assert refused(folder, tmp_path).facts["file"] == "titles.csv"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff", b"[" * 200_000, b'{"jukung": {"format": "other"}}']
)
def test_a_folder_of_something_else_is_refused(folder, tmp_path, content):
    (folder / "datapackage.json").write_bytes(content)

    assert refused(folder, tmp_path).facts["file"] == "datapackage.json"


def test_a_newer_export_is_refused_kindly(folder, tmp_path):
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    described["jukung"]["version"] = 2
    (folder / "datapackage.json").write_text(json.dumps(described))

    refused(folder, tmp_path, errors.FileNewer)


def test_a_library_is_never_covered(folder, full):
    before = full.path.read_bytes()

    with pytest.raises(errors.FileExists):
        read(folder, full.path)

    assert full.path.read_bytes() == before


def test_stopped_it_makes_no_library(folder, tmp_path):
    with pytest.raises(errors.ExportStopped):
        open_reading.read(folder, tmp_path / "back.jukung", stopped=lambda: True)

    assert not list(tmp_path.glob("back.jukung"))


def test_a_backup_of_what_was_read_back_is_true(folder, tmp_path):
    back = read(folder, tmp_path / "back.jukung")

    made = backup.write(back, tmp_path / "stick")
    back.close()

    assert made.size > 0


def test_frictionless_sees_what_we_see(tmp_path, home):
    library = a_library(tmp_path)
    with library.changing() as desk:
        fill(desk.session)
        desk.session.execute(text("UPDATE loan SET copy = 1"))
    folder = exported(library, tmp_path / "out")
    library.close()
    rewritten(folder, "loans", lambda rows: put(rows, "copy", "77"))

    report = Package(str(folder / "datapackage.json")).validate()

    assert not report.valid
    refused(folder, tmp_path)
