"""A district between a library and its province, on the command line."""

import pytest


@pytest.fixture
def offices(jukung, tmp_path):
    """Calls verbs of a province and of a district."""

    def caller(file, code):
        path = tmp_path / file
        call = lambda *words, **rest: jukung("agency", *words, "--library", str(path), **rest)  # noqa: E731 - two of one kind
        call("init", "--code", code, "--name", f"Dinas {code}")
        return call

    return caller("dinas.jukung-agency", "63"), caller("kab.jukung-agency", "63.03")


@pytest.fixture
def stick(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_a_report_goes_by_the_district_and_its_receipt_comes_back(jukung, offices, stick, tmp_path):
    province, district = offices
    card = district("card", "--to", str(stick)).value["file"]
    permit = province("relay", "permit", card, "--to", str(stick), "--by", "Rahmi").value["file"]
    district("relay", "take", permit, "--compared", "--by", "Sari")
    jukung("init", "--name", "Pustaka Ilung", "--region", "63.03.05.2007")
    jukung("join", province("card", "--to", str(stick)).value["file"])
    own = jukung("card", "--to", str(stick)).value["file"]
    province("enrol", own, "--code", "63.03.05.2007")
    jukung("month", "close", "2026-10")
    library = tmp_path / "library"
    library.mkdir()
    jukung("month", "export", "--to", str(library))

    judged = district("accept", str(library)).value
    on_the_way = district("relay", "list").value
    out = tmp_path / "out"
    out.mkdir()
    carried = district("relay", "carry", "--to", str(out)).value
    at_province = province("accept", str(out)).value
    back = district("relay", "receipts", "--read", str(out), "--to", str(library)).value
    (file,) = library.glob("*.jkr")
    read = jukung("month", "receipt", str(file)).value

    assert [each["verdict"] for each in judged] == ["RELAYED"]
    assert (on_the_way["waiting"], on_the_way["held"]["code"]) == (1, "63")
    assert len(carried) == 1
    assert [each["verdict"] for each in at_province] == ["ACCEPT"]
    assert len(back) == 1
    assert read
    assert district("relay", "receipts").value == []


def test_a_permit_is_renewed_and_ended(offices, stick):
    province, district = offices
    card = district("card", "--to", str(stick)).value["file"]
    province("relay", "permit", card, "--to", str(stick), "--may-open", "--until", "2099-12-31")
    first = province("relay", "list").value["given"]
    renewed = province("relay", "renew", "63.03", "--to", str(stick)).value["file"]
    taken = district("relay", "take", renewed, "--compared").value

    ended = province("relay", "withdraw", "63.03", "--to", str(stick)).value["file"]
    after = district("relay", "take", ended).value

    assert [(each["code"], each["may_open"]) for each in first] == [("63.03", True)]
    assert (taken["holds"], taken["may_open"]) == (True, True)
    assert (after["holds"], after["may_open"]) == (False, False)


def test_numbers_that_nobody_compared_are_not_believed(offices, stick):
    province, district = offices
    card = district("card", "--to", str(stick)).value["file"]
    permit = province("relay", "permit", card, "--to", str(stick)).value["file"]
    numbers = province("card", "--to", str(stick)).value["fingerprint"]

    refused = district("relay", "take", permit)

    assert refused.code == 1
    assert numbers in refused.err
