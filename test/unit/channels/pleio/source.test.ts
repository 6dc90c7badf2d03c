import { describe, expect, it } from 'vitest';
import { pleio } from '../../../../src/channels/pleio/index.ts';
import type { ChannelOptions } from '../../../../src/core/post.ts';
import { OmkError } from '../../../../src/core/problem.ts';
import type { Source, SourceItem } from '../../../../src/core/source.ts';
import { loopbackNetwork } from '../../../support/channel-rig.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { documentOf, eva, klankbordgroep, omHetKind, openPleioSite, wijkteams } from '../../../support/pleio-site.ts';

const cookie = 'sessionid=sandbox-redactie';
const never = new AbortController().signal;
const day = 86_400_000;

async function opened(options: ChannelOptions = {}, settings: Readonly<Record<string, string>> = {}, deadlineMs = 5000) {
  const clock = fixedClock();
  const site = await openPleioSite(clock);
  const open = (): Promise<Source> =>
    (pleio.source as NonNullable<typeof pleio.source>).open(
      { settings: { url: site.address, ...settings }, options: { group: omHetKind, ...options } },
      { clock, network: loopbackNetwork, deadlineMs },
    );
  const source = await open();
  const since = new Date(clock.now().getTime() - day);
  const all = async (from = since, pages = source.publishedSince(from, never)): Promise<readonly SourceItem[]> => {
    const items: SourceItem[] = [];
    for await (const page of pages) items.push(...page);
    return items;
  };
  const titles = async () => (await all()).map(({ title }) => title);
  return { clock, site, source, since, all, titles, changed: () => all(since, source.changedSince?.(since, never)) };
}

async function troubleOf(work: Promise<unknown>) {
  const error: unknown = await work.then(() => undefined).catch((thrown: unknown) => thrown);
  return error instanceof OmkError ? error.problems.map(({ code, params }) => ({ code, ...params })) : error;
}

describe('Pleio as a source', () => {
  it('gives all that a post says', async () => {
    const { site, all, clock } = await opened();
    const file = site.addFile(new Uint8Array([1]));
    const guid = site.place({
      title: ' Wijkteams  delen ',
      text: 'Lees verder.',
      abstract: 'Kort & goed.',
      tags: ['Jeugd'],
      featured: { imageGuid: file, alt: 'Een plein' },
    });
    expect(await all()).toEqual([
      {
        id: guid,
        url: `${site.address}/groups/view/${omHetKind}/om-het-kind/blog/view/${guid}/wijkteams-delen`,
        title: 'Wijkteams delen',
        summary: 'Kort & goed.',
        body: 'Lees verder.',
        publishedAt: clock.now(),
        updatedAt: clock.now(),
        author: { id: eva.guid, name: eva.name },
        tags: ['Jeugd'],
        kind: 'blog',
        group: { id: omHetKind, name: 'Om het kind' },
        state: 'published',
        access: 'public',
        image: { url: `${site.address}/file/featured/${guid}`, alt: 'Een plein' },
        language: 'nl',
      },
    ]);
  });

  it('reads an open site without the cookie that it has, and so only what everybody sees', async () => {
    const { site, titles } = await opened({}, { cookie });
    site.place({ title: 'openbaar' });
    for (const [title, accessId] of Object.entries({ ingelogd: 1, groep: 4, ikzelf: 0 })) site.place({ title, accessId });
    expect([await titles(), site.cookies.filter(Boolean)]).toEqual([['openbaar'], []]);
  });

  it('reads signed in where it is told to, and says what is not for everybody', async () => {
    const { site, all } = await opened({ sourceLogin: true }, { cookie });
    site.place({ title: 'groep', accessId: 4 });
    site.place({ title: 'openbaar' });
    expect((await all()).map(({ title, access }) => [title, access]).sort()).toEqual([
      ['groep', 'closed'],
      ['openbaar', 'public'],
    ]);
  });

  it('reads a closed site with the cookie, and asks for a login without one', async () => {
    const signedIn = await opened({}, { cookie });
    signedIn.site.on.add('closed');
    signedIn.site.place({ title: 'besloten site' });
    expect(await signedIn.titles()).toEqual(['besloten site']);
    const stranger = await opened();
    stranger.site.on.add('closed');
    expect(await troubleOf(stranger.all())).toMatchObject([{ code: 'auth' }]);
    const expired = await opened({}, { cookie: 'sessionid=verlopen' });
    expired.site.on.add('closed');
    expect(await troubleOf(expired.all())).toMatchObject([{ code: 'auth' }]);
  });

  it('calls nothing gone when its login ends on an open site', async () => {
    const { site, source } = await opened({ sourceLogin: true }, { cookie });
    const guid = site.place({ accessId: 4 });
    expect(await source.gone?.([guid], never)).toEqual([]);
    site.changeAnswers((body) => body.replace('"loggedIn":true', '"loggedIn":false').replace(/"e0":\{[^}]*\}/, '"e0":null'));
    expect(await troubleOf(Promise.resolve(source.gone?.([guid], never)))).toMatchObject([{ code: 'auth' }]);
  });

  it('finds gone what was deleted, hidden or taken back to a draft; not what was archived', async () => {
    const { site, source } = await opened();
    const [deleted, hidden, draft, archived, stays] = Array.from({ length: 5 }, () => site.place()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    site.remove(deleted);
    site.edit(hidden, { accessId: 4 });
    site.edit(draft, { timePublished: null });
    site.edit(archived, { isArchived: true });
    expect(await source.gone?.([deleted, hidden, draft, archived, stays], never)).toEqual([deleted, hidden, draft]);
  });

  it('sees a scheduled post at its moment, and no draft', async () => {
    const { site, titles, clock } = await opened();
    site.place({ title: 'straks', timePublished: new Date(clock.now().getTime() + 3_600_000) });
    site.place({ title: 'concept', timePublished: null });
    expect(await titles()).toEqual([]);
    clock.advance(3_600_000);
    expect(await titles()).toEqual(['straks']);
  });

  it('sees a post that appears in the past by its change', async () => {
    const { site, titles, changed, clock } = await opened();
    const past = new Date(clock.now().getTime() - 30 * day);
    site.place({ title: 'teruggedateerd', timePublished: past, timeCreated: past });
    expect([await titles(), (await changed()).map(({ title }) => title)]).toEqual([[], ['teruggedateerd']]);
  });

  it('reads several groups as one list, and what stands outside groups', async () => {
    const { site, all, clock } = await opened({ sourceGroups: ['Om het Kind', wijkteams, '1', omHetKind] });
    const at = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
    site.place({ title: 'a', timePublished: at(4) });
    site.place({ title: 'b', group: wijkteams, timePublished: at(3) });
    site.place({ title: 'c', group: null, subtype: 'news', timePublished: at(2) });
    site.place({ title: 'd', timePublished: at(1) });
    expect((await all()).map(({ title, group }) => `${title} ${group?.name ?? '-'}`)).toEqual([
      'd Om het kind',
      'c -',
      'b Wijkteams',
      'a Om het kind',
    ]);
  });

  it.each([
    [['Bestaat niet'], { code: 'source-group-unknown', name: 'Bestaat niet', key: 'pleio.sourceGroups' }],
    [['Proeftuinen'], { code: 'source-group-ambiguous', name: 'Proeftuinen', count: 2 }],
    [[klankbordgroep], { code: 'source-group-closed' }],
    [['00000000-0000-4000-8000-000000000000'], { code: 'source-group-unknown' }],
  ])('says which group of %j it cannot read', async (sourceGroups, problem) => {
    const { site, all } = await opened({ sourceGroups });
    site.on.add('strict-groups');
    expect(await troubleOf(all())).toMatchObject([problem]);
  });

  it('reads the kinds that it is told to: a poll by its choices, an event with its moment, an update by its first words', async () => {
    const { site, all } = await opened({ sourceTypes: ['poll', 'event', 'statusupdate'], sourceGroups: ['1', omHetKind] });
    site.place({ title: 'blog' });
    site.place({ title: 'Welke dag?', subtype: 'poll', group: null, choices: ['maandag', '*dinsdag*'] });
    site.place({ title: 'Bijeenkomst', subtype: 'event', startDate: '2026-12-08T09:00:00Z', location: 'De Linde' });
    site.place({ title: '', subtype: 'statusupdate', text: `${'woord '.repeat(40)}` });
    const found = Object.fromEntries((await all()).map((item) => [item.kind, item]));
    expect(Object.keys(found).sort()).toEqual(['event', 'poll', 'statusupdate']);
    expect(found.poll).toMatchObject({ poll: ['maandag', '*dinsdag*'], body: '- maandag\n- \\*dinsdag\\*' });
    expect(found.event?.event).toEqual({ start: new Date('2026-12-08T09:00:00Z'), location: 'De Linde' });
    expect(found.statusupdate?.title).toMatch(/^(?:woord ){15}woord…$/);
  });

  it('asks a site of another release without the fields that it lacks', async () => {
    const { site, all } = await opened();
    site.place({ title: 'titel', abstract: 'kort' });
    let refused = 0;
    site.failNext(
      { kind: 'slow', ms: 0 },
      { kind: 'slow', ms: 0 },
      {
        kind: 'answer',
        after: false,
        response: () => {
          refused += 1;
          const message = "Cannot query field 'abstract' on type 'Blog'. Did you mean 'abstracts'?";
          return new Response(JSON.stringify({ errors: [{ message }] }), { status: 400, headers: { 'content-type': 'application/json' } });
        },
      },
    );
    const [item] = await all();
    expect([refused, item?.title, item?.summary]).toEqual([1, 'titel', undefined]);
    expect(site.requests.at(-1)).toMatch(/on Blog \{(?!.*abstract.*\}\\n.*News)/);
  });

  it('takes a post of many megabytes without losing those beside it', async () => {
    const { site, all } = await opened({}, {}, 60_000);
    for (let count = 0; count < 3; count += 1) site.place({ title: `klein ${count}` });
    site.place({ title: 'reus', richDescription: documentOf('woord '.repeat(1_600_000)) });
    const items = await all();
    expect(items.map(({ title }) => title).sort()).toEqual(['klein 0', 'klein 1', 'klein 2', 'reus']);
    expect(items.every(({ body }) => body !== '' && Buffer.byteLength(body) < 256 * 1024)).toBe(true);
  }, 120_000);

  it('has colleagues in the sandbox, who place the same few posts once', async () => {
    const { site, titles } = await opened();
    expect(await titles()).toEqual([]);
    site.on.add('colleagues');
    expect((await titles()).sort()).toEqual(['Werkbezoek aan de proeftuin', 'Wijkteams delen wat werkt']);
    expect(await titles()).toHaveLength(2);
  });
});
