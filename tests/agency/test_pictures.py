"""Photographs as they come by messenger give back their parcels; hostile ones nothing."""

import json
import random
import struct
import zlib
from io import BytesIO

import pytest
import segno
from PIL import Image

from jukung.agency import accept, pictures, totals
from jukung.exchange.parcels import qr, qr_letters
from jukung.exchange.parcels.verdict import Verdict
from jukung.paper import qr_sheet
from jukung.paper.qr_sheet import ReportCodes
from makers import a_loan, a_member
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    dump,
    envelopes,
    months_before,
    payload_of,
    sent,
)
from qr_pictures import photographed, rendered


def reports_of(library, name="Pustaka Rawa Bening"):
    return [
        ReportCodes(name, each.month, each.file_name.removesuffix(".jkp"), each.codes)
        for each in qr.for_agency(library)
    ]


def a_year(library):
    """Twelve months before, so that the last parcel is as large as any."""
    for month in months_before(13):
        a_sealed_month(library, month)
    return reports_of(library)[-1]


def each_code_alone(report):
    """A picture of each code, as somebody takes who goes near."""
    for text in report.codes:
        file = BytesIO()
        segno.make(text, error="m", micro=False).save(file, kind="png", scale=6, border=6)
        yield Image.open(file).convert("L")


def save(folder, name, content):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def a_drawing(text):
    file = BytesIO()
    segno.make(text, error="m", micro=False).save(file, kind="png", scale=6, border=6)
    return file.getvalue()


def visits_of(agency):
    with agency.reading() as desk:
        return totals.totals(desk, OCTOBER).values["visits"]


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        {"turn": 7, "lean": 0.08},
        {"turn": -4, "noise": 24},
        {"turn": 90},
        {"turn": 183, "longest": 1600},
        {"longest": 3200, "quality": 60},
    ],
)
@pytest.mark.parametrize("carrier", ["paper", "screen"])
def test_a_badly_photographed_sheet_gives_back_the_parcel(
    agency, joined, tmp_path, carrier, spoilt
):
    report = a_year(joined)
    sheet = (
        rendered(qr_sheet.sheet_pages([report]))
        if carrier == "paper"
        else Image.open(BytesIO(qr_sheet.sheet_pictures([report])[0]))
    )
    photo = save(tmp_path / "drop", "IMG_0001.JPG", photographed(sheet, **spoilt))

    (judged,) = accept.accept(agency, [photo])

    assert judged.verdict is Verdict.ACCEPT_WITH_GAP
    assert (judged.period, judged.file) == ("2026-10", str(photo))
    assert judged.pieces.missing == ()
    assert visits_of(agency) == 7


def test_codes_in_photographs_of_their_own_come_in_any_order(agency, joined, tmp_path):
    report = a_year(joined)
    photos = [photographed(each, longest=1024) for each in each_code_alone(report)]
    random.Random(5).shuffle(photos)
    for number, content in enumerate([*photos, photos[0]]):
        save(tmp_path / "drop", f"IMG_{number}.jpeg", content)

    (judged,) = accept.accept(agency, [tmp_path / "drop"])

    assert len(photos) >= 5
    assert judged.verdict is Verdict.ACCEPT_WITH_GAP
    assert visits_of(agency) == 7


def test_parcels_of_two_libraries_may_share_a_drop(agency, joined, tmp_path):
    other = a_joined_library(tmp_path, agency, file="lain.jukung", code="63.03.05.2008")
    a_sealed_month(joined, female=7)
    a_sealed_month(other, female=2)
    drop = tmp_path / "drop"
    both = [*reports_of(joined), *reports_of(other)]
    for number, content in enumerate(qr_sheet.sheet_pictures(both)):
        save(drop, f"{number}.png", content)
    for seq, content in sent(other, tmp_path / "stick").items():
        save(drop, f"JKG-{seq}.jkp", content)

    judged = accept.accept(agency, [drop])
    written = accept.write_receipts(judged)

    assert [each.verdict for each in judged] == [
        Verdict.ACCEPT,
        Verdict.ACCEPT,
        Verdict.DUPLICATE,
    ]
    assert visits_of(agency) == 9
    assert len({path.name for path in written}) == 3
    assert {path.suffix for path in written} == {".jkr"}
    other.close()


def test_a_prison_sends_nothing_of_a_resident(agency, tmp_path):
    prison = a_joined_library(
        tmp_path, agency, code="63.71/LP1", file="p.jukung", kind="prison", name="Lapas Contoh"
    )
    with prison.changing() as desk:
        resident = a_member(desk)
        a_loan(desk, resident)
    a_sealed_month(prison)
    (report,) = reports_of(prison, name="Lapas Contoh")
    (envelope,) = envelopes(prison).values()

    photo = save(tmp_path / "drop", "a.png", qr_sheet.sheet_pictures([report])[0])
    (judged,) = accept.accept(agency, [photo])

    assert judged.verdict is Verdict.ACCEPT
    assert resident.card not in json.dumps(payload_of(envelope))
    prison.close()


def test_what_could_not_be_read_is_named(agency, joined, tmp_path):
    report = a_year(joined)
    three = [photographed(each) for each in each_code_alone(report)][:3]
    for number, content in enumerate(three):
        save(tmp_path / "drop", f"{number}.jpg", content)
    before = dump(agency.file)

    (judged,) = accept.accept(agency, [tmp_path / "drop"])

    assert (judged.verdict, judged.receipt) == (Verdict.REJECT_INCOMPLETE, None)
    assert (judged.pieces.read, judged.pieces.count) == (3, len(report.codes))
    assert judged.pieces.missing == tuple(range(4, len(report.codes) + 1))
    assert dump(agency.file) == before


def test_a_foreign_code_is_passed_over(agency, joined, tmp_path):
    a_sealed_month(joined)
    report = reports_of(joined)[0]
    own = Image.open(BytesIO(qr_sheet.sheet_pictures([report])[0]))
    foreign = Image.open(BytesIO(a_drawing("https://contoh.id/menu")))
    both = Image.new("L", (own.width + foreign.width, own.height), 255)
    both.paste(own, (0, 0))
    both.paste(foreign, (own.width, 100))
    file = BytesIO()
    both.save(file, "PNG")

    (judged,) = accept.accept(agency, [save(tmp_path / "drop", "a.png", file.getvalue())])

    assert judged.verdict is Verdict.ACCEPT


def test_a_picture_without_our_codes_is_answered(agency, tmp_path):
    save(tmp_path / "drop", "menu.png", a_drawing("https://contoh.id/menu"))
    save(tmp_path / "drop", "kucing.jpg", photographed(Image.new("L", (800, 600), 180)))

    judged = accept.accept(agency, [tmp_path / "drop"])

    assert [each.verdict for each in judged] == [Verdict.REJECT_INCOMPLETE] * 2
    assert [each.pieces for each in judged] == [None, None]


def framed(name, place, count, piece):
    body = name + bytes((place, count)) + piece
    return qr.MAGIC + qr_letters.write(body + zlib.crc32(body).to_bytes(4, "big"))


@pytest.mark.parametrize(
    "text",
    [
        framed(b"n" * 8, 1, 255, b"x"),
        framed(b"n" * 8, 9, 3, b"x"),
        framed(b"n" * 8, 0, 0, b"x"),
        qr.MAGIC + "10000/10000",
        qr.MAGIC + "%" * 900,
    ],
)
def test_a_code_that_claims_too_much_is_not_heard(agency, tmp_path, text):
    (judged,) = accept.accept(agency, [save(tmp_path / "drop", "a.png", a_drawing(text))])

    assert (judged.verdict, judged.pieces) == (Verdict.REJECT_INCOMPLETE, None)


def test_whole_codes_with_false_content_are_judged_like_any_file(agency, tmp_path):
    drop = tmp_path / "drop"
    for number, text in enumerate(qr.codes(random.Random(1).randbytes(900))):
        save(drop, f"{number}.png", a_drawing(text))

    (judged,) = accept.accept(agency, [drop])

    assert judged.verdict is Verdict.REJECT_DAMAGED


def png_of(width, height, *, rows=b""):
    """A PNG that says to have these sides."""

    def chunk(kind, content):
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"GIF89a" + bytes(40),
        png_of(7746, 7746),
        png_of(20_000, 20_000),
        png_of(2**31 - 1, 2**31 - 1),
        png_of(100, 100),
        png_of(0, 0),
        b"\xff\xd8\xff\xe0" + bytes(400),
    ],
)
def test_a_hostile_picture_is_refused(agency, tmp_path, content):
    before = dump(agency.file)

    (judged,) = accept.accept(agency, [save(tmp_path / "drop", "a.png", content)])

    assert judged.verdict is Verdict.REJECT_DAMAGED
    assert dump(agency.file) == before


def test_a_picture_cut_anywhere_breaks_nothing(agency, joined, tmp_path):
    a_sealed_month(joined)
    whole = qr_sheet.sheet_pictures(reports_of(joined))[0]
    jpeg = photographed(Image.open(BytesIO(whole)))
    dice = random.Random(2)
    drop = tmp_path / "drop"
    for number in range(30):
        content = bytearray(dice.choice((whole, jpeg)))
        for _times in range(dice.randrange(4)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        save(drop, f"{number:02}.png", bytes(content[: dice.randrange(1, len(content))]))

    judged = accept.accept(agency, [drop])

    assert all(each.verdict.is_rejected or each.verdict is Verdict.ACCEPT for each in judged)


def test_a_picture_larger_than_a_camera_makes_is_refused(agency, tmp_path):
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(pictures.LARGEST_FILE + 1)
    (tmp_path / "link.png").symlink_to(huge)

    judged = accept.accept(agency, [huge, tmp_path / "link.png", tmp_path / "none.png"])

    assert [each.verdict for each in judged] == [Verdict.REJECT_DAMAGED] * 3
