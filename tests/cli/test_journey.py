"""The main journey by the command line: list in, loans, labels, month, province."""

import pytest

from jukung.exchange.imports.slims_columns import COLUMNS

OCTOBER = "2026-10"


@pytest.fixture
def journey(jukung, tmp_path):
    """A library and a province that know each other."""
    jukung("init", "--region", "63.03.05.2007")
    jukung("agency", "init", library="p.jukung-agency")
    agency = jukung("agency", "card", "--to", tmp_path, library="p.jukung-agency").value
    card = jukung("card", "--to", tmp_path).value
    jukung("join", agency["file"])
    jukung("agency", "enrol", card["file"], "--code", "63.03.05.2007", library="p.jukung-agency")
    return jukung


def test_a_new_library_lends_at_once(jukung):
    jukung("init")
    card = jukung("member", "add", "Nur Hasanah").value["card"]

    lent = jukung("lend", card, "778", "--title", "Perahu kertas").value

    assert lent["barcode"] == "778"
    assert lent["card"] == card
    assert {"loan", "barcode", "card", "due_on"} <= lent.keys()
    assert jukung("return", "778").value["returned_on"] is not None
    assert jukung("check").value["sound"] is True


def test_a_number_is_found_without_its_zeros_in_front(jukung):
    jukung("init")
    card = jukung("member", "add", "Nur Hasanah").value["card"]
    jukung("lend", card, "000778", "--title", "Perahu kertas")

    back = jukung("return", "778")

    assert back.value["barcode"] == "000778"


def test_a_plan_stores_nothing_and_an_import_is_undone_whole(jukung, tmp_path):
    jukung("init")
    listed = tmp_path / "daftar.csv"
    listed.write_text(_titles(30), encoding="utf-8")

    plan = jukung("import", listed).value
    stored = jukung("import", listed, "--apply").value
    again = jukung("import", listed, "--apply")
    undone = jukung("import", "undo", stored["import_id"]).value

    assert plan["titles"] == 30
    assert plan["copies"] == 30
    assert plan["members"] == 0
    assert "import_id" not in plan
    assert again.code == 1
    assert (undone["titles"], undone["copies"], undone["kept"]) == (30, 30, [])
    assert jukung("search", "Judul").value == []


def test_what_was_lent_since_survives_the_undo_of_its_import(jukung, tmp_path):
    jukung("init")
    listed = tmp_path / "daftar.csv"
    listed.write_text(_titles(5), encoding="utf-8")
    stored = jukung("import", listed, "--apply").value
    card = jukung("member", "add", "Nur").value["card"]
    jukung("lend", card, "N003")

    undone = jukung("import", "undo", stored["import_id"]).value

    assert undone["kept"] == ["Judul ke-3"]
    assert undone["titles"] == 4
    assert jukung("return", "N003").code == 0


def test_a_month_becomes_a_receipt(journey, tmp_path):
    card = journey("member", "add", "Nur").value["card"]
    journey("lend", card, "1", "--title", "Satu", "--on", "2026-10-20")
    journey("visits", "add", "--female", "5", "--male", "2", "--on", "2026-10-21")
    journey("activity", "add", "Menjahit", "--female", "9", "--on", "2026-10-21")
    stick = tmp_path / "stick"

    closed = journey("month", "close", OCTOBER).value
    sent = journey("month", "export", "--to", stick).value
    judged = journey("agency", "accept", stick, library="p.jukung-agency").value
    again = journey("agency", "accept", stick, library="p.jukung-agency").value
    receipt = journey("month", "receipt", sent[0]["file"].replace(".jkp", ".jkr"))
    totals = journey("agency", "totals", OCTOBER, library="p.jukung-agency").value

    assert closed["values"]["loans"] == 1
    assert [each["verdict"] for each in judged] == ["ACCEPT"]
    assert judged[0]["site"] == "63.03.05.2007"
    assert judged[0]["period"] == OCTOBER
    assert [each["verdict"] for each in again] == ["DUPLICATE"]
    assert receipt.code == 0
    assert totals["sites"] == 1
    assert totals["values"]["visits"] == 7
    assert totals["values"]["activity_participants"] == 9
    assert journey("month", "export", "--to", stick).code == 1


def test_figures_nobody_recorded_are_null_all_the_way_to_the_province(journey, tmp_path):
    card = journey("member", "add", "Nur").value["card"]
    journey("lend", card, "1", "--title", "Satu", "--on", "2026-10-20")

    journey("month", "close", OCTOBER)
    journey("month", "export", "--to", tmp_path / "s")
    journey("agency", "accept", tmp_path / "s", library="p.jukung-agency")
    totals = journey("agency", "totals", OCTOBER, library="p.jukung-agency").value

    assert totals["values"]["visits"] is None
    assert totals["values"]["loans"] == 1


def test_a_prison_file_is_encrypted_and_takes_no_name(jukung, tmp_path):
    jukung("init", "--kind", "prison", library="lapas.jukung")

    named = jukung("member", "add", "Nama Rahasia", library="lapas.jukung")
    card = jukung("member", "add", library="lapas.jukung").value["card"]
    unscreened = jukung("lend", card, "5", "--title", "Buku", library="lapas.jukung")

    assert named.code == 1
    assert unscreened.code == 1
    content = (tmp_path / "lapas.jukung").read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert card.encode() not in content


def test_a_backup_comes_back_as_a_new_file(jukung, tmp_path):
    jukung("init")
    card = jukung("member", "add", "Nur").value["card"]
    jukung("lend", card, "5", "--title", "Buku")

    backup = jukung("backup", "--to", tmp_path / "stick").value
    restored = jukung("restore", backup["file"], "--to", tmp_path / "new.jukung")

    assert backup["checked"] is True
    assert restored.code == 0
    assert jukung("member", "find", "Nur", library="new.jukung").value[0]["on_loan"] == 1
    assert jukung("check", library="new.jukung").value["sound"] is True


def test_labels_are_a_pdf_of_the_sheet(jukung, tmp_path):
    jukung("init")
    card = jukung("member", "add", "Nur").value["card"]
    jukung("lend", card, "0004521", "--title", "Bumi dan langit")
    target = tmp_path / "label.pdf"

    said = jukung("labels", "--sheet", "tj-107", "--start", "4", "--out", target).value

    assert said["labels"] == 1
    assert said["sheets"] == 1
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("typed", [["lend"], ["bogus"], ["month"], ["import"]])
def test_wrong_usage_exits_with_two(jukung, typed):
    said = jukung(*typed)

    assert said.code == 2


def test_a_refusal_is_one_sentence_in_the_chosen_language(jukung):
    jukung("init")

    indonesian = jukung("return", "5555", "--language", "id")
    english = jukung("return", "5555", "--language", "en")

    assert indonesian.code == english.code == 1
    assert english.err.startswith("Number 5555 is not known")
    assert indonesian.err != english.err
    assert len(indonesian.err.strip().splitlines()) == 1
    assert "Traceback" not in indonesian.err


def _titles(count: int) -> str:
    head = [column.replace(" ", "_") for column in COLUMNS]
    rows = [head]
    for place in range(1, count + 1):
        row = [f"Judul ke-{place}", "Text", *[""] * 13, f"<Penulis {place}>", "<Rawa>"]
        rows.append([*row, f"<N{place:03}>"])
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def test_without_a_screen_a_window_is_not_tried(jukung, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    said = jukung("demo", "--language", "en")

    assert said.code == 1
    assert said.err.startswith("There is no screen here")
