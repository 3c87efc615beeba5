"""The vault's window: small, in front of the main one, and all that ever shows a name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import theme
from jukung.ui.idle import IdleWatch
from jukung.ui.jobs import Jobs
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.stack import InView
from jukung.ui.pieces.tint import dress
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from jukung.ui.vault import protocol as say
from jukung.ui.vault_window import papers
from jukung.ui.vault_window.entering import Entering
from jukung.ui.vault_window.fields import clear_clipboards
from jukung.ui.vault_window.find_page import FindPage
from jukung.ui.vault_window.identity_page import IdentityPage
from jukung.ui.vault_window.paper_page import PaperPage
from jukung.ui.vault_window.roster_page import RosterPage
from jukung.ui.vault_window.session import Session
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.kinds import AgeBand, Sex
    from jukung.library.vaulting import Identity, OpenVault
    from jukung.ui.vault_window.session import Person

WIDE, HIGH = 860, 560
LEAST_WIDE, LEAST_HIGH = 620, 440
IDLE_MINUTES = 3
BUSY_MS = 5_000


class VaultWindow(QMainWindow):
    """Takes what the main process says, and says what it wants through `send`."""

    ended = Signal()

    def __init__(self, send: Callable[[say.FromVault], object], preferences: Preferences) -> None:
        super().__init__(None, Qt.WindowType.WindowStaysOnTopHint)
        self._send = send
        self._letter: say.Letter | None = None
        self._unread = 0
        self._early: list[Callable[[], object]] = []
        """What was asked before the names have come."""
        self._has_ended = False
        self.session: Session | None = None
        self.jobs: Jobs[Any] = Jobs(parent=self)
        # Papers want a desk; here there is none, and none is used.
        self.jobs.ready(lambda: nullcontext(None), lambda: nullcontext(None))
        self.entering = Entering(self.jobs, send, parent=self)
        self.phrases, self.doors = self.entering.phrases, self.entering.doors
        self.finding, self.identity, self.roster = FindPage(), IdentityPage(), RosterPage()
        self.paper = PaperPage(Room(self.jobs, preferences, parent=self))
        self._stack = InView()
        self._chip = Chip()
        self._close = Button(_("Close the names"), key="Ctrl+W")
        self.idle = IdleWatch(parent=self)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(BUSY_MS)
        self._lay_out()
        self._connect()
        self.idle.set_minutes(IDLE_MINUTES)

    def take(self, message: say.ToVault) -> None:
        """Do what the main process says."""
        doing: dict[type, Callable[[Any], object]] = {
            say.Hello: self._greet,
            say.KnockAnswer: self.entering.judge,
            say.Told: self._tell,
            say.Rows: self._take_rows,
            say.Whole: self._show_whole,
            say.Registered: self._seal_new,
            say.Stored: self._stored,
            say.Show: self._come,
            say.Letter: self._show_letter,
            say.ReadRoster: lambda _message: self._show_roster(),
            say.RosterMade: self._seal_roster,
        }
        doing[type(message)](message)

    def show_page(self, page: QWidget) -> None:
        """Bring a page into view."""
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def page(self) -> QWidget:
        """The page in view."""
        return self._stack.currentWidget() or self

    @Slot()
    def end(self, *, was_idle: bool = False) -> None:
        """Forget everything: the process ends with this."""
        if self._has_ended:
            return
        self._has_ended = True
        clear_clipboards()
        self._send(say.Closed(was_idle))
        self.ended.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.end()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)
        if keys and not self._busy.isActive():
            self._busy.start()
            self._send(say.Busy())
        return super().eventFilter(watched, event)

    # --- the way in ---------------------------------------------------------------------------

    def _greet(self, hello: say.Hello) -> None:
        self.entering.greet(hello)
        self.show_page(self.phrases)

    @Slot(object)
    def _open(self, vault: OpenVault) -> None:
        self.session = Session(vault, self._send, parent=self)
        self.finding.begin(self.session)
        self.show_page(self.finding)
        self._chip.show_words(_("Names are open"), "gold")
        self._send(say.WantRows())

    # --- people -------------------------------------------------------------------------------

    def _take_rows(self, rows: say.Rows) -> None:
        session = self.session
        if session is None:
            return
        session.take(rows)
        if not rows.last:
            return
        early, self._early = self._early, []
        for each in early:
            each()
        if session.damaged:
            cards = ", ".join(session.damaged[:6])
            self.finding.tell(
                _(
                    "What is sealed for {cards} is not as it was sealed, so it was not opened. "
                    "Restore the last backup under a new name."
                ).format(cards=cards),
                tint="bad",
            )

    def _show_whole(self, whole: say.Whole) -> None:
        session = self.session
        if session is None:
            return
        session.looked(whole.number)
        person = self.identity.person
        if person is None or person.row.id != whole.resident:
            return
        try:
            identity = session.whole(whole)
        except Refusal as refusal:
            self.identity.refuse(refusal)
            return
        if identity is not None:
            self.identity.show_photo(identity)

    @Slot(object)
    def _show_identity(self, person: Person) -> None:
        self.identity.begin(person)
        self.show_page(self.identity)

    @Slot()
    def _show_new(self) -> None:
        self.identity.begin(None)
        self.show_page(self.identity)

    @Slot(object, object, object)
    def _keep(self, identity: Identity, sex: Sex, age_band: AgeBand) -> None:
        session, person = self.session, self.identity.person
        if session is None:
            return
        try:
            if person is None:
                session.register(identity, sex=sex, age_band=age_band)
            else:
                session.keep(person, identity, sex=sex, age_band=age_band)
        except Refusal as refusal:
            self.identity.refuse(refusal)

    def _seal_new(self, made: say.Registered) -> None:
        person = self.session.seal_new(made) if self.session is not None else None
        if person is None:
            return
        if self.page() is self.identity and self.identity.person is None:
            # Where the name is not stored, it is kept for this card the next time.
            self.identity.person = person
        self._send(say.Chosen(made.row.card))

    def _seal_roster(self, made: say.RosterMade) -> None:
        if self.session is not None:
            self._unread += self.session.seal_many(self.roster.named(made))

    def _stored(self, stored: say.Stored) -> None:
        session = self.session
        if stored.what in ("open", "vault"):
            self.entering.stored(stored.what)
        elif stored.what == "look" and session is not None:
            session.looked(stored.number)
        elif stored.what == "door":
            self.entering.kept()
        elif stored.what == "identity":
            self._back()
            self.finding.tell(_("Kept sealed. Ctrl Z takes it back."))
            if self._unread:
                self._unread -= 1
                # Names that came with a list are found as soon as all of them are kept.
                if not self._unread:
                    self._send(say.WantRows())
        elif stored.what == "undo" and session is not None:
            session.people.clear()
            self._send(say.WantRows())
            self.finding.tell(_("Taken back."))

    def _tell(self, told: say.Told) -> None:
        page = self.page()
        if self.session is not None and self.session.not_looked(told.number):
            self.finding.look_failed()
        if page is self.phrases or page is self.doors:
            self.entering.tell(told.sentence)
        elif page is self.identity:
            self.identity.banner.say(*messages.two_lines(told.sentence), tint="bad")
        else:
            self.finding.tell(told.sentence, tint="bad")

    # --- papers, phrases, the list of the day -------------------------------------------------

    @Slot()
    def _show_list(self) -> None:
        session, people = self.session, self.finding.shown()
        if session is None:
            return
        everybody = people or sorted(session.people.values(), key=lambda each: each.folded)

        def show() -> None:
            hello = self.entering.hello
            pdf = papers.list_pages(everybody, library=hello.library_name, today=hello.today)
            self._show_paper(_("Names and cards"), pdf, file=_("names.pdf"))

        try:
            session.look(None, self.finding.reason.reason(), then=show)
        except Refusal as refusal:
            self.finding.refuse(refusal)

    def _show_letter(self, letter: say.Letter) -> None:
        session = self.session
        if session is not None and not session.is_filled:
            self._early.append(lambda: self._show_letter(letter))
            return
        self._come(say.Show())
        person = session.people.get(letter.resident) if session else None
        if session is None or person is None or not person.identity.name:
            self.finding.tell(
                _("No name is kept for {card}. Keep it first.").format(card=letter.card), tint="bad"
            )
            self._send(say.LetterDone(letter.number, is_written=False))
            return
        self._letter = letter
        pdf = papers.letter_page(letter, person.identity.name)
        file = f"{letter.card}.pdf"
        self._show_paper(_("Clearance letter for {card}").format(card=letter.card), pdf, file=file)

    def _show_paper(self, title: str, pdf: bytes, *, file: str) -> None:
        self.paper.begin(title, pdf, file=file)
        self.show_page(self.paper)

    @Slot(object)
    def _leave_paper(self, is_written: object) -> None:
        letter, self._letter = self._letter, None
        if letter is not None:
            self._send(say.LetterDone(letter.number, bool(is_written)))
        self._back()

    @Slot()
    def _show_doors(self) -> None:
        self.entering.show_doors()
        self.show_page(self.doors)

    @Slot()
    def _show_roster(self) -> None:
        if self.session is not None and not self.session.is_filled:
            # Without the names everybody on the list would be new.
            self._early.append(self._show_roster)
            return
        self._come(say.Show())
        if self.session is not None:
            hello = self.entering.hello
            self.roster.begin(self.session, hello.today, places=hello.places)
            self.show_page(self.roster)

    def _come(self, shown: say.Show) -> None:
        self.show()
        if not self.isActiveWindow():
            self.raise_()
            self.activateWindow()
        if shown.card and self.session is not None and self.page() is self.finding:
            self.finding.call(shown.card)

    @Slot()
    def _back(self) -> None:
        self.identity.clear()
        self.show_page(self.finding)
        self.finding.search.setFocus()

    def _connect(self) -> None:
        self.entering.opened.connect(self._open)
        self.finding.chosen.connect(lambda card: self._send(say.Chosen(card)))
        self.finding.opened.connect(self._show_identity)
        self.finding.new_wanted.connect(self._show_new)
        self.finding.list_wanted.connect(self._show_list)
        self.finding.roster_wanted.connect(self._show_roster)
        self.finding.phrases_wanted.connect(self._show_doors)
        self.finding.undo_wanted.connect(lambda: self._send(say.TakeBack()))
        self.identity.kept.connect(self._keep)
        self.identity.left.connect(self._back)
        self.doors.left.connect(self._back)
        self.roster.read.connect(self._send)
        self.roster.left.connect(self._back)
        self.paper.left.connect(self._leave_paper)
        self._close.clicked.connect(self.close)
        self.idle.idle.connect(lambda: self.end(was_idle=True))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Names – Jukung"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        head = QFrame()
        dress(head, look="header")
        row = QHBoxLayout(head)
        side = theme.px(18)
        row.setContentsMargins(side, theme.px(8), side, theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(IconView("jukung", size=24))
        row.addWidget(label(_("Names"), "page"))
        row.addWidget(self._chip)
        row.addStretch(1)
        row.addWidget(self._close)
        self._chip.show_words(_("Names are hidden"), "neutral")
        for page in (
            self.phrases,
            self.finding,
            self.identity,
            self.doors,
            self.roster,
            self.paper,
        ):
            self._stack.addWidget(page)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(ground)
        self.setMinimumSize(theme.px(LEAST_WIDE), theme.px(LEAST_HIGH))
        self.resize(theme.px(WIDE), theme.px(HIGH))
