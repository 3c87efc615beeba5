"""What a prison says in place of members: every key is there, and its fields with it."""

import ast
import string
from pathlib import Path

import pytest

from jukung import words
from jukung.resident_words import INSTEAD

ROOT = Path(__file__).parents[2]
MARKS = {"_", "N_", "many"}


def fields(key):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(key) if name}


def keys_of_the_program():
    """Every word of the program that is translated, but for those of the table itself."""
    found = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        if path.name == "resident_words.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
                found |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    return found


def test_every_key_is_said_somewhere():
    assert set(INSTEAD) - keys_of_the_program() == set()


@pytest.mark.parametrize("key", sorted(INSTEAD))
def test_no_other_field_is_asked_for(key):
    assert fields(INSTEAD[key]) <= fields(key)
    assert INSTEAD[key] not in INSTEAD
    assert key.partition("#")[1] == INSTEAD[key].partition("#")[1]


def test_words_are_said_instead_until_that_ends():
    words.say_instead(INSTEAD)
    inside = words._("Members"), words.many("{count} member", "{count} members", 2)
    words.say_instead({})

    assert inside == ("Residents", "{count} residents")
    assert words._("Members") == "Members"
