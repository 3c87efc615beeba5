"""The libraries around: invented, without Jukung, their months typed from paper.

Names and numbers are made up, the same each time; codes of kabupaten are real.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from jukung.agency import (
    agreements,
    boxes,
    contacts,
    entries,
    leagues,
    notices,
    region_lists,
    register,
    rollup,
    sites,
    targets,
)
from jukung.agency.contacts import Contact
from jukung.agency.office import Office, OfficeDesk
from jukung.domain.months import Month
from jukung.exchange.packs.boxes import BoxedCopy
from jukung.words import _

_DISTRICTS = {
    "63.01": 349_000,
    "63.02": 325_000,
    "63.03": 565_000,
    "63.05": 189_000,
    "63.07": 258_000,
    "63.09": 253_000,
    "63.11": 130_000,
}
_NAMES = (
    *("Melati", "Anjir Baru", "Teratai", "Bakau Indah"),
    *("Sungai Jernih", "Tanjung Pagar", "Rawa Sejuk", "Kayu Manis"),
)
_YEARS = 2


def move_in(office: Office, month: Month, *, prison: str) -> int:
    """Fill the register around the libraries that use Jukung; gives how many came."""
    with office.changing(by="Rahmi") as desk:
        found = tuple(_register(desk))
        for place, code in enumerate(found):
            _type_months(desk, place, code, month)
        for district, people in _DISTRICTS.items():
            region_lists.count_people(desk, district, people)
        for place, code in enumerate(found):
            region_lists.count_people(desk, code, 900 + place * 137)
        _plan(desk, month)
        _lend(desk, prison)
        rollup.refresh(desk)
    return len(found)


def _register(desk: OfficeDesk) -> Iterator[str]:
    for place, district in enumerate(_DISTRICTS):
        for number in range(4):
            name = _NAMES[(place * 3 + number) % len(_NAMES)]
            code = f"{district}.{number + 11}.{2001 + place}"
            site = register.add(desk, code, name=f"Pustaka {name}", place_name=f"Desa {name}")
            contacts.add(
                desk,
                site.site,
                Contact(
                    name=_("Head of the library"), role="", phone=f"0812-0000-{place}{number:03}"
                ),
            )
            yield code


def _type_months(desk: OfficeDesk, place: int, code: str, last: Month) -> None:
    month = last
    for back in range(12 * _YEARS):
        # Some are late, and some months nobody ever told.
        is_told = (place * 7 + back * 5) % 11 > 1 and not (back == 0 and place % 4 == 3)
        if is_told:
            entries.enter(desk, code, month, figures=_figures(place, 12 * _YEARS - back))
        month = month.before


def _figures(place: int, growth: int) -> dict[str, int]:
    readers = 60 + place * 9 + growth * 3 + (place * growth) % 17
    return {
        "visits": readers * 2,
        "visits_female": readers + place,
        "visits_male": readers - place,
        "loans": readers + growth,
        "renewals": readers // 6,
        "titles_held": 820 + place * 31 + growth * 4,
        "copies_held": 1190 + place * 44 + growth * 6,
        "members_active": 75 + place * 3 + growth,
        "activities": 1 + growth % 3,
        "activity_participants": 12 + (place + growth) % 23,
    }


def _plan(desk: OfficeDesk, month: Month) -> None:
    for code, value in (("visits", 128_000), ("loans", 78_000), ("activities", 500)):
        targets.set_target(desk, month.year, code, value=value)
    targets.set_target(desk, month.year, "visits", value=17_500, district="63.03")
    leagues.save(desk, replace(leagues.usual(month.year), name=_("Award of the year")))
    notices.write(desk, _("The meeting of all libraries is on 12 December. Bring your figures."))


def _lend(desk: OfficeDesk, prison: str) -> None:
    today = desk.today
    for serial, name in enumerate((_("Skills"), _("Stories")), start=1):
        copies = tuple(
            BoxedCopy(number=f"KG{serial}{each:04}", title=f"{name} {each}", price=45_000)
            for each in range(1, 31)
        )
        made = boxes.prepare(desk, number=f"KG-{serial:02}", name=name, copies=copies)
        if serial == 1 and sites.by_code(desk, prison) is not None:
            boxes.assign(desk, made.uid, prison)
            boxes.set_out(
                desk,
                made.uid,
                out_on=today - timedelta(days=40),
                due_on=today + timedelta(days=50),
            )
    agreements.add(
        desk,
        prison,
        from_on=date(today.year, 1, 2),
        until_on=date(today.year, 12, 31),
        number="421/0007/2026",
    )
