/** What `omk forward` saw of its source, and how far it read. */
export const items = `
CREATE TABLE sources (
  name TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL,
  read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source_items (
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  post TEXT NOT NULL,
  url TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('before', 'planned', 'review', 'refused', 'gone')),
  told TEXT,
  edited_at INTEGER,
  file TEXT,
  file_hash TEXT,
  PRIMARY KEY (source, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_items_by_url ON source_items (source, url);
CREATE INDEX source_items_by_post ON source_items (post);
CREATE INDEX deliveries_url ON deliveries (receipt_json ->> 'url');
CREATE INDEX source_items_by_moment ON source_items (source, published_at);
`;
