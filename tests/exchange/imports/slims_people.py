"""Writes lists of copies and members the way each version of SLiMS, and Excel, does."""

import csv
import io

ITEM_NAMES = (
    *("item_code", "call_number", "coll_type_name", "inventory_code", "received_date"),
    *("supplier_name", "order_no", "location_name", "order_date", "item_status_name", "site"),
    *("source", "invoice", "price", "price_currency", "invoice_date", "input_date"),
    *("last_update", "title"),
)
MEMBER_NAMES = (
    *("member_id", "member_name", "gender", "member_type_name", "member_email"),
    *("member_address", "postal_code", "inst_name", "is_new", "member_image", "pin"),
    *("member_phone", "member_fax", "member_since_date", "register_date", "expire_date"),
    *("birth_date", "member_notes"),
)


def an_item(number="P001", title="Sungai yang Pulang", **cells):
    """The nineteen cells of a copy."""
    known = {
        "item_code": number,
        "coll_type_name": "Fiction",
        "received_date": "2024-01-05",
        "location_name": "Perpustakaan Desa",
        "source": "1",
        "price": "0",
        "input_date": "2024-01-05 08:10:00",
        "last_update": "2024-01-05 08:10:00",
        "title": title,
    }
    return [(known | cells).get(name, "") for name in ITEM_NAMES]


def a_member_row(card="0007", name="Contoh Satu", **cells):
    """The eighteen cells of a member."""
    known = {
        "member_id": card,
        "member_name": name,
        "gender": "0",
        "member_type_name": "Standard",
        "is_new": "0",
        "member_since_date": "2024-01-05",
        "register_date": "2024-01-05",
        "expire_date": "2027-01-05",
    }
    return [(known | cells).get(name, "") for name in MEMBER_NAMES]


def write_items(rows, *, header=False, separator=",", end="\n"):
    """As every version: quotes as they are, line breaks as the letters rn."""
    joint = f'"{separator}"'
    lines = ['"' + joint.join(row).replace("\r", "r").replace("\n", "n") + '"' for row in rows]
    if header:
        lines.insert(0, '"' + joint.join(ITEM_NAMES) + '"' + separator)
    return "".join(line + end for line in lines)


def write_members(rows, *, header=False, separator=",", end="\n", names=MEMBER_NAMES):
    """As every version: the escapes of the database inside quotes."""
    signs = {"\\": "\\\\", '"': '\\"', "'": "\\'", "\r": "\\r", "\n": "\\n"}
    joint = f'"{separator}"'
    lines = [
        '"' + joint.join("".join(signs.get(s, s) for s in cell) for cell in row) + '"'
        for row in rows
    ]
    if header:
        lines.insert(0, '"' + joint.join(names) + '"' + separator)
    return "".join(line + end for line in lines)


def write_excel(rows, names=()):
    """As Excel with Indonesian settings: semicolons and few quotes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    if names:
        writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue()
