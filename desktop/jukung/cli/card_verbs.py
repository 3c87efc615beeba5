"""The verb that puts member cards on paper."""

from argparse import Namespace

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import mark_printed, placement_of, sheet_of, target_of, written
from jukung.domain import errors
from jukung.domain.kinds import PrintWhat
from jukung.exchange.parcels.flushed import write_true
from jukung.library import card_faces, letterhead
from jukung.library.card_faces import CardFace
from jukung.library.letterhead import LetterheadView
from jukung.paper import cards
from jukung.paper.cards import Issuer, MemberCard, Side
from jukung.words import _, number

MOST = 5_000


def print_cards(arguments: Namespace) -> Answer:
    """Write cards as PDF; without numbers, of all who never had one."""
    if not arguments.design or not arguments.out:
        known = cards.designs()
        value = [{"design": each.name, "title": each.title} for each in known]
        return Answer(value, tuple(f"{each.name}: {each.title}" for each in known))
    design = cards.design(arguments.design)
    placement = placement_of(arguments)
    target = target_of(arguments)
    named = tuple(arguments.cards)
    with opened(arguments) as library:
        with library.reading() as desk:
            sheet = sheet_of(desk, arguments.sheet)
            faces = (
                card_faces.with_numbers(desk, named)
                if named
                else card_faces.without_card(desk, most=MOST)
            )
            issuer = _issuer(letterhead.show(desk))
        if not faces:
            raise errors.NothingToPrint
        pdf = cards.card_pages(
            [_card(face) for face in faces],
            design=design,
            issuer=issuer,
            sheet=sheet,
            placement=placement,
            side=Side(arguments.side),
        )
        write_true(target, pdf)
        if arguments.printed:
            with library.changing() as desk:
                mark_printed(
                    desk,
                    PrintWhat.card,
                    sheet=sheet,
                    start_cell=arguments.start,
                    subjects=[face.id for face in faces],
                )
    words = _("{count} cards: {file}").format(count=number(len(faces)), file=target)
    return Answer(written(target, cards=len(faces)), (words,))


def _issuer(head: LetterheadView) -> Issuer:
    return Issuer(
        head.name, institution=" ".join(head.above), address=" ".join(head.lines), crest=head.crest
    )


def _card(face: CardFace) -> MemberCard:
    return MemberCard(
        face.number,
        face.name,
        _(messages.BORROWER_KINDS[face.kind]),
        since=face.since,
        until=face.until,
        photo=face.photo,
    )
