"""Verbs about money, sanctions and what the library forgets."""

from argparse import Namespace

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import months
from jukung.domain.kinds import LedgerKind, SanctionKind
from jukung.library import forgetting, ledger, members, sanctions
from jukung.library.ledger import Account, Paid
from jukung.library.sanctions import SanctionLine
from jukung.words import _, number, rupiah, short_day


def charge(arguments: Namespace) -> Answer:
    """Charge a member for a lost or damaged copy, or by hand."""
    with opened(arguments) as library, library.changing() as desk:
        account = ledger.charge_by_hand(
            desk,
            arguments.card,
            kind=LedgerKind(arguments.kind),
            amount=arguments.amount,
            reason=arguments.reason,
            barcode=arguments.barcode,
        )
    return Answer(_account(account), (_owes(account.card, account.owed),))


def pay(arguments: Namespace) -> Answer:
    """Take a payment; the oldest charge first."""
    day = months.parse_day(arguments.on) if arguments.on is not None else None
    with opened(arguments) as library, library.changing() as desk:
        paid = ledger.pay(desk, arguments.card, arguments.amount, on=day)
    words = _("{card} paid {amount}.").format(card=paid.card, amount=rupiah(paid.amount))
    return Answer(_paid(paid), (words, _owes(paid.card, paid.owed)))


def waive(arguments: Namespace) -> Answer:
    """Waive what is owed, or a part of it."""
    with opened(arguments) as library, library.changing() as desk:
        paid = ledger.waive(desk, arguments.card, arguments.amount, arguments.reason)
    words = _("{amount} waived for {card}.").format(card=paid.card, amount=rupiah(paid.amount))
    return Answer(_paid(paid), (words, _owes(paid.card, paid.owed)))


def account(arguments: Namespace) -> Answer:
    """Show what a member was charged and how it was settled."""
    with opened(arguments) as library, library.reading() as desk:
        shown = ledger.account(desk, arguments.card)
    lines = [
        "  ".join(
            filter(
                None,
                (
                    short_day(each.on),
                    _(messages.LEDGER_KINDS[each.kind]),
                    rupiah(each.amount),
                    _("open {amount}").format(amount=rupiah(each.open_amount)),
                    each.title or each.reason,
                ),
            )
        )
        for each in shown.charges
    ]
    return Answer(_account(shown), (*lines, _owes(shown.card, shown.owed)))


def cash(arguments: Namespace) -> Answer:
    """Show what was charged, paid and waived in a span of days."""
    first, last = months.parse_day(arguments.first), months.parse_day(arguments.last)
    with opened(arguments) as library, library.reading() as desk:
        sums = ledger.totals(desk, first, last)
    words = _("Charged {charged}, paid {paid}, waived {waived}.").format(
        charged=rupiah(sums.charged), paid=rupiah(sums.paid), waived=rupiah(sums.waived)
    )
    return Answer({"charged": sums.charged, "paid": sums.paid, "waived": sums.waived}, (words,))


def impose(arguments: Namespace) -> Answer:
    """Suspend or warn a member, or give a task."""
    until = months.parse_day(arguments.until) if arguments.until is not None else None
    with opened(arguments) as library, library.changing() as desk:
        line = sanctions.impose(
            desk,
            members.by_card(desk, arguments.card).id,
            kind=SanctionKind(arguments.kind),
            reason=arguments.reason,
            until_on=until,
        )
    return Answer(_sanction(line), (_sanction_words(line),))


def lift(arguments: Namespace) -> Answer:
    """End a sanction, or note that a task is done."""
    with opened(arguments) as library, library.changing() as desk:
        line = sanctions.lift(desk, arguments.sanction, arguments.reason)
    return Answer(_sanction(line), (_("Lifted: {what}").format(what=_sanction_words(line)),))


def list_sanctions(arguments: Namespace) -> Answer:
    """Show a member's sanctions."""
    with opened(arguments) as library, library.reading() as desk:
        found = sanctions.of_member(desk, members.by_card(desk, arguments.card).id)
    lines = [_sanction_words(line) for line in found if line.is_running]
    return Answer([_sanction(line) for line in found], tuple(lines or [_("No sanction.")]))


def forget(arguments: Namespace) -> Answer:
    """Forget the borrowers of loans whose days are over."""
    count, done = 0, False
    with opened(arguments) as library:
        while not done:
            with library.changing() as desk:
                chunk = forgetting.forget(desk)
            count, done = count + chunk.loans, chunk.is_done
    words = _("{count} loans no longer know their borrower.").format(count=number(count))
    return Answer({"loans": count}, (words,))


def _owes(card: str, owed: int) -> str:
    if not owed:
        return _("{card} owes nothing.").format(card=card)
    return _("{card} owes {amount}.").format(card=card, amount=rupiah(owed))


def _account(shown: Account) -> dict[str, object]:
    return {
        "card": shown.card,
        "owed": shown.owed,
        "charges": [
            {
                "id": each.id,
                "kind": each.kind,
                "on": each.on.isoformat(),
                "amount": each.amount,
                "open": each.open_amount,
                "reason": each.reason,
                "title": each.title,
                "barcode": each.barcode,
                "settlements": [
                    {"kind": one.kind, "on": one.on.isoformat(), "amount": one.amount}
                    for one in each.settlements
                ],
            }
            for each in shown.charges
        ],
    }


def _paid(paid: Paid) -> dict[str, object]:
    return {
        "act": paid.act_id,
        "card": paid.card,
        "on": paid.on.isoformat(),
        "amount": paid.amount,
        "owed": paid.owed,
    }


def _sanction(line: SanctionLine) -> dict[str, object]:
    return {
        "id": line.id,
        "kind": line.kind,
        "from_on": line.from_on.isoformat(),
        "until_on": line.until_on.isoformat() if line.until_on else None,
        "reason": line.reason,
        "running": line.is_running,
    }


def _sanction_words(line: SanctionLine) -> str:
    kind = _(messages.SANCTION_KINDS[line.kind])
    until = _("until {day}").format(day=short_day(line.until_on)) if line.until_on else ""
    return " · ".join(filter(None, (kind, until, line.reason)))
