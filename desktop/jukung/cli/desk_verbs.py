"""Verbs of the desk: members, loans, visits, activities, labels."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from stat import S_ISREG

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened, path_of
from jukung.domain import errors, months
from jukung.domain.kinds import ActKind, Sex
from jukung.exchange.parcels.flushed import write_true
from jukung.library import activities, circulation, copies, members, undoing, visits
from jukung.library.activities import ActivityDraft
from jukung.library.circulation import Slip
from jukung.library.members import MemberDraft, MemberView
from jukung.paper import labels, sheets
from jukung.store.database import refusal_for_system
from jukung.words import N_, _, number, short_day

UNDONE_WORDS = {
    ActKind.lend: N_("Lent"),
    ActKind.lend_unknown: N_("Lent"),
    ActKind.give_back: N_("Returned"),
    ActKind.renew: N_("Renewed"),
    ActKind.record_visits: N_("Visits recorded"),
    ActKind.record_activity: N_("Activity recorded"),
}


def add_member(arguments: Namespace) -> Answer:
    """Register a member or resident."""
    draft = MemberDraft(
        name=" ".join((arguments.whole_name or " ".join(arguments.name)).split()),
        card=arguments.card,
        sex=Sex(arguments.sex),
        birth_year=arguments.birth_year,
        phone=arguments.phone,
        address=arguments.address,
    )
    with opened(arguments) as library, library.changing() as desk:
        member = members.register(desk, draft)
    return Answer(
        _member(member),
        (_("{name} has card {card}.").format(name=member.name or member.card, card=member.card),),
    )


def find_members(arguments: Namespace) -> Answer:
    """Find members by card, name or address."""
    with opened(arguments) as library, library.reading() as desk:
        found = members.find(desk, " ".join(arguments.words))
    lines = [f"{m.card}  {m.name}  {m.open_count}" for m in found]
    return Answer([_member(m) for m in found], tuple(lines or [_("Nobody fits.")]))


def lend(arguments: Namespace) -> Answer:
    """Lend a copy; with a title, a copy nobody has registered yet."""
    day = _day(arguments.on)
    with opened(arguments) as library, library.changing() as desk:
        slip = (
            circulation.lend_unknown(
                desk, arguments.card, arguments.barcode, arguments.title, on=day
            )
            if arguments.title
            else circulation.lend(desk, arguments.card, arguments.barcode, on=day)
        )
    words = _("“{title}” lent to {card}, due {due}.").format(
        title=slip.title, card=slip.card, due=short_day(slip.due_on)
    )
    return Answer(_slip(slip), (words,))


def give_back(arguments: Namespace) -> Answer:
    """Take a copy back."""
    with opened(arguments) as library, library.changing() as desk:
        slip = circulation.give_back(desk, arguments.barcode, on=_day(arguments.on))
    words = _("“{title}” is back.").format(title=slip.title)
    return Answer(_slip(slip), (words,))


def renew(arguments: Namespace) -> Answer:
    """Prolong a loan."""
    with opened(arguments) as library, library.changing() as desk:
        slip = circulation.renew(desk, arguments.barcode, on=_day(arguments.on))
    words = _("“{title}” renewed, now due {due}.").format(
        title=slip.title, due=short_day(slip.due_on)
    )
    return Answer(_slip(slip), (words,))


def undo(arguments: Namespace) -> Answer:
    """Take back the last act of the desk."""
    with opened(arguments) as library, library.changing() as desk:
        undone = undoing.undo_last(desk)
    value = {"undone": undone.kind, "barcode": undone.barcode, "card": undone.card}
    line = _("Undone: {action}").format(action=_(UNDONE_WORDS[undone.kind]))
    return Answer(value, (f"{line} · “{undone.title}”" if undone.title else line,))


def add_visits(arguments: Namespace) -> Answer:
    """Tally visitors."""
    with opened(arguments) as library, library.changing() as desk:
        visits.record(
            desk,
            female=arguments.female,
            male=arguments.male,
            unknown=arguments.unknown,
            on=_day(arguments.on),
        )
    total = arguments.female + arguments.male + arguments.unknown
    value = {
        "female": arguments.female,
        "male": arguments.male,
        "unknown": arguments.unknown,
        "total": total,
    }
    return Answer(value, (_("{count} visits recorded.").format(count=number(total)),))


def add_activity(arguments: Namespace) -> Answer:
    """Record an activity."""
    with opened(arguments) as library, library.changing() as desk:
        draft = ActivityDraft(
            name=" ".join(arguments.name),
            on=_day(arguments.on) or desk.today,
            female_count=arguments.female,
            male_count=arguments.male,
        )
        view = activities.record(desk, draft)
    value = {
        "activity": view.id,
        "on": draft.on.isoformat(),
        "participants": view.participant_count,
    }
    return Answer(value, (_("Activity recorded: {name}").format(name=draft.name),))


def print_labels(arguments: Namespace) -> Answer:
    """Write labels as PDF; without numbers, for every copy that never had one."""
    sheet = sheets.sheet(arguments.sheet)
    target = _target(arguments)
    with opened(arguments) as library:
        with library.reading() as desk:
            heading = desk.profile.name
            chosen = (
                copies.with_numbers(desk, tuple(arguments.barcodes))
                if arguments.barcodes
                else copies.without_label(desk, most=20_000)
            )
        pdf = labels.label_pages(
            [labels.Label(c.number, heading, c.title, c.call_number) for c in chosen],
            sheet=sheet,
            placement=labels.Placement(arguments.start, arguments.right, arguments.down),
        )
        write_true(target, pdf)
        if arguments.printed:
            with library.changing() as desk:
                copies.mark_labelled(desk, tuple(c.number for c in chosen))
    pages = labels.sheet_count(len(chosen), sheet=sheet, start_cell=arguments.start)
    value = {"file": str(target), "labels": len(chosen), "sheets": pages}
    words = _("{labels} labels on {sheets} sheets: {file}").format(
        labels=number(len(chosen)), sheets=number(pages), file=target
    )
    return Answer(value, (words,))


def _target(arguments: Namespace) -> Path:
    """The PDF to write; a folder, a device or the library itself is never replaced."""
    target = Path(arguments.out)
    if not target.name:
        raise errors.NotAFile(arguments.out or ".")
    try:
        if not S_ISREG(target.stat().st_mode):
            raise errors.NotAFile(str(target))
        if path_of(arguments).exists() and target.samefile(path_of(arguments)):
            raise errors.FileExists(str(target))
    except FileNotFoundError:
        pass
    except OSError as fault:
        raise refusal_for_system(fault, target) from fault
    return target.resolve()


def _day(text: str | None) -> date | None:
    return months.parse_day(text) if text is not None else None


def _member(member: MemberView) -> dict[str, object]:
    return {
        "card": member.card,
        "name": member.name,
        "kind": member.kind,
        "status": member.status,
        "until_on": member.until_on.isoformat() if member.until_on else None,
        "on_loan": member.open_count,
        "overdue": member.overdue_count,
        "id": member.id,
    }


def _slip(slip: Slip) -> dict[str, object]:
    return {
        "loan": slip.loan_id,
        "barcode": slip.barcode,
        "card": slip.card,
        "due_on": slip.due_on.isoformat(),
        "lent_on": slip.lent_on.isoformat(),
        "returned_on": slip.returned_on.isoformat() if slip.returned_on else None,
        "renewals": slip.renewals,
        "title": slip.title,
    }
