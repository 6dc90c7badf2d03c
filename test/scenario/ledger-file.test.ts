/** The file of an exported ledger: what it may replace, and who may read it. */
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runOmk } from '../support/binary.ts';
import { aProject, post, writeFiles } from '../support/project.ts';

test('an export replaces an earlier export, and no file of somebody', async () => {
  const root = aProject({ 'content/a.md': post() });
  const before = readFileSync(join(root, 'content/a.md'), 'utf8');
  const refused = await runOmk(['ledger', 'export', '-o', 'content/a.md'], { cwd: root });
  expect([refused.code, readFileSync(join(root, 'content/a.md'), 'utf8')]).toEqual([2, before]);
  expect(refused.stderr).toContain('content/a.md');
  writeFiles(root, { 'uit.jsonl': '' });
  chmodSync(join(root, 'uit.jsonl'), 0o644);
  for (const _time of ['first', 'again']) {
    expect((await runOmk(['ledger', 'export', '-o', 'uit.jsonl'], { cwd: root })).code).toBe(0);
    expect(readFileSync(join(root, 'uit.jsonl'), 'utf8')).toContain('{"table":"ledger"');
    expect(statSync(join(root, 'uit.jsonl')).mode & 0o777).toBe(0o600);
  }
});
