"""Own sheets: measured, drawn while they are typed, kept and shared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.ui import files, sounds, theme
from jukung.ui.pages import sheet_work
from jukung.ui.pages.sheet_drawing import SheetDrawing
from jukung.ui.pages.sheet_fields import SheetFields
from jukung.ui.pages.sheet_keeping import SheetKeeping
from jukung.ui.pages.sheet_measures import of_sheet
from jukung.ui.pages.sheet_sharing import SheetSharing
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.tint import dress
from jukung.ui.room import Room
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.paper.sheets import Sheet
    from jukung.ui.pages.sheet_measures import SheetMeasures
    from jukung.ui.pages.sheet_work import Judged

LEFT_WIDTH, NARROW, ROOMY = 430, 372, 1200
TYPING_RESTS_MS = 60


class SheetEditor(QWidget):
    """Save works only while the sheet fits; a deleted one comes back with Undo."""

    saved = Signal(object)
    """The sheet that was kept."""

    removed = Signal(str)
    """The name of a sheet that was deleted, when one leaves and it stays so."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._start: Sheet | None = None
        self._editing = ""
        """The name of the own sheet that Save replaces; empty for a new one."""
        self._gone = ""
        """The name of the sheet that Undo still brings back."""
        self._judged: Judged | None = None
        self._loaded: SheetMeasures | None = None
        self._is_asking = False
        self._title = label("", "heading", wrap=True)
        self._banner = Banner()
        self._fields = SheetFields()
        self._drawing = SheetDrawing()
        self._verdict = label("", "strong", wrap=True)
        self.sharing = SheetSharing(room)
        self._keeping = SheetKeeping(room, parent=self)
        self._delete = Button(_("Delete"), icon="trash")
        self._leave = Button(_("Back"), key="Esc")
        self._save = Button(_("Save"), kind="primary", key="Ctrl+S")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_RESTS_MS)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def begin(self, sheet: Sheet | None) -> None:
        """Edit an own sheet, or make a new one that begins as a copy."""
        self._editing = self._gone = ""
        self._is_asking = False
        self._loaded = None
        self._banner.clear()
        self._judged = None
        self._save.setEnabled(False)
        self._room.jobs.read(
            sheet_work.startable,
            owner=self,
            then=lambda sheets: self._show_startable(sheets, sheet),
            refused=self._refuse,
            latest="sheets",
        )

    def words(self) -> str:
        """What is said of the sheet now; a banner goes first."""
        return self._banner.words() or self._verdict.text()

    def fields(self) -> SheetFields:
        """The fields."""
        return self._fields

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.window().width() >= theme.px(ROOMY)
        self._card.setFixedWidth(theme.px(LEFT_WIDTH if roomy else NARROW))

    # --- what is edited --------------------------------------------------------------------------

    def _show_startable(self, sheets: tuple[Sheet, ...], sheet: Sheet | None) -> None:
        lately = self._room.preferences.label_sheet
        start = sheet or next((each for each in sheets if each.name == lately), sheets[0])
        self._fields.show_startable(sheets, chosen=start.name)
        if sheet is not None and sheet.own:
            self._edit(sheet)
        else:
            self._copy(start)

    def _edit(self, sheet: Sheet) -> None:
        self._title.setText(_("Own sheet {sheet}").format(sheet=sheet.title))
        self._editing = sheet.name
        self._show_sheet(sheet)

    @Slot(object)
    def _copy(self, start: Sheet) -> None:
        """Begin a new sheet with the measures of another."""
        if self._editing:
            # While an own sheet is edited it keeps its name; only measures are taken.
            start = replace(start, title=self._fields.measures().title)
        else:
            self._title.setText(_("A new sheet of your own"))
            start = replace(start, title=_("{sheet}, own").format(sheet=start.title))
        self._show_sheet(start)

    def _show_sheet(self, sheet: Sheet) -> None:
        self._start = sheet
        self._fields.load(of_sheet(sheet))
        self._loaded = self._fields.measures()
        self._delete.setVisible(bool(self._editing))
        self._judge()
        self._fields.take_focus()

    # --- judging ---------------------------------------------------------------------------------

    @Slot()
    def _judge_soon(self) -> None:
        # The picture follows each key; the sentence waits for the hand to rest.
        self._drawing.show_measures(self._fields.measures())
        self._save.setEnabled(False)
        self._rest.start()
        self._is_asking = False
        if not self._gone:
            self._banner.clear()  # what it said is of the sheet before this key

    @Slot()
    def _judge(self) -> None:
        self._rest.stop()
        start, typed = self._start, self._fields.measures()
        if start is None:
            return
        self._drawing.show_measures(typed)
        self._judged = None
        if not typed.title:
            self._tell(_("Give the sheet a name, such as the one on its pack."), tint="gold")
            return
        self._room.jobs.read(
            lambda _desk: sheet_work.judged(start, typed),
            owner=self,
            then=self._show_judged,
            refused=self._show_wrong,
            latest="judge",
        )

    def _show_judged(self, judged: Judged) -> None:
        self._judged = judged
        count = number(judged.sheet.cells)
        self._tell(_("It fits: {count} labels on a sheet.").format(count=count), tint="good")

    def _show_wrong(self, refusal: errors.Refusal) -> None:
        self._tell(messages.sentence(refusal), tint="bad")

    def _tell(self, words: str, *, tint: str) -> None:
        self._verdict.setText(words)
        dress(self._verdict, tint=tint)
        self._save.setEnabled(self._judged is not None)
        self.sharing.show_judged(self._judged)

    # --- keeping and deleting --------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Keep the sheet in the library's file."""
        if self._judged is not None:
            self._save.setEnabled(False)
            self._keeping.keep(self._judged, instead_of=self._editing)

    @Slot(object)
    def _tell_saved(self, judged: Judged) -> None:
        sounds.play("done")
        self._gone = ""
        self._title.setText(_("Own sheet {sheet}").format(sheet=judged.sheet.title))
        self._editing = judged.sheet.name
        self._start = judged.sheet
        self._loaded = self._fields.measures()
        self._is_asking = False
        self._delete.show()
        self._save.setEnabled(True)
        self._banner.say(
            _("Kept: {sheet}").format(sheet=judged.sheet.title),
            _("It stands among the label sheets now. Print a ruler page before the first labels."),
            tint="good",
        )
        self.saved.emit(judged.sheet)

    @Slot()
    def delete(self) -> None:
        """Delete the own sheet; the banner brings it back."""
        if self._editing and self._start is not None:
            self._keeping.delete(self._editing)

    @Slot(str)
    def _tell_deleted(self, name: str) -> None:
        sounds.play("done")
        self._editing = ""
        self._delete.hide()
        self._title.setText(_("A new sheet of your own"))
        undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        undo.clicked.connect(self._keeping.bring_back)
        self._banner.say(_("Deleted: {sheet}").format(sheet=name), tint="good", button=undo)
        # A line of text has a Ctrl+Z of its own.
        undo.setFocus()
        self._gone = name

    @Slot(object)
    def _tell_back(self, sheet: Sheet) -> None:
        sounds.play("done")
        self._gone = ""
        self._edit(sheet)
        words = _("Undone. {sheet} is there again.").format(sheet=sheet.title)
        self._banner.say(words, tint="good")

    @Slot()
    def leave(self) -> None:
        """Go back; with something typed, ask first, and back to it when pressed again."""
        if self._is_asking:
            self._is_asking = False
            self._banner.clear()
            self._fields.take_focus()
        elif self._loaded is not None and self._fields.measures() != self._loaded:
            self._ask_to_save()
        else:
            self.discard()

    def _ask_to_save(self) -> None:
        self._is_asking = True
        row = QWidget()
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(theme.px(8))
        discard = Button(_("Discard"))
        # The key is that of the button below, which works only while the sheet fits.
        save = Button(_("Save"), key="Ctrl+S", bound=False)
        save.setEnabled(self._judged is not None)
        discard.clicked.connect(self.discard)
        save.clicked.connect(self.save)
        buttons.addWidget(discard)
        buttons.addWidget(save)
        sounds.play("attention")
        detail = _("What you typed is not kept yet. Esc goes on typing.")
        if self._judged is None:
            detail = _("It does not fit yet, so it cannot be saved. Esc goes on typing.")
        self._banner.say(_("Save first?"), detail, tint="gold", button=row)
        (save if save.isEnabled() else discard).setFocus()

    @Slot()
    def discard(self) -> None:
        """Go back without what was typed; a deleted sheet is told of now."""
        self._is_asking = False
        self._loaded = None
        self._banner.clear()
        gone, self._gone = self._gone, ""
        if gone:
            self.removed.emit(gone)
        self.left.emit()

    # --- files -----------------------------------------------------------------------------------

    @Slot(object, object)
    def _show_opened(self, sheet: Sheet, file: str) -> None:
        self._editing = ""
        self._title.setText(_("A new sheet of your own"))
        self._show_sheet(sheet)
        sounds.play("done")
        self._banner.say(
            _("Read from {file}").format(file=file),
            _("Compare it with your sheet, then save it."),
            tint="good",
        )

    @Slot(object)
    def _tell_written(self, file: str) -> None:
        sounds.play("done")
        self._banner.say(
            _("Saved: {file}").format(file=file),
            _("Another library opens it here, or drops it on this page."),
            tint="good",
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dragged(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if dropped := files.dragged(event.mimeData()):
            event.acceptProposedAction()
            self.sharing.open_file(dropped[0])

    def _refuse(self, refusal: errors.Refusal) -> None:
        sounds.play("refused")
        self._save.setEnabled(self._judged is not None)
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    # --- how it looks ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._card = Card(flush=True)
        self._card.add_head().addWidget(self._title, 1)
        self._card.body.addWidget(self._banner)
        inner = QWidget()
        room = QVBoxLayout(inner)
        room.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        room.addWidget(self._fields)
        self._card.body.addWidget(scrolling(inner), 1)
        self._card.body.addWidget(rule())
        said = QVBoxLayout()
        said.setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9))
        said.addWidget(self._verdict)
        self._card.body.addLayout(said)
        foot = self._card.add_foot()
        foot.addWidget(self._leave)
        foot.addWidget(self._delete)
        foot.addStretch(1)
        foot.addWidget(self._save)
        right = QVBoxLayout()
        right.setSpacing(theme.px(12))
        right.addWidget(self._drawing, 1)
        right.addWidget(self.sharing)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(18))
        page.addWidget(self._card)
        page.addLayout(right, 1)
        self._delete.hide()

    def _connect(self) -> None:
        self._fields.changed.connect(self._judge_soon)
        self._fields.pointed.connect(self._drawing.point_at)
        self._fields.start_chosen.connect(self._copy)
        self._rest.timeout.connect(self._judge)
        self._save.clicked.connect(self.save)
        self._delete.clicked.connect(self.delete)
        self._leave.clicked.connect(self.leave)
        self.sharing.opened.connect(self._show_opened)
        self.sharing.written.connect(self._tell_written)
        self.sharing.refused.connect(self._refuse)
        self._keeping.kept.connect(self._tell_saved)
        self._keeping.deleted.connect(self._tell_deleted)
        self._keeping.brought_back.connect(self._tell_back)
        self._keeping.refused.connect(self._refuse)
