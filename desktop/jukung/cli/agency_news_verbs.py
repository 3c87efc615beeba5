"""Verbs of what goes down to libraries: messages, questions, doubts, new keys."""

from argparse import Namespace
from datetime import date

from jukung.agency import enrol, key_change, news_out, notices, plausibility, questions
from jukung.agency.sites import by_code
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of
from jukung.cli.offices import opened
from jukung.domain import errors, months
from jukung.words import _, number


def add_message(arguments: Namespace) -> Answer:
    """Write a message that the next receipts carry."""
    until = _day(arguments.until) if arguments.until else None
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        made = notices.write(desk, arguments.words, scope=arguments.to_whom, until=until)
    words = _("Message {no} goes to {count} libraries with their next receipts.")
    value = {"no": made.no, "libraries": made.meant_for}
    return Answer(value, (words.format(no=made.no, count=number(made.meant_for)),))


def list_messages(arguments: Namespace) -> Answer:
    """List the messages, newest first, and how far they have gone."""
    with opened(arguments) as office, office.reading() as desk:
        found = notices.listed(desk)
    value = [
        {
            "no": each.no,
            "for": each.scope,
            "words": each.words,
            "until": each.until.isoformat() if each.until else None,
            "withdrawn": each.withdrawn_at is not None,
            "carried": each.carried,
            "libraries": each.meant_for,
        }
        for each in found
    ]
    lines = [f"{e.no}  {e.carried}/{e.meant_for}  {e.scope or '–'}  {e.words}" for e in found]
    return Answer(value, tuple(lines))


def withdraw_message(arguments: Namespace) -> Answer:
    """Let no further receipt carry a message."""
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        notices.withdraw(desk, arguments.number)
    words = _("Message {no} is taken back.").format(no=arguments.number)
    return Answer({"no": arguments.number}, (words,))


def write_news(arguments: Namespace) -> Answer:
    """Write receipts for the libraries for which something waits."""
    with opened(arguments) as office:
        written = news_out.write(office, folder_of(arguments.to))
    lines = tuple(_("Written and checked: {path}").format(path=path) for path in written)
    return Answer([str(path) for path in written], lines)


def list_questions(arguments: Namespace) -> Answer:
    """List the questions that are not settled, answered ones first."""
    with opened(arguments) as office, office.reading() as desk:
        found = questions.listed(desk)
    value = [
        {
            "site": each.code,
            "no": each.no,
            "period": each.month,
            "figure": each.figure,
            "value": each.value,
            "now": each.now,
            "answer": each.answer,
        }
        for each in found
    ]
    lines = [
        f"{e.code}  {e.no}  {e.month}  {plausibility.title_of(e.figure)} = {number(e.value)}"
        f"  {e.answer or '–'}"
        for e in found
    ]
    return Answer(value, tuple(lines))


def ask(arguments: Namespace) -> Answer:
    """Ask a library about a figure."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        site = by_code(desk, arguments.site)
        if site is None:
            raise errors.NoticeScopeUnknown(arguments.site)
        asked = questions.ask(
            desk, site.site, month, figure=arguments.figure, words=arguments.words
        )
    words = _("{name} is asked under number {no}. The next receipt carries it.")
    value = {"site": asked.code, "no": asked.no, "value": asked.value}
    return Answer(value, (words.format(name=asked.name, no=asked.no),))


def settle(arguments: Namespace) -> Answer:
    """Close a question, answered or not."""
    with opened(arguments) as office, office.changing(by=arguments.by) as desk:
        site = by_code(desk, arguments.site)
        if site is None:
            raise errors.NoticeScopeUnknown(arguments.site)
        questions.settle(desk, site.site, arguments.number)
    return Answer({"no": arguments.number}, (_("The question is settled."),))


def list_doubts(arguments: Namespace) -> Answer:
    """List the figures of a month that look wrong, and why."""
    month = months.parse_month(arguments.month)
    with opened(arguments) as office, office.reading() as desk:
        found = plausibility.flags(desk, month)
    value = [
        {
            "site": each.code,
            "name": each.name,
            "figure": each.figure,
            "value": each.value,
            "rule": each.rule,
            "why": each.why,
            "asked": each.question is not None,
        }
        for each in found
    ]
    lines = [f"{e.code}  {e.name}  {plausibility.title_of(e.figure)}: {e.why}" for e in found]
    return Answer(value, tuple(lines))


def make_new_keys(arguments: Namespace) -> Answer:
    """Make new keys for the agency, and write its new card."""
    folder = folder_of(arguments.to)
    with opened(arguments) as office:
        card = key_change.begin(office, by=arguments.by, seconded_by=getattr(arguments, "with"))
        with office.reading() as desk:
            path = enrol.write_agency_card(desk, folder)
    value = {"file": str(path), "fingerprint": card.fingerprint}
    words = _("The agency has new keys. Card written: {path}. Its numbers: {digits}")
    return Answer(value, (words.format(path=path, digits=card.fingerprint),))


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as fault:
        raise errors.DayUnreadable(typed) from fault
