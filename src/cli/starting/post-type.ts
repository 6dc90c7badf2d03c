/** The types of post that `omk new` begins. */
export const postTypes = ['news', 'story', 'event', 'statement', 'correction'] as const;
export type PostType = (typeof postTypes)[number];
