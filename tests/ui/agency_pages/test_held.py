"""What waits is explained, decided with a name and a reason, written down, and taken back."""

import pytest

from jukung.agency import accept, enrol, publishing
from jukung.agency.chain import FARTHEST
from jukung.agency.waiting import _DECISIONS
from jukung.exchange.parcels import export
from jukung.ui.agency_pages import held_words
from jukung.ui.agency_pages.inbox import InboxPage
from parcel_makers import (
    OCTOBER,
    a_clone,
    a_sealed_month,
    envelopes,
    fingerprint_of,
    for_agency,
    months_before,
    payload_of,
    signed_by,
)

WHO, WHY = "Rahmi", "telephoned"


def judge(agency, *contents):
    return accept.accept(agency, [for_agency(agency, each) for each in contents])


@pytest.fixture
def page(office_room, open_page):
    made = open_page(InboxPage(office_room))
    made.views.choose("held")
    return made


def decide(page, decision):
    page.held.refresh()
    page.held.panel.write(by=WHO, reason=WHY)
    page.held.panel.button(decision).click()


def chips(page):
    return [line.chip for line in page.held.lines()]


def far_ahead(library):
    a_sealed_month(library)
    payload = payload_of(envelopes(library)[1])
    recent = [f"{number:064x}" for number in range(FARTHEST - 11, FARTHEST + 1)]
    chain = payload["chain"] | {"seq": FARTHEST + 1, "recent": recent, "prev": recent[-1]}
    return signed_by(library, payload | {"chain": chain})


def two_originals(library):
    first, second = months_before(2)
    a_sealed_month(library, first, female=4)
    a_sealed_month(library, second, female=9)
    one, other = envelopes(library).values()
    return one, signed_by(library, payload_of(other) | {"period": payload_of(one)["period"]})


def test_every_matter_and_decision_has_its_words():
    assert set(held_words.MATTERS) == set(_DECISIONS)
    assert set(held_words.DECISIONS) == {each for some in _DECISIONS.values() for each in some}


def test_nothing_waits_at_first(page):
    assert page.held.lines() == []
    assert page.chips() == ()


def test_a_held_report_is_explained_and_let_in(page, agency, joined):
    judge(agency, far_ahead(joined))
    page.shown()

    decide(page, "admit")

    assert page.held.words() == "1 report counts now"
    assert page.held.lines() == []


def test_what_waits_is_counted_on_the_page(page, agency, joined):
    judge(agency, far_ahead(joined))

    page.shown()

    assert page.chips() == (("1 to decide", "gold"),)
    assert page.views.button("held").text() == "Waiting for a decision · 1"


def test_nobody_decides_without_a_name(page, agency, joined):
    judge(agency, far_ahead(joined))
    page.shown()
    page.held.panel.write(by="", reason=WHY)

    page.held.panel.button("admit").click()

    assert page.held.panel._banner.words().startswith("Write who does this")
    assert len(page.held.lines()) == 1


def test_two_reports_of_a_month_stand_side_by_side(page, agency, joined):
    judge(agency, *two_originals(joined))
    page.shown()
    view = page.held.panel.view()
    shown = {title: values for title, values, _differs in view.figures}

    decide(page, "speaks 2")

    assert shown["Visits"] == (4, 9)
    assert page.held.lines() == []


def test_two_copies_stand_side_by_side(page, agency, joined, tmp_path):
    first, second = months_before(2)
    a_sealed_month(joined, first)
    one, other = a_clone(joined, tmp_path / "clone")
    a_sealed_month(one, second, female=2)
    a_sealed_month(other, second, female=20)
    judge(agency, *envelopes(one).values(), envelopes(other)[2])
    one.close()
    other.close()
    page.shown()
    names = [side.name for side in page.held.panel.view().sides]

    decide(page, "branch 1")

    assert names == ["Copy A", "Copy B"]
    assert page.held.lines() == []


def test_a_decision_is_written_down_and_taken_back(page, agency, joined):
    judge(agency, far_ahead(joined))
    page.shown()
    decide(page, "admit")
    page.views.choose("done")
    (line,) = page.done.lines()
    page.done.write_name("Sari")

    page.done.take_back(line)

    assert (line.by, line.what, line.detail) == (
        WHO,
        "let in",
        "Number far ahead · Oct 2026 · “telephoned”",
    )
    assert chips(page) == ["Number far ahead"]
    assert [each.what for each in page.done.lines()] == ["decision taken back", "let in"]


def test_the_journal_is_searched_by_library(page, agency, joined):
    judge(agency, far_ahead(joined))
    page.shown()
    decide(page, "refuse")

    page.done._look("bening")
    found = len(page.done.lines())
    page.done._look("nobody")

    assert (found, len(page.done.lines())) == (1, 0)


def test_a_month_is_published_and_opened_again(page, agency, joined):
    page.views.choose("done")
    page.done.write_name(WHO)
    page.done.publish()
    a_sealed_month(joined)
    judge(agency, envelopes(joined)[1])
    page.shown()
    held = chips(page)

    page.done.publish()

    assert held == ["Month published"]
    assert page.done.words() == "The month may change again"
    assert page.held.lines() == []
    with agency.reading() as desk:
        assert publishing.published(desk) == ()


def test_a_summary_leads_to_what_waits_of_a_library(page, agency, joined):
    judge(agency, far_ahead(joined))
    page.views.choose("read")

    page.show_matter("63.03.05.2007")

    assert page.views.name() == "held"
    assert page.held.panel.view().line.code == "63.03.05.2007"


def test_a_withdrawn_key_offers_trust(page, agency, joined):
    a_sealed_month(joined)
    with agency.changing() as desk:
        enrol.revoke(desk, fingerprint_of(joined))
    judge(agency, envelopes(joined)[1])
    page.shown()

    assert page.held.panel.button("trust") is not None


def test_results_are_filtered_and_saved(page, joined, tmp_path, stick):
    a_sealed_month(joined)
    export.export(joined, stick)
    (stick / "Z.jkp").write_text("no report")
    page.receive(stick)
    reading = page.reading

    reading.filter.setCurrentIndex(reading.filter.findData("Damaged"))
    reading.save_list(tmp_path / "list.csv")

    assert [line.chip for line in page.lines()] == ["Damaged"]
    assert "Z.jkp" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")


def test_receipts_since_a_day_go_out_later(page, agency, joined, tmp_path):
    a_sealed_month(joined, OCTOBER)
    judge(agency, envelopes(joined)[1])

    page.done.write_receipts(tmp_path)

    assert len(list(tmp_path.glob("*.jkr"))) == 1
