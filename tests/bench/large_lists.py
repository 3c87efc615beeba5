"""Large lists of invented titles, in the shapes that other programs write.

Nothing is held: they are written line by line, and the same counts give the same bytes.
"""

from datetime import date, timedelta
from random import Random

CSV_HEADER = (
    "title,gmd_name,edition,isbn_issn,publisher_name,publish_year,collation,series_title,"
    "call_number,language_name,place_name,classification,notes,image,sor,authors,topics,item_code"
)
XML_BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
)
LEADER = "00000nam a2200000 a 4500"
MILLION = 1_000_000
LOANS, VISITS, FINES, MEMBERS = 6, 4, 1, 10
"""How many loans and visits a title has; every so many titles there is a fine, a member."""

_TABLES = {
    "biblio": (
        "biblio_id gmd_id title sor edition isbn_issn publisher_id publish_year collation "
        "series_title call_number language_id source publish_place_id classification notes image "
        "file_att opac_hide frequency_id spec_detail_info"
    ),
    "biblio_author": "biblio_id author_id level",
    "biblio_topic": "biblio_id topic_id level",
    "fines": "fines_id fines_date member_id debet credit description",
    "item": (
        "item_id biblio_id call_number coll_type_id item_code inventory_code received_date "
        "supplier_id order_no location_id item_status_id site source invoice price price_currency"
    ),
    "loan": (
        "loan_id item_code member_id loan_date due_date renewed loan_rules_id actual is_lent "
        "is_return return_date"
    ),
    "member": (
        "member_id member_name gender birth_date member_type_id member_address member_phone "
        "member_since_date register_date expire_date member_notes is_pending"
    ),
    "mst_author": "author_id author_name authority_type",
    "mst_publisher": "publisher_id publisher_name",
    "mst_topic": "topic_id topic",
    "visitor_count": "visitor_id member_id member_name institution checkin_date",
}


class Invented:
    """Titles that nobody wrote, one after the other."""

    def __init__(self):
        self._random = Random(7)
        self._words = [
            "".join(
                self._random.choice("bcdgjklmnprst") + self._random.choice("aiueo")
                for _ in range(3)
            )
            for _ in range(8000)
        ]

    def title(self):
        return " ".join(self._random.choices(self._words, k=4)).capitalize()

    def name(self):
        return " ".join(self._random.choices(self._words, k=2)).title()

    def subject(self):
        return self._random.choice(self._words)


def isbn(place):
    body = f"978602{place % MILLION:06}"
    check = -sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(body)) % 10
    return f"{body}{check}"


def write_csv(path, count):
    """A list of titles, one copy each, as SLiMS writes it."""
    invented = Invented()
    with path.open("w", encoding="utf-8") as out:
        out.write(CSV_HEADER + "\n")
        for place in range(count):
            title, name = invented.title(), invented.name()
            cells = (
                title, "Text", "", isbn(place), "Pustaka Contoh", "2020", "120 hlm.", "",
                f"813 {name[:3].upper()} {title[0].lower()}", "Indonesia", "Banjar", "813", "", "",
                name, f"<{name}>", f"<{invented.subject()}>", f"<B{place:07}>",
            )  # fmt: skip
            out.write(",".join(f'"{cell}"' for cell in cells) + "\n")
    return path


def _marc(place, invented):
    title, name = invented.title(), invented.name()
    return (
        ("020", "a", isbn(place)), ("082", "a", "813"),
        ("090", "a", f"813 {name[:3].upper()} {title[0].lower()}"), ("100", "a", name),
        ("245", "a", title), ("250", "a", "Cet. 1"), ("260", "b", "Pustaka Contoh"),
        ("300", "a", "120 hlm."), ("650", "a", invented.subject()), ("952", "p", f"B{place:07}"),
    )  # fmt: skip


def write_marc(path, count):
    """The same titles as records of MARC 21, one copy each in 952."""
    invented = Invented()
    with path.open("wb") as out:
        for place in range(count):
            directory, body = b"", b""
            for tag, code, words in _marc(place, invented):
                cell = f"  \x1f{code}{words}\x1e".encode()
                directory += f"{tag}{len(cell):04}{len(body):05}".encode()
                body += cell
            base = len(LEADER) + len(directory) + 1
            whole = base + len(body) + 1
            out.write(f"{whole:05}nam a22{base:05} a 4500".encode())
            out.write(directory + b"\x1e" + body + b"\x1d")
    return path


def write_marcxml(path, count):
    """The same records as MARCXML."""
    invented = Invented()
    with path.open("w", encoding="utf-8") as out:
        out.write(XML_BEGIN)
        for place in range(count):
            fields = "".join(
                f'<datafield tag="{tag}" ind1=" " ind2=" "><subfield code="{code}">{words}'
                "</subfield></datafield>"
                for tag, code, words in _marc(place, invented)
            )
            out.write(f"<record><leader>{LEADER}</leader>{fields}</record>\n")
        out.write("</collection>\n")
    return path


def write_backup(path, count):
    """A SLiMS backup: titles with a copy each, six loans and four visits for each title."""
    with path.open("w", encoding="utf-8") as out:
        out.write("-- mysqldump-php https://github.com/ifsnop/mysqldump-php\n--\n\n")
        for table, records in _of_backup(count):
            body = "".join(
                f"  `{name}` varchar(255) DEFAULT NULL,\n" for name in _TABLES[table].split()
            )
            out.write(f"CREATE TABLE `{table}` (\n{body}  KEY `x` (`x`)\n);\n")
            for cells in records:
                said = ",".join(
                    str(cell) if isinstance(cell, int) else f"'{cell}'" for cell in cells
                )
                out.write(f"INSERT INTO `{table}` VALUES ({said});\n")  # noqa: S608 - a text to be read, no query
        out.write("-- Dump completed on: Sun, 22 Nov 2026 10:49:12 +0700\n")
    return path


def _of_backup(count):
    """The tables in the order of their names, as the program writes them."""
    invented, rest, people = Invented(), Random(8), max(1, count // MEMBERS)
    yield "biblio", (
        (place, 1, invented.title(), invented.name(), "Cet. 1", isbn(place), rest.randint(1, 500),
         "2020", "120 hlm.; 21 cm", "", f"813 {place % 999:03} a", "id", "", 1, "813",
         "Catatan contoh tentang isi buku ini, dua baris.", "", "", 0, 0, "")
        for place in range(1, count + 1)
    )  # fmt: skip
    yield "biblio_author", ((place, rest.randint(1, people), 1) for place in range(1, count + 1))
    yield "biblio_topic", ((place, rest.randint(1, 3000), 1) for place in range(1, count + 1))
    yield "fines", (
        (place, _day(rest), _card(rest.randint(1, people)), *((2000, 0), (0, 2000))[place % 2],
         f"Denda keterlambatan untuk eksemplar B{rest.randint(1, count):07}")
        for place in range(1, count * FINES + 1)
    )  # fmt: skip
    yield "item", (
        (place, place, f"813 {place % 999:03} a", 1, f"B{place:07}", f"{place:05}/PD/2020",
         "2020-01-05", "0", "", "SL", "0", f"Rak {place % 40}", 1, "", 65000, "Rupiah")
        for place in range(1, count + 1)
    )  # fmt: skip
    yield "loan", _loans(rest, count, people)
    yield "member", (
        (_card(place), invented.name(), place % 2, "2001-04-17", 1,
         f"Dusun {invented.subject()} RT {place % 9}", f"0812-0000-{place:04}", "2020-01-05",
         "2020-01-05", "2027-01-05", "", 0)
        for place in range(1, people + 1)
    )  # fmt: skip
    yield "mst_author", ((place, invented.name(), "p") for place in range(1, people + 1))
    yield "mst_publisher", ((place, f"Pustaka {invented.name()}") for place in range(1, 501))
    yield "mst_topic", ((place, f"Pokok {place}") for place in range(1, 3001))
    yield "visitor_count", (
        (place, _card(rest.randint(1, people)) if place % 3 else "", "Tamu Contoh", "",
         f"{_day(rest)} 08:55:00")
        for place in range(1, count * VISITS + 1)
    )  # fmt: skip


def _loans(rest, count, people):
    for place in range(1, count * LOANS + 1):
        lent = date(2015, 1, 1) + timedelta(days=rest.randint(0, 4000))
        is_open = place % 150 == 0
        yield (
            place, f"B{place // 150 if is_open else rest.randint(1, count):07}",
            _card(rest.randint(1, people)), lent.isoformat(),
            (lent + timedelta(days=7)).isoformat(), place % 2, 1, lent.isoformat(), 1,
            0 if is_open else 1, (lent + timedelta(days=rest.randint(1, 20))).isoformat(),
        )  # fmt: skip


def _card(place):
    return f"A{place:05}"


def _day(rest):
    return (date(2015, 1, 1) + timedelta(days=rest.randint(0, 4000))).isoformat()
