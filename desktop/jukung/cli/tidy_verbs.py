"""Verbs that put the catalogue in order: twins, names, many at once, letters, the bin."""

from argparse import Namespace
from typing import Any

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.title_verbs import title_of
from jukung.domain import errors
from jukung.domain.kinds import BinWhy
from jukung.library import bin as title_bin
from jukung.library import (
    duplicates,
    mended_letters,
    name_merging,
    title_batch,
    title_merging,
    undoing,
)
from jukung.library.bin import BinLine
from jukung.library.desk import Desk
from jukung.words import _, many, number, plain_day


def twins(arguments: Namespace) -> Answer:
    """List titles that are probably in the catalogue twice."""
    with opened(arguments) as library, library.reading() as desk:
        groups = duplicates.twins(desk)
    value = [[{"id": t.id, "title": t.title, "isbn": t.isbn} for t in group] for group in groups]
    lines = [
        f"{'  ' if place else '• '}{t.id}  {t.title}  {t.people}  {t.year}  {t.isbn}".rstrip()
        for group in groups
        for place, t in enumerate(group)
    ]
    return Answer(value, tuple(lines) or (_("No title seems to be here twice."),))


def merge(arguments: Namespace) -> Answer:
    """Make titles one."""
    with opened(arguments) as library, library.changing() as desk:
        others = [title_of(desk, each) for each in arguments.others]
        merged = title_merging.merge(desk, title_of(desk, arguments.keep), others)
    words = many(
        "{count} title made one with “{title}”",
        "{count} titles made one with “{title}”",
        merged.count,
    )
    said = words.format(count=number(merged.count), title=merged.title)
    return Answer({"title": merged.title, "count": merged.count, "act": merged.act_id}, (said,))


def set_field(arguments: Namespace) -> Answer:
    """Set one field of many titles."""
    how: title_batch.How = "add" if arguments.add else "remove" if arguments.remove else "set"
    with opened(arguments) as library, library.changing() as desk:
        ids = [title_of(desk, each) for each in arguments.titles]
        done = title_batch.edit(desk, ids, arguments.field, arguments.value, how=how)
    return _changed(done.count, done.act_id)


def letters(arguments: Namespace) -> Answer:
    """Find garbled letters, and repair them if wished."""
    with opened(arguments) as library, library.changing() as desk:
        found = mended_letters.found(desk)
        if arguments.mend and found:
            done = mended_letters.mend(desk, [each.title_id for each in found])
            return _changed(done.count, done.act_id)
    value = [{"title": f.title, "before": f.before, "after": f.after} for f in found]
    lines = tuple(f"{each.before}  →  {each.after}" for each in found)
    return Answer(value, lines or (_("All letters are as they should be."),))


def put_in_bin(arguments: Namespace) -> Answer:
    """Put titles into the bin, or list what lies in it."""
    with opened(arguments) as library, library.changing() as desk:
        if not arguments.titles:
            return _bin(desk)
        moved = title_bin.put_in(desk, [title_of(desk, each) for each in arguments.titles])
    words = many("{count} title in the bin", "{count} titles in the bin", moved.count)
    left = _("Stays, because it was used: {title}")
    lines = (words.format(count=number(moved.count)), *(left.format(title=t) for t in moved.left))
    return Answer({"count": moved.count, "left": list(moved.left), "act": moved.act_id}, lines)


def put_back(arguments: Namespace) -> Answer:
    """Take titles out of the bin by name or id; merged ones are parted."""
    with opened(arguments) as library, library.changing() as desk:
        lines = [_binned(desk, each) for each in arguments.titles]
        for act_id in dict.fromkeys(b.act_id for b in lines if b.why is BinWhy.merged):
            undoing.undo(desk, act_id)
        mistakes = [each.id for each in lines if each.why is BinWhy.mistake]
        homeless: tuple[str, ...] = ()
        if mistakes:
            homeless = title_bin.put_back(desk, mistakes).homeless
    back = _("{title} is in the catalogue again.")
    gone = _("The shelf of {barcode} is gone. Say where it stands.")
    return Answer(
        {"titles": [each.title for each in lines]},
        (
            *(back.format(title=each.title) for each in lines),
            *(gone.format(barcode=each) for each in homeless),
        ),
    )


def list_names(arguments: Namespace) -> Answer:
    """List names or subjects with how many titles have them."""
    what: name_merging.What = "subjects" if arguments.subjects else "people"
    with opened(arguments) as library, library.reading() as desk:
        found = (
            name_merging.alike(desk, what)
            if arguments.alike
            else name_merging.listed(desk, what, " ".join(arguments.words))
        )
    value = [{"name": each.name, "count": each.count, "like": each.like} for each in found]
    lines = tuple(
        f"{number(each.count)}  {each.name}" + (f"  ≈  {each.like}" if each.like else "")
        for each in found
    )
    return Answer(value, lines or (_("No name fits."),))


def merge_names(arguments: Namespace) -> Answer:
    """Write one name in place of others in all titles."""
    what: name_merging.What = "subjects" if arguments.subjects else "people"
    with opened(arguments) as library, library.changing() as desk:
        done = name_merging.merge(desk, what, arguments.keep, arguments.others)
    return _changed(done.count, done.act_id)


def _changed(count: int, act_id: str) -> Answer:
    words = many("{count} title changed", "{count} titles changed", count)
    return Answer({"count": count, "act": act_id}, (words.format(count=number(count)),))


def _bin(desk: Desk) -> Answer:
    found = title_bin.listed(desk)
    lines = tuple(f"{plain_day(each.on_day)}  {each.id}  {each.title}" for each in found)
    return Answer([_bin_value(each) for each in found], lines or (_("The bin is empty."),))


def _bin_value(line: BinLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "why": line.why,
        "merged_into": line.merged_into,
        "on": line.on_day.isoformat(),
    }


def _binned(desk: Desk, typed: str) -> BinLine:
    wanted = typed.strip().casefold()
    found = [
        each
        for each in title_bin.listed(desk)
        if wanted == each.id or wanted == each.title.casefold()
    ]
    if len(found) != 1:
        raise errors.TitleUnclear(typed, len(found)) if found else errors.TitleNotFound(typed)
    return found[0]
