"""Verbs of the agency's register: libraries, contacts, invitations, lists of codes."""

from argparse import Namespace
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from jukung.agency import (
    accept,
    candidates,
    card_files,
    contacts,
    invitations,
    region_lists,
    register,
    rollup,
    site_lists,
    sites,
)
from jukung.agency.contacts import Contact
from jukung.agency.enrol import enrol_at_once
from jukung.agency.office import fetch_keys
from jukung.agency.sites import Site
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of
from jukung.cli.offices import opened
from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.words import _, number


def enrol_library(arguments: Namespace) -> Answer:
    """Enrol a library under its official code, by its card or photographs of its codes."""
    card = card_files.read([Path(arguments.card)])
    by, second = arguments.by or "", arguments.second or ""
    with opened(arguments) as office, office.changing(by=by) as desk:
        if by and second:
            if " ".join(by.split()).casefold() == " ".join(second.split()).casefold():
                raise errors.SamePerson(by)
            site = enrol_at_once(desk, card, code=arguments.code, by=by, seconded_by=second)
        else:
            site = enrol_at_once(desk, card, code=arguments.code, by=by)
        with suppress(errors.AgencyKeysMissing):
            accept.judge_held(desk, fetch_keys(desk.profile), site.site)
            rollup.refresh(desk)
    value = {"site": site.code, "name": site.name, "fingerprint": site.fingerprint}
    words = _("{name} is enrolled as {code}. Compare: {fingerprint}")
    line = words.format(name=site.name, code=site.code, fingerprint=site.fingerprint)
    return Answer(value, (line,))


def propose(arguments: Namespace) -> Answer:
    """Say that the numbers of a card were compared; a second person confirms."""
    card = card_files.read([Path(arguments.card)])
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        found = candidates.propose(desk, card, code=arguments.code)
    value = {"site": found.code, "name": card.name, "fingerprint": found.fingerprint}
    words = _("{name} waits for a second person, who compares: {fingerprint}")
    return Answer(value, (words.format(name=card.name, fingerprint=found.fingerprint),))


def confirm(arguments: Namespace) -> Answer:
    """Confirm a library as the second person who compared its numbers."""
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        found = next(
            (each for each in candidates.waiting(desk) if each.code == arguments.code), None
        )
        if found is None:
            raise errors.CandidateUnknown
        done = candidates.confirm(desk, found.fingerprint, fetch_keys(desk.profile))
    value = {"site": done.site.code, "judged": done.judged, "counted": done.counted}
    words = _("{name} is enrolled as {code}; {count} waiting reports now count.")
    line = words.format(name=done.site.name, code=done.site.code, count=number(done.counted))
    return Answer(value, (line,))


def invite(arguments: Namespace) -> Answer:
    """Write invitations for one library, or for all that have no key."""
    folder = folder_of(arguments.to)
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        until = (
            date.fromisoformat(arguments.until)
            if arguments.until
            else desk.today + timedelta(days=invitations.USUAL_DAYS)
        )
        wanted = (
            invitations.without_key(desk, kabupaten=arguments.kabupaten or "")
            if arguments.all_without_key
            else (invitations.wanted_for(desk, arguments.code),)
        )
        if not wanted:
            raise errors.NobodyToInvite
        made = [invitations.make(desk, each, folder, until=until) for each in wanted]
    value = [{"site": each.code, "file": str(each.path)} for each in made]
    words = _("{code}: {path}")
    return Answer(value, tuple(words.format(code=each.code, path=each.path) for each in made))


def list_invitations(arguments: Namespace) -> Answer:
    """List the invitations that were handed out, used or not."""
    with opened(arguments) as office, office.reading() as desk:
        found = invitations.handed_out(desk)
    said = {
        "open": _("not used yet"),
        "used": _("used"),
        "withdrawn": _("withdrawn"),
        "expired": _("expired"),
    }
    value = [
        {"site": each.code, "state": each.state, "until": each.until.isoformat()} for each in found
    ]
    return Answer(
        value, tuple(f"{each.code}  {said[each.state]}  {each.until.isoformat()}" for each in found)
    )


def withdraw(arguments: Namespace) -> Answer:
    """Withdraw the invitation of a library that nobody used yet."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        unused = [
            each
            for each in invitations.handed_out(desk, code=arguments.code)
            if each.state in {"open", "expired"}
        ]
        if not unused:
            raise errors.InvitationUsed(arguments.code)
        for each in unused:
            invitations.withdraw(desk, each.mark)
    words = _("The invitation for {code} is good no more.")
    return Answer({"site": arguments.code}, (words.format(code=arguments.code),))


def add(arguments: Namespace) -> Answer:
    """Add a library that does not use Jukung."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        site = register.add(
            desk,
            arguments.code,
            name=arguments.name,
            kind=LibraryKind(arguments.kind),
            prison_kind=PrisonKind(arguments.prison_kind) if arguments.prison_kind else None,
            place_name=arguments.place,
            npp=arguments.npp,
            since=months.parse_month(arguments.since) if arguments.since else None,
        )
    return _said(site, _("{name} is in the register as {code}."))


def edit(arguments: Namespace) -> Answer:
    """Change what a library is called, or its code."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        site = register.edit(
            desk,
            arguments.code,
            name=arguments.name,
            place_name=arguments.place,
            npp=arguments.npp,
            note=arguments.note,
        )
        if arguments.new_code:
            site = register.recode(
                desk, site.code, arguments.new_code, edition=region_lists.used(desk)
            )
    return _said(site, _("{name} is in the register as {code}."))


def close(arguments: Namespace) -> Answer:
    """Let a library owe nothing from a month on."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        site = register.close(desk, arguments.code, months.parse_month(arguments.month))
    return _said(site, _("{name} ({code}) is closed; its history stays."))


def reopen(arguments: Namespace) -> Answer:
    """Let a closed or merged library report again."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        site = register.reopen(desk, arguments.code)
    return _said(site, _("{name} ({code}) is open again."))


def merge(arguments: Namespace) -> Answer:
    """Make a library part of another one from a month on."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        site = register.merge(desk, arguments.code, into=arguments.into, month=month)
    return _said(site, _("{name} ({code}) is part of the other library now."))


def list_sites(arguments: Namespace) -> Answer:
    """List the libraries of the register."""
    with opened(arguments) as office, office.reading() as desk:
        found = sites.all_sites(desk)
    return Answer(
        [_facts(each) for each in found],
        tuple(f"{each.code}  {each.name}  {_state(each)}".rstrip() for each in found),
    )


def import_list(arguments: Namespace) -> Answer:
    """Take a list of libraries from Excel or CSV into the register, or only look through it."""
    path = Path(arguments.file)
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        plan = site_lists.plan(desk, path)
        done = None if arguments.check else site_lists.apply(desk, plan)
    words = _("Line {line}: {finding}")
    lines = [
        words.format(
            line=number(each.place),
            finding=_(site_lists.FINDINGS[each.finding]).format(code=each.code),
        )
        for each in plan.lines
        if each.finding
    ]
    counts = _("{new} new, {here} here already, {out} left out.").format(
        new=number(len(plan.new)), here=number(len(plan.filled)), out=number(len(plan.left_out))
    )
    value = {
        "taken": done is not None,
        "new": len(plan.new),
        "here": len(plan.filled),
        "left_out": [each.place for each in plan.left_out],
    }
    return Answer(value, (*lines, counts))


def undo_list(arguments: Namespace) -> Answer:
    """Take back what the last list added."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        gone = site_lists.undo(desk)
    words = _("{count} libraries were taken out again.")
    return Answer({"removed": gone}, (words.format(count=number(gone)),))


def contact(arguments: Namespace) -> Answer:
    """Add, remove or list whom to call at a library."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        site = register.row_of(desk, arguments.code).site
        if arguments.remove:
            found = contacts.remove(desk, site, arguments.remove)
        elif arguments.name or arguments.phone:
            said = Contact(arguments.name, arguments.role, arguments.phone, arguments.note)
            found = contacts.add(desk, site, said)
        else:
            found = contacts.of_site(desk, site)
    lines = [
        "  ".join(filter(None, (str(place), each.name, each.role, each.phone, each.note)))
        for place, each in enumerate(found, start=1)
    ]
    value = [{"name": each.name, "role": each.role, "phone": each.phone} for each in found]
    return Answer(value, tuple(lines))


def load_regions(arguments: Namespace) -> Answer:
    """Load a list of region codes."""
    with opened(arguments) as office, office.changing(by=arguments.by or "") as desk:
        found = region_lists.load(
            desk, Path(arguments.file), edition=arguments.edition, source=arguments.source
        )
        strays = region_lists.strays(desk)
    value = {
        "edition": found.edition,
        "regions": found.regions,
        "unreadable": list(found.unreadable),
        "strays": [each.site.code for each in strays],
    }
    loaded = _("{count} regions of {edition} are loaded.")
    gone = _("{code} {name} is not in this list. {heirs}")
    return Answer(
        value,
        (
            loaded.format(count=number(found.regions), edition=found.edition),
            *(
                gone.format(
                    code=each.site.code, name=each.site.name, heirs=", ".join(each.heirs)
                ).rstrip()
                for each in strays
            ),
        ),
    )


def _said(site: Site, words: str) -> Answer:
    return Answer(_facts(site), (words.format(name=site.name, code=site.code),))


def _facts(site: Site) -> dict[str, Any]:
    return {
        "site": site.code,
        "name": site.name,
        "kind": site.kind,
        "jukung": site.uses_jukung,
        "closed_from": site.closed_from.text if site.closed_from else None,
    }


def _state(site: Site) -> str:
    if site.merged_into is not None:
        return _("part of another")
    if site.closed_from is not None:
        return _("closed")
    return "" if site.uses_jukung else _("without Jukung")
