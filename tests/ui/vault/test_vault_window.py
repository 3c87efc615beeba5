"""The vault's window by keys alone, with nobody at the other end but this test."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from jukung.domain.kinds import AgeBand, ResidentState, Sex
from jukung.library.vaulting import Identity
from jukung.ui.preferences import Preferences
from jukung.ui.vault import protocol as say
from jukung.ui.vault_window.window import VaultWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
PHRASE = "perahu di rawa"
OFFICERS = (say.Officer("S1", "Siti", False), say.Officer("S2", "Rahman", False))
HELLO = say.Hello("L1", "Lapas Rawa", "S1", "Siti", OFFICERS, (), date(2026, 11, 22))


class Vault:
    """The window, and what it said."""

    def __init__(self, window, said, qtbot):
        self.window, self.said, self.qtbot = window, said, qtbot
        self.journals = True

    def hear(self, message):
        """Journal a look at once, as the main process does in a moment."""
        self.said.append(message)
        if self.journals and isinstance(message, say.Look):
            if message.whole:
                person = self.window.session.people[message.resident]
                answer = say.Whole(message.resident, person.row.sealed, message.number)
            else:
                answer = say.Stored("look", message.number)
            self.window.take(answer)

    def of(self, kind):
        return [each for each in self.said if isinstance(each, kind)]

    def wait_for(self, kind, count=1):
        self.qtbot.waitUntil(lambda: len(self.of(kind)) >= count)
        return self.of(kind)[-1]

    def row(self, number, name, **more):
        sealed = self.window.session.vault.seal(f"R{number}", Identity(name, **more))
        return say.Row(
            f"R{number}", f"W-0{number}", "B-12", ResidentState.present, Sex.unknown,
            AgeBand.unknown, sealed,
        )  # fmt: skip

    def type(self, field, text, *, enter=False):
        QTest.keyClicks(field, text)
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def vault(qtbot, tmp_path):
    vault = Vault(None, [], qtbot)
    vault.window = window = VaultWindow(vault.hear, Preferences(tmp_path / "preferences.ini"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield vault
    window.idle.end()
    window.jobs.close()


@pytest.fixture
def opened(vault):
    """A new vault with three residents in it."""
    window = vault.window
    window.take(HELLO)
    vault.type(window.phrases.phrase, PHRASE, enter=True)
    vault.type(window.phrases.again, PHRASE, enter=True)
    vault.wait_for(say.NewVault)
    window.take(say.Stored("vault"))
    rows = [vault.row(1, "Kapuk Randu", numbers=("B.I 1/26",)), vault.row(2, "Sungkai Ulin")]
    window.take(say.Rows((*rows, vault.row(3, "Kapuk Hutan")), last=True))
    return vault


def give_reason(vault, place=1):
    vault.window.finding.reason.list.setCurrentIndex(place)


def shown(vault):
    return [each.identity.name for each in vault.window.finding.shown()]


def test_the_first_phrase_makes_the_vault(opened):
    door = opened.of(say.NewVault)[0].door

    assert len(door.salt) == 16
    assert PHRASE.encode() not in door.wrapped


def test_two_phrases_that_differ_make_nothing(vault):
    vault.window.take(HELLO)
    vault.type(vault.window.phrases.phrase, PHRASE, enter=True)
    vault.type(vault.window.phrases.again, "perahu di rawe", enter=True)

    assert vault.said == []
    assert vault.window.phrases.banner.isVisible()


def test_a_right_phrase_comes_in_and_a_wrong_one_stays_out(opened, vault):
    window = vault.window
    door = opened.of(say.NewVault)[0].door
    window.session = None
    window.take(
        HELLO.__class__(**{**_fields(HELLO), "officers": (say.Officer("S1", "Siti", True),)})
    )
    vault.type(window.phrases.phrase, "something else", enter=True)
    window.take(say.KnockAnswer(door, 2))
    vault.wait_for(say.StayedOut)
    vault.type(window.phrases.phrase, PHRASE, enter=True)
    window.take(say.KnockAnswer(door, 2))
    vault.wait_for(say.CameIn)
    window.take(say.Stored("open"))

    assert [each.left for each in vault.of(say.StayedOut)] == [2]
    assert len(vault.of(say.CameIn)) == 1
    assert window.page() is window.finding


def _fields(message):
    return {name: getattr(message, name) for name in message.__dataclass_fields__}


def test_without_a_reason_no_name_is_shown(opened):
    find = opened.window.finding
    opened.type(find.search, "kapuk", enter=True)

    assert shown(opened) == []
    assert find.banner.words() != ""
    assert opened.of(say.Look) == []


def test_a_name_is_found_by_its_beginning_and_only_the_card_leaves(opened):
    give_reason(opened)
    opened.type(opened.window.finding.search, "kap ran", enter=True)

    assert shown(opened) == ["Kapuk Randu"]
    assert opened.of(say.Chosen) == [say.Chosen("W-01")]
    reason = opened.of(say.Look)[0].reason
    assert [each.resident for each in opened.of(say.Look)] == ["", "R1"]
    assert reason == "Lending at the desk"


def test_a_search_is_journalled_once_for_a_reason(opened):
    give_reason(opened)
    find = opened.window.finding
    for letters in ("ka", "kap", "su", "ul"):
        find.search.setText(letters)
        find._search(letters)

    (look,) = opened.of(say.Look)
    assert (look.resident, look.reason) == ("", "Lending at the desk")


def test_a_reason_that_names_somebody_is_refused(opened):
    find = opened.window.finding
    give_reason(opened, find.reason.list.count() - 1)
    opened.type(find.reason.line, "for old Randu", enter=True)
    opened.type(find.search, "kap", enter=True)

    assert opened.of(say.Look) == []
    assert shown(opened) == []


def test_half_a_reason_is_none(opened):
    find = opened.window.finding
    give_reason(opened, find.reason.list.count() - 1)
    opened.type(find.reason.line, "abc", enter=True)
    find.call("W-01")

    assert opened.said[-1] == say.WantRows()


def test_somebody_new_gets_a_card_first_and_is_sealed_for_it(opened):
    window = opened.window
    give_reason(opened)
    QTest.keyClick(window.finding, Qt.Key.Key_N, CONTROL)
    opened.type(window.identity.name, "Meranti Baru")
    QTest.keyClick(window.identity, Qt.Key.Key_S, CONTROL)
    asked = opened.of(say.Register)[0]
    window.take(say.Registered(asked.number, say.Row(
        "R9", "W-09", "", ResidentState.present, Sex.unknown, AgeBand.unknown, b"",
    )))  # fmt: skip
    window.take(say.Stored("identity"))

    (kept,) = opened.of(say.Keep)[0].sealed
    assert window.session.vault.read("R9", kept.sealed).name == "Meranti Baru"
    assert opened.of(say.Chosen)[-1] == say.Chosen("W-09")
    assert window.page() is window.finding
    assert b"Meranti" not in kept.sealed


def test_an_identity_without_a_name_is_not_kept(opened):
    window = opened.window
    QTest.keyClick(window.finding, Qt.Key.Key_N, CONTROL)
    QTest.keyClick(window.identity, Qt.Key.Key_S, CONTROL)

    assert opened.of(say.Register) == []
    assert window.identity.banner.isVisible()


def test_a_changed_identity_keeps_its_photo_on_the_way(opened):
    window = opened.window
    give_reason(opened)
    opened.type(window.finding.search, "kapuk r")
    window.finding._search("kapuk r")
    QTest.keyClick(window.finding, Qt.Key.Key_E, CONTROL)
    QTest.keyClick(window.identity.name, Qt.Key.Key_End)
    opened.type(window.identity.name, " Tua")
    QTest.keyClick(window.identity, Qt.Key.Key_S, CONTROL)

    (kept,) = opened.of(say.Keep)[0].sealed
    identity = window.session.vault.read("R1", kept.sealed)
    assert (identity.name, identity.numbers) == ("Kapuk Randu Tua", ("B.I 1/26",))
    assert opened.of(say.Look)[-1].whole is True


def test_a_row_with_another_bit_is_told_by_its_card_and_not_opened(opened):
    row = opened.row(4, "Bent Row")
    bent = bytearray(row.sealed)
    bent[100] ^= 1
    opened.window.take(say.Rows((_with(row, bytes(bent)),), last=True))

    assert "W-04" in opened.window.finding.banner.words()
    assert opened.window.session.people["R4"].identity.name == ""


def test_a_row_of_another_resident_is_not_opened(opened):
    row = opened.row(4, "Swapped Row")
    opened.window.take(say.Rows((_with(row, opened.row(5, "Other").sealed),), last=True))

    assert opened.window.session.damaged == ["W-04"]


def _with(row, sealed):
    return row.__class__(**{**_fields(row), "sealed": sealed})


def test_nothing_is_copied_out_of_the_window(opened):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    give_reason(opened)
    window = opened.window
    QTest.keyClick(window.finding, Qt.Key.Key_N, CONTROL)
    for field in (window.identity.name, window.identity.note, window.finding.search):
        field.setFocus()
        opened.type(field, "Meranti")
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_C, CONTROL)
        QTest.keyClick(field, Qt.Key.Key_X, CONTROL)

    assert clipboard.text() == "before"


def test_the_list_of_the_day_leaves_without_names(opened):
    window = opened.window
    window.roster.whole.setChecked(True)
    QTest.keyClick(window.finding, Qt.Key.Key_R, CONTROL)
    window.roster.text.setPlainText(
        "Nama\tBlok\tKamar\nKapuk Randu\tC\t1\nSungkai Ulin\tB\t12\nOrang Baru\tB\t2\n"
    )
    QTest.keyClick(window.roster, Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(window.roster, Qt.Key.Key_S, CONTROL)

    (read,) = opened.of(say.RosterRead)
    assert [(each.verdict, each.card, each.room) for each in read.lines] == [
        ("moved", "W-01", "1"),
        ("same", "W-02", "12"),
        ("new", "", "2"),
        ("left", "W-03", ""),
    ]
    window.take(say.RosterMade((say.MadeCard(4, "R9", "W-09"),)))
    (kept,) = opened.of(say.Keep)[0].sealed
    assert window.session.vault.read("R9", kept.sealed).name == "Orang Baru"
    assert window.roster.text.toPlainText() == ""


def test_a_letter_is_made_with_the_name_and_told_when_it_is_left(opened):
    letter = say.Letter(
        "R1", "12/2026", date(2026, 11, 22), "Rawa", "W-01", "resident", None, "", (),
        "Lapas Rawa", (), None, None, (), "a4",
    )  # fmt: skip
    opened.window.take(letter)
    window = opened.window
    is_shown = window.page() is window.paper
    QTest.keyClick(window.paper, Qt.Key.Key_Escape)

    assert is_shown
    assert opened.of(say.LetterDone) == [say.LetterDone("12/2026", is_written=False)]


def test_another_officer_is_let_in_by_a_phrase_of_their_own(opened):
    window = opened.window
    QTest.keyClick(window.finding, Qt.Key.Key_K, CONTROL)
    window.doors._officers.setCurrentIndex(1)
    opened.type(window.doors.phrase, "ikan di sungai", enter=True)
    opened.type(window.doors.again, "ikan di sungai", enter=True)

    assert opened.wait_for(say.NewDoor).staff == "S2"


def test_who_is_not_there_loses_the_window(opened):
    opened.window.idle.idle.emit()

    assert opened.said[-1] == say.Closed(was_idle=True)


def test_closing_the_window_ends_it(opened, qtbot):
    with qtbot.waitSignal(opened.window.ended):
        QTest.keyClick(opened.window, Qt.Key.Key_W, CONTROL)

    assert opened.said[-1] == say.Closed(was_idle=False)


def test_a_new_vault_stays_shut_until_its_door_is_kept(vault):
    window = vault.window
    window.take(HELLO)
    vault.type(window.phrases.phrase, PHRASE, enter=True)
    vault.type(window.phrases.again, PHRASE, enter=True)
    vault.wait_for(say.NewVault)
    was_open = window.session is not None
    window.take(say.Told("The disk is full."))
    window.take(say.Stored("vault"))

    assert not was_open
    assert window.session is None
    assert vault.of(say.WantRows) == []
    assert window.phrases.phrase.isEnabled()
    assert window.phrases.banner.isVisible()


def test_no_name_is_shown_while_its_look_is_not_journalled(opened):
    opened.journals = False
    window = opened.window
    give_reason(opened)
    opened.type(window.finding.search, "kapuk ran", enter=True)
    before = shown(opened)
    look = opened.of(say.Look)[-1]
    window.take(say.Told("The disk is full.", look.number))
    refused = shown(opened)
    QTest.keyClick(window.finding.search, Qt.Key.Key_Return)
    window.take(say.Stored("look", opened.of(say.Look)[-1].number))

    assert (before, refused) == ([], [])
    assert opened.of(say.Look)[1].number != look.number
    assert shown(opened) == ["Kapuk Randu"]
    assert opened.of(say.Chosen) == []
    window.take(say.Stored("look", opened.of(say.Look)[-1].number))
    assert opened.of(say.Chosen) == [say.Chosen("W-01")]


def test_no_identity_and_no_list_is_shown_while_its_look_is_not_journalled(opened):
    window = opened.window
    give_reason(opened)
    opened.type(window.finding.search, "kapuk r")
    window.finding._search("kapuk r")
    opened.journals = False
    for key in (Qt.Key.Key_E, Qt.Key.Key_P):
        QTest.keyClick(window.finding, key, CONTROL)
        assert window.page() is window.finding
        window.take(say.Told("The disk is full.", opened.of(say.Look)[-1].number))
        assert window.page() is window.finding

    QTest.keyClick(window.finding, Qt.Key.Key_P, CONTROL)
    window.take(say.Stored("look", opened.of(say.Look)[-1].number))
    assert window.page() is window.paper


def test_a_letter_that_comes_before_the_names_waits_for_them(vault):
    window = vault.window
    window.take(HELLO)
    vault.type(window.phrases.phrase, PHRASE, enter=True)
    vault.type(window.phrases.again, PHRASE, enter=True)
    vault.wait_for(say.NewVault)
    window.take(say.Stored("vault"))
    letter = say.Letter(
        "R1", "12/2026", date(2026, 11, 22), "Rawa", "W-01", "resident", None, "", (),
        "Lapas Rawa", (), None, None, (), "a4",
    )  # fmt: skip
    window.take(letter)
    answered = vault.of(say.LetterDone)
    window.take(say.Rows((vault.row(1, "Kapuk Randu"),), last=True))

    assert answered == []
    assert window.page() is window.paper


def test_a_name_too_long_for_its_row_is_refused_before_a_card_is_made(opened):
    window = opened.window
    QTest.keyClick(window.finding, Qt.Key.Key_N, CONTROL)
    window.identity.name.setText("ا" * 120)
    window.identity.numbers.setPlainText("\n".join(["ب" * 60] * 8))
    window.identity.note.setPlainText("ت" * 400)
    QTest.keyClick(window.identity, Qt.Key.Key_S, CONTROL)

    assert opened.of(say.Register) == []
    assert window.identity.banner.isVisible()
    assert window.identity.name.text() == "ا" * 120


def test_a_name_that_was_not_stored_is_kept_for_the_card_that_was_made(opened):
    window = opened.window
    QTest.keyClick(window.finding, Qt.Key.Key_N, CONTROL)
    opened.type(window.identity.name, "Meranti Baru")
    QTest.keyClick(window.identity, Qt.Key.Key_S, CONTROL)
    window.take(say.Registered(opened.of(say.Register)[0].number, say.Row(
        "R9", "W-09", "", ResidentState.present, Sex.unknown, AgeBand.unknown, b"",
    )))  # fmt: skip
    window.take(say.Told("The disk is full."))
    QTest.keyClick(window.identity, Qt.Key.Key_S, CONTROL)

    assert len(opened.of(say.Register)) == 1
    assert [each.sealed[0].resident for each in opened.of(say.Keep)] == ["R9", "R9"]


def test_what_is_pasted_here_is_no_longer_in_the_clipboard(opened):
    window, clipboard = opened.window, QGuiApplication.clipboard()
    QTest.keyClick(window.finding, Qt.Key.Key_N, CONTROL)
    left = []
    find = window.finding
    for field in (window.identity.name, window.identity.note, window.roster.text, find.search):
        clipboard.setText("Nama\tBlok\nKapuk Randu\tB")
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
        left.append(clipboard.text())

    assert left == ["", "", "", ""]
    assert "Kapuk Randu" in window.identity.name.text()
    assert "Kapuk Randu" in window.roster.text.toPlainText()


def test_a_line_that_slipped_by_a_column_takes_no_name_out_as_a_place(opened):
    window = opened.window
    window.roster.whole.setChecked(True)
    QTest.keyClick(window.finding, Qt.Key.Key_R, CONTROL)
    window.roster.text.setPlainText(
        "Nama\tNo Reg\tBlok\tKamar\nKapuk\tRandu\tB.I 1/26\tB\t12\n"
        "Orang Baru\tB.I 7\tHardjowinoto\t3\n"
    )
    QTest.keyClick(window.roster, Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(window.roster, Qt.Key.Key_S, CONTROL)

    (read,) = opened.of(say.RosterRead)
    assert [(each.verdict, each.card, each.block, each.room) for each in read.lines] == [
        ("doubtful", "", "", ""),
        ("new", "", "", ""),
        ("left", "W-02", "", ""),
        ("left", "W-03", "", ""),
    ]


def test_a_list_that_is_read_again_knows_who_was_new(opened):
    window, text = opened.window, "Nama\tBlok\tKamar\nOrang Baru\tB\t2\n"
    window.roster.whole.setChecked(False)
    for _time in range(2):
        QTest.keyClick(window.finding, Qt.Key.Key_R, CONTROL)
        window.roster.text.setPlainText(text)
        QTest.keyClick(window.roster, Qt.Key.Key_Return, CONTROL)
        QTest.keyClick(window.roster, Qt.Key.Key_S, CONTROL)
        window.take(say.RosterMade((say.MadeCard(2, "R9", "W-09"),)))
        window.take(say.Stored("identity"))

    verdicts = [each.lines[0].verdict for each in opened.of(say.RosterRead)]
    assert verdicts == ["new", "moved"]
    assert len(opened.of(say.Keep)) == 1


def test_who_came_with_a_list_is_found_without_opening_the_vault_again(opened):
    window = opened.window
    QTest.keyClick(window.finding, Qt.Key.Key_R, CONTROL)
    window.roster.text.setPlainText("Nama\tBlok\tKamar\nOrang Baru\tB\t2\n")
    QTest.keyClick(window.roster, Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(window.roster, Qt.Key.Key_S, CONTROL)
    window.take(say.RosterMade((say.MadeCard(2, "R9", "W-09"),)))
    asked = len(opened.of(say.WantRows))
    window.take(say.Stored("identity"))

    assert len(opened.of(say.WantRows)) == asked + 1


def test_nobody_leaves_by_a_list_unless_somebody_says_that_it_is_whole(opened):
    window = opened.window
    QTest.keyClick(window.finding, Qt.Key.Key_R, CONTROL)
    window.roster.text.setPlainText("Nama\tBlok\tKamar\nKapuk Randu\tC\t1\n")
    QTest.keyClick(window.roster, Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(window.roster, Qt.Key.Key_S, CONTROL)

    (read,) = opened.of(say.RosterRead)
    assert [each.verdict for each in read.lines] == ["moved"]
