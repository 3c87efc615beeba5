"""Verbs of the desk: members, loans, visits, activities."""

from argparse import Namespace
from datetime import date
from typing import Any

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import months
from jukung.domain.kinds import ActKind, BorrowerKind, LoanEnding, Sex
from jukung.library import circulation, in_house, members, undoing
from jukung.library.members import MemberDraft, MemberView
from jukung.library.slips import Slip
from jukung.words import N_, _, rupiah, short_day

UNDONE_WORDS = {
    ActKind.screen_titles: N_("Titles screened"),
    ActKind.edit_traits: N_("Traits of copies changed"),
    ActKind.ask_permission: N_("Permission asked or answered"),
    ActKind.lend: N_("Lent"),
    ActKind.lend_unknown: N_("Lent"),
    ActKind.give_back: N_("Returned"),
    ActKind.permit: N_("Lent by permission"),
    ActKind.lose: N_("Noted as lost"),
    ActKind.renew: N_("Renewed"),
    ActKind.find_copy: N_("Found again"),
    ActKind.use_in_house: N_("Read here"),
    ActKind.late_entry: N_("Slips recorded"),
    ActKind.place_hold: N_("Hold placed"),
    ActKind.cancel_hold: N_("Hold cancelled"),
    ActKind.sweep_holds: N_("Ready shelf tidied"),
    ActKind.record_visits: N_("Visits recorded"),
    ActKind.correct_hours: N_("Opening hours set right"),
    ActKind.record_activity: N_("Activity recorded"),
    ActKind.edit_activity: N_("Activity changed"),
    ActKind.record_cooperation: N_("Cooperation recorded"),
    ActKind.edit_services: N_("Services changed"),
    ActKind.note_figure: N_("Figure noted"),
    ActKind.renew_membership: N_("Membership renewed"),
    ActKind.merge_members: N_("Members merged"),
    ActKind.register_members: N_("List of members registered"),
    ActKind.edit_rules: N_("Rules changed"),
    ActKind.edit_calendar: N_("Calendar changed"),
    ActKind.move_dues: N_("Due days moved"),
    ActKind.charge: N_("Charged"),
    ActKind.pay: N_("Paid"),
    ActKind.waive: N_("Waived"),
    ActKind.sanction: N_("Sanction noted"),
    ActKind.lift_sanction: N_("Sanction lifted"),
    ActKind.print_labels: N_("Labels printed"),
    ActKind.reserve_numbers: N_("Numbers set apart"),
    ActKind.drop_numbers: N_("Numbers given up"),
    ActKind.bind_number: N_("Number bound to a title"),
    ActKind.write_letter: N_("Letter written"),
    ActKind.plan_round: N_("Round planned"),
    ActKind.go_round: N_("Step of a round"),
    ActKind.hand_over: N_("Passed from hand to hand"),
    ActKind.check_return: N_("Returned copy looked through"),
    ActKind.keep_identity: N_("Sealed identity changed"),
    ActKind.receive_box: N_("Step of a box that came"),
    ActKind.return_box: N_("Step of a box that goes"),
    ActKind.edit_places: N_("Blocks and rooms changed"),
    ActKind.move_residents: N_("Rooms or states of residents changed"),
    ActKind.open_clearance: N_("Clearance opened"),
    ActKind.close_clearance: N_("Clearance closed"),
    ActKind.write_off: N_("Written off"),
    ActKind.begin_stocktake: N_("Stocktake begun"),
    ActKind.count_copies: N_("Copies counted"),
    ActKind.end_stocktake: N_("Stocktake finished"),
    ActKind.reopen_stocktake: N_("Stocktake opened again"),
    ActKind.decide_stocktake: N_("Decided after a stocktake"),
    ActKind.withdraw_copies: N_("Copies withdrawn"),
    ActKind.edit_serial: N_("Newspaper or magazine changed"),
    ActKind.record_issues: N_("Issues recorded"),
    ActKind.add_copies: N_("Copies added"),
    ActKind.edit_copy: N_("Copy changed"),
    ActKind.edit_title: N_("Title changed"),
    ActKind.edit_titles: N_("Titles changed"),
    ActKind.merge_names: N_("Names made one"),
    ActKind.merge_titles: N_("Titles made one"),
    ActKind.bin_title: N_("Recycle bin"),
    ActKind.keep_cover: N_("Cover changed"),
    ActKind.keep_pack: N_("Title pack added"),
    ActKind.drop_pack: N_("Title pack dropped"),
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
        kind=BorrowerKind(arguments.kind),
        guardian_name=" ".join(arguments.guardian.split()),
        guardian_phone=arguments.guardian_phone,
        guardian_card=arguments.guardian_card,
        nik=arguments.nik,
        note=arguments.note,
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
    when = _when(arguments) | {"permit": arguments.permit}
    with opened(arguments) as library, library.changing() as desk:
        slip = (
            circulation.lend_unknown(
                desk, arguments.card, arguments.barcode, arguments.title, **when
            )
            if arguments.title
            else circulation.lend(desk, arguments.card, arguments.barcode, **when)
        )
    words = _("“{title}” lent to {card}, due {due}.").format(
        title=slip.title, card=slip.card, due=short_day(slip.due_on)
    )
    return Answer(_slip(slip), (words, *_besides(slip)))


def give_back(arguments: Namespace) -> Answer:
    """Take a copy back, or note that it is damaged or will not come back."""
    ending = LoanEnding.damaged if arguments.damaged else LoanEnding.returned
    with opened(arguments) as library, library.changing() as desk:
        if arguments.lost:
            slip = circulation.lose(desk, arguments.barcode, note=arguments.note)
        else:
            slip = circulation.give_back(
                desk, arguments.barcode, ending=ending, note=arguments.note, **_when(arguments)
            )
    words = _("“{title}” is lost.") if arguments.lost else _("“{title}” is back.")
    return Answer(_slip(slip), (words.format(title=slip.title), *_besides(slip)))


def renew(arguments: Namespace) -> Answer:
    """Prolong a loan."""
    when = _when(arguments) | {"permit": arguments.permit}
    with opened(arguments) as library, library.changing() as desk:
        slip = circulation.renew(desk, arguments.barcode, **when)
    words = _("“{title}” renewed, now due {due}.").format(
        title=slip.title, due=short_day(slip.due_on)
    )
    return Answer(_slip(slip), (words, *_besides(slip)))


def read_here(arguments: Namespace) -> Answer:
    """Count that a copy was read in the library."""
    with opened(arguments) as library, library.changing() as desk:
        slip = in_house.use(desk, arguments.barcode, on=_day(arguments.on))
    words = _("“{title}” was read here.").format(title=slip.title)
    value = {"barcode": slip.barcode, "title": slip.title, "on": slip.lent_on.isoformat()}
    return Answer(value, (words,))


def undo(arguments: Namespace) -> Answer:
    """Take back the last act of the desk."""
    with opened(arguments) as library, library.changing() as desk:
        undone = undoing.undo_last(desk)
    value = {"undone": undone.kind, "barcode": undone.barcode, "card": undone.card}
    line = _("Undone: {action}").format(action=_(UNDONE_WORDS[undone.kind]))
    return Answer(value, (f"{line} · “{undone.title}”" if undone.title else line,))


def _when(arguments: Namespace) -> dict[str, Any]:
    """The true day and time of a paper slip."""
    return {"on": _day(arguments.on), "time": arguments.time}


def _besides(slip: Slip) -> tuple[str, ...]:
    """What else a slip says: a warning, a charge, somebody who waits."""
    lines = [messages.sentence(each) for each in slip.warnings]
    if slip.fine:
        lines.append(_("{amount} was charged.").format(amount=rupiah(slip.fine)))
    if slip.hold is not None:
        lines.append(
            _("{card} waits for it until {until_on}. Put it on the ready shelf.").format(
                card=slip.hold.card, until_on=short_day(slip.hold.until_on)
            )
        )
    return tuple(lines)


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
        "ending": slip.ending,
        "rule": slip.due.rule if slip.due else None,
        "warnings": [each.code for each in slip.warnings],
        "fine": slip.fine,
        "hold": slip.hold.card if slip.hold else None,
    }
