-- The desk: everything that happens between a librarian and a reader.
-- Tables whose CHECK lists grow are rebuilt by copying; foreign keys are off meanwhile.

-- Member kinds: how long a membership lasts, and what this library calls them -----------------------

CREATE TABLE member_kind (
  kind    TEXT PRIMARY KEY CHECK (kind IN ('general', 'student', 'child', 'teacher', 'official', 'senior', 'resident', 'room')),
  name    TEXT NOT NULL DEFAULT '',
  days    INTEGER CHECK (days BETWEEN 1 AND 36500),
  in_use  INTEGER NOT NULL DEFAULT 1 CHECK (in_use IN (0, 1))
) STRICT;

INSERT INTO member_kind (kind, days) VALUES
  ('general', 365), ('student', 365), ('child', 365), ('teacher', 365), ('official', 365), ('senior', 365),
  ('resident', NULL), ('room', NULL);

-- Sanctions without money; a suspension is one of them ------------------------------------------------

CREATE TABLE sanction (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  borrower  INTEGER NOT NULL REFERENCES borrower (row),
  kind      TEXT NOT NULL CHECK (kind IN ('suspension', 'warning', 'task')),
  from_on   TEXT NOT NULL CHECK (from_on IS date(from_on)),
  until_on  TEXT CHECK (until_on IS date(until_on) AND until_on >= from_on),
  reason    TEXT NOT NULL DEFAULT '',
  act       INTEGER NOT NULL REFERENCES journal_act (row),
  lift_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX sanction_by_borrower ON sanction (borrower) WHERE lift_act IS NULL;
CREATE INDEX sanction_by_act ON sanction (act);

INSERT INTO sanction (id, borrower, kind, from_on, act)
  SELECT id, row, 'suspension', since_on, act FROM borrower WHERE status = 'suspended';

-- Borrowers: more kinds, a guardian, and no suspension of their own --------------------------------------

CREATE TABLE borrower_new (
  row          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  person       INTEGER REFERENCES person (row),
  card         TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('general', 'student', 'child', 'teacher', 'official', 'senior', 'resident', 'room')),
  status       TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'left')),
  place        INTEGER REFERENCES place (row),
  since_on     TEXT NOT NULL CHECK (since_on IS date(since_on)),
  until_on     TEXT CHECK (until_on IS date(until_on)),
  left_on      TEXT CHECK (left_on IS date(left_on)),
  note         TEXT NOT NULL DEFAULT '',
  guardian     INTEGER REFERENCES borrower (row),
  merged_into  INTEGER REFERENCES borrower (row),
  act          INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

INSERT INTO borrower_new (row, id, person, card, kind, status, place, since_on, until_on, left_on, note, merged_into, act)
  SELECT row, id, person, card, kind, CASE status WHEN 'left' THEN 'left' ELSE 'active' END,
    place, since_on, until_on, left_on, note, merged_into, act FROM borrower;
DROP TABLE borrower;
ALTER TABLE borrower_new RENAME TO borrower;
CREATE INDEX borrower_by_person ON borrower (person);
CREATE INDEX borrower_by_guardian ON borrower (guardian) WHERE guardian IS NOT NULL;
CREATE INDEX borrower_by_act ON borrower (act);

ALTER TABLE person ADD COLUMN guardian_name TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN guardian_phone TEXT NOT NULL DEFAULT '';
-- The identity number is kept only where the library says so, and goes nowhere.
ALTER TABLE person ADD COLUMN nik TEXT NOT NULL DEFAULT '';

CREATE TABLE photo (
  person  INTEGER PRIMARY KEY REFERENCES person (row) ON DELETE CASCADE,
  jpeg    BLOB NOT NULL CHECK (length(jpeg) BETWEEN 4 AND 262144),
  act     INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- A lost card finds its owner, but nobody borrows with it.
ALTER TABLE card_number ADD COLUMN lost_on TEXT CHECK (lost_on IS date(lost_on));

-- Numbers: what stands behind the digits, and whether they begin anew each year -----------------------------

ALTER TABLE number_series ADD COLUMN suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE number_series ADD COLUMN yearly INTEGER NOT NULL DEFAULT 0 CHECK (yearly IN (0, 1));
ALTER TABLE number_series ADD COLUMN year INTEGER CHECK (year BETWEEN 1900 AND 2999);

-- Loan rules: the whole matrix ---------------------------------------------------------------------------------

CREATE TABLE loan_rule_new (
  row              INTEGER PRIMARY KEY,
  borrower_kind    TEXT CHECK (borrower_kind IN ('general', 'student', 'child', 'teacher', 'official', 'senior', 'resident', 'room')),
  collection_kind  TEXT CHECK (collection_kind IN ('general', 'children', 'teen', 'reference', 'serial')),
  copies           INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 999),
  days             INTEGER NOT NULL CHECK (days BETWEEN 0 AND 3660),
  renewals         INTEGER NOT NULL CHECK (renewals BETWEEN 0 AND 999),
  fine_per_day     INTEGER NOT NULL DEFAULT 0 CHECK (fine_per_day BETWEEN 0 AND 1000000),
  grace_days       INTEGER NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 365),
  hold_days        INTEGER NOT NULL DEFAULT 3 CHECK (hold_days BETWEEN 1 AND 365),
  may_leave        INTEGER NOT NULL DEFAULT 1 CHECK (may_leave IN (0, 1)),
  when_overdue     TEXT NOT NULL DEFAULT 'warn' CHECK (when_overdue IN ('nothing', 'warn', 'refuse'))
) STRICT;

INSERT INTO loan_rule_new (row, borrower_kind, collection_kind, copies, days, renewals)
  SELECT row, borrower_kind, collection_kind, copies, days, renewals FROM loan_rule;
DROP TABLE loan_rule;
ALTER TABLE loan_rule_new RENAME TO loan_rule;
CREATE UNIQUE INDEX loan_rule_once ON loan_rule (coalesce(borrower_kind, ''), coalesce(collection_kind, ''));

-- Days on which the library is closed, or open in spite of a holiday; the later row wins.
CREATE TABLE closure (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  first_on    TEXT NOT NULL CHECK (first_on IS date(first_on)),
  last_on     TEXT NOT NULL CHECK (last_on IS date(last_on) AND last_on >= first_on),
  name        TEXT NOT NULL,
  is_open     INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1)),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX closure_by_end ON closure (last_on) WHERE cancel_act IS NULL;
CREATE INDEX closure_by_act ON closure (act);

-- Loans: times of the day, how they ended, more kinds ---------------------------------------------------------------

CREATE TABLE loan_new (
  row              INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  copy             INTEGER NOT NULL REFERENCES copy (row),
  title            INTEGER NOT NULL REFERENCES title (row),
  borrower         INTEGER REFERENCES borrower (row),
  lent_on          TEXT NOT NULL CHECK (lent_on IS date(lent_on)),
  lent_time        TEXT CHECK (lent_time IS strftime('%H:%M', lent_time)),
  due_on           TEXT NOT NULL CHECK (due_on IS date(due_on)),
  returned_on      TEXT CHECK (returned_on IS date(returned_on) AND returned_on >= lent_on),
  returned_time    TEXT CHECK (returned_time IS strftime('%H:%M', returned_time)),
  ending           TEXT NOT NULL DEFAULT 'returned' CHECK (ending IN ('returned', 'damaged', 'lost')),
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
  borrower_kind    TEXT NOT NULL CHECK (borrower_kind IN ('general', 'student', 'child', 'teacher', 'official', 'senior', 'resident', 'room')),
  class_main       TEXT NOT NULL,
  collection_kind  TEXT NOT NULL CHECK (collection_kind IN ('general', 'children', 'teen', 'reference', 'serial')),
  owner_kind       TEXT NOT NULL CHECK (owner_kind IN ('own', 'agency', 'other')),
  CHECK ((returned_on IS NULL) = (return_act IS NULL)),
  CHECK (returned_on IS NOT NULL OR ending = 'returned')
) STRICT;

INSERT INTO loan_new (row, id, copy, title, borrower, lent_on, due_on, returned_on, renewals, source, clock_doubtful,
    act, return_act, cancel_act, permitted_by, sex, age_band, borrower_kind, class_main, collection_kind, owner_kind)
  SELECT row, id, copy, title, borrower, lent_on, due_on, returned_on, renewals, source, clock_doubtful,
    act, return_act, cancel_act, permitted_by, sex, age_band, borrower_kind, class_main, collection_kind, owner_kind
  FROM loan;
DROP TABLE loan;
ALTER TABLE loan_new RENAME TO loan;
CREATE UNIQUE INDEX loan_open_once_per_copy ON loan (copy) WHERE returned_on IS NULL AND cancel_act IS NULL;
CREATE INDEX loan_open_by_borrower ON loan (borrower) WHERE returned_on IS NULL AND cancel_act IS NULL;
CREATE INDEX loan_open_by_due ON loan (due_on) WHERE returned_on IS NULL AND cancel_act IS NULL;
CREATE INDEX loan_by_day ON loan (lent_on);
CREATE INDEX loan_by_return ON loan (returned_on) WHERE returned_on IS NOT NULL;
CREATE INDEX loan_by_act ON loan (act);
CREATE INDEX loan_by_return_act ON loan (return_act) WHERE return_act IS NOT NULL;
CREATE INDEX loan_by_copy ON loan (copy, row);
CREATE INDEX loan_by_title ON loan (title);
CREATE INDEX loan_by_borrower ON loan (borrower, row);

-- What a sudden closing did to the due days, loan by loan.
CREATE TABLE due_move (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  loan        INTEGER NOT NULL REFERENCES loan (row),
  due_before  TEXT NOT NULL CHECK (due_before IS date(due_before)),
  due_after   TEXT NOT NULL CHECK (due_after IS date(due_after)),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX due_move_by_act ON due_move (act);
CREATE INDEX due_move_by_loan ON due_move (loan);

-- Who borrowed in a month, kept when a loan forgets its borrower, so that people are still counted once.
CREATE TABLE borrowed_month (
  month     TEXT NOT NULL CHECK (month IS strftime('%Y-%m', month || '-01')),
  borrower  INTEGER NOT NULL REFERENCES borrower (row),
  PRIMARY KEY (month, borrower)
) STRICT, WITHOUT ROWID;

-- Copies: what is wrong with one, and when a borrowed one goes back to its owner ---------------------------------------

ALTER TABLE copy ADD COLUMN condition_note TEXT NOT NULL DEFAULT '';
ALTER TABLE copy ADD COLUMN back_by TEXT CHECK (back_by IS date(back_by));

-- Holds: a queue for each title, and the shelf where a copy waits ---------------------------------------------------------

CREATE TABLE hold (
  row        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  title      INTEGER NOT NULL REFERENCES title (row),
  borrower   INTEGER NOT NULL REFERENCES borrower (row),
  copy       INTEGER REFERENCES copy (row),
  state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'taken', 'expired', 'cancelled')),
  placed_on  TEXT NOT NULL CHECK (placed_on IS date(placed_on)),
  ready_on   TEXT CHECK (ready_on IS date(ready_on)),
  until_on   TEXT CHECK (until_on IS date(until_on)),
  act        INTEGER NOT NULL REFERENCES journal_act (row),
  ready_act  INTEGER REFERENCES journal_act (row),
  end_act    INTEGER REFERENCES journal_act (row),
  CHECK (state <> 'ready' OR (copy IS NOT NULL AND ready_on IS NOT NULL AND until_on IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX hold_once ON hold (title, borrower) WHERE state IN ('waiting', 'ready');
CREATE UNIQUE INDEX hold_of_copy ON hold (copy) WHERE state = 'ready';
CREATE INDEX hold_queue ON hold (title, row) WHERE state IN ('waiting', 'ready');
CREATE INDEX hold_by_borrower ON hold (borrower) WHERE state IN ('waiting', 'ready');
CREATE INDEX hold_by_act ON hold (act);
CREATE INDEX hold_by_ready_act ON hold (ready_act) WHERE ready_act IS NOT NULL;
CREATE INDEX hold_by_end_act ON hold (end_act) WHERE end_act IS NOT NULL;

-- Read in the building, counted apart from loans (baca di tempat) ------------------------------------------------------------

CREATE TABLE in_house_use (
  row              INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  copy             INTEGER NOT NULL REFERENCES copy (row),
  title            INTEGER NOT NULL REFERENCES title (row),
  on_day           TEXT NOT NULL CHECK (on_day IS date(on_day)),
  class_main       TEXT NOT NULL,
  collection_kind  TEXT NOT NULL CHECK (collection_kind IN ('general', 'children', 'teen', 'reference', 'serial')),
  owner_kind       TEXT NOT NULL CHECK (owner_kind IN ('own', 'agency', 'other')),
  act              INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act       INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX in_house_use_by_day ON in_house_use (on_day);
CREATE INDEX in_house_use_by_copy ON in_house_use (copy);
CREATE INDEX in_house_use_by_act ON in_house_use (act);

-- Money: what is owed, and each payment or waiver of it, in whole rupiah -------------------------------------------------------

CREATE TABLE ledger (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  borrower    INTEGER REFERENCES borrower (row),
  kind        TEXT NOT NULL CHECK (kind IN ('fine', 'replacement', 'damage', 'payment', 'waiver')),
  amount      INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000000),
  on_day      TEXT NOT NULL CHECK (on_day IS date(on_day)),
  loan        INTEGER REFERENCES loan (row),
  settles     INTEGER REFERENCES ledger (row),
  reason      TEXT NOT NULL DEFAULT '',
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row),
  CHECK ((kind IN ('payment', 'waiver')) = (settles IS NOT NULL))
) STRICT;

CREATE INDEX ledger_by_borrower ON ledger (borrower) WHERE cancel_act IS NULL;
CREATE INDEX ledger_by_settled ON ledger (settles) WHERE settles IS NOT NULL;
CREATE INDEX ledger_by_loan ON ledger (loan) WHERE loan IS NOT NULL;
CREATE INDEX ledger_by_act ON ledger (act);

-- Visits: groups, people with a disability, what for, and the computers ---------------------------------------------------------

ALTER TABLE visit ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE visit ADD COLUMN disability INTEGER NOT NULL DEFAULT 0 CHECK (disability IN (0, 1));
ALTER TABLE visit ADD COLUMN computer INTEGER NOT NULL DEFAULT 0 CHECK (computer IN (0, 1));
ALTER TABLE visit ADD COLUMN group_name TEXT NOT NULL DEFAULT '';

-- Opening days: the hours as the library's own clock showed them.
ALTER TABLE open_day ADD COLUMN opened TEXT CHECK (opened IS strftime('%H:%M', opened));
ALTER TABLE open_day ADD COLUMN closed TEXT CHECK (closed IS strftime('%H:%M', closed));

-- Paper slips that wait to be recorded; typed words, not yet believed ---------------------------------------------------------------

CREATE TABLE paper_slip (
  row      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  on_day   TEXT NOT NULL DEFAULT '',
  at_time  TEXT NOT NULL DEFAULT '',
  what     TEXT NOT NULL DEFAULT 'lend' CHECK (what IN ('lend', 'give_back', 'renew', 'in_house')),
  card     TEXT NOT NULL DEFAULT '',
  number   TEXT NOT NULL DEFAULT '',
  act      INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX paper_slip_waiting ON paper_slip (row) WHERE act IS NULL;
CREATE INDEX paper_slip_by_act ON paper_slip (act) WHERE act IS NOT NULL;

-- PINs: wrong tries, and how long the program must run before the next one counts ----------------------------------------------------

ALTER TABLE staff ADD COLUMN failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0);
ALTER TABLE staff ADD COLUMN wait_s INTEGER NOT NULL DEFAULT 0 CHECK (wait_s >= 0);

-- The signing key once more, sealed with the code on the recovery sheet.
CREATE TABLE recovery (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  salt     BLOB NOT NULL,
  wrapped  BLOB NOT NULL,
  made_at  TEXT NOT NULL,
  act      INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;
