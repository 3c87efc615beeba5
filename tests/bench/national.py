"""A whole country on a server: 83,000 libraries, their months and figures, made by the server.

    python -m tests.bench.national --sites 83000 --months 12

Made with Debian's PostgreSQL as it comes (only the sizes of buffers are set), on a socket in a
folder of its own, and taken away at the end. Prints what `agency/SCALE.md` says: how long a parcel
takes among so many, a month's sums, a year's table, and how large it all is.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import text

from jukung.agency import accept, rollup, totals
from jukung.domain.months import Month
from jukung.figures.indicators import SENT
from many_parcels import a_template, plausible, senders
from parcel_makers import an_office, for_agency, months_before
from servers import Server

SETTINGS = [
    "listen_addresses=",
    "shared_buffers=4GB",
    "maintenance_work_mem=1GB",
    "max_wal_size=8GB",
]
# Thirty-eight provinces of about fourteen kabupaten each.
CODE = """lpad((11 + n % 38)::text, 2, '0') || '.' || lpad((1 + (n / 38) % 14)::text, 2, '0')
          || '.' || lpad((1 + (n / 532) % 20)::text, 2, '0')
          || '.' || (2001 + n / 10640)::text"""


def fill(office, *, sites, months):
    """Libraries with every figure of every month; the roll-up is left due."""
    codes = ", ".join(f"('{each.code}')" for each in SENT)
    with office.changing() as desk:
        run = lambda words: desk.session.execute(text(words))  # noqa: E731 - said four times
        run(
            f"""INSERT INTO site (site, uid, code, name, kind, zone, since, enrolled_at)
            SELECT 1000000 + n, 'u' || n, {CODE}, 'Perpustakaan ' || n, 'village', 'WIB', '2020-01',
                   '2020-01-01 00:00:00.000000' FROM generate_series(0, {sites} - 1) AS n"""  # noqa: S608 - our own numbers
        )
        for month in months:
            run(
                f"""INSERT INTO site_month
                  (site, month, source, kind, revision, first_at, accepted_at)
                SELECT site, '{month.text}', 'parcel', 'original', 1,
                       '2026-01-05 00:00:00.000000', '2026-01-05 00:00:00.000000'
                FROM site WHERE site >= 1000000"""  # noqa: S608 - as above
            )
            run(
                f"""INSERT INTO figure (site, month, code, value, status)
                SELECT site, '{month.text}', c.code, (site * 31 + length(c.code) * 7) % 500, 'ok'
                FROM site, (VALUES {codes}) AS c (code) WHERE site >= 1000000"""  # noqa: S608 - as above
            )
            run(
                f"""INSERT INTO month_due (district, kind, month)
                SELECT DISTINCT substr(code, 1, 5), kind, '{month.text}' FROM site
                ON CONFLICT DO NOTHING"""  # noqa: S608 - as above
            )


def timed(what, act):
    """Does it and says how long it took."""
    begun = time.perf_counter()
    found = act()
    _say(what, time.perf_counter() - begun, "s")
    return found


def measure(*, sites, months):
    """The whole of it, printed."""
    folder = Path(tempfile.mkdtemp(prefix="jukung-national-"))
    server = Server(settings=SETTINGS)
    try:
        office = an_office(folder, place=server.a_database())
        year = months_before(months, until=Month(2026, 10))
        timed(
            f"{sites} libraries x {months} months made",
            lambda: fill(office, sites=sites, months=year),
        )
        with office.changing() as desk:
            desk.session.execute(text("ANALYZE"))
        timed("one month of the whole country added up anew", lambda: _refresh(office, year[:1]))
        timed("the other months", lambda: _refresh(office, year[1:]))
        with office.reading() as desk:
            timed(
                "a year's table by kabupaten, month and indicator",
                lambda: totals.sums(desk, year[0], year[-1]),
            )
            timed(
                "a year of one indicator",
                lambda: totals.sums(desk, year[0], year[-1], codes=["visits"]),
            )
        _parcels(office, folder)
        with office.reading() as desk:
            for name in ("figure", "site_month", "month_total", "parcel"):
                size = desk.session.execute(
                    text(f"SELECT pg_total_relation_size('{name}')")
                ).scalar_one()
                _say(name, size / 2**20, "MiB")
        office.close()
    finally:
        server.stop()


def _refresh(office, months):
    with office.changing() as desk:
        wanted = [month.text for month in months]
        return rollup.refresh(desk, months=wanted)


def _parcels(office, folder):
    template = a_template(folder, office)
    libraries = senders(template, 100)
    with office.changing() as desk:
        for each in libraries:
            each.enrol(desk)
    codes = [each.code for each in SENT]
    parcels = [
        for_agency(office, each.seal(month, plausible(each.code, month, codes)))
        for month in months_before(3)
        for each in libraries
    ]
    begun = time.perf_counter()
    accept.accept(office, parcels)
    took = time.perf_counter() - begun
    _say("parcels taken in among them, by one program", len(parcels) / took, "a second")


def _say(what, amount, unit):
    sys.stdout.write(f"{what:<58} {amount:10.2f} {unit}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sites", type=int, default=83_000)
    parser.add_argument("--months", type=int, default=12)
    given = parser.parse_args()
    measure(sites=given.sites, months=given.months)
