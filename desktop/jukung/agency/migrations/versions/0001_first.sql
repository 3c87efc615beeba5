-- The first schema of an agency file.
-- Months are YYYY-MM; moments are UTC. What must be single is single here, not only in code.

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

-- Libraries and the keys they sign with -------------------------------------------------------

CREATE TABLE site (
  row          INTEGER PRIMARY KEY,
  uid          TEXT NOT NULL UNIQUE,
  code         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  place_name   TEXT NOT NULL DEFAULT '',
  kind         TEXT NOT NULL CHECK (kind IN ('village', 'prison')),
  prison_kind  TEXT CHECK (prison_kind IN ('lapas', 'rutan', 'lpka', 'women')),
  zone         TEXT NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
  since        TEXT NOT NULL CHECK (since IS strftime('%Y-%m', since || '-01')),
  enrolled_at  TEXT NOT NULL,
  receipt_no   INTEGER NOT NULL DEFAULT 0 CHECK (receipt_no >= 0)
) STRICT;

CREATE TABLE site_key (
  fingerprint  TEXT PRIMARY KEY,
  site         INTEGER NOT NULL REFERENCES site (row),
  public_key   TEXT NOT NULL UNIQUE CHECK (length(public_key) = 64),
  enrolled_at  TEXT NOT NULL,
  revoked_at   TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX site_key_by_site ON site_key (site);

-- A library counts its parcels anew in each epoch; `place` is their order.
CREATE TABLE epoch (
  row      INTEGER PRIMARY KEY,
  site     INTEGER NOT NULL REFERENCES site (row),
  epoch    TEXT NOT NULL,
  place    INTEGER NOT NULL CHECK (place >= 1),
  fork_at  INTEGER CHECK (fork_at >= 1),
  UNIQUE (site, epoch),
  UNIQUE (site, place)
) STRICT;

-- Parcels -----------------------------------------------------------------------------------------

CREATE TABLE receipt (
  row      INTEGER PRIMARY KEY,
  site     INTEGER NOT NULL REFERENCES site (row),
  no       INTEGER NOT NULL CHECK (no >= 1),
  hash     TEXT NOT NULL UNIQUE,
  bytes    BLOB NOT NULL,
  made_at  TEXT NOT NULL,
  UNIQUE (site, no)
) STRICT;

CREATE TABLE parcel (
  row          INTEGER PRIMARY KEY,
  hash         TEXT NOT NULL UNIQUE,
  site         INTEGER NOT NULL REFERENCES site (row),
  epoch        INTEGER NOT NULL REFERENCES epoch (row),
  seq          INTEGER NOT NULL CHECK (seq >= 1),
  fingerprint  TEXT NOT NULL REFERENCES site_key (fingerprint),
  month        TEXT NOT NULL CHECK (month IS strftime('%Y-%m', month || '-01')),
  dataset      TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('original', 'replacement', 'withdrawal', 'nil')),
  revision     INTEGER NOT NULL CHECK (revision >= 1),
  replaces     TEXT,
  state        TEXT NOT NULL CHECK (state IN ('accepted', 'conflict', 'quarantined')),
  is_current   INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1)),
  verdict      TEXT NOT NULL
               CHECK (verdict IN ('ACCEPT', 'ACCEPT_LATE', 'ACCEPT_WITH_GAP', 'ACCEPT_EPOCH')),
  note         TEXT NOT NULL DEFAULT '',
  ignored      TEXT NOT NULL DEFAULT '[]',
  declared_at  TEXT NOT NULL,
  audit_count  INTEGER NOT NULL,
  audit_head   TEXT NOT NULL,
  envelope     BLOB NOT NULL,
  accepted_at  TEXT NOT NULL,
  receipt      INTEGER REFERENCES receipt (row),
  CHECK (is_current = 0 OR state = 'accepted')
) STRICT;

CREATE UNIQUE INDEX parcel_once_per_number ON parcel (epoch, seq) WHERE state <> 'quarantined';
CREATE UNIQUE INDEX parcel_current_once ON parcel (site, month, dataset) WHERE is_current = 1;
CREATE INDEX parcel_by_site ON parcel (site, epoch, seq);
CREATE INDEX parcel_by_month ON parcel (month) WHERE is_current = 1;

-- Which hash a parcel, or a later one that lists it, gives for a number.
-- Two hashes for one number are a fork. Number 0: listed from an earlier epoch.
CREATE TABLE claim (
  epoch  INTEGER NOT NULL REFERENCES epoch (row),
  seq    INTEGER NOT NULL CHECK (seq >= 0),
  hash   TEXT NOT NULL,
  PRIMARY KEY (epoch, seq, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_by_hash ON claim (hash);

CREATE TABLE figure (
  parcel  INTEGER NOT NULL REFERENCES parcel (row),
  code    TEXT NOT NULL,
  value   INTEGER CHECK (value BETWEEN 0 AND 999999999),
  status  TEXT NOT NULL
          CHECK (status IN ('ok', 'suppressed', 'rounded', 'not_collected', 'estimated')),
  PRIMARY KEY (parcel, code)
) STRICT, WITHOUT ROWID;

-- Kept, not counted, until somebody acts; sending it again has it judged again.
CREATE TABLE held (
  hash         TEXT PRIMARY KEY,
  fingerprint  TEXT NOT NULL,
  site         INTEGER REFERENCES site (row),
  epoch        TEXT,
  seq          INTEGER,
  month        TEXT NOT NULL DEFAULT '',
  verdict      TEXT NOT NULL
               CHECK (verdict IN ('HOLD_UNKNOWN_KEY', 'HOLD_REVOKED', 'HOLD_NEWER', 'HOLD_EPOCH',
                                  'HOLD_JUMP', 'HOLD_FUTURE', 'HOLD_LOCKED')),
  note         TEXT NOT NULL DEFAULT '',
  envelope     BLOB NOT NULL,
  seen_at      TEXT NOT NULL,
  receipt      INTEGER REFERENCES receipt (row)
) STRICT, WITHOUT ROWID;

CREATE INDEX held_by_site ON held (site, epoch, seq);
CREATE INDEX held_by_verdict ON held (verdict);

-- Months whose totals are published; what comes for them needs a person.
CREATE TABLE locked_month (
  month      TEXT PRIMARY KEY CHECK (month IS strftime('%Y-%m', month || '-01')),
  locked_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
