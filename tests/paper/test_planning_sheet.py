"""The sheet for the planning meeting, on paper."""

from dataclasses import dataclass, replace
from datetime import date

import pypdfium2

from jukung.paper.document import Letterhead
from jukung.paper.planning_sheet import planning_pages


@dataclass(frozen=True)
class Goal:
    title: str = "Visits"
    place: str = "Whole office"
    wanted: int = 1200
    reached: tuple = (100, None, 300, *[None] * 9)
    now: int | None = 300
    expected: int | None = 300
    share: str = "25.0 %"
    state: str = "on track"
    is_whole: bool = True


@dataclass(frozen=True)
class District:
    name: str = "Tapin"
    libraries: int = 3
    expected: int = 9
    received: int = 6
    complete: int = 5
    late: int = 1


def made(goals, districts=(District(), District("Banjar", 1, 1, 0, 0, 0))):
    return planning_pages(
        goals,
        districts,
        year=2026,
        until="March 2026",
        on=date(2026, 4, 2),
        letterhead=Letterhead(name="Dinas Contoh"),
    )


def words(pdf):
    found = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in found).split())


def test_it_tells_targets_progress_and_who_reported():
    said = words(made([Goal(), replace(Goal(), title="Loans", now=None, reached=(None,) * 12)]))

    assert "300 of 1,200 · 25.0 % · on track" in said
    assert "– of 1,200" in said
    assert "Tapin 3 9 6 67 % 5 1" in said
    assert "All together 4 10 6 60 % 5 1" in said


def test_it_lies_across_a4_and_is_the_same_each_time():
    goals = [Goal()]

    width, height = pypdfium2.PdfDocument(made(goals))[0].get_size()

    assert (round(width), round(height)) == (842, 595)
    assert made(goals) == made(goals)


def test_a_month_without_a_figure_is_a_gap_and_the_target_a_line():
    pdf = made([Goal()], ())

    image = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("RGB")
    colours = {colour for _count, colour in image.getcolors(maxcolors=1 << 20)}
    gold, teal = (0xD9, 0x98, 0x1E) in colours, (0x0F, 0x7C, 0x8A) in colours

    assert gold
    assert teal
    assert "No targets are set" not in words(pdf)
    assert "No targets are set for this year." in words(made([]))
