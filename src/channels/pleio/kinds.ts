/** The kinds of post, and who may read one (contract pleio 2.3 and 2.4). */
import { type Problem, problem } from '../../core/problem.ts';

export const types = ['blog', 'discussion', 'event', 'statusupdate', 'question', 'news'] as const;
export type PleioType = (typeof types)[number];

/** What GraphQL calls them. A group is none of these. */
const typeNames: readonly string[] = ['Blog', 'Discussion', 'Event', 'StatusUpdate', 'Question', 'News'];

export const isPost = (typeName: unknown): boolean => typeof typeName === 'string' && typeNames.includes(typeName);

export const typeOf = (value: unknown): PleioType => types.find((type) => type === value) ?? 'blog';

/** Words for the levels that every site has; any other level is a number. */
export const accessLevels = { public: 2, 'logged-in': 1, group: 4 } as const;

export function accessOf(value: unknown): number {
  const word = String(value ?? 'public');
  return Object.entries(accessLevels).find(([name]) => name === word)?.[1] ?? Number(word);
}

/** The word for a level, or its number. */
export const accessName = (level: number): string =>
  Object.entries(accessLevels).find(([, value]) => value === level)?.[0] ?? String(level);

/** The site may have narrowed who can see a post: what was read back differs from what was asked. */
export const accessWarning = (wanted: number, got: unknown): Problem | undefined =>
  typeof got === 'number' && got !== wanted ? problem('access-narrowed', { wanted: accessName(wanted), got: accessName(got) }) : undefined;
