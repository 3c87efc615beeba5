"""Any paper on a printer or in a file: true size, whole or not at all."""

import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from jukung.domain import errors
from jukung.paper.page import Pages
from jukung.ui import verbs
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room

MM = 25.4


@pytest.fixture
def room(qapp, library, tmp_path):
    made = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    yield made
    made.jobs.close()


@pytest.fixture
def printing(room, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    return PaperPrinting(room, page)


def pages(*sizes):
    """A PDF with pages of these sizes in mm, a black box at the lower right of each."""
    made = Pages(*sizes[0], title="Pages")
    for place, (width, height) in enumerate(sizes):
        if place:
            made.turn(width, height)
        made.box(width - 30, height - 30, width=20, height=20)
    return made.finished()


def a_paper(pdf, **more):
    facts = {"file": "paper.pdf", "folder": "papers", "printed": "It is at the printer."}
    return Printable(lambda _desk: pdf, **(facts | more))


def a_printer(path):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setResolution(300)
    made.setOutputFileName(str(path))
    return made


def sizes_of(file):
    with pypdfium2.PdfDocument(file) as pdf:
        found = [pdf.get_page_size(number) for number in range(len(pdf))]
    return [(round(w / 72 * MM), round(h / 72 * MM)) for w, h in found]


def test_a_saved_paper_is_the_same_bytes_and_its_folder_is_remembered(printing, room, tmp_path):
    pdf, said = pages((210, 297)), []
    printing.said.connect(lambda words, tint: said.append((words, tint)))

    printing.save(tmp_path / "letter.pdf", a_paper(pdf))

    assert (tmp_path / "letter.pdf").read_bytes() == pdf
    assert said == [("Saved: letter.pdf", "good")]
    assert room.preferences.folder("papers") == tmp_path
    assert [file.name for file in tmp_path.glob("letter*")] == ["letter.pdf"]


@pytest.mark.parametrize("size", [(210, 297), (215, 330), (105, 148), (80, 131), (85, 54)])
def test_a_page_is_printed_on_paper_of_its_own_size(printing, tmp_path, size, qtbot):
    with qtbot.waitSignal(printing.finished) as ended:
        printing.print_on(a_printer(tmp_path / "out.pdf"), a_paper(pages(size, size)))

    assert ended.args == [True]
    assert sizes_of(tmp_path / "out.pdf") == [size, size]


def test_a_page_on_its_side_is_turned_whole(printing, tmp_path, qtbot):
    with qtbot.waitSignal(printing.finished):
        printing.print_on(a_printer(tmp_path / "out.pdf"), a_paper(pages((297, 210))))

    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        picture = pdf[0].render(scale=1).to_pil().convert("L")
    point = 72 / MM
    assert (round(picture.width / point), round(picture.height / point)) == (297, 210)
    assert picture.getpixel((round(277 * point), round(190 * point))) < 60
    assert picture.getpixel((round(20 * point), round(190 * point))) > 200


def test_a_strip_shows_how_far_it_is_and_goes(printing, tmp_path, qtbot):
    strip, steps = ProgressStrip(), []
    qtbot.addWidget(strip)
    printing.show_on(strip)
    printing.stepped.connect(lambda done, total: steps.append((done, total)))

    printing.print_on(a_printer(tmp_path / "out.pdf"), a_paper(pages((210, 297), (210, 297))))

    assert steps == [(1, 2), (2, 2)]
    assert strip.isHidden()


def test_a_refusal_is_told_and_nothing_is_written(printing, tmp_path):
    refused = []
    printing.refused.connect(refused.append)

    def make(_desk):
        raise errors.NothingToPrint

    printing.save(tmp_path / "letter.pdf", Printable(make, file="", folder="papers", printed=""))

    assert isinstance(refused[0], errors.NothingToPrint)
    assert not (tmp_path / "letter.pdf").exists()


def test_what_takes_a_number_is_made_in_one_change(printing, room, library, tmp_path):
    touched, pdf = [], pages((210, 297))
    room.jobs.changed.connect(touched.append)

    def make(desk):
        verbs.settings.rename(
            desk, name="Rumah Baca", place_name="", region_code="", npp="", zone=desk.profile.zone
        )
        return pdf

    printing.save(tmp_path / "letter.pdf", a_paper(pdf, touched=frozenset({"letter"})))
    changing = Printable(make, file="", folder="papers", printed="", touched=frozenset({"letter"}))
    printing.save(tmp_path / "second.pdf", changing)

    assert touched == [frozenset({"letter"})] * 2
    with library.reading() as desk:
        assert desk.profile.name == "Rumah Baca"


def test_the_systems_dialog_opens_with_the_papers_own_size(printing, qtbot):
    printing.ask_printer(a_paper(pages((215, 330))))

    dialog = printing.parent().findChild(QPrintDialog)
    size = dialog.printer().pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    dialog.reject()
    assert (round(size.width()), round(size.height())) == (215, 330)
    assert dialog.printer().fullPage()


def test_looking_at_the_pages_before_printing_takes_no_number(printing, library):
    made = []
    paper = Printable(
        lambda _desk: made.append("written") or pages((210, 297)),
        file="letter.pdf",
        folder="letters",
        printed="",
        look=lambda _desk: made.append("seen") or pages((210, 297)),
        touched=frozenset({"letter"}),
    )

    printing.ask_printer(paper)
    printing.parent().findChild(QPrintDialog).reject()

    assert made == ["seen"]


@pytest.mark.parametrize("colour", [True, False])
def test_a_crest_keeps_its_colours_where_the_paper_has_any(printing, tmp_path, qtbot, colour):
    made = Pages(105, 148, title="Colour")
    made.box(0, 0, width=105, height=148, colour="#B33A2E")

    with qtbot.waitSignal(printing.finished):
        printing.print_on(a_printer(tmp_path / "out.pdf"), a_paper(made.finished(), colour=colour))

    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        red, green, _blue = pdf[0].render(scale=1).to_pil().convert("RGB").getpixel((50, 50))
    assert (red > green + 60) is colour


def test_each_purpose_remembers_its_own_printer(room):
    room.preferences.keep_printer("receipts", "Thermal")
    room.preferences.keep_printer("letters", "Office")

    assert room.preferences.printer_of("receipts") == "Thermal"
    assert room.preferences.printer_of("letters") == "Office"
    assert room.preferences.printer_of("labels") == "Office"
