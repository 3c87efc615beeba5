"""Minutes of a withdrawal (berita acara penyiangan): the copies, why, and who signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper.document import Column, Document, Letterhead, Signer
from jukung.words import _, many, number, plain_day, rupiah


@dataclass(frozen=True, slots=True)
class WithdrawnLine:
    """A copy that is taken out, and why, in words."""

    number: str
    title: str
    people: str
    publisher: str
    year: str
    class_number: str
    reason: str
    price: int | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalPaper:
    """What the minutes say."""

    number: str
    library: str
    on: date
    note: str
    lines: tuple[WithdrawnLine, ...]
    town: str = ""


def minutes(
    said: WithdrawalPaper,
    *,
    letterhead: Letterhead,
    signers: Sequence[Signer],
    paper: str = "a4",
) -> bytes:
    """The copies with reason and price, and signatures; equal words give equal bytes."""
    title = _("Minutes of a withdrawal")
    foot = _("No. {number}").format(number=said.number)
    document = Document(paper, title=f"{title} {said.number}", letterhead=letterhead, foot=foot)
    document.heading(title, number=foot)
    words = many(
        "On {day} {library} withdrew {count} copy from its collection, for the reason named.",
        "On {day} {library} withdrew {count} copies from its collection, for the reasons named.",
        len(said.lines),
    )
    document.words(
        words.format(day=plain_day(said.on), library=said.library, count=number(len(said.lines)))
    )
    if said.note:
        document.words(said.note)
    document.table(
        [
            Column(_("No."), 11, right=True),
            Column(_("Number"), 22),
            Column(_("Title and author")),
            Column(_("Publisher, year"), 31),
            Column(_("Class"), 14),
            Column(_("Reason"), 22),
            Column(_("Price"), 20, right=True),
        ],
        [
            (
                str(place),
                each.number,
                "\n".join(filter(None, (each.title, each.people))),
                ", ".join(filter(None, (each.publisher, each.year))),
                each.class_number,
                each.reason,
                rupiah(each.price) if each.price is not None else "",
            )
            for place, each in enumerate(said.lines, 1)
        ],
    )
    known = [each.price for each in said.lines if each.price is not None]
    if known:
        words = many(
            "{sum} for the {count} copy whose price is known",
            "{sum} for the {count} copies whose price is known",
            len(known),
        )
        priced = words.format(sum=rupiah(sum(known)), count=number(len(known)))
        document.facts([(_("Value"), priced)])
    document.words(
        _("The copies stay in the accession register with this record. Their loans stay counted.")
    )
    document.signatures(*signers, town=said.town, on=said.on, with_rows=2)
    return document.finished()
