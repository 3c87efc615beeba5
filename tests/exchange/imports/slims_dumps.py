# ruff: noqa: S608 - these are texts to be read, no queries
"""Writes small SLiMS databases the way backup programs write them, and counts by SQL."""

import re
import sqlite3

TABLES = {
    "biblio": (
        *("biblio_id", "gmd_id", "title", "sor", "edition", "isbn_issn", "publisher_id"),
        *("publish_year", "collation", "series_title", "call_number", "language_id"),
        *("source", "publish_place_id", "classification", "notes", "image", "file_att"),
        *("opac_hide", "frequency_id", "spec_detail_info"),
    ),
    "biblio_author": ("biblio_id", "author_id", "level"),
    "biblio_topic": ("biblio_id", "topic_id", "level"),
    "fines": ("fines_id", "fines_date", "member_id", "debet", "credit", "description"),
    "holiday": ("holiday_id", "holiday_dayname", "holiday_date", "description"),
    "item": (
        *("item_id", "biblio_id", "call_number", "coll_type_id", "item_code", "inventory_code"),
        *("received_date", "supplier_id", "order_no", "location_id", "item_status_id", "site"),
        *("source", "invoice", "price", "price_currency"),
    ),
    "loan": (
        *("loan_id", "item_code", "member_id", "loan_date", "due_date", "renewed"),
        *("loan_rules_id", "actual", "is_lent", "is_return", "return_date"),
    ),
    "loan_history": (
        *("loan_id", "item_code", "biblio_id", "title", "member_id", "member_name"),
        *("loan_date", "due_date", "renewed", "is_lent", "is_return", "return_date"),
    ),
    "member": (
        *("member_id", "member_name", "gender", "birth_date", "member_type_id"),
        *("member_address", "member_email", "inst_name", "pin", "member_phone"),
        *("member_since_date", "register_date", "expire_date", "member_notes"),
        *("is_pending", "mpasswd"),
    ),
    "mst_author": ("author_id", "author_name", "authority_type"),
    "mst_coll_type": ("coll_type_id", "coll_type_name"),
    "mst_frequency": ("frequency_id", "frequency", "time_increment", "time_unit"),
    "mst_gmd": ("gmd_id", "gmd_code", "gmd_name"),
    "mst_item_status": ("item_status_id", "item_status_name", "rules", "no_loan"),
    "mst_language": ("language_id", "language_name"),
    "mst_location": ("location_id", "location_name"),
    "mst_member_type": ("member_type_id", "member_type_name"),
    "mst_place": ("place_id", "place_name"),
    "mst_publisher": ("publisher_id", "publisher_name"),
    "mst_supplier": ("supplier_id", "supplier_name"),
    "mst_topic": ("topic_id", "topic"),
    "reserve": ("reserve_id", "member_id", "biblio_id", "item_code", "reserve_date"),
    "serial": ("serial_id", "date_start", "biblio_id"),
    "system_log": ("log_id", "log_msg"),
    "user": ("user_id", "username", "passwd"),
    "visitor_count": ("visitor_id", "member_id", "member_name", "institution", "checkin_date"),
}


def a(table, **cells):
    """One record: what is not said is NULL."""
    unknown = cells.keys() - set(TABLES[table])
    assert not unknown, unknown
    return table, cells


def a_small_library():
    """Two books, a magazine, four copies, two members, and what happened to them."""
    return [
        a("biblio", biblio_id=7, gmd_id=1, title='Menanam "padi apung": it\'s easy', sor="Tim Rawa",
          isbn_issn="978-602-03-1258-4", publisher_id=1, publish_year="2011",
          series_title="Seri Rawa",
          call_number="633.18 TIM m", language_id="id", publish_place_id=1, classification="633.18",
          notes="Baris satu.\r\nC:\\padi\\baru; habis (dua)", image="padi.jpg", file_att="isi.pdf",
          opac_hide=0, frequency_id=0, spec_detail_info="Memuat peta"),
        a("biblio", biblio_id=8, gmd_id=1, title="Sungai yang Pulang", language_id="id"),
        a("biblio", biblio_id=9, title="Kabar Lanting", isbn_issn="0126-4699", frequency_id=4),
        a("biblio_author", biblio_id=7, author_id=2, level=4),
        a("biblio_author", biblio_id=7, author_id=1, level=1),
        a("biblio_author", biblio_id=7, author_id=3, level=3),
        a("biblio_topic", biblio_id=7, topic_id=1, level=1),
        a("mst_author", author_id=1, author_name="Balai Contoh", authority_type="o"),
        a("mst_author", author_id=2, author_name="Anang, Contoh", authority_type="p"),
        a("mst_author", author_id=3, author_name="Temu Rawa", authority_type="c"),
        a("mst_topic", topic_id=1, topic="Pertanian"),
        a("mst_gmd", gmd_id=1, gmd_code="TE", gmd_name="Text"),
        a("mst_publisher", publisher_id=1, publisher_name="Rumah Lanting"),
        a("mst_place", place_id=1, place_name="Marabahan"),
        a("mst_language", language_id="id", language_name="Indonesia"),
        a("mst_frequency", frequency_id=4, frequency="Monthly", time_increment=1,
          time_unit="month"),
        a("mst_coll_type", coll_type_id=1, coll_type_name="Bacaan Anak"),
        a("mst_coll_type", coll_type_id=2, coll_type_name="Majalah"),
        a("mst_location", location_id="SL", location_name="Perpustakaan Desa"),
        a("mst_item_status", item_status_id="R", item_status_name="Repair", no_loan=1),
        a("mst_item_status", item_status_id="NL", item_status_name="No Loan", no_loan=1),
        a("mst_supplier", supplier_id="1", supplier_name="Toko Contoh"),
        a("item", item_id=1, biblio_id=7, item_code="P001", coll_type_id=1, location_id="SL",
          item_status_id="0", site='Rak "A", baris 1', source=1, price=65000,
          price_currency="Rupiah",
          received_date="2024-01-05", supplier_id="1", invoice="F-9", inventory_code="0001/PD/2024",
          call_number="633.18 TIM m c.1", order_no="77"),
        a("item", item_id=2, biblio_id=7, item_code="P002", item_status_id="R", location_id="SL",
          source=2, price=0, received_date="0000-00-00"),
        a("item", item_id=3, biblio_id=8, item_code="P003", item_status_id="NL", source=0),
        a("item", item_id=4, biblio_id=9, item_code="M001", coll_type_id=2, source=0),
        a("mst_member_type", member_type_id=1, member_type_name="Pelajar"),
        a("member", member_id="0007", member_name="Contoh Satu", gender=0, birth_date="2012-04-17",
          member_type_id=1, member_address='Dusun Rawa, "RT 2"',
          member_email="satu@contoh.desa.id",
          inst_name="SD Contoh", pin="6304000000000001", member_phone="0812-0000-0001",
          member_since_date="2024-01-05", expire_date="2027-01-05", member_notes="Datang\r\nsore",
          is_pending=0, mpasswd="$2y$10$rahasia"),
        a("member", member_id="2024002", member_name="Contoh Dua", gender=1,
          member_since_date="0000-00-00", register_date="2024-02-01", expire_date="2027-02-01",
          is_pending=1),
        a("loan", loan_id=1, item_code="P001", member_id="0007", loan_date="2026-11-02",
          due_date="2026-11-16", renewed=1, is_lent=1, is_return=0, return_date="2026-11-09"),
        a("loan", loan_id=2, item_code="P002", member_id="2024002", loan_date="2026-10-01",
          due_date="2026-10-08", renewed=0, is_lent=1, is_return=1, return_date="2026-10-12"),
        a("loan_history", loan_id=2, item_code="P002", biblio_id=7, title="Menanam",
          member_id="2024002",
          member_name="Contoh Dua", loan_date="2026-10-01", due_date="2026-10-08", renewed=0,
          is_lent=1,
          is_return=1, return_date="2026-10-12"),
        a("loan_history", loan_id=3, item_code="P003", biblio_id=8, title="Sungai",
          member_id="0007",
          member_name="Contoh Satu", loan_date="2025-10-01", due_date="2025-10-08", renewed=2,
          is_lent=1,
          is_return=1, return_date="2025-10-07"),
        a("fines", fines_id=1, fines_date="2026-10-12", member_id="2024002", debet=2000, credit=0,
          description="Denda keterlambatan untuk eksemplar P002"),
        a("fines", fines_id=2, fines_date="2026-10-13", member_id="2024002", debet=0, credit=500),
        a("visitor_count", visitor_id=1, member_id="0007", member_name="Contoh Satu",
          checkin_date="2026-11-02 08:55:00"),
        a("visitor_count", visitor_id=2, member_name="Tamu Contoh", institution="Dinas",
          checkin_date="2026-11-02 10:00:00"),
        a("reserve", reserve_id=1, member_id="2024002", biblio_id=7, item_code="P001",
          reserve_date="2026-11-20 08:00:00"),
        a("holiday", holiday_id=1, holiday_dayname="Thu", holiday_date="2026-12-24",
          description="Cuti"),
        a("holiday", holiday_id=2, holiday_dayname="Sun"),
        a("system_log", log_id=1, log_msg="Contoh masuk; INSERT INTO `loan` VALUES (9,'X','Y');"),
        a("user", user_id=1, username="admin", passwd="$2y$10$rahasia"),  # noqa: S106 - nobody's
    ]  # fmt: skip


def quoted(cell):
    """A value as MySQL writes it."""
    if cell is None:
        return "NULL"
    if isinstance(cell, int):
        return str(cell)
    signs = {
        "\\": "\\\\",
        "'": "\\'",
        '"': '\\"',
        "\n": "\\n",
        "\r": "\\r",
        "\0": "\\0",
        "\x1a": "\\Z",
    }
    return "'" + "".join(signs.get(sign, sign) for sign in cell) + "'"


def _by_table(rows):
    found = {table: [] for table in sorted(TABLES)}
    for table, cells in rows:
        found[table].append(cells)
    return found


def _create(table, columns):
    lines = [f"  `{name}` varchar(255) DEFAULT NULL COMMENT 'isi, (lama)'," for name in columns]
    lines.append(f"  PRIMARY KEY (`{columns[0]}`),\n  KEY `x` (`{columns[0]}`,`{columns[-1]}`)")
    return (
        f"CREATE TABLE `{table}` (\n"
        + "\n".join(lines)
        + "\n) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3;\n"
    )


def write_php(rows, tables=TABLES):
    """As mysqldump-php, which SLiMS uses: one INSERT for each record, no columns named."""
    out = ["-- mysqldump-php https://github.com/ifsnop/mysqldump-php\n--\n\n"]
    out.append("/*!40101 SET NAMES utf8 */;\n\n")
    for table, records in _by_table(rows).items():
        if table not in tables:
            continue
        columns = tables[table]
        out.append(f"--\n-- Table structure for table `{table}`\n--\n\n")
        out.append(f"DROP TABLE IF EXISTS `{table}`;\n" + _create(table, columns))
        out.append(f"/*!40000 ALTER TABLE `{table}` DISABLE KEYS */;\nSET autocommit=0;\n")
        for cells in records:
            values = ",".join(quoted(cells.get(name)) for name in columns)
            out.append(f"INSERT INTO `{table}` VALUES ({values});\n")
        out.append(f"COMMIT;\n-- Dumped table `{table}` with {len(records)} row(s)\n--\n\n")
    out.append("-- Dump completed on: Sun, 22 Nov 2026 10:49:12 +0700\n")
    return "".join(out)


def write_admin(rows, *, many=2):
    """As phpMyAdmin: many records in one INSERT, columns named, here in another order."""
    out = ["-- phpMyAdmin SQL Dump\n-- version 5.2.1\n--\n"]
    out.append('SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";\nSTART TRANSACTION;\n')
    for table, records in _by_table(rows).items():
        columns = tuple(reversed(TABLES[table]))
        out.append(_create(table, TABLES[table]))
        names = ", ".join(f"`{name}`" for name in columns)
        for at in range(0, len(records), many):
            tuples = [
                "(" + ", ".join(quoted(cells.get(name)) for name in columns) + ")"
                for cells in records[at : at + many]
            ]
            out.append(f"INSERT INTO `{table}` ({names}) VALUES\n" + ",\n".join(tuples) + ";\n\n")
    out.append(
        "--\n-- Triggers `loan`\n--\nDELIMITER $$\nCREATE TRIGGER `catat` AFTER INSERT ON `loan`\n"
        " FOR EACH ROW INSERT INTO loan_history VALUES (NEW.loan_id, 'it''s; (x');\n$$\n"
        "DELIMITER ;\nALTER TABLE `biblio` ADD PRIMARY KEY (`biblio_id`);\nCOMMIT;\n"
    )
    return "".join(out)


def in_sqlite(dump):
    """The same dump in a database, told in its own way, to be asked by SQL."""
    database = sqlite3.connect(":memory:")
    for table, body in re.findall(r"CREATE TABLE `(\w+)` \((.*?)\n\)", dump, re.DOTALL):
        columns = re.findall(r"^  `(\w+)`", body, re.MULTILINE)
        names = ", ".join(f'"{name}"' for name in columns)
        database.execute(f"CREATE TABLE {table} ({names})")
    for line in dump.split("\n"):
        if line.startswith("INSERT INTO `"):
            database.execute(_escaped_by_quotes(line))
    return database


def _escaped_by_quotes(line):
    out, at = [], 0
    signs = {"n": "\n", "r": "\r", "0": "", "'": "''"}
    while at < len(line):
        if line[at] == "\\":
            out.append(signs.get(line[at + 1], line[at + 1]))
            at += 2
        else:
            out.append(line[at])
            at += 1
    return "".join(out)
