import { describe, expect, it } from 'vitest';
import { aPlan } from '../../support/ledgers.ts';
import { aSite, headingOf, listId } from './a-site.ts';

const oneClick = { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } };

describe('unsubscribing by a mail program (RFC 8058)', () => {
  it('answers with little text, without cookie or redirect, once and again', async () => {
    const { ask, reader, token, ledger } = await aSite();
    const id = await reader('noor');
    for (const _time of [1, 2]) {
      const response = await ask(`/afmelden/${token('unsubscribe', id)}`, oneClick);
      expect([response.status, response.redirected, response.headers.get('set-cookie')]).toEqual([200, false, null]);
      expect((await response.text()).length).toBeLessThan(100);
      expect(await ledger.suppression(id)).toMatchObject({ reason: 'unsubscribed' });
    }
    expect(await ledger.countReaders({ withoutAudience: 'all' })).toBe(0);
  });

  it('takes multipart, comes from anywhere, and never has to wait', async () => {
    const { ask, reader, token, ledger } = await aSite();
    const id = await reader('noor');
    const path = `/afmelden/${token('unsubscribe', id)}`;
    for (let index = 0; index < 400; index++) await ask('/', { client: '192.0.2.7' });
    expect((await ask('/', { client: '192.0.2.7' })).status).toBe(429);
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const headers = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' };
    expect((await ask(path, { method: 'POST', body, headers, client: '192.0.2.7' })).status).toBe(200);
    expect((await ledger.subscriber({ id }))?.status).toBe('removed');
  });

  it('works for readers whom the list no longer knows', async () => {
    const { ask, token, ledger, reader } = await aSite();
    const id = await reader('noor');
    await ledger.forget(id);
    expect((await ask(`/afmelden/${token('unsubscribe', id)}`, oneClick)).status).toBe(200);
    expect((await ask(`/afmelden/${token('unsubscribe', 'iemand-anders')}`, oneClick)).status).toBe(200);
    expect(await ledger.suppression('iemand-anders')).toMatchObject({ reason: 'unsubscribed' });
  });

  it('does nothing for a token that was not made here', async () => {
    const { ask, reader, token, ledger } = await aSite();
    const id = await reader('noor');
    const right = token('unsubscribe', id);
    const wrong = [
      `${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`,
      `${id}.`,
      'x',
      '%00',
      '..%2f..',
      token('preferences', id),
      token('unsubscribe', id, { list: 'andere.example.nl' }),
    ];
    for (const one of wrong) {
      const response = await ask(`/afmelden/${one}`, oneClick);
      expect([one, response.status]).toEqual([one, 404]);
    }
    expect(await ledger.suppression(id)).toBeUndefined();
  });
});

describe('unsubscribing by a person', () => {
  it('shows one button, and only pressing it does something', async () => {
    const { ask, post, reader, token, ledger } = await aSite();
    const id = await reader('noor');
    const path = `/afmelden/${token('unsubscribe', id)}`;
    const page = await (await ask(path)).text();
    expect(page.match(/<button/g)).toHaveLength(1);
    await ask(path, { method: 'HEAD' });
    expect((await ledger.subscriber({ id }))?.status).toBe('active');
    expect(await headingOf(await post(path))).toBe('U bent afgemeld');
    expect((await ledger.subscriber({ id }))?.status).toBe('removed');
  });

  it('keeps its address from search engines, other sites and caches', async () => {
    const { ask, reader, token } = await aSite();
    const { headers } = await ask(`/afmelden/${token('unsubscribe', await reader('noor'))}`);
    expect([headers.get('referrer-policy'), headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([
      'no-referrer',
      'no-store',
      'noindex, nofollow',
    ]);
  });

  it('takes effect while an issue is being sent', async () => {
    const { post, reader, token, ledger, clock } = await aSite();
    const ids = [await reader('noor'), await reader('daan')];
    await ledger.schedule([aPlan({ channel: 'newsletter', destination: listId, dueAt: clock.now() })]);
    const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000 });
    if (!claim) throw new Error('nothing was due');
    await ledger.freezeRecipients(claim.delivery.id, { withoutAudience: 'all' });
    const first = await ledger.exchangeRecipients(claim, { results: [], limit: 1, leaseMs: 60_000 });
    const left = ids.find((id) => id !== first.recipients[0]?.id) ?? '';
    await post(`/afmelden/${token('unsubscribe', left)}`);
    const next = await ledger.exchangeRecipients(claim, { results: [], limit: 10, leaseMs: 60_000 });
    expect([first.recipients.length, next.recipients.length]).toEqual([1, 0]);
  });

  it('says what a link of a test mail is, and does nothing', async () => {
    const { ask, token, ledger } = await aSite();
    const path = `/afmelden/${token('unsubscribe', 'test-1', { list: `test.${listId}` })}`;
    expect(await headingOf(await ask(path))).toBe('Dit was een proefmail');
    expect((await ask(path, oneClick)).status).toBe(200);
    expect(await ledger.suppression('test-1')).toBeUndefined();
  });

  it('tells who lost the link whom to write to', async () => {
    const { ask } = await aSite();
    expect(await (await ask('/afmelden/kapot')).text()).toContain('redactie@example.nl');
    expect(await (await ask('/afmelden')).text()).toContain('redactie@example.nl');
    expect((await ask('/voorkeuren')).status).toBe(200);
  });
});

describe('choosing', () => {
  it('shows the choices, and of the address only as much as its owner recognises', async () => {
    const { ask, reader, token } = await aSite();
    const id = await reader('noor', { name: 'Noor', audience: ['ouders'], frequency: 'weekly' });
    const page = await (await ask(`/voorkeuren/${token('preferences', id)}`)).text();
    expect(page).toContain('n…@example.nl');
    expect(page).not.toContain('noor@');
    for (const part of ['value="ouders" checked', 'value="weekly" checked', 'value="Noor"', 'value="never"']) expect(page).toContain(part);
  });

  it('saves what is chosen, keeps segments that it does not offer, and can take a name and a language away', async () => {
    const { post, reader, token, ledger } = await aSite({ languages: ['nl', 'en'] });
    const id = await reader('noor', { name: 'Noor', audience: ['Ouders', 'intern'], language: 'en' });
    const path = `/voorkeuren/${token('preferences', id)}`;
    const response = await post(path, { segment: ['raad'], frequency: 'never', name: 'Noor van Dam', language: 'nl' });
    expect(await response.text()).toContain('Uw keuzes zijn bewaard.');
    expect(await ledger.subscriber({ id })).toMatchObject({
      audience: ['raad', 'intern'],
      frequency: 'never',
      name: 'Noor van Dam',
      language: 'nl',
    });
    await post(path, { frequency: 'each', name: '', language: '' });
    const reset = await ledger.subscriber({ id });
    expect(reset).toMatchObject({ audience: ['intern'], frequency: 'each', status: 'active' });
    expect(reset).not.toHaveProperty('name');
    expect(reset).not.toHaveProperty('language');
    expect(await ledger.countReaders({ withoutAudience: 'all', languages: ['nl'] })).toBe(1);
  });

  it('keeps what was chosen when a form did not come in whole', async () => {
    const site = await aSite({ segments: { ouders: 'Ouders' } });
    const id = await site.reader('noor', { name: 'Noor', audience: ['ouders'], frequency: 'never' });
    const path = `/voorkeuren/${site.token('preferences', id)}`;
    const broken = new ReadableStream({
      start: (body) => {
        body.enqueue(new TextEncoder().encode('segment=ouders&freq'));
        body.error(new Error('the connection was lost'));
      },
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await site.ask(path, { method: 'POST', body: broken, headers, duplex: 'half' } as RequestInit);
    for (const body of ['', 'name=', '{"frequency":"each"}']) {
      const response = await site.ask(path, { method: 'POST', body, headers });
      expect([body, response.status, (await response.text()).includes('role="status"')]).toEqual([body, 422, false]);
    }
    expect(await site.ledger.subscriber({ id })).toMatchObject({ name: 'Noor', audience: ['ouders'], frequency: 'never' });
  });

  it('speaks the language of the reader', async () => {
    const { ask, reader, token } = await aSite();
    const id = await reader('noor', { language: 'en-GB' });
    expect(await headingOf(await ask(`/voorkeuren/${token('preferences', id)}`, { headers: { 'accept-language': 'nl' } }))).toBe(
      'What do you want to get?',
    );
  });

  it('has nothing to choose for who is gone, and says first things first to who did not confirm', async () => {
    const { ask, post, reader, token, ledger, options } = await aSite();
    const id = await reader('noor');
    await ledger.suppress(id, 'unsubscribed');
    const path = `/voorkeuren/${token('preferences', id)}`;
    expect([(await ask(path)).status, (await post(path, { frequency: 'each' })).status]).toEqual([410, 410]);
    expect((await ledger.subscriber({ id }))?.status).toBe('removed');
    await post('/aanmelden', { email: 'daan@example.nl' });
    expect(await headingOf(await ask(`/voorkeuren/${token('preferences', options.idOf('daan@example.nl'))}`))).toBe(
      'U moet nog bevestigen',
    );
  });

  it('erases a reader who presses the button, and only then', async () => {
    const { ask, post, reader, token, ledger } = await aSite();
    const id = await reader('noor');
    const path = `/voorkeuren/${token('preferences', id)}/wissen`;
    expect((await ask(path)).status).toBe(200);
    expect(await ledger.subscriber({ id })).toBeDefined();
    expect(await headingOf(await post(path))).toBe('Uw gegevens zijn gewist');
    expect(await ledger.subscriber({ id })).toBeUndefined();
    expect(await ledger.suppression(id)).toMatchObject({ reason: 'forgotten' });
    expect((await post(path)).status).toBe(410);
  });

  it('does not open with the link that unsubscribes', async () => {
    const { ask, reader, token } = await aSite();
    expect((await ask(`/voorkeuren/${token('unsubscribe', await reader('noor'))}`)).status).toBe(404);
  });
});
