/** The embargo of a delivery, in milliseconds; and whether a person wants it out at any hour. */
export const moments = `
ALTER TABLE deliveries ADD COLUMN not_before INTEGER;
ALTER TABLE deliveries ADD COLUMN at_any_hour INTEGER NOT NULL DEFAULT 0;
`;
