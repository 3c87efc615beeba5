"""Verbs of the programme around activities: partners, and services offered."""

from argparse import Namespace
from dataclasses import asdict

from jukung import messages
from jukung.cli.activity_verbs import day_of
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain.kinds import ServiceKind
from jukung.library import cooperations, services
from jukung.library.cooperations import CooperationDraft, CooperationView
from jukung.library.desk import Desk
from jukung.words import _, brief_day


def add_cooperation(arguments: Namespace) -> Answer:
    """Record a partner of the library."""
    with opened(arguments) as library, library.changing() as desk:
        draft = CooperationDraft(
            partner=" ".join(arguments.partner),
            from_on=day_of(arguments.since) or desk.today,
            until_on=day_of(arguments.until),
            matter=arguments.matter,
            document=arguments.document,
        )
        view = cooperations.record(desk, draft)
    words = _("Cooperation recorded: {partner}").format(partner=view.draft.partner)
    return Answer({"cooperation": view.id}, (words,))


def list_cooperations(arguments: Namespace) -> Answer:
    """List the partners of the library; with a day, those of that day."""
    with opened(arguments) as library, library.reading() as desk:
        found = cooperations.listed(desk, on=day_of(arguments.on))
    value = [{"cooperation": view.id, **asdict(view.draft)} for view in found]
    return Answer(value, tuple(_line(view) for view in found))


def cancel_cooperation(arguments: Namespace) -> Answer:
    """Take a cooperation out that was recorded by mistake."""
    with opened(arguments) as library, library.changing() as desk:
        cooperations.cancel(desk, arguments.cooperation)
    return Answer({"cooperation": arguments.cooperation}, (_("Cooperation taken out."),))


def set_services(arguments: Namespace) -> Answer:
    """Say which kinds of service are offered from today on."""
    with opened(arguments) as library, library.changing() as desk:
        services.save(desk, {ServiceKind(kind) for kind in arguments.kinds})
        return _offered(desk)


def show_services(arguments: Namespace) -> Answer:
    """Show which kinds of service are offered."""
    with opened(arguments) as library, library.reading() as desk:
        return _offered(desk)


def _offered(desk: Desk) -> Answer:
    found = services.offered(desk, desk.today)
    kinds = [kind for kind in ServiceKind if kind in found]
    return Answer(
        [str(kind) for kind in kinds], tuple(_(messages.SERVICE_KINDS[kind]) for kind in kinds)
    )


def _line(view: CooperationView) -> str:
    draft = view.draft
    ends = brief_day(draft.until_on) if draft.until_on else ""
    said = " · ".join(filter(None, (draft.partner, draft.matter, draft.document)))
    return f"{brief_day(draft.from_on):>11} – {ends:<11}  {said}  {view.id}"
