"""What columns are used for, said once and remembered."""

import pytest

from jukung.domain import errors
from jukung.exchange.imports import apply, mapping, plan
from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.free_columns import TitleUse

LIST = "Nama Bahan;Oleh;Jml\nPadi Apung;Contoh;3\nUdang Rawa;Temu;2\n"


def test_a_list_of_unknown_columns_is_read_by_what_somebody_says(library, put):
    path = put(LIST)
    with library.reading() as desk:
        uses = mapping.said(mapping.sketch(desk, path).table, "Nama Bahan=title, Oleh=author")

        made = plan.plan(desk, path, uses=uses)

    assert (made.tally(Kind.titles).found, made.tally(Kind.copies).found) == (2, 5)
    assert made.fresh[0].draft.people == ("Contoh",)


def test_what_was_said_is_remembered_by_the_shape(library, put):
    first, second = put(LIST), put(LIST.replace("Padi", "Jagung"), "lain.csv")
    with library.changing() as desk:
        uses = mapping.said(mapping.sketch(desk, first).table, "Nama Bahan=title,Oleh=author")
        apply.apply(desk, plan.plan(desk, first, uses=uses))

    with library.reading() as desk:
        sketch = mapping.sketch(desk, second)
        made = plan.plan(desk, second)

    assert sketch.is_remembered
    assert sketch.uses[0] is TitleUse.title_
    assert made.tally(Kind.titles).found == 2


def test_a_live_count_says_what_would_come(library, put):
    with library.reading() as desk:
        sketch = mapping.sketch(desk, put(LIST))
    uses = mapping.said(sketch.table, "Nama Bahan=title")

    counted = mapping.count(sketch.table, uses)

    assert (counted.titles, counted.copies) == (2, 5)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("Halaman=title", errors.ColumnNotInList), ("Oleh=buku", errors.ColumnUseUnknown)],
)
def test_words_that_name_nothing_are_refused(library, put, words, refusal):
    with library.reading() as desk:
        sketch = mapping.sketch(desk, put(LIST))

    with pytest.raises(refusal):
        mapping.said(sketch.table, words)
