"""Verbs of a prison's shelf: screening, requests, and an officer's permission."""

from argparse import Namespace

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain.kinds import ScreeningReason, ScreeningResult
from jukung.library import holds, permissions_asked, requests, screening, traits
from jukung.library.catalogue import find
from jukung.library.requests import RequestLine
from jukung.library.screening import ScreenedTitle
from jukung.words import _, many, number

MOST = 10_000


def listed(arguments: Namespace) -> Answer:
    """List the titles with a result."""
    with opened(arguments) as library, library.reading() as desk:
        found = screening.listed(
            desk, ScreeningResult(arguments.result), words=" ".join(arguments.words), most=MOST
        )
    lines = tuple("  ".join(filter(None, (each.title, _why(each)))) for each in found)
    return Answer([_title(each) for each in found], lines or (_("No title here."),))


def decide(arguments: Namespace) -> Answer:
    """Say whether titles may circulate: those of a copy's number, an ISBN or words."""
    reasons = [ScreeningReason(each) for each in arguments.reason]
    with opened(arguments) as library, library.changing() as desk:
        ids = [line.id for words in arguments.titles for line in find(desk, words)]
        if arguments.all:
            waiting = screening.listed(desk, ScreeningResult.review, most=MOST)
            ids += [line.id for line in waiting]
        result = ScreeningResult(arguments.result)
        done = screening.decide(desk, ids, result, reasons=reasons, words=arguments.note)
    words = many("{count} title screened.", "{count} titles screened.", done.count)
    return Answer({"count": done.count}, (words.format(count=number(done.count)),))


def mark(arguments: Namespace) -> Answer:
    """Say what a copy has that a house may not let in."""
    with opened(arguments) as library, library.changing() as desk:
        traits.mark(desk, [arguments.barcode], arguments.traits)
        now = sorted(traits.of_copy(desk, arguments.barcode))
    said = ", ".join(_(messages.COPY_TRAITS[each]) for each in now) or _("nothing")
    return Answer({"barcode": arguments.barcode, "traits": now}, (said,))


def request(arguments: Namespace) -> Answer:
    """Write a request down, cancel one, or list them all."""
    if not arguments.card:
        return _list_requests(arguments)
    with opened(arguments) as library, library.changing() as desk:
        words = " ".join(arguments.words)
        if arguments.cancel:
            found = {line.id for line in find(desk, words)}
            own = holds.of_member(desk, arguments.card)
            wanted = next((each.id for each in own if each.title_id in found), "")
            cancelled = holds.cancel(desk, wanted)
            return Answer({"act": cancelled.act_id}, (_("The request is cancelled."),))
        noted = requests.by_slip(desk, arguments.card, words)
    value = {"title": noted.title, "place": noted.place, "barcode": noted.barcode}
    said = (
        _("“{title}” is set aside for {card}: number {barcode}.")
        if noted.barcode
        else _("{card} waits for “{title}”, number {place} in the queue.")
    )
    shown = said.format(
        title=noted.title, card=noted.card, barcode=noted.barcode, place=number(noted.place)
    )
    return Answer(value, (shown,))


def list_permissions(arguments: Namespace) -> Answer:
    """List what was asked and not yet used."""
    with opened(arguments) as library, library.reading() as desk:
        found = permissions_asked.listed(desk, most=MOST)
    lines = [
        "  ".join((each.id, each.card, each.title, _(messages.PERMISSION_STATES[each.state])))
        for each in found
    ]
    value = [
        {"id": each.id, "card": each.card, "title": each.title, "state": str(each.state)}
        for each in found
    ]
    return Answer(value, tuple(lines) or (_("Nothing to permit."),))


def answer_permissions(arguments: Namespace) -> Answer:
    """Permit loans, or not."""
    with opened(arguments) as library, library.changing() as desk:
        act_id = permissions_asked.answer(desk, arguments.ids, granted=not arguments.no)
    said = _("Not permitted.") if arguments.no else _("Permitted.")
    return Answer({"act": act_id, "granted": not arguments.no}, (said,))


def _list_requests(arguments: Namespace) -> Answer:
    with opened(arguments) as library, library.reading() as desk:
        found = requests.listed(desk, most=MOST)
    lines = tuple(_request_words(each) for each in found) or (_("Nobody waits for a title."),)
    value = [
        {
            "card": each.card,
            "title": each.title,
            "state": str(each.state),
            "source": str(each.source),
            "barcode": each.barcode,
            "place": each.turn.place if each.turn else 0,
        }
        for each in found
    ]
    return Answer(value, lines)


def _request_words(line: RequestLine) -> str:
    where = line.barcode or (number(line.turn.place) if line.turn else "")
    return "  ".join(filter(None, (line.card, line.place, line.title, where)))


def _why(line: ScreenedTitle) -> str:
    reasons = ", ".join(_(messages.SCREENING_REASONS[each]) for each in line.reasons)
    return ": ".join(filter(None, (reasons, line.words)))


def _title(line: ScreenedTitle) -> dict[str, object]:
    return {
        "id": line.id,
        "title": line.title,
        "class": line.class_number,
        "result": str(line.result),
        "reasons": [str(each) for each in line.reasons],
        "words": line.words,
        "by": line.by,
        "on": line.on.isoformat() if line.on else None,
    }
