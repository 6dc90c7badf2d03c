/** Leads to a post without knowing the name of its account, so without a call for it. */
export const permalink = (id: string): string => `https://x.com/i/status/${id}`;
