from enum import StrEnum

import pytest

from jukung.domain import kinds

LISTS = [
    each
    for each in vars(kinds).values()
    if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
]


@pytest.mark.parametrize("listed", LISTS, ids=lambda each: each.__name__)
def test_every_name_is_its_value(listed):
    # SQLAlchemy stores the name of a member; the schema checks the value.
    assert {each.name: each.value for each in listed} == {each.name: each.name for each in listed}


def test_every_list_is_looked_at():
    assert len(LISTS) >= 15
