/** Mail that came back. No address, and no text that could hold one. */
export const bounces = `
CREATE TABLE bounces (
  -- A keyed hash of what was reported about which copy; stays, so that a mailbox that is read again changes nothing.
  identity TEXT PRIMARY KEY,
  -- A keyed hash of the address; nothing once it is no longer kept whose mail it was.
  reader_id TEXT,
  delivery_id TEXT REFERENCES deliveries (id),
  class TEXT NOT NULL,
  status TEXT NOT NULL,
  -- It led to a suppression, so that it counts no more when that is lifted.
  is_spent INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bounces_reader ON bounces (reader_id, delivery_id) WHERE reader_id IS NOT NULL;

-- How many issues in a row came back softly, as far as their results are no longer kept one by one.
CREATE TABLE soft_runs (
  reader_id TEXT PRIMARY KEY,
  issues INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The issues of a channel in the order in which they went out, without reading what they say.
CREATE INDEX deliveries_attempted ON deliveries (channel, first_attempt_at, id);
`;
