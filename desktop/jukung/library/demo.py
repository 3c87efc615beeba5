"""The demo library: invented titles and members, and half a year of work.

Everything is drawn from word lists by a seeded generator and recorded through
the same verbs that a librarian uses. No person or title in it exists.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from jukung import places
from jukung.domain import errors, months
from jukung.domain.kinds import (
    AgeBand,
    CollectionKind,
    LibraryKind,
    ScreeningResult,
    Sex,
    Strategy,
)
from jukung.library import (
    activities,
    catalogue,
    circulation,
    copies,
    members,
    opening,
    screening,
    visits,
)
from jukung.library.activities import ActivityDraft
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.library.desk import Desk, Library, found
from jukung.library.members import MemberDraft

TITLE_COUNT = 300
REVIEW_EVERY = 12
"""In a prison one title of so many has not been screened yet."""
MEMBER_COUNT = 40
DAYS = 183


@dataclass(slots=True)
class _Scene:
    """What the generator knows of the library it fills."""

    chance: random.Random
    cards: list[str]
    shelf: list[str]
    out: dict[str, tuple[str, date, date]]
    newcomers: list[tuple[date, MemberDraft]]


def make(
    path: Path,
    *,
    today: date | None = None,
    kind: LibraryKind = LibraryKind.village,
    days: int = DAYS,
) -> Library:
    """Make the demo library up to a day, and leave it open; refuses FileExists."""
    words = tomllib.loads((places.resources() / "demo" / "words.toml").read_text("utf-8"))
    prison = kind is LibraryKind.prison
    library = found(
        path,
        name=words["prison" if prison else "library"],
        kind=kind,
        place_name=words["prison_place" if prison else "place"],
        region_code=words["region"],
        staff_name="Rahman" if prison else "Siti",
    )
    with library.changing() as desk:
        last = today or desk.today
        scene = _Scene(random.Random(63), [], [], {}, [])  # noqa: S311 - a demo, not a secret
        first = last - timedelta(days=days)
        _stock(_at(desk, first, 8), words, scene)
        _enrol(_at(desk, first, 9), words, scene, prison=prison)
        for day in _open_days(first + timedelta(days=1), last):
            _work(desk, day, words, scene)
            desk.session.flush()
            desk.session.expunge_all()
    return library


def _at(desk: Desk, day: date, hour: int, minute: int = 0) -> Desk:
    zone = months.zone_info(desk.profile.zone)
    moment = datetime.combine(day, time(hour, minute), zone)
    return replace(desk, now=moment.astimezone(UTC))


def _stock(desk: Desk, words: dict[str, Any], scene: _Scene) -> None:
    drafts = list(_titles(words, scene.chance))[:TITLE_COUNT]
    passed: list[str] = []
    for place, (draft, kind) in enumerate(drafts):
        title = catalogue.add(desk, draft)
        count = scene.chance.choice((1, 1, 1, 2, 2, 3))
        numbers = copies.add(desk, title, count=count, draft=CopyDraft(kind=kind))
        if desk.profile.is_prison and place % REVIEW_EVERY == 0:
            continue
        passed.append(title)
        if kind is not CollectionKind.reference:
            scene.shelf += numbers
    if desk.profile.is_prison:
        screening.decide(desk, passed, ScreeningResult.passed)
    labelled = [n for n in scene.shelf if scene.chance.random() > 0.15]
    copies.mark_labelled(desk, tuple(labelled))
    scene.chance.shuffle(scene.shelf)


def _titles(
    words: dict[str, Any], chance: random.Random
) -> Iterator[tuple[TitleDraft, CollectionKind]]:
    seen: set[str] = set()
    everything = []
    for shelf in words["shelf"]:
        for pattern, a, b in product(shelf["patterns"], shelf["a"], shelf["b"]):
            name = pattern.format(a=a, b=b).strip()
            name = name[0].upper() + name[1:]
            if name not in seen:
                seen.add(name)
                everything.append((name, shelf))
    chance.shuffle(everything)
    for name, shelf in everything:
        author = chance.choice(words["authors"])
        letters = "".join(filter(str.isalpha, author))[:3].upper()
        draft = TitleDraft(
            title=name,
            people=(author,),
            publisher=chance.choice(words["publishers"]),
            place=chance.choice(words["towns"]),
            year=str(chance.randint(2009, 2025)),
            call_number=f"{shelf['class']} {letters} {name[0].lower()}",
            class_number=shelf["class"],
            language="Indonesia",
            material="Text",
        )
        yield draft, CollectionKind(shelf["kind"])


def _enrol(desk: Desk, words: dict[str, Any], scene: _Scene, *, prison: bool) -> None:
    names = [(name, Sex.female) for name in words["women"]]
    names += [(name, Sex.male) for name in words["men"]]
    scene.chance.shuffle(names)
    for name, sex in names[:MEMBER_COUNT]:
        draft = (
            MemberDraft()
            if prison
            else MemberDraft(
                name=name,
                sex=sex,
                birth_year=scene.chance.randint(1956, 2016),
                address=f"{scene.chance.choice(words['hamlets'])} RT 0{scene.chance.randint(1, 6)}",
            )
        )
        # Some come later, so that there are new members to count.
        late = scene.chance.choice((0, 0, 0, 30, 60, 90, 120, 150))
        if late:
            scene.newcomers.append((desk.today + timedelta(days=late), draft))
        else:
            scene.cards.append(members.register(desk, draft).card)


def _open_days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if day.weekday() != 6:
            yield day
        day += timedelta(days=1)


def _work(desk: Desk, day: date, words: dict[str, Any], scene: _Scene) -> None:
    chance = scene.chance
    opening.touch(_at(desk, day, 8))
    for when, draft in [each for each in scene.newcomers if each[0] <= day]:
        scene.newcomers.remove((when, draft))
        scene.cards.append(members.register(_at(desk, day, 8, 30), draft).card)
    due_back = [
        barcode
        for barcode, (_card, _lent, due) in scene.out.items()
        if chance.random() < (0.06 if due > day else 0.45)
    ]
    for place, barcode in enumerate(due_back):
        card, lent, due = scene.out.pop(barcode)
        moment = _at(desk, day, 9 + place * 3 // max(1, len(due_back)), 15)
        if due >= day and chance.random() < 0.15 and _renewed(moment, barcode):
            scene.out[barcode] = (card, lent, day + timedelta(days=7))
            continue
        circulation.give_back(moment, barcode)
        scene.shelf.append(barcode)
    for turn in range(chance.randint(2, 9)):
        _lend_one(_at(desk, day, 13, turn * 6), day, scene)
    female, male = chance.randint(4, 22), chance.randint(2, 15)
    if chance.random() > 0.06:  # on some days nobody kept the tally
        visits.record(_at(desk, day, 16), female=female, male=male)
    if day.weekday() == 2 and not desk.profile.is_prison:
        _receive_class(_at(desk, day, 16, 15))
    if chance.random() < 0.14 and not desk.profile.is_prison:
        _hold_activity(_at(desk, day, 16, 30), day, words, scene)
    opening.close(_at(desk, day, 16, 45))


def _receive_class(desk: Desk) -> None:
    visits.record(
        desk, female=9, male=8, age_band=AgeBand.child, purpose="read", group_name="Kelas IV"
    )
    visits.record(desk, unknown=1, disability=True, purpose="computer", computer=True)


def _renewed(desk: Desk, barcode: str) -> bool:
    try:
        circulation.renew(desk, barcode)
    except errors.Refusal:
        return False
    return True


def _lend_one(desk: Desk, day: date, scene: _Scene) -> None:
    barcode = scene.shelf.pop(0)
    try:
        slip = circulation.lend(desk, scene.chance.choice(scene.cards), barcode)
    except errors.Refusal:
        scene.shelf.append(barcode)
        return
    scene.out[barcode] = (slip.card, day, slip.due_on)


def _hold_activity(desk: Desk, day: date, words: dict[str, Any], scene: _Scene) -> None:
    activities.record(
        desk,
        ActivityDraft(
            name=scene.chance.choice(words["activities"]),
            on=day,
            strategy=Strategy.involvement,
            place=words["place"],
            female_count=scene.chance.randint(5, 18),
            male_count=scene.chance.randint(0, 9),
        ),
    )
