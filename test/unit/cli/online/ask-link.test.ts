import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LinkAsker, openLinkAsker, type Territory } from '../../../../src/cli/online/ask-link.ts';
import { isInsideName, isLoopbackAddress, isPublicAddress } from '../../../../src/cli/online/guard.ts';
import { lookAtLinks } from '../../../../src/cli/online/look-at-links.ts';

const here: Territory = { permitsName: (name) => name === 'localhost', permitsAddress: isLoopbackAddress, refusal: 'sandbox' };
const internet: Territory = { permitsName: (name) => !isInsideName(name), permitsAddress: isPublicAddress, refusal: 'private' };

async function aSite(answer: RequestListener): Promise<{ readonly address: string; readonly asked: readonly IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function anAsker(territory = here, deadlineMs = 5_000): Promise<LinkAsker> {
  const asker = await openLinkAsker({ territory, deadlineMs, env: {} });
  onTestFinished(() => asker.close());
  return asker;
}

const status =
  (code: number, headers = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(code, headers).end();

describe('a page', () => {
  it.each([200, 204, 304, 400, 401, 403, 429, 451])('that answers %i is there', async (code) => {
    const site = await aSite(status(code));
    expect(await (await anAsker()).ask(site.address)).toEqual({ kind: 'there' });
  });

  it.each([404, 410])('that answers %i to HEAD and GET is dead', async (code) => {
    const site = await aSite(status(code));
    expect(await (await anAsker()).ask(`${site.address}/weg`)).toEqual({ kind: 'dead', status: code });
    expect(site.asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it.each([403, 404, 405, 500, 501])('that answers HEAD with %i and GET with 200 is there', async (code) => {
    const site = await aSite((request, response) => void response.writeHead(request.method === 'HEAD' ? code : 200).end('<p>Welkom</p>'));
    expect(await (await anAsker()).ask(site.address)).toEqual({ kind: 'there' });
  });

  it('that fails itself is not called dead', async () => {
    const site = await aSite(status(503));
    expect(await (await anAsker()).ask(site.address)).toEqual({ kind: 'unseen', reason: 'server' });
  });

  it('that never answers is given up in time', async () => {
    const site = await aSite(() => undefined);
    expect(await (await anAsker(here, 300)).ask(site.address)).toEqual({ kind: 'unseen', reason: 'slow' });
  });

  it('that never ends is not read to the end', async () => {
    const site = await aSite((request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(405).end();
      response.writeHead(200);
      response.write('x'.repeat(1_000));
    });
    expect(await (await anAsker()).ask(site.address)).toEqual({ kind: 'there' });
  });

  it('where nobody listens could not be reached', async () => {
    expect(await (await anAsker()).ask('http://127.0.0.1:9')).toMatchObject({ kind: 'unseen' });
  });

  it('is asked without cookies or credentials', async () => {
    const site = await aSite(status(200, { 'set-cookie': 'a=b' }));
    const asker = await anAsker();
    await asker.ask(`${site.address}/a`);
    await asker.ask(`${site.address}/b`);
    for (const { headers } of site.asked) expect(headers).not.toHaveProperty('cookie');
    expect(site.asked[0]?.headers['user-agent']).toMatch(/^omk\//);
    expect(await asker.ask(site.address.replace('://', '://jan:geheim@'))).toEqual({ kind: 'unseen', reason: 'login' });
    expect(site.asked).toHaveLength(2);
  });
});

describe('a redirect', () => {
  it('is followed to where it leads', async () => {
    const site = await aSite((request, response) =>
      request.url === '/oud' ? void response.writeHead(301, { location: '/nieuw' }).end() : void response.writeHead(404).end(),
    );
    expect(await (await anAsker()).ask(`${site.address}/oud`)).toEqual({ kind: 'dead', status: 404 });
  });

  it('in a circle ends', async () => {
    const site = await aSite(status(302, { location: '/' }));
    expect(await (await anAsker()).ask(site.address)).toEqual({ kind: 'unseen', reason: 'redirects' });
    expect(site.asked).toHaveLength(6);
  });

  it.each(['https://www.example.nl/', 'http://10.0.0.1/', 'http://[::ffff:10.0.0.1]/'])(
    'to %s is not followed while practising',
    async (location) => {
      const site = await aSite(status(302, { location }));
      expect(await (await anAsker()).ask(site.address)).toEqual({ kind: 'unseen', reason: 'sandbox' });
    },
  );

  it('to another scheme is not followed', async () => {
    const site = await aSite(status(302, { location: 'file:///etc/passwd' }));
    expect(await (await anAsker()).ask(site.address)).toEqual({ kind: 'unseen', reason: 'unreachable' });
  });
});

describe('on the internet', () => {
  it.each([
    'http://127.0.0.1:9/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://localhost:9/',
    'http://printer/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'https://intern.example.local/',
    'https://metadata.google.internal/',
    'http://0.0.0.0/',
  ])('%s is refused before anybody is asked', async (address) => {
    expect(await (await anAsker(internet)).ask(address)).toEqual({ kind: 'unseen', reason: 'private' });
  });

  it('a public name that leads inside is refused when it is looked up', async () => {
    const fooled: Territory = { ...internet, permitsName: () => true };
    const site = await aSite(status(200));
    expect(await (await anAsker(fooled)).ask(site.address.replace('127.0.0.1', 'localhost'))).toEqual({
      kind: 'unseen',
      reason: 'private',
    });
    expect(site.asked).toHaveLength(0);
  });

  it.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])('%s is a public address', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(['::', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'fe80::1', 'ff02::1', '255.255.255.255', 'geen adres'])(
    '%s is none',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});

describe('many links', () => {
  it('are asked once each, one page of a site at a time', async () => {
    let busy = 0;
    let most = 0;
    const asked: string[] = [];
    const ask: LinkAsker['ask'] = async (address) => {
      asked.push(address);
      busy += 1;
      most = Math.max(most, busy);
      await new Promise((resolve) => setImmediate(resolve));
      busy -= 1;
      return { kind: 'there' };
    };
    const one = ['https://a.example/1', 'https://a.example/2', 'https://a.example/1', 'https://a.example/3'];
    await lookAtLinks(one, { ask });
    expect(asked).toEqual(['https://a.example/1', 'https://a.example/2', 'https://a.example/3']);
    expect(most).toBe(1);
    await lookAtLinks(
      Array.from({ length: 40 }, (_, index) => `https://site-${index}.example/`),
      { ask },
    );
    expect(most).toBe(6);
  });

  it('of a site that does not answer are given up after two', async () => {
    const asked: string[] = [];
    const ask: LinkAsker['ask'] = async (address) => {
      asked.push(address);
      return { kind: 'unseen', reason: 'slow' };
    };
    const answers = await lookAtLinks(['https://a.example/1', 'https://a.example/2', 'https://a.example/3'], { ask });
    expect(asked).toHaveLength(2);
    expect(answers.size).toBe(3);
  });
});
