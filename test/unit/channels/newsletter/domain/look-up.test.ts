/** Against a real name server on this computer. */
import { expect, test } from 'vitest';
import { createLookUp, type LookUpOptions } from '../../../../../src/channels/newsletter/domain/look-up.ts';
import { OmkError, problem } from '../../../../../src/core/problem.ts';
import { openDnsDouble } from '../../../../support/doubles-dns.ts';

const lookUpAt = (server: string, options: Partial<LookUpOptions> = {}) =>
  createLookUp({ server, deadlineMs: 2000, signal: new AbortController().signal, permit: () => {}, ...options });

test('reads texts in pieces, servers in their order, addresses, and follows an alias', async () => {
  const { address } = await openDnsDouble({
    'example.nl': { TXT: ['een', ['tw', 'ee']], MX: ['laatste.example.nl', 'eerste.example.nl'], A: ['127.0.0.1'] },
    'alias.example.nl': { CNAME: 'example.nl' },
    'los.example.nl': { CNAME: 'weg.example.nl' },
  });
  const lookUp = lookUpAt(address);
  expect(await lookUp('example.nl', 'TXT')).toEqual({ kind: 'found', records: ['een', 'twee'] });
  expect(await lookUp('example.nl', 'MX')).toEqual({ kind: 'found', records: ['eerste.example.nl', 'laatste.example.nl'] });
  expect(await lookUp('example.nl', 'address')).toEqual({ kind: 'found', records: ['127.0.0.1'] });
  expect(await lookUp('alias.example.nl', 'TXT')).toMatchObject({ records: ['een', 'twee'] });
  expect(await lookUp('los.example.nl', 'TXT')).toMatchObject({ kind: 'none' });
  expect(await lookUp('los.example.nl', 'CNAME')).toEqual({ kind: 'found', records: ['weg.example.nl'] });
});

test('tells a name that holds something else from one that does not exist, and from a server in trouble', async () => {
  const { address } = await openDnsDouble({ 'example.nl': { A: ['127.0.0.1'] }, 'stuk.example.nl': { fails: true } });
  const lookUp = lookUpAt(address);
  expect(await lookUp('example.nl', 'TXT')).toEqual({ kind: 'none', exists: true });
  expect(await lookUp('weg.example.nl', 'TXT')).toEqual({ kind: 'none', exists: false });
  expect(await lookUp('weg.example.nl', 'address')).toEqual({ kind: 'none', exists: false });
  expect(await lookUp('stuk.example.nl', 'TXT')).toEqual({ kind: 'failed', name: 'stuk.example.nl', detail: 'ESERVFAIL' });
  expect(await lookUp('stuk.example.nl', 'address')).toMatchObject({ kind: 'failed' });
  expect(await lookUp('a..b', 'TXT')).toEqual({ kind: 'none', exists: false });
});

test('asks every question once', async () => {
  const { address, questions } = await openDnsDouble({ 'example.nl': { TXT: ['een'] } });
  const lookUp = lookUpAt(address);
  await Promise.all([lookUp('example.nl', 'TXT'), lookUp('EXAMPLE.nl', 'TXT')]);
  await lookUp('example.nl', 'TXT');
  expect(questions).toEqual(['TXT example.nl']);
});

test('gives up at the deadline, with everything that is still asked', async () => {
  const { address } = await openDnsDouble({}, { isSilent: true });
  const began = performance.now();
  const lookUp = lookUpAt(address, { deadlineMs: 200 });
  const answers = await Promise.all([lookUp('a.example.nl', 'TXT'), lookUp('b.example.nl', 'address')]);
  expect(answers).toMatchObject([
    { kind: 'failed', detail: 'ETIMEOUT' },
    { kind: 'failed', detail: 'ETIMEOUT' },
  ]);
  expect(performance.now() - began).toBeLessThan(1500);
});

test('stops at once when it is told to, and asks nothing more', async () => {
  const { address, questions } = await openDnsDouble({}, { isSilent: true });
  const stop = new AbortController();
  const lookUp = lookUpAt(address, { deadlineMs: 60_000, signal: stop.signal });
  const asked = lookUp('a.example.nl', 'TXT');
  stop.abort();
  expect(await asked).toMatchObject({ kind: 'failed' });
  const before = questions.length;
  expect(await lookUp('b.example.nl', 'TXT')).toMatchObject({ kind: 'failed' });
  expect(questions.length).toBe(before);
});

test('asks no server that may not be contacted, the computer’s own neither', () => {
  const permit = () => {
    throw new OmkError([problem('config-sandbox-outside', { address: 'https://192.0.2.53' })]);
  };
  expect(() => lookUpAt('192.0.2.53', { permit })).toThrow(OmkError);
  expect(() => lookUpAt('[2001:db8::1]:5353', { permit })).toThrow(OmkError);
  expect(() => createLookUp({ deadlineMs: 100, signal: new AbortController().signal, permit })).toThrow(OmkError);
});
