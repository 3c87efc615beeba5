"""Imports without a window: kinds, columns that are said, rows to correct, undoing."""

import json

LIST = "Nama Bahan;Oleh;Jml\nPadi Apung;Contoh;3\n;Temu;2\n"


def test_columns_are_said_and_left_out_rows_written(jukung, tmp_path):
    jukung("init")
    path, out = tmp_path / "daftar.csv", tmp_path / "sisa.csv"
    path.write_text(LIST, encoding="utf-8")

    unknown = jukung("import", str(path))
    said = jukung(
        "import", str(path), "--map", "Nama Bahan=title,Oleh=author", "--rejects", str(out),
        "--apply", "--json",
    )  # fmt: skip
    value = json.loads(said.out)

    assert unknown.code == 1
    assert (value["stored_titles"], value["stored_copies"]) == (1, 3)
    assert value["kinds"]["titles"] == {"found": 1, "stored": 1, "left_out": 0}
    assert value["rejected_rows"] == 1
    assert "Temu" in out.read_text(encoding="utf-8-sig")


def test_words_that_name_no_column_or_use_are_refused(jukung, tmp_path):
    jukung("init")
    path = tmp_path / "daftar.csv"
    path.write_text(LIST, encoding="utf-8")

    column = jukung("import", str(path), "--map", "Halaman=title")
    use = jukung("import", str(path), "--map", "Oleh=buku")

    assert column.code == use.code == 1
    assert "Halaman" in column.err
    assert "buku" in use.err


def test_members_are_planned_stored_and_taken_back(jukung, tmp_path):
    jukung("init")
    path = tmp_path / "anggota.csv"
    path.write_text("no anggota,nama,jenis kelamin\n0007,Contoh,P\n", encoding="utf-8")

    stored = json.loads(jukung("import", str(path), "--apply", "--json").out)
    undone = json.loads(jukung("import", "undo", stored["import_id"], "--json").out)

    assert (stored["members"], stored["stored_members"]) == (1, 1)
    assert (undone["members"], undone["kept_members"]) == (1, [])


def test_what_stays_is_looked_at_before_and_written_as_a_list(jukung, tmp_path):
    jukung("init")
    path, out = tmp_path / "daftar.csv", tmp_path / "sisa.csv"
    path.write_text("Judul;Nomor\nPadi Apung;L1\nUdang Rawa;L2\n", encoding="utf-8")
    stored = json.loads(
        jukung("import", str(path), "--map", "Judul=title,Nomor=number", "--apply", "--json").out
    )
    jukung("member", "add", "Contoh", "--card", "A1")
    jukung("lend", "A1", "L1")

    looked = jukung("import", "undo", stored["import_id"], "--look").value
    undone = jukung("import", "undo", stored["import_id"], "--kept", str(out)).value

    assert looked == undone
    assert (undone["titles"], undone["kept"], undone["kept_copies"]) == (1, ["Padi Apung"], ["L1"])
    assert undone["why"] == {"title": {"lent": 1}, "copy": {"lent": 1}}
    rows = [line.split(";") for line in out.read_text("utf-8-sig").splitlines()]
    assert [row[1] for row in rows[1:]] == ["Padi Apung", "L1"]
    assert all(len(row) == 3 for row in rows)
