/** What a digest tells of a post; deliveries from before have none. */
export const cards = `
ALTER TABLE deliveries ADD COLUMN card_json TEXT;
`;
