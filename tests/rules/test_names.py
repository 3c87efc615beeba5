"""Names say what a thing is; these parts of names say nothing."""

import ast
import re

import pytest
from repository import PROGRAM, modules, place

EMPTY = {
    *("manager", "managers", "helper", "helpers", "util", "utils", "handler", "handlers"),
    *("processor", "processors", "base", "common", "data", "info", "misc"),
}

# Qt asks for these very names.
QT_NAMES = {
    "data": "QAbstractItemModel.data",
    "headerData": "QAbstractItemModel.headerData",
    "setData": "QAbstractItemModel.setData",
    "mimeData": "QAbstractItemModel.mimeData",
    "insertFromMimeData": "QPlainTextEdit.insertFromMimeData",
}
# Words of Python's own library.
PYTHON_NAMES = {"zone_info": "the module zoneinfo"}


def parts(name):
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)]


def named_things():
    for path, tree in modules():
        yield path, None, path.stem
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node, node.name


def test_names_say_what_a_thing_is():
    empty = [
        f"{place(path, node)}: {name}"
        for path, node, name in named_things()
        if EMPTY & set(parts(name))
        and not (name in QT_NAMES and path.is_relative_to(PROGRAM / "ui"))
        and name not in PYTHON_NAMES
    ]

    assert empty == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("BookManager", ["book", "manager"]),
        ("_load_data", ["load", "data"]),
        ("HTTPHandler2", ["http", "handler", "2"]),
        ("database", ["database"]),
        ("rebase", ["rebase"]),
    ],
)
def test_names_are_taken_apart_rightly(name, found):
    assert parts(name) == found


def test_every_module_and_public_function_says_what_it_is():
    silent = [
        f"{place(path, node)}: {name}"
        for path, node, name, doc in documented()
        if not doc or not doc.splitlines()[0].endswith((".", ":"))
    ]

    assert silent == []


def documented():
    for path, tree in modules():
        yield path, None, path.stem, ast.get_docstring(tree)
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield path, node, node.name, ast.get_docstring(node)
