import { describe, expect, it } from 'vitest';
import { fail } from '../../../src/core/problem.ts';
import { clientKey } from '../../../src/web/limits.ts';
import { aSite, headingOf, web } from './a-site.ts';

const form = { method: 'POST', body: 'email=noor@example.nl', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
const from = (headers: Readonly<Record<string, string>>) => ({ ...form, headers: { ...form.headers, ...headers } });

describe('every page', () => {
  it('sets no cookie, loads nothing, and may be framed by nobody', async () => {
    const { ask, token, reader } = await aSite();
    const own = await reader('noor');
    for (const path of [
      '/',
      '/aanmelden',
      '/archief',
      '/afmelden',
      '/nergens',
      `/afmelden/${token('unsubscribe', own)}`,
      `/voorkeuren/${token('preferences', own)}`,
    ]) {
      const response = await ask(path);
      const policy = response.headers.get('content-security-policy');
      expect([path, response.headers.get('set-cookie'), response.headers.get('x-content-type-options')]).toEqual([path, null, 'nosniff']);
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(await response.text()).not.toMatch(/<script|<img|<iframe|https?:\/\/(?!nieuws\.example\.nl|www\.w3)/);
    }
  });

  it('tells where it is not, and what it does not do', async () => {
    const { ask } = await aSite();
    const missing = await ask('/wp-login.php');
    expect([missing.status, await headingOf(missing)]).toEqual([404, 'Deze pagina is er niet']);
    const wrong = await ask('/archief', { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await ask('/afmelden/x', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD, POST');
    const head = await ask('/aanmelden', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('is found or not in no time, whatever the path', { timeout: 2000 }, async () => {
    const { ask } = await aSite();
    expect((await ask(`/${'/'.repeat(100_000)}a`)).status).toBe(404);
    expect((await ask(`/archief${'/'.repeat(100_000)}`)).status).toBe(200);
  });

  it('reports to its keeper with patterns, never with a token or an address', async () => {
    const { ask, token, reader, answered } = await aSite();
    await ask(`/afmelden/${token('unsubscribe', await reader('noor'))}?email=noor@example.nl`);
    await ask('/health');
    await ask('/x/noor@example.nl');
    expect(answered).toEqual(['GET /afmelden/:token 200', 'GET /health 200', 'GET - 404']);
  });
});

describe('the path before the pages', () => {
  it.each(['/brief', ''])('may be taken off by the proxy or not: %j', async (prefix) => {
    const { ask } = await aSite({ web: 'https://example.nl/brief' });
    const page = await (await ask(`${prefix}/aanmelden`)).text();
    expect(page).toContain('<form method="post" action="/brief/aanmelden"');
    expect((await ask(`${prefix}/archief/`)).status).toBe(200);
    expect((await ask(prefix === '' ? '/' : prefix)).status).toBe(200);
  });

  it('never comes from what a request says of its host', async () => {
    const { ask, notices } = await aSite();
    await ask('/aanmelden', from({ host: 'evil.example', 'x-forwarded-host': 'evil.example' }));
    expect(notices[0]?.text).toContain(`${web}/bevestigen/`);
    expect(JSON.stringify(notices)).not.toContain('evil');
  });
});

describe('a form of another site', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: `${web}.evil.example` }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 200],
    [{ origin: web }, 200],
    [{}, 200],
  ])('signs nobody up: %j gives %d', async (headers: Record<string, string>, status) => {
    const { ask, ledger } = await aSite();
    expect((await ask('/aanmelden', from(headers))).status).toBe(status);
    expect((await ledger.subscriberCounts()).pending).toBe(status === 200 ? 1 : 0);
  });

  it('changes nothing at an address with a token, which hides where it is sent from', async () => {
    const { ask, reader, token } = await aSite();
    const path = `/voorkeuren/${token('preferences', await reader('noor'))}`;
    expect((await ask(path, from({ 'sec-fetch-site': 'cross-site' }))).status).toBe(403);
    expect((await ask(path, { ...from({ origin: 'null' }), body: 'frequency=each' })).status).toBe(200);
  });
});

describe('too much', () => {
  it('is refused: a body that no form has', async () => {
    const { ask } = await aSite();
    const body = `email=${'x'.repeat(20_000)}`;
    expect((await ask('/aanmelden', { ...form, body })).status).toBe(413);
    const stream = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(1000))) });
    expect((await ask('/aanmelden', { ...form, body: stream, duplex: 'half' } as RequestInit)).status).toBe(413);
  });

  it('has to wait: one client that signs up again and again, and nobody else', async () => {
    const { post } = await aSite();
    const statuses: number[] = [];
    for (let index = 0; index < 21; index++) statuses.push((await post('/aanmelden', { email: '' }, { client: '2001:db8::1' })).status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(20);
    const refused = await post('/aanmelden', { email: '' }, { client: '2001:db8:0:0:ffff::2' });
    expect([refused.status, await headingOf(refused)]).toEqual([429, 'Even wachten']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post('/aanmelden', { email: '' }, { client: '2001:db8:0:1::1' })).status).toBe(422);
  });

  it('counts a network of IPv6 as one, and IPv4 in the dress of IPv6 as what it is', () => {
    const keys = ['2001:db8::1', '2001:0db8:0:0:ffff::2', '2001:db8:0:1::1', '::1', '::ffff:192.0.2.1', '192.0.2.1'].map(clientKey);
    expect(keys).toEqual(['2001:db8:0:0', '2001:db8:0:0', '2001:db8:0:1', '0:0:0:0', '192.0.2.1', '192.0.2.1']);
  });
});

describe('what goes wrong inside', () => {
  it('is told kindly, with no detail, and to its keeper', async () => {
    const broken = () => fail('ledger-busy', { path: '/geheim/omk.db' });
    const site = await aSite();
    site.ledger.events = async () => broken();
    site.ledger.subscriber = async () => {
      throw new TypeError('geheim');
    };
    const busy = await site.ask('/archief');
    expect([busy.status, busy.headers.get('retry-after'), await headingOf(busy)]).toEqual([503, '60', 'Het lukt nu even niet']);
    const fault = await site.ask(`/voorkeuren/${site.token('preferences', 'x')}`);
    expect([fault.status, (await fault.text()).includes('geheim')]).toEqual([500, false]);
    expect(fault.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(site.faults).toHaveLength(2);
  });

  it('shows in /health, which says no more than that', async () => {
    const site = await aSite();
    const well = await site.ask('/health');
    expect([well.status, await well.text()]).toEqual([200, '{"status":"ok"}']);
    const ill = await aSite({}, { ping: async () => fail('ledger-busy', { path: 'omk.db' }) });
    const answer = await ill.ask('/health');
    expect([answer.status, await answer.text()]).toEqual([503, '{"status":"unavailable"}']);
  });
});
