"""A library with a row in every table, written as the schema allows it."""

from sqlalchemy import text
from sqlalchemy import types as sql
from sqlmodel import SQLModel

from jukung.domain.ids import new_id
from jukung.domain.kinds import Audience, ContributorKind
from jukung.exchange.exports.open_tables import TABLES
from jukung.library.catalogue import TitleDraft

PERAHU = TitleDraft(
    title="Perahu Kecil : kisah dari rawa",
    statement="Salim, Nurul ; penerjemah Bima",
    people=("Salim, Nurul", "Bima", "Dinas Perpustakaan Seberang"),
    roles=("aut", "trl", "edt"),
    name_kinds=(ContributorKind.person, ContributorKind.person, ContributorKind.body),
    subjects=("Perahu -- Kalimantan", "Cerita anak"),
    material="Text",
    edition="Cet. 2",
    isbn="9786020000008",
    publisher="Tani Makmur Press",
    place="Banjarmasin",
    year="2019",
    collation="xii, 90 hlm. : ilus. ; 21 cm",
    series="Seri Sungai ; 3",
    call_number="899.221 SAL p",
    class_number="899.221",
    language="Indonesia",
    notes="Baris satu.\nBaris dua: “tanda” & <kurung>.",
    audience=Audience.children,
    own_fields=(("Asal", "Hibah desa"),),
)

NASTY = '=1+1, "kutip"; Nu\'man\nbaris\r\ndua\ttab – ã ＝'
JPEG = b"\xff\xd8\xff\xe0 picture"

# Where a column takes no value of its kind, and where nothing is the other value to keep.
VALUES = {
    ("library", "prison_kind"): None,
    ("loan", "returned_on"): "2026-11-10",
    ("loan", "lent_time"): "08:05",
    ("loan", "returned_time"): "09:00",
    ("person", "birth_year"): 1990,
    ("number_series", "digits"): 6,
    ("number_series", "next"): 7,
    ("number_series", "year"): 2026,
    ("number_series", "kind"): "copies",
    ("loan_rule", "days"): 7,
    ("letter", "year"): 2026,
    ("period", "month"): "2026-10",
    ("figure_note", "month"): "2026-10",
    ("borrowed_month", "month"): "2026-10",
    ("parcel", "month"): "2026-10",
    ("open_day", "minutes"): 480,
    ("open_day", "opened"): "08:00",
    ("open_day", "closed"): "16:00",
    ("borrower", "status"): "active",
    ("borrower", "merged_into"): None,
    ("borrower", "kind"): "general",
    ("title", "merged_into"): None,
    ("title", "issue_days"): "15",
    ("place", "inside"): None,
    ("journal_act", "undoes"): None,
    ("journal_act", "facts"): "{}",
    ("issue", "state"): "arrived",
    ("setting", "key"): "usual_hours",
    ("setting", "value"): '"08:00,15:00"',
    ("ledger", "settles"): None,
    ("stocktake", "scope"): "{}",
    ("import_mapping", "uses"): "[]",
    ("bin", "stash"): "{}",
}
OF_KIND = (
    (sql.Boolean | sql.Integer, 1),
    (sql.Date, "2026-11-09"),
    (sql.DateTime, "2026-11-09 01:02:03.000004"),
    (sql.LargeBinary, JPEG),
)
ALREADY = {"library", "staff", "owner", "place", "number_series", "member_kind", "loan_rule"}


def fill(session):
    """Put a row into every table of the export that has none yet."""
    for each in TABLES:
        table = SQLModel.metadata.tables[each.row.__tablename__]
        if table.name in ALREADY:
            continue
        asked = text(f"PRAGMA foreign_key_list('{table.name}')")
        links = {row[3] for row in session.execute(asked)}
        row = {c.name: _value(table.name, c, links) for c in table.columns}
        names = ", ".join(f'"{name}"' for name in row)
        places = ", ".join(f":{name}" for name in row)
        session.execute(
            text(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'),  # noqa: S608 - our own
            row,
        )


def _value(table, column, links):
    if (table, column.name) in VALUES:
        return VALUES[table, column.name]
    if column.name in links:
        return 1
    if column.name == "id":
        return new_id()
    kind = column.type.impl_instance if hasattr(column.type, "impl_instance") else column.type
    if isinstance(kind, sql.Enum):
        return kind.enums[0]
    return next((value for known, value in OF_KIND if isinstance(kind, known)), NASTY)
