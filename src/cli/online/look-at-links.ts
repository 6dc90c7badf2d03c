/** Looks at many links politely: each address once, a few sites at a time, one page of a site after the other. */
import { groupBy } from '../../pipeline/group-by.ts';
import type { LinkAnswer, LinkAsker } from './ask-link.ts';

const sitesAtOnce = 6;
/** A site that did not answer this often will not answer the rest either. */
const patience = 2;

export async function lookAtLinks(addresses: readonly string[], { ask }: Pick<LinkAsker, 'ask'>): Promise<ReadonlyMap<string, LinkAnswer>> {
  const answers = new Map<string, LinkAnswer>();
  const sites = [...groupBy([...new Set(addresses)], (address) => new URL(address).host).values()];
  const visitor = async (): Promise<void> => {
    for (let site = sites.shift(); site; site = sites.shift()) await visit(site, ask, answers);
  };
  await Promise.all(Array.from({ length: Math.min(sitesAtOnce, sites.length) }, visitor));
  return answers;
}

async function visit(site: readonly string[], ask: LinkAsker['ask'], answers: Map<string, LinkAnswer>): Promise<void> {
  let silent = 0;
  let last: LinkAnswer | undefined;
  for (const address of site) {
    const answer = silent >= patience && last ? last : await ask(address);
    if (answer.kind === 'unseen' && (answer.reason === 'slow' || answer.reason === 'unreachable')) {
      silent += 1;
      last = answer;
    } else silent = 0;
    answers.set(address, answer);
  }
}
