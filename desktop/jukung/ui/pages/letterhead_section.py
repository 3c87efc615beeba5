"""What stands at the head of letters, who signs them, and how they are numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import EmblemName
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.emblem_field import EmblemField, emblem_of
from jukung.ui.pages.form_parts import beside, lines_field
from jukung.ui.pages.head_preview import HeadPreview
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import mark_wrong, named
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.letterhead import LetterheadView
    from jukung.ui.pages.member_picture import Source
    from jukung.ui.room import Room

SIGNERS = 3


class LetterheadSection(QWidget):
    """A form that is loaded from the file and saved by its button."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._loaded: LetterheadView | None = None
        self._preview = HeadPreview(room)
        self._above, self._address = lines_field(3), lines_field(3)
        self._name, self._town, self._pattern = QLineEdit(), QLineEdit(), QLineEdit()
        self._signers = [tuple(QLineEdit() for _field in range(3)) for _row in range(SIGNERS)]
        self._crests = {
            EmblemName.crest: EmblemField(_("Crest at the left")),
            EmblemName.second_crest: EmblemField(_("Crest at the right")),
        }
        self._example = label("", "small", wrap=True)
        self._answer = Banner(corners="all")
        self._save = Button(_("Save"), kind="primary", key="Ctrl+S")
        self._lay_out()
        self._connect()

    @Slot()
    def shown(self) -> None:
        """Read the letterhead; typed words not saved are gone."""
        self._answer.clear()
        self._room.jobs.read(
            lambda desk: verbs.letterhead.show(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._show,
            latest="letterhead",
        )

    def take_focus(self) -> None:
        """Go to the first field."""
        self._above.setFocus()

    def words(self) -> str:
        """The sentence shown in the section."""
        return self._answer.words()

    def example(self) -> str:
        """What the next letter's number would be."""
        return self._example.text()

    def crest(self, name: EmblemName) -> EmblemField:
        """One of the two crests."""
        return self._crests[name]

    def facts(self) -> dict[str, Any]:
        """What the fields say."""
        signers = (tuple(field.text().strip() for field in row) for row in self._signers)
        kept = self._loaded.signers if self._loaded is not None else ()
        return {
            "above": _lines(self._above.toPlainText()),
            "name": self._name.text().strip(),
            "lines": _lines(self._address.toPlainText()),
            "town": self._town.text().strip(),
            "pattern": self._pattern.text().strip(),
            "signers": tuple(
                (*row, kept[place].before if place < len(kept) else "")
                for place, row in enumerate(signers)
                if any(row)
            ),
        }

    @Slot()
    def save(self) -> None:
        """Store the letterhead with both crests, all or nothing."""
        facts = self.facts()
        crests = {name: each.image() for name, each in self._crests.items() if each.is_changed()}
        self._save.setEnabled(False)
        mark_wrong(self._pattern, wrong=False)

        def work(desk: Desk) -> LetterheadView:
            verbs.letterhead.save(desk, _view(facts))
            for name, image in crests.items():
                if image is None:
                    verbs.letterhead.remove_emblem(desk, name)
                else:
                    verbs.letterhead.keep_emblem(desk, name, image)
            return verbs.letterhead.show(desk)

        self._room.jobs.change(
            work,
            owner=self,
            then=self._tell_saved,
            refused=self._refuse,
            touched={"settings"},
        )

    def _tell_saved(self, view: LetterheadView) -> None:
        self._save.setEnabled(True)
        sounds.play("done")
        self._show(view)
        self._answer.say(_("Saved."), tint="good")

    def _refuse(self, refusal: errors.Refusal) -> None:
        self._save.setEnabled(True)
        sounds.play("refused")
        if isinstance(refusal, errors.LetterPatternWrong):
            mark_wrong(self._pattern, wrong=True)
            self._pattern.setFocus()
        self._answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def _show(self, view: LetterheadView) -> None:
        self._loaded = view
        self._above.setPlainText("\n".join(view.above))
        self._address.setPlainText("\n".join(view.lines))
        self._name.setText(view.name)
        self._town.setText(view.town)
        self._pattern.setText(view.pattern)
        for place, fields in enumerate(self._signers):
            kept = view.signers[place] if place < len(view.signers) else None
            words = (kept.position, kept.name, kept.number) if kept else ("", "", "")
            for field, text in zip(fields, words, strict=True):
                field.setText(text)
        self._crests[EmblemName.crest].load(view.crest)
        self._crests[EmblemName.second_crest].load(view.second_crest)
        mark_wrong(self._pattern, wrong=False)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Show the head and a number as they would be now."""
        facts = self.facts()
        pattern, today = facts["pattern"] or "{n}", self._room.today()
        crest, second = (each.image() for each in self._crests.values())
        self._room.jobs.read(
            lambda _desk: verbs.letterhead.number_of(pattern, 5, today),
            owner=self,
            then=self._show_example,
            refused=lambda refusal: self._example.setText(messages.sentence(refusal)),
            latest="example",
        )
        self._preview.show_head(lambda: _view(facts, crest=crest, second_crest=second))

    def _show_example(self, number: str) -> None:
        self._example.setText(_("Such as: {number}").format(number=number))
        self._preview.show_number(number)

    def _take_picture(self, field: EmblemField, source: Source) -> None:
        self._room.jobs.run(
            lambda *_steps: emblem_of(source), owner=self, then=field.hold, refused=self._refuse
        )

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._above.setPlaceholderText(_("Such as the regency, then the village; a line each"))
        self._address.setPlaceholderText(_("Street, village, telephone; a line each"))
        for field in (self._name, self._town):
            field.setMaxLength(120)
        self._pattern.setMaxLength(60)
        head = Card()
        head.body.setSpacing(theme.px(10))
        head.body.addWidget(label(_("Letterhead"), "heading"))
        head.body.addWidget(self._preview)
        crests = QHBoxLayout()
        crests.setSpacing(theme.px(18))
        for crest in self._crests.values():
            crests.addWidget(crest, 1)
        head.body.addLayout(crests)
        head.body.addLayout(
            beside(
                (named(_("Institutions above the library"), self._above), 1),
                (named(_("Address"), self._address), 1),
            )
        )
        head.body.addLayout(
            beside(
                (named(_("Name of the library"), self._name), 2),
                (named(_("Town, before the day"), self._town), 1),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(head)
        column.addWidget(self._signing_card())
        column.addWidget(self._answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._save)
        column.addLayout(row)

    def _signing_card(self) -> Card:
        card = Card()
        card.body.setSpacing(theme.px(10))
        card.body.addWidget(label(_("Who signs"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        names = (_("Position"), _("Name"), _("NIP, if there is one"))
        for place, name in enumerate(names):
            grid.addWidget(label(name, "field"), 0, place)
            grid.setColumnStretch(place, 4 if place < 2 else 5)
        for line, fields in enumerate(self._signers):
            for place, field in enumerate(fields):
                field.setMaxLength(120)
                field.setAccessibleName(f"{names[place]} {line + 1}")
                grid.addWidget(field, line + 1, place)
        card.body.addLayout(grid)
        card.body.addWidget(label(_("Letter numbers"), "heading"))
        card.body.addLayout(named(_("Pattern"), self._pattern))
        card.body.addWidget(self._example)
        card.body.addWidget(
            label(
                _("{marks} are filled in: the number, the month, the year.").format(
                    marks="{n}, {roman}, {month}, {year}, {yy}"
                ),
                "note",
                wrap=True,
            )
        )
        return card

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._room.opened.connect(self.shown)
        for line in (self._name, self._town, self._pattern):
            line.textEdited.connect(self._follow)
        for text in (self._above, self._address):
            text.textChanged.connect(self._follow)
        for crest in self._crests.values():
            crest.changed.connect(self._follow)
            crest.given.connect(lambda source, field=crest: self._take_picture(field, source))


def _view(
    facts: dict[str, Any], *, crest: bytes | None = None, second_crest: bytes | None = None
) -> LetterheadView:
    """The letterhead of the fields, made on a lane."""
    signers = tuple(verbs.letterhead.SignerView(*row) for row in facts["signers"])
    return verbs.letterhead.LetterheadView(
        **{**facts, "signers": signers}, crest=crest, second_crest=second_crest
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in text.splitlines())))
