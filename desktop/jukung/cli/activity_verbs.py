"""Verbs of activities: recording, listing, cancelling, the sheet and the story."""

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import folder_of, opened
from jukung.cli.placed import target_of, write, written
from jukung.domain import errors, months
from jukung.domain.kinds import Strategy
from jukung.exchange import stories as story_files
from jukung.library import activities, letterhead, stories, themes
from jukung.library.activities import ActivityDraft, ActivityView
from jukung.paper import attendance
from jukung.paper.attendance import Attendance
from jukung.paper.document import Letterhead
from jukung.words import _, number, short_day


def add(arguments: Namespace) -> Answer:
    """Record an activity."""
    with opened(arguments) as library, library.changing() as desk:
        draft = ActivityDraft(
            name=" ".join(arguments.name),
            on=day_of(arguments.on) or desk.today,
            until=day_of(arguments.until),
            strategy=Strategy(arguments.strategy),
            theme=arguments.theme,
            place=arguments.place,
            partner=arguments.partner,
            facilitator=arguments.facilitator,
            female_count=arguments.female,
            male_count=arguments.male,
            children_count=arguments.children,
            disability_count=arguments.disability,
            result=arguments.result,
            follow_up=arguments.follow_up,
            story=arguments.story,
            story_consent=arguments.story_consent,
        )
        view = activities.record(desk, draft)
    value = {
        "activity": view.id,
        "on": draft.on.isoformat(),
        "participants": view.participant_count,
    }
    return Answer(value, (_("Activity recorded: {name}").format(name=view.draft.name),))


def listed(arguments: Namespace) -> Answer:
    """List a year's activities, the latest first."""
    with opened(arguments) as library, library.reading() as desk:
        found = activities.in_year(desk, _year(arguments.year, desk.today))
    return Answer([_value(view) for view in found], tuple(_line(view) for view in found))


def cancel(arguments: Namespace) -> Answer:
    """Take an activity out of every count."""
    with opened(arguments) as library, library.changing() as desk:
        view = activities.show(desk, arguments.activity)
        activities.cancel(desk, view.id)
    words = _("Activity cancelled: {name}").format(name=view.draft.name)
    return Answer({"activity": view.id}, (words,))


def story(arguments: Namespace) -> Answer:
    """Write the story of an activity to a file, with recorded consent only."""
    with opened(arguments) as library, library.reading() as desk:
        told = stories.story(desk, arguments.activity)
    name = Path(story_files.file_name(told)).with_suffix(f".{arguments.format}")
    target = folder_of(arguments.to) / name
    story_files.write_story(told, target)
    said = _("Saved: {file}").format(file=target)
    return Answer({"file": str(target)}, (said, story_files.contents()))


def sheet(arguments: Namespace) -> Answer:
    """Write a blank attendance sheet as PDF."""
    target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        shown = letterhead.show(desk)
        is_prison = desk.profile.is_prison
    head = Letterhead(shown.above, shown.name, shown.lines, shown.crest, shown.second_crest)
    pdf = attendance.attendance_sheet(
        Attendance(
            activity=" ".join(arguments.name), on=day_of(arguments.on), place=arguments.place
        ),
        letterhead=head,
        rows=arguments.rows,
        paper=arguments.paper,
        is_prison=is_prison,
    )
    target = write(arguments, pdf)
    return Answer(written(target, rows=arguments.rows), (_("Saved: {file}").format(file=target),))


def list_themes(arguments: Namespace) -> Answer:
    """List the themes of activities, or write the list anew."""
    with opened(arguments) as library, library.changing() as desk:
        if arguments.names is not None:
            found = themes.save_themes(desk, arguments.names)
        else:
            found = themes.themes(desk)
    return Answer(list(found), found)


def day_of(typed: str | None) -> date | None:
    """A day that was typed; nothing where none was."""
    return None if typed is None else months.parse_day(typed)


def _year(typed: int | None, today: date) -> int:
    if typed is None:
        return today.year
    if not 1900 <= typed <= 9998:
        raise errors.DayUnreadable(str(typed))
    return typed


def _value(view: ActivityView) -> dict[str, object]:
    """What is told of an activity; the story itself stays in the library."""
    said: dict[str, object] = asdict(view.draft)
    del said["story"]
    return {
        "activity": view.id,
        **said,
        "has_story": bool(view.draft.story),
        "participants": view.participant_count,
    }


def _line(view: ActivityView) -> str:
    count = number(view.participant_count)
    return f"{short_day(view.draft.on):<17} {count:>5}  {view.draft.name}  {view.id}"
