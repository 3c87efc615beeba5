"""Lists of other programs, read into plain records.

A format says whether it understands a file and reads it; what is odd in the file is
a finding, what makes the file useless is a refusal. Nothing here knows the database
except `apply`, which stores what was read.
"""

from jukung.exchange.imports import (
    inlislite_pages,
    koha_offline,
    marc_file,
    member_table,
    slims_csv,
    slims_items,
    slims_members,
    slims_sql,
    table_titles,
    xml_file,
)
from jukung.exchange.imports.formats import Format

FORMATS: tuple[Format, ...] = (
    marc_file.FORMAT,
    xml_file.MARC_FORMAT,
    xml_file.MODS_FORMAT,
    xml_file.DUBLIN_FORMAT,
    koha_offline.FORMAT,
    slims_sql.FORMAT,
    slims_csv.FORMAT,
    slims_items.FORMAT,
    slims_members.FORMAT,
    inlislite_pages.FORMAT,
    table_titles.INLISLITE_FORMAT,
    table_titles.TABLE_FORMAT,
    member_table.FORMAT,
)
