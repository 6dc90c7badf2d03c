import { describe, expect, it } from 'vitest';
import { mailPath } from '../../../src/sandbox/views.ts';
import { anItem, aPage, aReported, fullFeeds, fullReport, seen } from './pages.ts';

const evil = `"><script>alert('1')</script>`;

describe('the page of the sandbox', () => {
  it('shows the newest item of each channel, and every item on the page of its channel', async () => {
    const page = aPage({ feeds: fullFeeds });
    const overview = (await seen(page, '/')).html;
    expect(overview).toContain('Kom langs op donderdag.');
    expect(overview).not.toContain('Eerste bericht');
    expect(overview).toContain('href="/channel/bird">Bekijk alle 2 van Vogel');
    expect((await seen(page, '/channel/bird')).html).toMatch(/Kom langs op donderdag[\s\S]*Eerste bericht/);
  });

  it('shows a mail as HTML in a closed frame and as text', async () => {
    const { html } = await seen(aPage({ feeds: fullFeeds }), '/channel/letters');
    const path = mailPath('letters', '<issue-1.reader-1@example.nl>');
    expect(html).toContain(
      `<iframe sandbox loading="lazy" src="${path}" title="Met opmaak: Koersbesluit Om het kind vastgesteld, aan Anne Jansen &lt;anne@example.nl&gt;"`,
    );
    expect(html).toContain('Beste Anne,\n\nDe raad besloot: https://omhetkind.pleio.nl/blog/view/1</div>');
    expect(html).toContain('Deze mail heeft geen tekstversie.');
  });

  it('serves a mail as a document that may do nothing', async () => {
    const { html, policy } = await seen(aPage({ feeds: fullFeeds }), mailPath('letters', '<issue-1.reader-1@example.nl>'));
    expect(html).toContain('<h1 style="color:#7a2d8f">Koersbesluit</h1>');
    expect(policy).toMatch(/^default-src 'none'.*; sandbox$/);
    const whole = aPage({ feeds: { letters: [anItem({ html: '<!doctype html><html lang="nl"><body>Dag</body></html>' })] } });
    expect((await seen(whole, mailPath('letters', 'item-1'))).html).toBe('<!doctype html><html lang="nl"><body>Dag</body></html>');
  });

  it('takes a mail out of the frame in which a simulator handed it over', async () => {
    const framed =
      '<iframe sandbox="" title="Dag" srcdoc="&lt;html lang=&quot;nl&quot;&gt;&lt;p&gt;R&amp;amp;D &#39;n B&lt;/p&gt;&lt;/html&gt;"></iframe>';
    const page = aPage({ feeds: { letters: [anItem({ html: framed })] } });
    expect((await seen(page, mailPath('letters', 'item-1'))).html).toBe(`<html lang="nl"><p>R&amp;D 'n B</p></html>`);
  });

  it("says beside an item what omk's own report says of it", async () => {
    const { html } = await seen(aPage({ feeds: fullFeeds, deliveries: fullReport }), '/channel/bird');
    expect(html).toContain('omk: geplaatst, 2 pogingen (inloop.md)');
    expect(html).toContain('omk heeft dit bericht (nog) niet als geplaatst vastgelegd.');
  });

  it('shows the whole report on the overview and a part of it with each channel', async () => {
    const page = aPage({ feeds: fullFeeds, deliveries: fullReport });
    const [overview, channel] = [(await seen(page, '/')).html, (await seen(page, '/channel/letters')).html];
    expect(overview.match(/<th scope="row">/g)).toHaveLength(3);
    expect(channel.match(/<th scope="row">/g)).toHaveLength(1);
    expect(channel).toContain('onzeker of het er staat');
    expect(channel).toContain('Het probleem heet no-answer');
  });

  it('still shows what arrived when the report cannot be read', async () => {
    const { html } = await seen(aPage({ feeds: fullFeeds, report: () => Promise.reject(new Error('locked')) }), '/');
    expect(html).toContain('Het verslag van omk kon niet worden gelezen.');
    expect(html).toContain('Kom langs op donderdag.');
  });

  it('says how to begin while nothing has arrived', async () => {
    const { html } = await seen(aPage(), '/');
    expect(html).toContain('Hier is nog niets aangekomen.');
    expect(html).toContain('omk publish');
  });

  it('speaks the language of the project', async () => {
    const { html } = await seen(aPage({ language: 'en', feeds: fullFeeds, deliveries: fullReport }), '/');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('This is the sandbox.');
    expect(html).toContain('23 November 2026');
    expect(html).not.toMatch(/zandbak|geplaatst/);
  });

  it('gives times in the time zone of the project', async () => {
    expect((await seen(aPage({ feeds: { hub: [anItem()] } }), '/')).html).toContain(
      '<time datetime="2026-11-23T08:00:00.000Z">23 november 2026 om 09:00</time>',
    );
  });

  it('escapes everything that a simulator did not sanitise', async () => {
    const item = anItem({ id: evil, title: evil, to: evil, text: evil, images: [{ src: evil, alt: evil }] });
    const deliveries = [aReported({ destination: evil, remoteId: evil, problem: { code: 'rejected', params: { detail: evil } } })];
    const page = aPage({ project: evil, feeds: { hub: [item], letters: [item] }, deliveries, describe: () => evil });
    for (const path of ['/', '/channel/hub', '/channel/letters', mailPath('letters', evil)])
      expect((await seen(page, path)).html).not.toContain('<script');
  });

  it('allows its own style and pictures of the simulators, and nothing else', async () => {
    const { policy, html } = await seen(aPage({ feeds: fullFeeds }), '/');
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).toMatch(/style-src 'sha256-[^']+';/);
    expect(policy).toContain('img-src data: http://127.0.0.1:4811;');
    expect(html).not.toMatch(/<script|<link rel="stylesheet"|@import|url\(/);
  });

  it('answers only to names of this computer', async () => {
    expect((await seen(aPage(), '/', 'http://localhost:4810')).status).toBe(200);
    expect((await seen(aPage(), '/', 'http://rebound.example:4810')).status).toBe(421);
  });

  it('tells a publish which sandbox it is', async () => {
    expect((await seen(aPage(), '/sandbox-id')).html).toBe('sandbox-1');
  });

  it.each(['/nowhere', '/channel/none', mailPath('hub', 'none')])('says that %s does not exist', async (path) => {
    const { status, html } = await seen(aPage(), path);
    expect([status, html.includes('Deze pagina bestaat niet.')]).toEqual([404, true]);
  });

  it('shows a long list in pages', async () => {
    const items = Array.from({ length: 45 }, (_, index) => anItem({ id: `item-${index}`, html: `<p>nummer ${index}.</p>` }));
    const page = aPage({ feeds: { bird: items } });
    const [first, last] = [(await seen(page, '/channel/bird')).html, (await seen(page, '/channel/bird?page=3')).html];
    expect([first.includes('nummer 19.'), first.includes('nummer 20.'), first.includes('?page=2')]).toEqual([true, false, true]);
    expect([last.includes('nummer 44.'), last.includes('?page=2'), last.includes('?page=4')]).toEqual([true, true, false]);
  });
});
