"""The papers of a box, made on a lane: minutes for both sides, and what is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.domain.kinds import BoxArrival, BoxLeaving, BoxState
from jukung.ui import verbs
from jukung.ui.pages import letter_work
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.boxes import BoxCopyView, BoxDetail
    from jukung.library.desk import Desk
    from jukung.paper.box_papers import BoxPaperCopy

ARRIVED = {
    BoxArrival.open: N_("not scanned yet"),
    BoxArrival.here: N_("here"),
    BoxArrival.missing: N_("missing"),
    BoxArrival.damaged: N_("damaged"),
    BoxArrival.extra: N_("not on the list"),
}
WENT = {
    BoxLeaving.open: N_("not in the box"),
    BoxLeaving.here: N_("in the box"),
    BoxLeaving.missing: N_("missing"),
    BoxLeaving.damaged: N_("damaged"),
}


def minutes(desk: Desk, box: str, *, paper: str = "a4") -> bytes:
    """Minutes of taking a box over, or of giving it back once it went; refuses BoxUnknown."""
    detail = verbs.lent_boxes.show(desk, box)
    view, head = detail.view, verbs.letterhead.show(desk)
    back = view.state is BoxState.returned
    said = verbs.box_papers.BoxPaper(
        number=view.number,
        name=view.name or view.number,
        agency=view.owner,
        library=head.name,
        place="",
        copies=tuple(
            _paper_copy(each, back=back)
            for each in detail.copies
            if back or each.arrived is not BoxArrival.missing
        ),
        on=(view.returned_on if back else view.received_on) or verbs.days.trusted_today(desk),
        due_on=view.due_on,
        is_return=back,
        town=head.town,
    )
    signer = verbs.document.Signer
    first = head.signers[0] if head.signers else None
    ours = (first.position, first.name, first.number) if first else (_("For the library"), "", "")
    theirs = (_("For the agency"), "", "")
    giver, taker = (ours, theirs) if back else (theirs, ours)
    return verbs.box_papers.box_paper(
        said,
        letterhead=letter_work.drawn_head(head),
        giver=signer(*giver, before=_("Handed over by")),
        taker=signer(*taker, before=_("Taken over by")),
        paper=paper,
    )


def differences(desk: Desk, box: str, *, paper: str = "a4") -> bytes:
    """What readers still have, and what is missing, damaged or too many; refuses BoxUnknown."""
    detail = verbs.lent_boxes.show(desk, box)
    view = detail.view
    listed = verbs.box_gaps.ListedCopy
    said = verbs.box_gaps.BoxList(
        number=view.number,
        name=view.name or view.number,
        agency=view.owner,
        on=verbs.days.trusted_today(desk),
        due_on=view.due_on,
        copies=view.present,
        out=tuple(
            listed(each.label, title_of(each), "", each.card, each.place, each.due_on)
            for each in detail.still_out()
        ),
        other=tuple(
            listed(each.number, title_of(each), state_words(detail, each))
            for each in detail.copies
            if not each.card and is_odd(detail, each)
        ),
    )
    head = letter_work.drawn_head(verbs.letterhead.show(desk))
    return verbs.box_gaps.list_pages(said, letterhead=head, paper=paper)


def is_odd(detail: BoxDetail, copy: BoxCopyView) -> bool:
    """Whether a copy is not as the list has it."""
    if detail.view.state in (BoxState.returning, BoxState.returned):
        return copy.went is not BoxLeaving.here
    return copy.arrived in (BoxArrival.missing, BoxArrival.damaged, BoxArrival.extra)


def state_words(detail: BoxDetail, copy: BoxCopyView) -> str:
    """How a copy is, in a word or two."""
    if detail.view.state in (BoxState.returning, BoxState.returned):
        if copy.arrived is BoxArrival.missing and copy.went is not BoxLeaving.here:
            return _("never came")
        return _(WENT[copy.went])
    return _(ARRIVED[copy.arrived])


def title_of(copy: BoxCopyView) -> str:
    """A copy's title, or that nobody knows it."""
    return copy.title or _("Title not known yet")


def _paper_copy(copy: BoxCopyView, *, back: bool) -> BoxPaperCopy:
    gone = back and copy.went is not BoxLeaving.here
    never = copy.arrived is BoxArrival.missing
    words = (
        _("never came")
        if never
        else _("damaged")
        if copy.went is BoxLeaving.damaged
        else _("missing")
    )
    return verbs.box_papers.BoxPaperCopy(
        number=copy.number,
        title=title_of(copy),
        author=copy.author,
        class_number=copy.class_number,
        price=copy.price,
        state=words if gone else "",
    )
