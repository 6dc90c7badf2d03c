import { expect, test } from 'vitest';
import { cutValues } from '../../../src/cli/cut-values.ts';
import { temporaryFolder, writeFiles } from '../../support/project.ts';

const names = ['SMTP_URL', 'X_APP_KEY'];

test.each([
  ['SMTP_URL=smtps://a:b#c@mail.example.nl', [1]],
  ['# SMTP_URL=a#b\n\nexport X_APP_KEY = a#b\r\nSMTP_URL=a#', [3, 4]],
  ['SMTP_URL="a#b"', []],
  ["SMTP_URL='a#b'", []],
  ['SMTP_URL=a # a remark', []],
  ['SMTP_URL=#a', []],
  ['SMTP_URL=a%23b', []],
  ['OTHER=a#b', []],
])('of %j the lines %j end too early', (text, lines) => {
  const root = temporaryFolder();
  writeFiles(root, { '.env': text });
  const found = cutValues(root, names);
  expect(found.map(({ where }) => where?.line)).toEqual(lines);
  expect(JSON.stringify(found)).not.toContain('mail.example.nl');
});

test('nothing is said where there is no such file', () => {
  expect(cutValues(temporaryFolder(), names)).toEqual([]);
});
