/** omk with a folder full of posts at once, as an editor uses it. */
import { describe, expect, test } from 'vitest';
import { runJson, runOmk, statesOf } from '../support/binary.ts';
import { openOutside } from '../support/doubles.ts';
import { anAddressOfNobody } from '../support/doubles-http.ts';
import { aProject, post, samplePicture, settings } from '../support/project.ts';

const a = post(['channels: [pleio, x]']);
const b = post(['channels: [pleio, yammer]']);

describe('a folder', () => {
  test('narrowed to a channel passes over the posts that do not go there', async () => {
    const root = aProject({ 'a.md': a, 'b.md': b, 'bericht.md': b });
    await runJson(['publish', 'a.md', '--channels', 'pleio'], { cwd: root });
    const { code, report } = await runJson(['publish', '.', '--channels', 'x'], { cwd: root });
    expect([code, report.problems, report.posts.map(({ post: file }) => file), statesOf(report)]).toEqual([0, [], ['a.md'], { x: 'sent' }]);
  });

  test('narrowed to channels where none of it goes says so', async () => {
    const root = aProject({ 'a.md': a, 'b.md': b, 'bericht.md': b });
    const { code, report } = await runJson(['publish', '.', '--channels', 'newsletter'], { cwd: root });
    expect([code, report.problems.map((found) => found.code)]).toEqual([2, ['usage-bad-value']]);
  });

  test('of a dozen posts brings no warning of its own, and a dry run keeps each post together', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `post-${String(index).padStart(2, '0')}`);
    const files = Object.fromEntries(names.map((name) => [`${name}.md`, a.replace('Inloopavond', name)]));
    const root = aProject({ ...files, 'bericht.md': post(['draft: true']) });
    const tried = await runOmk(['publish', '.', '--dry-run'], { cwd: root });
    const titles = [...tried.stdout.matchAll(/^\S+ — (post-\d+) /gm)].map(([, title]) => title);
    expect(titles).toEqual(names.flatMap((name) => [name, name]));
    const { code, stderr } = await runOmk(['publish', '.'], { cwd: root });
    expect([code, stderr.match(/warning.*/i)]).toEqual([0, null]);
  });
});

test('a dry run names what stands open in a message, and no line is broken by the edge of the terminal', async () => {
  const alt = 'Een lange beschrijving van een tekening waarop heel veel mensen in een grote kring bij elkaar staan te praten';
  const root = aProject({
    'bericht.md': post(['channels: [newsletter, pleio]', `image: { src: beeld.png, alt: "${alt}" }`]),
    'beeld.png': samplePicture('raadzaal.png'),
  });
  const { stdout } = await runOmk(['publish', 'bericht.md', '--dry-run'], { cwd: root });
  expect(stdout).toContain('<Aanhef>');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('a dry run tells which settings of omk.yaml are missing, and names credentials without needing them', async () => {
  const lines = settings().split('\n');
  const root = aProject({ 'omk.yaml': lines.filter((line) => !line.startsWith('linkedin')).join('\n') });
  const { code, report } = await runJson(['publish', 'bericht.md', '--dry-run'], { cwd: root, env: { OMK_MODE: 'live' } });
  expect([code, report.problems.map(({ message }) => message)]).toEqual([
    2,
    [expect.stringContaining('linkedin.group'), expect.stringContaining('PLEIO_COOKIE')],
  ]);
  const complete = aProject();
  expect((await runJson(['publish', 'bericht.md', '--dry-run'], { cwd: complete, env: { OMK_MODE: 'live' } })).code).toBe(0);
});

test('a run with nothing due tells a script that a retry is still to come', async () => {
  const outside = await openOutside();
  const root = aProject();
  const env = { ...outside.env, PLEIO_URL: await anAddressOfNobody() };
  expect((await runJson(['publish', 'bericht.md'], { cwd: root, env })).code).toBe(3);
  expect((await runJson(['run'], { cwd: root, env })).code).toBe(3);
});

test('a ledger that cannot be opened is told once, in one document', async () => {
  const root = aProject({ '.omk': 'a file where the folder should be' });
  const { code, report } = await runJson(['publish', 'bericht.md'], { cwd: root });
  expect([code, report.exitCode, report.problems.length]).toEqual([2, 2, 1]);
  const { stderr } = await runOmk(['publish', 'bericht.md'], { cwd: root });
  expect(stderr.match(/✗/g)).toHaveLength(1);
});
