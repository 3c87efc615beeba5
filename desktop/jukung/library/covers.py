"""What titles look like: one small JPEG each, without whatever a camera wrote into it."""

import base64
import json

from sqlalchemy import delete, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import catalogue, journal, photos
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store.tables import Binned, Cover, JournalAct, JournalDetail, JournalEntry, Title


@allowed(STAFF)
def keep(desk: Desk, title_id: str, jpeg: bytes) -> str:
    """Keep the picture of a title's cover, in place of an older one; gives the act.

    Refuses TitleUnknown, PhotoUnreadable, PhotoTooLarge.
    """
    row = catalogue.row_of(desk, title_id)
    picture = photos.plain(jpeg)
    act = journal.begin(desk, ActKind.keep_cover)
    before = desk.session.get(Cover, row.row)
    was = before.jpeg if before else None
    _set(desk, row.row, picture, act)
    _note(desk, act, row.id, was)
    return act.id


@allowed(STAFF)
def remove(desk: Desk, title_id: str) -> str:
    """Take a cover away; gives the act, or nothing where there was none."""
    row = catalogue.row_of(desk, title_id)
    before = desk.session.get(Cover, row.row)
    if before is None:
        return ""
    was = before.jpeg
    act = journal.begin(desk, ActKind.keep_cover)
    _set(desk, row.row, None, act)
    _note(desk, act, row.id, was)
    return act.id


@allowed(DESK)
def show(desk: Desk, title_id: str) -> bytes | None:
    """A title's cover; None where there is none."""
    return desk.session.execute(
        select(col(Cover.jpeg))
        .join(Title, col(Title.row) == col(Cover.title))
        .where(col(Title.id) == title_id)
    ).scalar_one_or_none()


def undo_cover(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give a title its former cover, or none; refuses CannotUndo after a later change."""
    found = desk.session.execute(
        select(col(JournalEntry.noun_id), col(JournalDetail.detail))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row)
    ).first()
    if found is None:
        raise errors.CannotUndo("forgotten")
    said = json.loads(found[1])
    row = desk.session.scalars(select(Title).where(col(Title.id) == found[0])).first()
    if row is None:
        gone = select(col(Binned.row)).where(col(Binned.id) == found[0])
        raise errors.CannotUndo("edited" if desk.session.execute(gone).first() else "forgotten")
    now = desk.session.get(Cover, row.row)
    if (now.act if now else None) != (act.row if said["kept"] else None):
        raise errors.CannotUndo("edited")
    title = row.title
    was = base64.b64decode(said["was"]) if said["was"] else None
    _set(desk, row.row, was, undoing)
    journal.note(desk, undoing, "give_back", noun="cover", noun_id=str(found[0]))
    return "", title, ""


def _set(desk: Desk, title: int, jpeg: bytes | None, act: JournalAct) -> None:
    desk.session.execute(delete(Cover).where(col(Cover.title) == title))
    desk.session.expire_all()
    if jpeg is not None:
        desk.session.add(Cover(title=title, jpeg=jpeg, act=act.row))
    desk.session.flush()


def _note(desk: Desk, act: JournalAct, title_id: str, was: bytes | None) -> None:
    row = catalogue.row_of(desk, title_id)
    detail = {
        "was": base64.b64encode(was).decode() if was else "",
        "kept": desk.session.get(Cover, row.row) is not None,
    }
    journal.note(desk, act, "keep_cover", noun="title", noun_id=title_id, detail=detail)
