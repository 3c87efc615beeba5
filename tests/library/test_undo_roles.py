"""What only a keeper may do, only a keeper takes back: judged over every kind of act."""

import ast
import importlib
from collections import defaultdict
from pathlib import Path

from jukung.domain.kinds import ActKind
from jukung.library import undoing
from jukung.library.permission import KEEPERS

# The kind of these is not written where the act is begun.
NAMED = {
    ActKind.lend: ("circulation", "lend"),
    ActKind.permit: ("circulation", "lend"),
    ActKind.hand_over: ("round_cells", "pass_on"),
    ActKind.pay: ("ledger", "pay"),
    ActKind.waive: ("ledger", "waive"),
    ActKind.move_dues: ("closures", "close_days"),
}
# One of their verbs is a keeper's and another is not: the way back looks which it was, or is
# a keeper's altogether.
MIXED = {ActKind.ask_permission, ActKind.edit_places}


def functions():
    """Every function of the library, by module and name."""
    for path in sorted(Path(undoing.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield (path.stem, node.name), node


def calls(function):
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]


def kinds_begun(function):
    return {
        ActKind(each.attr)
        for call in calls(function)
        if ast.unparse(call.func) == "journal.begin"
        for each in ast.walk(call)
        if isinstance(each, ast.Attribute) and ast.unparse(each.value) == "ActKind"
    }


def callers():
    """Of each function those that call it, as far as their names tell."""
    found = defaultdict(set)
    for here, function in functions():
        for call in calls(function):
            module, _dot, name = ast.unparse(call.func).rpartition(".")
            found[module or here[0], name].add(here)
    return found


def roles_of(function):
    module = importlib.import_module(f"jukung.library.{function[0]}")
    return getattr(getattr(module, function[1], None), "roles", None)


def verbs_above(function, called):
    """The verbs with roles out of which a function is called; itself, where it is one."""
    above, seen, waiting = set(), set(), [function]
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        if roles_of(each):
            above.add(each)
        else:
            waiting += called[each]
    return above


def begun_by():
    """Of each kind of act that can be undone the verbs that do it."""
    called, found = callers(), {kind: set() for kind in undoing._WAYS}
    for here, function in functions():
        for kind in kinds_begun(function) & found.keys():
            found[kind] |= verbs_above(here, called)
    return {kind: {NAMED[kind]} if kind in NAMED else verbs for kind, verbs in found.items()}


def test_an_act_that_only_keepers_do_is_taken_back_only_by_keepers():
    verbs = begun_by()

    is_keepers = {
        kind: [roles_of(verb) <= KEEPERS for verb in found] for kind, found in verbs.items()
    }

    assert [kind for kind, found in verbs.items() if not found] == []
    assert {kind for kind, each in is_keepers.items() if all(each)} - undoing._DECISIONS == set()
    assert {kind for kind, each in is_keepers.items() if len(set(each)) == 2} == MIXED
