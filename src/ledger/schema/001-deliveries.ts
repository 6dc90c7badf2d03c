/** Times are milliseconds since 1970, UTC. Columns that end in _json hold one JSON value or nothing. */
export const deliveries = `
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  post TEXT NOT NULL,
  channel TEXT NOT NULL,
  destination TEXT NOT NULL,
  round INTEGER NOT NULL,
  kind TEXT NOT NULL,
  of_id TEXT REFERENCES deliveries (id),
  file TEXT NOT NULL,
  title TEXT NOT NULL,
  destination_name TEXT NOT NULL,
  revision TEXT NOT NULL,
  message_json TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  after_id TEXT REFERENCES deliveries (id),
  attempts INTEGER NOT NULL DEFAULT 0,
  first_attempt_at INTEGER,
  receipt_json TEXT,
  problem_json TEXT,
  hand_off_json TEXT,
  claim_token TEXT,
  claim_worker TEXT,
  claim_expires_at INTEGER,
  call_began_at INTEGER,
  created_at INTEGER NOT NULL,
  UNIQUE (post, channel, destination, kind, round)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'scheduled';
CREATE INDEX deliveries_in_flight ON deliveries (channel, destination) WHERE state = 'sending';
CREATE INDEX deliveries_revision ON deliveries (revision);
CREATE INDEX deliveries_waiting ON deliveries (after_id) WHERE state = 'waiting';

CREATE TABLE attempts (
  delivery_id TEXT NOT NULL REFERENCES deliveries (id),
  number INTEGER NOT NULL,
  worker TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT,
  problem_json TEXT,
  PRIMARY KEY (delivery_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE parts (
  delivery_id TEXT NOT NULL REFERENCES deliveries (id),
  part INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  receipt_json TEXT,
  PRIMARY KEY (delivery_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE destinations (
  channel TEXT NOT NULL,
  reference TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (channel, reference)
) STRICT, WITHOUT ROWID;

-- The only table that holds an address or a name.
CREATE TABLE readers (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name TEXT,
  audience_json TEXT NOT NULL,
  language TEXT,
  consent_at TEXT,
  consent_source TEXT,
  is_active INTEGER NOT NULL
) STRICT;

CREATE TABLE recipients (
  delivery_id TEXT NOT NULL REFERENCES deliveries (id),
  reader_id TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  problem_json TEXT,
  PRIMARY KEY (delivery_id, reader_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX recipients_state ON recipients (delivery_id, state, due_at);

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  delivery_id TEXT,
  post TEXT,
  channel TEXT,
  data_json TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX events_post ON events (post, id);

CREATE TABLE kept_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
