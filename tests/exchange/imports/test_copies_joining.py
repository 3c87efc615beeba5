from jukung.exchange.imports.copies_joining import join
from jukung.exchange.imports.records import CopyRecord, FindingCode, TitleRecord


def a_copy(number, title="Sungai yang Pulang", **cells):
    return CopyRecord(number, line=9, title_text=title, **cells)


def test_numbers_go_before_words():
    titles = [TitleRecord(1, title="Sungai yang Pulang"),
              TitleRecord(2, title="Sungai yang Pulang", copy_numbers=("P001",))]  # fmt: skip

    joined = join(titles, [a_copy("p001", place="Rak A")])

    assert joined.titles[0].copies == ()
    assert joined.titles[1].copies[0].place == "Rak A"
    assert (joined.titles[1].copy_numbers, joined.findings) == ((), ())


def test_words_stand_in_where_no_number_is_known():
    joined = join(
        [TitleRecord(1, title="Sungai  yang Pulang")], [a_copy("P001", "sungai yang pulang")]
    )

    assert [each.number for each in joined.titles[0].copies] == ["P001"]


def test_a_copy_of_two_titles_goes_to_the_first_and_is_named():
    titles = [
        TitleRecord(1, title="Sungai yang Pulang"),
        TitleRecord(2, title="Sungai yang Pulang"),
    ]

    joined = join(titles, [a_copy("P001")])

    assert len(joined.titles[0].copies) == 1
    assert [each.code for each in joined.findings] == [FindingCode.copy_title_unclear]


def test_a_copy_of_no_title_is_kept_apart_and_named():
    joined = join([TitleRecord(1, title="Lain")], [a_copy("P001")])

    assert [each.number for each in joined.copies] == ["P001"]
    assert [each.code for each in joined.findings] == [FindingCode.copy_title_gone]


def test_numbers_that_nobody_described_stay_as_bare_copies():
    titles = [TitleRecord(3, title="Sungai yang Pulang", copy_numbers=("P001", "P002"))]

    joined = join(titles, [a_copy("P002"), a_copy("")])

    assert [each.number for each in joined.titles[0].copies] == ["P002", "P001"]
    assert joined.titles[0].unnumbered == 1
