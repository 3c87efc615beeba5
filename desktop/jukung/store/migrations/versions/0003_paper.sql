-- What printing remembers. A label counts as printed only when somebody has looked at it.

-- Copies have two labels; members have a card ----------------------------------------------------------------

ALTER TABLE copy ADD COLUMN spine_printed_at TEXT;
ALTER TABLE borrower ADD COLUMN card_printed_at TEXT;

-- Runs that wait for the printer, or stopped half-way; they outlive a power cut --------------------------------

CREATE TABLE print_run (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  what        TEXT NOT NULL CHECK (what IN ('barcode', 'spine', 'both', 'box', 'shelf', 'member', 'card', 'blank')),
  sheet       TEXT NOT NULL,
  start_cell  INTEGER NOT NULL CHECK (start_cell >= 1),
  choices     TEXT NOT NULL DEFAULT '{}',
  made_at     TEXT NOT NULL,
  made_on     TEXT NOT NULL CHECK (made_on IS date(made_on)),
  state       TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dropped')),
  next_cell   INTEGER CHECK (next_cell >= 1)
) STRICT;

CREATE INDEX print_run_waiting ON print_run (row) WHERE state = 'waiting';
CREATE INDEX print_run_by_sheet ON print_run (sheet, row);

-- One line is one label; the subject is a copy's or borrower's id, a blank number, or the words of a sign.
CREATE TABLE print_line (
  run         INTEGER NOT NULL REFERENCES print_run (row) ON DELETE CASCADE,
  place       INTEGER NOT NULL CHECK (place >= 1),
  subject     TEXT NOT NULL,
  act         INTEGER REFERENCES journal_act (row),
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX print_line_by_act ON print_line (act) WHERE act IS NOT NULL;

-- Numbers printed before anybody knows what they will be stuck on. One that a copy has is no longer blank.
CREATE TABLE blank_number (
  number      TEXT PRIMARY KEY,
  bare        TEXT NOT NULL,
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  drop_act    INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX blank_number_by_bare ON blank_number (bare);
CREATE INDEX blank_number_by_act ON blank_number (act);

-- Sheets made in the editor, in the words of resources/labels -----------------------------------------------------

CREATE TABLE own_sheet (
  name        TEXT PRIMARY KEY CHECK (name <> ''),
  written     TEXT NOT NULL
) STRICT;

-- The crest on letters and cards ---------------------------------------------------------------------------------

CREATE TABLE emblem (
  name        TEXT PRIMARY KEY CHECK (name IN ('crest', 'second_crest')),
  image       BLOB NOT NULL CHECK (length(image) BETWEEN 4 AND 262144),
  act         INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- Letters that went out: their number, and whom they concern; what they say is made anew from the file ---------------

CREATE TABLE letter (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  kind        TEXT NOT NULL CHECK (kind IN ('overdue', 'clearance', 'minutes')),
  year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999),
  serial      INTEGER NOT NULL CHECK (serial >= 1),
  number      TEXT NOT NULL,
  written_on  TEXT NOT NULL CHECK (written_on IS date(written_on)),
  borrower    INTEGER REFERENCES borrower (row) ON DELETE SET NULL,
  subject     TEXT NOT NULL DEFAULT '',
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX letter_by_day ON letter (written_on, row);
CREATE INDEX letter_by_borrower ON letter (borrower) WHERE borrower IS NOT NULL;
CREATE INDEX letter_by_act ON letter (act);
CREATE UNIQUE INDEX letter_once ON letter (year, serial) WHERE cancel_act IS NULL;
