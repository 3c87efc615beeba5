"""Figures asked back at their libraries, what was answered, and what was settled."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from jukung.agency import deeds
from jukung.agency.notices import plain_words
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ChainState, ParcelKept, Question, SiteFigure, SiteRow
from jukung.domain import errors
from jukung.domain.months import Month
from jukung.exchange.parcels import envelope, news, plain_json

RIGHT = "right"
"""The answer that somebody at the agency gave without asking the library."""

# Every receipt asks this; a statement that is made once costs a third.
_OPEN = (
    select(Question)
    .where(col(Question.site) == bindparam("site"), col(Question.settled_at).is_(None))
    .order_by(col(Question.no))
)

_CHOICES = frozenset({"correct", "corrected", "not_counted"})


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question with its answer; `now` is the figure as it counts today."""

    site: int
    code: str
    name: str
    no: int
    month: str
    figure: str
    value: int | None
    now: int | None
    words: str
    asked_by: str
    asked_at: datetime
    answer: str
    settled_at: datetime | None


def ask(
    desk: OfficeDesk, site: int, month: Month, *, figure: str, words: str = ""
) -> QuestionAsked:
    """Ask a library about a figure as it counts now; the same question again is none.

    Refuses CannotAskSite, NoticeTooLong.
    """
    row = desk.session.get_one(SiteRow, site)
    if not row.uid:
        raise errors.CannotAskSite(row.name)
    value = _value_of(desk, site, month.text, figure)
    known = desk.session.scalars(
        select(Question).where(
            col(Question.site) == site,
            col(Question.month) == month.text,
            col(Question.code) == figure,
            col(Question.settled_at).is_(None),
        )
    ).first()
    if known is not None and known.value == value:
        return _asked(known, row, value)
    made = Question(
        site=site,
        no=_next_no(desk, site),
        month=month.text,
        code=figure,
        value=value,
        words=plain_words(words, may_be_empty=True),
        asked_by=desk.by,
        asked_at=desk.now,
    )
    if known is not None:
        known.settled_at = desk.now
        desk.session.add(known)
    desk.session.add(made)
    desk.session.flush()
    deeds.note(desk, "ask", site=site, detail=f"{month.text} {figure}")
    return _asked(made, row, value)


def call_right(desk: OfficeDesk, site: int, month: Month, *, figure: str) -> None:
    """Say that a figure is right as it is; it is flagged again only when it changes."""
    value = _value_of(desk, site, month.text, figure)
    for each in _open_about(desk, site, month, figure):
        each.settled_at = desk.now
        desk.session.add(each)
    desk.session.add(
        Question(
            site=site,
            no=_next_no(desk, site),
            month=month.text,
            code=figure,
            value=value,
            asked_by=desk.by,
            asked_at=desk.now,
            answer=RIGHT,
            settled_at=desk.now,
        )
    )
    desk.session.flush()
    deeds.note(desk, "figure_right", site=site, detail=f"{month.text} {figure}")


def settle(desk: OfficeDesk, site: int, no: int) -> None:
    """Close a question, answered or not; refuses QuestionUnknown."""
    row = desk.session.get(Question, (site, no))
    if row is None:
        raise errors.QuestionUnknown(str(no))
    if row.settled_at is None:
        row.settled_at = desk.now
        desk.session.add(row)
        deeds.note(desk, "settle_question", site=site, detail=f"{row.month} {row.code}")


def listed(desk: OfficeDesk, *, settled: bool = False) -> tuple[QuestionAsked, ...]:
    """The questions that are not settled, answered ones first; or those that are."""
    over = col(Question.settled_at).is_not(None)
    rows = desk.session.execute(
        select(Question, SiteRow, SiteFigure.value)  # type: ignore[call-overload]  # its list is long
        .join(SiteRow, col(SiteRow.site) == col(Question.site))
        .outerjoin(
            SiteFigure,
            (col(SiteFigure.site) == col(Question.site))
            & (col(SiteFigure.month) == col(Question.month))
            & (col(SiteFigure.code) == col(Question.code)),
        )
        .where(over if settled else ~over, col(Question.answer) != RIGHT)
        .order_by(col(Question.asked_at).desc(), col(Question.site), col(Question.no))
    )
    found = [_asked(question, site, now) for question, site, now in rows]
    return tuple(sorted(found, key=lambda each: not each.answer))


def for_site(desk: OfficeDesk, site: SiteRow, *, about: str = "") -> tuple[news.Question, ...]:
    """What a receipt of this library asks, once the answers in the parcel `about` are taken."""
    rows = list(desk.session.scalars(_OPEN, {"site": site.site}))
    if rows and about:
        _take_answers(desk, site, rows, about)
    return tuple(
        news.Question(no=row.no, period=row.month, code=row.code, value=row.value, words=row.words)
        for row in rows
        if not row.answer
    )[: news.MOST_QUESTIONS]


def _take_answers(desk: OfficeDesk, site: SiteRow, rows: list[Question], about: str) -> None:
    kept = desk.session.get(ParcelKept, (site.site, about))
    if kept is None or kept.state is ChainState.quarantined:
        return
    told = plain_json.read(envelope.unpack(kept.envelope, envelope.PARCEL).unverified)
    said = {each["question"]: each["choice"] for each in told.get("answers", ())}
    for row in rows:
        if said.get(row.no) in _CHOICES:
            row.answer = said[row.no]
            desk.session.add(row)


def _open_about(desk: OfficeDesk, site: int, month: Month, figure: str) -> list[Question]:
    found = desk.session.scalars(
        select(Question).where(
            col(Question.site) == site,
            col(Question.month) == month.text,
            col(Question.code) == figure,
            col(Question.settled_at).is_(None),
        )
    )
    return list(found)


def _value_of(desk: OfficeDesk, site: int, month: str, figure: str) -> int | None:
    row = desk.session.get(SiteFigure, (site, month, figure))
    return row.value if row else None


def _next_no(desk: OfficeDesk, site: int) -> int:
    last = desk.session.execute(
        select(func.max(col(Question.no))).where(col(Question.site) == site)
    ).scalar_one()
    return (last or 0) + 1


def _asked(row: Question, site: SiteRow, now: int | None) -> QuestionAsked:
    return QuestionAsked(
        site=row.site,
        code=site.code,
        name=site.name,
        no=row.no,
        month=row.month,
        figure=row.code,
        value=row.value,
        now=now,
        words=row.words,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answer=row.answer,
        settled_at=row.settled_at,
    )
