import { describe, expect, it } from 'vitest';
import { aPage, seen, someSwitches } from './pages.ts';

const origin = 'http://127.0.0.1:4810';
const ownHeaders = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

/** A page whose switches can be looked at, and a way to send its form. */
function opened(states: Parameters<typeof someSwitches>[0] = {}) {
  const switches = someSwitches(states);
  const page = aPage({ switches });
  const send = (body: string, headers: Readonly<Record<string, string>> = ownHeaders, path = '/channel/bird/faults') =>
    page(new Request(`${origin}${path}`, { method: 'POST', headers, body }));
  return { page, switches, send };
}

describe('the form that plays faults', () => {
  it('switches on what is ticked, for the times that are chosen, and leads back to what is on', async () => {
    const { page, switches, send } = opened();
    const response = await send('on=later&on=accept-and-drop&times=thrice');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/channel/bird#faults']);
    expect(switches.all()).toEqual({ bird: { later: 3, 'accept-and-drop': 3 } });
    const { html } = await seen(page, '/channel/bird');
    expect(html).toContain('Deze storingen staan aan:');
    expect(html).toContain('Het kanaal zegt: later opnieuw. <code>later</code> (nog 3 keer)');
    expect(html).toMatch(/value="later" checked/);
  });

  it('keeps the times that are left of what is on already, and leaves other channels alone', async () => {
    const { switches, send } = opened({ bird: { later: 2, slow: true }, hub: { hang: true } });
    await send('on=later&on=refuse&times=once');
    expect(switches.all()).toEqual({ bird: { later: 2, refuse: 1 }, hub: { hang: true } });
  });

  it('switches everything of its channel off', async () => {
    const { switches, send } = opened({ bird: { later: 2 }, hub: { hang: true } });
    await send('on=later&times=once&clear=all');
    expect(switches.all()).toEqual({ bird: {}, hub: { hang: true } });
  });

  it("keeps a channel's own switches on until they are switched off", async () => {
    const { switches, send } = opened();
    await send('on=closed&times=once');
    expect(switches.all()).toEqual({ bird: { closed: true } });
  });

  it('offers each channel what it knows', async () => {
    const { page } = opened();
    const [hub, bird, letters] = [
      await seen(page, '/channel/hub'),
      await seen(page, '/channel/bird'),
      await seen(page, '/channel/letters'),
    ];
    expect(bird.html).toContain('<legend>Alleen bij Vogel (blijft aan tot u het uitvinkt)</legend>');
    expect(hub.html).not.toContain('Alleen bij');
    expect([hub, letters].map(({ html }) => html.includes('value="redirect"'))).toEqual([true, false]);
  });

  it('says on the overview which channels have faults, and where to change them', async () => {
    const { html } = await seen(opened({ bird: { hang: true } }).page, '/');
    expect(html.match(/class="fault-note"/g)).toHaveLength(1);
    expect(html).toContain('<a href="/channel/bird#faults">Storingen van Vogel wijzigen</a>');
  });

  it.each([
    ['another web page', { ...ownHeaders, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port of this computer', { ...ownHeaders, origin: 'http://127.0.0.1:4811', 'sec-fetch-site': 'same-site' }],
    ['a page that hides where it stands', { ...ownHeaders, origin: 'null' }],
    ['a browser that says it comes from elsewhere', { ...ownHeaders, 'sec-fetch-site': 'cross-site' }],
    ['a sender that names no origin', { 'content-type': ownHeaders['content-type'] }],
    ['something that is no form', { ...ownHeaders, 'content-type': 'text/plain' }],
  ])('takes nothing from %s', async (_title, headers) => {
    const { switches, send } = opened();
    const response = await send('on=later&times=once', headers);
    expect([response.status, switches.all()]).toEqual([403, {}]);
    expect(await response.text()).toContain('Dit is niet vastgelegd.');
  });

  it('takes nothing for a name that is not of this computer', async () => {
    const { page, switches } = opened();
    const headers = { ...ownHeaders, origin: 'http://rebound.example:4810' };
    const response = await page(
      new Request('http://rebound.example:4810/channel/bird/faults', { method: 'POST', headers, body: 'clear=all' }),
    );
    expect([response.status, switches.all()]).toEqual([421, {}]);
  });

  it.each(['on=nothing-like-it&times=once', 'on=later&times=often', 'on=later', ''])('takes no form like "%s"', async (body) => {
    const { switches, send } = opened();
    expect([(await send(body)).status, switches.all()]).toEqual([400, {}]);
  });

  it('takes nothing for a channel that does not exist, and changes nothing when only looked at', async () => {
    const { page, switches, send } = opened();
    expect((await send('clear=all', ownHeaders, '/channel/none/faults')).status).toBe(404);
    expect((await seen(page, '/channel/bird/faults?on=later&times=once')).status).toBe(404);
    expect(switches.all()).toEqual({});
  });

  it('may be sent to the page alone, and the page tells its own origin with it', async () => {
    const response = await opened().page(new Request(`${origin}/channel/bird`));
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
  });
});
