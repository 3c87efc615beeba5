"""Identities as they are sealed, and phrases."""

import pytest

from jukung.domain import errors
from jukung.library import vaulting
from jukung.library.vaulting import Identity
from jukung.store import vault as store_vault
from jukung.store.vault import Cost

EASY = Cost(memory_kib=64, rounds=1, lanes=1)
SOMEBODY = Identity("Kapuk Randu", ("B.I 12/2026", "A.III 4/2025"), "reads with glasses")


@pytest.fixture
def vault():
    return vaulting.made("L1")


def test_an_identity_is_read_as_it_was_sealed(vault):
    sealed = vault.seal("B1", SOMEBODY)

    assert vault.read("B1", sealed) == SOMEBODY


def test_a_photo_makes_every_identity_longer_by_the_same(vault):
    lengths = {
        len(vault.seal("B1", Identity("Kapuk", photo=b"\xff\xd8" * count))) for count in (1, 9000)
    }

    assert lengths == {vaulting.TEXT_BYTES + 40_960 + 29}


def test_the_text_opens_without_its_photo(vault):
    sealed = vault.seal("B1", Identity("Kapuk", photo=b"\xff\xd8\xff"))

    assert vault.read("B1", sealed[: vaulting.TEXT_BYTES]).name == "Kapuk"
    assert vault.read("B1", sealed).photo == b"\xff\xd8\xff"


def test_a_row_put_in_place_of_another_does_not_open(vault):
    with pytest.raises(errors.VaultDamaged):
        vault.read("B2", vault.seal("B1", SOMEBODY))


def test_a_row_of_another_library_does_not_open(vault):
    door = vault.wrap("S1", "perahu di rawa", cost=EASY)

    assert vaulting.opened("L1", "S1", door, "perahu  di rawa") is not None
    assert vaulting.opened("L2", "S1", door, "perahu di rawa") is None
    assert vaulting.opened("L1", "S2", door, "perahu di rawa") is None


def test_each_officer_opens_the_same_vault(vault):
    first = vault.wrap("S1", "perahu di rawa", cost=EASY)
    second = vault.wrap("S2", "ikan di sungai", cost=EASY)
    sealed = vaulting.opened("L1", "S1", first, "perahu di rawa").seal("B1", SOMEBODY)

    assert vaulting.opened("L1", "S2", second, "ikan di sungai").read("B1", sealed) == SOMEBODY


@pytest.mark.parametrize("phrase", ["", "1234567", "       a", "aaaaaaaaaa", "abababababab"])
def test_a_phrase_that_is_guessed_too_soon_is_refused(vault, phrase):
    with pytest.raises(errors.VaultPhraseShort):
        vault.wrap("S1", phrase, cost=EASY)


def test_an_identity_without_a_name_or_too_long_is_refused():
    with pytest.raises(errors.NameMissing):
        vaulting.fitting(Identity("  "))
    for long in (
        Identity("x" * 121),
        Identity("x", ("1",) * 9),
        Identity("x", note="x" * 401),
        Identity("x", photo=b"x" * 41_000),
    ):
        with pytest.raises(errors.IdentityTooLong):
            vaulting.fitting(long)


def test_a_name_is_not_in_what_is_said_of_an_identity(vault):
    assert "Kapuk" not in f"{SOMEBODY!r} {vault!r}"


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("kap", "Kapuk Randu", True),
        ("ran kap", "Kapuk Randu", True),
        ("apuk", "Kapuk Randu", False),
        ("jose", "José Ma'ruf", True),
        ("maruf", "José Ma'ruf", True),
        ("", "Kapuk", False),
    ],
)
def test_a_name_is_found_by_the_beginning_of_its_words(typed, name, found):
    assert vaulting.matches(vaulting.folded(typed), vaulting.folded(name)) is found


@pytest.mark.parametrize("letter", ["a", "ا", "ꦲ", "𝄞", '"'])
def test_what_fits_is_always_sealed_in_every_script(vault, letter):
    sealed = refused = 0
    for count in (1, 30, 60, 90, 120):
        identity = Identity(letter * count, (letter * (count // 2),) * 8, letter * (count * 3))
        try:
            fitted = vaulting.fitting(identity)
        except errors.IdentityTooLong:
            refused += 1
            continue
        assert vault.read("B1", vault.seal("B1", fitted)) == fitted
        sealed += 1

    assert sealed + refused == 5
    assert sealed


def test_half_a_sign_is_refused_before_a_card_is_made():
    with pytest.raises(errors.TextUnwritable):
        vaulting.fitting(Identity("Kapuk \ud800"))


def test_an_escrow_says_what_it_opens_and_whose_it_is():
    pyrage = pytest.importorskip("pyrage")
    ours, before = (pyrage.x25519.Identity.generate() for _ in range(2))
    sealed = vaulting.made("L1").escrow((str(before.to_public()),))

    read = vaulting.unsealed_key(sealed, (str(ours), str(before)))

    assert (read.kind, read.library, len(read.key)) == ("names", "L1", 32)
    with pytest.raises(errors.VaultDamaged):
        vaulting.unsealed_key(store_vault.seal_to(bytes(32), (str(ours.to_public()),)), [str(ours)])
