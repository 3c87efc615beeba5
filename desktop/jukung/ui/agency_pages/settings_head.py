"""What stands above the agency's papers, and who signs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jukung.ui import verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.pages.form_parts import beside, lines_field
from jukung.ui.pages.head_preview import HeadPreview
from jukung.ui.pieces.fields import named
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.paper_head import PaperHead
    from jukung.library.letterhead import LetterheadView

LONGEST = 120


class HeadSection(QWidget):
    """Loaded from the file, shown as it will be printed, saved by its button."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._preview = HeadPreview(cast("Room", room), heading=_("Reports still missing"))
        self.above, self.lines = lines_field(3), lines_field(3)
        self.name, self.town = QLineEdit(), QLineEdit()
        self.position, self.signer, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self.foot = SaveFoot(room)
        self._lay_out()
        self.foot.wanted.connect(self.save)
        self.foot.changed.connect(self._read)
        for line in self._fields:
            line.setMaxLength(LONGEST)
        self.name.textEdited.connect(self._follow)
        for text in (self.above, self.lines):
            text.textChanged.connect(self._follow)

    @Slot()
    def shown(self) -> None:
        """Read the head; typed words not saved are gone."""
        self.foot.answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the first field."""
        self.above.setFocus()

    @Slot()
    def save(self) -> None:
        """Keep what the fields say."""
        said = self._facts()

        def work(desk: OfficeDesk) -> PaperHead:
            before = verbs.paper_head.paper_head(desk)
            verbs.paper_head.keep_paper_head(desk, verbs.paper_head.PaperHead(**said))
            return before

        self.foot.change(
            work,
            detail=_("Every paper of this office has it from now on."),
            undo=lambda before: lambda desk: verbs.paper_head.keep_paper_head(desk, before),
        )

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.paper_head.paper_head(desk),  # noqa: PLW0108 - on the lane
            owner=self,
            then=self._show,
            latest="head",
        )

    def _show(self, head: PaperHead) -> None:
        self.above.setPlainText("\n".join(head.above))
        self.lines.setPlainText("\n".join(head.lines))
        words = (head.name, head.town, head.position, head.signer, head.signer_number)
        for field, text in zip(self._fields, words, strict=True):
            field.setText(text)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        said = self._facts()
        self._preview.show_head(lambda: _view(said))

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name, self.town, self.position, self.signer, self.number)

    def _facts(self) -> dict[str, Any]:
        name, town, position, signer, number = (each.text().strip() for each in self._fields)
        return {
            "above": _lines(self.above.toPlainText()),
            "name": name,
            "lines": _lines(self.lines.toPlainText()),
            "town": town,
            "position": position,
            "signer": signer,
            "signer_number": number,
        }

    def _lay_out(self) -> None:
        self.above.setPlaceholderText(_("Such as the province; a line each"))
        self.lines.setPlaceholderText(_("Street, town, telephone; a line each"))
        head = card_of(_("Letterhead"))
        head.body.addWidget(self._preview)
        head.body.addLayout(
            beside(
                (named(_("Above the name"), self.above), 1), (named(_("Address"), self.lines), 1)
            )
        )
        head.body.addLayout(
            beside(
                (named(_("Name of the office"), self.name), 2),
                (named(_("Town, before the day"), self.town), 1),
            )
        )
        signing = card_of(_("Who signs"), _("On the minutes of boxes and the pages of prisons."))
        signing.body.addLayout(
            beside(
                (named(_("Position"), self.position), 4),
                (named(_("Name"), self.signer), 4),
                (named(_("NIP, if there is one"), self.number), 5),
            )
        )
        stacked(self, head, signing, self.foot)


def _view(said: dict[str, Any]) -> LetterheadView:
    return verbs.letterhead.LetterheadView(
        above=said["above"],
        name=said["name"],
        lines=said["lines"],
        town=said["town"],
        signers=(),
        pattern="",
        crest=None,
        second_crest=None,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in text.splitlines())))
