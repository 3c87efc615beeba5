"""From an order to labels, pages and their pictures; all of it on a lane."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from jukung import messages
from jukung.domain import classes, errors
from jukung.domain.kinds import Feed, PrintWhat, Symbology
from jukung.ui import verbs
from jukung.ui.pages.label_kinds import EVERY
from jukung.ui.pages.label_looks import USUAL_DESIGN
from jukung.ui.pages.label_orders import Order
from jukung.ui.printing import page_image
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.paper.cards import MemberCard
    from jukung.paper.labels import Label
    from jukung.paper.placement import Placement
    from jukung.paper.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of an order as a picture; or why there is none."""

    order: Order
    page: int = 0
    page_count: int = 0
    picture: QImage | None = None
    page_width: float = 0.0
    page_height: float = 0.0
    fed: float = 0.0
    """How far right on the page the sheet's left edge lies."""
    refusal: errors.Refusal | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What cannot be printed of an order, and where it could."""

    order: Order
    places: tuple[int, ...] = ()
    reason: errors.Refusal | None = None
    named: tuple[str, ...] = ()
    fitting: tuple[Sheet, ...] = ()


# --- from subjects to labels ----------------------------------------------------------------------


def labels_of(desk: Desk, order: Order) -> tuple[Label, ...] | tuple[MemberCard, ...]:
    """What stands in each cell, read from the library as it is now."""
    kind = EVERY[order.what]
    if order.what is PrintWhat.card:
        return _cards(desk, order.subjects)
    if kind.is_copy:
        return tuple(_copy_labels(desk, order))
    if kind.is_member:
        return tuple(_member_labels(desk, order.subjects))
    if order.what is PrintWhat.blank:
        numbers = _with_coming(desk, order.subjects)
        heading = desk.profile.name
        return tuple(verbs.labels.Label(number=each, heading=heading) for each in numbers)
    return tuple(_sign(order.what, each, heading=desk.profile.name) for each in order.subjects)


def _copy_labels(desk: Desk, order: Order) -> Iterable[Label]:
    once = tuple(dict.fromkeys(order.subjects))
    copies = {copy.id: copy for copy in verbs.copies.of_ids(desk, once)}
    heading = desk.profile.name
    for each in order.subjects:
        copy = copies.get(each)
        if copy is None:
            raise errors.RunUnknown
        above = (heading,) if order.choices.heading else ()
        yield verbs.labels.Label(
            number=copy.number,
            heading=heading,
            title=copy.title,
            call_number=copy.call_number,
            spine=(*above, *copy.spine),
            class_main=copy.class_main,
            isbn=copy.isbn,
        )


def _member_labels(desk: Desk, subjects: Sequence[str]) -> Iterable[Label]:
    once = tuple(dict.fromkeys(subjects))
    faces = {face.id: face for face in verbs.card_faces.faces(desk, once)}
    for each in subjects:
        face = faces.get(each)
        if face is None:
            raise errors.RunUnknown
        yield verbs.labels.Label(number=face.number, heading=desk.profile.name, title=face.name)


def _cards(desk: Desk, subjects: Sequence[str]) -> tuple[MemberCard, ...]:
    faces = {face.id: face for face in verbs.card_faces.faces(desk, tuple(dict.fromkeys(subjects)))}
    if not faces.keys() >= set(subjects):
        raise errors.RunUnknown
    cards = {
        face.id: verbs.paper_cards.MemberCard(
            number=face.number,
            name=face.name,
            kind=_(messages.BORROWER_KINDS[face.kind]),
            since=face.since,
            until=face.until,
            photo=face.photo,
        )
        for face in faces.values()
    }
    return tuple(cards[each] for each in subjects)


def _with_coming(desk: Desk, subjects: Sequence[str]) -> tuple[str, ...]:
    """Numbers not reserved yet are shown as those that would come next."""
    missing = sum(not each for each in subjects)
    coming = iter(verbs.series.examples(desk, verbs.series.show(desk, "copies"), count=missing))
    return tuple(each or next(coming) for each in subjects)


def _sign(what: PrintWhat, words: str, *, heading: str) -> Label:
    lines = tuple(words.split("|"))
    if what is PrintWhat.shelf:
        return verbs.labels.Label(
            heading=heading, lines=lines, class_main=classes.main_class(lines[0])
        )
    return verbs.labels.Label(number=lines[0], heading=heading, lines=lines[1:])


# --- from labels to pages -------------------------------------------------------------------------


def placement_of(order: Order) -> Placement:
    """Where the order stands on its paper."""
    right, down, creep_right, creep_down = order.fit
    placing = verbs.placement
    carrier = None
    if order.carrier:
        paper, feed = order.carrier.split()
        carrier = placing.Carrier(paper, Feed(feed))
    fit = placing.Fit(right, down, creep_right, creep_down)
    return placing.Placement(order.start_cell, fit, carrier)


def pages(
    order: Order,
    labels: Sequence[Any],
    *,
    issuer: Any = None,  # noqa: ANN401 - paper's own type, made on a lane
    progress: Callable[[int, int], object] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> bytes:
    """The PDF of these labels; they are the order's."""
    placement = placement_of(order)
    if order.what is PrintWhat.card:
        return verbs.paper_cards.card_pages(
            labels,
            design=verbs.paper_cards.design(order.choices.design or USUAL_DESIGN),
            issuer=issuer,
            sheet=order.sheet,
            placement=placement,
            side=verbs.paper_cards.Side(order.choices.side),
            progress=progress,
            stopped=stopped,
        )
    return verbs.labels.label_pages(
        labels,
        sheet=order.sheet,
        design=design_of(order),
        placement=placement,
        progress=progress,
        stopped=stopped,
    )


def design_of(order: Order) -> Any:  # noqa: ANN401 - paper's own type
    """How the order's labels look."""
    choices = order.choices
    return verbs.labels.LabelDesign(
        what=order.what,
        symbology=Symbology(choices.symbology),
        heading=choices.heading,
        title=choices.title,
        call_number=choices.call_number,
        colour_band=choices.colour_band,
    )


def issuer_of(desk: Desk, order: Order) -> Any:  # noqa: ANN401 - paper's own type
    """Who gives the cards out; None where there are none."""
    if order.what is not PrintWhat.card:
        return None
    head = verbs.letterhead.show(desk)
    return verbs.paper_cards.Issuer(
        library=desk.profile.name,
        institution=head.above[-1] if head.above else "",
        address=", ".join(head.lines),
        crest=head.crest,
    )


def preview(desk: Desk, order: Order, *, page: int, scale: float) -> Shown:
    """One page's picture, made of that page's labels alone."""
    placement = placement_of(order)
    try:
        wide, high = placement.page(order.sheet)
    except KeyError:
        wide, high = order.sheet.paper_width, order.sheet.paper_height
    fed = replace(placement, fit=type(placement.fit)()).point(order.sheet, 0.0, 0.0)[0]
    count = order.sheet_count * order.pages_each if order.subjects else 0
    page = max(0, min(page, count - 1))
    shown = Shown(order, page, count, None, wide, high, fed)
    part = order.part(page // order.pages_each)
    try:
        placement.check(order.sheet)
        if not part.subjects:
            raise errors.NothingToPrint
        pdf = pages(part, labels_of(desk, part), issuer=issuer_of(desk, order))
    except errors.Refusal as refusal:
        return replace(shown, refusal=refusal, page=0)
    return replace(
        shown, picture=page_image(pdf, page % order.pages_each, scale=scale, colour=True)
    )


def trouble(desk: Desk, order: Order, among: Sequence[Sheet]) -> Trouble:
    """Which labels of an order cannot be printed, and the sheets on which all can."""
    if order.what is PrintWhat.card:
        return Trouble(order)
    labels: Sequence[Any] = labels_of(desk, order)
    design = design_of(order)
    found = verbs.labels.problems(labels, sheet=order.sheet, design=design)
    if not found:
        return Trouble(order)
    places = tuple(place for place, _reason in found)
    named = tuple(labels[place].number or labels[place].lines[0] for place in places)
    fitting = verbs.labels.fitting_sheets(labels, design=design, among=among)
    reason = verbs.labels.one_reason(found, labels, sheet=order.sheet)
    return Trouble(order, places, reason, tuple(dict.fromkeys(named)), fitting)
