/** Plain language and accessibility are held to their corpora: everything in the bad texts is found, nothing in the good ones. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { channels } from '../../../../../src/channels/index.ts';
import { type CheckSettings, defaultChecks } from '../../../../../src/core/editorial.ts';
import { checkPost } from '../../../../../src/pipeline/editorial/check-post.ts';
import { parsePost } from '../../../../../src/pipeline/parse.ts';
import { aMessage } from '../../../../support/builders.ts';

interface Entry {
  readonly name: string;
  readonly post: string;
  readonly finds: readonly string[];
  readonly checks?: Partial<CheckSettings>;
}

const project = {
  language: 'nl',
  timezone: 'Europe/Amsterdam',
  channels: channels.map(({ id }) => id),
  kinds: channels,
  channelOptions: { pleio: { group: 'Om het kind' }, yammer: { community: '1' }, linkedin: { group: '1' } },
};

function foundIn({ post: text, checks }: Entry, family: string): readonly string[] {
  const { post, problems } = parsePost({ text, file: 'bericht.md', project });
  if (!post) throw new Error(`no post: ${JSON.stringify(problems)}`);
  const messages = post.channels.map((request) => ({
    channel: request.channel,
    request,
    message: aMessage(request.channel === 'newsletter' ? { html: '<p>x</p>' } : {}),
    isClosed: false,
    length: 1,
    maxLength: 280,
  }));
  const settings = { ...defaultChecks, ...checks };
  const read = checkPost({ post, messages, settings, hub: 'pleio', timeZone: project.timezone, now: new Date('2026-11-23T08:00:00Z') });
  const codes: readonly string[] = [...problems, ...read].map(({ code }) => code);
  return [...new Set(codes.filter((code) => code.startsWith(`${family}-`)))].sort();
}

describe.each(['language', 'a11y'])('the corpus of %s', (family) => {
  const entries: readonly Entry[] = parse(readFileSync(`test/corpus/${family}.yaml`, 'utf8'));

  it('has sixty texts and more, good and bad', () => {
    expect(entries.length).toBeGreaterThanOrEqual(60);
    expect(entries.filter(({ finds }) => finds.length === 0).length).toBeGreaterThan(20);
  });

  it.each(entries)('$name', (entry) => {
    expect(foundIn(entry, family)).toEqual([...entry.finds].sort());
  });
});
