import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import errors, recovery_code

SECRETS = st.binary(min_size=20, max_size=20)


@given(SECRETS)
def test_what_is_written_is_read_back(secret):
    assert recovery_code.read("\n".join(recovery_code.written(secret))) == secret


@given(SECRETS)
def test_a_code_is_read_however_it_is_typed(secret):
    typed = "-".join(recovery_code.written(secret)).lower().replace("0", "o").replace("1", "l")

    assert recovery_code.read(typed) == secret


def test_a_code_has_four_lines_of_two_groups_and_their_check():
    lines = recovery_code.written(bytes(range(20)))

    assert [[len(group) for group in line.split()] for line in lines] == [[4, 4, 2]] * 4
    assert not set("".join(lines)) & set("ILOU")


@given(SECRETS, st.data())
def test_one_wrong_sign_is_found_in_its_line(secret, data):
    signs = list(recovery_code.plain("".join(recovery_code.written(secret))))
    at = data.draw(st.integers(0, len(signs) - 1))
    others = sorted(set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") - {signs[at]})

    signs[at] = data.draw(st.sampled_from(others))

    assert recovery_code.wrong_lines("".join(signs)) == (at // 10 + 1,)


@given(SECRETS, st.integers(0, 38))
def test_two_signs_that_changed_places_are_found(secret, at):
    signs = list(recovery_code.plain("".join(recovery_code.written(secret))))
    before = list(signs)

    signs[at], signs[at + 1] = signs[at + 1], signs[at]

    assert bool(recovery_code.wrong_lines("".join(signs))) == (signs != before)


def test_lines_in_another_order_are_found():
    lines = list(recovery_code.written(random.Random(7).randbytes(20)))

    lines[1], lines[2] = lines[2], lines[1]

    assert recovery_code.wrong_lines(" ".join(lines)) == (2, 3)


@pytest.mark.parametrize("typed", ["", "7K2M", "U" * 40, "🛶" * 40, "0" * 400])
def test_anything_else_is_no_code(typed):
    with pytest.raises(errors.RecoveryCodeWrong):
        recovery_code.read(typed)


def test_each_code_is_another():
    assert recovery_code.new_secret() != recovery_code.new_secret()


def test_a_key_of_a_file_is_read_as_it_was_written():
    key = bytes(range(200, 232))

    lines = recovery_code.written_key(key)

    assert len(lines) == recovery_code.KEY_LINES
    assert recovery_code.read_key("\n".join(lines).lower()) == key


def test_a_key_with_two_lines_changed_for_another_keys_is_refused():
    ours, other = (recovery_code.written_key(bytes([each]) * 32) for each in (1, 2))

    with pytest.raises(errors.RecoveryCodeWrong):
        recovery_code.read_key("\n".join((other[0], *ours[1:])))
