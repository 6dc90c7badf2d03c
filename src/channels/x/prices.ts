/** What X asks (docs.x.com/x-api/getting-started/pricing, read 2026-08-22; contract x 3.9). */

/** In thousandths of a US dollar, so that sums are exact. */
export const prices = {
  post: 15,
  /** Any address in the text makes it dear; in a thread, that of each part counts. */
  postWithLink: 200,
  /** The words that describe one picture. */
  altText: 5,
  /** Reading one account. */
  user: 10,
} as const;
