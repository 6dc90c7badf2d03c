/** An address for people and logs: without what may be secret, which is a name, a password, a key behind the question mark. */
export const shownAddress = ({ protocol, host, pathname }: URL): string => `${protocol}//${host}${pathname}`.slice(0, 160);
