"""Verbs of the vault of names: phrases, escrow, status; no name is ever printed.

A phrase is typed at a terminal and nowhere else. The key is in memory while the verb runs.
"""

from argparse import Namespace
from getpass import getpass
from pathlib import Path

from jukung.agency import escrows
from jukung.cli import signing_in
from jukung.cli.agency_files import by
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, opened, passphrase_words
from jukung.cli.offices import opened as opened_office
from jukung.domain import errors, months, recovery_code
from jukung.exchange.parcels.flushed import read_bounded, write_true
from jukung.library import identities, recovery, staff, vault_doors, vaulting
from jukung.library.desk import Library
from jukung.library.vaulting import EscrowKind, OpenVault
from jukung.words import _, many, number, plain_day

_LARGEST_ESCROW = 64 * 1024


def status(arguments: Namespace) -> Answer:
    """Say who can open the vault, where its key is escrowed, and how often names were seen."""
    with opened(arguments) as library, library.reading() as desk:
        doors, escrow = vault_doors.doors(desk), vault_doors.escrow(desk)
        first, last = months.month_of(desk.today).first, desk.today
        looks = identities.look_up_count(desk, first, last)
        passphrase = recovery.has_passphrase(library)
        is_lost = recovery.lost_passphrase(library)
    value = {
        "officers": [{"name": each.name, "phrase": each.since is not None} for each in doors],
        "escrow": escrow is not None,
        "look_ups_this_month": looks,
        "passphrase": passphrase,
        "passphrase_lost": is_lost,
    }
    said = {True: _("{name}: has a phrase"), False: _("{name}: no phrase yet")}
    lines = [said[each.since is not None].format(name=each.name) for each in doors]
    if escrow is None:
        lines.append(_("The key is not sealed to an agency yet."))
    else:
        lines.append(_("Sealed to the agency on {day}.").format(day=plain_day(escrow.since.date())))
    counted = many("{count} look-up this month", "{count} look-ups this month", looks)
    lines.append(counted.format(count=number(looks)))
    if is_lost:
        lines.append(passphrase_words())
    return Answer(value, tuple(lines))


def looks(arguments: Namespace) -> Answer:
    """List the latest looks at names: when, by whom, whose card, and why."""
    with opened(arguments) as library, library.reading() as desk:
        found = identities.look_ups(desk, most=max(1, arguments.most))
        zone = desk.local_now.tzinfo
    value = [
        {
            "at": each.at.astimezone(zone).isoformat(timespec="minutes"),
            "by": each.staff,
            "card": each.card,
            "why": each.reason,
        }
        for each in found
    ]
    lines = (
        _("{at} {by} · {card} · {why}").format(**each | {"card": each["card"] or "–"})
        for each in value
    )
    return Answer(value, tuple(lines))


def phrase(arguments: Namespace, *, ask: signing_in.Ask | None = None) -> Answer:
    """Choose or change the phrase of who does it; the first one makes the vault."""
    with opened(arguments) as library:
        asked = _asking(ask)
        with library.reading() as desk:
            is_new = not vault_doors.has_vault(desk)
            me = desk.staff
        my_id = next(each.id for each in staff.door(library) if each.row == me.row)
        vault = vaulting.made(library.profile().uid) if is_new else _opened(library, my_id, asked)
        door = vault.wrap(my_id, _new_phrase(asked))
        with library.changing() as desk:
            if is_new:
                vault_doors.found_vault(desk, door)
            else:
                vault_doors.keep_door(desk, my_id, door)
        _escrow_now(library, vault)
    return Answer({"phrase": me.name}, (_("The phrase is kept."),))


def escrow(arguments: Namespace, *, ask: signing_in.Ask | None = None) -> Answer:
    """Write the keys of names and file, each sealed to the agency, to be carried there."""
    with opened(arguments) as library:
        with library.reading() as desk:
            wanted = vault_doors.escrow_wanted(desk)
            me = desk.staff
        if wanted:
            my_id = next(each.id for each in staff.door(library) if each.row == me.row)
            _escrow_now(library, _opened(library, my_id, _asking(ask)))
        with library.reading() as desk:
            names = vault_doors.sealed_escrow(desk)
            file_key = recovery.sealed_file_key(desk, library)
            uid = desk.profile.uid[-8:]
        folder = folder_of(arguments.to)
        written = [
            write_true(folder / f"JKG-{uid}-{kind}.age", sealed)
            for kind, sealed in (("names", names), ("file", file_key))
        ]
    lines = tuple(_("Saved: {file}").format(file=each) for each in written)
    return Answer({"files": [str(each) for each in written]}, lines)


def take_code(arguments: Namespace, *, ask: signing_in.Ask | None = None) -> Answer:
    """Choose a phrase again with the code that the agency read from the escrow.

    A vault without a name in it is made anew: nothing there tells one key from another.
    """
    with opened(arguments) as library:
        asked = _asking(ask)
        uid = library.profile().uid
        vault = vaulting.rescued(uid, _lines(asked))
        with library.reading() as desk:
            me = desk.staff
            is_empty = not vault_doors.keeps_names(desk)
            if not is_empty:
                vault_doors.judge_code(desk, vault.opens)
        if is_empty:
            vault = vaulting.made(uid)
        my_id = next(each.id for each in staff.door(library) if each.row == me.row)
        door = vault.wrap(my_id, _new_phrase(asked))
        with library.changing() as desk:
            if is_empty:
                vault_doors.found_anew(desk, door)
            else:
                vault_doors.keep_rescued_door(desk, door, opens=vault.opens)
        _escrow_now(library, vault)
    lines = [_("The phrase is kept.")]
    if is_empty:
        lines.append(_("No name was kept yet, so the vault is new: each officer chooses again."))
    return Answer({"phrase": me.name, "new": is_empty}, tuple(lines))


def take_file_key(arguments: Namespace, *, ask: signing_in.Ask | None = None) -> Answer:
    """Let an encrypted file open on this computer, with the lines of its sheet."""
    path = Path(arguments.file)
    recovery.restore_file_key(path, _lines(_asking(ask)))
    lines = (
        _("{file} opens here now.").format(file=path.name),
        _("No passphrase is asked for any more; choose one where you want it."),
    )
    return Answer({"file": str(path)}, lines)


def passphrase(arguments: Namespace, *, ask: signing_in.Ask | None = None) -> Answer:
    """Put the file's key on this computer under a passphrase, or take that away."""
    with opened(arguments) as library:
        typed = "" if arguments.remove else _new_phrase(_asking(ask))
        recovery.set_passphrase(library, typed)
    words = (
        _("The file opens here without a passphrase again.")
        if arguments.remove
        else _("From now on Jukung asks for the passphrase when it starts.")
    )
    return Answer({"passphrase": not arguments.remove}, (words,))


def rescue(arguments: Namespace) -> Answer:
    """Read, at the agency, what a prison library sealed to it: a code to be told there."""
    path = Path(arguments.file)
    try:
        sealed = read_bounded(path, _LARGEST_ESCROW)
    except OSError as fault:
        raise errors.FileUnreadable(str(path)) from fault
    with opened_office(arguments) as office, office.changing(by=by(arguments)) as desk:
        read = escrows.read_escrow(desk, sealed)
    words = {
        EscrowKind.names: _("The key of the names of {library}, for an officer there alone:"),
        EscrowKind.file: _("The key of the file of {library}, for an officer there alone:"),
    }
    named = f"{read.code} {read.name}".strip() or _("a library that is not in the register")
    value = {
        "lines": list(read.lines),
        "kind": str(read.kind),
        "library": read.uid,
        "code": read.code,
        "name": read.name,
    }
    return Answer(value, (words[read.kind].format(library=named), *read.lines))


def _opened(library: Library, my_id: str, ask: signing_in.Ask) -> OpenVault:
    """The vault, after the old phrase; counted before it is judged, like any try."""
    door, left = vault_doors.knock(library)
    typed = ask(_("Your phrase: "))
    vault = vaulting.opened(library.profile().uid, my_id, door, typed)
    if vault is None:
        raise vault_doors.stayed_out(library, left)
    vault_doors.came_in(library)
    return vault


def _escrow_now(library: Library, vault: OpenVault) -> None:
    with library.changing() as desk:
        if wanted := vault_doors.escrow_wanted(desk):
            vault_doors.keep_escrow(desk, wanted, vault.escrow(wanted))


def _new_phrase(ask: signing_in.Ask) -> str:
    typed = ask(_("New phrase: "))
    vaulting.check_phrase(typed)
    if vaulting.plain(typed) != vaulting.plain(ask(_("Again: "))):
        raise errors.PassphraseWrong
    return typed


def _lines(ask: signing_in.Ask) -> str:
    count = recovery_code.KEY_LINES
    return "\n".join(ask(_("Line {place}: ").format(place=place + 1)) for place in range(count))


def _asking(ask: signing_in.Ask | None) -> signing_in.Ask:
    if ask is None and not signing_in.at_terminal():
        raise errors.VaultNotOpen
    return ask or getpass
