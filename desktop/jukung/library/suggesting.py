"""What words typed by hand may mean at the desk: a member, or a title."""

from jukung.domain import errors
from jukung.library import catalogue, days, members
from jukung.library.desk import Desk
from jukung.library.members import MemberView
from jukung.library.permission import DESK, STAFF, allowed
from jukung.library.slips import Suggestion
from jukung.store import desk_statements


@allowed(DESK)
def suggest(desk: Desk, typed: str, *, most: int = 24) -> tuple[Suggestion, ...]:
    """Members and titles that fit a text typed by hand; an aide sees titles only."""
    people: list[Suggestion] = []
    if desk.staff.role in STAFF and not desk.profile.is_prison:
        people = [
            Suggestion("member", m.name, _second_line(m), m.card)
            for m in members.find(desk, typed, most=most)[:most]
        ]
    titles = [
        Suggestion("title", t.title, t.people or t.call_number, t.id)
        for t in catalogue.find(desk, typed, most=most)[: most - len(people) // 2]
    ]
    return tuple((people[: most // 2 + 1] + titles)[:most])


def _second_line(member: MemberView) -> str:
    """What tells people of one name apart."""
    born = "" if member.birth_year is None else str(member.birth_year)
    return " · ".join(filter(None, (member.card, member.address, born)))


@allowed(DESK)
def copy_to_lend(desk: Desk, title_id: str) -> str:
    """The number of a copy of a title that is on the shelf; refuses CopyUnknown.

    Copies that wait for somebody on the ready shelf come last.
    """
    found = desk_statements.first(
        desk.session, desk_statements.COPY_TO_LEND, title_id, days.trusted_today(desk).isoformat()
    )
    if found is None:
        raise errors.CopyUnknown(catalogue.show(desk, title_id).draft.title)
    return str(found[0])
