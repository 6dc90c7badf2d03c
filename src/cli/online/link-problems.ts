/** `omk check --online`: what became of the links of these posts, told beside the line on which each stands. */
import { isLoopback } from '../../core/loopback.ts';
import type { ParsedPost } from '../../core/post.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { type FoundLink, linksOf } from '../../pipeline/editorial/facts/links.ts';
import { passagesOf } from '../../pipeline/editorial/passage.ts';
import { groupBy } from '../../pipeline/group-by.ts';
import { tokensOf } from '../../pipeline/markdown-tokens.ts';
import { withoutTracking } from '../../pipeline/tracking.ts';
import type { Context } from '../context.ts';
import type { Prepared } from '../publishing.ts';
import { judgeAll } from '../reading-along.ts';
import { type LinkAnswer, openLinkAsker, type Territory } from './ask-link.ts';
import { isInsideName, isLoopbackAddress, isPublicAddress } from './guard.ts';
import { lookAtLinks } from './look-at-links.ts';

/** One page may take this long; a site that needs longer loses its readers. */
const deadlineMs = 10_000;

const theInternet: Territory = { permitsName: (name) => !isInsideName(name), permitsAddress: isPublicAddress, refusal: 'private' };
const thisComputer: Territory = { permitsName: isLoopback, permitsAddress: isLoopbackAddress, refusal: 'sandbox' };

interface WebLink extends Pick<FoundLink, 'where'> {
  /** As it goes out. */
  readonly href: string;
}

/** As the project and the writers weigh them. */
export async function onlineProblems(
  context: Context,
  { candidates, skipped, masks }: Pick<Prepared, 'candidates' | 'skipped' | 'masks'>,
): Promise<readonly Problem[]> {
  const posts = [...new Map([...candidates, ...skipped].map(({ post }) => [post.id, post])).values()];
  return (await judgeAll(context.project, posts, await linkProblems(context, posts), masks)).problems;
}

/** Practising stays on this computer, links included: then only those to this computer are looked at. */
async function linkProblems({ project, output }: Context, posts: readonly ParsedPost[]): Promise<readonly Problem[]> {
  const { levels, campaign } = project.checks;
  if (levels['facts-dead-link'] === 'off' && levels['facts-link-unseen'] === 'off') return [];
  const links = posts.flatMap((post) =>
    webLinks(post).map(({ href, where }): WebLink => ({ href: withoutTracking(href, campaign), where })),
  );
  const isSandbox = project.mode === 'sandbox';
  const near = isSandbox ? links.filter(({ href }) => isLoopback(new URL(href).hostname)) : links;
  const wanted = [...new Set(near.map(({ href }) => href))];
  if (wanted.length > 0) output.talk(output.words.lookingAtLinks(wanted.length));
  const asker = await openLinkAsker({
    territory: isSandbox ? thisComputer : theInternet,
    deadlineMs: Math.min(deadlineMs, project.timing.deadlineMs),
    env: project.environment,
  });
  try {
    const answers = await lookAtLinks(wanted, asker);
    return [...problemsOf(near, answers), ...leftAlone(links.filter((one) => !near.includes(one)))];
  } finally {
    await asker.close();
  }
}

const webLinks = (post: ParsedPost): readonly FoundLink[] =>
  linksOf(post, passagesOf(post, tokensOf(post.body)?.tokens ?? [])).filter(
    ({ href }) => /^https?:\/\//i.test(href) && URL.canParse(href) && !new URL(href).hostname.endsWith('.invalid'),
  );

function problemsOf(links: readonly WebLink[], answers: ReadonlyMap<string, LinkAnswer>): readonly Problem[] {
  const dead = links.flatMap(({ href, where }) => {
    const answer = answers.get(href);
    return answer?.kind === 'dead' ? [problem('facts-dead-link', { address: shown(href), status: answer.status }, where)] : [];
  });
  return [...onePerPlace(dead), ...unseen(links, answers)];
}

/** Of one post and for one reason they are told together. */
function unseen(links: readonly WebLink[], answers: ReadonlyMap<string, LinkAnswer>): readonly Problem[] {
  const found = links.flatMap((link) => {
    const answer = answers.get(link.href);
    return answer?.kind === 'unseen' ? [{ ...link, reason: answer.reason }] : [];
  });
  const groups = groupBy(found, ({ where, reason }) => `${reason} ${where.file}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const count = new Set(group.map(({ href }) => href)).size;
    return first ? [problem('facts-link-unseen', { address: shown(first.href), reason: first.reason, count }, first.where)] : [];
  });
}

function leftAlone(links: readonly WebLink[]): readonly Problem[] {
  const [first] = links;
  const count = new Set(links.map(({ href }) => href)).size;
  return first ? [problem('facts-link-unseen', { address: shown(first.href), reason: 'sandbox', count })] : [];
}

const onePerPlace = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((one) => [JSON.stringify(one), one])).values(),
];

/** Without a name or password that somebody left in it. */
const shown = (href: string): string => href.replace(/^(https?:\/\/)[^/?#\\]*@/i, '$1').slice(0, 160);
