/** The list itself: consent, what a reader chose, who must never be mailed. So far everybody came from a project's file. */
export const subscribers = `
-- The only table that holds an address or a name.
CREATE TABLE list (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name TEXT,
  audience_json TEXT NOT NULL,
  language TEXT,
  frequency TEXT NOT NULL DEFAULT 'each',
  status TEXT NOT NULL,
  -- Named by the project's file the last time that it was read.
  in_file INTEGER NOT NULL DEFAULT 0,
  -- Knows no other way onto the list than that file.
  file_only INTEGER NOT NULL DEFAULT 0,
  consent_at TEXT,
  consent_source TEXT,
  consent_wording TEXT,
  requested_at INTEGER,
  confirmed_at INTEGER,
  -- When the reader last chose segments, language or frequency.
  chosen_at INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
INSERT INTO list (id, email, email_key, name, audience_json, language, status, in_file, file_only, consent_at, consent_source, created_at, changed_at)
  SELECT id, email, email_key, name, audience_json, language, iif(is_active = 1, 'active', 'removed'), is_active, 1, consent_at, consent_source,
    unixepoch() * 1000, unixepoch() * 1000 FROM readers;
DROP TABLE readers;
ALTER TABLE list RENAME TO readers;

-- A keyed hash of the address, as the ids of readers are. No address.
CREATE TABLE suppressions (
  reader_id TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is left of recipients whose results are no longer kept one by one.
CREATE TABLE recipient_totals (
  delivery_id TEXT NOT NULL REFERENCES deliveries (id),
  state TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, state)
) STRICT, WITHOUT ROWID;
`;
