"""What is said of a scan that was not what the binding waits for."""

from __future__ import annotations

from jukung.ui.pages.bind_work import Answer, Step
from jukung.words import _


def said(answer: Answer) -> tuple[str, str] | None:
    """What the scan was instead of what is waited for; None where it was right."""
    if answer.step is Step.taken:
        barcode, _nothing, title = answer.about.partition("\n")
        return (
            _("{number} already belongs to “{title}”").format(number=barcode, title=title),
            _("Take another label for this book, or look whether it is that one."),
        )
    if answer.step is Step.card:
        return (
            _("{card} is a member's card").format(card=answer.about),
            _("Scan the number on the label, or the ISBN on the back of the book."),
        )
    if answer.step is Step.article:
        return (
            _("{number} is no ISBN").format(number=answer.about),
            _("It is the number of a magazine or an article. Type a part of the title."),
        )
    if answer.step is Step.answer:
        return (
            _("First say which title {number} is").format(number=answer.number),
            _("Then scan the next one again."),
        )
    return _set_aside(answer)


def _set_aside(answer: Answer) -> tuple[str, str] | None:
    """What had to make room for the scan; None where nothing had."""
    if answer.step is Step.number_aside:
        return (
            _("{number} has no title yet and was set aside").format(number=answer.about),
            _("It stands at the left. Scan it again with its own ISBN."),
        )
    if answer.step is Step.title_aside:
        return (
            _("{title} has no number yet and was set aside").format(title=answer.about),
            _("It stands at the left. Scan the number of its label, then it again."),
        )
    return None
