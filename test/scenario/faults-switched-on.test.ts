/** A team practises with faults: switched on from the command line, before and while the sandbox runs. */
import { expect, onTestFinished, test } from 'vitest';
import { runJson, runOmk, startOmk, statesOf } from '../support/binary.ts';
import { aProject, arrived } from '../support/project.ts';

/** Resolves once the sandbox says what it is ready to say. */
function said(running: ReturnType<typeof startOmk>, text: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    for (const stream of [running.process.stdout, running.process.stderr]) {
      stream?.on('data', (chunk: string) => {
        all += chunk;
        if (text.test(all)) resolve(all);
      });
    }
    running.process.once('close', () => reject(new Error(`the sandbox ended:\n${all}`)));
  });
}

test('a fault from the command line happens, is listed, and is taken away while the sandbox runs', async () => {
  const root = aProject();
  const sandbox = startOmk(['sandbox', '--port', '0', '--fault', 'x=refuse:1', '--fault', 'yammer=closed'], { cwd: root });
  onTestFinished(async () => {
    sandbox.process.kill('SIGINT');
    await sandbox.done;
  });
  const start = await said(sandbox, /Ctrl-C/);
  expect(start).toContain('x=refuse (nog 1 keer): Het kanaal zegt nee.');
  expect(start).toContain('yammer=closed: omk mag niet in de community plaatsen.');

  const first = await runJson(['publish', 'bericht.md'], { cwd: root });
  expect(first.code).toBe(1);
  expect(statesOf(first.report)).toMatchObject({ pleio: 'sent', x: 'failed', yammer: 'failed' });

  const cleared = await runOmk(['sandbox', '--fault', 'none'], { cwd: root });
  expect([cleared.code, cleared.stderr]).toEqual([0, expect.stringContaining('Er staan geen storingen aan.')]);

  const second = await runJson(['retry'], { cwd: root });
  expect([second.code, statesOf(second.report)]).toEqual([0, expect.objectContaining({ x: 'sent', yammer: 'sent' })]);
  expect([arrived(root, 'x', 'post').length, arrived(root, 'yammer', 'message').length]).toEqual([1, 1]);
});

test('a fault that does not exist is refused before the sandbox starts', async () => {
  const ran = await runOmk(['sandbox', '--fault', 'x=nope'], { cwd: aProject() });
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).toContain('accept-and-drop');
});
