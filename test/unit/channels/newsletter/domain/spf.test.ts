import { describe, expect, it, test } from 'vitest';
import { checkSpf } from '../../../../../src/channels/newsletter/domain/spf.ts';
import { isSpf, parseSpf } from '../../../../../src/channels/newsletter/domain/spf-record.ts';
import { aZone, codesOf, type Held, paramsOf, recordsOf } from './a-zone.ts';

const domain = 'example.nl';
const spfOf = (...TXT: string[]): Held => ({ TXT });
const check = (record: string, others: Parameters<typeof aZone>[0] = {}) => checkSpf(domain, aZone({ [domain]: spfOf(record), ...others }));

describe('a record that is right', () => {
  it.each([
    ['v=spf1 ip4:192.0.2.1 -all', '-all', 0],
    ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all', '~all', 0],
    ['V=SPF1  A:mail.example.nl   MX  -ALL', '-all', 2],
    ['v=spf1 include:_spf.relay.example ~all', '~all', 3],
    ['v=spf1 redirect=_spf.relay.example', '-all', 3],
    ['v=spf1 a/24//64 mx:example.nl/28 exists:%{i}._spf.example.nl -all exp=why.example.nl', '-all', 3],
    ['v=spf1 ip4:192.0.2.1 x-note=hallo -all', '-all', 0],
    ['v=spf1 include:%{d2}.relay.example -all', '-all', 1],
    ['v=spf1 exists:%{l1r-/}.x.example a:%{d2}.example.nl/24 -all', '-all', 2],
    ['v=spf1 include:_SPF.Relay.Example. -all', '-all', 3],
    ['v=spf1 ip4:192.0.2.1 -all include:niet.gevolgd.example', '-all', 0],
  ])('%s', async (record, end, lookups) => {
    const checks = await checkSpf(
      domain,
      aZone({
        [domain]: { TXT: ['google-site-verification=1', record], MX: ['mail.example.nl'], address: ['192.0.2.1'] },
        'mail.example.nl': { address: ['192.0.2.2'] },
        '_spf.relay.example': spfOf('v=spf1 a:out1.relay.example a:out2.relay.example -all'),
        'out1.relay.example': { address: ['192.0.2.3'] },
        'out2.relay.example': { address: ['192.0.2.4'] },
      }),
    );
    expect(paramsOf(checks)).toEqual([{ domain, end, lookups }]);
    expect(codesOf(checks)).toEqual(['spf-good']);
  });
});

test('a domain without a record is told which one to publish', async () => {
  const checks = await checkSpf(domain, aZone({ [domain]: { TXT: ['v=spf10 -all', 'spf2.0/pra -all', 'v=DMARC1'] } }));
  expect(codesOf(checks)).toEqual(['spf-missing']);
  expect(recordsOf(checks)).toEqual(['example.nl TXT "v=spf1 include:_spf.relay.example ~all"']);
  expect(codesOf(await checkSpf(domain, aZone({})))).toEqual(['spf-missing']);
});

test('of two records none counts', async () => {
  const checks = await checkSpf(domain, aZone({ [domain]: spfOf('v=spf1 mx -all', 'v=spf1 a -all') }));
  expect([codesOf(checks), paramsOf(checks)]).toEqual([['spf-several'], [{ domain, count: 2 }]]);
});

test.each([
  ['v=spf1 ip4:192.0.2.1 +all', 'spf-open'],
  ['v=spf1 ip4:192.0.2.1 all', 'spf-open'],
  ['v=spf1 ip4:192.0.2.1 ?all', 'spf-open-ended'],
  ['v=spf1 ip4:192.0.2.1', 'spf-open-ended'],
  ['v=spf1 -all', 'spf-nobody'],
  ['v=spf1 -ip4:192.0.2.1 ~all', 'spf-nobody'],
])('%s: %s', async (record, code) => {
  expect(codesOf(await check(record))).toEqual([code]);
});

test('an include that lets everybody in is as bad as a record that does', async () => {
  const other = { 'los.example': spfOf('v=spf1 +all') };
  expect(codesOf(await check('v=spf1 include:los.example -all', other))).toEqual(['spf-open']);
  expect(codesOf(await check('v=spf1 ip4:192.0.2.1 ?include:los.example -all', other))).toEqual(['spf-good']);
  expect(codesOf(await check('v=spf1 redirect=los.example', other))).toEqual(['spf-open']);
});

test('the end of an include says nothing about the whole', async () => {
  expect(codesOf(await check('v=spf1 include:a.example -all', { 'a.example': spfOf('v=spf1 ip4:192.0.2.1 ?all') }))).toEqual(['spf-good']);
});

describe('look-ups', () => {
  const includes = (count: number) => Array.from({ length: count }, (_, index) => `include:i${index}.example`).join(' ');
  const each = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`i${index}.example`, spfOf('v=spf1 ip4:192.0.2.1 -all')]));

  it('may be ten, and are too many above that', async () => {
    expect(codesOf(await check(`v=spf1 ${includes(10)} -all`, each))).toEqual(['spf-good']);
    const checks = await check(`v=spf1 ${includes(11)} -all`, each);
    expect([codesOf(checks), paramsOf(checks)]).toEqual([['spf-too-many'], [{ domain, count: 11 }]]);
  });

  it('count wherever they stand', async () => {
    const deep = {
      'a.example': spfOf(`v=spf1 ${includes(5)} include:b.example ~all`),
      'b.example': spfOf(`v=spf1 mx a ptr exists:%{i}.x.example ~all`),
    };
    const checks = await check('v=spf1 include:a.example redirect=c.example', {
      ...each,
      ...deep,
      'c.example': spfOf('v=spf1 ip4:192.0.2.1 -all'),
    });
    expect(paramsOf(checks)).toContainEqual({ domain, count: 12 });
    expect(codesOf(checks)).toEqual(['spf-too-many', 'spf-ptr']);
  });

  it('end somewhere, however much there is to ask', async () => {
    const asked: string[] = [];
    const zone = aZone({ [domain]: spfOf(`v=spf1 ${includes(60)} -all`), ...each });
    const checks = await checkSpf(domain, (name, kind) => {
      asked.push(name);
      return zone(name, kind);
    });
    expect(paramsOf(checks)).toEqual([{ domain, count: 60 }]);
    expect(asked.length).toBeLessThan(45);
  });

  it('that find nothing may be two', async () => {
    expect(codesOf(await check('v=spf1 a:weg1.example mx:weg2.example ip4:192.0.2.1 -all'))).toEqual(['spf-good']);
    const checks = await check('v=spf1 a:weg1.example mx:weg2.example exists:weg3.example -all');
    expect([codesOf(checks), paramsOf(checks)]).toEqual([['spf-void'], [{ domain, names: 'weg1.example, weg2.example, weg3.example' }]]);
  });
});

test.each([
  ['itself', 'v=spf1 include:example.nl -all', {}],
  [
    'another that leads back',
    'v=spf1 include:a.example -all',
    { 'a.example': spfOf('v=spf1 include:b.example -all'), 'b.example': spfOf('v=spf1 redirect=Example.NL') },
  ],
])('a circle through %s ends, and is told once', async (_name, record, others) => {
  expect(codesOf(await check(record, others))).toEqual(['spf-loop']);
});

test('what is led to must have a record', async () => {
  const checks = await check('v=spf1 include:weg.example -all');
  expect([codesOf(checks), paramsOf(checks)]).toEqual([['spf-include-missing'], [{ domain, name: 'weg.example' }]]);
  expect(codesOf(await check('v=spf1 redirect=weg.example'))).toEqual(['spf-include-missing']);
});

test('a name that nobody can tell of leaves the whole open', async () => {
  expect(codesOf(await check('v=spf1 include:stuk.example -all', { 'stuk.example': 'failed' }))).toEqual(['unreachable']);
  expect(codesOf(await checkSpf(domain, aZone({ [domain]: 'failed' })))).toEqual(['unreachable']);
});

test('what is wrong anyhow is told although another name does not answer', async () => {
  expect(codesOf(await check('v=spf1 include:stuk.example +all', { 'stuk.example': 'failed' }))).toEqual(['unreachable']);
  expect(codesOf(await check('v=spf1 include:stuk.example include:weg.example -all', { 'stuk.example': 'failed' }))).toEqual([
    'spf-include-missing',
  ]);
});

describe('a mistake', () => {
  it.each([
    ['ip4:192.0.2.256'],
    ['ip4:192.0.2.1/33'],
    ['ip4:2001:db8::1'],
    ['ip6:192.0.2.1'],
    ['ip6:2001:db8::/129'],
    ['ip6:2001:db8:::1'],
    ['include:'],
    ['include'],
    ['include:relay'],
    ['include:re_lay..example'],
    ['a:'],
    ['a/33'],
    ['a//129'],
    ['mx:mail.example.nl/abc'],
    ['exists'],
    ['exists:%{q}.example.nl'],
    ['exists:%i.example.nl'],
    ['alll'],
    ['all:example.nl'],
    ['!all'],
    ['-all;'],
    ['include:_spf.relay.example/24'],
    ['exists:%{i'],
    ['redirect=relay'],
    ['ptr/24'],
    ['"ip4:192.0.2.1"'],
  ])('such as %s makes all of it void, and is named', async (term) => {
    const checks = await check(`v=spf1 mx ${term} -all`);
    expect([codesOf(checks), paramsOf(checks)]).toEqual([['spf-syntax'], [{ domain, term }]]);
  });

  it('is found behind `all` too, and when redirect comes twice', () => {
    expect(parseSpf('v=spf1 -all ip4:x')).toEqual({ wrong: 'ip4:x' });
    expect(parseSpf('v=spf1 redirect=a.example redirect=b.example')).toEqual({ wrong: 'redirect=b.example' });
  });

  it('in an include is named with its domain', async () => {
    const checks = await check('v=spf1 include:a.example -all', { 'a.example': spfOf('v=spf1 ip4:x -all') });
    expect(paramsOf(checks)).toEqual([{ domain: 'a.example', term: 'ip4:x' }]);
  });
});

test('a record is told from others by its first word', () => {
  expect(['v=spf1', 'v=spf1 -all', 'V=SPF1 a'].every(isSpf)).toBe(true);
  expect(['v=spf1-all', ' v=spf1 -all', 'spf1', 'v=spf11 -all'].some(isSpf)).toBe(false);
});

test('a record made to be slow is read as fast as any', () => {
  const began = performance.now();
  for (const term of [`a:${'{}'.repeat(5000)}!/`, `exists:${'%{i}'.repeat(5000)}%`, `include:${'a-'.repeat(5000)}`])
    expect(parseSpf(`v=spf1 ${term}`)).toEqual({ wrong: term });
  expect(performance.now() - began).toBeLessThan(1000);
});
