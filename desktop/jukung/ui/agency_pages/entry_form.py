"""A month's figures to be typed, with a picture of the paper form beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget
from typing_extensions import override

from jukung.ui import files, theme, verbs
from jukung.ui.agency_pages import programme_parts as parts
from jukung.ui.agency_pages.programme_work import FormView
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import N_, _, long_month, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal

MOST = 999_999_999
GROUPS = {
    "visits": N_("Visits and opening"),
    "loans": N_("Loans and use"),
    "members_active": N_("Members"),
    "titles_held": N_("Collection"),
    "activities": N_("Activities"),
    "cooperations": N_("Services and boxes"),
}
"""Before which indicators a heading stands."""

_SOURCES = {
    "typed": N_("Typed from a letter or list"),
    "photograph": N_("From a photograph of their form"),
    "telephone": N_("Told by telephone"),
}


class EntryForm(Card):
    """Only what is filled in counts; an empty field is not zero. Esc leaves."""

    wanted = Signal(object, object, object)
    """The figures, where they come from, and the name of the picture."""

    left = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: FormView | None = None
        self._shown = ""
        self.fields: dict[str, CountField] = {}
        self._title = label("", "title", wrap=True)
        self._banner = Banner(corners="all")
        self._banner.clear()
        self._history = label("", "small", wrap=True)
        self.source = parts.choice(
            _("Where the figures come from"), {key: _(words) for key, words in _SOURCES.items()}
        )
        self._picture_name = ""
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._paper: QScrollArea = scrolling(self._picture)
        self.picture = Button(_("Show a photograph…"), icon="folder-open")
        self.cancel = Button(_("Take it back"), icon="trash")
        self._back = Button(_("Back"))
        self.keep = Button(_("Keep the figures"), kind="primary", key="Ctrl+Return", icon="check")
        self._area = scrolling()
        self._lay_out()
        self.keep.clicked.connect(self._ask)
        self._back.clicked.connect(self.left)
        self.cancel.clicked.connect(self.cancelled)
        self.picture.clicked.connect(self._choose_picture)

    def show_month(self, view: FormView) -> None:
        """Show a library's month as it is typed so far."""
        self._view = view
        month = view.month
        self._make_fields()
        said = long_month(month.period.year, month.period.number)
        self._title.setText(_("{name}, {month}").format(name=month.name, month=said))
        self._banner.clear()
        if month.is_superseded or str(month.source) == "parcel":
            self._banner.say(
                _("Now reported by Jukung."),
                _("The typed figures stay in the history."),
                tint="accent",
            )
        self._history.setText(_history(view))
        for code, field in self.fields.items():
            field.show_count(month.figures.get(code))
        self.cancel.setVisible(month.typed is not None and str(month.source) != "parcel")
        self.keep.setEnabled(str(month.source) != "parcel")
        self.source.setCurrentIndex(0)
        self._show_picture(None)
        self._hint()
        next(iter(self.fields.values())).setFocus()

    def show_picture(self, path: Path) -> None:
        """Show a photograph beside the fields; it is not kept, only its name."""
        self._show_picture(path)
        self.source.setCurrentIndex(self.source.findData("photograph"))

    def figures(self) -> dict[str, int]:
        """What is filled in."""
        typed = {code: field.count() for code, field in self.fields.items()}
        return {code: value for code, value in typed.items() if value is not None}

    def hints(self) -> str:
        """What looks strange; empty when nothing does."""
        return self._hints.text()

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not kept."""
        parts.refuse(self._banner, refusal)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_picture()

    @Slot()
    def _ask(self) -> None:
        self.wanted.emit(self.figures(), str(self.source.currentData()), self._picture_name)

    @Slot()
    def _hint(self) -> None:
        if self._view is None:
            return
        found = verbs.entry_hints.hints(self.figures(), self._view.before)
        self._hints.setText("\n".join(each.words for each in found[:3]))
        self._hints.setVisible(bool(found))

    @Slot()
    def _choose_picture(self) -> None:
        files.choose_file(
            self,
            _("Choose the photograph"),
            pattern=_("Photograph") + " (*.jpg *.jpeg *.png)",
            then=self.show_picture,
        )

    def _show_picture(self, path: Path | None) -> None:
        self._whole = QPixmap(str(path)) if path is not None else QPixmap()
        self._picture_name = path.name if path is not None else ""
        self._paper.setVisible(not self._whole.isNull())
        self._fit_picture()

    def _fit_picture(self) -> None:
        if not self._whole.isNull():
            wide = max(self._paper.viewport().width(), theme.px(200))
            self._picture.setPixmap(
                self._whole.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            )

    def _make_fields(self) -> None:
        kind = str(self._view.month.kind) if self._view else ""
        if self._shown == kind:
            return
        self._shown = kind
        self.fields.clear()
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, theme.px(10), 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        row = 0
        for code in verbs.flows.CODES:
            indicator = verbs.flows.by_code(code)
            if indicator is None or self._view is None:
                continue
            if not indicator.concerns(self._view.month.kind):
                continue
            if code in GROUPS:
                grid.addWidget(label(_(GROUPS[code]), "heading"), row, 0, 1, 4)
                row += 1
            name = label(_(indicator.title), "second" if indicator.part_of else "", wrap=True)
            name.setIndent(theme.px(18 if indicator.part_of else 0))
            field = CountField(MOST)
            field.setFixedWidth(theme.px(116))
            field.setAccessibleName(verbs.flows.title_of(code))
            field.editingFinished.connect(self._hint)
            name.setBuddy(field)
            before = self._view.before.get(code)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(label(number(before) if before is not None else "", "small"), row, 2)
            self.fields[code] = field
            row += 1
        grid.setColumnMinimumWidth(0, theme.px(230))
        grid.setColumnStretch(3, 1)
        self._area.setWidget(made)

    def _lay_out(self) -> None:
        self._hints = label("", "small", tint="gold", wrap=True)
        self._whole = QPixmap()
        for each in (self._title, self._banner):
            self.body.addWidget(each)
        note = _("Fill in only what was counted: an empty field is not zero. At the right stands "
                 "the month before.")  # fmt: skip
        self.body.addWidget(label(note, "small", wrap=True))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(14))
        middle.addWidget(self._area, 3)
        middle.addWidget(self._paper, 4)
        self.body.addLayout(middle, 1)
        self._paper.hide()
        self.body.addWidget(self._hints)
        asking = QHBoxLayout()
        asking.setSpacing(theme.px(10))
        asking.addWidget(self.source, 1)
        asking.addWidget(self.picture)
        self.body.addLayout(asking)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._history, 1)
        foot.addStretch(0)
        for button in (self.cancel, self._back, self.keep):
            foot.addWidget(button)
        self.body.addLayout(foot)


def _history(view: FormView) -> str:
    said = []
    for each in view.month.revisions[:4]:
        words = [
            _("Revision {number}").format(number=each.revision),
            verbs.source_words_of.source_word(each.source),
            each.by,
            each.origin,
            _("taken back") if each.is_cancelled else "",
        ]
        said.append(", ".join(filter(None, words)))
    return " · ".join(said)
