"""Writes title lists the way each version of SLiMS, and Excel, writes them."""

import csv
import io
from pathlib import Path

KEPT = Path(__file__).parents[2] / "kept" / "slims"

NAMES = [
    *("title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year"),
    *("collation", "series_title", "call_number", "language_name", "place_name"),
    *("classification", "notes", "image", "sor", "authors", "topics", "item_code"),
]


def a_row(title="Sungai yang Pulang", *, notes="", people=(), subjects=(), copies=()):
    """The cells of one title, lists as tuples."""
    texts = [title, "Text", "Cet. 2", "", "Rumah Lanting", "2011", "iv, 96 hlm", ""]
    texts += ["899 SUN s", "Indonesia", "Marabahan", "899", notes, "", ""]
    return [*texts, tuple(people), tuple(subjects), tuple(copies)]


SOME_ROWS = [
    a_row(
        'Menanam "padi apung": panduan, tanya-jawab',
        notes="Baris satu.\r\nBaris dua",
        people=('Tim "Rawa" Lestari', "Balai Contoh"),
        subjects=("Pertanian -- Padi <rawa>",),
        copies=("C0001", "C0002"),
    ),
    a_row('Kamus "kecil" Banjar', people=("Anang, Contoh",), copies=("C0003",)),
    a_row("Sungai yang Pulang", copies=("C0004",)),
]


def flat(row):
    """The eighteen cells as text, lists in angle brackets."""
    lists = ["<" + "><".join(cell) + ">" if cell else "" for cell in row[15:]]
    return [*row[:15], *lists]


def write_raw(rows, *, separator=",", end="\n", header=False, quote='"'):
    """As SLiMS 5 to 9.6.0: quotes as they are, line breaks as the letters rn."""
    joint = quote + separator + quote
    lines = [
        quote + joint.join(flat(row)).replace("\r", "r").replace("\n", "n") + quote for row in rows
    ]
    if header:
        lines.insert(0, quote + joint.join(NAMES) + quote + separator)
    return "".join(line + end for line in lines)


def write_doubled(rows, *, separator=",", end="\n", header=False, quote='"'):
    """As SLiMS 9.6.1: quotes doubled, line breaks real."""
    lists = [list(NAMES)] * header + [flat(row) for row in rows]
    return "".join(
        separator.join(quote + c.replace(quote, quote * 2) + quote for c in cells) + end
        for cells in lists
    )


def write_970(rows, **how):
    r"""As SLiMS 9.7.0: quotes doubled, each half of a line break as `\n`."""
    escaped = [
        [c if isinstance(c, tuple) else c.replace("\r", "\\n").replace("\n", "\\n") for c in row]
        for row in rows
    ]
    return write_doubled(escaped, **how)


def write_excel(rows, *, header=False, empty=0):
    """As Excel with Indonesian settings: semicolons, few quotes, empty rows after."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    if header:
        writer.writerow(NAMES)
    writer.writerows(flat(row) for row in rows)
    return out.getvalue() + (";" * 17 + "\r\n") * empty


def as_rows(reading):
    """The titles of a reading in the form of `a_row`."""
    return [
        [
            *(t.title, t.material, t.edition, t.isbn, t.publisher, t.year),
            *(t.collation, t.series, t.call_number, t.language, t.place),
            *(t.class_number, t.notes, t.cover_name, t.statement),
            *(t.people, t.subjects, t.copy_numbers),
        ]
        for t in reading.titles
    ]


def count(reading, code):
    """How many findings of a kind there are."""
    return sum(each.code == code for each in reading.findings)
