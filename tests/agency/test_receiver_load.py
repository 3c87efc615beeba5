"""The receiver for a minute under load: rate, waiting times, and nothing stored twice.

`JUKUNG_LOAD_SECONDS` makes it longer or shorter.
"""

import json
import multiprocessing
import os
import statistics
import time

import httpx2
import pytest
from sqlalchemy import func, select

from jukung.agency.tables import ParcelKept
from jukung.exchange.parcels import envelope
from jukung.exchange.parcels.signing import signing_key
from network_makers import LOOPBACK, a_receiver
from parcel_makers import (
    a_joined_library,
    a_sealed_month,
    envelopes,
    fingerprint_of,
    for_agency,
    months_before,
    payload_of,
    signed,
)

pytestmark = [pytest.mark.nightly, pytest.mark.allow_hosts(LOOPBACK), pytest.mark.timeout(900)]

SECONDS = float(os.environ.get("JUKUNG_LOAD_SECONDS", "60"))
CLIENTS = 4
SITES, MONTHS = 48, 36
"""Distinct parcels for more than a minute, made before the clock runs."""


def parcels_of(agency, folder, site):
    """Some years of one library: distinct parcels, in order."""
    library = a_joined_library(
        folder, agency, code=f"63.03.{site // 90 + 1:02}.{2001 + site % 90}", file=f"{site}.jukung"
    )
    a_sealed_month(library)
    (content,) = envelopes(library).values()
    payload = payload_of(content)
    with library.reading() as desk:
        key = signing_key(desk.profile)
    key_id = fingerprint_of(library)
    library.close()
    made, before = [], []
    for seq, month in enumerate(months_before(MONTHS), start=1):
        payload["chain"] |= {"seq": seq, "prev": before[-1] if before else None, "recent": before}
        payload["period"] |= {
            "id": month.text.replace("-", ""),
            "start": month.first.isoformat(),
            "end": month.last.isoformat(),
        }
        sealed = signed(payload, key, key_id)
        before = [*before, envelope.unpack(sealed, envelope.PARCEL).hash][-12:]
        made.append(for_agency(agency, sealed))
    return made


def client(address, parcels, gate, until, told):
    """Sends its libraries' parcels one after another, every tenth twice."""
    waits, statuses, twice = [], {}, 0
    gate.wait()
    began = time.perf_counter()
    with httpx2.Client(timeout=60, trust_env=False) as line:
        for place, content in enumerate(parcels):
            for again in range(2 if place % 10 == 0 else 1):
                start = time.perf_counter()
                answer = line.post(
                    f"{address}/parcels",
                    content=content,
                    headers={"Content-Type": "application/octet-stream"},
                )
                waits.append(time.perf_counter() - start)
                verdict = answer.json().get("verdict", str(answer.status_code))
                statuses[verdict] = statuses.get(verdict, 0) + 1
                twice += again
            if time.perf_counter() - began > until:
                break
    told.put((waits, statuses, twice, time.perf_counter() - began))


def test_a_minute_of_load_stores_nothing_twice(agency, tmp_path, record_property, capsys):
    sites = [parcels_of(agency, tmp_path, site) for site in range(SITES)]
    # Libraries take turns, as they do at the beginning of a month.
    shares = [
        [content for turn in zip(*sites[start::CLIENTS], strict=True) for content in turn]
        for start in range(CLIENTS)
    ]
    process = multiprocessing.get_context("spawn")
    gate, told = process.Barrier(CLIENTS), process.Queue()

    with a_receiver(agency) as address:
        clients = [
            process.Process(target=client, args=(address, share, gate, SECONDS, told))
            for share in shares
        ]
        for one in clients:
            one.start()
        results = [told.get(timeout=SECONDS + 300) for _ in clients]
        for one in clients:
            one.join()

    waits = sorted(wait for result in results for wait in result[0])
    verdicts = {}
    for result in results:
        for verdict, count in result[1].items():
            verdicts[verdict] = verdicts.get(verdict, 0) + count
    with agency.reading() as desk:
        kept = desk.session.execute(select(func.count()).select_from(ParcelKept)).scalar_one()
    figures = {
        "requests": len(waits),
        "per_second": round(len(waits) / max(result[3] for result in results), 1),
        "p50_ms": round(1000 * statistics.median(waits), 1),
        "p99_ms": round(1000 * waits[int(len(waits) * 0.99)], 1),
        "most_ms": round(1000 * waits[-1], 1),
        "verdicts": verdicts,
        "stored": kept,
    }
    with capsys.disabled():
        print("\n" + json.dumps(figures))  # noqa: T201 - the figures are what it is for
    record_property("receiver_load", figures)
    repeated = sum(result[2] for result in results)
    assert verdicts["ACCEPT"] == kept == len(waits) - repeated
    assert verdicts["DUPLICATE"] == repeated
