"""Every deed of the agency has words."""

import re
from pathlib import Path

import jukung.agency
from jukung.ui.agency_pages import deed_words

NOTED = re.compile(r'deeds\.note\(\s*(?:desk|at),\s*"([^"]+)"')


def noted():
    folder = Path(jukung.agency.__file__).parent
    return {name for path in folder.glob("*.py") for name in NOTED.findall(path.read_text())}


def test_no_deed_is_without_words():
    names = noted() | {"called", "not called", "figures read in", "permit_district", "recode"}

    assert len(names) > 40
    assert names - deed_words.known() == set()


def test_what_nobody_knows_is_not_shown_by_its_name():
    assert deed_words.said("dragons_tamed") == "something else was done"


def test_a_deed_with_a_brace_in_its_detail_is_said():
    assert deed_words.said("invite", "63.03 {x}") == "Invited: 63.03 {x}"
