import pytest


@pytest.fixture
def member(jukung):
    jukung("init", "--name", "Rawa", "--region", "63.03.05.2007")
    return jukung("member", "add", "Rahmah Hayati").value["card"]


def test_a_charge_is_paid_in_part_and_waived(jukung, member):
    jukung("charge", member, 5000, "--reason", "sobek")
    jukung("pay", member, 2000)
    jukung("waive", member, 1000, "--reason", "banjir")

    account = jukung("account", member).value

    assert account["owed"] == 2000
    assert [one["kind"] for one in account["charges"][0]["settlements"]] == ["payment", "waiver"]


def test_paying_too_much_is_refused_in_one_sentence(jukung, member):
    jukung("charge", member, 500, "--reason", "sobek")

    said = jukung("pay", member, 900, "--language", "en")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Rp900 is more than the Rp500 that are owed.")


def test_a_payment_is_undone(jukung, member):
    jukung("charge", member, 500, "--reason", "sobek")
    jukung("pay", member, 500)

    undone = jukung("undo").value["undone"]

    assert (undone, jukung("account", member).value["owed"]) == ("pay", 500)


def test_the_cash_box_is_counted(jukung, member):
    jukung("charge", member, 500, "--reason", "sobek")
    jukung("pay", member, 200)

    sums = jukung("cash", "2020-01-01", "2999-12-31").value

    assert sums == {"charged": 500, "paid": 200, "waived": 0}


def test_a_sanction_is_noted_and_lifted(jukung, member):
    noted = jukung("sanction", "add", member, "--kind", "task", "--reason", "susun rak").value
    jukung("sanction", "lift", noted["id"])

    listed = jukung("sanction", "list", member).value

    assert [(line["kind"], line["running"]) for line in listed] == [("task", False)]


def test_there_is_nothing_to_forget_in_a_new_library(jukung, member):
    assert jukung("forget").value == {"loans": 0}
