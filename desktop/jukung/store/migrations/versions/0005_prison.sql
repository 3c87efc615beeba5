-- Behind the wall: where residents are, what holds their names, rounds, requests, screening,
-- clearance; and boxes on loan, for villages too. A name is only ever inside `identity.sealed`.

-- Who may open the vault: its key, wrapped under a phrase of each officer (Argon2id).
CREATE TABLE vault_door (
  staff    INTEGER PRIMARY KEY REFERENCES staff (row),
  salt     BLOB NOT NULL CHECK (length(salt) = 16),
  wrapped  BLOB NOT NULL CHECK (length(wrapped) BETWEEN 40 AND 200),
  act      INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- The same key sealed to the agency, for the day nobody remembers a phrase.
CREATE TABLE vault_escrow (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  recipient  TEXT NOT NULL,
  sealed     BLOB NOT NULL,
  act        INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- Name, register numbers and photograph, sealed; the number of bytes tells nothing.
CREATE TABLE identity (
  borrower  INTEGER PRIMARY KEY REFERENCES borrower (row) ON DELETE CASCADE,
  sealed    BLOB NOT NULL CHECK (length(sealed) BETWEEN 40 AND 400000),
  act       INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- Every look at a name, and why.
CREATE TABLE look_up (
  row       INTEGER PRIMARY KEY,
  borrower  INTEGER REFERENCES borrower (row) ON DELETE SET NULL,
  staff     INTEGER NOT NULL REFERENCES staff (row),
  at        TEXT NOT NULL,
  reason    TEXT NOT NULL CHECK (reason <> ''),
  act       INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX look_up_by_borrower ON look_up (borrower);

ALTER TABLE place ADD COLUMN ended_on TEXT CHECK (ended_on IS date(ended_on));
ALTER TABLE place ADD COLUMN no INTEGER NOT NULL DEFAULT 0;

-- Where a resident is in the house's own words; `release_on` is for officers alone.
CREATE TABLE resident (
  borrower    INTEGER PRIMARY KEY REFERENCES borrower (row) ON DELETE CASCADE,
  state       TEXT NOT NULL DEFAULT 'present'
              CHECK (state IN ('present', 'away', 'sick', 'isolated', 'moved', 'released', 'died')),
  state_on    TEXT NOT NULL CHECK (state_on IS date(state_on)),
  release_on  TEXT CHECK (release_on IS date(release_on)),
  sex         TEXT NOT NULL DEFAULT 'unknown' CHECK (sex IN ('female', 'male', 'unknown')),
  age_band    TEXT NOT NULL DEFAULT 'unknown' CHECK (age_band IN ('child', 'teen', 'adult', 'senior', 'unknown')),
  act         INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX resident_by_release ON resident (release_on) WHERE release_on IS NOT NULL;

-- Moves and states as they were recorded, newest last; undoing cancels one.
CREATE TABLE resident_move (
  row           INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  borrower      INTEGER NOT NULL REFERENCES borrower (row) ON DELETE CASCADE,
  on_day        TEXT NOT NULL CHECK (on_day IS date(on_day)),
  place_before  INTEGER REFERENCES place (row),
  place_after   INTEGER REFERENCES place (row),
  state_before  TEXT NOT NULL CHECK (state_before IN ('present', 'away', 'sick', 'isolated', 'moved', 'released', 'died')),
  state_after   TEXT NOT NULL CHECK (state_after IN ('present', 'away', 'sick', 'isolated', 'moved', 'released', 'died')),
  release_before TEXT,
  release_after  TEXT,
  act           INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act    INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX resident_move_by_borrower ON resident_move (borrower, row);
CREATE INDEX resident_move_by_act ON resident_move (act);

-- Leaving: what was still out, and what became of it.
CREATE TABLE clearance (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  borrower    INTEGER NOT NULL REFERENCES borrower (row),
  reason      TEXT NOT NULL CHECK (reason IN ('moved', 'released', 'died', 'left')),
  opened_on   TEXT NOT NULL CHECK (opened_on IS date(opened_on)),
  closed_on   TEXT CHECK (closed_on IS date(closed_on)),
  letter      INTEGER REFERENCES letter (row),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  close_act   INTEGER REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE UNIQUE INDEX clearance_open_once ON clearance (borrower)
  WHERE closed_on IS NULL AND cancel_act IS NULL;

-- A loan that will never come back, with the reason; its copy is missing from then on.
CREATE TABLE write_off (
  loan        INTEGER PRIMARY KEY REFERENCES loan (row),
  clearance   INTEGER REFERENCES clearance (row),
  reason      TEXT NOT NULL CHECK (reason IN ('lost', 'destroyed', 'taken_along', 'confiscated', 'other')),
  note        TEXT NOT NULL DEFAULT '',
  act         INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

ALTER TABLE loan ADD COLUMN place INTEGER REFERENCES place (row);

-- A loan that passed from hand to hand: the old one ended, the new one began, in one act.
CREATE TABLE hand_over (
  loan_before  INTEGER NOT NULL REFERENCES loan (row),
  loan_after   INTEGER PRIMARY KEY REFERENCES loan (row),
  act          INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- Rounds ------------------------------------------------------------------------------------------

CREATE TABLE round (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  block       INTEGER NOT NULL REFERENCES place (row),
  on_day      TEXT NOT NULL CHECK (on_day IS date(on_day)),
  state       TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'out', 'done', 'dropped')),
  note        TEXT NOT NULL DEFAULT '',
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  end_act     INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX round_by_day ON round (on_day, row);

-- What is to be done at a cell: bring a request, collect what is due; and what became of it.
CREATE TABLE round_line (
  row       INTEGER PRIMARY KEY,
  round     INTEGER NOT NULL REFERENCES round (row) ON DELETE CASCADE,
  borrower  INTEGER NOT NULL REFERENCES borrower (row),
  place     INTEGER REFERENCES place (row),
  what      TEXT NOT NULL CHECK (what IN ('bring', 'collect', 'visit')),
  hold      INTEGER REFERENCES hold (row),
  title     INTEGER REFERENCES title (row),
  copy      INTEGER REFERENCES copy (row),
  loan      INTEGER REFERENCES loan (row),
  outcome   TEXT NOT NULL DEFAULT 'open'
            CHECK (outcome IN ('open', 'done', 'not_found', 'refused', 'isolated', 'kept')),
  act       INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX round_line_by_round ON round_line (round, row);

-- Copies on the trolley: taken along, and where each one went.
CREATE TABLE round_copy (
  round     INTEGER NOT NULL REFERENCES round (row) ON DELETE CASCADE,
  copy      INTEGER NOT NULL REFERENCES copy (row),
  state     TEXT NOT NULL DEFAULT 'on_trolley' CHECK (state IN ('on_trolley', 'delivered', 'back')),
  came      TEXT NOT NULL DEFAULT 'shelf' CHECK (came IN ('shelf', 'cell')),
  act       INTEGER NOT NULL REFERENCES journal_act (row),
  PRIMARY KEY (round, copy)
) STRICT, WITHOUT ROWID;

-- A returned copy was looked through: damage, hidden things.
CREATE TABLE return_check (
  loan      INTEGER PRIMARY KEY REFERENCES loan (row),
  found     TEXT NOT NULL CHECK (found IN ('clean', 'damaged', 'object', 'writing')),
  note      TEXT NOT NULL DEFAULT '',
  act       INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- Requests, screening, permission -----------------------------------------------------------------

ALTER TABLE hold ADD COLUMN source TEXT NOT NULL DEFAULT 'desk' CHECK (source IN ('desk', 'slip', 'kiosk', 'round'));

-- `staff` is empty where nobody decided: the title circulated before there was screening.
CREATE TABLE screening (
  title    INTEGER PRIMARY KEY REFERENCES title (row) ON DELETE CASCADE,
  result   TEXT NOT NULL CHECK (result IN ('passed', 'review', 'refused')),
  reason   TEXT NOT NULL DEFAULT '',
  staff    INTEGER REFERENCES staff (row),
  on_day   TEXT NOT NULL CHECK (on_day IS date(on_day)),
  act      INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

-- A prison that lends today goes on lending tomorrow.
INSERT INTO screening (title, result, staff, on_day, act)
SELECT row, 'passed', NULL, added_on, act FROM title
WHERE (SELECT kind FROM library) = 'prison';

-- What a copy has that a house may not let in.
CREATE TABLE copy_trait (
  copy   INTEGER NOT NULL REFERENCES copy (row) ON DELETE CASCADE,
  trait  TEXT NOT NULL CHECK (trait IN ('hard_cover', 'staples', 'spiral', 'disc', 'map', 'large')),
  act    INTEGER NOT NULL REFERENCES journal_act (row),
  PRIMARY KEY (copy, trait)
) STRICT, WITHOUT ROWID;

CREATE TABLE loan_permission (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  borrower  INTEGER NOT NULL REFERENCES borrower (row),
  title     INTEGER NOT NULL REFERENCES title (row),
  state     TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'granted', 'refused', 'used')),
  staff     INTEGER REFERENCES staff (row),
  on_day    TEXT NOT NULL CHECK (on_day IS date(on_day)),
  act       INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX loan_permission_by_borrower ON loan_permission (borrower, title);

-- Boxes on loan -----------------------------------------------------------------------------------

-- `sealed` is the agency's signed file; empty while a box is here before its file.
CREATE TABLE box (
  row          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  number       TEXT NOT NULL,
  name         TEXT NOT NULL DEFAULT '',
  owner        INTEGER NOT NULL REFERENCES owner (row),
  state        TEXT NOT NULL CHECK (state IN ('announced', 'here', 'returning', 'returned')),
  received_on  TEXT CHECK (received_on IS date(received_on)),
  due_on       TEXT CHECK (due_on IS date(due_on)),
  returned_on  TEXT CHECK (returned_on IS date(returned_on)),
  sealed       BLOB,
  act          INTEGER NOT NULL REFERENCES journal_act (row),
  end_act      INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE TABLE box_line (
  row      INTEGER PRIMARY KEY,
  box      INTEGER NOT NULL REFERENCES box (row) ON DELETE CASCADE,
  no       INTEGER NOT NULL CHECK (no >= 1),
  number   TEXT NOT NULL,
  title    TEXT NOT NULL DEFAULT '',
  author   TEXT NOT NULL DEFAULT '',
  isbn     TEXT NOT NULL DEFAULT '',
  class    TEXT NOT NULL DEFAULT '',
  price    INTEGER CHECK (price >= 0),
  copy     INTEGER REFERENCES copy (row),
  arrived  TEXT NOT NULL DEFAULT 'open' CHECK (arrived IN ('open', 'here', 'missing', 'damaged', 'extra')),
  went     TEXT NOT NULL DEFAULT 'open' CHECK (went IN ('open', 'here', 'missing', 'damaged')),
  act      INTEGER NOT NULL REFERENCES journal_act (row),
  UNIQUE (box, no),
  UNIQUE (box, number)
) STRICT;

CREATE INDEX box_line_by_copy ON box_line (copy) WHERE copy IS NOT NULL;
