import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/core/delivery.ts';
import { EVERYBODY_ELSE, INTRO, type Intro } from '../../../src/core/intro.ts';
import { issueStem } from '../../../src/core/issue-identity.ts';
import { READER, WEB_VERSION } from '../../../src/core/message.ts';
import { fail } from '../../../src/core/problem.ts';
import { aMessage, someMedia } from '../../support/builders.ts';
import { aPlan } from '../../support/ledgers.ts';
import { aSite, headingOf, listId, sign, type TestSite, web } from './a-site.ts';

const hash = 'ab'.repeat(32);
const picture = someMedia({ hash });

/** Puts something at the hub and says that it is there. */
async function atHub(
  { ledger, clock }: TestSite,
  post: string,
  change: { kind?: 'update' | 'correction' | 'retract'; of?: string; text?: string } = {},
): Promise<Delivery> {
  const { text = 'Hallo', ...rest } = change;
  const [delivery] = await ledger.schedule([
    aPlan({
      post: `${post}.md`,
      channel: 'pleio',
      destination: 'groep',
      message: aMessage({ text }),
      revision: text,
      dueAt: clock.now(),
      ...rest,
    }),
  ]);
  const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000, ids: [delivery?.id ?? ''] });
  if (!claim) throw new Error('nothing was due');
  await ledger.settle(claim, { state: 'sent', receipt: { remoteId: '1', url: 'https://hub.example/1' } }, 'sent');
  return claim.delivery;
}

describe('the web version', () => {
  it('is the issue for everybody: no name, no token, no marker, nothing that runs', async () => {
    const site = await aSite();
    await site.reader('noor', { name: 'Noor' });
    const { stem } = await site.issue('Inloop', { media: [picture] });
    const response = await site.ask(`/nieuwsbrief/${stem}`);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('<p>Beste lezer,</p>');
    for (const address of [`${web}/nieuwsbrief/${stem}`, `${web}/afmelden`, `${web}/voorkeuren`])
      expect(page).toContain(`href="${address}"`);
    expect(page).not.toMatch(/<script|onload|<form|<input|evil|cid:|\.invalid|omk-marker|Noor/);
    expect(page).toMatch(/^<!doctype html>\s*<html lang="nl" dir="ltr">/);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'none'.*; sandbox/);
  });

  it('keeps its own policy when a browser asks whether it changed, for browsers take over the headers of that answer', async () => {
    const site = await aSite();
    const { stem } = await site.issue('Inloop');
    const shown = await site.ask(`/nieuwsbrief/${stem}`);
    const again = await site.ask(`/nieuwsbrief/${stem}`, { headers: { 'if-none-match': shown.headers.get('etag') ?? '' } });
    expect([again.status, again.headers.get('content-security-policy')]).toEqual([304, null]);
    expect(again.headers.get('cache-control')).toBe(shown.headers.get('cache-control'));
  });

  it('shows pictures of this issue alone', async () => {
    const asked: string[] = [];
    const site = await aSite(
      {},
      {
        readMedia: async ({ hash: one }) => {
          asked.push(one);
          return new Uint8Array([137, 80]);
        },
      },
    );
    const { stem } = await site.issue('Inloop', { media: [picture] });
    const other = await site.issue('Ander');
    expect(await (await site.ask(`/nieuwsbrief/${stem}`)).text()).toContain(`src="/nieuwsbrief/${stem}/${hash}"`);
    const shown = await site.ask(`/nieuwsbrief/${stem}/${hash}`);
    expect([shown.status, shown.headers.get('content-type'), (await shown.arrayBuffer()).byteLength]).toEqual([200, 'image/png', 2]);
    for (const path of [
      `${other.stem}/${hash}`,
      `${stem}/${'cd'.repeat(32)}`,
      `${stem}/..%2f..%2fomk.yaml`,
      `${stem}/beeld%2fraad.png`,
      `x/${hash}`,
    ])
      expect([path, (await site.ask(`/nieuwsbrief/${path}`)).status]).toEqual([path, 404]);
    expect(asked).toEqual([hash]);
  });

  it('says so when a picture has changed or is gone', async () => {
    const site = await aSite({}, { readMedia: async () => fail('content-image-changed', { path: 'x.png' }) });
    const { stem } = await site.issue('Inloop', { media: [picture] });
    expect((await site.ask(`/nieuwsbrief/${stem}/${hash}`)).status).toBe(404);
  });

  it('is there once sending has begun, and not before', async () => {
    const site = await aSite();
    const { ledger, clock } = site;
    await site.reader('noor');
    const planned = aPlan({ channel: 'newsletter', destination: listId, message: aMessage({ html: '<p>Hallo</p>' }), dueAt: clock.now() });
    const [delivery] = await ledger.schedule([planned]);
    const path = `/nieuwsbrief/${issueStem(sign, listId, delivery?.id ?? '')}`;
    expect((await site.ask(path)).status).toBe(404);
    const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
    if (!claim) throw new Error('nothing was due');
    expect((await site.ask(path)).status).toBe(200);
    await ledger.settle(claim, { state: 'cancelled' });
    expect((await site.ask(path)).status, 'nobody got it').toBe(404);
  });

  it('stays for those who have it when the mailing was stopped half-way', async () => {
    const site = await aSite();
    const { ledger, clock } = site;
    await site.reader('noor');
    const [delivery] = await ledger.schedule([aPlan({ channel: 'newsletter', destination: listId, dueAt: clock.now() })]);
    const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
    if (!claim || !delivery) throw new Error('nothing was due');
    await ledger.freezeRecipients(delivery.id, { withoutAudience: 'all' });
    const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 1, leaseMs: 60_000 });
    const results = recipients.map(({ id }) => ({ id, settlement: { state: 'sent' as const } }));
    await ledger.exchangeRecipients(claim, { results, limit: 0, leaseMs: 60_000 });
    await ledger.settle(claim, { state: 'cancelled' });
    expect((await site.ask(`/nieuwsbrief/${issueStem(sign, listId, delivery.id)}`)).status).toBe(200);
    expect(await (await site.ask('/archief')).text()).toContain('Er is nog geen nummer verschenen.');
  });

  it('is taken back with the post, picture and all', async () => {
    const site = await aSite({ hub: 'pleio' });
    const hub = await atHub(site, 'Inloop');
    const { stem } = await site.issue('Inloop', { media: [picture] });
    expect((await site.ask(`/nieuwsbrief/${stem}`)).status).toBe(200);
    await atHub(site, 'Inloop', { kind: 'retract', of: hub.id, text: 'Geheime reden' });
    const gone = await site.ask(`/nieuwsbrief/${stem}`);
    expect(gone.status).toBe(410);
    const page = await gone.text();
    expect(page).toContain('Dit bericht is ingetrokken');
    expect(page).not.toContain('Geheime reden');
    expect((await site.ask(`/nieuwsbrief/${stem}/${hash}`)).status).toBe(404);
    expect(await (await site.ask('/archief')).text()).not.toContain('Inloop');
    expect(await (await site.ask('/feed.xml')).text()).not.toContain('<entry');
  });

  it('says above the mail what was corrected or updated since', async () => {
    const site = await aSite({ hub: 'pleio' });
    const hub = await atHub(site, 'Inloop');
    const { stem } = await site.issue('Inloop', { link: 'https://hub.example/1' });
    await atHub(site, 'Inloop', { kind: 'correction', of: hub.id, text: 'De zaal is <3>.' });
    await atHub(site, 'Inloop', { kind: 'update', of: hub.id, text: 'Nieuw' });
    const page = await (await site.ask(`/nieuwsbrief/${stem}`)).text();
    expect(page).toContain('<strong>Rectificatie van 21 november 2026:</strong> De zaal is &lt;3&gt;.');
    expect(page).toContain('<a href="https://hub.example/1">Lees het bijgewerkte bericht</a>');
    expect(page).toContain('<p>Beste lezer,</p>');
  });

  it('has the words at the beginning that are for everybody, not those for a segment', async () => {
    const site = await aSite();
    const html = `<html lang="nl"><body><p>${READER.greeting}</p>${INTRO}</body></html>`;
    const forParents = { segment: 'ouders', text: 'Alleen ouders', html: '<p>Alleen ouders</p>' };
    const forAll = { segment: EVERYBODY_ELSE, text: 'Voor allen', html: '<p>Voor allen</p>' };
    const shown = async (name: string, intros: readonly Intro[]) => {
      const { stem } = await site.issue(name, { html, details: { language: 'nl', intros: intros.map((intro) => ({ ...intro })) } });
      return (await site.ask(`/nieuwsbrief/${stem}`)).text();
    };
    const [both, one] = [await shown('Een', [forParents, forAll]), await shown('Twee', [forParents])];
    expect(both).toContain('Voor allen');
    expect(both + one).not.toMatch(/Alleen ouders|omk-marker/);
  });

  it('keeps the language and direction of the mail', async () => {
    const site = await aSite();
    const html = `<html lang="ar" dir="rtl"><body><p>${READER.greeting}</p></body></html>`;
    const { stem } = await site.issue('Arabisch', { html, details: { language: 'en' } });
    const page = await (await site.ask(`/nieuwsbrief/${stem}`)).text();
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('Dear reader,');
  });

  it('shows a mail without html as its text', async () => {
    const site = await aSite();
    const { html: _html, ...plain } = aMessage({ text: `Alleen <tekst> ${WEB_VERSION}`, subject: 'Kaal' });
    const [delivery] = await site.ledger.schedule([
      aPlan({ channel: 'newsletter', destination: listId, message: plain, dueAt: site.clock.now() }),
    ]);
    await site.ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
    const path = `/nieuwsbrief/${issueStem(sign, listId, delivery?.id ?? '')}`;
    expect(await (await site.ask(path)).text()).toContain('Alleen &lt;tekst&gt;');
  });
});

describe('the archive', () => {
  it('shows the newest first, with what it is about, a page at a time', async () => {
    const site = await aSite();
    for (let index = 1; index <= 21; index++) {
      site.clock.advance(60_000);
      await site.issue(`Nummer ${index}`, { details: { language: index === 21 ? 'en' : 'nl', preheader: 'Kort & goed' } });
    }
    const first = await (await site.ask('/archief')).text();
    expect(first.indexOf('Nummer 21')).toBeLessThan(first.indexOf('Nummer 20'));
    expect(first).toMatch(/lang="en"[^>]*>Nummer 21<\/a>/);
    expect(first).toContain('Kort &amp; goed');
    expect(first).toMatch(/href="\/archief\?pagina=2">Oudere nummers/);
    expect(await (await site.ask('/archief?pagina=2')).text()).toContain('Nummer 1<');
    for (const page of ['0', '3', 'x', '-1', '1.5', '1e9'])
      expect([page, (await site.ask(`/archief?pagina=${page}`)).status]).toEqual([page, 404]);
    expect((await (await site.ask('/')).text()).match(/<li><a href="\/nieuwsbrief/g)).toHaveLength(5);
  });

  it('leaves out what was for a segment, unless it shows all or nothing', async () => {
    const forParents = { details: { language: 'nl', audience: ['ouders'] } };
    const seen = async (archive: 'open' | 'all' | 'none') => {
      const site = await aSite({ archive });
      const { stem } = await site.issue('Voor ouders', forParents);
      await site.issue('Voor iedereen');
      const own = await site.ask(`/nieuwsbrief/${stem}`);
      const [page, feed] = [await site.ask('/archief'), await site.ask('/feed.xml')];
      const text = (await page.text()) + (await feed.text()) + (await (await site.ask('/')).text());
      return [
        page.status,
        feed.status,
        text.includes('Voor ouders'),
        text.includes('Voor iedereen'),
        own.status,
        own.headers.get('x-robots-tag'),
      ];
    };
    expect(await seen('open')).toEqual([200, 200, false, true, 200, 'noindex']);
    expect(await seen('all')).toEqual([200, 200, true, true, 200, null]);
    expect(await seen('none')).toEqual([404, 404, false, false, 200, 'noindex']);
  });

  it('leaves out a digest, which is made for one group of readers', async () => {
    const site = await aSite();
    const { stem } = await site.issue('Overzicht', { details: { language: 'nl', digest: { name: 'digest-2026-11-21', posts: [] } } });
    expect((await site.ask(`/nieuwsbrief/${stem}`)).status).toBe(200);
    expect(await (await site.ask('/archief')).text()).not.toContain('Overzicht');
  });

  it('says so when there is nothing yet', async () => {
    const { ask } = await aSite();
    expect(await (await ask('/archief')).text()).toContain('Er is nog geen nummer verschenen.');
    expect((await ask('/feed.xml')).status).toBe(200);
  });
});

describe('the feed', () => {
  it('has stable ids, its own address, and the post at the hub', async () => {
    const site = await aSite();
    const { stem } = await site.issue('Inloop & \u0001meer', {
      link: 'https://hub.example/1?a=1&b=2',
      details: { language: 'nl', preheader: 'Kort' },
    });
    const response = await site.ask('/feed.xml');
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const feed = await response.text();
    for (const part of [
      `<link rel="self" type="application/atom+xml" href="${web}/feed.xml"/>`,
      `<id>tag:${listId},2026:${stem}</id>`,
      '<title>Inloop &amp; meer</title>',
      '<published>2026-11-21T09:00:00.000Z</published>',
      `href="${web}/nieuwsbrief/${stem}"`,
      '<link rel="related" type="text/html" href="https://hub.example/1?a=1&amp;b=2"/>',
      '<summary>Kort</summary>',
    ])
      expect(feed).toContain(part);
    const again = await site.ask('/feed.xml', { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('shows an issue as updated once it was corrected', async () => {
    const site = await aSite({ hub: 'pleio' });
    const hub = await atHub(site, 'Inloop');
    await site.issue('Inloop');
    site.clock.advance(3_600_000);
    await atHub(site, 'Inloop', { kind: 'correction', of: hub.id });
    const feed = await (await site.ask('/feed.xml')).text();
    expect(feed.match(/<updated>2026-11-21T10:00:00.000Z<\/updated>/g)).toHaveLength(2);
  });
});

it('reads the ledger again only when something happened in it', async () => {
  const site = await aSite();
  let read = 0;
  const { list } = site.ledger;
  Object.assign(site.ledger, {
    list: (...args: Parameters<typeof list>) => {
      read += 1;
      return list(...args);
    },
  });
  await site.issue('Een');
  for (let index = 0; index < 5; index++) await site.ask('/archief');
  expect(read).toBe(1);
  await site.issue('Twee');
  expect(await (await site.ask('/archief')).text()).toContain('Twee');
  expect(read).toBe(2);
  expect(await headingOf(await site.ask('/nieuwsbrief/bestaat-niet'))).toBe('Deze pagina is er niet');
});
