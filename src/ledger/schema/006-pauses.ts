/** The pause of everything: at most one; and the deliveries that go all the same while it lasts. */
export const pauses = `
CREATE TABLE pauses (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  since INTEGER NOT NULL,
  until INTEGER,
  reason TEXT
) STRICT;
CREATE TABLE let_through (
  delivery_id TEXT PRIMARY KEY REFERENCES deliveries (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
