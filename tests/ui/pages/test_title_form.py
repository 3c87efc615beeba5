"""The form of a title by keys: what it proposes, warns of, and fills from packs."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukung.domain.kinds import Audience, ContributorKind, Frequency, SourceKind
from jukung.exchange.packs import kept, titles
from jukung.library import catalogue, copies, covers
from jukung.library.catalogue import TitleDraft
from jukung.ui.pages.catalogue import CataloguePage
from jukung.ui.pages.picture_taking import PictureTaking
from makers import a_copy, a_title
from pack_makers import RECORDS, Agency
from photo_makers import a_photo

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

# The lists of completers open as windows of their own; Qt's offscreen screen says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(room, open_page):
    return open_page(CataloguePage(room))


@pytest.fixture
def pack(library, tmp_path):
    """A pack of invented titles that the library keeps."""
    agency = Agency()
    path = agency.pack(tmp_path / "titles.jkt", *RECORDS)
    label = titles.read_label(path)
    file = kept.bring(library.path, path, label)
    with library.changing() as desk:
        return kept.keep(desk, label, file, trusting=agency.card.fingerprint)


def new(page):
    QTest.keyClick(page, Qt.Key.Key_N, CTRL)
    return page.form()


def type_into(form, name, text):
    line = form._lines.get(name) or form.more.lines[name]
    QTest.keyClicks(line, text)
    return line


def saved(page, library, qtbot):
    with qtbot.waitSignal(page.title_shown) as told:
        QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    with library.reading() as desk:
        return catalogue.show(desk, told.args[0])


def test_a_call_number_is_proposed_by_the_rule(page):
    form = new(page)

    type_into(form, "title", "Anak Sungai")
    QTest.keyClicks(form.people.line(), "Sari Wulan")
    type_into(form, "class_number", "813")

    assert form.facts()["call_number"] == "813 WUL a"
    assert form.shelf.spine_words() == "On the spine: 813 | WUL | a"
    assert form.class_words() == "Kesusastraan › Sastra Indonesia (810) dan cerita"


def test_a_name_without_family_name_is_entered_under_another_word(page):
    form = new(page)
    type_into(form, "title", "Tan")
    QTest.keyClicks(form.people.line(), "Muhammad Yamin")
    type_into(form, "class_number", "923.2")

    form.shelf.entered.setFocus()
    QTest.keyClick(form.shelf.entered, Qt.Key.Key_Down)

    assert form.facts()["call_number"] == "923.2 MUH t"


def test_a_body_is_entered_as_it_stands(page):
    form = new(page)
    type_into(form, "title", "Laporan")
    QTest.keyClicks(form.people.line(), "Forum Warga Rawa")
    QTest.keyClick(page, Qt.Key.Key_M, CTRL)
    kind = form.people._rows[0].kind
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Down)
    type_into(form, "class_number", "060")

    assert form.facts()["name_kinds"] == (ContributorKind.body,)
    assert form.facts()["call_number"] == "060 FOR l"


def test_a_call_number_written_by_hand_stays(page):
    form = new(page)
    type_into(form, "class_number", "813")
    form._lines["call_number"].clear()
    type_into(form, "call_number", "F WUL")

    type_into(form, "title", "Anak")

    assert form.facts()["call_number"] == "F WUL"


def test_the_local_classes_for_islam_have_their_captions(page):
    form = new(page)

    type_into(form, "class_number", "2X4.2")

    assert form.class_words() == "Islam › Fikih: ibadah, nikah, waris, muamalah"


def test_several_people_with_their_roles_are_stored(page, library, qtbot):
    form = new(page)
    type_into(form, "title", "Anak Sungai")
    QTest.keyClick(form._lines["title"], Qt.Key.Key_Return)
    QTest.keyClicks(form.people.line(0), "Sari Wulan")
    QTest.keyClick(form.people.line(0), Qt.Key.Key_Return)
    QTest.keyClicks(form.people.line(1), "Budi Tirta")
    QTest.keyClick(page, Qt.Key.Key_M, CTRL)
    role = form.people.role_of(1)
    role.setFocus()
    QTest.keyClicks(role, "Trans")

    draft = saved(page, library, qtbot).draft

    assert (draft.people, draft.roles) == (("Sari Wulan", "Budi Tirta"), ("", "trl"))


def test_the_whole_set_of_fields_is_stored_and_shown_again(page, library, qtbot):
    form = new(page)
    type_into(form, "title", "Suara Rawa")
    QTest.keyClick(page, Qt.Key.Key_M, CTRL)
    for name, text in (("series", "Seri Rawa"), ("language", "Banjar"), ("issn", "0378-5955")):
        type_into(form, name, text)
    QTest.keyClicks(form.more.subjects.line(), "Sungai; Ikan")
    form.more.audience.setFocus()
    QTest.keyClicks(form.more.audience, "Child")
    form.more.frequency.setFocus()
    QTest.keyClicks(form.more.frequency, "Month")
    QTest.keyClicks(form.more.own, "Donatur: Warga RT 3")

    draft = saved(page, library, qtbot).draft
    page.begin_edit()
    page.save()

    assert draft.subjects == ("Sungai", "Ikan")
    assert (draft.audience, draft.frequency) == (Audience.children, Frequency.monthly)
    assert draft.own_fields == (("Donatur", "Warga RT 3"),)
    with library.reading() as desk:
        assert catalogue.show(desk, page._view.id).draft == draft
    assert "Donatur: Warga RT 3" in page.panel().facts()


def test_an_isbn_is_told_in_its_other_length(page):
    form = new(page)

    type_into(form, "isbn", "978-0-306-40615-7")

    assert form.isbn_words() == "The ISBN fits. In its other length: 0306406152"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("th. 2015", ""),
        ("1433 H", "Counted as 2012."),
        ("2O16", "Counted as 2016."),
        ("t.t.", ""),
        ("tahun lalu", "No year is found here. Figures by age pass it over."),
    ],
)
def test_a_year_says_how_it_is_counted(page, typed, said):
    form = new(page)

    type_into(form, "year", typed)
    form._lines["year"].editingFinished.emit()

    assert form.year_words() == said


def test_a_twin_is_told_while_typing_and_opened_by_a_key(page, library, qtbot):
    with library.changing() as desk:
        twin = a_title(desk, "Anak Sungai", people=("Sari Wulan",))
    form = new(page)

    type_into(form, "title", "anak sungai")
    qtbot.waitUntil(lambda: "This title is here" in form.hints.words())
    with qtbot.waitSignal(page.title_shown) as told:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, CTRL)

    assert told.args == [twin]


def test_the_title_that_is_edited_warns_of_no_twin(page, library, qtbot):
    with library.changing() as desk:
        title_id = a_title(desk, "Anak Sungai")
    page.show_title(title_id)
    page.begin_edit()

    type_into(page.form(), "title", "!")
    with qtbot.waitSignal(page.form().rested):
        pass

    assert page.form().hints.words() == ""


@pytest.mark.usefixtures("pack")
def test_a_scanned_isbn_fills_the_form_from_a_pack(page, library, qtbot):
    form = new(page)

    # A scanner types into the first line, and Enter.
    type_into(form, "title", "9786020000015")
    QTest.keyClick(form._lines["title"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.facts()["title"] != "")
    draft = saved(page, library, qtbot).draft

    assert draft.title == "Perahu di Hulu : cerita sungai"
    assert (draft.isbn, draft.people) == ("9786020000015", ("Sari Wulan", "Budi Tirta"))
    assert (draft.language, draft.audience) == ("Indonesia", Audience.children)
    assert draft.call_number == "813 WUL p"


@pytest.mark.usefixtures("pack")
def test_words_of_a_title_show_a_list_to_choose_from(page, qtbot):
    form = new(page)
    type_into(form, "title", "a")

    QTest.keyClick(page, Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: len(form.hints.found()) > 1)
    QTest.keyClick(form.hints._table, Qt.Key.Key_Return)

    assert form.facts()["title"] == "Anyaman Purun"
    assert "Taken from title pack 2026-1" in form.hints.words()


def test_without_a_pack_nothing_of_packs_is_shown(page):
    form = new(page)

    assert form._look_up.isHidden()


def test_copies_come_with_source_and_price(page, library, qtbot):
    form = new(page)
    type_into(form, "title", "Anak Sungai")
    form._copies.setValue(3)
    form.source.kind.setFocus()
    QTest.keyClicks(form.source.kind, "Aid")
    QTest.keyClicks(form.source.price, "45000")
    QTest.keyClicks(form.source.giver, "Program bacaan")

    view = saved(page, library, qtbot)

    with library.reading() as desk:
        copy = copies.show(desk, view.copies[0].number)
    assert len(view.copies) == 3
    assert (copy.source_kind, copy.price, copy.source) == (
        SourceKind.aid,
        45_000,
        "Program bacaan",
    )


def test_too_many_copies_are_taken_back_by_a_key(page, library):
    with library.changing() as desk:
        title_id = a_title(desk, "Anak Sungai")
    page.show_title(title_id)
    page.begin_copies()
    page.new_copies().set_count(40)
    page.save()

    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)

    with library.reading() as desk:
        assert catalogue.show(desk, title_id).copies == ()
    assert page.panel().words() == "Undone."


def test_a_copy_keeps_its_shelf_and_loses_its_price(page, library):
    with library.changing() as desk:
        title_id = a_title(desk, "Anak Sungai")
        number = a_copy(desk, title_id=title_id, price=1000, place="Rak A")
    page.show_title(title_id)

    page.begin_copy(page.panel().copies()[0])
    page.copy_form().source.price.clear()
    page.copy_form().source.received.setText("3/11")
    page.save()

    with library.reading() as desk:
        copy = copies.show(desk, number)
    assert (copy.place, copy.price, copy.received_on.isoformat()) == ("Rak A", None, "2026-11-03")


def test_a_day_that_cannot_be_is_refused_in_the_form(page, library):
    with library.changing() as desk:
        title_id = a_title(desk, "Anak Sungai")
    page.show_title(title_id)
    page.begin_copies()
    page.new_copies().source.received.setText("31/31")

    page.save()

    assert page.form_card().words() != ""
    with library.reading() as desk:
        assert catalogue.show(desk, title_id).copies == ()


def test_a_cover_is_pasted_stored_and_shown(page, library, qtbot):
    form = new(page)
    type_into(form, "title", "Anak Sungai")
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)

    form.cover.tile.setFocus()
    QTest.keyClick(form.cover.tile, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: form.cover.jpeg() is not None)
    view = saved(page, library, qtbot)

    with library.reading() as desk:
        assert covers.show(desk, view.id)[:2] == b"\xff\xd8"
    assert page.panel().shows_cover()
    QGuiApplication.clipboard().clear()


def test_a_cover_is_taken_from_a_file_that_was_dropped(page, tmp_path, qtbot):
    form = new(page)
    (tmp_path / "c.jpg").write_bytes(a_photo())
    said = QMimeData()
    said.setUrls([QUrl.fromLocalFile(str(tmp_path / "c.jpg"))])
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        said,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    # Qt gives a drop to whom a drag entered before; here there is no mouse to drag.
    form.cover.tile.findChild(PictureTaking).eventFilter(form.cover.tile, drop)

    qtbot.waitUntil(form.cover.tile.shows_picture)


def test_a_file_that_is_no_picture_is_told(page, tmp_path, qtbot):
    form = new(page)
    (tmp_path / "c.jpg").write_bytes(b"words")

    form.cover.given.emit(tmp_path / "c.jpg")

    qtbot.waitUntil(lambda: "c.jpg is not a picture" in form.hints.words())


def test_names_of_other_titles_are_offered(page, library, qtbot):
    with library.changing() as desk:
        a_title(desk, "A", people=("Sari Wulan",))
    form = new(page)

    QTest.keyClicks(form.people.line(), "sar")

    qtbot.waitUntil(lambda: form.people._offered.stringList() == ["Sari Wulan"])
    form.people.line().completer().popup().hide()


def test_a_title_is_binned_and_back_by_keys(page, library, qtbot):
    with library.changing() as desk:
        title_id = a_title(desk, "Salah Ketik")
    page.show_title(title_id)

    QTest.keyClick(page, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(lambda: page.found() == [])
    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: [line.title for line in page.found()] == ["Salah Ketik"])


def test_a_draft_of_every_field_is_given_back_as_it_came(page, library):
    whole = TitleDraft(
        title="T",
        statement="oleh A; B",
        people=("A", "B", "C"),
        roles=("aut", "", "xyz"),
        name_kinds=(ContributorKind.person, ContributorKind.meeting),
        subjects=("S1", "S2; S3"),
        material="Teks",
        edition="2",
        isbn="x",
        publisher="P",
        place="L",
        year="[2019]",
        collation="96 hlm",
        series="S",
        call_number="R 813 A t",
        class_number="813",
        language="ind",
        notes="N\nM",
        cover_name="c.jpg",
        issn="0378-5955",
        audience=Audience.teen,
        frequency=Frequency.weekly,
        own_fields=(("a", "b: c"), ("d", "")),
    )
    with library.changing() as desk:
        title_id = catalogue.add(desk, whole)
    page.show_title(title_id)
    page.begin_edit()

    page.save()

    with library.reading() as desk:
        assert catalogue.show(desk, title_id).draft == whole


def test_a_saved_change_is_taken_back_by_a_key(page, library, qtbot):
    with library.changing() as desk:
        title_id = a_title(desk, "Anak Sungai", people=("Sari Wulan",))
        before = catalogue.show(desk, title_id).draft
    page.show_title(title_id)
    page.begin_edit()
    page.form().set_line("title", "Anak Gunung")
    page.form().people.line().clear()
    page.save()
    qtbot.waitUntil(lambda: page.panel().words() == "The title is saved")

    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: page.panel().title() == "Anak Sungai")
    with library.reading() as desk:
        assert catalogue.show(desk, title_id).draft == before


def test_a_prison_adds_a_title_and_asks_its_packs_like_any_library(prison_room, open_page, qtbot):
    page = open_page(CataloguePage(prison_room))
    form = new(page)
    type_into(form, "title", "Anak Sungai")

    view = saved(page, prison_room.library, qtbot)

    assert view.draft.title == "Anak Sungai"
    assert page.panel().screened() != ""


def test_tab_goes_from_the_title_to_the_author_and_on(page):
    form = new(page)
    page.window().activateWindow()

    went = []
    for _ in range(5):
        went.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    lines = form._lines
    assert went == [
        lines["title"],
        form.people.line(),
        lines["publisher"],
        lines["year"],
        lines["isbn"],
    ]


def test_tab_finds_the_author_also_in_the_second_form(page):
    form = new(page)
    type_into(form, "title", "Rawa")
    QTest.keyClicks(form.people.line(), "Sari")
    QTest.keyClick(form.people.line(), Qt.Key.Key_Return)
    form.load(None)
    form.take_focus()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is form.people.line()
