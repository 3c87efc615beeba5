"""Sealing: nothing opens but what was sealed, where it was sealed, under its phrase."""

import pytest

from jukung.domain import errors
from jukung.store import vault
from jukung.store.vault import Cost, Wrapped

EASY = Cost(memory_kib=64, rounds=1, lanes=1)
KEY = bytes(range(32))


def a_row(content=b"Kapuk Randu", belongs="B1"):
    return vault.seal(KEY, content, size=2048, belongs=belongs)


def test_what_was_sealed_is_read_again():
    assert vault.unseal(KEY, a_row(), belongs="B1") == b"Kapuk Randu"


def test_the_length_tells_nothing():
    lengths = {len(a_row(b"x" * count)) for count in (0, 1, 40, 2044)}

    assert lengths == {vault.sealed_size(2048)}


def test_the_same_words_are_sealed_otherwise_each_time():
    assert a_row() != a_row()


def test_more_than_fits_is_refused():
    with pytest.raises(errors.IdentityTooLong):
        a_row(b"x" * 2045)


def test_a_row_of_somebody_else_does_not_open():
    with pytest.raises(errors.VaultDamaged):
        vault.unseal(KEY, a_row(belongs="B2"), belongs="B1")


def test_no_bit_can_be_another():
    sealed = a_row()

    for place in range(0, len(sealed), 97):
        for bit in (1, 128):
            bent = bytearray(sealed)
            bent[place] ^= bit
            with pytest.raises(errors.VaultDamaged):
                vault.unseal(KEY, bytes(bent), belongs="B1")


@pytest.mark.parametrize("length", [0, 1, 12, 28, 2000])
def test_a_row_that_was_cut_does_not_open(length):
    with pytest.raises(errors.VaultDamaged):
        vault.unseal(KEY, a_row()[:length], belongs="B1")


def test_only_its_phrase_opens_a_door():
    door = vault.wrap(KEY, "perahu di rawa", belongs="L1 S1", cost=EASY)

    assert vault.unwrap(door, "perahu di rawa", belongs="L1 S1") == KEY
    assert vault.unwrap(door, "perahu di rawa ", belongs="L1 S1") is None
    assert vault.unwrap(door, "perahu di rawa", belongs="L1 S2") is None


def test_a_door_is_stretched_with_sixty_four_megabytes():
    door = vault.wrap(KEY, "perahu di rawa", belongs="L1 S1")

    assert vault.FULL.memory_kib == 64 * 1024
    assert vault.unwrap(door, "perahu di rawa", belongs="L1 S1") == KEY


def test_a_door_that_would_take_all_memory_is_refused():
    door = vault.wrap(KEY, "perahu di rawa", belongs="L1", cost=EASY)
    greedy = Wrapped(door.salt, door.wrapped[:1] + b"\xff\xff\xff\xff" + door.wrapped[5:])

    with pytest.raises(errors.VaultDamaged):
        vault.unwrap(greedy, "perahu di rawa", belongs="L1")


def test_an_escrow_opens_with_the_agencys_key_alone():
    pyrage = pytest.importorskip("pyrage")
    ours, other = (pyrage.x25519.Identity.generate() for _ in range(2))
    sealed = vault.seal_to(KEY, (str(ours.to_public()), ""))

    assert vault.unseal_from(sealed, str(ours)) == KEY
    with pytest.raises(errors.VaultDamaged):
        vault.unseal_from(sealed, str(other))
    with pytest.raises(errors.EscrowMissing):
        vault.seal_to(KEY, ("",))
