/** The pages over a real ledger in a folder of its own, with a clock that stands still and a letter box. */
import { createHmac } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { disposableCheck, emailParser, readerId } from '../../../src/cli/email-address.ts';
import type { Notice } from '../../../src/core/channel.ts';
import { issueStem, readerToken, type TokenPurpose } from '../../../src/core/issue-identity.ts';
import type { Ledger } from '../../../src/core/ledger.ts';
import { type Message, READER, WEB_VERSION } from '../../../src/core/message.ts';
import type { NewSubscriber } from '../../../src/core/subscribers.ts';
import { cleanDocument } from '../../../src/pipeline/mail-document.ts';
import { createSite } from '../../../src/web/app.ts';
import type { Notified, SiteOptions, SiteSettings } from '../../../src/web/site.ts';
import { aMessage } from '../../support/builders.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { aPlan, engines } from '../../support/ledgers.ts';

export const web = 'https://nieuws.example.nl';
export const listId = 'nieuwsbrief.example.nl';

export const sign = (text: string): string => createHmac('sha256', 'geheim').update(text).digest('base64url');

export interface TestSite {
  readonly ledger: Ledger;
  readonly clock: FixedClock;
  /** Mails that left; `undefined`: only the server was asked. */
  readonly notices: (Notice | undefined)[];
  readonly faults: unknown[];
  readonly answered: string[];
  readonly options: SiteOptions;
  ask(path: string, init?: RequestInit & { readonly client?: string }): Promise<Response>;
  /** A form as a browser sends it from a page of its own. */
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>, init?: Asked): Promise<Response>;
  /** A reader who confirmed. */
  reader(name: string, more?: Partial<NewSubscriber>): Promise<string>;
  token(purpose: TokenPurpose, reader: string, more?: { readonly until?: Date; readonly list?: string }): string;
  /** An issue that was mailed to everybody on the list. */
  issue(name: string, message?: Partial<Message>): Promise<{ readonly stem: string; readonly id: string }>;
}

interface Asked {
  readonly client?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const mailHtml = `<html lang="nl" dir="ltr"><head><title>Inloop</title><script>alert(1)</script></head><body onload="alert(2)">
<p>${READER.greeting}</p><h1>Inloop</h1><a href="${WEB_VERSION}">web</a> <a href="${READER.unsubscribe}">af</a> <a href="${READER.preferences}">kies</a>
<img src="cid:${'ab'.repeat(32)}@newsletter" alt="De zaal"><form action="https://evil.example/"><input name="x"></form></body></html>`;

export async function aSite(settings: Partial<SiteSettings> = {}, overrides: Partial<SiteOptions> = {}): Promise<TestSite> {
  const home = engines['sqlite']?.();
  if (!home) throw new Error('no ledger');
  const clock = fixedClock();
  const ledger = home.open(clock);
  onTestFinished(async () => {
    await ledger.close();
    home.remove();
  });
  const [notices, faults, answered] = [[] as (Notice | undefined)[], [] as unknown[], [] as string[]];
  const options: SiteOptions = {
    settings: {
      project: 'Om het kind',
      web,
      listId,
      contact: 'redactie@example.nl',
      language: 'nl',
      timezone: 'Europe/Amsterdam',
      segments: { ouders: 'Ouders en verzorgers', raad: 'De raad' },
      withoutAudience: 'all',
      languages: [],
      archive: 'open',
      canSubscribe: true,
      channel: 'newsletter',
      ...settings,
    },
    list: ledger,
    issues: ledger,
    sign,
    clock,
    parseEmail: await emailParser(),
    isDisposable: await disposableCheck(),
    idOf: (email) => readerId(sign, email),
    notify: async (notice): Promise<Notified> => {
      notices.push(notice);
      return 'sent';
    },
    readMedia: async () => new Uint8Array([1, 2, 3]),
    cleanDocument,
    ping: () => ledger.readValue('ping'),
    onFault: (error) => void faults.push(error),
    onAnswer: (method, route, status) => void answered.push(`${method} ${route} ${status}`),
    ...overrides,
  };
  const site = createSite(options);
  const ask: TestSite['ask'] = (path, { client = '192.0.2.1', ...init } = {}) =>
    site(new Request(`http://127.0.0.1:4820${path}`, init), client);
  const issueOf = async (name: string, message: Partial<Message> = {}) => {
    const planned = aPlan({
      post: `${name}.md`,
      channel: 'newsletter',
      destination: listId,
      title: name,
      message: aMessage({ subject: name, html: mailHtml, details: { language: 'nl' }, ...message }),
      dueAt: clock.now(),
    });
    const [delivery] = await ledger.schedule([planned]);
    await mail(ledger, delivery?.id ?? '');
    return { id: delivery?.id ?? '', stem: issueStem(sign, listId, delivery?.id ?? '') };
  };
  return {
    ledger,
    clock,
    notices,
    faults,
    answered,
    options,
    ask,
    post: (path, fields = {}, { client, headers = {} } = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(
          Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)])),
        ),
        headers: { 'sec-fetch-site': 'same-origin', ...headers },
        ...(client !== undefined && { client }),
      }),
    reader: async (name, more = {}) => {
      const email = `${name}@example.nl`;
      const id = readerId(sign, email);
      await ledger.saveSubscribers([{ id, email, consent: { source: 'test', at: '2026-01-01' }, ...more }]);
      return id;
    },
    token: (purpose, reader, { until, list = listId } = {}) => readerToken(sign, { purpose, list, reader, ...(until && { until }) }),
    issue: issueOf,
  };
}

/** Claims it, mails whoever is left, and closes it. */
async function mail(ledger: Ledger, id: string): Promise<void> {
  const [claim] = await ledger.claimDue({ worker: 'w', limit: 1, leaseMs: 60_000, ids: [id] });
  if (!claim) throw new Error('nothing was due');
  await ledger.freezeRecipients(id, { withoutAudience: 'all' });
  const { recipients } = await ledger.exchangeRecipients(claim, { results: [], limit: 100, leaseMs: 60_000 });
  const results = recipients.map((one) => ({ id: one.id, settlement: { state: 'sent' as const } }));
  await ledger.exchangeRecipients(claim, { results, limit: 0, leaseMs: 60_000 });
  await ledger.settle(claim, { state: 'sent', receipt: { remoteId: id } }, 'sent');
}

/** The heading of a page. */
export const headingOf = async (response: Response): Promise<string> => /<h1>(.*?)<\/h1>/.exec(await response.text())?.[1] ?? '';
