"""The form of a title: few fields at first, the rest under a fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from jukung.domain import isbn, published
from jukung.domain.isbn import IsbnShape
from jukung.ui import theme
from jukung.ui.pages.call_number_fields import CallNumberFields
from jukung.ui.pages.copy_form import SourceFields
from jukung.ui.pages.cover_field import CoverField
from jukung.ui.pages.form_parts import beside, column, go_on_with_enter
from jukung.ui.pages.names_field import NamesField
from jukung.ui.pages.title_hints import TitleHints
from jukung.ui.pages.title_more import TitleMore
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jukung.library.catalogue import TitleDraft

TYPING_RESTS_MS = 300

_LINES = ("title", "publisher", "year", "isbn")
# What the form does not show but gives back as it came.
_KEPT = ("cover_name",)

_OF_ISBN = {
    IsbnShape.check_digit: (
        N_("A digit does not fit. Compare it with the title's back; it is kept as typed."),
        "gold",
    ),
    IsbnShape.issn: (N_("This is the ISSN of a serial; it is kept as typed."), "neutral"),
    IsbnShape.article: (N_("This is an article number, no ISBN; it is kept."), "gold"),
    IsbnShape.other: (N_("An ISBN has 10 or 13 digits; this is kept as typed."), "gold"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed of a title so far, enough to look for its twins or for it in packs."""

    title: str
    isbn: str


class TitleForm(QWidget):
    """Loaded from a draft, gives the facts of another; saving is not its business."""

    finished = Signal()
    """Enter in the last line of those always shown."""

    rested = Signal(object)
    """Fingers rest: what is typed of title and ISBN, to look for twins."""

    pack_wanted = Signal(object)
    """Look this up in the title packs."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shelf = CallNumberFields()
        self._lines = {name: QLineEdit() for name in _LINES}
        self._lines["class_number"] = self.shelf.class_number
        self._lines["call_number"] = self.shelf.call_number
        self.people = NamesField(_("Author or other person"), with_roles=True)
        self.cover = CoverField()
        self.hints = TitleHints()
        self.more = TitleMore()
        self.source = SourceFields(short=True)
        self._judged = label("", "note", wrap=True)
        self._year_said = label("", "note", wrap=True)
        self._copies = number_field(0, 999, value=1)
        self._first_number = label("", "note", wrap=True)
        self._look_up = Button(_("From title packs"), kind="link", key="Ctrl+I")
        self._unfold_button = Button(_("More fields"), kind="link", key="Ctrl+M")
        self._new_only = QWidget()
        self._publishers = QStringListModel(self)
        self._kept: dict[str, Any] = {}
        self._before: dict[str, Any] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_RESTS_MS)
        self._lay_out()
        self._connect()
        self.load(None)

    def load(self, draft: TitleDraft | None, jpeg: bytes | None = None) -> None:
        """Show a title's particulars; None empties the form for a new one."""
        self._rest.stop()
        self._show(draft)
        self.cover.keep_jpeg(jpeg)
        self._copies.setValue(1)
        self.source.clear()
        self._new_only.setVisible(draft is None)
        self.hints.clear()
        self.more.hide()
        self.people.show_roles(shown=False)
        self._before = self.facts()
        self._count_folded()

    def fill(self, draft: TitleDraft) -> None:
        """Take over from a pack what is not typed yet; the title is the pack's."""
        blank = self._before
        typed = {
            name: value
            for name, value in self.facts().items()
            if value and value != blank.get(name) and name not in ("title", "isbn", "call_number")
        }
        merged = {name: getattr(draft, name) for name in self.facts()} | typed
        isbn_typed = self._lines["isbn"].text().strip()
        merged |= {"isbn": isbn_typed or draft.isbn, "call_number": ""}
        self._show(type(draft)(**merged))
        self.shelf.propose()
        self._count_folded()

    def facts(self) -> dict[str, Any]:
        """What the form says, by the names of a title's draft."""
        lines = {name: line.text().strip() for name, line in self._lines.items()}
        people = {
            "people": self.people.names(),
            "roles": self.people.roles(),
            "name_kinds": self.people.kinds(),
        }
        return self._kept | lines | people | self.more.facts()

    def copy_count(self) -> int:
        """How many copies a new title begins with."""
        return self._copies.value()

    def typed(self) -> Typed:
        """What is typed of title and ISBN."""
        return Typed(self._lines["title"].text().strip(), self._lines["isbn"].text().strip())

    def take_focus(self) -> None:
        """Begin with the title."""
        self._lines["title"].setFocus()

    def set_line(self, name: str, text: str) -> None:
        """Type into a line, such as `isbn`."""
        line = self._lines.get(name) or self.more.lines[name]
        line.setText(text)
        line.textEdited.emit(text)

    def year_words(self) -> str:
        """What is said of the year."""
        return self._year_said.text()

    def isbn_words(self) -> str:
        """What is said of the ISBN typed."""
        return self._judged.text()

    def class_words(self) -> str:
        """What is said of the class typed."""
        return self.shelf.words()

    def offer_packs(self, *, any_kept: bool) -> None:
        """Offer to look titles up, where packs are kept."""
        self._look_up.setVisible(any_kept)

    def offer_words(self, words: Mapping[str, Sequence[str]], own: Sequence[str]) -> None:
        """Offer the words of other titles while somebody types."""
        self._publishers.setStringList(list(words.get("publisher", ())))
        self.more.offer(words, own)

    def tell_number(self, number: str) -> None:
        """Say which number the first new copy will have."""
        self._first_number.setText(_("The first gets number {number}.").format(number=number))

    def _show(self, draft: TitleDraft | None) -> None:
        for name, line in self._lines.items():
            line.setText(getattr(draft, name, ""))
        self.people.load(
            getattr(draft, "people", ()),
            getattr(draft, "roles", ()),
            getattr(draft, "name_kinds", ()),
        )
        self.more.load(draft)
        self._kept = {name: getattr(draft, name, "") for name in _KEPT}
        self.shelf.load(getattr(draft, "class_number", ""), getattr(draft, "call_number", ""))
        self.shelf.begin(self._lines["title"].text(), self.people.names(), self.people.kinds())

    # --- while somebody types ------------------------------------------------------------------

    @Slot(str)
    def _judge(self, text: str) -> None:
        shape = isbn.judge(text)
        words, tint = _OF_ISBN.get(shape, ("", ""))
        said = _(words) if words else ""
        if shape is IsbnShape.isbn:
            said, tint = _("The ISBN fits."), "good"
            if other := _other_length(text):
                said = _("The ISBN fits. In its other length: {other}").format(other=other)
        self._judged.setText(said)
        dress(self._judged, tint=tint)
        self._judged.setVisible(bool(said))

    @Slot(str)
    def _reckon_year(self, text: str) -> None:
        """Say the year that lists and figures count with, where it is written otherwise."""
        year = published.year_of(text)
        says_more = year is not None and str(year) not in text
        self._year_said.setText(_("Counted as {year}.").format(year=year) if says_more else "")
        dress(self._year_said, tint="")
        self._year_said.setVisible(says_more)

    @Slot()
    def _judge_year(self) -> None:
        if published.is_unreadable(self._lines["year"].text()):
            self._year_said.setText(_("No year is found here. Figures by age pass it over."))
            dress(self._year_said, tint="gold")
            self._year_said.show()

    @Slot()
    def _follow_names(self) -> None:
        self.shelf.follow(self._lines["title"].text(), self.people.names(), self.people.kinds())

    @Slot()
    def _leave_title(self) -> None:
        """A scanned ISBN is none of a title's words."""
        text = self._lines["title"].text()
        if isbn.judge(text) is IsbnShape.isbn:
            self._lines["title"].clear()
            self._lines["isbn"].setText(text.strip())
            self._leave_isbn()
            return
        self.people.take_focus()

    @Slot()
    def _leave_isbn(self) -> None:
        self._tell_rested()
        # While nothing is known of a new title its ISBN is looked up without being asked.
        if not self._look_up.isHidden() and not self._lines["title"].text().strip():
            self._ask_packs()
        self._lines["class_number"].setFocus()

    @Slot()
    def _ask_packs(self) -> None:
        self.pack_wanted.emit(self.typed())

    @Slot()
    def _tell_rested(self) -> None:
        self._rest.stop()
        self.rested.emit(self.typed())

    @Slot()
    def _unfold(self) -> None:
        self.more.setVisible(self.more.isHidden())
        self.people.show_roles(shown=not self.more.isHidden())
        self._count_folded()
        if not self.more.isHidden():
            self.more.lines["place"].setFocus()

    def _count_folded(self) -> None:
        filled = sum(bool(value) for value in self.more.facts().values())
        # Two of them always say something: for whom, and how often it comes.
        filled -= sum(str(self.more.facts()[n]) in ("unknown", "none") for n in _ALWAYS)
        if not self.more.isHidden():
            words = _("Fewer fields")
        elif filled:
            words = _("More fields ({count} filled)").format(count=filled)
        else:
            words = _("More fields")
        self._unfold_button.setText(words)

    # --- laid out --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = column()
        lines = self._lines
        whole.addLayout(named(_("Title"), lines["title"]))
        whole.addWidget(self.hints.near_title)
        beside_cover = column()
        beside_cover.addLayout(named(_("Author"), self.people))
        beside_cover.addLayout(named(_("Publisher"), lines["publisher"]))
        beside_cover.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addLayout(beside_cover, 1)
        top.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(top)
        year, number = named(_("Year"), lines["year"]), named(_("ISBN"), lines["isbn"])
        whole.addLayout(beside((year, 1), (number, 2)))
        whole.addWidget(self._year_said)
        looked = QHBoxLayout()
        looked.addWidget(self._judged, 1)
        looked.addWidget(self._look_up, 0, Qt.AlignmentFlag.AlignRight)
        whole.addLayout(looked)
        whole.addWidget(self.hints)
        whole.addWidget(self.shelf)
        new = column()
        new.addLayout(named(_("Copies, numbered by us"), self._copies))
        new.addWidget(self._first_number)
        new.addWidget(self.source)
        self._new_only.setLayout(new)
        whole.addWidget(self._new_only)
        whole.addWidget(self.more)
        whole.addWidget(self._unfold_button)
        whole.addStretch(1)
        self.setLayout(whole)
        # The cover stands beside both, and is for the mouse first.
        QWidget.setTabOrder(lines["publisher"], lines["year"])
        QWidget.setTabOrder(lines["year"], lines["isbn"])
        self._look_up.hide()
        completer = QCompleter(self._publishers, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        lines["publisher"].setCompleter(completer)

    def _connect(self) -> None:
        lines = self._lines
        lines["isbn"].textChanged.connect(self._judge)
        lines["year"].textChanged.connect(self._reckon_year)
        lines["year"].editingFinished.connect(self._judge_year)
        for name in ("title", "isbn"):
            lines[name].textEdited.connect(self._rest.start)
        self._rest.timeout.connect(self._tell_rested)
        lines["title"].textEdited.connect(self._follow_names)
        self.people.edited.connect(self._follow_names)
        self._look_up.clicked.connect(self._ask_packs)
        self._unfold_button.clicked.connect(self._unfold)
        self.hints.taken.connect(self.fill)
        lines["title"].returnPressed.connect(self._leave_title)
        self.people.left_down.connect(lines["publisher"].setFocus)
        go_on_with_enter([lines["publisher"], lines["year"], lines["isbn"]], self._leave_isbn)
        self.shelf.finished.connect(self.finished)
        self._judge("")
        self._reckon_year("")


_ALWAYS = ("audience", "frequency")


def _other_length(text: str) -> str:
    full = isbn.thirteen(text) or ""
    digits = "".join(sign for sign in text.upper() if sign.isdigit() or sign == "X")
    return (isbn.ten(text) or "") if len(digits) == 13 else full
