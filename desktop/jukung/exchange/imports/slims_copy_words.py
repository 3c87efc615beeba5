"""Copies of a SLiMS database or list, put into our own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jukung.exchange.imports import slims_words
from jukung.exchange.imports.records import CopyRecord, Finding, FindingCode


@dataclass(frozen=True, slots=True)
class CopyCells:
    """What SLiMS says of a copy, links to other tables followed."""

    number: str
    call_number: str
    kind: str
    inventory_code: str
    received: str
    supplier: str
    location: str
    status: str
    site: str
    source: str
    invoice: str
    price: str
    currency: str
    title_text: str = ""
    is_kept_inside: bool = False


@dataclass(slots=True)
class CopyWords:
    """Turns cells into copies; names what has no place here once each."""

    findings: list[Finding]
    several_locations: bool = False
    """Where there is one location, it is the library itself and says nothing."""
    _named: set[tuple[FindingCode, str]] = field(default_factory=set)

    def copy_of(self, line: int, cells: CopyCells) -> CopyRecord:
        """The copy; what is odd about it becomes a finding."""
        number = cells.number.strip()
        kind, is_kind_sure = slims_words.kind_of(cells.kind)
        status, condition, is_status_sure = slims_words.status_of(
            cells.status, no_loan=cells.is_kept_inside
        )
        price, price_words = slims_words.price_of(cells.price, cells.currency)
        received, is_day = slims_words.day_of(cells.received)
        notes = []
        if not is_kind_sure:
            self._once(FindingCode.copy_kind_general, line, cells.kind)
        if not is_status_sure:
            self._once(FindingCode.copy_status_unknown, line, cells.status)
            notes.append(cells.status.strip())
        if price_words:
            self._find(FindingCode.price_unreadable, line, price_words)
            notes.append(price_words)
        if not is_day:
            self._find(FindingCode.day_unreadable, line, cells.received)
        if not number:
            self._find(FindingCode.copy_number_missing, line, cells.inventory_code)
        return CopyRecord(
            number,
            line=line,
            inventory_code=cells.inventory_code.strip(),
            call_number=cells.call_number.strip(),
            kind=kind,
            status=status,
            place=self._place(cells),
            source=cells.supplier.strip(),
            source_kind=slims_words.source_kind_of(cells.source),
            price=price,
            invoice=cells.invoice.strip(),
            received_on=received,
            condition=condition,
            note="; ".join(notes),
            title_text=cells.title_text,
        )

    def _place(self, cells: CopyCells) -> str:
        site, location = cells.site.strip(), cells.location.strip()
        if not site or not location or site == location:
            return site or location
        return f"{location}, {site}" if self.several_locations else site

    def _once(self, code: FindingCode, line: int, words: str) -> None:
        if (code, words) not in self._named:
            self._named.add((code, words))
            self._find(code, line, words)

    def _find(self, code: FindingCode, line: int, words: str) -> None:
        self.findings.append(Finding(code, line, words.strip()[:120]))


class Copies:
    """Copies of the database, their links followed."""

    def __init__(
        self,
        findings: list[Finding],
        words: Mapping[tuple[str, str], str],
        forbidden: set[str],
    ) -> None:
        """Take the names of kinds, states, places and suppliers by their numbers."""
        self._words = words
        self._forbidden = forbidden
        places = {name for (table, _), name in words.items() if table == "mst_location" and name}
        self._copy_words = CopyWords(findings, several_locations=len(places) > 1)

    def made(self, line: int, cells: tuple[str | None, ...]) -> CopyRecord:
        """A record of `item` as a copy."""
        (number, _title, call_number, kind, inventory, received, supplier, location, status, site,
         source, invoice, price, currency) = ((each or "") for each in cells)  # fmt: skip
        state = link(status)
        found = CopyCells(
            number=number,
            call_number=call_number,
            kind=self._name("mst_coll_type", kind),
            inventory_code=inventory,
            received=received,
            supplier=self._name("mst_supplier", supplier),
            location=self._name("mst_location", location) or location,
            status=self._name("mst_item_status", status) or ("" if state == "0" else state),
            site=site,
            source=source,
            invoice=invoice,
            price=price,
            currency=currency,
            is_kept_inside=state in self._forbidden,
        )
        return self._copy_words.copy_of(line, found)

    def _name(self, table: str, number: str) -> str:
        return self._words.get((table, link(number)), "")


def link(cell: str | None) -> str:
    """What links are compared by: the collation of the database ignores capitals."""
    said = (cell or "").strip().casefold()
    return said.lstrip("0") or "0" if said.isascii() and said.isdigit() else said
