"""Makers of boxes on loan, and of libraries they go to."""

from datetime import timedelta

from jukung.agency import box_files, boxes
from jukung.agency.tables import SiteRow
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.exchange.packs.boxes import BoxedCopy
from makers import TODAY

CODE = "63.03.05.2007"
LATER = TODAY + timedelta(days=90)
COPIES = (
    BoxedCopy("B1", "Perahu di Hulu", "Sari Wulan", "", "2019", "813", 45000),
    BoxedCopy("B2", "Anyaman Purun", "Hj. Rusmini", class_number="746.41"),
    BoxedCopy("B3", "Tikar"),
)


def a_site(desk, code="63.03.02", name="Lapas Contoh", kind=LibraryKind.prison):
    prison = PrisonKind.lapas if kind is LibraryKind.prison else None
    row = SiteRow(
        code=code, name=name, kind=kind, prison_kind=prison, zone=Zone.WITA, since="2026-01",
        enrolled_at=desk.now,
    )  # fmt: skip
    desk.session.add(row)
    desk.session.flush()
    return row


def a_box(agency, number="KB-01", copies=COPIES, *, to="", by="Rahmi"):
    with agency.changing(by=by) as desk:
        line = boxes.prepare(desk, number=number, name="Satu", copies=copies)
        if to:
            boxes.assign(desk, line.uid, to)
            handed = box_files.hand_over(desk, line.uid, out_on=TODAY, due_on=LATER)
            return line.uid, handed
    return line.uid
