"""Addresses of a receiver and of a proxy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import addresses, errors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://lapor.example.id", "https://lapor.example.id"),
        (" https://Lapor.Example.id/Desa/ ", "https://lapor.example.id/Desa"),
        ("lapor.example.id", "https://lapor.example.id"),
        ("lapor.example.id:8443", "https://lapor.example.id:8443"),
        ("http://127.0.0.1:8443", "http://127.0.0.1:8443"),
        ("http://localhost:1/", "http://localhost:1"),
        ("http://[::1]:8443", "http://[::1]:8443"),
    ],
)
def test_an_address_is_kept_in_one_way(typed, kept):
    assert addresses.receiver(typed) == kept
    assert addresses.receiver(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "http://lapor.example.id",
        "http://127.0.0.1.example.id",
        "http://192.168.1.1",
        "ftp://lapor.example.id",
        "https://",
        "https://nama:sandi@lapor.example.id",
        "https://lapor.example.id/?a=1",
        "https://lapor.example.id/#a",
        "https://lapor example.id",
        "https://lapor.example.id:0",
        "https://lapor.example.id:99999",
        "https://lapor.example.id\\desa",
        "https://[::1",
        "https://" + "a" * 200,
        "https://lapor\u200b.example.id",
    ],
)
def test_what_cannot_be_an_address_is_refused(typed):
    with pytest.raises(errors.AgencyAddressWrong):
        addresses.receiver(typed)


def test_no_address_is_asked_for():
    with pytest.raises(errors.AgencyAddressMissing):
        addresses.receiver("  ")


@given(st.text(max_size=60))
def test_whatever_is_kept_is_encrypted_or_stays_here(typed):
    try:
        kept = addresses.receiver(typed)
    except (errors.AgencyAddressWrong, errors.AgencyAddressMissing):
        return

    assert kept.startswith("https://") or addresses.is_here(addresses.host_of(kept))
    assert addresses.receiver(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", "system"),
        ("System", "system"),
        ("none", "none"),
        ("192.168.1.1:8080", "http://192.168.1.1:8080"),
        ("http://nama:sandi@proxy.example.id:8080/", "http://nama:sandi@proxy.example.id:8080"),
    ],
)
def test_a_proxy_is_kept_in_one_way(typed, kept):
    assert addresses.proxy(typed) == kept


@pytest.mark.parametrize("typed", ["socks5://a", "http://a/b", "http://", "a b", "http://a:x"])
def test_what_cannot_be_a_proxy_is_refused(typed):
    with pytest.raises(errors.ProxyWrong):
        addresses.proxy(typed)


def test_a_password_is_never_told():
    with pytest.raises(errors.ProxyWrong) as told:
        addresses.proxy("socks5://nama:sandi@proxy.example.id")

    assert told.value.facts == {"proxy": "proxy.example.id"}
