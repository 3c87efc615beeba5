"""Words for libraries, carried by the receipts they get anyway."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, desc, func, or_, select
from sqlmodel import col

from jukung.agency import deeds
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import by_code
from jukung.agency.tables import Notice, NoticeSent, SiteRow
from jukung.agency.upserting import insert_into
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.exchange.parcels import news

DISTRICT = 5

_CURRENT = (
    col(Notice.withdrawn_at).is_(None),
    or_(col(Notice.until).is_(None), col(Notice.until) >= bindparam("today")),
)
# Every receipt asks this; a statement that is made once costs a third.
_FOR_SITE = (
    select(col(Notice.no), col(Notice.words), col(Notice.until))
    .where(*_CURRENT, col(Notice.scope).in_(bindparam("scopes", expanding=True)))
    .order_by(desc(col(Notice.no)))
    .limit(news.MOST_NOTICES)
)


@dataclass(frozen=True, slots=True)
class NoticeWritten:
    """A message, how many libraries it is for, and how many receipts have carried it."""

    no: int
    scope: str
    words: str
    made_by: str
    made_at: datetime
    until: date | None
    withdrawn_at: datetime | None
    meant_for: int
    carried: int


@dataclass(frozen=True, slots=True)
class Carried:
    """The receipt that first took a message to a library."""

    code: str
    name: str
    receipt: int


def write(
    desk: OfficeDesk, words: str, *, scope: str = "", until: date | None = None
) -> NoticeWritten:
    """Tell something to all libraries, to one kind, one kabupaten or one library.

    Refuses NoticeEmpty, NoticeTooLong, NoticeScopeUnknown.
    """
    row = Notice(
        scope=_known_scope(desk, scope.strip()),
        words=plain_words(words),
        made_by=desk.by,
        made_at=desk.now,
        until=until.isoformat() if until else None,
    )
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "notice", detail=str(row.no))
    return _written(row, meant_for=_count(desk, row.scope), carried=0)


def withdraw(desk: OfficeDesk, no: int) -> None:
    """Let no further receipt carry a message; refuses QuestionUnknown."""
    row = desk.session.get(Notice, no)
    if row is None:
        raise errors.QuestionUnknown(str(no))
    if row.withdrawn_at is None:
        row.withdrawn_at = desk.now
        desk.session.add(row)
        deeds.note(desk, "notice_withdrawn", detail=str(no))


def listed(desk: OfficeDesk) -> tuple[NoticeWritten, ...]:
    """Every message, newest first."""
    carried = dict(
        desk.session.execute(
            select(col(NoticeSent.notice), func.count()).group_by(col(NoticeSent.notice))
        ).all()
    )
    rows = list(desk.session.scalars(select(Notice).order_by(desc(col(Notice.no)))))
    counts = {scope: _count(desk, scope) for scope in {row.scope for row in rows}}
    return tuple(
        _written(row, meant_for=counts[row.scope], carried=carried.get(row.no, 0)) for row in rows
    )


def carriers(desk: OfficeDesk, no: int) -> tuple[Carried, ...]:
    """Which receipts took a message, by code of the library."""
    rows = desk.session.execute(
        select(col(SiteRow.code), col(SiteRow.name), col(NoticeSent.receipt))
        .join(NoticeSent, col(NoticeSent.site) == col(SiteRow.site))
        .where(col(NoticeSent.notice) == no)
        .order_by(col(SiteRow.code))
    )
    return tuple(Carried(*row) for row in rows)


def for_site(desk: OfficeDesk, site: SiteRow) -> tuple[news.Notice, ...]:
    """What a receipt of this library carries now, oldest first."""
    rows = desk.session.execute(
        _FOR_SITE, {"today": desk.today.isoformat(), "scopes": _scopes(site)}
    ).all()
    return tuple(
        news.Notice(no=no, words=words, until=until or "") for no, words, until in reversed(rows)
    )


def note_carried(
    desk: OfficeDesk, site: SiteRow, told: Sequence[news.Notice], *, receipt: int
) -> None:
    """Remember which receipt first took these to a library."""
    if told:
        desk.session.execute(
            insert_into(desk, NoticeSent)
            .values([{"site": site.site, "notice": each.no, "receipt": receipt} for each in told])
            .on_conflict_do_nothing()
        )


def uncarried(desk: OfficeDesk) -> frozenset[int]:
    """The libraries for which a message waits that no receipt has carried yet."""
    today = desk.today.isoformat()
    rows = list(desk.session.scalars(select(Notice).where(*_CURRENT), {"today": today}))
    sent = {
        (site, no)
        for site, no in desk.session.execute(
            select(col(NoticeSent.site), col(NoticeSent.notice)).where(
                col(NoticeSent.notice).in_([row.no for row in rows])
            )
        )
    }
    libraries = desk.session.scalars(select(SiteRow).where(col(SiteRow.uid).is_not(None)))
    return frozenset(
        site.site
        for site in libraries
        if any(row.scope in _scopes(site) and (site.site, row.no) not in sent for row in rows)
    )


def plain_words(words: str, *, may_be_empty: bool = False) -> str:
    """Words as a receipt carries them: one line of NFC; refuses NoticeEmpty, NoticeTooLong."""
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    line = unicodedata.normalize("NFC", " ".join(printable.split()))
    if not line and not may_be_empty:
        raise errors.NoticeEmpty
    if len(line) > news.LONGEST_WORDS:
        raise errors.NoticeTooLong(news.LONGEST_WORDS)
    return line


def _scopes(site: SiteRow) -> tuple[str, ...]:
    return ("", str(site.kind), site.code[:DISTRICT], site.code)


def _known_scope(desk: OfficeDesk, scope: str) -> str:
    if not scope or scope in {str(kind) for kind in LibraryKind}:
        return scope
    if by_code(desk, scope) is not None or (len(scope) == DISTRICT and _count(desk, scope)):
        return scope
    raise errors.NoticeScopeUnknown(scope)


def _count(desk: OfficeDesk, scope: str) -> int:
    wanted = select(func.count()).select_from(SiteRow).where(col(SiteRow.uid).is_not(None))
    if scope in {str(kind) for kind in LibraryKind}:
        wanted = wanted.where(col(SiteRow.kind) == scope)
    elif len(scope) == DISTRICT:
        wanted = wanted.where(func.substr(col(SiteRow.code), 1, DISTRICT) == scope)
    elif scope:
        wanted = wanted.where(col(SiteRow.code) == scope)
    return int(desk.session.execute(wanted).scalar_one())


def _written(row: Notice, *, meant_for: int, carried: int) -> NoticeWritten:
    return NoticeWritten(
        no=row.no,
        scope=row.scope,
        words=row.words,
        made_by=row.made_by,
        made_at=row.made_at,
        until=date.fromisoformat(row.until) if row.until else None,
        withdrawn_at=row.withdrawn_at,
        meant_for=meant_for,
        carried=carried,
    )
