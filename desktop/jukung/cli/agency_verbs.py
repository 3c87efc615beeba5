"""Verbs of the agency; `--library` names the agency's file."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jukung import places
from jukung.agency import accept, completeness, enrol, receipts, totals
from jukung.agency.office import Office, found, open_office
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, name_of, own_place
from jukung.domain import errors, months
from jukung.exchange.parcels import identity
from jukung.exchange.parcels.verdict import WORDS
from jukung.figures.indicators import SENT
from jukung.words import _, number


@contextmanager
def _opened(arguments: Namespace) -> Iterator[Office]:
    office = open_office(_path(arguments))
    try:
        yield office
    finally:
        office.close()


def _path(arguments: Namespace) -> Path:
    return Path(arguments.library) if arguments.library else own_place(places.usual_agency)


def init(arguments: Namespace) -> Answer:
    """Make a new agency file."""
    office = found(
        _path(arguments),
        code=arguments.code,
        name=name_of(arguments.name, usual=_("Provincial library agency")),
    )
    office.close()
    return Answer(
        {"library": str(office.path)}, (_("Agency file made: {path}").format(path=office.path),)
    )


def card(arguments: Namespace) -> Answer:
    """Write the agency's identity card for its libraries."""
    with _opened(arguments) as office, office.reading() as desk:
        path = enrol.write_agency_card(desk, folder_of(arguments.to))
        fingerprint = desk.profile.fingerprint
    value = {"file": str(path), "fingerprint": fingerprint}
    return Answer(value, (_("Card written: {path}").format(path=path),))


def enrol_library(arguments: Namespace) -> Answer:
    """Enrol a library under its official code."""
    library_card = identity.read_library_card(Path(arguments.card))
    with _opened(arguments) as office, office.changing() as desk:
        site = enrol.enrol(desk, library_card, code=arguments.code)
    value = {"site": site.code, "name": site.name, "fingerprint": site.fingerprint}
    words = _("{name} is enrolled as {code}. Compare: {fingerprint}")
    line = words.format(name=site.name, code=site.code, fingerprint=site.fingerprint)
    return Answer(value, (line,))


def accept_parcels(arguments: Namespace) -> Answer:
    """Judge parcels, and write their receipts beside them."""
    paths = [Path(word) for word in arguments.files]
    with _opened(arguments) as office:
        judged = accept.accept(office, paths)
        if not judged:
            raise errors.NoParcels(str(paths[0]))
        trouble = None if arguments.no_receipts else _answer(judged, arguments.receipts)
    value = [
        {
            "file": str(j.file),
            "verdict": j.verdict,
            "site": j.site,
            "period": j.period,
            "code": j.code,
            "missing": list(j.pieces.missing) if j.pieces else [],
        }
        for j in judged
    ]
    lines = [_line(each) for each in judged]
    refused = [j for j in judged if not j.verdict.is_counted]
    refusal = (
        errors.ParcelRejected(str(refused[0].file), _(WORDS[refused[0].verdict]), len(refused))
        if refused
        else trouble
    )
    return Answer(value, tuple(lines), refusal)


def list_codes(arguments: Namespace) -> Answer:
    """List the receipt codes of a month, to be told by telephone or text message."""
    month = months.parse_month(arguments.month)
    with _opened(arguments) as office, office.reading() as desk:
        found = receipts.codes_of_month(desk, month)
    value = [{"site": site.code, "name": site.name, "code": code} for site, code in found]
    return Answer(value, tuple(f"{site.code}  {code}  {site.name}" for site, code in found))


def _line(judged: accept.Judged) -> str:
    said = _(WORDS[judged.verdict])
    if judged.pieces and judged.pieces.missing:
        said = _("{read} of {count} codes read; photograph the sheet again").format(
            read=judged.pieces.read, count=judged.pieces.count
        )
    parts = (said, judged.site or "–", judged.period or "–", judged.code, judged.file)
    return "  ".join(part for part in parts if part)


def _answer(judged: Sequence[accept.Judged], typed: str | None) -> errors.Refusal | None:
    """Write the receipts; what was judged stands, also where a stick takes none."""
    try:
        accept.write_receipts(judged, folder_of(typed) if typed else None)
    except errors.Refusal as refusal:
        return refusal
    return None


def add_up(arguments: Namespace) -> Answer:
    """Add up a month over all libraries."""
    month = months.parse_month(arguments.month)
    with _opened(arguments) as office, office.reading() as desk:
        found_totals = totals.totals(desk, month)
        missing = completeness.of_month(desk, month).missing
    value = {
        "period": month.text,
        "sites": found_totals.sites,
        "values": found_totals.values,
        "missing": [site.code for site in missing],
    }
    titles = {each.code: each.title for each in SENT}
    lines = [
        f"{_(titles[code]):<40} {number(total):>10}" for code, total in found_totals.values.items()
    ]
    return Answer(value, tuple(lines))
