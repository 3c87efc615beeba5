"""Lists of other programs, read into plain records.

A format says whether it understands a file and reads it; what is odd in the file is
a finding, what makes the file useless is a refusal. Nothing here knows the database
except `apply`, which stores what was read.
"""

from jukung.exchange.imports import slims_csv
from jukung.exchange.imports.formats import Format

FORMATS: tuple[Format, ...] = (slims_csv.FORMAT,)
