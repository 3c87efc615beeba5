"""Parcels of many libraries, signed as theirs, without a library file for each."""

import copy
import hashlib
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jukung.agency import enrol
from jukung.domain.ids import new_id
from jukung.domain.kinds import LibraryKind, PrisonKind, Zone
from jukung.exchange.parcels import envelope, plain_json
from jukung.exchange.parcels.identity import LibraryCard
from jukung.exchange.parcels.parcel import RECENT
from parcel_makers import a_joined_library, a_sealed_month, envelopes, payload_of

DISTRICTS = ("63.01", "63.02", "63.03", "63.04", "63.05", "63.06", "63.71")


def a_template(folder, agency):
    """What a real library's first parcel says, to be changed for others."""
    library = a_joined_library(folder, agency, file="contoh.jukung", code="63.72.01.1001")
    a_sealed_month(library)
    payload = payload_of(envelopes(library)[1])
    library.close()
    return payload


@dataclass
class Sender:
    """A library that only seals."""

    template: dict
    code: str
    name: str = "Perpustakaan Contoh"
    kind: LibraryKind = LibraryKind.village
    uid: str = field(default_factory=new_id)
    epoch: str = field(default_factory=new_id)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    hashes: list = field(default_factory=list)

    def card(self):
        return LibraryCard(
            uid=self.uid,
            epoch=self.epoch,
            name=self.name,
            place_name="",
            region_code=self.code,
            kind=self.kind,
            prison_kind=PrisonKind.lapas if self.kind is LibraryKind.prison else None,
            zone=Zone.WITA,
            public_key=self.key.public_key().public_bytes_raw().hex(),
        )

    def enrol(self, desk):
        """Known to the agency from now on."""
        return enrol.enrol(desk, self.card(), code=self.code)

    def seal(self, month, figures, *, kind="original", revision=1, replaces=None):
        """The next parcel's envelope."""
        payload = copy.deepcopy(self.template)
        fingerprint = self.card().fingerprint
        payload["library"] |= {"uid": self.uid, "code": self.code, "kind": str(self.kind)}
        payload["key"]["fingerprint"] = fingerprint
        payload["chain"] = {
            "epoch": self.epoch,
            "seq": len(self.hashes) + 1,
            "prev": self.hashes[-1] if self.hashes else None,
            "recent": self.hashes[-RECENT:],
        }
        payload["period"] |= {
            "id": month.text.replace("-", ""),
            "start": month.first.isoformat(),
            "end": month.last.isoformat(),
        }
        payload["act"] |= {"kind": kind, "revision": revision, "replaces": replaces}
        for each in payload["values"]:
            value = figures.get(each["de"])
            each |= {"v": value, "s": "not_collected" if value is None else "ok"}
        payload["control"] = {
            "n_values": len(payload["values"]),
            "sum": sum(each["v"] or 0 for each in payload["values"]),
        }
        content = envelope.seal_bytes(
            plain_json.write(payload), kind=envelope.PARCEL, key=self.key, key_id=fingerprint
        )
        self.hashes.append(envelope.unpack(content, envelope.PARCEL).hash)
        return content


def senders(template, count, *, first=1):
    """Village libraries of several kabupaten, each under a code of its own."""
    return [
        Sender(template, f"{DISTRICTS[n % len(DISTRICTS)]}.{n // 1000 + 1:02}.{2001 + n % 1000}")
        for n in range(first, first + count)
    ]


def plausible(site, month, codes):
    """A figure for every code, the same each time."""
    return {
        code: hashlib.sha256(f"{site} {month.text} {code}".encode()).digest()[0] for code in codes
    }
