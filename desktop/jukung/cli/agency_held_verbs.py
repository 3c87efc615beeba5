"""What waits at an agency, and what a person decides about it."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, time

from jukung.agency import completeness, deciding, deeds, outgoing, publishing, rulings, sites
from jukung.agency import waiting as matters
from jukung.agency.deciding import Decided
from jukung.agency.office import Office, OfficeDesk, fetch_keys
from jukung.agency.waiting import Waiting
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of
from jukung.cli.offices import opened
from jukung.domain import errors, months, typed
from jukung.exchange.parcels.verdict import WORDS
from jukung.words import _, many, number

# How much of a hash is shown, and must be typed at least.
SHOWN = 12


def held(arguments: Namespace) -> Answer:
    """List what waits for a decision."""
    with opened(arguments) as office, office.reading() as desk:
        found = matters.waiting(desk, code=arguments.site or "")
    return Answer([_value(each) for each in found], tuple(_line(each) for each in found))


def decide(arguments: Namespace) -> Answer:
    """Decide about one matter."""
    with opened(arguments) as office:
        if arguments.what == "take-back":
            return _take_back(office, arguments)
        with office.changing(by=arguments.by) as desk:
            matter = _matter(desk, arguments)
            decided = _verb(arguments, matter)(desk)
    counted = decided.counted
    words = many("{count} report counts now", "{count} reports count now", counted)
    return Answer(
        {"key": matter.key, "verdicts": decided.verdicts, "receipts": decided.receipts},
        (words.format(count=number(counted)), *(_(WORDS[each]) for each in decided.verdicts)),
    )


def receipts(arguments: Namespace) -> Answer:
    """Write the newest receipts since a day into a folder."""
    day = typed.read_day(arguments.since, today=datetime.now().date())  # noqa: DTZ005 - only tells which year is meant
    folder = folder_of(arguments.to)
    with opened(arguments) as office:
        with office.reading() as desk:
            moment = datetime.combine(day, time(), tzinfo=desk.now.tzinfo)
            found = outgoing.since(desk, moment, code=arguments.site or "")
        written = outgoing.write(office, found, folder)
    words = many("{count} receipt written", "{count} receipts written", len(written))
    return Answer([str(path) for path in written], (words.format(count=number(len(written))),))


def lock(arguments: Namespace) -> Answer:
    """Publish a month."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        publishing.publish(desk, month)
        missing = len(completeness.of_month(desk, month).missing)
    words = _("{month} is published; {count} libraries have not reported it")
    line = words.format(month=month.text, count=number(missing))
    return Answer({"month": month.text, "missing": missing}, (line,))


def unlock(arguments: Namespace) -> Answer:
    """Open a published month again."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        counted = publishing.open_again(desk, fetch_keys(desk.profile), month)
    words = _("{month} may change again; {count} held reports count now")
    line = words.format(month=month.text, count=number(counted))
    return Answer({"month": month.text, "counted": counted}, (line,))


def list_deeds(arguments: Namespace) -> Answer:
    """List what was done at the agency's desk, newest first."""
    with opened(arguments) as office, office.reading() as desk:
        site = sites.by_code(desk, arguments.site) if arguments.site else None
        if arguments.site and site is None:
            raise errors.RegionUnknown(arguments.site)
        found = deeds.latest(desk, site=site.site if site else None, most=arguments.most)
    value = [
        {
            "at": each.at.isoformat(),
            "by": each.by,
            "what": each.what,
            "site": each.site,
            "detail": each.detail,
        }
        for each in found
    ]
    lines = (
        "  ".join(
            filter(
                None,
                (f"{each.at:%Y-%m-%d %H:%M}", each.by, each.what, each.site, each.detail),
            )
        )
        for each in found
    )
    return Answer(value, tuple(lines))


def _verb(arguments: Namespace, matter: Waiting) -> Callable[[OfficeDesk], Decided]:
    def done(desk: OfficeDesk) -> Decided:
        keys, reason = fetch_keys(desk.profile), arguments.reason
        if arguments.what == "speaks":
            digest = _whole(matter, arguments.hash)
            if digest in matter.roots:
                return deciding.choose_branch(desk, keys, matter.key, digest, reason=reason)
            return deciding.let_speak(desk, keys, matter.key, digest, reason=reason)
        verb = {
            "admit": deciding.admit,
            "refuse": deciding.refuse,
            "rejudge": deciding.rejudge,
            "trust": deciding.trust_again,
        }[arguments.what]
        return verb(desk, keys, matter.key, reason=reason)

    return done


def _matter(desk: OfficeDesk, arguments: Namespace) -> Waiting:
    if arguments.hash:
        if len(arguments.hash) < 6:
            raise errors.ParcelUnknown(arguments.hash)
        found = matters.about(desk, arguments.hash.lower())
        if found is None:
            raise errors.ParcelUnknown(arguments.hash)
        return found
    listed = [
        each
        for each in matters.waiting(desk, code=arguments.site or "?")
        if not arguments.month or months.parse_month(arguments.month).text in each.months
    ]
    if len(listed) != 1:
        raise errors.ParcelUnknown(arguments.site or "")
    return listed[0]


def _take_back(office: Office, arguments: Namespace) -> Answer:
    with office.changing(by=arguments.by) as desk:
        wanted = (arguments.hash or "?").lower()
        found = [each for each in rulings.standing(desk) if each.hash.startswith(wanted)]
        if not found:
            raise errors.ParcelUnknown(wanted)
        ruled = found[0]
        deciding.take_back(
            desk, fetch_keys(desk.profile), ruled.site, ruled.hash, branch=ruled.branch
        )
    return Answer({"hash": ruled.hash}, (_("Taken back: it waits for a decision again"),))


def _whole(matter: Waiting, start: str | None) -> str:
    for digest in (*matter.roots, *matter.hashes):
        if start and digest.startswith(start.lower()):
            return digest
    raise errors.ParcelUnknown(start or "")


def _value(matter: Waiting) -> dict[str, object]:
    return {
        "key": matter.key,
        "verdict": matter.verdict,
        "site": matter.code,
        "name": matter.name,
        "since": matter.since.isoformat(),
        "months": matter.months,
        "numbers": matter.numbers,
        "hashes": matter.hashes,
        "copies": matter.roots,
        "decisions": matter.decisions,
    }


def _line(matter: Waiting) -> str:
    hashes = matter.roots or matter.hashes
    parts = (
        matter.code or matter.fingerprint,
        ", ".join(matter.months),
        _(WORDS[matter.verdict]),
        " ".join(each[:SHOWN] for each in hashes),
        " | ".join(matter.decisions),
    )
    return "  ".join(filter(None, parts))
