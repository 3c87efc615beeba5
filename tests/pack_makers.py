"""Makers of packs and boxes, and an agency that signs them."""

from datetime import UTC, date, datetime

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jukung.domain.ids import new_id
from jukung.exchange.packs.boxes import BoxedCopy, BoxFile
from jukung.exchange.packs.records import PackRecord, Person
from jukung.exchange.packs.titles import PackLabel, write_pack
from jukung.exchange.parcels.identity import AgencyCard

MADE = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


class Agency:
    """Who signs in these tests."""

    def __init__(self, code="63", name="Dinas Perpustakaan Contoh"):
        self.key = Ed25519PrivateKey.generate()
        public = self.key.public_key().public_bytes_raw().hex()
        recipient = str(pyrage.x25519.Identity.generate().to_public())
        self.card = AgencyCard(code, name, public, recipient)

    def label(self, **other):
        facts = {
            "uid": "01900000-0000-7000-8000-000000000001",
            "number": "2026-1",
            "name": "Paket contoh",
            "source": "Daftar sendiri, CC0",
            "made_at": MADE,
            "records": 0,
            "agency": self.card,
            "hash": "",
        }
        return PackLabel(**(facts | other))

    def pack(self, path, *records):
        write_pack(path, records or RECORDS, self.label(), key=self.key)
        return path

    def box(self, *copies, **other):
        facts = {
            "uid": new_id(),
            "number": "KB-01",
            "name": "Koleksi bergilir 1",
            "owner": self.card,
            "for_uid": "",
            "for_code": "63.03.05.2007",
            "out_on": date(2026, 11, 22),
            "due_on": date(2027, 2, 22),
            "made_at": MADE,
            "copies": copies or COPIES,
        }
        return BoxFile(**(facts | other))


RECORDS = (
    PackRecord(
        title="Perahu di Hulu",
        subtitle="cerita sungai",
        isbn="978-602-00-0001-5",
        people=(Person("Sari Wulan"), Person("Budi Tirta", "illustrator")),
        publisher="Pustaka Rawa",
        place="Banjarmasin",
        year="2019",
        pages="96 hlm",
        language="id",
        class_number="813",
        subjects=("Sungai", "Cerita anak"),
        age="anak",
        series="Seri Sungai",
    ),
    PackRecord(title="Anyaman Purun", people=(Person("Hj. Rusmini"),), class_number="746.41"),
    PackRecord(title="Élan", people=(Person("Ana"),)),
)
COPIES = (
    BoxedCopy("B0001", "Perahu di Hulu", "Sari Wulan", "978-602-00-0001-5", "2019", "813", 45000),
    BoxedCopy("B0002", "Anyaman Purun", "Hj. Rusmini", class_number="746.41"),
)
