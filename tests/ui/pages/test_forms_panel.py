"""Blank forms on paper."""

import pypdfium2
import pytest

from jukung.ui.pages.forms_panel import FormsPanel


@pytest.fixture
def panel(room, open_page):
    made = open_page(FormsPanel(room))
    made.bench.preview.show_now()
    return made


def test_the_visitor_ledger_is_shown_first(panel):
    assert panel.form().name == "visitors"
    assert panel.bench.preview.page_count() == 1
    assert panel.bench.may_print()


def test_so_many_pages_of_the_form_come_out_on_the_paper_chosen(panel, tmp_path):
    panel.choose("loans")
    panel._pages.setValue(4)
    panel._paper.setCurrentIndex(panel._paper.findData("f4"))

    panel.bench.printing.save(tmp_path / "loans.pdf", panel.printable())

    with pypdfium2.PdfDocument(tmp_path / "loans.pdf") as pdf:
        sizes = {
            tuple(sorted(round(s / 72 * 25.4) for s in pdf.get_page_size(n))) for n in range(4)
        }
        assert len(pdf) == 4
    assert sizes == {(215, 330)}


def test_a_prisons_forms_ask_for_no_name(prison_room, open_page, tmp_path):
    panel = open_page(FormsPanel(prison_room))
    said = ""
    for name in ("visitors", "loans"):
        panel.choose(name)
        panel.bench.printing.save(tmp_path / "form.pdf", panel.printable())
        with pypdfium2.PdfDocument(tmp_path / "form.pdf") as pdf:
            said += pdf[0].get_textpage().get_text_bounded()

    assert "Name" not in said
    assert "Signature" not in said


def test_the_membership_form_is_for_villages_alone(panel, prison_room, open_page):
    panel.choose("members")
    panel.bench.preview.show_now()
    prison = open_page(FormsPanel(prison_room))

    assert panel.bench.preview.page_count() == 1
    assert [form.name for form in prison._offered] == ["visitors", "loans"]
