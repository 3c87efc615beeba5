"""Verbs of the month: identity, closing, sending, receipts."""

from argparse import Namespace
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, opened
from jukung.cli.placed import target_of
from jukung.domain import errors, months
from jukung.exchange.parcels import (
    answering,
    card_codes,
    export,
    identity,
    invitation,
    join,
    qr,
    receipt,
    receipt_code,
    seal,
)
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.invitation import Invitation
from jukung.exchange.parcels.verdict import WORDS
from jukung.library import closing as months_closed
from jukung.library.desk import Library
from jukung.paper import card_sheet, qr_sheet
from jukung.paper.qr_sheet import ReportCodes
from jukung.words import _, long_month

WAITING = "waiting"
_CARRIERS = {".pdf", ".png"}


def write_card(arguments: Namespace) -> Answer:
    """Write this library's identity card for the agency."""
    with opened(arguments) as library, library.reading() as desk:
        path = join.write_library_card(desk, folder_of(arguments.to))
        fingerprint = identity.fingerprint(desk.profile.uid, desk.profile.public_key)
        name = desk.profile.name
    if arguments.qr:
        codes = card_codes.codes_of(path.read_bytes())
        write_true(path.with_suffix(".pdf"), card_sheet.sheet(name, fingerprint, codes))
    value = {"file": str(path), "fingerprint": fingerprint}
    words = _("Card written: {path}. Read this aloud to the agency: {fingerprint}")
    return Answer(value, (words.format(path=path, fingerprint=fingerprint),))


def join_agency(arguments: Namespace) -> Answer:
    """Join the agency whose card or invitation this is."""
    card = invitation.read_card_or_invitation(Path(arguments.card))
    with opened(arguments) as library:
        if isinstance(card, Invitation):
            return _join_invited(library, card, arguments.to)
        with library.changing() as desk:
            join.join(desk, card)
    value = {"agency": card.name, "code": card.code, "fingerprint": card.fingerprint}
    return Answer(value, (_("This library now reports to {name}.").format(name=card.name),))


def _join_invited(library: Library, card: Invitation, to: str | None) -> Answer:
    folder = folder_of(to) if to else None
    with library.changing() as desk:
        taken = answering.take(desk, card)
    path = export.write_answer(library, folder) if folder else None
    value = {
        "agency": taken.agency,
        "code": taken.code,
        "name": taken.name,
        "differs": taken.differs,
        "answer": str(path) if path else None,
    }
    lines = [_("This library now reports to {name}.").format(name=taken.agency)]
    if taken.differs:
        words = _("The agency knows it as {code} {name}. Settings change its name and code.")
        lines.append(words.format(code=taken.code, name=taken.name).replace("  ", " "))
    lines.append(
        _("Answer written: {path}. Give it to the agency.").format(path=path)
        if path
        else _("Its answer goes along with the next reports.")
    )
    return Answer(value, tuple(lines))


def close(arguments: Namespace) -> Answer:
    """Close a month; sealed at once where an agency is joined."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as library, library.changing() as desk:
        if not arguments.early:
            months_closed.refuse_running(desk, month)
        closing = seal.close_month(desk, month)
    value = {
        "period": month.text,
        "revision": closing.closed.revision,
        "sealed": closing.parcel is not None,
        "seq": closing.parcel.seq if closing.parcel else None,
        "values": closing.closed.values,
    }
    name = long_month(month.year, month.number)
    words = (
        _("{month} is closed and sealed as report number {seq}.").format(
            month=name, seq=closing.parcel.seq
        )
        if closing.parcel
        else _("{month} is closed. It is sealed as soon as an agency is joined.").format(month=name)
    )
    return Answer(value, (words,))


def send(arguments: Namespace) -> Answer:
    """Write every parcel without a receipt into a folder."""
    with opened(arguments) as library:
        written = export.export(library, folder_of(arguments.to))
    value = [{"file": str(w.path), "seq": w.seq, "period": w.month.text} for w in written]
    lines = [_("Written and checked: {path}").format(path=w.path) for w in written]
    return Answer(value, tuple(lines))


def report_nothing(arguments: Namespace) -> Answer:
    """Report a month in which the library was closed, or nothing happened."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as library, library.changing() as desk:
        made = seal.seal_nil(desk, month)
    words = _("{month} is reported as a month without work.")
    return _sealed(made, words)


def withdraw(arguments: Namespace) -> Answer:
    """Take back what was sent of a month."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as library, library.changing() as desk:
        made = seal.withdraw(desk, month)
    words = _("The report of {month} is withdrawn. Send it, so that the agency knows.")
    return _sealed(made, words)


def put_into_codes(arguments: Namespace) -> Answer:
    """Write reports as QR codes: pages as PDF, or pictures for a messenger."""
    target = target_of(arguments)
    if target.suffix.lower() not in _CARRIERS:
        raise errors.NotAFile(str(target))
    month = None if arguments.month == WAITING else months.parse_month(arguments.month)
    with opened(arguments) as library:
        found = qr.for_agency(library, month)
        with library.reading() as desk:
            name = desk.profile.name
        reports = [
            ReportCodes(name, each.month, Path(each.file_name).stem, each.codes) for each in found
        ]
        if target.suffix.lower() == ".pdf":
            paths = [write_true(target, qr_sheet.sheet_pages(reports, paper=arguments.paper))]
        else:
            paths = _write_pictures(target, qr_sheet.sheet_pictures(reports))
        qr.mark_handed_out(library, found)
    value = {
        "files": [str(path) for path in paths],
        "reports": [
            {"seq": each.seq, "period": each.month.text, "codes": len(each.codes)} for each in found
        ],
    }
    return Answer(value, tuple(_("Saved: {file}").format(file=path) for path in paths))


def read_code(arguments: Namespace) -> Answer:
    """Take a receipt code that the agency told."""
    with opened(arguments) as library, library.changing() as desk:
        read = receipt_code.read(desk, " ".join(arguments.code))
    value = {"seq": read.seq, "period": read.month.text, "changed": read.changed}
    words = _("The agency has the report of {month}. The receipt file may follow later.")
    month = long_month(read.month.year, read.month.number)
    return Answer(value, (words.format(month=month),))


def begin_anew(arguments: Namespace) -> Answer:
    """Number reports anew after this file was copied or put back, with a new card."""
    folder = folder_of(arguments.to)
    with opened(arguments) as library:
        with library.changing() as desk:
            epoch = join.begin_epoch(desk).epoch
        with library.reading() as desk:
            path = join.write_library_card(desk, folder)
    words = _("Reports are numbered anew. Bring this card to the agency: {path}")
    return Answer({"epoch": epoch, "file": str(path)}, (words.format(path=path),))


def _sealed(made: seal.Closing, words: str) -> Answer:
    month, parcel = made.closed.month, made.parcel
    value = {
        "period": month.text,
        "revision": made.closed.revision,
        "kind": parcel.kind if parcel else None,
        "seq": parcel.seq if parcel else None,
    }
    return Answer(value, (words.format(month=long_month(month.year, month.number)),))


def _write_pictures(target: Path, pictures: tuple[bytes, ...]) -> list[Path]:
    if len(pictures) == 1:
        return [write_true(target, pictures[0])]
    return [
        write_true(target.with_stem(f"{target.stem}-{place}"), picture)
        for place, picture in enumerate(pictures, start=1)
    ]


def read_receipt(arguments: Namespace) -> Answer:
    """Read the agency's receipt."""
    path = Path(arguments.file)
    content = receipt.load(path)
    with opened(arguments) as library, library.changing() as desk:
        read = receipt.read_receipt(desk, content, path.name)
    value = {
        "receipt": read.no,
        "items": [
            {"seq": item.seq, "verdict": item.verdict, "period": item.period} for item in read.items
        ],
    }
    lines = [f"{_period(item.period)}: {_(WORDS[item.verdict])}" for item in read.items]
    return Answer(value, (_("Receipt {no} read.").format(no=read.no), *lines))


def _period(text: str) -> str:
    month = months.parse_month(text)
    return long_month(month.year, month.number)
