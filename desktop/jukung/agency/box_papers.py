"""Papers that go with a box: minutes for two signatures, and labels for its ends."""

from jukung.agency import boxes
from jukung.agency.boxes import BoxLine
from jukung.agency.office import OfficeDesk
from jukung.agency.paper_head import paper_head
from jukung.agency.tables import BoxCopyState
from jukung.domain import errors
from jukung.domain.kinds import PrintWhat
from jukung.paper.box_papers import BoxPaper, BoxPaperCopy, box_paper
from jukung.paper.document import Signer
from jukung.paper.label_designs import Label, LabelDesign
from jukung.paper.labels import label_pages
from jukung.paper.sheets import Sheet
from jukung.words import N_, _, plain_day

_STATES = {
    BoxCopyState.missing: N_("missing"),
    BoxCopyState.damaged: N_("damaged"),
    BoxCopyState.in_box: "",
}
# Plain paper cut in two: one half for each end of a box.
_HALVES = Sheet(
    name="a4-halves",
    title="A4",
    paper_width=210,
    paper_height=297,
    columns=1,
    rows=2,
    cell_width=180,
    cell_height=125,
    pitch_x=180,
    pitch_y=140,
    left=15,
    top=16,
    inset=3,
    dots_per_inch=600,
    verified=True,
    source="",
    cut_marks=True,
)


def minutes(desk: OfficeDesk, box: str, *, paper: str = "a4") -> bytes:
    """The minutes of a box: of handing over while it is out, else of taking back.

    Refuses BoxUnknown, BoxUnassigned.
    """
    detail = boxes.show(desk, box)
    line = detail.line
    if not line.site:
        raise errors.BoxUnassigned(line.number)
    back = line.state is not boxes.BoxState.out and line.back_on is not None
    head = paper_head(desk)
    shown = [each for each in detail.copies if back or each.state is BoxCopyState.in_box]
    said = BoxPaper(
        number=line.number,
        name=line.name,
        agency=head.name,
        library=line.site_name,
        place="",
        copies=tuple(
            BoxPaperCopy(
                number=each.copy.number,
                title=each.copy.title,
                author=each.copy.author,
                class_number=each.copy.class_number,
                price=each.copy.price,
                state=_(said) if (said := _STATES[each.state]) else "",
            )
            for each in shown
        ),
        on=(line.back_on if back else line.out_on) or desk.today,
        due_on=line.due_on,
        is_return=back,
        town=head.town,
    )
    ours = Signer(head.position or _("For the agency"), head.signer, head.signer_number)
    theirs = Signer(_("For the library"))
    giver, taker = (theirs, ours) if back else (ours, theirs)
    return box_paper(
        said,
        letterhead=head.letterhead,
        giver=Signer(giver.position, giver.name, giver.number, before=_("Handed over by")),
        taker=Signer(taker.position, taker.name, taker.number, before=_("Taken over by")),
        paper=paper,
    )


def label(desk: OfficeDesk, box: str) -> bytes:
    """Two labels for the ends of a box, on a sheet of A4; refuses BoxUnknown."""
    line = boxes.show(desk, box).line
    said = Label(number=line.number, heading=paper_head(desk).name, lines=_lines(line))
    return label_pages([said, said], sheet=_HALVES, design=LabelDesign(what=PrintWhat.box))


def _lines(line: BoxLine) -> tuple[str, ...]:
    due = _("Due back {day}").format(day=plain_day(line.due_on)) if line.due_on else ""
    return tuple(filter(None, (line.name, line.site_name, due)))
