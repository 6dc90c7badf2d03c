/** The corpora of good and bad texts: each text goes the way of a real post, from its front matter to the message of every channel. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { channels } from '../../src/channels/index.ts';
import { loadProject, type Project } from '../../src/cli/config.ts';
import { ownPackage } from '../../src/cli/package-root.ts';
import { readTemplate } from '../../src/cli/project-files.ts';
import { shownMessage } from '../../src/cli/reading-along.ts';
import { isRuleId, type RuleId, ruleLevels } from '../../src/core/editorial.ts';
import type { ParsedPost, Post } from '../../src/core/post.ts';
import { checkPost } from '../../src/pipeline/editorial/check-post.ts';
import type { ShownMessage } from '../../src/pipeline/editorial/rule.ts';
import { parsePost } from '../../src/pipeline/parse.ts';
import { renderMessage } from '../../src/pipeline/render.ts';
import { linkFor } from '../../src/pipeline/validate.ts';

export interface CorpusEntry {
  readonly name: string;
  /** A whole file. */
  readonly post: string;
  /** Every rule of this family that must be found; none in a good text. */
  readonly finds: readonly string[];
  /** The section `checks` of omk.yaml. */
  readonly checks?: Readonly<Record<string, unknown>>;
  /** Where posts go that name no channels; else to all. */
  readonly channels?: readonly string[];
  /** Other keys of omk.yaml. */
  readonly project?: Readonly<Record<string, unknown>>;
  /** When it is read; else the day on which the corpora were begun. */
  readonly now?: string;
}

export interface ReadEntry extends CorpusEntry {
  /** Name of its file: a family, or that with `-held-out`. */
  readonly corpus: string;
  readonly family: string;
  /** Rules of every family that found something. */
  readonly found: ReadonlySet<RuleId>;
}

export interface Tally {
  readonly name: string;
  /** In which it must be found. */
  readonly bad: number;
  readonly found: number;
  readonly missed: readonly string[];
  /** Texts in which it was found without reason. */
  readonly falseAlarms: readonly string[];
  /** In which it must not be found. */
  readonly good: number;
}

const folder = join(ownPackage().root, 'test', 'corpus');

const heldOut = '-held-out';

/** The texts with which the rules were made, and those that somebody else wrote without having seen the rules. */
export const corpora = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .toSorted();

export const familyOf = (corpus: string): string => (corpus.endsWith(heldOut) ? corpus.slice(0, -heldOut.length) : corpus);

/** What only looking at files (`facts`, `a11y`) or at the network (`--online`) can find; texts alone do not show it. */
export const beyondTexts: ReadonlySet<string> = new Set<RuleId>(['a11y-captions-missing', 'facts-dead-link', 'facts-link-unseen']);

export const entriesOf = (corpus: string): readonly CorpusEntry[] => parse(readFileSync(join(folder, `${corpus}.yaml`), 'utf8'));

/** Reads every text of these families along, once. */
export async function readCorpora(names: readonly string[]): Promise<readonly ReadEntry[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'omk-corpus-')));
  try {
    const read: ReadEntry[] = [];
    for (const corpus of names)
      for (const entry of entriesOf(corpus))
        read.push({ ...entry, corpus, family: familyOf(corpus), found: await findingsOf(entry, root) });
    return read;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const sections = {
  pleio: { url: 'https://omhetkind.pleio.nl', group: 'Om het kind' },
  linkedin: { version: '202611', author: 'urn:li:organization:7001', group: '4510', mode: 'auto' },
  yammer: { community: '225000000001' },
  newsletter: {
    from: 'Om het kind <nieuwsbrief@example.nl>',
    subscribers: 'lezers.csv',
    listId: 'nieuwsbrief.example.nl',
    unsubscribe: 'https://example.nl/afmelden/{token}',
  },
};

async function findingsOf(entry: CorpusEntry, root: string): Promise<ReadonlySet<RuleId>> {
  const { checks, channels: where, project: more } = entry;
  const settings = { name: 'Om het kind', ...sections, ...(checks && { checks }), ...(where && { channels: where }), ...more };
  writeFileSync(join(root, 'omk.yaml'), stringify(settings));
  const project = await loadProject({ env: {}, channels, cwd: root });
  const { post, problems } = parsePost({ text: entry.post, file: 'bericht.md', project });
  const read = post ? await readPost(entry, post, project) : [];
  const codes = [...problems, ...read].map(({ code }) => code);
  if (!post) throw new Error(`"${entry.name}" is no post: ${codes.join(', ')}`);
  return new Set(codes.filter(isRuleId));
}

async function readPost({ now = '2026-11-23T08:00:00Z' }: CorpusEntry, post: ParsedPost, project: Project) {
  const messages = await messagesOf(post, project);
  const { checks: settings, hub, timezone: timeZone } = project;
  return checkPost({ post, messages, settings, hub, timeZone, now: new Date(now) });
}

async function messagesOf(parsed: ParsedPost, project: Project): Promise<readonly ShownMessage[]> {
  const facts = { hash: 'abc', mimeType: 'image/png', bytes: 1000, width: 1200, height: 675 } as const;
  const post: Post = { ...parsed, media: parsed.images.map((image) => ({ ...image, ...facts })) };
  const shown = await Promise.all(
    post.channels.map(async (request) => {
      const channel = channels.find(({ id }) => id === request.channel);
      if (!channel) return [];
      const rules = await channel.rules();
      const { message } = await renderMessage({
        post,
        channel,
        request,
        rules,
        templates: async (id, variant, extension) => {
          const found = readTemplate(project, { channel: id, extension, ...(variant !== undefined && { variant }) });
          return found && { file: found.name, text: found.text };
        },
        link: linkFor(post, request, { hub: project.hub, known: [] }),
        project: { name: project.name, timeZone: project.timezone, campaign: project.checks.campaign },
      });
      return message ? [shownMessage(request, message, rules)] : [];
    }),
  );
  return shown.flat();
}

/** What was found and missed, for every rule of the families that were read. */
export function tallies(read: readonly ReadEntry[]): readonly Tally[] {
  const ids = Object.keys(ruleLevels).filter((id) => read.some(({ family }) => id.startsWith(`${family}-`)));
  return ids.map((id) => {
    const ofFamily = read.filter(({ family }) => id.startsWith(`${family}-`));
    return tally(
      id,
      ofFamily,
      ({ finds }) => finds.includes(id),
      ({ found }) => found.has(id as RuleId),
    );
  });
}

/** A whole corpus: in its bad texts everything must be found, in its good ones nothing. */
export function corpusTally(corpus: string, read: readonly ReadEntry[]): Tally {
  const isHit = ({ found, finds }: ReadEntry): boolean =>
    finds.length > 0 ? finds.every((id) => found.has(id as RuleId)) : [...found].some((id) => id.startsWith(`${familyOf(corpus)}-`));
  return tally(
    corpus,
    read.filter((one) => one.corpus === corpus),
    ({ finds }) => finds.length > 0,
    isHit,
  );
}

/** What a family finds in texts, its own and those of others, in which it must find nothing. */
export function falseAlarms(family: string, read: readonly ReadEntry[]): Pick<Tally, 'good' | 'falseAlarms'> {
  const isOf = (id: string): boolean => id.startsWith(`${family}-`);
  const good = read.filter(({ finds }) => !finds.some(isOf));
  const wrong = good.filter(({ found }) => [...found].some(isOf));
  return { good: good.length, falseAlarms: wrong.map(({ name, found }) => `${name} (${[...found].filter(isOf).join(', ')})`) };
}

function tally(name: string, read: readonly ReadEntry[], isBad: (one: ReadEntry) => boolean, isHit: (one: ReadEntry) => boolean): Tally {
  const [bad, good] = [read.filter(isBad), read.filter((one) => !isBad(one))];
  const names = (entries: readonly ReadEntry[]): readonly string[] => entries.map((one) => one.name);
  return {
    name,
    bad: bad.length,
    found: bad.filter(isHit).length,
    missed: names(bad.filter((one) => !isHit(one))),
    falseAlarms: names(good.filter(isHit)),
    good: good.length,
  };
}
