/** `omk check --online`, told with sites of our own on this computer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { runJson, runOmk } from '../support/binary.ts';
import { aProject, post } from '../support/project.ts';

async function aSite() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(request.url === '/weg' || request.url?.startsWith('/bsn/') ? 404 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const body = (address: string): string =>
  `Lees [het plan](${address}/plan?utm_source=x), [het verslag](${address}/weg) en [de wet](https://www.example.nl/wet).`;

test('practising, links to this computer alone are looked at, each once, and a dead one is told beside its line', async () => {
  const { address, asked } = await aSite();
  const text = post(['summary: Wat de raad besloot over hulp aan kinderen.'], body(address));
  const root = aProject({ 'een.md': text, 'twee.md': text.replace('title: ', 'title: Nog een ') });
  const { code, report } = await runJson(['check', '.', '--online'], { cwd: root });
  expect(code, 'warnings change no exit code').toBe(0);
  expect(asked.toSorted()).toEqual(['GET /weg', 'HEAD /plan', 'HEAD /weg']);
  const dead = report.problems.filter(({ code }) => code === 'facts-dead-link');
  const line = text.split('\n').findIndex((one) => one.includes('/weg')) + 1;
  expect(dead.map(({ where }) => [where?.file, where?.line])).toEqual([
    ['een.md', line],
    ['twee.md', line],
  ]);
  expect(report.problems.filter(({ code }) => code === 'facts-link-unseen').map(({ message }) => message)).toEqual([
    expect.stringContaining('https://www.example.nl/wet'),
  ]);
});

test('in earnest, links into a private network are not asked for', async () => {
  const { address, asked } = await aSite();
  const links = `[Hier](${address}/plan) en [daar](http://169.254.169.254/latest/meta-data/).`;
  const root = aProject({ 'een.md': post(['channels: [pleio]'], links) });
  const { stderr } = await runOmk(['check', 'een.md', '--online'], { cwd: root, env: { OMK_MODE: 'live', OMK_LANGUAGE: 'en' } });
  expect(asked).toEqual([]);
  expect(stderr).toContain('2 links were not looked at');
  expect(stderr).toContain('private network');
});

test('without the flag nobody is asked', async () => {
  const { address, asked } = await aSite();
  const root = aProject({ 'een.md': post([], body(address)) });
  expect((await runOmk(['check', 'een.md'], { cwd: root })).code).toBe(0);
  expect(asked).toEqual([]);
});

test('a number of a person, or a password, in a link is not told', async () => {
  const { address } = await aSite();
  const secret = address.replace('http://', 'http://eva:hoi@geheim@');
  const links = `Het nummer 111222333 is een bsn: [hier](${address}/bsn/111222333) en [daar](${secret}/weg).`;
  const root = aProject({ 'een.md': post(['channels: [pleio]', 'tags: [bsn]'], links) });
  const { stdout, stderr } = await runOmk(['check', 'een.md', '--online', '--json'], { cwd: root });
  expect(stdout).toContain('privacy-bsn');
  expect(stdout).toContain('facts-link-unseen');
  expect(stdout + stderr).not.toMatch(/111222333|geheim|hoi/);
});
