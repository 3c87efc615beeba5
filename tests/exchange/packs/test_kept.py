"""Title packs beside a library: brought, believed, asked offline, swept away."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Audience, Role
from jukung.exchange.packs import kept, titles
from jukung.exchange.packs.kept import Shelf
from jukung.exchange.packs.records import PackRecord, Person
from jukung.library import title_packs, undoing
from makers import acting_as
from pack_makers import RECORDS, Agency


@pytest.fixture
def agency():
    return Agency()


@pytest.fixture
def brought(library, agency, tmp_path):
    """A pack copied beside the library: its label and its file there."""
    path = agency.pack(tmp_path / "titles.jkt", *RECORDS)
    label = titles.read_label(path)
    return label, kept.bring(library.path, path, label)


def keep(desk, agency, brought, **other):
    return kept.keep(desk, *brought, trusting=agency.card.fingerprint, **other)


def shelf_of(library):
    with library.reading() as desk:
        return Shelf(library.path, title_packs.listed(desk))


def test_a_pack_of_a_stranger_is_not_kept(desk, brought):
    with pytest.raises(errors.PackNotTrusted):
        kept.keep(desk, *brought)


def test_an_agency_whose_digits_were_compared_is_believed_from_then_on(desk, agency, brought):
    keep(desk, agency, brought)

    kept.check(desk, brought[0])
    assert [each.number for each in title_packs.listed(desk)] == ["2026-1"]


def test_an_assistant_trusts_no_new_agency(desk, agency, brought):
    with pytest.raises(errors.NotAllowed):
        keep(acting_as(desk, Role.assistant), agency, brought)


def test_the_same_pack_is_kept_once(desk, agency, brought):
    keep(desk, agency, brought)
    keep(desk, agency, brought)

    assert len(title_packs.listed(desk)) == 1


def test_a_record_becomes_a_draft(library, agency, brought):
    with library.changing() as desk:
        keep(desk, agency, brought)

    (found,) = shelf_of(library).by_isbn("9786020000015")

    draft = found.draft
    assert (draft.title, draft.roles) == ("Perahu di Hulu : cerita sungai", ("aut", "ill"))
    assert (draft.language, draft.audience) == ("Indonesia", Audience.children)
    assert found.pack.number == "2026-1"


def test_packs_answer_the_newest_first(library, agency, brought, tmp_path):
    newer = tmp_path / "newer.jkt"
    label = agency.label(
        uid="01900000-0000-7000-8000-000000000002",
        number="2027-1",
        made_at=agency.label().made_at + timedelta(days=400),
    )
    record = PackRecord(title="Perahu di Hulu", isbn="9786020000015", people=(Person("Baru"),))
    titles.write_pack(newer, [record], label, key=agency.key)
    with library.changing() as desk:
        keep(desk, agency, brought)
        read = titles.read_label(newer)
        kept.keep(desk, read, kept.bring(library.path, newer, read))

    shelf = shelf_of(library)

    assert [each.pack.number for each in shelf.by_isbn("9786020000015")] == ["2027-1", "2026-1"]
    assert [each.draft.people for each in shelf.search("perahu hulu", 1)] == [("Baru",)]
    shelf.close()


def test_a_pack_that_is_gone_or_another_keeps_no_other_from_answering(library, agency, brought):
    with library.changing() as desk:
        pack = keep(desk, agency, brought)
        lost = replace(pack, id="x", number="9", name="Hilang", file="x.jkt", sha256="0" * 64)
        title_packs.keep(desk, lost)

    shelf = shelf_of(library)

    assert len(shelf.search("purun")) == 1
    assert [pack.name for pack in shelf.gone()] == ["Hilang"]
    shelf.close()


def test_a_changed_byte_is_noticed(library, agency, brought):
    with library.changing() as desk:
        keep(desk, agency, brought)
    path = kept.folder_of(library.path) / brought[1]
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data)

    shelf = shelf_of(library)

    assert shelf.search("purun") == ()
    assert [pack.name for pack in shelf.gone()] == ["Paket contoh"]


def test_stopping_leaves_no_half_file(library, agency, tmp_path):
    path = agency.pack(tmp_path / "titles.jkt", *RECORDS)

    with pytest.raises(errors.PackStopped):
        kept.bring(library.path, path, titles.read_label(path), stopped=lambda: True)

    assert list(kept.folder_of(library.path).iterdir()) == []


def test_a_dropped_file_goes_on_another_day(library, agency, brought):
    with library.changing() as desk:
        keep(desk, agency, brought)
    with library.changing() as desk:
        title_packs.drop(desk, "2026-1")
        today = kept.sweep(desk, library.path)
    with library.changing() as desk:
        tomorrow = kept.sweep(replace(desk, now=desk.now + timedelta(days=1)), library.path)

    assert (today, tomorrow) == (0, 1)


def test_keeping_and_dropping_are_undone(library, agency, brought):
    with library.changing() as desk:
        keep(desk, agency, brought)
        act_id = title_packs.drop(desk, "Paket contoh")
        undoing.undo(desk, act_id)
        again = title_packs.listed(desk)
        with pytest.raises(errors.PackNotKept):
            title_packs.drop(desk, "9")

    assert len(again) == 1
    assert len(shelf_of(library).search("purun")) == 1
