-- The first schema of a library file.
-- Days are the library's own dates (YYYY-MM-DD); moments are UTC; money is whole rupiah.
-- `act` columns point into journal_act, whose row number is the order in which things were recorded.

CREATE TABLE library (
  one             INTEGER PRIMARY KEY CHECK (one = 1),
  uid             TEXT NOT NULL,
  name            TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('village', 'prison')),
  prison_kind     TEXT CHECK (prison_kind IN ('lapas', 'rutan', 'lpka', 'women')),
  place_name      TEXT NOT NULL DEFAULT '',
  region_code     TEXT NOT NULL DEFAULT '',
  region_edition  TEXT NOT NULL DEFAULT '',
  zone            TEXT NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
  npp             TEXT NOT NULL DEFAULT '',
  epoch           TEXT NOT NULL,
  public_key      TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  CHECK ((kind = 'prison') = (prison_kind IS NOT NULL))
) STRICT;

CREATE TABLE setting (
  key    TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT;

-- People who work here ---------------------------------------------------------------------

CREATE TABLE staff (
  row     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  role    TEXT NOT NULL CHECK (role IN ('head', 'librarian', 'assistant', 'officer', 'aide', 'analyst')),
  pin     TEXT,
  active  INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

-- The journal: what was done, chained; what it said lies apart and can be erased ---------------

CREATE TABLE journal_act (
  row             INTEGER PRIMARY KEY AUTOINCREMENT,
  id              TEXT NOT NULL UNIQUE,
  kind            TEXT NOT NULL,
  staff           INTEGER NOT NULL REFERENCES staff (row),
  at              TEXT NOT NULL,
  offset_minutes  INTEGER NOT NULL,
  on_day          TEXT NOT NULL CHECK (on_day IS date(on_day)),
  clock_doubtful  INTEGER NOT NULL DEFAULT 0 CHECK (clock_doubtful IN (0, 1)),
  undoes          INTEGER UNIQUE REFERENCES journal_act (row),
  facts           TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE INDEX journal_act_by_kind ON journal_act (kind, row);

CREATE TABLE journal_entry (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  act      INTEGER NOT NULL REFERENCES journal_act (row),
  verb     TEXT NOT NULL,
  noun     TEXT NOT NULL,
  noun_id  TEXT NOT NULL,
  digest   TEXT NOT NULL,
  chain    TEXT NOT NULL
) STRICT;

CREATE INDEX journal_entry_by_noun ON journal_entry (noun_id);
CREATE INDEX journal_entry_by_act ON journal_entry (act);

CREATE TABLE journal_detail (
  seq     INTEGER PRIMARY KEY REFERENCES journal_entry (seq),
  salt    BLOB NOT NULL,
  detail  TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_entry_is_not_changed BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE (ABORT, 'the journal is not rewritten'); END;
CREATE TRIGGER journal_entry_is_not_removed BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE (ABORT, 'the journal is not rewritten'); END;
CREATE TRIGGER journal_act_is_not_changed BEFORE UPDATE ON journal_act
BEGIN SELECT RAISE (ABORT, 'the journal is not rewritten'); END;
CREATE TRIGGER journal_act_is_not_removed BEFORE DELETE ON journal_act
BEGIN SELECT RAISE (ABORT, 'the journal is not rewritten'); END;

-- Owners and places: whose a copy is, apart from where it stands -------------------------------

CREATE TABLE owner (
  row   INTEGER PRIMARY KEY,
  id    TEXT NOT NULL UNIQUE,
  name  TEXT NOT NULL,
  kind  TEXT NOT NULL CHECK (kind IN ('own', 'agency', 'other'))
) STRICT;

CREATE TABLE place (
  row     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL CHECK (kind IN ('library', 'shelf', 'block', 'room', 'corner')),
  name    TEXT NOT NULL,
  inside  INTEGER REFERENCES place (row)
) STRICT;

CREATE TABLE number_series (
  kind         TEXT PRIMARY KEY CHECK (kind IN ('copies', 'cards')),
  prefix       TEXT NOT NULL,
  digits       INTEGER NOT NULL CHECK (digits BETWEEN 3 AND 12),
  check_digit  INTEGER NOT NULL CHECK (check_digit IN (0, 1)),
  next         INTEGER NOT NULL CHECK (next >= 1)
) STRICT;

-- Persons (erasable) apart from borrowers (kept) -------------------------------------------------

CREATE TABLE person (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  sex         TEXT NOT NULL DEFAULT 'unknown' CHECK (sex IN ('female', 'male', 'unknown')),
  birth_year  INTEGER CHECK (birth_year BETWEEN 1880 AND 2200),
  phone       TEXT NOT NULL DEFAULT '',
  address     TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE borrower (
  row          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  person       INTEGER REFERENCES person (row),
  card         TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('general', 'child', 'teacher', 'resident', 'room')),
  status       TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'left')),
  place        INTEGER REFERENCES place (row),
  since_on     TEXT NOT NULL CHECK (since_on IS date(since_on)),
  until_on     TEXT CHECK (until_on IS date(until_on)),
  left_on      TEXT CHECK (left_on IS date(left_on)),
  note         TEXT NOT NULL DEFAULT '',
  merged_into  INTEGER REFERENCES borrower (row),
  act          INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX borrower_by_person ON borrower (person);

-- Every card number a borrower ever had still finds them.
CREATE TABLE card_number (
  number    TEXT PRIMARY KEY,
  bare      TEXT NOT NULL,
  borrower  INTEGER NOT NULL REFERENCES borrower (row) ON DELETE CASCADE
) STRICT;

CREATE INDEX card_number_by_bare ON card_number (bare);
CREATE INDEX card_number_by_borrower ON card_number (borrower);

CREATE VIRTUAL TABLE person_search USING fts5 (
  name, address, content = 'person', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER person_search_add AFTER INSERT ON person BEGIN
  INSERT INTO person_search (rowid, name, address) VALUES (new.row, new.name, new.address);
END;
CREATE TRIGGER person_search_remove AFTER DELETE ON person BEGIN
  INSERT INTO person_search (person_search, rowid, name, address) VALUES ('delete', old.row, old.name, old.address);
END;
CREATE TRIGGER person_search_change AFTER UPDATE OF name, address ON person BEGIN
  INSERT INTO person_search (person_search, rowid, name, address) VALUES ('delete', old.row, old.name, old.address);
  INSERT INTO person_search (rowid, name, address) VALUES (new.row, new.name, new.address);
END;

-- The catalogue -----------------------------------------------------------------------------------

CREATE TABLE title (
  row           INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  title         TEXT NOT NULL CHECK (title <> ''),
  statement     TEXT NOT NULL DEFAULT '',
  people        TEXT NOT NULL DEFAULT '',
  subjects      TEXT NOT NULL DEFAULT '',
  material      TEXT NOT NULL DEFAULT '',
  edition       TEXT NOT NULL DEFAULT '',
  isbn          TEXT NOT NULL DEFAULT '',
  isbn13        TEXT,
  publisher     TEXT NOT NULL DEFAULT '',
  place         TEXT NOT NULL DEFAULT '',
  year          TEXT NOT NULL DEFAULT '',
  collation     TEXT NOT NULL DEFAULT '',
  series        TEXT NOT NULL DEFAULT '',
  call_number   TEXT NOT NULL DEFAULT '',
  class_number  TEXT NOT NULL DEFAULT '',
  class_main    TEXT NOT NULL DEFAULT '',
  language      TEXT NOT NULL DEFAULT '',
  notes         TEXT NOT NULL DEFAULT '',
  cover_name    TEXT NOT NULL DEFAULT '',
  added_on      TEXT NOT NULL CHECK (added_on IS date(added_on)),
  merged_into   INTEGER REFERENCES title (row),
  act           INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX title_by_isbn ON title (isbn13) WHERE isbn13 IS NOT NULL;
CREATE INDEX title_by_name ON title (title COLLATE NOCASE, row);
CREATE INDEX title_by_act ON title (act);

CREATE TABLE contributor (
  title   INTEGER NOT NULL REFERENCES title (row) ON DELETE CASCADE,
  place   INTEGER NOT NULL,
  name    TEXT NOT NULL,
  role    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (title, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
  title   INTEGER NOT NULL REFERENCES title (row) ON DELETE CASCADE,
  place   INTEGER NOT NULL,
  name    TEXT NOT NULL,
  PRIMARY KEY (title, place)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE title_search USING fts5 (
  title, people, subjects, isbn, call_number, series, publisher,
  content = 'title', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER title_search_add AFTER INSERT ON title BEGIN
  INSERT INTO title_search (rowid, title, people, subjects, isbn, call_number, series, publisher)
  VALUES (new.row, new.title, new.people, new.subjects, new.isbn, new.call_number, new.series, new.publisher);
END;
CREATE TRIGGER title_search_remove AFTER DELETE ON title BEGIN
  INSERT INTO title_search (title_search, rowid, title, people, subjects, isbn, call_number, series, publisher)
  VALUES ('delete', old.row, old.title, old.people, old.subjects, old.isbn, old.call_number, old.series, old.publisher);
END;
CREATE TRIGGER title_search_change
AFTER UPDATE OF title, people, subjects, isbn, call_number, series, publisher ON title BEGIN
  INSERT INTO title_search (title_search, rowid, title, people, subjects, isbn, call_number, series, publisher)
  VALUES ('delete', old.row, old.title, old.people, old.subjects, old.isbn, old.call_number, old.series, old.publisher);
  INSERT INTO title_search (rowid, title, people, subjects, isbn, call_number, series, publisher)
  VALUES (new.row, new.title, new.people, new.subjects, new.isbn, new.call_number, new.series, new.publisher);
END;

CREATE TABLE copy (
  row               INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE,
  title             INTEGER NOT NULL REFERENCES title (row),
  number            TEXT NOT NULL,
  inventory_code    TEXT NOT NULL DEFAULT '',
  call_number       TEXT NOT NULL DEFAULT '',
  kind              TEXT NOT NULL DEFAULT 'general'
                    CHECK (kind IN ('general', 'children', 'teen', 'reference', 'serial')),
  status            TEXT NOT NULL DEFAULT 'available'
                    CHECK (status IN ('available', 'reading_room', 'repair', 'missing', 'withdrawn')),
  owner             INTEGER NOT NULL DEFAULT 1 REFERENCES owner (row),
  place             INTEGER NOT NULL DEFAULT 1 REFERENCES place (row),
  source            TEXT NOT NULL DEFAULT '',
  price             INTEGER CHECK (price >= 0),
  added_on          TEXT NOT NULL CHECK (added_on IS date(added_on)),
  withdrawn_on      TEXT CHECK (withdrawn_on IS date(withdrawn_on)),
  label_printed_at  TEXT,
  act               INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX copy_by_title ON copy (title);
CREATE INDEX copy_by_act ON copy (act);
CREATE INDEX copy_without_label ON copy (row) WHERE label_printed_at IS NULL;

-- Every number a copy ever had still finds it.
CREATE TABLE copy_number (
  number  TEXT PRIMARY KEY,
  bare    TEXT NOT NULL,
  copy    INTEGER NOT NULL REFERENCES copy (row) ON DELETE CASCADE
) STRICT;

CREATE INDEX copy_number_by_bare ON copy_number (bare);
CREATE INDEX copy_number_by_copy ON copy_number (copy);

-- Circulation ---------------------------------------------------------------------------------------

CREATE TABLE loan_rule (
  row              INTEGER PRIMARY KEY,
  borrower_kind    TEXT CHECK (borrower_kind IN ('general', 'child', 'teacher', 'resident', 'room')),
  collection_kind  TEXT CHECK (collection_kind IN ('general', 'children', 'teen', 'reference', 'serial')),
  copies           INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 999),
  days             INTEGER NOT NULL CHECK (days BETWEEN 0 AND 3660),
  renewals         INTEGER NOT NULL CHECK (renewals BETWEEN 0 AND 999)
) STRICT;

CREATE UNIQUE INDEX loan_rule_once ON loan_rule (coalesce(borrower_kind, ''), coalesce(collection_kind, ''));

CREATE TABLE loan (
  row              INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  copy             INTEGER NOT NULL REFERENCES copy (row),
  title            INTEGER NOT NULL REFERENCES title (row),
  borrower         INTEGER REFERENCES borrower (row),
  lent_on          TEXT NOT NULL CHECK (lent_on IS date(lent_on)),
  due_on           TEXT NOT NULL CHECK (due_on IS date(due_on)),
  returned_on      TEXT CHECK (returned_on IS date(returned_on) AND returned_on >= lent_on),
  renewals         INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0),
  source           TEXT NOT NULL CHECK (source IN ('desk', 'late_entry', 'round', 'imported')),
  clock_doubtful   INTEGER NOT NULL DEFAULT 0 CHECK (clock_doubtful IN (0, 1)),
  act              INTEGER NOT NULL REFERENCES journal_act (row),
  return_act       INTEGER REFERENCES journal_act (row),
  cancel_act       INTEGER REFERENCES journal_act (row),
  permitted_by     INTEGER REFERENCES staff (row),
  -- The snapshot that stays for the figures when the borrower is made anonymous.
  sex              TEXT NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
  age_band         TEXT NOT NULL CHECK (age_band IN ('child', 'teen', 'adult', 'senior', 'unknown')),
  borrower_kind    TEXT NOT NULL CHECK (borrower_kind IN ('general', 'child', 'teacher', 'resident', 'room')),
  class_main       TEXT NOT NULL,
  collection_kind  TEXT NOT NULL CHECK (collection_kind IN ('general', 'children', 'teen', 'reference', 'serial')),
  owner_kind       TEXT NOT NULL CHECK (owner_kind IN ('own', 'agency', 'other')),
  CHECK ((returned_on IS NULL) = (return_act IS NULL))
) STRICT;

CREATE UNIQUE INDEX loan_open_once_per_copy ON loan (copy) WHERE returned_on IS NULL AND cancel_act IS NULL;
CREATE INDEX loan_open_by_borrower ON loan (borrower) WHERE returned_on IS NULL AND cancel_act IS NULL;
CREATE INDEX loan_open_by_due ON loan (due_on) WHERE returned_on IS NULL AND cancel_act IS NULL;
CREATE INDEX loan_by_day ON loan (lent_on);
CREATE INDEX loan_by_return ON loan (returned_on) WHERE returned_on IS NOT NULL;
CREATE INDEX loan_by_act ON loan (act);
CREATE INDEX loan_by_copy ON loan (copy, row);
CREATE INDEX loan_by_title ON loan (title);
CREATE INDEX loan_by_borrower ON loan (borrower, row);

CREATE TABLE renewal (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  loan        INTEGER NOT NULL REFERENCES loan (row),
  on_day      TEXT NOT NULL CHECK (on_day IS date(on_day)),
  due_before  TEXT NOT NULL CHECK (due_before IS date(due_before)),
  due_after   TEXT NOT NULL CHECK (due_after IS date(due_after)),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX renewal_by_day ON renewal (on_day);
CREATE INDEX renewal_by_loan ON renewal (loan);
CREATE INDEX renewal_by_act ON renewal (act);

-- Visits and activities ------------------------------------------------------------------------------

CREATE TABLE visit (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  on_day      TEXT NOT NULL CHECK (on_day IS date(on_day)),
  sex         TEXT NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
  age_band    TEXT NOT NULL DEFAULT 'unknown' CHECK (age_band IN ('child', 'teen', 'adult', 'senior', 'unknown')),
  count       INTEGER NOT NULL CHECK (count BETWEEN 1 AND 9999),
  borrower    INTEGER REFERENCES borrower (row),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX visit_by_day ON visit (on_day);
CREATE INDEX visit_by_act ON visit (act);

CREATE TABLE activity (
  row               INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE,
  on_day            TEXT NOT NULL CHECK (on_day IS date(on_day)),
  name              TEXT NOT NULL CHECK (name <> ''),
  strategy          TEXT NOT NULL DEFAULT 'involvement'
                    CHECK (strategy IN ('service', 'involvement', 'advocacy', 'publication')),
  theme             TEXT NOT NULL DEFAULT '',
  place             TEXT NOT NULL DEFAULT '',
  partner           TEXT NOT NULL DEFAULT '',
  facilitator       TEXT NOT NULL DEFAULT '',
  female_count      INTEGER CHECK (female_count BETWEEN 0 AND 99999),
  male_count        INTEGER CHECK (male_count BETWEEN 0 AND 99999),
  children_count    INTEGER CHECK (children_count BETWEEN 0 AND 99999),
  disability_count  INTEGER CHECK (disability_count BETWEEN 0 AND 99999),
  result            TEXT NOT NULL DEFAULT '',
  follow_up         TEXT NOT NULL DEFAULT '',
  story             TEXT NOT NULL DEFAULT '',
  story_consent     INTEGER NOT NULL DEFAULT 0 CHECK (story_consent IN (0, 1)),
  act               INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act        INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX activity_by_day ON activity (on_day);

CREATE TABLE open_day (
  on_day     TEXT PRIMARY KEY CHECK (on_day IS date(on_day)),
  minutes    INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  act        INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- Months and parcels -----------------------------------------------------------------------------------

CREATE TABLE period (
  month       TEXT NOT NULL CHECK (month IS strftime('%Y-%m', month || '-01')),
  revision    INTEGER NOT NULL CHECK (revision >= 1),
  state       TEXT NOT NULL CHECK (state IN ('open', 'closed', 'sealed', 'replaced')),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  PRIMARY KEY (month, revision)
) STRICT, WITHOUT ROWID;

-- Figures as they stood: a month's (scope YYYY-MM) or a year's unique borrowers (scope YYYY).
CREATE TABLE figure (
  scope     TEXT NOT NULL,
  revision  INTEGER NOT NULL,
  code      TEXT NOT NULL,
  value     INTEGER,
  PRIMARY KEY (scope, revision, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE agency (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  verify_key   TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  escrow       TEXT NOT NULL DEFAULT '',
  receipt_no   INTEGER NOT NULL DEFAULT 0,
  act          INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE TABLE parcel (
  epoch        TEXT NOT NULL,
  seq          INTEGER NOT NULL CHECK (seq >= 1),
  month        TEXT NOT NULL,
  revision     INTEGER NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('original', 'replacement', 'withdrawal', 'nil')),
  hash         TEXT NOT NULL UNIQUE,
  envelope     BLOB NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('sealed', 'written', 'received')),
  sealed_at    TEXT NOT NULL,
  written_at   TEXT,
  received_at  TEXT,
  verdict      TEXT NOT NULL DEFAULT '',
  act          INTEGER NOT NULL REFERENCES journal_act (row),
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX parcel_by_month ON parcel (month, revision);

CREATE TABLE receipt (
  hash     TEXT PRIMARY KEY,
  no       INTEGER NOT NULL,
  bytes    BLOB NOT NULL,
  read_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An index that was filled and emptied again then looks like one never filled.
INSERT INTO title_search (title_search) VALUES ('rebuild');
INSERT INTO person_search (person_search) VALUES ('rebuild');
