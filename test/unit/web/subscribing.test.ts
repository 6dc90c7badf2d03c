import { describe, expect, it } from 'vitest';
import type { Notified } from '../../../src/web/site.ts';
import { aSite, headingOf, web } from './a-site.ts';

const noor = { email: 'noor@example.nl', name: 'Noor', segment: ['ouders'], frequency: 'weekly' };
const linkIn = (text = ''): string => /https:\/\/nieuws\.example\.nl(\/\S+)/.exec(text)?.[1] ?? '';

describe('the form', () => {
  it('asks for an address, says what for, and needs nothing else', async () => {
    const { ask } = await aSite();
    const page = await (await ask('/aanmelden')).text();
    for (const part of ['autocomplete="email"', 'required', 'Ouders en verzorgers', 'geeft u toestemming']) expect(page).toContain(part);
    expect(page).not.toContain('In welke taal?');
    expect(page).not.toMatch(/<script|<link rel="stylesheet|src=|document\.|set-cookie/i);
  });

  it('offers segments and languages only where there is a choice, and says what no choice means', async () => {
    const plain = await aSite({ segments: {}, languages: ['nl'] });
    expect(await (await plain.ask('/aanmelden')).text()).not.toMatch(/Waarover|In welke taal/);
    const rich = await aSite({ languages: ['nl', 'en'], withoutAudience: 'none' });
    const page = await (await rich.ask('/aanmelden')).text();
    expect(page).toContain('<span lang="en">English</span>');
    expect(page).toContain('alleen wat voor iedereen is');
  });

  it('is in English for a browser that speaks no Dutch, and in Dutch for one that speaks both', async () => {
    const { ask } = await aSite();
    const spoken = async (languages: string) => headingOf(await ask('/aanmelden', { headers: { 'accept-language': languages } }));
    expect(await spoken('en-GB,en;q=0.9')).toContain('Subscribe to');
    expect(await spoken('en-US,en;q=0.9,nl;q=0.8')).toContain('Aanmelden');
    expect(await spoken('fr')).toContain('Aanmelden');
  });

  it('is closed where a file of the project says who the readers are', async () => {
    const { ask, post, ledger } = await aSite({ canSubscribe: false });
    expect(await headingOf(await ask('/aanmelden'))).toBe('Aanmelden kan hier nu niet');
    expect((await post('/aanmelden', noor)).status).toBe(403);
    expect(await ledger.subscriberCounts()).toMatchObject({ pending: 0 });
  });
});

describe('signing up', () => {
  it('writes the request down with the words that were shown, and mails the address', async () => {
    const { post, ledger, notices } = await aSite();
    const response = await post('/aanmelden', noor);
    expect([response.status, await headingOf(response)]).toEqual([200, 'Kijk in uw mailbox']);
    expect(await ledger.subscriber({ email: 'noor@example.nl' })).toMatchObject({
      status: 'pending',
      name: 'Noor',
      audience: ['ouders'],
      frequency: 'weekly',
      consent: { at: '2026-11-21T09:00:00.000Z', source: `${web}/aanmelden`, wording: expect.stringContaining('Om het kind te mailen') },
      requestedAt: new Date('2026-11-21T09:00:00Z'),
    });
    expect(notices).toMatchObject([{ to: 'noor@example.nl', subject: 'Bevestig uw aanmelding voor de nieuwsbrief van Om het kind' }]);
    expect(linkIn(notices[0]?.text)).toMatch(/^\/bevestigen\//);
  });

  it('keeps what was typed out of the mail: anybody can type a name', async () => {
    const { post, notices } = await aSite();
    await post('/aanmelden', { ...noor, name: 'Win een prijs op https://evil.example' });
    expect(JSON.stringify(notices)).not.toContain('evil');
  });

  it('confirms by a button, not by looking', async () => {
    const { ask, post, ledger, notices } = await aSite();
    await post('/aanmelden', noor);
    const link = linkIn(notices[0]?.text);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await ask(link, { method })).status).toBe(200);
    expect(await ledger.subscriberCounts()).toMatchObject({ pending: 1, active: 0 });
    expect(await headingOf(await post(link))).toBe('U bent aangemeld');
    expect(await headingOf(await post(link))).toBe('U bent aangemeld');
    expect(await ledger.subscriberCounts()).toMatchObject({ pending: 0, active: 1 });
  });

  it('ends a link after seven days, and one of a request that was withdrawn', async () => {
    const { ask, post, ledger, clock, notices, options } = await aSite();
    await post('/aanmelden', noor);
    const link = linkIn(notices[0]?.text);
    await ledger.suppress(options.idOf('noor@example.nl'), 'unsubscribed');
    expect((await post(link)).status).toBe(410);
    clock.advance(7 * 86_400_000 + 1000);
    expect(await headingOf(await ask(link))).toBe('Deze link werkt niet meer');
    expect((await post(link)).status).toBe(410);
    expect(await ledger.subscriberCounts()).toMatchObject({ active: 0 });
  });

  it('lets a link confirm and nothing else', async () => {
    const { post, notices, ask } = await aSite();
    await post('/aanmelden', noor);
    const token = linkIn(notices[0]?.text).split('/')[2];
    for (const path of ['afmelden', 'voorkeuren']) {
      expect((await ask(`/${path}/${token}`)).status).toBe(404);
      expect((await post(`/${path}/${token}`)).status).toBe(404);
    }
  });
});

describe('an onlooker', () => {
  it('gets the same answer for an address that is new, on the list, gone, erased or has complained', async () => {
    const { post, reader, ledger, notices, options } = await aSite();
    await reader('active');
    for (const [name, reason] of [
      ['gone', 'unsubscribed'],
      ['complained', 'complained'],
    ] as const) {
      await reader(name);
      await ledger.suppress(options.idOf(`${name}@example.nl`), reason);
    }
    await reader('erased');
    await ledger.forget(options.idOf('erased@example.nl'));
    const answers = new Set<string>();
    for (const name of ['new', 'active', 'gone', 'complained', 'erased']) {
      const response = await post('/aanmelden', { email: `${name}@example.nl` });
      answers.add(`${response.status} ${[...response.headers].join()} ${await response.text()}`);
    }
    expect(answers.size).toBe(1);
    expect(notices.map((notice) => notice && [notice.to, notice.subject.split(' ')[0]])).toEqual([
      ['new@example.nl', 'Bevestig'],
      ['active@example.nl', 'U'],
      ['gone@example.nl', 'Bevestig'],
      undefined,
      ['erased@example.nl', 'Bevestig'],
    ]);
  });

  it('takes as long without a mail as it took with one, however slow the mail server is', async () => {
    let onMail = () => {};
    const { post, clock } = await aSite(
      {},
      {
        notify: async (notice) => {
          if (notice) onMail();
          return 'sent';
        },
      },
    );
    onMail = () => clock.advance(1600);
    const tookMs = async () => {
      const startedAt = clock.now().getTime();
      await post('/aanmelden', noor);
      return clock.now().getTime() - startedAt;
    };
    expect(await tookMs()).toBe(1600);
    expect(await tookMs(), 'the second time no mail goes out').toBe(1600);
  });

  it('changes nothing about a reader who is on the list', async () => {
    const { post, reader, ledger } = await aSite();
    const id = await reader('noor', { name: 'Noor', audience: ['raad'] });
    await post('/aanmelden', { ...noor, name: 'Iemand anders' });
    expect(await ledger.subscriber({ id })).toMatchObject({ status: 'active', name: 'Noor', audience: ['raad'], frequency: 'each' });
  });

  it('cannot fill a mailbox: one mail in ten minutes, whatever the spelling and whoever asks', async () => {
    const { post, notices, reader } = await aSite();
    for (const [index, email] of ['noor@example.nl', 'NOOR@example.nl', 'Noor@EXAMPLE.nl'].entries())
      expect((await post('/aanmelden', { email }, { client: `192.0.2.${index}` })).status).toBe(200);
    expect(notices.map((notice) => notice?.to)).toEqual(['noor@example.nl', undefined, undefined]);
    await reader('daan');
    for (let index = 0; index < 3; index++) await post('/aanmelden', { email: 'daan@example.nl' }, { client: `192.0.2.9${index}` });
    expect(notices.filter((notice) => notice?.to === 'daan@example.nl')).toHaveLength(1);
  });
});

describe('a form that is not right', () => {
  it.each([
    '',
    'noor',
    'noor@',
    'a@example.nl, b@example.nl',
    'noor@example.nl\nBcc: x@example.nl',
    `${'a'.repeat(260)}@example.nl`,
    '<noor@example.nl>',
    '"noor"@example.nl',
    'noor@mailinator.com',
  ])('is shown again with its field marked: %j', async (email) => {
    const { post, notices, ledger } = await aSite();
    const response = await post('/aanmelden', { ...noor, email });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toMatch(/<title>Fout: /);
    expect(page).toMatch(/aria-describedby="email-hint email-error" aria-invalid="true"/);
    expect(page).toMatch(/<div class="note bad" role="alert"[^>]*>[\s\S]*<a href="#email">/);
    expect(page).toContain('value="Noor"');
    expect(page).toMatch(/value="ouders" checked/);
    expect(page).toMatch(/value="weekly" checked/);
    expect([notices.length, (await ledger.subscriberCounts()).pending]).toEqual([0, 0]);
  });

  it('never becomes html, a header, or a segment that is not offered', async () => {
    const { post, ledger, notices } = await aSite();
    const evil = '"><script>alert(1)</script>';
    expect(await (await post('/aanmelden', { email: evil, name: evil })).text()).not.toContain('<script>');
    await post('/aanmelden', {
      email: 'noor@example.nl',
      name: `Noor\r\nBcc: x@example.nl`,
      segment: ['beheer', 'ouders'],
      frequency: 'hourly',
    });
    expect(await ledger.subscriber({ email: 'noor@example.nl' })).toMatchObject({
      name: 'Noor Bcc: x@example.nl',
      audience: ['ouders'],
      frequency: 'each',
    });
    expect(notices).toHaveLength(1);
  });

  it('refuses a name without end', async () => {
    const { post } = await aSite();
    const page = await (await post('/aanmelden', { email: 'noor@example.nl', name: 'x'.repeat(150) })).text();
    expect(page).toContain('aria-describedby="name-hint name-error" aria-invalid="true"');
  });

  it('does nothing for a program that fills in what people do not see', async () => {
    const { post, notices, ledger } = await aSite();
    expect(await headingOf(await post('/aanmelden', { ...noor, website: 'https://evil.example' }))).toBe('Kijk in uw mailbox');
    expect([notices.length, (await ledger.subscriberCounts()).pending]).toEqual([0, 0]);
  });

  it('takes multipart as well, and a file in place of text as nothing', async () => {
    const { ask, ledger } = await aSite();
    const body = new FormData();
    body.set('email', 'noor@example.nl');
    body.set('name', new File(['x'], 'x.txt'));
    expect((await ask('/aanmelden', { method: 'POST', body })).status).toBe(200);
    expect(await ledger.subscriber({ email: 'noor@example.nl' })).not.toHaveProperty('name');
    expect((await ask('/aanmelden', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(422);
    expect((await ask('/aanmelden', { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } })).status).toBe(422);
  });
});

describe('a mail server that is away', () => {
  it('is told kindly, loses nothing, and the next try counts', async () => {
    const answers: Notified[] = ['failed', 'sent'];
    const tried: unknown[] = [];
    const site = await aSite(
      {},
      {
        notify: async (notice) => {
          tried.push(notice);
          return answers.shift() ?? 'failed';
        },
      },
    );
    const away = await site.post('/aanmelden', noor);
    expect([away.status, away.headers.get('retry-after'), await headingOf(away)]).toEqual([
      503,
      '900',
      'Wij kunnen nu geen mail versturen',
    ]);
    expect(await site.ledger.subscriberCounts()).toMatchObject({ pending: 1 });
    expect((await site.post('/aanmelden', noor)).status).toBe(200);
    expect(tried).toMatchObject([{ to: 'noor@example.nl' }, { to: 'noor@example.nl' }]);
  });

  it('shows the form again when it refuses the address', async () => {
    const { post } = await aSite({}, { notify: async () => 'refused' });
    const response = await post('/aanmelden', noor);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('geweigerd');
  });
});
