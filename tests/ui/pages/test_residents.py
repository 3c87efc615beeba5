"""The residents' page in a prison: by keyboard, with cards and never a name."""

from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from jukung.domain.kinds import ResidentState, Role
from jukung.library import circulation, clearances, house, moves, residents
from jukung.library.desk import StaffMember
from jukung.library.moves import Change
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.residents import ResidentsPage
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.chip import Chip
from jukung.ui.vault.protocol import RosterLine, RosterRead
from makers import TODAY
from prison_makers import a_passed_copy, in_room

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def lapas(prison_room):
    """A prison's room with two blocks and six residents, two of them with a copy."""
    with prison_room.library.changing() as desk:
        house.add_many(desk, "A 1-3\nB 1-14")
        people = [in_room(desk, "B", str(n + 1)) for n in range(6)]
        for each in people[:2]:
            circulation.lend(desk, each.card, a_passed_copy(desk))
    prison_room.people = people
    return prison_room


@pytest.fixture
def page(lapas, open_page):
    return open_page(ResidentsPage(lapas))


def here(room):
    with room.library.reading() as desk:
        return {each.card: each for each in residents.listed(desk, states=list(ResidentState))}


def test_residents_stand_by_room(page, lapas):
    assert [each.place for each in page.list.found()] == [f"B-{n}" for n in range(1, 7)]


def test_a_new_residents_button_saves_and_is_no_register(page):
    page.list.begin_new()

    words = {each.text() for each in page.findChildren(Button)}
    assert "Save" in words
    assert "Register" not in words


def test_an_empty_list_sends_for_blocks_only_where_there_are_none(prison_room, open_page):
    before = open_page(ResidentsPage(prison_room)).list.table._empty
    with prison_room.library.changing() as desk:
        house.add_many(desk, "B 1-3")

    after = open_page(ResidentsPage(prison_room)).list.table._empty

    assert "Settings" in before
    assert after == "Nobody here yet. Give the first card with Ctrl N."


def test_a_scanned_card_shows_its_owner(page, lapas):
    who = lapas.people[3]

    QTest.keyClicks(page.list.line, who.card)
    QTest.keyClick(page.list.line, KEY.Key_Return)

    assert (page.list.panel.card(), page.list.panel.place()) == (who.card, "Room B-4")
    assert page.list.panel.chips() == ["Present"]


def test_a_block_and_a_state_narrow_the_list(page, lapas):
    with lapas.library.changing() as desk:
        moves.record(desk, (Change(lapas.people[0].row, state=ResidentState.sick),))

    page.list.choose_state("sick")
    assert [each.card for each in page.list.found()] == [lapas.people[0].card]
    page.list.choose_state("")
    page.list.choose_block("Block A")

    assert page.list.found() == []


def test_a_resident_is_moved_by_the_keyboard_and_back(page, lapas):
    who = lapas.people[0]
    page.list.search(who.card)
    QTest.keyClick(page.list.table, KEY.Key_M, CONTROL)
    QTest.keyClicks(page.list.move_form.room, "a 3")

    QTest.keyClick(page.list.move_form.room, KEY.Key_Return)
    moved = here(lapas)[who.card].place
    QTest.keyClick(page.list.panel, KEY.Key_Z, CONTROL)

    assert moved == "A-3"
    assert here(lapas)[who.card].place == "B-1"


def test_an_unknown_room_is_said_in_the_form(page, lapas):
    page.list.search(lapas.people[0].card)
    page.list.begin_move()
    page.list.move_form.room.setText("Z-9")

    QTest.keyClick(page.list.move_form.room, KEY.Key_Return)

    assert page.list.move_form.words().startswith("There is no block or room Z-9.")


def test_leaving_opens_the_clearance_beside(page, lapas):
    who = lapas.people[0]
    page.list.search(who.card)
    page.list.begin_move()
    page.list.move_form.state.setCurrentIndex(page.list.move_form.state.findData("released"))
    QTest.keyClick(page.list.move_form.state, KEY.Key_S, CONTROL)

    QTest.keyClick(page.list.panel, KEY.Key_L, CONTROL)

    shown = page.view("clearances").card.clearance()
    assert (shown.card, shown.still_out) == (who.card, 1)


def test_leaving_under_more_is_a_state_and_opens_a_clearance(page, lapas):
    who = lapas.people[0]
    page.list.search(who.card)
    QTest.keyClick(page.list.table, KEY.Key_E, CONTROL)
    offered = page.list.more.offered()

    button = page.list.more.findChildren(Button)[offered_at(page, "Leaves…")]
    QTest.keyClick(button, KEY.Key_Space)
    page.list.move_form.state.setCurrentIndex(page.list.move_form.state.findData("released"))
    QTest.keyClick(page.list.move_form.state, KEY.Key_S, CONTROL)

    assert "Erase…" not in offered
    assert offered.count("Leaves…") == 1
    with lapas.library.reading() as desk:
        assert [each.card for each in clearances.opened(desk)] == [who.card]
    page.list.panel.take_focus()
    QTest.keyClick(page.list.panel, KEY.Key_E, CONTROL)
    assert page.list.more.offered().count("Is back…") == 1
    assert "Erase…" in page.list.more.offered()


def offered_at(page, words):
    """Which of the buttons that can be seen says so."""
    buttons = page.list.more.findChildren(Button)
    return next(
        at for at, each in enumerate(buttons) if each.text() == words and each.isVisibleTo(page)
    )


def test_the_minutes_of_a_day_have_all_who_left(page, lapas, tmp_path):
    with lapas.library.changing() as desk:
        moves.record(
            desk, [Change(each.row, state=ResidentState.released) for each in lapas.people]
        )
    QTest.keyClick(page, KEY.Key_3, CONTROL)
    view = page.view("clearances")
    view.table.point_at(0)

    view.printing.save(tmp_path / "ba.pdf", view.day.minutes())

    document = pypdfium2.PdfDocument((tmp_path / "ba.pdf").read_bytes())
    said = "\n".join(each.get_textpage().get_text_range() for each in document)
    document.close()
    assert all(each.card in said for each in lapas.people)
    assert view.day.words() == "Minutes of 22 Nov 2026"
    assert view.banner.words().startswith("Saved: ba.pdf")


def test_cards_are_registered_one_after_another(page, lapas):
    QTest.keyClick(page, KEY.Key_N, CONTROL)
    form = page.list.new_form
    QTest.keyClicks(form.room, "B-14")
    QTest.keyClick(form.room, KEY.Key_Return)
    QTest.keyClick(form.card, KEY.Key_Return)

    assert max(each.place for each in here(lapas).values()) == "B-6"
    assert "B-14" in [each.place for each in here(lapas).values()]
    assert form.room.hasFocus()
    assert "registered" in form.words()


def test_who_leaves_soon_is_released_in_one_act(page, lapas):
    with lapas.library.changing() as desk:
        days = (1, 5, 20)
        moves.record(
            desk,
            tuple(
                Change(each.row, release_on=desk.today + timedelta(days=n))
                for n, each in zip(days, lapas.people, strict=False)
            ),
        )
    QTest.keyClick(page, KEY.Key_2, CONTROL)
    view = page.view("releases")
    view.choose_span(10)
    view.table.setFocus()

    QTest.keyClick(view.table, KEY.Key_A, CONTROL)
    QTest.keyClick(view.table, KEY.Key_S, CONTROL)

    gone = [card for card, each in here(lapas).items() if each.state.has_left]
    assert sorted(gone) == sorted(each.card for each in lapas.people[:2])
    QTest.keyClick(view.table, KEY.Key_Z, CONTROL)
    assert not [each for each in here(lapas).values() if each.state.has_left]


def test_a_clearance_is_settled_by_the_keyboard(page, lapas):
    who = lapas.people[0]
    with lapas.library.changing() as desk:
        moves.record(desk, (Change(who.row, state=ResidentState.moved),))
    QTest.keyClick(page, KEY.Key_3, CONTROL)
    view = page.view("clearances")
    QTest.keyClick(view.table, KEY.Key_Down)
    view.table.point_at(0)
    view.table.setFocus()

    QTest.keyClick(view.table, KEY.Key_R, CONTROL)
    QTest.keyClick(view.table, KEY.Key_L, CONTROL)

    with lapas.library.reading() as desk:
        closed = clearances.closed(desk)
    assert [(each.card, each.closed_on is not None) for each in closed] == [(who.card, True)]
    assert view.listed() == []


def test_a_list_of_moves_is_looked_through_stored_and_undone(page, lapas, tmp_path):
    path = tmp_path / "mutasi.csv"
    cards = [each.card for each in lapas.people]
    path.write_text(
        f"No Kartu;Blok;Kamar;Status\n{cards[0]};A;1;\n{cards[1]};;;PULANG\nW99999;A;1;\n"
    )
    QTest.keyClick(page, KEY.Key_4, CONTROL)
    view = page.view("moves")
    view.choose_file(path)
    order = [str(line.verdict) for line in view.lines()]

    QTest.keyClick(view.table, KEY.Key_S, CONTROL)
    stored = {card: each.place for card, each in here(lapas).items()}
    QTest.keyClick(view, KEY.Key_Z, CONTROL)

    assert order == ["left", "moved", "doubtful"]
    assert (stored[cards[0]], stored[cards[1]]) == ("A-1", "")
    assert here(lapas)[cards[1]].place == "B-2"


def test_nobody_is_ticked_whom_nobody_knows(page, lapas, tmp_path):
    path = tmp_path / "mutasi.csv"
    path.write_text("No Kartu;Blok;Kamar\nW99999;A;1\n")
    view = page.show_view("moves")
    view.choose_file(path)

    view.table.tick_all()

    assert view.ticks() == set()


def test_the_list_of_the_day_shows_what_each_still_holds(page, lapas):
    first, second = lapas.people[:2]
    said = RosterRead(
        (
            RosterLine(1, "same", first.id, first.card),
            RosterLine(2, "new", block="A", room="2"),
            RosterLine(0, "left", second.id, second.card),
        ),
        is_whole=True,
    )
    given = []
    view = page.show_view("moves")
    view.made.connect(given.append)

    view.take_roster(said)
    shown = [
        (str(line.verdict), line.resident.loans_out if line.resident else 0)
        for line in view.lines()
    ]
    QTest.keyClick(view.table, KEY.Key_S, CONTROL)

    assert shown == [("left", 1), ("new", 0)]
    assert [each.number for each in given[0]] == [2]
    assert here(lapas)[second.card].state is ResidentState.released


def test_three_hundred_leave_on_one_day(page, lapas):
    with lapas.library.changing() as desk:
        people = [in_room(desk, "B", str(1 + n % 14)) for n in range(300)]
    said = RosterRead(
        tuple(RosterLine(0, "left", each.id, each.card) for each in people), is_whole=True
    )
    view = page.show_view("moves")
    view.take_roster(said)

    QTest.keyClick(view.table, KEY.Key_S, CONTROL)

    assert view.words().startswith("300 residents changed")
    with lapas.library.reading() as desk:
        assert len(clearances.opened(desk)) == 300


def test_a_list_with_names_is_sent_to_the_vault(page, tmp_path):
    path = tmp_path / "harian.csv"
    path.write_text("Nama;No Kartu;Blok\nUjang;W1;B\n")
    view = page.show_view("moves")

    view.choose_file(path)

    assert "has names" in view.words()
    assert not view.is_looking()


def test_the_desk_tells_room_and_that_copies_must_come_back(lapas, open_page):
    who = lapas.people[0]
    with lapas.library.changing() as desk:
        moves.record(desk, (Change(who.row, release_on=desk.today),))
    desk_page = open_page(CirculationPage(lapas))

    desk_page.call_member(who.card)

    said = [each.text() for each in desk_page.findChildren(QLabel)]
    chips = [each.words() for each in desk_page.findChildren(Chip)]
    assert "Room B-1" in said
    assert "All copies must come back" in chips


class Names(QObject):
    """A vault that only brings a list of the day."""

    roster_read = Signal(object)

    def __init__(self):
        super().__init__()
        self.made = []

    def may_open(self):
        return True

    def is_open(self):
        return True

    def roster_made(self, made):
        self.made += made


def test_the_vaults_list_opens_the_plan_and_gets_its_cards_back(lapas, open_page):
    lapas.names = Names()
    page = open_page(ResidentsPage(lapas))
    lines = (RosterLine(7, "new", block="A", room="2"),)

    lapas.names.roster_read.emit(RosterRead(lines, is_whole=False))
    view = page.view("moves")
    QTest.keyClick(view.table, KEY.Key_S, CONTROL)

    assert [each.number for each in lapas.names.made] == [7]
    assert lapas.names.made[0].card in here(lapas)


def test_an_assistant_sees_the_list_alone(lapas, open_page):
    lapas.staff = StaffMember(1, "Rahman", Role.assistant)

    page = open_page(ResidentsPage(lapas))

    assert not page._choice.button("releases").isVisible()
    assert page.list.found()


def test_an_empty_prison_says_the_first_step(prison_room, open_page):
    page = open_page(ResidentsPage(prison_room))

    assert page.list.found() == []
    assert "Add the blocks under Settings" in page.list.table._empty


def test_no_words_of_the_page_name_anybody(page, lapas):
    page.list.search(lapas.people[0].card)

    said = " ".join(each.text() for each in page.findChildren(QLabel))

    assert lapas.people[0].card in said
    assert "Siti" not in said
    assert TODAY.year == 2026
