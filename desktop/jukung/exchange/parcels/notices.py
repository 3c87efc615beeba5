"""What the agency told and asked, as the library's staff reads and answers it.

Everything is read from the newest receipts; what was read, and what was answered,
is remembered beside them.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain import codes, errors, months
from jukung.domain.months import Month
from jukung.exchange.parcels import parcel, pinning, receipt
from jukung.exchange.parcels.news import Notice
from jukung.library import settings
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import ParcelRow

KEYS = 0
"""Stands for the number of the message that the agency has other keys now."""

_READ, _ANSWERS = "read_notices", "agency_answers"
_LISTED = 24
_REMEMBERED = 200


class Choice(StrEnum):
    """How a question is answered: never in words of one's own, so that no person is named."""

    correct = "correct"
    corrected = "corrected"
    not_counted = "not_counted"


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """Words of the agency; with the number `KEYS`, its new fingerprint instead of words."""

    no: int
    agency: str
    words: str
    on: date
    until: date | None
    is_read: bool


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """A figure that the agency asks about, and what was answered here."""

    no: int
    month: Month
    code: str
    value: int | None
    words: str
    answer: Choice | None
    is_sent: bool
    """Whether the answer is in a parcel."""


@allowed(STAFF)
def unread(desk: Desk) -> tuple[NoticeRead, ...]:
    """What nobody has read here yet, oldest first; what is over or taken back is not shown."""
    return tuple(
        each
        for each in _current(desk, receipts=1)
        if not each.is_read and (each.until is None or each.until >= desk.today)
    )


@allowed(STAFF)
def messages(desk: Desk) -> tuple[NoticeRead, ...]:
    """Every message of the newest receipts, newest first."""
    return tuple(reversed(_current(desk, receipts=_LISTED)))


@allowed(STAFF)
def mark_read(desk: Desk, no: int) -> None:
    """Show a message no more at the desk."""
    seen = _seen(desk)
    for each in _current(desk, receipts=_LISTED):
        if each.no == no:
            seen[str(no)] = _mark_of(each.words)
    newest = sorted(seen.items(), key=lambda pair: int(pair[0]))[-_REMEMBERED:]
    settings.remember(desk, _READ, json.dumps(dict(newest)))


@allowed(STAFF)
def questions(desk: Desk) -> tuple[QuestionRead, ...]:
    """What the agency asks and has no answer to yet, by month."""
    answered = _answers(desk)
    found = []
    for asked in receipt.newest(desk):
        for each in asked.questions:
            said = answered.get(str(each.no))
            found.append(
                QuestionRead(
                    no=each.no,
                    month=months.parse_month(each.period),
                    code=each.code,
                    value=each.value,
                    words=codes.clean(each.words),
                    answer=Choice(said["choice"]) if said else None,
                    is_sent=bool(said and _is_sent(desk, said)),
                )
            )
    return tuple(sorted(found, key=lambda each: (each.month, each.no)))


@allowed(KEEPERS)
def answer(desk: Desk, no: int, choice: Choice) -> QuestionRead:
    """Answer a question; the answer goes along in the next parcel. Refuses QuestionUnknown."""
    if all(each.no != no for each in questions(desk)):
        raise errors.QuestionUnknown(str(no))
    answered = _answers(desk)
    answered[str(no)] = {"choice": str(choice), "after": _latest(desk)}
    settings.remember(desk, _ANSWERS, json.dumps(answered))
    return next(each for each in questions(desk) if each.no == no)


def to_send(desk: Desk) -> tuple[parcel.Answer, ...]:
    """The answers to what the agency still asks, for a parcel."""
    return tuple(
        parcel.Answer(question=each.no, choice=each.answer.value)
        for each in questions(desk)[: parcel.MOST_ANSWERS]
        if each.answer is not None
    )


def _current(desk: Desk, *, receipts: int) -> tuple[NoticeRead, ...]:
    """The messages of the newest receipts, oldest first, the change of keys last."""
    agency = settings.agency(desk)
    if agency is None:
        return ()
    seen = _seen(desk)
    found: dict[int, NoticeRead] = {}
    keys: list[NoticeRead] = []
    for told in receipt.newest(desk, receipts):
        on = date.fromisoformat(told.utc[:10])
        for each in told.notices:
            # The first receipt that carried it says of when it is.
            found[each.no] = _read(each, agency.name, on, known=found.get(each.no), seen=seen)
        keys = keys or _key_news(desk, agency.name, on, seen)
    return (*sorted(found.values(), key=lambda each: each.no), *keys)


def _read(
    notice: Notice, agency: str, on: date, *, known: NoticeRead | None, seen: dict[str, str]
) -> NoticeRead:
    words = known.words if known else codes.clean(notice.words)
    return NoticeRead(
        no=notice.no,
        agency=agency,
        words=words,
        on=on,
        until=known.until if known else _day(notice.until),
        is_read=seen.get(str(notice.no)) == _mark_of(words),
    )


def _key_news(desk: Desk, agency: str, on: date, seen: dict[str, str]) -> list[NoticeRead]:
    digits = settings.recall(desk, pinning.NEWS)
    if not digits:
        return []
    return [NoticeRead(KEYS, agency, digits, on, None, seen.get(str(KEYS)) == _mark_of(digits))]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# A number alone could be given again by an agency that went back to a backup.
def _mark_of(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _seen(desk: Desk) -> dict[str, str]:
    return dict(json.loads(settings.recall(desk, _READ, "{}")))


def _answers(desk: Desk) -> dict[str, dict[str, str]]:
    return dict(json.loads(settings.recall(desk, _ANSWERS, "{}")))


def _latest(desk: Desk) -> str:
    found = desk.session.scalars(
        select(col(ParcelRow.hash)).order_by(desc(col(ParcelRow.act))).limit(1)
    ).first()
    return found or ""


def _is_sent(desk: Desk, said: dict[str, str]) -> bool:
    return _latest(desk) != said["after"]
