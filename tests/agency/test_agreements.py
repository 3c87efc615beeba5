"""Agreements with prisons, and the page for their renewal."""

from datetime import date, timedelta

import pypdfium2
import pytest

from box_makers import a_box, a_site
from jukung.agency import agreements, boxes, prison_pages
from jukung.agency.agreements import Standing
from jukung.agency.paper_head import PaperHead, keep_paper_head, paper_head
from jukung.agency.tables import FigureSource, SiteFigure, SiteMonthRow
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, ParcelAct
from makers import TODAY

PRISON = "63.03.02"


def a_prison(agency, *spans, code=PRISON, name="Lapas Contoh"):
    with agency.changing(by="Rahmi") as desk:
        a_site(desk, code, name)
        for first, last in spans:
            agreements.add(desk, code, from_on=first, until_on=last, number=f"{last.year}/PKS")


def days(count):
    return TODAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("spans", "standing"),
    [
        ([], Standing.none),
        ([(-400, -1)], Standing.ended),
        ([(-300, 0)], Standing.ends_soon),
        ([(-300, 90)], Standing.ends_soon),
        ([(-300, 91)], Standing.holds),
        ([(5, 300)], Standing.begins_later),
        ([(-300, 20), (21, 385)], Standing.holds),
    ],
)
def test_it_is_said_how_an_agreement_stands(agency, spans, standing):
    a_prison(agency, *[(days(first), days(last)) for first, last in spans])

    with agency.reading() as desk:
        (line,) = agreements.prisons(desk)

    assert line.standing is standing


def test_prisons_without_and_with_the_shortest_agreement_stand_first(agency):
    a_prison(agency, (days(-9), days(200)), code="63.01.01", name="Rutan A")
    a_prison(agency, (days(-9), days(20)), code="63.02.01", name="Rutan B")
    a_prison(agency, code="63.04.01", name="Rutan C")

    with agency.reading() as desk:
        assert [each.site.name for each in agreements.prisons(desk)] == [
            "Rutan C", "Rutan B", "Rutan A",
        ]  # fmt: skip


def test_renewals_make_a_chain(agency):
    a_prison(agency, (days(-400), days(-36)), (days(-35), days(329)))

    with agency.reading() as desk:
        assert [each.no for each in agreements.chain(desk, PRISON)] == [2, 1]


def test_a_village_has_no_agreement_and_days_stand_in_order(agency):
    with agency.changing() as desk:
        a_site(desk, "63.03.05.2001", "Desa", LibraryKind.village)
        a_site(desk)

    with agency.changing() as desk, pytest.raises(errors.NotAPrison):
        agreements.add(desk, "63.03.05.2001", from_on=TODAY, until_on=TODAY)
    with agency.changing() as desk, pytest.raises(errors.DaysBackwards):
        agreements.add(desk, PRISON, from_on=TODAY, until_on=days(-1))
    with agency.reading() as desk, pytest.raises(errors.SiteUnknown):
        agreements.chain(desk, "63.99")


def figures(desk, month, **values):
    site = boxes.sites.by_code(desk, PRISON).site
    desk.session.add(
        SiteMonthRow(
            site=site, month=month, source=FigureSource.typed, kind=ParcelAct.original, revision=1,
            first_at=desk.now, accepted_at=desk.now,
        )
    )  # fmt: skip
    desk.session.flush()
    for code, value in values.items():
        status = "suppressed" if value is None else "ok"
        desk.session.add(SiteFigure(site=site, month=month, code=code, value=value, status=status))


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(
        document[at].get_textpage().get_text_range().replace("\r\n", " ")
        for at in range(len(document))
    )


def test_the_page_adds_up_only_what_the_prison_told(agency):
    a_prison(agency, (date(2026, 1, 1), date(2026, 12, 31)))
    with agency.changing() as desk:
        figures(desk, "2026-09", visits=120, copies_held=900, activities=None)
        figures(desk, "2026-10", visits=80, copies_held=950, activities=2)

    with agency.reading() as desk:
        year = prison_pages.year_of(desk, PRISON, 2026)

    found = {each.title: (each.value, each.months, each.withheld) for each in year.figures}
    assert found["Visits"] == (200, 2, 0)
    assert found["Copies held"] == (950, 2, 0)
    assert found["Activities"] == (2, 1, 1)
    assert (year.reported, year.owed) == (2, 10)


def test_the_page_says_all_and_is_the_same_each_time(agency):
    a_prison(agency, (date(2026, 1, 1), date(2026, 12, 31)))
    with agency.changing() as desk:
        head = PaperHead(("PEMERINTAH PROVINSI CONTOH",), "", ("Jl. Contoh 1",), "Kota")
        keep_paper_head(desk, head)
        figures(desk, "2026-10", visits=80, activities=None)
    a_box(agency, to=PRISON)

    with agency.reading() as desk:
        first = prison_pages.page(desk, PRISON, 2026)
        again = prison_pages.page(desk, PRISON, 2026, paper="a4")
        wide = prison_pages.page(desk, PRISON, 2026, paper="f4")

    assert first == again
    said = words_of(first)
    for words in ("PEMERINTAH PROVINSI CONTOH", "Lapas Contoh", "KB-01", "2026/PKS", "held back"):
        assert words in said
    assert len(pypdfium2.PdfDocument(first)) == 1
    assert len(pypdfium2.PdfDocument(wide)) == 1


def test_the_head_of_papers_is_kept(agency):
    head = PaperHead(("Atas",), "Dinas", ("Bawah",), "Kota", "Kepala", "Nama", "1987")

    with agency.changing() as desk:
        before = paper_head(desk)
        keep_paper_head(desk, head)

    with agency.reading() as desk:
        assert (before.name, paper_head(desk)) == ("Dinas Perpustakaan Contoh", head)
