"""The register of libraries is kept by people; history stays."""

import pytest

from jukung.agency import accept, completeness, contacts, deeds, register, sites, totals
from jukung.agency.contacts import Contact
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.domain.months import Month
from jukung.exchange.parcels.verdict import Verdict
from parcel_makers import OCTOBER, a_sealed_month, fingerprint_of, sent

SEPTEMBER, NOVEMBER = Month(2026, 9), Month(2026, 11)
HOME = "63.03.05.2007"


def change(agency, work, *rest, by="Rahmi", **facts):
    with agency.changing(by=by) as desk:
        return work(desk, *rest, **facts)


def reported(agency, joined, folder):
    a_sealed_month(joined)
    return accept.accept(agency, list(sent(joined, folder).values()))


def test_a_library_without_jukung_is_added_and_owes(agency):
    added = change(
        agency, register.add, "6303052010", name="Pustaka Ilung", place_name="Desa Ilung"
    )

    assert (added.code, added.uses_jukung, added.since) == ("63.03.05.2010", False, OCTOBER)
    with agency.reading() as desk:
        assert [s.code for s in completeness.of_month(desk, OCTOBER).missing] == [added.code]
        assert completeness.of_month(desk, SEPTEMBER).expected == 0
        assert (deeds.latest(desk)[0].what, deeds.latest(desk)[0].by) == ("add_site", "Rahmi")


def test_a_prison_keeps_its_kind(agency):
    added = change(
        agency,
        register.add,
        "63.71/LP1",
        name="Lapas Contoh",
        kind=LibraryKind.prison,
        prison_kind=PrisonKind.lapas,
    )

    assert (added.kind, added.prison_kind) == (LibraryKind.prison, PrisonKind.lapas)


@pytest.mark.parametrize(
    ("code", "name", "refusal"),
    [
        ("63", "Pustaka", errors.RegionUnknown),
        (HOME, "Pustaka", errors.SiteCodeTaken),
        ("63.03.05.2011", "  ", errors.SiteNameMissing),
    ],
)
@pytest.mark.usefixtures("joined")
def test_what_cannot_be_added_is_refused(agency, code, name, refusal):
    with pytest.raises(refusal):
        change(agency, register.add, code, name=name)


@pytest.mark.usefixtures("joined")
def test_a_library_is_edited(agency):
    edited = change(agency, register.edit, HOME, name="Pustaka Baru", npp="6303", note="pindah")

    assert (edited.name, edited.npp, edited.note) == ("Pustaka Baru", "6303", "pindah")
    assert edited.fingerprint


@pytest.mark.usefixtures("joined")
def test_a_closed_library_owes_nothing_from_then_on(agency):
    change(agency, register.close, HOME, NOVEMBER)

    with agency.reading() as desk:
        assert completeness.of_month(desk, NOVEMBER).expected == 0
    change(agency, register.reopen, HOME)
    with agency.reading() as desk:
        assert completeness.of_month(desk, NOVEMBER).expected == 1


def test_a_merged_library_keeps_its_history_and_is_still_judged(agency, joined, tmp_path):
    change(agency, register.add, "63.03.05.2010", name="Pustaka Ilung")
    first = reported(agency, joined, tmp_path / "a")

    change(agency, register.merge, HOME, into="63.03.05.2010", month=NOVEMBER)
    a_sealed_month(joined, SEPTEMBER)
    later = accept.accept(agency, list(sent(joined, tmp_path / "b").values()))

    assert (first[0].merged_into, first[0].verdict) == ("", Verdict.ACCEPT)
    assert [each.merged_into for each in later] == ["63.03.05.2010"] * 2
    assert later[-1].verdict is Verdict.ACCEPT
    with agency.reading() as desk:
        assert totals.totals(desk, OCTOBER).sites == 1
        assert [s.code for s in completeness.of_month(desk, NOVEMBER).missing] == ["63.03.05.2010"]


@pytest.mark.usefixtures("joined")
def test_a_library_does_not_become_part_of_itself_or_of_a_closed_one(agency):
    change(agency, register.add, "63.03.05.2010", name="Pustaka Ilung")
    with pytest.raises(errors.SiteIntoItself):
        change(agency, register.merge, HOME, into=HOME, month=NOVEMBER)
    change(agency, register.close, "63.03.05.2010", NOVEMBER)
    with pytest.raises(errors.SiteIntoItself):
        change(agency, register.merge, HOME, into="63.03.05.2010", month=NOVEMBER)


def test_a_new_code_takes_the_figures_along(agency, joined, tmp_path):
    reported(agency, joined, tmp_path / "a")

    change(agency, register.recode, HOME, "63.04.01.2001", edition="2026")

    with agency.reading() as desk:
        (found,) = sites.all_sites(desk)
        assert found.code == "63.04.01.2001"
        assert {each.district for each in totals.sums(desk, OCTOBER, OCTOBER)} == {"63.04"}


def test_a_key_is_withdrawn_and_trusted_again(agency, joined):
    mark = fingerprint_of(joined)

    change(agency, register.revoke_key, mark)
    with agency.reading() as desk:
        assert sites.all_sites(desk)[0].fingerprint == ""
    change(agency, register.trust_key, mark)

    with agency.reading() as desk:
        assert sites.all_sites(desk)[0].fingerprint == mark
    with pytest.raises(errors.KeyUnknown):
        change(agency, register.revoke_key, "0000")


@pytest.mark.usefixtures("joined")
def test_only_an_unused_library_is_removed(agency):
    change(agency, register.add, "63.03.05.2010", name="Pustaka Ilung")

    change(agency, register.remove, "63.03.05.2010")

    with pytest.raises(errors.SiteStillInUse):
        change(agency, register.remove, HOME)
    with agency.reading() as desk:
        assert [each.code for each in sites.all_sites(desk)] == [HOME]


@pytest.mark.usefixtures("joined")
def test_contacts_keep_their_order_and_stay_out_of_deeds(agency):
    with agency.changing(by="Rahmi") as desk:
        site = sites.all_sites(desk)[0].site
        contacts.add(desk, site, Contact("Siti", "pengelola", "0811 111"))
        contacts.add(desk, site, Contact("", "", "0822 222"))
        left = contacts.remove(desk, site, 1)
        said = repr(deeds.latest(desk))

    assert [(each.name, each.phone) for each in left] == [("0822 222", "0822 222")]
    assert "Siti" not in said
    assert "0811" not in said
