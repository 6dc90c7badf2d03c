import { describe, expect, it, test } from 'vitest';
import { checkDmarc, type Domains } from '../../../../../src/channels/newsletter/domain/dmarc.ts';
import { isDmarc, parseDmarc } from '../../../../../src/channels/newsletter/domain/dmarc-record.ts';
import { targetsOf, walkTree } from '../../../../../src/channels/newsletter/domain/tree-walk.ts';
import { aZone, codesOf, paramsOf, recordsOf } from './a-zone.ts';

const from = 'example.nl';
const own: Domains = { from, envelope: from, signer: from };
type Names = Readonly<Record<string, string | readonly string[]>>;
const names = (texts: Names) =>
  aZone(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { TXT: typeof text === 'string' ? [text] : text }])));
const check = (texts: Names, domains: Partial<Domains> = {}, others: Parameters<typeof aZone>[0] = {}) => {
  const [zone, more] = [names(texts), aZone(others)];
  return checkDmarc({ ...own, ...domains }, async (name, kind) => (others[name] ? more(name, kind) : zone(name, kind)));
};

describe('the policy', () => {
  it.each([
    ['v=DMARC1; p=reject', 'reject'],
    ['v=DMARC1;p=quarantine;', 'quarantine'],
    ['v=DMARC1 ; rua=mailto:a@example.nl ; p = Reject ', 'reject'],
    ['v=DMARC1; p=reject; t=y', 'quarantine'],
    ['v=DMARC1; p=quarantine; t=n; psd=u; fo=1', 'quarantine'],
  ])('of %s is %s', async (text, policy) => {
    const checks = await check({ '_dmarc.example.nl': text });
    expect([codesOf(checks), paramsOf(checks)[0]]).toEqual([['dmarc-good', 'alignment-both'], { domain: from, policy }]);
  });

  it.each([
    ['v=DMARC1; p=none; rua=mailto:a@example.nl', 'p=none', 'v=DMARC1; p=quarantine; rua=mailto:a@example.nl'],
    ['v=DMARC1; p=quarantine; t=y', 'p=quarantine; t=y', 'v=DMARC1; p=quarantine'],
    ['v=DMARC1; P=None', 'p=none', 'v=DMARC1; p=quarantine'],
  ])('of %s is too weak, and the right record is shown', async (text, tag, better) => {
    const checks = await check({ '_dmarc.example.nl': text });
    expect([codesOf(checks)[0], paramsOf(checks)[0]]).toEqual(['dmarc-weak', { domain: from, tag }]);
    expect(recordsOf(checks)).toEqual([`_dmarc.example.nl TXT "${better}"`]);
  });

  it.each([
    ['v=DMARC1; p=rejct', 'p=rejct'],
    ['v=DMARC1; rua=mailto:a@example.nl', 'p='],
    ['v=DMARC1; p=reject; sp=alles', 'sp=alles'],
    ['v=DMARC1; p=reject; adkim=strict', 'adkim=strict'],
    ['v=DMARC1', 'p='],
    ['v=DMARC1; p reject', 'v=DMARC1; p reject'],
  ])('of %s is not understood', async (text, tag) => {
    const checks = await check({ '_dmarc.example.nl': text });
    expect([codesOf(checks)[0], paramsOf(checks)[0]]).toEqual(['dmarc-syntax', { domain: from, tag }]);
  });

  it('is missing, and a careful one is proposed', async () => {
    const checks = await check({ '_dmarc.example.nl': ['v=spf1 -all', 'v=DMARC2; p=reject', 'v=dmarc1; p=reject'] });
    expect(codesOf(checks)).toEqual(['dmarc-missing']);
    expect(recordsOf(checks)).toEqual(['_dmarc.example.nl TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.nl"']);
  });

  it('counts for nothing when there are two', async () => {
    expect(codesOf(await check({ '_dmarc.example.nl': ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] }))).toEqual(['dmarc-several']);
  });

  it('holds tags that no longer count', async () => {
    const checks = await check({ '_dmarc.example.nl': 'v=DMARC1; p=reject; pct=10; ri=3600' });
    expect([codesOf(checks), paramsOf(checks)[1]]).toEqual([
      ['dmarc-good', 'dmarc-old-tags', 'alignment-both'],
      { domain: from, tags: 'pct, ri' },
    ]);
  });

  it('cannot be told while a name does not answer', async () => {
    expect(codesOf(await checkDmarc(own, aZone({ '_dmarc.example.nl': 'failed' })))).toEqual(['unreachable']);
  });
});

describe('a sender below the domain of the organisation', () => {
  const below = { from: 'nieuws.example.nl', envelope: 'nieuws.example.nl', signer: 'example.nl' };
  const there = { 'nieuws.example.nl': { MX: ['mail.example.nl'] } };
  const policy = async (text: string, others: Names = {}) => {
    const checks = await check({ '_dmarc.example.nl': text, ...others }, below, there);
    return [codesOf(checks)[0], paramsOf(checks)[0]];
  };

  it('has the policy for domains below, else that of the organisation', async () => {
    expect(await policy('v=DMARC1; p=reject; sp=none')).toEqual(['dmarc-weak', { domain: 'example.nl', tag: 'sp=none' }]);
    expect(await policy('v=DMARC1; p=none; sp=reject')).toEqual(['dmarc-good', { domain: 'example.nl', policy: 'reject' }]);
    expect(await policy('v=DMARC1; p=reject')).toEqual(['dmarc-good', { domain: 'example.nl', policy: 'reject' }]);
  });

  it('has that for names that do not exist when it does not', async () => {
    const text = 'v=DMARC1; p=none; sp=none; np=reject';
    expect(await policy(text)).toEqual(['dmarc-weak', { domain: 'example.nl', tag: 'sp=none' }]);
    const missing = await check({ '_dmarc.example.nl': text }, below, { 'nieuws.example.nl': { TXT: ['a text makes no place for mail'] } });
    expect(paramsOf(missing)[0]).toEqual({ domain: 'example.nl', policy: 'reject' });
  });

  it('has its own record before all', async () => {
    expect(await policy('v=DMARC1; p=reject', { '_dmarc.nieuws.example.nl': 'v=DMARC1; p=none; sp=reject' })).toEqual([
      'dmarc-weak',
      { domain: 'nieuws.example.nl', tag: 'p=none' },
    ]);
  });
});

describe('the walk up the tree', () => {
  const organisationOf = async (domain: string, texts: Names) => {
    const walked = await walkTree(domain, names(texts));
    return 'organisation' in walked ? walked.organisation : walked;
  };

  it('asks eight names at most, the domain itself first', () => {
    expect(targetsOf('a.example.nl')).toEqual(['a.example.nl', 'example.nl', 'nl']);
    expect(targetsOf('nl')).toEqual(['nl']);
    expect(targetsOf('1.2.3.4.5.6.7.8.9.10')).toEqual([
      '1.2.3.4.5.6.7.8.9.10',
      '4.5.6.7.8.9.10',
      '5.6.7.8.9.10',
      '6.7.8.9.10',
      '7.8.9.10',
      '8.9.10',
      '9.10',
      '10',
    ]);
    expect(targetsOf('1.2.3.4.5.6.7.8')).toHaveLength(8);
  });

  it('takes the topmost record for the organisation', async () => {
    const texts = { '_dmarc.a.b.example.nl': 'v=DMARC1; p=none', '_dmarc.example.nl': 'v=DMARC1; p=reject' };
    expect(await organisationOf('a.b.example.nl', texts)).toBe('example.nl');
  });

  it('ends where an organisation says that it is one', async () => {
    const texts = { '_dmarc.b.example.nl': 'v=DMARC1; p=none; psd=n', '_dmarc.example.nl': 'v=DMARC1; p=reject' };
    expect(await organisationOf('a.b.example.nl', texts)).toBe('b.example.nl');
  });

  it('ends one below a public suffix', async () => {
    const texts = { '_dmarc.gov.example': 'v=DMARC1; p=reject; psd=y' };
    expect(await organisationOf('a.b.gov.example', texts)).toBe('b.gov.example');
    expect(await organisationOf('gov.example', texts)).toBe('gov.example');
    const checks = await check(texts, { from: 'b.gov.example', envelope: 'b.gov.example', signer: 'b.gov.example' });
    expect(codesOf(checks)).toEqual(['dmarc-good', 'alignment-both']);
  });

  it('stays at the domain where there is no record at all', async () => {
    expect(await organisationOf('a.b.example.nl', {})).toBe('a.b.example.nl');
  });

  it('passes over a name with two records', async () => {
    const texts = { '_dmarc.nl': ['v=DMARC1; p=none', 'v=DMARC1; p=none'], '_dmarc.example.nl': 'v=DMARC1; p=none' };
    expect(await organisationOf('a.example.nl', texts)).toBe('example.nl');
  });
});

describe('the domains of signature and return address', () => {
  const relaxed = 'v=DMARC1; p=reject';
  const strict = 'v=DMARC1; p=reject; adkim=s; aspf=s';
  it.each([
    ['equal', strict, own, 'alignment-both'],
    ['below, relaxed', relaxed, { envelope: 'bounces.example.nl', signer: 'mail.example.nl' }, 'alignment-both'],
    ['return address below, strict: the signature carries it', strict, { envelope: 'bounces.example.nl' }, 'alignment-dkim'],
    [
      'strict for the return address alone',
      'v=DMARC1; p=reject; aspf=s',
      { envelope: 'bounces.example.nl', signer: 'mail.example.nl' },
      'alignment-dkim',
    ],
    ['return address of a relay', relaxed, { envelope: 'relay.example' }, 'alignment-dkim'],
    ['signature of a relay', relaxed, { signer: 'relay.example' }, 'dkim-not-aligned'],
    ['signature below, strict', strict, { signer: 'mail.example.nl' }, 'dkim-not-aligned'],
    ['both of a relay', relaxed, { envelope: 'relay.example', signer: 'relay.example' }, 'not-aligned'],
    ['both below, strict', strict, { envelope: 'bounces.example.nl', signer: 'mail.example.nl' }, 'not-aligned'],
  ])('%s', async (_name, text, domains, code) => {
    expect(codesOf(await check({ '_dmarc.example.nl': text }, domains)).at(-1)).toBe(code);
  });

  it.each([
    ['fits', 'bounces.example.nl', 'alignment-spf'],
    ['does not fit', 'relay.example', 'spf-not-aligned'],
  ])('the return address alone %s when omk does not sign', async (_name, envelope, code) => {
    expect(codesOf(await checkDmarc({ from, envelope }, names({ '_dmarc.example.nl': relaxed }))).at(-1)).toBe(code);
  });

  it('cannot be judged while a name does not answer', async () => {
    const zone = aZone({ '_dmarc.example.nl': { TXT: [relaxed] }, '_dmarc.relay.example': 'failed' });
    expect(codesOf(await checkDmarc({ ...own, envelope: 'relay.example' }, zone)).at(-1)).toBe('unreachable');
  });
});

test('a record is told from others by its first tag', () => {
  expect(['v=DMARC1', 'v=DMARC1;p=none', 'v = DMARC1 ; p=none'].every(isDmarc)).toBe(true);
  expect(['v=DMARC1 p=none', 'p=none; v=DMARC1', 'v=dmarc1; p=none', 'v=DMARC10; p=none'].some(isDmarc)).toBe(false);
});

test('of a tag that comes twice the first counts', () => {
  expect(parseDmarc('v=DMARC1; p=reject; p=none').policy).toBe('reject');
});
