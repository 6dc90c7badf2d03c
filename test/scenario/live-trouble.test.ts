/** What omk does when a service says no, later, nothing, or breaks off: nothing twice, nothing lost, nothing in silence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentOf, runJson, runOmk, startOmk, statesOf } from '../support/binary.ts';
import { counts, type Outside, openOutside, secrets } from '../support/doubles.ts';
import { anAddressOfNobody, type Received } from '../support/doubles-http.ts';
import { isShare } from '../support/doubles-linkedin.ts';
import { loginPage } from '../support/doubles-pleio.ts';
import { isPost } from '../support/doubles-x.ts';
import { isMessage } from '../support/doubles-yammer.ts';
import { aProject, letTimePass, post } from '../support/project.ts';

const publish = (root: string, { env }: Outside) => runJson(['publish', 'bericht.md'], { cwd: root, env });
const run = (root: string, { env }: Outside) => runJson(['run'], { cwd: root, env });
const problemsOf = ({ posts }: Awaited<ReturnType<typeof publish>>['report']) =>
  Object.fromEntries(posts.flatMap(({ deliveries }) => deliveries.map(({ channel, problem }) => [channel, problem?.code ?? null])));
const isMutation = ({ body }: Received): boolean => body.includes('addEntity(');
const once = { pleio: 1, x: 1, linkedin: 1, yammer: 1, newsletter: 2 };
const sent = { pleio: 'sent', x: 'sent', linkedin: 'sent', yammer: 'sent', newsletter: 'sent' };

describe('the hub', () => {
  test('that shows its login page stops everything: failed, 1, nothing else sent; after a new login it goes on', async () => {
    const outside = await openOutside();
    const root = aProject();
    const loggedOut = { ...outside, env: { ...outside.env, PLEIO_COOKIE: 'sessionid=verlopen' } };
    const first = await publish(root, loggedOut);
    expect(first.code).toBe(1);
    expect(statesOf(first.report)).toEqual({
      pleio: 'failed',
      x: 'waiting',
      linkedin: 'waiting',
      yammer: 'waiting',
      newsletter: 'waiting',
    });
    expect(problemsOf(first.report)).toMatchObject({ pleio: 'auth', x: 'waits-for-hub' });
    expect(outside.timeline.filter(({ service }) => service !== 'pleio')).toEqual([]);
    expect((await run(root, outside)).code, 'run never tries again what failed').toBe(0);
    expect(counts(outside).pleio).toBe(0);

    const second = await publish(root, outside);
    expect([second.code, statesOf(second.report)]).toEqual([0, sent]);
    expect(counts(outside)).toEqual(once);
  });

  test('that loses the login between two calls is no different', async () => {
    const outside = await openOutside();
    outside.pleio.once(isMutation, () => loginPage);
    const { code, report } = await publish(aProject(), outside);
    expect([code, problemsOf(report).pleio]).toEqual([1, 'auth']);
    expect(outside.timeline.filter(({ service }) => service !== 'pleio')).toEqual([]);
  });

  test('that cannot be reached leaves everything for later: 3', async () => {
    const outside = await openOutside();
    const root = aProject();
    const away = { ...outside, env: { ...outside.env, PLEIO_URL: await anAddressOfNobody() } };
    const { code, report } = await publish(root, away);
    expect([code, statesOf(report).pleio, problemsOf(report).pleio]).toEqual([3, 'scheduled', 'unavailable']);
    expect(outside.timeline).toEqual([]);
  });

  test('that stores the post and loses its answer is asked, and the post is not sent again', async () => {
    const outside = await openOutside();
    outside.pleio.once(isMutation, (_request, carryOut) => {
      carryOut();
      return 'cut';
    });
    const { code, report } = await publish(aProject(), outside);
    expect([code, statesOf(report)]).toEqual([0, sent]);
    expect(counts(outside)).toEqual(once);
  });

  test('that answers with a redirect is not followed', async () => {
    const outside = await openOutside();
    outside.pleio.always(
      ({ method }) => method === 'POST',
      () => ({ status: 301, headers: { location: 'https://elders.example/graphql' } }),
    );
    const { code, report } = await publish(aProject(), outside);
    expect([code, problemsOf(report).pleio]).toEqual([1, 'redirected']);
  });
});

describe('a spoke', () => {
  test('that says "later" is left for later: 3; the others are done, and run finishes it', async () => {
    const outside = await openOutside();
    const root = aProject();
    const reset = Math.floor(Date.now() / 1000) + 3600;
    outside.x.once(isPost, () => ({
      status: 429,
      headers: { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(reset) },
      body: { title: 'Too Many Requests', status: 429, type: 'about:blank' },
    }));
    const first = await publish(root, outside);
    expect([first.code, statesOf(first.report)]).toEqual([3, { ...sent, x: 'scheduled' }]);
    expect(problemsOf(first.report).x).toBe('rate-limited');
    expect(counts(outside)).toEqual({ ...once, x: 0 });
    expect((await run(root, outside)).report.posts, 'an hour too early').toEqual([]);
    letTimePass(root, 'omk.db', 3_600_000);
    const second = await run(root, outside);
    expect([second.code, statesOf(second.report).x]).toEqual([0, 'sent']);
    expect(counts(outside)).toEqual(once);
  });

  test('that stores the message and breaks off is asked, and has it once', async () => {
    const outside = await openOutside();
    const root = aProject();
    outside.yammer.once(isMessage, (_request, carryOut) => {
      carryOut();
      return 'cut';
    });
    const { code, report } = await publish(root, outside);
    expect([code, statesOf(report).yammer]).toEqual([0, 'sent']);
    expect(counts(outside)).toEqual(once);
    expect((await publish(root, outside)).code).toBe(0);
    expect(counts(outside)).toEqual(once);
  });

  test('that breaks off and shows nothing is left for a person: 4, and is not sent again', async () => {
    const outside = await openOutside();
    const root = aProject();
    outside.yammer.once(isMessage, () => 'cut');
    const first = await publish(root, outside);
    expect([first.code, statesOf(first.report).yammer]).toEqual([4, 'unconfirmed']);
    const second = await publish(root, outside);
    expect([second.code, statesOf(second.report).yammer]).toEqual([4, 'unconfirmed']);
    expect((await run(root, outside)).code).toBe(4);
    expect(outside.timeline.filter(isMessage)).toHaveLength(1);

    const third = await runJson(['resolve', 'bericht.md', 'yammer', '--not-published'], { cwd: root, env: outside.env });
    expect([third.code, statesOf(third.report).yammer]).toEqual([0, 'scheduled']);
    expect((await run(root, outside)).code).toBe(0);
    expect(counts(outside)).toEqual(once);
  });

  test('that never answers is given up at the deadline', async () => {
    const outside = await openOutside();
    outside.x.once(isPost, (_request, carryOut) => {
      carryOut();
      return 'hang';
    });
    const { code, report } = await publish(aProject(), outside);
    expect([code, statesOf(report).x]).toEqual([0, 'sent']);
    expect(outside.timeline.filter(isPost)).toHaveLength(1);
  });

  test('that answers with half a sentence of JSON is asked', async () => {
    const outside = await openOutside();
    outside.x.once(isPost, (_request, carryOut) => {
      carryOut();
      return { status: 201, headers: { 'content-type': 'application/json' }, body: '{"data":{"id":"21' };
    });
    const { code, report } = await publish(aProject(), outside);
    expect([code, statesOf(report).x]).toEqual([0, 'sent']);
    expect(outside.x.posts).toHaveLength(1);
  });

  test('that refuses is failed: 1; the others are done; retry sends that one alone', async () => {
    const outside = await openOutside();
    const root = aProject();
    outside.x.once(isPost, () => ({
      status: 403,
      body: { title: 'Forbidden', detail: 'Posts are limited to a maximum of one cashtag', status: 403 },
    }));
    const first = await publish(root, outside);
    expect([first.code, statesOf(first.report)]).toEqual([1, { ...sent, x: 'failed' }]);
    const problem = first.report.posts[0]?.deliveries.find(({ channel }) => channel === 'x')?.problem;
    expect(problem?.message, "the service's own words").toContain('maximum of one cashtag');
    expect((await run(root, outside)).code).toBe(0);
    expect(outside.x.posts).toEqual([]);
    const retried = await runJson(['retry', 'bericht.md'], { cwd: root, env: outside.env });
    expect([retried.code, statesOf(retried.report)]).toEqual([0, { x: 'sent' }]);
    expect(counts(outside)).toEqual(once);
  });

  test('a group that refuses the app hands the post to a person, and never falls back to the public feed', async () => {
    const outside = await openOutside();
    outside.linkedin.always(isShare, () => ({
      status: 403,
      body: { status: 403, serviceErrorCode: 100, code: 'ACCESS_DENIED', message: 'Not enough permissions' },
    }));
    const { code, report } = await publish(aProject(), outside);
    expect([code, statesOf(report).linkedin]).toEqual([4, 'handed-off']);
    expect(outside.timeline.filter(isShare).map(({ body }) => JSON.parse(body.toString()).visibility)).toEqual(['CONTAINER']);
  });

  test('readers that the mail server refuses are reported, and stop nobody', async () => {
    const outside = await openOutside();
    outside.smtp.refused.set('daan@example.nl', '550 5.1.1 unknown user');
    const { code, report } = await publish(aProject(), outside);
    const newsletter = report.posts[0]?.deliveries.find(({ channel }) => channel === 'newsletter');
    expect([code, newsletter?.state]).toEqual([0, 'sent']);
    expect(newsletter?.recipients).toEqual({ sent: 1, refused: 1, suppressed: 0, unconfirmed: 0, waiting: 0 });
  });
});

describe('a thread', () => {
  const own = {
    'bericht.md': post([
      'channels: [pleio, x]',
      'x:',
      '  text: |',
      '    Deel een van drie.',
      '    ---',
      '    Deel twee van drie.',
      '    ---',
      '    Deel drie van drie.',
    ]),
  };
  test('that breaks in the middle goes on where it stopped', async () => {
    const outside = await openOutside();
    const root = aProject(own);
    let parts = 0;
    outside.x.once(
      (request) => isPost(request) && ++parts === 2,
      () => ({ status: 403, body: { title: 'Forbidden', detail: 'Even niet', status: 403 } }),
    );
    const first = await publish(root, outside);
    expect([first.code, statesOf(first.report).x, outside.x.posts.length]).toEqual([1, 'failed', 1]);
    const second = await publish(root, outside);
    expect([second.code, statesOf(second.report).x]).toEqual([0, 'sent']);
    expectThread(outside);
  });

  test('whose second part is stored without an answer goes on after it', async () => {
    const outside = await openOutside();
    let parts = 0;
    outside.x.once(
      (request) => isPost(request) && ++parts === 2,
      (_request, carryOut) => {
        carryOut();
        return 'cut';
      },
    );
    const { code, report } = await publish(aProject(own), outside);
    expect([code, statesOf(report).x]).toEqual([0, 'sent']);
    expectThread(outside);
  });

  function expectThread({ x }: Outside): void {
    expect(x.posts.map(({ text }) => /Deel (een|twee|drie)/.exec(text)?.[1])).toEqual(['een', 'twee', 'drie']);
    expect(x.posts.map(({ replyTo }) => replyTo)).toEqual([undefined, x.posts[0]?.id, x.posts[1]?.id]);
  }
});

describe('a process that is killed', () => {
  test('between hub and spokes leaves nothing that is doubled or lost', async () => {
    const outside = await openOutside();
    const root = aProject();
    const { process: child, done } = startOmk(['publish', 'bericht.md'], { cwd: root, env: outside.env });
    outside.pleio.once(isMutation, (_request, carryOut) => {
      const reply = carryOut();
      setTimeout(() => child.kill('SIGKILL'), 5);
      return reply;
    });
    expect((await done).code).toBe(null);
    const { code, report, stderr } = await publish(root, outside);
    expect(code, stderr).toBe(0);
    expect(Object.values(statesOf(report)).filter((state) => state !== 'sent' && state !== 'unchanged')).toEqual([]);
    expect(counts(outside)).toEqual(once);
  });

  test('while every spoke has taken its post but not answered', async () => {
    const outside = await openOutside();
    const root = aProject({ 'bericht.md': post(['channels: [pleio, x, linkedin, yammer]']) });
    const stored: string[] = [];
    for (const [double, fits] of [
      [outside.x, isPost],
      [outside.linkedin, isShare],
      [outside.yammer, isMessage],
    ] as const) {
      double.once(fits, ({ service }, carryOut) => {
        carryOut();
        stored.push(service);
        return 'hang';
      });
    }
    const { process: child, done } = startOmk(['publish', 'bericht.md'], { cwd: root, env: outside.env });
    await expect.poll(() => stored.length, { timeout: 20_000 }).toBe(3);
    child.kill('SIGKILL');
    await done;
    const { code, report, stderr } = await publish(root, outside);
    expect([code, statesOf(report)], stderr).toEqual([0, { pleio: 'unchanged', x: 'sent', linkedin: 'sent', yammer: 'sent' }]);
    expect(counts(outside)).toEqual({ ...once, newsletter: 0 });
  });
});

describe('a newsletter that is interrupted', () => {
  const many = Array.from({ length: 40 }, (_, index) => `lezer${index}@example.nl`);
  const project = () =>
    aProject({
      'bericht.md': post(['channels: [pleio, newsletter]']),
      'lezers.csv': ['email,consent_at,consent_source', ...many.map((email) => `${email},2026-05-12,formulier`), ''].join('\n'),
    });
  const newsletterOf = ({ posts }: Awaited<ReturnType<typeof publish>>['report']) =>
    posts[0]?.deliveries.find(({ channel }) => channel === 'newsletter');

  test('mails nobody twice and forgets nobody; a person decides about those in doubt', async () => {
    const outside = await openOutside();
    const root = project();
    const { process: child, done } = startOmk(['publish', 'bericht.md'], { cwd: root, env: outside.env });
    outside.smtp.onMail = () => {
      if (outside.smtp.mails.length === 7) child.kill('SIGKILL');
    };
    await done;
    const first = await publish(root, outside);
    const { sent: mailed = 0, unconfirmed = 0 } = newsletterOf(first.report)?.recipients ?? {};
    expect([first.code, newsletterOf(first.report)?.state], first.stderr).toEqual([4, 'unconfirmed']);
    expect(mailed + unconfirmed).toBe(40);
    expect(unconfirmed, 'few are in doubt').toBeLessThanOrEqual(10);
    const addresses = outside.smtp.mails.map(({ to }) => to.join());
    expect(new Set(addresses).size, 'nobody twice').toBe(addresses.length);

    const left = await runJson(['resolve', 'bericht.md', 'newsletter', '--resend-unconfirmed'], { cwd: root, env: outside.env });
    expect(left.code).toBe(0);
    const last = await run(root, outside);
    expect([last.code, newsletterOf(last.report)?.state, newsletterOf(last.report)?.recipients?.sent]).toEqual([0, 'sent', 40]);
    expect(new Set(outside.smtp.mails.map(({ to }) => to.join())).size).toBe(40);
    for (const email of many) {
      const ids = outside.smtp.mails.filter(({ to }) => to[0] === email).map(({ parsed }) => parsed.messageId);
      expect(new Set(ids).size, 'a repeat carries the same Message-ID').toBe(1);
    }
  });

  test('by Ctrl-C goes on with those who are left', async () => {
    const outside = await openOutside();
    const root = project();
    const { process: child, done } = startOmk(['publish', 'bericht.md'], { cwd: root, env: outside.env });
    outside.smtp.onMail = () => {
      if (outside.smtp.mails.length === 7) child.kill('SIGINT');
    };
    expect((await done).code).toBe(3);
    const { code, report } = await publish(root, outside);
    expect([code, newsletterOf(report)?.state]).toEqual([0, 'sent']);
    expect(outside.smtp.mails.map(({ to }) => to.join()).sort()).toEqual([...many].sort());
  });
});

test('two processes that publish the same post at once bring it out once', async () => {
  const outside = await openOutside();
  const root = aProject();
  const both = [1, 2].map(() => startOmk(['publish', 'bericht.md', '--json'], { cwd: root, env: outside.env }).done);
  const results = await Promise.all(both);
  expect(
    results.map(({ code }) => code).filter((code) => code !== 0 && code !== 3),
    results.map(({ stderr }) => stderr).join('\n'),
  ).toEqual([]);
  for (const result of results) documentOf(result);
  expect(counts(outside)).toEqual(once);
  const { code, report } = await publish(root, outside);
  expect([code, new Set(Object.values(statesOf(report)))]).toEqual([0, new Set(['unchanged'])]);
});

test('Ctrl-C lets what is under way finish, and says what is left', async () => {
  const outside = await openOutside();
  const root = aProject();
  const { process: child, done } = startOmk(['publish', 'bericht.md'], { cwd: root, env: outside.env });
  outside.pleio.once(isMutation, async (_request, carryOut) => {
    const told = new Promise<void>((resolve) => child.stderr?.on('data', (text) => String(text).includes('Gestopt') && resolve()));
    child.kill('SIGINT');
    await told;
    return carryOut();
  });
  const { code, stderr } = await done;
  expect([code, counts(outside)], stderr).toEqual([3, { pleio: 1, x: 0, linkedin: 0, yammer: 0, newsletter: 0 }]);
  const second = await publish(root, outside);
  expect([second.code, counts(outside)]).toEqual([0, once]);
});

test('no secret is printed or stored, whatever goes wrong', async () => {
  const outside = await openOutside();
  const root = aProject();
  // Services that say back what they were told.
  outside.x.always(isPost, ({ headers }) => ({
    status: 403,
    body: { title: 'Forbidden', detail: `no: ${headers.authorization} ${outside.env.X_ACCESS_TOKEN}`, status: 403 },
  }));
  outside.yammer.always(isMessage, ({ headers }) => ({
    status: 403,
    body: { response: { message: `no: ${headers.authorization}`, stat: 'fail' } },
  }));
  outside.linkedin.always(isShare, ({ headers }) => ({ status: 401, body: { status: 401, message: `no: ${headers.authorization}` } }));
  outside.pleio.once(isMutation, ({ headers }) => ({
    status: 200,
    body: { data: { addEntity: null }, errors: [{ message: `no: ${headers.cookie}` }] },
  }));
  const wrong = { ...outside.env, SMTP_URL: outside.env.SMTP_URL?.replace('nieuwsbrief:', 'iemand:') ?? '' };
  const outputs = [
    await runOmk(['publish', 'bericht.md', '--verbose'], { cwd: root, env: wrong }),
    await runOmk(['resolve', 'bericht.md', 'pleio', '--not-published'], { cwd: root, env: wrong }),
    await runOmk(['run', '--verbose'], { cwd: root, env: wrong }),
    await runOmk(['publish', 'bericht.md', '--json'], { cwd: root, env: wrong }),
    await runOmk(['status', '--json'], { cwd: root, env: wrong }),
    await runOmk(['log', '--json'], { cwd: root, env: wrong }),
  ];
  expect(outside.timeline.some(isPost)).toBe(true);
  const said = outputs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  const stored = readdirSync(join(root, '.omk'))
    .map((name) => readFileSync(join(root, '.omk', name), 'latin1'))
    .join('\n');
  for (const secret of secrets) {
    expect(said.includes(secret), `printed: ${secret}`).toBe(false);
    expect(stored.includes(secret), `stored: ${secret}`).toBe(false);
  }
});
