"""Districts that carry for a province, at either end."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from jukung.agency import relay_files, relay_permits, relay_receipts, relay_upload, relays
from jukung.agency.office import OfficeDesk
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of
from jukung.cli.offices import opened
from jukung.domain import errors, typed
from jukung.domain.typed import Lean
from jukung.exchange.parcels import identity, relay_permit
from jukung.exchange.parcels.flushed import write_true
from jukung.words import _, brief_day, many, number


def permit(arguments: Namespace) -> Answer:
    """Let a district carry reports, and open them where it may."""
    card = identity.read_agency_card(Path(arguments.card))

    def work(desk: OfficeDesk) -> bytes:
        until = (
            typed.read_day(arguments.until, today=desk.today, lean=Lean.ahead)
            if arguments.until
            else desk.today + timedelta(days=relay_permits.USUAL_DAYS)
        )
        return relay_permits.permit(desk, card, may_open=arguments.may_open, until=until)

    words = _("Permit for {name} written: {file}. Its numbers must be: {fingerprint}")
    path = _written(arguments, card.code, work)
    line = words.format(name=card.name, file=path, fingerprint=card.fingerprint)
    return Answer({"file": str(path), "fingerprint": card.fingerprint}, (line,))


def renew(arguments: Namespace) -> Answer:
    """Write a permit again, with the register of now."""
    path = _written(
        arguments,
        arguments.code,
        lambda desk: relay_permits.renew(desk, _fingerprint(desk, arguments.code)),
    )
    return Answer({"file": str(path)}, (_("Permit written: {file}").format(file=path),))


def withdraw(arguments: Namespace) -> Answer:
    """End a permit."""
    path = _written(
        arguments,
        arguments.code,
        lambda desk: relay_permits.withdraw(desk, _fingerprint(desk, arguments.code)),
    )
    words = _("The permit has ended. Give the district this file, too: {file}")
    return Answer({"file": str(path)}, (words.format(file=path),))


def take(arguments: Namespace) -> Answer:
    """Work by a province's permit."""
    path = Path(arguments.file)
    content = relay_permit.load(path)
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        found = relays.take_permit(desk, content, path.name, compared=arguments.compared)
    register = found.register
    value = {
        "may_open": found.may_open,
        "until": found.until.isoformat(),
        "holds": found.holds,
        "new": register.new,
        "known": register.known,
        "revoked": register.revoked,
        "skipped": list(register.skipped),
        "judged": found.judged,
    }
    return Answer(value, tuple(_taken_lines(found)))


def list_permits(arguments: Namespace) -> Answer:
    """List the permits given, the one held, and what waits."""
    with opened(arguments) as office, office.reading() as desk:
        given, standing = relay_permits.given(desk), relays.standing(desk)
    value = {
        "given": [
            {
                "code": each.code,
                "name": each.name,
                "may_open": each.may_open,
                "until": each.until.isoformat(),
                "holds": each.holds,
                "libraries": each.libraries,
            }
            for each in given
        ],
        "held": _held(standing),
        "waiting": standing.waiting,
        "carried": standing.carried,
        "receipts": standing.receipts,
    }
    lines = [
        "  ".join((each.code, _opens(each.may_open), _until(each.until, each.holds), each.name))
        for each in given
    ]
    if standing.permit is not None:
        held = standing.permit
        until = _until(held.until, standing.holds)
        lines.append("  ".join((held.province.code, _opens(held.may_open), until)))
        lines.append(_waits(standing.waiting))
    return Answer(value, tuple(lines))


def carry(arguments: Namespace) -> Answer:
    """Write what waits for the province into a folder."""
    folder = folder_of(arguments.to)
    with opened(arguments) as office:
        written = relays.carry(office, folder, again=arguments.again, by=arguments.by)
    words = many(
        "{count} file is written and read back.",
        "{count} files are written and read back.",
        len(written),
    )
    return Answer([str(each) for each in written], (words.format(count=number(len(written))),))


def upload(arguments: Namespace) -> Answer:
    """Send what waits over the internet; receipts come back at once."""
    with opened(arguments) as office:
        found = relay_upload.upload(
            office, address=arguments.address, proxy=arguments.proxy, by=arguments.by
        )
    words = _("{sent} sent, {receipts} receipts to hand on, {left} left.")
    line = words.format(
        sent=number(found.sent), receipts=number(found.receipts), left=number(found.left)
    )
    value = {"sent": found.sent, "receipts": found.receipts, "left": found.left}
    return Answer(value, (line,), found.trouble)


def receipts(arguments: Namespace) -> Answer:
    """Read receipts that came back, list those to hand on, or write them."""
    refused: tuple[str, ...] = ()
    with opened(arguments) as office:
        if arguments.read:
            refused = relay_receipts.take(office, [Path(each) for each in arguments.read]).refused
        with office.reading() as desk:
            found = relay_receipts.kept(desk)
        if arguments.to:
            relay_receipts.write(office, found, folder_of(arguments.to))
    value = [
        {"site": each.code, "name": each.name, "uid": each.uid, "file": each.file_name}
        for each in found
    ]
    lines = ["  ".join(filter(None, (each.code, each.name, each.file_name))) for each in found]
    refusal = errors.ReceiptForged(refused[0]) if refused else None
    return Answer(value, tuple(lines), refusal)


def _written(arguments: Namespace, code: str, work: Callable[[OfficeDesk], bytes]) -> Path:
    folder = folder_of(arguments.to)
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        return write_true(folder / relay_permit.file_name(code), work(desk))


def _fingerprint(desk: OfficeDesk, code: str) -> str:
    of_it = [each for each in relay_permits.given(desk) if each.code == code]
    if not of_it:
        raise errors.PermitUnknown(code)
    return max(of_it, key=lambda each: (each.holds, each.since)).fingerprint


def _held(standing: relays.Standing) -> dict[str, object] | None:
    held: relay_files.Mandate | None = standing.permit
    if held is None:
        return None
    return {
        "code": held.province.code,
        "name": held.province.name,
        "fingerprint": held.province.fingerprint,
        "may_open": held.may_open,
        "until": held.until.isoformat(),
        "holds": standing.holds,
    }


def _taken_lines(found: relays.PermitTaken) -> list[str]:
    if not found.holds:
        return [_("{name} ended its permit.").format(name=found.name)]
    lines = [f"{found.name}: {_opens(found.may_open)}, {_until(found.until, found.holds)}"]
    if found.may_open:
        words = _("{new} libraries are new, {known} were here.")
        lines.append(
            words.format(new=number(found.register.new), known=number(found.register.known))
        )
    if found.register.skipped:
        words = _("Another library has this code here: {codes}")
        lines.append(words.format(codes=", ".join(found.register.skipped)))
    return lines


def _opens(may_open: bool) -> str:  # noqa: FBT001 - the only thing it says
    return _("opened here, too") if may_open else _("carried unopened")


def _until(day: date, holds: bool) -> str:  # noqa: FBT001 - as above
    words = _("until {day}") if holds else _("ended {day}")
    return words.format(day=brief_day(day))


def _waits(count: int) -> str:
    words = many(
        "{count} file waits to be carried on.", "{count} files wait to be carried on.", count
    )
    return words.format(count=number(count))
