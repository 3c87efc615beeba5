"""The real main window in a process of its own, led by words on its standard input.

It knows no name: what it is told are the words below, and what it answers is JSON.
"""

import json
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest

from jukung import app as program
from jukung.domain import months
from jukung.domain.kinds import Role
from jukung.exchange.parcels import join, seal
from jukung.library import backup, identities, personal, staff, vault_doors
from jukung.ui.library_window import LibraryWindow
from jukung.ui.preferences import Preferences
from makers import QUICK

PIN = "4071"
DRIVEN = str(Path(__file__).with_name("driven_vault.py"))


class Leader(QObject):
    """Does what is asked, and answers when it is done."""

    asked = Signal(object)

    def __init__(self, shown):
        super().__init__()
        self.shown = shown
        self.cards, self.told = [], []
        self.asked.connect(self.do)

    def listen(self):
        for line in sys.stdin:
            self.asked.emit(line.split())
        self.asked.emit(["quit"])

    def do(self, words):
        getattr(self, words[0])(*words[1:])

    def answer(self, **facts):
        print(json.dumps(facts), flush=True)  # noqa: T201 - its answer

    def when(self, ready, **facts):
        """Answer once something holds, looked at every 50 ms."""
        timer = QTimer(self)

        def look():
            if ready():
                timer.stop()
                self.answer(**{name: fact() for name, fact in facts.items()})

        timer.timeout.connect(look)
        timer.start(50)

    def begin(self):
        library = self.shown._library
        library.sealing = QUICK
        with library.changing() as desk:
            me = staff.listed(desk)[0]
            staff.add(desk, "", Role.aide)
        staff.change_pin(library, me.id, PIN)
        member = staff.sign_in(library, me.id, PIN)
        self.shown.door.welcome(member)
        self.shown.room.jobs.changed.emit(frozenset({"staff"}))
        self.shown.room.names.chosen.connect(self.cards.append)
        self.when(lambda: not self.shown.jobs.pending(), standing=self.role)

    def names(self, plan):
        link = self.shown.room.names
        self.cards.clear()
        link._command = (sys.executable, DRIVEN, plan)
        key = Qt.Key.Key_K
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(self.shown.window, key, both)
        self.answer(pid=link.process_id())

    def wait_chosen(self, count="4"):
        """Until so many cards came: one for each who was registered, and one that was found."""
        link = self.shown.room.names
        self.when(
            lambda: len(self.cards) >= int(count) and not self.shown.jobs.pending(),
            pid=link.process_id,
            open=link.is_open,
            cards=lambda: len(self.cards),
        )

    def wait_tries(self, most):
        """Until so many wrong phrases were counted."""
        library = self.shown._library

        def tries():
            with library.file.reading() as session:
                return vault_doors._Tries(1).read(session)[0]

        self.when(lambda: tries() >= int(most), tries=tries)

    def door(self):
        library = self.shown._library
        with library.reading() as desk:
            door = vault_doors.own_door(desk)
            me = staff.listed(desk)[0].id
            uid = desk.profile.uid
            kept = len(identities.rows(desk))
            looks = [each.reason for each in identities.look_ups(desk)]
        self.answer(
            salt=door.salt.hex(),
            wrapped=door.wrapped.hex(),
            staff=me,
            uid=uid,
            kept=kept,
            looks=looks,
        )

    def lock(self):
        self.shown.door.lock()
        self.when(
            lambda: not self.shown.jobs.pending(),
            standing=self.role,
            open=self.shown.room.names.is_open,
            pid=self.shown.room.names.process_id,
        )

    def officer(self):
        library = self.shown._library
        me = staff.door(library)[0]
        self.shown.door.welcome(staff.sign_in(library, me.id, PIN))
        self.when(lambda: not self.shown.jobs.pending(), standing=self.role)

    def key(self, name):
        """Press a page's key, such as F4."""
        QTest.keyClick(self.shown.window, getattr(Qt.Key, f"Key_{name}"))
        self.when(lambda: not self.shown.jobs.pending(), page=self.shown.window.current_name)

    def crash(self):
        """Let something go wrong while names are open, so that there is a note of it."""
        QTimer.singleShot(0, lambda: 1 / 0)
        QTimer.singleShot(200, lambda: self.answer(crashed=True))

    def files(self, folder):
        """Write everything that leaves the library as a file: backup, exports, reports."""
        library = self.shown._library
        backup.write(library, Path(folder))
        with library.changing() as desk:
            for row in identities.rows(desk):
                taken = personal.export(desk, row.id)
                (Path(folder) / f"{taken.name}.json").write_bytes(taken.json)
                (Path(folder) / f"{taken.name}.txt").write_bytes(taken.text)
            month = months.month_of(desk.today).before
            seal.close_month(desk, month)
            (Path(folder) / "card.jkc").write_bytes(join.library_card(desk))
        self.answer(written=len(list(Path(folder).iterdir())))

    def quit(self):
        self.shown.close()
        program.QCoreApplication.instance().quit()

    def role(self):
        staff_here = self.shown.room.staff
        return str(staff_here.role) if staff_here else ""


def main():
    app = program.make_application()
    hook = program.CrashHook()
    hook.install()
    shown = LibraryWindow(Path(sys.argv[1]), Preferences(Path(sys.argv[2])))
    leader = Leader(shown)
    shown.show()

    def begin():
        if shown._library is not None and shown.room.profile is not None:
            timer.stop()
            leader.begin()
            threading.Thread(target=leader.listen, daemon=True).start()

    timer = QTimer()
    timer.timeout.connect(begin)
    timer.start(50)
    app.exec()


if __name__ == "__main__":
    main()
