-- The agency's file as it is now, in words that SQLite and PostgreSQL both take.
-- What grows with the libraries leads its key with `site`; the others are small registers.
-- Months are YYYY-MM, days YYYY-MM-DD, moments YYYY-MM-DD HH:MM:SS.ffffff of UTC.

CREATE TABLE office (
  one         INTEGER PRIMARY KEY CHECK (one = 1),
  uid         TEXT NOT NULL,
  code        TEXT NOT NULL CHECK (code <> ''),
  name        TEXT NOT NULL CHECK (name <> ''),
  verify_key  TEXT NOT NULL CHECK (length(verify_key) = 64),
  recipient   TEXT NOT NULL,
  escrow      TEXT NOT NULL DEFAULT '',
  made_at     TEXT NOT NULL
) STRICT;

-- Identities the agency had before: parcels made for them are still opened.
CREATE TABLE former_identity (
  fingerprint  TEXT PRIMARY KEY,
  verify_key   TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  escrow       TEXT NOT NULL DEFAULT '',
  until        TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  key    TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT;

-- Who did what at this desk; never figures, never a borrower.
CREATE TABLE deed (
  no    INTEGER PRIMARY KEY,
  at    TEXT NOT NULL,
  by    TEXT NOT NULL DEFAULT '',
  what  TEXT NOT NULL,
  site  INTEGER,
  detail TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX deed_by_site ON deed (site, no);

-- Libraries and the keys they sign with -------------------------------------------------------

CREATE TABLE site (
  site         INTEGER PRIMARY KEY,
  uid          TEXT UNIQUE,
  code         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  place_name   TEXT NOT NULL DEFAULT '',
  kind         TEXT NOT NULL CHECK (kind IN ('village', 'prison')),
  prison_kind  TEXT CHECK (prison_kind IN ('lapas', 'rutan', 'lpka', 'women')),
  zone         TEXT NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
  since        TEXT NOT NULL CHECK (length(since) = 7 AND substr(since, 6, 2) BETWEEN '01' AND '12'),
  npp          TEXT NOT NULL DEFAULT '',
  edition      TEXT NOT NULL DEFAULT '',
  closed_from  TEXT CHECK (length(closed_from) = 7 AND substr(closed_from, 6, 2) BETWEEN '01' AND '12'),
  merged_into  INTEGER,
  note         TEXT NOT NULL DEFAULT '',
  enrolled_at  TEXT NOT NULL,
  receipt_no   INTEGER NOT NULL DEFAULT 0 CHECK (receipt_no >= 0),
  CHECK (merged_into IS NULL OR closed_from IS NOT NULL)
) STRICT;

CREATE TABLE contact (
  site   INTEGER NOT NULL REFERENCES site (site),
  no     INTEGER NOT NULL CHECK (no >= 1),
  name   TEXT NOT NULL CHECK (name <> ''),
  role   TEXT NOT NULL DEFAULT '',
  phone  TEXT NOT NULL DEFAULT '',
  note   TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (site, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_key (
  fingerprint  TEXT PRIMARY KEY,
  site         INTEGER NOT NULL REFERENCES site (site),
  public_key   TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64),
  enrolled_at  TEXT NOT NULL,
  enrolled_by  TEXT NOT NULL DEFAULT '',
  seconded_by  TEXT NOT NULL DEFAULT '',
  revoked_at   TEXT
) STRICT;

CREATE INDEX site_key_by_site ON site_key (site);

-- A card whose fingerprint one person has compared; a second one confirms.
CREATE TABLE candidate (
  fingerprint  TEXT PRIMARY KEY,
  code         TEXT NOT NULL,
  card         BLOB NOT NULL,
  compared_by  TEXT NOT NULL CHECK (compared_by <> ''),
  compared_at  TEXT NOT NULL
) STRICT;

-- Only the hash of an invitation's secret is kept.
CREATE TABLE invitation (
  secret_hash  TEXT PRIMARY KEY,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL DEFAULT '',
  made_at      TEXT NOT NULL,
  made_by      TEXT NOT NULL DEFAULT '',
  until        TEXT NOT NULL,
  used_by      TEXT,
  used_at      TEXT,
  withdrawn_at TEXT
) STRICT;

CREATE INDEX invitation_by_code ON invitation (code);

-- Parcels ---------------------------------------------------------------------------------------

-- A library counts its parcels anew in each epoch; `place` is their order.
CREATE TABLE epoch (
  site     INTEGER NOT NULL REFERENCES site (site),
  epoch    TEXT NOT NULL,
  place    INTEGER NOT NULL CHECK (place >= 1),
  fork_at  INTEGER CHECK (fork_at >= 1),
  PRIMARY KEY (site, epoch),
  UNIQUE (site, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
  site     INTEGER NOT NULL REFERENCES site (site),
  no       INTEGER NOT NULL CHECK (no >= 1),
  hash     TEXT NOT NULL,
  bytes    BLOB NOT NULL,
  made_at  TEXT NOT NULL,
  PRIMARY KEY (site, no),
  UNIQUE (site, hash)
) STRICT;

-- `state`: current speaks for its month; replaced did; conflict and quarantined never count.
CREATE TABLE parcel (
  site         INTEGER NOT NULL REFERENCES site (site),
  hash         TEXT NOT NULL,
  epoch        TEXT NOT NULL,
  seq          INTEGER NOT NULL CHECK (seq >= 1),
  fingerprint  TEXT NOT NULL,
  month        TEXT NOT NULL CHECK (length(month) = 7 AND substr(month, 6, 2) BETWEEN '01' AND '12'),
  dataset      TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('original', 'replacement', 'withdrawal', 'nil')),
  revision     INTEGER NOT NULL CHECK (revision >= 1),
  replaces     TEXT,
  state        TEXT NOT NULL CHECK (state IN ('current', 'replaced', 'conflict', 'quarantined')),
  verdict      TEXT NOT NULL
               CHECK (verdict IN ('ACCEPT', 'ACCEPT_LATE', 'ACCEPT_WITH_GAP', 'ACCEPT_EPOCH')),
  note         TEXT NOT NULL DEFAULT '',
  imported     INTEGER NOT NULL DEFAULT 0,
  ignored      TEXT NOT NULL DEFAULT '[]',
  declared_at  TEXT NOT NULL,
  audit_count  INTEGER NOT NULL,
  audit_head   TEXT NOT NULL,
  envelope     BLOB NOT NULL,
  accepted_at  TEXT NOT NULL,
  receipt      INTEGER,
  PRIMARY KEY (site, hash),
  FOREIGN KEY (site, epoch) REFERENCES epoch (site, epoch)
) STRICT;

CREATE UNIQUE INDEX parcel_once_per_number ON parcel (site, epoch, seq) WHERE state <> 'quarantined';
CREATE UNIQUE INDEX parcel_current_once ON parcel (site, month, dataset) WHERE state = 'current';
CREATE INDEX parcel_in_order ON parcel (site, epoch, seq);
CREATE INDEX parcel_in_trouble ON parcel (site, seq) WHERE state IN ('conflict', 'quarantined');

-- Which hash a parcel, or a later one that lists it, gives for a number.
-- Two hashes for one number are a fork. Number 0: listed from an earlier epoch.
CREATE TABLE claim (
  site   INTEGER NOT NULL,
  epoch  TEXT NOT NULL,
  seq    INTEGER NOT NULL CHECK (seq >= 0),
  hash   TEXT NOT NULL,
  PRIMARY KEY (site, epoch, seq, hash),
  FOREIGN KEY (site, epoch) REFERENCES epoch (site, epoch)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_by_hash ON claim (site, hash);

-- Kept, not counted, until somebody decides; site 0 where nobody knows whose it is.
CREATE TABLE held (
  site         INTEGER NOT NULL,
  hash         TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  epoch        TEXT,
  seq          INTEGER,
  month        TEXT NOT NULL DEFAULT '',
  verdict      TEXT NOT NULL
               CHECK (verdict IN ('HOLD_UNKNOWN_KEY', 'HOLD_REVOKED', 'HOLD_NEWER', 'HOLD_EPOCH',
                                  'HOLD_JUMP', 'HOLD_FUTURE', 'HOLD_LOCKED')),
  note         TEXT NOT NULL DEFAULT '',
  envelope     BLOB NOT NULL,
  seen_at      TEXT NOT NULL,
  receipt      INTEGER,
  PRIMARY KEY (site, hash)
) STRICT;

CREATE INDEX held_by_verdict ON held (verdict);

-- What a person decided about one parcel: admit it in spite of a reason to hold it,
-- let it speak for its month, or never count it.
CREATE TABLE ruling (
  site    INTEGER NOT NULL REFERENCES site (site),
  hash    TEXT NOT NULL,
  ruling  TEXT NOT NULL CHECK (ruling IN ('admit', 'speaks', 'refuse')),
  by      TEXT NOT NULL,
  reason  TEXT NOT NULL DEFAULT '',
  at      TEXT NOT NULL,
  PRIMARY KEY (site, hash)
) STRICT, WITHOUT ROWID;

-- Months whose totals are published; what comes for them needs a person.
CREATE TABLE locked_month (
  month      TEXT PRIMARY KEY CHECK (length(month) = 7 AND substr(month, 6, 2) BETWEEN '01' AND '12'),
  locked_at  TEXT NOT NULL,
  by         TEXT NOT NULL DEFAULT ''
) STRICT;

-- Figures ---------------------------------------------------------------------------------------

-- Figures of a library without Jukung, as somebody typed or read them in.
CREATE TABLE entry (
  site      INTEGER NOT NULL REFERENCES site (site),
  month     TEXT NOT NULL CHECK (length(month) = 7 AND substr(month, 6, 2) BETWEEN '01' AND '12'),
  revision  INTEGER NOT NULL CHECK (revision >= 1),
  source    TEXT NOT NULL CHECK (source IN ('typed', 'workbook', 'photograph', 'telephone')),
  figures   TEXT NOT NULL,
  origin    TEXT NOT NULL DEFAULT '',
  by        TEXT NOT NULL DEFAULT '',
  at        TEXT NOT NULL,
  cancelled_at TEXT,
  PRIMARY KEY (site, month, revision)
) STRICT;

-- What a library says about a month now, and when it first said anything.
CREATE TABLE site_month (
  site         INTEGER NOT NULL REFERENCES site (site),
  month        TEXT NOT NULL CHECK (length(month) = 7 AND substr(month, 6, 2) BETWEEN '01' AND '12'),
  source       TEXT NOT NULL CHECK (source IN ('parcel', 'typed', 'workbook', 'photograph', 'telephone')),
  kind         TEXT NOT NULL CHECK (kind IN ('original', 'replacement', 'withdrawal', 'nil')),
  revision     INTEGER NOT NULL CHECK (revision >= 1),
  first_at     TEXT NOT NULL,
  accepted_at  TEXT NOT NULL,
  PRIMARY KEY (site, month)
) STRICT, WITHOUT ROWID;

CREATE INDEX site_month_by_month ON site_month (month, site);

CREATE TABLE figure (
  site    INTEGER NOT NULL,
  month   TEXT NOT NULL,
  code    TEXT NOT NULL,
  value   INTEGER CHECK (value BETWEEN 0 AND 999999999),
  status  TEXT NOT NULL
          CHECK (status IN ('ok', 'suppressed', 'rounded', 'not_collected', 'estimated')),
  PRIMARY KEY (site, month, code),
  FOREIGN KEY (site, month) REFERENCES site_month (site, month)
) STRICT, WITHOUT ROWID;

CREATE INDEX figure_by_code ON figure (month, code, site, value);

-- The roll-up by kabupaten and kind of library; made anew for the months in `month_due`.
CREATE TABLE month_total (
  district  TEXT NOT NULL,
  kind      TEXT NOT NULL,
  month     TEXT NOT NULL,
  code      TEXT NOT NULL,
  total     INTEGER,
  sites     INTEGER NOT NULL,
  PRIMARY KEY (district, kind, month, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE month_due (
  district  TEXT NOT NULL,
  kind      TEXT NOT NULL,
  month     TEXT NOT NULL,
  PRIMARY KEY (district, kind, month)
) STRICT, WITHOUT ROWID;

-- A figure that looks wrong, asked back at the library.
CREATE TABLE question (
  site        INTEGER NOT NULL REFERENCES site (site),
  no          INTEGER NOT NULL CHECK (no >= 1),
  month       TEXT NOT NULL,
  code        TEXT NOT NULL,
  value       INTEGER,
  words       TEXT NOT NULL DEFAULT '',
  asked_by    TEXT NOT NULL DEFAULT '',
  asked_at    TEXT NOT NULL,
  answer      TEXT NOT NULL DEFAULT '',
  settled_at  TEXT,
  PRIMARY KEY (site, no)
) STRICT;

-- The programme ---------------------------------------------------------------------------------

CREATE TABLE region_list (
  edition    TEXT PRIMARY KEY,
  source     TEXT NOT NULL DEFAULT '',
  loaded_at  TEXT NOT NULL
) STRICT;

CREATE TABLE region (
  edition     TEXT NOT NULL REFERENCES region_list (edition),
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  population  INTEGER CHECK (population >= 0),
  PRIMARY KEY (edition, code)
) STRICT, WITHOUT ROWID;

-- An empty district is the whole office.
CREATE TABLE target (
  year      INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  district  TEXT NOT NULL,
  code      TEXT NOT NULL,
  value     INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (year, district, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE league (
  no        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL CHECK (name <> ''),
  criteria  TEXT NOT NULL,
  made_at   TEXT NOT NULL
) STRICT;

-- Words for libraries, carried by their next receipts. An empty scope is every library;
-- else a kind, a kabupaten, or one library's code.
CREATE TABLE notice (
  no            INTEGER PRIMARY KEY,
  scope         TEXT NOT NULL DEFAULT '',
  words         TEXT NOT NULL CHECK (words <> ''),
  made_by       TEXT NOT NULL DEFAULT '',
  made_at       TEXT NOT NULL,
  until         TEXT,
  withdrawn_at  TEXT
) STRICT;

CREATE TABLE notice_sent (
  site     INTEGER NOT NULL REFERENCES site (site),
  notice   INTEGER NOT NULL,
  receipt  INTEGER NOT NULL,
  PRIMARY KEY (site, notice)
) STRICT, WITHOUT ROWID;

-- The yearly agreement with a prison.
CREATE TABLE agreement (
  site       INTEGER NOT NULL REFERENCES site (site),
  no         INTEGER NOT NULL CHECK (no >= 1),
  number     TEXT NOT NULL DEFAULT '',
  signed_on  TEXT,
  from_on    TEXT NOT NULL,
  until_on   TEXT NOT NULL,
  note       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (site, no),
  CHECK (until_on >= from_on)
) STRICT;

-- Boxes of copies on loan, and packs of title records.
CREATE TABLE box (
  box      TEXT PRIMARY KEY,
  number   TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  site     INTEGER REFERENCES site (site),
  state    TEXT NOT NULL CHECK (state IN ('prepared', 'out', 'back', 'gone')),
  made_at  TEXT NOT NULL,
  out_on   TEXT,
  due_on   TEXT,
  back_on  TEXT,
  note     TEXT NOT NULL DEFAULT '',
  CHECK (state <> 'out' OR site IS NOT NULL)
) STRICT;

CREATE INDEX box_by_site ON box (site);

CREATE TABLE box_copy (
  box     TEXT NOT NULL REFERENCES box (box),
  no      INTEGER NOT NULL CHECK (no >= 1),
  number  TEXT NOT NULL,
  title   TEXT NOT NULL,
  author  TEXT NOT NULL DEFAULT '',
  isbn    TEXT NOT NULL DEFAULT '',
  year    TEXT NOT NULL DEFAULT '',
  class   TEXT NOT NULL DEFAULT '',
  price   INTEGER CHECK (price >= 0),
  state   TEXT NOT NULL DEFAULT 'in_box' CHECK (state IN ('in_box', 'missing', 'damaged')),
  PRIMARY KEY (box, no),
  UNIQUE (box, number)
) STRICT;

CREATE TABLE pack (
  pack     TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  records  INTEGER NOT NULL CHECK (records >= 0),
  hash     TEXT NOT NULL,
  made_at  TEXT NOT NULL,
  note     TEXT NOT NULL DEFAULT ''
) STRICT;

-- Between a province and its districts: who may carry, and who may also open.
CREATE TABLE relay_permit (
  fingerprint  TEXT PRIMARY KEY,
  role         TEXT NOT NULL CHECK (role IN ('given', 'received')),
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  verify_key   TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  escrow       TEXT NOT NULL DEFAULT '',
  may_open     INTEGER NOT NULL CHECK (may_open IN (0, 1)),
  since        TEXT NOT NULL,
  until        TEXT
) STRICT;

-- Files for another agency, as they came; bytes as they go on.
CREATE TABLE relay_file (
  hash        TEXT PRIMARY KEY,
  audience    TEXT NOT NULL DEFAULT '',
  name        TEXT NOT NULL,
  bytes       BLOB NOT NULL,
  seen_at     TEXT NOT NULL,
  carried_at  TEXT
) STRICT;
