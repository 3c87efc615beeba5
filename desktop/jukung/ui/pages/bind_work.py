"""The two halves of a binding, joined on the changes lane in the order of scanning.

A number and its ISBN scanned right behind each other find one another here, although
the window has not heard of the first yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jukung.domain import codes, errors, isbn
from jukung.domain.isbn import IsbnShape
from jukung.ui import verbs

if TYPE_CHECKING:
    from jukung.library.blank_numbers import Bound
    from jukung.library.desk import Desk


class Step(StrEnum):
    """What comes next."""

    waits = "waits"
    bound = "bound"
    choose = "choose"
    describe = "describe"
    """The ISBN has no title yet: somebody types it."""
    answer = "answer"
    """Another scan came before the question was answered."""
    taken = "taken"
    """The number has a copy already."""
    card = "card"
    """A member's card was scanned."""
    number_aside = "number_aside"
    """A second number came while the first had no title yet."""
    title_aside = "title_aside"
    """A second ISBN came while the first had no number yet."""
    article = "article"
    """The bars of a serial or another article, which say nothing of a title."""


@dataclass(slots=True)
class Halves:
    """What waits for its other half; only the changes lane writes it."""

    number: str = ""
    isbn: str = ""
    title_id: str = ""
    title: str = ""
    lately: str = ""
    """The title bound last, for the next copy of it."""
    lately_named: str = ""
    aside: list[str] = field(default_factory=list)
    """Numbers scanned before another came, still without a title."""
    titles_aside: list[str] = field(default_factory=list)
    """ISBNs and titles that came before another, still without a number."""

    def is_whole(self) -> bool:
        """Whether a number and something that names its title are there."""
        return bool(self.number and (self.isbn or self.title_id))

    def drop_title(self) -> None:
        """Forget what names the title."""
        self.isbn = self.title_id = self.title = ""

    def set_number(self, number: str) -> str:
        """Take a number; the one that waited is set aside and given back."""
        before = self.number if self.number != number else ""
        self.number = number
        if number in self.aside:
            self.aside.remove(number)
        if before:
            self.aside.append(before)
        return before

    def set_title_aside(self, coming: str) -> str:
        """Make room for what names a title; what waited without a number is given back."""
        before = self.title or self.isbn
        self.drop_title()
        if coming in self.titles_aside:
            self.titles_aside.remove(coming)
        if self.number or not before or before == coming:
            return ""
        if before not in self.titles_aside:
            self.titles_aside.append(before)
        return before

    def drop(self) -> None:
        """Forget both halves."""
        self.number = ""
        self.drop_title()


@dataclass(frozen=True, slots=True)
class Meant:
    """A title that an ISBN or some words may mean."""

    id: str
    title: str
    people: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the window shows after a scan."""

    step: Step
    number: str = ""
    isbn: str = ""
    title: str = ""
    lately: str = ""
    left: int | None = None
    """How many blank numbers are left; None where that did not change."""
    today: int = 0
    """How many were bound today, where `left` is told."""
    bound: Bound | None = None
    meant: tuple[Meant, ...] = ()
    aside: tuple[str, ...] = ()
    """Numbers that still wait for a title."""
    titles_aside: tuple[str, ...] = ()
    """ISBNs and titles that still wait for a number."""
    about: str = ""
    """What a sentence is about, such as the title that has the number."""


def begin(desk: Desk, halves: Halves) -> Answer:
    """How many numbers wait; of those set aside, the ones that are still blank."""
    halves.aside[:] = [each for each in halves.aside if _blank(desk, each)]
    return _answer(halves, Step.waits, **_counts(desk))


def take(desk: Desk, halves: Halves, text: str) -> Answer:
    """Take a number or an ISBN, and bind when both are there.

    Refuses NumberNotBlank, IsbnWrong.
    """
    number = _blank(desk, text)
    if not number:
        other = _other_thing(desk, halves, text)
        if other is not None:
            return other
    if halves.is_whole():
        return _answer(halves, Step.answer, about=text)
    if number:
        before, step = halves.set_number(number), Step.number_aside
    else:
        named = isbn.thirteen(text) or text
        before, step = halves.set_title_aside(named), Step.title_aside
        halves.isbn = named
    return _answer(halves, step, about=before) if before else _join(desk, halves)


def take_title(desk: Desk, halves: Halves, meant: Meant) -> Answer:
    """Take a title of the catalogue as the other half."""
    before = halves.set_title_aside(meant.title)
    halves.title_id, halves.title = meant.id, meant.title
    if before:
        return _answer(halves, Step.title_aside, about=before)
    return _join(desk, halves)


def take_same(desk: Desk, halves: Halves) -> Answer:
    """Take the title that was bound last once more."""
    if not halves.lately:
        return _answer(halves, Step.waits)
    return take_title(desk, halves, Meant(halves.lately, halves.lately_named, ""))


def take_new(desk: Desk, halves: Halves, facts: dict[str, Any]) -> Answer:
    """Register a title and bind the waiting number to it; refuses TitleMissing."""
    draft = verbs.catalogue.TitleDraft(**facts)
    bound = verbs.blank_numbers.bind(desk, halves.number, draft=draft)
    return _bound(desk, halves, bound)


def give_up(_desk: Desk, halves: Halves, *, title_only: bool) -> Answer:
    """Forget what waits; what names the title alone where the number goes on waiting."""
    if title_only:
        halves.drop_title()
    else:
        halves.drop()
    return _answer(halves, Step.waits)


def undo(desk: Desk, halves: Halves, act_id: str) -> Answer:
    """Take a binding back; its number is blank again."""
    undone = verbs.undoing.undo(desk, act_id)
    halves.lately = halves.lately_named = ""
    return _answer(halves, Step.waits, about=undone.barcode, **_counts(desk))


def find(desk: Desk, words: str) -> tuple[Meant, ...]:
    """Titles that fit some words."""
    found = verbs.catalogue.find(desk, words, most=24)
    return tuple(Meant(line.id, line.title, line.people) for line in found[:24])


def _join(desk: Desk, halves: Halves) -> Answer:
    if not halves.is_whole():
        return _answer(halves, Step.waits)
    if halves.title_id:
        return _bind(desk, halves, halves.title_id)
    titles = [Meant(*title) for title in verbs.blank_numbers.titles_of(desk, halves.isbn)]
    if len(titles) == 1:
        return _bind(desk, halves, titles[0].id)
    step = Step.choose if titles else Step.describe
    return _answer(halves, step, meant=tuple(titles))


def _bind(desk: Desk, halves: Halves, title_id: str) -> Answer:
    try:
        bound = verbs.blank_numbers.bind(desk, halves.number, title_id=title_id)
    except errors.NumberNotBlank:
        halves.number = ""
        raise
    except errors.Refusal:
        halves.drop_title()
        raise
    return _bound(desk, halves, bound)


def _bound(desk: Desk, halves: Halves, bound: Bound) -> Answer:
    halves.aside[:] = [each for each in halves.aside if each != bound.number]
    halves.drop()
    halves.lately, halves.lately_named = bound.title_id, bound.title
    return _answer(halves, Step.bound, bound=bound, **_counts(desk))


def _counts(desk: Desk) -> dict[str, int]:
    blank = verbs.blank_numbers
    return {"left": blank.count(desk), "today": blank.bound_today(desk)}


def _blank(desk: Desk, text: str) -> str:
    """The blank number that was scanned or typed; empty where it is none."""
    number = verbs.numbers.blank_number(desk, text)
    if number is None:
        return ""
    if codes.fold(number) != codes.fold(text):
        # Without its zeros a number may be that of another copy or card.
        exact = verbs.numbers.exactly(desk, text)
        if exact.copy is not None or exact.borrower is not None:
            return ""
    return number


def _other_thing(desk: Desk, halves: Halves, text: str) -> Answer | None:
    """What was scanned instead of a blank number; None for an ISBN."""
    shape = isbn.judge(text)
    if shape is IsbnShape.isbn:
        return None
    try:
        copy = verbs.copies.show(desk, text)
        return _answer(halves, Step.taken, about=f"{copy.number}\n{copy.title}")
    except errors.CopyUnknown:
        pass
    try:
        verbs.members.by_card(desk, text)
    except errors.MemberUnknown:
        pass
    else:
        return _answer(halves, Step.card, about=text)
    if shape in (IsbnShape.article, IsbnShape.issn):
        return _answer(halves, Step.article, about=text)
    if shape is IsbnShape.check_digit:
        raise errors.IsbnWrong(text)
    raise errors.NumberNotBlank(text)


def _answer(halves: Halves, step: Step, **facts: Any) -> Answer:  # noqa: ANN401 - an answer's own fields
    return Answer(
        step,
        number=halves.number,
        isbn=halves.isbn,
        title=halves.title,
        lately=halves.lately_named,
        aside=tuple(halves.aside),
        titles_aside=tuple(halves.titles_aside),
        **facts,
    )
