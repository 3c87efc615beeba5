"""Every visible word has its Indonesian, with the same fields."""

import ast
import string
from datetime import date, datetime

import pytest
from repository import modules, place

from jukung import words

CALLS = {"_": 1, "N_": 1, "many": 2}


def calls():
    """Each call that names words: its file, the call, its keys as written."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", None))
                if name in CALLS:
                    yield path, node, node.args[: CALLS[name]]


def written_keys():
    """Each key of the program, with the place where it stands first."""
    found = {}
    for path, node, arguments in calls():
        keys = tuple(each.value for each in arguments if isinstance(each, ast.Constant))
        if keys:
            found.setdefault(keys, place(path, node))
    return found


def fields_of(key):
    return sorted(name for _text, name, _spec, _how in string.Formatter().parse(key) if name)


def said(catalog, keys):
    message = catalog.get(keys[0]) if len(keys) == 1 else catalog.get(keys)
    if message is None:
        return None
    return message.string if isinstance(message.string, str) else message.string[0]


def test_every_key_has_its_indonesian(catalog):
    missing = [
        f"{where}: {' / '.join(keys)}"
        for keys, where in written_keys().items()
        if not said(catalog, keys)
    ]

    assert missing == [], "\n" + "\n".join(missing)


def test_both_sides_have_the_same_fields(catalog):
    uneven = [
        f"{where}: {keys[-1]} → {said(catalog, keys)}"
        for keys, where in written_keys().items()
        if said(catalog, keys) and fields_of(keys[-1]) != fields_of(said(catalog, keys))
    ]

    assert uneven == [], "\n" + "\n".join(uneven)


def test_no_indonesian_is_left_over_or_doubtful(catalog):
    keys = {key for written in written_keys() for key in written}

    left_over = [
        str(message.id)
        for message in catalog
        if message.id
        and (
            message.fuzzy
            or not keys & {*([message.id] if isinstance(message.id, str) else message.id)}
        )
    ]

    assert left_over == [], "\n" + "\n".join(left_over)


def test_one_and_several_have_the_same_fields():
    uneven = [
        f"{where}: {keys}"
        for keys, where in written_keys().items()
        if len(keys) == 2 and not set(fields_of(keys[0])) <= set(fields_of(keys[1]))
    ]

    assert uneven == []


def test_fields_have_names():
    nameless = [
        f"{where}: {keys}"
        for keys, where in written_keys().items()
        for key in keys
        if any(
            name is not None and not name.isidentifier()
            for _text, name, _spec, _how in string.Formatter().parse(key)
        )
    ]

    assert nameless == []


def test_no_words_are_looked_up_with_fields_already_filled_in():
    filled = [
        place(path, node)
        for path, node, arguments in calls()
        for argument in arguments
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") == "format")
    ]

    assert filled == []


def test_no_words_are_looked_up_inside_an_f_string():
    # The extraction does not see a literal there.
    hidden = [
        place(path, node)
        for path, tree in modules()
        for outer in ast.walk(tree)
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in CALLS
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]

    assert hidden == []


@pytest.mark.parametrize(
    ("language", "long", "short", "time", "number"),
    [
        ("en", "Sunday, 22 November 2026", "Sun 22 Nov", "14:02", "12,345"),
        ("id", "Minggu, 22 November 2026", "Min 22 Nov", "14.02", "12.345"),
    ],
)
def test_days_hours_and_numbers_are_written_the_local_way(
    word_folder, language, long, short, time, number
):
    words.speak(language, word_folder)
    day = date(2026, 11, 22)

    assert words.language() == language
    assert words.long_day(day) == long
    assert words.short_day(day) == short
    assert words.clock(datetime(2026, 11, 22, 14, 2)) == time  # noqa: DTZ001 - a clock on the wall
    assert words.number(12345) == number
    assert words.number(None) == "–"


def test_every_month_and_weekday_differs(word_folder):
    words.speak("id", word_folder)

    days = [words.long_day(date(2026, 3, day)).split(",")[0] for day in range(1, 8)]

    assert len(set(days)) == 7
    assert len({words.long_month(2026, month) for month in range(1, 13)}) == 12
    assert len({words.short_month(month) for month in range(1, 13)}) == 12


def test_what_tells_two_meanings_apart_is_never_said():
    assert words._("no such words#of a copy") == "no such words"
