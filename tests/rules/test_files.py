"""What no file of the project may hold."""

import pytest
from repository import ROOT, files, place

# Written in two halves, so that this file does not hold them either.
HOSTS = ["pypi" + ".org", "python" + "hosted", "npm" + "js", "crates" + ".io"]
MACHINE_PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/tm" + "p", "/ho" + "me/"]
SPOKEN_FOLDERS = ("desktop", "resources", "packaging", "README.md")


def texts():
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            # Lists of other programs are kept as those programs wrote them.
            kept = place(path).startswith("tests/kept/")
            yield path, content.decode("utf-8", "replace" if kept else "strict")


def lines_with(words, *, under=("",)):
    return [
        f"{place(path)}:{number}: {word}"
        for path, content in texts()
        if str(path.relative_to(ROOT)).startswith(under)
        for number, line in enumerate(content.splitlines(), start=1)
        for word in words
        if word in line
    ]


def test_no_registry_is_named():
    assert lines_with(HOSTS) == []


def test_no_path_of_one_machine_is_named():
    assert lines_with(MACHINE_PATHS, under=SPOKEN_FOLDERS) == []


def test_every_text_is_utf8_with_plain_line_ends():
    crooked = [place(path) for path, content in texts() if "\r" in content]

    assert [each for each in crooked if not each.startswith("tests/kept/")] == []


@pytest.mark.parametrize("folder", ["packaging", "resources"])
def test_a_folder_beside_the_program_is_no_package(folder):
    # One there would hide the library of the same name from everything started here.
    assert list((ROOT / folder).rglob("__init__.py")) == []


def test_nothing_but_the_program_is_looked_at():
    assert len(files()) > 100
