"""Verbs of title packs; `--library` names the agency's file."""

from argparse import Namespace
from collections import Counter
from pathlib import Path

from jukung.agency import packs
from jukung.cli.answer import Answer
from jukung.cli.offices import opened
from jukung.exchange.packs import titles
from jukung.exchange.packs.records import PackRecord
from jukung.exchange.parcels import identity
from jukung.words import _, many, number, plain_day


def make(arguments: Namespace) -> Answer:
    """Make a signed title pack of lists and packs."""
    paths = [Path(each) for each in arguments.files]
    with opened(arguments) as office:
        known = _known(arguments)
        if known is None:
            with office.reading() as desk:
                known = desk.profile.card
        gathered = packs.gather(paths, known=known)
        label = packs.make(
            office,
            gathered,
            Path(arguments.to),
            name=arguments.name,
            source=arguments.source,
            by=arguments.staff,
        )
    repeats = Counter(str(each.why) for each in gathered.merged.repeats)
    odd = Counter(str(each.what) for each in gathered.odd)
    value = {
        "file": arguments.to,
        "number": label.number,
        "records": label.records,
        "read": dict(gathered.counts),
        "repeats": dict(repeats),
        "odd": dict(odd),
    }
    words = many("{count} title in {file}", "{count} titles in {file}", label.records)
    lines = [words.format(count=number(label.records), file=arguments.to)]
    lines += [f"  {number(count)}  {file}" for file, count in gathered.counts]
    lines += [
        f"  {each.file}:{each.line}  {each.title}  =  {each.first_file}:{each.first_line}"
        for each in gathered.merged.repeats
    ]
    return Answer(value, tuple(lines))


def show(arguments: Namespace) -> Answer:
    """Show what a pack says of itself, signature and bytes checked."""
    label = titles.read_label(Path(arguments.file))
    value = {
        "number": label.number,
        "name": label.name,
        "source": label.source,
        "made_at": label.made_at.isoformat(),
        "records": label.records,
        "agency": label.agency.name,
        "fingerprint": label.agency.fingerprint,
    }
    words = many("{count} title, made {day}", "{count} titles, made {day}", label.records)
    lines = (
        f"{label.number}  {label.name}",
        words.format(count=number(label.records), day=plain_day(label.made_at.date())),
        f"{label.agency.name}  {label.agency.fingerprint}",
        label.source,
    )
    return Answer(value, tuple(filter(None, lines)))


def find(arguments: Namespace) -> Answer:
    """Look titles up in a pack of this agency, or of the card that is given."""
    known = _known(arguments)
    if known is None:
        with opened(arguments) as office, office.reading() as desk:
            known = desk.profile.card
    with titles.open_pack(Path(arguments.file), known=known) as pack:
        found = pack.search(" ".join(arguments.words))
    value = [
        {
            "title": each.title,
            "subtitle": each.subtitle,
            "isbn": each.isbn,
            "people": [[p.name, p.role] for p in each.people],
            "publisher": each.publisher,
            "year": each.year,
            "class": each.class_number,
        }
        for each in found
    ]
    return Answer(value, tuple(map(_line, found)) or (_("No title fits."),))


def _known(arguments: Namespace) -> identity.AgencyCard | None:
    return identity.read_agency_card(Path(arguments.card)) if arguments.card else None


def _line(record: PackRecord) -> str:
    title = f"{record.title} : {record.subtitle}" if record.subtitle else record.title
    parts = (title, record.byline, record.publisher, record.year, record.isbn)
    return "  ".join(filter(None, parts))
