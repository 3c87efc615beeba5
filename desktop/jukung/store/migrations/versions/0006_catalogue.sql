-- The catalogue whole: fields, covers, serials, bin, search by older spelling; stocktake,
-- withdrawal; title packs; what an import brings besides titles.

-- Titles ------------------------------------------------------------------------------------------

ALTER TABLE title ADD COLUMN issn TEXT NOT NULL DEFAULT '';
-- For whom: the six reading levels of the national book law are mapped onto these.
ALTER TABLE title ADD COLUMN audience TEXT NOT NULL DEFAULT 'unknown'
  CHECK (audience IN ('unknown', 'early', 'children', 'teen', 'adult'));
-- A newspaper or magazine says how often it comes; none is a book.
ALTER TABLE title ADD COLUMN frequency TEXT NOT NULL DEFAULT 'none'
  CHECK (frequency IN ('none', 'daily', 'weekly', 'fortnightly', 'monthly', 'two_monthly', 'quarterly', 'half_yearly', 'yearly', 'irregular'));
-- The days of the week, Monday 1, on which a daily one comes; empty is Monday to Saturday.
ALTER TABLE title ADD COLUMN issue_days TEXT NOT NULL DEFAULT ''
  CHECK (issue_days NOT GLOB '*[^1-7]*');
-- Names and words in today's spelling where they are written in an older one (Soekarno, djalan).
ALTER TABLE title ADD COLUMN spelling TEXT NOT NULL DEFAULT '';

UPDATE title SET spelling = replace(replace(replace(replace(
  lower(title || ' ' || people || ' ' || subjects), 'oe', 'u'), 'dj', 'j'), 'tj', 'c'), 'sj', 'sy')
WHERE lower(title || ' ' || people || ' ' || subjects) GLOB '*oe*'
   OR lower(title || ' ' || people || ' ' || subjects) GLOB '*dj*'
   OR lower(title || ' ' || people || ' ' || subjects) GLOB '*tj*'
   OR lower(title || ' ' || people || ' ' || subjects) GLOB '*sj*';

CREATE INDEX title_by_class ON title (class_main, title COLLATE NOCASE, row);
CREATE INDEX title_serial ON title (row) WHERE frequency <> 'none';
-- For filters that few titles fit; what nearly all are is no filter, and costs no room.
CREATE INDEX title_by_audience ON title (audience) WHERE audience <> 'unknown';
CREATE INDEX title_by_language ON title (language) WHERE language <> '';
-- Taking an import back asks of every row whether another one was merged into it.
CREATE INDEX title_by_merged ON title (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX borrower_by_merged ON borrower (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE contributor ADD COLUMN kind TEXT NOT NULL DEFAULT 'person'
  CHECK (kind IN ('person', 'body', 'meeting'));
CREATE INDEX contributor_by_name ON contributor (name COLLATE NOCASE);
CREATE INDEX subject_by_name ON subject (name COLLATE NOCASE);

-- Fields of the library's own, in order.
CREATE TABLE title_field (
  title  INTEGER NOT NULL REFERENCES title (row) ON DELETE CASCADE,
  place  INTEGER NOT NULL,
  name   TEXT NOT NULL CHECK (name <> ''),
  value  TEXT NOT NULL,
  PRIMARY KEY (title, place)
) STRICT, WITHOUT ROWID;

-- The record as it came (MARC, MODS …), for those who want it back letter for letter.
CREATE TABLE title_origin (
  title   INTEGER PRIMARY KEY REFERENCES title (row) ON DELETE CASCADE,
  format  TEXT NOT NULL CHECK (format IN ('marc21', 'marcxml', 'mods', 'dc')),
  record  BLOB NOT NULL CHECK (length(record) BETWEEN 1 AND 100000)
) STRICT;

CREATE TABLE cover (
  title  INTEGER PRIMARY KEY REFERENCES title (row) ON DELETE CASCADE,
  jpeg   BLOB NOT NULL CHECK (length(jpeg) BETWEEN 4 AND 262144),
  act    INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

DROP TRIGGER title_search_add;
DROP TRIGGER title_search_remove;
DROP TRIGGER title_search_change;
DROP TABLE title_search;
CREATE VIRTUAL TABLE title_search USING fts5 (
  title, people, subjects, isbn, call_number, series, publisher, notes, spelling,
  content = 'title', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER title_search_add AFTER INSERT ON title BEGIN
  INSERT INTO title_search (rowid, title, people, subjects, isbn, call_number, series, publisher, notes, spelling)
  VALUES (new.row, new.title, new.people, new.subjects, new.isbn, new.call_number, new.series, new.publisher, new.notes, new.spelling);
END;
CREATE TRIGGER title_search_remove AFTER DELETE ON title BEGIN
  INSERT INTO title_search (title_search, rowid, title, people, subjects, isbn, call_number, series, publisher, notes, spelling)
  VALUES ('delete', old.row, old.title, old.people, old.subjects, old.isbn, old.call_number, old.series, old.publisher, old.notes, old.spelling);
END;
CREATE TRIGGER title_search_change
AFTER UPDATE OF title, people, subjects, isbn, call_number, series, publisher, notes, spelling ON title BEGIN
  INSERT INTO title_search (title_search, rowid, title, people, subjects, isbn, call_number, series, publisher, notes, spelling)
  VALUES ('delete', old.row, old.title, old.people, old.subjects, old.isbn, old.call_number, old.series, old.publisher, old.notes, old.spelling);
  INSERT INTO title_search (rowid, title, people, subjects, isbn, call_number, series, publisher, notes, spelling)
  VALUES (new.row, new.title, new.people, new.subjects, new.isbn, new.call_number, new.series, new.publisher, new.notes, new.spelling);
END;
INSERT INTO title_search (title_search) VALUES ('rebuild');
-- The words of that index, to look for those near to one that no title has; keeps nothing itself.
CREATE VIRTUAL TABLE title_search_word USING fts5vocab (title_search, row);

-- Titles that were entered by mistake, or merged into another: taken out whole, to be put back
-- whole. Nothing that was ever lent goes in here but by a merge, which takes the loans along.
CREATE TABLE bin (
  row        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  title      TEXT NOT NULL,
  people     TEXT NOT NULL DEFAULT '',
  why        TEXT NOT NULL CHECK (why IN ('mistake', 'merged')),
  merged_into TEXT NOT NULL DEFAULT '',
  stash      TEXT NOT NULL,
  on_day     TEXT NOT NULL CHECK (on_day IS date(on_day)),
  act        INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- Issues of newspapers and magazines; one may be bound to a copy that is lent.
CREATE TABLE issue (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  title       INTEGER NOT NULL REFERENCES title (row),
  label       TEXT NOT NULL CHECK (label <> ''),
  volume      TEXT NOT NULL DEFAULT '',
  number      TEXT NOT NULL DEFAULT '',
  dated_on    TEXT CHECK (dated_on IS date(dated_on)),
  state       TEXT NOT NULL CHECK (state IN ('expected', 'arrived', 'missing', 'discarded')),
  arrived_on  TEXT CHECK (arrived_on IS date(arrived_on)),
  count       INTEGER NOT NULL DEFAULT 1 CHECK (count BETWEEN 1 AND 999),
  copy        INTEGER REFERENCES copy (row),
  note        TEXT NOT NULL DEFAULT '',
  claimed_on  TEXT CHECK (claimed_on IS date(claimed_on)),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row),
  CHECK ((state IN ('arrived', 'discarded')) = (arrived_on IS NOT NULL))
) STRICT;

CREATE INDEX issue_by_title ON issue (title, dated_on, row);
CREATE INDEX issue_by_act ON issue (act);

-- Copies ------------------------------------------------------------------------------------------

ALTER TABLE copy ADD COLUMN source_kind TEXT NOT NULL DEFAULT 'unknown'
  CHECK (source_kind IN ('unknown', 'purchase', 'gift', 'aid', 'exchange', 'own_print'));
ALTER TABLE copy ADD COLUMN received_on TEXT CHECK (received_on IS date(received_on));
ALTER TABLE copy ADD COLUMN invoice TEXT NOT NULL DEFAULT '';
ALTER TABLE copy ADD COLUMN condition TEXT NOT NULL DEFAULT 'unknown'
  CHECK (condition IN ('unknown', 'good', 'worn', 'damaged'));
ALTER TABLE copy ADD COLUMN withdraw_reason TEXT NOT NULL DEFAULT 'none'
  CHECK (withdraw_reason IN ('none', 'worn', 'damaged', 'outdated', 'unused', 'too_many', 'lost', 'exchanged', 'given_away', 'other'));
ALTER TABLE copy ADD COLUMN withdrawal INTEGER REFERENCES withdrawal (row);

-- A weeding with its record (berita acara penyiangan); the copies point here.
CREATE TABLE withdrawal (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  number      TEXT NOT NULL,
  on_day      TEXT NOT NULL CHECK (on_day IS date(on_day)),
  note        TEXT NOT NULL DEFAULT '',
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

-- The accession register (buku induk) is read in this order.
CREATE INDEX copy_by_accession ON copy (coalesce(received_on, added_on), row);
-- Copies elsewhere than in the library as a whole, and other than general ones, by filters.
CREATE INDEX copy_by_place ON copy (place, title) WHERE place <> 1;
CREATE INDEX copy_by_kind ON copy (kind, title) WHERE kind <> 'general';
CREATE INDEX copy_by_withdrawal ON copy (withdrawal) WHERE withdrawal IS NOT NULL;

-- Stocktake ---------------------------------------------------------------------------------------

CREATE TABLE stocktake (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL CHECK (name <> ''),
  scope       TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('open', 'finished', 'dropped')),
  began_on    TEXT NOT NULL CHECK (began_on IS date(began_on)),
  ended_on    TEXT CHECK (ended_on IS date(ended_on)),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  end_act     INTEGER REFERENCES journal_act (row)
) STRICT;

-- The frozen list: what should be there as it stood when the stocktake began, and what was seen.
CREATE TABLE stocktake_copy (
  stocktake  INTEGER NOT NULL REFERENCES stocktake (row) ON DELETE CASCADE,
  copy       INTEGER NOT NULL REFERENCES copy (row),
  status     TEXT NOT NULL CHECK (status IN ('available', 'reading_room', 'repair', 'missing', 'withdrawn')),
  was_out    INTEGER NOT NULL CHECK (was_out IN (0, 1)),
  place      INTEGER REFERENCES place (row),
  seen_at    TEXT,
  seen_how   TEXT CHECK (seen_how IN ('scan', 'file', 'merge')),
  seen_where TEXT NOT NULL DEFAULT '',
  seen_act   INTEGER REFERENCES journal_act (row),
  -- How it was when the stocktake was finished; empty while it goes on.
  fate       TEXT NOT NULL DEFAULT '',
  decision   TEXT NOT NULL DEFAULT 'open' CHECK (decision IN ('open', 'leave', 'missing', 'found', 'repair', 'returned', 'withdrawn')),
  reason     TEXT NOT NULL DEFAULT '',
  decide_act INTEGER REFERENCES journal_act (row),
  PRIMARY KEY (stocktake, copy)
) STRICT, WITHOUT ROWID;

CREATE INDEX stocktake_copy_by_seen_act ON stocktake_copy (seen_act) WHERE seen_act IS NOT NULL;
CREATE INDEX stocktake_copy_by_decide_act ON stocktake_copy (decide_act) WHERE decide_act IS NOT NULL;

-- Codes that were scanned and are not on the list: of nothing here, of a copy outside the scope …
CREATE TABLE stocktake_other (
  stocktake  INTEGER NOT NULL REFERENCES stocktake (row) ON DELETE CASCADE,
  code       TEXT NOT NULL CHECK (code <> ''),
  copy       INTEGER REFERENCES copy (row),
  seen_at    TEXT NOT NULL,
  seen_how   TEXT NOT NULL CHECK (seen_how IN ('scan', 'file', 'merge')),
  seen_where TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  seen_act   INTEGER REFERENCES journal_act (row),
  PRIMARY KEY (stocktake, code)
) STRICT, WITHOUT ROWID;

-- What comes in -----------------------------------------------------------------------------------

-- How the columns of a file of this shape were understood the last time.
CREATE TABLE import_mapping (
  shape    TEXT PRIMARY KEY,
  what     TEXT NOT NULL CHECK (what IN ('titles', 'members')),
  uses     TEXT NOT NULL,
  used_on  TEXT NOT NULL CHECK (used_on IS date(used_on))
) STRICT;

-- Loans of the older program whose copy nobody knows any more: history for the figures, no person.
CREATE TABLE loose_loan (
  row          INTEGER PRIMARY KEY,
  lent_on      TEXT NOT NULL CHECK (lent_on IS date(lent_on)),
  due_on       TEXT CHECK (due_on IS date(due_on)),
  returned_on  TEXT CHECK (returned_on IS date(returned_on)),
  copy_number  TEXT NOT NULL,
  act          INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX loose_loan_by_act ON loose_loan (act);

-- Title packs that lie beside the library's file.
CREATE TABLE title_pack (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  number    TEXT NOT NULL,
  name      TEXT NOT NULL,
  source    TEXT NOT NULL,
  maker     TEXT NOT NULL,
  records   INTEGER NOT NULL CHECK (records >= 0),
  made_on   TEXT NOT NULL CHECK (made_on IS date(made_on)),
  sha256    TEXT NOT NULL,
  file      TEXT NOT NULL,
  added_on  TEXT NOT NULL CHECK (added_on IS date(added_on)),
  act       INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;
