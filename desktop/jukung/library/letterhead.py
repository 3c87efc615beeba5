"""The head of the library's letters: name, lines, crests, who signs, how they are numbered."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, EmblemName
from jukung.library import emblems, journal
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import Emblem, Setting
from jukung.words import _

KEY = "letterhead"
PATTERN = "{n}/PERPUS/{roman}/{year}"
MOST_LETTERS = 60
"""Of a pattern; a number stands on one line of a letter."""

_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class SignerView:
    """Who signs: a position, a name, a staff number, and words above such as `Acknowledged`."""

    position: str
    name: str = ""
    number: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class LetterheadView:
    """Everything that all letters share; `above` are the bodies the library belongs to."""

    above: tuple[str, ...]
    name: str
    lines: tuple[str, ...]
    town: str
    signers: tuple[SignerView, ...]
    pattern: str
    crest: bytes | None
    second_crest: bytes | None


@allowed(STAFF)
def show(desk: Desk) -> LetterheadView:
    """The letterhead; before anybody wrote one, what the library is called and where it is."""
    row = desk.session.get(Setting, KEY)
    kept: dict[str, Any] = json.loads(row.value) if row else {}
    place = desk.profile.place_name
    signers = kept.get("signers")
    return LetterheadView(
        above=tuple(kept.get("above", ())),
        name=kept.get("name") or desk.profile.name,
        lines=tuple(kept.get("lines", [place] if place else [])),
        town=kept.get("town", place),
        signers=(
            (SignerView(_("Head of the library")),)
            if signers is None
            else tuple(SignerView(**each) for each in signers)
        ),
        pattern=kept.get("pattern") or PATTERN,
        crest=_image(desk, EmblemName.crest),
        second_crest=_image(desk, EmblemName.second_crest),
    )


@allowed(KEEPERS)
def save(desk: Desk, view: LetterheadView) -> LetterheadView:
    """Keep a letterhead, but for its pictures; refuses LetterPatternWrong."""
    pattern = " ".join(view.pattern.split()) or PATTERN
    if len(pattern) > MOST_LETTERS or not pattern.isprintable():
        raise errors.LetterPatternWrong(pattern[:MOST_LETTERS])
    number_of(pattern, 1, date(2000, 1, 1))
    wanted = {
        "above": _said(view.above),
        "name": view.name.strip(),
        "lines": _said(view.lines),
        "town": view.town.strip(),
        "signers": [
            {
                "position": each.position.strip(),
                "name": each.name.strip(),
                "number": each.number.strip(),
                "before": each.before.strip(),
            }
            for each in view.signers
            if each.position.strip() or each.name.strip()
        ],
        "pattern": pattern,
    }
    act = journal.begin(desk, ActKind.change_settings)
    row = desk.session.get(Setting, KEY) or Setting(key=KEY, value="{}")
    before = json.loads(row.value)
    row.value = json.dumps(wanted, ensure_ascii=False, sort_keys=True)
    desk.session.add(row)
    desk.session.flush()
    changed = {key: [before.get(key), said] for key, said in wanted.items()}
    detail = {key: both for key, both in changed.items() if both[0] != both[1]}
    journal.note(desk, act, "edit", noun="letterhead", noun_id=KEY, detail=detail)
    return show(desk)


@allowed(KEEPERS)
def keep_emblem(desk: Desk, name: EmblemName, image: bytes) -> None:
    """Keep a crest, in place of an older one; refuses EmblemUnreadable, EmblemTooLarge."""
    picture = emblems.plain(image)
    act = journal.begin(desk, ActKind.change_settings)
    row = desk.session.get(Emblem, name) or Emblem(name=name, image=picture, act=act.row)
    row.image, row.act = picture, act.row
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "keep", noun="emblem", noun_id=str(name))


@allowed(KEEPERS)
def remove_emblem(desk: Desk, name: EmblemName) -> None:
    """Take a crest away; nothing happens where there is none."""
    if desk.session.get(Emblem, name) is None:
        return
    act = journal.begin(desk, ActKind.change_settings)
    desk.session.execute(delete(Emblem).where(col(Emblem.name) == name))
    desk.session.expire_all()
    journal.note(desk, act, "remove", noun="emblem", noun_id=str(name))


def number_of(pattern: str, serial: int, on: date) -> str:
    """The number of a letter, such as `007/PERPUS/XI/2026`; refuses LetterPatternWrong.

    `{n}` is the serial in three digits or more, `{roman}` and `{month}` the month,
    `{year}` and `{yy}` the year.
    """
    parts = {
        "n": f"{serial:03d}",
        "roman": _ROMANS[on.month - 1],
        "month": f"{on.month:02d}",
        "year": f"{on.year:04d}",
        "yy": f"{on.year % 100:02d}",
    }
    known = set(re.findall(r"\{([^{}]*)\}", pattern))
    rest = re.sub(r"\{[^{}]*\}", "", pattern)
    if "n" not in known or known - set(parts) or "{" in rest or "}" in rest:
        raise errors.LetterPatternWrong(pattern)
    return re.sub(r"\{([^{}]*)\}", lambda found: parts[found[1]], pattern)


def _image(desk: Desk, name: EmblemName) -> bytes | None:
    row = desk.session.get(Emblem, name)
    return None if row is None else row.image


def _said(lines: tuple[str, ...]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
