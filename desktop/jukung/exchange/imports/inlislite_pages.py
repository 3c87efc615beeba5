"""The page `SemuaDataKatalog.xls` of INLISLite: one row for each field of a record.

Columns No, Judul, Katalog ID, Tag, Indicator 1, Indicator 2, Value; a value holds the
subfields as `$a Title :$b subtitle /$c people`. Rows of one Katalog ID are one record.
"""

import re
from collections.abc import Iterator

from jukung.exchange.imports import free_columns
from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.formats import Format, Progress, Stopped
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.marc_file import Records
from jukung.exchange.imports.marc_records import MarcField, MarcRecord, cleaned_indicators
from jukung.exchange.imports.records import FindingCode, Reading
from jukung.exchange.listed.text_rows import Line

NAME = "inlislite_records"

_TAG = re.compile(r"[0-9]{1,3}")
_PART = re.compile(r"\s*[$\u2021]\s*([a-z0-9])\s?")
_NAMES = {
    "id": ("katalog id", "catalog id", "id katalog"),
    "tag": ("tag",),
    "first": ("indicator 1", "indikator 1", "ind 1", "indicator1", "indikator1"),
    "second": ("indicator 2", "indikator 2", "ind 2", "indicator2", "indikator2"),
    "value": ("value", "nilai", "isi"),
    "title": ("judul",),
}
_NEEDED = ("id", "tag", "value")


def looks_like(file: ChosenFile) -> bool:
    """Whether it is such a page."""
    return all(each in _columns(file.table.header) for each in _NEEDED)


def read(file: ChosenFile, *, progress: Progress, stopped: Stopped) -> Reading:
    """Read every record; refuses ImportStopped."""
    table = file.table
    gathered = Gathered(progress, stopped)
    records = Records(gathered)
    done = 0
    for title, rows in _by_record(table.rows, _columns(table.header)):
        gathered.step(done, len(table.rows))
        done += len(rows)
        record = _record(rows, title)
        if record.fields:
            records.take(record, None)
        else:
            gathered.find(FindingCode.title_missing, gathered.rows, title)
    gathered.look(len(table.rows), len(table.rows))
    return gathered.reading(NAME, encoding=table.source, header=table.header)


FORMAT = Format(NAME, looks_like, read)


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    folded = [free_columns.folded(cell) for cell in header]
    found = {}
    for name, words in _NAMES.items():
        places = [place for place, cell in enumerate(folded) if cell in words]
        if places:
            found[name] = places[0]
    return found


Field = tuple[str, str, str]


def _by_record(
    rows: tuple[Line, ...], columns: dict[str, int]
) -> Iterator[tuple[str, list[Field]]]:
    """The fields of each record; an empty Katalog ID goes on with the one above."""
    made: dict[str, tuple[str, list[Field]]] = {}
    current = ""
    for row in rows:

        def said(name: str, cells: tuple[str, ...] = row.cells) -> str:
            place = columns.get(name)
            return cells[place] if place is not None and place < len(cells) else ""

        current = said("id").strip() or current
        fields = made.setdefault(current, (said("title"), []))[1]
        tag = said("tag").strip()
        if _TAG.fullmatch(tag):
            marks = (said("first")[:1] or " ") + (said("second")[:1] or " ")
            fields.append((tag.zfill(3), marks, said("value")))
    yield from made.values()


def _record(rows: list[Field], title: str) -> MarcRecord:
    leader, control, fields = "", [], []
    for tag, marks, value in rows:
        if tag == "000":
            leader = value
        elif tag < "010":
            control.append((tag, value))
        else:
            parts = _parts(value)
            if parts:
                fields.append(MarcField(tag, cleaned_indicators(marks), parts))
    if title and not any(each.tag == "245" for each in fields):
        fields.append(MarcField("245", "  ", (("a", title),)))
    leader = leader.replace("#", " ").replace("*", "|").ljust(24)
    return MarcRecord(leader, tuple(control), tuple(fields))


def _parts(value: str) -> tuple[tuple[str, str], ...]:
    """Subfields; a value without a sign for them is `$a`."""
    value = " ".join(value.split())
    found = list(_PART.finditer(value))
    if not found or value[: found[0].start()].strip():
        return (("a", value.strip()),) if value.strip() else ()
    ends = [each.start() for each in found[1:]] + [len(value)]
    return tuple(
        (each[1], text)
        for each, end in zip(found, ends, strict=True)
        if (text := value[each.end() : end].strip())
    )
