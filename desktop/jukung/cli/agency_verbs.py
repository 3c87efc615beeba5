"""Verbs of the agency; `--library` names the agency's file."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from jukung.agency import accept, box_files, completeness, enrol, public_card, receipts, totals
from jukung.agency.office import found
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, name_of
from jukung.cli.offices import opened, place_of
from jukung.domain import errors, months
from jukung.exchange.parcels.verdict import WORDS
from jukung.figures.indicators import SENT
from jukung.words import _, number

BOX_LIST = "box_list"
"""What a machine hears of a return list, which is no parcel."""


def init(arguments: Namespace) -> Answer:
    """Make a new agency file."""
    office = found(
        place_of(arguments),
        code=arguments.code,
        name=name_of(arguments.name, usual=_("Provincial library agency")),
    )
    office.close()
    words = _("Agency file made: {path}").format(path=office.place)
    return Answer({"library": office.place}, (words,))


def card(arguments: Namespace) -> Answer:
    """Write the agency's identity card for its libraries."""
    with opened(arguments) as office, office.changing() as desk:
        if arguments.address is not None:
            public_card.choose_address(desk, arguments.address)
        path = enrol.write_agency_card(desk, folder_of(arguments.to))
        fingerprint = desk.profile.fingerprint
    value = {"file": str(path), "fingerprint": fingerprint}
    return Answer(value, (_("Card written: {path}").format(path=path),))


def accept_parcels(arguments: Namespace) -> Answer:
    """Judge parcels, and write their receipts beside them."""
    named = [Path(word) for word in arguments.files]
    lists = box_files.lists_in(named)
    paths = [path for path in named if path not in lists]
    with opened(arguments) as office:
        judged = accept.accept(office, paths)
        if not judged and not lists:
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
    value += [{"file": str(each), "verdict": BOX_LIST} for each in lists]
    lines = [_line(each) for each in judged]
    words = _("Return list of a box, not read yet: jukung agency box take-back {file}")
    lines += [words.format(file=each) for each in lists]
    refused = [j for j in judged if not j.verdict.is_settled]
    refusal = (
        errors.ParcelRejected(str(refused[0].file), _(WORDS[refused[0].verdict]), len(refused))
        if refused
        else trouble
    )
    return Answer(value, tuple(lines), refusal)


def list_codes(arguments: Namespace) -> Answer:
    """List the receipt codes of a month, to be told by telephone or text message."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as office, office.reading() as desk:
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
    with opened(arguments) as office, office.reading() as desk:
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
