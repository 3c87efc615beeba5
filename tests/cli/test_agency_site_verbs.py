"""The agency's register and invitations on the command line."""

import pytest


@pytest.fixture
def office(jukung, tmp_path):
    """Calls verbs of an agency of this test."""
    path = tmp_path / "dinas.jukung-agency"

    def call(*words, **rest):
        return jukung("agency", *words, "--library", str(path), **rest)

    call("init", "--code", "63")
    return call


def test_an_invited_library_joins_in_one_step(jukung, office, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    office("site", "add", "63.03.05.2007", "--name", "Pustaka Ilung", "--by", "Rahmi")
    made = office("invite", "--all-without-key", "--to", str(stick)).value
    jukung("init", "--name", "Pustaka Ilung", "--region", "63.03.05.2007")

    joined = jukung("join", made[0]["file"], "--to", str(stick)).value
    judged = office("accept", str(stick)).value

    assert (joined["code"], joined["differs"]) == ("63.03.05.2007", False)
    assert [each["verdict"] for each in judged] == ["ENROLLED"]
    assert [each["state"] for each in office("invitations").value] == ["used"]
    assert office("site", "list").value[0]["jukung"]


def test_the_register_is_kept(office, tmp_path):
    listed = tmp_path / "daftar.csv"
    listed.write_text(
        "kode,nama,kontak,no hp\n6303052010,Pustaka Ilung,Siti,0811\nabc,Salah,,\n",
        encoding="utf-8",
    )

    checked = office("sites", "import", str(listed), "--check").value
    taken = office("sites", "import", str(listed)).value
    office("site", "add", "63.03.05.2011", "--name", "Pustaka Dua")
    office("site", "merge", "63.03.05.2010", "--into", "63.03.05.2011", "--from", "2026-11")
    office("site", "reopen", "63.03.05.2010")
    office("site", "close", "63.03.05.2010", "--from", "2026-12")
    contacts = office("contact", "63.03.05.2010", "--name", "Hasan", "--phone", "0822").value
    office("site", "edit", "63.03.05.2010", "--name", "Pustaka Lama")

    assert (checked["taken"], taken["taken"], taken["left_out"]) == (False, True, [3])
    assert [each["name"] for each in contacts] == ["Siti", "Hasan"]
    assert [(each["name"], each["closed_from"]) for each in office("site", "list").value] == [
        ("Pustaka Lama", "2026-12"),
        ("Pustaka Dua", None),
    ]


def test_a_list_of_regions_is_loaded(office, tmp_path):
    listed = tmp_path / "kode.csv"
    listed.write_text("kode;nama\n63.03;Banjar\n", encoding="utf-8")
    office("site", "add", "63.04", "--name", "Pustaka Kuala")

    loaded = office("regions", "load", str(listed), "--edition", "Daftar 2026").value

    assert (loaded["regions"], loaded["strays"]) == (1, ["63.04"])


def test_two_people_on_the_command_line(jukung, office, tmp_path):
    jukung("init", "--name", "Pustaka Ilung", "--region", "63.03.05.2007")
    card = jukung("card", "--to", str(tmp_path)).value["file"]
    office("propose", card, "--code", "63.03.05.2007", "--by", "Rahmi")

    done = office("confirm", "--code", "63.03.05.2007", "--by", "Hasan").value

    assert done["site"] == "63.03.05.2007"
