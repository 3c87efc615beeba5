-- What the inclusion programme asks for beyond counting: activities whole, partners, notes to figures.

ALTER TABLE activity ADD COLUMN until_day TEXT CHECK (until_day IS date(until_day));

-- Photographs stay in this file; nothing sends them.
CREATE TABLE activity_photo (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  activity  INTEGER NOT NULL REFERENCES activity (row) ON DELETE CASCADE,
  jpeg      BLOB NOT NULL CHECK (length(jpeg) BETWEEN 4 AND 262144),
  caption   TEXT NOT NULL DEFAULT '',
  act       INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT;

CREATE INDEX activity_photo_by_activity ON activity_photo (activity);

CREATE TABLE cooperation (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  partner     TEXT NOT NULL CHECK (partner <> ''),
  matter      TEXT NOT NULL DEFAULT '',
  document    TEXT NOT NULL DEFAULT '',
  from_on     TEXT NOT NULL CHECK (from_on IS date(from_on)),
  until_on    TEXT CHECK (until_on IS date(until_on)),
  act         INTEGER NOT NULL REFERENCES journal_act (row),
  cancel_act  INTEGER REFERENCES journal_act (row)
) STRICT;

CREATE INDEX cooperation_by_day ON cooperation (from_on);

-- Kinds of service a library offers, since when; a code of domain.kinds.ServiceKind.
CREATE TABLE service_offered (
  kind      TEXT PRIMARY KEY CHECK (kind IN ('read_here', 'lending', 'reference', 'search', 'literacy', 'documents', 'interloan', 'extension', 'internet', 'children')),
  from_on   TEXT NOT NULL CHECK (from_on IS date(from_on)),
  until_on  TEXT CHECK (until_on IS date(until_on)),
  act       INTEGER NOT NULL REFERENCES journal_act (row)
) STRICT, WITHOUT ROWID;

-- A figure that nothing was counted for, typed by hand, or words that explain one.
CREATE TABLE figure_note (
  month  TEXT NOT NULL CHECK (month IS strftime('%Y-%m', month || '-01')),
  code   TEXT NOT NULL,
  value  INTEGER CHECK (value BETWEEN 0 AND 999999999),
  words  TEXT NOT NULL DEFAULT '',
  act    INTEGER NOT NULL REFERENCES journal_act (row),
  PRIMARY KEY (month, code)
) STRICT, WITHOUT ROWID;
