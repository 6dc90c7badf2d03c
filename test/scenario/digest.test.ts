/** A digest, as a person and cron meet it: the real program, in processes of its own. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { type Ran, type ReportDocument, runOmk } from '../support/binary.ts';
import { arrived, type Files, letTimePass, snapshot, temporaryFolder, writeFiles } from '../support/project.ts';

const settings = (newsletter = '') => `name: Om het kind
pleio: { url: https://omhetkind.pleio.nl, group: Om het kind }
channels: [pleio, newsletter]
newsletter: { from: "Om het kind <nieuwsbrief@example.nl>", listId: nieuwsbrief.example.nl, unsubscribe: "https://example.nl/afmelden/{token}"${newsletter} }
`;
const post = (title: string, lines: readonly string[] = [], body = `Dit is ${title}.`) =>
  ['---', `title: ${title}`, ...lines, '---', body, ''].join('\n');
/** Digests alone bring the news. */
const hubOnly = 'channels: [pleio]';
const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
const later = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

async function project(files: Files = {}, readers: readonly string[][] = []) {
  const cwd = temporaryFolder();
  writeFiles(cwd, { 'omk.yaml': settings(), ...files });
  const omk = (...args: string[]): Promise<Ran> => runOmk(args, { cwd, env: { OMK_LANGUAGE: 'nl' } });
  const good = async (...args: string[]): Promise<Ran> => {
    const ran = await omk(...args);
    expect(ran.code, ran.stderr).toBe(0);
    return ran;
  };
  for (const [email = '', ...flags] of readers) await good('subscribers', 'add', email, '--source', 'inloop', ...flags);
  const json = async (...args: string[]) => {
    const ran = await omk(...args, '--json');
    return { ...ran, report: JSON.parse(ran.stdout) as ReportDocument };
  };
  /** Digests that arrived, by reader. */
  const digests = (): ReadonlyMap<string, readonly Mail[]> => {
    const mails = (arrived(cwd, 'newsletter', 'mail') as unknown as readonly Mail[]).filter(({ subject }) => /: week \d+$/.test(subject));
    return new Map([...new Set(mails.map(({ to }) => to))].map((to) => [to, mails.filter((mail) => mail.to === to)]));
  };
  return { cwd, omk, good, json, digests };
}

const weekly = (email: string, ...segments: string[]) => [
  email,
  '--frequency',
  'weekly',
  ...(segments.length > 0 ? ['--audience', segments.join(',')] : []),
];
/** Titles in the order of the mail. */
const titlesIn = (mail: Mail | undefined, titles: readonly string[]): readonly string[] =>
  titles
    .filter((title) => mail?.text.includes(`\n${title}\n`))
    .sort((a, b) => (mail?.text.indexOf(`\n${a}\n`) ?? 0) - (mail?.text.indexOf(`\n${b}\n`) ?? 0));

const timeout = 180_000;

describe('omk digest', { timeout }, () => {
  it('brings the weekly readers everything, the others what they have not had, and nobody anything twice', async () => {
    const { good, digests, omk } = await project(
      {
        'raad.md': post('Raadsbesluit'),
        'hub.md': post('Alleen op Pleio', [hubOnly]),
        'ouders.md': post('Voor ouders', ['audience: [ouders]']),
      },
      [
        weekly('week@example.nl'),
        weekly('beide@example.nl', 'ouders', 'pers'),
        ['elk@example.nl'],
        ['nooit@example.nl', '--frequency', 'never'],
      ],
    );
    await good('publish', 'raad.md', 'hub.md', 'ouders.md');
    const { stderr } = await good('digest');
    expect(stderr).toMatch(/Dit is het eerste nieuwsoverzicht/);
    const all = ['Raadsbesluit', 'Alleen op Pleio', 'Voor ouders'];
    expect([...digests().keys()].sort()).toEqual(['beide@example.nl', 'elk@example.nl', 'week@example.nl']);
    for (const mails of digests().values()) expect(mails).toHaveLength(1);
    expect(new Set(titlesIn(digests().get('week@example.nl')?.[0], all))).toEqual(new Set(all));
    expect(titlesIn(digests().get('elk@example.nl')?.[0], all)).toEqual(['Alleen op Pleio']);
    expect(digests().get('week@example.nl')?.[0]?.html).toMatch(/href="http:\/\/127[^"]+raadsbesluit"/);

    const again = await omk('digest');
    expect([again.code, again.stderr.trim()]).toEqual([0, 'Er is niets nieuws sinds het vorige nieuwsoverzicht. Er is niets verstuurd.']);
    expect(digests().get('week@example.nl')).toHaveLength(1);

    const repeat = await omk('digest', '--since', '2026-01-01');
    expect(repeat.code, repeat.stderr).toBe(2);
    expect(repeat.stderr).toContain('--yes');
    expect(digests().get('week@example.nl')).toHaveLength(1);
    const wanted = await good('digest', '--since', '2026-01-01', '--yes');
    expect(wanted.stderr).toContain('nog eens');
    expect(digests().get('week@example.nl')).toHaveLength(2);
  });

  it('keeps a post for one segment from the others', async () => {
    const { good, digests } = await project(
      {
        'omk.yaml': settings(', withoutAudience: none'),
        'ouders.md': post('Voor ouders', [hubOnly, 'audience: [Ouders]']),
        'raad.md': post('Voor de raad', [hubOnly, 'audience: [raad]']),
      },
      [
        weekly('ouder@example.nl', 'ouders'),
        weekly('raad@example.nl', 'raad'),
        weekly('beide@example.nl', 'raad', 'ouders'),
        weekly('geen@example.nl'),
      ],
    );
    await good('publish', 'ouders.md', 'raad.md');
    await good('digest');
    const got = (name: string) => titlesIn(digests().get(`${name}@example.nl`)?.[0], ['Voor ouders', 'Voor de raad']);
    expect([got('ouder'), got('raad'), got('beide').length, digests().has('geen@example.nl')]).toEqual([
      ['Voor ouders'],
      ['Voor de raad'],
      2,
      false,
    ]);
    const status = await good('status', `digest-${new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' })}`);
    expect(status.stdout).toMatch(/digest-[\d-]+\.ouders\n[\s\S]*digest-[\d-]+\.raad\n/);
  });

  it('puts events first, mentions a correction with its post, and leaves out what was taken back', async () => {
    const { good, digests } = await project(
      {
        'a.md': post('Begroting', [hubOnly]),
        'b.md': post('Nieuwe cijfers', [hubOnly, 'corrects: a.md']),
        'c.md': post('Later feest', [hubOnly, `event: { start: ${later} 19:30, location: Buurthuis }`]),
        'd.md': post('Eerst borrel', [hubOnly, `event: { start: ${soon} 17:00 }`]),
        'e.md': post('Vergissing', [hubOnly]),
      },
      [weekly('week@example.nl')],
    );
    for (const name of ['a', 'b', 'c', 'd', 'e']) await good('publish', `${name}.md`);
    await good('retract', 'e.md', '--reason', 'klopt niet', '--yes');
    await good('digest');
    const mail = digests().get('week@example.nl')?.[0];
    expect(titlesIn(mail, ['Vergissing', 'Begroting', 'Later feest', 'Rectificatie: Nieuwe cijfers', 'Eerst borrel'])).toEqual([
      'Eerst borrel',
      'Later feest',
      'Rectificatie: Nieuwe cijfers',
      'Begroting',
    ]);
    expect(mail?.text).toMatch(/Dit verbetert: Begroting\nhttp/);
    expect(mail?.text).toMatch(/Dit bericht is gerectificeerd: Nieuwe cijfers\nhttp/);
    expect(mail?.text).toContain('Buurthuis');
  });

  it('shows everything with --dry-run and writes nothing', async () => {
    const { cwd, good, json, digests } = await project({ 'a.md': post('Raadsbesluit', [hubOnly]) }, [weekly('week@example.nl')]);
    await good('publish', 'a.md');
    const before = snapshot(cwd, '.omk');
    const { stdout } = await good('digest', '--dry-run');
    expect(stdout).toMatch(/1 lezer/);
    expect(stdout).toContain('Raadsbesluit');
    const { report } = await json('digest', '--dry-run');
    expect(report.posts).toMatchObject([
      { deliveries: [{ channel: 'newsletter', state: 'scheduled', message: { subject: expect.any(String) } }] },
    ]);
    const named = (files: ReturnType<typeof snapshot>) => Object.keys(files).filter((name) => !/-(?:wal|shm)$/.test(name));
    expect(named(snapshot(cwd, '.omk'))).toEqual(named(before));
    expect(digests().size).toBe(0);
    expect((await good('digest')).stderr).toContain('eerste nieuwsoverzicht');
  });

  it('is finished by `omk run` after it was killed', async () => {
    const { cwd, good, digests } = await project({ 'a.md': post('Raadsbesluit', [hubOnly]), 'b.md': post('Nog iets', [hubOnly]) }, [
      weekly('week@example.nl'),
      ['elk@example.nl'],
    ]);
    await good('publish', 'a.md');
    const killed = await runOmk(['digest'], { cwd, env: { OMK_CRASH_AT: 'after-scheduleDigest' } });
    expect(killed.code).toBeNull();
    expect(digests().size).toBe(0);
    await good('publish', 'b.md');
    letTimePass(cwd, 'sandbox/omk.db', 3 * 86_400_000);
    await good('run');
    const titles = ['Raadsbesluit', 'Nog iets'];
    expect([...digests().values()].map((mails) => mails.map((mail) => titlesIn(mail, titles)))).toEqual([
      [['Raadsbesluit']],
      [['Raadsbesluit']],
    ]);
    await good('digest');
    expect(
      digests()
        .get('week@example.nl')
        ?.map((mail) => titlesIn(mail, titles)),
    ).toEqual([['Raadsbesluit'], ['Nog iets']]);
  });

  it('is made anew after it was killed before anything was written', async () => {
    const { cwd, good, digests } = await project({ 'a.md': post('Raadsbesluit', [hubOnly]) }, [weekly('week@example.nl')]);
    await good('publish', 'a.md');
    expect((await runOmk(['digest'], { cwd, env: { OMK_CRASH_AT: 'before-scheduleDigest' } })).code).toBeNull();
    await good('digest');
    expect(digests().get('week@example.nl')).toHaveLength(1);
  });

  it('does no harm when two begin at once', async () => {
    const { good, digests } = await project({ 'a.md': post('Raadsbesluit', [hubOnly]) }, [weekly('week@example.nl'), ['elk@example.nl']]);
    await good('publish', 'a.md');
    await Promise.all([good('digest'), good('digest'), good('digest')]);
    await good('run');
    for (const mails of digests().values()) expect(mails).toHaveLength(1);
    expect(digests().size).toBe(2);
  });

  it('takes the posts of a digest that was cancelled before it went along in the next, and goes on with one that was stopped', async () => {
    const { cwd, good, digests } = await project({ 'a.md': post('Raadsbesluit', [hubOnly]) }, [weekly('week@example.nl')]);
    const name = `digest-${new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' })}`;
    await good('publish', 'a.md');
    await runOmk(['digest'], { cwd, env: { OMK_CRASH_AT: 'after-scheduleDigest' } });
    await good('cancel', name);
    expect((await good('retry', name)).stdout).not.toContain('geplaatst');
    await runOmk(['digest'], { cwd, env: { OMK_CRASH_AT: 'after-claimDue' } });
    await good('cancel', `${name}-2`);
    await good('retry', `${name}-2`);
    expect(digests().get('week@example.nl')).toHaveLength(1);
  });

  it('says what it leaves out and why, and does not tell closed news', async () => {
    const { good, digests } = await project(
      { 'a.md': post('Besloten', [hubOnly, 'pleio: { access: group }']), 'b.md': post('Open', [hubOnly]) },
      [weekly('week@example.nl')],
    );
    await good('publish', 'a.md', 'b.md');
    const { stderr } = await good('digest');
    expect(stderr).toMatch(/a\.md: Niet in het nieuwsoverzicht, omdat niet iedereen/);
    expect(titlesIn(digests().get('week@example.nl')?.[0], ['Besloten', 'Open'])).toEqual(['Open']);
  });

  it('finds older posts by their files, and leaves out those whose audience nobody knows any more', async () => {
    const { cwd, good, digests } = await project(
      {
        'a.md': post('Met bestand', [hubOnly, 'audience: [ouders]']),
        'b.md': post('Zonder bestand', [hubOnly]),
        'c.md': post('Gemaild', ['audience: [ouders]']),
      },
      [weekly('week@example.nl', 'ouders'), weekly('raad@example.nl', 'raad'), ['elk@example.nl', '--audience', 'ouders']],
    );
    await good('publish', 'a.md', 'b.md', 'c.md');
    const db = new DatabaseSync(join(cwd, '.omk/sandbox/omk.db'));
    db.exec('UPDATE deliveries SET card_json = NULL');
    db.close();
    for (const name of ['b.md', 'c.md']) writeFiles(cwd, { [name]: '' });
    const { stderr } = await good('digest');
    expect(stderr).toMatch(/b\.md: Niet in het nieuwsoverzicht, omdat niet meer te achterhalen is/);
    expect(new Set(titlesIn(digests().get('week@example.nl')?.[0], ['Met bestand', 'Zonder bestand', 'Gemaild']))).toEqual(
      new Set(['Met bestand', 'Gemaild']),
    );
    expect(digests().has('raad@example.nl')).toBe(false);
  });

  it('keeps within what mail programs show, however much there is', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `n${index}.md`);
    const { good, digests } = await project(
      {
        'omk.yaml': settings(', digestItems: 5, digestTitle: "Overzicht {project}: week {week}"'),
        ...Object.fromEntries(names.map((name) => [name, post(`Bericht ${name}`, [hubOnly])])),
      },
      [weekly('week@example.nl')],
    );
    await good('publish', '.');
    await good('digest');
    const [mail] = digests().get('week@example.nl') ?? [];
    expect(mail?.subject).toMatch(/^Overzicht Om het kind: week \d+$/);
    expect(
      titlesIn(
        mail,
        names.map((name) => `Bericht ${name}`),
      ),
    ).toHaveLength(5);
    expect(mail?.text).toContain('En nog 19 berichten:\nhttps://omhetkind.pleio.nl');
  });

  it('begins with words of the editors, for each segment its own, and sends a test to an address', async () => {
    const { cwd, good, digests, omk } = await project(
      {
        'a.md': post('Raadsbesluit', [hubOnly]),
        'vooraf.md': '---\nintro: { ouders: "Beste **ouders**, dit is er." }\n---\nGoed dat u er bent. <script>x</script>\n',
        'fout.md': '---\nintr: { ouders: "x" }\n---\n',
      },
      [weekly('week@example.nl'), weekly('ouder@example.nl', 'Ouders')],
    );
    await good('publish', 'a.md');
    await good('digest', '--intro', 'vooraf.md', '--to', 'ik@example.nl');
    const tests = arrived(cwd, 'newsletter', 'mail') as unknown as readonly Mail[];
    expect(tests.map(({ to }) => to)).toEqual(['ik@example.nl', 'ik@example.nl']);
    expect(new Set(tests.map(({ text }) => /Beste ouders|Goed dat u er bent/.exec(text)?.[0]))).toEqual(
      new Set(['Beste ouders', 'Goed dat u er bent']),
    );
    for (const path of ['fout.md', 'weg.md', '../buiten.md']) {
      const ran = await omk('digest', '--intro', path);
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(path.replace('../', ''))]);
    }
    await good('digest', '--intro', 'vooraf.md');
    expect(digests().get('week@example.nl')?.[0]?.text).toContain('Goed dat u er bent.');
    expect(digests().get('ouder@example.nl')?.[0]?.html).toMatch(/Beste <strong>ouders<\/strong>/);
    expect(digests().get('ouder@example.nl')?.[0]?.text).not.toMatch(/Goed dat|omk-marker/);
    expect(digests().get('week@example.nl')?.[0]?.html).not.toContain('<script>');
  });

  it('reads the list from a file too', async () => {
    const { good, digests } = await project({
      'omk.yaml': settings(', subscribers: lezers.csv, withoutAudience: none'),
      'lezers.csv': [
        'email,audience,frequency,consent_at,consent_source',
        'week@example.nl,ouders;raad,weekly,2026-05-12,x',
        'twee@example.nl,RAAD;Ouders,weekly,2026-05-12,x',
        'elk@example.nl,,each,2026-05-12,x',
        '',
      ].join('\n'),
      'a.md': post('Voor ouders', [hubOnly, 'audience: [ouders]']),
    });
    await good('publish', 'a.md');
    expect((await good('digest', '--dry-run')).stdout).toMatch(/2 lezers/);
    await good('digest');
    expect([...digests().keys()].sort()).toEqual(['twee@example.nl', 'week@example.nl']);
  });

  it('keeps nothing for a reader who comes later, when all of it was for nobody', async () => {
    const { good, digests } = await project({ 'a.md': post('Raadsbesluit') }, [['elk@example.nl']]);
    await good('publish', 'a.md');
    expect((await good('digest')).stderr).toContain('voor geen enkele lezer iets dat die nog niet had');
    await good('subscribers', 'add', 'nieuw@example.nl', '--frequency', 'weekly', '--source', 'inloop');
    expect((await good('digest')).stderr).toContain('niets nieuws');
    expect(digests().size).toBe(0);
  });

  it('is fit for cron, as the documentation says', async () => {
    const page = readFileSync(new URL('../../docs/newsletter.md', import.meta.url), 'utf8');
    const line = /^0 8 \* \* 1 .*$/m.exec(page)?.[0] ?? '';
    const commands = [...line.matchAll(/npx omk ([^;&]+)/g)].map(([, words = '']) => words.trim().split(' '));
    expect(commands.map(([command]) => command)).toEqual(['digest', 'run']);
    const { omk, good, digests } = await project({ 'a.md': post('Raadsbesluit', [hubOnly]) }, [weekly('week@example.nl')]);
    await good('publish', 'a.md');
    for (let week = 0; week < 2; week += 1) {
      for (const command of commands) {
        const { code, stderr } = await omk(...command);
        expect([code, stderr.replace(/^\S+ omk run mode=.*\n$/, '')]).toEqual([0, '']);
      }
    }
    expect(digests().get('week@example.nl')).toHaveLength(1);
  });
});

describe('an issue', { timeout }, () => {
  it('begins with the words for the segment of each reader', async () => {
    const lines = [
      'audience: [raad, ouders]',
      'newsletter: { intro: { ouders: "Voor _ouders_.", raad: "Voor de raad.", pers: "Voor pers." } }',
    ];
    const { cwd, good } = await project({ 'a.md': post('Besluit', lines) }, [
      ['ouder@example.nl', '--audience', 'ouders'],
      ['beide@example.nl', '--audience', 'ouders,raad'],
      ['geen@example.nl'],
    ]);
    const { stdout, stderr } = await good('publish', 'a.md', '--dry-run');
    expect(stdout).toMatch(/<Woorden vooraf>[\s\S]*\[Woorden vooraf voor raad\]\n +Voor de raad\./);
    expect(stderr).toMatch(/"pers" krijgt niemand te lezen/);
    await good('publish', 'a.md');
    const mails = arrived(cwd, 'newsletter', 'mail') as unknown as readonly Mail[];
    const introTo = (to: string) => /Voor (?:ouders|de raad|pers)/.exec(mails.find((mail) => mail.to === to)?.text ?? '')?.[0];
    expect([introTo('ouder@example.nl'), introTo('beide@example.nl'), introTo('geen@example.nl')]).toEqual([
      'Voor ouders',
      'Voor de raad',
      undefined,
    ]);
    for (const { text, html } of mails) expect(text + html).not.toContain('omk-marker');
    writeFiles(cwd, {
      'a.md': post(
        'Besluit',
        lines.map((line) => line.replace('Voor de raad', 'Voor alle raden')),
      ),
    });
    expect((await good('publish', 'a.md', '--json')).stdout).toMatch(/"code": *"edited"/);
  });

  it('refuses an intro that is no text, or that shows a picture of another site', async () => {
    const { omk } = await project({
      'a.md': post('Besluit', ['newsletter: { intro: { ouders: [een, twee] } }']),
      'b.md': post('Besluit', ['newsletter: { intro: "![x](https://elders.example/pixel.png)" }']),
    });
    const first = await omk('check', 'a.md');
    expect([first.code, first.stderr]).toEqual([2, expect.stringMatching(/a\.md:3.*newsletter\.intro\.ouders/)]);
    const second = await omk('check', 'b.md');
    expect([second.code, second.stderr]).toEqual([2, expect.stringContaining('https://elders.example/pixel.png')]);
  });
});
