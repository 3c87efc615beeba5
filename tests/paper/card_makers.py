"""Invented photos, crests and cards, and what stands on a printed page."""

import io
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image, ImageDraw
from printed_pages import picture

from jukung.paper.cards import Issuer, MemberCard

PER_POINT = 25.4 / 72
LONG = "Perpustakaan Desa Sungai Melati, Kecamatan Awang Besar, Kabupaten Jpgyq Éa Bukit Sentosa"
LONG_NAME = "Raden Ajeng Kusumaningtyas Wiratmaja Hadisubroto Purwoadiningrat binti Surya"
ARABIC = "ستي نورهاليزة بنت عبد الرحمن"


def a_photo(colour: str = "#B9CBD0", *, size=(300, 400), kind="JPEG") -> bytes:
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).ellipse((80, 60, 220, 260), fill="#B98A63")
    written = io.BytesIO()
    image.save(written, kind)
    return written.getvalue()


def a_crest() -> bytes:
    image = Image.new("RGBA", (400, 450), (0, 0, 0, 0))
    ImageDraw.Draw(image).polygon([(20, 20), (380, 20), (200, 440)], fill="#0B6B3A")
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def an_issuer(**facts) -> Issuer:
    return Issuer(
        **(
            {
                "library": "Perpustakaan Pustaka Cahaya",
                "institution": "Pemerintah Desa Sungai Melati",
                "address": "Jl. Pelita No. 4",
                "crest": a_crest(),
            }
            | facts
        )
    )


def a_card(number="0000412", **facts) -> MemberCard:
    said = {
        "name": "Melati Purnama",
        "kind": "Umum",
        "since": date(2025, 3, 4),
        "until": date(2027, 12, 31),
        "photo": a_photo(),
    }
    return MemberCard(number, **(said | facts))


def words_of(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    reader = document[page].get_textpage()
    said = " ".join(reader.get_text_range().split())
    reader.close()
    document.close()
    return said


def letters(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of each letter in millimetres from the upper left corner."""
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[page]
    height = leaf.get_height()
    reader = leaf.get_textpage()
    found = [reader.get_charbox(place) for place in range(reader.count_chars())]
    reader.close()
    leaf.close()
    document.close()
    return [
        (
            left * PER_POINT,
            (height - top) * PER_POINT,
            right * PER_POINT,
            (height - low) * PER_POINT,
        )
        for left, low, right, top in found
        if right > left
    ]


def pictures(pdf: bytes, page: int = 0) -> int:
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[page]
    count = len(list(leaf.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])))
    leaf.close()
    document.close()
    return count


def codes(pdf: bytes, page: int = 0, *, dpi: int = 300) -> list[tuple[str, float, float]]:
    """Each code on a page, with the middle of its symbol in millimetres."""
    found = []
    for symbol in zxingcpp.read_barcodes(
        picture(pdf, page, dpi=dpi),
        formats=[zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode],
    ):
        at = symbol.position
        corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
        x = sum(corner.x for corner in corners) / 4 * 25.4 / dpi
        y = sum(corner.y for corner in corners) / 4 * 25.4 / dpi
        found.append((symbol.text, x, y))
    return found
